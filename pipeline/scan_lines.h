// scan_lines: a place of a witness that has boxes → the stretch of its page that an editor wants to see: the lines it stands in, and in them the place.
#pragma once

#include "model/witness.h"

namespace jiaokan {

struct ScanLines {
  size_t page = 0;   // index into the witness's pages
  Box part;          // of the page: 0 to 1
  Box place;         // within the part: 0 to 1
};

// False where the witness has no boxes there, or does not say how large its page is.
bool scan_lines(const Witness& witness, Span span, ScanLines& out);

}  // namespace jiaokan
