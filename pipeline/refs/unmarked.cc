// Entries without a type mark: notes with 《》 and forms that only their shape tells (specification 13).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

void read_note_form(ReferenceDraft& d, uint32_t begin, uint32_t end, uint32_t open) {
  // names：《title》，《container》 year…
  uint32_t names_end = open;
  while (names_end > begin && (is_space(d.text[names_end - 1]) || d.text[names_end - 1] == U':' || d.text[names_end - 1] == U',')) --names_end;
  uint32_t names = begin;
  for (const std::u32string_view word : {std::u32string_view(U"转引自"), std::u32string_view(U"参见"), std::u32string_view(U"见")})
    if (d.text.compare(names, word.size(), word) == 0) {
      names += static_cast<uint32_t>(word.size());
      break;
    }
  if (names < names_end) read_names(d, RefField::author, names, names_end);
  const auto title_at = [&](uint32_t at, RefField field) {
    uint32_t depth = 0, k = at;
    for (; k < end; ++k) {
      if (d.text[k] == U'《') ++depth;
      if (d.text[k] == U'》' && --depth == 0) break;
    }
    d.add(field, at + 1, std::min(k, end));
    return std::min(k + 1, end);
  };
  uint32_t at = title_at(open, RefField::title);
  const size_t second = d.text.find(U'《', at);
  Span year{};
  if (second != std::u32string::npos && second < end) {
    const uint32_t after = title_at(static_cast<uint32_t>(second), RefField::container);
    Span date;
    std::string iso;
    d.type = RefType::journal;
    for (uint32_t i = after; i < end; ++i) {
      if (read_date(d, i, end, date, iso) && iso.size() == 10) {
        d.type = RefType::newspaper;
        d.add(RefField::date, date.begin, date.end, iso);
        at = date.end;
        break;
      }
      if (read_year(d, i, end, year)) {
        d.add(RefField::year, year.begin, year.end, to_utf8(d.text.substr(year.begin, 4)));
        at = year.end;
        break;
      }
    }
    const std::u32string_view between = std::u32string_view(d.text).substr(0, second);
    if (between.find(U"载", at > second ? 0 : at) != std::u32string_view::npos && d.text.find(U"出版社", after) != std::u32string::npos) {
      d.type = RefType::chapter;
      read_imprint(d, after, end);
      return;
    }
    for (uint32_t i = at; i < end; ++i) {
      if (!is_ascii_digit(d.text[i])) continue;
      uint32_t k = i;
      while (k < end && (is_ascii_digit(d.text[k]) || d.text[k] == U'-' || d.text[k] == U'~' || d.text[k] == U'/')) ++k;
      uint32_t sign = k;
      while (sign < end && is_space(d.text[sign])) ++sign;
      if (sign < end && d.text[sign] == U'期') d.add(RefField::issue, i, k);
      else if (sign < end && d.text[sign] == U'卷') d.add(RefField::volume, i, k);
      else if (sign < end && (d.text[sign] == U'页' || d.text[sign] == U'版')) d.add(RefField::pages, i, k);
      i = k;
    }
    return;
  }
  d.type = RefType::book;
  // ，译者译，地：社，年，第n页
  uint32_t i = at;
  while (i < end && (is_space(d.text[i]) || d.text[i] == U',')) ++i;
  const uint32_t comma = d.find(U",", i, end);
  if (comma != kNone && comma > i + 2 && d.text[comma - 1] == U'译') {
    d.add(RefField::role, comma - 1, comma);
    read_names(d, RefField::translator, i, comma - 1);
    i = comma + 1;
  }
  for (const std::u32string_view degree : {std::u32string_view(U"博士学位论文"), std::u32string_view(U"硕士学位论文"), std::u32string_view(U"博士论文"), std::u32string_view(U"硕士论文")}) {
    const size_t where = d.text.find(degree, i);
    if (where == std::u32string::npos) continue;
    d.type = RefType::thesis;
    d.add(RefField::genre, static_cast<uint32_t>(where), static_cast<uint32_t>(where + degree.size()));
    i = static_cast<uint32_t>(where + degree.size());
    break;
  }
  read_imprint(d, i, end);
}

}  // namespace

void read_unmarked(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  const size_t open = d.text.find(U'《', begin);
  if (open != std::u32string::npos && open < end && open - begin < 60) {
    read_note_form(d, begin, end, static_cast<uint32_t>(open));
    return;
  }
  // names. title. source, year…
  const uint32_t dot = end_of_names(d, begin, end);
  uint32_t title = begin;
  if (dot != kNone && dot + 1 < end) {
    read_names(d, RefField::author, begin, dot);
    title = dot + 1;
  }
  Span year;
  uint32_t i = title;
  while (i < end && is_space(d.text[i])) ++i;
  // Author-year: the year stands behind the names.
  if (read_year(d, i + (i < end && d.text[i] == U'(' ? 1 : 0), end, year)) {
    d.add(RefField::year, year.begin, year.end);
    i = year.end;
    while (i < end && std::u32string_view(U"). ,abc").find(d.text[i]) != std::u32string_view::npos) ++i;
    title = i;
  }
  uint32_t stop = title;
  for (; stop < end; ++stop) {
    if (d.masked(stop)) break;
    if ((d.text[stop] == U'.' || d.text[stop] == U'?' || d.text[stop] == U'!') && stop > title + 3 &&
        !(stop + 1 < end && (is_ascii_digit(d.text[stop + 1]) || is_latin_letter(d.text[stop + 1])) && is_latin_letter(d.text[stop - 1])))
      break;
  }
  d.add(RefField::title, title, std::min(stop, end));
  if (stop >= end) return;
  const uint32_t rest = stop + 1;
  bool issue_shape = false;
  for (uint32_t k = rest; k + 2 < end; ++k) issue_shape |= (d.text[k] == U'(' && is_ascii_digit(d.text[k + 1]) && !d.masked(k));
  if (issue_shape) {
    d.type = RefType::journal;
    read_journal(d, rest, end);
  } else {
    d.type = d.find(U":", rest, end) != kNone ? RefType::book : RefType::other;
    read_imprint(d, rest, end);
  }
}

}  // namespace jiaokan
