// placed_lines: lines of a witness that knows where its characters stand on the page, measured there.
//
// In: lines with their widths in ems as their signs have them. Out: width, indent, measure and room of each line as it is printed, when most
// lines are lines of print (a box as high as one line). Boxes of whole paragraphs say nothing of lines, and nothing is set.
// A page may be a little askew: edges are those of the lines near.
#pragma once

#include <vector>

#include "clean/lines.h"

namespace jiaokan {

// Whether the lines were measured.
bool place_lines(const Witness& witness, std::vector<Line>& lines);

}  // namespace jiaokan
