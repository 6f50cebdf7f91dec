#include "reconcile/evidence_document.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <span>

#include "lang/script.h"
#include "lang/zh/characters.h"
#include "reconcile/in_parts.h"
#include "reconcile/passages.h"

namespace jiaokan {

namespace {

constexpr double kUniform = 1.0 / 6000;    // a character that the document never had
constexpr uint32_t kFarthest = 8;          // characters of context that an echo counts on each side
constexpr uint32_t kMostPlaces = 300;      // at which an echo is looked for
constexpr size_t kOrder = 5;               // characters of the longest sequence counted
constexpr size_t kMany = 1'000'000;        // keys that are worth more than one core
constexpr size_t kLastNumber = 0xFFFF;     // a text of more different characters has one number for all that come then

// The bits of a key that hold its character of that depth (0 … kOrder - 2).
constexpr unsigned shift_of(size_t depth) { return static_cast<unsigned>(16 * (kOrder - 2 - depth)); }

uint16_t number_at(uint64_t key, size_t depth) { return static_cast<uint16_t>(key >> shift_of(depth)); }

// How many characters two keys have in common, from the first on.
uint8_t alike(uint64_t a, uint64_t b) { return static_cast<uint8_t>(a == b ? kOrder - 1 : static_cast<size_t>(std::countl_zero(a ^ b)) / 16); }

// The end of the keys that have at that depth what the first has; keys in order, alike before it. Goes on in growing steps.
const uint64_t* end_of_alike(const uint64_t* key, const uint64_t* end, size_t depth) {
  const uint16_t own = number_at(*key, depth);
  std::ptrdiff_t step = 1;
  while (end - key > step && number_at(key[step], depth) == own) key += step, step *= 2;
  return std::upper_bound(key, key + std::min(step, end - key), own, [depth](uint16_t value, uint64_t other) { return value < number_at(other, depth); });
}

}  // namespace

uint16_t DocumentModel::claim(char32_t c) {
  uint16_t& number = numbers_.claim(c);
  if (number == 0) {
    number = static_cast<uint16_t>(std::min(standings_.size(), kLastNumber));
    if (number == standings_.size()) standings_.emplace_back();
  }
  return number;
}

DocumentModel::DocumentModel(std::u32string text) : text_(std::move(text)), standings_(1) {
  // The text in numbers; behind it nothing, as far as a key reaches.
  std::vector<uint16_t> numbers(text_.size() + kOrder);
  for (size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == U'\0') continue;
    numbers[i] = claim(text_[i]);
    ++standings_[numbers[i]].count;
    ++total_;
  }
  uint32_t keys = 0, places = 0;
  for (Standing& standing : standings_) {
    standing.keys = keys;
    standing.places = places;
    keys += standing.count;
    places += std::min(standing.count, kMostPlaces);
  }
  keys_.resize(keys);
  alike_.resize(keys);
  places_.resize(places);
  const uint16_t edge = numbers_[kEdge];   // what comes behind it is another passage
  std::vector<uint32_t> met(standings_.size());
  for (uint32_t i = 0; i < text_.size(); ++i) {
    const uint16_t own = numbers[i];
    if (own == 0) continue;
    uint64_t key = 0;
    for (size_t depth = 0; depth + 1 < kOrder && numbers[i + 1 + depth] != 0; ++depth) {
      key |= uint64_t{numbers[i + 1 + depth]} << shift_of(depth);
      if (numbers[i + 1 + depth] == edge) break;
    }
    const uint32_t n = met[own]++;
    keys_[standings_[own].keys + n] = key;
    if (n < kMostPlaces) places_[standings_[own].places + n] = i;
  }
  sort_keys();
  for (size_t i = 0; i < text_.size();) {
    size_t end = i;
    while (end < text_.size() && is_latin_letter(text_[end])) ++end;
    const bool whole = (i == 0 || text_[i - 1] != U'\0') && (end == text_.size() || text_[end] != U'\0');   // not cut by a dispute
    if (end > i && whole) ++words_[text_.substr(i, end - i)];
    i = std::max(end, i + 1);
  }
}

void DocumentModel::sort_keys() {
  const auto sort_of = [&](size_t number) {
    Standing& standing = standings_[number];
    const auto begin = keys_.begin() + standing.keys;
    std::sort(begin, begin + standing.count);
    for (uint32_t i = standing.keys + 1; i < standing.keys + standing.count; ++i) alike_[i] = alike(keys_[i - 1], keys_[i]);
    standing.followers = followers(of(static_cast<uint16_t>(number)), 0);
  };
  if (keys_.size() >= kMany) return in_parts(standings_.size(), sort_of);
  for (size_t number = 0; number < standings_.size(); ++number) sort_of(number);
}

DocumentModel::Range DocumentModel::of(uint16_t first) const {
  const Standing& standing = standings_[first];
  return {keys_.data() + standing.keys, keys_.data() + standing.keys + standing.count};
}

