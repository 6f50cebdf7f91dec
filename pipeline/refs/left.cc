// Names, the year of author-year lists, and title: what stands before the type mark (specification 4, 5, 12).
#include <algorithm>

#include "lang/script.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

// The year of an author-year list at `i`: 2006b · (2000) · [2025a] · 1984— · n.d.; `next` is behind it and its signs.
bool front_year(const ReferenceDraft& d, uint32_t i, uint32_t end, Span& year, uint32_t& next) {
  uint32_t k = i;
  const char32_t open = k < end && among(d.text[k], U"([") ? d.text[k] : 0;
  if (open != 0) k = skip_signs(d, k + 1, end, U"c");
  else if (k + 1 < end && d.text[k] == U'c' && is_ascii_digit(d.text[k + 1])) ++k;
  constexpr std::u32string_view kUnknown[] = {U"n.d.", U"日期不详", U"无日期", U"印刷中", U"待出版", U"待刊"};
  const std::u32string_view* const unknown = std::find_if(std::begin(kUnknown), std::end(kUnknown), [&](std::u32string_view w) { return starts_with_word(d.slice(k, end), w); });
  if (unknown != std::end(kUnknown)) {
    year = {k, k + static_cast<uint32_t>(unknown->size())};
    k = year.end;
  } else if (starts_with_word(d.slice(k, end), U"in press") || starts_with_word(d.slice(k, end), U"forthcoming")) {
    year = {k, k};
    while (k < end && (is_latin_letter(d.text[k]) || is_space(d.text[k]))) ++k;
  } else {
    if (!read_year(d, k, end, year)) return false;
    k += 4;
    Span date;
    std::string iso;
    if (open != 0 && read_date(d, year.begin, end, date, iso)) k = date.end;   // "(2025-02-17)"
    else if (k < end && d.text[k] == U'-') {
      Span to;
      ++k;
      if (read_year(d, k, end, to)) k += 4;
      else if (k < end && is_digit(d.text[k])) return false;
    }
    if (k < end && d.text[k] >= U'a' && d.text[k] <= U'z' && !(k + 1 < end && is_letter(d.text[k + 1]))) ++k;
  }
  if (open != 0) {
    // "(2018, June 29)": the day is read as part of the bracket.
    const uint32_t close = closing_of(d, i, end);
    if (close == kNone || close - k > 20) return false;
    k = close + 1;
    if (k < end && is_han(d.text[k])) return false;   // the number of a case: （1988）浙法民上字 7 号
  }
  const uint32_t after = skip_signs(d, k, end, U"");
  if (after >= end) return false;
  const char32_t sign = d.text[after];
  if (sign == U'年' || sign == U'-') return false;
  if (open == 0 && !among(sign, U".,:;)")) {
    // "Eckertova L 1986 Thin film": a space alone parts only behind western initials, which the caller has seen.
    if (after == k || !(is_capital(sign) || is_han(sign))) return false;
  }
  next = skip_signs(d, after, end, U".,:;)");
  return next < end;
}

}  // namespace

bool read_names_and_year(ReferenceDraft& d, uint32_t begin, uint32_t end, uint32_t& next) {
  constexpr uint32_t kReach = 700, kLongestName = 80;
  const uint32_t limit = std::min(end, begin + kReach);
  uint32_t name = begin;
  for (uint32_t i = begin + 1; i < limit; ++i) {
    const char32_t c = d.text[i];
    if (is_letter(c) && c != U'n' && c != U'c' && !d.masked(i)) {
      if (i - name > kLongestName) return false;
      continue;
    }
    if (among(c, U",.;&、")) name = i;
    if (d.masked(i) || among(c, U"《〈“\"?!")) return false;
    // "Brooks,D.1.": a letter that was read as a digit.
    if (among(c, U"10") && among(d.text[i - 1], U".,- ") && i + 1 < limit && among(d.text[i + 1], U".,")) continue;
    const bool digit = is_ascii_digit(c);
    const bool nd = c == U'n' && starts_with_word(d.slice(i, end), U"n.d.");
    const bool copyright = c == U'c' && is_ascii_digit(d.text[std::min(i + 1, end - 1)]) && is_space(d.text[i - 1]);
    if (!digit && !nd && !copyright && !(c == U'(' || c == U'[')) continue;
    const uint32_t names_end = trim_signs(d, begin, i, U".,:;");
    if (c == U'(' && names_end < i && d.text[names_end] == U':') return false;   // the number of a case: （1988）浙法民上字 7 号
    const bool parted = names_end < i || c == U'(';
    Span year;
    uint32_t after = 0;
    if (!parted || !front_year(d, i, end, year, after)) {
      if (c == U'(' || c == U'[') {
        const uint32_t close = closing_of(d, i, limit);   // (IUCN), (Eds.)
        if (close == kNone) return false;
        i = close;
        continue;
      }
      return false;
    }
    const bool only_space = d.text[skip_signs(d, year.end, end, U"")] != U'.' && names_end == trim_signs(d, begin, i, U"") && c != U'(' && c != U'[' &&
                            !among(d.text[skip_signs(d, year.end, end, U"abcde")], U".,:;");
    NameList names = scan_names(d, begin, std::min(with_initial_dot(d, begin, names_end), i));
    // One name that the scan has spoilt does not undo a list that a year in brackets ends.
    const auto good = [](const NamePiece& piece) { return piece.score >= 2; };
    const auto sure = std::count_if(names.pieces.begin(), names.pieces.end(), good);
    const bool mostly = names.pieces.size() >= 3 && good(names.pieces.front()) && sure * 10 >= static_cast<std::ptrdiff_t>(names.pieces.size()) * 6 && (c == U'(' || c == U'[' || (sure >= 4 && good(names.pieces.back()))) && !only_space;
    if (!mostly && names.score <= (only_space ? 3 : -2) && !(names.score > -9 && (c == U'(' || c == U'[') && names_end - begin < 60 && d.mark.letters.empty())) return false;
    add_names(d, RefField::author, names);
    if (!year.empty() && is_ascii_digit(d.text[year.begin])) add_year(d, year);
    else if (!year.empty()) d.add(RefField::note, year.begin, year.end);
    d.year_in_front = true;
    next = after;
    return true;
  }
  return false;
}

void read_left(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  begin = skip_signs(d, begin, end, U".,");
  end = trim_signs(d, begin, end, U".,");
  uint32_t title = begin;
  if (!read_names_and_year(d, begin, end, title)) {
    NamesAhead names;
    title = begin;
    const bool found = names_ahead(d, begin, end, names);
    d.names_margin = names.margin;
    if (found) {
      add_names(d, RefField::author, names.list);
      title = names.next;
    } else if (!holds_han(d.slice(begin, end)) && find_stop(d, begin, end) == kNone && names_by_comma(d, begin, end, names) && end - names.next > 20 &&
               std::all_of(names.list.pieces.begin(), names.list.pieces.end(), [](const NamePiece& p) { return p.score == 3 || p.name.empty(); })) {
      add_names(d, RefField::author, names.list);   // "Merchant A A, Design of …"
      title = names.next;
    } else if (d.text[begin] == U'《') {
      // 《某某》编写组. 题名
      const uint32_t stop = find_stop(d, begin, end);
      const uint32_t close = closing_of(d, begin, end);
      if (stop != kNone && close != kNone && close < stop && stop - close > 2 && stop - close < 12 && stop + 1 < end) {
        d.add(RefField::author, begin, stop);
        d.parts.back().corporate = true;
        title = stop + 1;
      }
    }
  }
  read_title(d, RefField::title, title, end);
}

}  // namespace jiaokan
