// divide_blocks: the blocks of the text, parted where one holds two things.
//
// In: the text and its witnesses (which know the white space that cleaning took for layout). Out: blocks that cover the same characters, and
// which of them are headings that had run into their paragraph. It never moves or joins. A new sign of a title's end goes into run_in.cc.
#pragma once

#include <vector>

#include "model/collation.h"
#include "model/text.h"

namespace jiaokan {

struct Divided {
  std::vector<Block> blocks;
  std::vector<bool> run_in;   // one a block
};
Divided divide_blocks(const Text& text, const Collation& collation);

}  // namespace jiaokan
