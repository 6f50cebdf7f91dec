// HTML as Pandoc writes it of DOCX, ODT and anybody's HTML: well-formed, without styles that mean something.
//
// What an element means stands in the tables; the text of any other is read where it stands. A table in a cell is text of that cell.
#include <algorithm>

#include "lang/script.h"
#include "model/table_grid.h"
#include "model/unicode.h"
#include "read/formats.h"
#include "read/xml.h"

namespace jiaokan {

namespace {

struct Element {
  std::string_view name;
  Border border;
  BlockKind kind;
  uint8_t level;
};
constexpr Element kElements[] = {
    {"blockquote", Border::block, BlockKind::quotation, 0}, {"caption", Border::block, BlockKind::caption, 0}, {"dd", Border::block, BlockKind::paragraph, 0},
    {"div", Border::block, BlockKind::paragraph, 0},        {"dt", Border::block, BlockKind::paragraph, 0},    {"figcaption", Border::block, BlockKind::caption, 0},
    {"figure", Border::block, BlockKind::paragraph, 0},     {"h1", Border::block, BlockKind::heading, 1},      {"h2", Border::block, BlockKind::heading, 2},
    {"h3", Border::block, BlockKind::heading, 3},           {"h4", Border::block, BlockKind::heading, 4},      {"h5", Border::block, BlockKind::heading, 5},
    {"h6", Border::block, BlockKind::heading, 6},           {"header", Border::block, BlockKind::paragraph, 0}, {"li", Border::block, BlockKind::list_item, 0},
    {"ol", Border::block, BlockKind::paragraph, 0},         {"p", Border::block, BlockKind::paragraph, 0},     {"pre", Border::block, BlockKind::code, 0},
    {"section", Border::block, BlockKind::paragraph, 0},    {"tr", Border::line, BlockKind::paragraph, 0},     {"ul", Border::block, BlockKind::paragraph, 0},
};

struct Inline {
  std::string_view name;
  MarkKind mark;
};
constexpr Inline kInlines[] = {{"code", MarkKind::code},     {"em", MarkKind::emphasis},   {"i", MarkKind::emphasis},     {"b", MarkKind::strong},
                               {"strong", MarkKind::strong}, {"sub", MarkKind::subscript}, {"sup", MarkKind::superscript}};

constexpr std::string_view kNoText[] = {"colgroup", "head", "script", "style", "template", "title"};

class Html {
 public:
  Html(std::u32string_view text, const Xml& xml) : text_(text), xml_(xml), runs_(text) {}

  Plan run() {
    for (uint32_t n = 0; n < xml_.nodes.size();) {
      close(n);
      n = xml_.nodes[n].name.empty() ? put(n) : open(n);
    }
    close(static_cast<uint32_t>(xml_.nodes.size()));
    return std::move(runs_.plan);
  }

 private:
  struct Open {
    uint32_t end = 0;          // the first node behind it
    size_t first_run = 0;
    const Element* element = nullptr;
    const Inline* mark = nullptr;
    std::string link;
    bool formula = false, table = false, cell = false, notes = false;
  };

  uint32_t put(uint32_t n) {
    Span span = xml_.nodes[n].span;
    if (!open_.empty() && open_.back().formula) span = without_delimiters(span);
    runs_.put(span, {});
    return n + 1;
  }

  // \( … \) and \[ … \] are Pandoc's, $$ … $$ TeX's own.
  Span without_delimiters(Span span) const {
    const auto are = [&](uint32_t at, char32_t first, std::u32string_view second) { return text_[at] == first && second.find(text_[at + 1]) != second.npos; };
    const bool delimited = span.size() > 4 && ((are(span.begin, U'\\', U"([") && are(span.end - 2, U'\\', U")]")) || (are(span.begin, U'$', U"$") && are(span.end - 2, U'$', U"$")));
    return delimited ? Span{span.begin + 2, span.end - 2} : span;
  }

  // Returns the next node to look at.
  uint32_t open(uint32_t n) {
    const XmlNode& node = xml_.nodes[n];
    const std::string type = attribute(text_, node, "class");
    if (std::find(std::begin(kNoText), std::end(kNoText), node.name) != std::end(kNoText)) return node.end;
    if (node.name == "a" && type == "footnote-back") return node.end;   // the arrow back
    Open here;
    here.end = node.end;
    here.first_run = runs_.plan.runs.size();
    for (const Element& element : kElements)
      if (element.name == node.name) here.element = &element;
    for (const Inline& known : kInlines)
      if (known.name == node.name) here.mark = &known;
    if (node.name == kEndlessElement) {
      runs_.begin(Border::line);
      // The library calls every such element alike; a picture has an address.
      if (const std::string picture = attribute(text_, node, "src"); !picture.empty()) runs_.plan.marks.push_back({MarkKind::image, {node.span.begin, node.span.begin}, 1, picture});
    }
    if (node.name == "a") here.link = attribute(text_, node, "href");
    // TeX is one text; with elements in it, the formula is set in letters and raised signs already.
    here.formula = node.name == "span" && type.starts_with("math") && node.end == n + 2;
    here.notes = node.name == "section" && type.starts_with("footnotes");
    here.table = node.name == "table" && table_ == kNone;
    here.cell = (node.name == "td" || node.name == "th") && table_ != kNone && cell_ == kNone;
    if (here.table) begin_table(n);
    if (table_ == kNone || here.table || node.name == "caption") {
      if (here.element != nullptr && !here.table) begin_block(*here.element, type);
    } else if (node.name == "tr" && cell_ == kNone) {
      grid_.next_row();
      runs_.begin(Border::line);
    } else if (here.cell) {
      begin_cell(node);
    } else if (here.element != nullptr) {
      runs_.begin(Border::space);   // paragraphs of a cell
    }
    open_.push_back(std::move(here));
    return n + 1;
  }

