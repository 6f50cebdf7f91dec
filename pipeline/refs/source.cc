// The source of an entry without a mark: what stands behind its title is told by its shape (specification 11, 13).
#include <algorithm>

#include "lang/script.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

// "In A. Author & B. Author (Eds.), Title (pp. 1-2). Place: Publisher."
bool read_host_before_pages_in_bracket(ReferenceDraft& d, uint32_t at, uint32_t end) {
    uint32_t open = d.find(U"(", at, end);
  while (open != kNone) {
    const uint32_t close = closing_of(d, open, end);
    const uint32_t from = skip_signs(d, open + 1, end, U"");
    if (close != kNone && (starts_with_word(d.slice(from, close), U"pp") || starts_with_word(d.slice(from, close), U"页") || starts_with_word(d.slice(from, close), U"p.") || (looks_like_pages(d, from, close) && d.slice(from, close).find_first_of(U"-~") != std::u32string_view::npos))) {
      read_pages(d, from, close);
      d.cover(open, close + 1);
      const uint32_t behind = skip_signs(d, close + 1, end, U".");
      const uint32_t title_stop = trim_signs(d, at, open, U",.");
      uint32_t i = at;
      while (d.text[i] != U'P' && i < title_stop && !is_space(d.text[i]) && d.text[i] != U':') ++i;
      i = skip_signs(d, i, title_stop, U":");
      NamesAhead names;
      uint32_t title = i;
      // "In A. Author & B. Author (Eds.), Title (pp. 1-2). Place: Publisher."
      const uint32_t role = d.find(U"(", i, title_stop);
      const uint32_t role_close = role == kNone ? kNone : closing_of(d, role, title_stop);
      if (role_close != kNone) {
        const NameList list = scan_names(d, i, role_close + 1);
        if (list.editors && list.score > -6) {
          add_names(d, RefField::container_author, list);
          title = skip_signs(d, role_close + 1, title_stop, U",.");
        }
      }
      if (title == i && names_ahead(d, i, title_stop, names)) {
        add_names(d, RefField::container_author, names.list);
        title = names.next;
      }
      read_title(d, RefField::container, title, title_stop);
      read_imprint(d, behind, end);
      return true;
    }
    open = d.find(U"(", open + 1, end);
  }
  return false;
}

// "In Proceedings of …, pages 3801-3807, Dec 2006": the pages stand inside.
bool read_host_around_pages(ReferenceDraft& d, uint32_t at, uint32_t end) {
  for (uint32_t i = at + 4; i + 4 < end; ++i) {
    if (d.masked(i) || is_letter(d.text[i - 1]) || !(starts_with_word(d.slice(i, end), U"pages ") || starts_with_word(d.slice(i, end), U"pp.") || starts_with_word(d.slice(i, end), U"pp ") || starts_with_word(d.slice(i, end), U"p. "))) continue;
    uint32_t stop = i;
    while (stop < end && is_letter(d.text[stop])) ++stop;
    stop = skip_signs(d, stop, end, U".");
    const uint32_t digits = stop;
    while (stop < end && !d.masked(stop) && (is_ascii_digit(d.text[stop]) || among(d.text[stop], U"-~ "))) ++stop;
    if (digits == stop) continue;
    read_pages(d, i, stop);
    d.cover(i, stop);
    // The last element in front of the end: the year, and who published.
    const uint32_t behind = skip_signs(d, stop, end, U".,;");
    const uint32_t title_stop = trim_signs(d, at, i, U".,(");
    uint32_t from = at;
    while (d.text[from] != U'P' && from < title_stop && !is_space(d.text[from]) && !among(d.text[from], U":/")) ++from;
    from = skip_signs(d, from, title_stop, U":/");
    NamesAhead names;
    const uint32_t imprint = imprint_begin(d, from, title_stop);
    if (names_ahead(d, from, title_stop, names) && names.list.score >= 2) {
      add_names(d, RefField::container_author, names.list);
      from = names.next;
    }
    if (imprint > from + 3 && imprint < title_stop && (d.find(U":", imprint, title_stop) != kNone || is_publisher(d.slice(imprint, title_stop)))) {
      read_title(d, RefField::container, from, trim_signs(d, from, imprint, U".,"));
      read_imprint(d, imprint, title_stop);
    } else {
      read_title(d, RefField::container, from, title_stop);
    }
    if (behind < end) read_imprint(d, behind, end);
    return true;
  }
  return false;
}

