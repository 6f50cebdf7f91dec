#include "evaluate.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "input.h"
#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "reconcile/align.h"

namespace jiaokan {

namespace {

constexpr uint32_t kSolid = 8;               // equal tokens in a row that no better alignment would part
constexpr uint64_t kMostCells = 40'000'000;  // of the table between two solid stretches; beyond it the alignment as it is counts
constexpr size_t kConfusions = 15;

struct Edits {
  size_t changed = 0, lost = 0, added = 0;
  size_t all() const { return changed + lost + added; }
};

// One step of the way from the truth to the text: an element of each, or kNone.
using Steps = std::vector<std::pair<uint32_t, uint32_t>>;

// The fewest edits between two short stretches, appended to `out`.
void fewest(const std::u32string& a, uint32_t a0, uint32_t a1, const std::u32string& b, uint32_t b0, uint32_t b1, Steps& out) {
  const uint32_t n = a1 - a0, m = b1 - b0, width = m + 1;
  std::vector<uint32_t> row(width);
  std::vector<uint8_t> from(static_cast<size_t>(n + 1) * width);   // 0 both, 1 only a, 2 only b
  for (uint32_t j = 0; j <= m; ++j) row[j] = j, from[j] = 2;
  for (uint32_t i = 1; i <= n; ++i) {
    uint32_t diagonal = row[0]++;
    from[static_cast<size_t>(i) * width] = 1;
    for (uint32_t j = 1; j <= m; ++j) {
      const uint32_t up = row[j];
      uint32_t best = diagonal + (a[a0 + i - 1] != b[b0 + j - 1]);
      uint8_t way = 0;
      if (up + 1 < best) best = up + 1, way = 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1, way = 2;
      row[j] = best;
      from[static_cast<size_t>(i) * width + j] = way;
      diagonal = up;
    }
  }
  Steps back;
  for (uint32_t i = n, j = m; i > 0 || j > 0;) {
    const uint8_t way = from[static_cast<size_t>(i) * width + j];
    back.emplace_back(way == 2 ? kNone : a0 + i - 1, way == 1 ? kNone : b0 + j - 1);
    i -= way != 2;
    j -= way != 1;
  }
  out.insert(out.end(), back.rbegin(), back.rend());
}

Steps steps_between(const std::u32string& truth, const std::u32string& text) {
  const std::vector<uint32_t> truth_of = align_in_order(truth, text);
  Steps out;
  uint32_t a = 0, b = 0;
  const auto up_to = [&](uint32_t a1, uint32_t b1) {
    if (static_cast<uint64_t>(a1 - a + 1) * (b1 - b + 1) <= kMostCells) {
      fewest(truth, a, a1, text, b, b1, out);
    } else {
      for (; b < b1; ++b) {
        if (truth_of[b] != kNone)
          while (a < truth_of[b]) out.emplace_back(a++, kNone);
        out.emplace_back(truth_of[b] == kNone ? kNone : a++, b);
      }
      while (a < a1) out.emplace_back(a++, kNone);
    }
    a = a1;
    b = b1;
  };
  for (uint32_t j = 0; j < text.size();) {
    uint32_t end = j;
    while (end < text.size() && truth_of[end] != kNone && truth[truth_of[end]] == text[end] && (end == j || truth_of[end] == truth_of[end - 1] + 1)) ++end;
    if (end - j >= kSolid) {
      up_to(truth_of[j], j);
      for (; b < end; ++a, ++b) out.emplace_back(a, b);
    }
    j = std::max(end, j + 1);
  }
  up_to(static_cast<uint32_t>(truth.size()), static_cast<uint32_t>(text.size()));
  return out;
}

Edits count(const std::u32string& truth, const std::u32string& text, const Steps& steps) {
  Edits out;
  for (const auto& [i, j] : steps) {
    if (i == kNone) ++out.added;
    else if (j == kNone) ++out.lost;
    else out.changed += truth[i] != text[j];
  }
  return out;
}

// Characters that are lost or more, wherever they stand: what is merely out of place counts for nothing.
size_t edits_in_any_order(const std::u32string& truth, const std::u32string& text) {
  std::map<char32_t, std::ptrdiff_t> more;
  for (const char32_t c : text) ++more[c];
  for (const char32_t c : truth) --more[c];
  size_t lost = 0, added = 0;
  for (const auto& [c, times] : more) (times < 0 ? lost : added) += static_cast<size_t>(std::abs(times));
  return std::max(lost, added);
}

// Where the rate of edits lies, 95 of a hundred times, if the text were other pieces of the same kind: pieces of the truth drawn again and again, the
// same in every run.
std::pair<double, double> interval(const std::u32string& truth, const std::u32string& text, const Steps& steps) {
  constexpr size_t kPiece = 200, kDraws = 1000, kFewest = 5;   // characters of the truth; draws; pieces
  std::vector<size_t> edits(truth.size() / kPiece + 1), sizes(edits.size());
  size_t piece = 0;
  for (const auto& [i, j] : steps) {
    if (i != kNone) piece = i / kPiece, ++sizes[piece];
    edits[piece] += i == kNone || j == kNone || truth[i] != text[j];
  }
  if (edits.size() < kFewest) return {0, 0};
  std::mt19937 random(1);
  std::vector<double> rates;
  for (size_t draw = 0; draw < kDraws; ++draw) {
    size_t wrong = 0, all = 0;
    for (size_t n = 0; n < edits.size(); ++n) {
      const size_t drawn = random() % edits.size();
      wrong += edits[drawn];
      all += sizes[drawn];
    }
    rates.push_back(all == 0 ? 0 : static_cast<double>(wrong) / static_cast<double>(all));
  }
  std::sort(rates.begin(), rates.end());
  return {rates[kDraws / 40], rates[kDraws - 1 - kDraws / 40]};
}

// White space as it counts: one space between two characters that are no Han, else none.
std::u32string without_layout(const std::u32string& text, bool folded_too) {
  std::u32string out;
  bool space = false;
  for (const char32_t c : text) {
    if (is_space(c) || c == 0xFEFF) {
      space = !out.empty();
      continue;
    }
    if (space && !is_cjk(out.back()) && !is_cjk(c)) out.push_back(U' ');
    space = false;
    out.push_back(folded_too ? fold(c) : c);
  }
  return out;
}

// Words numbered as characters: a Han character or a mark is one, Latin letters and digits go together.
std::u32string words_of(const std::u32string& text, std::map<std::u32string, char32_t>& numbers) {
  std::u32string out;
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    const auto in_word = [&](size_t k) { return !is_cjk(text[k]) && (is_letter(text[k]) || is_digit(text[k])); };
    while (end < text.size() && in_word(end)) ++end;
    if (end == i) ++end;
    if (!is_space(text[i])) out.push_back(numbers.emplace(text.substr(i, end - i), static_cast<char32_t>(0x110000 + numbers.size())).first->second);
    i = end;
  }
  return out;
}

struct Class {
  const char* name;
  bool (*has)(char32_t);
};
constexpr Class kClasses[] = {
    {"Han", is_han},
    {"Latin", is_latin_letter},
    {"digits", is_digit},
    {"marks", [](char32_t c) { return script_of(c) == Script::punctuation; }},
    {"other", [](char32_t c) { return !is_han(c) && !is_latin_letter(c) && !is_digit(c) && script_of(c) != Script::punctuation && !is_space(c); }},
};

std::string shown(char32_t c) { return c == 0 ? "∅" : c == U' ' ? "␣" : to_utf8(std::u32string_view(&c, 1)); }

double percent_of(size_t edits, size_t of) { return of == 0 ? 0 : 100.0 * static_cast<double>(edits) / static_cast<double>(of); }

std::string rate(size_t edits, size_t of) { return of == 0 ? "     –" : fmt::format("{:6.2f}", 100.0 * static_cast<double>(edits) / static_cast<double>(of)); }

std::string report(const std::string& name, const std::u32string& truth, const std::u32string& text) {
  const Steps steps = steps_between(truth, text);
  const Edits edits = count(truth, text, steps);
  std::map<std::u32string, char32_t> numbers;
  const std::u32string true_words = words_of(truth, numbers), words = words_of(text, numbers);
  const Edits word_edits = count(true_words, words, steps_between(true_words, words));
  const auto [low, high] = interval(truth, text, steps);
  std::string out = fmt::format("{}\n  characters {} %  of {}: {} changed, {} lost, {} added", name, rate(edits.all(), truth.size()), truth.size(), edits.changed, edits.lost, edits.added);
  if (high > 0) out += fmt::format("; 95 %: {:.2f} … {:.2f}", 100 * low, 100 * high);
  out += fmt::format("\n  words      {} %  of {}: {} changed, {} lost, {} added\n", rate(word_edits.all(), true_words.size()), true_words.size(), word_edits.changed, word_edits.lost, word_edits.added);
  out += fmt::format("  in any order {:.2f} %, as a part of the text {:.2f} %\n", percent_of(edits_in_any_order(truth, text), truth.size()), percent_of(edits.changed + edits.lost, truth.size()));
  // By the character of the truth; what is added, by itself.
  std::map<std::string, std::pair<size_t, size_t>> blocks;   // edits, characters
  std::map<std::pair<char32_t, char32_t>, size_t> confusions;
  std::pair<size_t, size_t> classes[std::size(kClasses)] = {};
  for (const auto& [i, j] : steps) {
    const char32_t is = i == kNone ? 0 : truth[i], read = j == kNone ? 0 : text[j], c = is != 0 ? is : read;
    const size_t wrong = is != read;
    for (size_t k = 0; k < std::size(kClasses); ++k)
      if (kClasses[k].has(c)) classes[k].first += wrong, classes[k].second += is != 0;
    const char* const block = u_getPropertyValueName(UCHAR_BLOCK, u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_BLOCK), U_LONG_PROPERTY_NAME);
    std::pair<size_t, size_t>& own = blocks[block == nullptr ? "?" : block];
    own.first += wrong;
    own.second += is != 0;
    if (wrong) ++confusions[{is, read}];
  }
  for (size_t k = 0; k < std::size(kClasses); ++k)
    if (classes[k].first + classes[k].second > 0) out += fmt::format("  {:10} {} %  of {}\n", kClasses[k].name, rate(classes[k].first, classes[k].second), classes[k].second);
  for (const auto& [block, own] : blocks)
    if (own.first > 0) out += fmt::format("  block {}: {} %  of {}\n", block, rate(own.first, own.second), own.second);
  std::vector<std::pair<size_t, std::pair<char32_t, char32_t>>> most;
  for (const auto& [pair, times] : confusions) most.emplace_back(times, pair);
  std::stable_sort(most.begin(), most.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
  if (most.size() > kConfusions) most.resize(kConfusions);
  if (!most.empty()) out += "  confusions:";
  for (const auto& [times, pair] : most) out += fmt::format("  {}→{} {}", shown(pair.first), shown(pair.second), times);
  return out + (most.empty() ? "" : "\n");
}

}  // namespace

int run_evaluate(const EvaluateOptions& options) {
  const std::u32string truth = without_layout(from_utf8(read_file(options.truth)), options.fold);
  for (const std::string& file : options.files) {
    const std::string out = report(file, truth, without_layout(from_utf8(read_file(file)), options.fold));
    std::fwrite(out.data(), 1, out.size(), stdout);
  }
  return 0;
}

}  // namespace jiaokan
