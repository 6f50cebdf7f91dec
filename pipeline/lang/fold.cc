#include "lang/fold.h"

#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>

#include "lang/script.h"

namespace jiaokan {

namespace {

// Rows: the characters left are folded to the last of the row.
struct Row {
  std::u32string_view from;
  char32_t to;
};
constexpr Row kRows[] = {
    {U"“”„‟〝〞「」『』＂", U'"'}, {U"‘’‚‛＇′", U'\''},
    {U"‐‑‒–—―−－⁃─﹘﹣", U'-'},  {U"～〜∼˜", U'~'},
    {U"…⋯", U'…'},                 {U"。．﹒｡", U'.'},
    {U"，﹐", U','},                {U"、﹑､", U'、'},
    {U"：∶﹕", U':'},               {U"；﹔", U';'},
    {U"［〔【〖", U'['},            {U"］〕】〗", U']'},
    {U"〈＜", U'<'},                {U"〉＞", U'>'},
    {U"·•・‧∙⋅･", U'·'},
};

constexpr size_t count_pairs() {
  size_t out = 0;
  for (const Row& row : kRows) out += row.from.size();
  return out;
}
using Pair = std::pair<char32_t, char32_t>;
constexpr auto kPairs = [] {   // the rows by character
  std::array<Pair, count_pairs()> out{};
  size_t next = 0;
  for (const Row& row : kRows)
    for (const char32_t c : row.from) out[next++] = {c, row.to};
  std::sort(out.begin(), out.end(), [](const Pair& a, const Pair& b) { return a.first < b.first; });
  return out;
}();
static_assert(std::adjacent_find(kPairs.begin(), kPairs.end(), [](const Pair& a, const Pair& b) { return a.first == b.first; }) == kPairs.end(),
              "a character folds in one way");

char32_t fold_rare(char32_t c) {
  const auto found = std::lower_bound(kPairs.begin(), kPairs.end(), c, [](const Pair& pair, char32_t wanted) { return pair.first < wanted; });
  if (found != kPairs.end() && found->first == c) return found->second;
  const bool compatibility = (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F) || (c >= 0x2F00 && c <= 0x2FD5) ||
                             (c >= 0xFF01 && c <= 0xFFEF) || (c >= 0xFB00 && c <= 0xFB06);
  if (compatibility) {
    UErrorCode status = U_ZERO_ERROR;
    static const icu::Normalizer2* const nfkc = icu::Normalizer2::getNFKCInstance(status);
    if (nfkc != nullptr) {
      const icu::UnicodeString out = nfkc->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
      if (U_SUCCESS(status) && out.countChar32() == 1) c = static_cast<char32_t>(out.char32At(0));
    }
  }
  if (c >= U'A' && c <= U'Z') return c + 32;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 32;
  return c;
}

}  // namespace

char32_t fold(char32_t c) {
  if (c < 0x80) return c >= U'A' && c <= U'Z' ? c + 32 : (c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f' || c == U'\v') ? U' ' : c;
  if (c >= 0x4E00 && c <= 0x9FFF) return c;
  if (is_space(c)) return U' ';
  return fold_rare(c);
}

std::u32string folded(std::u32string_view text) {
  std::u32string out(text);
  for (char32_t& c : out) c = fold(c);
  return out;
}

std::u32string folded_unspaced(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (!is_space(c)) out.push_back(fold(c));
  return out;
}

}  // namespace jiaokan
