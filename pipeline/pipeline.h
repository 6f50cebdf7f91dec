// pipeline: the files of one article → its edition. The story of the whole program stands in pipeline.cc.
//
// In: the witnesses' files and the settings (already read: this opens nothing), the engines. Out: the value of every
// stage and the bytes of every output. Diagnostics are appended. Throws Failure only when an engine is broken.
// To add an output: one row in kOutputs (pipeline.cc).
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "jats/jats.h"
#include "lang/language_model.h"
#include "model/article.h"
#include "model/decision.h"
#include "model/settings.h"
#include "scan_cuts.h"
#include "reconcile/unencoded.h"
#include "render/render.h"
#include "timings.h"

namespace jiaokan {

// In the order of the road; a job may stop after any.
enum class Stage : uint8_t { read, clean, collate, decide, text, article, jats, apparatus, render, report };

struct WitnessFiles {
  std::string name;              // of the file or folder: what [witness."name"] of article.toml says
  std::vector<Source> sources;   // in page order
};

struct Job {
  std::vector<WitnessFiles> witnesses;   // in the order given: letters A, B …
  Settings settings;
  ScanCuts cuts;                         // of the pages, for the editor; may be unset
  Stage until = Stage::report;
  // The bytes of a picture that a witness names, by the name it has there; empty: it is not there. Set to nothing: nobody looks, and none is missed.
  std::function<std::string(const std::string&)> picture;
};

// What is costly to load, asked for by the stage that needs it, on the thread that uses it. Null: not there, and said so once.
// Engines that are set to nothing have nothing.
struct Engines {
  std::function<const LanguageModel*()> model = [] { return nullptr; };
  std::function<const JatsDtd*()> dtd = [] { return nullptr; };
  std::function<const Renderer*()> renderer = [] { return nullptr; };
};

struct Edition {
  Collation collation;           // holds the witnesses
  std::vector<Unencoded> unencoded;   // characters of the agreed text without a code of their own
  std::vector<Decision> decisions;
  Text text;
  Article article;
  std::string jats, apparatus, report, review;
  std::string references_json, references_bib, references_ris;
  Rendered rendered;
  std::map<std::string, std::string> pictures;   // of the article: address in article.xml, bytes
  bool valid = true;             // against the DTD; true too when there was none
  bool validated = false;        // there was one
  Timings cpu;                   // never part of an output
};

Edition make_edition(Job job, const Engines& engines, Diags& diags);

// The files of an edition: name in the article's output folder, bytes.
std::vector<std::pair<const char*, const std::string*>> outputs(const Edition& edition);

}  // namespace jiaokan
