// Traditional → simplified, a character at a time.
#include <algorithm>
#include <string_view>

#include "lang/zh/characters.h"

namespace jiaokan {

namespace {

struct Pair {
  char32_t traditional, simplified;
};
constexpr Pair kSimplified[] = {
#define SIMPLER(traditional, simplified) {traditional, simplified},
#include "lang/zh/simplified.inc"
#undef SIMPLER
};

// The main block as a table: it is asked for every character of a text.
constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;
struct Table {
  char32_t of[kLast - kFirst + 1];
};
constexpr Table kTable = [] {
  Table out{};
  for (char32_t c = kFirst; c <= kLast; ++c) out.of[c - kFirst] = c;
  for (const Pair& pair : kSimplified)
    if (pair.traditional >= kFirst && pair.traditional <= kLast) out.of[pair.traditional - kFirst] = pair.simplified;
  return out;
}();

constexpr std::u32string_view kSimplifiedAlone =
#include "lang/zh/simplified_alone.inc"
    ;

}  // namespace

bool zh_is_simplified_alone(char32_t c) { return std::binary_search(kSimplifiedAlone.begin(), kSimplifiedAlone.end(), c); }

char32_t zh_simplified(char32_t c) {
  if (c >= kFirst && c <= kLast) return kTable.of[c - kFirst];
  const Pair* const found = std::lower_bound(std::begin(kSimplified), std::end(kSimplified), c, [](const Pair& pair, char32_t x) { return pair.traditional < x; });
  return found != std::end(kSimplified) && found->traditional == c ? found->simplified : c;
}

}  // namespace jiaokan
