// hOCR: HTML whose classes say what was recognised: pages, paragraphs, lines, words, single characters with box and confidence.
//
// What a class means stands in the table; an element may have several. A table has its cells as HTML says them, else by where its blocks stand.
// Tesseract calls a line that it takes for a heading ocr_header, which is
// the running head of a page for everybody else. Text outside of all classes is read too; a document's head is not.
#include <algorithm>
#include <cstdlib>

#include "lang/script.h"
#include "model/table_grid.h"
#include "read/cell_grid.h"
#include "read/formats.h"
#include "read/xml.h"

namespace jiaokan {

namespace {

struct Class {
  std::string_view name;
  Border border;
  BlockKind kind;
  uint8_t level;
  bool furniture;
};
constexpr std::string_view kTable = "ocr_table";   // where its cells cannot be told it is a paragraph
constexpr Class kClasses[] = {
    {"ocr_abstract", Border::block, BlockKind::paragraph, 0, false},
    {"ocr_author", Border::block, BlockKind::paragraph, 0, false},
    {"ocr_blockquote", Border::block, BlockKind::quotation, 0, false},
    {"ocr_caption", Border::block, BlockKind::caption, 0, false},
    {"ocr_carea", Border::block, BlockKind::paragraph, 0, false},
    {"ocr_chapter", Border::block, BlockKind::heading, 1, false},
    {"ocr_chem", Border::block, BlockKind::paragraph, 0, false},
    {"ocr_column", Border::block, BlockKind::paragraph, 0, false},
    {"ocr_display", Border::block, BlockKind::formula, 0, false},
    {"ocr_float", Border::block, BlockKind::paragraph, 0, false},
    {"ocr_footer", Border::block, BlockKind::paragraph, 0, true},
    {"ocr_footnote", Border::block, BlockKind::note, 0, false},
    {"ocr_header", Border::block, BlockKind::paragraph, 0, true},
    {"ocr_line", Border::line, BlockKind::paragraph, 0, false},
    {"ocr_linear", Border::none, BlockKind::paragraph, 0, false},
    {"ocr_math", Border::block, BlockKind::formula, 0, false},
    {"ocr_page", Border::page, BlockKind::paragraph, 0, false},
    {"ocr_pageno", Border::block, BlockKind::paragraph, 0, true},
    {"ocr_par", Border::block, BlockKind::paragraph, 0, false},
    {"ocr_part", Border::block, BlockKind::heading, 1, false},
    {"ocr_section", Border::block, BlockKind::heading, 2, false},
    {"ocr_subsection", Border::block, BlockKind::heading, 3, false},
    {"ocr_subsubsection", Border::block, BlockKind::heading, 4, false},
    {kTable, Border::block, BlockKind::paragraph, 0, false},
    {"ocr_textfloat", Border::line, BlockKind::paragraph, 0, false},
    {"ocr_title", Border::block, BlockKind::heading, 1, false},
    {"ocrx_block", Border::block, BlockKind::paragraph, 0, false},
    {"ocrx_footnote", Border::block, BlockKind::note, 0, false},
    {"ocrx_line", Border::line, BlockKind::paragraph, 0, false},
    {"ocrx_word", Border::space, BlockKind::paragraph, 0, false},
};
constexpr Class kTesseractHeading = {"ocr_header", Border::line, BlockKind::paragraph, 0, false};
constexpr size_t kHead = 8000;   // signs of a document in which it says what it is
constexpr std::string_view kNoText[] = {"head", "script", "style"};

struct Inline {
  std::string_view element;
  MarkKind mark;
};
constexpr Inline kInlines[] = {{"em", MarkKind::emphasis}, {"strong", MarkKind::strong}, {"sub", MarkKind::subscript}, {"sup", MarkKind::superscript}};

// "bbox 10 20 30 40; x_wconf 93" → what follows the name.
std::string property(std::string_view title, std::string_view name) {
  for (size_t at = title.find(name); at != std::string_view::npos; at = title.find(name, at + 1)) {
    const bool whole = (at == 0 || title[at - 1] == ' ' || title[at - 1] == ';') && at + name.size() < title.size() && title[at + name.size()] == ' ';
    if (!whole) continue;
    const std::string_view rest = title.substr(at + name.size() + 1);
    return std::string(rest.substr(0, rest.find(';')));
  }
  return {};
}

Box box_in(const std::string& title) {
  const std::string box = property(title, "bbox");
  const char* at = box.c_str();
  float corner[4] = {0, 0, 0, 0};
  for (float& value : corner) {
    char* end = nullptr;
    value = std::clamp(std::strtof(at, &end), 0.0F, 1e6F);
    at = end;
  }
  return {corner[0], corner[1], corner[2], corner[3]};
}

struct State {   // of an element, for the texts inside it
  Run as;
  bool no_text = false;
};

State state_inside(std::u32string_view text, const XmlNode& node, State state) {
  const std::string title = attribute(text, node, "title");
  for (const std::string_view name : kNoText) state.no_text |= node.name == name;
  if (!property(title, "bbox").empty()) state.as.box = box_in(title);
  if (const std::string confidence = property(title, "x_wconf"); !confidence.empty())
    state.as.confidence = std::clamp(number_in(confidence, 100) / 100, 0.0F, 1.0F);
  // Of single characters (ocrx_cinfo), or of the whole element.
  if (const std::string confidence = property(title, "x_conf"); !confidence.empty()) state.as.confidence = std::clamp(number_in(confidence, 100) / 100, 0.0F, 1.0F);
  return state;
}

// Where a page is seen and what it is called.
PageStart page_of(const std::string& title, const Box& box) {
  std::string picture = property(title, "image");
  std::erase_if(picture, [](char c) { return c == '"' || c == '\''; });
  while (!picture.empty() && picture.back() == ' ') picture.pop_back();
  const size_t name = picture.find_first_not_of(' ');
  return {0, property(title, "lpageno"), 1, std::max(box.x1, 0.0F), std::max(box.y1, 0.0F), name == std::string::npos ? "" : picture.substr(name)};
}

// The program's name stands beside ocr-system, on either side.
bool is_tesseracts(std::u32string_view text) {
  constexpr size_t kBeside = 120;
  const size_t at = text.substr(0, kHead).find(U"ocr-system");
  if (at == std::u32string_view::npos) return false;
  return text.substr(at - std::min(at, kBeside), 2 * kBeside).find(U"tesseract") != std::u32string_view::npos;
}

bool has_class(std::string_view classes, std::string_view name) {
  for (size_t at = classes.find(name); at != std::string_view::npos; at = classes.find(name, at + 1)) {
    const size_t end = at + name.size();
    if ((at == 0 || classes[at - 1] == ' ') && (end == classes.size() || classes[end] == ' ')) return true;
  }
  return false;
}

class Hocr {
 public:
  Hocr(std::u32string_view text, const Xml& xml, bool tesseract) : text_(text), xml_(xml), tesseract_(tesseract), runs_(text), states_(xml.nodes.size()) {}

