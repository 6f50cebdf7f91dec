#include "reconcile/moves.h"

#include <algorithm>

#include "lang/script.h"
#include "reconcile/grams.h"

namespace jiaokan {

namespace {

constexpr uint32_t kSolid = 4;           // equal characters in a row that hold an alignment
constexpr uint32_t kUnlike = 6;          // characters of both between solid runs that may have nothing to do with each other
constexpr uint32_t kGram = 5;
constexpr uint32_t kShortestPiece = 6;   // left over
constexpr uint32_t kShortestMove = 8;    // equal characters
constexpr uint32_t kNear = 40;           // shared grams of one passage follow within this
constexpr uint32_t kDrift = 8;           // and stay this near to one diagonal
constexpr int kDrop = 5;                 // a passage ends where this much is lost again

// Unpairs what stands side by side between solid runs and is mostly unlike. Gives back the pairs.
Places unpair_unlike(const std::u32string& a, const std::u32string& b, std::vector<uint32_t>& a_of_b) {
  Places out;
  const uint32_t m = static_cast<uint32_t>(b.size());
  uint32_t last_a = 0, last_b = 0;   // where the solid run before ends
  const auto check = [&](uint32_t a1, uint32_t b1) {
    if (a1 < last_a + kUnlike || b1 < last_b + kUnlike) return;
    uint32_t equal = 0;
    for (uint32_t j = last_b; j < b1; ++j) equal += a_of_b[j] != kNone && a[a_of_b[j]] == b[j];
    if (equal * 3 >= std::min(a1 - last_a, b1 - last_b)) return;
    for (uint32_t j = last_b; j < b1; ++j)
      if (a_of_b[j] != kNone) out.emplace_back(a_of_b[j], j), a_of_b[j] = kNone;
  };
  for (uint32_t j = 0; j < m;) {
    uint32_t end = j;
    while (end < m && a_of_b[end] != kNone && a[a_of_b[end]] == b[end] && (end == j || a_of_b[end] == a_of_b[end - 1] + 1)) ++end;
    if (end - j >= kSolid) {
      check(a_of_b[j], j);
      last_a = a_of_b[end - 1] + 1;
      last_b = end;
    }
    j = std::max(end, j + 1);
  }
  check(static_cast<uint32_t>(a.size()), m);
  return out;
}

// What is left over of one sequence, as one text with its places; nothing is matched across the edge of a piece.
struct Left {
  std::u32string text;
  std::vector<uint32_t> at;
};

Left left_of(const std::u32string& s, const std::vector<bool>& used, char32_t edge) {
  Left out;
  const uint32_t n = static_cast<uint32_t>(s.size());
  for (uint32_t i = 0; i < n;) {
    uint32_t end = i;
    while (end < n && !used[end]) ++end;
    if (end - i >= kShortestPiece) {
      for (uint32_t k = i; k < end; ++k) out.text.push_back(s[k]), out.at.push_back(k);
      out.text.push_back(edge);
      out.at.push_back(kNone);
    }
    i = std::max(end, i + 1);
  }
  return out;
}

// How far the passage goes on beyond [x, y) along the diagonal, in steps of `step`.
uint32_t extension(const Left& a, const Left& b, uint32_t x, uint32_t y, int step) {
  int score = 0, best = 0;
  uint32_t length = 0;
  for (uint32_t n = 1;; ++n) {
    if (step < 0 && (x == 0 || y == 0)) break;
    if (step < 0) --x, --y;
    if (x >= a.text.size() || y >= b.text.size() || a.at[x] == kNone || b.at[y] == kNone) break;
    score += a.text[x] == b.text[y] ? 1 : -1;
    if (score > best) best = score, length = n;
    if (score < best - kDrop) break;
    if (step > 0) ++x, ++y;
  }
  return length;
}

// Two passages are one where half of the longer is equal. Short runs alone may be codes that a table and the text both have (M14:7, M14:8), with
// chance between them: of those, more must be.
bool is_one_passage(const std::u32string& a, const std::u32string& b, const std::vector<uint32_t>& a_of_b) {
  size_t equal = 0, run = 0, longest = 0;
  for (size_t j = 0; j < b.size(); ++j) {
    const bool same = a_of_b[j] != kNone && a[a_of_b[j]] == b[j];
    equal += same;
    run = !same ? 0 : run > 0 && a_of_b[j] == a_of_b[j - 1] + 1 ? run + 1 : 1;
    longest = std::max(longest, run);
  }
  const size_t longer = std::max(a.size(), b.size());
  return equal >= kShortestMove && equal * 2 >= longer && (longest >= kShortestPiece || equal * 3 >= longer * 2);
}

// What was found nowhere else stands side by side again where Han was taken for something else; two unlike texts of Han stay apart.
void pair_again(const std::u32string& a, const std::u32string& b, const Places& unlike, const std::vector<bool>& used_a,
                const std::vector<bool>& used_b, std::vector<uint32_t>& a_of_b) {
  for (size_t begin = 0; begin < unlike.size();) {
    size_t end = begin, free = 0, both_han = 0;
    while (end < unlike.size() && (end == begin || unlike[end].second - unlike[end - 1].second < kUnlike)) {
      const auto [i, j] = unlike[end++];
      if (used_a[i] || used_b[j]) continue;
      ++free;
      both_han += a[i] != b[j] && is_han(a[i]) && is_han(b[j]);
    }
    for (size_t n = begin; n < end && both_han * 2 <= free; ++n)
      if (!used_a[unlike[n].first] && !used_b[unlike[n].second]) a_of_b[unlike[n].second] = unlike[n].first;
    begin = end;
  }
}

}  // namespace

void find_moves(const std::u32string& a, const std::u32string& b, Alignment& alignment) {
  std::vector<uint32_t>& a_of_b = alignment.a_of_b;
  const Places unlike = unpair_unlike(a, b, a_of_b);
  std::vector<bool> used_a(a.size(), false), used_b(b.size(), false);
  for (uint32_t j = 0; j < b.size(); ++j)
    if (a_of_b[j] != kNone) used_a[a_of_b[j]] = used_b[j] = true;
  const Left left_a = left_of(a, used_a, U'\uE000'), left_b = left_of(b, used_b, U'\uE001');
  Places shared = shared_unique_grams(left_a.text, 0, static_cast<uint32_t>(left_a.text.size()), left_b.text, 0,
                                      static_cast<uint32_t>(left_b.text.size()), kGram);
  std::sort(shared.begin(), shared.end(), [](const auto& x, const auto& y) { return x.second < y.second; });
  const auto follows = [&](size_t s) {
    const int64_t da = static_cast<int64_t>(shared[s].first) - shared[s - 1].first, db = static_cast<int64_t>(shared[s].second) - shared[s - 1].second;
    return da > 0 && db < kNear && da < kNear && std::abs(da - db) <= kDrift;
  };
  for (size_t s = 0; s < shared.size();) {
    size_t e = s + 1;
    while (e < shared.size() && follows(e)) ++e;
    const uint32_t back = extension(left_a, left_b, shared[s].first, shared[s].second, -1);
    const uint32_t a0 = shared[s].first - back, b0 = shared[s].second - back;
    uint32_t a1 = shared[e - 1].first + kGram, b1 = shared[e - 1].second + kGram;
    const uint32_t on = extension(left_a, left_b, a1, b1, 1);
    a1 += on;
    b1 += on;
    s = e;
    const std::u32string part_a = left_a.text.substr(a0, a1 - a0), part_b = left_b.text.substr(b0, b1 - b0);
    const std::vector<uint32_t> inner = align_in_order(part_a, part_b);
    if (!is_one_passage(part_a, part_b, inner)) continue;
    Span span{kNone, 0};
    for (uint32_t j = 0; j < inner.size(); ++j) {
      if (inner[j] == kNone) continue;
      const uint32_t bj = left_b.at[b0 + j], ai = left_a.at[a0 + inner[j]];
      if (bj == kNone || ai == kNone || used_a[ai] || used_b[bj]) continue;
      used_a[ai] = used_b[bj] = true;
      a_of_b[bj] = ai;
      span.begin = std::min(span.begin, bj);
      span.end = std::max(span.end, bj + 1);
    }
    if (span.begin != kNone) alignment.moved.push_back(span);
  }
  pair_again(a, b, unlike, used_a, used_b, a_of_b);
}

}  // namespace jiaokan
