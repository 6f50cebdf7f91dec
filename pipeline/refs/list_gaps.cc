// Entries of a numbered list that stand in one with the entry before: by their labels, then, where the gap says how many there must be, by how
// entries begin (specification 15.2).
#include <algorithm>
#include <set>
#include <string>

#include "lang/fold.h"
#include "lang/script.h"
#include "refs/list_signs.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

constexpr uint32_t kFar = 800;   // no entry is longer

constexpr uint32_t kLabel = 8;

// Where "[74" ends when a letter stands right behind the number; 0: it does not.
uint32_t unclosed_label_end(std::u32string_view text, uint32_t number) {
  const std::string digits = std::to_string(number);
  uint32_t k = 1;
  for (const char digit : digits)
    if (k >= text.size() || fold(text[k++]) != static_cast<char32_t>(digit)) return 0;
  return k < text.size() && (is_han(text[k]) || (text[k] >= U'A' && text[k] <= U'Z' && k + 1 < text.size() && is_latin_letter(text[k + 1]))) ? k : 0;
}

// A label of one of the numbers (first, last) within an entry: "…:29-33.[3]", "8] OCLC", "2[8]HAGEN".
bool find_label(std::u32string_view text, uint32_t from, uint32_t first, uint32_t last, bool brackets, LabelDamage most, ListLabel& out) {
  for (uint32_t k = from; k + 4 < text.size(); ++k) {
    const char32_t c = fold(text[k]);
    if (!(is_digit(c) || (brackets && (c == U'[' || c == U'(' || c == U'{' || c == U'「' || circled_value(text[k]) > 0)))) continue;
    const char32_t before = k > 0 ? text[k - 1] : U'\n';
    const bool parted = is_space(before) || is_sentence_end(before) || is_closing(before);
    if (!parted && !(brackets && is_digit(before) && !is_digit(c))) continue;
    ListLabel label;
    // "[74Algacil": its second bracket is lost.
    if (brackets && parted && c == U'[')
      if (const uint32_t end = unclosed_label_end(text.substr(k, kLabel), first + 1); end != 0 && begins_like_entry(text.substr(k + end)) != Sign::none) {
        out = {{k, k + end}, first + 1, true, true};
        return true;
      }
    if (!read_list_label(text, k, label) || label.bracketed != brackets || label.span.end >= text.size()) continue;
    const char32_t next = text[label.span.end];
    if (!(is_letter(next) || is_space(next) || is_opening(next))) continue;
    uint32_t behind = label.span.end;
    while (behind < text.size() && is_space(text[behind])) ++behind;
    if (behind < text.size() && std::u32string_view(U":：,，.．;；").find(text[behind]) != std::u32string_view::npos) continue;   // an issue: "3(7) :1301"
    if (!brackets && !is_space(before) && !is_sentence_end(before)) continue;
    // "2[8]": the first digit slipped out of the brackets.
    uint32_t begin = k, lead = 0, power = 1;
    while (brackets && begin > 0 && is_digit(text[begin - 1]) && k - begin < 2) lead += (fold(text[--begin]) - U'0') * power, power *= 10;
    const uint32_t scale = label.number < 10 ? 10 : 100, whole = lead * scale + label.number;
    if (begin < k && whole > first && whole < last && (begin == 0 || is_space(text[begin - 1]) || is_sentence_end(text[begin - 1]))) {
      out = {{begin, label.span.end}, whole, true, true};
      return true;
    }
    if ((parted || fold(c) == U'[' || circled_value(text[k]) > 0) && label.number > first && label.number < last) {
      out = label;
      return true;
    }
  }
  // At the beginning of a line the number alone is a label too; where only one is missing, even what holds none of it.
  if (!brackets) return false;
  for (uint32_t k = from; k + 8 < text.size(); ++k) {
    if (text[k - 1] != U'\n') continue;
    // "6、" in a list of [5]
    ListLabel plain;
    if (read_list_label(text, k, plain) && !plain.bracketed && plain.number == first + 1 && begins_like_entry(text.substr(plain.span.end)) == Sign::sure && has_year_or_mark(text.substr(k)) && has_year_or_mark(text.substr(0, k))) {
      out = plain;
      out.damaged = true;
      return true;
    }
    const uint32_t end = broken_label_end(text.substr(k), first + 1, most);
    if (end == 0 || begins_like_entry(text.substr(k + end)) == Sign::none) continue;
    out = {{k, k + end}, first + 1, true, true};
    return true;
  }
  return false;
}

