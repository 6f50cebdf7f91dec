// find_headings: which blocks of the body are headings, their labels and levels.
//
// In: the blocks of the draft that have no use yet. Out: headings in order; their blocks get the use `heading`, and those of the back matter
// (致谢, 附录) `back_heading`. A level follows the label's own scheme and the numbers before and after it: what an engine marks or leaves
// out is a hint. Never makes up a number. A scheme is one row in lang/headings.cc; a damaged form of a label, one function in headings_damaged.cc.
#pragma once

#include <vector>

#include "structure/draft.h"
#include "structure/run_in.h"

namespace jiaokan {

struct Heading {
  size_t block = 0;
  HeadingLabel label;      // spans in characters of the trimmed block
  int level = 1;
};
std::vector<Heading> find_headings(StructureDraft& d);

// 2BIM技术, 41 for 4.1, 3. 1. 1 and 4 2: numbers without the sign or the space behind them, or with spaces inside, where they go on with
// those before. `next` is the number of the heading below, if it has one.
void read_damaged_label(std::u32string_view text, const HeadingNumber& before, const HeadingNumber& next, HeadingLabel& label);

// The numbers of a label: 2.3.1, 2 3 1 and 231 of three levels.
HeadingNumber heading_number(std::u32string_view label, Scheme scheme);

// The level of a heading without a number that stands between numbered ones: its own number was lost, or it divides the one above. 0: nothing says.
int level_between(const HeadingNumber& before, const HeadingNumber& after);

}  // namespace jiaokan
