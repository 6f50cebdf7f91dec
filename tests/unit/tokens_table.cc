// Laws of the table of tokens: nothing lost, nothing twice, no matter in which order the witnesses come; and what stands beside what.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "reconcile/tokens.h"

namespace jiaokan {
namespace {

using Words = std::vector<std::string>;

Words words(const char* text) {
  Words out;
  std::istringstream in(text);
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

// One line a witness, segments parted by bars, "-" where it has nothing.
std::string shown(const std::vector<Words>& witnesses) {
  const TokenTable table = collate_tokens(witnesses);
  std::string out;
  for (size_t w = 0; w < witnesses.size(); ++w) {
    for (const Span span : segments(table, witnesses)) {
      std::string cell;
      for (uint32_t k = span.begin; k < span.end; ++k)
        if (table.cell(k, w) != kNone) cell += (cell.empty() ? "" : " ") + witnesses[w][table.cell(k, w)];
      out += (span.begin == 0 ? "" : "|") + (cell.empty() ? "-" : cell);
    }
    out += "\n";
  }
  return out;
}

struct Case {
  const char* name;
  std::vector<const char*> witnesses;
  const char* table;
};

TEST(Tokens, stand_beside_what_they_stand_for) {
  const Case cases[] = {
      {"a word more", {"the black cat", "the cat"}, "the|black|cat\nthe|-|cat\n"},
      {"a word for another", {"the black cat", "the white cat"}, "the|black|cat\nthe|white|cat\n"},
      {"three", {"the black cat", "the white cat", "the cat"}, "the|black|cat\nthe|white|cat\nthe|-|cat\n"},
      {"a word more at the end", {"the cat", "the cat sat"}, "the cat|-\nthe cat|sat\n"},
      {"nothing", {"", "the cat"}, "-\nthe cat\n"},
      {"the third agrees with the minority", {"a b c d", "a x c d", "a x c d e"}, "a|b|c d|-\na|x|c d|-\na|x|c d|e\n"},
  };
  for (const Case& c : cases) {
    std::vector<Words> witnesses;
    for (const char* text : c.witnesses) witnesses.push_back(words(text));
    EXPECT_EQ(shown(witnesses), c.table) << c.name;
  }
}

TEST(Tokens, transposed_passages_are_listed) {
  const TokenTable table = collate_tokens({words("the black cat and the white dog"), words("the white dog and the black cat")});
  ASSERT_EQ(table.transpositions.size(), 2U);
  for (const Transposition& moved : table.transpositions) EXPECT_EQ(moved.in_a.size(), 2U);
}

TEST(Tokens, every_witness_is_rebuilt_and_the_order_changes_nothing) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<Words> witnesses(2 + random() % 5);
    for (Words& witness : witnesses)
      for (size_t n = random() % 30; n > 0; --n) witness.push_back(std::string(1, static_cast<char>('a' + random() % (round % 2 == 0 ? 3 : 20))));
    const TokenTable table = collate_tokens(witnesses);
    for (size_t w = 0; w < witnesses.size(); ++w) {
      std::vector<uint32_t> seen;
      for (size_t k = 0; k < table.columns(); ++k)
        if (table.cell(k, w) != kNone) seen.push_back(table.cell(k, w));
      ASSERT_EQ(seen.size(), witnesses[w].size());
      for (uint32_t i = 0; i < seen.size(); ++i) ASSERT_EQ(seen[i], i);
    }
    std::vector<Words> turned(witnesses.rbegin(), witnesses.rend());
    const TokenTable other = collate_tokens(turned);
    ASSERT_EQ(table.columns(), other.columns());
    for (size_t k = 0; k < table.columns(); ++k)
      for (size_t w = 0; w < witnesses.size(); ++w) {
        const size_t v = witnesses.size() - 1 - w;
        const bool here = table.cell(k, w) != kNone, there = other.cell(k, v) != kNone;
        ASSERT_EQ(here, there);
        if (here) {
          ASSERT_EQ(witnesses[w][table.cell(k, w)], turned[v][other.cell(k, v)]);
        }
      }
  }
}

}  // namespace
}  // namespace jiaokan
