// rulings: differences that no editor is asked about: width, spacing, case, a callout in two forms, the numeral one for a dash.
//
// In: a locus with id 0. Out: the reading that stands and the rule's words. What a witness is counts only where shapes do not tell: letters whose
// capitals are only larger, a stop and a dot.
// To add a rule: a case in find_loci (loci.cc) that gives such loci the id 0, and its branch in rule_for.
#pragma once

#include <unordered_map>

#include "model/collation.h"

namespace jiaokan {

// How often the versions write two characters side by side, in Latin text: whether pH or PH.
class Spellings {
 public:
  explicit Spellings(const Collation& collation);
  // The reading whose characters, with those beside it, are written so most often; in a tie the first in code order.
  uint32_t commonest(const Locus& locus, char32_t before, char32_t after) const;

 private:
  std::unordered_map<uint64_t, uint32_t> pairs_;
};

struct Ruling {
  uint32_t reading;
  const char* reason;
};
Ruling rule_for(const Collation& collation, const Locus& locus, const Spellings& spellings);

}  // namespace jiaokan
