// 文章编号 (CAJ-CD): ISSN(year)issue-first page-pages, e.g. 1003-7411(2020)02-0071-13; the count may stand in brackets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jiaokan {

struct ArticleNumber {
  std::string issn;            // "1003-7411"; empty when the number has not the shape
  bool issn_valid = false;     // its check digit
  uint32_t year = 0, issue = 0, first_page = 0, pages = 0;   // 0: not said
};

// UTF-8, widths as printed. What has not the shape gives an empty result.
ArticleNumber read_article_number(std::string_view text);

bool issn_is_valid(std::string_view issn);   // "1003-7411"

}  // namespace jiaokan
