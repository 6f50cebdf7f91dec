// Years, dates, pages and volume words.
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

bool number_at(const ReferenceDraft& d, uint32_t& i, uint32_t end, uint32_t& out) {
  const uint32_t begin = i;
  out = 0;
  while (i < end && is_ascii_digit(d.text[i]) && i - begin < 2) out = out * 10 + (d.text[i++] - U'0');
  return i > begin && !(i < end && is_ascii_digit(d.text[i]));
}

std::string two(uint32_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

constexpr std::u32string_view kHanDigits = U"〇零一二三四五六七八九十百千";

bool is_number_sign(char32_t c) { return is_ascii_digit(c) || within(c, kHanDigits); }

}  // namespace

void repair_years(ReferenceDraft& d) {
  const auto digit = [](char32_t c) { return among(c, U"oO〇") ? U'0' : among(c, U"lI|") ? U'1' : is_ascii_digit(c) ? c : char32_t{0}; };
  const uint32_t size = static_cast<uint32_t>(d.text.size());
  for (const uint32_t i : d.landmarks.years) {
    if (i + 4 >= size || (is_ascii_digit(d.text[i + 1]) && is_ascii_digit(d.text[i + 2]) && is_ascii_digit(d.text[i + 3]))) continue;
    uint32_t real = 0, k = i;
    for (; k < i + 4 && digit(d.text[k]) != 0; ++k) real += is_ascii_digit(d.text[k]);
    // Two digits at least are read as such, and what follows is what follows a year.
    if (k != i + 4 || real < 1 || real == 4 || !among(d.text[k], U",;:(.)年-")) continue;
    const char32_t century = digit(d.text[i + 1]);
    const bool plausible = digit(d.text[i]) == U'1' ? among(century, U"89") : century == U'0' && real + (d.text[i] == U'2') >= 2;
    if (!plausible) continue;
    for (k = i; k < i + 4; ++k) d.text[k] = digit(d.text[k]);
    d.repaired.push_back({i, i + 4});
  }
}

bool read_year(const ReferenceDraft& d, uint32_t i, uint32_t end, Span& out) {
  if (i + 4 > end || d.masked(i) || !is_ascii_digit(d.text[i]) || (i > 0 && is_ascii_digit(d.text[i - 1]))) return false;
  uint32_t value = 0;
  for (uint32_t k = i; k < i + 4; ++k) {
    if (!is_ascii_digit(d.text[k])) return false;
    value = value * 10 + (d.text[k] - U'0');
  }
  if (i + 4 < d.text.size() && is_ascii_digit(d.text[i + 4])) return false;
  if (value < 1500 || value > 2099) return false;
  out = {i, i + 4};
  return true;
}

bool read_date(const ReferenceDraft& d, uint32_t i, uint32_t end, Span& out, std::string& iso) {
  Span year;
  if (!read_year(d, i, end, year)) return false;
  uint32_t k = i + 4, month = 0, day = 0;
  // The sign between two numbers may be doubled, another dash, or broken by a line end; the numbers must be months and days.
  const auto sign = [&](std::u32string_view signs) {
    uint32_t p = skip_signs(d, k, end, U"");
    if (p >= end || !within(d.text[p], signs)) return false;
    const char32_t first = d.text[p++];
    while (p < end && among(first, U"-~") && (among(d.text[p], U"-~") || is_space(d.text[p]))) ++p;
    k = skip_signs(d, p, end, U"");
    return true;
  };
  if (!sign(U"-~.年/,") || !number_at(d, k, end, month) || month < 1 || month > 12) return false;
  const bool comma = among(d.text[i + 4], U",");
  iso = to_utf8(d.text.substr(i, 4)) + "-" + two(month);
  out = {i, k};
  if (k < end && d.text[k] == U'月') out.end = ++k;
  const bool joined = d.text[k - 1] == U'月' || sign(comma ? U"," : U"-~./");
  if (!joined || !number_at(d, k, end, day) || day < 1 || day > 31) return !comma;
  iso += "-" + two(day);
  if (k < end && d.text[k] == U'日') ++k;
  out.end = k;
  return true;
}

