#include "lang/spacing.h"

#include <algorithm>

namespace jiaokan {

bool is_set_wide(std::u32string_view text) {
  constexpr size_t kSetWide = 4;   // a space to so many characters, at least
  return static_cast<size_t>(std::count(text.begin(), text.end(), U' ')) * kSetWide > text.size();
}

}  // namespace jiaokan
