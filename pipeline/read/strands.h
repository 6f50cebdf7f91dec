// strands: lines of two columns in one sequence → the lines of each.
//
// In: lines, each perhaps known to be of one side. Each column keeps its own order; of all ways to deal the lines the one is taken in which
// they go on best from each other, the left column from the page before and the right one from the left.
#pragma once

#include <vector>

#include "read/column_ear.h"

namespace jiaokan {

struct Strands {
  std::vector<size_t> left, right;   // indices of the lines
  double gain = 0;                   // nats, against the order given
  double heard = 0;                  // of these, what the lines say themselves
};

// `before`: the line before these that broke off; one without signs when there is none. Work grows with the square of the lines.
Strands part_strands(const std::vector<ColumnLine>& lines, const ColumnLine& before, const ColumnEar& ear);

}  // namespace jiaokan
