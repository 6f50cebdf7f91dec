#include "clean/furniture_shapes.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

uint32_t number_before(std::u32string_view text, size_t end, std::string& out) {
  size_t i = end;
  while (i > 0 && is_space(text[i - 1])) --i;
  const size_t last = i;
  while (i > 0 && is_digit(text[i - 1])) --i;
  out = to_utf8(folded(text.substr(i, last - i)));
  return static_cast<uint32_t>(i);
}

// The journal's name in capitals, with what an engine made of its emblem.
bool mostly_capitals(std::u32string_view text) {
  size_t capitals = 0, letters = 0;
  for (const char32_t c : text) {
    letters += is_letter(c);
    capitals += c >= U'A' && c <= U'Z';
  }
  return capitals >= 6 && capitals * 10 >= letters * 8;
}

// "层行政》，《开放时代》2008年第2期，第10—29页。": a line of a note, which a sign of its sentence tells from a running head.
bool is_cited(std::u32string_view text) {
  constexpr std::u32string_view kSigns[] = {U"》，", U"》：", U"：《", U"载《", U"》,", U":《"};
  if (std::any_of(std::begin(kSigns), std::end(kSigns), [&](std::u32string_view signs) { return text.find(signs) != std::u32string_view::npos; })) return true;
  return text.find(U'》') != std::u32string_view::npos && (text.ends_with(U"。") || text.ends_with(U"；") || text.find(U"，第") != std::u32string_view::npos || text.ends_with(U"页"));
}

}  // namespace

bool is_marked(const Witness& witness, const Line& line) {
  const auto begin = witness.role.begin() + line.ink.begin, end = witness.role.begin() + line.ink.end;
  return std::find(begin, end, Role::markup) != end;
}

bool is_page_number(std::u32string_view text, std::string& number) {
  number.clear();
  for (const char32_t c : text) {
    if (is_digit(c)) number.push_back(static_cast<char>(fold(c)));
    else if (is_letter(c) && c != U'第' && c != U'页') return false;
    else if (!is_space(c) && std::u32string_view(U"·-~.第页()|").find(fold(c)) == std::u32string_view::npos) return false;
  }
  return !number.empty() && number.size() <= 4 && text.size() <= 10;
}

bool is_masthead(std::u32string_view text, Masthead& out) {
  if (is_cited(text)) return false;
  const size_t year_sign = text.find(U'年');
  if (year_sign == std::u32string_view::npos) return false;
  const uint32_t year_at = number_before(text, year_sign, out.year);
  if (out.year.size() != 4 || (out.year[0] != '1' && out.year[0] != '2')) return false;
  size_t i = year_sign + 1;
  const auto number_after = [&](char32_t sign, std::string& value) {
    size_t k = i;
    while (k < text.size() && (is_space(text[k]) || text[k] == U'第')) ++k;
    const size_t begin = k;
    while (k < text.size() && is_digit(text[k])) ++k;
    const size_t end = k;
    while (k < text.size() && is_space(text[k])) ++k;
    if (end == begin || k >= text.size() || text[k] != sign) return false;
    value = to_utf8(folded(text.substr(begin, end - begin)));
    i = k + 1;
    return true;
  };
  number_after(U'卷', out.volume);
  std::string month;
  number_after(U'月', month);
  if (!number_after(U'期', out.issue)) return false;
  for (const char32_t c : text.substr(0, year_at))
    if (is_letter(c)) out.name.push_back(c);
  // What is left must be short: a number, a column's name in brackets, the journal's name in capitals.
  size_t rest = 0;
  for (const char32_t c : text.substr(i)) rest += is_letter(c) && !(c >= U'A' && c <= U'Z');
  return out.name.size() <= 20 && rest <= 12;
}

bool is_stamp(std::u32string_view text) {
  constexpr std::u32string_view kStamps[] = {U"合作期刊", U"万方数据", U"中国知网", U"网络首发"};
  return std::any_of(std::begin(kStamps), std::end(kStamps), [&](std::u32string_view stamp) { return text.ends_with(stamp); });
}

bool is_site(std::u32string_view text) {
  std::u32string host;
  for (const char32_t c : text)
    if (!is_space(c)) host.push_back(fold(c));
  size_t begin = 0;
  for (const std::u32string_view scheme : {U"http://", U"https://"})
    if (host.starts_with(scheme)) begin = scheme.size();
  if (begin == 0) return false;
  if (host.back() == U'/') host.pop_back();
  const std::u32string_view name = std::u32string_view(host).substr(begin);
  return name.find(U'.') != std::u32string_view::npos && std::all_of(name.begin(), name.end(), [](char32_t c) { return c < 0x80 && (is_latin_letter(c) || is_digit(c) || c == U'.' || c == U'-'); });
}

