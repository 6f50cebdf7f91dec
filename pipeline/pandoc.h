// pandoc: the labels that Pandoc's HTML leaves to the browser, written out as text.
//
// A note is called by a raised number and stands in a list without one; an item of a numbered list has none either. Both get their label as
// characters: circled numbers, which begin anew behind ㊿, and "1.". Nothing else is touched. In and out: HTML as Pandoc writes it.
#pragma once

#include <string>
#include <string_view>

namespace jiaokan {

std::string with_labels(std::string_view html);

}  // namespace jiaokan