  void begin_block(const Element& element, std::string_view type) {
    // A paragraph of a list's item or a quotation is of its kind; all that the list of notes holds is notes.
    BlockKind kind = element.kind;
    if (std::any_of(open_.begin(), open_.end(), [](const Open& around) { return around.notes; })) return runs_.begin(element.border, BlockKind::note);
    if (kind == BlockKind::paragraph && element.name == "p") {
      for (const Open& around : open_)
        if (around.element != nullptr && (around.element->kind == BlockKind::list_item || around.element->kind == BlockKind::quotation)) kind = around.element->kind;
      if (type == "title") return runs_.begin(Border::block, BlockKind::heading, 1);
    }
    runs_.begin(element.border, kind, element.level);
  }

  void begin_table(uint32_t n) {
    table_ = n;
    grid_ = {};
    tables_.emplace_back();
    runs_.begin(Border::block, BlockKind::table);
    // A caption comes first and is a block of its own.
    table_run_ = kNone;
  }

  uint32_t span_of(const XmlNode& node, std::string_view name) const {
    return static_cast<uint32_t>(std::clamp(number_in(attribute(text_, node, name), 1), 1.0F, 1000.0F));
  }

  void begin_cell(const XmlNode& node) {
    if (table_run_ == kNone) {
      runs_.begin(Border::block, BlockKind::table);
      table_run_ = static_cast<uint32_t>(runs_.plan.runs.size());
    } else {
      runs_.begin(Border::space);
    }
    cell_ = static_cast<uint32_t>(tables_.back().cells.size());
    tables_.back().cells.push_back(grid_.place(span_of(node, "rowspan"), span_of(node, "colspan")));
    tables_.back().cells.back().header = node.name == "th";
  }

  // Ends what ends before node n.
  void close(uint32_t n) {
    while (!open_.empty() && open_.back().end <= n) {
      const Open done = std::move(open_.back());
      open_.pop_back();
      const Span span = runs_.span_from(done.first_run);
      const auto mark = [&](MarkKind kind, std::string value) {
        if (!span.empty()) runs_.plan.marks.push_back({kind, span, 1, std::move(value)});
      };
      if (done.mark != nullptr) mark(done.mark->mark, "");
      if (done.link.starts_with("http") || done.link.starts_with("mailto:")) mark(MarkKind::link, done.link);
      if (done.formula && !span.empty()) mark(MarkKind::formula, to_utf8(text_.substr(span.begin, span.size())));
      if (done.cell) {
        Cell& cell = tables_.back().cells[cell_];
        cell.span = span;
        cell_ = kNone;
      }
      if (done.table) end_table();
      if (done.element != nullptr && table_ == kNone) runs_.begin(Border::block);
    }
  }

  void end_table() {
    Table table = std::move(tables_.back());
    tables_.pop_back();
    table_ = kNone;
    const Span span = table_run_ == kNone ? Span{} : runs_.span_from(table_run_);
    if (!span.empty()) {
      // An empty cell stands where the one before it ends.
      uint32_t at = span.begin;
      for (Cell& cell : table.cells) {
        if (cell.span.empty()) cell.span = {at, at};
        at = cell.span.end;
      }
      table.span = span;
      runs_.plan.tables.push_back(std::move(table));
    }
    runs_.begin(Border::block);
  }

  std::u32string_view text_;
  const Xml& xml_;
  XmlRuns runs_;
  std::vector<Open> open_;
  std::vector<Table> tables_;            // the one being read
  uint32_t table_ = kNone, cell_ = kNone;
  uint32_t table_run_ = kNone;           // its first run
  TableGrid grid_;
};

}  // namespace

bool is_html(const Witness& witness, Span part) {
  return is_xml_of(witness, part, {U"<html", U"<!DOCTYPE html"});
}

void read_html(Witness& witness, Span part, Diags& diags) {
  const Xml xml = read_xml(witness, part, XmlDialect::html);
  const Plan plan = Html(witness.chars, xml).run();
  lay_out_xml(witness, part, xml, plan, "no text in HTML", diags);
}

}  // namespace jiaokan