// "in A. Author ed., Title, (Publisher, 1981)"
bool read_host_behind_editor(ReferenceDraft& d, uint32_t at, uint32_t end) {
  for (const std::u32string_view role : {U" ed., "sv, U" eds., "sv, U" (ed.), "sv, U" (eds.), "sv, U" (编), "sv, U" (主编), "sv, U", eds., "sv, U", editors, "sv, U", editor, "sv}) {
    const size_t where = d.text.find(role, at);
    if (where == std::u32string::npos || where > at + 200 || where + role.size() >= end || d.text.compare(at, 2, U"//") == 0) continue;
    const uint32_t names = skip_signs(d, at + 2, end, U":"), title = static_cast<uint32_t>(where + role.size());
    const NameList list = scan_names(d, names, title - 2);
    if (list.score <= 0) continue;
    add_names(d, RefField::container_author, list);
    const uint32_t stop = std::min({title_end(d, title, end, Commas::part), d.find(U"(", title, end)});
    read_title(d, RefField::container, title, trim_signs(d, title, stop, U",."));
    read_imprint(d, skip_signs(d, stop, end, U"(,."), trim_signs(d, stop, end, U").,"));
    return true;
  }
  return false;
}

// Behind a question a title may go on: a long stretch with words in small letters before its stop is no journal's name.
bool is_second_sentence(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  const uint32_t stop = find_stop(d, begin, end);
  if (stop == kNone || stop - begin < 30 || find_stop(d, stop, end) == kNone) return false;
  uint32_t small = 0;
  for (uint32_t i = begin + 1; i + 3 < stop; ++i)
    small += is_space(d.text[i - 1]) && d.text[i] >= U'a' && d.text[i] <= U'z' && is_letter(d.text[i + 1]) && is_letter(d.text[i + 2]) && is_letter(d.text[i + 3]);
  return small >= 3;
}

}  // namespace

// "(London: Routledge, 1992)", "(Columbia University Press, 1981)": an imprint in brackets.
bool is_bracketed_imprint(const ReferenceDraft& d, uint32_t open, uint32_t end) {
  const uint32_t close = closing_of(d, open, end);
  if (close == kNone || close - open < 8 || close - open > 90) return false;
  const uint32_t comma = d.find(U",", open, close);
  Span year;
  bool dated = false;
  for (uint32_t i = close - 4; i > open && i + 10 > close && !dated; --i) dated = read_year(d, i, close, year);
  if (!dated && !d.year_in_front) return false;
  return d.find(U":", open, close) != kNone || (comma != kNone && is_publisher(d.slice(open + 1, comma)));
}

bool announces_host(const ReferenceDraft& d, uint32_t at, uint32_t end) {
  for (const std::u32string_view word : {U"In:"sv, U"In "sv, U"in "sv, U"in:"sv, U"见:"sv, U"见 "sv, U"载:"sv, U"//"sv, U"Proceedings of"sv, U"Proc. "sv})
    if (at + word.size() <= end && d.text.compare(at, word.size(), word) == 0) return true;
  return false;
}

