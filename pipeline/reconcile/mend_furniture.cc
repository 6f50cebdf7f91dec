#include "reconcile/mend_furniture.h"

#include <algorithm>
#include <map>
#include <string>

#include "lang/fold.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr std::ptrdiff_t kLetters = 4;   // of what cannot well be anything else
constexpr double kSure = 0.97;

std::u32string furniture_of(const Witness& witness) {
  std::u32string out;
  for (uint32_t i = 0; i < witness.chars.size(); ++i)
    if (witness.role[i] == Role::furniture) out.push_back(witness.chars[i]);
    else if (!out.empty() && out.back() != U'\n') out.push_back(U'\n');
  return folded_unspaced(out);
}

// The witness lacks the locus, and has what stands on both sides of it in one block.
bool goes_on(const Collation& collation, const Locus& locus, uint16_t w) {
  if (locus.begin == 0 || locus.end >= collation.columns()) return false;
  const uint32_t left = collation.cell(locus.begin - 1, w), right = collation.cell(locus.end, w);
  if (left == kNone || right == kNone || right < left) return false;
  const size_t block = block_at(collation.witnesses[w].blocks, left);
  return block != kNone && block == block_at(collation.witnesses[w].blocks, right);
}

}  // namespace

void mend_furniture(const Collation& collation, std::vector<Decision>& decisions) {
  struct Candidate {
    size_t locus;
    uint32_t none;         // the reading that has nothing
    std::u32string key;
  };
  std::vector<Candidate> candidates;
  std::map<std::u32string, size_t> times;
  for (size_t l = 0; l < collation.loci.size(); ++l) {
    const Locus& locus = collation.loci[l];
    const Decision& decision = decisions[l];
    if (decision.by != DecidedBy::evidence || locus.readings.size() != 2 || decision.choices.size() != 2) continue;
    if (locus.readings[0].text.empty() == locus.readings[1].text.empty()) continue;
    const uint32_t none = locus.readings[0].text.empty() ? 0 : 1;
    std::u32string key = folded_unspaced(locus.readings[1 - none].text);
    if (std::count_if(key.begin(), key.end(), is_letter) < kLetters) continue;
    ++times[key];
    candidates.push_back({l, none, std::move(key)});
  }
  std::vector<std::u32string> furniture;   // of the witnesses; made when one is asked for
  for (const Candidate& candidate : candidates) {
    const Locus& locus = collation.loci[candidate.locus];
    Decision& decision = decisions[candidate.locus];
    if (decision.lemma == candidate.none && !decision.open) continue;
    if (furniture.empty())
      for (const Witness& witness : collation.witnesses) furniture.push_back(furniture_of(witness));
    // Page for page the same is a running head wherever it stands.
    const bool again = times[candidate.key] > 1;
    const std::vector<uint16_t>& lacking = locus.readings[candidate.none].witnesses;
    if (std::none_of(lacking.begin(), lacking.end(), [&](uint16_t w) { return furniture[w].find(candidate.key) != std::u32string::npos && (again || goes_on(collation, locus, w)); })) continue;
    decision.by = DecidedBy::rule;
    decision.lemma = candidate.none;
    decision.choices[candidate.none].probability = kSure;
    decision.choices[1 - candidate.none].probability = 1 - kSure;
    decision.open = false;
    decision.reason = "a running head, as another version shows";
  }
}

}  // namespace jiaokan
