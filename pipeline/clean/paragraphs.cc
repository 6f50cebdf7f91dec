// Lines of print → paragraphs, by the measure.
//
// A line into which the next line's first sign would still have fitted ended on purpose. A full line that ends a sentence is followed by a
// new paragraph when the next line is two ems narrower, as an indented line is. A page's end cuts neither. Headings, labels
// and list numbers begin something new.
#include <algorithm>
#include <optional>

#include "clean/rules.h"
#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

constexpr float kIndent = 2;         // ems of a first line's indent in Chinese and Japanese setting
constexpr float kPlacedIndent = 1.3F;  // measured on the page
constexpr float kCentred = 8;
constexpr float kLeastApart = 0.5F;  // blocks that something stands between, though the one goes on with the other
constexpr uint32_t kLongestKeywords = 300;
constexpr float kLatinRagged = 0.16F;  // Latin lines are full within this share of the measure

bool ends_sentence(std::u32string_view text) {
  size_t i = text.size();
  // A raised callout and closing marks may stand behind the sentence's end.
  while (i > 0 && (is_closing(text[i - 1]) || is_digit(text[i - 1]) || is_opening(text[i - 1]) || is_space(text[i - 1]))) --i;
  if (i == 0) return false;
  return is_sentence_end(text[i - 1]) || text[i - 1] == U'：' || text[i - 1] == U':';
}

// "[12]" or "［3］" at the start of a line that goes on: a reference or a note.
bool begins_entry(std::u32string_view text) {
  if (text.size() < 6 || fold(text[0]) != U'[') return false;
  size_t i = 1;
  while (i < text.size() && (is_digit(text[i]) || is_space(text[i]))) ++i;
  return i > 1 && i < 6 && fold(text[i]) == U']';
}

// A line that is by its own shape the start of something: a label, the number of a heading, an entry.
bool begins_something(std::u32string_view text, const Line& line) {
  LabelMatch label;
  if (match_label(text, label)) {
    const bool alone = label.content >= text.size();
    if (label.bracketed || label.colon || alone) return true;
    if (label.kind == LabelKind::doi && text.size() > 3 && text.find(U"10.") != std::u32string_view::npos) return true;
  }
  if (begins_entry(text)) return true;
  const HeadingLabel heading = match_heading_label(text);
  if (heading.scheme == Scheme::none || heading.content >= text.size()) return false;
  const bool short_line = line.measure > 0 && line.width < line.measure - 3;
  switch (heading.scheme) {
    case Scheme::han_comma:
    case Scheme::han_paren:
    case Scheme::han_di_zhang:
    case Scheme::han_di_jie: return line.width < 36;
    case Scheme::arabic_dot:
    case Scheme::decimal2:
    case Scheme::decimal3:
    case Scheme::decimal4: return short_line && !ends_sentence(text.substr(0, text.size() - (text.back() == U'？' || text.back() == U'?')));
    default: return false;
  }
}

bool is_heading_line(std::u32string_view text, const Line& line) {
  const HeadingLabel heading = match_heading_label(text);
  if (heading.scheme == Scheme::none || heading.scheme == Scheme::circled || heading.content >= text.size()) return false;
  if (heading.scheme == Scheme::arabic_paren || heading.scheme == Scheme::letter || heading.scheme == Scheme::decimal1) return false;
  const bool short_line = line.width < 36 && (line.measure == 0 || line.width < line.measure - 1);
  return short_line && text.back() != U'。' && text.back() != U'；' && text.back() != U'，' && text.back() != U';' && text.back() != U',';
}

// …文章编号：1009-4467(2020)03-0085-07: nothing goes on behind it.
bool ends_with_article_number(std::u32string_view text) {
  constexpr size_t kDigits = 15, kHyphens = 2;
  size_t digits = 0, hyphens = 0;
  for (size_t i = text.size(); i-- > 0;) {
    const char32_t c = fold(text[i]);
    if (is_digit(c)) ++digits;
    else if (c == U'-') ++hyphens;
    else if (c != U'(' && c != U')' && c != U'X' && c != U'x' && !is_space(c)) break;
  }
  return digits >= kDigits && hyphens >= kHyphens && is_digit(text.back());
}

float first_sign_width(const Witness& witness, const Line& line) {
  const char32_t c = witness.chars[line.ink.begin];
  if (!line.latin && is_cjk(c)) return 1;
  float width = 0;   // the first word cannot be broken
  for (uint32_t i = line.ink.begin; i < line.ink.end && !is_space(witness.chars[i]) && !is_cjk(witness.chars[i]); ++i) width += 0.5F;
  return std::max(0.5F, std::min(width, 10.0F));
}

