// Where the names at the beginning of an entry end: every dot that could end them is tried, and the likeliest stands (specification 4).
#include <algorithm>

#include "lang/script.h"
#include "refs/parser.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

bool dot_and_space(const ReferenceDraft& d, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i + 1 < end; ++i)
    if (d.text[i] == U'.' && is_space(d.text[i + 1])) return true;
  return false;
}

// The dot behind the initials that a name begins with: its surname is still to come.
bool begins_name(const ReferenceDraft& d, uint32_t begin, uint32_t dot) {
  uint32_t k = dot;
  if (!is_capital(d.text[k - 1])) return false;
  while (k > begin && (is_capital(d.text[k - 1]) || among(d.text[k - 1], U".- "))) {
    // Two capitals side by side are a surname or initials behind one.
    if (k >= begin + 2 && is_capital(d.text[k - 1]) && is_letter(d.text[k - 2])) return false;
    --k;
  }
  if (k == begin) return true;
  const std::u32string_view before = d.slice(begin, k);
  return among(before.back(), U"&;") || before.ends_with(U" and"sv) || before.ends_with(U" et"sv);
}

// Band I, · 4. Aufl., · 2nd ed.,
bool is_part_of_book(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr uint32_t kLongest = 24;
  const uint32_t from = skip_signs(d, begin, end, U"");
  if (from >= end) return false;
  std::string value;
  if (const uint32_t stop = read_volume_words(d, from, end, value); stop > from) return is_latin_letter(d.text[from]) && stop < end && among(d.text[stop], U",;:");
  const uint32_t comma = d.find(U",;:", from, std::min(end, from + kLongest));
  return comma != kNone && is_ascii_digit(d.text[from]) && is_edition(d.slice(from, comma));
}

// "Burton J": one initial behind words in small letters, which may be a given name.
bool lone_initial(const ReferenceDraft& d, uint32_t begin, uint32_t stop) {
  if (stop < begin + 4 || !is_space(d.text[stop - 2]) || !is_letter(d.text[stop - 3])) return false;
  uint32_t k = stop - 3;
  bool small = false;
  while (k > begin && is_letter(d.text[k])) small |= !is_capital(d.text[k--]);
  return small;
}

}  // namespace

uint32_t with_initial_dot(const ReferenceDraft& d, uint32_t begin, uint32_t stop) {
  if (stop < begin + 2 || stop >= d.text.size() || d.text[stop] != U'.' || !is_capital(d.text[stop - 1]) || is_letter(d.text[stop - 2])) return stop;
  const bool dotted = d.text[stop - 2] == U'.' || d.slice(begin, stop).find(U'.') != std::u32string_view::npos || d.text[trim_signs(d, begin, stop - 1, U"")  - 1] == U',';
  return dotted ? stop + 1 : stop;
}

