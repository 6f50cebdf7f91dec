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

namespace {

constexpr int kCorners = 4, kManyStrokes = 6;   // as many strokes apart are as good as more

// What the three coarse signs give together.
constexpr double coarse(int corners, bool same_radical, int strokes_apart) {
  return 0.35 * (0.25 * corners) + 0.12 * (same_radical ? 1.0 : 0.0) + 0.18 * (1.0 - std::min(1.0, static_cast<double>(strokes_apart) / kManyStrokes));
}
constexpr double kCangjie = 0.35, kAlike = 0.55;

double coarse_similarity(const Row& x, const Row& y) {
  int corners = 0;
  if (x.corner != kNoCorner && y.corner != kNoCorner)
    for (uint32_t apart = x.corner ^ y.corner, k = 0; k < kCorners; ++k, apart >>= 4) corners += (apart & 0xF) == 0;
  return coarse(corners, x.radical == y.radical, std::abs(x.strokes - y.strokes));
}

// How many letters of the code, at least, must be in common for two characters to be alike, by their coarse signs and the longer code.
constexpr size_t kMostLetters = 7;
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

// The signs of each character of the main block, side by side.
struct Signs {
  uint32_t letters = 0;               // which of the 26 the code has
  uint16_t corner = 0xFFFF;           // without one: no digit is like it
  uint8_t radical = 0;                // 0: not in the table
  uint8_t strokes = 0, length = 0, repeats = 0;   // of the code: letters, and how many of them it has already
};
constexpr char32_t kFirstSigns = 0x4E00;
constexpr size_t kSigns = 0x5200;
const std::vector<Signs>& signs() {
  static const std::vector<Signs> made = [] {
    std::vector<Signs> out(kSigns);
    for (const Row& row : kRows) {
      if (row.c - kFirstSigns >= kSigns) continue;
      Signs& own = out[row.c - kFirstSigns];
      own = {0, static_cast<uint16_t>(row.corner), static_cast<uint8_t>(row.radical), row.strokes, static_cast<uint8_t>(row.cangjie.size()), 0};
      for (const char letter : row.cangjie) {
        if (letter < 'A' || letter > 'Z') continue;   // "_": no code
        const uint32_t bit = uint32_t{1} << (letter - 'A');
        own.repeats += (own.letters & bit) != 0;
        own.letters |= bit;
      }
    }
    return out;
  }();
  return made;
}

// False is sure: they are not alike.
bool may_be_alike(const Signs& a, const Signs& b) {
  if (b.radical == 0) return false;
  uint32_t apart = a.corner ^ b.corner;
  apart |= apart >> 2;
  apart |= apart >> 1;
  const uint32_t differ = (apart & 0x1111) * 0x1111 >> 12 & 0xF;   // digits that do
  const uint32_t needed = kNeeded.letters[kCorners - differ][a.radical == b.radical][std::min(std::abs(a.strokes - b.strokes), kManyStrokes)][std::max(a.length, b.length)];
  uint32_t common = a.repeats;
  for (uint32_t both = a.letters & b.letters; both != 0 && common < needed; both &= both - 1) ++common;
  return common >= needed;
}

}  // namespace

std::u32string zh_alike(char32_t c, std::u32string_view others) {
  std::u32string out;
  const Row* const row = find(c);
  if (row == nullptr) return out;
  const std::vector<Signs>& table = signs();
  const bool quick = c - kFirstSigns < kSigns && row->corner != kNoCorner;
  const Signs own = quick ? table[c - kFirstSigns] : Signs{};
  for (const char32_t other : others) {
    if (other == c || (quick && other - kFirstSigns < kSigns && !may_be_alike(own, table[other - kFirstSigns]))) continue;
    if (zh_shape_similarity(c, other, kAlike) >= kAlike) out.push_back(other);
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
  const std::string_view s = x->cangjie, t = y->cangjie;
  const double longer = static_cast<double>(std::max(s.size(), t.size()));
  if (rest + kCangjie * static_cast<double>(std::min(s.size(), t.size())) / longer < least) return 0;
  int table[8][8] = {};
  for (size_t i = 0; i < s.size() && i < 7; ++i)
    for (size_t j = 0; j < t.size() && j < 7; ++j)
      table[i + 1][j + 1] = s[i] == t[j] ? table[i][j] + 1 : std::max(table[i][j + 1], table[i + 1][j]);
  const double letters = s == "_" || t == "_" ? 0 : static_cast<double>(table[std::min<size_t>(s.size(), 7)][std::min<size_t>(t.size(), 7)]) / longer;
  return rest + kCangjie * letters;
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
