// What sort of character this is, for any language: the one place that knows the blocks of Unicode.
// Never: words, labels or anything of one language (lang/zh and its sisters have these).
#pragma once

#include <cstdint>
#include <string_view>

namespace jiaokan {

enum class Script : uint8_t { han, kana, hangul, latin, greek, cyrillic, digit, punctuation, symbol, space, other };

Script script_of(char32_t c);
inline bool is_han(char32_t c) { return script_of(c) == Script::han; }
bool is_cjk(char32_t c);              // Han, kana, Hangul, and CJK punctuation and full-width forms: set solid, two cells
bool is_ascii_digit(char32_t c);
bool is_digit(char32_t c);            // ASCII or full width
bool is_latin_letter(char32_t c);     // with diacritics and full-width forms
bool is_space(char32_t c);            // any white space, U+3000 and U+FEFF too
bool is_letter(char32_t c);           // Han, kana, Hangul, Latin, Greek, Cyrillic
bool is_sentence_end(char32_t c);     // 。！？.!?…；and their kin
bool is_opening(char32_t c);          // brackets and quotes that open
bool is_closing(char32_t c);
int circled_value(char32_t c);        // ①..⑳ ㉑..㊿ ❶ ⑴ → 1..50; 0 when it is none

}  // namespace jiaokan
