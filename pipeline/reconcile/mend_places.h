// mend places: a piece of a line that two versions have at different places stands once.
//
// In: decisions already made. Out: where one version has a piece here, and the other the very same there and nowhere else, it is kept where the version
// has it whose order is to be trusted more, and left out at the other place. Never touches what an editor decided, or whole passages.
#pragma once

#include <vector>

#include "model/collation.h"
#include "model/decision.h"

namespace jiaokan {

void mend_places(const Collation& collation, std::vector<Decision>& decisions, double ask);

}  // namespace jiaokan
