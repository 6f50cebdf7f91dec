// The number of a heading or a caption that an engine set as TeX: # $2 . 4$ 区域, # $1 . 2 . 1 \ C 4 . 5$ 决策树, 表 $\textit { 2 } \ c _ { B }$ 的影响. The
// number is text; what stands behind it stays a formula.
#include <algorithm>

#include "clean/rules.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kOperators[] = {U"times", U"pm", U"sim", U"le", U"ge", U"cdot", U"div", U"approx", U"to", U"%", U"mathrm", U"text", U"mu", U"circ"};
constexpr std::u32string_view kSpacing[] = {U"\\ :", U"\\ ", U"\\,", U"\\:", U"\\;", U"\\quad", U"~", U" "};

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

// The number becomes text, what stands before and behind it markup; true when nothing of the mark is left.
bool free_number(Witness& witness, Mark& mark, Span number, uint32_t rest) {
  set_role(witness, {mark.span.begin, number.begin}, Role::markup, "tex-labels");
  for (uint32_t i = number.begin; i < number.end; ++i)
    if (is_space(witness.chars[i])) set_role(witness, {i, i + 1}, Role::gap, "tex-labels");
  const bool apart = number.end < rest && witness.chars[number.end] == U' ';   // what stands behind is no part of the number
  if (apart) set_role(witness, {number.end, number.end + 1}, Role::space, "tex-labels");
  set_role(witness, {number.end + (apart ? 1U : 0U), rest}, Role::markup, "tex-labels");
  const uint32_t end = mark.span.end;
  mark.span.begin = rest;
  mark.value = to_utf8(std::u32string_view(witness.chars).substr(rest, end - rest));
  return rest == end;
}

// 图 $1 4 \lambda _ { 2 }$ 准则对比, 表 $\textit { 2 } \ c _ { B }$: the digits at the formula's head, where the word of a caption begins the block. False
// when there are none, or they are a quantity.
bool frees_caption(Witness& witness, const Block& block, Mark& mark) {
  constexpr std::u32string_view kWrapped[] = {U"\\textit {", U"\\textbf {", U"\\mathrm {", U"\\mathbf {", U"\\mathit {"};
  constexpr uint32_t kLongestWord = 8, kMostDigits = 2;
  const std::u32string& chars = witness.chars;
  std::u32string head;   // of its line: a picture may stand above it
  for (uint32_t i = block.span.begin; i < mark.span.begin && head.size() <= kLongestWord; ++i)
    if (chars[i] == U'\n') head.clear();
    else if (witness.role[i] == Role::text || witness.role[i] == Role::space) head.push_back(chars[i]);
  if (head.size() > kLongestWord) return false;
  const uint32_t end = mark.span.end;
  uint32_t i = mark.span.begin;
  bool wrapped = false;
  for (const std::u32string_view command : kWrapped)
    if (chars.compare(i, command.size(), command) == 0) {
      i += static_cast<uint32_t>(command.size());
      wrapped = true;
      break;
    }
  while (i < end && chars[i] == U' ') ++i;
  Span number{i, i};
  uint32_t digits = 0;
  for (; i < end && digits < kMostDigits && (is_ascii_digit(chars[i]) || chars[i] == U' '); ++i)
    if (chars[i] != U' ') {
      ++digits;
      number.end = i + 1;
    }
  if (digits == 0) return false;
  i = number.end;
  while (i < end && chars[i] == U' ') ++i;
  if (wrapped && (i >= end || chars[i++] != U'}')) return false;
  const uint32_t rest = skip_spacing(chars, i, end);
  // What goes on at once belongs to it: 2 ^ { a }, 1 \times 1.
  const bool parted = wrapped || rest == end || (rest > i && chars[rest - 1] != U' ');
  const bool letter = rest + 1 < end && chars[rest] == U'\\' && std::u32string_view(chars).substr(rest + 1).find_first_of(U" {_^") > 2 && std::none_of(std::begin(kOperators), std::end(kOperators), [&](std::u32string_view sign) { return chars.compare(rest + 1, sign.size(), sign) == 0; });
  if (!parted && !letter) return false;
  for (uint32_t k = number.begin; k < number.end; ++k)
    if (chars[k] != U' ') head.push_back(chars[k]);
  const size_t labelled = head.size();
  head += U" 的";
  CaptionLabel label;
  if (!match_caption(head, label) || label.label.end != labelled) return false;
  free_number(witness, mark, number, rest);
  return true;
}

}  // namespace

void free_label_numbers(Witness& witness, Lines&) {
  size_t b = 0;   // marks and blocks both stand in the order of the text
  // Whether nothing of the mark is left.
  const auto frees = [&](Mark& mark) {
    while (b < witness.blocks.size() && witness.blocks[b].span.end <= mark.span.begin) ++b;
    if (b == witness.blocks.size() || witness.blocks[b].span.begin > mark.span.begin) return false;
    if (frees_caption(witness, witness.blocks[b], mark)) return mark.span.empty();
    if (witness.blocks[b].kind != BlockKind::heading || witness.blocks[b].level == 0) return false;
    uint32_t first = witness.blocks[b].span.begin;
    while (first < mark.span.begin && witness.role[first] != Role::text) ++first;
    if (first != mark.span.begin) return false;
    const uint32_t end = mark.span.end, label = number_end(witness.chars, first, end);
    const uint32_t rest = skip_spacing(witness.chars, label, end);
    const bool levels = std::find(witness.chars.begin() + first, witness.chars.begin() + label, U'.') != witness.chars.begin() + label;
    if (label == first || (rest < end && (!levels || rest == label))) return false;
    return free_number(witness, mark, {first, label}, rest);
  };
  std::erase_if(witness.marks, [&](Mark& mark) { return mark.kind == MarkKind::formula && frees(mark); });
  const auto earlier = [](const Mark& x, const Mark& y) { return x.span.begin < y.span.begin; };
  if (!std::is_sorted(witness.marks.begin(), witness.marks.end(), earlier)) std::stable_sort(witness.marks.begin(), witness.marks.end(), earlier);
}

}  // namespace jiaokan
