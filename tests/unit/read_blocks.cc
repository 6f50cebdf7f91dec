// Blocks are ranges of the text, whatever a Markdown file holds.
#include <gtest/gtest.h>

#include "clean/clean.h"
#include "ledger.h"
#include "read/read.h"
#include "reconcile/collate.h"
#include "reconcile/decide.h"
#include "reconcile/settle.h"
#include "structure/structure.h"

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

TEST(Clean, WhiteSpaceInNoBlockIsLayout) {
  Diags diags;
  const Witness witness = clean(read("a.md", {{"a.md", " ", "", ""}}, WitnessKind::unknown, diags), diags);
  ASSERT_EQ(witness.role.size(), 1U);
  EXPECT_FALSE(in_stream(witness.role[0]));
}

TEST(Structure, TheDescriptionOfAPictureIsAccountedFor) {
  Diags diags;
  const Collation collation = collate({clean(read("a.md", {{"a.md", "![t]()", "", ""}}, WitnessKind::unknown, diags), diags)}, diags);
  const Text text = settle(collation, decide(collation, {}, nullptr, diags), diags);
  EXPECT_TRUE(unaccounted(text, structure(text, collation, {}, diags)).empty());
}

}  // namespace
}  // namespace jiaokan
