// Names and title: what stands before the type mark (specification 4, 5).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kRoles[] = {U"主编", U"编著", U"编译", U"编辑", U"总编", U"整理", U"点校", U"校注", U"口述", U"编", U"著", U"撰", U"辑", U"译", U"等译", U"等编", U"等著", U"编写", U"選編", U"选编", U"主編", U"編"};

bool is_middle_dot(char32_t c) { return std::u32string_view(U"·•・‧∙⋅").find(c) != std::u32string_view::npos; }

// The dot behind an initial (A. J.-L. H.A.) that more names follow.
bool is_initial_dot(const ReferenceDraft& d, uint32_t i, uint32_t begin, uint32_t end) {
  if (i == begin || !(d.text[i - 1] >= U'A' && d.text[i - 1] <= U'Z')) return false;
  if (i >= begin + 2 && is_latin_letter(d.text[i - 2])) return false;
  uint32_t k = i + 1;
  while (k < end && is_space(d.text[k])) ++k;
  if (k >= end) return false;
  const char32_t c = d.text[k];
  if (c == U',' || c == U'-' || c == U'&' || c == U';' || c == U'.') return true;
  if (c >= U'A' && c <= U'Z') {
    // "J. A." goes on; "A. Title words" ends; "A. Smith," goes on when a comma or the end of names follows the one word.
    uint32_t word = k;
    while (word < end && (is_latin_letter(d.text[word]) || d.text[word] == U'\'' || d.text[word] == U'-')) ++word;
    if (word == k + 1 && word < end && d.text[word] == U'.') return true;
    if (i == begin + 1 && word < end && (d.text[word] == U',' || d.text[word] == U'.')) return true;
    return false;
  }
  return d.text.compare(k, 5, U"et al") == 0 || d.text.compare(k, 4, U"and ") == 0;
}

// A dot between two short Han runs with another dot behind: the middle dot of a translated name (R.格林, 汉斯·J.摩根索).
bool is_transliteration_dot(const ReferenceDraft& d, uint32_t i, uint32_t begin, uint32_t end) {
  if (i == begin || i + 1 >= end) return false;
  const bool initial = d.text[i - 1] >= U'A' && d.text[i - 1] <= U'Z' && (i < begin + 2 || !is_latin_letter(d.text[i - 2]));
  if (!is_han(d.text[i + 1])) return false;
  if (!initial) return false;
  uint32_t k = i + 1;
  while (k < end && is_han(d.text[k]) && k - i < 8) ++k;
  return k < end && k - i <= 7 && (d.text[k] == U'.' || d.text[k] == U',' || is_middle_dot(d.text[k]));
}

}  // namespace