bool is_latin_capitals(std::u32string_view text) {
  uint32_t capitals = 0;
  for (const char32_t c : text) {
    if (c >= U'A' && c <= U'Z') ++capitals;
    else if (is_letter(c)) return false;
  }
  return capitals >= 6;
}

IssueParts issue_parts(std::u32string_view text) {
  if (is_cited(text)) return {};
  IssueParts out;
  const auto number_at = [&](size_t& i) {
    while (i < text.size() && (is_space(text[i]) || text[i] == U'.' || text[i] == U'．')) ++i;
    std::string digits;
    while (i < text.size() && is_digit(text[i])) digits.push_back(static_cast<char>(fold(text[i++])));
    while (i < text.size() && is_space(text[i])) ++i;
    return digits;
  };
  struct Word {
    std::u32string_view word;
    std::string IssueParts::*value;
  };
  static constexpr Word kWords[] = {{U"vol", &IssueParts::volume}, {U"vo1", &IssueParts::volume}, {U"no", &IssueParts::issue}};
  const std::u32string small = folded(text);
  for (size_t i = 0; i < text.size();) {
    const auto word = std::find_if(std::begin(kWords), std::end(kWords), [&](const Word& w) { return small.compare(i, w.word.size(), w.word) == 0; });
    if (word != std::end(kWords) && (i == 0 || !is_latin_letter(text[i - 1]))) {
      size_t k = i + word->word.size();
      if (const std::string digits = number_at(k); !digits.empty() && digits.size() <= 4) {
        out.*(word->value) = digits;
        ++out.parts;
        i = k;
        continue;
      }
    }
    if (text[i] == U'第' || is_digit(text[i])) {
      size_t k = i + (text[i] == U'第');
      const std::string digits = number_at(k);
      const char32_t sign = k < text.size() ? text[k] : 0;
      if (!digits.empty() && (sign == U'卷' || sign == U'期' || sign == U'年' || sign == U'月')) {
        if (sign == U'卷') out.volume = digits;
        if (sign == U'期') out.issue = digits;
        if (sign == U'年' && digits.size() == 4) out.year = digits;
        out.parts += sign == U'卷' || sign == U'期' || digits.size() == 4;
        i = k + 1;
        continue;
      }
      if (!digits.empty()) {
        i = k;
        continue;
      }
    }
    if (is_letter(text[i])) out.rest.push_back(text[i]);
    ++i;
  }
  return out;
}

size_t first_page_head(const Witness& witness, const std::vector<Line>& lines) {
  constexpr size_t kLines = 9, kNameHan = 14, kNameLatin = 60, kOutside = 45;
  size_t last = 0, han = 0;
  for (size_t i = 0; i < std::min(kLines, lines.size()); ++i) {
    const std::u32string_view text = lines[i].text;
    if (!lines[i].placed && is_marked(witness, lines[i])) break;   // whoever marks knows what a title is
    LabelMatch label;
    if (match_label(text, label) && (label.bracketed || label.colon)) break;
    const IssueParts parts = issue_parts(text);
    size_t own_han = 0;
    for (const char32_t c : parts.rest) own_han += is_han(c);
    const bool sentence = own_han >= 6 && text.find_first_of(U"。；？！") != std::u32string_view::npos;   // a lone stop is a speck
    if (sentence || parts.rest.size() > kNameLatin || own_han > kNameHan) break;
    const bool date = parts.rest.empty() && text.size() <= 12 && std::any_of(text.begin(), text.end(), is_digit);   // "9, 2021"
    if (parts.parts > 0 && parts.rest.size() <= kOutside) last = i + 1;
    else if (last == i && last > 0 && (date || mostly_capitals(text))) last = i + 1;
    han += own_han;
    if (han > kNameHan) break;
  }
  return last;
}

std::u32string shape(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text) {
    if (is_space(c)) continue;
    if (is_digit(c)) {
      if (out.empty() || out.back() != U'#') out.push_back(U'#');
    } else {
      out.push_back(fold(c));
    }
  }
  return out;
}

std::vector<uint64_t> letter_pairs(std::u32string_view text) {
  std::vector<uint64_t> out;
  char32_t before = 0;
  for (const char32_t c : text) {
    if (!is_letter(c)) continue;
    if (before != 0) out.push_back(uint64_t{before} << 32 | fold(c));
    before = fold(c);
  }
  std::sort(out.begin(), out.end());
  return out;
}

double share_of(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  if (a.empty()) return 0;
  size_t both = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++both, ++i, ++j;
    else if (a[i] < b[j]) ++i;
    else ++j;
  }
  return static_cast<double>(both) / static_cast<double>(a.size());
}

}  // namespace jiaokan
