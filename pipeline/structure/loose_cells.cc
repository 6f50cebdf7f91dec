#include "structure/loose_cells.h"

#include <algorithm>
#include <set>

#include "lang/fold.h"
#include "lang/script.h"
#include "structure/table_notes.h"

namespace jiaokan {

namespace {

enum class Cells : uint8_t { none, words, numbers };   // what a paragraph may be: no cells; cells by its shortness; by its numbers

void add_text(const Inlines& content, std::u32string& out) {
  for (const Inline& item : content) {
    out += item.text;
    add_text(item.children, out);
  }
}

std::u32string text_of(const Inlines& content) {
  std::u32string out;
  add_text(content, out);
  return out;
}

Cells cells_in(const Part& part) {
  constexpr size_t kShort = 24, kHanOfClause = 8;
  constexpr double kNumbers = 0.22;   // share of the signs
  if (part.kind != PartKind::paragraph || part.content.empty()) return Cells::none;
  if (std::any_of(part.content.begin(), part.content.end(), [](const Inline& item) { return item.kind == InlineKind::callout; })) return Cells::none;
  const std::u32string text = text_of(part.content);
  size_t signs = 0, numbers = 0;
  for (const char32_t c : text) {
    if (is_space(c)) continue;
    ++signs;
    numbers += is_digit(c) || std::u32string_view(U".%±−*<>=").find(c) != std::u32string_view::npos;
  }
  if (signs == 0 || opens_table_notes(text) || is_caption(text) || text.starts_with(U"资料来源") || text.starts_with(U"数据来源")) return Cells::none;
  const Scheme scheme = match_heading_label(text).scheme;
  if (is_of_han_numerals(scheme) || scheme == Scheme::han_di_jie) return Cells::none;
  if (LabelMatch label; match_label(text, label) && (label.colon || label.bracketed)) return Cells::none;
  const size_t han = count_han(text);
  if (han > 0 && text.find_first_of(U"。？！；：“”") != std::u32string::npos) return Cells::none;
  if (han >= kHanOfClause && text.find_first_of(U"，,") != std::u32string::npos) return Cells::none;
  if (static_cast<double>(numbers) >= kNumbers * static_cast<double>(signs)) return Cells::numbers;
  const bool bare = std::none_of(text.begin(), text.end(), is_latin_letter);   // —: nothing was measured
  return (han > 0 || bare) && signs <= kShort ? Cells::words : Cells::none;
}

// Numbers and words of a text: runs of digits, of Han, of Latin letters.
std::vector<std::u32string> words_of(std::u32string_view text) {
  std::vector<std::u32string> out;
  int before = 0;
  for (const char32_t raw : text) {
    const char32_t c = fold(raw);
    const int sort = is_digit(c) || (c == U'.' && before == 1) ? 1 : is_han(c) ? 2 : is_latin_letter(c) ? 3 : 0;
    if (sort != 0 && sort != before) out.emplace_back();
    if (sort != 0) out.back().push_back(c);
    before = sort;
  }
  return out;
}

bool says_already(const Part& table, std::u32string_view text) {
  constexpr size_t kPercent = 70;
  std::u32string all;
  for (const Part::Cell& cell : table.cells) all += text_of(cell.content) + U" ";
  for (char32_t& c : all) c = fold(c);
  const std::vector<std::u32string> words = words_of(text);
  const auto known = std::count_if(words.begin(), words.end(), [&](const std::u32string& word) { return all.find(word) != std::u32string::npos; });
  return !words.empty() && static_cast<size_t>(known) * 100 >= words.size() * kPercent;
}

class Gathering {
 public:
  Gathering(StructureDraft& d, std::vector<Part>& parts) : d_(d), parts_(parts) {}

