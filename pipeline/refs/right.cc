// What stands behind the type mark: roles, edition, and the source by its shape (specification 6 to 11).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

bool year_within(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  Span year;
  for (uint32_t i = begin; i + 4 <= end; ++i)
    if (read_year(d, i, end, year)) return true;
  return false;
}

uint32_t first_masked(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; ++i)
    if (d.masked(i)) return i;
  return end;
}

}  // namespace

// A date alone behind the address: "网站. https://…. 2003-01-18"
void read_date_behind(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  uint32_t last = end;
  for (uint32_t i = begin; i < end; ++i)
    if (d.masked(i)) last = i;
  if (last == end || !d.has(RefField::url)) return;
  Span date;
  std::string iso;
  for (uint32_t k = last + 1; k < end; ++k)
    if (read_year(d, k, end, date) && !d.has(RefField::year) && !d.has(RefField::date) && skip_signs(d, date.end, end, U".)") >= end) {
      add_year(d, date);
      return;
    } else if (read_date(d, k, end, date, iso)) {
      d.add(d.has(RefField::accessed) ? RefField::date : RefField::accessed, date.begin, date.end, iso);
      return;
    }
}

namespace {

// site,date,address · (date)[accessed].address · place: body, year
void read_web(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  const uint32_t i = skip_signs(d, begin, end, U".,");
  uint32_t stop = first_masked(d, i, end);
  for (uint32_t k = i; k < stop; ++k)
    if (d.text[k] == U'<') stop = k;
  read_date_behind(d, i, end);
  // "V2.1." of a data set.
  uint32_t from = i;
  if (stop > i + 2 && among(d.text[i], U"Vv") && is_ascii_digit(d.text[i + 1])) {
    const uint32_t dot = find_stop(d, i, stop);
    if (dot != kNone && dot - i < 12) {
      d.add(RefField::version, i, dot);
      from = skip_signs(d, dot + 1, stop, U"");
    }
  }
  Span date;
  std::string iso;
  for (uint32_t k = from; k < stop; ++k) {
    if (!read_date(d, k, stop, date, iso) || (iso.size() < 10 && d.has(RefField::date))) continue;
    const uint32_t comma = d.find(U",", from, k);
    if (comma != kNone && trim_signs(d, from, k, U",.") > comma) {
      // "新华社布鲁塞尔2017-12-05电": the date stands inside a note; the site ends at the comma before.
      d.add(RefField::container, from, comma);
      const uint32_t note = skip_signs(d, comma + 1, k, U",");
      if (note < k) d.add(RefField::note, note, trim_signs(d, note, k, U",.("));
    } else {
      d.add(RefField::container, from, trim_signs(d, from, k, U",.;:("));
    }
    d.add(RefField::date, date.begin, date.end, iso);
    return;
  }
  stop = trim_signs(d, from, stop, U",.;:<(");
  if (stop <= from) return;
  const bool platform = d.type == RefType::dataset || d.type == RefType::preprint;
  if (year_within(d, from, stop) || d.find(U":", from, stop) != kNone) read_imprint(d, from, stop);
  else d.add(platform ? RefField::publisher : RefField::container, from, stop);
}

}  // namespace

// [country[专利]: number,] date
void read_patent(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  Span date;
  std::string iso;
  uint32_t stop = first_masked(d, begin, end), tail = stop;
  for (uint32_t k = begin; k < stop; ++k)
    if (read_date(d, k, stop, date, iso)) {
      d.add(RefField::date, date.begin, date.end, iso);
      tail = k;
      break;
    }
  for (uint32_t k = begin; k < stop && tail == stop; ++k)
    if (k > begin && !is_letter(d.text[k - 1]) && read_year(d, k, stop, date) && skip_signs(d, date.end, stop, U".") >= stop) {
      add_year(d, date);
      tail = k;
    }
  for (uint32_t at = begin; at < tail;) {
    const uint32_t piece = skip_signs(d, at, tail, U".,:;");
    const uint32_t sign = std::min({d.find(U",:;", piece, tail), tail, find_stop(d, piece, tail)});
    const uint32_t piece_end = trim_signs(d, piece, sign, U".");
    if (piece < piece_end) {
      const std::u32string_view text = d.slice(piece, piece_end);
      const bool digits = std::any_of(text.begin(), text.end(), is_ascii_digit);
      const bool country = text.ends_with(U"专利"sv) && text.size() > 2;
      if (text.find(U"Patent"sv) != std::u32string_view::npos && !digits) d.add(RefField::genre, piece, piece_end);
      else if (digits && !d.has(RefField::number)) d.add(RefField::number, piece, piece_end);
      else if (!digits && !d.has(RefField::place)) d.add(RefField::place, piece, country ? piece_end - 2 : piece_end);
    }
    at = sign + 1;
  }
}

