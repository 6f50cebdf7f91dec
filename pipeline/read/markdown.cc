// Markdown as vision models write it.
//
// Blocks, emphasis, links, images, code and pipe tables come from cmark-gfm, as ranges; the characters are always those of
// the source. Where its reading is known to be wrong for such text, our own line rules stand instead: the number of an ordered item is
// content (`1. …？` is a heading of the article, not a list), indented text is no code, a long "setext heading" is a paragraph, and
// `^[n]`, `$…$`, `<sup>`, HTML tables and entities are read here.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "lang/script.h"
#include "model/unicode.h"
#include "read/formats.h"
#include "read/inline_marks.h"

namespace jiaokan {

namespace {

constexpr uint32_t kLongestForCmark = 8u << 20;  // bytes; a longer file is read line by line without it

// The part as UTF-8 with the way back: line and byte column → character.
class Bytes {
 public:
  Bytes(const Witness& witness, Span part) {
    text_.reserve(part.size() * 3);
    lines_.push_back(0);
    for (uint32_t i = part.begin; i < part.end; ++i) {
      starts_.push_back(static_cast<uint32_t>(text_.size()));
      const char32_t c = witness.chars[i];
      // cmark turns NUL into U+FFFD itself; \r, \f and \v are given as what they mean here.
      append_utf8(text_, witness.role[i] == Role::line_break ? (c == U'\n' || c == U'\r' || c == U'\f' ? U'\n' : U' ') : (c == 0 ? U' ' : c));
      if (text_.back() == '\n') lines_.push_back(static_cast<uint32_t>(text_.size()));
    }
    begin_ = part.begin;
    end_ = part.end;
  }
  const std::string& text() const { return text_; }
  // First character at or after a 1-based line and byte column.
  uint32_t at(int line, int column) const {
    if (line < 1) return begin_;
    if (static_cast<size_t>(line) > lines_.size()) return end_;
    const uint32_t byte = lines_[static_cast<size_t>(line) - 1] + static_cast<uint32_t>(std::max(column, 1) - 1);
    const auto found = std::lower_bound(starts_.begin(), starts_.end(), byte);
    return begin_ + static_cast<uint32_t>(found - starts_.begin());
  }
  // The character after the end of a line (its line end not included).
  uint32_t line_end(int line) const {
    if (static_cast<size_t>(line) >= lines_.size()) return end_;
    return at(line + 1, 1) - 1;
  }

 private:
  std::string text_;
  std::vector<uint32_t> starts_, lines_;
  uint32_t begin_ = 0, end_ = 0;
};

void set_role(Witness& witness, uint32_t begin, uint32_t end, Role role) {
  for (uint32_t i = begin; i < end && i < witness.role.size(); ++i)
    if (witness.role[i] != Role::line_break) witness.role[i] = role;
}

bool is_syntax(const Witness& witness, uint32_t i, std::u32string_view signs) {
  return i < witness.chars.size() && signs.find(witness.chars[i]) != std::u32string_view::npos;
}

class Walker {
 public:
  Walker(Witness& witness, const Bytes& bytes) : witness_(witness), bytes_(bytes) {}

  void leaf_block(cmark_node* node) {
    if (cmark_node_get_start_line(node) == 0) return;   // the lines above a table's head: see table()
    const int first = cmark_node_get_start_line(node), last = std::max(first, cmark_node_get_end_line(node));
    Span span{bytes_.at(first, 1), bytes_.line_end(last)};
    BlockKind kind = BlockKind::paragraph;
    uint8_t level = 0;
    const uint32_t content = bytes_.at(first, cmark_node_get_start_column(node));
    if (cmark_node* const item = cmark_node_parent(node); item != nullptr && cmark_node_get_type(item) == CMARK_NODE_ITEM) {
      if (cmark_node_get_list_type(cmark_node_parent(item)) == CMARK_BULLET_LIST && cmark_node_first_child(item) == node) {
        set_role(witness_, span.begin, content, Role::markup);
        kind = BlockKind::list_item;
      }
    }
    for (cmark_node* up = cmark_node_parent(node); up != nullptr; up = cmark_node_parent(up))
      if (cmark_node_get_type(up) == CMARK_NODE_BLOCK_QUOTE) {
        kind = BlockKind::quotation;
        for (int line = first; line <= last; ++line)
          for (uint32_t i = bytes_.at(line, 1); is_syntax(witness_, i, U"> "); ++i) witness_.role[i] = Role::markup;
      }
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HEADING: {
        const bool setext = !is_syntax(witness_, content, U"#");
        if (setext) {
          set_role(witness_, bytes_.at(last, 1), span.end, Role::markup);
          if (span.size() > 60) break;
        } else {
          uint32_t i = content;
          while (is_syntax(witness_, i, U"#")) witness_.role[i++] = Role::markup;
          uint32_t end = span.end;
          while (end > i && is_syntax(witness_, end - 1, U"# ")) witness_.role[--end] = Role::markup;
        }
        kind = BlockKind::heading;
        level = static_cast<uint8_t>(cmark_node_get_heading_level(node));
        break;
      }
      case CMARK_NODE_THEMATIC_BREAK:
        set_role(witness_, span.begin, span.end, Role::markup);
        return;
      case CMARK_NODE_CODE_BLOCK:
        if (is_syntax(witness_, content, U"`~")) {
          kind = BlockKind::code;
          set_role(witness_, span.begin, bytes_.line_end(first), Role::markup);
          if (last > first && is_syntax(witness_, bytes_.at(last, 1), U"`~ ")) set_role(witness_, bytes_.at(last, 1), span.end, Role::markup);
        }
        break;
      default: break;
    }
    witness_.blocks.push_back({span, kind, level, 1, false});
  }

