// Near matching: a token that has no equal stands beside the one it is most like (gray, grey), not simply as far left as it can.
#include <algorithm>

#include "lang/script.h"
#include "lang/zh/characters.h"
#include "model/unicode.h"
#include "reconcile/tokens.h"

namespace jiaokan {

namespace {

constexpr double kAlike = 0.5;             // less is not alike at all
constexpr size_t kMost = 4'000'000;        // tokens × columns of a stretch; more stay where they are
constexpr size_t kLongest = 64;            // characters of a token that are compared

// 0 … 1: what is left of the longer after the edits; Han count by their shapes.
double likeness(const std::u32string& a, const std::u32string& b) {
  const size_t n = std::min(a.size(), kLongest), m = std::min(b.size(), kLongest);
  if (n == 0 || m == 0) return 0;
  std::vector<double> row(m + 1);
  for (size_t j = 0; j <= m; ++j) row[j] = static_cast<double>(j);
  for (size_t i = 1; i <= n; ++i) {
    double diagonal = row[0];
    row[0] = static_cast<double>(i);
    for (size_t j = 1; j <= m; ++j) {
      const bool han = is_han(a[i - 1]) && is_han(b[j - 1]);
      const double cost = a[i - 1] == b[j - 1] ? 0 : han ? 1 - zh_shape_similarity(a[i - 1], b[j - 1], kAlike) : 1;
      const double best = std::min({diagonal + cost, row[j] + 1, row[j - 1] + 1});
      diagonal = row[j];
      row[j] = best;
    }
  }
  return 1 - row[m] / static_cast<double>(std::max(n, m));
}

class Near {
 public:
  Near(TokenTable& table, const std::vector<std::vector<std::string>>& witnesses) : table_(table) {
    for (const std::vector<std::string>& witness : witnesses) {
      forms_.emplace_back();
      for (const std::string& form : witness) forms_.back().push_back(from_utf8(form));
    }
  }

  void witness(size_t w) {
    const auto columns = static_cast<uint32_t>(table_.columns());
    for (uint32_t k = 0; k < columns;) {
      uint32_t end = k;
      while (end < columns && !matched(end, w)) ++end;
      if (end > k) stretch(w, {k, end});
      k = end + 1;
    }
  }

  // Columns that nobody stands in any more are taken out.
  void tidy() {
    std::vector<uint32_t> kept;
    for (size_t k = 0; k < table_.columns(); ++k) {
      const auto begin = table_.cells.begin() + static_cast<std::ptrdiff_t>(k * table_.witnesses), end = begin + static_cast<std::ptrdiff_t>(table_.witnesses);
      if (std::any_of(begin, end, [](uint32_t cell) { return cell != kNone; })) kept.insert(kept.end(), begin, end);
    }
    table_.cells = std::move(kept);
  }

 private:
  const std::u32string* form(uint32_t column, size_t w) const {
    const uint32_t i = table_.cell(column, w);
    return i == kNone ? nullptr : &forms_[w][i];
  }
  // Whether witness w has there what another has too.
  bool matched(uint32_t column, size_t w) const {
    const std::u32string* const own = form(column, w);
    for (size_t v = 0; own != nullptr && v < table_.witnesses; ++v)
      if (const std::u32string* const other = form(column, v); v != w && other != nullptr && *other == *own) return true;
    return false;
  }
  double likeness_in(uint32_t column, size_t w, const std::u32string& token) const {
    double out = 0;
    for (size_t v = 0; v < table_.witnesses; ++v)
      if (const std::u32string* const other = form(column, v); v != w && other != nullptr) out = std::max(out, likeness(token, *other));
    return out >= kAlike ? out : 0;
  }

  // The tokens of w in these columns, in their order, where they are most like what stands there; among equals as far left as can be.
  void stretch(size_t w, Span columns) {
    std::vector<uint32_t> tokens;
    for (uint32_t k = columns.begin; k < columns.end; ++k)
      if (table_.cell(k, w) != kNone) tokens.push_back(table_.cell(k, w));
    const size_t n = tokens.size(), m = columns.size();
    if (n == 0 || n == m || n * m > kMost) return;
    // best[i][j]: of the last i tokens in the last j columns
    std::vector<std::vector<double>> best(n + 1, std::vector<double>(m + 1, -1)), like(n, std::vector<double>(m));
    std::fill(best[0].begin(), best[0].end(), 0);
    for (size_t i = 1; i <= n; ++i) {
      for (size_t j = i; j <= m - (n - i); ++j) {
        const uint32_t column = columns.end - static_cast<uint32_t>(j);
        like[n - i][m - j] = likeness_in(column, w, forms_[w][tokens[n - i]]);
        best[i][j] = best[i - 1][j - 1] + like[n - i][m - j];
        if (j > i) best[i][j] = std::max(best[i][j], best[i][j - 1]);
      }
    }
    for (uint32_t k = columns.begin; k < columns.end; ++k) table_.cells[k * table_.witnesses + w] = kNone;
    for (size_t i = n, j = m; i > 0; --j) {
      if (j > i && best[i][j - 1] > best[i - 1][j - 1] + like[n - i][m - j]) continue;
      table_.cells[(columns.end - j) * table_.witnesses + w] = tokens[n - i];
      --i;
    }
  }

  TokenTable& table_;
  std::vector<std::vector<std::u32string>> forms_;
};

}  // namespace

void set_near(TokenTable& table, const std::vector<std::vector<std::string>>& witnesses) {
  Near near(table, witnesses);
  for (size_t w = 0; w < table.witnesses; ++w) near.witness(w);
  near.tidy();
}

}  // namespace jiaokan
