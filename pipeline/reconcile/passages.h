// passages: many short texts by the same engines → one Collation, so that what is learned from one helps the others.
//
// Each passage is laid side by side by itself; the columns stand one passage after the other, parted by a column that all
// engines share (kEdge, no part of any passage). An engine that has not read a passage has nothing there and takes no part.
#pragma once

#include "model/collation.h"

namespace jiaokan {

// Stands in every witness before the first passage and behind each: texts of passages know their edges by it, as lines begin and end in a
// way of their own. No other collation has it.
inline constexpr char32_t kEdge = U'\u0003';

struct Passage {
  std::vector<std::u32string> texts;   // by engine
  std::vector<bool> read;              // by engine: false where it has none
};

struct Passages {
  Collation collation;                 // one witness an engine
  std::vector<uint32_t> begins;        // first column of each passage; one more at the end. The last column of each is its edge.
};

Passages collate_passages(const std::vector<std::string>& engines, const std::vector<Passage>& passages);

}  // namespace jiaokan
