// places: where in the witnesses' files something stands, for reports and the review page: file, line and column as an editor's
// program counts them (from 1, columns in characters).
#pragma once

#include <string>

#include "model/collation.h"

namespace jiaokan {

struct FilePlace {
  std::string file;
  size_t line = 1, column = 1;
  uint32_t begin = 0, end = 0;   // bytes
};

FilePlace file_place(const Witness& witness, Span span);

// Where a witness has a locus: from its first to its last character in the columns; with an empty reading, the place just after
// its nearest character before.
Span place_of_locus(const Collation& collation, const Locus& locus, uint16_t witness);

}  // namespace jiaokan
