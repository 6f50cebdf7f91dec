// Reference lists: their heading, and where each entry begins (specification 15).
#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "refs/list_signs.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

struct LabelledLine {
  uint32_t at;       // the first sign of the line
  ListLabel label;
};

// The labels at line starts that follow each other: the chain with most steps of one. A number that breaks it is a volume, a year, a page.
std::vector<LabelledLine> best_chain(const std::vector<LabelledLine>& lines) {
  constexpr size_t kWindow = 64;
  constexpr uint32_t kWidestGap = 12;
  constexpr int kStep = 4, kGap = 1, kAgain = 2;
  std::vector<int> score(lines.size(), 0);
  std::vector<size_t> before(lines.size(), lines.size());
  size_t best = lines.size();
  for (size_t i = 0; i < lines.size(); ++i) {
    score[i] = lines[i].label.number == 1 ? kStep : kGap;
    for (size_t j = i > kWindow ? i - kWindow : 0; j < i; ++j) {
      const uint32_t from = lines[j].label.number, to = lines[i].label.number;
      int gain = 0;
      if (to == from + 1) gain = kStep;
      else if (to > from && to - from <= kWidestGap && !lines[i].label.damaged) gain = kGap;   // "[2019-01-|20]" is none
      else if (to == 1 && from >= 3) gain = kAgain;   // a second part of the list counts from 1 again
      if (gain > 0 && score[j] + gain > score[i]) score[i] = score[j] + gain, before[i] = j;
    }
    if (best == lines.size() || score[i] > score[best]) best = i;
  }
  std::vector<LabelledLine> out;
  for (size_t i = best; i < lines.size(); i = before[i]) out.push_back(lines[i]);
  std::reverse(out.begin(), out.end());
  // 10, 1, 12: no second list begins for one entry, a digit is lost.
  for (size_t i = 1; i + 1 < out.size(); ++i)
    if (out[i].label.number == 1 && out[i + 1].label.number == out[i - 1].label.number + 2) out[i].label.number = out[i - 1].label.number + 1, out[i].label.damaged = true;
  return out;
}

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

ListEntry labelled_entry(uint32_t at, const ListLabel& label) {
  ListEntry entry;
  entry.span = {at, at};
  entry.label = label.span;
  entry.number = label.number;
  entry.damaged = label.damaged;
  return entry;
}

// Labels that are nothing but damage, at the beginnings of lines, where as many are missing as there are such lines.
std::vector<Span> broken_labels(std::u32string_view entry, uint32_t from, size_t missing) {
  std::vector<Span> out;
  for (uint32_t k = std::max(from, 1u); k + 8 < entry.size(); ++k) {
    if (entry[k - 1] != U'\n') continue;
    const uint32_t end = broken_label_end(entry.substr(k), 0, LabelDamage::any);
    if (end != 0 && begins_like_entry(entry.substr(k + end)) != Sign::none) out.push_back({k, k + end});
  }
  return out.size() == missing ? out : std::vector<Span>{};
}

// Labels that are lost altogether: lines that begin like an entry behind one that ended, as many as are missing.
std::vector<uint32_t> bare_lines(std::u32string_view entry, size_t missing) {
  std::vector<uint32_t> out;
  size_t from = 0;
  for (size_t end = entry.find(U'\n'); end != std::u32string_view::npos && end + 8 < entry.size(); end = entry.find(U'\n', end + 1)) {
    const std::u32string_view line = entry.substr(end + 1, entry.find(U'\n', end + 1) - end - 1), before = entry.substr(from, end - from);
    if (ends_like_entry(before) != Sign::sure || !has_year_or_mark(before) || begins_like_entry(line) == Sign::none || !has_year_or_mark(line)) continue;
    out.push_back(static_cast<uint32_t>(end) + 1);
    from = end + 1;
  }
  return out.size() == missing ? out : std::vector<uint32_t>{};
}

