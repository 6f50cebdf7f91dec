// A heading that has run into its paragraph: its number, and where its title ends.
//
// In: the characters of a block. Out: places in it. Nothing is decided by one word; the rows of signs are in run_in.cc.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace jiaokan {

// 2.3.1 as numbers.
struct HeadingNumber {
  uint32_t n[4] = {0, 0, 0, 0};
  uint32_t depth = 0;
  // 2.3 leads to 2.4, 2.3.1 and 3; one number may be lost between.
  bool leads_to(const HeadingNumber& next) const;
};

// The number at the start of a text and where the title begins; 0: there is none, or what follows is no title.
uint32_t read_heading_number(std::u32string_view text, HeadingNumber& out);

// What the article says around the heading.
struct TitleEvidence {
  std::function<bool(uint32_t)> spaced;                       // white space stood before that character
  std::function<bool(uint32_t)> formula;                      // that character stands inside a formula
  std::function<uint32_t(std::u32string_view)> times;         // how often the article has these characters
  std::u32string_view before, behind;                         // the titles of the headings around it in its row, without their numbers
  bool in_row = false;                                        // most of its row have titles: less needs to speak for its own
  bool sentences = false;                                     // one of them is a whole sentence
};

// Where the title that begins at `content` ends and its text begins; 0: nobody can say. `score`: how much speaks for it.
struct TitleEnd {
  uint32_t at = 0;
  float score = 0;
};
TitleEnd find_title_end(std::u32string_view text, uint32_t content, const TitleEvidence& evidence);

}  // namespace jiaokan
