#include "model/collation.h"

namespace jiaokan {

std::string_view name_of(LocusClass cls) {
  constexpr std::string_view kNames[] = {"width",         "punctuation",   "spacing", "markup",   "callout",  "number",
                                         "shape-similar", "sound-similar", "synonym", "omission", "addition", "doubled",
                                         "transposed",    "variant-form",  "block",   "emendation", "unencoded", "other"};
  return kNames[static_cast<size_t>(cls)];
}

std::string letter(size_t witness) {
  std::string out;
  for (size_t n = witness + 1; n > 0; n = (n - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
  return out;
}

}  // namespace jiaokan
