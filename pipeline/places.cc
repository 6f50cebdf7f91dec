#include "places.h"

#include <algorithm>

namespace jiaokan {

FilePlace file_place(const Witness& witness, Span span) {
  const Place place = place_of(witness, span);
  const uint32_t at = std::min<uint32_t>(span.begin, static_cast<uint32_t>(witness.chars.size()));
  const auto after = std::upper_bound(witness.lines.begin(), witness.lines.end(), at);
  const auto source = std::upper_bound(witness.source_begin.begin(), witness.source_begin.end(), at);
  const uint32_t source_start = source == witness.source_begin.begin() ? 0 : *(source - 1);
  const auto first = std::lower_bound(witness.lines.begin(), witness.lines.end(), source_start);
  const uint32_t line_start = after == witness.lines.begin() ? source_start : *(after - 1);
  return {place.source, static_cast<size_t>(after - first), at - line_start + 1, place.begin, place.end};
}

Span place_of_locus(const Collation& collation, const Locus& locus, uint16_t w) {
  uint32_t first = kNone, last = 0;
  for (uint32_t column = locus.begin; column < locus.end; ++column) {
    const uint32_t at = collation.cell(column, w);
    if (at == kNone) continue;
    first = std::min(first, at);
    last = std::max(last, at);
  }
  if (first != kNone) return {first, last + 1};
  for (uint32_t column = locus.begin; column > 0; --column)
    if (const uint32_t at = collation.cell(column - 1, w); at != kNone) return {at + 1, at + 1};
  return {0, 0};
}

}  // namespace jiaokan
