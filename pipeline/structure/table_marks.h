// Marks in the cells of a table and in what stands below it: *, **, #, ①, a letter behind a value (0.53a), ¹⁾.
//
// In: inlines, as a line of characters that each know their item. Out: what is a mark by its shape, and what is one in a cell.
// Never: says that a mark means anything: only a note can. To add a sign: kMarkSigns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"

namespace jiaokan {

inline constexpr std::u32string_view kMarkSigns = U"*∗＊†‡#＃△▲☆★※§¶";
inline constexpr char32_t kNoText = 0xFFFC;   // what is no text: a formula, a picture

// The characters of a list of inlines, each with the item it stands in. What is raised as a whole and the marks that a formula begins with are
// characters too; the rest of a formula is one kNoText.
struct MarkLine {
  struct At {
    uint32_t item = 0;
    uint32_t offset = 0;   // in the item's text
    bool whole = false;    // the item is not cut
    bool raised = false;
  };
  std::u32string text;
  std::vector<At> at;

  void put(std::u32string_view chars, uint32_t item, bool whole, bool raised) {
    for (uint32_t i = 0; i < chars.size(); ++i) {
      text.push_back(chars[i]);
      at.push_back({item, i, whole, raised});
    }
  }
};
MarkLine mark_line_of(const Inlines& inlines);

struct FoundMark {
  uint32_t begin = 0, end = 0;
  std::u32string mark;
  bool raised = false;
};
std::vector<FoundMark> mark_shapes(const MarkLine& line);          // what may be a mark by its shape, in the order of the text
std::vector<FoundMark> marks_of_cell(const MarkLine& line);   // behind a value or a word, at the end of it; several may stand on end: *#, ab, a,b
bool is_sign_mark(const FoundMark& found);
bool is_letter_mark(const FoundMark& found);

using Marks = std::vector<std::u32string>;
bool has_mark(const Marks& marks, const std::u32string& mark);
Marks marks_of_table(const Part& table);

}  // namespace jiaokan
