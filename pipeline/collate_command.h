// collate: the command that lays texts side by side, alone, without making an edition of a journal article.
//
// In: files of any language. Out, on standard output: a view of where they differ, or the reconciled text.
// Never writes a file. Returns the exit status; throws Failure when nothing could be collated.
#pragma once

#include <string>
#include <vector>

namespace jiaokan {

struct CollateOptions {
  std::vector<std::string> files;
  std::string model_path;
  double ask = 0.9;
  bool text = false;       // the reconciled text alone
};

int run_collate(const CollateOptions& options);

}  // namespace jiaokan
