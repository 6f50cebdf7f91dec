// Entries without a type mark: which form it is, and the forms that dots and commas part: GB 7714-1987, APA, Vancouver, Chicago, MLA (specification 13).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

// The title's opening quotation mark when the entry is one of quoted titles; kNone.
uint32_t note_title(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr uint32_t kReach = 160;
  for (uint32_t i = begin; i < std::min(end, begin + kReach); ++i) {
    const char32_t c = d.text[i];
    if (d.masked(i)) return kNone;
    if (c == U'《' || c == U'〈') {
      // 《某某》编写组：《书名》: the first pair belongs to a body's name.
      const uint32_t close = closing_of(d, i, end);
      if (close != kNone && i == begin && close + 3 < end) {
        const std::u32string_view behind = d.slice(close + 1, std::min(end, close + 6));
        if (behind.starts_with(U"编写组") || behind.starts_with(U"课题组") || behind.starts_with(U"编辑部")) {
          i = close;
          continue;
        }
      }
      return i;
    }
    if (c == U'“' || c == U'「') {
      const uint32_t close = closing_of(d, i, end);
      if (close == kNone || !holds_han(d.slice(i, close))) return kNone;
      const uint32_t next = skip_signs(d, close + 1, end, U"");
      return next < end && among(d.text[next], U",.") ? i : kNone;
    }
  }
  return kNone;
}

// Names that a comma parts from the title: the longest run of names that something else follows.
bool names_by_comma(const ReferenceDraft& d, uint32_t begin, uint32_t end, NamesAhead& out) {
  constexpr uint32_t kReach = 300;
  bool found = false;
  uint32_t tried = 0;
  for (uint32_t i = begin; i < std::min(end, begin + kReach) && tried < 16; ++i) {
    if (d.masked(i) || among(d.text[i], U"“\"«?!")) break;
    if (d.text[i] != U',') continue;
    ++tried;
    NameList list = scan_names(d, begin, i);
    if (list.score < 1) {
      if (list.score < -4 && found) break;
      continue;
    }
    // Bare capitalised words are a name only once: the next such stretch is a title.
    const NamePiece& last = list.pieces.back();
    const bool title_between = found && std::any_of(list.pieces.begin() + static_cast<long>(std::min(out.list.pieces.size(), list.pieces.size())), list.pieces.end() - 1,
                                                    [&](const NamePiece& p) { return p.score < 3 && d.slice(p.name.begin, p.name.end).find(U' ') != std::u32string_view::npos; });
    if (title_between) continue;
    if (found && last.score < 3 && last.role.empty() && last.et_al.empty() && d.slice(out.end, i).find(U" and ") == std::u32string_view::npos && d.slice(out.end, i).find(U'&') == std::u32string_view::npos) continue;
    out.list = std::move(list);
    out.end = i;
    out.next = i + 1;
    found = true;
  }
  return found;
}

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
    if (word_begins && i > begin + 3 && (starts_with_word(d.slice(i, end), U"pages ") || starts_with_word(d.slice(i, end), U"pp. ") || starts_with_word(d.slice(i, end), U"p. ")) && d.find(U":", begin, i) == kNone) return true;
    if (word_begins && (starts_with_word(d.slice(i, end), U"vol.") || starts_with_word(d.slice(i, end), U"vol ") || (starts_with_word(d.slice(i, end), U"no.") && i + 4 < end && is_ascii_digit(d.text[skip_signs(d, i + 3, end, U"")])))) return true;
    if (among(c, U"期卷") && i > begin && is_ascii_digit(d.text[i - 1])) return true;
    // ", 129, 3226-3237" and ", 12: 19-20"
    if (is_ascii_digit(c) && i > begin && !is_ascii_digit(d.text[i - 1]) && !is_letter(d.text[i - 1])) {
      uint32_t k = i;
      while (k < end && is_ascii_digit(d.text[k])) ++k;
      if (k - i > 3) {
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
        const uint32_t digits = p;
        while (p < end && is_ascii_digit(d.text[p])) ++p;
        if (p > digits && p < end && among(d.text[p], U"-~")) return true;
        if (p > digits && d.text[sign] == U':') return true;
      }
      i = k - 1;
    }
  }
  return false;
}

