// unweave: lines of print in which two columns were woven together → the same lines, column by column.
//
// Tools that have no boxes, or cut a page badly, write lines of the left and the right column by turns, or glued into one line. In: the text
// of a file, pages at form feeds. Out: the text in reading order, or nothing where its order is good. What tells is whether a line goes on
// where the one before broke off (column_ear.h, strands.h); a text without narrow lines is not heard at all.
// Never: alters a sign, or moves a line to another page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/language_model.h"
#include "model/witness.h"

namespace jiaokan {

// The width of the lines of a text in two columns, in ems; 0 where there are none.
float column_of(std::u32string_view text);

// Another version of the text: where it goes on so, that is heard.
struct OtherVersion {
  std::u32string_view parted;    // in reading order, as far as is known by now
  std::u32string_view written;   // as it was given
};
// The text in reading order, and where in it the order is not the one given (ascending).
struct Unwoven {
  std::u32string text;
  std::vector<Span> parted;
};
std::optional<Unwoven> unweave(std::u32string_view text, float column, const std::vector<OtherVersion>& others, const LanguageModel& model);

}  // namespace jiaokan
