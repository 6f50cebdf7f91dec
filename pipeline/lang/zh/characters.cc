#include "lang/zh/characters.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <vector>

namespace jiaokan {

namespace {

struct Row {
  char32_t c;
  const char* pinyin;
  uint32_t corner;   // four-corner code, a digit in four bits; kNoCorner
  std::string_view cangjie;
  uint16_t radical;
  uint8_t strokes;
  const char32_t* variants;
};
constexpr uint32_t kNoCorner = 0xFFFFFFFF;
constexpr uint32_t digits_of(int corner) {
  return corner < 0 ? kNoCorner : static_cast<uint32_t>(corner / 1000 << 12 | corner / 100 % 10 << 8 | corner / 10 % 10 << 4 | corner % 10);
}
constexpr Row kRows[] = {
#define CHARACTER(c, pinyin, corner, cangjie, radical, strokes, variants) {(U"" #c)[0], #pinyin, digits_of(corner), #cangjie, radical, strokes, variants},

#include "lang/zh/characters.inc"
#undef CHARACTER
};

const Row* find(char32_t c) {
  // Nearly all that is asked for stands in the main block: there a table of places, filled once.
  constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;
  if (c >= kFirst && c <= kLast) {
    static const std::vector<uint16_t> place = [] {
      std::vector<uint16_t> out(kLast - kFirst + 1, 0);
      for (size_t r = 0; r < std::size(kRows); ++r)
        if (kRows[r].c >= kFirst && kRows[r].c <= kLast) out[kRows[r].c - kFirst] = static_cast<uint16_t>(r + 1);
      return out;
    }();
    static_assert(std::size(kRows) < 0xFFFF);
    const uint16_t at = place[c - kFirst];
    return at == 0 ? nullptr : &kRows[at - 1];
  }
  const Row* const row = std::lower_bound(std::begin(kRows), std::end(kRows), c, [](const Row& r, char32_t value) { return r.c < value; });
  return row != std::end(kRows) && row->c == c ? row : nullptr;
}

}  // namespace

bool zh_is_variant(char32_t a, char32_t b) {
  const Row* const row = find(a);
  if (row != nullptr && std::u32string_view(row->variants).find(b) != std::u32string_view::npos) return true;
  const Row* const other = find(b);
  return other != nullptr && std::u32string_view(other->variants).find(a) != std::u32string_view::npos;
}

double zh_shape_similarity(char32_t a, char32_t b, double least) {
  if (a == b) return 1;
  const Row* const x = find(a);
  const Row* const y = find(b);
  if (x == nullptr || y == nullptr) return 0;
  // Four corners: each digit that agrees.
  double corners = 0;
  if (x->corner != kNoCorner && y->corner != kNoCorner)
    for (uint32_t apart = x->corner ^ y->corner, k = 0; k < 4; ++k, apart >>= 4) corners += (apart & 0xF) == 0 ? 0.25 : 0;
  const double radical = x->radical == y->radical ? 1 : 0;
  const double strokes = 1.0 - std::min(1.0, std::abs(static_cast<double>(x->strokes) - y->strokes) / 6);
  const double rest = 0.35 * corners + 0.12 * radical + 0.18 * strokes;
  // Cangjie: the longest common subsequence over the longer code; not even the shorter code whole may be enough.
  const std::string_view s = x->cangjie, t = y->cangjie;
  const double longer = static_cast<double>(std::max(s.size(), t.size()));
  if (rest + 0.35 * static_cast<double>(std::min(s.size(), t.size())) / longer < least) return 0;
  int table[8][8] = {};
  for (size_t i = 0; i < s.size() && i < 7; ++i)
    for (size_t j = 0; j < t.size() && j < 7; ++j)
      table[i + 1][j + 1] = s[i] == t[j] ? table[i][j] + 1 : std::max(table[i][j + 1], table[i + 1][j]);
  const double letters = s == "_" || t == "_" ? 0 : static_cast<double>(table[std::min<size_t>(s.size(), 7)][std::min<size_t>(t.size(), 7)]) / longer;
  return rest + 0.35 * letters;
}

bool zh_same_sound(char32_t a, char32_t b) {
  const Row* const x = find(a);
  const Row* const y = find(b);
  return x != nullptr && y != nullptr && x->pinyin[0] != '_' && std::string_view(x->pinyin) == y->pinyin;
}

const char* zh_pinyin(char32_t c) {
  const Row* const row = find(c);
  return row == nullptr || row->pinyin[0] == '_' ? "" : row->pinyin;
}

}  // namespace jiaokan
