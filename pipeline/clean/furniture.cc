// Furniture: what stands at a page's edge and is no text of the article.
//
// Recognised by shape (a lone number; a journal's name with year and issue; a line of Latin capitals beside such) and by
// repetition: the same short line, numbers apart, three times or more, at page edges where these are known.
#include <algorithm>
#include <map>

#include "clean/rules.h"
#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

constexpr const char* kRule = "furniture";
constexpr float kLongestHead = 45;   // ems

// "75", "· 71 ·", "－12－", "第 3 页"
bool is_page_number(std::u32string_view text, std::string& number) {
  number.clear();
  for (const char32_t c : text) {
    if (is_digit(c)) number.push_back(static_cast<char>(fold(c)));
    else if (is_letter(c) && c != U'第' && c != U'页') return false;
    else if (!is_space(c) && std::u32string_view(U"·-~.第页()|").find(fold(c)) == std::u32string_view::npos) return false;
  }
  return !number.empty() && number.size() <= 4 && text.size() <= 10;
}

uint32_t number_before(std::u32string_view text, size_t end, std::string& out) {
  size_t i = end;
  while (i > 0 && is_space(text[i - 1])) --i;
  const size_t last = i;
  while (i > 0 && is_digit(text[i - 1])) --i;
  out = to_utf8(folded(text.substr(i, last - i)));
  return static_cast<uint32_t>(i);
}

// "东北亚论坛 2020 年第 2 期": a name, a year, an issue, and nothing else.
struct Masthead {
  std::u32string name;
  std::string year, issue, volume;
};
bool is_masthead(std::u32string_view text, Masthead& out) {
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
  // What is left must be short: a number, a column's name in brackets.
  size_t rest = 0;
  for (const char32_t c : text.substr(i)) rest += is_letter(c);
  return out.name.size() <= 20 && rest <= 12;
}

bool is_latin_capitals(std::u32string_view text) {
  uint32_t capitals = 0;
  for (const char32_t c : text) {
    if (c >= U'A' && c <= U'Z') ++capitals;
    else if (is_letter(c)) return false;
  }
  return capitals >= 6;
}

// What a line says of the issue: 第40卷, 第9期, 2021年9月, Vol.40, No. 9, "9, 2021".
struct IssueParts {
  std::string volume, issue, year;
  std::u32string rest;   // letters that say something else
  size_t parts = 0;
};
IssueParts issue_parts(std::u32string_view text) {
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

// The head of the first page, above the title: volume, issue, date in two languages, the journal's name between or beside them.
// Returns the number of lines.
size_t first_page_head(const Witness& witness, const std::vector<Line>& lines) {
  constexpr size_t kLines = 9, kNameHan = 14, kNameLatin = 60, kOutside = 45;
  size_t last = 0, han = 0;
  for (size_t i = 0; i < std::min(kLines, lines.size()); ++i) {
    const std::u32string_view text = lines[i].text;
    const auto role = witness.role.begin() + lines[i].ink.begin;
    if (!lines[i].placed && std::find(role, role + lines[i].ink.size(), Role::markup) != role + lines[i].ink.size()) break;   // whoever marks knows what a title is
    LabelMatch label;
    if (match_label(text, label) && (label.bracketed || label.colon)) break;
    const IssueParts parts = issue_parts(text);
    size_t own_han = 0;
    for (const char32_t c : parts.rest) own_han += is_han(c);
    const bool sentence = text.find_first_of(U"。；？！") != std::u32string_view::npos;
    if (sentence || parts.rest.size() > kNameLatin || own_han > kNameHan) break;
    const bool date = parts.rest.empty() && text.size() <= 12 && std::any_of(text.begin(), text.end(), is_digit);   // "9, 2021"
    if (parts.parts > 0 && parts.rest.size() <= kOutside) last = i + 1;
    else if (last == i && last > 0 && (date || is_latin_capitals(text))) last = i + 1;
    han += own_han;
    if (han > kNameHan) break;
  }
  return last;
}

// The line without numbers, spaces and width: what a running head keeps from page to page.
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

bool ends_sentence(const Witness& witness, const Line& line) {
  uint32_t i = line.ink.end;
  while (i > line.ink.begin && is_closing(witness.chars[i - 1])) --i;
  return i > line.ink.begin && is_sentence_end(witness.chars[i - 1]);
}

}  // namespace