uint32_t title_end(const ReferenceDraft& d, uint32_t begin, uint32_t end, Commas commas) {
  for (uint32_t i = begin; i < end; ++i) {
    const char32_t c = d.text[i];
    if (d.masked(i)) return i;
    if (c == U'(' && i > begin + 2 && is_bracketed_imprint(d, i, end)) return i;
    if (c == U'/' && i + 1 < end && d.text[i + 1] == U'/') return i;
    if (i <= begin + 1) continue;
    if (c == U'.' && (is_stop(d, i, begin, end) || (i + 2 < end && d.text[i + 1] == U'/' && d.text[i + 2] == U'/'))) return i;
    if ((c == U'?' || c == U'!') && i + 2 < end && is_space(d.text[i + 1]) && !(is_latin_letter(d.text[i + 2]) && !is_capital(d.text[i + 2])) && !is_second_sentence(d, i + 2, end)) return i + 1;
    if (c == U',' && d.text.compare(i, 5, U", In:") == 0) return i;
    if (commas == Commas::part && c == U',') {
      // The comma parts the title when what follows it is a source: a journal with numbers, an imprint, a host.
      const uint32_t next = skip_signs(d, i + 1, end, U"");
      if (next >= end || announces_host(d, next, end)) return i;
      const uint32_t comma = std::min(d.find(U",:", next, end), end);
      Span year;
      uint32_t number = skip_signs(d, std::min(comma + 1, end), end, U"pvol.");
      const uint32_t digits = number;
      while (number < end && is_ascii_digit(d.text[number])) ++number;
      const bool number_behind = number > digits && (number >= end || !is_letter(d.text[number]));
      constexpr std::u32string_view kBy[] = {U"trans. ", U"translated by ", U"edited by ", U"ed. ", U"tr. ", U"eds. ", U"hrsg. ", U"herausgegeben ", U"hg. "};
      if (std::any_of(std::begin(kBy), std::end(kBy), [&](std::u32string_view w) { return starts_with_word(d.slice(next, end), w); })) return i;
      // "Symmetry 11 (2019)": the segment ends with its numbers.
      uint32_t tail = trim_signs(d, next, comma, U")0123456789期號号卷-");
      const bool numbers_inside = tail < comma && tail > next + 3 && is_ascii_digit(d.text[std::min(end - 1, skip_signs(d, tail, comma, U""))]) && is_letter(d.text[tail - 1]);
      if (find_stop(d, next, std::min(comma, tail)) != kNone) continue;   // a nearer stop ends the title
      if (numbers_inside && (is_capital(d.text[next]) || is_han(d.text[next])) && comma - tail > 5) return i;
      const bool source = is_publisher(d.slice(next, comma)) || is_place(d.slice(next, comma)) || number_behind || (comma < end && d.text[comma] == U':' && comma - next < 24 && find_stop(d, next, comma) == kNone && d.find(U"(", next, comma) == kNone);
      if (source && is_capital(d.text[next])) return i;
      if (source && holds_han(d.slice(next, comma))) return i;
      if (read_year(d, next, end, year) && (skip_signs(d, year.end, end, U"abc") >= end || among(d.text[year.end], U".,"))) return i;
    }
  }
  return end;
}

