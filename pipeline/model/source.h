// A file as it came: never edited. Text that a tool made of it (pdftotext, pandoc, tesseract) is a Source too.
#pragma once

#include <string>

namespace jiaokan {

struct Source {
  std::string name;       // as the user wrote it; the name in diagnostics
  std::string bytes;
  std::string made_from;  // name of the source that `made_by` read; empty for a file of the user's
  std::string made_by;    // "pdftotext 22.12.0"; empty for a file of the user's
};

}  // namespace jiaokan
