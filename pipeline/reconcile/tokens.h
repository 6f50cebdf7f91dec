// tokens: n sequences of tokens → one table, for texts in any language that somebody else has cut into tokens.
//
// In: for each witness the form of each token that is compared (CollateX's "n"). Out: columns, each with at most one token of a witness, every
// token in exactly one; what differs stands as far left as it can, as in CollateX. Of several orders of joining the one with the fewest columns that
// differ is taken, in a tie the order given. Passages that stand elsewhere are not set beside each other but listed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

struct Passed {
  size_t witness = 0;
  Span tokens;
};
using Transposition = std::vector<Passed>;   // one passage at two places, with all that have it at either

struct TokenTable {
  size_t witnesses = 0;
  std::vector<uint32_t> cells;   // columns × witnesses: index of the token, or kNone
  std::vector<Transposition> transpositions;
  size_t columns() const { return witnesses == 0 ? 0 : cells.size() / witnesses; }
  uint32_t cell(size_t column, size_t w) const { return cells[column * witnesses + w]; }
};

TokenTable collate_tokens(const std::vector<std::vector<std::string>>& witnesses);

// Near matching: tokens without an equal slide, in their order, to the columns where they are most like what others have. For those who ask for it.
void set_near(TokenTable& table, const std::vector<std::vector<std::string>>& witnesses);

// Columns that follow each other and part the witnesses alike, as half-open ranges: the segments of parallel segmentation.
std::vector<Span> segments(const TokenTable& table, const std::vector<std::vector<std::string>>& witnesses);

}  // namespace jiaokan
