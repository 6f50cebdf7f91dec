// collate: n Witnesses → Collation. Alignment in columns, loci and their classes.
//
// Near-linear: anchors on the folded copy, exact alignment between them; moved blocks found. The result does not
// depend on the order of the witnesses but for letters. One witness gives a collation without loci.
// Never decides (decide.h does).
#pragma once

#include "lang/language_model.h"
#include "model/collation.h"
#include "model/diag.h"

namespace jiaokan {

// `model` hears which order of passages reads better; without one the document's own sequences do.
Collation collate(std::vector<Witness> witnesses, Diags& diags, const LanguageModel* model = nullptr);

// The same for witnesses that are known to be of one text, however little they share.
Collation collate_all(std::vector<Witness> witnesses);

}  // namespace jiaokan
