// Tables and figures without marks, in lines of print: what stands around a table's caption and is no prose; the numbers of an axis.
//
// A table is the lines behind its caption (and short ones before it, as engines that read cell by cell leave them) up to the first line of
// prose, heading, caption or page (a full line is no prose where wide gaps or the short line below show cells); a line is a row, wide gaps or numbers
// part its cells. An axis is a run of lines that are each one number and rise or fall in equal steps, or of numbers right above a figure's caption.
// Never: a line that ends a sentence.
#include <algorithm>

#include "clean/rules.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "lang/spacing.h"

namespace jiaokan {

namespace {

constexpr size_t kMostRows = 120, kLeastRows = 2, kLeastBefore = 3, kLeastOnAxis = 4;
constexpr float kShort = 0.45F, kFull = 0.8F;   // of the measure
constexpr float kColumn = 16;                   // ems: no column of text is narrower

bool is_prose(const Line& line) {
  const std::u32string_view text = line.text;
  size_t end = text.size();
  while (end > 0 && (is_closing(text[end - 1]) || is_space(text[end - 1]))) --end;
  if (end > 0 && is_sentence_end(text[end - 1]) && text[end - 1] != U'.') return true;
  const size_t han = count_han(text);
  const size_t stop = text.find(U'。');   // behind a character, 0。5 is a number
  if (stop != std::u32string_view::npos && (han >= 4 || (stop > 0 && is_han(text[stop - 1])))) return true;
  if (text.find(U'，') != std::u32string_view::npos && han >= 8) return true;
  if (line.measure > 0 && line.width > line.measure * kFull && han * 2 > text.size()) return true;
  return han == 0 && line.latin && line.measure > 0 && line.width > line.measure * kFull && std::none_of(text.begin(), text.end(), is_digit);
}

// Wide gaps between its words, or several numbers apart: cells.
bool is_row(std::u32string_view text) {
  constexpr size_t kWide = 3, kGap = 2, kFewestGaps = 2, kFewestNumbers = 2;   // spaces; gaps of two; numbers
  const bool set_wide = is_set_wide(text);
  size_t gaps = 0, wide = 0, numbers = 0;
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    while (end < text.size() && is_space(text[end])) ++end;
    const bool inside = i > 0 && end < text.size();
    if (inside && end - i >= kGap) ++gaps;
    if (inside && end - i >= kWide) ++wide;
    if (end > i && inside && !set_wide && is_digit(text[end])) ++numbers;
    i = std::max(end, i + 1);
  }
  return wide > 0 || gaps >= kFewestGaps || (numbers >= kFewestNumbers && count_han(text) * 2 < text.size());
}

bool is_short(const Line& line) { return line.measure > 0 ? line.width < line.measure * kShort : line.width < 10; }

// A clause's end outside brackets: （则，%） is a unit.
bool parts_clauses(std::u32string_view text) {
  int depth = 0;
  for (const char32_t c : text) {
    depth += c == U'(' || c == U'（' ? 1 : (c == U')' || c == U'）') && depth > 0 ? -1 : 0;
    if (depth == 0 && std::u32string_view(U"，。；").find(c) != std::u32string_view::npos) return true;
  }
  return false;
}

// 表1 不同处理…, Tab.1 Soil…: no sentence about the table. One may fill its line, and end on the next.
bool is_table_caption(const Line& line, bool goes_on) {
  const std::u32string_view text = line.text;
  if (text.empty()) return false;   // a picture
  const bool table = text[0] == U'表' || text[0] == U'T' || text[0] == U't';
  return table && is_caption(text) && (!is_prose(line) || text.back() == U'）' || text.back() == U')' || (goes_on && text.find_first_of(U"。；？！") == std::u32string_view::npos)) && !parts_clauses(text);
}

bool begins_part(std::u32string_view text) {
  LabelMatch label;
  if (match_label(text, label) && (label.bracketed || label.colon)) return true;
  const HeadingLabel heading = match_heading_label(text);
  if (heading.content >= text.size()) return false;   // 1.62: a number
  const Scheme scheme = heading.scheme;
  if (is_of_han_numerals(scheme)) return true;
  // 2.87（0.09）***, 12.3 a: a number and what belongs to it.
  const std::u32string_view title = text.substr(heading.content);
  constexpr size_t kHanOfTitle = 4;   // 3.“全科”话语的落差
  if (scheme == Scheme::arabic_dot) return count_han(title) >= kHanOfTitle && std::none_of(title.begin(), title.end(), is_digit);
  return (scheme == Scheme::decimal2 || scheme == Scheme::decimal3) && (count_han(title) > 0 || std::count_if(title.begin(), title.end(), is_latin_letter) > 1);
}

class TableFinder {
 public:
  TableFinder(Witness& witness, const std::vector<Line>& lines) : witness_(witness) {
    bool after_form_feed = false;   // or furniture stands between
    for (const Line& line : lines) {
      after_form_feed |= line.after_form_feed;
      if (line.furniture) continue;
      lines_.push_back(&line);
      begins_page_.push_back(after_form_feed);
      after_form_feed = false;
    }
  }

