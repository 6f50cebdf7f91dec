// emend: places where every witness has a character that cannot well be right, with one that could stand there instead.
//
// In: a collation, the language model. Out: emendations, and for each a locus of its own class in the collation (ids are given anew). One is
// proposed only where the language model finds no word around the character, a similar character of the document makes one, and the whole is
// likelier than not, by rates measured on single witnesses of the development articles (emend.cc). Never applies one (decide.h asks the editor), but for signs read as the
// character of their shape where no text has that (2014一2020, 悬殊一一同样, 22土1, °℃: Signs in emend.cc), and the spaces that English words have lost
// (glued_words.h), which get no number either. To add a kind: its candidates in candidates_at, and its share in the weights of emend.cc (bench/fit/emend.cc prints the terms).
#pragma once

#include <functional>

#include "lang/language_model.h"
#include "model/collation.h"
#include "model/decision.h"

namespace jiaokan {

struct Emendation {
  uint32_t column = 0;
  std::u32string text;          // instead of the character there; empty: it is left out
  double probability = 0;
  std::vector<Term> terms;
  const char* rule = nullptr;   // so sure that it is applied unasked: why
};

// All that were looked at and may be at least so probable.
std::vector<Emendation> weigh_emendations(const Collation& collation, const LanguageModel& model, double least = 0);

// Signs, and where all is left to the language those that are likelier than not; their places become loci. `model` is asked for when it is needed; null when
// there is none.
std::vector<Emendation> find_emendations(Collation& collation, const std::function<const LanguageModel*()>& model, bool by_language);

}  // namespace jiaokan
