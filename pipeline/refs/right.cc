// What stands behind the type mark: roles, edition, and the source by its shape (specification 6 to 11).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

bool is_space_or(char32_t c, std::u32string_view signs) { return is_space(c) || signs.find(c) != std::u32string_view::npos; }

void skip(const ReferenceDraft& d, uint32_t& i, uint32_t end, std::u32string_view signs) {
  while (i < end && is_space_or(d.text[i], signs)) ++i;
}

std::string two(uint32_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

bool number_at(const ReferenceDraft& d, uint32_t& i, uint32_t end, uint32_t most, uint32_t& out) {
  const uint32_t begin = i;
  out = 0;
  while (i < end && is_ascii_digit(d.text[i]) && i - begin < most) out = out * 10 + (d.text[i++] - U'0');
  return i > begin && !(i < end && is_ascii_digit(d.text[i]));
}

}  // namespace

bool read_year(const ReferenceDraft& d, uint32_t i, uint32_t end, Span& out) {
  if (i + 4 > end || d.masked(i)) return false;
  if (i > 0 && is_ascii_digit(d.text[i - 1])) return false;
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
  const auto sign = [&](std::u32string_view signs) {
    uint32_t p = k;
    while (p < end && is_space(d.text[p])) ++p;
    if (p >= end || signs.find(d.text[p]) == std::u32string_view::npos) return false;
    k = p + 1;
    while (k < end && is_space(d.text[k])) ++k;
    return true;
  };
  if (!sign(U"-.年/") || !number_at(d, k, end, 2, month) || month < 1 || month > 12) return false;
  iso = to_utf8(d.text.substr(i, 4)) + "-" + two(month);
  out = {i, k};
  uint32_t after_month = k;
  if (k < end && d.text[k] == U'月') out.end = ++k, after_month = k;
  const bool joined = d.text[after_month - 1] == U'月' || sign(U"-./");
  if (!joined || !number_at(d, k, end, 2, day) || day < 1 || day > 31) return true;
  iso += "-" + two(day);
  if (k < end && d.text[k] == U'日') ++k;
  out.end = k;
  return true;
}

void read_pages(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  skip(d, begin, end, U":.,第");
  while (end > begin && is_space_or(d.text[end - 1], U".,;页")) --end;
  if (begin < end && (d.text[begin] == U'P' || d.text[begin] == U'p') && begin + 1 < end && !is_latin_letter(d.text[begin + 1])) {
    ++begin;
    skip(d, begin, end, U". ");
  } else if (begin + 2 < end && d.text.compare(begin, 2, U"pp") == 0) {
    begin += 2;
    skip(d, begin, end, U". ");
  }
  if (begin >= end) return;
  std::u32string value;
  for (uint32_t i = begin; i < end; ++i) {
    const char32_t c = d.text[i];
    if (is_space(c)) continue;
    value.push_back(c == U'~' || (c == U'-' ) ? U'-' : c == U'、' ? U',' : c);
  }
  while (value.find(U"--") != std::u32string::npos) value.erase(value.find(U"--"), 1);
  d.add(RefField::pages, begin, end, to_utf8(value));
}

