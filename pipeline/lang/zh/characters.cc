#include "lang/zh/characters.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <vector>

namespace jiaokan {

namespace {

// As the table has them; compiled into rows without a pointer, so that a program that starts has nothing to set right in them.
struct Listed {
  char32_t c;
  std::string_view pinyin;
  int corner;   // four-corner code, a digit in four bits; below 0: none
  std::string_view cangjie;
  uint16_t radical;
  uint8_t strokes;
  std::u32string_view variants;
};
constexpr Listed kListed[] = {
#define CHARACTER(c, pinyin, corner, cangjie, radical, strokes, variants) {(U"" #c)[0], #pinyin, corner, #cangjie, radical, strokes, variants},

#include "lang/zh/characters.inc"
#undef CHARACTER
};
constexpr std::u32string_view kVariants = U""
#define CHARACTER(c, pinyin, corner, cangjie, radical, strokes, variants) variants
#include "lang/zh/characters.inc"
#undef CHARACTER
    ;

constexpr uint16_t kNoCorner = 0xFFFF;   // no digit is like it
constexpr uint16_t digits_of(int corner) {
  return corner < 0 ? kNoCorner : static_cast<uint16_t>(corner / 1000 << 12 | corner / 100 % 10 << 8 | corner / 10 % 10 << 4 | corner % 10);
}

struct Row {
  uint32_t letters = 0;               // of the Cangjie code: which of the 26 it has
  uint16_t corner = kNoCorner;
  uint8_t radical = 0, strokes = 0;   // radical 0: not in the table
  uint8_t length = 0, repeats = 0;    // letters of the code, and how many of them it has already
  char cangjie[6] = {};
  char pinyin[7] = {};
  uint8_t variants = 0;
  uint16_t first_variant = 0;
};
constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;
constexpr uint16_t kNone = 0;
struct Table {
  uint16_t place[kLast - kFirst + 1] = {};   // of each character of the main block, which is all that is listed
  Row rows[std::size(kListed) + 1] = {};     // the first is that of all others
};
constexpr Table kTable = [] {
  Table out;
  uint16_t n = kNone, variant = 0;
  for (const Listed& listed : kListed) {
    Row& row = out.rows[++n];
    out.place[listed.c - kFirst] = n;
    row.corner = digits_of(listed.corner);
    row.radical = static_cast<uint8_t>(listed.radical);
    row.strokes = listed.strokes;
    if (listed.pinyin != "_") std::copy(listed.pinyin.begin(), listed.pinyin.end(), row.pinyin);
    if (listed.cangjie != "_") {
      std::copy(listed.cangjie.begin(), listed.cangjie.end(), row.cangjie);
      row.length = static_cast<uint8_t>(listed.cangjie.size());
    }
    for (const char letter : std::string_view(row.cangjie, row.length)) {
      const uint32_t bit = uint32_t{1} << (letter - 'A');
      row.repeats += (row.letters & bit) != 0;
      row.letters |= bit;
    }
    row.first_variant = variant;
    row.variants = static_cast<uint8_t>(listed.variants.size());
    variant = static_cast<uint16_t>(variant + listed.variants.size());
  }
  return out;
}();
static_assert(std::size(kListed) < 0xFFFF && kVariants.size() < 0xFFFF);

// Nullptr: not in the table.
const Row* find(char32_t c) {
  if (c < kFirst || c > kLast) return nullptr;
  const uint16_t at = kTable.place[c - kFirst];
  return at == kNone ? nullptr : &kTable.rows[at];
}

bool has_variant(const Row* row, char32_t c) { return row != nullptr && kVariants.substr(row->first_variant, row->variants).find(c) != std::u32string_view::npos; }

}  // namespace

bool zh_is_variant(char32_t a, char32_t b) { return has_variant(find(a), b) || has_variant(find(b), a); }

namespace {

constexpr int kCorners = 4, kManyStrokes = 6;   // as many strokes apart are as good as more

// What the three coarse signs give together.
constexpr double coarse(int corners, bool same_radical, int strokes_apart) {
  return 0.35 * (0.25 * corners) + 0.12 * (same_radical ? 1.0 : 0.0) + 0.18 * (1.0 - std::min(1.0, static_cast<double>(strokes_apart) / kManyStrokes));
}
constexpr double kCangjie = 0.35, kAlike = 0.55;

int corners_apart(const Row& x, const Row& y) {   // digits that differ
  uint32_t apart = x.corner ^ y.corner;
  apart |= apart >> 2;
  apart |= apart >> 1;
  return static_cast<int>((apart & 0x1111) * 0x1111 >> 12 & 0xF);
}

double coarse_similarity(const Row& x, const Row& y) {
  const int corners = x.corner == kNoCorner || y.corner == kNoCorner ? 0 : kCorners - corners_apart(x, y);
  return coarse(corners, x.radical == y.radical, std::abs(x.strokes - y.strokes));
}

// How many letters of the code, at least, must be in common for two characters to be alike, by their coarse signs and the longer code.
constexpr size_t kMostLetters = 5;
struct Needed {
  uint8_t letters[kCorners + 1][2][kManyStrokes + 1][kMostLetters + 1];
};
constexpr Needed kNeeded = [] {
  Needed out{};
  for (int corners = 0; corners <= kCorners; ++corners)
    for (const bool radical : {false, true})
      for (int apart = 0; apart <= kManyStrokes; ++apart)
        for (size_t longer = 1; longer <= kMostLetters; ++longer) {
          uint8_t k = 0;
          while (k <= kMostLetters && coarse(corners, radical, apart) + kCangjie * (static_cast<double>(k) / static_cast<double>(longer)) < kAlike) ++k;
          out.letters[corners][radical][apart][longer] = k;
        }
  return out;
}();

// False is sure: they are not alike.
bool may_be_alike(const Row& a, const Row& b) {
  const uint32_t needed = kNeeded.letters[kCorners - corners_apart(a, b)][a.radical == b.radical][std::min(std::abs(a.strokes - b.strokes), kManyStrokes)][std::max(a.length, b.length)];
  uint32_t common = std::min(a.repeats, b.repeats);
  for (uint32_t both = a.letters & b.letters; both != 0 && common < needed; both &= both - 1) ++common;
  return common >= needed;
}

}  // namespace

std::u32string zh_alike(char32_t c, std::u32string_view others) {
  std::u32string out;
  const Row* const row = find(c);
  if (row == nullptr) return out;
  for (const char32_t other : others) {
    if (other == c) continue;
    const Row* const its = find(other);
    if (its != nullptr && may_be_alike(*row, *its) && zh_shape_similarity(c, other, kAlike) >= kAlike) out.push_back(other);
  }
  return out;
}

double zh_shape_similarity(char32_t a, char32_t b, double least) {
  if (a == b) return 1;
  const Row* const x = find(a);
  const Row* const y = find(b);
  if (x == nullptr || y == nullptr) return 0;
  const double rest = coarse_similarity(*x, *y);
  // Cangjie letters: the longest common subsequence over the longer code; not even the shorter code whole may be enough.
  const std::string_view s(x->cangjie, x->length), t(y->cangjie, y->length);
  const double longer = static_cast<double>(std::max<size_t>({s.size(), t.size(), 1}));
  if (rest + kCangjie * static_cast<double>(std::min(s.size(), t.size())) / longer < least) return 0;
  int table[8][8] = {};
  for (size_t i = 0; i < s.size(); ++i)
    for (size_t j = 0; j < t.size(); ++j)
      table[i + 1][j + 1] = s[i] == t[j] ? table[i][j] + 1 : std::max(table[i][j + 1], table[i + 1][j]);
  return rest + kCangjie * static_cast<double>(table[s.size()][t.size()]) / longer;
}

bool zh_same_sound(char32_t a, char32_t b) {
  const Row* const x = find(a);
  const Row* const y = find(b);
  return x != nullptr && y != nullptr && x->pinyin[0] != 0 && std::string_view(x->pinyin) == y->pinyin;
}

const char* zh_pinyin(char32_t c) {
  const Row* const row = find(c);
  return row == nullptr ? "" : row->pinyin;
}

}  // namespace jiaokan
