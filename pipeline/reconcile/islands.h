// islands: a few columns in which all agree by chance, inside a stretch that one witness has garbled.
//
// Where an engine took Han for Latin (游各垸则坚持 read as LSRRUSF), a comma or a letter in between may agree. Decided in pieces such a
// stretch becomes a mixture that no witness has; it is one place. Tells which columns to count as differing. Changes no column.
#pragma once

#include <vector>

#include "model/collation.h"

namespace jiaokan {

// `differs`: for each column whether readings differ; `joins`: whether column k and k + 1 may stand in one locus. Sets `differs` in islands.
void drown_islands(const Collation& collation, const std::vector<bool>& joins, std::vector<bool>& differs);

}  // namespace jiaokan
