// Entries without a type mark: which form it is, and the forms that dots and commas part: GB 7714-1987, APA, Vancouver, Chicago, MLA (specification 13).
#include <algorithm>

#include "lang/script.h"
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
        if (behind.starts_with(U"编写组"sv) || behind.starts_with(U"课题组"sv) || behind.starts_with(U"编辑部"sv)) {
          i = close;
          continue;
        }
      }
      // "张三．题名．《刊名》,2010": behind a second stop stands the source.
      const uint32_t first = find_stop(d, begin, i + 1);
      if (first != kNone && first + 1 < i && find_stop(d, first + 1, i + 1) != kNone) return kNone;
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

// A title in quotation marks at `at`, straight single and typewriter ones too: where its text begins and ends, and what is behind it.
struct QuotedTitle {
  uint32_t begin = 0, end = 0, behind = 0;
};
bool quoted_title(const ReferenceDraft& d, uint32_t at, uint32_t end, QuotedTitle& out) {
  if (at + 4 >= end) return false;
  if (among(d.text[at], U"“\"«„")) {
    const uint32_t close = closing_of(d, at, end);
    if (close == kNone) return false;
    out = {at + 1, close, close + 1};
  } else {
    const uint32_t width = d.text.compare(at, 2, U"``") == 0 ? 2 : 1;
    if (width == 1 && !among(d.text[at], U"'‘`")) return false;
    uint32_t close = at + 8;
    for (; close < end; ++close)
      if (among(d.text[close], U"'’") && !(close + 1 < end && is_letter(d.text[close + 1])) && (close + 1 >= end || among(d.text[close + 1], U" ,.;'’"))) break;
    if (close >= end) return false;
    out = {at + width, close, std::min(end, close + (close + 1 < end && among(d.text[close + 1], U"'’") ? 2U : 1U))};
  }
  // “Like” and language: a quotation inside a title.
  const uint32_t behind = skip_signs(d, out.behind, end, U"");
  const bool goes_on = behind < end && is_latin_letter(d.text[behind]) && !is_capital(d.text[behind]) && !announces_host(d, behind, end) && !among(d.text[out.end - 1], U".,?!");
  return !goes_on;
}

// The bracket behind a title: [学位论文], (标本, 卷 9), (博士学位论文), [Doctoral dissertation].
uint32_t read_title_note(ReferenceDraft& d, uint32_t at, uint32_t end) {
  at = skip_signs(d, at, end, U":");
  while (at < end && among(d.text[at], U"([") && !d.masked(at) && !is_bracketed_imprint(d, at, end)) {
    const uint32_t close = closing_of(d, at, end);
    if (close == kNone) return at;
    const std::u32string_view inside = d.slice(at + 1, close);
    if (inside.find(U"论文"sv) != std::u32string_view::npos || inside.find(U"issertation"sv) != std::u32string_view::npos || inside.find(U"hesis"sv) != std::u32string_view::npos) {
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
    else if (const size_t no = d.slice(from, stop).find(U"No. "sv); no != std::u32string_view::npos) d.add(RefField::number, from + static_cast<uint32_t>(no) + 4, stop);
    else d.add(d.slice(from, stop).find(U"论文"sv) != std::u32string_view::npos ? RefField::genre : RefField::note, from, stop);
    if (d.has(RefField::pages)) return;
    at = stop + 1;
  }
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
                      inside.find(U"论文"sv) != std::u32string_view::npos || inside.find(U"issertation"sv) != std::u32string_view::npos || inside.find(U"ed."sv) != std::u32string_view::npos || inside.find(U"No. "sv) != std::u32string_view::npos || starts_with_word(inside, U"pp") || starts_with_word(inside, U"p.") || inside == U"编"sv || inside.starts_with(U"标点本"sv);
    if (!said) break;
    if (inside.find(U"论文"sv) != std::u32string_view::npos || inside.find(U"issertation"sv) != std::u32string_view::npos) d.type = RefType::thesis;
    read_bracket_items(d, from + 1, shown - 1);
    shown = trim_signs(d, title, from, U":");
  }
  const RefType type = d.type;
  d.type = type == RefType::other ? RefType::book : type;
  if (shown == trim_signs(d, title, stop, U"")) read_title(d, RefField::title, title, shown);
  else d.add(RefField::title, title, shown);
  d.type = type;
  const uint32_t tail = read_title_note(d, skip_signs(d, source, end, U"."), end);
  read_source(d, tail, end, TitleForm::bare);
  // "中国法学, 1, 144-164": Chinese journals that print one number print the issue.
  if (d.year_in_front && d.type == RefType::journal && !d.has(RefField::issue) && holds_han(d.slice(title, stop)))
    for (RefPart& part : d.parts)
      if (part.field == RefField::volume && part.span.size() <= 2 && d.slice(part.span.begin, part.span.end) <= U"24") part.field = RefField::issue;
  read_date_behind(d, tail, end);
}

