// loci: where the columns differ. Fills Collation::moved and Collation::loci.
#pragma once

#include "model/collation.h"

namespace jiaokan {

void find_moved(Collation& collation);
void find_loci(Collation& collation);

}  // namespace jiaokan
