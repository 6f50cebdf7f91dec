// gather_lists, gather_quotations: paragraphs that together are one thing.
//
// In: the parts of one section. Paragraphs whose labels go on from each other ((1) (2), ①②, a) b), · ·) and that are short become a list, with
// the formulas between them; a paragraph that is one passage in quotation marks, announced by a colon, becomes a quotation. A label without its
// neighbour, and an enumeration in long prose, stay paragraphs. No character is moved, added or lost. A new kind of label: one row of label_of.
#pragma once

#include <vector>

#include "structure/draft.h"

namespace jiaokan {

void gather_lists(const StructureDraft& d, std::vector<Part>& parts);
void gather_quotations(const StructureDraft& d, std::vector<Part>& parts);

}  // namespace jiaokan
