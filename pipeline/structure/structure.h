// structure: Text → Article. Front matter, sections, notes, references, callouts resolved, house widths set.
//
// In: the reading text and what people wrote beside it. Out: the tree that JATS is written from, and `left_out`:
// every character of the text that is not in the article, with its reason. Invents nothing: what does not resolve
// or is missing is a diagnostic.
#pragma once

#include "model/article.h"
#include "model/collation.h"
#include "model/diag.h"
#include "model/settings.h"

namespace jiaokan {

// The collation serves only to place diagnostics (Text::column → witness → bytes).
Article structure(const Text& text, const Collation& collation, const Settings& settings, Diags& diags);

}  // namespace jiaokan
