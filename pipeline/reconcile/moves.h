// moves: passages that one sequence has elsewhere, among what the alignment in order left over or set beside something unlike it.
//
// Columns interleaved line by line, notes at page ends against endnotes, tables, a page of English. Near-linear.
#pragma once

#include <string>

#include "reconcile/align.h"

namespace jiaokan {

// Pairs moved passages and lists them in `alignment.moved`. Unlike stretches that are found nowhere else stay paired as they were.
void find_moves(const std::u32string& a, const std::u32string& b, Alignment& alignment);

}  // namespace jiaokan
