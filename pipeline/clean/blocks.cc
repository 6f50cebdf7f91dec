// Blocks that an engine has run together, parted at the lines that begin something.
//
// A file of whole paragraphs parts them by blank lines; where it leaves one out, a picture and its caption, two captions, a heading and its
// text, or items of a list stand in one block, each on a line of its own.
#include "clean/rules.h"
#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr float kShort = 26;   // ems of a line that may be a heading


// A picture, and nothing else.
bool is_picture(const Witness& witness, const Line& line) {
  if (witness.chars[line.ink.begin] != U'!') return false;
  for (uint32_t i = line.ink.begin; i < line.ink.end; ++i)
    if (witness.role[i] != Role::markup) return false;
  return true;
}

bool ends_sentence(std::u32string_view text) {
  size_t i = text.size();
  while (i > 0 && (is_closing(text[i - 1]) || is_space(text[i - 1]))) --i;
  return i > 0 && (is_sentence_end(text[i - 1]) || text[i - 1] == U'：' || text[i - 1] == U':' || text[i - 1] == U';');
}

// 1.3 试样采集及处理: more than one number, and words behind it.
bool is_numbered(std::u32string_view text) {
  const HeadingLabel heading = match_heading_label(text);
  if (!is_decimal(heading.scheme) || heading.content >= text.size()) return false;
  return is_han(text[heading.content]) || (is_latin_letter(text[heading.content]) && text.size() > heading.content + 3);
}

// A numbered line that is nothing else.
bool is_heading_line(std::u32string_view text, const Line& line) { return line.width < kShort && is_numbered(text) && !ends_sentence(text); }

bool is_item(std::u32string_view text) {
  const HeadingLabel label = match_heading_label(text);
  return (label.scheme == Scheme::arabic_paren || label.scheme == Scheme::circled || label.scheme == Scheme::han_paren) && label.content < text.size();
}

bool begins_block(const Witness& witness, const Line& before, const Line& line) {
  if (is_picture(witness, before) || is_picture(witness, line)) return true;
  const std::u32string_view text = line.text, above = before.text;
  if (is_caption(text)) return true;
  LabelMatch label;
  if (match_label(text, label) && label.kind != LabelKind::email && label.kind != LabelKind::author) {
    const bool sure = label.kind == LabelKind::keywords || label.kind == LabelKind::clc || label.kind == LabelKind::doc_code;
    if (label.colon || label.bracketed || (sure && label.label.end - label.label.begin >= 3)) return true;
  }
  if (is_heading_line(above, before)) return true;
  if (is_numbered(text) && (ends_sentence(above) || before.width < kShort || is_heading_line(text, line))) return true;
  return is_item(text) && ends_sentence(above);
}

}  // namespace

void part_blocks(Witness& witness, Lines& lines) {
  if (lines.hard_wrapped) return;
  std::vector<Block> out;
  auto line = lines.lines.begin();
  for (const Block& block : witness.blocks) {
    out.push_back(block);
    if (block.kind != BlockKind::paragraph) continue;
    while (line != lines.lines.end() && line->ink.begin < block.span.begin) ++line;
    for (auto last = line; line != lines.lines.end() && line->ink.end <= block.span.end; last = line++) {
      if (last == line || line->furniture || last->furniture || !begins_block(witness, *last, *line)) continue;
      Block part = block;
      part.span.begin = line->span.begin;
      part.page_break_before = false;
      part.starts = 1;
      out.back().span.end = line->span.begin;
      out.push_back(part);
    }
  }
  witness.blocks = std::move(out);
}

}  // namespace jiaokan
