// parse_reference: one entry → its parts, without loss.
//
// On the folded copy: label off, addresses masked, the first type mark found (the anchor: names and title before it; roles, edition, source,
// locator and electronic part behind), then by mark and shape. What no rule reads is `leftover`; separators lie between.
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/fold.h"
#include "refs/lines.h"
#include "refs/parser.h"
#include "refs/refs.h"

namespace jiaokan {

// --- ReferenceDraft -------------------------------------------------------------------------------------------------

namespace {

// Where a Latin container ends before ", edited by …" or ", volume 54", ", 256-326", and what that number is; `to` where it goes on to its end.
struct ContainerTail {
  uint32_t end = 0;
  Span number;
  RefField field = RefField::volume;
};
ContainerTail tail_of_container(std::u32string_view text, uint32_t from, uint32_t to) {
  constexpr std::u32string_view kEditors[] = {U", edited by ", U", ed. by ", U". Ed. ", U". Eds. "};
  constexpr std::u32string_view kUnits[] = {U"volume", U"vol.", U"vol", U"tome", U"n°", U"no.", U"nr.", U"bd.", U"v", U"t."};
  ContainerTail out{to, {}, RefField::volume};
  for (const std::u32string_view by : kEditors)
    if (const size_t at = text.substr(from, to - from).find(by); at != std::u32string_view::npos && at > 2) out.end = std::min(out.end, from + static_cast<uint32_t>(at));
  const uint32_t comma = static_cast<uint32_t>(text.substr(0, out.end).rfind(U','));
  if (comma == kNone || comma <= from + 2 || comma >= out.end || !is_latin_letter(text[comma - 1])) return out;
  uint32_t i = comma + 1;
  while (i < out.end && is_space(text[i])) ++i;
  const uint32_t tail = i;
  for (const std::u32string_view unit : kUnits)
    if (i == tail && starts_with_word(text.substr(i, out.end - i), unit)) i += static_cast<uint32_t>(unit.size());
  const bool unit = i > tail;
  while (i < out.end && is_space(text[i])) ++i;
  const uint32_t digits = i;
  while (i < out.end && is_ascii_digit(text[i])) ++i;
  const uint32_t first = i;
  if (i < out.end && i > digits && text[i] == U'-')
    for (++i; i < out.end && is_ascii_digit(text[i]);) ++i;
  // A year alone belongs to the name: OCEANS, 2001.
  if (i != out.end || (!unit && (first == digits || (first == i && first - digits == 4)))) return out;
  if (first > digits) out.number = {digits, i}, out.field = i > first ? RefField::pages : RefField::volume;
  out.end = comma;
  return out;
}

}  // namespace

void ReferenceDraft::add(RefField field, uint32_t from, uint32_t to, std::string value) {
  while (from < to && is_space(text[from])) ++from;
  while (to > from && is_space(text[to - 1])) --to;
  if (field == RefField::container && to > from + 2 && text[from] == U'《' && text[to - 1] == U'》') ++from, --to;
  if (from >= to) return;
  if (field == RefField::container && value.empty() && is_latin_letter(text[from])) {
    const ContainerTail tail = tail_of_container(text, from, to);
    if (!tail.number.empty() && !has(tail.field)) add(tail.field, tail.number.begin, tail.number.end);
    to = tail.end;
  }
  RefPart part;
  part.field = field;
  part.span = {from, to};
  part.value = std::move(value);
  parts.push_back(std::move(part));
}

bool ReferenceDraft::has(RefField field) const {
  return std::any_of(parts.begin(), parts.end(), [&](const RefPart& p) { return p.field == field; });
}

void ReferenceDraft::cover(uint32_t from, uint32_t to) { std::fill(mask.begin() + from, mask.begin() + to, 1); }

uint32_t ReferenceDraft::find(const SignSet& signs, uint32_t from, uint32_t to) const {
  const char32_t* const at = text.data();
  for (uint32_t i = from; i < to; ++i)
    if (signs.has(at[i]) && !masked(i)) return i;
  return kNone;
}

namespace {

uint32_t strip_label(ReferenceDraft& d) {
  uint32_t i = 0;
  while (i < d.text.size() && (is_space(d.text[i]) || d.text[i] == U'*')) ++i;   // a star marks the works that a survey took in
  const uint32_t begin = i;
  if (i < d.text.size() && circled_value(d.text[i]) > 0) {
    d.add(RefField::label, i, i + 1);
    return i + 1;
  }
  const bool bracket = i < d.text.size() && (d.text[i] == U'[' || d.text[i] == U'(');
  if (bracket) ++i;
  uint32_t digits = 0;
  while (i < d.text.size() && (is_ascii_digit(d.text[i]) || (bracket && is_space(d.text[i])))) digits += is_ascii_digit(d.text[i]), ++i;
  if (digits == 0 || digits > 3) return begin;
  if (bracket) {
    if (i >= d.text.size() || (d.text[i] != U']' && d.text[i] != U')')) return begin;
    ++i;
  } else {
    if (i >= d.text.size() || (d.text[i] != U'.' && d.text[i] != U'、' && d.text[i] != U']') || (i + 1 < d.text.size() && is_ascii_digit(d.text[i + 1]))) return begin;
    ++i;
  }
  d.add(RefField::label, begin, i);
  return i;
}

constexpr std::u32string_view kGapWords[] = {
#define WORD(word) U##word,
#include "refs/gap_words.inc"
#undef WORD
};

// What stands between two parts: signs, and the few words that announce the next element.
bool is_separator(std::u32string_view gap) {
  constexpr size_t kLongest = 12;
  char32_t letters[kLongest];
  size_t n = 0;
  for (const char32_t c : gap) {
    if (c < 0x80 ? !((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || is_ascii_digit(c)) : !(is_letter(c) || is_digit(c))) continue;
    if (n == kLongest) return false;
    letters[n++] = c >= U'A' && c <= U'Z' ? c + 32 : c;
  }
  if (n == 0) return true;
  const std::u32string_view word(letters, n);
  return std::find(std::begin(kGapWords), std::end(kGapWords), word) != std::end(kGapWords);
}

// Spans between the parts become separators or leftovers, so that the parts joined are the string.
void fill_gaps(ReferenceDraft& d, Reference& out) {
  // Parts are large: their places are sorted, and each is moved once.
  struct Place {
    uint64_t span;
    uint32_t part;
  };
  std::vector<Place> places;
  places.reserve(d.parts.size());
  for (uint32_t p = 0; p < d.parts.size(); ++p) {
    const Place place{uint64_t{d.parts[p].span.begin} << 32 | d.parts[p].span.end, p};
    const auto at = std::upper_bound(places.begin(), places.end(), place, [](const Place& a, const Place& b) { return a.span < b.span; });   // of equals the first read stays first
    places.insert(at, place);
  }
  out.parts.reserve(d.parts.size() * 2 + 1);
  uint32_t at = 0;
  const auto gap = [&](uint32_t begin, uint32_t end) {
    if (begin >= end) return;
    RefPart& part = out.parts.emplace_back();
    part.field = is_separator(d.slice(begin, end)) ? RefField::separator : RefField::leftover;
    part.span = {begin, end};
  };
  for (const Place& place : places) {
    RefPart& part = d.parts[place.part];
    if (part.span.begin < at) continue;   // two rules read the same: the first stands
    gap(at, part.span.begin);
    at = part.span.end;
    out.parts.push_back(std::move(part));
  }
  gap(at, static_cast<uint32_t>(d.text.size()));
}

std::string language_of(const ReferenceDraft& d) {
  const std::u32string* const text = &d.raw;
  uint32_t han = 0, kana = 0, latin = 0;
  for (const RefPart& part : d.parts) {
    if (part.field != RefField::title && part.field != RefField::container) continue;
    for (uint32_t i = part.span.begin; i < part.span.end; ++i) {
      const Script script = script_of((*text)[i]);
      han += script == Script::han;
      kana += script == Script::kana;
      latin += script == Script::latin;
    }
  }
  if (kana >= 2) return "ja";
  if (han > 0 && han * 4 >= latin) return "zh";
  return latin > 0 ? "en" : "";
}

// A bilingual pair: behind the entry the same in another language, in brackets to the end or behind a semicolon. Where the second form begins.
uint32_t second_form(const ReferenceDraft& d) {
  const char32_t* const text = d.text.data();
  const auto script_at = [&](uint32_t i, uint32_t end) {
    for (; i < end; ++i)
      if (is_letter(text[i])) return holds_han(d.slice(i, i + 1)) ? 2 : 1;
    return 0;
  };
  constexpr SignSet kSecondBegins = U"0123456789([;";
  const int first = script_at(d.begin, d.end);
  TypeMark mark, other;
  const bool marked = find_mark(d, d.begin, d.end, mark);
  if (marked && !find_mark(d, mark.span.end, d.end, other)) return kNone;   // the second form has a mark too
  for (uint32_t i = marked ? mark.span.end : d.begin + 12; i + 12 < d.end; ++i) {
    const char32_t c = text[i];
    if (!kSecondBegins.has(c)) continue;
    // "…: 419-424.Zhao W, et al. …[J]. …": no sign parts them, but pages end and western names begin.
    if (marked && first == 2 && is_ascii_digit(c) && !is_ascii_digit(text[i + 1])) {
      const uint32_t next = skip_signs(d, i + 1, d.end, U".");
      if (next + 12 < d.end && is_capital(d.text[next]) && d.find(U":", mark.span.end, i) != kNone && find_mark(d, next, d.end, other) && other.letters == mark.letters &&
          !holds_han(d.slice(next, d.end)))
        return next;
    }
    if (d.masked(i) || !among(c, U"([;")) continue;
    if (c == U'(' || c == U'[') {
      const uint32_t close = closing_of(d, i, d.end);
      if (close == kNone || close - i < 12) continue;
      const uint32_t behind = skip_signs(d, close + 1, d.end, U".");
      if (behind < d.end && !among(d.text[behind], U"[(")) continue;
    }
    const int second = script_at(i + 1, d.end);
    if (second == 0 || second == first) continue;
    const bool same_mark = find_mark(d, i + 1, d.end, other) && marked;
    Span year;
    bool dated = false;
    for (uint32_t k = i; k < d.end && !dated; ++k) dated = read_year(d, k, d.end, year);
    if (same_mark || (!marked && dated && (c == U'[' || c == U'('))) return i;
  }
  return kNone;
}

enum class Pairs : uint8_t { allowed, not_allowed };
Reference parse_entry(std::u32string_view entry, Pairs pairs);

void read_other_form(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  const uint32_t from = skip_signs(d, begin, end, U"([;."), to = trim_signs(d, from, end, U"])");
  if (from >= to) return;
  const Reference second = parse_entry(std::u32string_view(d.raw).substr(from, to - from), Pairs::not_allowed);
  uint32_t at = from;
  for (const RefPart& part : second.parts) {
    if (part.field != RefField::title) continue;
    d.add(RefField::note, at, from + part.span.begin);
    d.add(RefField::trans_title, from + part.span.begin, from + part.span.end);
    at = from + part.span.end;
    break;
  }
  d.add(RefField::note, at, to);
}

Reference parse_entry(std::u32string_view entry, Pairs pairs) {
  constexpr size_t kLongestPair = 3000;
  constexpr uint32_t kLongestEntry = 4000;   // what stands behind is left over: no reference is so long, and the grammar is not linear
  ReferenceDraft d;
  d.raw = std::u32string(entry);
  d.text = fold_reference(entry);
  d.mask.assign(d.text.size(), 0);
  find_landmarks(d);
  d.parts.reserve(16);
  Reference out;
  d.begin = strip_label(d);
  d.end = std::min(static_cast<uint32_t>(d.text.size()), d.begin + kLongestEntry);
  const uint32_t pair = pairs == Pairs::allowed && entry.size() < kLongestPair ? second_form(d) : kNone;
  if (pair != kNone) {
    const uint32_t size = d.end, stop = trim_signs(d, pair, size, U". ");
    // "Western form (in Chinese) [中文]": the bracket holds the work as it was published.
    const bool original = among(d.text[pair], U"[(") && holds_han(d.slice(pair, size)) && !holds_han(d.slice(d.begin, pair)) && stop > pair + 2;
    if (original) {
      read_other_form(d, d.begin, pair);
      d.cover(0, pair + 1);
      d.begin = pair + 1;
      d.end = stop - 1;
    } else {
      read_other_form(d, pair, size);
      d.cover(pair, size);
      d.end = pair;
    }
  }
  mask_addresses(d);
  d.end = trim_signs(d, d.begin, d.end, U".");
  // An entry that stands in brackets as a whole.
  if (d.begin < d.end && d.text[d.begin] == U'[' && closing_of(d, d.begin, d.end) == d.end - 1 && d.end - d.begin > 20) {
    ++d.begin;
    d.end = trim_signs(d, d.begin, d.end - 1, U".");
  }

  repair_years(d);

  TypeMark mark;
  const bool pointer = read_pointer(d, d.begin, d.end);
  const bool marked = !pointer && find_mark(d, d.begin + 2, d.end, mark);
  if (marked) {
    d.add(RefField::mark, mark.span.begin, mark.span.end, mark.letters + (mark.carrier.empty() ? "" : "/" + mark.carrier));
    d.type = mark.type;
    d.mark = mark;
    read_left(d, d.begin, mark.span.begin);
    read_right(d, mark.span.end, d.end);
  } else if (d.begin < d.end && !pointer) {
    read_unmarked(d, d.begin, d.end);
  }
  for (const Span span : d.repaired)
    for (RefPart& part : d.parts)
      if (!part.value.empty() && part.span.begin <= span.begin && span.end <= part.span.end) part.repaired = true;
  // "[2024]" in the year's place of what was looked at in 2024 says only that.
  for (RefPart& part : d.parts) {
    if (part.field != RefField::year || !d.year_in_front || part.span.begin == 0 || d.text[part.span.begin - 1] != U'[') continue;
    for (const RefPart& other : d.parts)
      if (other.field == RefField::accessed && other.value.starts_with(part.value)) part.field = RefField::note;
  }
  out.type = d.type;
  out.mark = marked ? mark.letters : "";
  out.carrier = marked ? mark.carrier : "";
  out.host_mark = d.host_mark;
  out.pointing = d.pointing;
  out.points_at = d.points_at;
  out.lang = language_of(d);
  fill_gaps(d, out);
  weigh_parts(d, out);
  out.raw = std::move(d.raw);   // from here on the draft holds nothing
  return out;
}

}  // namespace

Reference parse_reference(std::u32string_view entry) {
  if (!has_lines(entry)) return parse_entry(entry, Pairs::allowed);
  const JoinedLines joined = join_lines(entry);
  Reference out = parse_entry(joined.text, Pairs::allowed);
  restore_lines(joined, entry, out);
  return out;
}

}  // namespace jiaokan
