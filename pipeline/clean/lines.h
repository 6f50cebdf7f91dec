// The printed lines of a witness, measured in ems, and whether the witness is set in hard lines at all.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

enum class Foot : uint8_t { none, begins, goes_on };   // of a line at a page's foot: it begins a note, or belongs to one

struct Line {
  Span span;               // without its line end; leading and trailing white space included
  Span ink;                // first to last character that is neither white space nor markup; empty for a blank line
  std::u32string_view text;   // the ink without the markup in it; the witness's own characters where there is none
  float width = 0;         // of the ink, in ems: Han 1, Latin about one half, raised callouts smaller
  float signs = 0;         // the width as its signs have it, whatever space the page leaves between them
  float squeeze = 0;       // by how much justification may have narrowed it (full-width marks shrink to half an em)
  float indent = 0;        // white space before the ink, in ems
  float measure = 0;       // the full width of lines around here; 0 when nothing can be said
  bool latin = false;      // mostly Latin
  bool placed = false;     // width, indent, measure and room were measured on the page
  bool apart = false;      // of a placed line: more space above it than between the lines around, or type of another size
  uint32_t stretch = 0;    // of a placed line: lines of one stretch stand below each other in one column
  float top = 0;           // of a placed line: how far down the page, of what is printed there; 0 to 1
  float room = 0;          // of a placed line: ems from its end to where lines around it end
  bool furniture = false;
  Foot foot = Foot::none;
  bool after_form_feed = false;
  uint32_t blanks_before = 0;   // blank lines
};

struct Lines {
  std::vector<Line> lines;      // blank lines left out
  bool hard_wrapped = false;    // lines are lines of print, not paragraphs
  bool blank_means_nothing = false;   // blank lines stand between almost all lines
  std::deque<std::u32string> held;    // texts of lines that markup interrupts
  std::span<const std::u32string> heard;   // lines of furniture of other versions
};

// Sets a line's text anew after its ink has changed.
void set_text(const Witness& witness, Line& line, std::deque<std::u32string>& held);

Lines measure_lines(const Witness& witness);

}  // namespace jiaokan
