// What stands inside lines of such Markdown and is none of cmark's business: `^[3]`, `[^3]`, `$…$` and `$$…$$`, <sup>, <sub> and other known
// tags, HTML tables, entities, backslash escapes. Sets roles and marks; lists HTML tables.
#pragma once

#include "model/witness.h"

namespace jiaokan {

void read_inline_marks(Witness& witness, Span part);

// A table in HTML is a block of its own wherever it stands: cuts the blocks around the tables from `first_table` on.
void cut_out_tables(Witness& witness, size_t first_table);

}  // namespace jiaokan
