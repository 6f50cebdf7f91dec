#include "structure/keyword_runs.h"

#include <algorithm>

namespace jiaokan {

namespace {

// How many keywords the article has in English; 0: nobody can say.
size_t english_keywords(const StructureDraft& d) {
  constexpr size_t kMost = 12;
  for (size_t b = 0; b < d.blocks(); ++b) {
    LabelMatch label;
    const std::u32string_view text = d.block(b);
    if (d.use[b] == Use::reference || !match_label(text, label) || label.kind != LabelKind::keywords || label.lang != "en") continue;
    const std::u32string_view words = text.substr(label.content);
    for (const std::u32string_view signs : {U";；", U",，"}) {
      size_t count = 1;
      for (size_t i = 0; i + 2 < words.size(); ++i) count += signs.find(words[i]) != std::u32string_view::npos;
      if (count > 1) return count <= kMost ? count : 0;
    }
  }
  return 0;
}

// Keywords run together: cut where each part is a word of the article and what the cut parts never stands together in it. Where the other
// language says how many there are, as many, of which the fewest are no words of it elsewhere.
class RunTogether {
 public:
  RunTogether(const StructureDraft& d, const std::vector<Span>& runs) : d_(d), runs_(runs) {}

  std::vector<Span> parted(size_t wanted) const {
    constexpr uint32_t kSuspect = 8;
    std::vector<Span> out;
    for (const Span run : runs_) {
      std::vector<Span> parts;
      if (run.size() >= kSuspect && runs_.size() <= 8) {
        parts = fewest(run);
        if (runs_.size() == 1 && wanted > 1 && wanted != parts.size())
          if (const std::vector<Span> counted = as_many(run, wanted); !counted.empty()) parts = counted;
      }
      if (parts.size() < 2) out.push_back(run);
      else out.insert(out.end(), parts.begin(), parts.end());
    }
    return out;
  }

 private:
  static constexpr uint32_t kShortest = 2, kLongest = 14;

  // Outside these keywords.
  bool elsewhere(Span s) const {
    const std::u32string_view chars = d_.text.chars, part = d_.view(s);
    for (size_t at = chars.find(part); at != std::u32string_view::npos; at = chars.find(part, at + 1))
      if (at >= runs_.back().end || at + part.size() <= runs_.front().begin) return true;
    return false;
  }

  bool may_cut(Span run, uint32_t at) const { return at == 0 || !elsewhere({run.begin + at - 1, run.begin + at + 1}); }

  // Empty: there is no way.
  std::vector<Span> fewest(Span run) const {
    std::vector<uint32_t> parts(run.size() + 1, 0), from(run.size() + 1, 0);   // up to i; 0 where there is no way
    for (uint32_t i = kShortest; i <= run.size(); ++i)
      for (uint32_t size = kShortest; size <= std::min(kLongest, i); ++size) {
        const uint32_t begin = i - size;
        if (begin > 0 && parts[begin] == 0) continue;
        if (parts[i] != 0 && parts[begin] + 1 >= parts[i]) continue;
        if (!may_cut(run, begin) || !elsewhere({run.begin + begin, run.begin + i})) continue;
        parts[i] = parts[begin] + 1;
        from[i] = begin;
      }
    std::vector<Span> out;
    if (parts.back() > 0)
      for (uint32_t i = run.size(); i > 0; i = from[i]) out.insert(out.begin(), {run.begin + from[i], run.begin + i});
    return out;
  }

  std::vector<Span> as_many(Span run, size_t wanted) const {
    constexpr uint32_t kNoWay = 1000, kUnknown = 4;   // a part that stands nowhere else; one of two characters counts one
    const uint32_t n = run.size();
    std::vector<std::vector<uint32_t>> cost(wanted + 1, std::vector<uint32_t>(n + 1, kNoWay)), from(wanted + 1, std::vector<uint32_t>(n + 1, 0));
    cost[0][0] = 0;
    for (size_t k = 1; k <= wanted; ++k)
      for (uint32_t i = kShortest; i <= n; ++i)
        for (uint32_t size = kShortest; size <= std::min(kLongest, i); ++size) {
          const uint32_t begin = i - size;
          if (cost[k - 1][begin] == kNoWay || !may_cut(run, begin)) continue;
          const uint32_t sum = cost[k - 1][begin] + (elsewhere({run.begin + begin, run.begin + i}) ? 0 : kUnknown) + (size == kShortest);
          if (sum >= cost[k][i]) continue;
          cost[k][i] = sum;
          from[k][i] = begin;
        }
    std::vector<Span> out;
    if (cost[wanted][n] == kNoWay) return out;
    for (size_t k = wanted, i = n; k > 0; i = from[k--][i]) out.insert(out.begin(), {run.begin + from[k][i], run.begin + static_cast<uint32_t>(i)});
    return out;
  }

  const StructureDraft& d_;
  const std::vector<Span>& runs_;
};

}  // namespace

std::vector<Span> part_keywords(const StructureDraft& d, const std::vector<Span>& runs) { return RunTogether(d, runs).parted(english_keywords(d)); }

}  // namespace jiaokan
