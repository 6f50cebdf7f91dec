#include "reconcile/grams.h"

#include <algorithm>
#include <span>

#include "model/witness.h"
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

// Grams of both texts, by 32 bits of their hash: for each that a has, where it stands there and in b. Grams with the same bits are told
// apart by their signs.
class GramTable {
 public:
  GramTable(const std::u32string& a, const std::u32string& b, uint32_t k) : a_(a), b_(b), k_(k) {}

  // Room for so many of a. What was in it is gone.
  void clear(size_t grams) {
    size_t size = 16;
    while (size * 3 < grams * 4) size *= 2;
    entries_.assign(size, Entry{});
  }
  void add_a(uint32_t hash, uint32_t at) {
    Entry& entry = find(hash, a_, at);
    if (entry.at_a != kNowhere) entry.at_b = kTwice;
    else entry = {hash, at, kNowhere};
  }
  void add_b(uint32_t hash, uint32_t at) {
    Entry& entry = find(hash, b_, at);
    if (entry.at_a != kNowhere) entry.at_b = entry.at_b == kNowhere ? at : kTwice;
  }
  // work(place in a, place in b) for those that stand once in each.
  template <typename Work>
  void each_shared(const Work& work) const {
    for (const Entry& entry : entries_)
      if (entry.at_b < kTwice) work(entry.at_a, entry.at_b);
  }

 private:
  static constexpr uint32_t kNowhere = 0xFFFFFFFF, kTwice = kNowhere - 1;
  struct Entry {
    uint32_t hash = 0, at_a = kNowhere;   // the first place in a
    uint32_t at_b = kNowhere;             // the place in b; kTwice: it stands more than once in a or in b
  };

  // Its own, or the empty one where it would be.
  Entry& find(uint32_t hash, const std::u32string& s, uint32_t at) {
    const size_t mask = entries_.size() - 1;
    size_t e = hash & mask;
    while (entries_[e].at_a != kNowhere && (entries_[e].hash != hash || a_.compare(entries_[e].at_a, k_, s, at, k_) != 0)) e = (e + 1) & mask;
    return entries_[e];
  }

  const std::u32string &a_, &b_;
  uint32_t k_;
  std::vector<Entry> entries_;   // a power of two
};

// Grams of a long range, each in the room that the first bits of its hash name: 32 bits of hash behind these, and the place.
class Scattered {
 public:
  struct Gram {
    uint32_t hash, at;
  };
  // Of the rooms [first, last) out of 2^bits.
  void fill(const std::u32string& s, uint32_t begin, uint32_t end, uint32_t k, uint32_t bits, uint32_t first, uint32_t last) {
    from_.assign(last - first + 1, 0);
    each_gram(s, begin, end, k, [&](uint64_t hash, uint32_t) {
      const uint32_t room = static_cast<uint32_t>(hash >> (64 - bits)) - first;
      if (room < last - first) ++from_[room + 1];
    });
    for (size_t r = 1; r < from_.size(); ++r) from_[r] += from_[r - 1];
    grams_.resize(from_.back());
    std::vector<uint32_t> next(from_.begin(), from_.end() - 1);
    each_gram(s, begin, end, k, [&](uint64_t hash, uint32_t at) {
      const uint32_t room = static_cast<uint32_t>(hash >> (64 - bits)) - first;
      if (room < last - first) grams_[next[room]++] = {static_cast<uint32_t>(hash >> (32 - bits)), at};
    });
  }
  std::span<const Gram> in(uint32_t room) const { return std::span(grams_).subspan(from_[room], from_[room + 1] - from_[room]); }

 private:
  std::vector<Gram> grams_;
  std::vector<uint32_t> from_;
};

}  // namespace

// Long ranges room by room, each of which fits the processor's cache, and some rooms at a time, so that it needs not much memory.
Places shared_unique_grams(const std::u32string& a, uint32_t a0, uint32_t a1, const std::u32string& b, uint32_t b0, uint32_t b1, uint32_t k) {
  constexpr uint64_t kRoom = 65'536, kAtOnce = 2'500'000;   // grams
  if (a1 - a0 < k || b1 - b0 < k) return {};
  std::vector<uint32_t> b_of_a(a1 - a0, kNone);
  size_t found = 0;
  GramTable table(a, b, k);
  const auto pair = [&](uint32_t at_a, uint32_t at_b) {
    b_of_a[at_a - a0] = at_b;
    ++found;
  };
  const uint64_t grams = uint64_t{a1 - a0} + (b1 - b0);
  if (grams <= kRoom) {
    table.clear(a1 - a0);
    each_gram(a, a0, a1, k, [&](uint64_t hash, uint32_t at) { table.add_a(static_cast<uint32_t>(hash >> 32), at); });
    each_gram(b, b0, b1, k, [&](uint64_t hash, uint32_t at) { table.add_b(static_cast<uint32_t>(hash >> 32), at); });
    table.each_shared(pair);
  } else {
    uint32_t bits = 1;
    while (bits < 12 && (grams >> bits) > kRoom) ++bits;
    const uint32_t rooms = 1u << bits, together = static_cast<uint32_t>(std::max<uint64_t>(1, rooms * kAtOnce / grams));
    Scattered of_a, of_b;
    for (uint32_t first = 0; first < rooms; first += together) {
      const uint32_t last = std::min(rooms, first + together);
      side_by_side([&] { of_a.fill(a, a0, a1, k, bits, first, last); }, [&] { of_b.fill(b, b0, b1, k, bits, first, last); });
      for (uint32_t room = 0; room < last - first; ++room) {
        table.clear(of_a.in(room).size());
        for (const Scattered::Gram& gram : of_a.in(room)) table.add_a(gram.hash, gram.at);
        for (const Scattered::Gram& gram : of_b.in(room)) table.add_b(gram.hash, gram.at);
        table.each_shared(pair);
      }
    }
  }
  Places shared;
  shared.reserve(found);
  for (uint32_t i = 0; i < b_of_a.size(); ++i)
    if (b_of_a[i] != kNone) shared.emplace_back(a0 + i, b_of_a[i]);
  return shared;
}

}  // namespace jiaokan