  void table(cmark_node* node) {
    const int from = cmark_node_get_start_line(node), head = head_line(node);
    // A table may stand right below the lines of a paragraph. cmark then begins the table with the paragraph, and gives that no place.
    if (from < head) witness_.blocks.push_back({{bytes_.at(from, 1), bytes_.line_end(head - 1)}, BlockKind::paragraph, 0, 1, false});
    const Span span{bytes_.at(head, 1), bytes_.line_end(cmark_node_get_end_line(node))};
    witness_.blocks.push_back({span, BlockKind::table, 0, 1, false});
    Table out{span, {}};
    uint16_t row = 0;
    for (cmark_node* r = cmark_node_first_child(node); r != nullptr; r = cmark_node_next(r), ++row) {
      const int line = row == 0 ? head : cmark_node_get_start_line(r);
      uint32_t i = bytes_.at(line, 1);
      const uint32_t end = bytes_.line_end(line);
      uint16_t column = 0;
      while (i < end && (is_space(witness_.chars[i]) || witness_.chars[i] == U'|')) witness_.role[i++] = Role::markup;
      while (i < end) {
        const uint32_t begin = i;
        while (i < end && !(witness_.chars[i] == U'|' && (i == 0 || witness_.chars[i - 1] != U'\\'))) ++i;
        out.cells.push_back({{begin, i}, row, column++, 1, 1, row == 0});
        while (i < end && (witness_.chars[i] == U'|' || is_space(witness_.chars[i]))) witness_.role[i++] = Role::markup;
      }
      if (row == 0) set_role(witness_, bytes_.at(line + 1, 1), bytes_.line_end(line + 1), Role::markup);  // |---|---|
    }
    witness_.tables.push_back(std::move(out));
  }

  void inline_node(cmark_node* node) {
    if (has_no_place(node)) return;
    const uint32_t begin = bytes_.at(cmark_node_get_start_line(node), cmark_node_get_start_column(node));
    const uint32_t end = bytes_.at(cmark_node_get_end_line(node), cmark_node_get_end_column(node) + 1);
    if (end <= begin) return;
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_EMPH: delimited(begin, end, 1, MarkKind::emphasis); break;
      case CMARK_NODE_STRONG: delimited(begin, end, 2, MarkKind::strong); break;
      case CMARK_NODE_CODE: {
        uint32_t from = begin, to = end;
        while (from > 0 && witness_.chars[from - 1] == U'`') witness_.role[--from] = Role::markup;
        while (is_syntax(witness_, to, U"`")) witness_.role[to++] = Role::markup;
        set_role(witness_, from, begin, Role::markup);
        witness_.marks.push_back({MarkKind::code, {begin, end}, 1, ""});
        break;
      }
      case CMARK_NODE_LINK:
      case CMARK_NODE_IMAGE: link(node, begin, end); break;
      default: break;
    }
  }

 private:
  // The line of a table's head: the one above its line of dashes, which the rows follow.
  static int head_line(cmark_node* table) {
    cmark_node* const row = cmark_node_next(cmark_node_first_child(table));
    return row != nullptr ? cmark_node_get_start_line(row) - 2 : cmark_node_get_end_line(table) - 1;
  }

