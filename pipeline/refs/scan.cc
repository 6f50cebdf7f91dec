// Characters, separators and the dots that part one element of a reference from the next.
#include <algorithm>

#include "lang/script.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

// Words that a dot shortens; it never ends an element.
constexpr std::u32string_view kShortened[] = {U"v", U"vs", U"no", U"nos", U"vol", U"vols", U"st", U"dr", U"mr", U"mrs", U"ms", U"fig", U"pp", U"p", U"pt", U"nr", U"bd", U"cf", U"ch", U"jr", U"rev", U"exec", U"ser"};

}  // namespace

bool is_capital(char32_t c) {
  if (c < 0x80) return c >= U'A' && c <= U'Z';
  return (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x100 && c <= 0x17F && c % 2 == 0) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x401 && c <= 0x42F);
}

bool holds_han(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), [](char32_t c) {
    if (c < 0x80) return false;
    const Script script = script_of(c);
    return script == Script::han || script == Script::kana || script == Script::hangul;
  });
}

bool starts_with_word(std::u32string_view text, std::u32string_view word) {
  if (text.size() < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    const char32_t c = text[i] >= U'A' && text[i] <= U'Z' ? text[i] + 32 : text[i];
    if (c != word[i]) return false;
  }
  return true;
}

uint32_t skip_signs(const ReferenceDraft& d, uint32_t i, uint32_t end, const SignSet& signs) {
  while (i < end && (is_space(d.text[i]) || signs.has(d.text[i]))) ++i;
  return i;
}

uint32_t trim_signs(const ReferenceDraft& d, uint32_t begin, uint32_t end, const SignSet& signs) {
  while (end > begin && (is_space(d.text[end - 1]) || signs.has(d.text[end - 1]))) --end;
  return end;
}

bool is_stop(const ReferenceDraft& d, uint32_t i, uint32_t begin, uint32_t end) {
  if (d.text[i] != U'.' || d.masked(i) || i <= begin) return false;
  if (i + 1 >= end || d.raw[i] == U'。') return true;
  const char32_t next = d.text[i + 1];
  if (among(next, U",:;)].-'’")) return false;
  uint32_t word = i;
  while (word > begin && is_letter(d.text[word - 1]) && !is_han(d.text[word - 1])) --word;
  const uint32_t letters = i - word;
  const char32_t last = d.text[i - 1];
  if (letters == 1 && is_capital(last)) {
    // An initial or an abbreviation, but for "vitamin C. Place": a letter behind a small word ends a title.
    uint32_t k = word;
    while (k > begin && is_space(d.text[k - 1])) --k;
    const bool behind_small_word = k < word && k > begin && is_letter(d.text[k - 1]) && !is_capital(d.text[k - 1]) && !is_han(d.text[k - 1]);
    const bool behind_han = word > begin && (is_han(d.text[word - 1]) || is_ascii_digit(d.text[word - 1]));   // CN1318281A. 2001
    if (!(behind_small_word && is_space(next)) && !behind_han) return false;
  }
  if (letters > 0 && letters < 5)
    for (const std::u32string_view shortened : kShortened)
      if (letters == shortened.size() && starts_with_word(d.slice(word, i), shortened)) return false;
  if (is_space(next) || is_han(next) || script_of(next) == Script::kana || among(next, U"[(《〈“\"「『") || d.masked(i + 1)) {
    // "1. 5" broken by a space: a number goes on.
    return true;
  }
  if (is_ascii_digit(last) && is_ascii_digit(next)) {
    // A number goes on; but a full-width dot before "2 版" parts.
    uint32_t k = i + 1;
    while (k < end && is_ascii_digit(d.text[k])) ++k;
    k = skip_signs(d, k, end, U"");
    return d.raw[i] == U'．' && k < end && is_han(d.text[k]);
  }
  if (d.raw[i] == U'．') return true;
  if (is_capital(next)) return !is_capital(last);
  return is_ascii_digit(next) && (is_han(last) || among(last, U")]》”?"));
}

uint32_t find_stop(const ReferenceDraft& d, uint32_t from, uint32_t end) {
  for (uint32_t i = from + 1; i < end; ++i)
    if (d.text[i] == U'.' && is_stop(d, i, from, end)) return i;
  return kNone;
}

uint32_t last_stop(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  for (uint32_t i = end; i > begin + 1; --i)
    if (d.text[i - 1] == U'.' && is_stop(d, i - 1, begin, end)) return i - 1;
  return kNone;
}

uint32_t closing_of(const ReferenceDraft& d, uint32_t open, uint32_t end) {
  constexpr std::u32string_view kOpen = U"([《〈“「『\"«„", kClose = U")]》〉”」』\"»“";
  const char32_t from = d.text[open];
  const size_t which = kOpen.find(from);
  if (which == std::u32string_view::npos) return kNone;
  const char32_t to = kClose[which];
  uint32_t depth = 1;
  for (uint32_t i = open + 1; i < end; ++i) {
    if (d.text[i] == to) {
      if (--depth == 0) return i;
    } else if (d.text[i] == from) {
      ++depth;
    }
  }
  return kNone;
}

}  // namespace jiaokan
