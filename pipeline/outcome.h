// outcome: what is kept of an article when it is done, for the list of those that need eyes.
//
// As JSON it is a row of summary.json, and the same row stands in the article's record; the texts for the terminal are not in it.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "model/diag.h"

namespace jiaokan {

struct Outcome {
  std::string name;
  std::string title;
  bool made = false;
  size_t loci = 0, open = 0, errors = 0, warnings = 0, notes = 0;
  std::map<std::string, size_t> codes;   // how often each diagnostic was given
  std::string failure;                   // why it was not made
  std::string said;                      // diagnostics, ready to print
  size_t written = 0;                    // files, in this run
  std::vector<std::pair<const char*, double>> cpu;   // of this run
};

void count_diags(const Diags& diags, Outcome& outcome);

nlohmann::ordered_json to_json(const Outcome& outcome);
Outcome outcome_from(const nlohmann::ordered_json& row);

// How much an article needs eyes: what was not made first, then errors, questions and diagnostics by their weight. A code that
// is given many times weighs more, but not many times as much.
size_t need_of(const Outcome& outcome);

}  // namespace jiaokan