// Of keys that are alike before that depth those with this character there.
DocumentModel::Range DocumentModel::narrowed(Range range, size_t depth, uint16_t next) {
  if (next == 0) return {range.end, range.end};
  const uint64_t* const begin = std::lower_bound(range.begin, range.end, next, [depth](uint64_t key, uint16_t value) { return number_at(key, depth) < value; });
  if (begin == range.end || number_at(*begin, depth) != next) return {range.end, range.end};
  return {begin, end_of_alike(begin, range.end, depth)};
}

uint32_t DocumentModel::followers(Range range, size_t depth) const {
  if (range.count() == 0) return 0;
  const uint8_t* const alike = alike_.data() + (range.begin - keys_.data());
  const uint32_t changes = static_cast<uint32_t>(std::count(alike + 1, alike + range.count(), static_cast<uint8_t>(depth)));
  return changes + (number_at(*range.begin, depth) != 0);   // the end of a stretch is none, and stands first
}

DocumentModel::Range DocumentModel::of(std::u32string_view gram) const {
  Range range = of(numbers_[gram[0]]);
  for (size_t i = 1; i < gram.size(); ++i) range = narrowed(range, i - 1, numbers_[gram[i]]);
  return range;
}

uint32_t DocumentModel::count(std::u32string_view gram) const { return gram.empty() || gram.size() > kOrder ? 0 : of(gram).count(); }

bool DocumentModel::is_traditional() const {
  constexpr size_t kLookedAt = 20'000, kOneIn = 12;   // characters; of Han that have a simpler form, in traditional text about one in three
  if (!traditional_) {
    size_t han = 0, traditional = 0;
    for (size_t i = 0; i < text_.size() && han < kLookedAt; ++i) {
      if (!is_han(text_[i])) continue;
      ++han;
      traditional += zh_simplified(text_[i]) != text_[i];
    }
    traditional_ = traditional * kOneIn > han;
  }
  return *traditional_;
}

uint32_t DocumentModel::word_count(std::u32string_view word) const {
  const auto found = words_.find(std::u32string(word));
  return found == words_.end() ? 0 : found->second;
}

double DocumentModel::log_probability(std::u32string_view text, size_t from) const {
  const double kinds = static_cast<double>(standings_.size() - 1);
  std::array<Range, kOrder> before{};   // by length: the sequences that end before the character
  for (size_t n = 1; n < kOrder && n <= from; ++n) before[n] = of(text.substr(from - n, n));
  double sum = 0;
  for (size_t j = from; j < text.size(); ++j) {
    const uint16_t own = numbers_[text[j]];
    std::array<Range, kOrder> with{};
    with[1] = of(own);
    double p = kUniform;
    if (total_ > 0) p = (with[1].count() + kinds * p) / (total_ + kinds);
    for (size_t n = 1; n < kOrder && n <= j; ++n) {
      const uint32_t followers = n == 1 ? standings_[numbers_[text[j - 1]]].followers : this->followers(before[n], n - 1);
      if (followers == 0) break;   // of a longer one there are none either
      const Range whole = narrowed(before[n], n - 1, own);
      p = (whole.count() + followers * p) / (static_cast<double>(before[n].count()) + followers);
      if (n + 1 < kOrder) with[n + 1] = whole;
    }
    before = with;
    sum += std::log(p);
  }
  return sum;
}

uint32_t DocumentModel::echo(std::u32string_view left, std::u32string_view reading, std::u32string_view right) const {
  // A reading of its own may be repeated with context on one side only; nothing is repeated between two neighbours.
  std::u32string core(reading);
  if (core.empty()) {
    if (left.empty() || right.empty()) return 0;
    core = {left.back(), right.front()};
    left.remove_suffix(1);
    right.remove_prefix(1);
  }
  const uint32_t within = reading.empty() ? 2 : 0;
  // Look where its rarest character stands.
  const Standing* rarest = nullptr;
  size_t shift = 0;
  for (size_t i = 0; i < core.size(); ++i) {
    const Standing& found = standings_[numbers_[core[i]]];
    if (found.count == 0) return 0;
    if (rarest == nullptr || found.count < rarest->count) {
      rarest = &found;
      shift = i;
    }
  }
  uint32_t best = 0;
  constexpr size_t kAhead = 8;   // places of a long text are far apart: they are fetched before they are wanted
  const std::span<const uint32_t> places(places_.data() + rarest->places, std::min(rarest->count, kMostPlaces));
  for (size_t n = 0; n < places.size(); ++n) {
    if (n + kAhead < places.size()) __builtin_prefetch(&text_[places[n + kAhead]]);
    const uint32_t place = places[n];
    if (place < shift || place - shift + core.size() > text_.size()) continue;
    const size_t begin = place - shift;
    if (text_.compare(begin, core.size(), core) != 0) continue;
    uint32_t before = 0, after = 0;
    while (before < kFarthest && before < left.size() && before < begin && text_[begin - 1 - before] == left[left.size() - 1 - before]) ++before;
    const size_t end = begin + core.size();
    while (after < kFarthest && after < right.size() && end + after < text_.size() && text_[end + after] == right[after]) ++after;
    best = std::max(best, before + after + within);
  }
  return best < 2 ? 0 : best;   // one character beside it is chance
}

}  // namespace jiaokan
