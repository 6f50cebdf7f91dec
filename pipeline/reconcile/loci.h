// loci: where the columns differ. Fills Collation::moved and Collation::loci.
#pragma once

#include <vector>

#include "lang/language_model.h"
#include "model/collation.h"

namespace jiaokan {

void find_moved(Collation& collation);
// What it means that a witness has nothing for long: that it lacks the passage and has no say there, or that this is its reading.
enum class LongAbsence : uint8_t { has_no_say, is_a_reading };
// `model` knows words: characters side by side that differ are one place where they are words, else each its own; without one they are always one.
void find_loci(Collation& collation, LongAbsence absence = LongAbsence::has_no_say, const LanguageModel* model = nullptr);
// More loci, where none are yet: in their order, those with a number (id not 0) numbered anew.
void add_loci(Collation& collation, std::vector<Locus> more);

// Whether a column lies in a locus, asked of one column after another.
class LociAhead {
 public:
  explicit LociAhead(const Collation& collation) : next_(collation.loci.begin()), end_(collation.loci.end()) {}
  bool have(uint32_t column) {
    while (next_ != end_ && next_->end <= column) ++next_;
    return next_ != end_ && next_->begin <= column;
  }

 private:
  std::vector<Locus>::const_iterator next_, end_;
};

}  // namespace jiaokan
