// glued_words: English words that all versions have without the spaces between them.
//
// In: a collation. Out: emendations that stand (emend.h): of each last letter that a space is to follow. Words of content alone are parted only in
// texts in which others have lost their spaces; then also the marks between words get theirs. Never within formulas, code, addresses and names with
// digits; never in a text of other languages (every part must be an English word). The words and their costs: lang/en/parting.h.
#pragma once

#include <vector>

#include "model/collation.h"
#include "reconcile/emend.h"

namespace jiaokan {

std::vector<Emendation> part_glued_words(const Collation& collation);

}  // namespace jiaokan
