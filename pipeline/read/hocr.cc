// hOCR: HTML whose classes say what was recognised: pages, paragraphs, lines, words, single characters with box and confidence.
//
// What a class means stands in the table; an element may have several. Tesseract calls a line that it takes for a heading ocr_header, which is
// the running head of a page for everybody else. Text outside of all classes is read too; a document's head is not.
#include <algorithm>
#include <cstdlib>

#include "lang/script.h"
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
    {"ocr_table", Border::block, BlockKind::paragraph, 0, false},
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

struct State {   // of an element, for the texts inside it
  Run as;
  bool no_text = false;
};

State state_inside(std::u32string_view text, const XmlNode& node, State state) {
  const std::string title = attribute(text, node, "title");
  for (const std::string_view name : kNoText) state.no_text |= node.name == name;
  if (const std::string box = property(title, "bbox"); !box.empty()) {
    const char* at = box.c_str();
    float corner[4] = {0, 0, 0, 0};
    for (float& value : corner) {
      char* end = nullptr;
      value = std::clamp(std::strtof(at, &end), 0.0F, 1e6F);
      at = end;
    }
    state.as.box = {corner[0], corner[1], corner[2], corner[3]};
  }
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

}  // namespace

bool is_hocr(const Witness& witness, Span part) {
  return is_xml_of(witness, part, {U"ocr_page", U"ocr-system"}, kHead);
}

void read_hocr(Witness& witness, Span part, Diags& diags) {
  const std::u32string_view text = witness.chars;
  const Xml xml = read_xml(witness, part, XmlDialect::html);
  XmlRuns runs(text);
  std::vector<State> states(xml.nodes.size());
  const bool tesseract = is_tesseracts(text.substr(part.begin, part.size()));
  for (uint32_t n = 0; n < xml.nodes.size(); ++n) {
    const XmlNode& node = xml.nodes[n];
    const State outer = node.parent == kNone ? State{} : states[node.parent];
    if (!node.name.empty()) {
      states[n] = state_inside(text, node, outer);
      if (node.name == kEndlessElement) runs.begin(Border::line);
      const std::string classes = attribute(text, node, "class");
      for (const Class& row : kClasses) {
        if (classes.empty() || !has_class(classes, row.name)) continue;
        const Class& known = tesseract && row.name == kTesseractHeading.name ? kTesseractHeading : row;
        states[n].as.furniture |= known.furniture;
        if (known.border == Border::page) runs.begin_page(page_of(attribute(text, node, "title"), states[n].as.box));
        else runs.begin(known.border, known.kind, known.level);
      }
      continue;
    }
    if (outer.no_text || node.parent == kNone) continue;
    const size_t before = runs.plan.runs.size();
    runs.put(node.span, outer.as);
    if (runs.plan.runs.size() == before) continue;
    const std::string& element = xml.nodes[node.parent].name;
    for (const Inline& known : kInlines)
      if (known.element == element) runs.plan.marks.push_back({known.mark, runs.plan.runs.back().span, 1, ""});
  }
  lay_out_xml(witness, part, xml, runs.plan, "no text in hOCR", diags);
}

}  // namespace jiaokan
