#include "reconcile/align.h"

#include <algorithm>

#include "lang/script.h"

namespace jiaokan {

namespace {

// Costs of the exact alignment. A substitution is cheaper than leaving out and putting in; like stands by like.
constexpr int kGapOpen = 4, kGapExtend = 7;
constexpr int kSameSort = 9, kOtherSort = 17;
constexpr uint64_t kExactCells = 60'000;        // aligned exactly at once
constexpr uint64_t kLargestExact = 9'000'000;   // aligned exactly when no anchor is found
constexpr uint32_t kWindow = 192, kStep = 96;   // else: exact within a window that slides along the diagonal
constexpr uint32_t kFirstK = 16, kLastK = 3;
constexpr uint32_t kShortestMove = 24;

enum class Sort : uint8_t { han, digit, punctuation, latin, other };

Sort sort_of(char32_t c) {
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
    out_.a_of_b.assign(b.size(), kNone);
    sort_a_.reserve(a.size());
    for (const char32_t c : a) sort_a_.push_back(sort_of(c));
    sort_b_.reserve(b.size());
    for (const char32_t c : b) sort_b_.push_back(sort_of(c));
  }

  Alignment run() {
    range(0, size(a_), 0, size(b_), kFirstK);
    find_moves();
    return std::move(out_);
  }

 private:
  static uint32_t size(const std::u32string& s) { return static_cast<uint32_t>(s.size()); }

  void pair(uint32_t i, uint32_t j) { out_.a_of_b[j] = i; }

