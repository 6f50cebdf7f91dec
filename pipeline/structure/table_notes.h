// Notes of tables: what stands under a table and says what a mark in its cells means (12.3* … * P<0.05; 0.53a … a 表示…; ①).
//
// In: a table with what is printed below it. Out: its notes, each with its mark, and in the cells the marks that lead there.
// Never: a link without both ends: a mark that the table's own notes do not explain stays text, and a note without a mark in a cell stays as it is printed.
// To add a word that follows a mark in its note: kMeanings (table_notes.cc).
#pragma once

#include <vector>

#include "structure/draft.h"

namespace jiaokan {

// Paragraphs right below a table that say what marks of its cells mean become its notes.
void gather_table_notes(std::vector<Part>& parts);

// True for a block that opens the notes of a table by its words: 注： Note:
bool opens_table_notes(std::u32string_view text);

// Of a table that has its id.
void link_table_notes(Part& table);

// Whether the circled number of a cell is explained right below the table of that block: then it calls no note of the page.
bool explained_below(const StructureDraft& d, size_t block, char32_t mark);

}  // namespace jiaokan
