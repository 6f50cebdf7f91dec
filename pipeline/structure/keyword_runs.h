// part_keywords: keywords that an engine has run together.
//
// In: the draft and the runs that white space parts. Out: the words; a run of which nobody can say where it parts stays one. A word is what the
// article has elsewhere; how many there are, the other language may say.
#pragma once

#include <vector>

#include "structure/draft.h"

namespace jiaokan {

std::vector<Span> part_keywords(const StructureDraft& d, const std::vector<Span>& runs);

}  // namespace jiaokan