bool in_one_script(std::u32string_view a, std::u32string_view b) {
  const auto first = [](std::u32string_view text) { return std::find_if(text.begin(), text.end(), is_letter); };
  const auto x = first(a), y = first(b);
  return x != a.end() && y != b.end() && is_han(*x) == is_han(*y);
}

// Where an entry begins within one, and its label there, which may be lost.
struct EntryStart {
  uint32_t at = 0;
  Span label;
};
using EntryStarts = std::vector<EntryStart>;

// Labels that are nothing but damage, at the beginnings of lines.
EntryStarts broken_labels(std::u32string_view entry, uint32_t, size_t) {
  EntryStarts out;
  for (uint32_t k = 1; k + 8 < entry.size(); ++k) {
    if (entry[k - 1] != U'\n') continue;
    const uint32_t end = broken_label_end(entry.substr(k), 0, LabelDamage::any);
    if (end != 0 && begins_like_entry(entry.substr(k + end)) != Sign::none) out.push_back({k, {k, k + end}});
  }
  return out;
}

// "…[hep-th]; 51 Cai and X. Zhang, … 54] . F. Cai": numbers that lost their brackets, all of those that are missing in their order.
EntryStarts bare_numbers(std::u32string_view entry, uint32_t number, size_t wanted) {
  constexpr std::u32string_view kBehind = U"]］ .．";
  EntryStarts out;
  size_t dated = 0;
  for (uint32_t k = 1; k + 8 < entry.size() && out.size() < wanted; ++k) {
    if (!is_space(entry[k - 1]) && !is_closing(entry[k - 1]) && !is_sentence_end(entry[k - 1])) continue;
    const std::string digits = std::to_string(number + 1 + out.size());
    uint32_t end = k;
    while (end - k < digits.size() && end < entry.size() && fold(entry[end]) == static_cast<char32_t>(digits[end - k])) ++end;
    if (end - k < digits.size() || end >= entry.size() || is_digit(entry[end])) continue;
    while (end < entry.size() && kBehind.find(entry[end]) != std::u32string_view::npos) ++end;
    if (end >= entry.size() || !(is_han(entry[end]) || is_capital(entry[end])) || begins_like_entry(entry.substr(end)) == Sign::none) continue;
    const uint32_t from = out.empty() ? 0 : out.back().at;
    dated += has_year_or_mark(entry.substr(from, k - from));
    out.push_back({k, {k, end}});
    k = end;
  }
  return dated * 2 >= wanted ? out : EntryStarts{};   // a year may be misread
}

EntryStarts without_labels(const std::vector<uint32_t>& places) {
  EntryStarts out;
  for (const uint32_t at : places) out.push_back({at, {}});
  return out;
}

// Labels that are lost altogether: by how entries begin …
EntryStarts lost_labels(std::u32string_view entry, uint32_t, size_t wanted) { return without_labels(run_together(entry, wanted + 1, Dates::both)); }

// … also where the date of one is lost …
EntryStarts lost_dates(std::u32string_view entry, uint32_t, size_t wanted) { return without_labels(run_together(entry, wanted + 1, Dates::any)); }

// "…2000: 157-170. security risks[R]. New York: …, 2013.": one whose beginning is lost: behind the pages of the first stands what has a mark of
// its own and another year.
EntryStarts lost_heads(std::u32string_view entry, uint32_t, size_t) {
  constexpr uint32_t kShortest = 16;
  for (uint32_t k = kShortest; k + kShortest < entry.size(); ++k) {
    if (!is_letter(entry[k]) || !is_space(entry[k - 1])) continue;
    const uint32_t far = k > kFar ? k - kFar : 0;
    const std::u32string_view before = entry.substr(far, k - far), behind = entry.substr(k, kFar);
    uint32_t stop = k;
    while (stop > 0 && is_space(entry[stop - 1])) --stop;
    if (stop < 2 || !is_sentence_end(entry[stop - 1]) || !is_digit(entry[stop - 2])) continue;
    if (says_type_mark(before) && says_type_mark(behind) && says_other_year(before, behind) && in_one_script(before, behind)) return {{k, {}}};
  }
  return {};
}

