// The terms about who says it: kinds of witnesses, their slips, and how they did elsewhere in this document.
#include <algorithm>
#include <cmath>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/evidence.h"

namespace jiaokan {

namespace {

// Words that a model of language puts in or changes to make a sentence smoother; editable data.
constexpr std::u32string_view kSmooth = U"的了着过到地得是在为于与和及或而就也都还又将把被对上中下里其之所以来去";

double log_odds(double p) { return std::log(p / (1 - p)); }

size_t count_letters(std::u32string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char32_t c) { return is_letter(c) || is_digit(c); }));
}
size_t count_marks(std::u32string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char32_t c) { return script_of(c) == Script::punctuation; }));
}

bool all_of_kind(const Reading& reading, const std::vector<WitnessKind>& kinds, WitnessKind kind) {
  return std::all_of(reading.witnesses.begin(), reading.witnesses.end(), [&](uint16_t w) { return kinds[w] == kind; });
}

// True where one side has nothing and the other a piece of a line. What kind of witness says so is then no evidence: a text
// layer is sure of its characters, but not of the order of its lines (columns interleaved, captions in the way).
bool is_piece_of_line(const Locus& locus) {
  constexpr size_t kPiece = 6;
  size_t longest = 0, shortest = SIZE_MAX;
  for (const Reading& reading : locus.readings) {
    const size_t letters = count_letters(reading.text);
    longest = std::max(longest, letters);
    shortest = std::min(shortest, letters);
  }
  return shortest == 0 && longest >= kPiece;
}

// True when `longer` is `shorter` with function words put in (or beside them a repetition of a neighbour: 人 → 人与人).
bool smooths(std::u32string_view shorter, std::u32string_view longer, std::u32string_view neighbours) {
  if (longer.size() <= shorter.size() || longer.size() > shorter.size() + 3) return false;
  size_t at = 0, function_words = 0;
  for (const char32_t c : longer) {
    if (at < shorter.size() && shorter[at] == c) {
      ++at;
      continue;
    }
    if (kSmooth.find(c) != std::u32string_view::npos) {
      ++function_words;
    } else if (neighbours.find(c) == std::u32string_view::npos) {
      return false;
    }
  }
  return at == shorter.size() && function_words > 0;
}

// True for a character that Chinese prose has no use for beside Han: what noise becomes.
bool is_stray(char32_t c, const Surroundings& around) {
  if (c == 0xFFFD) return true;
  const bool han_around = !around.left.empty() && !around.right.empty() && is_han(around.left.back()) && is_han(around.right.front());
  const Script script = script_of(c);
  if (script == Script::symbol || script == Script::other) return true;
  return han_around && (script == Script::latin || std::u32string_view(U"|_{}\\`'*#@^~<>").find(fold(c)) != std::u32string_view::npos);
}

}  // namespace

void measure_slips(const Locus& locus, const Surroundings& around, const std::vector<WitnessKind>& kinds, std::vector<Values>& values) {
  size_t most_letters = 0, most_marks = 0;
  for (const Reading& reading : locus.readings) {
    most_letters = std::max(most_letters, count_letters(reading.text));
    most_marks = std::max(most_marks, count_marks(reading.text));
  }
  std::u32string neighbours(around.left.substr(around.left.size() - std::min<size_t>(2, around.left.size())));
  neighbours += around.right.substr(0, 2);
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    const Reading& reading = locus.readings[r];
    const bool vision_only = all_of_kind(reading, kinds, WitnessKind::vision_model);
    const double lacking = static_cast<double>(most_letters - count_letters(reading.text));
    values[r][TermId::left_out] = -std::min(3.0, lacking);
    values[r][TermId::left_out_vision] = vision_only && lacking > 0 ? -1 : 0;
    values[r][TermId::marks_left_out] = -std::min(2.0, static_cast<double>(most_marks - count_marks(reading.text)));
    double stray = 0;
    for (const char32_t c : reading.text) stray += is_stray(c, around) ? 1 : 0;
    values[r][TermId::foreign] = -std::min(4.0, stray);
    if (!vision_only) continue;
    for (const Reading& other : locus.readings) {
      if (&other == &reading || all_of_kind(other, kinds, WitnessKind::vision_model)) continue;
      if (smooths(other.text, reading.text, neighbours)) values[r][TermId::smoothed] = -1;
    }
  }
}

void measure_witnesses(const Locus& locus, const Collation& collation, const std::vector<WitnessKind>& kinds, const Settings& settings,
                       std::vector<Values>& values) {
  const bool by_kind = !is_piece_of_line(locus);
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    const Reading& reading = locus.readings[r];
    Values& row = values[r];
    for (const uint16_t w : reading.witnesses) {
      const Witness& witness = collation.witnesses[w];
      row[TermId::layer] += by_kind && kinds[w] == WitnessKind::text_layer ? 1 : 0;
      row[TermId::keyed] += by_kind && kinds[w] == WitnessKind::keyed ? 1 : 0;
      row[TermId::vision] += by_kind && kinds[w] == WitnessKind::vision_model ? 1 : 0;
      const auto said = settings.witnesses.find(witness.name);
      if (said != settings.witnesses.end()) row[TermId::trust] += said->second.trust;
      if (witness.confidence.empty()) continue;
      double sum = 0, characters = 0;
      for (uint32_t column = locus.begin; column < locus.end; ++column) {
        const uint32_t cell = collation.cell(column, w);
        if (cell == kNone) continue;
        sum += log_odds(std::clamp<double>(witness.confidence[cell], 0.02, 0.98));
        ++characters;
      }
      // A confidence under 0.9 is what speaks; engines are nearly always sure of what is right.
      if (characters > 0) row[TermId::confidence] += std::clamp(sum / characters - log_odds(0.9), -4.0, 1.0);
    }
    if (collation.witnesses.size() >= 3) row[TermId::majority] = std::log(static_cast<double>(reading.witnesses.size()));
  }
}

std::vector<std::vector<double>> reliability_without(const std::vector<std::vector<double>>& shares) {
  constexpr double kRight = 3, kWrong = 3;   // as if each witness had been seen to be right and wrong so often
  const size_t witnesses = shares.empty() ? 0 : shares.front().size();
  std::vector<double> right(witnesses), seen(witnesses);
  for (const std::vector<double>& locus : shares) {
    for (size_t w = 0; w < witnesses; ++w) {
      if (locus[w] < 0) continue;
      right[w] += locus[w];
      ++seen[w];
    }
  }
  std::vector<std::vector<double>> out(shares.size(), std::vector<double>(witnesses));
  for (size_t l = 0; l < shares.size(); ++l) {
    for (size_t w = 0; w < witnesses; ++w) {
      const double mine = shares[l][w];
      const double p = (kRight + right[w] - std::max(0.0, mine)) / (kRight + kWrong + seen[w] - (mine < 0 ? 0 : 1));
      out[l][w] = std::clamp(log_odds(std::clamp(p, 0.001, 0.999)), -3.0, 3.0);
    }
  }
  return out;
}

}  // namespace jiaokan
