// Reference lists: their heading, and where each entry begins (specification 15); list_gaps.cc parts those that stand in one.
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
  if (brackets) part_stray_labels(list, out);
  trim_ends(list, out);
  return out;
}

}  // namespace jiaokan