namespace {

// The number of the month that a text begins with, and where its name ends; 0 when there is none.
uint32_t month_at(std::u32string_view text, uint32_t& length) {
  constexpr std::u32string_view kMonths[] = {U"january", U"february", U"march", U"april", U"may", U"june", U"july", U"august", U"september", U"october", U"november", U"december"};
  length = 0;
  while (length < text.size() && is_latin_letter(text[length])) ++length;
  if (length < 3 || !is_capital(text[0])) return 0;
  for (uint32_t m = 0; m < 12; ++m)
    if (length <= kMonths[m].size() && (length == kMonths[m].size() || length == 3 || length == 4) && starts_with_word(text, kMonths[m].substr(0, length))) return m + 1;
  return 0;
}

}  // namespace

bool is_month(std::u32string_view text) {
  uint32_t length = 0;
  return month_at(text, length) > 0;
}

bool read_english_date(const ReferenceDraft& d, uint32_t i, uint32_t end, Span& out, std::string& iso) {
  uint32_t k = i, day = 0, length = 0;
  if (is_ascii_digit(d.text[k])) {
    if (!number_at(d, k, end, day)) return false;
    k = skip_signs(d, k, end, U"");
  }
  const uint32_t month = month_at(d.slice(k, end), length);
  if (month == 0) return false;
  k = skip_signs(d, k + length, end, U".,");
  if (day == 0) {
    uint32_t after = k;
    if (number_at(d, after, end, day) && day >= 1 && day <= 31) k = skip_signs(d, after, end, U",");
    else day = 0;
  }
  Span year;
  if (!read_year(d, k, end, year)) return false;
  out = {i, year.end};
  iso = to_utf8(d.slice(year.begin, year.end)) + "-" + two(month) + (day > 0 ? "-" + two(day) : "");
  return true;
}

void add_year(ReferenceDraft& d, Span year) {
  d.add(RefField::year, year.begin, year.end, to_utf8(d.slice(year.begin, year.end)));
  uint32_t k = year.end;
  if (k < d.text.size() && d.text[k] == U'-') ++k;
  const bool letter = k < d.text.size() && d.text[k] >= U'a' && d.text[k] <= U'z';
  if (letter && !(k + 1 < d.text.size() && (is_letter(d.text[k + 1]) || is_digit(d.text[k + 1])))) d.add(RefField::year_suffix, k, k + 1);
}

bool looks_like_pages(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  uint32_t digits = 0, others = 0;
  for (uint32_t i = begin; i < end; ++i) {
    const char32_t c = d.text[i];
    if (d.masked(i)) return false;
    if (is_ascii_digit(c)) ++digits;
    else if (!is_space(c) && !among(c, U"-~,.、+;第页頁pPeESRf序:()")) ++others;
  }
  return digits > 0 && others <= 2 && digits <= 24 && others * 2 <= digits;
}

namespace {

// "55 f.", "55 ff."
bool and_following(const ReferenceDraft& d, uint32_t i, uint32_t end) {
  if (!is_ascii_digit(d.text[i - 1]) && !is_space(d.text[i - 1])) return false;
  const uint32_t stop = i + 1 < end && d.text[i + 1] == U'f' ? i + 2 : i + 1;
  return stop >= end || !(is_letter(d.text[stop]) || is_digit(d.text[stop]));
}

}  // namespace