// Labels of which some are damage and some are lost: lines that begin an entry either way, as many as are missing.
struct LineStart {
  uint32_t at = 0;
  Span label;   // empty when it is lost
};
std::vector<LineStart> mixed_lines(std::u32string_view entry, uint32_t number, size_t missing) {
  std::vector<LineStart> out;
  for (size_t k = entry.find(U'\n'); k != std::u32string_view::npos && k + 9 < entry.size() && out.size() <= missing; k = entry.find(U'\n', k)) {
    const uint32_t at = static_cast<uint32_t>(++k);
    const size_t from = out.empty() ? 0 : out.back().at;
    const std::u32string_view before = entry.substr(from, at - 1 - from), line = entry.substr(at, entry.find(U'\n', at) - at);
    if (ends_like_entry(before) != Sign::sure || !has_year_or_mark(before) || !has_year_or_mark(line)) continue;
    const uint32_t end = broken_label_end(entry.substr(at), number + 1 + static_cast<uint32_t>(out.size()), LabelDamage::any);
    if (end != 0 && begins_like_entry(entry.substr(at + end)) != Sign::none) out.push_back({at, {at, at + end}});
    else if (begins_like_entry(line) != Sign::none) out.push_back({at, {}});
  }
  return out.size() == missing ? out : std::vector<LineStart>{};
}

constexpr uint32_t kOpenEnd = 10000;   // no list is so long

// Entries that stand in one with the number before: by their labels, then, where the gap says how many there must be, by how entries begin.
void part_entry(std::u32string_view list, ListEntry entry, uint32_t next, bool brackets, std::vector<ListEntry>& out) {
  std::vector<ListEntry> parts = {entry};
  const auto shifted = [](Span s, uint32_t by) { return Span{s.begin + by, s.end + by}; };
  while (next > parts.back().number + 1) {
    ListEntry& last = parts.back();
    const uint32_t from = last.label.empty() ? last.span.begin + 1 : last.label.end;
    ListLabel label;
    // Behind the last number of the list only the very next can stand; in a gap any of those that are missing.
    const bool open = next == kOpenEnd;
    const std::u32string_view entry_text = list.substr(last.span.begin, last.span.size());
    if (!find_label(entry_text, from - last.span.begin, last.number, open ? last.number + 2 : next, brackets, !open && next == last.number + 2 ? LabelDamage::any : LabelDamage::brackets, label)) {
      // One or two may be lost where those behind them go on.
      if (!open || !brackets || !find_label(entry_text, from - last.span.begin, last.number, last.number + 4, brackets, LabelDamage::brackets, label) || label.damaged ||
          begins_like_entry(entry_text.substr(label.span.end)) == Sign::none)
        break;
    }
    // Behind the last number nothing says that one is missing.
    const uint32_t place = last.span.begin + label.span.begin;
    if (open && label.damaged && fold(list[place]) != U'[' && (place == 0 || list[place - 1] != U'\n')) break;
    label.span = shifted(label.span, last.span.begin);
    ListEntry found = labelled_entry(label.span.begin, label);
    found.span.end = last.span.end;
    last.span.end = label.span.begin;
    parts.push_back(found);
  }
  for (size_t p = 0; p < parts.size(); ++p) {
    const ListEntry part = parts[p];
    const uint32_t end = p + 1 < parts.size() ? parts[p + 1].number : next;
    out.push_back(part);
    if (end == kOpenEnd || end <= part.number + 1) continue;
    const size_t missing = end - part.number - 1;
    if (const std::vector<Span> labels = broken_labels(list.substr(part.span.begin, part.span.size()), part.label.size(), missing); !labels.empty()) {
      for (const Span label : labels) {
        ListLabel damaged;
        damaged.span = shifted(label, part.span.begin);
        damaged.number = out.back().number + 1;
        damaged.damaged = true;
        out.back().span.end = damaged.span.begin;
        out.push_back(labelled_entry(damaged.span.begin, damaged));
        out.back().span.end = part.span.end;
      }
      continue;
    }
    std::vector<uint32_t> places = run_together(list.substr(part.span.begin, part.span.size()), missing + 1);
    // The first of a list that lost its label is itself one of the missing.
    const size_t wanted = part.number == 0 ? missing - 1 : missing;
    if (places.size() != wanted) places = bare_lines(list.substr(part.span.begin, part.span.size()), wanted);
    if (places.size() != wanted && part.number > 0) {
      for (const LineStart& start : mixed_lines(list.substr(part.span.begin, part.span.size()), part.number, missing)) {
        ListLabel label;
        label.span = shifted(start.label, part.span.begin);
        label.number = out.back().number + 1;
        label.damaged = true;
        const uint32_t at = part.span.begin + start.at;
        out.back().span.end = at;
        out.push_back(labelled_entry(at, label));
        if (start.label.empty()) out.back().label = {};
        out.back().span.end = part.span.end;
      }
      continue;
    }
    if (places.size() != wanted) continue;
    if (part.number == 0) out.back().number = 1, out.back().damaged = true;
    for (const uint32_t k : places) {
      ListEntry found;
      found.span = {part.span.begin + k, part.span.end};
      found.number = out.back().number + 1;
      found.damaged = true;
      out.back().span.end = found.span.begin;
      out.push_back(found);
    }
  }
}

