#include "reconcile/evidence_kinds.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/passages.h"

namespace jiaokan {

namespace {

constexpr double kStrength[] = {6, 6, 8, 3};   // places that what is known of the kinds above counts for
constexpr double kSharedStrength = 1;       // times a character was written that the witness's usual share counts for
constexpr size_t kMany = 3;                 // Han characters; more are as many

bool is_edge(const Collation& c, uint32_t column) {
  if (column >= c.columns()) return true;
  for (size_t w = 0; w < c.witnesses.size(); ++w)
    if (const uint32_t i = c.cell(column, w); i != kNone) return c.witnesses[w].chars[i] == kEdge;
  return false;
}

// True where all that a reading has stands beside it already.
bool doubles(const Collation& c, const Locus& locus, const Reading& reading) {
  if (reading.text.size() != 1) return false;
  const auto beside = [&](uint32_t column) {
    for (size_t w = 0; w < c.witnesses.size(); ++w)
      if (const uint32_t i = c.cell(column, w); i != kNone && c.witnesses[w].chars[i] == reading.text[0]) return true;
    return false;
  };
  return (locus.begin > 0 && beside(locus.begin - 1)) || (locus.end < c.columns() && beside(locus.end));
}

struct Shape {
  size_t han = 0, others = 0, marks = 0;
};

Shape shape_of(std::u32string_view text) {
  Shape out;
  for (const char32_t c : text) {
    if (is_han(c)) ++out.han;
    else if (is_letter(c) || is_digit(c)) ++out.others;
    else if (!is_space(c)) ++out.marks;
  }
  return out;
}

}  // namespace

KindsOfPlaces::KindsOfPlaces(const Collation& c) : places_(c.loci.size()), shared_(c.loci.size()) {
  count_shared(c);
  for (size_t l = 0; l < c.loci.size(); ++l) {
    const Locus& locus = c.loci[l];
    if (locus.id == 0) continue;
    Place& place = places_[l];
    place.order.resize(locus.readings.size());
    std::iota(place.order.begin(), place.order.end(), 0U);
    std::sort(place.order.begin(), place.order.end(), [&](uint32_t a, uint32_t b) { return locus.readings[a].witnesses < locus.readings[b].witnesses; });
    std::vector<uint32_t> whose, roughly, closely;
    std::u32string exactly;
    size_t most = 0;
    for (const Reading& reading : locus.readings) most = std::max(most, reading.text.size());
    for (const uint32_t r : place.order) {
      const Reading& reading = locus.readings[r];
      whose.insert(whose.end(), reading.witnesses.begin(), reading.witnesses.end());
      whose.push_back(kNone);
      const Shape shape = shape_of(reading.text);
      // Whose reading is empty, which has less, and what of it is no Han.
      roughly.push_back(0x10000U + (reading.text.empty() ? 1U : 0U) + (reading.text.size() < most ? 2U : 0U) + (shape.han > 0 ? 4U : 0U) + (shape.others > 0 ? 8U : 0U) + (shape.marks > 0 ? 16U : 0U));
      closely.push_back(static_cast<uint32_t>(std::min(shape.han, kMany) + 8 * std::min<size_t>(shape.others, 2) + 64 * std::min<size_t>(shape.marks, 2)) + (doubles(c, locus, reading) ? 512U : 0U));
      exactly += folded(reading.text);
      exactly.push_back(U'\0');
    }
    closely.push_back(static_cast<uint32_t>(locus.cls));
    closely.push_back((locus.begin == 0 || is_edge(c, locus.begin - 1) ? 1U : 0U) + (is_edge(c, locus.end) ? 2U : 0U));
    place.kinds[0] = XXH3_64bits(whose.data(), whose.size() * sizeof(uint32_t));
    place.kinds[1] = XXH3_64bits_withSeed(roughly.data(), roughly.size() * sizeof(uint32_t), place.kinds[0]);
    place.kinds[2] = XXH3_64bits_withSeed(closely.data(), closely.size() * sizeof(uint32_t), place.kinds[1]);
    place.kinds[3] = XXH3_64bits_withSeed(exactly.data(), exactly.size() * sizeof(char32_t), place.kinds[2]);
  }
}

// What all agree on and what one has alone, character by character: no reading is believed for this yet.
void KindsOfPlaces::count_shared(const Collation& c) {
  const size_t n = c.witnesses.size();
  struct Times {
    double shared = 0, all = 0;
  };
  struct Standing {
    uint32_t column;
    uint64_t character;   // witness, place and character
  };
  std::vector<std::vector<Standing>> written(n);
  std::unordered_map<uint64_t, Times> times;
  std::vector<Times> all(n);
  std::vector<bool> disputed(c.columns());
  for (const Locus& locus : c.loci)
    if (locus.id != 0) std::fill(disputed.begin() + locus.begin, disputed.begin() + locus.end, true);
  for (size_t w = 0; w < n; ++w) {
    char32_t last = 0;
    for (uint32_t k = 0; k < c.columns(); ++k) {
      const uint32_t i = c.cell(k, w);
      if (i == kNone || is_space(c.witnesses[w].chars[i])) continue;
      const char32_t x = c.witnesses[w].chars[i];
      if (x == kEdge && !written[w].empty() && last != kEdge) written[w].back().character |= 2ULL << 32;
      const uint64_t twice = x == last ? 4ULL << 32 : 0;
      if (twice != 0 && x != kEdge) written[w].back().character |= twice;
      if (x != kEdge) written[w].push_back({k, static_cast<uint64_t>(w) << 40 | (last == kEdge ? 1ULL << 32 : 0) | twice | fold(x)});
      last = x;
    }
    for (const Standing& one : written[w])
      for (Times* sum : {&times[one.character], &all[w]}) ++sum->all, sum->shared += disputed[one.column] ? 0 : 1;
  }
  std::vector<size_t> next(n, 0);
  for (size_t l = 0; l < c.loci.size(); ++l) {
    const Locus& locus = c.loci[l];
    if (locus.id == 0 || std::none_of(locus.readings.begin(), locus.readings.end(), [](const Reading& r) { return r.text.empty(); })) continue;
    shared_[l].assign(locus.readings.size(), 0);
    for (size_t r = 0; r < locus.readings.size(); ++r) {
      const size_t w = locus.readings[r].witnesses.front();
      while (next[w] < written[w].size() && written[w][next[w]].column < locus.begin) ++next[w];
      bool any = false;
      for (size_t i = next[w]; i < written[w].size() && written[w][i].column < locus.end; ++i) {
        const Times& own = times[written[w][i].character];
        const double usual = (all[w].shared + 1) / (all[w].all + 2);
        const double share = (own.shared + kSharedStrength * usual) / (own.all - 1 + kSharedStrength);
        const double odds = std::log(std::clamp(share, 0.01, 0.99) / (1 - std::clamp(share, 0.01, 0.99)));
        shared_[l][r] = any ? std::min(shared_[l][r], odds) : odds;
        any = true;
      }
    }
  }
}

std::vector<double> KindsOfPlaces::shared(size_t locus) const { return shared_[locus]; }

void KindsOfPlaces::count(size_t locus) {
  const Place& place = places_[locus];
  const std::vector<double>& p = probabilities_[locus];
  if (p.empty() || place.order.size() != p.size()) return;
  for (const uint64_t kind : place.kinds) {
    std::vector<double>& right = right_[kind];
    right.resize(p.size());
    for (size_t r = 0; r < p.size(); ++r) right[r] += p[place.order[r]];
  }
}

void KindsOfPlaces::learn(const std::vector<std::vector<double>>& probabilities) {
  probabilities_ = probabilities;
  right_.clear();
  for (size_t l = 0; l < probabilities_.size(); ++l) count(l);
}

std::vector<double> KindsOfPlaces::logarithms(size_t locus) const {
  const Place& place = places_[locus];
  const size_t n = place.order.size();
  if (right_.empty() || n == 0) return std::vector<double>(n, 0);
  const bool counted = locus < probabilities_.size() && probabilities_[locus].size() == n;
  std::vector<double> share(n, 1.0 / static_cast<double>(n));
  for (size_t level = 0; level < kLevels; ++level) {
    const auto found = right_.find(place.kinds[level]);
    if (found == right_.end()) break;
    double sum = kStrength[level];
    for (size_t r = 0; r < n; ++r) {
      const double others = std::max(0.0, found->second[r] - (counted ? probabilities_[locus][place.order[r]] : 0));
      share[r] = others + kStrength[level] * share[r];
      sum += others;
    }
    for (double& x : share) x /= sum;
  }
  std::vector<double> out(n);
  for (size_t r = 0; r < n; ++r) out[place.order[r]] = std::log(share[r]);
  return out;
}

}  // namespace jiaokan
