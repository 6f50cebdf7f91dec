#include "reconcile/forms.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/passages.h"

namespace jiaokan {

namespace {

constexpr int kRounds = 6;
constexpr double kPairStrength = 3;       // gaps of a sort, before two characters were seen side by side
constexpr double kSortStrength = 5;       // gaps of any sort, before one of a sort was seen
constexpr double kLost = 0.1, kLostStrength = 5, kAdded = 0.005, kAddedStrength = 20;   // what an engine does with white space before it is known
constexpr double kMostOfWords = 5, kWordsShare = 0.6;      // nats
constexpr double kMostOfLanguage = 6, kLanguageShare = 1, kFewest = 20;
constexpr size_t kHeard = 2000;           // gaps between Han of which the model is asked
constexpr double kNewLetter = 2.4;        // nats that a letter of a word never heard costs
constexpr double kSeldom = 0.3;           // times that a pair never seen counts
constexpr size_t kClause = 9;             // characters on each side that a model of language hears

enum Sort : uint8_t { han, latin, digit, opening, closing, comma, stop, hyphen, edge, other, kSorts };

Sort sort_of(char32_t c) {
  if (c == kEdge) return edge;
  if (is_han(c)) return han;
  if (is_letter(c)) return latin;
  if (is_digit(c)) return digit;
  if (is_opening(c)) return opening;
  if (is_closing(c)) return closing;
  const char32_t f = fold(c);
  if (std::u32string_view(U",;:、").find(f) != std::u32string_view::npos) return comma;
  if (is_sentence_end(c)) return stop;
  return f == U'-' ? hyphen : other;
}

uint64_t pair_of(char32_t a, char32_t b) { return static_cast<uint64_t>(a) << 32 | b; }

// What stands between two characters of the text.
struct Gap {
  uint32_t left = 0, right = 0;   // of Text::chars
  bool space = false;
  uint32_t locus = kNone;         // where the witnesses differ in it
};

// A sum of measurements.
struct Sum {
  double all = 0, sum = 0, square = 0;
  void add(double x) { ++all, sum += x, square += x * x; }
  double mean() const { return all > 0 ? sum / all : 0; }
  double spread() const { return all > 0 ? std::sqrt(std::max(0.25, square / all - mean() * mean())) : 1; }   // standard deviation
};

struct Text {
  std::u32string chars;           // without white space, as the readings chosen have them
  std::vector<bool> agreed;
  std::vector<Gap> gaps;          // gap i stands before character i; the first is none
  std::vector<uint32_t> begins;   // of each locus: the first character of it or behind it
};

struct Times {
  double space = 0, solid = 0;
};

Text text_of(const Collation& c, const std::vector<uint32_t>& chosen) {
  Text out;
  out.begins.assign(c.loci.size(), 0);
  Gap gap;
  const auto put = [&](char32_t x, bool agreed) {
    if (is_space(x)) {
      gap.space = gap.space || agreed;
      return;
    }
    gap.right = static_cast<uint32_t>(out.chars.size());
    gap.left = gap.right == 0 ? 0 : gap.right - 1;
    out.chars.push_back(x);
    out.agreed.push_back(agreed);
    out.gaps.push_back(gap);
    gap = {};
  };
  size_t next = 0;
  for (uint32_t k = 0; k < c.columns();) {
    if (next < c.loci.size() && c.loci[next].begin == k) {
      const Locus& locus = c.loci[next];
      out.begins[next] = static_cast<uint32_t>(out.chars.size());
      if (locus.cls == LocusClass::spacing && locus.id == 0) gap.locus = static_cast<uint32_t>(next);
      else
        for (const char32_t x : locus.readings[chosen[next]].text) put(x, false);
      k = std::max(locus.end, k + 1);
      ++next;
      continue;
    }
    for (size_t w = 0; w < c.witnesses.size(); ++w)
      if (const uint32_t i = c.cell(k, w); i != kNone) {
        put(c.witnesses[w].chars[i], true);
        break;
      }
    ++k;
  }
  return out;
}

// Where the text, as all have it, sets white space.
class Spaces {
 public:
  Spaces(const Text& text, const LanguageModel* model) : text_(text), model_(model) {
    Times all;
    for (size_t i = 1; i < text.chars.size(); ++i) {
      const Gap& gap = text.gaps[i];
      if (gap.locus != kNone || !text.agreed[gap.left] || !text.agreed[gap.right]) continue;
      const char32_t a = text.chars[gap.left], b = text.chars[gap.right];
      for (Times* times : {&pairs_[pair_of(fold(a), fold(b))], &sorts_[sort_of(a)][sort_of(b)], &all}) (gap.space ? times->space : times->solid) += 1;
    }
    usual_ = (all.space + 0.5) / (all.space + all.solid + 1);
    for (size_t i = 0; i < text.chars.size();) {
      size_t end = i;
      bool whole = true;
      while (end < text.chars.size() && sort_of(text.chars[end]) == latin && (end == i || (!text.gaps[end].space && text.gaps[end].locus == kNone))) {
        whole = whole && text.agreed[end];
        ++end;
      }
      if (end > i && whole && (end == text.chars.size() || text.gaps[end].locus == kNone) && text.gaps[i].locus == kNone) {
        ++words_[folded(text.chars.substr(i, end - i))];
        ++all_words_;
      }
      i = std::max(end, i + 1);
    }
    if (model != nullptr) hear_gaps();
  }

