// Journals and newspapers: title, year, volume(issue): pages in all their forms (specification 8).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

bool is_number_like(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  return begin < end && std::any_of(d.text.begin() + begin, d.text.begin() + end, is_ascii_digit);
}

uint32_t stretch_end(const ReferenceDraft& d, uint32_t i, uint32_t end) {
  while (i < end && !d.masked(i) && !among(d.text[i], U"[<")) ++i;
  return i;
}

// The issue in brackets: (4) （增刊2） (No. 3) (第8期)
uint32_t read_issue(ReferenceDraft& d, uint32_t open, uint32_t end) {
  const uint32_t close = closing_of(d, open, end);
  if (close == kNone || close - open > 16) return open;
  std::u32string value;
  uint32_t from = open + 1;
  for (const std::u32string_view word : {U"no."sv, U"no"sv, U"issue"sv, U"第"sv})
    if (starts_with_word(d.slice(from, close), word)) {
      from = skip_signs(d, from + static_cast<uint32_t>(word.size()), close, U"");
      break;
    }
  for (uint32_t k = from; k < close; ++k)
    if (!is_space(d.text[k]) && d.text[k] != U'期') value.push_back(d.text[k]);
  d.add(RefField::issue, from, trim_signs(d, from, close, U"期"), to_utf8(value));
  return close + 1;
}

}  // namespace

// [vol][(issue)][: pages], with words of any language in it: 第68期，頁1–22 · vol. 36, no. 9, pp. 1-2 · 12: giad067
void read_locator(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr std::u32string_view kVolumeWords[] = {U"volume", U"vol.", U"vol", U"v.", U"第", U"bd.", U"tome", U"t."};
  constexpr std::u32string_view kIssueWords[] = {U"number", U"issue", U"nos.", U"no.", U"no", U"nr.", U"n°"};
  uint32_t i = skip_signs(d, begin, end, U",.;)年月");
  // "2010 Mar 18;29(11)": the month and day of Vancouver lists.
  constexpr std::u32string_view kMonths[] = {U"jan", U"feb", U"mar", U"apr", U"may", U"jun", U"jul", U"aug", U"sep", U"oct", U"nov", U"dec"};
  for (const std::u32string_view month : kMonths) {
    if (!starts_with_word(d.slice(i, end), month)) continue;
    uint32_t k = i;
    while (k < end && is_letter(d.text[k])) ++k;
    k = skip_signs(d, k, end, U".");
    uint32_t day = k;
    while (day < end && is_ascii_digit(d.text[day])) ++day;
    if (day < end && day - k <= 2 && among(d.text[skip_signs(d, day, end, U"")], U";,")) k = day;
    i = skip_signs(d, k, end, U",.;");
    break;
  }
  bool pages = false, volume_said = false;
  for (uint32_t round = 0; round < 6 && i < end && !pages; ++round) {
    if (d.masked(i)) return;
    bool worded = false, issue_word = false;
    for (const std::u32string_view word : kIssueWords)
      if (!worded && starts_with_word(d.slice(i, end), word) && (!is_latin_letter(word.back()) || i + word.size() >= end || !is_latin_letter(d.text[i + word.size()]))) {
        i = skip_signs(d, i + static_cast<uint32_t>(word.size()), end, U".");
        worded = issue_word = true;
      }
    for (const std::u32string_view word : kVolumeWords)
      if (!worded && starts_with_word(d.slice(i, end), word) && (!is_latin_letter(word.back()) || i + word.size() >= end || !is_latin_letter(d.text[i + word.size()]))) {
        i = skip_signs(d, i + static_cast<uint32_t>(word.size()), end, U".");
        worded = true;
      }
    if (starts_with_word(d.slice(i, end), U"pp") || starts_with_word(d.slice(i, end), U"页") || starts_with_word(d.slice(i, end), U"頁") ||
        ((d.text[i] == U'p' || d.text[i] == U'P') && i + 1 < end && (d.text[i + 1] == U'.' || is_digit(d.text[i + 1]) || is_space(d.text[i + 1])))) {
      read_pages(d, i, stretch_end(d, i, end));
      return;
    }
    if (i < end && d.text[i] == U'(') {
      const uint32_t after = read_issue(d, i, end);
      if (after == i) return;
      i = after;
    } else {
      uint32_t v = i;
      while (v < end && (is_ascii_digit(d.text[v]) || is_latin_letter(d.text[v]) || (v > i && among(d.text[v], U"-~/") && v + 1 < end && (is_ascii_digit(d.text[v + 1])) && !d.masked(v)))) ++v;
      // "92(2.2)" is inside brackets; "96. 2" is a volume and an issue.
      const uint32_t unit = skip_signs(d, v, end, U"");
      const char32_t sign = unit < end ? d.text[unit] : 0;
      if (!is_number_like(d, i, v)) return;
      const bool ranged = d.slice(i, v).find_first_of(U"-~") != std::u32string_view::npos;
      if (sign == U'期' || issue_word) {
        d.add(RefField::issue, i, v);
      } else if (sign == U'卷') {
        d.add(RefField::volume, i, v);
        volume_said = true;
      } else if (sign == U'页' || sign == U'頁') {
        read_pages(d, i, v);
        return;
      } else if (ranged && (d.has(RefField::volume) || d.has(RefField::issue))) {
        read_pages(d, i, stretch_end(d, i, end));
        return;
      } else if (!d.has(RefField::volume) && (worded || sign != U'.' || !ranged)) {
        d.add(RefField::volume, i, v);
      } else if (!d.has(RefField::issue) && volume_said) {
        d.add(RefField::issue, i, v);
      } else {
        read_pages(d, i, stretch_end(d, i, end));
        return;
      }
      i = skip_signs(d, v, end, U"卷期");
    }
    i = skip_signs(d, i, end, U"-");
    if (i >= end) return;
    if (d.text[i] == U'(') continue;
    if (d.text[i] == U':') {
      pages = true;
      const uint32_t stop = stretch_end(d, i, end);
      if (is_number_like(d, i, stop)) read_pages(d, i, stop);
    } else if (among(d.text[i], U",.;")) {
      const bool stop = d.text[i] == U'.' && is_stop(d, i, begin, end);
      uint32_t next = skip_signs(d, i, end, U",.;");
      if (next >= end || d.masked(next)) return;
      // Behind a whole locator a dot begins the imprint of a serial: "1984, 1(1)-. 武汉: 学会, 1984-".
      if (stop && !is_ascii_digit(d.text[next]) && d.find(U":", next, end) != kNone && !d.has(RefField::pages) && !starts_with_word(d.slice(next, end), U"pp") && !starts_with_word(d.slice(next, end), U"p.") && !starts_with_word(d.slice(next, end), U"no")) {
        read_imprint(d, next, end);
        return;
      }
      Span year;
      if (read_year(d, next, end, year) && d.has(RefField::issue)) return;
      i = next;
      if (d.has(RefField::issue) && is_ascii_digit(d.text[i])) {
        read_pages(d, i, stretch_end(d, i, end));
        return;
      }
    } else {
      return;
    }
  }
}

