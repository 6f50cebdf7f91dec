// The numbers of headings.
#include <algorithm>
#include <string>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kUnnumbered[] = {U"引言", U"前言", U"材料与方法", U"资料与方法", U"结果与讨论", U"结果与分析", U"讨论与结论", U"结论与讨论", U"总结", U"总结与展望", U"结论与展望", U"导言", U"绪论", U"绪言", U"结论", U"结语", U"余论", U"结束语", U"小结", U"讨论", U"结果", U"方法", U"问题的提出", U"引论", U"結論", U"結語", U"序言",
                                               U"introduction", U"conclusion", U"conclusions", U"discussion", U"results", U"methods", U"materialsandmethods", U"resultsanddiscussion", U"background"};

constexpr std::u32string_view kHanDigits = U"〇一二三四五六七八九";

// 一 … 九十九 at text[i]; 0 when there is none. Moves i behind it.
uint32_t han_number(std::u32string_view text, uint32_t& i) {
  uint32_t value = 0, at = i;
  bool any = false;
  for (; at < text.size() && at - i < 4; ++at) {
    if (text[at] == U'十') {
      value = value == 0 ? 10 : value * 10;
      any = true;
      continue;
    }
    const size_t digit = kHanDigits.find(text[at]);
    if (digit == std::u32string_view::npos || digit == 0) break;
    value = value >= 10 ? value + static_cast<uint32_t>(digit) : static_cast<uint32_t>(digit);
    any = true;
  }
  if (!any) return 0;
  i = at;
  return value;
}

// 壹, 贰, 參, 拾: numerals of documents, which journals of Taiwan put before their chapters. 0: none.
uint32_t formal_number(std::u32string_view text, uint32_t& i) {
  constexpr std::u32string_view kDigits = U"壹貳參肆伍陸柒捌玖拾", kOthers = U"壹贰叁肆伍陆柒捌玖拾";
  if (i >= text.size()) return 0;
  size_t digit = kDigits.find(text[i]);
  if (digit == std::u32string_view::npos) digit = kOthers.find(text[i]);
  if (digit == std::u32string_view::npos && text[i] == U'参') digit = 2;   // as engines mix them
  if (digit == std::u32string_view::npos) return 0;
  ++i;
  return static_cast<uint32_t>(digit) + 1;
}

uint32_t arabic_number(std::u32string_view text, uint32_t& i) {
  uint32_t value = 0, at = i;
  for (; at < text.size() && is_digit(text[at]) && at - i < 3; ++at) value = value * 10 + (fold(text[at]) - U'0');
  if (at == i || (at < text.size() && is_digit(text[at]))) return kNone;
  i = at;
  return value;
}

// A digit, and a year glued to it.
bool is_year_behind(std::u32string_view text, uint32_t at) {
  uint32_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end - at != 5 || (fold(text[at + 1]) != U'1' && fold(text[at + 1]) != U'2') || end >= text.size()) return false;
  return std::u32string_view(U"年—-–~～一").find(text[end]) != std::u32string_view::npos;
}

void skip_spaces(std::u32string_view text, uint32_t& i) {
  while (i < text.size() && is_space(text[i])) ++i;
}

HeadingLabel made(Scheme scheme, uint32_t number, uint32_t begin, uint32_t end, std::u32string_view text) {
  uint32_t content = end;
  skip_spaces(text, content);
  return {scheme, number, {begin, end}, content};
}

}  // namespace

bool is_heading_word(std::u32string_view text) {
  std::u32string word;
  for (const char32_t c : text)
    if (!is_space(c)) word.push_back(fold(c));
  return std::find(std::begin(kUnnumbered), std::end(kUnnumbered), word) != std::end(kUnnumbered);
}

