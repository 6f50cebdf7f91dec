// ALTO 2 to 4: pages, blocks, lines and strings with box (HPOS, VPOS, WIDTH, HEIGHT) and confidence (WC).
#include <algorithm>

#include "lang/script.h"
#include "read/formats.h"
#include "read/xml.h"

namespace jiaokan {

namespace {

constexpr std::string_view kMargins[] = {"BottomMargin", "LeftMargin", "RightMargin", "TopMargin"};
constexpr std::string_view kBlocks[] = {"ComposedBlock", "GraphicalElement", "Illustration", "TextBlock"};

template <size_t n>
bool among(const std::string_view (&list)[n], std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

class Alto {
 public:
  Alto(std::u32string_view text, const Xml& xml) : text_(text), xml_(xml), runs_(text) {}

  Plan run() {
    for (uint32_t n = 0; n < xml_.nodes.size(); ++n) {
      const XmlNode& node = xml_.nodes[n];
      while (margin_end_ != 0 && n >= margin_end_) margin_end_ = 0;
      if (node.name == "Page") runs_.begin_page(attribute(text_, node, "PRINTED_IMG_NR"));
      else if (among(kMargins, node.name)) margin_end_ = node.end;
      else if (among(kBlocks, node.name)) runs_.begin(Border::block);
      else if (node.name == "TextLine") line(n);
      else if (node.name == "SP") runs_.begin(Border::space);
      else if (node.name == "String" || node.name == "HYP") string(node);
    }
    return std::move(runs_.plan);
  }

 private:
  void line(uint32_t n) {
    runs_.begin(Border::line);
    // Where a line has no spaces of its own, its strings are words.
    spaces_written_ = false;
    for (uint32_t k = n + 1; k < xml_.nodes[n].end; ++k) spaces_written_ |= xml_.nodes[k].name == "SP";
  }

  void string(const XmlNode& node) {
    Run as;
    as.furniture = margin_end_ != 0;
    const float x = number(node, "HPOS"), y = number(node, "VPOS");
    as.box = {x, y, x + number(node, "WIDTH"), y + number(node, "HEIGHT")};
    if (const std::string confidence = attribute(text_, node, "WC"); !confidence.empty()) as.confidence = std::clamp(number_in(confidence, 1), 0.0F, 1.0F);
    if (!spaces_written_ && node.name == "String") runs_.begin(Border::space);
    runs_.put(attribute_span(node, "CONTENT"), as);
  }

  float number(const XmlNode& node, std::string_view name) const { return number_in(attribute(text_, node, name), 0); }

  std::u32string_view text_;
  const Xml& xml_;
  XmlRuns runs_;
  uint32_t margin_end_ = 0;      // the first node behind the margin we are in
  bool spaces_written_ = false;
};

}  // namespace

bool is_alto(const Witness& witness, Span part) {
  return is_xml_of(witness, part, {U"<alto", U":alto"});
}

void read_alto(Witness& witness, Span part, Diags& diags) {
  const Xml xml = read_xml(witness, part, XmlDialect::xml);
  const Plan plan = Alto(witness.chars, xml).run();
  lay_out_xml(witness, part, xml, plan, "no text in ALTO or PAGE", diags);
}

}  // namespace jiaokan
