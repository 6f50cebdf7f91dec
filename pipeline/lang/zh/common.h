// How common a Han character is in Chinese, by the language model that was there when the program was built (make_common.cc).
#pragma once

#include <cstdint>

namespace jiaokan {

enum class HowCommon : uint8_t { common, seldom, rare };   // seldom: of few words; rare: of next to none
inline constexpr char32_t kFirstOfCommon = 0x4E00, kLastOfCommon = 0x9FFF;   // all others are rare

HowCommon zh_common(char32_t c);

}  // namespace jiaokan
