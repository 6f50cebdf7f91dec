// mend furniture: a running head that one version has inside its text, and another as furniture.
//
// In: decisions already made. Out: where a version goes on inside a block, and elsewhere has as furniture the very text that another has here, it is
// left out; between blocks, where it might be a title, if it stands there page for page. Never touches what an editor decided.
#pragma once

#include <vector>

#include "model/collation.h"
#include "model/decision.h"

namespace jiaokan {

void mend_furniture(const Collation& collation, std::vector<Decision>& decisions);

}  // namespace jiaokan