// The same where both lines were measured on the page: what ends short of the column's edge ended, what begins inside it begins.
float new_placed_paragraph(const Witness& witness, const Line& line, const Line& next) {
  const bool ended = ends_sentence(line.text);
  const float need = first_sign_width(witness, next) + (line.latin ? line.measure * kLatinRagged : 0.8F);
  const bool full = line.room < need;
  const bool indented = next.indent >= kPlacedIndent && next.indent < kCentred && next.indent > line.indent + 1;
  if (!full) return ended || line.room > 3 ? 1 : 0.7F;
  // An entry's lines hang; any other line that is set in behind a sentence's end begins a paragraph.
  if (!indented || begins_entry(line.text)) return 0;
  return ended ? 1 : 0.3F;
}

// How sure it is that `next` begins a new paragraph behind `line`.
float new_paragraph(const Witness& witness, const Line& line, const Line& next, const Lines& lines, float line_indent) {
  const std::u32string_view text = line.text, after = next.text;
  if (line.placed && next.apart && line.stretch == next.stretch) return 1;
  if (begins_something(after, next)) {
    // A number may also begin a line inside a sentence.
    if (ends_sentence(text) || line.width + line_indent < line.measure - 2 || begins_entry(after)) return 1;
    LabelMatch label;
    // "Abstract:", "received:" and their like are no words of a sentence; what also names a column or an author is.
    const bool sure = match_label(after, label) && (label.bracketed || (label.colon && label.kind <= LabelKind::correspondence) || (line.placed && line.room > 1));
    return sure || line.furniture ? 1 : 0.3F;
  }
  if (ends_with_article_number(text) && is_han(after[0])) return 1;
  // Behind a text in Latin letters alone the number of a first or next heading: "0 引言", "1 材料与方法".
  const auto han = [](std::u32string_view t) { return std::any_of(t.begin(), t.end(), is_han); };
  if (!han(text) && line.latin && han(after) && !next.latin && match_heading_label(after).scheme == Scheme::decimal1) return 1;
  if (is_heading_line(text, line) && line.width + line_indent < line.measure - 3) return 1;
  if (line.latin != next.latin && line.measure > 0) {
    // From one language into the other: a new block unless a full line goes on.
    const bool full = line.width > line.measure * (1 - kLatinRagged);
    if (!full || ends_sentence(text)) return 1;
  }
  if (line.placed && next.placed) return new_placed_paragraph(witness, line, next);
  if (line.measure == 0) return lines.blank_means_nothing || next.blanks_before > 0 ? 1 : 0.8F;
  if (next.indent >= 1.5F && next.indent < 6 && next.indent > line.indent + 1) return 1;

  if (line.latin) {
    // A word that would have fitted into the line shows that the line ended on purpose.
    const float room = line.measure - line.width;
    if (room > first_sign_width(witness, next) + line.measure * kLatinRagged) return 1;
    if (!lines.blank_means_nothing && next.blanks_before > 0 && ends_sentence(text)) return 0.9F;
    return 0;
  }
  const float room = line.measure - line_indent - line.width;
  const float need = first_sign_width(witness, next);
  if (room >= need + 0.6F) {
    // A line of many Latin words or a break the compositor was not allowed to make may be an em short without ending.
    if (room < need + 1.8F && !ends_sentence(text)) return 0.2F;
    return ends_sentence(text) || room > 3 ? 1 : 0.7F;
  }
  if (!lines.blank_means_nothing && next.blanks_before > 0 && ends_sentence(text)) return 0.8F;
  if (!ends_sentence(text)) return 0;
  // The line is full. Is the next an indented first line? It cannot be wider, all its marks squeezed, than an indented line.
  const bool fits_indented = next.width - next.squeeze <= next.measure - kIndent + 0.3F;
  const bool too_narrow = next.width < next.measure - 1.2F;
  if (fits_indented && too_narrow && !ends_sentence(after)) return 0.9F;
  return 0;
}

// Blocks whose lines are theirs whatever the measure says.
bool said_by_format(const Block& block) {
  switch (block.kind) {
    case BlockKind::table:
    case BlockKind::code:
    case BlockKind::formula:
    case BlockKind::caption:
    case BlockKind::note: return true;
    case BlockKind::heading: return block.level > 0;
    default: return false;
  }
}