void mark_furniture(Witness& witness, Lines& lines) {
  std::vector<Line>& all = lines.lines;
  const size_t n = all.size();
  if (n < 4) return;
  bool paged = false;
  for (const Line& line : all) paged |= line.after_form_feed;
  const auto at_edge = [&](size_t i) {
    if (!paged) return true;
    for (size_t k = i; k + 3 > i && k < n; --k) {   // within three lines after a page's start
      if (all[k].after_form_feed || k == 0) return true;
      if (k == 0) break;
    }
    for (size_t k = i + 1; k <= i + 3; ++k)
      if (k >= n || all[k].after_form_feed) return true;
    return false;
  };

  std::map<std::u32string, uint32_t> shapes;
  for (size_t i = 0; i < n; ++i)
    if (all[i].width <= kLongestHead && at_edge(i)) ++shapes[shape(all[i].text)];

  std::vector<bool> sure(n, false), number(n, false), head(n, false);
  std::string digits;
  for (size_t i = 0; i < n; ++i) {
    const std::u32string_view text = all[i].text;
    if (all[i].width > kLongestHead) continue;
    Masthead masthead;
    // The first and last lines of a file are an edge too; a masthead is one anywhere.
    if (is_masthead(text, masthead)) head[i] = true;
    else if (is_page_number(text, digits)) number[i] = at_edge(i);
    if (head[i]) sure[i] = true;
  }
  for (size_t i = 0, above = first_page_head(witness, all); i < above; ++i) head[i] = sure[i] = true;
  uint32_t pages = 0;
  for (const Line& line : all) pages += line.after_form_feed;
  for (size_t i = 0; i < n; ++i) {
    if (sure[i] || all[i].width > kLongestHead || !at_edge(i)) continue;
    const std::u32string key = shape(all[i].text);
    const uint32_t times = shapes[key];
    if (is_caption(all[i].text)) continue;   // tables of one kind have captions that differ in the number only
    if (key.starts_with(U"#.#")) continue;   // 2.3 and 3.3 may well have the same title
    size_t letters = 0;
    for (const char32_t c : key) letters += is_letter(c);
    // Without page marks a line must come back often and hold more than a few signs ("（1）" comes back too).
    const uint32_t enough = paged ? std::max<uint32_t>(2, pages / 4) : 3;
    if (letters >= 3 && times >= enough && !ends_sentence(witness, all[i])) {
      if (paged || letters >= 5) head[i] = sure[i] = true;
    }
  }
  // A lone number: sure at the edge of a page, beside other furniture, or where it cuts a sentence.
  for (size_t i = 0; i < n; ++i) {
    if (!number[i]) continue;
    const bool beside = (i > 0 && sure[i - 1]) || (i + 1 < n && sure[i + 1]) || (i + 2 < n && sure[i + 2]);
    const bool cuts = i > 0 && i + 1 < n && !ends_sentence(witness, all[i - 1]) && all[i - 1].width > 12;
    if (paged || beside || (lines.hard_wrapped && cuts)) sure[i] = true;
  }
  // The journal's name in capitals beside a masthead or a page number.
  for (size_t pass = 0; pass < 2; ++pass)
    for (size_t i = 0; i < n; ++i) {
      if (sure[i] || !is_latin_capitals(all[i].text) || all[i].width > 30) continue;
      if ((i > 0 && sure[i - 1]) || (i + 1 < n && sure[i + 1])) head[i] = sure[i] = true;
    }

  for (size_t i = 0; i < n; ++i) {
    if (!sure[i]) continue;
    all[i].furniture = true;
    set_role(witness, all[i].ink, Role::furniture, kRule);
    const std::u32string_view text = all[i].text;
    Masthead masthead;
    if (is_masthead(text, masthead)) {
      if (!masthead.name.empty()) witness.facts.push_back({FactKind::journal, to_utf8(masthead.name), all[i].ink});
      witness.facts.push_back({FactKind::year, masthead.year, all[i].ink});
      witness.facts.push_back({FactKind::issue, masthead.issue, all[i].ink});
      if (!masthead.volume.empty()) witness.facts.push_back({FactKind::volume, masthead.volume, all[i].ink});
    } else if (is_page_number(text, digits)) {
      witness.facts.push_back({FactKind::page, digits, all[i].ink});
    } else if (is_latin_capitals(text)) {
      witness.facts.push_back({FactKind::journal_en, to_utf8(text), all[i].ink});
    } else if (const IssueParts parts = issue_parts(text); parts.parts > 0 && parts.rest.size() <= 20) {
      if (!parts.year.empty()) witness.facts.push_back({FactKind::year, parts.year, all[i].ink});
      if (!parts.volume.empty()) witness.facts.push_back({FactKind::volume, parts.volume, all[i].ink});
      if (!parts.issue.empty()) witness.facts.push_back({FactKind::issue, parts.issue, all[i].ink});
    } else {
      witness.facts.push_back({FactKind::title, to_utf8(text), all[i].ink});
    }
  }
}

}  // namespace jiaokan
