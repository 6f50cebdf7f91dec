#include "reconcile/align.h"

#include <algorithm>

#include "lang/script.h"
#include "reconcile/grams.h"
#include "reconcile/moves.h"

namespace jiaokan {

namespace {

// Costs of the exact alignment. A substitution is cheaper than leaving out and putting in; like stands by like.
constexpr int kGapOpen = 4, kGapExtend = 7;
constexpr int kSameSort = 9, kOtherSort = 17, kBracket = 23;   // a bracket stands beside a bracket or nothing
constexpr uint64_t kExactCells = 60'000;        // aligned exactly at once
constexpr uint64_t kLargestExact = 9'000'000;   // aligned exactly when no anchor is found
constexpr uint32_t kWindow = 192, kStep = 96;   // else: exact within a window that slides along the diagonal
constexpr uint32_t kFirstK = 16, kLastK = 3;

enum class Sort : uint8_t { han, digit, punctuation, bracket, latin, other };

Sort sort_of(char32_t c) {
  if (c == U'[' || c == U']' || c == U'(' || c == U')') return Sort::bracket;   // as folded
  switch (script_of(c)) {
    case Script::han:
    case Script::kana:
    case Script::hangul: return Sort::han;
    case Script::digit: return Sort::digit;
    case Script::latin: return Sort::latin;
    case Script::punctuation:
    case Script::symbol: return Sort::punctuation;
    default: return Sort::other;
  }
}

class Aligner {
 public:
  Aligner(const std::u32string& a, const std::u32string& b) : a_(a), b_(b) {
    a_of_b_.assign(b.size(), kNone);
    sort_a_.reserve(a.size());
    for (const char32_t c : a) sort_a_.push_back(sort_of(c));
    sort_b_.reserve(b.size());
    for (const char32_t c : b) sort_b_.push_back(sort_of(c));
  }

  std::vector<uint32_t> run() {
    range(0, size(a_), 0, size(b_), kFirstK);
    return std::move(a_of_b_);
  }

 private:
  static uint32_t size(const std::u32string& s) { return static_cast<uint32_t>(s.size()); }

  void pair(uint32_t i, uint32_t j) { a_of_b_[j] = i; }

  void range(uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1, uint32_t k) {
    while (a0 < a1 && b0 < b1 && a_[a0] == b_[b0]) pair(a0++, b0++);
    while (a0 < a1 && b0 < b1 && a_[a1 - 1] == b_[b1 - 1]) pair(--a1, --b1);
    if (a0 == a1 || b0 == b1) return;
    const uint64_t cells = static_cast<uint64_t>(a1 - a0) * (b1 - b0);
    if (cells <= kExactCells) return exact(a0, a1, b0, b1);
    for (; k >= kLastK; k = k > 4 ? k / 2 : k - 1) {
      const Places chain = anchors(a0, a1, b0, b1, k);
      if (chain.empty()) continue;
      uint32_t i = a0, j = b0;
      for (const auto& [ai, bj] : chain) {
        if (ai < i || bj < j) continue;   // overlaps the anchor before
        range_between(i, ai, j, bj, k);
        for (uint32_t n = 0; n < k; ++n) pair(ai + n, bj + n);
        i = ai + k;
        j = bj + k;
      }
      range_between(i, a1, j, b1, k);
      return;
    }
    if (cells <= kLargestExact) return exact(a0, a1, b0, b1);
    sliding(a0, a1, b0, b1);
  }

  // Between two anchors the same k-grams, or shorter ones, may be unique that are not in the whole.
  void range_between(uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1, uint32_t k) {
    range(a0, a1, b0, b1, k > 8 ? 8 : k > 4 ? 4 : 3);
  }

  // Unique in both, and the longest run ascending in both.
  Places anchors(uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1, uint32_t k) const {
    Places chain = shared_unique_grams(a_, a0, a1, b_, b0, b1, k);
    keep_ascending(chain);
    // A single short anchor far off the diagonal is chance.
    if (k <= 4 && chain.size() == 1) {
      const int64_t off = static_cast<int64_t>(chain[0].first - a0) - static_cast<int64_t>(chain[0].second - b0);
      if (std::abs(off) > static_cast<int64_t>(std::max(a1 - a0, b1 - b0)) / 2) chain.clear();
    }
    return chain;
  }

  // The longest run ascending in both, of those ascending in the first.
  static void keep_ascending(Places& shared) {
    const auto descends = [](const auto& x, const auto& y) { return x.second >= y.second; };
    if (std::adjacent_find(shared.begin(), shared.end(), descends) == shared.end()) return;
    std::vector<uint32_t> tails, previous(shared.size(), kNone);
    for (uint32_t s = 0; s < shared.size(); ++s) {
      const auto at = std::lower_bound(tails.begin(), tails.end(), shared[s].second, [&](uint32_t t, uint32_t value) { return shared[t].second < value; });
      if (at != tails.begin()) previous[s] = *(at - 1);
      if (at == tails.end()) tails.push_back(s);
      else *at = s;
    }
    // From the last back, moved together at the end.
    size_t kept = shared.size();
    for (uint32_t s = tails.back(); s != kNone; s = previous[s]) shared[--kept] = shared[s];
    shared.erase(shared.begin(), shared.begin() + static_cast<long>(kept));
  }

  int substitution(uint32_t i, uint32_t j) const {
    if (a_[i] == b_[j]) return 0;
    if (sort_a_[i] == sort_b_[j]) return kSameSort;
    return sort_a_[i] == Sort::bracket || sort_b_[j] == Sort::bracket ? kBracket : kOtherSort;
  }

