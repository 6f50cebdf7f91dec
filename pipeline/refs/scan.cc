// Characters, separators and the dots that part one element of a reference from the next.
#include <algorithm>

#include "lang/script.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

// Words that a dot shortens; it never ends an element.
constexpr std::u32string_view kShortened[] = {U"hrsg", U"hg", U"erw", U"verb", U"v", U"vs", U"no", U"nos", U"vol", U"vols", U"st", U"dr", U"mr", U"mrs", U"ms", U"fig", U"pp", U"p", U"pt", U"nr", U"bd", U"cf", U"ch", U"jr", U"rev", U"exec", U"ser"};

// What an ASCII character may be, without a branch for each: most characters of most entries are nothing here.
constexpr uint8_t kOpens = 1, kYear = 2, kBeforeYear = 4;
struct LandmarkTable {
  struct Row {
    uint8_t is = 0;
    uint8_t second = 0;   // the small letter that must follow: http, ftp, www, doi, cstr, isbn, issn and 10.
  } of[128];
  consteval LandmarkTable() {
    for (const char32_t c : U"(["sv) of[c].is |= kOpens;
    for (const char32_t c : U"12lI"sv) of[c].is |= kYear;
    for (const char32_t c : U" \t\n\v\f\r,.;(["sv) of[c].is |= kBeforeYear;
    for (const std::u32string_view pair : {U"ht"sv, U"ft"sv, U"ww"sv, U"do"sv, U"cs"sv, U"is"sv, U"10"sv}) {
      of[pair[0]].second = static_cast<uint8_t>(pair[1]);
      if (pair[0] >= U'a') of[pair[0] - 32].second = static_cast<uint8_t>(pair[1]);
    }
  }
};
constexpr LandmarkTable kLandmarks;

}  // namespace

void find_landmarks(ReferenceDraft& d) {
  const char32_t* const text = d.text.data();   // a string ends with a zero, so that each character has one behind it
  const uint32_t size = static_cast<uint32_t>(d.text.size());
  d.landmarks.opens.reserve(8);
  uint8_t before = 0;   // kYear where one may begin
  for (uint32_t i = 0; i < size; ++i) {
    const char32_t c = text[i];
    if (c >= 128) {
      before = is_space(c) ? kYear : 0;
      continue;
    }
    const LandmarkTable::Row row = kLandmarks.of[c];
    const uint8_t is = row.is & (kOpens | before);
    before = static_cast<uint8_t>(row.is >> 1 & kYear);
    const bool address = row.second == (text[i + 1] | 0x20);
    if (is == 0 && !address) continue;
    if ((is & kOpens) != 0) d.landmarks.opens.push_back(i);
    if (address) d.landmarks.addresses.push_back(i);
    if ((is & kYear) != 0) d.landmarks.years.push_back(i);
  }
}

bool holds_han(std::u32string_view text) {
  for (const char32_t c : text)
    if (c >= 0x80 && script_of(c) <= Script::hangul) return true;
  return false;
}

bool is_part_dot(const ReferenceDraft& d, uint32_t i, uint32_t begin, uint32_t end) {
  constexpr std::u32string_view kParts[] = {U"bd", U"t", U"vol"};
  const uint32_t next = skip_signs(d, i + 1, end, U"");
  if (next >= end || i <= begin) return false;
  if (is_ascii_digit(d.text[i - 1])) return starts_with_word(d.slice(next, end), U"aufl") || starts_with_word(d.slice(next, end), U"überarb") || starts_with_word(d.slice(next, end), U"neubearb");
  uint32_t word = i;
  while (word > begin && is_latin_letter(d.text[word - 1])) --word;
  if (i == word || i - word > 3 || (word > begin && !is_space(d.text[word - 1]) && !among(d.text[word - 1], U",.(:"))) return false;
  const std::u32string_view text = d.slice(word, i);
  if (std::none_of(std::begin(kParts), std::end(kParts), [&](std::u32string_view part) { return part.size() == text.size() && starts_with_word(text, part); })) return false;
  if (text == U"T"sv) return false;   // an initial
  uint32_t k = next;
  while (k < end && (is_ascii_digit(d.text[k]) || among(d.text[k], U"IVX"))) ++k;
  return k > next && (k >= end || !is_letter(d.text[k]));
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
  if (is_part_dot(d, i, begin, end)) return false;
  if (letters >= 5 && d.slice(word, i).ends_with(U"arb"sv)) return false;   // überarb., neubearb.
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
