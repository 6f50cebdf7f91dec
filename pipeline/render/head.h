// The head of the page, from the facts: jk:head with jk:meta, jk:link, jk:json, jk:page and jk:file.
//
// citation_* for Scholar and reference managers, OpenGraph, JSON-LD. A canonical address only when the JATS gives one.
#pragma once

#include "render/prepare.h"

namespace jiaokan {

void write_head(PreparedEdition& edition);
// "程铭，刘雪莲. 共生安全：…[J]. 东北亚论坛，2020（2）：71-83. DOI：10.…" after GB/T 7714; empty without a title.
std::string citation_line(const ArticleFacts& facts);
// {"@context":"https://schema.org",…}: safe inside a script element.
std::string json_ld(const ArticleFacts& facts);

}  // namespace jiaokan
