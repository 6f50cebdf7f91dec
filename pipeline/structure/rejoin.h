// rejoin_paragraphs: sentences that a figure, a table or a page has cut are made whole again; what stood between stands behind them.
//
// In: the parts of one section. Out: the same parts, fewer paragraphs: of two with nothing but figures and tables between, or what has its place
// elsewhere, where the first stops inside a sentence and the second goes on. Never joins what begins as a sentence, a label or a note does.
#pragma once

#include <vector>

#include "structure/draft.h"

namespace jiaokan {

// What went on elsewhere, behind the content: with the space that Latin text has at a line's end.
void go_on_with(Inlines& content, Inlines more);

void rejoin_paragraphs(const StructureDraft& d, std::vector<Part>& parts);

}  // namespace jiaokan
