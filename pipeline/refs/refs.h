// refs: the grammar of references and callouts, by the practice of GB/T 7714 (editions 1987 to 2025) and CAJ-CD.
//
// Pure functions on text; they know no stage. Lossless: Reference::raw equals its parts joined, always.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/reference.h"

namespace jiaokan {

// One entry, without its label or with it (then a part `label`).
Reference parse_reference(std::u32string_view entry);

// A list as printed: lines or paragraphs joined by '\n' → the entries, as spans of `list` in order.
// `number` is the printed label's number, 0 without one.
struct ListEntry {
  Span span;        // label included, trailing white space not
  Span label;       // empty when there is none
  uint32_t number = 0;
  bool damaged = false;   // the label was misread and repaired from the sequence
};
std::vector<ListEntry> split_reference_list(std::u32string_view list);

// True for a line that heads a reference list (参考文献, References, 引用文献 …), spaces and brackets allowed.
bool is_reference_heading(std::u32string_view line);

// A numeric callout as it stands in running text: "[4]", "［3-5］", "〔1〕", "【2】", "[2-4,7]", "[l]".
struct CalloutForm {
  Span span;                        // of `text`, brackets included
  std::vector<uint32_t> numbers;    // expanded, in print order, without repeats
  Span locator;                     // digits raised behind the bracket; empty
  float certainty = 1;              // by shape alone
};
// All candidates in a stretch of text. What cannot be a callout ([J], [美], [2018], [0,1]) is not listed.
std::vector<CalloutForm> find_callouts(std::u32string_view text);

// A person's name → surname and given name (compound surnames, Western, pinyin); spans of `name`.
struct SplitName {
  Span surname, given;              // both empty: could not be split
  bool eastern = true;
  bool corporate = false;
};
SplitName split_name(std::u32string_view name);

// True when a name is that of a body, by a word in it: 委员会, University.
bool is_body(std::u32string_view name);

// True when a Han name begins with a surname in common use (single or compound).
bool is_surname(std::u32string_view name);

// What the text calls an author by: a Han name whole, of a western one the surname. Within reference.raw; `part` is a name.
std::u32string_view called(const Reference& reference, const RefPart& part);

}  // namespace jiaokan
