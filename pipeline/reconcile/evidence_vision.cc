#include "reconcile/evidence_vision.h"

#include <algorithm>
#include <cmath>

#include "lang/fold.h"
#include "lang/script.h"
#include "lang/zh/characters.h"

namespace jiaokan {

namespace {

// Words that a model of language puts in, changes or leaves out to make a sentence smoother, in simplified characters; editable data.
constexpr std::u32string_view kFunctionWords = U"的了着过到地得是在为于与和及或而就也都还又将把被对上中下里其之所以来去并有更仍再很则却便亦且但即从";

constexpr size_t kFew = 2;             // Han of a slip
constexpr double kUnfit = 12;          // nats: what fits no better than that does not fit at all
constexpr double kOfOne = 5;           // nats that a character costs which fits
constexpr double kRarest = 16;         // nats that the rarest character costs by itself
constexpr uint32_t kAround = 20;       // columns on each side
constexpr size_t kMostOfOne = 5, kMostGarbled = 15;   // characters of a place around that count, of all of them

bool is_function_word(char32_t c) { return kFunctionWords.find(zh_simplified(c)) != std::u32string_view::npos; }

// The two readings of a place where vision models alone have something else: few Han, or nothing.
struct Sides {
  size_t vision = kNone, other = kNone;
  bool found() const { return vision != kNone && other != kNone; }
};

Sides sides_of(const Locus& locus, const std::vector<WitnessKind>& kinds) {
  Sides out;
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    const Reading& reading = locus.readings[r];
    if (reading.text.size() > kFew || count_han(reading.text) != reading.text.size()) return {};
    size_t& side = all_of_kind(reading, kinds, WitnessKind::vision_model) ? out.vision : out.other;
    if (side != kNone) return {};   // two that contradict each other, too, prove nothing
    side = r;
  }
  return out.found() ? out : Sides{};
}

// The clause with the reading in it, as probable as the model has it.
class Clause {
 public:
  Clause(const Surroundings& around, const LanguageModel& model)
      : model_(model), left_(last_han(around.folded_left, kClause)), right_(first_han(around.folded_right, kClause)),
        apart_(model.log_probability(left_) + model.log_probability(right_)) {}

  double with(const std::u32string& reading) const { return model_.log_probability(std::u32string(left_) + folded(reading) + std::u32string(right_)); }
  // How well the reading goes with both sides: from 0, not at all, to kUnfit.
  double fit(const std::u32string& reading) const { return kUnfit - std::min(kUnfit, std::max(0.0, apart_ - with(reading))); }
  // What its characters cost by themselves, on average.
  double rarity(const std::u32string& reading) const {
    double sum = 0;
    for (const char32_t c : folded(reading)) sum += std::min(kRarest, -model_.log_probability(std::u32string_view(&c, 1)));
    return sum / static_cast<double>(reading.size());
  }

 private:
  static constexpr size_t kClause = 9;   // Han on each side
  const LanguageModel& model_;
  std::u32string_view left_, right_;
  double apart_;
};

// True when `longer` is `shorter` with one character more that stands beside its like.
bool doubles_one(const std::u32string& shorter, const std::u32string& longer, const Surroundings& around) {
  if (!shorter.empty() || longer.size() != 1) return false;
  const char32_t before = around.left.empty() ? U'\0' : around.left.back(), after = around.right.empty() ? U'\0' : around.right.front();
  return longer[0] == before || longer[0] == after;
}

// The function words that `longer` has more than `shorter` (and beside them a repetition of a neighbour: 人 → 人与人); none when it has anything else more.
std::u32string function_words_more(std::u32string_view shorter, std::u32string_view longer, std::u32string_view neighbours) {
  constexpr size_t kMost = 3;
  if (longer.size() <= shorter.size() || longer.size() > shorter.size() + kMost) return {};
  size_t at = 0;
  std::u32string out;
  for (const char32_t c : longer) {
    if (at < shorter.size() && shorter[at] == c) ++at;
    else if (is_function_word(c)) out.push_back(c);
    else if (neighbours.find(c) == std::u32string_view::npos) return {};
  }
  return at == shorter.size() ? out : std::u32string();
}

}  // namespace