// Where a semicolon behind a whole work, with its year, parts it from the next, which begins with its title or names and title. kNone: there is one work.
uint32_t second_work(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr uint32_t kNames = 40;
  bool dated = false, titled = false;
  for (uint32_t i = begin; i + 4 < end; ++i) {
    Span year;
    titled |= d.text[i] == U'《';
    dated |= titled && read_year(d, i, end, year);
    if (d.text[i] != U';' || !dated || d.masked(i)) continue;
    const uint32_t from = skip_signs(d, i + 1, end, U""), open = d.find(U"《", from, std::min(end, from + kNames));
    if (open == kNone) continue;
    if (open == from || among(d.text[open - 1], U":,见载")) return i;
  }
  return kNone;
}

}  // namespace

void read_unmarked(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; ++i)
    if (d.masked(i)) {
      read_bracketed_dates(d, i, end);
      break;
    }
  // "…第59页；梁某某：《…》，…": a note that names a second work; the first is what is read.
  if (const uint32_t other = second_work(d, begin, end); other != kNone) {
    d.add(RefField::note, skip_signs(d, other, end, U";"), end);
    end = trim_signs(d, begin, other, U";");
  }
  if (read_law(d, begin, end)) return;
  const uint32_t open = note_title(d, begin, end);
  if (open != kNone) {
    read_note_form(d, begin, end, open);
    return;
  }
  d.type = RefType::other;
  mask_eprints(d, begin, end);
  if (read_letters_form(d, begin, end)) return;
  // "———. Title": the same author as the entry before.
  uint32_t dashes = begin;
  while (dashes < end && among(d.text[dashes], U"-_")) ++dashes;
  if (dashes >= begin + 2 && dashes < end && among(d.text[dashes], U".,")) {
    d.add(RefField::note, begin, dashes);
    begin = skip_signs(d, dashes, end, U".,");
    Span year;
    if (read_year(d, begin, end, year) && year.end < end && among(d.text[year.end], U".,")) {
      add_year(d, year);
      d.year_in_front = true;
      begin = skip_signs(d, year.end, end, U".,");
    }
    QuotedTitle same;
    if (quoted_title(d, begin, end, same)) {
      d.add(RefField::title, same.begin, trim_signs(d, same.begin, same.end, U".,"));
      read_source(d, same.behind, end, TitleForm::quoted);
      return;
    }
    const uint32_t stop = title_end(d, begin, end, Commas::pass);
    read_titled(d, begin, stop, stop, end);
    return;
  }
  uint32_t title = begin;
  bool by_comma = false;
  NamesAhead names;
  uint32_t quote = d.find(U"“\"«„", begin, end);
  if (quote == kNone)
    for (uint32_t i = begin + 4; i + 8 < std::min(end, begin + 300) && quote == kNone; ++i)
      if (among(d.text[i], U"'‘`") && is_space(d.text[i - 1]) && among(d.text[i - 2], U",.:)")) quote = i;
  if (read_names_and_year(d, begin, end, title)) {
    by_comma = title > begin && d.find(U".", title, end) == kNone;
  } else if (quote != kNone && quote - begin < 300 && scan_names(d, begin, trim_signs(d, begin, quote, U",.:")).score > 0) {
    read_names(d, RefField::author, begin, trim_signs(d, begin, quote, U",.:"));
    title = quote;
  } else if (names_ahead(d, begin, end, names) && names.list.score >= 1) {
    d.names_margin = names.margin;
    NamesAhead comma;
    const bool all_sure = names.list.pieces.size() > 2 && std::all_of(names.list.pieces.begin(), names.list.pieces.end(), [](const NamePiece& p) { return p.score == 3 || p.name.empty(); });
    const bool unsure = names.cut_short || (names.score < names.list.score && !all_sure) || (!names.list.closed && ((names.list.pieces.size() > 2 && names.list.score < 4) || (names.list.pieces.size() > 1 && names.list.pieces.back().score < 3 && names.list.pieces.back().et_al.empty() && names.list.pieces.front().score == 3)));
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
  if (d.has(RefField::author) && read_untitled_journal(d, title, end)) return;
  QuotedTitle quoted;
  if (title < end && quoted_title(d, title, end, quoted)) {
    d.add(RefField::title, quoted.begin, trim_signs(d, quoted.begin, quoted.end, U".,"));
    read_source(d, quoted.behind, end, TitleForm::quoted);
    read_date_behind(d, quoted.behind, end);
    return;
  }
  uint32_t stop = title_end(d, title, end, by_comma || d.year_in_front ? Commas::part : Commas::pass);
  if (stop == end) stop = title_end(d, title, end, Commas::part);
  read_titled(d, title, stop, stop, end);
}

}  // namespace jiaokan
