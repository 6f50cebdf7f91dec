// The terms about marks, numbers and characters that cannot be right where they stand.
#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/evidence.h"

namespace jiaokan {

namespace {

struct Pair {
  char32_t open, close;
};
constexpr Pair kPairs[] = {{U'“', U'”'}, {U'‘', U'’'}, {U'（', U'）'}, {U'《', U'》'}, {U'〈', U'〉'}, {U'「', U'」'}, {U'『', U'』'}, {U'[', U']'}, {U'【', U'】'}};
constexpr uint32_t kFarthest = 1500;   // characters of a paragraph looked at on each side

// Width is no matter here.
char32_t plain(char32_t c) {
  switch (c) {
    case U'(': return U'（';
    case U')': return U'）';
    case U'［': case U'〔': return U'[';
    case U'］': case U'〕': return U']';
    case U'＂': return U'"';
    default: return c;
  }
}

bool is_paired(char32_t c) {
  c = plain(c);
  if (c == U'"') return true;
  return std::any_of(std::begin(kPairs), std::end(kPairs), [c](const Pair& p) { return p.open == c || p.close == c; });
}

// Quotes and brackets without a partner.
int unpaired(std::u32string_view left, std::u32string_view reading, std::u32string_view right) {
  int open[std::size(kPairs)] = {};
  int lost = 0, straight = 0;
  char32_t before = 0;
  for (const std::u32string_view part : {left, reading, right}) {
    for (const char32_t raw : part) {
      const char32_t c = plain(raw);
      if (c == U'"') ++straight;
      for (size_t k = 0; k < std::size(kPairs); ++k) {
        if (c == kPairs[k].open) ++open[k];
        if (c == kPairs[k].close) {
          if (c == U'’' && is_latin_letter(before)) continue;   // an apostrophe
          if (open[k] > 0) --open[k];
          else ++lost;
        }
      }
      before = raw;
    }
  }
  for (const int n : open) lost += n;
  return lost + straight % 2;
}

// The end of a run of digits that begins at `at`.
size_t digits_end(std::u32string_view text, size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// Years, months and days that no calendar has, and letters that stand for digits.
int impossible(std::u32string_view text) {
  int count = 0;
  for (size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      const bool between = i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
      if (between && std::u32string_view(U"olis").find(text[i]) != std::u32string_view::npos) ++count;
      ++i;
      continue;
    }
    const size_t end = digits_end(text, i);
    const size_t size = end - i;
    unsigned value = 0;
    for (size_t k = i; k < end && size <= 6; ++k) value = value * 10 + static_cast<unsigned>(text[k] - U'0');
    const char32_t unit = end < text.size() ? text[end] : 0;
    if (unit == U'年' && size == 4 && (value < 1000 || value > 2040)) ++count;
    if (unit == U'年' && size > 4) ++count;
    if (unit == U'月' && size <= 3 && (value < 1 || value > 12)) ++count;
    if (unit == U'日' && size <= 3 && (value < 1 || value > 31)) ++count;
    i = end;
  }
  return count;
}

}  // namespace

void measure_marks(const Locus& locus, const Draft& draft, size_t index, std::vector<Values>& values) {
  const bool concerns = std::any_of(locus.readings.begin(), locus.readings.end(),
                                    [](const Reading& r) { return std::any_of(r.text.begin(), r.text.end(), is_paired); });
  if (!concerns) return;
  const Span span = draft.loci[index];
  uint32_t begin = 0, end = static_cast<uint32_t>(draft.chars.size());
  const auto next = std::upper_bound(draft.paragraphs.begin(), draft.paragraphs.end(), span.begin);
  if (next != draft.paragraphs.begin()) begin = *std::prev(next);
  const auto after = std::lower_bound(draft.paragraphs.begin(), draft.paragraphs.end(), std::max(span.end, span.begin + 1));
  if (after != draft.paragraphs.end()) end = *after;
  begin = std::max(begin, span.begin - std::min(span.begin, kFarthest));
  end = std::min(end, span.end + kFarthest);
  const std::u32string_view chars = draft.chars;
  // A paragraph in which many others have no partner says little about these.
  std::vector<int> alone;
  for (const Reading& reading : locus.readings)
    alone.push_back(unpaired(chars.substr(begin, span.begin - begin), reading.text, chars.substr(span.end, end - span.end)));
  const int least = *std::min_element(alone.begin(), alone.end());
  const bool quotes = std::any_of(locus.readings.begin(), locus.readings.end(), [](const Reading& r) { return r.text.find_first_of(U"“”‘’《》「」『』") != std::u32string::npos; });
  for (size_t r = 0; r < locus.readings.size(); ++r) values[r][quotes ? TermId::balance : TermId::brackets] = -std::min(3.0, static_cast<double>(alone[r] - least) / (1 + least));
}

void measure_numbers(const Locus& locus, const Surroundings& around, std::vector<Values>& values) {
  const bool concerns = std::any_of(locus.readings.begin(), locus.readings.end(),
                                    [](const Reading& r) { return std::any_of(r.text.begin(), r.text.end(), is_digit); });
  if (!concerns) return;
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    std::u32string text(around.folded_left);
    text += folded(locus.readings[r].text);
    text += around.folded_right;
    values[r][TermId::dates] = -std::min(3, impossible(text));
  }
}

}  // namespace jiaokan