  void run() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (!begins_caption(i)) continue;
      size_t first = i;
      while (first > taken_ && i - first < kMostRows && is_short(*lines_[first - 1]) && !stops(first - 1) && !begins_page_[first]) --first;
      if (i - first >= kLeastBefore) put(first, i);
      const bool over = ends_caption(i + 1);
      size_t body = i + 1 + over;
      while (body < lines_.size() && goes_on_caption(body)) ++body;
      size_t end = body;
      while (end < lines_.size() && end - body < kMostRows && !stops(end) && !begins_page_[end]) ++end;
      if (end - body >= kLeastRows && put(body, end) && over) witness_.blocks.push_back({{lines_[i]->span.begin, lines_[i + 1]->span.end}, BlockKind::caption, 0, 1, false});
      taken_ = end;
      i = std::max(i, end - 1);
    }
  }

 private:
  bool stops(size_t i) const {
    const std::u32string_view text = lines_[i]->text;
    return (is_prose(*lines_[i]) && !is_row(text) && !is_row_in_two(i)) || is_caption(text) || begins_part(text);
  }

  // A full line without a mark, and below it the rest of its cells: short, and no sentence's end.
  bool is_row_in_two(size_t i) const {
    if (lines_[i]->text.find_first_of(U"，。；：？！、“”") != std::u32string_view::npos || i + 1 >= lines_.size() || begins_page_[i + 1]) return false;
    const Line& below = *lines_[i + 1];
    return is_short(below) && !is_prose(below) && !below.text.empty() && !begins_part(below.text);
  }

  bool begins_caption(size_t i) const { return is_table_caption(*lines_[i], i + 1 < lines_.size() && !begins_page_[i + 1] && is_short(*lines_[i + 1]) && !stops(i + 1)); }

  // The rest of a caption that filled its line: words, and where it has opened a bracket, the end of that.
  bool ends_caption(size_t i) const {
    if (i >= lines_.size() || begins_page_[i] || lines_[i - 1]->latin || lines_[i - 1]->width < std::max(kColumn, lines_[i - 1]->measure * kFull) || !is_short(*lines_[i]) || stops(i) || is_row(lines_[i]->text)) return false;
    const auto count = [](std::u32string_view text, std::u32string_view signs) { return std::count_if(text.begin(), text.end(), [&](char32_t c) { return signs.find(c) != std::u32string_view::npos; }); };
    const std::u32string_view caption = lines_[i - 1]->text, rest = lines_[i]->text;
    if (count(caption, U"(（") > count(caption, U")）")) return count(rest, U")）") > 0;
    return count_han(rest) > 0 && std::none_of(rest.begin(), rest.end(), is_digit);
  }

  // The caption in the other language, and the rest of one that is broken.
  bool goes_on_caption(size_t i) const {
    const std::u32string_view text = lines_[i]->text;
    if (begins_caption(i)) return true;
    return !text.empty() && lines_[i]->latin && lines_[i - 1]->latin && text[0] >= U'a' && text[0] <= U'z' && std::none_of(text.begin(), text.end(), is_digit);
  }

  bool put(size_t from, size_t to) {
    const Span span{lines_[from]->span.begin, lines_[to - 1]->span.end};
    for (const Block& block : witness_.blocks)
      if (block.kind != BlockKind::paragraph && block.span.begin < span.end && span.begin < block.span.end) return false;   // the format says what stands here
    Table table{span, {}};
    for (size_t i = from; i < to; ++i) put_row(*lines_[i], static_cast<uint16_t>(i - from), table);
    witness_.tables.push_back(std::move(table));
    witness_.blocks.push_back({span, BlockKind::table, 0, 1, false});
    return true;
  }

  // Two spaces part cells; where no line has two, one space does between numbers.
  void put_row(const Line& line, uint16_t row, Table& table) const {
    uint16_t column = 0;
    Cell cell{{line.ink.begin, line.ink.begin}, row, column, 1, 1, row == 0};
    for (uint32_t i = line.ink.begin; i < line.ink.end; ++i) {
      if (!is_space(witness_.chars[i])) continue;
      uint32_t end = i;
      while (end < line.ink.end && is_space(witness_.chars[end])) ++end;
      const bool numbers = end < line.ink.end && (is_digit(witness_.chars[end]) || witness_.chars[end] == U'-') && i > line.ink.begin;
      if (end - i >= 2 || numbers) {
        cell.span.end = i;
        table.cells.push_back(cell);
        cell.column = ++column;
        cell.span.begin = end;
      }
      i = end - 1;
    }
    cell.span.end = line.ink.end;
    if (!cell.span.empty()) table.cells.push_back(cell);
  }

  Witness& witness_;
  std::vector<const Line*> lines_;
  std::vector<bool> begins_page_;   // of each line
  size_t taken_ = 0;   // lines before this are spoken for
};

