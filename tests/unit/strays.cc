// What a passage moved away has left behind goes with it: the number of a note, a stop.
#include <gtest/gtest.h>

#include "reconcile/strays.h"

namespace jiaokan {
namespace {

Stream stream(std::u32string keys) {
  Stream out;
  for (uint32_t i = 0; i < keys.size(); ++i) out.at.push_back(i);
  out.keys = std::move(keys);
  return out;
}

// The keys of a stream in the order of the columns, a space where it has none.
std::u32string shown(const Rows& rows, const std::vector<Stream>& streams, size_t s) {
  std::u32string out;
  for (size_t k = 0; k < rows.size(); ++k) out.push_back(rows.row(k)[s] == kNone ? U' ' : streams[s].keys[rows.row(k)[s]]);
  return out;
}

Rows rows_of(std::vector<uint32_t> first, std::vector<uint32_t> second) {
  Rows out;
  out.width = 2;
  for (size_t k = 0; k < first.size(); ++k) out.cells.insert(out.cells.end(), {first[k], second[k]});
  return out;
}

// The first stream has the note in the middle, with a bracket where a sign of the second was set beside it.
void expect_gathered(std::u32string second, const char32_t* first_shown, const char32_t* second_shown) {
  const std::vector<Stream> streams = {stream(U"正文注文〈乙"), stream(std::move(second))};
  Rows rows = rows_of({0, 1, 2, 3, 4, 5}, {0, 1, 3, 4, 2, 5});
  gather_strays(rows, streams);
  EXPECT_EQ(shown(rows, streams, 0), first_shown);
  EXPECT_EQ(shown(rows, streams, 1), second_shown);
}

TEST(Strays, a_number_of_a_note_goes_before_the_note) { expect_gathered(U"正文①注文乙", U"正文 注文〈乙", U"正文①注文 乙"); }
TEST(Strays, a_mark_goes_behind_what_was_before_it) { expect_gathered(U"正文。注文乙", U"正文 注文〈乙", U"正文。注文 乙"); }

TEST(Strays, what_agrees_stays_and_so_does_what_is_long) {
  const std::vector<Stream> agreeing = {stream(U"正文注文①乙"), stream(U"正文①注文乙")};
  Rows rows = rows_of({0, 1, 2, 3, 4, 5}, {0, 1, 3, 4, 2, 5});
  const std::vector<uint32_t> before = rows.cells;
  gather_strays(rows, agreeing);
  EXPECT_EQ(rows.cells, before);
  const std::vector<Stream> longer = {stream(U"正文注文甲丙丁乙"), stream(U"正文子丑寅注文乙")};
  rows = rows_of({0, 1, 2, 3, 4, 5, 6, 7}, {0, 1, 5, 6, 2, 3, 4, 7});
  const std::vector<uint32_t> as_before = rows.cells;
  gather_strays(rows, longer);
  EXPECT_EQ(rows.cells, as_before);
}

}  // namespace
}  // namespace jiaokan
