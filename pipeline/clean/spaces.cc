// What white space is content. Between Latin words it is; between Han, or Han and digits, it is layout. The space between two
// names on an author line is content, that inside a name of two characters is not (程 铭 刘雪莲).
#include <algorithm>

#include "clean/rules.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

bool latin_side(char32_t c) {
  const Script script = script_of(c);
  return script == Script::latin || script == Script::digit || script == Script::greek || script == Script::cyrillic || c < 0x80;
}

bool is_line_end(char32_t c) { return c == U'\n' || c == U'\r' || c == U'\f' || c == U'\v'; }

// Where the names end with which a line begins: runs of Han of at most four characters that begin with a surname, white space and marks
// of affiliations between, up to the line's end, a bracket or the name of a body. Its beginning where it begins with no names.
uint32_t end_of_names(const Witness& witness, const Line& line) {
  constexpr std::u32string_view kMarks = U",，、;；*＊\\’‘'」}¹²³⁴⁵⁶⁷⁸⁹";
  const std::u32string_view chars = witness.chars;
  uint32_t runs = 0, end = line.ink.begin;
  bool spaced = false, single = false;   // a lone character waits for the other of a name of two
  for (uint32_t i = line.ink.begin; i < line.ink.end;) {
    const char32_t c = chars[i];
    if (is_han(c)) {
      uint32_t stop = i;
      while (stop < line.ink.end && is_han(chars[stop])) ++stop;
      const uint32_t size = stop - i;
      if (size == 1 && single) {
        single = false;
      } else if (size > 4 || !is_surname(chars.substr(i, size))) {
        break;
      } else {
        single = size == 1;
        ++runs;
      }
      end = i = stop;
      continue;
    }
    if (is_space(c)) spaced = true;
    else if (!is_digit(c) && kMarks.find(c) == std::u32string_view::npos) break;
    ++i;
  }
  return runs >= 2 && runs <= 16 && spaced && !single ? end : line.ink.begin;
}

// Where the keywords end that a line holds, when nothing but white space parts them: at the next label or the line's end.
uint32_t end_of_keywords(const Witness& witness, const Line& line) {
  const std::u32string_view text = std::u32string_view(witness.chars).substr(line.ink.begin, line.ink.size());
  LabelMatch label;
  if (!match_label(text, label) || label.kind != LabelKind::keywords) return line.ink.begin;
  uint32_t end = label.content;
  for (; end < text.size(); ++end) {
    if (std::u32string_view(U";；,，、").find(text[end]) != std::u32string_view::npos) return line.ink.begin;
    LabelMatch next;
    if (end > label.content && (text[end] == U'中' || text[end] == U'分' || text[end] == U'文' || text[end] == U'D' || text[end] == U'【') && match_label(text.substr(end), next) && next.label.begin == 0) break;
  }
  return line.ink.begin + end;
}

bool in_list_item(const Witness& witness, uint32_t i) {
  const size_t block = block_at(witness.blocks, i);
  return block != kNone && witness.blocks[block].kind == BlockKind::list_item && i < witness.blocks[block].span.end;
}

// A line end within the number of 第65页: 第 before the digits, and behind them what is counted.
bool in_ordinal(const Witness& witness, uint32_t left, uint32_t right, Span block) {
  constexpr std::u32string_view kCounted = U"页頁期卷章节節条條款版册冊辑輯届屆回";
  constexpr uint32_t kLongest = 4;
  const auto digit = [&](uint32_t i) { return witness.role[i] == Role::text && is_digit(witness.chars[i]); };
  uint32_t begin = left, end = right;
  while (begin > block.begin && digit(begin - 1)) --begin;
  while (end < block.end && digit(end)) ++end;
  return begin < left && end > right && left - begin + end - right <= kLongest && begin > block.begin && end < block.end && witness.chars[begin - 1] == U'第' &&
         kCounted.find(witness.chars[end]) != std::u32string_view::npos;
}

}  // namespace

