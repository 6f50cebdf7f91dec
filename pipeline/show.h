// show: the windows of the stages: a stage's value as text, for people and for the folder tests.
//
// One line a block, with its kind; marks, page starts and loci stand inline in ⟨ ⟩ and 〔 〕. Layout characters are not
// shown. Complete enough that a change of behaviour shows, short enough to be read.
#pragma once

#include <string>

#include "model/article.h"
#include "model/collation.h"
#include "model/decision.h"
#include "model/text.h"

namespace jiaokan {

std::string show_witness(const Witness& witness);
std::string show_collation(const Collation& collation);
std::string show_decisions(const Collation& collation, const std::vector<Decision>& decisions);
std::string show_text(const Text& text);
std::string show_article(const Article& article);

}  // namespace jiaokan
