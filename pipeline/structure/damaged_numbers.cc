#include "structure/damaged_numbers.h"

#include <string>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/witness.h"

namespace jiaokan {

namespace {

// 16-2 where 17 to 20 are cited nowhere else: 16-20, for the end has lost a digit. 3-39 where 35 to 38 are cited nowhere else: 35-39.
Span mended_range(uint32_t from, uint32_t to, const KnownNumbers& known) {
  const auto part_of = [](uint32_t part, uint32_t whole) {
    const std::string digits = std::to_string(part), all = std::to_string(whole);
    size_t at = 0;
    for (const char c : all) at += at < digits.size() && digits[at] == c ? 1 : 0;
    return at == digits.size();
  };
  const auto lost = [&](uint32_t n) { return n >= 1 && n <= known.last && known.cited.count(n) == 0; };
  if (to > from && to - from <= kWidestMended) return {from, to};
  uint32_t end = from, begin = to;
  while (end - from < kWidestMended && lost(end + 1)) ++end;
  while (to > from && to - begin < kWidestMended && lost(begin - 1)) --begin;
  if (to <= from && end > from && part_of(to, end)) return {from, end};
  // 21-4 where 24 is cited nowhere else: the first digit of the end is lost.
  const uint32_t next = from / 10 * 10 + to % 10 + (to % 10 > from % 10 ? 0 : 10);
  if (to <= from && to < 10 && lost(next) && next - from <= kWidestMended) return {from, next};
  if (to > from && begin < to && part_of(from, begin)) return {begin, to};
  return {0, 0};
}

// Where a number can be cut into two of the list that rise.
std::vector<Span> cuts_of(uint32_t number, const KnownNumbers& known) {
  std::vector<Span> out;
  const std::string digits = std::to_string(number);
  for (size_t cut = 1; cut < digits.size(); ++cut) {
    const uint32_t from = static_cast<uint32_t>(std::stoul(digits.substr(0, cut))), to = static_cast<uint32_t>(std::stoul(digits.substr(cut)));
    if (digits[cut] != '0' && from < to && to <= known.last && known.lists({from, to})) out.push_back({from, to});
  }
  return out;
}

// [67,13,16] of 40: each that is none of the list is two, where that can be in one way only.
std::vector<uint32_t> lost_commas(const std::vector<uint32_t>& numbers, const KnownNumbers& known) {
  std::vector<uint32_t> out;
  for (size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] <= known.last) {
      out.push_back(numbers[i]);
      continue;
    }
    std::vector<Span> cuts = cuts_of(numbers[i], known);
    std::erase_if(cuts, [&](Span cut) { return (!out.empty() && cut.begin <= out.back()) || (i + 1 < numbers.size() && cut.end >= numbers[i + 1]); });
    if (cuts.size() != 1) return {};
    out.push_back(cuts[0].begin);
    out.push_back(cuts[0].end);
  }
  return known.lists(out) ? out : std::vector<uint32_t>{};
}

}  // namespace

std::vector<uint32_t> mended_numbers(std::u32string_view inside, const KnownNumbers& known) {
  constexpr uint32_t kFirstYear = 1500, kLastYear = 2099, kThousand = 1000;
  std::vector<uint32_t> out;
  uint32_t from = 0;
  for (size_t i = 0; i < inside.size();) {
    uint32_t value = 0;
    size_t end = i;
    const auto digit = [&](size_t k) { return inside[k] == U'l' || inside[k] == U'I' ? 1U : is_digit(inside[k]) ? fold(inside[k]) - U'0' : 10U; };
    for (; end < inside.size() && digit(end) < 10 && end < i + 4; ++end) value = value * 10 + digit(end);
    if (end == i || value == 0) return {};
    const Span run = from == 0 ? Span{value, value} : mended_range(from, value, known);
    if (run.begin == 0) return {};
    if (from != 0) out.pop_back();
    for (uint32_t n = run.begin; n <= run.end; ++n) out.push_back(n);
    if (end == inside.size()) break;
    const bool range = std::u32string_view(U"-–—~～").find(inside[end]) != std::u32string_view::npos;
    if (!range && std::u32string_view(U",，、").find(inside[end]) == std::u32string_view::npos) return {};
    from = range ? value : 0;
    i = end + 1;
    if (i == inside.size()) return {};
  }
  const bool two = out.size() == 1 && out[0] >= kThousand && (out[0] < kFirstYear || out[0] > kLastYear);
  if (!two && out.size() > 1 && !known.lists(out)) return lost_commas(out, known);
  return two || known.lists(out) ? out : std::vector<uint32_t>{};
}

// [46] where the list ends at 36 and the row has come to 3: [4-6], a range that goes on from what is cited. [425] where it ends at 29 and the
// row has come to 24: [4,25]. Else neighbours where the digits can be cut in one way only: [34] of 18 is [3,4]; or two that are cited elsewhere,
// where no list is so long that the number itself may be lost: [616] of 40.
std::vector<uint32_t> lost_sign(const std::vector<uint32_t>& numbers, uint32_t highest, const KnownNumbers& known) {
  if (numbers.size() != 1) return lost_commas(numbers, known);
  if (numbers[0] <= known.last) return {};
  const std::vector<Span> cuts = cuts_of(numbers[0], known);
  for (const Span cut : cuts) {
    if (cut.begin > highest + 1 || cut.end < highest || cut.end - cut.begin > kWidestMended) continue;
    std::vector<uint32_t> out;
    for (uint32_t n = cut.begin; n <= cut.end; ++n) out.push_back(n);
    return known.lists(out) ? out : std::vector<uint32_t>{};
  }
  for (const Span cut : cuts)
    if (cut.begin <= highest && cut.end == highest + 1) return {cut.begin, cut.end};
  constexpr uint32_t kHundred = 100;
  const bool sure = cuts.size() == 1 && (cuts[0].end == cuts[0].begin + 1 || (numbers[0] >= kHundred && known.last < kHundred && known.cited.count(cuts[0].begin) != 0 && known.cited.count(cuts[0].end) != 0));
  return sure ? std::vector<uint32_t>{cuts[0].begin, cuts[0].end} : std::vector<uint32_t>{};
}

}  // namespace jiaokan