// A caption among the lines of the text: a table that was found stands below it, or the same caption in the other language.
bool is_caption_line(const std::vector<Line>& text, size_t i, const std::vector<Block>& fixed) {
  CaptionLabel own, below;
  if (!match_caption(text[i].text, own) || text[i].text.find(U'。') != std::u32string_view::npos || own.content >= text[i].text.size() || i + 1 >= text.size()) return false;
  if (match_caption(text[i + 1].text, below)) return below.latin != own.latin && below.table == own.table && below.number == own.number;
  const auto block = std::find_if(fixed.begin(), fixed.end(), [&](const Block& b) { return b.span.end > text[i].ink.end; });
  return own.table && block != fixed.end() && block->kind == BlockKind::table && block->span.begin <= text[i + 1].ink.begin;
}

// Lines cut where a table, code or a formula begins or ends inside them; pieces without ink are dropped.
std::vector<Line> cut_at(const Witness& witness, Lines& all, const std::vector<Line>& lines, const std::vector<Block>& fixed) {
  std::vector<Line> out;
  size_t next = 0;
  for (Line line : lines) {
    while (next < fixed.size() && fixed[next].span.end <= line.span.begin) ++next;
    bool cut = false;
    for (size_t f = next; f < fixed.size() && fixed[f].span.begin < line.span.end; ++f)
      for (const uint32_t border : {fixed[f].span.begin, fixed[f].span.end}) {
        if (border <= line.span.begin || border >= line.span.end) continue;
        Line head = line;
        head.span.end = border;
        head.ink.end = std::min(head.ink.end, border);
        line.span.begin = border;
        line.ink.begin = std::max(line.ink.begin, border);
        while (line.ink.begin < line.ink.end && is_space(witness.chars[line.ink.begin])) ++line.ink.begin;
        cut = true;
        if (head.ink.begin >= head.ink.end) continue;
        set_text(witness, head, all.held);
        out.push_back(head);
      }
    if (line.ink.begin >= line.ink.end) continue;
    if (cut) set_text(witness, line, all.held);
    out.push_back(line);
  }
  return out;
}

}  // namespace

void join_lines(Witness& witness, Lines& lines) {
  if (!lines.hard_wrapped) return;
  std::vector<Line> text;
  for (const Line& line : lines.lines)
    if (!line.furniture) text.push_back(line);
  std::vector<Block> fixed;
  for (const Block& block : witness.blocks)
    if (said_by_format(block)) fixed.push_back(block);
  text = cut_at(witness, lines, text, fixed);
  std::vector<Block> blocks;
  float indent = 0;   // of the line before, when it was a first line
  auto given = fixed.begin();
  size_t body = text.size();   // the last line that is no note and no caption
  bool in_caption = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const Line& line = text[i];
    while (given != fixed.end() && given->span.end <= line.ink.begin) ++given;
    if (given != fixed.end() && given->span.begin <= line.ink.begin) {
      if (blocks.empty() || blocks.back().span.begin != given->span.begin) blocks.push_back(*given);
      in_caption |= given->kind == BlockKind::caption;
      continue;
    }
    // What it cuts goes on behind it, and behind its table.
    const bool latin_goes_on = in_caption && i > 0 && line.latin && text[i - 1].latin && line.text[0] >= U'a' && line.text[0] <= U'z' && blocks.back().kind == BlockKind::paragraph;
    if (is_caption_line(text, i, fixed) || (in_caption && is_caption(line.text))) {
      blocks.push_back({line.span, BlockKind::paragraph, 0, 1, false});
      in_caption = true;
      continue;
    }
    if (latin_goes_on) {
      blocks.back().span.end = line.span.end;
      continue;
    }
    if (line.foot != Foot::none) {
      if (line.foot == Foot::begins || blocks.empty() || blocks.back().kind != BlockKind::note) blocks.push_back({line.span, BlockKind::note, 0, 1, false});
      else blocks.back().span.end = line.span.end;
      continue;
    }
    if ((i > 0 && text[i - 1].foot != Foot::none) || in_caption) {
      // The text goes on overleaf as if no notes stood between.
      const float starts = body == text.size() ? 1 : new_paragraph(witness, text[body], line, lines, indent);
      blocks.push_back({line.span, BlockKind::paragraph, 0, std::max(starts, kLeastApart), false});
      body = i;
      in_caption = false;
      continue;
    }
    body = i;
    // What was received and who the authors are stands at the foot of a page and does not go on overleaf.
    const auto foot = [&] {
      LabelMatch label;
      const std::u32string_view begun = std::u32string_view(witness.chars).substr(blocks.back().span.begin, blocks.back().span.size());
      if (!match_label(begun, label) || !(label.colon || label.bracketed) || label.kind < LabelKind::received || label.kind > LabelKind::correspondence) return false;
      return std::any_of(witness.pages.begin(), witness.pages.end(), [&](const PageStart& page) { return page.at > text[i - 1].ink.begin && page.at <= line.ink.begin; });
    };
    // Words parted by semicolons, and behind them a text without any: of two columns the keywords' line may fill one.
    const auto keywords_over = [&]() -> std::optional<bool> {
      const uint32_t begin = blocks.back().span.begin, end = text[i - 1].ink.end;
      if (begin >= end || end - begin >= kLongestKeywords) return std::nullopt;
      return keywords_end(stream_text(witness, {begin, end}), line.text);
    };
    const auto begins = [&]() -> float {
      if (i == 0 || blocks.back().kind != BlockKind::paragraph || foot()) return 1;
      if (const std::optional<bool> over = keywords_over()) return *over ? 1 : 0;
      return new_paragraph(witness, text[i - 1], line, lines, indent);
    };
    const float starts = begins();
    if (i == 0 || starts >= 0.5F || (!blocks.empty() && blocks.back().kind != BlockKind::paragraph)) {
      blocks.push_back({line.span, BlockKind::paragraph, 0, starts, false});
      // A first line is set in by two ems even where the file does not show it: its right edge tells.
      const bool narrow = !line.latin && line.measure > 0 && line.width < line.measure - 1 && line.width - line.squeeze <= line.measure - kIndent + 0.3F;
      indent = narrow && i > 0 && line.indent < 1 ? kIndent : line.indent >= 1 ? line.indent : 0;
    } else {
      blocks.back().span.end = line.span.end;
      indent = line.indent >= 1.5F && line.indent < 6 ? line.indent : 0;
    }
  }
  for (Block& block : blocks)
    for (const PageStart& page : witness.pages)
      if (page.at >= block.span.begin && page.at <= block.span.begin + 1 && page.certainty >= 0.5F) block.page_break_before = true;
  for (Block& block : blocks) {
    if (block.kind != BlockKind::paragraph) continue;
    const auto line = std::lower_bound(text.begin(), text.end(), block.span.begin, [](const Line& l, uint32_t t) { return l.span.begin < t; });
    if (line != text.end() && line->span.begin == block.span.begin && line->span.end == block.span.end && is_heading_line(line->text, *line)) block.kind = BlockKind::heading;
  }
  witness.blocks = std::move(blocks);
}

