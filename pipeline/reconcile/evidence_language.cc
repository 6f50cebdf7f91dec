// The terms that ask a model of language: the general one, the document's own, and its repetitions.
#include <algorithm>
#include <cmath>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/evidence.h"

namespace jiaokan {

namespace {

// Without it a model of words prefers the shorter reading: 2.2 log10 a character, looked at on pairs with one
// character lost or doubled (95 of 100 right, and 71 without).
constexpr double kBonus = 5.07;
// The model is a veto on the impossible: what it likes a little better says nothing, since engines err towards it.
constexpr double kForgiven = 2.0;
constexpr double kMost = 14.0;          // nats; beyond it more is not more sure
constexpr size_t kClause = 9;           // Han characters on each side that the general model hears
constexpr size_t kAfter = 4;            // characters behind the reading that the document's model hears
constexpr size_t kLongestHeard = 120;   // longer readings are no matter of words

size_t letters_in(std::u32string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char32_t c) { return is_letter(c) || is_digit(c); }));
}

size_t han_in(std::u32string_view text) { return static_cast<size_t>(std::count_if(text.begin(), text.end(), is_han)); }

std::u32string_view last_han(std::u32string_view text) {
  size_t n = 0;
  while (n < kClause && n < text.size() && is_han(text[text.size() - 1 - n])) ++n;
  return text.substr(text.size() - n);
}

std::u32string_view first_han(std::u32string_view text) {
  size_t n = 0;
  while (n < kClause && n < text.size() && is_han(text[n])) ++n;
  return text.substr(0, n);
}

// Each value against the best of its locus.
void against_best(std::vector<double>& sums) {
  const double best = *std::max_element(sums.begin(), sums.end());
  for (double& sum : sums) sum -= best;
}

// True where two like Han characters meet in or at the reading and that is neither a word nor said elsewhere.
bool doubles(std::u32string_view text, size_t from, size_t to, const LanguageModel* model, const DocumentModel& document) {
  for (size_t i = from == 0 ? 1 : from; i <= to && i < text.size(); ++i) {
    if (text[i] != text[i - 1] || !is_han(text[i])) continue;
    const std::u32string_view pair = text.substr(i - 1, 2);
    if (document.count(pair) == 0 && (model == nullptr || !model->knows(pair))) return true;
  }
  return false;
}

}  // namespace

void measure_language(const Locus& locus, const Surroundings& around, const LanguageModel* model, const DocumentModel& document,
                      std::vector<Values>& values) {
  for (const Reading& reading : locus.readings) {
    if (reading.text.size() > kLongestHeard) return;
  }
  const size_t n = locus.readings.size();
  std::vector<double> general(n), own(n);
  bool any_doubled = false;
  std::vector<bool> doubled(n);
  for (size_t r = 0; r < n; ++r) {
    const std::u32string reading = folded(locus.readings[r].text);
    if (model != nullptr) {
      std::u32string clause(last_han(around.folded_left));
      clause += reading;
      clause += first_han(around.folded_right);
      general[r] = model->log_probability(clause) + kBonus * static_cast<double>(han_in(reading));
    }
    std::u32string text(around.folded_left.substr(around.folded_left.size() - std::min(kAfter, around.folded_left.size())));
    const size_t from = text.size();
    text += reading;
    const size_t to = text.size();
    text += around.folded_right.substr(0, kAfter);
    own[r] = document.log_probability(text, from) + kBonus * static_cast<double>(letters_in(reading));
    doubled[r] = doubles(text, from, to, model, document);
    any_doubled = any_doubled || doubled[r];
    values[r][TermId::echo] = document.echo(around.folded_left, reading, around.folded_right);
  }
  against_best(general);
  against_best(own);
  for (size_t r = 0; r < n; ++r) {
    values[r][TermId::language] = std::max(-kMost, std::min(0.0, general[r] + kForgiven));
    values[r][TermId::document] = std::max(-kMost, own[r]);
    values[r][TermId::doubled] = doubled[r] ? -1 : 0;
  }
}

void measure_passage(const Locus& locus, const DocumentModel& document, std::vector<Values>& values) {
  constexpr size_t kGram = 5;
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    const std::u32string text = folded(locus.readings[r].text);
    if (text.empty()) continue;
    values[r][TermId::passage] = 1;
    // The passage itself is in the document's model once, so a phrase is repeated when it is there twice.
    size_t again = 0, grams = 0, odd = 0;
    for (size_t i = 0; i + kGram <= text.size(); ++i, ++grams) again += document.count(std::u32string_view(text).substr(i, kGram)) > 1 ? 1 : 0;
    for (const char32_t c : text) odd += is_letter(c) || is_digit(c) || is_space(c) || std::u32string_view(U",.;:!?\"'()[]-—、《》<>·…/&").find(c) != std::u32string_view::npos ? 0 : 1;
    if (grams > 0) {
      // Ordinary prose repeats its own terms; only what is nearly all said before is a repetition.
      const double share = static_cast<double>(again) / static_cast<double>(grams);
      values[r][TermId::repeated] = -std::max(0.0, (share - 0.7) / 0.3);
    }
    const double share = static_cast<double>(odd) / static_cast<double>(text.size());
    values[r][TermId::noise] = -std::max(0.0, share - 0.05);
  }
}

}  // namespace jiaokan
