// Entries that print no title: behind the names stands the journal with its volume, page and year, or the number of an e-print (specification 13).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

bool is_code_sign(char32_t c) { return is_ascii_digit(c) || is_latin_letter(c) || among(c, U".-/:"); }

// Where the number of an e-print ends that begins at i: "arXiv:0811.0230", "astro-ph/9911040", "math.GT/0309136"; 0: none does.
uint32_t end_of_eprint(const ReferenceDraft& d, uint32_t i, uint32_t end) {
  constexpr uint32_t kFewestDigits = 7;
  uint32_t stop = i, digits = 0, strokes = 0;
  while (stop < end && !d.masked(stop) && is_code_sign(d.text[stop])) digits += is_ascii_digit(d.text[stop]), strokes += d.text[stop] == U'/', ++stop;
  while (stop > i && among(d.text[stop - 1], U".-/:")) --stop;
  if (starts_with_word(d.slice(i, stop), U"arxiv:")) return digits >= kFewestDigits ? stop : 0;
  // An archive's name in small letters, a stroke, seven digits.
  uint32_t k = i;
  while (k < stop && (is_latin_letter(d.text[k]) || among(d.text[k], U"-."))) ++k;
  const bool archive = k > i + 1 && k < stop && d.text[k] == U'/' && d.text[i] >= U'a' && d.text[i] <= U'z' && strokes == 1;
  return archive && stop - k - 1 == kFewestDigits && digits == kFewestDigits ? stop : 0;
}

// Letters that stand for words, or one word: "Phys. Rev. D", "JCAP", "Nature".
bool is_short_title(std::u32string_view text) {
  constexpr size_t kLongest = 48;
  if (text.size() < 2 || text.size() > kLongest || !is_capital(text[0]) || text.find_first_of(U":;()[]\"“”?") != std::u32string_view::npos) return false;
  bool dots = false, small = false, spaces = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (is_ascii_digit(text[i]) || !(is_letter(text[i]) || is_space(text[i]) || among(text[i], U".&'-"))) return false;
    dots |= text[i] == U'.' && is_letter(text[i - 1]);
    small |= is_letter(text[i]) && !is_capital(text[i]);
    spaces |= is_space(text[i]);
  }
  return dots || !small || !spaces;
}

// The volume, issue and page before a year in brackets: "61, 043001", "94, no. 4, 041702", "B745, 97".
struct Locator {
  Span volume, issue, pages;
};
bool read_locator_before(const ReferenceDraft& d, uint32_t begin, uint32_t bracket, Locator& out) {
  constexpr uint32_t kLongestPage = 12, kLongestVolume = 4;
  uint32_t stop = trim_signs(d, begin, bracket, U","), at = stop;
  while (at > begin && (is_ascii_digit(d.text[at - 1]) || is_latin_letter(d.text[at - 1]) || d.text[at - 1] == U'-')) --at;
  if (at == stop || stop - at > kLongestPage || std::none_of(d.text.begin() + at, d.text.begin() + stop, is_ascii_digit)) return false;
  out.pages = {at, stop};
  uint32_t before = trim_signs(d, begin, at, U",");
  if (before == at) return false;
  stop = at = before;
  while (at > begin && is_ascii_digit(d.text[at - 1])) --at;
  const uint32_t word = trim_signs(d, begin, at, U".");
  if (at < stop && word >= begin + 2 && starts_with_word(d.slice(word - 2, word), U"no")) {
    out.issue = {at, stop};
    stop = at = trim_signs(d, begin, word - 2, U",");
    while (at > begin && is_ascii_digit(d.text[at - 1])) --at;
  }
  out.volume = {at, stop};
  return at < stop && stop - at <= kLongestVolume;
}

// Words that begin with a capital, with small words of names and "and", which a scan runs into its neighbours: "F. P. Huang andC. S. Li".
bool is_capitalised(std::u32string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (!is_letter(text[i]) || (i > 0 && (is_letter(text[i - 1]) || !is_space(text[i - 1])))) continue;
    size_t end = i;
    while (end < text.size() && is_letter(text[end])) ++end;
    const std::u32string_view word = text.substr(i, end - i);
    const bool joins = word.starts_with(U"and") && (word.size() == 3 || is_capital(word[3]));
    if (!is_capital(word[0]) && !joins && !is_name_particle(word) && word != U"et" && word != U"al") return false;
  }
  return true;
}

// All of it names, one with an initial; "[Marsh Collaboration]" behind them is one too.
bool read_all_names(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  uint32_t open = end;
  if (end > begin && d.text[end - 1] == U']')
    while (open > begin && d.text[open - 1] != U'[') --open;
  const NameList names = scan_names(d, begin, open < end ? trim_signs(d, begin, open - 1, U",") : end);
  bool initial = false;
  for (const NamePiece& piece : names.pieces) {
    const std::u32string_view name = d.slice(piece.name.begin, piece.name.end);
    if (piece.score < 0 && !is_capitalised(name)) return false;
    initial |= piece.score == 3 || name.find(U'.') != std::u32string_view::npos;
  }
  if (!initial) return false;
  add_names(d, RefField::author, names);
  if (open < end) read_names(d, RefField::author, open, end - 1);
  return true;
}

}  // namespace