// place:publisher,year:pages with any of them missing; the year is the anchor.
void read_imprint(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  skip(d, begin, end, U".,:;");
  Span year{};
  uint32_t year_at = kNone;
  for (uint32_t i = begin; i < end; ++i)
    if (read_year(d, i, end, year)) {
      // A year inside the publisher's name (a number there) is not the last: take the last year before a page mark.
      year_at = i;
      uint32_t k = year.end;
      while (k < end && is_space(d.text[k])) ++k;
      if (k >= end || std::u32string_view(U":.,-年[(;").find(d.text[k]) != std::u32string_view::npos) break;
    }
  uint32_t left_end = year_at == kNone ? end : year_at;
  if (year_at != kNone) {
    Span date;
    std::string iso;
    uint32_t after = year.end;
    if (read_date(d, year_at, end, date, iso) && iso.size() == 10) {
      d.add(RefField::date, date.begin, date.end, iso);
      after = date.end;
    } else {
      d.add(RefField::year, year.begin, year.end, to_utf8(d.text.substr(year.begin, 4)));
    }
    while (left_end > begin && is_space_or(d.text[left_end - 1], U",.;:([c")) {
      if (d.text[left_end - 1] == U'c' && !(left_end >= 2 && is_space_or(d.text[left_end - 2], U",["))) break;
      --left_end;
    }
    uint32_t p = after;
    skip(d, p, end, U"年版])");
    if (p < end && (d.text[p] == U':' || d.text[p] == U'.' || d.text[p] == U',')) {
      uint32_t q = p + 1;
      skip(d, q, end, U"第");
      uint32_t stop = q;
      while (stop < end && !d.masked(stop) && d.text[stop] != U'[' && d.text[stop] != U'<') ++stop;
      uint32_t digits = 0;
      for (uint32_t i = q; i < stop; ++i) digits += is_ascii_digit(d.text[i]);
      if (digits > 0 && digits * 3 >= (stop - q)) read_pages(d, p, stop);
      else if (digits > 0 && d.text[p] == U':' ) read_pages(d, p, stop);
    }
  } else {
    // No year: a page may still end it: "蓝图(附录1):278".
    for (uint32_t i = end; i > begin; --i)
      if (d.text[i - 1] == U':' && !d.masked(i - 1)) {
        uint32_t k = i;
        while (k < end && (is_ascii_digit(d.text[k]) || d.text[k] == U'-' || is_space(d.text[k]))) ++k;
        uint32_t stop = k;
        skip(d, k, end, U".,<");
        if (stop > i && (k >= end || d.masked(k))) {
          read_pages(d, i - 1, stop);
          left_end = i - 1;
        }
        break;
      }
    const uint32_t mask = [&] {
      for (uint32_t i = begin; i < left_end; ++i)
        if (d.masked(i)) return i;
      return left_end;
    }();
    left_end = mask;
    while (left_end > begin && is_space_or(d.text[left_end - 1], U",.;:<")) --left_end;
  }
  uint32_t place = begin;
  uint32_t colon = kNone;
  for (uint32_t i = begin; i < left_end; ++i)
    if (d.text[i] == U':' && !d.masked(i)) {
      colon = i;
      if (i - begin > 40) colon = kNone;
      break;
    }
  // "北京;上海:", "Paris : Genève: Droz": the last colon within reach.
  if (colon != kNone) {
    d.add(RefField::place, place, colon);
    d.add(RefField::publisher, colon + 1, left_end);
  } else if (left_end > begin) {
    // "北京，中国社会科学出版社": a place of two or three Han and a comma.
    const uint32_t comma = d.find(U",", begin, left_end);
    if (comma != kNone && comma - begin <= 3 && is_han(d.text[begin])) {
      d.add(RefField::place, begin, comma);
      d.add(RefField::publisher, comma + 1, left_end);
    } else {
      d.add(RefField::publisher, begin, left_end);
    }
  }
}

