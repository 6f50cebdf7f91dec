// clean: Witness → Witness. Repairs what can be seen to be wrong in one version alone, and marks the rest.
//
// Marks furniture (keeping its facts), joins lines to paragraphs by each page's measure, drops layout spaces and
// line-end hyphens, marks callout candidates of whatever form. Only roles, blocks, marks, pages and facts change, never a character;
// each change of a role is in `changes`. Cleaning twice is cleaning once.
// To add a rule: its function in a file of this room, one row in kRules (clean.cc), a case in tests/clean.
#pragma once

#include "model/diag.h"
#include "model/witness.h"

namespace jiaokan {

Witness clean(Witness witness, Diags& diags);

}  // namespace jiaokan