void read_source(ReferenceDraft& d, uint32_t at, uint32_t end, TitleForm form) {
  at = skip_signs(d, at, end, U".,;");
  if (at < end && d.text[at] == U'(' && is_bracketed_imprint(d, at, end)) {
    const uint32_t close = closing_of(d, at, end);
    d.type = form == TitleForm::quoted ? RefType::chapter : RefType::book;
    read_imprint(d, at + 1, close);
    const uint32_t pages = skip_signs(d, close + 1, end, U",.:");
    if (pages < end && !d.masked(pages) && looks_like_pages(d, pages, end)) read_pages(d, pages, end);
    return;
  }
  uint32_t last = at;
  // Translators and editions, whatever stands before the source.
  for (int round = 0; round < 3; ++round) {
    last = at;
    // "trans. by William Marsden, Place: Publisher": a comma ends these names.
    for (const std::u32string_view by : {U"trans. by "sv, U"translated by "sv, U"edited by "sv, U"ed. by "sv, U"hrsg. von "sv, U"hrsg. v. "sv, U"herausgegeben von "sv, U"hg. von "sv}) {
      if (!starts_with_word(d.slice(at, end), by)) continue;
      const uint32_t from = at + static_cast<uint32_t>(by.size()), comma = std::min({d.find(U",", from, end), find_stop(d, from, end), end});
      const NameList names = scan_names(d, from, comma);
      if (names.score <= 0 || comma >= end) continue;
      d.add(RefField::role, at, from);
      add_names(d, by[0] == U't' ? RefField::translator : RefField::editor, names);
      at = skip_signs(d, comma, end, U".,;");
    }
    // "Bd. I", "t. II" behind the title.
    std::string volume;
    if (const uint32_t units = read_volume_words(d, at, end, volume); units > at && is_latin_letter(d.text[at]) && !d.has(RefField::volume) && !has_locator_shape(d, at, end)) {
      d.add(RefField::volume, at, units, volume);
      at = skip_signs(d, units, end, U".,;");
    }
    at = read_edition(d, read_roles(d, at, end), end);
    at = skip_signs(d, at, end, U".,;");
    if (at == last) break;
  }
  if (at >= end || d.masked(at)) {
    if (d.type == RefType::other) d.type = d.has(RefField::url) ? RefType::webpage : RefType::other;
    return;
  }
  const bool proceedings_volume = d.text[at] == U'P' && announces_host(d, at, end) && (d.slice(at, end).find(U", Vol"sv) != std::u32string_view::npos || d.slice(at, end).find(U", vol"sv) != std::u32string_view::npos);
  if (announces_host(d, at, end) && !proceedings_volume) {
    d.type = RefType::chapter;
    const uint32_t colon = d.find(U":", at + 3, end);
    if (d.text.compare(at, 3, U"In:") == 0 && has_locator_shape(d, at + 3, end) && (colon == kNone || is_ascii_digit(d.text[skip_signs(d, colon + 1, end, U"pP.")])) && d.find(U"(", at, end) == kNone) {
      d.type = RefType::journal;
      read_western_journal(d, at + 3, end);
      return;
    }
    if (read_host_before_pages_in_bracket(d, at, end) || read_host_around_pages(d, at, end) || read_host_behind_editor(d, at, end)) return;
    read_host(d, at, end);
    return;
  }
  const std::u32string_view rest = d.slice(at, std::min(end, at + 40));
  if (rest.find(U"专利"sv) != std::u32string_view::npos || rest.find(U"Patent"sv) != std::u32string_view::npos) {
    d.type = RefType::patent;
    read_patent(d, at, end);
    return;
  }
  // "中国, CN218214474U. 2023.1.3"
  {
    const uint32_t comma = d.find(U",", at, end), stop = find_stop(d, at, end);
    if (comma != kNone && stop != kNone && comma < stop && is_place(d.slice(at, comma)) && is_code(d.slice(skip_signs(d, comma + 1, stop, U""), stop))) {
      d.type = RefType::patent;
      read_patent(d, at, end);
      return;
    }
  }
  // "Technical report, 2013", "Preprint, 2013"
  for (const std::u32string_view word : {U"technical report"sv, U"preprint"sv, U"working paper"sv, U"unpublished manuscript"sv, U"mimeo"sv}) {
    const uint32_t stop = at + static_cast<uint32_t>(word.size());
    if (!starts_with_word(d.slice(at, end), word) || (stop < end && !among(d.text[stop], U",."))) continue;
    d.type = RefType::report;
    d.add(RefField::genre, at, stop);
    read_imprint(d, stop, end);
    return;
  }
  // "Doctoral dissertation, University of …", "博士学位论文, 学校"
  {
    const uint32_t stop = std::min({d.find(U",", at, end), find_stop(d, at + 5, end), end});   // "Ph.D. thesis" holds dots
    const std::u32string_view text = d.slice(at, stop);
    const size_t open = text.find(U'(');
    if (stop < end && text.size() < 48 && (text.find(U"issertation"sv) != std::u32string_view::npos || text.find(U"hesis"sv) != std::u32string_view::npos || text.find(U"论文"sv) != std::u32string_view::npos) && !is_publisher(text.substr(0, open))) {
      d.type = RefType::thesis;
      d.add(RefField::genre, at, stop);
      read_imprint(d, stop, end);
      return;
    }
  }
  // "“Title.” Container. Ed. X. Place: Publisher, 2013. 1-12."
  if (form == TitleForm::quoted && find_stop(d, at, end) != kNone && d.find(U":", at, end) != kNone && !has_locator_shape(d, at, std::min(end, imprint_begin(d, at, end)))) {
    const uint32_t place = d.find(U":", at, end);
    if (!is_ascii_digit(d.text[skip_signs(d, place + 1, end, U"pP.")]) && imprint_begin(d, at, end) > at && !d.masked(place)) {
      d.type = RefType::chapter;
      read_host(d, at, end);
      return;
    }
  }
  // A quoted title is that of a part: what follows is the journal or newspaper, unless it is an imprint.
  const uint32_t colon = d.find(U":", at, end);
  const bool part = form == TitleForm::quoted && (colon == kNone || is_ascii_digit(d.text[skip_signs(d, colon + 1, end, U"pP.")]));
  if ((part || has_locator_shape(d, at, end)) && d.type != RefType::thesis) {
    d.type = RefType::journal;
    Span year;
    bool early_year = false;
    for (uint32_t i = at; i < end && !early_year; ++i) {
      if (d.masked(i)) break;
      if (is_ascii_digit(d.text[i])) {
        early_year = read_year(d, i, end, year) && d.find(U"(", at, i) == kNone;
        break;
      }
    }
    if (early_year) read_journal(d, at, end);
    else read_western_journal(d, at, end);
    return;
  }
  // A journal's name and nothing more: in print.
  constexpr std::u32string_view kJournalEnds[] = {U"学报", U"學報", U"杂志", U"學刊", U"学刊", U"通报", U"月刊", U"季刊", U"评论", U"Journal", U"Sinica", U"Review", U"Letters"};
  const std::u32string_view whole = d.slice(at, trim_signs(d, at, end, U".,"));
  // "Journal of …, in press"
  for (const std::u32string_view word : {U", in press"sv, U", submitted"sv, U", forthcoming"sv, U", to appear"sv, U", 待刊"sv, U", 印刷中"sv}) {
    if (whole.size() <= word.size() || !starts_with_word(whole.substr(whole.size() - word.size()), word)) continue;
    d.type = RefType::journal;
    d.add(RefField::container, at, at + static_cast<uint32_t>(whole.size() - word.size()));
    return;
  }
  uint32_t before_address = at;
  while (before_address < end && !d.masked(before_address)) ++before_address;
  const std::u32string_view bare = d.slice(at, trim_signs(d, at, before_address, U".,"));
  if (before_address < end && d.year_in_front && !bare.empty() && bare.size() < 90 && !is_publisher(bare) && !is_place(bare) && is_capital(bare[0]) &&
      std::none_of(bare.begin(), bare.end(), [](char32_t c) { return is_ascii_digit(c) || among(c, U":,("); })) {
    d.type = RefType::journal;
    d.add(RefField::container, at, before_address);
    return;
  }
  if (std::none_of(whole.begin(), whole.end(), [](char32_t c) { return is_ascii_digit(c) || among(c, U":,"); }) &&
      std::any_of(std::begin(kJournalEnds), std::end(kJournalEnds), [&](std::u32string_view w) { return whole.ends_with(w); })) {
    d.type = RefType::journal;
    d.add(RefField::container, at, end);
    return;
  }
  if (d.type == RefType::other) d.type = RefType::book;
  // "中国机电日报, 2002-04-20": a newspaper says the day.
  Span date;
  std::string iso;
  const uint32_t comma = d.find(U",", at, end);
  if (comma != kNone && d.find(U":", at, comma) == kNone && read_date(d, skip_signs(d, comma + 1, end, U""), end, date, iso) && iso.size() == 10 && !is_publisher(d.slice(at, comma))) {
    d.type = RefType::newspaper;
    read_newspaper(d, at, end);
    return;
  }
  read_imprint(d, at, end);
}

}  // namespace jiaokan
