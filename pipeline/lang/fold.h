// The comparison form of a character: what two witnesses may write differently without meaning anything else.
//
// One character in, one out, so that a folded copy needs no index map. For matching only: never written to an output.
// Folds full-width forms to ASCII, quotes, dashes, dots and brackets to one of each kind, CJK radicals and
// compatibility ideographs to the unified character, case. White space folds to U+0020.
// Never folds variant, simplified and traditional forms (lang/zh does, as a key).
#pragma once

#include <string>
#include <string_view>

namespace jiaokan {

char32_t fold(char32_t c);
std::u32string folded(std::u32string_view text);
// Folded, without white space: what layout does to spaces is no difference.
std::u32string folded_unspaced(std::u32string_view text);

}  // namespace jiaokan