VisionSlips::VisionSlips(const Collation& collation, const std::vector<WitnessKind>& kinds, const LanguageModel* model, const DocumentModel& document)
    : collation_(collation), kinds_(kinds), model_(model), document_(document) {
  for (const Locus& locus : collation.loci) {
    const Sides sides = sides_of(locus, kinds);
    if (!sides.found()) continue;
    const std::u32string &seen = locus.readings[sides.vision].text, &read = locus.readings[sides.other].text;
    if (read.empty())
      for (const char32_t c : seen) ++seen_by_vision_alone_[c];
    if (seen.empty())
      for (const char32_t c : read) ++read_by_others_alone_[c];
  }
}

double VisionSlips::elsewhere(const std::unordered_map<char32_t, uint32_t>& places, char32_t c) {
  const auto found = places.find(c);
  return found == places.end() ? 0 : found->second - 1.0;
}

// Of the places where vision models have it, the share where the others have it, too, this one left out: what an engine cannot read it loses everywhere.
double VisionSlips::known_elsewhere(char32_t c) const {
  const double had = document_.count(std::u32string_view(&c, 1)) + 1.0;
  return had / (had + elsewhere(seen_by_vision_alone_, c));
}

// How seldom the others have this character where vision models have nothing, this place left out: what an engine makes of specks is always the same.
double VisionSlips::seldom_alone(char32_t c) const {
  constexpr double kOften = 20;   // a vision model leaves out a function word in fewer of so many
  const double had = document_.count(std::u32string_view(&c, 1)) + 1.0;
  return had / (had + kOften * elsewhere(read_by_others_alone_, c));
}

void VisionSlips::measure(const Locus& locus, const Surroundings& around, std::vector<Values>& values) const {
  std::u32string neighbours(around.left.substr(around.left.size() - std::min<size_t>(2, around.left.size())));
  neighbours += around.right.substr(0, 2);
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    if (!all_of_kind(locus.readings[r], kinds_, WitnessKind::vision_model)) continue;
    const std::u32string& own = locus.readings[r].text;
    for (const Reading& other : locus.readings) {
      if (all_of_kind(other, kinds_, WitnessKind::vision_model)) continue;
      for (const char32_t c : function_words_more(other.text, own, neighbours)) values[r][TermId::smoothed] = -known_elsewhere(c);
      for (const char32_t c : function_words_more(own, other.text, {})) values[r][TermId::dropped] = -seldom_alone(c);
    }
  }
  const Sides sides = sides_of(locus, kinds_);
  if (!sides.found()) return;
  const std::u32string &seen = locus.readings[sides.vision].text, &read = locus.readings[sides.other].text;
  if (doubles_one(read, seen, around)) values[sides.vision][TermId::doubled_by_vision] = -1;
  values[sides.other][TermId::against_vision] = seen.size() == read.size() ? 1 : 0;
  if (model_ == nullptr) return;
  const Clause clause(around, *model_);
  if (seen.size() == read.size()) {
    values[sides.other][TermId::fits_against_vision] = clause.fit(read);
    values[sides.vision][TermId::fits_vision] = clause.fit(seen);
    values[sides.vision][TermId::rare_in_vision] = clause.rarity(seen);
    values[sides.other][TermId::other_word] = seen.size() == kFew && model_->knows(folded(read)) && model_->knows(folded(seen)) ? 1 : 0;
  } else if (read.size() > seen.size()) {
    values[sides.other][TermId::more_against_vision] = kOfOne - std::clamp(clause.with(seen) - clause.with(read), 0.0, kUnfit);
  }
}

void VisionSlips::measure_around(size_t index, std::vector<Values>& values) const {
  const std::vector<Locus>& loci = collation_.loci;
  const Locus& locus = loci[index];
  const Sides sides = sides_of(locus, kinds_);
  if (!sides.found() || locus.readings[sides.other].text.empty()) return;
  size_t garbled = 0;
  const auto hear = [&](const Locus& other) {
    size_t longest = 0;
    bool letters = false;
    for (const Reading& reading : other.readings) {
      longest = std::max(longest, reading.text.size());
      letters = letters || count_letters(reading.text) > 0;
    }
    if (other.id != 0 && letters) garbled += std::min(longest, kMostOfOne);
  };
  for (size_t l = index; l-- > 0 && loci[l].end + kAround >= locus.begin && garbled < kMostGarbled;) hear(loci[l]);
  for (size_t l = index + 1; l < loci.size() && loci[l].begin <= locus.end + kAround && garbled < kMostGarbled; ++l) hear(loci[l]);
  values[sides.other][TermId::garbled] = -static_cast<double>(std::min(garbled, kMostGarbled)) / static_cast<double>(kMostOfOne);
}

}  // namespace jiaokan