void trim_ends(std::u32string_view list, std::vector<ListEntry>& entries) {
  for (ListEntry& entry : entries)
    while (entry.span.end > entry.span.begin && is_space(list[entry.span.end - 1])) --entry.span.end;
  std::erase_if(entries, [](const ListEntry& entry) { return entry.span.empty(); });
}

}  // namespace

bool is_reference_heading(std::u32string_view line) {
  constexpr size_t kLongest = 60;
  LabelMatch label;
  if (line.size() > kLongest) return false;
  // "六、参考文献" is the last section by its number.
  if (const HeadingLabel numbered = match_heading_label(line); numbered.scheme != Scheme::none && numbered.content < line.size()) line = line.substr(numbered.content);
  if (!match_label(line, label) || label.kind != LabelKind::references) return false;
  // Alone on its line, but for closing marks and the same word in another language.
  for (uint32_t i = label.content; i < line.size(); ++i)
    if (is_letter(line[i]) || is_digit(line[i])) return is_reference_heading(line.substr(i));
  return true;
}

std::vector<ListEntry> split_reference_list(std::u32string_view list) {
  std::vector<LabelledLine> labels[2];   // plain, bracketed
  uint32_t lines = 0;
  for (uint32_t i = 0; i < list.size();) {
    const uint32_t end = static_cast<uint32_t>(std::min(list.find(U'\n', i), list.size()));
    uint32_t begin = i;
    while (begin < end && (is_space(list[begin]) || list[begin] == U'*' || list[begin] == U'•')) ++begin;
    ListLabel label;
    lines += begin < end;
    if (begin < end && read_list_label(list.substr(0, end), begin, label)) labels[label.bracketed].push_back({begin, label});
    i = end + 1;
  }
  // Do the lines carry labels at all? A chain that rises is a sign even where the page breaks each entry into many lines.
  const std::vector<LabelledLine> plain = best_chain(labels[0]), bracketed = best_chain(labels[1]);
  const bool brackets = bracketed.size() * 2 >= plain.size();
  const std::vector<LabelledLine>& chain = brackets ? bracketed : plain;
  const bool many = chain.size() * 3 >= lines || (chain.size() >= 3 && chain.size() * (brackets ? 20 : 8) >= lines);
  std::vector<ListEntry> out;
  if (chain.empty() || !many) {
    out = split_bare_numbers(list);
    if (out.empty()) out = split_plain_list(list);
    trim_ends(list, out);
    return out;
  }
  std::vector<ListEntry> entries;
  uint32_t first = 0;
  while (first < list.size() && is_space(list[first])) ++first;
  if (first < chain[0].at) {
    ListEntry head;
    head.span = {first, chain[0].at};
    // Before the first of the numbers only what says a year or a mark is an entry.
    const bool entry = chain[0].label.number != 1 ? std::any_of(list.begin() + first, list.begin() + chain[0].at, is_letter) : has_year_or_mark(list.substr(first, chain[0].at - first));
    if (entry) entries.push_back(head);
  }
  for (const LabelledLine& line : chain) entries.push_back(labelled_entry(line.at, line.label));
  for (size_t e = 0; e < entries.size(); ++e) {
    ListEntry entry = entries[e];
    const bool last = e + 1 == entries.size();
    entry.span.end = last ? static_cast<uint32_t>(list.size()) : entries[e + 1].span.begin;
    part_entry(list, entry, last || entries[e + 1].number <= entry.number ? kOpenEnd : entries[e + 1].number, brackets, out);
  }
  trim_ends(list, out);
  return out;
}

}  // namespace jiaokan