namespace {

// [Z] and its like: an imprint, or only the title of a part with a page.
void read_other(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  const uint32_t i = skip_signs(d, begin, end, U".,");
  if (year_within(d, i, end)) {
    read_imprint(d, i, end);
    return;
  }
  uint32_t stop = first_masked(d, i, end);
  for (uint32_t k = i; k < stop; ++k)
    if (d.text[k] == U'<') stop = k;
  uint32_t colon = stop;
  for (uint32_t k = i; k + 1 < stop; ++k)
    if (d.text[k] == U':' && is_ascii_digit(d.text[k + 1])) colon = k;
  if (colon < stop) read_pages(d, colon, stop);
  const uint32_t last = trim_signs(d, i, colon, U",.;:<");
  if (colon == stop && (is_publisher(d.slice(i, last)) || is_place(d.slice(i, last)) || is_meeting(d.slice(i, last)))) read_imprint(d, i, last);
  else d.add(colon < stop ? RefField::part_title : RefField::publisher, i, last);
}

}  // namespace

bool is_edition(std::u32string_view text) {
  constexpr std::u32string_view kEnds[] = {U"版", U"版本", U"本", U"印", U"刻", U" ed", U"ed.", U" edn", U" edition", U" Edition", U" Ed", U"Aufl", U"Auflage", U" éd", U"e éd", U" Ausg", U"Ausgabe"};
  while (!text.empty() && (is_space(text.back()) || among(text.back(), U",."))) text.remove_suffix(1);
  if (text.size() < 2 || text.size() > 32 || text.ends_with(U"出版"sv) || text.ends_with(U"日本"sv) || text.find(U':') != std::u32string_view::npos) return false;
  for (const std::u32string_view end : kEnds)
    if (text.ends_with(end)) return holds_han(text) || std::any_of(text.begin(), text.end(), is_digit) || text.starts_with(U"Rev"sv) || text.starts_with(U"rev"sv) || text.starts_with(U"New"sv);
  return false;
}

uint32_t read_roles(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr uint32_t kReach = 90;
  while (true) {
    const uint32_t i = skip_signs(d, begin, end, U".,");
    uint32_t stop = kNone;
    for (uint32_t k = i; k < end && k - i < kReach; ++k) {
      if (d.masked(k) || among(d.text[k], U":《[")) break;
      const bool host = d.text[k] == U'/' && k + 1 < end && d.text[k + 1] == U'/';
      const bool behind_han = d.text[k] == U'.' && k > i && is_han(d.text[trim_signs(d, i, k, U"") > i ? trim_signs(d, i, k, U"") - 1 : i]);
      if (host || behind_han || (d.text[k] == U'.' && is_stop(d, k, i, end))) {
        stop = k;
        break;
      }
    }
    if (stop == kNone || stop == i) return begin;
    const uint32_t names_end = trim_signs(d, i, stop, U"");
    // The role word is the last of the segment, and only then are these names.
    const std::u32string_view segment = d.slice(i, names_end);
    constexpr std::u32string_view kBy[] = {U"translated by ", U"trans. by ", U"trans by ", U"tr. by ", U"edited by ", U"ed. by ", U"eds. ", U"hrsg. von ", U"hrsg. v. ", U"herausgegeben von ", U"hg. von "};
    for (const std::u32string_view by : kBy) {
      if (!starts_with_word(segment, by)) continue;
      const uint32_t from = i + static_cast<uint32_t>(by.size());
      d.add(RefField::role, i, from);
      read_names(d, by[0] == U't' ? RefField::translator : RefField::editor, from, names_end);
      begin = stop + 1;
      break;
    }
    if (begin == stop + 1) continue;
    const NameList names = scan_names(d, i, names_end);
    if (!(names.translators || names.editors) || names.score <= 0 || names.pieces.back().role.empty()) return begin;
    add_names(d, names.translators ? RefField::translator : d.mark.letters == "A" ? RefField::container_author : RefField::editor, names);
    begin = stop + (d.text[stop] == U'.' ? 1 : 0);
  }
}

