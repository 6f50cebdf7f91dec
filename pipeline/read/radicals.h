// radicals: text of a font's glyphs → text of characters.
//
// A PDF names glyphs; where a font draws a radical and a character with one shape (⾦ 金), or two letters with one (ﬁ), its table may name
// the wrong one. In: UTF-8. Out: the same with characters for radicals and letters for ligatures.
#pragma once

#include <string>
#include <string_view>

namespace jiaokan {

// Empty when nothing changes.
std::string without_radicals(std::string_view utf8);

}  // namespace jiaokan
