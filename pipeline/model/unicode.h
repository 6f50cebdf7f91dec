// UTF-8 and UTF-32.
//
// In: bytes or code points. Out: the other. What cannot be decoded becomes U+FFFD, one a bad sequence.
// Never: normalises, folds or classifies (lang/script.h and lang/fold.h do).
#pragma once

#include <string>
#include <string_view>

namespace jiaokan {

void append_utf8(std::string& out, char32_t c);
std::string to_utf8(std::u32string_view text);
std::u32string from_utf8(std::string_view bytes);

// With A to Z as small letters; everything else as it is.
std::string small_ascii(std::string_view text);

}  // namespace jiaokan
