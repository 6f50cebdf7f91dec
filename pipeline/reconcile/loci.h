// loci: where the columns differ. Fills Collation::moved and Collation::loci.
#pragma once

#include "model/collation.h"

namespace jiaokan {

void find_moved(Collation& collation);
// What it means that a witness has nothing for long: that it lacks the passage and has no say there, or that this is its reading.
enum class LongAbsence : uint8_t { has_no_say, is_a_reading };
void find_loci(Collation& collation, LongAbsence absence = LongAbsence::has_no_say);

}  // namespace jiaokan
