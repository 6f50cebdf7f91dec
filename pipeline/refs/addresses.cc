// Addresses, identifiers and bracketed dates: read first and masked, so that their dots and commas part nothing (specification 9).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

// Where an address goes on behind a space that a line end or the printer put in: only what cannot be a word may follow.
bool goes_on(const ReferenceDraft& d, uint32_t end, uint32_t next) {
  const char32_t last = d.text[end - 1];
  uint32_t k = next, signs = 0;
  while (k < d.text.size() && d.raw[k] < 0x80 && !is_space(d.text[k]) && !among(d.text[k], U"[<>")) signs += among(d.text[k], U"/=?&%_"), ++k;
  if (k == next) return false;
  // A piece that begins a new element (a DOI, a date, a capital after a dot) is none.
  const std::u32string_view piece = d.slice(next, k);
  if (starts_with_word(piece, U"doi") || starts_with_word(piece, U"http") || starts_with_word(piece, U"cstr") || (starts_with_word(piece, U"10.") && last != U'/')) return false;
  if (among(last, U"/?=&-_%")) return !among(d.text[next], U"(") && !(last == U'.' && is_capital(d.text[next]));
  if (last == U'.' && d.text[next] >= U'a' && d.text[next] <= U'z' && piece.find(U'/') != std::u32string_view::npos && piece.find(U'/') < 8) return true;   // "dx.doi. org/10"
  return last != U'.' && last != U',' && last != U';' && signs >= 1 && (piece.find(U'.') != std::u32string_view::npos || signs >= 2);
}

uint32_t end_of_address(const ReferenceDraft& d, uint32_t begin, RefField field) {
  uint32_t k = begin;
  const uint32_t size = static_cast<uint32_t>(d.text.size());
  bool bracket = false;
  while (k < size) {
    const char32_t c = d.text[k];
    if (c < 0x80 && d.raw[k] < 0x80 && (is_ascii_digit(c) || is_latin_letter(c) || among(c, U"/-_=&%?"))) {
      ++k;
      continue;
    }
    if (is_space(c)) {
      uint32_t next = k;
      while (next < size && is_space(d.text[next])) ++next;
      if (field != RefField::url || next >= size || !goes_on(d, k, next)) break;
      k = next;
      continue;
    }
    if (is_cjk(d.raw[k]) && !among(d.raw[k], U"：／．？＝＆％－＿")) break;
    if (is_cjk(d.raw[k]) && (k + 1 >= size || d.text[k + 1] >= 0x80 || is_space(d.text[k + 1]))) break;
    if (among(c, U"<>“”《》\"")) break;
    if (c == U'.' && (starts_with_word(d.slice(k + 1, size), U"doi:") || starts_with_word(d.slice(k + 1, size), U"cstr:") || starts_with_word(d.slice(k + 1, size), U"http"))) break;
    if ((c == U',' || c == U';') && (k + 1 >= size || is_space(d.text[k + 1]) || is_cjk(d.raw[k]))) break;
    if (c == U'[' && field == RefField::doi && k + 1 < size && is_latin_letter(d.text[k + 1])) break;   // 10.1103/PhysRevD.92.075014[arXiv:1507.08168]
    if (c == U'[') bracket = true;
    if (c == U']' && !bracket) break;
    if (c == U'[' && k + 1 < size && is_ascii_digit(d.text[k + 1])) {
      Span date;
      std::string iso;
      TypeMark mark;
      if (read_date(d, k + 1, size, date, iso)) break;
    }
    TypeMark mark;
    if (c == U'[' && read_mark(d.text, k, mark)) break;
    ++k;
  }
  while (k > begin && among(d.text[k - 1], U".,;:")) --k;
  // A bracket that was opened outside.
  const auto closes_more = [&] { return std::count(d.text.begin() + begin, d.text.begin() + k, U')') > std::count(d.text.begin() + begin, d.text.begin() + k, U'('); };
  while (k > begin && d.text[k - 1] == U')' && closes_more()) --k;
  while (k > begin && among(d.text[k - 1], U".,;")) --k;
  return k;
}

std::string without_spaces(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (!is_space(c)) out.push_back(c);
  return to_utf8(out);
}

}  // namespace

