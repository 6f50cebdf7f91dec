// What stands inside lines of such Markdown and is none of cmark's business: `^[3]`, `[^3]`, `$…$` and `$$…$$`, <sup>, <sub> and other known
// tags, HTML tables, entities, backslash escapes. Sets roles and marks; lists HTML tables.
#pragma once

#include "model/witness.h"

namespace jiaokan {

void read_inline_marks(Witness& witness, Span part);

}  // namespace jiaokan
