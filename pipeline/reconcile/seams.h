// seams: pieces of an order that stand where no witness has them are put where one does.
//
// In: runs in an order, the joins that witnesses have, what a join is worth (kNone on a side: where the order begins or ends). Out: the same runs;
// a piece of a few goes where a join has it, when that is better for all the joins it breaks and makes. The first run stays, and so do the last
// `stay`. Work grows with joins × kLongestPiece, a few rounds of it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

template <typename Value>
void mend_seams(std::vector<uint32_t>& order, const std::vector<std::pair<uint32_t, uint32_t>>& joins, uint32_t stay, const Value& value) {
  constexpr double kLeastGain = 1;
  constexpr size_t kRounds = 4;   // at most
  constexpr uint32_t kLongestPiece = 24, kFarthest = 4000;   // runs
  const uint32_t n = static_cast<uint32_t>(order.size()), moving = n - stay;
  std::unordered_map<uint32_t, uint32_t> place;
  for (uint32_t k = 0; k < n; ++k) place[order[k]] = k;
  const auto at = [&](uint32_t k) { return k < n ? order[k] : kNone; };
  // Puts the runs at [begin, end) before the one at `to`, outside of them.
  const auto gain = [&](uint32_t begin, uint32_t end, uint32_t to) {
    return value(at(to - 1), at(begin)) + value(at(end - 1), at(to)) + value(at(begin - 1), at(end)) - value(at(begin - 1), at(begin)) - value(at(end - 1), at(end)) - value(at(to - 1), at(to));
  };
  const auto move = [&](uint32_t begin, uint32_t end, uint32_t to) {
    const uint32_t first = std::min(begin, to), behind = std::max(end, to);
    if (to < begin) std::rotate(order.begin() + to, order.begin() + begin, order.begin() + end);
    else std::rotate(order.begin() + begin, order.begin() + end, order.begin() + to);
    for (uint32_t k = first; k < behind; ++k) place[order[k]] = k;
  };
  for (size_t round = 0; round < kRounds; ++round) {
    bool moved = false;
    for (const auto& [from, follows] : joins) {
      const auto u_at = place.find(from), v_at = place.find(follows);
      if (u_at == place.end() || v_at == place.end()) continue;
      const uint32_t u = u_at->second, v = v_at->second;
      if (u + 1 == v || v == 0 || u == v) continue;
      // The runs from `follows` on behind `from`, or those up to `from` before `follows`.
      double best = kLeastGain;
      uint32_t begin = 0, end = 0, to = 0;
      const auto look = [&](uint32_t b, uint32_t e, uint32_t t) {
        if (b == 0 || b >= e || e > moving || (t >= b && t <= e) || t == 0 || t > moving || (t > e ? t - b : e - t) > kFarthest) return;
        if (const double here = gain(b, e, t); here > best) best = here, begin = b, end = e, to = t;
      };
      for (uint32_t length = 1; length <= kLongestPiece; ++length) {
        look(v, v + length, u + 1);
        if (u + 1 >= length) look(u + 1 - length, u + 1, v);
      }
      if (begin == end) continue;
      move(begin, end, to);
      moved = true;
    }
    if (!moved) break;
  }
}

}  // namespace jiaokan
