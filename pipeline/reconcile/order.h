// order: the columns in the order of the edition, where the witnesses have passages in different orders.
//
// Columns are cut into runs that every witness reads through. Where witnesses go on from a run in different ways, the better join is taken:
// the words that meet there are heard (the document's own sequences, the language model when there is one), and a witness
// whose joins are mostly bad is believed less (columns of print interleaved line by line). A join that no witness has is taken only where it
// is sure, and theirs are not. Where the page of each column is known (page_places.h), a page stays together, its foot last. Never splits or
// joins columns.
#pragma once

#include "lang/language_model.h"
#include "reconcile/columns.h"

namespace jiaokan {

void put_in_order(Rows& rows, const std::vector<Stream>& streams, const LanguageModel* model);

}  // namespace jiaokan
