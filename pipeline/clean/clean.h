// clean: Witness → Witness. Repairs what can be seen to be wrong in one version, and marks the rest. Of other versions it hears one thing:
// what they know to be furniture.
//
// Marks furniture (keeping its facts), joins lines to paragraphs by each page's measure, drops layout spaces and
// line-end hyphens, marks callout candidates of whatever form. Only roles, blocks, marks, pages and facts change, never a character;
// each change of a role is in `changes`. Cleaning twice is cleaning once.
// To add a rule: its function in a file of this room, one row in kRules (clean.cc), a case in tests/clean.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/diag.h"
#include "model/witness.h"

namespace jiaokan {

// Marks the furniture alone, and returns its lines, each kind once (numbers apart), for the cleaning of the other versions.
std::vector<std::u32string> mark_own_furniture(Witness& witness);

Witness clean(Witness witness, Diags& diags, std::span<const std::u32string> furniture_of_others = {});

}  // namespace jiaokan
