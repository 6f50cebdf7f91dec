// Print pages: their numbers. The article number says the first page and how many; the starts found in the text must agree.
#include <fmt/format.h>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "structure/article_number.h"
#include "structure/draft.h"

namespace jiaokan {

void number_pages(StructureDraft& d) {
  const ArticleNumber number = read_article_number(to_utf8(d.article.front.article_number.text));
  const auto setting = d.settings.values.find("fpage");
  uint32_t first = setting != d.settings.values.end() ? static_cast<uint32_t>(std::atoi(setting->second.text.c_str())) : number.first_page;
  const size_t starts = d.text.pages.size();
  d.page_numbers.assign(starts, "");
  if (starts == 0) return;
  if (first == 0) {
    for (size_t p = 0; p < starts; ++p) d.page_numbers[p] = d.text.pages[p].printed;
    return;
  }
  if (number.pages != 0 && starts + 1 != number.pages) {
    d.say(Code::pages_disagree, {}, fmt::format("{} found, the article number says {}", starts + 1, number.pages));
    return;   // a wrong page number is worse than none
  }
  for (size_t p = 0; p < starts; ++p) d.page_numbers[p] = std::to_string(first + p + 1);
  // Inside the reference list a page begins with an entry.
  for (ReferenceEntry& entry : d.article.references)
    for (size_t p = 0; p < starts; ++p)
      if (d.text.pages[p].at >= entry.span.begin && d.text.pages[p].at < entry.span.end) entry.pages.push_back({0, d.page_numbers[p], d.text.pages[p].certainty});
  // The first page begins with the article.
  if (Inlines& title = d.article.front.title.title; !title.empty()) {
    Inline start;
    start.kind = InlineKind::page_start;
    start.value = std::to_string(first);
    title.insert(title.begin(), std::move(start));
  }
}

}  // namespace jiaokan
