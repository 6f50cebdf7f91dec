// forms: how a collection of passages writes what rules would settle: where white space stands, which case and width characters have.
//
// In: a collation of many passages and the readings that stand. Out: for each locus that is settled by rule (spacing, width, case) the reading
// that this text, where all agree, would have there, weighed with how often each engine loses and adds white space (by expectation and
// maximisation over all such places). Never decides a locus of any other class.
#pragma once

#include <vector>

#include "lang/language_model.h"
#include "model/collation.h"

namespace jiaokan {

// `chosen`: for each locus the index of its reading; those of spacing, width and case are changed. `model` may be null.
void settle_forms(const Collation& collation, const LanguageModel* model, std::vector<uint32_t>& chosen);

}  // namespace jiaokan
