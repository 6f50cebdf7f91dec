// Traditional → simplified, a character at a time, by ICU's table. Built when the first traditional character is met (80 ms).
#include <unicode/translit.h>

#include <memory>
#include <mutex>
#include <vector>

#include "lang/zh/characters.h"

namespace jiaokan {

namespace {

constexpr char32_t kFirst = 0x4E00, kEnd = 0xA000;

// Each character by itself: on a line of its own, so that no phrase is changed.
std::vector<char32_t> make_table() {
  std::vector<char32_t> out;
  icu::UnicodeString lines;
  for (char32_t c = kFirst; c < kEnd; ++c) {
    out.push_back(c);
    lines.append(static_cast<char16_t>(c)).append(u'\n');
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> simplify(icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || simplify == nullptr) return out;
  simplify->transliterate(lines);
  int32_t at = 0;
  for (char32_t& c : out) {
    const int32_t end = lines.indexOf(u'\n', at);
    if (end - at == 1) c = lines.charAt(at);
    at = end + 1;
  }
  return out;
}

}  // namespace

char32_t zh_simplified(char32_t c) {
  if (c < kFirst || c >= kEnd || !zh_has_simpler_form(c)) return c;
  static const std::vector<char32_t> table = make_table();
  return table[c - kFirst];
}

}  // namespace jiaokan