  Plan run() {
    for (uint32_t n = 0; n < xml_.nodes.size(); ++n) n = node(n, Border::page);
    return std::move(runs_.plan);
  }

 private:
  // Returns the last node that it has read. `most`: the strongest border that may stand here; in a cell a line.
  uint32_t node(uint32_t n, Border most) {
    const XmlNode& node = xml_.nodes[n];
    const State outer = node.parent == kNone ? State{} : states_[node.parent];
    if (node.name.empty()) {
      if (!outer.no_text && node.parent != kNone) put(n, outer);
      return n;
    }
    states_[n] = state_inside(text_, node, outer);
    if (node.name == kEndlessElement) runs_.begin(Border::line);
    const std::string classes = attribute(text_, node, "class");
    if (most == Border::page && (node.name == "table" || has_class(classes, kTable)) && table(n)) return node.end - 1;
    for (const Class& row : kClasses) {
      if (classes.empty() || !has_class(classes, row.name)) continue;
      const Class& known = tesseract_ && row.name == kTesseractHeading.name ? kTesseractHeading : row;
      states_[n].as.furniture |= known.furniture;
      if (most != Border::page) runs_.begin(std::min(known.border, most));
      else if (known.border == Border::page) runs_.begin_page(page_of(attribute(text_, node, "title"), states_[n].as.box));
      else runs_.begin(known.border, known.kind, known.level);
    }
    return n;
  }

  void put(uint32_t n, const State& as) {
    const size_t before = runs_.plan.runs.size();
    runs_.put(xml_.nodes[n].span, as.as);
    if (runs_.plan.runs.size() == before) return;
    const std::string& element = xml_.nodes[xml_.nodes[n].parent].name;
    for (const Inline& known : kInlines)
      if (known.element == element) runs_.plan.marks.push_back({known.mark, runs_.plan.runs.back().span, 1, ""});
  }