  void range(uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1, uint32_t k) {
    while (a0 < a1 && b0 < b1 && a_[a0] == b_[b0]) pair(a0++, b0++);
    while (a0 < a1 && b0 < b1 && a_[a1 - 1] == b_[b1 - 1]) pair(--a1, --b1);
    if (a0 == a1 || b0 == b1) return;
    const uint64_t cells = static_cast<uint64_t>(a1 - a0) * (b1 - b0);
    if (cells <= kExactCells) return exact(a0, a1, b0, b1);
    for (; k >= kLastK; k = k > 4 ? k / 2 : k - 1) {
      const std::vector<std::pair<uint32_t, uint32_t>> chain = anchors(a0, a1, b0, b1, k);
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

  static std::vector<std::pair<uint64_t, uint32_t>> unique_grams(const std::u32string& s, uint32_t begin, uint32_t end, uint32_t k) {
    std::vector<std::pair<uint64_t, uint32_t>> grams;
    if (end - begin < k) return grams;
    grams.reserve(end - begin - k + 1);
    constexpr uint64_t kBase = 0x9E3779B97F4A7C15ULL;
    uint64_t power = 1, hash = 0;
    for (uint32_t n = 0; n < k; ++n) power *= kBase;
    for (uint32_t i = begin; i < end; ++i) {
      hash = hash * kBase + s[i] + 1;
      if (i >= begin + k) hash -= power * (s[i - k] + 1);
      if (i + 1 >= begin + k) grams.emplace_back(hash, i + 1 - k);
    }
    std::sort(grams.begin(), grams.end());
    size_t kept = 0;
    for (size_t i = 0; i < grams.size();) {
      size_t n = i + 1;
      while (n < grams.size() && grams[n].first == grams[i].first) ++n;
      if (n == i + 1) grams[kept++] = grams[i];
      i = n;
    }
    grams.resize(kept);
    return grams;
  }

  // Unique in both, and the longest run ascending in both.
  std::vector<std::pair<uint32_t, uint32_t>> anchors(uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1, uint32_t k) const {
    const auto grams_a = unique_grams(a_, a0, a1, k);
    const auto grams_b = unique_grams(b_, b0, b1, k);
    std::vector<std::pair<uint32_t, uint32_t>> shared;
    for (size_t i = 0, j = 0; i < grams_a.size() && j < grams_b.size();) {
      if (grams_a[i].first < grams_b[j].first) ++i;
      else if (grams_b[j].first < grams_a[i].first) ++j;
      else {
        if (a_.compare(grams_a[i].second, k, b_, grams_b[j].second, k) == 0) shared.emplace_back(grams_a[i].second, grams_b[j].second);
        ++i, ++j;
      }
    }
    std::sort(shared.begin(), shared.end());
    std::vector<uint32_t> tails, previous(shared.size(), kNone);
    for (uint32_t s = 0; s < shared.size(); ++s) {
      const auto at = std::lower_bound(tails.begin(), tails.end(), shared[s].second, [&](uint32_t t, uint32_t value) { return shared[t].second < value; });
      if (at != tails.begin()) previous[s] = *(at - 1);
      if (at == tails.end()) tails.push_back(s);
      else *at = s;
    }
    std::vector<std::pair<uint32_t, uint32_t>> chain;
    for (uint32_t s = tails.empty() ? kNone : tails.back(); s != kNone; s = previous[s]) chain.push_back(shared[s]);
    std::reverse(chain.begin(), chain.end());
    // A single short anchor far off the diagonal is chance.
    if (k <= 4 && chain.size() == 1) {
      const int64_t off = static_cast<int64_t>(chain[0].first - a0) - static_cast<int64_t>(chain[0].second - b0);
      if (std::abs(off) > static_cast<int64_t>(std::max(a1 - a0, b1 - b0)) / 2) chain.clear();
    }
    return chain;
  }

  int substitution(uint32_t i, uint32_t j) const {
    if (a_[i] == b_[j]) return 0;
    return sort_a_[i] == sort_b_[j] ? kSameSort : kOtherSort;
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

  // What was left over on both sides and stands elsewhere: notes, tables, a page of English.
  void find_moves() {
    std::vector<bool> used(a_.size(), false);
    for (const uint32_t i : out_.a_of_b)
      if (i != kNone) used[i] = true;
    std::u32string left_a, left_b;
    std::vector<uint32_t> at_a, at_b;
    const auto add = [](std::u32string& text, std::vector<uint32_t>& at, const std::u32string& s, uint32_t begin, uint32_t end) {
      if (end - begin < kShortestMove) return;
      for (uint32_t i = begin; i < end; ++i) text.push_back(s[i]), at.push_back(i);
      text.push_back(text.size() & 1 ? U'\uE000' : U'\uE001');   // nothing is matched across the edge of a passage
      at.push_back(kNone);
    };
    // A run may hold a few chance pairs; they do not break it.
    const auto runs = [&](uint32_t n, const auto& is_free, const auto& take) {
      uint32_t begin = 0, last = 0, pairs = 0;
      bool open = false;
      for (uint32_t i = 0; i < n; ++i) {
        if (is_free(i)) {
          if (!open) begin = i, open = true, pairs = 0;
          last = i + 1;
        } else if (open && ++pairs > 3 + (last - begin) / 8) {
          take(begin, last);
          open = false;
        } else if (open && i - last >= 4) {
          take(begin, last);
          open = false;
        }
      }
      if (open) take(begin, last);
    };
    runs(size(a_), [&](uint32_t i) { return !used[i]; }, [&](uint32_t begin, uint32_t end) { add(left_a, at_a, a_, begin, end); });
    if (left_a.empty()) return;
    runs(size(b_), [&](uint32_t j) { return out_.a_of_b[j] == kNone; }, [&](uint32_t begin, uint32_t end) { add(left_b, at_b, b_, begin, end); });
    if (left_b.empty()) return;
    constexpr uint32_t k = 8;
    const auto grams_a = unique_grams(left_a, 0, size(left_a), k);
    const auto grams_b = unique_grams(left_b, 0, size(left_b), k);
    std::vector<std::pair<uint32_t, uint32_t>> shared;
    for (size_t i = 0, j = 0; i < grams_a.size() && j < grams_b.size();) {
      if (grams_a[i].first < grams_b[j].first) ++i;
      else if (grams_b[j].first < grams_a[i].first) ++j;
      else shared.emplace_back(grams_b[j++].second, grams_a[i++].second);
    }
    std::sort(shared.begin(), shared.end());
    // Chains: shared grams that keep close to one diagonal.
    for (size_t s = 0; s < shared.size();) {
      size_t e = s + 1;
      while (e < shared.size() && shared[e].first - shared[e - 1].first < 120 && shared[e].second > shared[e - 1].second && shared[e].second - shared[e - 1].second < 120) ++e;
      const uint32_t b0 = shared[s].first, b1 = shared[e - 1].first + k, a0 = shared[s].second, a1 = shared[e - 1].second + k;
      const bool solid = b1 - b0 >= kShortestMove && (e - s) * 4 >= b1 - b0 - k;
      if (solid) {
        const Alignment inner = align_plain(left_a.substr(a0, a1 - a0), left_b.substr(b0, b1 - b0));
        Span span{kNone, 0};
        for (uint32_t j = 0; j < inner.a_of_b.size(); ++j) {
          if (inner.a_of_b[j] == kNone) continue;
          const uint32_t bj = at_b[b0 + j], ai = at_a[a0 + inner.a_of_b[j]];
          if (bj == kNone || ai == kNone || used[ai] || out_.a_of_b[bj] != kNone) continue;
          used[ai] = true;
          out_.a_of_b[bj] = ai;
          span.begin = std::min(span.begin, bj);
          span.end = std::max(span.end, bj + 1);
        }
        if (span.begin != kNone) out_.moved.push_back(span);
      }
      s = e;
    }
  }

  static Alignment align_plain(const std::u32string& a, const std::u32string& b) { return Aligner(a, b).run_plain(); }

  Alignment run_plain() {
    range(0, size(a_), 0, size(b_), kFirstK);
    return std::move(out_);
  }

  const std::u32string& a_;
  const std::u32string& b_;
  std::vector<Sort> sort_a_, sort_b_;
  std::vector<int> best_;
  std::vector<uint8_t> trace_;
  Alignment out_;
};

}  // namespace

Alignment align(const std::u32string& a, const std::u32string& b) { return Aligner(a, b).run(); }

}  // namespace jiaokan