  // Gotoh: three states. 0 both, 1 only a (gap in b), 2 only b.
  void exact(uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1) {
    uint32_t end_a = a1, end_b = b1;
    dynamic(a0, a1, b0, b1, end_a, end_b, kNone);
  }

  // Fills the table; traces back from (end_a, end_b); pairs only rows before `keep_rows` (kNone: all).
  void dynamic(uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1, uint32_t& end_a, uint32_t& end_b, uint32_t keep_rows) {
    const uint32_t n = a1 - a0, m = b1 - b0, width = m + 1;
    constexpr int kFar = 1 << 28;
    best_.assign(static_cast<size_t>(width) * 3, kFar);
    trace_.assign(static_cast<size_t>(n + 1) * width, 0);
    std::vector<int>& row = best_;   // row[j*3 + state]
    row[0] = 0;
    for (uint32_t j = 1; j <= m; ++j) {
      row[j * 3 + 2] = kGapOpen + kGapExtend * static_cast<int>(j);
      trace_[j] = static_cast<uint8_t>(j == 1 ? 0 : 2 << 4);
    }
    for (uint32_t i = 1; i <= n; ++i) {
      int diagonal[3] = {row[0], row[1], row[2]};
      row[0] = row[2] = kFar;
      row[1] = kGapOpen + kGapExtend * static_cast<int>(i);
      trace_[static_cast<size_t>(i) * width] = static_cast<uint8_t>(i == 1 ? 0 : 1 << 2);
      for (uint32_t j = 1; j <= m; ++j) {
        int* const cell = &row[j * 3];
        const int up[3] = {cell[0], cell[1], cell[2]};
        const int* const left = cell - 3;
        uint8_t from = 0;
        // state 0
        int state = 0, value = diagonal[0];
        if (diagonal[1] < value) value = diagonal[1], state = 1;
        if (diagonal[2] < value) value = diagonal[2], state = 2;
        from = static_cast<uint8_t>(state);
        cell[0] = value + substitution(a0 + i - 1, b0 + j - 1);
        // state 1: from above
        state = 1, value = up[1];
        if (up[0] + kGapOpen < value) value = up[0] + kGapOpen, state = 0;
        if (up[2] + kGapOpen < value) value = up[2] + kGapOpen, state = 2;
        from = static_cast<uint8_t>(from | state << 2);
        cell[1] = value + kGapExtend;
        // state 2: from the left
        state = 2, value = left[2];
        if (left[0] + kGapOpen < value) value = left[0] + kGapOpen, state = 0;
        if (left[1] + kGapOpen < value) value = left[1] + kGapOpen, state = 1;
        from = static_cast<uint8_t>(from | state << 4);
        cell[2] = value + kGapExtend;
        trace_[static_cast<size_t>(i) * width + j] = from;
        diagonal[0] = up[0], diagonal[1] = up[1], diagonal[2] = up[2];
      }
      // A sliding window may end anywhere on its last row.
    }
    uint32_t i = n, j = m;
    if (keep_rows != kNone) {
      int least = kFar;
      for (uint32_t c = 0; c <= m; ++c)
        for (int s = 0; s < 3; ++s)
          if (row[c * 3 + static_cast<uint32_t>(s)] < least) least = row[c * 3 + static_cast<uint32_t>(s)], j = c;
    }
    int state = 0;
    for (int s = 1; s < 3; ++s)
      if (row[j * 3 + static_cast<uint32_t>(s)] < row[j * 3 + static_cast<uint32_t>(state)]) state = s;
    bool cut = keep_rows == kNone;
    end_a = a1;
    end_b = b0 + j;
    while (i > 0 || j > 0) {
      const uint8_t from = trace_[static_cast<size_t>(i) * width + j];
      if (!cut && i <= keep_rows) {
        cut = true;
        end_a = a0 + i;
        end_b = b0 + j;
      }
      if (state == 0 && i > 0 && j > 0) {
        if (cut) pair(a0 + i - 1, b0 + j - 1);
        state = from & 3;
        --i, --j;
      } else if ((state == 1 && i > 0) || j == 0) {
        state = (from >> 2) & 3;
        --i;
      } else {
        state = (from >> 4) & 3;
        --j;
      }
    }
  }

  void sliding(uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1) {
    while (a0 < a1 && b0 < b1) {
      if (a_[a0] == b_[b0]) {
        pair(a0++, b0++);
        continue;
      }
      const uint32_t an = std::min(a1, a0 + kWindow), bn = std::min(b1, b0 + kWindow);
      if (an == a1 && bn == b1) return exact(a0, a1, b0, b1);
      uint32_t end_a = an, end_b = bn;
      dynamic(a0, an, b0, bn, end_a, end_b, std::min(kStep, an - a0));
      if (end_a == a0 && end_b == b0) end_a = std::min(a1, a0 + 1), end_b = std::min(b1, b0 + 1);
      a0 = end_a;
      b0 = end_b;
    }
  }

  const std::u32string& a_;
  const std::u32string& b_;
  std::vector<Sort> sort_a_, sort_b_;
  std::vector<int> best_;
  std::vector<uint8_t> trace_;
  std::vector<uint32_t> a_of_b_;
};

}  // namespace

std::vector<uint32_t> align_in_order(const std::u32string& a, const std::u32string& b) { return Aligner(a, b).run(); }

Alignment align(const std::u32string& a, const std::u32string& b) {
  Alignment out{align_in_order(a, b), {}};
  find_moves(a, b, out);
  return out;
}

}  // namespace jiaokan
