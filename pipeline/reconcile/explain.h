// explain: why one decision is as it is, in words and numbers (`jiaokan explain v-7`).
//
// In: a decision and its collation. Out: lines of text, columns aligned for a terminal (Han two cells wide), ending in a newline.
#pragma once

#include <string>

#include "model/collation.h"
#include "model/decision.h"

namespace jiaokan {

std::string explain(const Collation& collation, const Decision& decision);

}  // namespace jiaokan