void settle_spaces(Witness& witness, Lines& lines) {
  for (const Line& line : lines.lines) {
    if (line.furniture) continue;
    const uint32_t names_end = end_of_names(witness, line), keywords_end = end_of_keywords(witness, line);
    for (uint32_t i = line.span.begin; i < line.span.end; ++i) {
      // A line end that stands for a space is settled, and an entity may be a space that does not look like one.
      if (witness.role[i] != Role::space || !is_space(witness.chars[i]) || is_line_end(witness.chars[i])) continue;
      uint32_t end = i;
      while (end < line.span.end && is_space(witness.chars[end]) && witness.role[end] != Role::markup && !is_line_end(witness.chars[end])) ++end;
      const Span run{i, end};
      // Neighbours in the stream, markup stepped over.
      uint32_t left = i, right = end;
      while (left > line.span.begin && !(witness.role[left - 1] == Role::text)) --left;
      while (right < line.span.end && witness.role[right] != Role::text) ++right;
      if (left == line.span.begin || right >= line.span.end) {
        set_role(witness, run, Role::gap, "space-at-line-edge");
      } else {
        const char32_t a = witness.chars[left - 1], b = witness.chars[right];
        const bool both_latin = latin_side(a) && latin_side(b);
        const bool brackets = is_opening(a) || is_closing(b);
        if (both_latin && !(brackets && (is_cjk(a) || is_cjk(b)))) {
          if (run.size() > 1) set_role(witness, {i + 1, end}, Role::gap, "space-run");
        } else if (i < keywords_end && (is_letter(a) || is_closing(a) || is_digit(a)) && (is_letter(b) || is_digit(b) || is_opening(b))) {
          if (run.size() > 1) set_role(witness, {i + 1, end}, Role::gap, "space-run");
        } else if (i < names_end && is_han(a) && is_han(b)) {
          // One character, white space, one character: a name of two.
          uint32_t left_run = 0, right_run = 0;
          for (uint32_t k = left; k > line.ink.begin && is_han(witness.chars[k - 1]); --k) ++left_run;
          for (uint32_t k = right; k < line.ink.end && is_han(witness.chars[k]); ++k) ++right_run;
          if (left_run == 1 && right_run == 1) set_role(witness, run, Role::gap, "space-in-name");
          else if (run.size() > 1) set_role(witness, {i + 1, end}, Role::gap, "space-run");
        } else if (script_of(a) == Script::hangul && script_of(b) == Script::hangul) {
          if (run.size() > 1) set_role(witness, {i + 1, end}, Role::gap, "space-run");
        } else if (run.size() >= 2 && is_han(a) && is_han(b) && (i > 0) && (end - i >= 2 || witness.chars[i] == 0x3000) &&
                   line.width < 30 && line.width < line.measure - 8) {
          // A wide space inside a short line parts two things (a title and its subtitle, two names): one space stays.
          set_role(witness, {i + 1, end}, Role::gap, "space-run");
        } else if (!lines.hard_wrapped && is_han(a) && is_han(b) && in_list_item(witness, i) && line.ink.size() > 20) {
          // An entry of a list written whole: a lone space between Han parts a headline's halves.
          if (run.size() > 1) set_role(witness, {i + 1, end}, Role::gap, "space-run");
        } else {
          set_role(witness, run, Role::gap, "space-beside-han");
        }
      }
      i = end - 1;
    }
  }
  // A line end inside a paragraph of Latin stands for a space.
  for (const Block& block : witness.blocks) {
    if (block.kind == BlockKind::code) continue;
    for (uint32_t i = block.span.begin; i < block.span.end; ++i) {
      if (witness.role[i] != Role::line_break) continue;
      uint32_t end = i;
      while (end < block.span.end && witness.role[end] != Role::text && !(end > i && witness.role[end] == Role::space)) ++end;
      uint32_t left = i;
      while (left > block.span.begin && witness.role[left - 1] != Role::text && witness.role[left - 1] != Role::hyphen && witness.role[left - 1] != Role::space) --left;
      if (left > block.span.begin && end < block.span.end && witness.role[end] == Role::text && witness.role[left - 1] == Role::text) {
        const char32_t a = witness.chars[left - 1], b = witness.chars[end];
        const auto word = [](char32_t c) { return latin_side(c) || std::u32string_view(U"，；：。．）”").find(c) != std::u32string_view::npos; };
        const bool hyphenated = a == U'-' && is_latin_letter(b);
        if (word(a) && latin_side(b) && !hyphenated && !(is_cjk(a) && !is_latin_letter(b)) && !in_ordinal(witness, left, end, block.span)) set_role(witness, {i, i + 1}, Role::space, "line-end-is-space");
      }
      i = std::max(i, end > i ? end - 1 : i);
    }
  }
}

void keep_lines_of_code(Witness& witness, Lines&) {
  for (const Block& block : witness.blocks) {
    if (block.kind != BlockKind::code) continue;
    const auto is_text = [&](uint32_t i) { return witness.role[i] == Role::text; };
    uint32_t begin = block.span.begin, end = block.span.end;
    while (begin < end && !is_text(begin)) ++begin;
    while (end > begin && !is_text(end - 1)) --end;
    for (uint32_t i = begin; i < end; ++i)
      if ((witness.role[i] == Role::line_break || witness.role[i] == Role::gap) && witness.chars[i] != U'\r') set_role(witness, {i, i + 1}, Role::space, "lines-of-code");
  }
}

}  // namespace jiaokan
