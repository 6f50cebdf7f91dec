// citations: author-year citations in running text (specification 19.4). Numeric callouts are find_callouts of refs.h.
//
// In: a stretch of text. Out: every work cited in it, in print order, with the names as printed and the year.
// Never: invents a work: a year without a name beside it is no citation, but for a second year of the same names.
#pragma once

#include <string_view>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

struct AuthorYear {
  std::vector<Span> names;   // of the text, in print order; without initials, 等 and et al
  bool et_al = false;
  Span year;                 // four digits
  Span suffix;               // "a" of 2019a; empty
  Span locator;              // "第42页"; empty
};
std::vector<AuthorYear> find_author_years(std::u32string_view text);

}  // namespace jiaokan
