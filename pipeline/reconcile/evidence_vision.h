// VisionSlips: the terms about places where vision models alone have something else.
//
// An engine that reads shapes errs into shapes: what it makes of a character fits the clause by chance alone. A vision model errs into words: what it
// puts in, leaves out or says in other words fits, and is common. So what fits says at such a place who has erred, and so does how well the engine
// reads what stands around.
#pragma once

#include <unordered_map>
#include <vector>

#include "lang/language_model.h"
#include "reconcile/evidence.h"

namespace jiaokan {

class VisionSlips {
 public:
  VisionSlips(const Collation& collation, const std::vector<WitnessKind>& kinds, const LanguageModel* model, const DocumentModel& document);

  void measure(const Locus& locus, const Surroundings& around, std::vector<Values>& values) const;
  // What no decision changes.
  void measure_around(size_t locus, std::vector<Values>& values) const;

 private:
  static double elsewhere(const std::unordered_map<char32_t, uint32_t>& places, char32_t c);
  double known_elsewhere(char32_t c) const;
  double seldom_alone(char32_t c) const;

  const Collation& collation_;
  const std::vector<WitnessKind>& kinds_;
  const LanguageModel* model_;
  const DocumentModel& document_;
  std::unordered_map<char32_t, uint32_t> seen_by_vision_alone_, read_by_others_alone_;   // where the other side has nothing
};

}  // namespace jiaokan
