// Labels of headings that lost a sign or got one too many, and headings that lost their number.
#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "structure/headings.h"

namespace jiaokan {

namespace {

constexpr Scheme kByDepth[] = {Scheme::none, Scheme::decimal1, Scheme::decimal2, Scheme::decimal3, Scheme::decimal4};

bool begins_title(std::u32string_view text, uint32_t at) { return at + 1 < text.size() && (is_letter(text[at]) || is_opening(text[at])); }

// 3. 1. 1 节点生成, 4 2封闭式问题: several numbers with spaces between, where they go on.
bool read_spaced(std::u32string_view text, const HeadingNumber& before, const HeadingNumber& next, HeadingLabel& label) {
  HeadingNumber number;
  uint32_t at = 0, end = 0;
  while (at < text.size() && is_digit(text[at]) && number.depth < 4) {
    uint32_t value = 0, digits = 0;
    for (; at < text.size() && is_digit(text[at]) && digits < 3; ++digits) value = value * 10 + (fold(text[at++]) - U'0');
    if (digits > 2) return false;
    number.n[number.depth++] = value;
    end = at;
    while (at < text.size() && (is_space(text[at]) || fold(text[at]) == U'.')) ++at;
  }
  if (number.depth < 2 || !begins_title(text, at)) return false;
  // Where no number stands above it, it must be the first, and the second below it.
  const bool first = before.depth == 0 && number.n[number.depth - 1] == 1 && number.leads_to(next) && next.depth == number.depth;
  if (!first && (before.depth == 0 || !before.leads_to(number))) return false;
  label = {kByDepth[number.depth], number.n[number.depth - 1], {0, end}, at};
  return true;
}

}  // namespace

void read_damaged_label(std::u32string_view text, const HeadingNumber& before, const HeadingNumber& next, HeadingLabel& label) {
  if (read_spaced(text, before, next, label)) return;
  if (label.scheme != Scheme::none && label.scheme != Scheme::decimal1) return;
  uint32_t size = 0;
  uint32_t digits[3] = {0, 0, 0};
  while (size < text.size() && is_digit(text[size]) && size < 4) {
    if (size < 3) digits[size] = fold(text[size]) - U'0';
    ++size;
  }
  if (size == 0 || size > 3 || !begins_title(text, size)) return;
  const uint32_t top = before.n[0], following = top + 1;
  const auto take = [&](uint32_t depth, uint32_t number, uint32_t end) { label = {kByDepth[depth], number, {0, end}, end}; };
  const bool dimensions = size == 2 && text[2] == U'D' && (digits[1] == 2 || digits[1] == 3);   // 23D打印
  if (dimensions && digits[0] == following) return take(1, digits[0], 1);
  // 21A级数据 above 2.1: the first level, whose title begins with a digit.
  if (size == 2 && next.depth == 2 && next.n[0] == digits[0] && next.n[1] == digits[1] && digits[1] == 1 && digits[0] == following) return take(1, digits[0], 1);
  const uint32_t second = before.depth > 1 && digits[0] == top ? before.n[1] + 1 : 1;
  if (label.scheme == Scheme::decimal1) {
    // 12 may be 1.2 where no 12 is next.
    if (size == 2 && label.number != following && digits[0] == top && digits[1] == second) take(2, digits[1], 2);
    return;
  }
  if (size == 1 && (digits[0] == following || (before.depth == 0 && digits[0] == 0)) && text[1] != U'D') return take(1, digits[0], 1);
  // 41C级 above 5: nothing divides a 4.1, so the 1 is the title's.
  if (size == 2 && digits[0] == following && digits[1] == 1 && next.depth == 1 && next.n[0] == following + 1) return take(1, digits[0], 1);
  if (size == 2 && (digits[0] == top || digits[0] == following) && digits[1] == second) return take(2, digits[1], 2);
  const uint32_t third = before.depth > 2 ? before.n[2] + 1 : 1;
  if (size == 3 && digits[0] == top && before.depth > 1 && digits[1] == before.n[1] && digits[2] == third) take(3, digits[2], 3);
}

HeadingNumber heading_number(std::u32string_view label, Scheme scheme) {
  HeadingNumber out;
  const uint32_t depth = is_decimal(scheme) ? static_cast<uint32_t>(scheme) - static_cast<uint32_t>(Scheme::decimal2) + 2 : 1;
  uint32_t groups = 0;
  for (size_t i = 0; i < label.size(); ++i) groups += is_digit(label[i]) && (i == 0 || !is_digit(label[i - 1]));
  bool inside = false;
  for (const char32_t c : label) {
    if (!is_digit(c)) {
      inside = false;
      continue;
    }
    if (!inside || groups < depth) {
      if (out.depth == depth) break;
      ++out.depth;
    }
    inside = true;
    out.n[out.depth - 1] = out.n[out.depth - 1] * 10 + (fold(c) - U'0');
  }
  return out;
}

int level_between(const HeadingNumber& before, const HeadingNumber& after) {
  if (before.depth == 0 || after.depth == 0) return 0;
  uint32_t same = 0;
  while (same < before.depth && same < after.depth && before.n[same] == after.n[same]) ++same;
  const int own = static_cast<int>(before.depth);
  if (same == before.depth) {
    // Above the first of a level stands what divides with it; above the second, the first itself.
    return after.depth == same + 1 && after.n[same] <= 2 ? own + 1 : 0;
  }
  if (same == after.depth || after.n[same] <= before.n[same]) return 0;
  const uint32_t step = after.n[same] - before.n[same];
  if (after.depth == same + 2 && after.n[same + 1] == 1 && step == 1) return static_cast<int>(same) + 1;   // 1.3, it, 2.1: it was 2
  if (after.depth != same + 1) return 0;
  if (step == 2) return static_cast<int>(same) + 1;   // 2.1, it, 2.3
  if (step != 1) return 0;
  // 2.1, it, 3: it was 2.2. Between 2.1 and 2.2 it divides 2.1.
  return before.depth > same + 1 ? own : own + 1;
}

}  // namespace jiaokan
