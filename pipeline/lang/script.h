// What sort of character this is, for any language: the one place that knows the blocks of Unicode.
// Never: words, labels or anything of one language (lang/zh and its sisters have these).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jiaokan {

enum class Script : uint8_t { han, kana, hangul, latin, greek, cyrillic, digit, punctuation, symbol, space, other };

// The script of each character of the basic plane, made by the compiler; the few beyond are asked for one by one.
struct ScriptTable {
  Script of[0x10000];
};
extern const ScriptTable kScriptTable;
Script script_beyond(char32_t c);

inline Script script_of(char32_t c) { return c < 0x10000 ? kScriptTable.of[c] : script_beyond(c); }
inline bool is_han(char32_t c) { return script_of(c) == Script::han; }
bool is_cjk(char32_t c);              // Han, kana, Hangul, and CJK punctuation and full-width forms: set solid, two cells
inline bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
inline bool is_digit(char32_t c) { return is_ascii_digit(c) || (c >= U'０' && c <= U'９'); }
inline bool is_latin_letter(char32_t c) { return script_of(c) == Script::latin; }   // with diacritics and full-width forms
inline bool is_space(char32_t c) { return script_of(c) == Script::space; }          // any white space, U+3000 and U+FEFF too
inline bool is_ascii_sign(char32_t c) { return c < 0x80 && (is_digit(c) || is_latin_letter(c)); }   // a letter or digit of ASCII
inline bool is_letter(char32_t c) { return script_of(c) <= Script::cyrillic; }      // Han, kana, Hangul, Latin, Greek, Cyrillic
bool is_sentence_end(char32_t c);     // 。！？.!?…；and their kin
bool is_opening(char32_t c);          // brackets and quotes that open
bool is_closing(char32_t c);
int circled_value(char32_t c);        // ①..⑳ ㉑..㊿ ❶ ⑴ → 1..50; 0 when it is none

size_t count_han(std::u32string_view text);
std::u32string_view first_han(std::u32string_view text, size_t most);   // the run of Han it begins with
std::u32string_view last_han(std::u32string_view text, size_t most);    // and ends with
size_t count_letters(std::u32string_view text);            // and digits
std::u32string letters_alone(std::u32string_view text);   // the text without what is no letter

}  // namespace jiaokan