  bool blank(Span span) const {
    for (uint32_t i = span.begin; i < span.end; ++i)
      if (!is_space(text_[i]) && text_[i] != U'\n' && text_[i] != U'\r') return false;
    return true;
  }

  // Whether every text from one node to another lies in one of these, which ascend.
  bool hold_all(const std::vector<uint32_t>& those, uint32_t from, uint32_t to) const {
    size_t next = 0;
    for (uint32_t k = from; k < to; ++k) {
      while (next < those.size() && xml_.nodes[those[next]].end <= k) ++next;
      const bool held = next < those.size() && those[next] <= k;
      if (!held && xml_.nodes[k].name.empty() && !blank(xml_.nodes[k].span)) return false;
    }
    return true;
  }

  uint16_t cells_over(const XmlNode& node, std::string_view name) const { return static_cast<uint16_t>(std::clamp(number_in(attribute(text_, node, name), 1), 1.0F, 1000.0F)); }

  // Its cells as rows of HTML; none when it has no such rows.
  std::vector<Cell> rows_of(uint32_t n, std::vector<uint32_t>& nodes) const {
    std::vector<Cell> out;
    TableGrid grid;
    for (uint32_t k = n + 1; k < xml_.nodes[n].end; ++k) {
      const XmlNode& node = xml_.nodes[k];
      if (node.name == "tr") grid.next_row();
      if (node.name != "td" && node.name != "th") continue;
      out.push_back(grid.place(cells_over(node, "rowspan"), cells_over(node, "colspan")));
      out.back().header = node.name == "th";
      nodes.push_back(k);
      k = node.end - 1;
    }
    return out;
  }

  // Its blocks as a grid; a single block that holds all is looked into. None when there are no two columns.
  std::vector<Cell> blocks_of(uint32_t n, std::vector<uint32_t>& nodes) const {
    std::vector<Box> boxes;
    for (uint32_t at = n; boxes.size() < 2;) {
      nodes.clear();
      boxes.clear();
      for (uint32_t k = at + 1; k < xml_.nodes[at].end; k = xml_.nodes[k].end)
        if (!xml_.nodes[k].name.empty()) {
          nodes.push_back(k);
          boxes.push_back(box_in(attribute(text_, xml_.nodes[k], "title")));
        }
      if (nodes.empty()) return {};
      at = nodes.front();
    }
    std::vector<Cell> out = cell_grid(boxes);
    return std::any_of(out.begin(), out.end(), [](const Cell& cell) { return cell.column > 0; }) ? out : std::vector<Cell>();
  }

  // False where it has no grid that holds all of its text: then it is read as any other block.
  bool table(uint32_t n) {
    std::vector<uint32_t> nodes;
    std::vector<Cell> cells = rows_of(n, nodes);
    if (cells.empty()) cells = blocks_of(n, nodes);
    if (cells.empty() || !hold_all(nodes, n + 1, xml_.nodes[n].end)) return false;
    runs_.put_table(cells, [&](size_t c) {
      runs_.begin(Border::line);
      std::vector<uint32_t> around;
      for (uint32_t k = xml_.nodes[nodes[c]].parent; k != n; k = xml_.nodes[k].parent) around.push_back(k);
      for (auto k = around.rbegin(); k != around.rend(); ++k) states_[*k] = state_inside(text_, xml_.nodes[*k], states_[xml_.nodes[*k].parent]);
      for (uint32_t k = nodes[c]; k < xml_.nodes[nodes[c]].end; ++k) k = node(k, Border::line);
    });
    return true;
  }

  std::u32string_view text_;
  const Xml& xml_;
  bool tesseract_;
  XmlRuns runs_;
  std::vector<State> states_;
};

}  // namespace

bool is_hocr(const Witness& witness, Span part) {
  return is_xml_of(witness, part, {U"ocr_page", U"ocr-system"}, kHead);
}

void read_hocr(Witness& witness, Span part, Diags& diags) {
  const std::u32string_view text = witness.chars;
  const Xml xml = read_xml(witness, part, XmlDialect::html);
  const Plan plan = Hocr(text, xml, is_tesseracts(text.substr(part.begin, part.size()))).run();
  lay_out_xml(witness, part, xml, plan, "no text in hOCR", diags);
}

}  // namespace jiaokan
