// layout: what a format with syntax of its own (JSON, XML) says of a text → the characters of the witness.
//
// In: runs of content in the order of the file, and the signs that are written in several characters (an escape, a character
// reference). Out: roles, lines, pages, blocks, boxes and confidences of the part. What no run holds is markup. A sign becomes one
// character at the place of its first byte; a border between runs is put on a character of the syntax between them (a line end, a blank
// line between blocks, a form feed before a page), so that the stages behind see lines and pages as in any text.
// Never: looks at the words. To add a format: fill a Plan.
#pragma once

#include <string>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

enum class Border : uint8_t { none, space, line, block, page };   // what stands before a run

struct Run {
  Span span;
  Border before = Border::block;
  BlockKind kind = BlockKind::paragraph;   // of the block that begins here
  uint8_t level = 0;
  bool furniture = false;                  // the format itself says that it is none of the article
  bool hyphen = false;                     // the format itself says that it is there only because the line ended
  bool marked = false;                     // may hold what read_inline_marks knows
  PageStart page;                          // where a page begins; its place is set by the layout
  Box box;
  float confidence = -1;                   // under 0: not said
};

struct Sign {
  Span written;
  char32_t c;
};

// All spans are of the characters as they were decoded; runs and signs ascend and are disjoint, and signs lie in runs.
struct Plan {
  std::vector<Run> runs;
  std::vector<Sign> signs;
  std::vector<Mark> marks;
  std::vector<Table> tables;   // each from its first run to its last, which begin and end a block
};

void lay_out(Witness& witness, Span part, const Plan& plan);

}  // namespace jiaokan
