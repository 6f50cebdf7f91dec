// The reading text, in two forms, from the prepared tree.
//
// `write_text`: title, authors, abstract, headings, paragraphs with [n] callouts, notes, references; a blank line between blocks.
// `write_markdown`: the same for Pandoc: YAML head, headings with their ids, callouts ^[n]^ linking to the list, notes as [^1],
// tables as pipe tables, formulas as TeX where there is TeX; everything that Markdown would read as a mark is escaped.
// Never: raw HTML.
#pragma once

#include <string>

#include "render/prepare.h"

namespace jiaokan {

std::string write_text(const PreparedEdition& edition);
std::string write_markdown(const PreparedEdition& edition);

}  // namespace jiaokan
