#include "structure/author_line.h"

#include <algorithm>
#include <functional>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kBodies[] = {U"大学", U"学院", U"研究院", U"研究所", U"研究中心", U"中心", U"医院", U"实验室", U"图书馆", U"公司", U"科学院", U"党校", U"出版社", U"大學", U"學院",
                                           U"委员会", U"中学", U"博物馆", U"学会", U"研究会", U"观测站", U"试验站", U"设计院", U"集团"};
constexpr std::u32string_view kLatinBodies[] = {U"University", U"Institute", U"College", U"Academy", U"Laboratory", U"Department", U"School", U"Center", U"Centre", U"Hospital"};

#define REGION(name) U##name,
constexpr std::u32string_view kRegions[] = {
#include "lang/regions.inc"
};
#undef REGION

constexpr uint32_t kReach = 30;        // characters in which a body's name shows that it is one
constexpr uint32_t kGlued = 12;        // Han without a sign between that may still be names

bool begins_affiliation(std::u32string_view text) {
  if (std::none_of(std::begin(kRegions), std::end(kRegions), [&](std::u32string_view region) { return text.starts_with(region); })) return false;
  return names_body(text.substr(0, kReach));
}

// Two or three characters that begin with a surname; four where the surname has two.
bool is_name(std::u32string_view run) {
  if (run.size() < 2 || run.size() > 4 || !is_surname(run)) return false;
  return run.size() < 4 || split_name(run.substr(0, 3)).surname.size() == 2;
}

// Han without a sign between, cut into names each of which begins with a surname; three characters before two, so that few are made.
bool cut_names(std::u32string_view run, uint32_t base, std::vector<Span>& out) {
  if (run.empty()) return true;
  for (const uint32_t size : {4U, 3U, 2U}) {
    if (size > run.size() || !is_name(run.substr(0, size))) continue;
    out.push_back({base, base + size});
    if (cut_names(run.substr(size), base + size, out)) return true;
    out.pop_back();
  }
  return false;
}

// Signs that stand between names or behind them as marks of affiliations, read rightly or wrongly.
bool is_between(char32_t c) {
  return is_space(c) || is_digit(c) || circled_value(c) > 0 || std::u32string_view(U",，、;；*＊\\^'‘’`\"“”」}{]|†‡§#■●◆·.．⁰¹²³⁴⁵⁶⁷⁸⁹").find(c) != std::u32string_view::npos;
}

}  // namespace

bool names_body(std::u32string_view text) {
  const auto in = [&](std::u32string_view body) { return text.find(body) != std::u32string_view::npos; };
  return std::any_of(std::begin(kBodies), std::end(kBodies), in) || std::any_of(std::begin(kLatinBodies), std::end(kLatinBodies), in);
}

