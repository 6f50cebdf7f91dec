// Text: the reading text. From here on there is one text, and loci; the witnesses are reached through columns only.
//
// chars[i] comes from column[i] of the Collation (which knows the places in all witnesses). An emendation points at
// a column whose readings it replaces. Blocks cover all characters. Nothing here is house style yet: widths are the
// lemma's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

// The characters [span) are the lemma of locus `locus` (index into Collation::loci, id > 0); empty where the lemma is.
struct LocusSpan {
  Span span;
  uint32_t locus = 0;
  uint32_t id = 0;
  bool open = false;
};

// A picture that no characters stand for: it is printed before character `at`.
struct Picture {
  uint32_t at = 0;
  std::string path;   // as the witness says it
};

struct Text {
  std::u32string chars;
  std::vector<uint32_t> column;
  std::vector<Block> blocks;
  std::vector<Mark> marks;
  std::vector<PageStart> pages;
  std::vector<Table> tables;
  std::vector<LocusSpan> loci;
  std::vector<Picture> pictures;  // ascending
  std::vector<Fact> facts;        // values only; their spans are empty
};

// Which block holds the character: they cover all of them.
inline size_t block_at(const Text& text, uint32_t at) {
  const size_t block = block_at(text.blocks, at);
  return block == kNone ? 0 : block;
}

}  // namespace jiaokan