uint32_t end_of_names(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr uint32_t kLongest = 60;
  uint32_t commas = 0;
  for (uint32_t i = begin; i < end; ++i) {
    const char32_t c = d.text[i];
    if (d.masked(i)) return kNone;
    if (std::u32string_view(U"《》“”？！?!:").find(c) != std::u32string_view::npos) return kNone;
    if (c == U'-' && i + 1 < end && d.raw[i] == U'—') return kNone;
    commas += c == U',' || c == U'、';
    if (i - begin > kLongest && commas == 0) return kNone;
    if (i - begin > 400) return kNone;
    if (c != U'.') continue;
    if (i > begin && is_ascii_digit(d.text[i - 1]) && i + 1 < end && is_ascii_digit(d.text[i + 1])) continue;
    if (is_initial_dot(d, i, begin, end) || is_transliteration_dot(d, i, begin, end)) continue;
    const std::u32string_view before = std::u32string_view(d.text).substr(begin, i - begin);
    if (before.ends_with(U"Jr") || before.ends_with(U"St") || before.ends_with(U"Sr")) {
      uint32_t k = i + 1;
      while (k < end && is_space(d.text[k])) ++k;
      if (k < end && (d.text[k] == U',' || d.text[k] == U'.')) continue;
    }
    if (before.ends_with(U"et al")) {
      uint32_t k = i + 1;
      while (k < end && is_space(d.text[k])) ++k;
      if (k < end && d.text[k] == U',') continue;
    }
    // Han names are short: a segment that holds a run of more than 15 Han without a comma is a title, but for a body.
    uint32_t run = 0, longest = 0;
    for (const char32_t h : before) {
      run = is_han(h) ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    if (longest > 24) return kNone;
    return i > begin ? i : kNone;
  }
  return kNone;
}

void read_names(ReferenceDraft& d, RefField field, uint32_t begin, uint32_t end) {
  const auto trim = [&](uint32_t& b, uint32_t& e) {
    while (b < e && (is_space(d.text[b]) || d.text[b] == U',')) ++b;
    while (e > b && (is_space(d.text[e - 1]) || d.text[e - 1] == U',')) --e;
  };
  const auto one = [&](uint32_t b, uint32_t e) {
    trim(b, e);
    if (b >= e) return;
    // [美] （清） 〔日〕
    while (b < e && (d.text[b] == U'[' || d.text[b] == U'(')) {
      const size_t close = d.text.find(d.text[b] == U'[' ? U']' : U')', b);
      if (close == std::u32string::npos || close >= e || close - b > 6 || close + 1 >= e) break;
      d.add(RefField::nationality, b, static_cast<uint32_t>(close) + 1, to_utf8(d.text.substr(b + 1, close - b - 1)));
      b = static_cast<uint32_t>(close) + 1;
      trim(b, e);
    }
    std::u32string_view name = std::u32string_view(d.text).substr(b, e - b);
    for (const std::u32string_view et : {std::u32string_view(U"et al."), std::u32string_view(U"et al"), std::u32string_view(U"等"), std::u32string_view(U"ほか")}) {
      if (!name.ends_with(et)) continue;
      d.add(RefField::et_al, e - static_cast<uint32_t>(et.size()), e);
      e -= static_cast<uint32_t>(et.size());
      trim(b, e);
      name = std::u32string_view(d.text).substr(b, e - b);
      break;
    }
    for (const std::u32string_view role : kRoles) {
      if (!name.ends_with(role) || (name.size() < role.size() + 2 && name.size() != role.size()) || !is_han(name[0])) continue;
      if (role.size() == 1 && name.size() <= 3 && name.size() != role.size() && name.size() != 3) continue;
      if (role.size() == 1 && name.size() == 3 && field == RefField::author) continue;
      d.add(RefField::role, e - static_cast<uint32_t>(role.size()), e);
      e -= static_cast<uint32_t>(role.size());
      trim(b, e);
      name = std::u32string_view(d.text).substr(b, e - b);
      break;
    }
    if (name == U"等") return;
    if (name.ends_with(U"等") && name.size() > 2) {
      d.add(RefField::et_al, e - 1, e);
      --e;
      trim(b, e);
      name = std::u32string_view(d.text).substr(b, e - b);
    }
    if (b >= e) return;
    d.add(field, b, e);
    RefPart& part = d.parts.back();
    const SplitName split = split_name(name);
    part.corporate = split.corporate;
    if (!split.surname.empty()) {
      part.surname = {b + split.surname.begin, b + split.surname.end};
      part.given = {b + split.given.begin, b + split.given.end};
    }
  };
  // "Surname, I. I., Surname, I. I.": pairs at the commas.
  const auto is_initials = [&](uint32_t b, uint32_t e) {
    trim(b, e);
    uint32_t letters = 0;
    bool dots = false;
    for (uint32_t i = b; i < e; ++i) {
      if (d.text[i] >= U'a' && d.text[i] <= U'z') return false;
      letters += d.text[i] >= U'A' && d.text[i] <= U'Z';
      dots |= d.text[i] == U'.';
      if (is_han(d.text[i])) return false;
    }
    return letters > 0 && letters <= 3 && (dots || letters == e - b);
  };
  std::vector<Span> pieces;
  uint32_t at = begin;
  uint32_t depth = 0;
  for (uint32_t i = begin; i < end; ++i) {
    const char32_t c = d.text[i];
    if (c == U'(' || c == U'[') ++depth;
    if ((c == U')' || c == U']') && depth > 0) --depth;
    if (depth > 0) continue;
    uint32_t width = 0;
    if (c == U',' || c == U'、' || c == U';' || c == U'&') width = 1;
    else if (d.text.compare(i, 5, U" and ") == 0) width = 5;
    if (width == 0) continue;
    pieces.push_back({at, i});
    at = i + width;
  }
  pieces.push_back({at, end});
  for (size_t p = 0; p < pieces.size(); ++p) {
    uint32_t b = pieces[p].begin, e = pieces[p].end;
    const bool comma_next = p + 1 < pieces.size() && e < end && d.text[e] == U',';
    const std::u32string_view word = std::u32string_view(d.text).substr(b, e - b);
    const bool single = std::count_if(word.begin(), word.end(), is_space) <= 1 && !word.empty() && std::none_of(word.begin(), word.end(), is_han);
    if (comma_next && single && !is_initials(b, e) && is_initials(pieces[p + 1].begin, pieces[p + 1].end)) {
      e = pieces[p + 1].end;
      ++p;
    } else if (p + 1 < pieces.size()) {
      std::u32string_view next = std::u32string_view(d.text).substr(pieces[p + 1].begin, pieces[p + 1].size());
      while (!next.empty() && is_space(next.front())) next.remove_prefix(1);
      if (next.starts_with(U"Jr") || next == U"Sr" || next == U"III" || next == U"Sr.") {
        e = pieces[p + 1].end;
        ++p;
      }
    }
    const auto trimmed = std::u32string_view(d.text).substr(b, e - b);
    uint32_t tb = b, te = e;
    trim(tb, te);
    const std::u32string_view text = std::u32string_view(d.text).substr(tb, te - tb);
    if (text == U"等" || text == U"et al" || text == U"et al." || text == U"外" || text == U"ほか") {
      d.add(RefField::et_al, tb, te);
    } else if (std::find(std::begin(kRoles), std::end(kRoles), text) != std::end(kRoles) || text == U"eds" || text == U"ed" || text == U"eds." || text == U"ed.") {
      d.add(RefField::role, tb, te);
    } else if (!trimmed.empty()) {
      one(b, e);
    }
  }
}

void read_left(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  while (begin < end && is_space(d.text[begin])) ++begin;
  const uint32_t dot = end_of_names(d, begin, end);
  uint32_t title = begin;
  if (dot != kNone && dot + 1 < end) {
    read_names(d, d.type == RefType::proceedings && d.mark.letters == "C" ? RefField::author : RefField::author, begin, dot);
    title = dot + 1;
  }
  uint32_t stop = end;
  while (stop > title && (is_space(d.text[stop - 1]) || d.text[stop - 1] == U'.')) --stop;
  while (title < stop && is_space(d.text[title])) ++title;
  // "(第2版)", "（修订本）" behind a book's title: the edition.
  if (d.type == RefType::book && stop > title + 3 && d.text[stop - 1] == U')') {
    const size_t open = d.text.rfind(U'(', stop - 1);
    if (open != std::u32string::npos && open > title) {
      const std::u32string_view inside = std::u32string_view(d.text).substr(open + 1, stop - open - 2);
      std::string value = to_utf8(inside);
      const bool edition = inside.ends_with(U"版") || inside.ends_with(U"修订本") || inside.ends_with(U"增订本") || inside.ends_with(U"ed") || inside.ends_with(U"ed.");
      const bool part = inside.starts_with(U"第") && (inside.ends_with(U"卷") || inside.ends_with(U"册") || inside.ends_with(U"辑"));
      if (edition || part || inside == U"上" || inside == U"中" || inside == U"下" || inside == U"上册" || inside == U"下册") {
        if (edition && inside.starts_with(U"第")) {
          std::u32string digits(inside.substr(1, inside.size() - 2));
          constexpr std::u32string_view kHan = U"〇一二三四五六七八九";
          if (digits.size() == 1 && kHan.find(digits[0]) != std::u32string_view::npos) value = std::to_string(kHan.find(digits[0]));
          else if (std::all_of(digits.begin(), digits.end(), is_ascii_digit)) value = to_utf8(digits);
        }
        d.add(edition ? RefField::edition : RefField::volume, static_cast<uint32_t>(open) + 1, stop - 1, value);
        stop = static_cast<uint32_t>(open);
      }
    }
  }
  // A number behind the last colon: patents, standards, reports, archives.
  if (d.type == RefType::patent || d.type == RefType::standard || d.type == RefType::report || d.type == RefType::archive) {
    const size_t colon = d.text.rfind(U':', stop);
    if (colon != std::u32string::npos && colon > title && colon + 2 < stop) {
      uint32_t digits = 0;
      for (size_t i = colon; i < stop; ++i) digits += is_ascii_digit(d.text[i]);
      if (digits >= 3) {
        d.add(RefField::number, static_cast<uint32_t>(colon) + 1, stop);
        stop = static_cast<uint32_t>(colon);
      }
    }
  }
  // "书名: 第1卷"
  if (d.type == RefType::book) {
    const size_t colon = d.text.rfind(U':', stop);
    if (colon != std::u32string::npos && colon > title) {
      std::u32string_view tail = std::u32string_view(d.text).substr(colon + 1, stop - colon - 1);
      while (!tail.empty() && is_space(tail.front())) tail.remove_prefix(1);
      const bool volume = (tail.starts_with(U"第") && tail.size() < 10 && (tail.ends_with(U"卷") || tail.ends_with(U"册") || tail.ends_with(U"辑"))) ||
                          (tail.starts_with(U"卷") && tail.size() < 6) || tail == U"上册" || tail == U"下册" || tail.starts_with(U"Vol.") || tail.starts_with(U"vol.");
      if (volume) {
        std::u32string value;
        for (const char32_t c : tail)
          if (c != U'第' && c != U'卷' && !is_space(c)) value.push_back(c);
        d.add(RefField::volume, static_cast<uint32_t>(colon) + 1, stop, to_utf8(value));
        stop = static_cast<uint32_t>(colon);
      }
    }
  }
  d.add(RefField::title, title, stop);
}

}  // namespace jiaokan
