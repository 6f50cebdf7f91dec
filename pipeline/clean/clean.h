// clean: Witness → Witness. Repairs what can be seen to be wrong in one version alone, and marks the rest.
//
// Marks furniture (keeping its facts), joins lines to paragraphs by each page's measure, drops layout spaces and
// line-end hyphens, marks callout candidates of whatever form. Only roles, blocks, marks, pages and facts change, never a character;
// each change of a role is in `changes`. Cleaning twice is cleaning once.
// To add a rule: one row in clean/rules.cc (name, function, smallest text before and after).
#pragma once

#include "model/diag.h"
#include "model/witness.h"

namespace jiaokan {

Witness clean(Witness witness, Diags& diags);

}  // namespace jiaokan
