// outcome: what is kept of an article when it is done, for the list of those that need eyes.
//
// As JSON it is a row of summary.json, and the same row stands in the article's record; the texts for the terminal are not in it.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "model/diag.h"
#include "timings.h"

namespace jiaokan {

// How often a diagnostic was given; `code` is the table's own.
struct CodeTimes {
  std::string_view code;
  uint32_t times = 0;
};

// A run of ten thousand articles holds as many of these: small things only.
struct Outcome {
  std::string name;
  std::string title;
  bool made = false;
  size_t loci = 0, open = 0, errors = 0, warnings = 0, notes = 0;
  std::vector<CodeTimes> codes;          // each once, by code
  std::string failure;                   // why it was not made
  std::string said;                      // diagnostics, ready to print
  size_t written = 0;                    // files, in this run
  Timings cpu;                           // of this run, when it is to be told
};

void count_diags(const Diags& diags, Outcome& outcome);

nlohmann::ordered_json to_json(const Outcome& outcome);
Outcome outcome_from(const nlohmann::ordered_json& row);

// How much an article needs eyes: what was not made first, then errors, questions and diagnostics by their weight. A code that
// is given many times weighs more, but not many times as much.
size_t need_of(const Outcome& outcome);

}  // namespace jiaokan
