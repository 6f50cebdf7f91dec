// Running heads and stamps that an engine marks as headings where it does not mark pages.
//
// A short marked line without a number, in a text whose headings have numbers, is one when the same stands elsewhere (read rightly or not),
// when it cuts a sentence, or when it says that it is one.
#include <algorithm>

#include "clean/furniture_shapes.h"
#include "clean/rules.h"
#include "lang/labels.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr float kLongest = 16;       // ems
constexpr size_t kNumbered = 3;      // headings with numbers that make such a text
constexpr size_t kAbove = 4;         // lines in which title and authors stand

// One character of at least five read in another way.
bool is_variant(std::u32string_view a, std::u32string_view b) {
  if (a.size() != b.size() || a.size() < 5) return false;
  size_t apart = 0;
  for (size_t i = 0; i < a.size(); ++i) apart += a[i] != b[i];
  return apart == 1;
}

bool is_marked_heading(const Witness& witness, const Line& line) {
  const size_t b = block_at(witness.blocks, line.ink.begin);
  if (b == kNone) return false;
  const Block& block = witness.blocks[b];
  return block.kind == BlockKind::heading && block.level > 0 && line.ink.begin < block.span.end;
}

// A paragraph that breaks off after a letter or a comma.
bool breaks_off(std::u32string_view text, const Line& line) {
  if (text.empty()) return false;   // a picture
  const char32_t last = text.back();
  return line.width > 20 && (is_han(last) || last == U'，' || last == U'、') && match_heading_label(text).scheme == Scheme::none && !is_caption(text);
}

}  // namespace

void mark_stray_headings(Witness& witness, Lines& lines) {
  if (lines.hard_wrapped) return;
  std::vector<Line>& all = lines.lines;
  std::vector<size_t> stray;
  std::vector<std::u32string> names;
  size_t numbered = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].furniture || !is_marked_heading(witness, all[i])) continue;
    const std::u32string_view text = all[i].text;
    if (text.empty()) continue;
    LabelMatch label;
    if (match_heading_label(text).scheme != Scheme::none) {
      ++numbered;
      continue;
    }
    if (i < kAbove || is_digit(text[0]) || all[i].width > kLongest || is_caption(text) || is_heading_word(text) || match_label(text, label)) continue;
    const std::u32string name = letters_alone(text);
    if (name.size() < 4) continue;
    stray.push_back(i);
    names.push_back(name);
  }
  for (size_t s = 0; s < stray.size(); ++s) {
    const size_t i = stray[s];
    bool is_head = is_stamp(names[s]);
    if (numbered >= kNumbered && !is_head) {
      for (size_t o = 0; o < stray.size(); ++o) is_head |= o != s && (names[o] == names[s] || is_variant(names[o], names[s]));
      if (i > 0 && i + 1 < all.size()) is_head |= breaks_off(all[i - 1].text, all[i - 1]) && !is_marked_heading(witness, all[i - 1]) && !is_marked_heading(witness, all[i + 1]) && all[i + 1].width > 20;
    }
    if (!is_head) continue;
    all[i].furniture = true;
    set_role(witness, {all[i].span.begin, all[i].ink.end}, Role::furniture, "stray-heading");   // the space behind its mark too
  }
}

}  // namespace jiaokan
