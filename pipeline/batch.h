// batch: many articles on all cores, one failing alone, and the list of those that need eyes.
//
// In: paths and options. Out: files below the output folder, lines on stdout (what was made), diagnostics on stderr,
// in the order of the articles whatever the number of cores. Memory holds the articles being worked on, no others.
// An article of which nothing has changed is not made again (record.h). The articles are made in a process of its own, watched by
// this one: what crashes or goes beyond a limit ends one article (supervise.h).
// Returns the exit status: 0 all good, 1 some article has errors. Throws Failure when nothing could run.
#pragma once

#include <string>
#include <vector>

#include "article_limits.h"
#include "model/settings.h"
#include "summary.h"

namespace jiaokan {

struct BuildOptions {
  std::vector<std::string> paths;
  std::string out;
  std::string model_path;
  std::string lang;
  double ask = -1;        // under 0: as the settings say
  int jobs = 0;           // 0: all cores
  Limits limits;
  Shard shard;            // the whole
  bool prune = false;     // remove editions whose input is gone
  bool timings = false;
};

int build(const BuildOptions& options);

// Command line over settings files: language and threshold; $SOURCE_DATE_EPOCH stands in for a missing `updated`.
void apply_options(const BuildOptions& options, Settings& settings);

}  // namespace jiaokan
