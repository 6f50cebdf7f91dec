// review: an edition → what the review page shows, as XML in the namespace urn:jiaokan:review; templates/review.xsl makes the page.
//
// Every locus that a person may want to see, those with most need first: its sentence, each reading with its probability and the
// decision ready as TOML, the line of each witness's file, the evidence as numbers; of open questions what the scan shows, as pictures in the page. Also the editor's decisions as they stand in
// decisions.toml, cut into pieces, so that the page can save the whole file again without losing a byte of what it does not change.
// Never decides anything. To show more of a locus: one more element here, its place in review.xsl.
#pragma once

#include <string>

#include "pipeline.h"

namespace jiaokan {

std::string write_review(const Edition& edition, const Settings& settings, const ScanCuts& pictures);

}  // namespace jiaokan
