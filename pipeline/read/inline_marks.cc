#include "read/inline_marks.h"

#include <algorithm>

#include "lang/script.h"
#include "model/table_grid.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

struct Entity {
  std::u32string_view name;
  char32_t c;
};
constexpr uint32_t kLongestComment = 2000;
constexpr Entity kEntities[] = {
#define JIAOKAN_ENTITY(name, c) {name, c},
#include "read/entities.inc"
#undef JIAOKAN_ENTITY
};

// Tags that are markup wherever they stand; any other "<…>" is text of the article.
constexpr std::u32string_view kTags[] = {U"sup", U"sub", U"b", U"i", U"u", U"em", U"strong", U"br", U"p", U"div", U"span", U"center", U"table",
                                         U"thead", U"tbody", U"tfoot", U"tr", U"td", U"th", U"caption", U"html", U"body", U"img", U"font", U"hr"};

struct Tag {
  std::u32string name;
  bool closing = false;
  Span span;
  std::u32string attributes;
};

class Scanner {
 public:
  Scanner(Witness& witness, Span part) : w_(witness), part_(part), text_(witness.chars) {}

  void run() {
    for (uint32_t i = part_.begin; i < part_.end;) i = step(i);
  }

 private:
  void markup(uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i < end; ++i)
      if (w_.role[i] != Role::line_break) w_.role[i] = Role::markup;
  }
  bool starts(uint32_t i, std::u32string_view what) const { return i < part_.end && text_.substr(i, std::min<size_t>(what.size(), part_.end - i)) == what; }
  // The end of a run on the same line: kNone when `close` does not come within `most` characters.
  uint32_t find_on_line(uint32_t i, std::u32string_view close, uint32_t most) const {
    for (uint32_t k = i; k < part_.end && k - i < most; ++k) {
      if (w_.role[k] == Role::line_break) return kNone;
      if (starts(k, close)) return k;
    }
    return kNone;
  }

  uint32_t step(uint32_t i) {
    if (w_.role[i] == Role::markup) return i + 1;
    switch (text_[i]) {
      case U'^': return caret(i);
      case U'[': return footnote_mark(i);
      case U'$': return formula(i);
      case U'<': return tag(i);
      case U'*': return strong(i);
      case U'&': return entity(i);
      case U'\\': return escape(i);
      default: return i + 1;
    }
  }

  void raise(Span span) { w_.marks.push_back({MarkKind::superscript, span, 1, ""}); }

  uint32_t caret(uint32_t i) {   // ^[3]  ^{3}
    const char32_t open = i + 1 < part_.end ? text_[i + 1] : 0;
    if (open == U'[') {
      const uint32_t close = find_on_line(i + 1, U"]", 40);
      if (close == kNone) return i + 1;
      markup(i, i + 1);
      raise({i + 1, close + 1});
      return close + 1;
    }
    if (open == U'{') {
      const uint32_t close = find_on_line(i + 1, U"}", 40);
      if (close == kNone) return i + 1;
      markup(i, i + 2);
      markup(close, close + 1);
      raise({i + 2, close});
      return close + 1;
    }
    return i + 1;
  }

  // **“强”**调: cmark leaves it as text, because no white space stands between the stars and a Chinese mark.
  uint32_t strong(uint32_t i) {
    if (!starts(i, U"**")) return i + 1;
    const uint32_t close = find_on_line(i + 2, U"**", 300);
    if (close == kNone || close == i + 2 || is_space(text_[i + 2]) || is_space(text_[close - 1])) return i + 2;
    markup(i, i + 2);
    markup(close, close + 2);
    w_.marks.push_back({MarkKind::strong, {i + 2, close}, 1, ""});
    return i + 2;
  }

  uint32_t footnote_mark(uint32_t i) {   // [^3]
    if (!starts(i + 1, U"^")) return i + 1;
    uint32_t k = i + 2;
    while (k < part_.end && is_ascii_digit(text_[k])) ++k;
    if (k == i + 2 || !starts(k, U"]")) return i + 1;
    markup(i + 1, i + 2);
    raise({i, k + 1});
    return k + 1;
  }

  uint32_t formula(uint32_t i) {
    const bool display = starts(i, U"$$");
    const uint32_t open = display ? 2 : 1;
    uint32_t close = kNone;
    if (display) {
      for (uint32_t k = i + 2; k + 1 < part_.end && k - i < 20000; ++k)
        if (starts(k, U"$$")) {
          close = k;
          break;
        }
    } else {
      close = find_on_line(i + 1, U"$", 2000);
    }
    if (close == kNone || close == i + open) return i + open;
    const Span inside{i + open, close};
    markup(i, i + open);
    markup(close, close + open);
    if (!display && (superscript_only(inside) || callout_behind(inside))) return close + open;
    w_.marks.push_back({MarkKind::formula, inside, 1, to_utf8(text_.substr(inside.begin, inside.size()))});
    return close + open;
  }

  // $26 \% ^ { [8] }$ and $\mathrm{D^{[2]}}$: the callout behind a quantity, drawn into its formula.
  bool callout_behind(Span span) {
    constexpr std::u32string_view kNumbers = U"0123456789,，、-–~ ";
    uint32_t end = span.end, braces = 0;
    while (end > span.begin && (is_space(text_[end - 1]) || text_[end - 1] == U'}')) braces += text_[--end] == U'}';
    if (braces == 0 || end <= span.begin || text_[end - 1] != U']') return false;
    uint32_t from = end - 1;
    while (from > span.begin && kNumbers.find(text_[from - 1]) != std::u32string_view::npos) --from;
    if (from <= span.begin || text_[--from] != U'[' || std::none_of(text_.begin() + from, text_.begin() + end, is_ascii_digit)) return false;
    uint32_t caret = from;
    while (caret > span.begin && is_space(text_[caret - 1])) --caret;
    if (caret <= span.begin || text_[caret - 1] != U'{') return false;
    --caret;
    while (caret > span.begin && is_space(text_[caret - 1])) --caret;
    if (caret <= span.begin || text_[caret - 1] != U'^') return false;
    uint32_t last = --caret;
    while (last > span.begin && is_space(text_[last - 1])) --last;
    if (last == span.begin) return false;
    // The groups that were open around it close before it.
    w_.marks.push_back({MarkKind::formula, {span.begin, last}, 1, to_utf8(text_.substr(span.begin, last - span.begin)) + std::string(braces - 1, '}')});
    markup(last, from);
    markup(end, span.end);
    for (uint32_t k = from; k < end; ++k)
      if (is_space(text_[k])) w_.role[k] = Role::markup;
    raise({from, end});
    return true;
  }

  // $^{[3]}$ and $^{3}$: a raised mark that a model could only write as a formula.
  bool superscript_only(Span span) {
    uint32_t i = span.begin, end = span.end;
    while (i < end && is_space(text_[i])) ++i;
    while (end > i && is_space(text_[end - 1])) --end;
    if (!starts(i, U"^")) return false;
    uint32_t from = i + 1;
    while (from < end && is_space(text_[from])) ++from;
    if (starts(from, U"{") && text_[end - 1] == U'}') {
      ++from;
      --end;
    }
    const std::u32string_view inner = text_.substr(from, end - from);
    if (inner.empty() || inner.find_first_of(U"\\{}^_") != std::u32string_view::npos) return false;
    markup(span.begin, from);
    markup(end, span.end);
    for (uint32_t k = from; k < end; ++k)
      if (is_space(text_[k])) w_.role[k] = Role::markup;
    raise({from, end});
    return true;
  }

  bool parse_tag(uint32_t i, Tag& out) const {
    uint32_t k = i + 1;
    out = {};
    if (starts(k, U"/")) {
      out.closing = true;
      ++k;
    }
    while (k < part_.end && text_[k] < 0x80 && (is_latin_letter(text_[k]) || is_ascii_digit(text_[k])) && out.name.size() < 12)
      out.name.push_back(text_[k] | 0x20), ++k;
    if (std::find(std::begin(kTags), std::end(kTags), out.name) == std::end(kTags)) return false;
    const uint32_t from = k;
    while (k < part_.end && k - from < 300 && text_[k] != U'>' && text_[k] != U'<') ++k;
    if (!starts(k, U">")) return false;
    out.attributes = std::u32string(text_.substr(from, k - from));
    out.span = {i, k + 1};
    return true;
  }

  uint32_t tag(uint32_t i) {
    if (starts(i, U"<!--")) {
      const size_t close = text_.substr(0, std::min<size_t>(part_.end, i + kLongestComment)).find(U"-->", i + 4);
      if (close == std::u32string_view::npos) return i + 1;
      markup(i, static_cast<uint32_t>(close) + 3);
      return static_cast<uint32_t>(close) + 3;
    }
    Tag found;
    if (!parse_tag(i, found)) return i + 1;
    markup(found.span.begin, found.span.end);
    if (found.name == U"table" && !found.closing) return table(found);
    raise_or_lower(found);
    return found.span.end;
  }

  void raise_or_lower(const Tag& found) {
    if ((found.name != U"sup" && found.name != U"sub") || found.closing) return;
    const std::u32string close = U"</" + found.name + U">";
    const uint32_t end = find_on_line(found.span.end, close, 300);
    if (end != kNone && end > found.span.end)
      w_.marks.push_back({found.name == U"sup" ? MarkKind::superscript : MarkKind::subscript, {found.span.end, end}, 1, ""});
  }

  static uint32_t number_attribute(const std::u32string& attributes, std::u32string_view name) {
    const size_t at = attributes.find(name);
    if (at == std::u32string::npos) return 1;
    uint32_t n = 0;
    for (size_t k = at + name.size(); k < attributes.size() && n < 1000; ++k) {
      if (is_ascii_digit(attributes[k])) n = n * 10 + (attributes[k] - U'0');
      else if (n > 0) break;
    }
    return n;
  }

  uint32_t table(const Tag& open) {
    Table out;
    TableGrid grid;
    bool in_cell = false;
    uint32_t i = open.span.end;
    Tag t;
    for (; i < part_.end; ) {
      if (text_[i] != U'<' || !parse_tag(i, t)) {
        i = text_[i] == U'&' ? entity(i) : text_[i] == U'$' ? formula(i) : i + 1;
        continue;
      }
      markup(t.span.begin, t.span.end);
      raise_or_lower(t);
      i = t.span.end;
      const bool cell = t.name == U"td" || t.name == U"th";
      if (in_cell && (cell || t.name == U"tr" || t.name == U"table")) {
        out.cells.back().span.end = t.span.begin;
        in_cell = false;
      }
      if (t.name == U"table") {
        if (t.closing) break;
        continue;
      }
      if (t.name == U"tr" && !t.closing) grid.next_row();
      if (cell && !t.closing) {
        Cell next = grid.place(number_attribute(t.attributes, U"rowspan"), number_attribute(t.attributes, U"colspan"));
        next.span = {t.span.end, t.span.end};
        next.header = t.name == U"th";
        out.cells.push_back(next);
        in_cell = true;
      }
    }
    out.span = {open.span.begin, std::min(i, part_.end)};
    if (in_cell) out.cells.back().span.end = out.span.end;
    if (!out.cells.empty()) w_.tables.push_back(std::move(out));
    return i;
  }

  uint32_t entity(uint32_t i) {
    const uint32_t close = find_on_line(i, U";", 10);
    if (close == kNone || close < i + 2) return i + 1;
    const std::u32string_view name = text_.substr(i + 1, close - i - 1);
    char32_t c = 0;
    for (const Entity& entity : kEntities)
      if (entity.name == name) c = entity.c;
    if (name[0] == U'#' && name.size() > 1) {
      const bool hex = name[1] == U'x' || name[1] == U'X';
      for (const char32_t d : name.substr(hex ? 2 : 1)) {
        const uint32_t digit = is_ascii_digit(d) ? d - U'0' : hex && (d | 0x20) >= U'a' && (d | 0x20) <= U'f' ? (d | 0x20) - U'a' + 10 : 99;
        if (digit == 99) return i + 1;
        c = c * (hex ? 16 : 10) + digit;
      }
      if (c < 0x20 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return i + 1;
    }
    if (c == 0) return i + 1;
    // The first character stands for the whole entity; its bytes reach to the next character's.
    w_.chars[i] = c;
    text_ = w_.chars;
    w_.role[i] = is_space(c) ? Role::space : Role::text;
    markup(i + 1, close + 1);
    return close + 1;
  }

  uint32_t escape(uint32_t i) {   // \[ \] \* \_ …
    if (i + 1 >= part_.end || text_[i + 1] >= 0x80) return i + 1;
    if (std::u32string_view(U"\\`*_{}[]()#+-.!|<>$&~^").find(text_[i + 1]) == std::u32string_view::npos) return i + 1;
    markup(i, i + 1);
    return i + 2;
  }

  Witness& w_;
  Span part_;
  std::u32string_view text_;
};

}  // namespace

