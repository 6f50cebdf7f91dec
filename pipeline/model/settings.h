// What people wrote beside the text: journal.toml, issue.toml, article.toml. All optional; the nearest file wins.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/decision.h"
#include "model/witness.h"

namespace jiaokan {

struct WitnessSetting {
  WitnessKind kind = WitnessKind::unknown;
  double trust = 0;        // added to the log-odds of its readings; 0 = nothing known
  std::string engine;
};

struct Value {
  std::string text;
  std::string origin;      // "article.toml", "issue.toml", "journal.toml"
};

struct Settings {
  // Keys as in the files: title, title_en, issn, cn, publisher, licence, url, year, volume, number, date, doi, lang,
  // updated, fpage, lpage, authors … (pipeline/config.cc has the table).
  std::map<std::string, Value> values;
  std::map<std::string, WitnessSetting> witnesses;   // by file or folder name
  std::vector<EditorDecision> decisions;
  std::string decisions_file;                        // the bytes of the article's decisions.toml, for whoever writes it again
  std::vector<uint32_t> decision_begins;             // and where its tables begin, those passed over too
  double ask = 0.9;                                  // decisions under this probability are open questions
  std::map<std::string, double> weights;             // of terms by name, over the built-in ones: to measure a fit (bench/)
};

}  // namespace jiaokan
