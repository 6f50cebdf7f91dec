// lines: an entry that the page broke into lines, joined for reading, and the way back.
//
// In: the entry as printed. Out: the text without the breaks that the page put in, and for each of its characters the place in the entry.
// A break inside a number or between Han characters goes, a hyphen before one goes between letters, any other break is a space.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/reference.h"

namespace jiaokan {

struct JoinedLines {
  std::u32string text;
  std::vector<uint32_t> origin;   // of each character; one more for the end
};
bool has_lines(std::u32string_view entry);
JoinedLines join_lines(std::u32string_view entry);

// A reference of the joined text becomes one of the entry: the parts again tile all of it.
void restore_lines(const JoinedLines& joined, std::u32string_view entry, Reference& reference);

}  // namespace jiaokan
