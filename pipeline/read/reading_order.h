// reading_order: pieces of print with boxes on one page → lines in the order they are read.
//
// In: the pieces of a page in any order. Out: lines, each with its pieces from left to right; columns one after the other, between
// what spans them. A gutter is known by lines that end and begin flush on its two sides, so a table's gaps are none.
// Never: looks at the words. Coordinates grow to the right and down.
#pragma once

#include <cstdint>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

struct PrintedPiece {
  Box box;
  float size = 0;        // of its font, in the units of the boxes
  uint32_t signs = 0;    // that are no white space; a piece without any is in no line
};

struct PrintedLine {
  std::vector<uint32_t> pieces;   // indices
  Box box;
  uint32_t stretch = 0;           // lines of one stretch stand below each other in one column
};

// A page of more pieces than any printed page has keeps the order it came in, a line a piece.
std::vector<PrintedLine> reading_order(const std::vector<PrintedPiece>& pieces);

}  // namespace jiaokan
