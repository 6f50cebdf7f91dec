#include "structure/list_head.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "refs/list_signs.h"
#include "refs/refs.h"
#include "structure/list_text.h"

namespace jiaokan {

namespace {

// Behind the word for references, its colon and the same word in another language; 0: the text does not begin with one.
uint32_t content_of(std::u32string_view text) {
  uint32_t at = 0;
  if (const HeadingLabel numbered = match_heading_label(text); numbered.scheme != Scheme::none && numbered.content < text.size()) at = numbered.content;
  bool found = false;
  for (LabelMatch label; match_label(text.substr(at), label) && label.kind == LabelKind::references && label.content > 0; found = true) at += label.content;
  return found ? at : 0;
}

// "[1] 李四" or "1. 李四" at the start.
bool begins_entries(std::u32string_view text) {
  const std::vector<ListEntry> entries = split_reference_list(text);
  return !entries.empty() && entries.front().number == 1;
}

bool is_unnumbered_entry(std::u32string_view text) { return begins_like_entry(text) == Sign::sure && has_year_or_mark(text); }

// A mark of the scan stands behind the heading ("# 参考文献 入队"), and entries below it.
bool is_spoilt_heading(const StructureDraft& d, size_t b) {
  constexpr size_t kLongestSpot = 5;
  const std::u32string_view text = d.block(b);
  const uint32_t at = content_of(text);
  if (at == 0 || text.size() - at > kLongestSpot || b + 1 >= d.blocks()) return false;
  const std::u32string_view next = d.block(b + 1);
  return looks_labelled(next) || is_unnumbered_entry(next);
}

// The heading has run into the list: "参考文献：[1] 李四. …", and a list without numbers that goes on below.
uint32_t run_in(const StructureDraft& d, size_t b) {
  const std::u32string_view text = d.block(b);
  const uint32_t at = content_of(text);
  if (at == 0 || at >= text.size()) return 0;
  if (begins_entries(text.substr(at))) return at;
  const bool goes_on = b + 1 == d.blocks() || is_unnumbered_entry(d.block(b + 1)) || !run_together(text.substr(at), 1, Dates::both).empty();
  const char32_t before = text[at - 1];
  const bool parted = is_space(before) || before == U':' || before == U'：' || (is_han(before) && is_latin_letter(text[at]));
  return parted && is_unnumbered_entry(text.substr(at)) && goes_on ? at : 0;
}

// No heading: the last at least three entries whose numbers rise, in blocks of their own or in one; most with a type mark, or many with years.
size_t numbered_run(const StructureDraft& d) {
  constexpr size_t kFewest = 3, kMany = 8;
  for (size_t b = d.blocks(); b-- > 0;) {
    if (!looks_labelled(d.block(b)) || d.text.blocks[b].kind == BlockKind::note) continue;
    // Back to where its numbers begin, over what a page's end has put between.
    size_t begin = b, entries = 0, marks = 0, dated = 0;
    const auto count = [&](size_t k) {
      ListText list;
      list.add(d, d.span(k));
      for (const ListEntry& entry : split_reference_list(list.chars)) {
        const std::u32string_view one = std::u32string_view(list.chars).substr(entry.span.begin, entry.span.size());
        ++entries;
        marks += has_type_mark(one);
        dated += has_year_or_mark(one);
      }
    };
    count(b);
    for (size_t k = b; k-- > 0 && begin - k <= kBetweenEntries;) {
      const uint32_t here = entry_number(d.block(k));
      if (here == 0 || here >= entry_number(d.block(begin))) continue;
      begin = k;
      count(k);
    }
    if (entries >= kFewest && marks * 2 >= entries) return begin;
    if (entries >= kMany && dated * 5 >= entries * 4 && entry_number(d.block(begin)) == 1) return begin;
    b = begin;   // a numbered list that is no bibliography
  }
  return d.blocks();
}

// （上接第58页）: the end of another article, which has a list of its own; d.blocks() when the page has none.
size_t end_of_own(const StructureDraft& d) {
  for (size_t b = d.blocks() / 2; b < d.blocks(); ++b)
    if (continues_another(d.block(b))) return b;
  return d.blocks();
}

}  // namespace

bool continues_another(std::u32string_view text) { return text.starts_with(U"（上接第") || text.starts_with(U"(上接第"); }

bool continues_elsewhere(std::u32string_view text) { return text.starts_with(U"（下转第") || text.starts_with(U"(下转第"); }

// Its second bracket read rightly or not, and text behind it.
uint32_t entry_number(std::u32string_view text) {
  size_t i = 0;
  while (i < text.size() && is_space(text[i])) ++i;
  if (i >= text.size() || fold(text[i]) != U'[') return 0;
  const size_t from = ++i;
  uint32_t number = 0;
  while (i < text.size() && i < from + 5 && (is_digit(text[i]) || is_space(text[i]))) {
    if (is_digit(text[i])) number = number * 10 + (fold(text[i]) - U'0');
    ++i;
  }
  const bool closed = i < text.size() && (fold(text[i]) == U']' || text[i] == U'」' || text[i] == U'J');
  return i > from && closed && text.size() > i + 8 ? number : 0;
}

bool looks_labelled(std::u32string_view text) { return entry_number(text) > 0; }

bool has_type_mark(std::u32string_view text) {
  const Reference reference = parse_reference(text);
  return !reference.mark.empty();
}

ListHead find_list_head(const StructureDraft& d) {
  ListHead out;
  out.heading = out.first = d.blocks();
  const size_t own = end_of_own(d);
  for (size_t b = 0; b < own; ++b)
    if (is_reference_heading(d.block(b))) out.heading = b;
  if (out.heading == d.blocks())
    for (size_t b = 0; b < own; ++b)
      if (is_spoilt_heading(d, b)) out.heading = b;
  if (out.heading < d.blocks()) {
    out.first = out.heading + 1;
    std::u32string_view text = d.block(out.heading);
    if (const HeadingLabel numbered = match_heading_label(text); numbered.scheme != Scheme::none && numbered.content < text.size()) text = text.substr(numbered.content);
    out.title = letters_alone(is_reference_heading(text) ? text : text.substr(0, content_of(text)));
    return out;
  }
  for (size_t b = 0; b < own; ++b) {
    const uint32_t at = run_in(d, b);
    if (at == 0) continue;
    out.first = b;
    out.skip = at;
    out.title.clear();
  }
  if (out.first == d.blocks()) out.first = numbered_run(d);
  return out;
}

}  // namespace jiaokan
