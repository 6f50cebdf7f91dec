#include "structure/article_number.h"

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

bool issn_is_valid(std::string_view issn) {
  if (issn.size() != 9 || issn[4] != '-') return false;
  int sum = 0, weight = 8;
  for (size_t i = 0; i < 9; ++i) {
    if (i == 4) continue;
    const char c = issn[i];
    if (i == 8 && (c == 'X' || c == 'x')) return (sum + 10) % 11 == 0;
    if (c < '0' || c > '9') return false;
    if (i == 8) return (sum + (c - '0')) % 11 == 0;
    sum += (c - '0') * weight--;
  }
  return false;
}

ArticleNumber read_article_number(std::string_view text) {
  std::string s;
  for (const char32_t c : folded(from_utf8(text)))
    if (!is_space(c)) append_utf8(s, c);
  ArticleNumber out;
  size_t i = 0;
  const auto digits = [&](size_t least, size_t most, std::string& value) {
    value.clear();
    while (i < s.size() && value.size() < most && ((s[i] >= '0' && s[i] <= '9') || (s[i] == 'x' && value.size() + 1 == most))) value.push_back(s[i++]);
    return value.size() >= least;
  };
  std::string a, b, year, issue, page, count;
  if (!digits(4, 4, a) || i >= s.size() || s[i++] != '-' || !digits(4, 4, b)) return {};
  if (i < s.size() && s[i] == '(') ++i;
  if (!digits(4, 4, year)) return {};
  if (i < s.size() && s[i] == ')') ++i;
  if (!digits(1, 3, issue)) return {};
  while (i < s.size() && s[i] == '-') ++i;
  if (!digits(1, 4, page)) return {};
  while (i < s.size() && (s[i] == '-' || s[i] == '(')) ++i;
  digits(1, 3, count);
  if (b.back() == 'x') b.back() = 'X';
  out.issn = a + "-" + b;
  out.issn_valid = issn_is_valid(out.issn);
  out.year = static_cast<uint32_t>(std::stoul(year));
  out.issue = static_cast<uint32_t>(std::stoul(issue));
  out.first_page = static_cast<uint32_t>(std::stoul(page));
  out.pages = count.empty() ? 0 : static_cast<uint32_t>(std::stoul(count));
  return out;
}

}  // namespace jiaokan