void read_journal(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  begin = skip_signs(d, begin, end, U".,");
  if (starts_with_word(d.slice(begin, end), U"arxiv")) {
    // "arXiv preprint arXiv:2110.02799, 2021"
    const uint32_t colon = d.find(U":", begin, end);
    uint32_t number = colon == kNone ? end : colon;
    while (number > begin && is_letter(d.text[number - 1])) --number;
    const uint32_t stop = std::min(d.find(U",;[", number, end), end);
    if (number > begin) d.add(RefField::publisher, begin, begin + 5);
    d.add(RefField::number, number, stop);
    Span year;
    for (uint32_t i = begin; i < end; ++i)
      if ((i < number || i >= stop) && read_year(d, i, end, year) && !d.has(RefField::year)) add_year(d, year);
    d.type = RefType::preprint;
    return;
  }
  uint32_t year_at = kNone;
  Span year{};
  for (uint32_t i = begin; i < end; ++i) {
    if (!read_year(d, i, end, year)) continue;
    const uint32_t k = trim_signs(d, begin, i, U"");
    const bool said = year.end < end && d.text[year.end] == U'年';
    const bool page = k > begin && d.text[k - 1] == U':' && !said;
    if (k == begin || said || (!page && (among(d.text[k - 1], U",.;([") || is_han(d.text[k - 1]) || (k < i && is_letter(d.text[k - 1]))))) {
      year_at = i;
      break;
    }
  }
  // Where the title ends without a year: at the first sign that a number follows.
  uint32_t stop = kNone;
  for (uint32_t i = begin; i < end && stop == kNone; ++i) {
    if (d.masked(i)) stop = i;
    if (!among(d.text[i], U",;:.(") || (d.text[i] == U'.' && !is_stop(d, i, begin, end))) continue;
    uint32_t next = skip_signs(d, i, end, U",;:.(第");
    for (const std::u32string_view word : {U"vol."sv, U"vol"sv, U"no."sv, U"增刊"sv, U"专刊"sv, U"s"sv, U"z"sv})
      if (starts_with_word(d.slice(next, end), word)) next = skip_signs(d, next + static_cast<uint32_t>(word.size()), end, U"");
    if (next < end && (is_ascii_digit(d.text[next]) || d.masked(next))) stop = i;
  }
  if (year_at != kNone && d.year_in_front && stop != kNone && stop + 2 < year_at) year_at = kNone;
  if (year_at == kNone || (stop != kNone && stop + 12 < year_at && d.slice(stop, year_at).find(U')') != std::u32string_view::npos && d.text[stop] != U'(')) {
    if (stop == kNone) stop = end;
    d.add(RefField::container, begin, trim_signs(d, begin, stop, U",.;"));
    if (stop < end) read_locator(d, stop, end);
    return;
  }
  d.add(RefField::container, begin, note_month(d, begin, trim_signs(d, begin, year_at, U",.;:([第")));
  Span date;
  std::string iso;
  uint32_t i = year.end;
  if (read_date(d, year_at, end, date, iso) && iso.size() == 10) {
    d.add(RefField::date, date.begin, date.end, iso);
    i = date.end;
  } else if (d.has(RefField::year)) {
    d.add(RefField::note, year.begin, year.end);
  } else {
    add_year(d, year);
  }
  i = skip_signs(d, i, end, U"])年");
  // "1979, 1979, 1(1)-": the year said twice.
  Span again;
  uint32_t next = skip_signs(d, i, end, U",.");
  if (next < end && read_year(d, next, end, again)) {
    d.add(RefField::note, again.begin, again.end);
    i = again.end;
  }
  next = skip_signs(d, i, end, U",.;-");
  // A serial named whole: "1957. 北京: 北京图书馆, 1957: 98-106".
  if (next < end && !d.masked(next) && i < end && d.text[i] == U'.' && is_letter(d.text[next]) && d.find(U":", next, end) != kNone && !starts_with_word(d.slice(next, end), U"vol") && !starts_with_word(d.slice(next, end), U"no")) {
    read_imprint(d, next, end);
    return;
  }
  if (i < end && d.text[i] == U':') {
    read_pages(d, i, stretch_end(d, i, end));
    return;
  }
  read_locator(d, i, end);
}