void read_inline_marks(Witness& witness, Span part) { Scanner(witness, part).run(); }

void cut_out_tables(Witness& witness, size_t first_table) {
  for (size_t t = first_table; t < witness.tables.size(); ++t) {
    const Span table = witness.tables[t].span;
    for (size_t b = 0; b < witness.blocks.size(); ++b) {
      const Block block = witness.blocks[b];
      if (block.span.begin > table.begin || block.span.end < table.end) continue;
      const BlockKind before = block.kind == BlockKind::table ? BlockKind::paragraph : block.kind;
      const BlockKind behind = before == BlockKind::heading ? BlockKind::paragraph : before;
      std::vector<Block> pieces;
      const auto add = [&](const Block& piece) {
        for (uint32_t i = piece.span.begin; i < piece.span.end; ++i)
          if (witness.role[i] == Role::text) return pieces.push_back(piece);
      };
      add({{block.span.begin, table.begin}, before, block.level, block.starts, block.page_break_before});
      pieces.push_back({table, BlockKind::table, 0, 1, pieces.empty() && block.page_break_before});
      add({{table.end, block.span.end}, behind, 0, 1, false});
      witness.blocks.erase(witness.blocks.begin() + static_cast<std::ptrdiff_t>(b));
      witness.blocks.insert(witness.blocks.begin() + static_cast<std::ptrdiff_t>(b), pieces.begin(), pieces.end());
      break;
    }
  }
}

}  // namespace jiaokan
