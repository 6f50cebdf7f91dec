// list_text: the blocks of a reference list as one string with its lines, and the way back to the text.
//
// In: blocks, one after the other. Out: their characters with a line end wherever the print has one: between blocks, and within a block where
// the version that has the characters broke its line there. Never: a character that the text has not.
#pragma once

#include <string>
#include <vector>

#include "structure/draft.h"

namespace jiaokan {

struct ListText {
  std::u32string chars;
  std::vector<uint32_t> at;     // character of the text, of each
  std::vector<char> soft;       // a line end within a block: nothing stands there in the text

  void add(const StructureDraft& d, Span block);
};

// What a stretch of the list says, its line ends gone; and where each character stands in the text.
struct EntryText {
  std::u32string raw;
  std::vector<uint32_t> places;
};
EntryText entry_text(const ListText& list, Span span);

}  // namespace jiaokan
