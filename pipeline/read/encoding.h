// encoding: bytes → characters with the byte offset of each.
//
// Detected: a byte order mark, else strict UTF-8, else UTF-16 by its zero bytes, else what uchardet says among GB18030 and Big5.
// Every byte belongs to one character. A bad sequence is one U+FFFD. Never normalises.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jiaokan {

struct Decoded {
  std::u32string chars;
  std::vector<uint32_t> offset;   // one a character
  std::string encoding;           // "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "Big5"
  uint32_t bad = 0;               // bad sequences
  uint32_t first_bad = 0;         // byte offset of the first
  bool binary = false;            // holds what no text has (NUL and other control characters in number)
};

Decoded decode(std::string_view bytes);

// True is sure: UTF-8 with no more than printed characters and line ends in it, and some that is no white space. Much quicker than to decode it.
bool is_plain_text(std::string_view bytes);

}  // namespace jiaokan