void read_journal(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  skip(d, begin, end, U".,");
  uint32_t year_at = kNone;
  Span year{};
  for (uint32_t i = begin + 1; i < end; ++i) {
    if (!read_year(d, i, end, year)) continue;
    uint32_t k = i;
    while (k > begin && is_space(d.text[k - 1])) --k;
    if (k > begin && (std::u32string_view(U",.;:(").find(d.text[k - 1]) != std::u32string_view::npos || is_han(d.text[k - 1]))) {
      year_at = i;
      break;
    }
  }
  if (year_at == kNone) {
    const uint32_t stop = std::min(d.find(U",;:", begin, end), end);
    d.add(RefField::container, begin, stop);
    if (stop < end) {
      // "Journal, 31(2): 118-126" of author-year lists.
      uint32_t i = stop;
      skip(d, i, end, U",;: ");
      uint32_t v = i;
      while (v < end && (is_ascii_digit(d.text[v]) || is_latin_letter(d.text[v]))) ++v;
      if (v > i && v < end) d.add(RefField::volume, i, v);
      i = v;
      skip(d, i, end, U", ");
      if (i < end && d.text[i] == U'(') {
        const size_t close = d.text.find(U')', i);
        if (close < end) {
          d.add(RefField::issue, i + 1, static_cast<uint32_t>(close));
          i = static_cast<uint32_t>(close) + 1;
        }
      }
      if (i < end && (d.text[i] == U':' || d.text[i] == U',')) read_pages(d, i, end);
    }
    return;
  }
  uint32_t stop = year_at;
  while (stop > begin && is_space_or(d.text[stop - 1], U",.;:(")) --stop;
  d.add(RefField::container, begin, stop);
  Span date;
  std::string iso;
  uint32_t i = year.end;
  if (read_date(d, year_at, end, date, iso) && iso.size() == 10) {
    d.add(RefField::date, date.begin, date.end, iso);
    i = date.end;
  } else {
    d.add(RefField::year, year.begin, year.end, to_utf8(d.text.substr(year.begin, 4)));
  }
  skip(d, i, end, U",.;年)第 ");
  // Volume.
  uint32_t v = i;
  while (v < end && (is_ascii_digit(d.text[v]) || is_latin_letter(d.text[v]) || (d.text[v] == U'-' && v > i))) ++v;
  if (v > i && is_ascii_digit(d.text[v - 1])) {
    if (v < end && d.text[v] == U'期') {
      d.add(RefField::issue, i, v);
    } else {
      d.add(RefField::volume, i, v);
    }
    i = v;
    skip(d, i, end, U"卷期第, ");
  }
  if (i < end && d.text[i] == U'(') {
    const size_t close = d.text.find(U')', i);
    if (close != std::u32string::npos && close < end) {
      std::u32string value;
      for (uint32_t k = i + 1; k < close; ++k)
        if (!is_space(d.text[k]) && d.text[k] != U'第' && d.text[k] != U'期') value.push_back(d.text[k]);
      d.add(RefField::issue, i + 1, static_cast<uint32_t>(close), to_utf8(value));
      i = static_cast<uint32_t>(close) + 1;
    }
  }
  skip(d, i, end, U" ");
  if (i < end && std::u32string_view(U":,.").find(d.text[i]) != std::u32string_view::npos) {
    uint32_t q = i + 1, last = i + 1;
    while (q < end && !d.masked(q) && d.text[q] != U'[' && d.text[q] != U'<') ++q, last = q;
    uint32_t digits = 0;
    for (uint32_t k = i; k < last; ++k) digits += is_ascii_digit(d.text[k]);
    if (digits > 0) read_pages(d, i, last);
  }
}

namespace {

// The part behind the marks that tells when something was put up and looked at: (2014-05-20)[2015-01-08]
void read_electronic_dates(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i + 1 < end; ++i) {
    if ((d.text[i] != U'[' && d.text[i] != U'(') || d.masked(i)) continue;
    uint32_t k = i + 1;
    while (k < end && is_space(d.text[k])) ++k;
    Span date;
    std::string iso;
    if (!read_date(d, k, end, date, iso)) continue;
    uint32_t close = date.end;
    while (close < end && is_space(d.text[close])) ++close;
    if (close >= end || (d.text[close] != U']' && d.text[close] != U')')) continue;
    d.add(d.text[i] == U'[' ? RefField::accessed : RefField::date, date.begin, date.end, iso);
    d.masks.push_back({i, close + 1});
  }
}

// "陈郁,郭宇峰,李崇新,译." directly behind the mark.
uint32_t read_roles(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr std::u32string_view kWords[] = {U"译校", U"编译", U"校译", U"译", U"主编", U"编", U"校", U"注", U"整理", U"导读", U"点校", U"譯"};
  uint32_t i = begin;
  skip(d, i, end, U".,");
  uint32_t stop = kNone;
  for (uint32_t k = i; k < end && k - i < 60; ++k) {
    if (d.text[k] == U':' || d.masked(k)) break;
    if (d.text[k] == U'.' || (d.text[k] == U'/' && k + 1 < end && d.text[k + 1] == U'/')) {
      stop = k;
      break;
    }
  }
  if (stop == kNone || stop == i) return begin;
  const std::u32string_view segment = std::u32string_view(d.text).substr(i, stop - i);
  for (const std::u32string_view word : kWords) {
    if (!segment.ends_with(word) || segment.size() == word.size()) continue;
    const bool translated = word.find(U'译') != std::u32string_view::npos || word == U"譯";
    d.add(RefField::role, stop - static_cast<uint32_t>(word.size()), stop);
    read_names(d, translated ? RefField::translator : RefField::editor, i, stop - static_cast<uint32_t>(word.size()));
    return stop + (d.text[stop] == U'.' ? 1 : 0);
  }
  return begin;
}