AuthorLine read_author_line(std::u32string_view text) {
  AuthorLine out;
  const uint32_t size = static_cast<uint32_t>(text.size());
  bool sign_since = false;
  for (uint32_t i = 0; i < size;) {
    const char32_t c = text[i];
    if (is_han(c)) {
      uint32_t end = i;
      bool dotted = false;
      while (end < size && (is_han(text[end]) || (text[end] == U'·' && end + 1 < size && is_han(text[end + 1])))) dotted |= text[end++] == U'·';
      const std::u32string_view run = text.substr(i, end - i);
      out.separated |= sign_since && !out.names.empty();
      sign_since = false;
      if (!out.names.empty() && begins_affiliation(text.substr(i))) {
        out.affiliation = {i, size};
        return out;
      }
      if (dotted && run.size() <= 14) {
        out.names.push_back({i, end});
      } else if (is_name(run)) {
        out.names.push_back({i, end});
      } else {
        // Names to the run's end, or a name and then the place where its bearer works.
        std::vector<Span> names;
        if (run.size() <= kGlued && cut_names(run, i, names)) {
          out.names.insert(out.names.end(), names.begin(), names.end());
        } else {
          bool found = false;
          for (uint32_t head = 2; head <= kGlued && head + 4 <= run.size() && !found; ++head) {
            names.clear();
            if (!begins_affiliation(run.substr(head)) || !cut_names(run.substr(0, head), i, names)) continue;
            out.names.insert(out.names.end(), names.begin(), names.end());
            out.affiliation = {i + head, size};
            found = true;
          }
          if (!found && !out.names.empty() && names_body(run)) {
            out.affiliation = {i, size};
            found = true;
          }
          if (!found) return {};
          out.separated = true;
          return out;
        }
      }
      i = end;
      continue;
    }
    if (fold(c) == U'(') {
      // Behind names a bracket holds where they work; a Latin name in one is passed over.
      const size_t close = text.find(text[i] == U'（' ? U'）' : U')', i);
      const std::u32string_view inside = text.substr(i + 1, close == std::u32string_view::npos ? std::u32string_view::npos : close - i - 1);
      if (!out.names.empty() && names_body(inside)) {
        out.affiliation = {i, size};
        out.separated = true;
        return out;
      }
      if (inside.size() > 12 || close == std::u32string_view::npos) return {};
      i = static_cast<uint32_t>(close) + 1;
      continue;
    }
    // "1云南大学": a number that begins an affiliation.
    if (!out.names.empty() && is_digit(c)) {
      uint32_t behind = i;
      while (behind < size && (is_digit(text[behind]) || is_space(text[behind]) || text[behind] == U'.' || text[behind] == U'．')) ++behind;
      if (behind < size && is_han(text[behind]) && begins_affiliation(text.substr(behind))) {
        out.affiliation = {i, size};
        out.separated = true;
        return out;
      }
    }
    // A small letter that marks an affiliation.
    const bool mark = c >= U'a' && c <= U'f' && (i + 1 >= size || !is_latin_letter(text[i + 1]));
    if (!is_between(c) && !mark && c != U'$') return {};
    if (c == U'$') {   // a raised number that was taken for a formula
      const size_t close = text.find(U'$', i + 1);
      if (close == std::u32string_view::npos || close - i > 40) return {};
      i = static_cast<uint32_t>(close);
    }
    sign_since = true;
    ++i;
  }
  out.separated |= sign_since && !out.names.empty();
  return out;
}

AuthorLine read_latin_author_line(std::u32string_view text) {
  AuthorLine out;
  const uint32_t size = static_cast<uint32_t>(text.size());
  if (size > 600 || match_heading_label(text).scheme != Scheme::none) return {};
  uint32_t begin = 0;
  size_t pieces = 0;
  const auto piece = [&](uint32_t from, uint32_t to) {
    const auto is_name_sign = [&](char32_t c) { return is_latin_letter(c) || c == U'-' || c == U'.' || c == U'\'' || c == U'’' || is_space(c); };
    while (from < to && !is_latin_letter(text[from])) ++from;
    uint32_t end = from;
    while (end < to && is_name_sign(text[end])) ++end;
    while (end > from && !is_latin_letter(text[end - 1]) && text[end - 1] != U'.') --end;
    if (end <= from) return;
    ++pieces;
    size_t words = 0, capitals = 0;
    for (uint32_t i = from; i < end; ++i) {
      if (!is_latin_letter(text[i]) || (i > from && is_latin_letter(text[i - 1]))) continue;
      ++words;
      capitals += text[i] >= U'A' && text[i] <= U'Z';
    }
    if (words >= 2 && words <= 5 && capitals >= 2 && end - from < 40 && !names_body(text.substr(from, end - from))) out.names.push_back({from, end});
  };
  for (uint32_t i = 0; i <= size; ++i) {
    const bool sign = i == size || text[i] == U',' || text[i] == U'，' || text[i] == U';' || text[i] == U'；' || text[i] == U'&';
    const bool word = i < size && text.substr(i).starts_with(U" and ");
    if (!sign && !word) continue;
    piece(begin, i);
    begin = word ? i + 5 : i + 1;
  }
  // Most of what stands between the signs must be names: a sentence has commas too.
  if (out.names.empty() || out.names.size() * 3 < pieces * 2) return {};
  out.separated = true;
  return out;
}

}  // namespace jiaokan
