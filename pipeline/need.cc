#include "need.h"

#include <algorithm>

#include "lang/script.h"

namespace jiaokan {

namespace {

struct ClassWeight {
  LocusClass cls;
  double weight;
};
constexpr ClassWeight kClassWeights[] = {
    {LocusClass::width, 0.1},  {LocusClass::spacing, 0.15}, {LocusClass::punctuation, 0.35}, {LocusClass::markup, 0.3},
    {LocusClass::number, 1.2}, {LocusClass::callout, 1.2},  {LocusClass::block, 1.5},        {LocusClass::variant_form, 0.6},
};
constexpr double kOther = 1;         // of every other class
constexpr double kNoLetters = 0.35;  // of readings that are nothing but marks
constexpr double kHeading = 1.5, kInReference = 0.7, kInFloat = 0.25, kLoose = 0.2;   // by where it stands
constexpr uint32_t kBeside = 24;     // characters on each side that tell prose from loose numbers
constexpr uint32_t kFewestLetters = 6;

double weight_of(const Locus& locus) {
  const auto row = std::find_if(std::begin(kClassWeights), std::end(kClassWeights), [&](const ClassWeight& w) { return w.cls == locus.cls; });
  const double weight = row == std::end(kClassWeights) ? kOther : row->weight;
  const bool letters = std::any_of(locus.readings.begin(), locus.readings.end(), [](const Reading& reading) {
    return std::any_of(reading.text.begin(), reading.text.end(), [](char32_t c) { return is_letter(c) || is_digit(c); });
  });
  return letters ? weight : std::min(weight, kNoLetters);
}

// By the block it stands in and what stands beside it.
double weight_of(const Text& text, Span place) {
  if (text.blocks.empty()) return 1;
  const Block& in = text.blocks[block_at(text, place.begin)];
  if (in.kind == BlockKind::heading) return kHeading;
  if (in.kind == BlockKind::table || in.kind == BlockKind::figure || in.kind == BlockKind::formula || in.kind == BlockKind::code) return kInFloat;
  uint32_t letters = 0, digits = 0;
  const uint32_t from = std::max(in.span.begin, place.begin - std::min(place.begin, kBeside)), to = std::min(in.span.end, place.end + kBeside);
  for (uint32_t i = from; i < to; ++i) {
    letters += is_letter(text.chars[i]);
    digits += is_digit(text.chars[i]);
  }
  // The numbers of an axis, a row of a table in lines of print.
  return letters < kFewestLetters || digits > letters ? kLoose : 1;
}

}  // namespace

std::vector<double> need_of_loci(const Edition& edition) {
  std::vector<double> out(edition.collation.loci.size(), 0);
  for (uint32_t i = 0; i < out.size() && i < edition.decisions.size(); ++i) {
    const Decision& decision = edition.decisions[i];
    if (edition.collation.loci[i].id == 0 || decision.lemma >= decision.choices.size()) continue;
    out[i] = (1 - decision.choices[decision.lemma].probability) * weight_of(edition.collation.loci[i]);
  }
  for (const LocusSpan& place : edition.text.loci) {
    if (place.locus >= out.size()) continue;
    const bool in_reference = std::any_of(edition.article.references.begin(), edition.article.references.end(), [&](const ReferenceEntry& entry) { return entry.span.begin <= place.span.begin && place.span.begin < entry.span.end; });
    out[place.locus] *= in_reference ? kInReference : weight_of(edition.text, place.span);
  }
  return out;
}

}  // namespace jiaokan
