#include "reconcile/evidence_document.h"

#include <algorithm>
#include <cmath>

#include "lang/script.h"
#include "lang/zh/characters.h"
#include "reconcile/passages.h"

namespace jiaokan {

namespace {

constexpr double kUniform = 1.0 / 6000;    // a character that the document never had
constexpr uint32_t kFarthest = 8;          // characters of context that an echo counts on each side
constexpr size_t kVeryLong = 1'000'000;   // characters: then sequences of three are counted
constexpr size_t kMostPlaces = 300;        // at which an echo is looked for
constexpr uint64_t kSeed = 0x9E3779B97F4A7C15ULL;

}  // namespace

uint64_t DocumentModel::extend(uint64_t key, char32_t c) {
  key = (key ^ c) * 0xD6E8FEB86659FD93ULL;
  return key ^ (key >> 32);
}

DocumentModel::Slot& DocumentModel::claim(uint64_t key) {
  const size_t mask = slots_.size() - 1;
  size_t at = key & mask;
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
  if (slots_[at].key == 0) {
    if (++used_ * 10 > slots_.size() * 7) {
      grow();
      return claim(key);
    }
    slots_[at].key = key;
  }
  return slots_[at];
}

void DocumentModel::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old)
    if (slot.key != 0) claim(slot.key) = slot;
}

const DocumentModel::Slot* DocumentModel::find(uint64_t key) const {
  const size_t mask = slots_.size() - 1;
  size_t at = key & mask;
  while (slots_[at].key != 0) {
    if (slots_[at].key == key) return &slots_[at];
    at = (at + 1) & mask;
  }
  return nullptr;
}

DocumentModel::DocumentModel(std::u32string text) : text_(std::move(text)) {
  if (text_.size() > kVeryLong) order_ = 3;
  // Room for what a text has at most; in a very long one most sequences have been met before.
  size_t size = 1024;
  while (size < (text_.size() > kVeryLong ? text_.size() / 2 : text_.size() * 2)) size *= 2;
  slots_.resize(size);
  constexpr size_t kAhead = 16;   // characters: slots of the longest sequences are fetched before they are wanted
  const bool fetch = text_.size() > kVeryLong;
  for (size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == U'\0') continue;
    if (fetch && i + kAhead + order_ < text_.size()) {
      uint64_t ahead = kSeed;
      for (size_t k = 0; k < order_; ++k) ahead = extend(ahead, text_[i + kAhead + k]);
      __builtin_prefetch(&slots_[ahead & (slots_.size() - 1)], 1);
    }
    Standing& standing = places_[text_[i]];
    if (standing.count++ < kMostPlaces) standing.first.push_back(static_cast<uint32_t>(i));
    uint64_t key = kSeed;
    uint64_t shorter = 0;
    for (size_t k = 0; k < order_ && i + k < text_.size() && text_[i + k] != U'\0'; ++k) {
      key = extend(key, text_[i + k]);
      Slot& slot = claim(key);
      if (slot.count++ == 0) {
        if (k == 0) ++kinds_;
        else ++claim(shorter).followers;
      }
      shorter = key;
      if (k > 0 && text_[i + k] == kEdge) break;   // what comes behind is another passage
    }
    ++total_;
  }
  for (size_t i = 0; i < text_.size();) {
    size_t end = i;
    while (end < text_.size() && is_latin_letter(text_[end])) ++end;
    const bool whole = (i == 0 || text_[i - 1] != U'\0') && (end == text_.size() || text_[end] != U'\0');   // not cut by a dispute
    if (end > i && whole) ++words_[text_.substr(i, end - i)];
    i = std::max(end, i + 1);
  }
}

uint32_t DocumentModel::count(std::u32string_view gram) const {
  uint64_t key = kSeed;
  for (const char32_t c : gram) key = extend(key, c);
  const Slot* slot = find(key);
  return slot == nullptr ? 0 : slot->count;
}

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
  double sum = 0;
  for (size_t j = from; j < text.size(); ++j) {
    double p = kUniform;
    if (total_ > 0) p = (count(text.substr(j, 1)) + kinds_ * p) / (static_cast<double>(total_) + kinds_);
    for (size_t n = 1; n < order_ && n <= j; ++n) {
      uint64_t key = kSeed;
      for (size_t i = j - n; i < j; ++i) key = extend(key, text[i]);
      const Slot* context = find(key);
      if (context == nullptr || context->followers == 0) break;
      const Slot* whole = find(extend(key, text[j]));
      p = ((whole == nullptr ? 0 : whole->count) + context->followers * p) / (static_cast<double>(context->count) + context->followers);
    }
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
    const auto found = places_.find(core[i]);
    if (found == places_.end()) return 0;
    if (rarest == nullptr || found->second.count < rarest->count) {
      rarest = &found->second;
      shift = i;
    }
  }
  uint32_t best = 0;
  constexpr size_t kAhead = 8;   // places of a long text are far apart: they are fetched before they are wanted
  const std::vector<uint32_t>& places = rarest->first;
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
