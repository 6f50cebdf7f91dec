// Journals of western lists: the title, then numbers in any order; and the shapes that tell such a source from an imprint.
#include <algorithm>

#include "lang/script.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

// "XLI (July-August, 1963)", "Vol. XXIV, No. 2": a volume in Roman numerals.
bool is_roman_before_bracket(const ReferenceDraft& d, uint32_t i, uint32_t end) {
  uint32_t k = i;
  while (k < end && among(d.text[k], U"IVXLC")) ++k;
  if (k == i || (k < end && is_letter(d.text[k]))) return false;
  k = skip_signs(d, k, end, U"");
  return k < end && among(d.text[k], U"(,") && k - i < 10;
}

}  // namespace

bool has_locator_shape(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i + 2 < end; ++i) {
    if (d.masked(i)) return false;
    const char32_t c = d.text[i];
    if (c == U'(' && is_ascii_digit(d.text[i + 1]) && i > begin) {
      Span year;
      const uint32_t close = closing_of(d, i, end);
      if (close != kNone && close - i <= 10 && !read_year(d, i + 1, end, year)) return true;
      // "96 (2020): 457"
      const uint32_t before = trim_signs(d, begin, i, U"");
      if (close != kNone && before > begin && is_ascii_digit(d.text[before - 1])) return true;
    }
    const bool word_begins = i == begin || !is_letter(d.text[i - 1]);
    if (word_begins && i > begin + 3 && (starts_with_word(d.slice(i, end), U"pages ") || starts_with_word(d.slice(i, end), U"pp. ") || starts_with_word(d.slice(i, end), U"p. ")) && d.find(U":", begin, i) == kNone && is_ascii_digit(d.text[std::min(end - 1, skip_signs(d, i, end, U"pages."))])) return true;
    if (word_begins && (starts_with_word(d.slice(i, end), U"vol.") || starts_with_word(d.slice(i, end), U"vol ") || (starts_with_word(d.slice(i, end), U"no.") && i + 4 < end && is_ascii_digit(d.text[skip_signs(d, i + 3, end, U"")])))) return true;
    if (among(c, U"期卷號号") && i > begin && is_ascii_digit(d.text[i - 1])) return true;
    // ", 129, 3226-3237" and ", 12: 19-20"
    if (is_ascii_digit(c) && i > begin && !is_ascii_digit(d.text[i - 1]) && !is_letter(d.text[i - 1])) {
      uint32_t k = i;
      while (k < end && is_ascii_digit(d.text[k])) ++k;
      if (k - i > 3) {
        if (k - i == 4 && k + 1 < end && d.text[k] == U';' && is_ascii_digit(d.text[skip_signs(d, k + 1, end, U"")])) return true;
        i = k - 1;
        continue;
      }
      const uint32_t sign = skip_signs(d, k, end, U"");
      // "17 416 - 429", "20. 349-365", and a lone number behind a title: "Artificial Intelligence, 19"
      uint32_t range = skip_signs(d, k, end, U".");
      const uint32_t first = range;
      while (range < end && is_ascii_digit(d.text[range])) ++range;
      const uint32_t dash = skip_signs(d, range, end, U"");
      if (range > first && first > k && dash < end && among(d.text[dash], U"-~") && is_ascii_digit(d.text[std::min(end - 1, skip_signs(d, dash + 1, end, U""))])) return true;
      if (d.year_in_front && sign >= end && i > begin + 3 && d.find(U":", begin, i) == kNone) return true;
      if (sign < end && among(d.text[sign], U",:")) {
        uint32_t p = skip_signs(d, sign + 1, end, U"pP.");
        const bool lettered = p + 1 < end && is_capital(d.text[p]) && is_ascii_digit(d.text[p + 1]);   // 19, R526
        if (lettered && d.find(U":", begin, i) == kNone) return true;
        const uint32_t digits = p;
        while (p < end && is_ascii_digit(d.text[p])) ++p;
        if (p > digits && p < end && among(d.text[p], U"-~")) return true;
        if (p - digits >= 5 && d.text[sign] == U',') return true;   // 2011, 83, 031203
        if (p > digits && d.text[sign] == U':') return true;
      }
      i = k - 1;
    }
  }
  return false;
}

// "La revue, janvier 2015": a month in any language stands between the title and its year. Notes it, and gives where the title ends.
uint32_t note_month(ReferenceDraft& d, uint32_t begin, uint32_t stop) {
  constexpr uint32_t kShortest = 3, kLongest = 10;   // letters of a month's name
  uint32_t word = stop;
  while (word > begin && is_letter(d.text[word - 1])) --word;
  const uint32_t comma = trim_signs(d, begin, word, U"");
  if (stop - word < kShortest || stop - word > kLongest || comma <= begin + 2 || d.text[comma - 1] != U',') return stop;
  if (!is_latin_letter(d.text[word]) || (is_capital(d.text[word]) && !is_month(d.slice(word, stop)))) return stop;
  d.add(RefField::note, word, stop);
  return comma - 1;
}

