#pragma once

// The grid that the cells of a table stand in. Readers ask it where the next cell goes (rows and columns that cells from above reach into
// are taken); square() makes of cells however claimed a table that a page can show. Neither reads a text.

#include <cstdint>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

// Places cells in the order of their source, as HTML does. No span is longer than kMostSpan, no column beyond kMostColumns.
class TableGrid {
 public:
  static constexpr uint32_t kMostSpan = 200;
  static constexpr uint32_t kMostColumns = 500;

  void next_row() { ++row_; }
  // The next cell of the row (a cell before any row begins one). Its text's span is left empty.
  Cell place(uint32_t rowspan, uint32_t colspan);

 private:
  int row_ = -1;
  std::vector<uint32_t> free_from_;   // of each column: the first row that nothing reaches into
};

// In: cells in any order, whose spans may overlap, reach out of the table, or leave rows and columns in which no cell begins.
// Out: row by row; no cell lies upon another, each row and each column has one that begins in it, and a place that nothing fills between two
// cells has an empty one (its span empty, at the next cell's begin). No cell that was there is lost; where two claim one place, the later moves right.
void square(std::vector<Cell>& cells);

}  // namespace jiaokan
