// Where the marks of Chinese prose can stand (GB/T 15834): what no sentence has is a misreading.
//
// Says no only where the standard and every author do; anything else may stand. Of texts in other languages it says nothing.
#pragma once

#include <string_view>

namespace jiaokan {

// `left`, `right`: folded text around a mark that is folded too, nearest characters next to it; nothing where the paragraph begins or ends.
bool zh_mark_can_stand(std::u32string_view left, char32_t mark, std::u32string_view right);

}  // namespace jiaokan
