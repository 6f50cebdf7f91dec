// A line of authors, as OCR leaves it: names with or without separators, marks and numbers of affiliations between, and often the
// affiliations themselves behind (余永涛1²，韩建伟*(1．中国科学院…) · 张甜,刘焱序，王仰麟北京大学城市与环境学院).
//
// In: the text of a block. Out: the names as spans of it and where the affiliations begin; no names when it is no such line.
// Han names begin with a surname in use; where names stand without a sign between, they are cut so that each does.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

struct AuthorLine {
  std::vector<Span> names;
  Span affiliation;          // empty when none stands behind
  bool separated = false;    // something stands between the names or behind them: no title looks like that
};

// Where `gaps` (one a character, or none) says that white space stood before a character, the names are cut there if all are names then.
// `known`: whether the article has that name in Latin letters too; of names without a sign between, a cut into such is preferred.
using KnownName = std::function<bool(std::u32string_view)>;
AuthorLine read_author_line(std::u32string_view text, const std::vector<bool>& gaps = {}, const KnownName& known = {});

// The same of names in Latin letters: two to four words with capitals, parted by commas, semicolons, "and".
AuthorLine read_latin_author_line(std::u32string_view text);

// A text that names a body people work at (大学, 研究所, University).
bool names_body(std::u32string_view text);

}  // namespace jiaokan
