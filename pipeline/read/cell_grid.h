// cell_grid: boxes of a table's cells → their rows and columns, by what stands beside and below each other.
#pragma once

#include <vector>

#include "model/witness.h"

namespace jiaokan {

// One cell a box, in the same order, with row, column and what it spans; spans of text unset. Nothing when a box is empty or two cells fall
// on one place: then the boxes are no grid.
std::vector<Cell> cell_grid(const std::vector<Box>& boxes);

}  // namespace jiaokan
