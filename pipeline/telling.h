// telling: what a run says on the terminal: a line an article, how far it is, what to look at first.
#pragma once

#include <string>
#include <vector>

#include "outcome.h"

namespace jiaokan {

// An article's diagnostics and its line, in the order they are given. On a terminal one line shows how far the run is, how fast, and
// what is left.
class Teller {
 public:
  Teller(size_t all, bool terminal);
  void tell(const Outcome& outcome);
  void finished(size_t articles);   // so many are done, told of or not

 private:
  size_t all_;
  bool terminal_;
  long long began_, shown_ = 0;
};

// `out`: the output folder. The outcomes by what needs eyes (summary.h).
void tell_end_of_one(const std::string& folder, const Outcome& outcome);
void tell_end_of_many(const std::string& out, const std::vector<Outcome>& ranked, const std::string& list);
void tell_timings(const std::vector<Timings>& articles);

const char* plural(size_t n);   // the s of so many things

// A path below a folder.
std::string below(const std::string& folder, const std::string& name);

}  // namespace jiaokan
