// Blocks are ranges of the text, whatever a Markdown file holds.
#include <gtest/gtest.h>

#include "read/read.h"

namespace jiaokan {
namespace {

TEST(ReadMarkdown, BlocksOfALineOfNothingAreNone) {
  for (const char* bytes : {" ", "  \n ", "#", "> ", "- \n"}) {
    Diags diags;
    const Witness witness = read("a.md", {{"a.md", bytes, "", ""}}, WitnessKind::unknown, diags);
    uint32_t last = 0;
    for (const Block& block : witness.blocks) {
      EXPECT_LE(last, block.span.begin) << bytes;
      EXPECT_LT(block.span.begin, block.span.end) << bytes;
      last = block.span.end;
    }
    EXPECT_LE(last, witness.chars.size()) << bytes;
  }
}

}  // namespace
}  // namespace jiaokan