void read_newspaper(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  const uint32_t i = skip_signs(d, begin, end, U".,");
  Span date;
  std::string iso;
  for (uint32_t k = i; k < end; ++k) {
    if (!read_date(d, k, end, date, iso)) continue;
    d.add(RefField::container, i, trim_signs(d, i, k, U",.;:("));
    d.add(RefField::date, date.begin, date.end, iso);
    const uint32_t p = skip_signs(d, date.end, end, U",:");
    if (p < end && d.text[p] == U'(') {
      const uint32_t close = closing_of(d, p, end);
      if (close != kNone) {
        const uint32_t b = skip_signs(d, p + 1, close, U"第"), e = trim_signs(d, b, close, U"版");
        d.add(RefField::pages, b, e, to_utf8(d.slice(b, e)));
      }
    } else if (p < end && !d.masked(p) && looks_like_pages(d, p, stretch_end(d, p, end))) {
      read_pages(d, p, stretch_end(d, p, end));
    }
    return;
  }
  // "中国青年报, 11-20(15)" behind a year in front.
  const uint32_t comma = d.find(U",", i, end);
  if (d.year_in_front && comma != kNone) {
    d.add(RefField::container, i, comma);
    const uint32_t open = d.find(U"(", comma, end);
    const uint32_t close = open == kNone ? kNone : closing_of(d, open, end);
    if (close != kNone) d.add(RefField::pages, open + 1, close);
    d.add(RefField::note, comma + 1, open == kNone ? end : open);
    return;
  }
  read_journal(d, begin, end);
}

}  // namespace jiaokan
