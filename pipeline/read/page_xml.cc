// PAGE XML: regions, lines and words with outlines, texts, confidences and a reading order of its own.
//
// A line's own text is taken (of several, the one of the lowest index, or the surest); where it has none, that of its words; where no line has
// any, the region's. The words' boxes and confidences go to the characters they spell. A table has its cells by their roles, else by where they
// stand. Where the reading order is not the order of the file, the source is put into reading order first: a derived source, which says so.
#include <algorithm>

#include "lang/script.h"
#include "read/cell_grid.h"
#include "read/element_order.h"
#include "read/formats.h"
#include "read/page_order.h"
#include "read/region_types.h"
#include "read/xml.h"

namespace jiaokan {

namespace {

constexpr std::string_view kTable = "TableRegion";
constexpr std::string_view kNoText[] = {"NoiseRegion", "SeparatorRegion"};
constexpr float kFewest = -1e9F;

struct Style {
  std::string_view name;
  MarkKind mark;
};
constexpr Style kStyles[] = {{"subscript", MarkKind::subscript}, {"superscript", MarkKind::superscript}};

class Page {
 public:
  Page(std::u32string_view text, const Xml& xml) : text_(text), xml_(xml), runs_(text) {}

  Plan run() {
    for (uint32_t n = 0; n < xml_.nodes.size(); ++n) {
      const XmlNode& node = xml_.nodes[n];
      if (node.name == "Page") runs_.begin_page({0, "", 1, number_in(attribute(text_, node, "imageWidth"), 0), number_in(attribute(text_, node, "imageHeight"), 0), attribute(text_, node, "imageFilename")});
      else if (is_page_region(node)) n = region(n, {});
    }
    return std::move(runs_.plan);
  }

 private:
  // The span of the text that a node has of its own, empty when there is none.
  Span own_text(uint32_t n, float& confidence) const {
    Span out;
    float best = kFewest, sure = confidence;
    for (uint32_t equiv = n + 1; equiv < xml_.nodes[n].end; equiv = xml_.nodes[equiv].end) {
      if (xml_.nodes[equiv].name != "TextEquiv") continue;
      const std::string index = attribute(text_, xml_.nodes[equiv], "index"), conf = attribute(text_, xml_.nodes[equiv], "conf");
      // The lowest index is the main text; without one, the surest is.
      const float rank = index.empty() ? number_in(conf, 0) - 2 : -number_in(index, 0);
      if (!out.empty() && rank <= best) continue;
      for (uint32_t k = equiv + 1; k + 1 < xml_.nodes[equiv].end; ++k)
        if (xml_.nodes[k].name == "Unicode" && xml_.nodes[k + 1].name.empty()) {
          out = xml_.nodes[k + 1].span;
          best = rank;
          sure = number_in(conf, confidence);
          break;
        }
    }
    confidence = sure;
    return out;
  }

  // Around an outline: points "10,20 30,20", before 2013 elements of their own.
  Box box_of(uint32_t n) const {
    Box out;
    bool first = true;
    const auto add = [&](float x, float y) {
      out = first ? Box{x, y, x, y} : Box{std::min(out.x0, x), std::min(out.y0, y), std::max(out.x1, x), std::max(out.y1, y)};
      first = false;
    };
    for (uint32_t k = n + 1; k < xml_.nodes[n].end; k = xml_.nodes[k].end) {
      if (xml_.nodes[k].name != "Coords") continue;
      const std::string written = attribute(text_, xml_.nodes[k], "points");
      for (std::string_view points = written; !points.empty();) {
        const size_t comma = points.find(','), end = std::min(points.find(' '), points.size());
        if (comma < end) add(number_in(points, 0), number_in(points.substr(comma + 1), 0));
        points.remove_prefix(std::min(end + 1, points.size()));
      }
      for (uint32_t p = k + 1; p < xml_.nodes[k].end; ++p)
        if (xml_.nodes[p].name == "Point") add(number_in(attribute(text_, xml_.nodes[p], "x"), 0), number_in(attribute(text_, xml_.nodes[p], "y"), 0));
      break;
    }
    return out;
  }

  // Of the region, else as Transkribus says it.
  RegionType type_of(const XmlNode& node) const {
    const std::string type = attribute(text_, node, "type");
    if (node.name == "MathsRegion") return region_type("formula");
    return region_type(type.empty() ? custom_value(custom_of(attribute(text_, node, "custom"), "structure"), "type") : type);
  }

  // Returns the last node of the region. `outer`: of the region it lies in.
  uint32_t region(uint32_t n, const Run& outer) {
    const XmlNode& node = xml_.nodes[n];
    for (const std::string_view name : kNoText)
      if (node.name == name) return node.end - 1;
    if (node.name == kTable && table(n, outer)) return node.end - 1;
    const RegionType type = type_of(node);
    runs_.begin(Border::block, type.kind == BlockKind::table ? BlockKind::paragraph : type.kind, type.kind == BlockKind::heading ? 1 : 0);
    Run as = outer;
    as.furniture |= type.furniture;
    const size_t before = runs_.plan.runs.size();
    for (uint32_t k = n + 1; k < node.end; k = xml_.nodes[k].name == "TextLine" ? xml_.nodes[k].end : k + 1) {
      if (is_page_region(xml_.nodes[k])) k = region(k, as);
      else if (xml_.nodes[k].name == "TextLine") line(k, as);
    }
    if (runs_.plan.runs.size() == before) {
      const Span text = own_text(n, as.confidence);
      as.box = box_of(n);
      if (!text.empty()) runs_.put(text, as);
    }
    return node.end - 1;
  }