uint32_t read_edition(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  uint32_t i = begin;
  skip(d, i, end, U".,");
  uint32_t stop = i;
  while (stop < end && stop - i < 16 && d.text[stop] != U'.' && d.text[stop] != U':' && d.text[stop] != U',') ++stop;
  if (stop >= end || d.text[stop] != U'.') return begin;
  const std::u32string_view segment = std::u32string_view(d.text).substr(i, stop - i);
  const bool edition = segment.ends_with(U"版") || segment.ends_with(U"修订本") || segment.ends_with(U"增订本") || segment.ends_with(U"影印本") || segment.ends_with(U"刻本") ||
                       segment.ends_with(U"点校本") || segment.ends_with(U" ed") || segment.ends_with(U"版本");
  if (!edition) return begin;
  std::u32string value;
  for (const char32_t c : segment)
    if (is_ascii_digit(c)) value.push_back(c);
  d.add(RefField::edition, i, stop, value.empty() ? to_utf8(segment) : to_utf8(value));
  return stop + 1;
}

// The host of a part: [names.]title[: part][mark]. imprint
void read_host(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  uint32_t i = begin;
  skip(d, i, end, U"./ ");
  for (const std::u32string_view word : {std::u32string_view(U"见:"), std::u32string_view(U"载:"), std::u32string_view(U"见"), std::u32string_view(U"载"), std::u32string_view(U"In:"), std::u32string_view(U"In ")})
    if (d.text.compare(i, word.size(), word) == 0) {
      i += static_cast<uint32_t>(word.size());
      skip(d, i, end, U": ");
      break;
    }
  // A second mark ends the host's title.
  TypeMark mark;
  uint32_t title_end = kNone, after = kNone;
  for (uint32_t k = i; k < end; ++k)
    if (!d.masked(k) && read_mark(d.text, k, mark)) {
      d.add(RefField::host_mark, mark.span.begin, mark.span.end, mark.letters);
      d.host_mark = mark.letters;
      title_end = k;
      after = mark.span.end;
      break;
    }
  const uint32_t limit = title_end == kNone ? end : title_end;
  uint32_t title = i;
  const uint32_t dot = end_of_names(d, i, limit);
  if (dot != kNone && dot + 1 < limit) {
    const std::u32string_view names = std::u32string_view(d.text).substr(i, dot - i);
    bool name_like = names.ends_with(U"编") || names.ends_with(U"等");
    // Without a mark the first dot may end the title: names are short runs of Han or Latin initials.
    uint32_t longest = 0, run = 0;
    for (const char32_t c : names) {
      run = is_han(c) ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    const bool more = title_end != kNone || d.find(U".", dot + 1, limit) != kNone;
    name_like |= longest <= 4 || split_name(names).corporate || names.find(U'·') != std::u32string_view::npos;
    if (more && name_like) {
      read_names(d, RefField::container_author, i, dot);
      title = dot + 1;
    }
  }
  if (title_end == kNone) {
    const uint32_t stop = d.find(U".", title, end);
    uint32_t cut = stop == kNone ? end : stop;
    if (stop == kNone) {
      const uint32_t comma = d.find(U",", title, end);
      if (comma != kNone) cut = comma;
    }
    title_end = after = cut;
  }
  while (title < title_end && is_space(d.text[title])) ++title;
  uint32_t stop = title_end;
  while (stop > title && is_space_or(d.text[stop - 1], U".")) --stop;
  d.add(RefField::container, title, stop);
  after = read_edition(d, after, end);
  if (d.host_mark == "N" || d.host_mark == "J") {
    read_journal(d, after, end);
    return;
  }
  read_imprint(d, after, end);
}

void read_newspaper(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  uint32_t i = begin;
  skip(d, i, end, U".,");
  Span date;
  std::string iso;
  for (uint32_t k = i + 1; k < end; ++k) {
    if (!read_date(d, k, end, date, iso)) continue;
    uint32_t stop = k;
    while (stop > i && is_space_or(d.text[stop - 1], U",.;:(")) --stop;
    d.add(RefField::container, i, stop);
    d.add(RefField::date, date.begin, date.end, iso);
    uint32_t p = date.end;
    skip(d, p, end, U" ,:");
    if (p < end && d.text[p] == U'(') {
      const size_t close = d.text.find(U')', p);
      if (close != std::u32string::npos && close <= end) {
        uint32_t b = p + 1, e = static_cast<uint32_t>(close);
        skip(d, b, e, U"第 ");
        while (e > b && (d.text[e - 1] == U'版' || is_space(d.text[e - 1]))) --e;
        d.add(RefField::pages, b, e, to_utf8(d.text.substr(b, e - b)));
      }
    } else if (p < end && is_ascii_digit(d.text[p])) {
      read_pages(d, p, end);
    }
    return;
  }
  read_journal(d, begin, end);
}

// site,date,address · (date)[accessed].address · site: title…
void read_web(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  uint32_t i = begin;
  skip(d, i, end, U".,");
  uint32_t stop = i;
  while (stop < end && !d.masked(stop) && d.text[stop] != U'<') ++stop;
  Span date;
  std::string iso;
  for (uint32_t k = i; k < stop; ++k) {
    if (!read_date(d, k, stop, date, iso)) continue;
    uint32_t site_end = k;
    // "新华社布鲁塞尔2017-12-05电": the date stands inside a note; the site ends at the comma before.
    const uint32_t comma = d.find(U",", i, k);
    if (comma != kNone) {
      d.add(RefField::container, i, comma);
      uint32_t note = comma + 1;
      skip(d, note, k, U" ,");
      if (note < k) d.add(RefField::note, note, k);
    } else {
      while (site_end > i && is_space_or(d.text[site_end - 1], U",.;:")) --site_end;
      if (site_end > i) d.add(RefField::container, i, site_end);
    }
    d.add(RefField::date, date.begin, date.end, iso);
    return;
  }
  while (stop > i && is_space_or(d.text[stop - 1], U",.;:<")) --stop;
  if (stop <= i) return;
  const uint32_t colon = d.find(U":", i, stop);
  Span year;
  bool has_year = false;
  for (uint32_t k = i; k < stop; ++k) has_year |= read_year(d, k, stop, year);
  if (has_year || colon != kNone) read_imprint(d, i, stop);
  else d.add(RefField::container, i, stop);
}

}  // namespace

