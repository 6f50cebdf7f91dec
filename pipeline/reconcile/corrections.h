// corrections: places where the versions agree and an editor wants something else.
//
// In: a collation and the choices of decisions.toml; of these the ones with a single reading, which no version disputes. Out: a locus of class
// emendation for each place that such a choice means, so that it is decided, shown and recorded like every other (editor.h settles it).
// Never changes a character. A place within a locus has one already; what finds no place is reported by editor.h.
#pragma once

#include <vector>

#include "model/collation.h"
#include "model/decision.h"

namespace jiaokan {

void open_corrections(Collation& collation, const std::vector<EditorDecision>& choices);

}  // namespace jiaokan
