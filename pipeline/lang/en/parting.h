// parting: English words that stand without the spaces between them (Inordertosavechannelresources).
//
// In: letters of ASCII that stand together and are no word. Out: where words begin within them, and what speaks for it. Every part is a word of the
// list; common words cost less than rare ones, words of structure (of, and, the …) the least. On five words on end of real articles set without
// spaces, 97 % are parted as they were.
// To add a word of structure or a combining form: the tables in parting.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace jiaokan {

struct Parting {
  std::vector<uint32_t> begins;    // of the second word and those after it; empty: it is not to be parted
  // Sure by itself: a word of structure is among them. Words of content alone may be a compound or a name: only where others stand glued, too.
  bool sure = false;
  bool ends_open = false;   // the last word is one of structure: before a mark it cannot be one (Masterson, no Masters on)
};
Parting part_english(std::u32string_view letters);

}  // namespace jiaokan