// A journal's title, then numbers in any order: volume, issue, year, pages, each by its word, its sign or its place.
void read_western_journal(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  begin = skip_signs(d, begin, end, U".,:;");
  uint32_t numbers = end;
  for (uint32_t i = begin; i < end && numbers == end; ++i) {
    if (d.masked(i)) numbers = i;
    const bool word_begins = i == begin || !is_letter(d.text[i - 1]);
    const bool word = word_begins && i > begin && (starts_with_word(d.slice(i, end), U"vol.") || starts_with_word(d.slice(i, end), U"vol ") || starts_with_word(d.slice(i, end), U"volume ") || starts_with_word(d.slice(i, end), U"pages ") || starts_with_word(d.slice(i, end), U"v. ") || starts_with_word(d.slice(i, end), U"nr. ") || starts_with_word(d.slice(i, end), U"no.") || starts_with_word(d.slice(i, end), U"pp"));
    const bool roman = word_begins && i > begin + 2 && among(d.text[i], U"IVXLC") && among(d.text[i - 2], U",") && is_roman_before_bracket(d, i, end);
    const bool month = word_begins && i > begin + 2 && among(d.text[i - 1], U" (") && is_month(d.slice(i, end));
    Span date_span;
    std::string date_iso;
    if (roman || (month && read_english_date(d, i, end, date_span, date_iso))) numbers = i;
    else if (word || (is_ascii_digit(d.text[i]) && i > begin && !is_letter(d.text[i - 1])) || (d.text[i] == U'第' && i + 1 < end && is_ascii_digit(d.text[i + 1]))) numbers = i;
  }
  uint32_t title_stop = trim_signs(d, begin, numbers, U",.;:([第");
  Span year_first;
  if (read_year(d, numbers, end, year_first)) title_stop = note_month(d, begin, title_stop);
  d.add(RefField::container, begin, title_stop);
  uint32_t i = numbers;
  bool colon = false, page_word = false, issue_word = false, volume_word = false;
  for (uint32_t round = 0; round < 16 && i < end; ++round) {
    const uint32_t signs = i;
    i = skip_signs(d, i, end, U",.;:()[]第期卷年页");
    for (uint32_t k = signs; k < i; ++k) colon |= d.text[k] == U':';
    if (i >= end || d.masked(i)) return;
    Span date;
    std::string iso;
    const std::u32string_view rest = d.slice(i, end);
    constexpr std::u32string_view kWords[] = {U"volume", U"vol", U"v.", U"number", U"issue", U"nos", U"no", U"pages", U"pp", U"pg", U"p"};
    bool word = false;
    for (size_t w = 0; w < std::size(kWords) && !word; ++w) {
      if (!starts_with_word(rest, kWords[w])) continue;
      const uint32_t after = i + static_cast<uint32_t>(kWords[w].size());
      if (after < end && is_letter(d.text[after])) continue;
      volume_word = w < 3;
      issue_word = w >= 3 && w < 7;
      page_word = w >= 7;
      i = after;
      word = true;
    }
    if (word) continue;
    if (!d.has(RefField::date) && !d.has(RefField::year) && read_english_date(d, i, end, date, iso)) {
      d.add(RefField::date, date.begin, date.end, iso);
      i = date.end;
      continue;
    }
    if (!d.has(RefField::volume) && among(d.text[i], U"IVXLC") && is_roman_before_bracket(d, i, end)) {
      uint32_t k = i;
      while (k < end && among(d.text[k], U"IVXLC")) ++k;
      d.add(RefField::volume, i, k);
      i = k;
      continue;
    }
    if (!is_ascii_digit(d.text[i])) {
      // A word between numbers ("Supplement", "June"): passed over up to the next sign.
      uint32_t k = i;
      while (k < end && (is_letter(d.text[k]) || among(d.text[k], U"'&")) && !is_ascii_digit(d.text[k])) ++k;
      if (k < end && is_ascii_digit(d.text[k]) && k - i <= 2 && (page_word || colon || d.has(RefField::volume))) {
        while (k < end && (is_ascii_digit(d.text[k]) || is_letter(d.text[k]) || among(d.text[k], U"-~"))) ++k;
        if (!d.has(RefField::pages)) d.add(RefField::pages, i, k);
        page_word = false;
        i = k;
        continue;
      }
      i = std::max(k, i + 1);
      continue;
    }
    uint32_t k = i;
    while (k < end && (is_ascii_digit(d.text[k]) || (is_latin_letter(d.text[k]) && k - i < 8) || (among(d.text[k], U"-~/") && k + 1 < end && (is_ascii_digit(d.text[k + 1]) || is_latin_letter(d.text[k + 1]) || among(d.text[k + 1], U"-"))))) ++k;
    // "416 - 429", "241- 253"
    const uint32_t dash = skip_signs(d, k, end, U"");
    if (dash < end && (among(d.text[dash], U"-~") || (dash == k && d.text[k] == U'?')) && d.slice(i, k).find_first_of(U"-~") == std::u32string_view::npos) {
      const uint32_t to = skip_signs(d, dash + 1, end, U"-~");
      uint32_t stop = to;
      while (stop < end && is_ascii_digit(d.text[stop])) ++stop;
      if (stop > to && !d.masked(to)) k = stop;
    }
    const bool ranged = d.slice(i, k).find_first_of(U"-~?") != std::u32string_view::npos;
    const uint32_t open = skip_signs(d, k, end, U"");
    Span bracketed;
    // "36, 3 (1988), 454": an issue where pages follow; "9, 155 (1997)" are the pages themselves.
    const bool year_next = open + 1 < end && d.text[open] == U'(' && read_year(d, open + 1, end, bracketed) &&
                           std::any_of(d.text.begin() + bracketed.end, d.text.begin() + end, is_ascii_digit);
    Span year;
    const bool is_year = read_year(d, i, end, year) && (k == year.end || k == year.end + 1 || (ranged && !d.has(RefField::year) && !page_word && !colon && !d.has(RefField::volume)));
    // 第20號 · 17卷 · 3期: the unit says what the number is.
    const uint32_t unit_at = skip_signs(d, k, end, U"");
    const char32_t unit = unit_at < end ? d.text[unit_at] : 0;
    if (among(unit, U"期號号") || unit == U'卷') {
      const RefField field = unit == U'卷' ? RefField::volume : RefField::issue;
      if (!d.has(field)) d.add(field, i, k);
      i = unit_at + 1;
      continue;
    }
    // "1(1 & 2)", "61 [1]": what the bracket holds is one.
    if (d.has(RefField::volume) && !d.has(RefField::issue) && i > 0 && d.text[i - 1] == U'(' && !is_year) {
      const uint32_t close = closing_of(d, i - 1, end);
      if (close != kNone && close - i < 14) k = close;
    }
    if (is_year && !d.has(RefField::year) && !page_word && !(colon && !d.has(RefField::pages) && (d.has(RefField::volume) || d.has(RefField::issue)) && d.text[i - 1] != U'(')) {
      if (read_date(d, i, end, date, iso) && iso.size() == 10) {
        d.add(RefField::date, date.begin, date.end, iso);
        k = date.end;
      } else {
        add_year(d, year);
        k = std::max(k, year.end);
      }
    } else if (page_word || (ranged && (d.has(RefField::volume) || d.has(RefField::issue))) || (colon && (d.has(RefField::volume) || d.has(RefField::issue)))) {
      if (!d.has(RefField::pages)) {
        uint32_t stop = k;
        while (stop < end && !d.masked(stop) && (is_ascii_digit(d.text[stop]) || among(d.text[stop], U"-~ +,")) ) ++stop;
        Span y;
        // A year behind the pages is none of them.
        for (uint32_t p = k; p < stop; ++p)
          if (read_year(d, p, end, y) && !d.has(RefField::year)) stop = p;
        read_pages(d, i, trim_signs(d, k, stop, U",."));
        k = std::max(k, stop);
      }
    } else if (issue_word || (!d.has(RefField::volume) && !d.has(RefField::issue) && i > begin && d.text[i - 1] == U'(' && k < end && d.text[k] == U')') || (d.has(RefField::volume) && !d.has(RefField::issue) && (year_next && !ranged)) || (d.has(RefField::volume) && !d.has(RefField::issue) && signs < i && (among(d.text[i - 1], U"(") || (k < end && d.text[k] == U')') || d.text[signs] == U'.'))) {
      d.add(RefField::issue, i, k);
    } else if (volume_word || !d.has(RefField::volume)) {
      d.add(RefField::volume, i, k);
    } else if (!d.has(RefField::pages)) {
      d.add(RefField::pages, i, k);
    }
    volume_word = issue_word = page_word = false;
    i = k;
  }
}

}  // namespace jiaokan
