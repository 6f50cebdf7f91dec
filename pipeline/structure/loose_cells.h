// Cells of a table that stand as paragraphs beside it, as engines that read column by column leave them, or whose table nobody marked.
//
// In: the parts of a section in their order. Out: a run of such paragraphs right below or above a table, or the caption of one that has no
// cells, is rows of it; where the table says the same already, they are left out as read twice. Numbers right above a
// figure's caption are those of its axes, and are left out as such. Never: a sentence, a short paragraph without numbers that stands alone, a note
// of the table.
#pragma once

#include <vector>

#include "structure/draft.h"

namespace jiaokan {

// Puts the content into a row of its own below all others.
void add_row(Part& table, Inlines content);

void gather_loose_cells(StructureDraft& d, std::vector<Part>& parts);

}  // namespace jiaokan
