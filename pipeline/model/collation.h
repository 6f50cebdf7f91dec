// Collation: n witnesses laid side by side in columns, and the loci where they differ.
//
// A column holds at most one stream character of each witness. Every stream character of every witness stands in
// exactly one column, so each witness can be rebuilt. Columns are in the reading order of the edition; a block that
// a witness has elsewhere (page notes against endnotes) is aligned where the edition has it, so the characters of
// one witness need not ascend from column to column (`moved` lists these).
// Every column that is not the same character in every witness lies in a locus. Columns that differ only in a way
// that is settled by rule (width, spacing) are loci too, with id 0.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

enum class LocusClass : uint8_t {
  width, punctuation, spacing, markup, callout, number,
  shape_similar, sound_similar, synonym, omission, addition, doubled, transposed, variant_form,
  block,    // a whole passage that only some witnesses have
  emendation,   // the witnesses agree, and that can hardly be right; a reading that none has is proposed
  unencoded,    // the witnesses agree on a character that has no code of its own, or is lost
  other,
};
std::string_view name_of(LocusClass cls);

struct Reading {
  std::u32string text;          // as the witness has it (stream characters); empty: the witness has nothing here
  std::vector<uint16_t> witnesses;  // ascending
};

struct Locus {
  uint32_t id = 0;              // 1, 2, … in reading order for what a person may want to see; 0 settled by rule
  uint32_t begin = 0, end = 0;  // columns
  LocusClass cls = LocusClass::other;
  std::vector<Reading> readings;  // distinct texts; first witness first
};

// Columns [begin, end) where witness `witness` has the passage at another place of its own order.
struct Moved {
  uint32_t begin = 0, end = 0;
  uint16_t witness = 0;
};

struct Collation {
  std::vector<Witness> witnesses;  // in the order given by the user: letters A, B, …
  std::vector<uint32_t> cells;     // columns × witnesses, row by row: index of the character, or kNone
  std::vector<Locus> loci;         // ascending, disjoint
  std::vector<Moved> moved;

  uint32_t columns() const { return witnesses.empty() ? 0 : static_cast<uint32_t>(cells.size() / witnesses.size()); }
  uint32_t cell(uint32_t column, size_t witness) const { return cells[column * witnesses.size() + witness]; }
};

// "A", "B", … "Z", "AA"
std::string letter(size_t witness);

}  // namespace jiaokan
