// reference_report: what report.json says of each reference: how it was read, and where its print departs from the standard.
//
// In: the article, and the edition of GB/T 7714 that its journal follows (setting `gbt7714`; 2015 when none is named). Out: a row an entry.
// Never a message on the terminal: a house style that departs everywhere is a fact to look up, no fault of the text.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/article.h"
#include "refs/gbt7714.h"

namespace jiaokan {

struct ReferenceDeparture {
  uint32_t at = 0;               // characters of the printed text before it
  std::string printed, standard; // what stands in each; one of them may be empty
};

struct ReferenceRow {
  std::string id;
  uint32_t number = 0;           // 0 in lists without numbers
  std::string note;              // id of the note that holds it; empty: it stands in the list
  std::string same_work;         // id of the entry that says the work, where this one does not or not first
  std::string locator;           // the pages that it names then
  std::string type;
  std::string printed, standard;
  std::vector<ReferenceDeparture> departs_at;
  std::vector<std::pair<std::string, float>> unsure;   // fields that are less than sure, and how sure they are
  std::vector<std::string> unread;   // text that no rule of the grammar read
  std::vector<std::string> fails;    // checks that it fails, in words
};

// A departure that many entries share is the habit of the list, and is told once.
struct ReferenceHabit {
  std::string printed, standard;   // both empty: the case of surnames
  size_t entries = 0;
};

struct ReferenceAccount {
  std::vector<ReferenceRow> rows;
  std::vector<ReferenceHabit> habits;   // the most frequent first
};

ReferenceAccount account_of_references(const Article& article, GbtEdition edition);

}  // namespace jiaokan
