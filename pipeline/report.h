// report: report.json, the account of an edition for programs and for people who look closely.
//
// Counts, open questions, every locus with readings, places, decision and evidence, the ledger of characters, hashes
// of the inputs, diagnostics by code, missing front matter, each reference beside the text of GB/T 7714. Width and spacing loci are counts only.
// Never a time, a path of this machine or a number that depends on the run.
#pragma once

#include <string>

#include "pipeline.h"

namespace jiaokan {

std::string write_report(const Edition& edition, const Settings& settings, const Engines& engines, Diags& diags);

// What `jiaokan explain` prints about a locus ("v-7" or "7") of a report.json; empty when the report has none.
std::string explain(const std::string& report, const std::string& locus);

// The date that stands in outputs which need one: `updated`, else the publication date, else 2000-01-01.
std::string modified_date(const Article& article);

}  // namespace jiaokan
