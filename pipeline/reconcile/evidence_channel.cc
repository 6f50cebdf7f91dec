#include "reconcile/evidence_channel.h"

#include <algorithm>
#include <cmath>

#include "lang/fold.h"
#include "lang/script.h"
#include "lang/zh/characters.h"
#include "lang/zh/common.h"

namespace jiaokan {

namespace {

// What is known of a kind before the document is seen: characters changed, lost and added, of each one read. Magnitudes as reported
// for clean scans; the document soon says better.
struct Before {
  double rate[3];
  double strength;   // characters that this counts for
  double own;        // times a character was seen, before its own rate counts half
};
constexpr Before kBefore[] = {
    {{0.005, 0.003, 0.002}, 300, 3},         // unknown
    {{0.0002, 0.0002, 0.0002}, 10000, 20},   // text layer
    {{0.012, 0.005, 0.003}, 300, 3},         // OCR
    {{0.001, 0.001, 0.001}, 2000, 10},       // vision model
    {{0.0005, 0.0005, 0.0005}, 5000, 20},    // keyed
};
constexpr double kInto = 0.02, kIntoStrength = 1;   // what a changed character becomes, before it was seen
constexpr double kIntoSimpler = 0.4;                // the same of its simplified form in a traditional text: some engines know one script alone
constexpr double kOneIn = 12;          // of the Han in a simplified text, fewer have a simpler form
constexpr double kIntoSort[] = {1, 0.4, 0.15, 0.7, 1, 1, 1, 1};   // vision models err into common Han
constexpr double kAtRandom[] = {0.02, 0.02, 0.02, 0.02, 0.04, 0.1, 0.08, 0.2};   // Han, Latin, digits, marks, others: one of them
constexpr double kAddedStrength = 4;
constexpr double kMoreOf[] = {1, 3, 12, 3};   // errors in Han: common, of few words, of next to none, with a simpler form
constexpr double kRunOn = 0.35;        // the second and further errors in one place are likelier than apart
constexpr double kMost = 16;           // nats
// How often another engine errs in the very same way where one errs, beyond what each does by itself: two engines of OCR misread what neither has in its
// alphabet as the same like of it (－ 一, ± 土, η n). By the true character: Han, Latin of ASCII, digits, marks, others; as measured on the articles of the benches.
struct Common {
  double alike, other, lost;   // read as one of its sort, as one of another sort, not at all
};
constexpr Common kCommonHan{0.03, 0.002, 0.04};
constexpr Common kCommon[] = {kCommonHan, kCommonHan, kCommonHan, kCommonHan, {0.01, 0.25, 0.01}, {0.01, 0.01, 0.01}, {0.04, 0.3, 0.17}, {0.03, 0.25, 0.18}};
constexpr double kCommonAdded = 0.02;

uint64_t pair_of(char32_t truth, char32_t read) { return static_cast<uint64_t>(truth) << 32 | read; }

}  // namespace

Channels::Sort Channels::sort_of_han(char32_t c) {
  if (zh_simplified(c) != c) return traditional;   // an engine may have learned the other script alone
  switch (zh_common(c)) {
    case HowCommon::common: return han;
    case HowCommon::seldom: return seldom;
    case HowCommon::rare: break;
  }
  return rare;
}

Channels::Sort Channels::sort_of(char32_t c) const {
  switch (script_of(c)) {
    case Script::han: return knows_sorts_ ? sort_of_han(c) : han;
    case Script::latin: return latin;
    case Script::digit: return digit;
    case Script::punctuation:
    case Script::space: return mark;
    default: return other;
  }
}

char32_t Channels::key(uint32_t column, size_t w) const {
  const uint32_t i = c_.cell(column, w);
  return i == kNone || is_space(c_.witnesses[w].chars[i]) || c_.witnesses[w].role[i] == Role::space ? 0 : fold(c_.witnesses[w].chars[i]);
}

Channels::Channels(const Collation& collation, const std::vector<WitnessKind>& kinds, HanSorts sorts) : c_(collation), kinds_(kinds), knows_sorts_(sorts == HanSorts::apart), habits_(collation.witnesses.size()), written_(collation.witnesses.size()), pairs_(collation.witnesses.size()) {
  count_agreed();
  count_pairs();
}

// How often each witness writes each character, and how often it is agreed on: what all agree on is right.
void Channels::count_agreed() {
  double all_han = 0, of_traditional = 0;
  for (size_t w = 0; w < habits_.size(); ++w) {
    CharTable<uint32_t> agreed;
    size_t next = 0;
    for (uint32_t k = 0; k < c_.columns(); ++k) {
      while (next < c_.loci.size() && c_.loci[next].end <= k) ++next;
      const char32_t c = key(k, w);
      if (c == 0) continue;
      ++written_[w].claim(c);
      const bool disputed = next < c_.loci.size() && c_.loci[next].begin <= k && c_.loci[next].id != 0;
      agreed.claim(c) += disputed ? 0 : 1;
    }
    agreed.each([&](char32_t c, uint32_t times) {
      if (times == 0) return;
      habits_[w].seen[sort_of(c)] += times;
      habits_[w].all += times;
      habits_[w].of[c].seen += times;
    });
    all_han += habits_[w].seen[han] + habits_[w].seen[seldom] + habits_[w].seen[rare] + habits_[w].seen[traditional];
    of_traditional += habits_[w].seen[traditional];
  }
  traditional_text_ = of_traditional * kOneIn > all_han;
}

// Where every reading is one Han character, and engines of OCR alone have one of them: others read no shapes.
bool Channels::asks_for_pairs(const Locus& locus) const {
  bool of_engines = false;
  for (const Reading& reading : locus.readings) {
    if (reading.text.size() != 1 || !is_any_han(sort_of(fold(reading.text[0])))) return false;
    of_engines = of_engines || std::all_of(reading.witnesses.begin(), reading.witnesses.end(), [&](uint16_t v) { return reads_shapes(kinds_[v]); });
  }
  return of_engines;
}

// What a witness has there as one character with its Han neighbour before, and behind.
template <typename Visit>
void Channels::each_pair(const Locus& locus, size_t w, const Visit& visit) const {
  uint32_t at = locus.begin;
  while (at < locus.end && key(at, w) == 0) ++at;
  if (at == locus.end) return;
  const char32_t own = key(at, w);
  if (locus.begin > 0)
    if (const char32_t before = key(locus.begin - 1, w); is_any_han(sort_of(before))) visit(pair_of(before, own));
  if (locus.end < c_.columns())
    if (const char32_t after = key(locus.end, w); is_any_han(sort_of(after))) visit(pair_of(own, after));
}

void Channels::count_pairs() {
  for (const Locus& locus : c_.loci) {
    if (locus.id == 0 || !asks_for_pairs(locus)) continue;
    for (size_t r = 0; r < locus.readings.size(); ++r) {
      const size_t w = speaker(locus, r);
      each_pair(locus, w, [&](uint64_t pair) { pairs_[w][pair] = 0; });
    }
  }
  for (size_t w = 0; w < pairs_.size(); ++w) {
    if (pairs_[w].empty()) continue;
    char32_t last = 0;
    bool han_last = false;
    for (uint32_t k = 0; k < c_.columns(); ++k) {
      const char32_t c = key(k, w);
      if (c == 0) continue;
      const bool han_now = is_any_han(sort_of(c));
      if (han_now && han_last)
        if (const auto asked = pairs_[w].find(pair_of(last, c)); asked != pairs_[w].end()) ++asked->second;
      last = c;
      han_last = han_now;
    }
  }
}

// Of the witnesses of a reading the one whose characters stand in the earliest columns: they may be set differently in one locus, and the
// order in which witnesses were given must not matter.
size_t Channels::speaker(const Locus& locus, size_t r) const {
  const std::vector<uint16_t>& own = locus.readings[r].witnesses;
  size_t best = own.front();
  for (const uint16_t w : own)
    for (uint32_t k = locus.begin; k < locus.end; ++k) {
      const bool mine = c_.cell(k, w) != kNone, his = c_.cell(k, best) != kNone;
      if (mine == his) continue;
      if (mine) best = w;
      break;
    }
  return best;
}

void Channels::count(size_t index, size_t r, double p) {
  const Locus& locus = c_.loci[index];
  const size_t voice = speaker(locus, r);
  for (size_t other_r = 0; other_r < locus.readings.size(); ++other_r) {
    for (const uint16_t w : locus.readings[other_r].witnesses) {
      Habits& habits = habits_[w];
      for (uint32_t k = locus.begin; k < locus.end; ++k) {
        const char32_t truth = key(k, voice), read = key(k, w);
        if (truth != 0) {
          const Sort sort = sort_of(truth);
          Character& character = habits.of[truth];
          habits.seen[sort] += p;
          habits.all += p;
          character.seen += p;
          if (truth == read) continue;
          character.wrong += p;
          habits.wrong[sort][read == 0 ? lost : changed] += p;
          habits.into[pair_of(truth, read)] += p;
        } else if (read != 0) {
          habits.wrong[sort_of(read)][added] += p;
          habits.into[pair_of(0, read)] += p;
        }
      }
    }
  }
}

void Channels::count_all(size_t locus, double sign) {
  const std::vector<double>& p = probabilities_[locus];
  for (size_t r = 0; r < p.size(); ++r)
    if (p[r] > 1e-6) count(locus, r, sign * p[r]);
}

void Channels::learn(const std::vector<std::vector<double>>& probabilities) {
  for (size_t l = 0; l < probabilities_.size(); ++l) count_all(l, -1);
  probabilities_ = probabilities;
  for (size_t l = 0; l < probabilities_.size(); ++l) count_all(l, 1);
}

double Channels::rate(const Habits& habits, WitnessKind kind, Sort sort, Fate fate) const {
  const Before& before = kBefore[static_cast<size_t>(kind)];
  const double seen = fate == added ? habits.all : habits.seen[sort];
  double rate = before.rate[fate], strength = before.strength;
  // Who reads shapes knows the common ones best.
  if (reads_shapes(kind) && fate != added && is_any_han(sort) && (sort != traditional || traditional_text_)) rate *= kMoreOf[sort], strength /= kMoreOf[sort];
  return (std::max(0.0, habits.wrong[sort][fate]) + strength * rate) / (std::max(0.0, seen) + strength);
}

double Channels::into_other(size_t w, char32_t truth, char32_t read) const {
  if (traditional_text_ && truth != read && zh_simplified(truth) == read) return kIntoSimpler;
  return kinds_[w] == WitnessKind::vision_model ? kInto * kIntoSort[sort_of(read)] : kInto;
}

double Channels::cost(size_t w, char32_t truth, char32_t read) const {
  const Habits& habits = habits_[w];
  if (truth == 0) {
    // Against a character of its sort taken at random: specks are always the same few marks.
    const Sort sort = sort_of(read);
    const auto into = habits.into.find(pair_of(0, read));
    const double seen = into == habits.into.end() ? 0 : std::max(0.0, into->second);
    const double favour = (seen / kAtRandom[sort] + kAddedStrength) / (std::max(0.0, habits.wrong[sort][added]) + kAddedStrength);
    return std::log(rate(habits, kinds_[w], sort, added) * std::max(0.1, favour));
  }
  const Sort sort = sort_of(truth);
  const double change = rate(habits, kinds_[w], sort, changed), loss = rate(habits, kinds_[w], sort, lost);
  const auto found = habits.of.find(truth);
  const Character own = found == habits.of.end() ? Character{} : found->second;
  const double strength = kBefore[static_cast<size_t>(kinds_[w])].own;
  const double wrong = (std::max(0.0, own.wrong) + strength * (change + loss)) / (std::max(0.0, own.seen) + strength);
  if (truth == read) return std::log(std::max(0.02, 1 - wrong));
  // What becomes of a wrong character: lost or changed as the sort is, or as this one was before.
  const auto into = habits.into.find(pair_of(truth, read));
  const double seen = into == habits.into.end() ? 0 : std::max(0.0, into->second);
  const double usual = read == 0 ? loss / (change + loss) : into_other(w, truth, read) * change / (change + loss);
  return std::log(wrong * (seen + kIntoStrength * usual) / (std::max(0.0, own.wrong) + kIntoStrength));
}

// A mark beside Han may be a full stop that the engine writes in its own way; between Latin letters and digits it is a sign of its own.
bool Channels::is_beside_han(uint32_t column) const {
  for (size_t w = 0; w < habits_.size(); ++w) {
    if (column > 0 && is_any_han(sort_of(key(column - 1, w)))) return true;
    if (column + 1 < c_.columns() && is_any_han(sort_of(key(column + 1, w)))) return true;
  }
  return false;
}

double Channels::alphabet(size_t index, size_t r) const {
  const Locus& locus = c_.loci[index];
  double out = 0;
  for (uint32_t k = locus.begin; k < locus.end; ++k) {
    const char32_t c = key(k, speaker(locus, r));
    const bool in_every = is_ascii_sign(c);   // and common Han
    if (c == 0 || in_every || (knows_sorts_ && sort_of(c) == han) || (sort_of(c) == mark && is_beside_han(k))) continue;
    bool others_never = true;
    for (size_t q = 0; q < locus.readings.size() && others_never; ++q)
      for (const uint16_t w : locus.readings[q].witnesses) others_never = others_never && (q == r || written_[w][c] == 0);
    if (others_never) out = std::max(out, std::log(static_cast<double>(written_[speaker(locus, r)][c])));
  }
  return std::min(out, 3.0);
}

double Channels::steady(size_t index, size_t r) const {
  const Locus& locus = c_.loci[index];
  if (!asks_for_pairs(locus)) return 0;
  const size_t w = speaker(locus, r);
  uint32_t most = 0;
  each_pair(locus, w, [&](uint64_t pair) {
    if (const auto found = pairs_[w].find(pair); found != pairs_[w].end() && found->second > 0) most = std::max(most, found->second - 1);   // not this place
  });
  return std::min(4.0, std::log1p(static_cast<double>(most)));
}

double Channels::general_cost(size_t w, char32_t truth, char32_t read) const {
  const Habits& habits = habits_[w];
  if (truth == 0) return std::log(rate(habits, kinds_[w], sort_of(read), added));
  const Sort sort = sort_of(truth);
  const double change = rate(habits, kinds_[w], sort, changed), loss = rate(habits, kinds_[w], sort, lost);
  if (truth == read) return std::log(std::max(0.02, 1 - change - loss));
  return std::log(read == 0 ? loss : change * into_other(w, truth, read));
}

double Channels::common_part(char32_t truth, char32_t read) const {
  if (truth == 0) return kCommonAdded;
  const Sort is = truth > 0x7F && sort_of(truth) == latin ? other : sort_of(truth);   // à and ŋ are in no engine's alphabet
  const Sort as = sort_of(read);
  const Common& common = kCommon[is];
  if (read == 0) return common.lost;
  return is == as || (is_any_han(is) && is_any_han(as)) ? common.alike : common.other;
}

void Channels::hear(uint32_t column, char32_t truth, std::vector<Heard>& heard) const {
  for (Heard& one : heard) {
    one.read = key(column, one.witness);
    const bool nothing = truth == 0 && one.read == 0;
    one.here = nothing ? Likelihood{} : Likelihood{general_cost(one.witness, truth, one.read), cost(one.witness, truth, one.read)};
  }
  for (Heard& one : heard) {
    if (one.read == truth) {
      one.all.general += one.here.general, one.all.habits += one.here.habits;
      continue;
    }
    // Of those that misread alike the likeliest does so by itself.
    const auto leads = [&](const Heard& his) {
      return reads_shapes(kinds_[his.witness]) && his.read == one.read && (his.here.general != one.here.general ? his.here.general > one.here.general : his.witness < one.witness);
    };
    Likelihood own = one.here;
    if (reads_shapes(kinds_[one.witness]) && std::any_of(heard.begin(), heard.end(), leads)) {
      const double common = common_part(truth, one.read);
      for (double* value : {&own.general, &own.habits}) *value = std::log(common + (1 - common) * std::exp(*value));
    }
    const double share = one.erred ? kRunOn : 1;
    one.all.general += own.general * share, one.all.habits += own.habits * share;
    one.erred = true;
  }
}

std::vector<Channels::Likelihood> Channels::likelihoods(size_t index) {
  if (index < probabilities_.size()) count_all(index, -1);
  const Locus& locus = c_.loci[index];
  std::vector<Likelihood> out(locus.readings.size());
  std::vector<Heard> heard;
  for (const Reading& reading : locus.readings)
    for (const uint16_t w : reading.witnesses) heard.emplace_back(w);
  for (size_t r = 0; r < out.size(); ++r) {
    const size_t voice = speaker(locus, r);
    for (Heard& one : heard) one = Heard(one.witness);
    for (uint32_t k = locus.begin; k < locus.end; ++k) hear(k, key(k, voice), heard);
    for (const Heard& one : heard) {
      out[r].general += std::max(one.all.general, -kMost);
      out[r].habits += std::max(one.all.habits, -kMost) - std::max(one.all.general, -kMost);
    }
  }
  if (index < probabilities_.size()) count_all(index, 1);
  return out;
}

}  // namespace jiaokan
