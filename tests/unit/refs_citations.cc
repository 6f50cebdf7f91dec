// In-text citations: the smallest text of each form, and the works that it cites.
#include <gtest/gtest.h>

#include "model/unicode.h"
#include "refs/citations.h"
#include "refs/refs.h"

namespace jiaokan {
namespace {

struct CitationRow {
  const char* text;
  const char* works;   // names joined by ",", a colon, year and letter; works joined by "|"
};

constexpr CitationRow kAuthorYear[] = {
    {"林晓（2019）", "林晓:2019"},
    {"（林晓，2019a，2019b）", "林晓:2019a|林晓:2019b"},
    {"（林晓、周砚，2019；Lowe et al., 2020）", "林晓,周砚:2019|Lowe:2020"},
    {"（Lowe 2002, Marsh and Pool 2005）", "Lowe:2002|Marsh,Pool:2005"},
    {"林晓和周砚等（2008：42）", "林晓,周砚:2008"},
    {"（林晓，2008，第42页）", "林晓:2008"},
    {"(J. R. Lowe, 2008: 1996)", "Lowe:2008"},
    {"As Lowe & Marsh (2008) show", "Lowe,Marsh:2008"},
    {"据张明远（2011）的研究", "张明远:2011"},
    {"（2011年）", ""},
    {"它建于（1988）", "它建于:1988"},
};

TEST(RefsCitations, AuthorYear) {
  for (const CitationRow& row : kAuthorYear) {
    const std::u32string text = from_utf8(row.text);
    const auto slice = [&](Span span) { return to_utf8(std::u32string_view(text).substr(span.begin, span.size())); };
    std::string works;
    for (const AuthorYear& work : find_author_years(text)) {
      std::string names;
      for (const Span name : work.names) names += (names.empty() ? "" : ",") + slice(name);
      works += (works.empty() ? "" : "|") + names + ":" + slice(work.year) + slice(work.suffix);
    }
    EXPECT_EQ(works, row.works) << row.text;
  }
}

struct CalloutRow {
  const char* text;
  const char* numbers;
  const char* locator;
};

constexpr CalloutRow kCallouts[] = {
    {"理论[3]。", "3", ""}, {"理论〔1～3〕", "1,2,3", ""},          {"理论[2-4,7]", "2,3,4,7", ""},           {"理论[5]118。", "5", "118"},
    {"[5, p. 118]", "5", "118"}, {"[6(pp. 118-121)]", "6", "118-121"}, {"[1，第42页]", "1", "42"},               {"[2018]", "", ""},
};

TEST(RefsCitations, Numbers) {
  for (const CalloutRow& row : kCallouts) {
    const std::u32string text = from_utf8(row.text);
    std::string numbers, locator;
    for (const CalloutForm& callout : find_callouts(text)) {
      for (const uint32_t n : callout.numbers) numbers += (numbers.empty() ? "" : ",") + std::to_string(n);
      locator = to_utf8(std::u32string_view(text).substr(callout.locator.begin, callout.locator.size()));
    }
    EXPECT_EQ(numbers, row.numbers) << row.text;
    EXPECT_EQ(locator, row.locator) << row.text;
  }
}

}  // namespace
}  // namespace jiaokan
