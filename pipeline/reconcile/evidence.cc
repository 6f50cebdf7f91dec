#include "reconcile/evidence.h"

#include <algorithm>

#include "lang/script.h"
#include "reconcile/passages.h"

namespace jiaokan {

namespace {

constexpr uint32_t kAround = 12;        // characters looked at on each side
constexpr size_t kShortestPassage = 10; // letters; a longer text of some witnesses only is a passage, not a slip

}  // namespace

Surroundings surroundings_of(const Draft& draft, size_t locus) {
  const Span span = draft.loci[locus];
  const uint32_t size = static_cast<uint32_t>(draft.chars.size());
  uint32_t left = span.begin - std::min(span.begin, kAround);
  uint32_t right = std::min(size, span.end + kAround);
  const std::u32string_view chars = draft.chars, folded = draft.folded;
  // Of another passage nothing is heard but that it is another.
  if (const size_t edge = chars.substr(left, span.begin - left).rfind(kEdge); edge != std::u32string_view::npos) left += static_cast<uint32_t>(edge);
  if (const size_t edge = chars.substr(span.end, right - span.end).find(kEdge); edge != std::u32string_view::npos) right = span.end + static_cast<uint32_t>(edge) + 1;
  return {chars.substr(left, span.begin - left), chars.substr(span.end, right - span.end), folded.substr(left, span.begin - left),
          folded.substr(span.end, right - span.end)};
}

bool all_of_kind(const Reading& reading, const std::vector<WitnessKind>& kinds, WitnessKind kind) {
  return std::all_of(reading.witnesses.begin(), reading.witnesses.end(), [&](uint16_t w) { return kinds[w] == kind; });
}

std::vector<WitnessKind> kinds_of(const Collation& collation, const Settings& settings) {
  std::vector<WitnessKind> out;
  for (const Witness& witness : collation.witnesses) {
    const auto said = settings.witnesses.find(witness.name);
    const bool known = said != settings.witnesses.end() && said->second.kind != WitnessKind::unknown;
    out.push_back(known ? said->second.kind : witness.kind);
  }
  return out;
}

bool is_passage(const Locus& locus) {
  if (locus.cls == LocusClass::block) return true;
  size_t longest = 0, shortest = SIZE_MAX;
  for (const Reading& reading : locus.readings) {
    const size_t letters = static_cast<size_t>(std::count_if(reading.text.begin(), reading.text.end(), [](char32_t c) { return is_letter(c) || is_digit(c); }));
    longest = std::max(longest, letters);
    shortest = std::min(shortest, reading.text.size());
  }
  return shortest == 0 && longest >= kShortestPassage;
}

}  // namespace jiaokan
