// Laws of the table of tokens: nothing lost, nothing twice, and what stands beside what, as in the tables that collators know.
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
      {"what differs stands left", {"the quick brown fox jumps over the lazy dog", "the red fox jumps over the fence"},
       "the|quick|brown|fox jumps over the|lazy|dog\nthe|red|-|fox jumps over the|fence|-\n"},
      {"the first word of the first is kept of two that changed places", {"a b", "b a"}, "-|a|b\nb|a|-\n"},
      {"a word said twice", {"g h i ! k ! q r", "g h i ! q r", "f h i ! q r"}, "g|h i !|k !|q r\ng|h i !|-|q r\nf|h i !|-|q r\n"},
      {"each has a word of the third", {"hello cruel world", "hello nice world", "hello nice cruel world"},
       "hello|-|cruel|world\nhello|nice|-|world\nhello|nice|cruel|world\n"},
      {"two that share nothing meet in a third", {"a", "b", "a b"}, "a|-\n-|b\na|b\n"},
      {"a path out of line", {"a b c d e f", "x y z d e", "a b x y z"}, "a b|c|-|d e|f\n-|x|y z|d e|-\na b|x|y z|-|-\n"},
      {"more in the middle", {"the black cat", "the black and white cat", "the black not very special cat", "the black very special cat"},
       "the black|-|-|-|cat\nthe black|and|white|-|cat\nthe black|not|very|special|cat\nthe black|-|very|special|cat\n"},
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
  for (const Transposition& moved : table.transpositions) EXPECT_EQ(moved.front().tokens.size(), 2U);
}

TEST(Tokens, who_shares_a_place_has_not_moved) {
  const TokenTable table = collate_tokens({words("he was here , so"), words("he was here"), words("so he was here"), words("so he was here")});
  ASSERT_EQ(table.transpositions.size(), 1U);
  EXPECT_EQ(table.transpositions.front().size(), 3U);   // the first, and the two that have it in front
}

TEST(Tokens, every_witness_is_rebuilt) {
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
  }
}

}  // namespace
}  // namespace jiaokan
