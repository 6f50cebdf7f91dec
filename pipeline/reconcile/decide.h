// decide: Collation → one Decision a locus, by rule, by evidence or by the editor.
//
// Evidence is a log-linear model: one named term a kind of evidence (terms.inc), weights in weights.inc, the sum
// calibrated to a probability. An editor's decision always wins; one that finds no place, or two, is reported.
// Without a language model the other terms decide and more is asked.
#pragma once

#include <map>
#include <string>

#include "lang/language_model.h"
#include "model/decision.h"
#include "model/diag.h"
#include "model/settings.h"
#include "reconcile/emend.h"
#include "reconcile/unencoded.h"

namespace jiaokan {

// How evidence is weighed.
struct Manner {
  std::map<std::string, double> weights;   // of terms by name, over the built-in ones
  double most_of_language = 6;             // nats, softly: how much a model of language may have to say at one place
  // Many passages of the same engines have places enough of each kind to learn who is right there, and white space, width and case follow what is
  // written elsewhere; in an article rulings.h settles these.
  enum class Of : uint8_t { article, passages } of = Of::article;
};
// For many short passages of the same engines (weights_passages.inc): there the engines are known from all passages together, while a passage
// by itself says little.
Manner manner_for_passages();

// The settings' own weights go over those of the manner. Emendations are always open questions: no place is emended unasked.
// So is the first place of each unencoded character.
std::vector<Decision> decide(const Collation& collation, const Settings& settings, const LanguageModel* model, Diags& diags, const Manner& manner = {},
                             const std::vector<Emendation>& emendations = {}, const std::vector<Unencoded>& unencoded = {});

}  // namespace jiaokan