void undo_hyphens(Witness& witness, Lines& lines) {
  if (!lines.hard_wrapped) return;
  // Words of the document, to see which spelling is attested.
  std::vector<std::u32string> words;
  std::u32string word;
  for (uint32_t i = 0; i < witness.chars.size(); ++i) {
    const char32_t c = witness.chars[i];
    const bool hyphen = c == U'-' && !word.empty() && i + 1 < witness.chars.size() && is_latin_letter(witness.chars[i + 1]);
    if (is_latin_letter(c) || hyphen) {
      word.push_back(fold(c));
    } else {
      if (word.size() > 3) words.push_back(word);
      word.clear();
    }
  }
  std::sort(words.begin(), words.end());
  const auto attested = [&](const std::u32string& w) { return std::binary_search(words.begin(), words.end(), w); };
  for (size_t l = 0; l + 1 < lines.lines.size(); ++l) {
    const Line& line = lines.lines[l];
    const Line& next = lines.lines[l + 1];
    if (line.ink.size() < 2 || line.furniture || next.furniture) continue;
    const uint32_t at = line.ink.end - 1;
    const char32_t c = witness.chars[at];
    if (witness.role[at] != Role::text || !is_latin_letter(witness.chars[at - 1]) || !is_latin_letter(witness.chars[next.ink.begin])) continue;
    if (c == U'\u2043' || c == U'\u00AD') {
      set_role(witness, {at, at + 1}, Role::hyphen, "line-end-hyphen");
      continue;
    }
    if (c != U'-' && c != U'\u2010') continue;
    std::u32string head, tail;
    for (uint32_t i = at; i > line.ink.begin && is_latin_letter(witness.chars[i - 1]); --i) head.insert(head.begin(), fold(witness.chars[i - 1]));
    for (uint32_t i = next.ink.begin; i < next.ink.end && is_latin_letter(witness.chars[i]); ++i) tail.push_back(fold(witness.chars[i]));
    const bool upper = witness.chars[next.ink.begin] >= U'A' && witness.chars[next.ink.begin] <= U'Z';
    if (attested(head + U"-" + tail) || upper) continue;
    if (attested(head + tail) || (head.size() >= 2 && tail.size() >= 3)) set_role(witness, {at, at + 1}, Role::hyphen, "line-end-hyphen");
  }
}

}  // namespace jiaokan
