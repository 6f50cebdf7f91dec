// The terms that ask a model of language: the general one, the document's own, and its repetitions.
#include <algorithm>
#include <cmath>

#include "lang/fold.h"
#include "lang/script.h"
#include "lang/zh/characters.h"
#include "reconcile/evidence.h"

namespace jiaokan {

namespace {

// A model of words prefers the shorter reading, so each character has a bonus: what it costs by itself, within bounds. A character put in
// by mistake follows no context, so it has to be worth more where it stands than anywhere.
constexpr double kLeastBonus = 3.5, kMostBonus = 7;
constexpr double kUnknown = 18;         // beyond it the model knows no such character: it has nothing to say of it
constexpr double kOfUnknown = 6;        // what it costs more than one of which the model knows little
constexpr double kOwnBonus = 5.07;      // of the document's own model
constexpr double kMostOverOther = 4;    // where another reading is no Han at all
constexpr size_t kClause = 9;           // Han characters on each side that the general model hears
constexpr size_t kAfter = 4;            // characters behind the reading that the document's model hears
constexpr size_t kLongestHeard = 120;   // longer readings are no matter of words

// Each value against the best of its locus, softly bounded: what is far worse is not much surer; names and terms are no words of the model.
void against_best(std::vector<double>& sums, double most) {
  const double best = *std::max_element(sums.begin(), sums.end());
  for (double& sum : sums) sum = -most * (1 - std::exp((sum - best) / most));
}

// What a character of these readings costs by itself, on average of the longest.
double bonus_of(const std::vector<std::u32string>& readings, const LanguageModel& model) {
  const std::u32string& longest = *std::max_element(readings.begin(), readings.end(), [](const auto& a, const auto& b) { return count_han(a) < count_han(b); });
  double sum = 0;
  for (const char32_t c : longest) {
    if (!is_han(c)) continue;
    const double cost = -model.log_probability(std::u32string_view(&c, 1));
    sum += cost > kUnknown ? cost : std::clamp(cost, kLeastBonus, kMostBonus);
  }
  return sum / static_cast<double>(std::max<size_t>(1, count_han(longest)));
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

// Characters of the other script than the document's, against a reading that is the same text in its own. What both scripts have (云, 后) counts for half.
double in_other_script(const std::u32string& reading, const std::vector<std::u32string>& all, const DocumentModel& document) {
  for (const std::u32string& other : all) {
    if (other == reading || other.size() != reading.size()) continue;
    double simpler = 0, fuller = 0;
    bool same = true;
    for (size_t i = 0; i < reading.size() && same; ++i) {
      if (reading[i] == other[i]) continue;
      const bool down = zh_simplified(other[i]) == reading[i], up = zh_simplified(reading[i]) == other[i];
      same = down || up;
      simpler += !down ? 0 : zh_is_simplified_alone(reading[i]) ? 1 : 0.5;
      fuller += up;
    }
    if (same && simpler + fuller > 0) return document.is_traditional() ? simpler : fuller;
  }
  return 0;
}

// True where readings of some Han have none in common: no engine makes one of the other, they are pieces of two lines. What the document says elsewhere
// is then no evidence: the line that is out of place stands elsewhere, too.
bool are_of_two_lines(const std::vector<std::u32string>& readings) {
  constexpr size_t kFewest = 3;   // Han
  if (std::any_of(readings.begin(), readings.end(), [](const std::u32string& r) { return count_han(r) < kFewest; })) return false;
  for (size_t r = 1; r < readings.size(); ++r)
    for (size_t q = 0; q < r; ++q)
      if (std::any_of(readings[r].begin(), readings[r].end(), [&](char32_t c) { return is_han(c) && readings[q].find(c) != std::u32string::npos; })) return false;
  return readings.size() > 1;
}

}  // namespace

void measure_language(const Locus& locus, const Surroundings& around, const LanguageModel* model, const DocumentModel& document,
                      double most, std::vector<Values>& values) {
  for (const Reading& reading : locus.readings) {
    if (reading.text.size() > kLongestHeard) return;
  }
  const size_t n = locus.readings.size();
  std::vector<std::u32string> readings;
  for (const Reading& reading : locus.readings) readings.push_back(folded(reading.text));
  const bool same_length = std::all_of(readings.begin(), readings.end(), [&](const std::u32string& r) { return count_han(r) == count_han(readings[0]); });
  const bool some_foreign = std::any_of(readings.begin(), readings.end(), [](const std::u32string& r) { return count_letters(r) > 0 && count_han(r) == 0; });
  const bool only_marks = std::all_of(readings.begin(), readings.end(), [](const std::u32string& r) { return count_letters(r) == 0; });
  // Of a letter or two of a Latin word the model, which knows Han alone, has nothing to say.
  constexpr size_t kFewLetters = 2;
  const char32_t before = around.left.empty() ? U'\0' : around.left.back(), after = around.right.empty() ? U'\0' : around.right.front();
  const bool in_latin = (is_latin_letter(before) || is_latin_letter(after)) && !is_han(before) && !is_han(after) &&
                        std::all_of(readings.begin(), readings.end(), [](const std::u32string& r) { return count_han(r) == 0 && r.size() <= kFewLetters; });
  if (in_latin) model = nullptr;
  const double bonus = model == nullptr || same_length ? 0 : bonus_of(readings, *model);
  std::vector<double> general(n), own(n);
  for (size_t r = 0; r < n; ++r) {
    if (model != nullptr) {
      std::u32string clause(last_han(around.folded_left, kClause));
      clause += readings[r];
      clause += first_han(around.folded_right, kClause);
      general[r] = model->log_probability(clause) + bonus * static_cast<double>(count_han(readings[r]));
      if (same_length)
        for (const char32_t c : readings[r]) general[r] += is_han(c) && -model->log_probability(std::u32string_view(&c, 1)) > kUnknown ? kOfUnknown : 0;
    }
    std::u32string text(around.folded_left.substr(around.folded_left.size() - std::min(kAfter, around.folded_left.size())));
    const size_t from = text.size();
    text += readings[r];
    const size_t to = text.size();
    text += around.folded_right.substr(0, kAfter);
    own[r] = document.log_probability(text, from) + kOwnBonus * static_cast<double>(count_letters(readings[r]));
    values[r][TermId::doubled] = doubles(text, from, to, model, document) ? -1 : 0;
    values[r][only_marks ? TermId::echo_marks : TermId::echo] = document.echo(around.folded_left, readings[r], around.folded_right);
  }
  against_best(general, most);
  against_best(own, most);
  if (same_length)
    for (size_t r = 0; r < n; ++r) values[r][document.is_traditional() ? TermId::script : TermId::script_fuller] = -in_other_script(readings[r], readings, document);
  size_t most_han = 0, fewest_han = SIZE_MAX;
  for (const std::u32string& reading : readings) most_han = std::max(most_han, count_han(reading)), fewest_han = std::min(fewest_han, count_han(reading));
  if (document.is_traditional() && most_han <= fewest_han + 1) {   // what has no Han at all is not the better for that
    std::vector<size_t> never(n);
    for (size_t r = 0; r < n; ++r) never[r] = static_cast<size_t>(std::count_if(readings[r].begin(), readings[r].end(), zh_is_simplified_alone));
    const size_t least = *std::min_element(never.begin(), never.end());
    for (size_t r = 0; r < n; ++r) values[r][TermId::script] = std::min(values[r][TermId::script], -std::min(2.0, static_cast<double>(never[r] - least)));
  }
  if (same_length) {
    std::vector<double> often(n);
    for (size_t r = 0; r < n; ++r)
      for (const char32_t c : readings[r]) often[r] += is_han(c) ? std::log(document.count(std::u32string_view(&c, 1)) + 0.5) : 0;
    against_best(often, most);
    for (size_t r = 0; r < n; ++r) values[r][TermId::frequent] = often[r];
    const bool one_mark = only_marks && std::all_of(readings.begin(), readings.end(), [](const std::u32string& r) { return r.size() == 1; });
    if (one_mark) {
      for (size_t r = 0; r < n; ++r) often[r] = std::log(document.count(readings[r]) + 0.5);
      against_best(often, most);
      for (size_t r = 0; r < n; ++r) values[r][TermId::frequent_marks] = often[r];
    }
  }
  const bool two_lines = are_of_two_lines(readings);
  for (size_t r = 0; r < n; ++r) {
    values[r][only_marks ? TermId::pause : same_length ? TermId::language : TermId::gap] = some_foreign ? std::max(-kMostOverOther, general[r]) : general[r];
    if (two_lines) values[r][TermId::echo] = 0;
    else values[r][only_marks ? TermId::marks : TermId::document] = own[r];
  }
  if (some_foreign && model != nullptr) {
    // What is no Han costs the model nothing; it is no better for that.
    for (size_t r = 0; r < n; ++r)
      if (count_han(readings[r]) == 0 && count_letters(readings[r]) > 0) values[r][same_length ? TermId::language : TermId::gap] = -kMostOverOther;
  }
}

namespace {

// The share of its characters that are of Latin words heard nowhere, in a passage too short to be a text of its own.
// `own`: how often the document's model has heard the passage itself.
double gibberish_in(std::u32string_view text, const DocumentModel& document, uint32_t own) {
  constexpr size_t kText = 60, kWord = 3;   // letters of a text; of a word that may be known
  size_t letters = 0, heard = 0;
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    while (end < text.size() && is_latin_letter(text[end])) ++end;
    letters += end - i;
    if (end - i >= kWord && document.word_count(text.substr(i, end - i)) > own) heard += end - i;
    i = std::max(end, i + 1);
  }
  return letters >= kText || heard * 3 >= letters ? 0 : static_cast<double>(letters) / static_cast<double>(text.size());
}

}  // namespace

void measure_passage(const Locus& locus, const DocumentModel& document, size_t heard, std::vector<Values>& values) {
  size_t have = 0;   // witnesses
  for (const Reading& reading : locus.readings) have += reading.text.empty() ? 0 : reading.witnesses.size();
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    const std::u32string text = folded(locus.readings[r].text);
    if (text.empty()) continue;
    values[r][TermId::passage] = 1;
    if (have > 1) continue;   // what two have at one place neither repeats by mistake nor makes of specks
    const uint32_t own = r == heard ? 1 : 0;
    const size_t gram = text.size() < 24 ? 4 : 5;
    size_t again = 0, grams = 0, odd = 0;
    for (size_t i = 0; i + gram <= text.size(); ++i, ++grams) again += document.count(std::u32string_view(text).substr(i, gram)) > own ? 1 : 0;
    for (const char32_t c : text) odd += is_letter(c) || is_digit(c) || is_space(c) || std::u32string_view(U",.;:!?\"'()[]-—、《》<>·…/&").find(c) != std::u32string_view::npos ? 0 : 1;
    if (grams > 0) {
      // Ordinary prose repeats its own terms; only what is nearly all said before is a repetition.
      const double share = static_cast<double>(again) / static_cast<double>(grams);
      values[r][TermId::repeated] = -std::clamp((share - 0.5) / 0.3, 0.0, 1.0);
    }
    const double share = static_cast<double>(odd) / static_cast<double>(text.size());
    const bool numbers_alone = std::none_of(text.begin(), text.end(), is_letter) && std::any_of(text.begin(), text.end(), is_digit);   // of a figure's axis, of a page
    values[r][TermId::noise] = numbers_alone ? -1 : -std::max(0.0, share - 0.05) - 2.5 * gibberish_in(text, document, own);
  }
}

}  // namespace jiaokan