  // Log-odds of white space before character i, whatever the engines say.
  double odds(uint32_t i) const {
    const char32_t a = text_.chars[i - 1], b = text_.chars[i];
    const Times& sort = sorts_[sort_of(a)][sort_of(b)];
    const double of_sort = (sort.space + kSortStrength * usual_) / (sort.space + sort.solid + kSortStrength);
    const auto found = pairs_.find(pair_of(fold(a), fold(b)));
    const Times pair = found == pairs_.end() ? Times{} : found->second;
    const double p = std::clamp((pair.space + kPairStrength * of_sort) / (pair.space + pair.solid + kPairStrength), 1e-4, 1 - 1e-4);
    double out = std::log(p / (1 - p));
    if (sort_of(a) == latin && sort_of(b) == latin) out += kWordsShare * words(i);
    if (is_han(a) && is_han(b) && model_ != nullptr) out += kLanguageShare * language(i);
    return out;
  }

 private:
  double word(std::u32string_view text) const {
    const auto found = words_.find(folded(text));
    const double unheard = std::exp(-kNewLetter * static_cast<double>(text.size() + 1));
    return std::log(((found == words_.end() ? 0 : found->second) + unheard) / (all_words_ + 1));
  }
  // Two words against one.
  double words(uint32_t i) const {
    uint32_t begin = i - 1, end = i + 1;
    const auto joins = [&](uint32_t k) { return sort_of(text_.chars[k - 1]) == latin && sort_of(text_.chars[k]) == latin && !text_.gaps[k].space && text_.gaps[k].locus == kNone; };
    while (begin > 0 && joins(begin)) --begin;
    while (end < text_.chars.size() && joins(end)) ++end;
    const std::u32string_view chars = text_.chars;
    return std::clamp(word(chars.substr(begin, i - begin)) + word(chars.substr(i, end - i)) - word(chars.substr(begin, end - begin)), -kMostOfWords, kMostOfWords);
  }
  // Two clauses against one.
  double parted(uint32_t i) const {
    const std::u32string_view chars = text_.chars;
    const std::u32string left(last_han(chars.substr(i - std::min<size_t>(i, kClause), std::min<size_t>(i, kClause)), kClause)), right(first_han(chars.substr(i, kClause), kClause));
    return model_->log_probability(left) + model_->log_probability(right) - model_->log_probability(left + right);
  }
  double language(uint32_t i) const {
    if (with_.all < kFewest) return 0;
    const double value = parted(i), within = with_.spread(), without = without_.spread();
    const double far = (value - without_.mean()) / without, near = (value - with_.mean()) / within;
    return std::clamp((far * far - near * near) / 2 + std::log(without / within), -kMostOfLanguage, kMostOfLanguage);
  }
  // What the model says where all have white space between Han, and where none has: at evenly chosen places.
  void hear_gaps() {
    std::vector<uint32_t> places[2];
    for (uint32_t i = 1; i < text_.chars.size(); ++i)
      if (text_.gaps[i].locus == kNone && text_.agreed[i - 1] && text_.agreed[i] && is_han(text_.chars[i - 1]) && is_han(text_.chars[i])) places[text_.gaps[i].space ? 1 : 0].push_back(i);
    if (static_cast<double>(places[1].size()) < kFewest) return;
    for (const bool space : {false, true}) {
      const std::vector<uint32_t>& own = places[space ? 1 : 0];
      const size_t step = std::max<size_t>(1, own.size() / kHeard);
      for (size_t k = 0; k < own.size(); k += step) (space ? with_ : without_).add(parted(own[k]));
    }
  }

