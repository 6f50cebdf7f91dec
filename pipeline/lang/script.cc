#include "lang/script.h"

#include <algorithm>

namespace jiaokan {

namespace {

constexpr bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

constexpr bool among(char32_t c, std::u32string_view signs) {
  for (const char32_t sign : signs)
    if (c == sign) return true;
  return false;
}

constexpr bool han(char32_t c) {
  return in(c, 0x4E00, 0x9FFF) || in(c, 0x3400, 0x4DBF) || in(c, 0x20000, 0x323AF) || in(c, 0xF900, 0xFAFF) ||
         in(c, 0x2F800, 0x2FA1F) || in(c, 0x2E80, 0x2FDF) || c == U'〇' || c == U'々' || c == U'〆';
}

constexpr bool space(char32_t c) {
  return c == U' ' || in(c, 0x09, 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 || in(c, 0x2000, 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

constexpr bool latin(char32_t c) {
  return in(c, U'a', U'z') || in(c, U'A', U'Z') || in(c, U'ａ', U'ｚ') || in(c, U'Ａ', U'Ｚ') ||
         (in(c, 0xC0, 0x24F) && c != 0xD7 && c != 0xF7) || in(c, 0x1E00, 0x1EFF) || in(c, 0xFB00, 0xFB06);
}

constexpr Script script(char32_t c) {
  if (space(c)) return Script::space;
  if (in(c, U'0', U'9') || in(c, U'０', U'９')) return Script::digit;
  if (latin(c)) return Script::latin;
  if (c < 0x80) return among(c, U"$+<=>^`|~") ? Script::symbol : Script::punctuation;
  if (han(c)) return Script::han;
  if (in(c, 0x3040, 0x30FF) || in(c, 0x31F0, 0x31FF) || in(c, 0xFF66, 0xFF9F)) return c == U'・' ? Script::punctuation : Script::kana;
  if (in(c, 0xAC00, 0xD7AF) || in(c, 0x1100, 0x11FF) || in(c, 0x3130, 0x318F)) return Script::hangul;
  if (in(c, 0x370, 0x3FF) || in(c, 0x1F00, 0x1FFF)) return Script::greek;
  if (in(c, 0x400, 0x52F)) return Script::cyrillic;
  if (in(c, 0x2010, 0x205E) || in(c, 0x3001, 0x303F) || in(c, 0xFE10, 0xFE1F) || in(c, 0xFE30, 0xFE6F) || c == 0xB7 || c == 0xA1 ||
      c == 0xAB || c == 0xBB || c == 0xBF || c == 0xA7 || c == 0xB6)
    return Script::punctuation;
  if (in(c, 0xFF01, 0xFF0F) || in(c, 0xFF1A, 0xFF20) || in(c, 0xFF3B, 0xFF40) || in(c, 0xFF5B, 0xFF65))
    return among(c, U"＋＜＝＞｜～＄＾") ? Script::symbol : Script::punctuation;
  if (in(c, 0x2070, 0x2BFF) || in(c, 0x3200, 0x33FF) || in(c, 0xA1, 0xBF) || c == 0xD7 || c == 0xF7 || in(c, 0x1F000, 0x1FAFF)) return Script::symbol;
  return Script::other;
}

constexpr ScriptTable make_table() {
  ScriptTable out{};
  for (char32_t c = 0; c < 0x10000; ++c) out.of[c] = script(c);
  return out;
}

}  // namespace

const ScriptTable kScriptTable = make_table();

Script script_beyond(char32_t c) { return script(c); }

bool is_cjk(char32_t c) {
  const Script of = script_of(c);
  return of == Script::han || of == Script::kana || of == Script::hangul || in(c, 0x3000, 0x303F) || in(c, 0xFF01, 0xFF60) ||
         in(c, 0x3200, 0x33FF) || in(c, 0xFE30, 0xFE4F) || c == U'・';
}

bool is_sentence_end(char32_t c) {
  return std::u32string_view(U"。！？；…．.!?;").find(c) != std::u32string_view::npos;
}

bool is_opening(char32_t c) {
  return std::u32string_view(U"（［｛〔【《〈「『“‘([{<〖〘").find(c) != std::u32string_view::npos;
}

bool is_closing(char32_t c) {
  return std::u32string_view(U"）］｝〕】》〉」』”’)]}>〗〙").find(c) != std::u32string_view::npos;
}

int circled_value(char32_t c) {
  if (in(c, 0x2460, 0x2473)) return static_cast<int>(c - 0x2460) + 1;
  if (in(c, 0x3251, 0x325F)) return static_cast<int>(c - 0x3251) + 21;
  if (in(c, 0x32B1, 0x32BF)) return static_cast<int>(c - 0x32B1) + 36;
  if (in(c, 0x2474, 0x2487)) return static_cast<int>(c - 0x2474) + 1;
  if (in(c, 0x2776, 0x277F)) return static_cast<int>(c - 0x2776) + 1;
  return 0;
}

size_t count_han(std::u32string_view text) { return static_cast<size_t>(std::count_if(text.begin(), text.end(), is_han)); }

std::u32string_view first_han(std::u32string_view text, size_t most) {
  size_t n = 0;
  while (n < most && n < text.size() && is_han(text[n])) ++n;
  return text.substr(0, n);
}

std::u32string_view last_han(std::u32string_view text, size_t most) {
  size_t n = 0;
  while (n < most && n < text.size() && is_han(text[text.size() - 1 - n])) ++n;
  return text.substr(text.size() - n);
}

size_t count_letters(std::u32string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char32_t c) { return is_letter(c) || is_digit(c); }));
}

std::u32string letters_alone(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (is_letter(c)) out.push_back(c);
  return out;
}

}  // namespace jiaokan
