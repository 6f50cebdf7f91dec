// rearrange: puts another order of its own bytes in the place of the source being read.
//
// A format whose reading order is not the order of its file is brought into it first, so that places ascend with the text. The source then
// says what it was made from and how; its bytes are what every place of the witness means.
#pragma once

#include <string>
#include <string_view>

#include "model/witness.h"

namespace jiaokan {

// The bytes of a stretch of the part as they stand in its source.
std::string bytes_of(const Witness& witness, Span part, Span span);

// Reads `bytes` instead of the part, the last of the witness; `how` goes into the source's made_by. Returns the new part, roles unset.
Span rearranged(Witness& witness, Span part, std::string bytes, std::string_view how);

}  // namespace jiaokan