// A journal's title, then numbers in any order: volume, issue, year, pages, each by its word, its sign or its place.
void read_western_journal(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  begin = skip_signs(d, begin, end, U".,:;");
  uint32_t numbers = end;
  for (uint32_t i = begin; i < end && numbers == end; ++i) {
    if (d.masked(i)) numbers = i;
    const bool word_begins = i == begin || !is_letter(d.text[i - 1]);
    const bool word = word_begins && i > begin && (starts_with_word(d.slice(i, end), U"vol.") || starts_with_word(d.slice(i, end), U"vol ") || starts_with_word(d.slice(i, end), U"volume ") || starts_with_word(d.slice(i, end), U"no.") || starts_with_word(d.slice(i, end), U"pp"));
    if (word || (is_ascii_digit(d.text[i]) && i > begin && !is_letter(d.text[i - 1])) || (d.text[i] == U'第' && i + 1 < end && is_ascii_digit(d.text[i + 1]))) numbers = i;
  }
  d.add(RefField::container, begin, trim_signs(d, begin, numbers, U",.;:([第"));
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
    if (!is_ascii_digit(d.text[i])) {
      // A word between numbers ("Supplement", "June"): passed over up to the next sign.
      uint32_t k = i;
      while (k < end && (is_letter(d.text[k]) || among(d.text[k], U"'&")) && !is_ascii_digit(d.text[k])) ++k;
      if (k < end && is_ascii_digit(d.text[k]) && k - i <= 2 && (page_word || colon || d.has(RefField::volume))) {
        while (k < end && (is_ascii_digit(d.text[k]) || is_letter(d.text[k]) || among(d.text[k], U"-~"))) ++k;
        if (!d.has(RefField::pages)) d.add(RefField::pages, i, k);
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
    const bool year_next = open + 1 < end && d.text[open] == U'(' && read_year(d, open + 1, end, bracketed);
    Span year;
    const bool is_year = read_year(d, i, end, year) && (k == year.end || k == year.end + 1 || (ranged && !d.has(RefField::year) && !page_word && !colon && !d.has(RefField::volume)));
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
    } else if (issue_word || (d.has(RefField::volume) && !d.has(RefField::issue) && (year_next && !ranged)) || (d.has(RefField::volume) && !d.has(RefField::issue) && signs < i && (among(d.text[i - 1], U"(") || (k < end && d.text[k] == U')') || d.text[signs] == U'.'))) {
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

bool announces_host(const ReferenceDraft& d, uint32_t at, uint32_t end) {
  for (const std::u32string_view word : {std::u32string_view(U"In:"), std::u32string_view(U"In "), std::u32string_view(U"in "), std::u32string_view(U"in:"), std::u32string_view(U"见:"), std::u32string_view(U"见 "), std::u32string_view(U"载:"), std::u32string_view(U"//")})
    if (at + word.size() <= end && d.text.compare(at, word.size(), word) == 0) return true;
  return false;
}

// The bracket behind a title: [学位论文], (标本, 卷 9), (博士学位论文), [Doctoral dissertation].
uint32_t read_title_note(ReferenceDraft& d, uint32_t at, uint32_t end) {
  at = skip_signs(d, at, end, U":");
  while (at < end && among(d.text[at], U"([") && !d.masked(at)) {
    const uint32_t close = closing_of(d, at, end);
    if (close == kNone) return at;
    const std::u32string_view inside = d.slice(at + 1, close);
    if (inside.find(U"论文") != std::u32string_view::npos || inside.find(U"issertation") != std::u32string_view::npos || inside.find(U"hesis") != std::u32string_view::npos) {
      d.type = RefType::thesis;
      d.add(RefField::genre, at + 1, close);
    } else {
      d.add(RefField::note, at + 1, close);
    }
    at = skip_signs(d, close + 1, end, U":");
  }
  return at;
}

// Edition, volume and editors in the bracket that APA puts behind a book's title: "(标点本, 卷 9)" "(2nd ed.)" "(王宁, 编)".
void read_bracket_items(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  const NameList names = scan_names(d, begin, end);
  if ((names.editors || names.translators) && names.score > 0) {
    add_names(d, names.translators ? RefField::translator : RefField::editor, names);
    return;
  }
  for (uint32_t at = begin; at < end;) {
    const uint32_t stop = std::min(d.find(U",;", at, end), end);
    const uint32_t from = skip_signs(d, at, stop, U"");
    std::string value;
    const uint32_t units = read_volume_words(d, from, stop, value);
    if (units > from) d.add(RefField::volume, from, units, value);
    else if (is_edition(d.slice(from, stop))) add_edition(d, from, stop);
    else if (starts_with_word(d.slice(from, stop), U"pp") || starts_with_word(d.slice(from, stop), U"p.") || starts_with_word(d.slice(from, stop), U"页")) read_pages(d, from, end);
    else if (const size_t no = d.slice(from, stop).find(U"No. "); no != std::u32string_view::npos) d.add(RefField::number, from + static_cast<uint32_t>(no) + 4, stop);
    else d.add(d.slice(from, stop).find(U"论文") != std::u32string_view::npos ? RefField::genre : RefField::note, from, stop);
    if (d.has(RefField::pages)) return;
    at = stop + 1;
  }
}

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

uint32_t title_end(const ReferenceDraft& d, uint32_t begin, uint32_t end, bool by_comma) {
  for (uint32_t i = begin; i < end; ++i) {
    const char32_t c = d.text[i];
    if (d.masked(i)) return i;
    if (c == U'(' && i > begin + 2 && is_bracketed_imprint(d, i, end)) return i;
    if (c == U'/' && i + 1 < end && d.text[i + 1] == U'/') return i;
    if (i <= begin + 2) continue;
    if (c == U'.' && (is_stop(d, i, begin, end) || (i + 2 < end && d.text[i + 1] == U'/' && d.text[i + 2] == U'/'))) return i;
    if ((c == U'?' || c == U'!') && i + 1 < end && is_space(d.text[i + 1])) return i + 1;
    if (by_comma && c == U',') {
      // The comma parts the title when what follows it is a source: a journal with numbers, an imprint, a host.
      const uint32_t next = skip_signs(d, i + 1, end, U"");
      if (next >= end || announces_host(d, next, end)) return i;
      const uint32_t comma = std::min(d.find(U",:", next, end), end);
      Span year;
      uint32_t number = skip_signs(d, std::min(comma + 1, end), end, U"pvol.");
      const uint32_t digits = number;
      while (number < end && is_ascii_digit(d.text[number])) ++number;
      const bool number_behind = number > digits && (number >= end || !is_letter(d.text[number]));
      const bool source = is_publisher(d.slice(next, comma)) || is_place(d.slice(next, comma)) || number_behind || (comma < end && d.text[comma] == U':' && comma - next < 24);
      if (source && is_capital(d.text[next])) return i;
      if (source && holds_han(d.slice(next, comma))) return i;
      if (read_year(d, next, end, year)) return i;
    }
  }
  return end;
}

enum class Title : uint8_t { bare, quoted };
void read_source(ReferenceDraft& d, uint32_t at, uint32_t end, Title quotes = Title::bare) {
  at = skip_signs(d, at, end, U".,;");
  if (at < end && d.text[at] == U'(' && is_bracketed_imprint(d, at, end)) {
    const uint32_t close = closing_of(d, at, end);
    d.type = quotes == Title::quoted ? RefType::chapter : RefType::book;
    read_imprint(d, at + 1, close);
    const uint32_t pages = skip_signs(d, close + 1, end, U",.:");
    if (pages < end && !d.masked(pages) && looks_like_pages(d, pages, end)) read_pages(d, pages, end);
    return;
  }
  uint32_t last = at;
  // Translators and editions, whatever stands before the source.
  for (int round = 0; round < 3; ++round) {
    last = at;
    at = read_edition(d, read_roles(d, at, end), end);
    at = skip_signs(d, at, end, U".,;");
    if (at == last) break;
  }
  if (at >= end || d.masked(at)) {
    if (d.type == RefType::other) d.type = d.has(RefField::url) ? RefType::webpage : RefType::other;
    return;
  }
  if (announces_host(d, at, end)) {
    d.type = RefType::chapter;
    // "In Journal, 12(3)" does not occur; pages may stand in a bracket: "(pp. 131-191)".
    uint32_t open = d.find(U"(", at, end);
    while (open != kNone) {
      const uint32_t close = closing_of(d, open, end);
      const uint32_t from = skip_signs(d, open + 1, end, U"");
      if (close != kNone && (starts_with_word(d.slice(from, close), U"pp") || starts_with_word(d.slice(from, close), U"页") || starts_with_word(d.slice(from, close), U"p."))) {
        read_pages(d, from, close);
        d.cover(open, close + 1);
        const uint32_t behind = skip_signs(d, close + 1, end, U".");
        const uint32_t title_stop = trim_signs(d, at, open, U",.");
        uint32_t i = at;
        while (i < title_stop && !is_space(d.text[i]) && d.text[i] != U':') ++i;
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
        return;
      }
      open = d.find(U"(", open + 1, end);
    }
    // "In Proceedings of …, pages 3801-3807, Dec 2006": the pages stand inside.
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
      while (from < title_stop && !is_space(d.text[from]) && !among(d.text[from], U":/")) ++from;
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
      return;
    }
    // "in A. Author ed., Title, (Publisher, 1981)"
    for (const std::u32string_view role : {std::u32string_view(U" ed., "), std::u32string_view(U" eds., "), std::u32string_view(U" (ed.), "), std::u32string_view(U" (eds.), ")}) {
      const size_t where = d.text.find(role, at);
      if (where == std::u32string::npos || where > at + 200 || where + role.size() >= end || d.text.compare(at, 2, U"//") == 0) continue;
      const uint32_t names = skip_signs(d, at + 2, end, U":"), title = static_cast<uint32_t>(where + role.size());
      const NameList list = scan_names(d, names, title - 2);
      if (list.score <= 0) continue;
      add_names(d, RefField::container_author, list);
      const uint32_t stop = std::min({title_end(d, title, end, true), d.find(U"(", title, end)});
      read_title(d, RefField::container, title, trim_signs(d, title, stop, U",."));
      read_imprint(d, skip_signs(d, stop, end, U"(,."), trim_signs(d, stop, end, U").,"));
      return;
    }
    read_host(d, at, end);
    return;
  }
  const std::u32string_view rest = d.slice(at, std::min(end, at + 40));
  if (rest.find(U"专利") != std::u32string_view::npos || rest.find(U"Patent") != std::u32string_view::npos) {
    d.type = RefType::patent;
    read_patent(d, at, end);
    return;
  }
  // "Doctoral dissertation, University of …", "博士学位论文, 学校"
  {
    const uint32_t stop = std::min(d.find(U",.", at, end), end);
    const std::u32string_view text = d.slice(at, stop);
    const size_t open = text.find(U'(');
    if (stop < end && text.size() < 48 && (text.find(U"issertation") != std::u32string_view::npos || text.find(U"hesis") != std::u32string_view::npos || text.find(U"论文") != std::u32string_view::npos) && !is_publisher(text.substr(0, open))) {
      d.type = RefType::thesis;
      d.add(RefField::genre, at, stop);
      read_imprint(d, stop, end);
      return;
    }
  }
  // "“Title.” Container. Ed. X. Place: Publisher, 2013. 1-12."
  if (quotes == Title::quoted && find_stop(d, at, end) != kNone && d.find(U":", at, end) != kNone && !has_locator_shape(d, at, std::min(end, imprint_begin(d, at, end)))) {
    const uint32_t place = d.find(U":", at, end);
    if (!is_ascii_digit(d.text[skip_signs(d, place + 1, end, U"pP.")]) && imprint_begin(d, at, end) > at && !d.masked(place)) {
      d.type = RefType::chapter;
      read_host(d, at, end);
      return;
    }
  }
  // A quoted title is that of a part: what follows is the journal or newspaper, unless it is an imprint.
  const uint32_t colon = d.find(U":", at, end);
  const bool part = quotes == Title::quoted && (colon == kNone || is_ascii_digit(d.text[skip_signs(d, colon + 1, end, U"pP.")]));
  if ((part || has_locator_shape(d, at, end)) && d.type != RefType::thesis) {
    d.type = RefType::journal;
    Span year;
    bool early_year = false;
    for (uint32_t i = at; i < end && !early_year; ++i) {
      if (d.masked(i)) break;
      if (is_ascii_digit(d.text[i])) {
        early_year = read_year(d, i, end, year) && !among(d.text[i - (i > at)], U"(");
        break;
      }
    }
    if (early_year || holds_han(d.slice(at, std::min(end, at + 6)))) read_journal(d, at, end);
    else read_western_journal(d, at, end);
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

// A title with what stands in brackets at its end, and the source behind it.
void read_titled(ReferenceDraft& d, uint32_t title, uint32_t stop, uint32_t source, uint32_t end) {
  // Brackets at the title's end.
  uint32_t shown = trim_signs(d, title, stop, U"");
  while (shown > title + 2 && among(d.text[shown - 1], U")]")) {
    const size_t bracket = d.text.rfind(d.text[shown - 1] == U')' ? U'(' : U'[', shown - 1);
    if (bracket == std::u32string::npos || bracket <= title + 1) break;
    const uint32_t from = static_cast<uint32_t>(bracket);
    const std::u32string_view inside = d.slice(from + 1, shown - 1);
    std::string value;
    const NameList people = scan_names(d, from + 1, shown - 1);
    const bool said = is_edition(inside) || read_volume_words(d, from + 1, shown - 1, value) > from + 1 || ((people.editors || people.translators) && people.score > 0) ||
                      inside.find(U"论文") != std::u32string_view::npos || inside.find(U"issertation") != std::u32string_view::npos || inside.find(U"ed.") != std::u32string_view::npos || inside.find(U"No. ") != std::u32string_view::npos || starts_with_word(inside, U"pp") || starts_with_word(inside, U"p.") || inside == U"编" || inside.starts_with(U"标点本");
    if (!said) break;
    if (inside.find(U"论文") != std::u32string_view::npos || inside.find(U"issertation") != std::u32string_view::npos) d.type = RefType::thesis;
    read_bracket_items(d, from + 1, shown - 1);
    shown = trim_signs(d, title, from, U":");
  }
  const RefType type = d.type;
  d.type = type == RefType::other ? RefType::book : type;
  if (shown == trim_signs(d, title, stop, U"")) read_title(d, RefField::title, title, shown);
  else d.add(RefField::title, title, shown);
  d.type = type;
  const uint32_t tail = read_title_note(d, skip_signs(d, source, end, U"."), end);
  read_source(d, tail, end);
  // "中国法学, 1, 144-164": Chinese journals that print one number print the issue.
  if (d.year_in_front && d.type == RefType::journal && !d.has(RefField::issue) && holds_han(d.slice(title, stop)))
    for (RefPart& part : d.parts)
      if (part.field == RefField::volume && part.span.size() <= 2 && d.slice(part.span.begin, part.span.end) <= U"24") part.field = RefField::issue;
  read_date_behind(d, tail, end);
}

}  // namespace

void read_unmarked(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; ++i)
    if (d.masked(i)) {
      read_bracketed_dates(d, i, end);
      break;
    }
  const uint32_t open = note_title(d, begin, end);
  if (open != kNone) {
    read_note_form(d, begin, end, open);
    return;
  }
  d.type = RefType::other;
  uint32_t title = begin;
  bool by_comma = false;
  NamesAhead names;
  const uint32_t quote = d.find(U"“\"«„", begin, end);
  if (read_names_and_year(d, begin, end, title)) {
    by_comma = title > begin && d.find(U".", title, end) == kNone;
  } else if (quote != kNone && quote - begin < 300 && scan_names(d, begin, trim_signs(d, begin, quote, U",.:")).score > 0) {
    read_names(d, RefField::author, begin, trim_signs(d, begin, quote, U",.:"));
    title = quote;
  } else if (names_ahead(d, begin, end, names) && names.list.score >= 1) {
    NamesAhead comma;
    const bool unsure = (names.list.pieces.size() > 2 && names.list.score < 4) || names.score < names.list.score || (names.list.pieces.size() > 1 && names.list.pieces.back().score < 3 && names.list.pieces.back().et_al.empty() && names.list.pieces.front().score == 3);
    const bool other = unsure && names_by_comma(d, begin, end, comma) && comma.list.score > names.score;
    const NamesAhead& best = other ? comma : names;
    add_names(d, RefField::author, best.list);
    title = best.next;
    by_comma = other;
  } else if (names_by_comma(d, begin, end, names)) {
    add_names(d, names.list.editors ? RefField::editor : RefField::author, names.list);
    title = names.next;
    by_comma = true;
  }
  if (title == begin && d.parts.size() < 3) {
    // "Title. (1986). Publisher": the year in brackets behind a title that no names precede.
    const uint32_t bracket = d.find(U"(", begin, end);
    for (uint32_t i = bracket; i != kNone && i < end; i = d.find(U"(", i + 1, end)) {
      Span year;
      const uint32_t close = closing_of(d, i, end);
      if (close == kNone || !read_year(d, skip_signs(d, i + 1, end, U""), close, year) || close - year.end > 12) continue;
      const uint32_t before = trim_signs(d, begin, i, U"."), behind = skip_signs(d, close + 1, end, U"");
      if (before == trim_signs(d, begin, i, U"") || (behind < end && d.text[behind] != U'.') || before <= begin + 1) continue;
      add_year(d, year);
      d.year_in_front = true;
      read_titled(d, begin, before, behind, end);
      return;
    }
  }
  title = skip_signs(d, title, end, U",:");
  if (title < end && among(d.text[title], U"“\"«„")) {
    const uint32_t close = closing_of(d, title, end);
    if (close != kNone) {
      d.add(RefField::title, title + 1, trim_signs(d, title + 1, close, U",."));
      read_source(d, close + 1, end, Title::quoted);
      read_date_behind(d, close, end);
      return;
    }
  }
  uint32_t stop = title_end(d, title, end, by_comma || d.year_in_front);
  read_titled(d, title, stop, stop, end);
}

}  // namespace jiaokan
