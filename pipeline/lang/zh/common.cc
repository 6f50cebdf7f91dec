#include "lang/zh/common.h"

#include "common_zh.inc"   // made by make_common

namespace jiaokan {

static_assert(sizeof kCommon == kLastOfCommon - kFirstOfCommon + 2);

HowCommon zh_common(char32_t c) {
  return c < kFirstOfCommon || c > kLastOfCommon ? HowCommon::rare : static_cast<HowCommon>(kCommon[c - kFirstOfCommon] - '0');
}

}  // namespace jiaokan