  // Inside a paragraph above a table's head, and in that head, cmark counts columns from another line.
  static bool has_no_place(cmark_node* node) {
    for (cmark_node* up = cmark_node_parent(node); up != nullptr; up = cmark_node_parent(up)) {
      if (cmark_node_get_start_line(up) == 0) return true;
      if (std::string_view(cmark_node_get_type_string(up)) == "table_header") {
        cmark_node* const table = cmark_node_parent(up);
        return cmark_node_get_start_line(table) != head_line(table);
      }
    }
    return false;
  }

  void delimited(uint32_t begin, uint32_t end, uint32_t width, MarkKind kind) {
    for (uint32_t k = 0; k < width; ++k)
      if (!is_syntax(witness_, begin + k, U"*_") || !is_syntax(witness_, end - 1 - k, U"*_")) return;
    set_role(witness_, begin, begin + width, Role::markup);
    set_role(witness_, end - width, end, Role::markup);
    if (end - begin > 2 * width) witness_.marks.push_back({kind, {begin + width, end - width}, 1, ""});
  }

  // …的偶联[9](1)中间体, 见[3](图2): a callout and a bracket, where no address stands in it.
  static bool is_address(std::string_view address) {
    constexpr std::string_view kSigns[] = {"://", "mailto:", "www.", "#", "/"};
    if (std::any_of(std::begin(kSigns), std::end(kSigns), [&](std::string_view sign) { return address.find(sign) != std::string_view::npos; })) return true;
    const size_t dot = address.rfind('.');   // notes.html
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    return dot != std::string_view::npos && dot > 0 && address.size() > dot + 2 && std::all_of(address.begin() + static_cast<std::ptrdiff_t>(dot) + 1, address.end(), is_small);
  }

  void link(cmark_node* node, uint32_t begin, uint32_t end) {
    const char* const url = cmark_node_get_url(node);
    const std::string address = url != nullptr ? url : "";
    // <http://…>: cmark gives the link itself a wrong column inside a list, but its text the right one.
    if (cmark_node* const text = cmark_node_first_child(node); text != nullptr && cmark_node_get_type(text) == CMARK_NODE_TEXT) {
      const uint32_t from = bytes_.at(cmark_node_get_start_line(text), cmark_node_get_start_column(text));
      const uint32_t to = bytes_.at(cmark_node_get_end_line(text), cmark_node_get_end_column(text) + 1);
      if (from > 0 && to > from && is_syntax(witness_, from - 1, U"<") && is_syntax(witness_, to, U">")) {
        witness_.role[from - 1] = witness_.role[to] = Role::markup;
        witness_.marks.push_back({MarkKind::link, {from, to}, 1, address});
        return;
      }
    }
    const bool image = cmark_node_get_type(node) == CMARK_NODE_IMAGE;
    if (!image && !is_address(address)) return;
    // [text](address): the last "](" splits; a reference-style link [n][m] is text of ours, not a link.
    uint32_t split = kNone;
    for (uint32_t i = end - 1; i > begin; --i)
      if (witness_.chars[i] == U'(' && witness_.chars[i - 1] == U']') {
        split = i - 1;
        break;
      }
    if (split == kNone || witness_.chars[end - 1] != U')') return;
    const uint32_t text = begin + (image ? 2 : 1);
    set_role(witness_, begin, text, Role::markup);
    set_role(witness_, split, end, Role::markup);
    witness_.marks.push_back({image ? MarkKind::image : MarkKind::link, {text, split}, 1, address});
  }

  Witness& witness_;
  const Bytes& bytes_;
};

void walk(Witness& witness, const Bytes& bytes) {
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, void (*)(cmark_parser*)> parser(cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_UNSAFE), cmark_parser_free);
  cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension("table"));
  cmark_parser_feed(parser.get(), bytes.text().data(), bytes.text().size());
  const std::unique_ptr<cmark_node, void (*)(cmark_node*)> document(cmark_parser_finish(parser.get()), cmark_node_free);
  const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> iterator(cmark_iter_new(document.get()), cmark_iter_free);
  Walker walker(witness, bytes);
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator.get())) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* const node = cmark_iter_get_node(iterator.get());
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_HEADING:
      case CMARK_NODE_CODE_BLOCK:
      case CMARK_NODE_HTML_BLOCK:
      case CMARK_NODE_THEMATIC_BREAK: walker.leaf_block(node); break;
      case CMARK_NODE_EMPH:
      case CMARK_NODE_STRONG:
      case CMARK_NODE_CODE:
      case CMARK_NODE_LINK:
      case CMARK_NODE_IMAGE: walker.inline_node(node); break;
      default:
        if (std::string_view(cmark_node_get_type_string(node)) == "table") walker.table(node);
        break;
    }
  }
}

