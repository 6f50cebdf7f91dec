// need: how much a place where the versions differ needs an editor's eyes: how unsure it is, times what hangs on it.
//
// A mark of punctuation matters less than a word, what stands in a table, a figure or among loose numbers less than what stands in the prose,
// a heading more. Only the order in which questions are asked comes of it. To change the order: kClassWeights (need.cc).
#pragma once

#include "pipeline.h"

namespace jiaokan {

// For each locus of the collation; greater needs more. Loci that no editor sees have 0.
std::vector<double> need_of_loci(const Edition& edition);

}  // namespace jiaokan
