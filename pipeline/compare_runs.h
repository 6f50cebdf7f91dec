// compare: what differs between two runs: articles that one run alone has, and places that are decided otherwise, asked anew or asked no more.
//
// In: two output folders, of one article or of many (every report.json below them). Out, on standard output: a line an article that differs, with
// its places; then the sums. Places are the same when they stand in the same words with the same readings: ids count from the beginning and move.
// Exit status 0: nothing differs; 1: something does.
#pragma once

#include <string>

namespace jiaokan {

struct CompareOptions {
  std::string before, now;
  size_t shown = 20;   // places an article
};

int run_compare(const CompareOptions& options);

}  // namespace jiaokan
