#include "lang/zh/prose_marks.h"

#include <algorithm>
#include <cmath>

#include "lang/script.h"
#include "lang/zh/characters.h"

namespace jiaokan {

namespace {

// A line of the table has the weights of kProseRowsInLine rows.
constexpr char kTable[][kProseRowsInLine * kProseMarks + 1] = {
#include "lang/zh/prose_marks.inc"
};

constexpr int8_t kNoLetter = -128;
constexpr auto kStepsOf = [] {   // of each letter of the table
  std::array<int8_t, 128> out{};
  out.fill(kNoLetter);
  for (size_t i = 0; i < kWeightLetters.size(); ++i) out[static_cast<unsigned char>(kWeightLetters[i])] = static_cast<int8_t>(static_cast<int>(i) - static_cast<int>(kWeightLetters.size() / 2));
  return out;
}();

// What the side of a gap looks like: its nearest characters, and where its next marks stand.
struct Side {
  char32_t near[3] = {0, 0, 0};          // digits as 0, Latin letters as a, Han simplified; 0 beyond the edge
  uint32_t marks[2] = {0, 0};            // kinds of the next two marks; kAtEdge where the paragraph ends before
  uint32_t distance[2] = {0, 0};         // characters to each
  uint32_t to_stop = 0;                  // characters to the next stop or edge
};
constexpr uint32_t kAtEdge = 7, kBeyond = 8;

char32_t class_of(char32_t c) {
  if (is_digit(c)) return U'0';
  if (is_latin_letter(c)) return U'a';
  return zh_simplified(c);
}

// In numbers and Latin words a dot, a comma or a colon is a character like others.
bool is_mark(std::u32string_view text, size_t i) {
  if (prose_mark(text[i]) == ProseMark::none) return false;
  if (i == 0 || i + 1 == text.size()) return true;
  return !(is_ascii_sign(text[i - 1]) && is_ascii_sign(text[i + 1]));
}

// `at(k)`: the place of the k-th character from the gap.
template <typename At>
Side side_of(std::u32string_view text, At at) {
  Side side;
  uint32_t seen = 0, marks = 0;
  bool stopped = false;
  for (size_t k = 0; k < std::min(text.size(), kProseReach); ++k) {
    const size_t i = at(k);
    if (is_space(text[i])) continue;
    if (is_mark(text, i)) {
      const ProseMark mark = prose_mark(text[i]);
      if (marks < 2) side.marks[marks] = static_cast<uint32_t>(mark), side.distance[marks++] = seen;
      if (!stopped && (mark == ProseMark::stop || mark == ProseMark::question)) side.to_stop = seen, stopped = true;
      if (marks == 2 && stopped) break;
      continue;
    }
    if (seen < 3 && marks == 0) side.near[seen] = class_of(text[i]);
    ++seen;
  }
  const uint32_t end = text.size() > kProseReach ? kBeyond : kAtEdge;
  for (; marks < 2; ++marks) side.marks[marks] = end, side.distance[marks] = seen;
  if (!stopped) side.to_stop = seen;
  return side;
}

uint32_t bucket(uint32_t distance) {
  constexpr uint32_t kEnds[] = {0, 1, 2, 3, 4, 5, 7, 9, 12, 16, 22, 32};
  return static_cast<uint32_t>(std::lower_bound(std::begin(kEnds), std::end(kEnds), distance) - std::begin(kEnds));
}

uint32_t row_of(uint32_t kind, uint32_t a, uint32_t b = 0, uint32_t c = 0) {
  uint64_t h = kind * 0x9E3779B97F4A7C15ULL;
  for (const uint32_t part : {a, b, c}) h = (h ^ part) * 0xBF58476D1CE4E5B9ULL, h ^= h >> 29;
  return static_cast<uint32_t>(h >> 20) % kProseRows;
}

}  // namespace

ProseMark prose_mark(char32_t folded) {
  switch (folded) {
    case U',': return ProseMark::comma;
    case U'.': return ProseMark::stop;
    case U'、': return ProseMark::pause;
    case U';': return ProseMark::semicolon;
    case U':': return ProseMark::colon;
    case U'?': case U'!': case U'？': case U'！': return ProseMark::question;
    default: return ProseMark::none;
  }
}

void prose_features(std::u32string_view left, std::u32string_view right, std::vector<uint32_t>& out) {
  const Side l = side_of(left, [&](size_t k) { return left.size() - 1 - k; }), r = side_of(right, [](size_t k) { return k; });
  out = {row_of(0, 0),
         row_of(1, l.near[0]), row_of(2, l.near[0], l.near[1]),
         row_of(4, r.near[0]), row_of(5, r.near[0], r.near[1]),
         row_of(7, l.near[0], r.near[0]),
         row_of(8, l.marks[0], bucket(l.distance[0])), row_of(9, r.marks[0], bucket(r.distance[0])),
         row_of(10, l.marks[0], r.marks[0]), row_of(11, l.marks[0], l.marks[1], r.marks[0]),
         row_of(12, bucket(l.to_stop)), row_of(13, bucket(r.to_stop)),
         row_of(14, bucket(l.distance[0]), bucket(r.distance[0]), l.marks[0]),
         row_of(15, bucket(l.distance[0]), bucket(l.distance[1] - l.distance[0]), l.marks[0]),
         row_of(16, r.near[0], l.marks[0]), row_of(17, r.near[0], r.near[1], l.marks[0])};
}

std::array<double, kProseMarks> zh_prose_marks(std::u32string_view left, std::u32string_view right) {
  thread_local std::vector<uint32_t> rows;
  prose_features(left, right, rows);
  std::array<double, kProseMarks> out{};
  for (const uint32_t row : rows) {
    const char* const weights = kTable[row / kProseRowsInLine] + row % kProseRowsInLine * kProseMarks;
    for (size_t k = 0; k < kProseMarks; ++k) out[k] += kWeightStep * kStepsOf[static_cast<unsigned char>(weights[k])];
  }
  double sum = 0;
  for (const double z : out) sum += std::exp(z);
  for (double& z : out) z -= std::log(sum);
  return out;
}

}  // namespace jiaokan
