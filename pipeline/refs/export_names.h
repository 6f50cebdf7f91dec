// export_names: what the export forms share: the names of a reference with their parts, the types, lines without breaks.
//
// In: a reference. Out: its names of one kind as printed, with 等 and the role word behind them. Never: a form of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/reference.h"

namespace jiaokan {

struct ExportType {
  RefType type;
  const char *csl, *bibtex, *ris;
};
const ExportType& export_type(RefType type);

struct ExportName {
  std::string family, given;   // both empty: the name could not be split, or is that of a body
  std::string whole;
  bool han = false;
};
struct ExportNames {
  std::vector<ExportName> names;
  bool et_al = false;          // 等 stands behind them
  bool role = false;           // a word of what they did: 主编, eds
};
ExportNames export_names(const Reference& reference, RefField field);

std::string one_line(std::string_view text);   // line ends are spaces

}  // namespace jiaokan
