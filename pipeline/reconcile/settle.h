// settle: Collation + Decisions → Text, the reading text with its blocks, marks, page starts and facts.
//
// Structure is reconciled here: a paragraph break, heading, callout or page start stands where the witness that has
// evidence for it says so (a break in one witness exactly at the other's page end is no paragraph).
#pragma once

#include "model/decision.h"
#include "model/diag.h"
#include "model/text.h"

namespace jiaokan {

Text settle(const Collation& collation, const std::vector<Decision>& decisions, Diags& diags);

}  // namespace jiaokan
