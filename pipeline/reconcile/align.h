// align: two sequences of folded characters → which belongs to which.
//
// Anchors (k-grams that stand once in each, chained by their longest ascending run), recursion with shorter ones between them, exact alignment
// with affine gaps in what remains; work is bounded everywhere, so no text makes it quadratic. Deterministic.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

struct Alignment {
  // For each element of b: the element of a it stands beside (equal or instead of it), or kNone.
  std::vector<uint32_t> a_of_b;
  std::vector<Span> moved;   // of b: passages that are aligned out of order
};

// In order only, and with moved passages (moves.h).
std::vector<uint32_t> align_in_order(const std::u32string& a, const std::u32string& b);
Alignment align(const std::u32string& a, const std::u32string& b);

}  // namespace jiaokan
