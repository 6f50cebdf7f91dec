// write_tex: a formula as JATS holds it: its TeX, and MathML made from it where all of it is understood.
#pragma once

#include <string>

#include "jats/tree.h"

namespace jiaokan {

enum class FormulaPlace : unsigned char { inside, displayed };

// Into inline-formula or disp-formula.
void write_tex(Node formula, const std::string& tex, FormulaPlace place);

}  // namespace jiaokan
