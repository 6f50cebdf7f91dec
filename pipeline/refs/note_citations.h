// note_citations: what a note cites. A note is prose: works stand in it behind 参见, between semicolons, in brackets, with words around them.
//
// In: a note without its label. Out: its references in order, each parsed, with its place; entries that only point at another (同上, 前引[3]) too.
// Never: takes the mention of a title for a citation: it says where in the work, or who published it and when.
#pragma once

#include <string_view>
#include <vector>

#include "model/reference.h"

namespace jiaokan {

struct NoteCitation {
  Span span;              // of the note
  Reference reference;    // its raw is that span's text
};
std::vector<NoteCitation> find_note_citations(std::u32string_view note);

}  // namespace jiaokan
