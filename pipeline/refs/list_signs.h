// list_signs: what tells where an entry of a reference list begins and ends; shared by list.cc, list_gaps.cc and list_plain.cc.
//
// Pure looks at characters: labels with the damage of print and scan, the names an entry begins with, the marks it ends with.
// Never: decides; where signs are weak they say so, and the list as a whole decides.
#pragma once

#include <string_view>
#include <vector>

#include "refs/refs.h"

namespace jiaokan {

struct ListLabel {
  Span span;
  uint32_t number = 0;
  bool bracketed = false;
  bool damaged = false;
};
ListEntry labelled_entry(uint32_t at, const ListLabel& label);   // whose end is not known yet
bool read_list_label(std::u32string_view text, uint32_t i, ListLabel& out);   // [12] 〔12〕 (12) 12. 12、 ① {5] 42]
// Where a label ends that a line begins with, its brackets damaged ("4林晓", "[121林") or read wrongly all through ("[0]", "(S)", "7]"),
// when `number` can stand there; 0: none.
enum class LabelDamage : uint8_t { brackets, any };
uint32_t broken_label_end(std::u32string_view line, uint32_t number, LabelDamage most);

enum class Sign : uint8_t { none, weak, sure };
Sign begins_like_entry(std::u32string_view text);   // names of persons and what stands behind them; a title is a weak sign
Sign ends_like_entry(std::u32string_view text);     // a full stop, pages, an address; a word is a weak sign
bool has_year_or_mark(std::u32string_view text);    // what no entry lacks
bool says_type_mark(std::u32string_view text);      // [J] [EB/OL]
bool says_other_year(std::u32string_view one, std::u32string_view other);   // each says a year, and none is the same

// Where entries run together within a line: the places at which another one begins. `most` ends the search.
enum class Dates : uint8_t { both, any };   // whether both must say their year or mark: it may be misread where one is known to be missing
std::vector<uint32_t> run_together(std::u32string_view text, size_t most, Dates dates);

// An entry of a numbered list → it and those that stand in one with it, when the next one found has the number `next`; kOpenEnd behind the last.
constexpr uint32_t kOpenEnd = 10000;   // no list is so long
void part_entry(std::u32string_view list, ListEntry entry, uint32_t next, bool brackets, std::vector<ListEntry>& out);
// Labels out of their order, or printed twice: [20] behind [21], [13] [13].
void part_stray_labels(std::u32string_view list, std::vector<ListEntry>& entries);

// A list whose labels are numbers and nothing else: "1 林晓. …", also within lines; empty when the list is none.
std::vector<ListEntry> split_bare_numbers(std::u32string_view list);

// A list whose entries have no labels (specification 15.3).
std::vector<ListEntry> split_plain_list(std::u32string_view list);

}  // namespace jiaokan