bool names_ahead(const ReferenceDraft& d, uint32_t begin, uint32_t end, NamesAhead& out) {
  constexpr uint32_t kReach = 600;
  const uint32_t limit = std::min(end, begin + kReach);
  begin = skip_signs(d, begin, limit, U"");
  int best = 0, second = -99;
  uint32_t tried = 0;
  const auto consider = [&](uint32_t stop, uint32_t next, int bonus) {
    next = skip_signs(d, next, end, U"");
    const std::u32string_view rest = d.slice(next, end);
    if (rest.empty() || stop <= begin || ++tried > 24) return;
    NameList list = scan_names(d, begin, with_initial_dot(d, begin, stop));
    int score = list.score + bonus + 1;
    bool cut_short = false;
    if (list.score < 0) return;
    // What the title would begin with.
    const char32_t c = rest[0];
    if (among(c, U",-&;.、:")) return;
    if (is_letter(c) && !is_capital(c) && !is_han(c) && script_of(c) == Script::latin && rest.size() > 1 && !is_capital(rest[1])) score -= 3;
    if (is_capital(c) && rest.size() > 1 && rest[1] == U'.' && !(rest.size() > 3 && is_capital(rest[2]) && rest[3] == U'.')) score -= 4;
    if (rest.size() < 2) score -= 3;
    // "Burton J. Bledstein. The Culture": one word and another end is a surname, not a title.
    if (stop > begin && is_capital(d.text[stop - 1]) && is_capital(c)) {
      size_t k = 0;
      while (k < rest.size() && (is_letter(rest[k]) || among(rest[k], U"'’-"))) ++k;
      if (k + 1 < rest.size() && k > 1 && (rest[k] == U',' || (rest[k] == U'.' && is_space(rest[k + 1]))) && lone_initial(d, begin, stop)) {
        score -= 2;
        cut_short = true;
      }
    }
    for (const std::u32string_view word : {U"In:"sv, U"In "sv, U"见:"sv, U"载:"sv, U"//"sv})
      if (rest.starts_with(word)) score -= 7;
    if (std::none_of(rest.begin(), rest.end(), is_letter) || starts_with_word(rest, U"no. ")) score -= 9;
    // A tight dot where a later one has its space: within a name.
    if (!is_space(d.text[std::min(stop + 1, end - 1)]) && dot_and_space(d, stop + 1, limit)) score -= 1;
    // A name list cut in the middle: names go on, and a further dot ends them.
    const uint32_t comma = d.find(U",、", next, std::min(end, next + 40));
    const uint32_t dot = find_stop(d, next, end);
    if (comma != kNone && dot != kNone && comma < dot && comma - next < 26 && scan_names(d, next, comma).score >= 4 && scan_names(d, next, dot).score >= 4) score -= 4;
    else if (dot != kNone && dot - next <= 8 && is_transliterated(d.slice(next, dot))) score -= 2;   // 羅伯特．拉羅斯
    else if (dot != kNone && dot - next < 90 && list.score < 9 && !holds_han(d.slice(next, dot)) && (dot - next < 30 || is_body(d.slice(next, dot))) && scan_names(d, next, dot).score >= 6) score -= 1;
    if (score <= best) {
      second = std::max(second, score);
    } else {
      second = best;
      best = score;
      out.list = std::move(list);
      out.end = stop;
      out.next = next;
      out.score = score;
      out.cut_short = cut_short;
    }
  };
  for (uint32_t i = begin + 1; i < limit; ++i) {
    const char32_t c = d.text[i];
    if (d.masked(i) || among(c, U"？?！!") || (c == U'-' && d.raw[i] == U'—')) break;
    if (c == U'《' && i > begin) break;
    if (c == U':') {
      // 某某委员会：题名, in entries without a mark.
      if (d.mark.letters.empty() && best < 6 && scan_names(d, begin, i).score >= (is_han(d.text[i - 1]) ? 6 : 3) && i + 1 < end && is_space(d.text[i + 1]) == !is_han(d.text[i - 1]))
        consider(i, i + 1, is_han(d.text[i - 1]) ? -3 : 0);
      break;
    }
    if (c == U'.') {
      const bool between_digits = is_ascii_digit(d.text[i - 1]) && i + 1 < limit && is_ascii_digit(d.text[i + 1]);
      if (between_digits || (i + 1 < end && among(d.text[i + 1], U",-&;"))) continue;
      if (begins_name(d, begin, i) || is_part_dot(d, i, begin, end)) continue;
      consider(i, i + 1, d.raw[i] == U'。' || is_stop(d, i, begin, end) ? 0 : -1);
    } else if (is_space(c) && i + 1 < limit && is_han(d.text[i + 1]) && (is_han(d.text[i - 1]) || among(d.text[i - 1], U"等"))) {
      // The dot was lost: 张三, 李四 题名.
      if (d.find(U",、", begin, i) != kNone) consider(i, i + 1, -5);
    }
  }
  out.margin = best > 0 ? best - std::max(second, 0) : -second;
  return best > 0;
}

// Names that a comma parts from the title: the longest run of names that something else follows.
bool names_by_comma(const ReferenceDraft& d, uint32_t begin, uint32_t end, NamesAhead& out) {
  constexpr uint32_t kReach = 300;
  bool found = false;
  uint32_t tried = 0, lone_end = 0;
  NameList lone;
  for (uint32_t i = begin; i < std::min(end, begin + kReach) && tried < 16; ++i) {
    if (d.masked(i) || among(d.text[i], U"“\"«?!`")) break;
    if (d.text[i] != U',') continue;
    // "Weber, Recht des Marktes, Band I": what stands before is the title, and a lone word before that the author.
    if (is_part_of_book(d, i + 1, end)) {
      if (!found && tried == 1 && lone.score == 0 && lone.pieces.size() == 1) {
        out.list = std::move(lone);
        out.end = lone_end;
        out.next = lone_end + 1;
        return true;
      }
      break;
    }
    ++tried;
    NameList list = scan_names(d, begin, i);
    if (list.score < 1) {
      if (tried == 1) lone = list, lone_end = i;
      if (list.score < -4 && found) break;
      continue;
    }
    // Bare capitalised words are a name only once: the next such stretch is a title.
    const NamePiece& last = list.pieces.back();
    const bool title_between = found && std::any_of(list.pieces.begin() + static_cast<long>(std::min(out.list.pieces.size(), list.pieces.size())), list.pieces.end() - 1,
                                                    [&](const NamePiece& p) { return p.score < 3 && d.slice(p.name.begin, p.name.end).find(U' ') != std::u32string_view::npos; });
    if (title_between) continue;
    if (found && last.score < 3 && last.role.empty() && last.et_al.empty() && d.slice(out.end, i).find(U" and "sv) == std::u32string_view::npos && d.slice(out.end, i).find(U'&') == std::u32string_view::npos) continue;
    out.list = std::move(list);
    out.end = i;
    out.next = i + 1;
    found = true;
  }
  return found;
}

}  // namespace jiaokan
