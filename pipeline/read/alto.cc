// ALTO 2 to 4: pages, blocks, lines and strings with box (HPOS, VPOS, WIDTH, HEIGHT), confidence (WC, CC, glyphs) and style.
//
// Where the file has a reading order (ReadingOrder of 4.3, IDNEXT before it) that is not the order of the file, the source is put into it first:
// a derived source, which says so. A hyphen that the substitution of its word (SUBS_CONTENT) has not is there only because the line ended. What
// tags and types call a block is looked up in region_types; a composed block that is a table has its cells by where they stand.
#include <algorithm>
#include <map>
#include <set>

#include "lang/script.h"
#include "model/unicode.h"
#include "read/cell_grid.h"
#include "read/element_order.h"
#include "read/formats.h"
#include "read/region_types.h"
#include "read/xml.h"

namespace jiaokan {

namespace {

constexpr std::string_view kMargins[] = {"BottomMargin", "LeftMargin", "RightMargin", "TopMargin"};
constexpr std::string_view kBlocks[] = {"ComposedBlock", "GraphicalElement", "Illustration", "TextBlock"};
constexpr std::string_view kComposed = "ComposedBlock", kTextBlock = "TextBlock";

struct Style {
  std::string_view name;
  MarkKind mark;
};
constexpr Style kStyles[] = {{"subscript", MarkKind::subscript}, {"superscript", MarkKind::superscript}};

template <size_t n>
bool among(const std::string_view (&list)[n], std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

std::vector<std::string> words_of(const std::string& list) {
  std::vector<std::string> out;
  for (size_t at = 0; at < list.size();) {
    const size_t end = std::min(list.find(' ', at), list.size());
    if (end > at) out.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// The ranks that the file gives its blocks and lines; empty when it gives none.
class Order {
 public:
  Order(std::u32string_view text, const Xml& xml) : text_(text), xml_(xml), ranks_(xml.nodes.size(), kNone) {}

  std::vector<uint32_t> run() {
    for (uint32_t n = 0; n < xml_.nodes.size(); ++n) {
      if (const std::string id = attribute(text_, xml_.nodes[n], "ID"); !id.empty()) nodes_.emplace(id, n);
      if (among(kBlocks, xml_.nodes[n].name)) ranks_[n] = kUnranked;
    }
    if (!by_references() && !by_successors()) return {};
    return std::move(ranks_);
  }

 private:
  // A block that holds what is named is named with it.
  bool name(const std::string& id) {
    const auto found = nodes_.find(id);
    if (found == nodes_.end()) return false;
    bool named = false;
    for (uint32_t n = found->second; n != kNone; n = xml_.nodes[n].parent) {
      if (!among(kBlocks, xml_.nodes[n].name) && xml_.nodes[n].name != "TextLine") continue;
      if (ranks_[n] < kUnranked) continue;
      ranks_[n] = next_;
      named = true;
    }
    ++next_;
    return named;
  }

  // The order of an unordered group is that of its members in the file.
  bool by_references() {
    bool any = false;
    uint32_t end = 0;
    for (uint32_t n = 0; n < xml_.nodes.size(); ++n) {
      if (xml_.nodes[n].name == "ReadingOrder") end = xml_.nodes[n].end;
      if (n >= end) continue;
      for (const std::string& id : words_of(attribute(text_, xml_.nodes[n], "REF"))) any |= name(id);
    }
    return any;
  }

  bool by_successors() {
    std::map<uint32_t, uint32_t> successor;
    std::set<uint32_t> named;
    for (uint32_t n = 0; n < xml_.nodes.size(); ++n) {
      if (ranks_[n] != kUnranked) continue;
      const auto next = nodes_.find(attribute(text_, xml_.nodes[n], "IDNEXT"));
      if (next == nodes_.end() || next->second == n) continue;
      successor[n] = next->second;
      named.insert(next->second);
    }
    for (uint32_t n = 0; n < xml_.nodes.size() && !successor.empty(); ++n) {
      if (named.count(n) > 0) continue;
      for (uint32_t at = n; ranks_[at] == kUnranked;) {
        ranks_[at] = next_++;
        const auto next = successor.find(at);
        if (next != successor.end()) at = next->second;
      }
    }
    return !successor.empty();
  }

  std::u32string_view text_;
  const Xml& xml_;
  std::map<std::string, uint32_t> nodes_;   // by their ids
  std::vector<uint32_t> ranks_;
  uint32_t next_ = 0;
};

class Alto {
 public:
  Alto(std::u32string_view text, const Xml& xml) : text_(text), xml_(xml), runs_(text) {
    for (const XmlNode& node : xml_.nodes) {
      const std::string id = attribute(text_, node, "ID");
      if (node.name.ends_with("Tag")) {
        const RegionType by_label = region_type(attribute(text_, node, "LABEL"));
        tags_[id] = by_label.name.empty() ? region_type(attribute(text_, node, "TYPE")) : by_label;
      } else if (node.name == "TextStyle") {
        styles_[id] = attribute(text_, node, "FONTSTYLE");
      }
    }
  }

  Plan run() {
    std::string picture;
    for (uint32_t n = 0; n < xml_.nodes.size(); ++n) {
      const XmlNode& node = xml_.nodes[n];
      if (n >= margin_end_) margin_end_ = 0;
      if (n >= furniture_end_) furniture_end_ = 0;
      if (node.name == "fileName" && n + 1 < node.end && xml_.nodes[n + 1].name.empty()) picture = plain_text(xml_.nodes[n + 1].span);
      else if (node.name == "Page") runs_.begin_page({0, attribute(text_, node, "PRINTED_IMG_NR"), 1, number(node, "WIDTH"), number(node, "HEIGHT"), picture});
      else if (among(kMargins, node.name)) margin_end_ = node.end;
      else if (among(kBlocks, node.name)) n = block(n);
      else if (node.name == "TextLine") line(n);
      else if (node.name == "SP") runs_.begin(Border::space);
      else if (node.name == "String" || node.name == "HYP") string(n);
    }
    return std::move(runs_.plan);
  }

 private:
  std::string plain_text(Span span) const {
    const auto blank = [&](uint32_t i) { return is_space(text_[i]) || text_[i] == U'\n' || text_[i] == U'\r'; };
    while (!span.empty() && blank(span.begin)) ++span.begin;
    while (!span.empty() && blank(span.end - 1)) --span.end;
    return to_utf8(text_.substr(span.begin, span.size()));
  }

  RegionType type_of(const XmlNode& node) const {
    for (const std::string& id : words_of(attribute(text_, node, "TAGREFS")))
      if (const auto tag = tags_.find(id); tag != tags_.end() && !tag->second.name.empty()) return tag->second;
    return region_type(attribute(text_, node, "TYPE"));
  }

  // Returns the last node that it has read.
  uint32_t block(uint32_t n) {
    const XmlNode& node = xml_.nodes[n];
    const RegionType type = type_of(node);
    if (type.furniture) furniture_end_ = std::max(furniture_end_, node.end);
    if (node.name == kComposed && type.kind == BlockKind::table && table(n)) return node.end - 1;
    runs_.begin(Border::block, type.kind == BlockKind::table ? BlockKind::paragraph : type.kind, type.kind == BlockKind::heading ? 1 : 0);
    return n;
  }

  Box box_of(const XmlNode& node) const {
    const float x = number(node, "HPOS"), y = number(node, "VPOS");
    return {x, y, x + std::max(number(node, "WIDTH"), 0.0F), y + std::max(number(node, "HEIGHT"), 0.0F)};
  }

  // Each text block inside is a cell; false where they stand in no grid.
  bool table(uint32_t n) {
    std::vector<uint32_t> blocks;
    std::vector<Box> boxes;
    for (uint32_t k = n + 1; k < xml_.nodes[n].end; ++k)
      if (xml_.nodes[k].name == kTextBlock) {
        blocks.push_back(k);
        boxes.push_back(box_of(xml_.nodes[k]));
      }
    const std::vector<Cell> cells = cell_grid(boxes);
    if (cells.empty()) return false;
    runs_.put_table(cells, [&](size_t c) {
      for (uint32_t k = blocks[c]; k < xml_.nodes[blocks[c]].end; ++k) {
        const std::string& name = xml_.nodes[k].name;
        if (name == "TextLine") line(k);
        else if (name == "SP") runs_.begin(Border::space);
        else if (name == "String" || name == "HYP") string(k);
      }
    });
    return true;
  }

  void line(uint32_t n) {
    runs_.begin(Border::line);
    // Where a line has no spaces of its own, its strings are words.
    spaces_written_ = false;
    for (uint32_t k = n + 1; k < xml_.nodes[n].end; ++k) spaces_written_ |= xml_.nodes[k].name == "SP";
    substitution_.clear();
  }

  void string(uint32_t n) {
    const XmlNode& node = xml_.nodes[n];
    const Span content = attribute_span(node, "CONTENT");
    Run as;
    as.furniture = margin_end_ != 0 || furniture_end_ != 0;
    as.box = box_of(node);
    if (node.name == "HYP") {
      // The word as it is without the line's end stands beside its first part.
      as.hyphen = !substitution_.empty() && substitution_.find('-') == std::string::npos;
      return runs_.put(content, as);
    }
    substitution_ = attribute(text_, node, "SUBS_TYPE") == "HypPart1" ? attribute(text_, node, "SUBS_CONTENT") : std::string();
    if (const std::string confidence = attribute(text_, node, "WC"); !confidence.empty()) as.confidence = std::clamp(number_in(confidence, 1), 0.0F, 1.0F);
    std::string styles = attribute(text_, node, "STYLE");
    for (const std::string& id : words_of(attribute(text_, node, "STYLEREFS")))
      if (const auto style = styles_.find(id); style != styles_.end()) styles += " " + style->second;
    const Style* const style = std::find_if(std::begin(kStyles), std::end(kStyles), [&](const Style& row) { return styles.find(row.name) != std::string::npos; });
    // What is raised stands at its word.
    if (!spaces_written_ && style == std::end(kStyles)) runs_.begin(Border::space);
    const size_t before = runs_.plan.runs.size();
    put(content, as, confidences_of(n));
    if (const Span span = runs_.span_from(before); !span.empty() && style != std::end(kStyles)) runs_.plan.marks.push_back({style->mark, span, 1, ""});
  }

  // Of each character: glyphs say it from 0 to 1, CC in digits from 0 (sure) to 9.
  std::vector<float> confidences_of(uint32_t n) const {
    std::vector<float> out;
    for (uint32_t k = n + 1; k < xml_.nodes[n].end; ++k)
      if (xml_.nodes[k].name == "Glyph") out.push_back(std::clamp(number_in(attribute(text_, xml_.nodes[k], "GC"), 1), 0.0F, 1.0F));
    if (!out.empty()) return out;
    for (const char c : attribute(text_, xml_.nodes[n], "CC"))
      if (c >= '0' && c <= '9') out.push_back(1 - static_cast<float>(c - '0') / 9);
      else if (c != ' ') return {};
    return out;
  }

  // Characters of one confidence are one run.
  void put(Span content, Run as, const std::vector<float>& confidences) {
    bool plain = confidences.size() == content.size();
    for (uint32_t i = content.begin; i < content.end; ++i) plain &= text_[i] != U'&' && !is_space(text_[i]);
    if (!plain) return runs_.put(content, as);
    for (uint32_t i = content.begin; i < content.end;) {
      uint32_t end = i + 1;
      as.confidence = confidences[i - content.begin];
      while (end < content.end && confidences[end - content.begin] == as.confidence) ++end;
      runs_.put({i, end}, as);
      i = end;
    }
  }

  float number(const XmlNode& node, std::string_view name) const { return number_in(attribute(text_, node, name), 0); }

  std::u32string_view text_;
  const Xml& xml_;
  XmlRuns runs_;
  std::map<std::string, RegionType> tags_;
  std::map<std::string, std::string> styles_;
  uint32_t margin_end_ = 0, furniture_end_ = 0;   // the first node behind the margin, or the furniture, that we are in
  bool spaces_written_ = false;
  std::string substitution_;                      // of the string before
};

}  // namespace

bool is_alto(const Witness& witness, Span part) {
  return is_xml_of(witness, part, {U"<alto", U":alto"});
}

void read_alto(Witness& witness, Span part, Diags& diags) {
  Xml xml = read_xml(witness, part, XmlDialect::xml);
  if (const std::vector<uint32_t> ranks = Order(witness.chars, xml).run(); !ranks.empty()) put_in_order(witness, part, xml, ranks, diags);
  const Plan plan = Alto(witness.chars, xml).run();
  lay_out_xml(witness, part, xml, plan, "no text in ALTO or PAGE", diags);
}

}  // namespace jiaokan
