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

constexpr std::u32string_view kSimplifiedAlone =
#include "lang/zh/simplified_alone.inc"
    ;

}  // namespace

bool zh_is_simplified_alone(char32_t c) { return std::binary_search(kSimplifiedAlone.begin(), kSimplifiedAlone.end(), c); }

char32_t zh_simplified(char32_t c) {
  if (c < std::begin(kSimplified)->traditional || c > std::prev(std::end(kSimplified))->traditional) return c;
  const Pair* const found = std::lower_bound(std::begin(kSimplified), std::end(kSimplified), c, [](const Pair& pair, char32_t x) { return pair.traditional < x; });
  return found != std::end(kSimplified) && found->traditional == c ? found->simplified : c;
}

}  // namespace jiaokan