void mask_addresses(ReferenceDraft& d) {
  const uint32_t size = static_cast<uint32_t>(d.text.size());
  uint32_t read = 0;   // what stands before is read
  for (const uint32_t i : d.landmarks.addresses) {
    if (i < read) continue;
    const char32_t c = d.text[i] | 0x20;
    if (c == U'i' && (starts_with_word(d.slice(i, size), U"isbn") || starts_with_word(d.slice(i, size), U"issn"))) {
      uint32_t k = skip_signs(d, i + 4, size, U":");
      while (k < size && (is_digit(d.text[k]) || d.text[k] == U'-' || d.text[k] == U'X')) ++k;
      if (k > i + 10) {
        d.add(RefField::note, i, k);
        d.cover(i, k);
        read = k + 1;
      }
      continue;
    }
    if (i > 0 && (is_latin_letter(d.text[i - 1]) || is_digit(d.text[i - 1]))) continue;
    const std::u32string_view rest = d.slice(i, size);
    const bool web = starts_with_word(rest, U"http:") || starts_with_word(rest, U"https:") || starts_with_word(rest, U"ftp:") || starts_with_word(rest, U"www.");
    const bool doi_word = starts_with_word(rest, U"doi"), cstr = starts_with_word(rest, U"cstr:");
    const bool bare_doi = starts_with_word(rest, U"10.") && !(i > 0 && d.text[i - 1] == U'.');
    if (!web && !doi_word && !cstr && !bare_doi) continue;
    uint32_t begin = i;
    RefField field = RefField::url;
    if (doi_word || cstr) {
      begin = skip_signs(d, i + (cstr ? 5 : 3), size, U":");
      field = cstr ? RefField::cstr : RefField::doi;
      // doi.org/10.… and DOI:https://doi.org/10.… say the identifier behind the address; "10/abcd" is the short form.
      const uint32_t end = end_of_address(d, begin, RefField::doi);
      const size_t at = d.text.find(U"10.", begin);
      if (!cstr && starts_with_word(d.slice(begin, size), U"http")) field = RefField::url;
      else if (!cstr && at < end && at != begin) begin = static_cast<uint32_t>(at);
      if (!cstr && field == RefField::doi && !starts_with_word(d.slice(begin, size), U"10.") && !starts_with_word(d.slice(begin, size), U"10/")) continue;
    }
    if (bare_doi) {
      uint32_t digits = i + 3;
      while (digits < size && is_ascii_digit(d.text[digits])) ++digits;
      if (digits - i < 7 || digits >= size || d.text[digits] != U'/') continue;
      field = RefField::doi;
    }
    const uint32_t end = end_of_address(d, begin, field);
    if (end <= begin + 4) continue;
    d.add(field, begin, end, without_spaces(d.slice(begin, end)));
    // "Available at", "Retrieved from": what announces the address goes with it.
    uint32_t from = trim_signs(d, 0, i, U":,");
    for (const std::u32string_view word : {U"available at"sv, U"available from"sv, U"available online"sv, U"retrieved from"sv, U"accessed at"sv, U"url"sv})
      if (from >= word.size() && starts_with_word(d.slice(from - static_cast<uint32_t>(word.size()), from), word)) {
        d.cover(from - static_cast<uint32_t>(word.size()), i);
        break;
      }
    d.cover(i, end);
    read = end + 1;
  }
}

void read_bracketed_dates(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  uint32_t read = begin;   // what stands before is read
  for (const uint32_t i : d.landmarks.opens) {
    if (i < read || i + 1 >= end || d.masked(i)) continue;
    const uint32_t k = skip_signs(d, i + 1, end, U"");
    Span date;
    std::string iso;
    if (d.text[i] == U'[' && read_year(d, k, end, date)) {
      // "[2025]. address": when it was looked at, as far as is known.
      const uint32_t close = skip_signs(d, date.end, end, U"");
      const uint32_t next = close < end && d.text[close] == U']' ? skip_signs(d, close + 1, end, U".") : end;
      if (next < end && d.masked(next)) {
        d.add(RefField::accessed, date.begin, date.end, to_utf8(d.slice(date.begin, date.end)));
        d.cover(i, close + 1);
        read = close + 1;
        continue;
      }
    }
    if (!read_date(d, k, end, date, iso)) continue;
    const uint32_t close = skip_signs(d, date.end, end, U"");
    if (close >= end || (d.text[close] != U']' && d.text[close] != U')')) continue;
    // In square brackets, or behind the address, a date is that of the visit.
    const bool behind = std::any_of(d.parts.begin(), d.parts.end(), [&](const RefPart& p) { return p.field == RefField::url && p.span.end <= i; });
    d.add(d.text[i] == U'[' || (behind && !d.has(RefField::accessed)) ? RefField::accessed : RefField::date, date.begin, date.end, iso);
    d.cover(i, close + 1);
    read = close + 1;
  }
}

}  // namespace jiaokan
