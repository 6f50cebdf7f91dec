// Marked text makes one paragraph of lines without a blank between them: where such a line heads a reference list, a block of its own begins.
#include <algorithm>

#include "clean/rules.h"
#include "lang/script.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

constexpr size_t kLongestHeading = 24;   // characters: 主要参考文献（References）:

// Where a line of the block heads a list: the line itself, or its end ("责任编辑：林晓参考文献："). kNone: none does.
uint32_t heading_in(const Witness& witness, Span block) {
  const std::u32string_view chars = witness.chars;
  for (uint32_t begin = block.begin; begin < block.end;) {
    const uint32_t end = static_cast<uint32_t>(std::min<size_t>(chars.find(U'\n', begin), block.end));
    uint32_t last = end;
    while (last > begin && is_space(chars[last - 1])) --last;
    const uint32_t from = last - std::min<uint32_t>(last - begin, kLongestHeading);
    for (uint32_t i = from; i < last; ++i) {
      if (chars[i] != U'参' && chars[i] != U'引' && chars[i] != U'［' && chars[i] != U'[' && !(i == begin && is_letter(chars[i]))) continue;
      // A word of the sentence is no heading: it has a colon behind it where it ends a line.
      const bool whole = i == begin, colon = chars[last - 1] == U':' || chars[last - 1] == U'：';
      if ((whole || colon) && is_reference_heading(chars.substr(i, last - i))) return i;
    }
    begin = end + 1;
  }
  return kNone;
}

}  // namespace

void part_reference_list(Witness& witness, Lines& lines) {
  if (lines.hard_wrapped) return;
  for (size_t b = 0; b < witness.blocks.size(); ++b) {
    Block& block = witness.blocks[b];
    if (block.kind != BlockKind::paragraph) continue;
    const uint32_t at = heading_in(witness, block.span);
    if (at == kNone || at <= block.span.begin) continue;
    Block list = block;
    list.span.begin = at;
    list.starts = 1;
    list.page_break_before = false;
    block.span.end = at;
    witness.blocks.insert(witness.blocks.begin() + static_cast<std::ptrdiff_t>(b) + 1, list);
  }
}

}  // namespace jiaokan