  // False where the regions inside have neither roles nor a grid.
  bool table(uint32_t n, const Run& outer) {
    std::vector<uint32_t> regions;
    std::vector<Cell> cells;
    std::vector<Box> boxes;
    for (uint32_t k = n + 1; k < xml_.nodes[n].end; k = xml_.nodes[k].end) {
      if (!is_page_region(xml_.nodes[k])) continue;
      Cell cell;
      if (page_cell(text_, xml_, k, cell)) cells.push_back(cell);
      regions.push_back(k);
      boxes.push_back(box_of(k));
    }
    if (regions.empty()) return false;
    if (cells.size() != regions.size()) cells = cell_grid(boxes);
    if (cells.empty()) return false;
    runs_.put_table(cells, [&](size_t c) {
      const size_t before = runs_.plan.runs.size();
      const XmlNode& node = xml_.nodes[regions[c]];
      for (uint32_t k = regions[c] + 1; k < node.end; k = xml_.nodes[k].name == "TextLine" ? xml_.nodes[k].end : k + 1)
        if (xml_.nodes[k].name == "TextLine") line(k, outer);
      if (runs_.plan.runs.size() > before) return;
      Run as = outer;
      const Span text = own_text(regions[c], as.confidence);
      as.box = boxes[c];
      runs_.begin(Border::line);
      if (!text.empty()) runs_.put(text, as);
    });
    return true;
  }

  // A word of a line: what it has of its own.
  struct Word {
    uint32_t node;
    Span own;
    Run as;
    Span put;   // where its characters stand among the runs; empty: nowhere
  };

  void line(uint32_t n, const Run& as) {
    runs_.begin(Border::line);
    std::vector<Word> words;
    for (uint32_t k = n + 1; k < xml_.nodes[n].end; k = xml_.nodes[k].end) {
      if (xml_.nodes[k].name != "Word") continue;
      Word word{k, {}, as, {}};
      word.own = own_text(k, word.as.confidence);
      word.as.box = box_of(k);
      if (!word.own.empty()) words.push_back(std::move(word));
    }
    Run whole = as;
    const Span text = own_text(n, whole.confidence);
    whole.box = box_of(n);
    if (!text.empty()) {
      spell(text, words, whole);
    } else {
      for (Word& word : words) {
        if (style_of(word.node) == nullptr) runs_.begin(Border::space);   // what is raised stands at its word
        put_word(word, word.own);
      }
    }
    for (const Word& word : words)
      if (const Style* const style = style_of(word.node); style != nullptr && !word.put.empty()) runs_.plan.marks.push_back({style->mark, word.put, 1, ""});
    raise(n, text);
  }

  void put_word(Word& word, Span span) {
    const size_t before = runs_.plan.runs.size();
    runs_.put(span, word.as);
    if (runs_.plan.runs.size() > before) word.put = runs_.plan.runs.back().span;
  }

  // Marks the stretches of a line's text that Transkribus says to be raised or lowered.
  void raise(uint32_t n, Span text) {
    const std::string custom = attribute(text_, xml_.nodes[n], "custom");
    for (size_t at = custom.find("textStyle"); at != std::string::npos; at = custom.find("textStyle", at + 1)) {
      const std::string properties = custom_of(std::string_view(custom).substr(at), "textStyle");
      const float offset = number_in(custom_value(properties, "offset"), -1), length = number_in(custom_value(properties, "length"), 0);
      for (const Style& style : kStyles)
        if (custom_value(properties, style.name) == "true" && offset >= 0 && length > 0 && offset + length <= static_cast<float>(text.size()) && text_.substr(text.begin, text.size()).find(U'&') == std::u32string_view::npos)
          runs_.plan.marks.push_back({style.mark, {text.begin + static_cast<uint32_t>(offset), text.begin + static_cast<uint32_t>(offset + length)}, 1, ""});
    }
  }

  const Style* style_of(uint32_t word) const {
    for (uint32_t k = word + 1; k < xml_.nodes[word].end; k = xml_.nodes[k].end)
      for (const Style& style : kStyles)
        if (xml_.nodes[k].name == "TextStyle" && attribute(text_, xml_.nodes[k], style.name) == "true") return &style;
    return nullptr;
  }

  uint32_t signs_in(Span span) const {
    uint32_t out = 0;
    for (uint32_t i = span.begin; i < span.end; ++i) out += !is_space(text_[i]) && text_[i] != U'\n';
    return out;
  }

  // A line's text, each stretch with what its word knows; the whole as one where words and line do not agree.
  void spell(Span text, std::vector<Word>& words, const Run& whole) {
    uint32_t signs = 0;
    for (const Word& word : words) signs += signs_in(word.own);
    if (words.empty() || signs != signs_in(text)) return runs_.put(text, whole);
    uint32_t at = text.begin;
    for (Word& word : words) {
      uint32_t left = signs_in(word.own), end = at;
      while (end < text.end && (left > 0 || signs_in({end, end + 1}) == 0)) {
        left -= signs_in({end, end + 1});
        ++end;
      }
      if (word.as.confidence < 0) word.as.confidence = whole.confidence;
      put_word(word, {at, &word == &words.back() ? text.end : end});
      at = end;
    }
  }

  std::u32string_view text_;
  const Xml& xml_;
  XmlRuns runs_;
};

}  // namespace

bool is_page_xml(const Witness& witness, Span part) {
  return is_xml_of(witness, part, {U"PcGts"});
}

void read_page_xml(Witness& witness, Span part, Diags& diags) {
  Xml xml = read_xml(witness, part, XmlDialect::xml);
  if (const std::vector<uint32_t> ranks = page_ranks(witness.chars, xml); !ranks.empty()) put_in_order(witness, part, xml, ranks, diags);
  const Plan plan = Page(witness.chars, xml).run();
  lay_out_xml(witness, part, xml, plan, "no text in PAGE", diags);
}

}  // namespace jiaokan
