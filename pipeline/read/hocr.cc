// hOCR: HTML whose classes say what was recognised: pages, paragraphs, lines, words with box and confidence.
//
// What a class means stands in the table. Text outside of all of them is read too; a document's head is not.
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
    {"ocr_author", Border::block, BlockKind::paragraph, 0, false}, {"ocr_caption", Border::block, BlockKind::caption, 0, false},
    {"ocr_carea", Border::block, BlockKind::paragraph, 0, false},  {"ocr_chapter", Border::block, BlockKind::heading, 1, false},
    {"ocr_display", Border::block, BlockKind::formula, 0, false},  {"ocr_float", Border::block, BlockKind::paragraph, 0, false},
    {"ocr_footer", Border::block, BlockKind::paragraph, 0, true},  {"ocr_header", Border::line, BlockKind::paragraph, 0, false},
    {"ocr_line", Border::line, BlockKind::paragraph, 0, false},    {"ocr_page", Border::page, BlockKind::paragraph, 0, false},
    {"ocr_pageno", Border::block, BlockKind::paragraph, 0, true},  {"ocr_par", Border::block, BlockKind::paragraph, 0, false},
    {"ocr_section", Border::block, BlockKind::heading, 2, false},  {"ocr_textfloat", Border::line, BlockKind::paragraph, 0, false},
    {"ocr_title", Border::block, BlockKind::heading, 1, false},    {"ocrx_block", Border::block, BlockKind::paragraph, 0, false},
    {"ocrx_line", Border::line, BlockKind::paragraph, 0, false},   {"ocrx_word", Border::space, BlockKind::paragraph, 0, false},
};
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
  return state;
}

}  // namespace

bool is_hocr(const Witness& witness, Span part) {
  return is_xml_of(witness, part, {U"ocr_page", U"ocr-system"}, 8000);
}

void read_hocr(Witness& witness, Span part, Diags& diags) {
  const std::u32string_view text = witness.chars;
  const Xml xml = read_xml(witness, part, XmlDialect::html);
  XmlRuns runs(text);
  std::vector<State> states(xml.nodes.size());
  for (uint32_t n = 0; n < xml.nodes.size(); ++n) {
    const XmlNode& node = xml.nodes[n];
    const State outer = node.parent == kNone ? State{} : states[node.parent];
    if (!node.name.empty()) {
      states[n] = state_inside(text, node, outer);
      if (node.name == kEndlessElement) runs.begin(Border::line);
      const std::string name = attribute(text, node, "class");
      for (const Class& known : kClasses) {
        if (known.name != name) continue;
        states[n].as.furniture |= known.furniture;
        if (known.border == Border::page) runs.begin_page(property(attribute(text, node, "title"), "lpageno"));
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
