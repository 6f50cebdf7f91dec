// A list whose entries have no labels: lines that begin like an entry behind lines that end like one.
#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "refs/list_signs.h"

namespace jiaokan {

namespace {

struct ListLine {
  Span span;      // without white space at its edges
  Sign begins, ends;
  bool dated;     // a year or a mark in it
};

std::vector<ListLine> lines_of(std::u32string_view list) {
  std::vector<ListLine> out;
  for (uint32_t i = 0; i < list.size();) {
    const uint32_t end = static_cast<uint32_t>(std::min(list.find(U'\n', i), list.size()));
    Span line{i, end};
    while (line.begin < line.end && is_space(list[line.begin])) ++line.begin;
    while (line.end > line.begin && is_space(list[line.end - 1])) --line.end;
    i = end + 1;
    if (line.empty()) continue;
    const std::u32string_view text = list.substr(line.begin, line.size());
    out.push_back({line, begins_like_entry(text), ends_like_entry(text), has_year_or_mark(text)});
  }
  return out;
}

// "12" at k, with the beginning of an entry behind it: where the entry's text begins, 0 when it is none. A line that begins with the number needs
// no more than a letter behind it.
uint32_t bare_number(std::u32string_view list, uint32_t k, uint32_t number) {
  const std::string digits = std::to_string(number);
  for (const char digit : digits) {
    if (k >= list.size() || list[k] != static_cast<char32_t>(digit)) return 0;
    ++k;
  }
  const bool line = k == digits.size() || list[k - digits.size() - 1] == U'\n';
  const bool blank = k < list.size() && is_space(list[k]);
  while (k < list.size() && is_space(list[k])) ++k;
  if (k >= list.size() || is_digit(list[k])) return 0;
  const Sign sign = begins_like_entry(list.substr(k, 80));
  return sign == Sign::sure || ((blank || line) && sign == Sign::weak) ? k : 0;
}

// Where names begin nearly every line, one with neither a name nor a year or mark goes on from the line before.
bool names_begin_lines(const std::vector<ListLine>& lines) {
  constexpr size_t kFewest = 6;
  size_t named = 0, entries = 0;
  for (const ListLine& line : lines) {
    named += line.begins == Sign::sure;
    entries += line.begins == Sign::sure || (line.begins == Sign::weak && line.dated);
  }
  return named >= kFewest && named * 5 >= entries * 4;
}

// "Psychology, 67(4), 404-424.", "15(4), 500-514.]": no name and no year, or a bracket that it does not open.
bool goes_on(std::u32string_view text, const ListLine& line) {
  if (line.begins == Sign::sure) return false;
  const bool closes = fold(text.back()) == U']' && text.find_first_of(U"[［") == std::u32string_view::npos;
  if (!line.dated || closes) return true;
  // Of a line in which another entry begins only what stands before that.
  for (size_t k = 1; k < text.size(); ++k)
    if (is_letter(text[k]) && (is_space(text[k - 1]) || is_sentence_end(text[k - 1])) && begins_like_entry(text.substr(k)) == Sign::sure) return !has_year_or_mark(text.substr(0, k));
  return false;
}

}  // namespace

std::vector<ListEntry> split_bare_numbers(std::u32string_view list) {
  constexpr uint32_t kFewest = 4, kLongestEntry = 900;
  std::vector<ListEntry> out;
  uint32_t from = 0;
  while (from < list.size() && is_space(list[from])) ++from;
  for (uint32_t number = 1; ; ++number) {
    uint32_t at = from, text = 0;
    for (; at < list.size() && at < from + kLongestEntry; ++at) {
      const char32_t before = at > 0 ? list[at - 1] : U'\n';
      if (number > 1 && !is_space(before) && !is_sentence_end(before) && !is_closing(before)) continue;
      if ((text = bare_number(list, at, number)) > 0) break;
      if (number == 1) return {};   // the first begins the list
    }
    if (text == 0) break;
    if (!out.empty()) out.back().span.end = at;
    ListEntry entry;
    entry.span = {at, static_cast<uint32_t>(list.size())};
    entry.label = {at, at + static_cast<uint32_t>(std::to_string(number).size())};
    entry.number = number;
    out.push_back(entry);
    from = text + 1;
  }
  // Most of the list must have been found this way: a title may begin with a number. A short list must have them at the beginnings of its lines.
  const auto line = [&](const ListEntry& entry) { return entry.span.begin == 0 || list[entry.span.begin - 1] == U'\n'; };
  if (out.size() > 1 && out.size() < kFewest && std::all_of(out.begin(), out.end(), line) && list.size() - out.back().span.begin < kLongestEntry) return out;
  const bool most = out.size() >= kFewest && (list.size() - out.back().span.begin) * 3 <= list.size();
  return most ? out : std::vector<ListEntry>{};
}

std::vector<ListEntry> split_plain_list(std::u32string_view list) {
  const std::vector<ListLine> lines = lines_of(list);
  // Does the page break entries into lines at all? Then lines end anywhere.
  const size_t open_ends = static_cast<size_t>(std::count_if(lines.begin(), lines.end(), [](const ListLine& l) { return l.ends != Sign::sure; }));
  const size_t undated = static_cast<size_t>(std::count_if(lines.begin(), lines.end(), [](const ListLine& l) { return !l.dated; }));
  const bool broken = lines.size() >= 4 && open_ends * 5 >= lines.size() && undated * 5 >= lines.size();
  const bool named = names_begin_lines(lines);
  std::vector<ListEntry> out;
  bool dated = false;   // the entry so far
  // "*表示定量分析纳入的文献": words on the list above its first entry.
  const size_t start = named && !lines[0].dated && lines[0].begins != Sign::sure && lines[0].ends != Sign::sure && lines[1].begins == Sign::sure ? 1 : 0;
  for (size_t l = start; l < lines.size(); ++l) {
    const ListLine& line = lines[l];
    bool begins = l == start || !broken;
    if (!begins) {
      const Sign before = lines[l - 1].ends;
      if (before == Sign::none || line.begins == Sign::none) begins = false;
      else if (line.begins == Sign::sure) begins = before == Sign::sure || (dated && line.dated);
      else begins = before == Sign::sure && dated && line.dated;
    } else if (l > start && named && goes_on(list.substr(line.span.begin, line.span.size()), line)) {
      begins = false;
    } else if (l > start && (lines[l - 1].ends == Sign::none || line.begins == Sign::none)) {
      // Even where every entry has a line of its own one may be broken: a comma ends no entry, a small letter begins none.
      begins = dated && line.dated && line.begins != Sign::none;
    }
    if (begins) {
      ListEntry entry;
      entry.span = line.span;
      out.push_back(entry);
      dated = false;
    }
    out.back().span.end = line.span.end;
    dated |= line.dated;
  }
  // Entries that stand in one line.
  std::vector<ListEntry> parted;
  for (const ListEntry& entry : out) {
    uint32_t at = entry.span.begin;
    constexpr size_t kMost = 400;
    for (const uint32_t k : run_together(list.substr(entry.span.begin, entry.span.size()), kMost, Dates::both)) {
      ListEntry first;
      first.span = {at, entry.span.begin + k};
      parted.push_back(first);
      at = entry.span.begin + k;
    }
    ListEntry last;
    last.span = {at, entry.span.end};
    parted.push_back(last);
  }
  return parted;
}

}  // namespace jiaokan
