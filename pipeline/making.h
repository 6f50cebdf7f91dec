// making: one article of a run → its outcome, with its files in place. Nothing that happens here ends the run.
#pragma once

#include <string>

#include "batch.h"
#include "diag_print.h"
#include "engines.h"
#include "input.h"
#include "outcome.h"
#include "supervise.h"

namespace jiaokan {

// What every article of a run is made with.
struct Making {
  const BuildOptions& options;
  EngineRoom& room;
  std::string key;   // record.h
  Colours colours;
  bool alone;        // one article, so that it may have all cores
};

// `fate`: what is known of it from a process that died over it; then it is not tried again.
Outcome make_article(const ArticleInput& article, const Making& making, Fate fate);

// What the editions depend on and no file says.
std::vector<std::string> options_that_count(const BuildOptions& options);

}  // namespace jiaokan
