// What numbers a heading, and what only looks as if it did.
#include <gtest/gtest.h>

#include "lang/labels.h"
#include "model/unicode.h"

namespace jiaokan {
namespace {

Scheme scheme(const char* text) { return match_heading_label(from_utf8(text)).scheme; }

TEST(HeadingLabels, numbers_before_words_label_a_heading) {
  EXPECT_EQ(scheme("一、问题的提出"), Scheme::han_comma);
  EXPECT_EQ(scheme("（二）样本与数据"), Scheme::han_paren);
  EXPECT_EQ(scheme("2.3 试验设计"), Scheme::decimal2);
  EXPECT_EQ(scheme("2.3.1 取样"), Scheme::decimal3);
}

TEST(HeadingLabels, numbers_before_a_unit_or_a_sign_are_quantities) {
  for (const char* const text : {"6.28 ± 0.04c", "2.5 %", "3.14%左右", "1.2~3.4 之间", "0.5 ≤ x"}) EXPECT_EQ(scheme(text), Scheme::none) << text;
}

}  // namespace
}  // namespace jiaokan