// What no block holds (link definitions, what cmark skipped) is a paragraph a line: nothing is lost.
void cover(Witness& witness, Span part) {
  std::vector<Block> blocks;
  uint32_t at = part.begin;
  const auto fill = [&](uint32_t begin, uint32_t end) {
    uint32_t from = begin;
    for (uint32_t i = begin; i <= end; ++i) {
      if (i < end && witness.role[i] != Role::line_break) continue;
      bool has_text = false;
      for (uint32_t k = from; k < i; ++k) has_text |= witness.role[k] == Role::text;
      if (has_text) blocks.push_back({{from, i}, BlockKind::paragraph, 0, 1, false});
      from = i + 1;
    }
  };
  const auto first = std::find_if(witness.blocks.begin(), witness.blocks.end(), [&](const Block& b) { return b.span.begin >= part.begin; });
  for (auto block = first; block != witness.blocks.end(); ++block) {
    if (block->span.begin >= block->span.end) continue;   // what cmark makes of a line of nothing
    if (block->span.begin < at) block->span.begin = std::min(at, block->span.end);
    fill(at, block->span.begin);
    if (!block->span.empty()) blocks.push_back(*block);
    at = std::max(at, block->span.end);
  }
  fill(at, part.end);
  witness.blocks.erase(first, witness.blocks.end());
  witness.blocks.insert(witness.blocks.end(), blocks.begin(), blocks.end());
}

// "[^3]: 严家炎…" at the start of a line: a note, and its number is no callout. Raised numbers that such notes have call them.
void find_footnotes(Witness& witness, Span part) {
  const auto digits_behind = [&](uint32_t i, uint32_t& number) {   // of "[^12]" at i: its end, or i
    uint32_t k = i + 2;
    number = 0;
    while (k < part.end && k < i + 6 && is_ascii_digit(witness.chars[k])) number = number * 10 + (witness.chars[k++] - U'0');
    return k > i + 2 && k < part.end && witness.chars[k] == U']' ? k + 1 : i;
  };
  std::vector<uint32_t> begins, numbers;
  for (const uint32_t line : witness.lines) {
    uint32_t number = 0;
    if (line < part.begin || line + 5 >= part.end || witness.chars[line] != U'[' || witness.chars[line + 1] != U'^') continue;
    const uint32_t end = digits_behind(line, number);
    if (end == line || witness.chars[end] != U':') continue;
    set_role(witness, end, end + 1, Role::markup);
    std::erase_if(witness.marks, [&](const Mark& mark) { return mark.kind == MarkKind::superscript && mark.span.begin == line; });
    begins.push_back(line);
    numbers.push_back(number);
  }
  if (begins.empty()) return;
  for (Mark& mark : witness.marks) {
    uint32_t number = 0;
    if (mark.kind != MarkKind::superscript || mark.span.begin < part.begin || mark.span.begin + 3 >= part.end || witness.chars[mark.span.begin + 1] != U'^') continue;
    if (digits_behind(mark.span.begin, number) != mark.span.begin && std::find(numbers.begin(), numbers.end(), number) != numbers.end()) mark.value = "note";
  }
  std::vector<Block> blocks;
  for (Block block : witness.blocks) {
    for (const uint32_t at : begins) {
      if (at < block.span.begin || at >= block.span.end) continue;
      if (at > block.span.begin) {
        blocks.push_back(block);
        blocks.back().span.end = at;
        block.span.begin = at;
      }
      block.kind = BlockKind::note;
    }
    blocks.push_back(block);
  }
  witness.blocks = std::move(blocks);
}

}  // namespace

void read_markdown(Witness& witness, Span part, Diags& diags) {
  const size_t first_table = witness.tables.size();
  if (part.size() > kLongestForCmark / 2) {
    diags.push_back({Code::too_long_for_markdown, {witness.sources.back().name, 0, 0}, fmt::format("{} characters", part.size())});
    read_plain(witness, part, diags);
    read_inline_marks(witness, part);
    return;
  }
  for (uint32_t i = part.begin; i + 1 < part.end; ++i)
    if (witness.chars[i] == U'\f') witness.pages.push_back({i + 1, "", 1});
  {
    const Bytes bytes(witness, part);
    walk(witness, bytes);
  }
  std::stable_sort(witness.blocks.begin(), witness.blocks.end(), [](const Block& a, const Block& b) { return a.span.begin < b.span.begin; });
  read_inline_marks(witness, part);
  cover(witness, part);
  find_footnotes(witness, part);
  cut_out_tables(witness, first_table);
}

}  // namespace jiaokan
