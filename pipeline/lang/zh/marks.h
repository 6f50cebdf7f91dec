// Where the marks of Chinese prose usually stand (GB/T 15834): what few sentences have is sooner a misreading.
//
// A matter of evidence, not a rule: of the colons in real articles about half stand elsewhere (titles, places of publication). Of texts in other languages it says nothing.
#pragma once

#include <string_view>

namespace jiaokan {

// `left`, `right`: folded text around a mark that is folded too, nearest characters next to it; nothing where the paragraph begins or ends.
bool zh_mark_fits(std::u32string_view left, char32_t mark, std::u32string_view right);

}  // namespace jiaokan
