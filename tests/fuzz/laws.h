// What the fuzz targets hold to be true; a law that is broken ends the program with its wording.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "model/witness.h"

namespace jiaokan {

inline void law(bool holds, const char* wording) {
  if (holds) return;
  std::fprintf(stderr, "broken law: %s\n", wording);
  std::abort();
}

// Every byte belongs to one character: offsets begin at 0 in each source and ascend.
inline void check_bytes(const Witness& witness) {
  law(witness.offset.size() == witness.chars.size(), "every character has an offset");
  law(witness.role.size() == witness.chars.size(), "every character has a role");
  law(witness.source_begin.size() == witness.sources.size(), "every source has its first character");
  for (size_t s = 0; s < witness.sources.size(); ++s) {
    const size_t begin = witness.source_begin[s];
    const size_t end = s + 1 < witness.sources.size() ? witness.source_begin[s + 1] : witness.chars.size();
    law(begin <= end && end <= witness.chars.size(), "sources ascend");
    law((begin == end) == witness.sources[s].bytes.empty(), "bytes have characters");
    if (begin == end) continue;
    law(witness.offset[begin] == 0, "the first character begins at the first byte");
    for (size_t i = begin + 1; i < end; ++i) law(witness.offset[i - 1] < witness.offset[i], "offsets ascend");
    law(witness.offset[end - 1] < witness.sources[s].bytes.size(), "characters end where the bytes end");
  }
}

// `covered`: what has to lie in a block: text after reading, all of the stream after cleaning.
inline void check_bounds(const Witness& witness, bool (*covered)(Role)) {
  const uint32_t size = static_cast<uint32_t>(witness.chars.size());
  const auto inside = [&](Span span) { return span.begin <= span.end && span.end <= size; };
  for (size_t i = 0; i < witness.lines.size(); ++i)
    law(witness.lines[i] < size && (i == 0 || witness.lines[i - 1] < witness.lines[i]), "lines ascend");
  uint32_t last = 0;
  for (const Block& block : witness.blocks) {
    law(inside(block.span) && last <= block.span.begin, "blocks ascend and are disjoint");
    for (; last < block.span.begin; ++last) law(!covered(witness.role[last]), "blocks cover the stream");
    last = block.span.end;
  }
  for (; last < size; ++last) law(!covered(witness.role[last]), "blocks cover the stream");
  for (const Mark& mark : witness.marks) law(inside(mark.span), "marks are within bounds");
  for (size_t i = 0; i < witness.pages.size(); ++i)
    law(witness.pages[i].at <= size && (i == 0 || witness.pages[i - 1].at <= witness.pages[i].at), "pages ascend");
  for (const Fact& fact : witness.facts) law(inside(fact.span), "facts are within bounds");
  for (const Change& change : witness.changes) law(inside(change.span), "changes are within bounds");
  for (const Table& table : witness.tables) {
    law(inside(table.span), "tables are within bounds");
    for (const Cell& cell : table.cells) law(inside(cell.span), "cells are within bounds");
  }
}

}  // namespace jiaokan