// … and lines that begin like an entry behind one that ended.
EntryStarts bare_lines(std::u32string_view entry, uint32_t, size_t) {
  EntryStarts out;
  size_t from = 0;
  for (size_t end = entry.find(U'\n'); end != std::u32string_view::npos && end + 8 < entry.size(); end = entry.find(U'\n', end + 1)) {
    from = std::max(from, end > kFar ? end - kFar : 0);
    const std::u32string_view line = entry.substr(end + 1, entry.find(U'\n', end + 1) - end - 1), before = entry.substr(from, end - from);
    if (ends_like_entry(before) != Sign::sure || !has_year_or_mark(before) || begins_like_entry(line) == Sign::none || !has_year_or_mark(line)) continue;
    out.push_back({static_cast<uint32_t>(end) + 1, {}});
    from = end + 1;
  }
  return out;
}

// Labels of which some are damage and some are lost: lines that begin an entry either way.
EntryStarts mixed_lines(std::u32string_view entry, uint32_t number, size_t wanted) {
  EntryStarts out;
  for (size_t k = entry.find(U'\n'); k != std::u32string_view::npos && k + 9 < entry.size() && out.size() <= wanted; k = entry.find(U'\n', k)) {
    const uint32_t at = static_cast<uint32_t>(++k);
    const size_t from = out.empty() ? 0 : out.back().at;
    const std::u32string_view before = entry.substr(from, at - 1 - from), line = entry.substr(at, entry.find(U'\n', at) - at);
    if (ends_like_entry(before) != Sign::sure || !has_year_or_mark(before) || !has_year_or_mark(line)) continue;
    const uint32_t end = broken_label_end(entry.substr(at), number + 1 + static_cast<uint32_t>(out.size()), LabelDamage::any);
    if (end != 0 && begins_like_entry(entry.substr(at + end)) != Sign::none) out.push_back({at, {at, at + end}});
    else if (begins_like_entry(line) != Sign::none) out.push_back({at, {}});
  }
  return out;
}

// The ways to see as many beginnings in the entry `number` as numbers are missing behind it; the first that sees just so many is believed.
constexpr EntryStarts (*kWays[])(std::u32string_view entry, uint32_t number, size_t wanted) = {broken_labels, bare_numbers, lost_labels, bare_lines, mixed_lines, lost_dates, lost_heads};

EntryStarts starts_in(std::u32string_view entry, uint32_t number, size_t wanted) {
  for (const auto way : kWays)
    if (EntryStarts starts = way(entry, number, wanted); starts.size() == wanted) return starts;
  return {};
}

// A label in square brackets behind what ends like an entry and before what begins like one, each with its year or mark.
bool next_label(std::u32string_view text, uint32_t from, ListLabel& out) {
  for (uint32_t k = std::max(from, 1u); k + 8 < text.size(); ++k) {
    if (fold(text[k]) != U'[' || !read_list_label(text, k, out) || out.span.end >= text.size()) continue;
    const uint32_t far = std::max(from, k > kFar ? k - kFar : 0);
    const std::u32string_view before = text.substr(far, k - far), behind = text.substr(out.span.end, kFar);
    const Sign ends = ends_like_entry(before), begins = begins_like_entry(behind);
    const bool parts = (ends == Sign::sure && begins != Sign::none) || (ends != Sign::none && begins == Sign::sure);
    if (parts && has_year_or_mark(before) && (text[k - 1] == U'\n' || has_year_or_mark(behind))) return true;
  }
  return false;
}

// "4" is what is left of "44", "9" of "19".
bool has_lost_digits(uint32_t number, uint32_t due) {
  const std::string left = std::to_string(number), whole = std::to_string(due);
  size_t at = 0;
  for (const char c : whole) at += at < left.size() && left[at] == c ? 1 : 0;
  return left.size() < whole.size() && at == left.size();
}

std::u32string_view text_of(std::u32string_view list, Span s) { return list.substr(s.begin, s.size()); }
Span shifted(Span s, uint32_t by) { return {s.begin + by, s.end + by}; }
uint32_t content_of(const ListEntry& entry) { return entry.label.empty() ? 1 : entry.label.end - entry.span.begin; }   // in the entry

// The rest of the last of the entries, from its label on, is one of its own. The label's place is in that entry.
void part_last(std::vector<ListEntry>& entries, ListLabel label) {
  ListEntry& last = entries.back();
  label.span = shifted(label.span, last.span.begin);
  ListEntry found = labelled_entry(label.span.begin, label);
  found.span.end = last.span.end;
  last.span.end = found.span.begin;
  entries.push_back(found);
}

