// strays: a character or two of a stream that alignment has set beside something else, away from all that stands around them in their stream.
//
// In: the columns, where passages stand in different orders. Out: such characters, where nothing equal stands beside them, go before the character
// behind them (what opens, numbers of notes) or behind the one before. Never touches what agrees with anything. Work is that of the columns.
#pragma once

#include <vector>

#include "reconcile/columns.h"

namespace jiaokan {

void gather_strays(Rows& rows, const std::vector<Stream>& streams);

}  // namespace jiaokan
