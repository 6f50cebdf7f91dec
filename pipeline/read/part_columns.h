// part_columns: witnesses that are plain lines of print, and have their columns woven together, are read again column by column.
//
// In: the witnesses of one article, as read. A version hears how the others go on, each first parted by itself, then once more as that left them,
// and follows the order of one where that is heard to be as good as its own best (unweave.h). The model is asked for only where a text has narrow
// lines. The source of what was read again says what it was made from; its bytes are what places mean.
#pragma once

#include <functional>
#include <vector>

#include "lang/language_model.h"
#include "model/diag.h"
#include "model/witness.h"

namespace jiaokan {

// `about`: what is to be said of each witness.
void part_columns(std::vector<Witness>& witnesses, const std::function<const LanguageModel*()>& model, std::vector<Diags>& about);

}  // namespace jiaokan
