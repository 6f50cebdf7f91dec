// unencoded: characters of the agreed text that stand for another: of private use, lost ones (U+FFFD), descriptions of a shape (⿰氵弖), and
// compatibility ideographs.
//
// In: a collation. Out: a locus of its own class for each such place on which the witnesses agree, and of every different character how often
// it stands there. The first place of each is a question; what is chosen for it can be taken for all. Where witnesses differ there is a locus already.
// Never changes a character. To add a sort: one row of kSorts (unencoded.cc).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/collation.h"
#include "model/diag.h"

namespace jiaokan {

struct Unencoded {
  std::u32string text;      // the character, or the whole description
  const char* sort;         // "private use"
  std::u32string instead;   // what it is the compatibility form of; empty: only the print knows
  size_t count = 0;
  uint32_t first = 0;       // column
};

// Also says of each that it is there. In the order of their first places.
std::vector<Unencoded> find_unencoded(Collation& collation, Diags& diags);

}  // namespace jiaokan
