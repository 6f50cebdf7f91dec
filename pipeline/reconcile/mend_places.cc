#include "reconcile/mend_places.h"

#include <algorithm>
#include <unordered_map>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/evidence.h"

namespace jiaokan {

namespace {

constexpr size_t kCharacters = 2;      // of a piece that cannot well be two
constexpr double kPlaced = 0.93;       // that the version with the better order is right

struct Piece {
  size_t locus = 0;
  uint32_t reading = 0;   // that has it; the other is empty
};

// A vision model reads columns as a reader does; who was put in order by us may have gone astray.
double trust_in_order(const Collation& collation, const Reading& reading) {
  double out = 0;
  for (const uint16_t w : reading.witnesses) {
    const Witness& witness = collation.witnesses[w];
    out += (witness.kind == WitnessKind::vision_model ? 1 : 0) - (!witness.parted.empty() ? 1 : 0);
  }
  return out;
}

void choose(Decision& decision, uint32_t reading, double ask) {
  for (Choice& choice : decision.choices) choice.probability = 0;
  decision.choices[1 - reading].probability = 1 - kPlaced;
  decision.choices[reading].probability = kPlaced;
  decision.lemma = reading;
  decision.open = kPlaced < ask;
}

}  // namespace

void mend_places(const Collation& collation, std::vector<Decision>& decisions, double ask) {
  std::unordered_map<std::u32string, std::vector<Piece>> pieces;
  for (size_t l = 0; l < collation.loci.size(); ++l) {
    const Locus& locus = collation.loci[l];
    if (locus.id == 0 || locus.readings.size() != 2 || decisions[l].choices.size() != 2 || decisions[l].by != DecidedBy::evidence || is_passage(locus)) continue;
    if (locus.readings[0].text.empty() == locus.readings[1].text.empty()) continue;
    const uint32_t reading = locus.readings[0].text.empty() ? 1 : 0;
    std::u32string key = folded(locus.readings[reading].text);
    std::erase_if(key, is_space);
    if (key.size() >= kCharacters && count_letters(key) > 0) pieces[std::move(key)].push_back({l, reading});
  }
  for (const auto& [key, places] : pieces) {
    if (places.size() != 2) continue;
    const Piece &a = places[0], &b = places[1];
    const Reading &here = collation.loci[a.locus].readings[a.reading], &there = collation.loci[b.locus].readings[b.reading];
    // Who has it here lacks it there, and no witness is without it.
    if (here.witnesses != collation.loci[b.locus].readings[1 - b.reading].witnesses || there.witnesses != collation.loci[a.locus].readings[1 - a.reading].witnesses) continue;
    Decision &first = decisions[a.locus], &second = decisions[b.locus];
    double more = trust_in_order(collation, here) - trust_in_order(collation, there);
    if (more == 0) more = first.choices[a.reading].probability - second.choices[b.reading].probability;
    if (more == 0) continue;
    choose(first, more > 0 ? a.reading : 1 - a.reading, ask);
    choose(second, more > 0 ? 1 - b.reading : b.reading, ask);
  }
}

}  // namespace jiaokan
