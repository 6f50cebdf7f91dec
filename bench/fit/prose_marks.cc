// Fits lang/zh/prose_marks.inc: prose_marks [--try] FILE.md... > prose_marks.inc
// Every gap between two characters of the prose of these files is a case, the mark in it the answer. Stochastic gradient descent with AdaGrad, in the
// order of the files, so that the same files give the same table. --try leaves every fifth file out and prints what the table is worth for it.
#include <cmath>
#include <cstring>

#include "lang/zh/prose_marks.h"
#include "truth.h"

using namespace jiaokan;

namespace {

constexpr size_t kFewestHan = 25;      // a line of prose has so many
constexpr int kRounds = 2;
constexpr double kRate = 0.05;

struct Case {
  uint32_t first;      // in `rows`
  uint8_t size, mark;
};
struct Cases {
  std::vector<uint32_t> rows;
  std::vector<Case> all;
};

// What stands between dollar signs is one character of another kind.
std::u32string without_formulas(std::u32string_view line) {
  std::u32string out;
  for (size_t i = 0; i < line.size(); ++i) {
    const size_t end = line[i] == U'$' ? line.find(U'$', i + 1) : line.npos;
    if (end != line.npos) out += U'x', i = end;
    else out.push_back(line[i]);
  }
  return out;
}

void add_line(std::u32string_view raw, Cases& cases) {
  if (raw.empty() || raw.front() == U'#' || raw.front() == U'<' || raw.front() == U'!' || raw.front() == U'[') return;
  const std::u32string line = key_of(without_formulas(raw));
  if (count_han(line) < kFewestHan || count_han(line) * 2 < line.size() || (line.find(U',') == line.npos && line.find(U'.') == line.npos)) return;
  std::vector<uint32_t> rows;
  for (size_t i = 1; i < line.size(); ++i) {
    const ProseMark before = prose_mark(line[i - 1]), mark = prose_mark(line[i]);
    if (before != ProseMark::none) continue;   // the gap before this mark was a case
    const bool in_number = is_ascii_sign(line[i - 1]) && i + 1 < line.size() && is_ascii_sign(line[i + 1]);
    if (mark != ProseMark::none && in_number) continue;
    const size_t right = i + (mark != ProseMark::none ? 1 : 0);
    if (right < line.size() && mark != ProseMark::none && prose_mark(line[right]) != ProseMark::none) continue;   // two marks: a misreading
    const std::u32string_view text = line;
    prose_features(text.substr(i - std::min(i, kProseReach + 1), std::min(i, kProseReach + 1)), text.substr(right, kProseReach + 1), rows);
    cases.all.push_back({static_cast<uint32_t>(cases.rows.size()), static_cast<uint8_t>(rows.size()), static_cast<uint8_t>(mark)});
    cases.rows.insert(cases.rows.end(), rows.begin(), rows.end());
  }
}

void probabilities(const std::vector<double>& w, const Cases& cases, const Case& one, double* p) {
  double sum = 0, most = -1e9;
  for (size_t k = 0; k < kProseMarks; ++k) p[k] = 0;
  for (uint32_t f = 0; f < one.size; ++f)
    for (size_t k = 0; k < kProseMarks; ++k) p[k] += w[cases.rows[one.first + f] * kProseMarks + k];
  for (size_t k = 0; k < kProseMarks; ++k) most = std::max(most, p[k]);
  for (size_t k = 0; k < kProseMarks; ++k) sum += p[k] = std::exp(p[k] - most);
  for (size_t k = 0; k < kProseMarks; ++k) p[k] /= sum;
}

std::vector<double> fit(const Cases& cases) {
  std::vector<double> w(kProseRows * kProseMarks), seen(w.size(), 1e-3);
  double p[kProseMarks];
  for (int round = 0; round < kRounds; ++round) {
    // A fixed stride through all cases: neighbours come far apart, the order is the same every time.
    const size_t n = cases.all.size(), stride = 1000003;
    for (size_t i = 0, at = 0; i < n; ++i, at = (at + stride) % n) {
      const Case& one = cases.all[at];
      probabilities(w, cases, one, p);
      for (size_t k = 0; k < kProseMarks; ++k) {
        const double g = p[k] - (k == one.mark ? 1 : 0);
        for (uint32_t f = 0; f < one.size; ++f) {
          const size_t at_weight = cases.rows[one.first + f] * kProseMarks + k;
          seen[at_weight] += g * g;
          w[at_weight] -= kRate * g / std::sqrt(seen[at_weight]);
        }
      }
    }
  }
  return w;
}

char letter_of(double weight) {
  const int middle = static_cast<int>(kWeightLetters.size() / 2), steps = static_cast<int>(std::lround(weight / kWeightStep));
  return kWeightLetters[static_cast<size_t>(std::clamp(middle + steps, 0, static_cast<int>(kWeightLetters.size()) - 1))];
}

double rounded(double weight) { return kWeightStep * (static_cast<double>(kWeightLetters.find(letter_of(weight))) - static_cast<double>(kWeightLetters.size() / 2)); }

void try_on(std::vector<double> w, const Cases& cases) {
  for (double& x : w) x = rounded(x);
  double p[kProseMarks], loss = 0, loss_of_marks = 0;
  size_t right = 0, marks = 0, confused[kProseMarks][kProseMarks] = {};
  for (const Case& one : cases.all) {
    probabilities(w, cases, one, p);
    loss -= std::log(std::max(1e-9, p[one.mark]));
    if (one.mark == 0) continue;
    // Which mark, where there is one.
    ++marks;
    loss_of_marks -= std::log(std::max(1e-9, p[one.mark] / (1 - p[0] + 1e-9)));
    const size_t best = static_cast<size_t>(std::max_element(p + 1, p + kProseMarks) - p);
    right += best == one.mark;
    ++confused[one.mark][best];
  }
  std::fprintf(stderr, "%zu gaps, loss %.4f; %zu marks, right of those that are there %.1f %%, loss %.3f\n", cases.all.size(), loss / static_cast<double>(cases.all.size()), marks,
               100.0 * static_cast<double>(right) / static_cast<double>(marks), loss_of_marks / static_cast<double>(marks));
  for (size_t a = 1; a < kProseMarks; ++a) {
    for (size_t b = 1; b < kProseMarks; ++b) std::fprintf(stderr, "%8zu", confused[a][b]);
    std::fprintf(stderr, "\n");
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bool trying = argc > 1 && std::strcmp(argv[1], "--try") == 0;
  Cases cases, kept;
  for (int i = trying ? 2 : 1; i < argc; ++i) {
    const std::u32string text = from_utf8(contents(argv[i]));
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find(U'\n', at), text.size());
      add_line(std::u32string_view(text).substr(at, end - at), trying && i % 5 == 0 ? kept : cases);
      at = end + 1;
    }
  }
  const std::vector<double> w = fit(cases);
  if (trying) return try_on(w, cases), try_on(w, kept), 0;
  for (size_t row = 0; row < kProseRows; ++row) {
    if (row % kProseRowsInLine == 0) std::printf("%s\"", row == 0 ? "" : "\",\n");
    for (size_t k = 0; k < kProseMarks; ++k) std::printf("%c", letter_of(w[row * kProseMarks + k]));
  }
  std::printf("\",\n");
  return 0;
}
