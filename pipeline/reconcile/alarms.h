// Alarms: what vision models do to whole passages, and slips of one kind that one of them makes again and again.
//
// In: a collation with its decisions. Out: diagnostics with their place in the witness that is suspected (or, of what it lacks, in one that has it):
// passages that only it has, or that it says twice; passages it leaves out, two sentences made one by that, a text that breaks off. Whatever was
// decided is left as it is: who looks at the print knows. To add an alarm: a row in diag_codes.inc and its look in alarms.cc.
#pragma once

#include <vector>

#include "model/collation.h"
#include "model/decision.h"
#include "model/diag.h"

namespace jiaokan {

void find_alarms(const Collation& collation, const std::vector<Decision>& decisions, Diags& diags);

}  // namespace jiaokan
