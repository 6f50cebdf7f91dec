// What is counted in a text by other means than a table of all that stands there says the same as such a table.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>

#include "reconcile/evidence_document.h"
#include "reconcile/grams.h"
#include "reconcile/passages.h"

namespace jiaokan {
namespace {

constexpr size_t kOrder = 5;

std::u32string random_text(std::mt19937& random, size_t size, std::u32string_view signs) {
  std::u32string out;
  for (size_t i = 0; i < size; ++i) out.push_back(signs[random() % signs.size()]);
  return out;
}

// Witten and Bell's estimate, from all sequences of the text in a map.
class Naive {
 public:
  explicit Naive(const std::u32string& text) {
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == 0) continue;
      ++total_;
      for (size_t k = 1; k <= kOrder && i + k <= text.size() && text[i + k - 1] != 0; ++k) {
        ++times_[text.substr(i, k)];
        if (k > 1) next_[text.substr(i, k - 1)].insert(text[i + k - 1]);
        else kinds_.insert(text[i]);
        if (k > 1 && text[i + k - 1] == kEdge) break;
      }
    }
  }
  uint32_t count(const std::u32string& gram) const {
    const auto found = times_.find(gram);
    return found == times_.end() ? 0 : found->second;
  }
  double log_probability(const std::u32string& text, size_t from) const {
    double sum = 0;
    const double kinds = static_cast<double>(kinds_.size());
    for (size_t j = from; j < text.size(); ++j) {
      double p = 1.0 / 6000;
      if (total_ > 0) p = (count(text.substr(j, 1)) + kinds * p) / (total_ + kinds);
      for (size_t n = 1; n < kOrder && n <= j; ++n) {
        const auto followers = next_.find(text.substr(j - n, n));
        if (followers == next_.end()) break;
        const double different = static_cast<double>(followers->second.size());
        p = (count(text.substr(j - n, n + 1)) + different * p) / (count(text.substr(j - n, n)) + different);
      }
      sum += std::log(p);
    }
    return sum;
  }

 private:
  std::map<std::u32string, uint32_t> times_;
  std::map<std::u32string, std::set<char32_t>> next_;
  std::set<char32_t> kinds_;
  uint32_t total_ = 0;
};

TEST(CountedLaws, ADocumentIsAsProbableAsAllItsSequencesSay) {
  std::mt19937 random(7);
  const std::u32string signs = U"的的的是是不了人,。ab\U00020000\0" + std::u32string(1, kEdge) + std::u32string(1, U'\0');
  for (int round = 0; round < 60; ++round) {
    const std::u32string text = random_text(random, random() % 400, signs);
    const DocumentModel document(text);
    const Naive naive(text);
    for (int ask = 0; ask < 30; ++ask) {
      const std::u32string asked = random_text(random, 1 + random() % 8, signs + U"無");
      const size_t from = random() % asked.size();
      EXPECT_NEAR(document.log_probability(asked, from), naive.log_probability(asked, from), 1e-9);
      EXPECT_EQ(document.count(asked), asked.size() > kOrder ? 0 : naive.count(asked));
    }
  }
}

Places naive_grams(const std::u32string& a, const std::u32string& b, uint32_t k) {
  std::map<std::u32string, std::vector<uint32_t>> of_a, of_b;
  for (uint32_t i = 0; i + k <= a.size(); ++i) of_a[a.substr(i, k)].push_back(i);
  for (uint32_t i = 0; i + k <= b.size(); ++i) of_b[b.substr(i, k)].push_back(i);
  Places out;
  for (const auto& [gram, places] : of_a)
    if (const auto found = of_b.find(gram); places.size() == 1 && found != of_b.end() && found->second.size() == 1) out.emplace_back(places[0], found->second[0]);
  std::sort(out.begin(), out.end());
  return out;
}

TEST(CountedLaws, SharedGramsAreThoseThatStandOnceInEach) {
  std::mt19937 random(11);
  for (int round = 0; round < 40; ++round) {
    const std::u32string a = random_text(random, random() % 300, U"一二三四五"), b = random_text(random, random() % 300, U"一二三四五");
    for (const uint32_t k : {3U, 4U, 8U}) EXPECT_EQ(shared_unique_grams(a, 0, static_cast<uint32_t>(a.size()), b, 0, static_cast<uint32_t>(b.size()), k), naive_grams(a, b, k));
  }
}

TEST(CountedLaws, SharedGramsOfLongTextsAreTheSameRoomByRoom) {
  std::mt19937 random(13);
  std::u32string a = random_text(random, 60'000, U"一二三四五六七八九十"), b = a;
  for (size_t i = 0; i < b.size(); i += 50) b[i] = U'零';
  b += random_text(random, 20'000, U"一二三四五六七八九十");
  for (const uint32_t k : {4U, 5U, 16U}) EXPECT_EQ(shared_unique_grams(a, 0, static_cast<uint32_t>(a.size()), b, 0, static_cast<uint32_t>(b.size()), k), naive_grams(a, b, k));
}

}  // namespace
}  // namespace jiaokan