  void run() {
    for (size_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i].kind == PartKind::figure && !parts_[i].label.empty()) i -= drop_axes(i);
      if (parts_[i].kind != PartKind::table || !parts_[i].images.empty()) continue;
      const size_t table = parts_[i].again ? table_before(i) : i;
      if (table < parts_.size()) i = gather(i, table);
      if (!parts_[i].again) continue;
      for (TableNote& note : parts_[i].table_notes)
        if (table < parts_.size()) parts_[table].table_notes.push_back(std::move(note));
      parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(i));
      --i;
    }
    drop_astray();
  }

 private:
  size_t table_before(size_t i) const {
    while (i-- > 0)
      if (parts_[i].kind == PartKind::table) return i;
    return parts_.size();
  }

  // What stands loose around a place of the table is its own. Where that place is afterwards.
  size_t gather(size_t at, size_t table) {
    const size_t above = begin_above(at, table), moved = at - above;
    take(table, above, at);
    if (table == at) table -= moved;
    take(table, at - moved + 1, end_below(at - moved, table));
    return at - moved;
  }

  // A row of numbers that the table has, whatever it looks like by itself.
  Cells cells_of(const Part& part, size_t table) const {
    constexpr size_t kNumbers = 3;
    const Cells own = cells_in(part);
    if (own != Cells::none || part.kind != PartKind::paragraph) return own;
    const std::u32string text = text_of(part.content);
    const std::vector<std::u32string> words = words_of(text);
    const auto numbers = static_cast<size_t>(std::count_if(words.begin(), words.end(), [](const std::u32string& word) { return is_digit(word[0]); }));
    return numbers >= kNumbers && numbers * 2 >= words.size() && says_already(parts_[table], text) ? Cells::numbers : own;
  }

  // The paragraphs that are cells, right below: words at the end of the run may be the text's, which the table has cut.
  size_t end_below(size_t at, size_t table) const {
    size_t end = at + 1, last = at + 1;   // last: behind one of numbers
    bool numbers = false;
    for (; end < parts_.size(); ++end) {
      const Cells cells = cells_of(parts_[end], table);
      if (cells == Cells::none) break;
      if (cells == Cells::numbers) last = end + 1, numbers = true;
    }
    return numbers ? last : at + 1;
  }

  size_t begin_above(size_t at, size_t table) const {
    size_t begin = at, first = at;
    for (; begin > 0; --begin) {
      const Cells cells = cells_of(parts_[begin - 1], table);
      if (cells == Cells::none) break;
      if (cells == Cells::numbers) first = begin - 1;
    }
    return first;
  }

  void take(size_t table, size_t begin, size_t end) {
    if (begin >= end) return;
    Part& into = parts_[table];
    for (size_t i = begin; i < end; ++i) {
      Inlines& content = parts_[i].content;
      if (says_already(into, text_of(content))) {
        leave(content, "cells of a table, read twice");
        continue;
      }
      add_row(into, std::move(content));
    }
    parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(begin), parts_.begin() + static_cast<std::ptrdiff_t>(end));
  }

  // Cells that stand somewhere around their table, which a version with another order has put there.
  void drop_astray() {
    constexpr size_t kFewestNumbers = 3, kAround = 12;   // numbers of a run; parts from the table
    for (size_t i = 0; i < parts_.size(); ++i) {
      size_t end = i, numbers = 0;
      std::u32string text;
      for (; end < parts_.size(); ++end) {
        const Cells cells = cells_in(parts_[end]);
        if (cells == Cells::none) break;
        numbers += cells == Cells::numbers;
        text += text_of(parts_[end].content) + U" ";
      }
      if (numbers >= kFewestNumbers) {
        for (size_t t = i - std::min(i, kAround); t < std::min(parts_.size(), end + kAround); ++t) {
          if (parts_[t].kind != PartKind::table || !says_already(parts_[t], text)) continue;
          for (size_t k = i; k < end; ++k) leave(parts_[k].content, "cells of a table, read twice");
          parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(i), parts_.begin() + static_cast<std::ptrdiff_t>(end));
          end = i;
          break;
        }
      }
      i = end;
    }
  }

  void leave(const Inlines& content, const char* why) {
    for (const Inline& item : content) {
      d_.leave(item.span, why);
      leave(item.children, why);
    }
  }

  // What was printed along the axes of a figure, right above its caption: numbers and hardly a sign that is none. How many paragraphs.
  size_t drop_axes(size_t figure) {
    constexpr size_t kLeastNumbers = 3;
    size_t first = figure, numbers = 0;
    for (; first > 0 && parts_[first - 1].kind == PartKind::paragraph; --first) {
      const std::u32string text = text_of(parts_[first - 1].content);
      size_t digits = 0, others = 0;
      for (const char32_t c : text) digits += is_digit(c), others += is_letter(c);
      if (digits == 0 || others * 10 > digits) break;
      const std::vector<std::u32string> words = words_of(text);
      numbers += words.size();
    }
    if (numbers < kLeastNumbers) return 0;
    for (size_t i = first; i < figure; ++i) leave(parts_[i].content, "numbers of a figure's axes");
    parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(first), parts_.begin() + static_cast<std::ptrdiff_t>(figure));
    return figure - first;
  }

  StructureDraft& d_;
  std::vector<Part>& parts_;
};

}  // namespace

void add_row(Part& table, Inlines content) {
  Part::Cell cell;
  for (const Part::Cell& other : table.cells) cell.row = std::max(cell.row, static_cast<uint16_t>(other.row + other.rowspan));
  cell.content = std::move(content);
  table.cells.push_back(std::move(cell));
}

void gather_loose_cells(StructureDraft& d, std::vector<Part>& parts) { Gathering(d, parts).run(); }

}  // namespace jiaokan
