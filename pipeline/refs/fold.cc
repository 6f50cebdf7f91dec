#include "refs/fold.h"

#include <array>

#include "lang/fold.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

char32_t fold_one(char32_t c) {
  constexpr std::u32string_view kKept = U"“”‘’「」『』《》〈〉";   // they say where a title ends
  if (c < 0x80) return c;
  if (c >= U'Ａ' && c <= U'Ｚ') return c - U'Ａ' + U'A';
  if (c >= U'ａ' && c <= U'ｚ') return c - U'ａ' + U'a';
  if (kKept.find(c) != std::u32string_view::npos || is_latin_letter(c)) return c;
  return fold(c);
}

// Marks and forms stand in two small stretches; ideographs fold to themselves.
constexpr char32_t kLow = 0x3400, kHigh = 0xFE00;
struct FoldTable {
  std::array<char32_t, kLow> low;
  std::array<char32_t, 0x10000 - kHigh> high;
};
const FoldTable& table() {
  static const FoldTable made = [] {
    FoldTable out;
    for (char32_t c = 0; c < kLow; ++c) out.low[c] = fold_one(c);
    for (char32_t c = kHigh; c < 0x10000; ++c) out.high[c - kHigh] = fold_one(c);
    return out;
  }();
  return made;
}

}  // namespace

std::u32string fold_reference(std::u32string_view text) {
  const FoldTable& folds = table();
  std::u32string out(text);
  for (char32_t& c : out) {
    if (c < kLow) c = folds.low[c];
    else if (c >= 0x4E00 && c <= 0x9FFF) continue;
    else if (c >= kHigh && c < 0x10000) c = folds.high[c - kHigh];
    else c = fold_one(c);
  }
  return out;
}

}  // namespace jiaokan
