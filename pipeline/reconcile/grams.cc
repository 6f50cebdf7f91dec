#include "reconcile/grams.h"

#include <algorithm>

#include "reconcile/in_parts.h"

namespace jiaokan {

namespace {

// work(hash, place) for every gram of k signs, in their order.
template <typename Work>
void each_gram(const std::u32string& s, uint32_t begin, uint32_t end, uint32_t k, const Work& work) {
  constexpr uint64_t kBase = 0x9E3779B97F4A7C15ULL;
  uint64_t power = 1, hash = 0;
  for (uint32_t n = 0; n < k; ++n) power *= kBase;
  for (uint32_t i = begin; i < end; ++i) {
    hash = hash * kBase + s[i] + 1;
    if (i >= begin + k) hash -= power * (s[i - k] + 1);
    if (i + 1 >= begin + k) work(hash, i + 1 - k);
  }
}

std::vector<std::pair<uint64_t, uint32_t>> unique_grams(const std::u32string& s, uint32_t begin, uint32_t end, uint32_t k) {
  std::vector<std::pair<uint64_t, uint32_t>> grams;
  if (end - begin < k) return grams;
  grams.reserve(end - begin - k + 1);
  each_gram(s, begin, end, k, [&](uint64_t hash, uint32_t at) { grams.emplace_back(hash, at); });
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

// Grams of a long range that share the first bits of their hash, with the bits behind these: 32 of hash, 32 of place.
class Scattered {
 public:
  // Of the rooms [first, last) out of 2^bits, each for the grams whose hash begins with its number.
  void fill(const std::u32string& s, uint32_t begin, uint32_t end, uint32_t k, uint32_t bits, uint32_t first, uint32_t last) {
    from_.assign(last - first + 1, 0);
    each_gram(s, begin, end, k, [&](uint64_t hash, uint32_t) {
      const uint32_t room = static_cast<uint32_t>(hash >> (64 - bits)) - first;
      if (room < last - first) ++from_[room + 1];
    });
    for (size_t r = 1; r < from_.size(); ++r) from_[r] += from_[r - 1];
    entries_.resize(from_.back());
    std::vector<uint32_t> next(from_.begin(), from_.end() - 1);
    each_gram(s, begin, end, k, [&](uint64_t hash, uint32_t at) {
      const uint32_t room = static_cast<uint32_t>(hash >> (64 - bits)) - first;
      if (room < last - first) entries_[next[room]++] = (hash >> (32 - bits) & 0xFFFFFFFF) << 32 | at;
    });
    for (size_t r = 0; r + 1 < from_.size(); ++r) std::sort(entries_.begin() + from_[r], entries_.begin() + from_[r + 1]);
  }
  const uint64_t* begin(uint32_t room) const { return entries_.data() + from_[room]; }
  const uint64_t* end(uint32_t room) const { return entries_.data() + from_[room + 1]; }

 private:
  std::vector<uint64_t> entries_;
  std::vector<uint32_t> from_;
};

// Of grams with one hash the places of those that stand there once. Nearly always it is one gram.
void keep_unique(const std::u32string& s, uint32_t k, const uint64_t* begin, const uint64_t* end, std::vector<uint32_t>& out) {
  out.clear();
  const auto same = [&](const uint64_t* e) { return s.compare(static_cast<uint32_t>(*begin), k, s, static_cast<uint32_t>(*e), k) == 0; };
  if (end - begin == 1) out.push_back(static_cast<uint32_t>(*begin));
  const uint64_t* unlike = begin + 1;
  while (unlike != end && same(unlike)) ++unlike;
  if (unlike == end) return;
  std::vector<uint32_t> left;
  for (const uint64_t* e = begin; e != end; ++e) left.push_back(static_cast<uint32_t>(*e));
  while (!left.empty()) {
    const uint32_t first = left.front();
    std::vector<uint32_t> others;
    for (const uint32_t at : left)
      if (s.compare(first, k, s, at, k) != 0) others.push_back(at);
    if (left.size() - others.size() == 1) out.push_back(first);
    left = std::move(others);
  }
}

// In rooms that fit the processor's cache, some of them at a time: long texts need neither a large sort nor much memory.
Places shared_in_rooms(const std::u32string& a, uint32_t a0, uint32_t a1, const std::u32string& b, uint32_t b0, uint32_t b1, uint32_t k) {
  constexpr uint64_t kRoom = 32'768, kAtOnce = 2'500'000;   // grams
  const uint64_t grams = uint64_t{a1 - a0} + (b1 - b0);
  uint32_t bits = 1;
  while (bits < 12 && (grams >> bits) > kRoom) ++bits;
  const uint32_t rooms = 1u << bits;
  const uint32_t together = static_cast<uint32_t>(std::max<uint64_t>(1, rooms * kAtOnce / grams));
  std::vector<uint32_t> b_of_a(a1 - a0, 0xFFFFFFFF);
  size_t found = 0;
  Scattered of_a, of_b;
  std::vector<uint32_t> own_a, own_b;
  const auto pair = [&](uint32_t at_a, uint32_t at_b) {
    if (a.compare(at_a, k, b, at_b, k) != 0) return;
    b_of_a[at_a - a0] = at_b;
    ++found;
  };
  const auto same_hash_until = [](const uint64_t* at, const uint64_t* end) {
    const uint64_t hash = *at >> 32;
    while (at != end && *at >> 32 == hash) ++at;
    return at;
  };
  for (uint32_t first = 0; first < rooms; first += together) {
    const uint32_t last = std::min(rooms, first + together);
    side_by_side([&] { of_a.fill(a, a0, a1, k, bits, first, last); }, [&] { of_b.fill(b, b0, b1, k, bits, first, last); });
    for (uint32_t room = 0; room < last - first; ++room) {
      const uint64_t *x = of_a.begin(room), *const x_end = of_a.end(room), *y = of_b.begin(room), *const y_end = of_b.end(room);
      while (x != x_end && y != y_end) {
        if (*x >> 32 != *y >> 32) {
          ++(*x >> 32 < *y >> 32 ? x : y);
          continue;
        }
        const uint64_t *const x_next = same_hash_until(x, x_end), *const y_next = same_hash_until(y, y_end);
        if (x_next == x + 1 && y_next == y + 1) {
          pair(static_cast<uint32_t>(*x), static_cast<uint32_t>(*y));
        } else {
          keep_unique(a, k, x, x_next, own_a);
          if (own_a.empty()) own_b.clear();
          else keep_unique(b, k, y, y_next, own_b);
          for (const uint32_t at_a : own_a)
            for (const uint32_t at_b : own_b) pair(at_a, at_b);
        }
        x = x_next;
        y = y_next;
      }
    }
  }
  Places shared;
  shared.reserve(found);
  for (uint32_t i = 0; i < b_of_a.size(); ++i)
    if (b_of_a[i] != 0xFFFFFFFF) shared.emplace_back(a0 + i, b_of_a[i]);
  return shared;
}

}  // namespace

Places shared_unique_grams(const std::u32string& a, uint32_t a0, uint32_t a1, const std::u32string& b, uint32_t b0, uint32_t b1, uint32_t k) {
  constexpr uint32_t kLong = 100'000;
  if (a1 - a0 > kLong && b1 - b0 > kLong) return shared_in_rooms(a, a0, a1, b, b0, b1, k);
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
