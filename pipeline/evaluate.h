// evaluate: how far texts are from a truth: character and word error rates, by class of character and Unicode block, with confusions.
//
// In: a truth and files of plain text or Markdown, compared as they stand but for white space (a run of it counts as one space between Latin words
// and as nothing beside Han). Out, on standard output: one table a file. Rates in any order (of characters, wherever they stand) and as a part of the
// text (what the text has more is free) tell what is out of place, and what is another's, from what is misread. Edits are the fewest there are between stretches that agree.
// To add a class: one row in kClasses (evaluate.cc).
#pragma once

#include <string>
#include <vector>

namespace jiaokan {

struct EvaluateOptions {
  std::string truth;
  std::vector<std::string> files;
  bool fold = false;    // width, case, kinds of quotes and dashes do not count
};

int run_evaluate(const EvaluateOptions& options);

}  // namespace jiaokan
