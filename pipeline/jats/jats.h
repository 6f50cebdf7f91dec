// jats: Article → JATS 1.3 Journal Publishing, MathML3. The border: what comes after reads this and the apparatus only.
//
// Deterministic bytes; built as a tree (pugixml). `validate_jats` checks against the official DTD, flattened at build time
// and loaded once a worker; each violation is a diagnostic. Never invents a value: journal-id "unknown" and an empty issn
// stand where nothing is known.
#pragma once

#include <memory>
#include <string>

#include "model/article.h"
#include "model/decision.h"
#include "model/diag.h"

namespace jiaokan {

std::string write_jats(const Article& article);

// TEI P5 parallel segmentation: the complete record of the collation (readings, class, terms, probability, places),
// each locus pointing at the paragraph of article.xml that holds it.
std::string write_apparatus(const Collation& collation, const std::vector<Decision>& decisions, const Text& text,
                            const Article& article);

// JATS4R's rules, over anybody's JATS: each breach is a warning with its place in `xml`.
void check_jats_rules(const std::string& xml, const std::string& name, Diags& diags);

// The official DTD, flattened (cmake/flatten_dtd.cc). Beside NAME.dtd lies NAME-narrow.dtd, which allows less and is ready sooner: what it takes
// for valid is valid, and only what it does not is shown to the whole one, which has the last word. One thread at a time.
class JatsDtd {
 public:
  JatsDtd() = default;
  static std::unique_ptr<JatsDtd> open(const std::string& path);   // of the whole one; null when neither file is there
  ~JatsDtd();
  // True when valid. `name` is the file's name for diagnostics (line and column as bytes of `xml`).
  bool validate(const std::string& xml, const std::string& name, Diags& diags) const;
  struct Data;
  std::unique_ptr<Data> data;
};

}  // namespace jiaokan
