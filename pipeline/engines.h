// engines: what is costly to load, loaded once a process and only when a stage asks for it; the DTD once a worker.
//
// A language model or DTD that is not there is said once (`missing`); a stylesheet that does not compile is a Failure.
#pragma once

#include <memory>
#include <string>

#include "pipeline.h"

namespace jiaokan {

class EngineRoom {
 public:
  // The one room of the process, opened by the first call; `model_path`: what --lm named then, may be empty. It stays until the
  // process ends: the system takes back in no time what would be freed piece by piece, a DTD above all.
  static EngineRoom& open(std::string model_path);
  // Begins to load all of it beside the caller's work: for a command that is sure to need it, and has one article to make.
  void load_ahead();
  // Safe to use from several threads, each gets a DTD of its own.
  Engines engines();
  // The DTD alone, for `check`; null when it is not there.
  const JatsDtd* dtd();
  Diags missing() const;

 private:
  explicit EngineRoom(std::string model_path);
  struct Loaded;
  Loaded* const loaded_;
};

}  // namespace jiaokan
