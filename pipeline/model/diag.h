// What the program says about bad material: a list of values, printed at the end by main.
//
// Every message stands once, in diag_codes.inc (identifier, code, severity, wording, hint).
// A stage appends; it never prints and never stops because of a document.
// A broken world (file unreadable, tool missing, stylesheet broken) is a Failure, thrown at the edges and
// caught in main and batch only.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace jiaokan {

enum class Severity : uint8_t { note, warning, error };

enum class Code : uint16_t {
#define JIAOKAN_DIAG(id, code, severity, wording, hint) id,
#include "model/diag_codes.inc"
#undef JIAOKAN_DIAG
};

// Bytes [begin, end) of the source called `source`; an empty name means "no place" (the whole run).
struct Place {
  std::string source;
  uint32_t begin = 0;
  uint32_t end = 0;
};

struct Diag {
  Code code;
  Place place;
  std::string detail;  // the part of the message that is of this place: "[23] against [25]"
};

using Diags = std::vector<Diag>;

struct DiagText {
  std::string_view code;  // "R003"
  Severity severity;
  std::string_view wording;
  std::string_view hint;
};
DiagText describe(Code code);

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace jiaokan