void read_pages(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr std::u32string_view kBefore[] = {U"pages", U"page", U"pp", U"p", U"s.", U"第", U"页", U"頁"};
  begin = skip_signs(d, begin, end, U":.,;");
  end = trim_signs(d, begin, end, U".,;页頁:");
  for (const std::u32string_view word : kBefore) {
    if (!starts_with_word(d.slice(begin, end), word)) continue;
    const uint32_t after = begin + static_cast<uint32_t>(word.size());
    if (after < end && is_latin_letter(d.text[after])) continue;
    begin = skip_signs(d, after, end, U".");
    break;
  }
  if (begin >= end) return;
  // "96-110, 112 页" and what only follows: the first stretch that can be pages.
  std::u32string value;
  bool digit = false;
  uint32_t stop = begin;
  for (uint32_t i = begin; i < end; ++i) {
    const char32_t c = d.text[i];
    if (among(c, U"[<(") && digit) break;
    if (c == U'f' && digit && and_following(d, i, end)) break;
    if (c == U')' && d.slice(begin, i).find(U'(') == std::u32string_view::npos) break;
    if (c == U'.' && digit && i + 1 < end && is_space(d.text[i + 1])) break;
    if (!is_space(c) && !among(c, U"第页頁")) {
      const char32_t sign = c == U'~' ? U'-' : c == U'、' ? U',' : c;
      if (!(sign == U'-' && !value.empty() && value.back() == U'-')) value.push_back(sign);
    }
    digit |= is_digit(c);
    stop = i + 1;
  }
  while (!value.empty() && among(value.back(), U".,;")) value.pop_back();
  // 457-78 is 457-478.
  const size_t dash = value.find(U'-');
  if (dash != std::u32string::npos && std::all_of(value.begin(), value.begin() + dash, is_ascii_digit)) {
    size_t last = dash + 1;
    while (last < value.size() && is_ascii_digit(value[last])) ++last;
    const size_t digits = last - dash - 1;
    if (digits > 0 && digits < dash) value.insert(dash + 1, value.substr(0, dash - digits));
  }
  // 104833 · e0209899: the number of an article in a journal that has no pages.
  const bool lettered = !value.empty() && value.size() >= 5 && is_latin_letter(value[0]) && std::count_if(value.begin(), value.end(), is_ascii_digit) >= 3;
  const bool alone = std::all_of(value.begin(), value.end(), [](char32_t c) { return is_ascii_digit(c) || is_latin_letter(c); });
  const bool article = d.type == RefType::journal && alone && (lettered || (value.size() >= 6 && is_ascii_digit(value[0])));
  d.add(article ? RefField::article_number : RefField::pages, begin, trim_signs(d, begin, stop, U".,;页頁"), to_utf8(value));
}

// Units in a row: 第3卷 · 卷四 · 上册 · 第 4 編第 1 冊 · Vol. 26 · part 2 · v.1; joined by nothing, a space or a comma.
uint32_t read_volume_words(const ReferenceDraft& d, uint32_t begin, uint32_t end, std::string& value) {
  constexpr std::u32string_view kUnits = U"卷册冊辑輯集编編部分期回篇章";
  constexpr std::u32string_view kLatin[] = {U"volume", U"vol.", U"vol", U"band", U"bd.", U"tome", U"t.", U"part", U"book", U"pt.", U"v."};
  uint32_t at = skip_signs(d, begin, end, U""), stop = begin, units = 0;
  std::u32string number, last;
  while (at < end) {
    uint32_t k = at;
    number.clear();
    const char32_t c = d.text[k];
    if (c == U'第') {
      k = skip_signs(d, k + 1, end, U"");
      while (k < end && is_number_sign(d.text[k])) number.push_back(d.text[k++]);
      k = skip_signs(d, k, end, U"");
      if (number.empty() || k >= end || !within(d.text[k], kUnits)) break;
      if (d.text[k] == U'分' && k + 1 < end) ++k;
      ++k;
    } else if (c == U'卷' || c == U'编') {
      k = skip_signs(d, k + 1, end, U"");
      while (k < end && (is_number_sign(d.text[k]) || (among(d.text[k], U"上中下") && number.empty()))) number.push_back(d.text[k++]);
      if (number.empty()) break;
    } else if (among(c, U"上中下")) {
      ++k;
      if (k < end && within(d.text[k], kUnits)) ++k;
      else if (k < end && !is_space(d.text[k]) && d.text[k] != U')') break;
    } else {
      bool read = false;
      for (const std::u32string_view word : kLatin) {
        if (!starts_with_word(d.slice(k, end), word)) continue;
        uint32_t p = skip_signs(d, k + static_cast<uint32_t>(word.size()), end, U"");
        while (p < end && (is_ascii_digit(d.text[p]) || among(d.text[p], U"IVX"))) number.push_back(d.text[p++]);
        if (number.empty()) break;
        k = p;
        read = true;
        break;
      }
      if (!read) break;
    }
    stop = k;
    last = number;
    ++units;
    at = skip_signs(d, k, end, U",");
  }
  if (units == 0) return begin;
  const bool numbered = !last.empty() && (std::all_of(last.begin(), last.end(), is_ascii_digit) || std::all_of(last.begin(), last.end(), [](char32_t c) { return among(c, U"IVX"); }));
  const uint32_t from = skip_signs(d, begin, end, U"");
  const bool said_part = starts_with_word(d.slice(skip_signs(d, begin, end, U""), end), U"part");
  value = to_utf8(units == 1 && numbered && !said_part ? std::u32string_view(last) : d.slice(from, stop));
  return stop;
}

}  // namespace jiaokan
