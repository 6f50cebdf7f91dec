// decide: Collation → one Decision a locus, by rule, by evidence or by the editor.
//
// Evidence is a log-linear model: one named term a kind of evidence (terms.inc), weights in weights.inc, the sum
// calibrated to a probability. An editor's decision always wins; one that finds no place, or two, is reported.
// Without a language model the other terms decide and more is asked.
#pragma once

#include "lang/language_model.h"
#include "model/decision.h"
#include "model/diag.h"
#include "model/settings.h"

namespace jiaokan {

std::vector<Decision> decide(const Collation& collation, const Settings& settings, const LanguageModel* model, Diags& diags);

}  // namespace jiaokan
