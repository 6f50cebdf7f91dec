// EPUB 3.3: one article, zipped in memory; the same article makes the same bytes.
//
// In: the facts, the two pages that the stylesheets made, the style sheet. `modified` is an ISO date (2020-04-15); what is no date
// becomes 2000-01-01. Never: scripts, remote resources, a claim of conformance that was not checked.
#pragma once

#include <string>

#include "render/prepare.h"

namespace jiaokan {

std::string write_epub(const PreparedEdition& edition, const std::string& article_page, const std::string& nav_page, const std::string& css,
                       const std::string& modified);

}  // namespace jiaokan
