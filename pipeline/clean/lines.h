// The printed lines of a witness, measured in ems, and whether the witness is set in hard lines at all.
#pragma once

#include <string_view>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

struct Line {
  Span span;               // without its line end; leading and trailing white space included
  Span ink;                // first to last character that is neither white space nor markup; empty for a blank line
  float width = 0;         // of the ink, in ems: Han 1, Latin about one half, raised callouts smaller
  float squeeze = 0;       // by how much justification may have narrowed it (full-width marks shrink to half an em)
  float indent = 0;        // white space before the ink, in ems
  float measure = 0;       // the full width of lines around here; 0 when nothing can be said
  bool latin = false;      // mostly Latin
  bool furniture = false;
  bool after_form_feed = false;
  uint32_t blanks_before = 0;   // blank lines
};

struct Lines {
  std::vector<Line> lines;      // blank lines left out
  bool hard_wrapped = false;    // lines are lines of print, not paragraphs
  bool blank_means_nothing = false;   // blank lines stand between almost all lines
};

Lines measure_lines(const Witness& witness);

inline std::u32string_view ink(const Witness& witness, const Line& line) {
  return std::u32string_view(witness.chars).substr(line.ink.begin, line.ink.size());
}

}  // namespace jiaokan
