// A journal's own citation of the article, as it is printed above the title or at the foot of the last page.
#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "refs/refs.h"
#include "structure/draft.h"

namespace jiaokan {

namespace {

// Compared by letters and digits; 一 is what engines make of a dash.
std::u32string key(std::u32string_view chars) {
  std::u32string out;
  for (const char32_t c : chars)
    if ((is_letter(c) || is_digit(c)) && c != U'一') out.push_back(fold(c));
  return out;
}

// What it says of journal, year and pages is kept.
void keep_facts(Front& front, const Reference& reference) {
  const auto keep = [&](Field& field, RefField of) {
    if (const std::string value = value_of(reference, of); field.empty() && !value.empty()) field = {from_utf8(value), {}, Origin::computed, ""};
  };
  keep(front.journal, RefField::container);
  keep(front.year, RefField::year);
  keep(front.volume, RefField::volume);
  keep(front.issue, RefField::issue);
  const std::string pages = value_of(reference, RefField::pages);
  const size_t dash = pages.find('-');
  if (dash == std::string::npos || !front.fpage.empty()) return;
  front.fpage = {from_utf8(pages.substr(0, dash)), {}, Origin::computed, ""};
  front.lpage = {from_utf8(pages.substr(dash + 1, pages.find('.', dash) - dash - 1)), {}, Origin::computed, ""};   // 4505-4510.Ma Y D: the same in English
}

}  // namespace

bool take_own_citation(StructureDraft& d, size_t b, Span titles) {
  constexpr size_t kShortest = 30, kLongest = 700, kTitle = 4, kAlike = 8;
  const std::u32string_view text = d.block(b);
  if (text.size() < kShortest || text.size() > kLongest || is_mostly_latin(text)) return false;
  const Reference reference = parse_reference(text);
  const std::u32string title = key(from_utf8(value_of(reference, RefField::title)));
  if (title.size() < kTitle || value_of(reference, RefField::container).empty() || value_of(reference, RefField::year).empty()) return false;
  for (size_t k = titles.begin; k < std::min<size_t>(d.blocks(), titles.end); ++k) {
    const std::u32string other = key(d.block(k));
    if (other.size() < kTitle || !(other.starts_with(title.substr(0, kAlike)) || title.starts_with(other.substr(0, kAlike)))) continue;
    keep_facts(d.article.front, reference);
    d.leave(d.span(b), "the article's own citation");
    return true;
  }
  return false;
}

}  // namespace jiaokan