HeadingLabel match_heading_label(std::u32string_view text) {
  uint32_t begin = 0;
  skip_spaces(text, begin);
  if (begin >= text.size()) return {};
  uint32_t i = begin;
  const auto at = [&](uint32_t k) { return k < text.size() ? fold(text[k]) : U'\0'; };

  if (at(i) == U'第') {
    ++i;
    skip_spaces(text, i);
    uint32_t number = han_number(text, i);
    if (number == 0) number = arabic_number(text, i);
    skip_spaces(text, i);
    if (number != 0 && number != kNone) {
      if (at(i) == U'章' || at(i) == U'编' || at(i) == U'部') return made(Scheme::han_di_zhang, number, begin, i + 1, text);
      if (at(i) == U'节') return made(Scheme::han_di_jie, number, begin, i + 1, text);
    }
    return {};
  }
  if (at(i) == U'(') {
    ++i;
    skip_spaces(text, i);
    if (const uint32_t number = han_number(text, i); number != 0) {
      skip_spaces(text, i);
      if (at(i) == U')') return made(Scheme::han_paren, number, begin, i + 1, text);
      return {};
    }
    const uint32_t number = arabic_number(text, i);
    skip_spaces(text, i);
    if (number != kNone && number > 0 && at(i) == U')') return made(Scheme::arabic_paren, number, begin, i + 1, text);
    return {};
  }
  if (const int circled = circled_value(text[i]); circled > 0) return made(Scheme::circled, static_cast<uint32_t>(circled), begin, i + 1, text);
  if (const uint32_t number = han_number(text, i); number != 0) {
    skip_spaces(text, i);
    if (at(i) == U'、' || at(i) == U',') return made(Scheme::han_comma, number, begin, i + 1, text);
    if (at(i) == U'.') return made(Scheme::han_dot, number, begin, i + 1, text);
    return {};
  }
  if (const uint32_t number = formal_number(text, i); number != 0) {
    skip_spaces(text, i);
    if (at(i) == U'、') return made(Scheme::han_di_zhang, number, begin, i + 1, text);
    return {};
  }
  if (const uint32_t number = arabic_number(text, i); number != kNone) {
    uint32_t levels = 1, last = number;
    while ((at(i) == U'.') && i + 1 < text.size() && is_digit(text[i + 1]) && levels < 4) {
      uint32_t k = i + 1;
      uint32_t next = arabic_number(text, k);
      if (next == kNone && is_year_behind(text, k)) next = fold(text[k++]) - U'0';   // 2.22007年
      // 3.23D模型: 3D is no number's.
      if (next != kNone && next > 10 && k < text.size() && text[k] == U'D' && (text[k - 1] == U'2' || text[k - 1] == U'3') && (k + 1 >= text.size() || !is_latin_letter(text[k + 1]))) {
        --k;
        next /= 10;
      }
      if (next == kNone || next > 99 || next == 0 || (k - i > 2 && fold(text[i + 1]) == U'0')) return {};   // 1.000 is no heading's
      last = next;
      i = k;
      ++levels;
    }
    if (levels > 1) {
      if (at(i) == U'.' || at(i) == U'、' || (at(i) == U',' && i + 1 < text.size() && is_han(text[i + 1]))) ++i;
      if (number > 40) return {};
      // 6.28 ± 0.04, 2.5 %: a quantity.
      uint32_t behind = i;
      skip_spaces(text, behind);
      if (behind < text.size() && std::u32string_view(U"±%％‰℃°×~～+=<>≤≥").find(text[behind]) != std::u32string_view::npos) return {};
      const Scheme schemes[] = {Scheme::decimal2, Scheme::decimal3, Scheme::decimal4};
      return made(schemes[levels - 2], last, begin, i, text);
    }
    if (number > 40) return {};
    if (at(i) == U'.' || at(i) == U'、') return made(Scheme::arabic_dot, number, begin, i + 1, text);
    if (at(i) == U')') return made(Scheme::arabic_paren, number, begin, i + 1, text);
    if (i < text.size() && text[i] == U'例') return {};   // 1例产后便秘…
    if (i < text.size() && (is_space(text[i]) || is_han(text[i]))) return made(Scheme::decimal1, number, begin, i, text);
    return {};
  }
  // I. II. IV. and A. B.
  uint32_t value = 0, k = i;
  constexpr std::u32string_view kRoman = U"IVX";
  constexpr uint32_t kValues[] = {1, 5, 10};
  uint32_t previous = 0;
  while (k < text.size() && k - i < 5 && kRoman.find(text[k]) != std::u32string_view::npos) {
    const uint32_t v = kValues[kRoman.find(text[k])];
    value += v;
    if (previous < v) value -= 2 * previous;
    previous = v;
    ++k;
  }
  // III. Results, III.RESULTS
  const auto is_capital = [&](uint32_t t) { return t < text.size() && text[t] >= U'A' && text[t] <= U'Z'; };
  if (k > i && at(k) == U'.' && k + 1 < text.size() && (is_space(text[k + 1]) || (is_capital(k + 1) && is_capital(k + 2)))) return made(Scheme::roman, value, begin, k + 1, text);
  if (text[i] >= U'A' && text[i] <= U'H' && at(i + 1) == U'.' && i + 2 < text.size() && is_space(text[i + 2]))
    return made(Scheme::letter, text[i] - U'A' + 1, begin, i + 2, text);
  return {};
}

}  // namespace jiaokan
