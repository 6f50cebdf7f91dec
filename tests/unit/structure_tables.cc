// What a version has called a table is no prose of the body, though none has laid its cells out.
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

// The kinds of the parts of the only section, its last block called a table.
std::vector<PartKind> parts_with(const char* last) {
  Diags diags;
  const std::string bytes = std::string("# 果酒的品质\n\n摘要：本文讨论果酒。\n\n关键词：果酒\n\n# 一、结果\n\n各处理的指标都已测定，见下。\n\n") + last + "\n";
  const Collation collation = collate({clean(read("a.md", {{"a.md", bytes, "", ""}}, WitnessKind::unknown, diags), diags)}, diags);
  Text text = settle(collation, decide(collation, {}, nullptr, diags), diags);
  text.blocks.back().kind = BlockKind::table;
  const Article article = structure(text, collation, {}, diags);
  EXPECT_TRUE(unaccounted(text, article).empty());
  std::vector<PartKind> out;
  for (const Part& part : article.sections.at(0).parts) out.push_back(part.kind);
  return out;
}

TEST(StructureTables, rows_that_no_version_has_laid_out_are_a_table) { EXPECT_EQ(parts_with("酒精 12.3±0.1 11.8±0.2 糖 3.62±0.15 4.35±0.21"), (std::vector{PartKind::paragraph, PartKind::table})); }
TEST(StructureTables, sentences_that_a_guess_at_a_table_took_in_are_prose) { EXPECT_EQ(parts_with("酒精度相差不大。酸度以同时接种者最低。"), (std::vector{PartKind::paragraph, PartKind::paragraph})); }

}  // namespace
}  // namespace jiaokan
