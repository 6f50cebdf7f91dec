// classify: what kind of difference a locus is, as an editor would call it.
//
// In: the readings, and the sorts of their characters. Never decides. To add a class: a row in LocusClass (model/collation.h) and a test here.
#pragma once

#include "model/collation.h"

namespace jiaokan {

// Class of a difference that is more than width and spacing. `in_callout`: the place is inside a callout of some witness;
// `before`, `after`: agreed characters around it (0 at an edge).
LocusClass classify(const std::vector<Reading>& readings, bool in_callout, char32_t before, char32_t after);

}  // namespace jiaokan