  const Text& text_;
  const LanguageModel* model_;
  std::unordered_map<uint64_t, Times> pairs_;
  std::array<std::array<Times, kSorts>, kSorts> sorts_{};
  double usual_ = 0;
  std::unordered_map<std::u32string, double> words_;
  double all_words_ = 0;
  Sum with_, without_;   // what the model says of gaps with white space, and of others
};

// An engine is another with Han on both sides, with Latin on both sides, and elsewhere.
enum Beside : uint8_t { between_han, between_latin, elsewhere, kBesides };

Beside beside(char32_t a, char32_t b) { return is_han(a) && is_han(b) ? between_han : sort_of(a) == latin && sort_of(b) == latin ? between_latin : elsewhere; }

bool has_space(const Reading& reading) { return !reading.text.empty(); }

void settle_spaces(const Collation& c, const Text& text, const LanguageModel* model, std::vector<uint32_t>& chosen) {
  struct Place {
    uint32_t locus;
    Beside beside;
    double odds, p;
  };
  const Spaces spaces(text, model);
  std::vector<Place> places;
  Times all[kBesides];
  for (uint32_t i = 1; i < text.chars.size(); ++i) {
    const Beside where = beside(text.chars[i - 1], text.chars[i]);
    if (text.gaps[i].locus == kNone) {
      ++(text.gaps[i].space ? all[where].space : all[where].solid);
      continue;
    }
    const double odds = spaces.odds(i);
    places.push_back({text.gaps[i].locus, where, odds, 1 / (1 + std::exp(-odds))});
  }
  const size_t n = c.witnesses.size();
  for (int round = 0; round < kRounds; ++round) {
    std::vector<Times> wrong(n * kBesides);   // lost where there is white space, added where there is none
    Times sum[kBesides];
    std::copy(std::begin(all), std::end(all), std::begin(sum));
    for (const Place& place : places) {
      sum[place.beside].space += place.p;
      sum[place.beside].solid += 1 - place.p;
      for (const Reading& reading : c.loci[place.locus].readings)
        for (const uint16_t w : reading.witnesses) {
          if (has_space(reading)) wrong[w * kBesides + place.beside].solid += 1 - place.p;
          else wrong[w * kBesides + place.beside].space += place.p;
        }
    }
    for (Place& place : places) {
      double odds = place.odds;
      for (const Reading& reading : c.loci[place.locus].readings)
        for (const uint16_t w : reading.witnesses) {
          const Times& mine = wrong[w * kBesides + place.beside];
          const double lost = (mine.space + kLost * kLostStrength) / (sum[place.beside].space + kLostStrength);
          const double added = (mine.solid + kAdded * kAddedStrength) / (sum[place.beside].solid + kAddedStrength);
          odds += has_space(reading) ? std::log((1 - std::min(lost, 0.95)) / added) : std::log(lost / (1 - std::min(added, 0.95)));
        }
      place.p = 1 / (1 + std::exp(-odds));
    }
  }
  for (const Place& place : places) {
    const Locus& locus = c.loci[place.locus];
    const bool space = place.p > 0.5;
    uint32_t best = kNone;
    for (uint32_t r = 0; r < locus.readings.size(); ++r) {
      if (has_space(locus.readings[r]) != space) continue;
      const auto better = [&](const Reading& a, const Reading& b) { return a.witnesses.size() != b.witnesses.size() ? a.witnesses.size() > b.witnesses.size() : a.text < b.text; };
      if (best == kNone || better(locus.readings[r], locus.readings[best])) best = r;
    }
    if (best != kNone) chosen[place.locus] = best;
  }
}

// Letters that differ in case alone: the form that is written oftenest beside these neighbours.
bool is_case(const Locus& locus) {
  const auto is_letters = [](const Reading& r) { return !r.text.empty() && std::all_of(r.text.begin(), r.text.end(), [](char32_t c) { return c < 0x250 && is_latin_letter(c); }); };
  return locus.id == 0 && locus.cls == LocusClass::width && std::all_of(locus.readings.begin(), locus.readings.end(), is_letters);
}

void settle_case(const Collation& c, const Text& text, std::vector<uint32_t>& chosen) {
  std::unordered_map<uint64_t, uint32_t> pairs;   // with white space for the neighbour where it stands between
  const auto neighbour = [&](size_t i, size_t gap) { return text.gaps[gap].space ? U' ' : text.chars[i]; };
  for (size_t i = 1; i < text.chars.size(); ++i) {
    if (!text.agreed[i] || !text.agreed[i - 1]) continue;
    ++pairs[pair_of(neighbour(i - 1, i), text.chars[i])];
    if (text.gaps[i].space) ++pairs[pair_of(text.chars[i - 1], U' ')];
  }
  const auto times = [&](char32_t a, char32_t b) {
    const auto found = pairs.find(pair_of(a, b));
    return std::log((found == pairs.end() ? 0 : found->second) + kSeldom);
  };
  for (uint32_t l = 0; l < c.loci.size(); ++l) {
    const Locus& locus = c.loci[l];
    if (!is_case(locus)) continue;
    const uint32_t begin = text.begins[l], end = begin + static_cast<uint32_t>(locus.readings[chosen[l]].text.size());
    if (begin == 0 || end >= text.chars.size()) continue;
    double most = -1e9;
    for (uint32_t r = 0; r < locus.readings.size(); ++r) {
      double sum = std::log(static_cast<double>(locus.readings[r].witnesses.size()));
      char32_t last = neighbour(begin - 1, begin);
      for (const char32_t x : locus.readings[r].text + std::u32string(1, neighbour(end, end))) sum += times(last, x), last = x;
      if (sum <= most + 1e-9) continue;
      most = sum;
      chosen[l] = r;
    }
  }
}

// Marks that differ in width alone are wide in a line with Han. (Who writes which width where all agree says nothing: an engine that writes
// one only agrees with that.)
void settle_widths(const Collation& c, std::vector<uint32_t>& chosen) {
  for (uint32_t l = 0; l < c.loci.size(); ++l) {
    const Locus& locus = c.loci[l];
    if (locus.id != 0 || locus.cls != LocusClass::width) continue;
    const auto is_mark = [&](const Reading& r) { return r.text.size() == 1 && !is_letter(r.text[0]) && !is_digit(r.text[0]) && fold(r.text[0]) == fold(locus.readings[0].text[0]); };
    if (!std::all_of(locus.readings.begin(), locus.readings.end(), is_mark)) continue;
    std::vector<uint32_t> wide;
    for (uint32_t r = 0; r < locus.readings.size(); ++r)
      if (locus.readings[r].text[0] >= 0x2000) wide.push_back(r);
    const size_t w = locus.readings[0].witnesses[0];
    const auto at = [&](uint32_t k) { return c.cell(k, w) == kNone ? U' ' : c.witnesses[w].chars[c.cell(k, w)]; };
    bool han = false;
    for (uint32_t k = locus.begin; k-- > 0 && !han && at(k) != kEdge;) han = is_han(at(k));
    for (uint32_t k = locus.end; k < c.columns() && !han && at(k) != kEdge; ++k) han = is_han(at(k));
    if (han && wide.size() == 1) chosen[l] = wide[0];
  }
}

}  // namespace

void settle_forms(const Collation& collation, const LanguageModel* model, std::vector<uint32_t>& chosen) {
  const Text text = text_of(collation, chosen);
  settle_spaces(collation, text, model, chosen);
  settle_case(collation, text, chosen);
  settle_widths(collation, chosen);
}

}  // namespace jiaokan
