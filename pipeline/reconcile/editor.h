// editor: the choices of decisions.toml, put over those of the evidence.
//
// A choice is found again by its readings and by the folded text before and after it, in the edition or in any witness,
// so that it survives new OCR and new witnesses. One that finds no place, or several, is reported; one whose
// place no longer differs but reads as the editor wished is fulfilled in silence. A narrow scope wins over a
// wide one. Of the kinds only those with a reading are used here; arrange.h has those about paragraphs and headings.
#pragma once

#include <vector>

#include "model/collation.h"
#include "model/decision.h"
#include "model/diag.h"
#include "reconcile/evidence_draft.h"

namespace jiaokan {

void apply_editor(const Collation& collation, const Draft& draft, const std::vector<EditorDecision>& choices,
                  std::vector<Decision>& decisions, Diags& diags);

}  // namespace jiaokan