void read_right(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  read_electronic_dates(d, begin, end);
  begin = read_roles(d, begin, end);
  begin = read_edition(d, begin, end);
  uint32_t i = begin;
  skip(d, i, end, U". ");
  const bool host = d.text.compare(i, 2, U"//") == 0;
  TypeMark second;
  bool has_second = false;
  for (uint32_t k = i; k < end && !has_second; ++k) has_second = !d.masked(k) && read_mark(d.text, k, second);
  if (host || (d.mark.letters == "A" && (has_second || d.text.compare(i, 1, U"见") == 0 || d.text.compare(i, 1, U"载") == 0))) {
    d.type = d.mark.letters == "C" ? RefType::conference_paper : RefType::chapter;
    read_host(d, i, end);
    return;
  }
  switch (d.type) {
    case RefType::journal: read_journal(d, begin, end); break;
    case RefType::newspaper: read_newspaper(d, begin, end); break;
    case RefType::webpage:
    case RefType::database:
    case RefType::preprint: read_web(d, begin, end); break;
    case RefType::other: {
      // [Z]: a part's title with a page, or an imprint.
      Span year;
      bool has_year = false;
      for (uint32_t k = i; k < end; ++k) has_year |= read_year(d, k, end, year);
      if (has_year) {
        read_imprint(d, begin, end);
      } else {
        uint32_t stop = i;
        while (stop < end && !d.masked(stop) && d.text[stop] != U'<') ++stop;
        uint32_t colon = stop;
        for (uint32_t k = i; k + 1 < stop; ++k)
          if (d.text[k] == U':' && is_ascii_digit(d.text[k + 1])) colon = k;
        if (colon < stop) read_pages(d, colon, stop);
        uint32_t last = colon;
        while (last > i && is_space_or(d.text[last - 1], U",.;:<")) --last;
        d.add(colon < stop ? RefField::part_title : RefField::publisher, i, last);
      }
      break;
    }
    case RefType::patent:
    case RefType::law: {
      Span date;
      std::string iso;
      for (uint32_t k = i; k < end; ++k)
        if (read_date(d, k, end, date, iso)) {
          d.add(RefField::date, date.begin, date.end, iso);
          return;
        }
      read_imprint(d, begin, end);
      break;
    }
    default: read_imprint(d, begin, end); break;
  }
}

}  // namespace jiaokan