void mask_eprints(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i + 8 < end; ++i) {
    if (d.masked(i) || !is_latin_letter(d.text[i]) || (i > begin && is_code_sign(d.text[i - 1]) && d.text[i - 1] != U'.')) continue;
    const uint32_t stop = end_of_eprint(d, i, end);
    if (stop == 0) continue;
    if (!d.has(RefField::number)) d.add(RefField::number, i, stop);
    // With its brackets and the archive's name behind it: "[arXiv:1303.7121 [astro-ph.CO]]".
    uint32_t from = trim_signs(d, begin, i, U""), to = skip_signs(d, stop, end, U"");
    if (to < end && d.text[to] == U'[')
      while (to < end && d.text[to] != U']') ++to;
    while (to < end && among(d.text[to], U"]l ")) ++to;   // a second bracket may be misread
    if (from > begin && d.text[from - 1] == U'[') --from;
    else from = i;
    d.cover(from, std::max(stop, trim_signs(d, stop, to, U"")));
    i = to;
  }
}

bool read_letters_form(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  if (begin >= end || !is_capital(d.text[begin])) return false;
  uint32_t source = begin;
  while (source < end && !d.masked(source)) ++source;
  for (const uint32_t open : d.landmarks.opens) {
    if (open <= begin || open >= source || d.text[open] != U'(') continue;
    const uint32_t close = closing_of(d, open, end);
    Span year;
    Locator found;
    if (close == kNone || close - open > 7 || !read_year(d, skip_signs(d, open + 1, close, U""), close, year) || !read_locator_before(d, begin, open, found)) continue;
    uint32_t title = found.volume.begin;
    while (title > begin && !among(d.text[title - 1], U",;")) --title;
    const uint32_t from = skip_signs(d, title, found.volume.begin, U""), stop = trim_signs(d, from, found.volume.begin, U"");
    if (title == begin || holds_han(d.slice(begin, close)) || !is_short_title(d.slice(from, stop)) || !read_all_names(d, begin, trim_signs(d, begin, title, U",;"))) return false;
    d.type = RefType::journal;
    d.add(RefField::container, from, stop);
    d.add(RefField::volume, found.volume.begin, found.volume.end);
    if (!found.issue.empty()) d.add(RefField::issue, found.issue.begin, found.issue.end);
    read_pages(d, found.pages.begin, found.pages.end);
    add_year(d, year);
    return true;
  }
  // "A. Lowe, arXiv:1508.01247 [astro-ph.CO]": nothing but its number.
  const bool eprint = source < end && d.has(RefField::number) && std::all_of(d.mask.begin() + source, d.mask.begin() + end, [](char m) { return m != 0; });
  const uint32_t stop = trim_signs(d, begin, source, U",;");
  if (!eprint || stop == begin || holds_han(d.slice(begin, stop)) || !read_all_names(d, begin, stop)) return false;
  d.type = RefType::preprint;
  return true;
}

// "ApJ, 564, 683" · "Spectroscopy Europe, 2014, 26, 14-19": behind the names a journal at once, its volume and pages; no title is printed.
bool read_untitled_journal(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr uint32_t kLongest = 40, kWords = 4;
  const uint32_t comma = d.find(U",", begin, end);
  if (comma == kNone || comma - begin > kLongest || comma < begin + 2 || !is_capital(d.text[begin]) || holds_han(d.slice(begin, comma))) return false;
  const std::u32string_view name = d.slice(begin, comma);
  if (std::count_if(name.begin(), name.end(), is_space) >= kWords || name.find_first_of(U".:;(“\"") != std::u32string_view::npos || std::any_of(name.begin(), name.end(), is_ascii_digit)) return false;
  uint32_t at = skip_signs(d, comma + 1, end, U"");
  Span year{};
  if (!d.year_in_front) {
    if (!read_year(d, at, end, year) || year.end >= end || d.text[year.end] != U',') return false;
    at = skip_signs(d, year.end + 1, end, U"");
  }
  const uint32_t volume = at;
  while (at < end && is_ascii_digit(d.text[at])) ++at;
  if (at == volume || at - volume > 4 || at >= end || d.text[at] != U',') return false;
  const uint32_t pages = skip_signs(d, at + 1, end, U"");
  if (!looks_like_pages(d, pages, end)) return false;
  d.type = RefType::journal;
  d.add(RefField::container, begin, comma);
  if (!year.empty()) add_year(d, year);
  d.add(RefField::volume, volume, at);
  read_pages(d, pages, end);
  return true;
}

}  // namespace jiaokan
