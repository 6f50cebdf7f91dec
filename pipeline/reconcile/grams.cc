#include "reconcile/grams.h"

#include <algorithm>

namespace jiaokan {

namespace {

std::vector<std::pair<uint64_t, uint32_t>> unique_grams(const std::u32string& s, uint32_t begin, uint32_t end, uint32_t k) {
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

}  // namespace

Places shared_unique_grams(const std::u32string& a, uint32_t a0, uint32_t a1, const std::u32string& b, uint32_t b0, uint32_t b1, uint32_t k) {
  const auto grams_a = unique_grams(a, a0, a1, k);
  const auto grams_b = unique_grams(b, b0, b1, k);
  Places shared;
  for (size_t i = 0, j = 0; i < grams_a.size() && j < grams_b.size();) {
    if (grams_a[i].first < grams_b[j].first) {
      ++i;
    } else if (grams_b[j].first < grams_a[i].first) {
      ++j;
    } else {
      if (a.compare(grams_a[i].second, k, b, grams_b[j].second, k) == 0) shared.emplace_back(grams_a[i].second, grams_b[j].second);
      ++i, ++j;
    }
  }
  std::sort(shared.begin(), shared.end());
  return shared;
}

}  // namespace jiaokan
