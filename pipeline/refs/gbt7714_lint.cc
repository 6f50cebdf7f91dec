// A printed reference laid beside the text of the standard. Widths, spaces and the look-alikes of the dash are no difference.
#include <algorithm>

#include "lang/script.h"
#include "refs/fold.h"
#include "refs/gbt7714.h"

namespace jiaokan {

namespace {

struct Skeleton {
  std::u32string text;
  std::vector<uint32_t> at;   // of each character in the printed text; one more for the end
};

Skeleton skeleton_of(std::u32string_view text) {
  constexpr std::u32string_view kDashes = U"-‐‑–—―−⁃", kQuotes = U"“”\"„", kMarks = U"‘’'", kDots = U"·•・‧∙⋅";
  const std::u32string folded = fold_reference(text);
  Skeleton out;
  for (uint32_t i = 0; i < folded.size(); ++i) {
    char32_t c = folded[i];
    if (is_space(c)) continue;
    if (kDashes.find(c) != std::u32string_view::npos) c = U'-';
    else if (kQuotes.find(c) != std::u32string_view::npos) c = U'"';
    else if (kMarks.find(c) != std::u32string_view::npos) c = U'\'';
    else if (kDots.find(c) != std::u32string_view::npos) c = U'·';
    out.text.push_back(c);
    out.at.push_back(i);
  }
  out.at.push_back(static_cast<uint32_t>(text.size()));
  return out;
}

constexpr size_t kLongest = 1500;   // beyond it the work is not worth the memory, and the whole rest is one departure

}  // namespace

std::vector<Departure> departures(std::u32string_view printed, std::u32string_view standard) {
  const Skeleton a = skeleton_of(printed), b = skeleton_of(standard);
  size_t head = 0, tail = 0;
  const size_t shorter = std::min(a.text.size(), b.text.size());
  while (head < shorter && a.text[head] == b.text[head]) ++head;
  while (tail < shorter - head && a.text[a.text.size() - 1 - tail] == b.text[b.text.size() - 1 - tail]) ++tail;
  const size_t n = a.text.size() - head - tail, m = b.text.size() - head - tail;
  std::vector<Departure> out;
  if (n == 0 && m == 0) return out;
  const auto put = [&](size_t from_a, size_t to_a, size_t from_b, size_t to_b) {
    const auto span = [](const Skeleton& s, size_t from, size_t to) { return from == to ? Span{s.at[from], s.at[from]} : Span{s.at[from], s.at[to - 1] + 1}; };
    out.push_back({span(a, from_a, to_a), span(b, from_b, to_b)});
  };
  if (n > kLongest || m > kLongest) {
    put(head, head + n, head, head + m);
    return out;
  }
  // Longest common subsequence from the end, so that the walk goes forward.
  std::vector<uint16_t> common((n + 1) * (m + 1), 0);
  const auto at = [&](size_t i, size_t j) -> uint16_t& { return common[i * (m + 1) + j]; };
  for (size_t i = n; i-- > 0;)
    for (size_t j = m; j-- > 0;)
      at(i, j) = a.text[head + i] == b.text[head + j] ? static_cast<uint16_t>(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
  size_t i = 0, j = 0;
  while (i < n || j < m) {
    const size_t i0 = i, j0 = j;
    while (i < n || j < m) {
      if (i < n && j < m && a.text[head + i] == b.text[head + j]) break;
      if (j == m || (i < n && at(i + 1, j) >= at(i, j + 1))) ++i;
      else ++j;
    }
    if (i > i0 || j > j0) put(head + i0, head + i, head + j0, head + j);
    while (i < n && j < m && a.text[head + i] == b.text[head + j]) ++i, ++j;
  }
  return out;
}

}  // namespace jiaokan