// The label that the next of the missing numbers has in the entry. Behind the last number of the list only the very next can stand; in a gap any
// of those that are missing.
bool find_next(std::u32string_view entry, uint32_t from, uint32_t number, uint32_t next, bool brackets, ListLabel& label) {
  const bool open = next == kOpenEnd;
  bool found = find_label(entry, from, number, open ? number + 2 : next, brackets, !open && next == number + 2 ? LabelDamage::any : LabelDamage::brackets, label);
  // Behind the last number nothing says that one is missing.
  if (found && open && label.damaged) found = fold(entry[label.span.begin]) == U'[' || (label.span.begin > 0 && entry[label.span.begin - 1] == U'\n');
  if (!brackets) return found;
  // One or two may be lost where those behind them go on.
  if (!found && open) found = find_label(entry, from, number, number + 4, brackets, LabelDamage::brackets, label) && !label.damaged && begins_like_entry(entry.substr(label.span.end)) != Sign::none;
  if (found && label.number == number + 1) return true;
  // "[43]… [4]… [45]…"
  ListLabel left;
  for (const size_t end = found ? label.span.begin : entry.size(); next_label(entry.substr(0, end), from, left); from = left.span.end) {
    if (!has_lost_digits(left.number, number + 1)) continue;
    label = left;
    label.number = number + 1;
    label.damaged = true;
    return true;
  }
  return found;
}

// Behind the last number nothing says that one is missing: a line that begins with names in the script of the entry before, and says what that says.
void part_last_lines(std::u32string_view list, std::vector<ListEntry>& out) {
  const std::u32string_view entry = text_of(list, out.back().span);
  const uint32_t base = out.back().span.begin;
  for (const EntryStart& start : bare_lines(entry, 0, 0)) {
    const std::u32string_view before = text_of(list, {out.back().span.begin, base + start.at}), line = entry.substr(start.at);
    if (begins_like_entry(line) != Sign::sure || !in_one_script(before, line) || says_type_mark(before) != says_type_mark(line)) return;
    ListEntry found;
    found.span = {base + start.at, out.back().span.end};
    found.number = out.back().number + 1;
    found.damaged = true;
    out.back().span.end = found.span.begin;
    out.push_back(found);
  }
}

}  // namespace

void part_entry(std::u32string_view list, ListEntry entry, uint32_t next, bool brackets, std::vector<ListEntry>& out) {
  std::vector<ListEntry> parts = {entry};
  for (ListLabel label; next > parts.back().number + 1 && find_next(text_of(list, parts.back().span), content_of(parts.back()), parts.back().number, next, brackets, label);) part_last(parts, label);
  for (size_t p = 0; p < parts.size(); ++p) {
    const uint32_t end = p + 1 < parts.size() ? parts[p + 1].number : next;
    out.push_back(parts[p]);
    if (end <= parts[p].number + 1) continue;
    if (end == kOpenEnd) {
      if (brackets) part_last_lines(list, out);
      continue;
    }
    // The first of a list that lost its label is itself one of the missing.
    const bool first = parts[p].number == 0;
    const size_t wanted = end - parts[p].number - (first ? 2 : 1);
    const EntryStarts starts = starts_in(text_of(list, parts[p].span), first ? 1 : parts[p].number, wanted);
    if (starts.size() != wanted) continue;
    if (first) out.back().number = 1, out.back().damaged = true;
    for (const EntryStart& start : starts) {
      ListEntry found;
      found.span = {parts[p].span.begin + start.at, parts[p].span.end};
      if (!start.label.empty()) found.label = shifted(start.label, parts[p].span.begin);
      found.number = out.back().number + 1;
      found.damaged = true;
      out.back().span.end = found.span.begin;
      out.push_back(found);
    }
  }
}

void part_stray_labels(std::u32string_view list, std::vector<ListEntry>& entries) {
  std::set<uint32_t> seen;
  for (const ListEntry& entry : entries) seen.insert(entry.number);
  std::vector<ListEntry> out;
  for (const ListEntry& entry : entries) {
    out.push_back(entry);
    ListLabel label;
    for (uint32_t from = content_of(entry); next_label(text_of(list, out.back().span), from, label);) {
      const std::u32string_view text = text_of(list, out.back().span);
      const bool new_one = seen.count(label.number) == 0 && label.number <= *seen.rbegin() + 1;
      const bool again = label.number == out.back().number && in_one_script(text.substr(content_of(out.back())), text.substr(label.span.end));
      from = label.span.end;
      if (!new_one && !again) continue;
      part_last(out, label);
      seen.insert(label.number);
      from = content_of(out.back());
    }
  }
  entries = std::move(out);
}

}  // namespace jiaokan
