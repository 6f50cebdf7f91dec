// A heading's number that an engine set as TeX: # $2 . 4$ 区域, # $1 . 2 . 1 \ C 4 . 5$ 决策树. The number is text; what stands behind it stays a formula.
#include <algorithm>

#include "clean/rules.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kSpacing[] = {U"\\ ", U"\\,", U"\\:", U"\\;", U"\\quad", U"~", U" "};

uint32_t skip_spacing(const std::u32string& chars, uint32_t i, uint32_t end) {
  for (size_t k = 0; k < std::size(kSpacing);) {
    if (i + kSpacing[k].size() <= end && chars.compare(i, kSpacing[k].size(), kSpacing[k]) == 0) {
      i += static_cast<uint32_t>(kSpacing[k].size());
      k = 0;
    } else {
      ++k;
    }
  }
  return i;
}

// The end of 2 . 4 at begin; begin when there is none.
uint32_t number_end(const std::u32string& chars, uint32_t begin, uint32_t end) {
  uint32_t done = begin, i = begin;
  for (int level = 0; level < 4; ++level) {
    const uint32_t digits = i;
    while (i < end && i - digits < 2 && is_ascii_digit(chars[i])) ++i;
    if (i == digits) break;
    done = i;
    while (i < end && chars[i] == U' ') ++i;
    if (i >= end || chars[i] != U'.') break;
    ++i;
    while (i < end && chars[i] == U' ') ++i;
  }
  return done;
}

}  // namespace

void free_heading_numbers(Witness& witness, Lines&) {
  size_t b = 0;   // marks and blocks both stand in the order of the text
  // Whether nothing of the mark is left.
  const auto frees = [&](Mark& mark) {
    while (b < witness.blocks.size() && witness.blocks[b].span.end <= mark.span.begin) ++b;
    if (b == witness.blocks.size() || witness.blocks[b].kind != BlockKind::heading || witness.blocks[b].level == 0) return false;
    uint32_t first = witness.blocks[b].span.begin;
    while (first < mark.span.begin && witness.role[first] != Role::text) ++first;
    if (first != mark.span.begin) return false;
    const uint32_t end = mark.span.end, label = number_end(witness.chars, first, end);
    const uint32_t rest = skip_spacing(witness.chars, label, end);
    const bool levels = std::find(witness.chars.begin() + first, witness.chars.begin() + label, U'.') != witness.chars.begin() + label;
    if (label == first || (rest < end && (!levels || rest == label))) return false;
    for (uint32_t i = first; i < label; ++i)
      if (is_space(witness.chars[i])) set_role(witness, {i, i + 1}, Role::gap, "tex-labels");
    set_role(witness, {label, rest}, Role::markup, "tex-labels");
    mark.span.begin = rest;
    mark.value = to_utf8(std::u32string_view(witness.chars).substr(rest, end - rest));
    return rest == end;
  };
  std::erase_if(witness.marks, [&](Mark& mark) { return mark.kind == MarkKind::formula && frees(mark); });
  const auto earlier = [](const Mark& x, const Mark& y) { return x.span.begin < y.span.begin; };
  if (!std::is_sorted(witness.marks.begin(), witness.marks.end(), earlier)) std::stable_sort(witness.marks.begin(), witness.marks.end(), earlier);
}

}  // namespace jiaokan