uint32_t read_edition(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  while (true) {
    const uint32_t i = skip_signs(d, begin, end, U".,");
    uint32_t stop = i;
    while (stop < end && stop - i < 40 && !d.masked(stop) && d.text[stop] != U':' && !(d.text[stop] == U'.' && is_stop(d, stop, i, end)) &&
           !(d.text[stop] == U',' && is_edition(d.slice(i, stop))))
      ++stop;
    if (i < end && d.text[i] == U'(') {
      const uint32_t close = closing_of(d, i, end);
      if (close == kNone || !is_edition(d.slice(i + 1, close))) return begin;
      add_edition(d, i + 1, close);
      begin = close + 1;
      continue;
    }
    if (stop >= end || stop == i || !among(d.text[stop], U".,") || d.text[i] == U'/') return begin;
    const std::u32string_view segment = d.slice(i, stop);
    bool edition = is_edition(segment);
    if (!edition && holds_han(segment) && d.text[stop] == U'.') {
      // Whatever stands between the mark and a whole imprint says the edition.
      const bool plain = std::none_of(segment.begin(), segment.end(), [](char32_t c) { return among(c, U",;《》()") || is_ascii_digit(c); });
      const uint32_t colon = d.find(U":", stop, end);
      edition = plain && colon != kNone && colon - stop < 20 && segment.size() <= 20 && !is_publisher(segment) && !is_meeting(segment) && !is_place(segment) &&
                (d.type == RefType::book || d.type == RefType::chapter || d.type == RefType::compilation) && year_within(d, colon, end);
    }
    if (!edition) return begin;
    add_edition(d, i, stop);
    begin = stop + 1;
  }
}

void read_right(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr std::u32string_view kHostWords[] = {U"//", U"见:", U"载:", U"见", U"载", U"In:", U"in:", U"In ", U"收入"};
  read_bracketed_dates(d, begin, end);
  begin = read_roles(d, begin, end);
  begin = read_edition(d, begin, end);
  const uint32_t i = skip_signs(d, begin, end, U".,");
  TypeMark second;
  const bool has_second = find_mark(d, i, end, second);
  bool host = false;
  for (const std::u32string_view word : kHostWords) host |= d.text.compare(i, word.size(), word) == 0 && (word != U"In "sv || d.type != RefType::journal);
  if (host && d.type == RefType::journal && d.text[i] != U'/') host = false;
  if (host || (has_second && d.type != RefType::journal && d.type != RefType::newspaper)) {
    d.type = d.mark.letters == "C" ? RefType::conference_paper : RefType::chapter;
    read_host(d, i, end);
    return;
  }
  switch (d.type) {
    case RefType::journal: read_journal(d, begin, end); break;
    case RefType::newspaper: read_newspaper(d, begin, end); break;
    case RefType::webpage:
    case RefType::database:
    case RefType::dataset:
    case RefType::preprint: read_web(d, begin, end); break;
    case RefType::patent: read_patent(d, begin, end); break;
    case RefType::other:
    case RefType::law: read_other(d, begin, end); break;
    default:
      read_imprint(d, begin, first_masked(d, begin, end));
      read_date_behind(d, begin, end);
      break;
  }
}

}  // namespace jiaokan
