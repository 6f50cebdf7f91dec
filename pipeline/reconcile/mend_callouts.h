// mend callouts: a place where no version has a whole callout (中 | [7, 3] | [3}) gets the callout that the others around it leave room for.
//
// In: decisions already made, of an article with a numbered list that is cited in order. Out: at such places one more choice, the callout; it stands,
// marked as no version's reading, where it is probable, and is a question where it is not sure. Evidence: digits and brackets that a version has,
// the numbers that no other callout cites between those before and after, what stands on both sides.
// Never touches what an editor decided, a place that has a whole callout, or the list itself.
#pragma once

#include <vector>

#include "model/collation.h"
#include "model/decision.h"

namespace jiaokan {

void mend_callouts(const Collation& collation, std::vector<Decision>& decisions, double ask);

}  // namespace jiaokan