// The number that a line is and nothing else.
bool number_of(std::u32string_view text, long& out) {
  if (text.empty() || text.size() > 6 || !std::all_of(text.begin(), text.end(), is_digit)) return false;
  out = 0;
  for (const char32_t c : text) out = out * 10 + static_cast<long>(c >= U'０' ? c - U'０' : c - U'0');
  return true;
}

// Nothing but numbers: 60 · 0.5 · 2010 2012 2014. How many; 0: it says something else.
size_t count_numbers(std::u32string_view text) {
  size_t out = 0;
  bool inside = false;
  for (const char32_t c : text) {
    if (!is_digit(c) && !is_space(c) && std::u32string_view(U".-−%").find(c) == std::u32string_view::npos) return 0;
    if (is_digit(c) && !inside) ++out;
    inside = !is_space(c);
  }
  return out;
}

// Lines of numbers right above a figure's caption: what was printed along its axes, few as they are.
void mark_above_captions(const std::vector<Line>& lines, std::vector<bool>& axis) {
  constexpr size_t kLeastNumbers = 3, kLeastLines = 2;
  for (size_t i = 0; i < lines.size(); ++i) {
    CaptionLabel caption;
    if (!match_caption(lines[i].text, caption) || caption.table) continue;
    size_t first = i, numbers = 0;
    for (size_t n = 0; first > 0 && (n = count_numbers(lines[first - 1].text)) > 0; --first) numbers += n;
    if (numbers >= kLeastNumbers && i - first >= kLeastLines) std::fill(axis.begin() + static_cast<std::ptrdiff_t>(first), axis.begin() + static_cast<std::ptrdiff_t>(i), true);
  }
}

}  // namespace

void mark_axes(Witness& witness, Lines& all) {
  if (!all.hard_wrapped) return;
  std::vector<Line>& lines = all.lines;
  std::vector<bool> axis(lines.size(), false);
  for (size_t i = 0; i + kLeastOnAxis <= lines.size();) {
    long before = 0, here = 0, step = 0;
    size_t end = i, equal = 0;
    while (end < lines.size() && number_of(lines[end].text, here)) {
      // Two axes follow each other: one step that differs parts them.
      if (end > i + 1 && here - before == step) ++equal;
      if (end > i) step = here - before;
      before = here;
      ++end;
    }
    if (end - i >= kLeastOnAxis && (equal + 1) * 2 >= end - i) std::fill(axis.begin() + static_cast<std::ptrdiff_t>(i), axis.begin() + static_cast<std::ptrdiff_t>(end), true);
    i = std::max(end, i + 1);
  }
  mark_above_captions(lines, axis);
  // They are no lines for the rules that follow: nothing begins or ends at them.
  size_t kept = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (axis[i]) set_role(witness, lines[i].ink, Role::furniture, "axis");
    else lines[kept++] = lines[i];
  }
  lines.resize(kept);
}

void find_plain_tables(Witness& witness, Lines& lines) {
  if (!lines.hard_wrapped) return;
  TableFinder(witness, lines.lines).run();
  std::stable_sort(witness.tables.begin(), witness.tables.end(), [](const Table& a, const Table& b) { return a.span.begin < b.span.begin; });
  std::stable_sort(witness.blocks.begin(), witness.blocks.end(), [](const Block& a, const Block& b) { return a.span.begin < b.span.begin; });
}

}  // namespace jiaokan
