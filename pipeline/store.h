// store: writes the files of an output folder, whole or not at all, and only what changed.
//
// Each file goes to a temporary name and is renamed. The folder's .jiaokan keeps a hash of everything written there, so
// that a file which was changed by hand is noticed: it is kept as it is and reported.
// May be killed at any moment and run again.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/diag.h"

namespace jiaokan {

struct Stored {
  size_t written = 0, unchanged = 0, kept = 0;
};

// Names are plain file names. Throws Failure when the folder cannot be written.
Stored store(const std::string& folder, const std::vector<std::pair<const char*, const std::string*>>& files, Diags& diags);

}  // namespace jiaokan
