// ledger: what became of every character of every source.
//
// In: the collation, the decisions, the text, the article. Out: for each source the number of its characters and their
// number by fate; the fates of a source sum to its characters, always (else a diagnostic says so).
// Fates: in the edition; a reading not chosen; settled by rule (width, spacing); line break, gap, markup, hyphen,
// furniture; left out of the article, with its reason. Never changes anything.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/article.h"
#include "model/collation.h"
#include "model/decision.h"
#include "model/diag.h"

namespace jiaokan {

struct SourceLedger {
  std::string source;
  size_t characters = 0;
  std::map<std::string, size_t> fates;
};

std::vector<SourceLedger> ledger(const Collation& collation, const std::vector<Decision>& decisions, const Text& text,
                                 const Article& article, Diags& diags);

// Characters of the text that neither the article nor its `left_out` holds: ranges, ascending.
std::vector<Span> unaccounted(const Text& text, const Article& article);

}  // namespace jiaokan
