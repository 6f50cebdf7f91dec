// TEI P5 (and the older TEI.2): a text that somebody encoded.
//
// What an element means stands in the tables; the text of any other is read where it stands. As a version counts what the source has: of
// <choice> the sic, orig and abbr, of an apparatus the lemma. The header is about the file, not of the text.
#include <algorithm>

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
};
constexpr Element kElements[] = {
    {"ab", Border::block, BlockKind::paragraph},      {"argument", Border::block, BlockKind::paragraph}, {"bibl", Border::block, BlockKind::paragraph},
    {"byline", Border::block, BlockKind::paragraph},  {"closer", Border::block, BlockKind::paragraph},   {"dateline", Border::block, BlockKind::paragraph},
    {"docAuthor", Border::line, BlockKind::paragraph}, {"epigraph", Border::block, BlockKind::quotation}, {"fw", Border::line, BlockKind::paragraph},
    {"head", Border::block, BlockKind::heading},      {"item", Border::block, BlockKind::list_item},     {"l", Border::line, BlockKind::paragraph},
    {"lb", Border::line, BlockKind::paragraph},       {"lg", Border::block, BlockKind::quotation},       {"note", Border::block, BlockKind::note},
    {"opener", Border::block, BlockKind::paragraph},  {"p", Border::block, BlockKind::paragraph},        {"salute", Border::line, BlockKind::paragraph},
    {"signed", Border::line, BlockKind::paragraph},   {"titlePart", Border::block, BlockKind::heading},  {"trailer", Border::block, BlockKind::paragraph},
};
constexpr std::string_view kWithin[] = {"note", "item", "quote", "epigraph"};   // whose paragraphs are of their kind

// What is not what the source has, or no text.
constexpr std::string_view kNoText[] = {"corr", "del", "encodingDesc", "expan", "figDesc", "rdg", "reg", "teiHeader"};

struct Rendering {
  std::string_view name;   // of the element, or a word of rend
  MarkKind mark;
};
constexpr Rendering kRenderings[] = {
    {"bold", MarkKind::strong},      {"code", MarkKind::code},           {"emph", MarkKind::emphasis},           {"formula", MarkKind::formula},
    {"italic", MarkKind::emphasis},  {"sub", MarkKind::subscript},       {"subscript", MarkKind::subscript},     {"sup", MarkKind::superscript},
    {"superscript", MarkKind::superscript},
};

template <typename Table>
bool has(const Table& table, std::string_view name) { return std::find(std::begin(table), std::end(table), name) != std::end(table); }

class Tei {
 public:
  Tei(std::u32string_view text, const Xml& xml) : text_(text), xml_(xml), runs_(text) {}

  Plan run() {
    read(0, static_cast<uint32_t>(xml_.nodes.size()), false);
    return std::move(runs_.plan);
  }

 private:
  struct Open {
    uint32_t end = 0;   // the first node behind it
    size_t first_run = 0;
    const XmlNode* node = nullptr;
    const Element* element = nullptr;
    const Rendering* rendering = nullptr;
  };

  // In a cell nothing is a block of its own.
  void read(uint32_t n, uint32_t end, bool in_cell) {
    std::vector<Open> open;
    const auto close = [&](uint32_t at) {
      for (; !open.empty() && open.back().end <= at; open.pop_back()) end_of(open.back(), in_cell);
    };
    while (n < end) {
      close(n);
      const XmlNode& node = xml_.nodes[n];
      if (node.name.empty()) {
        Run as;
        as.furniture = std::any_of(open.begin(), open.end(), [](const Open& one) { return one.node->name == "fw"; });
        runs_.put(node.span, as);
        ++n;
      } else if (has(kNoText, node.name)) {
        n = node.end;
      } else if (node.name == "table" && !in_cell) {
        table(n);
        n = node.end;
      } else {
        begin(node, open, in_cell);
        ++n;
      }
    }
    close(end);
  }

  void begin(const XmlNode& node, std::vector<Open>& open, bool in_cell) {
    Open here{node.end, runs_.plan.runs.size(), &node, nullptr, nullptr};
    for (const Element& element : kElements)
      if (element.name == node.name) here.element = &element;
    if (node.name == "bibl" && (open.empty() || open.back().node->name != "listBibl")) here.element = nullptr;   // within a sentence
    const std::string rend = attribute(text_, node, "rend");
    for (const Rendering& rendering : kRenderings)
      if (rendering.name == node.name || (node.name == "hi" && rend.find(rendering.name) != rend.npos)) here.rendering = &rendering;
    if (node.name == "pb") {
      PageStart page;
      page.printed = attribute(text_, node, "n");
      runs_.begin_page(page);
    }
    if (node.name == "graphic") runs_.plan.marks.push_back({MarkKind::image, {node.span.begin, node.span.begin}, 1, attribute(text_, node, "url")});
    // A quotation is a block where it has paragraphs or stands between them.
    const bool in_paragraph = std::any_of(open.begin(), open.end(), [](const Open& one) { return one.node->name == "p" || one.node->name == "ab"; });
    if (node.name == "quote" && !in_paragraph && !in_cell) runs_.begin(Border::block, BlockKind::quotation);
    if (here.element != nullptr) {
      if (in_cell) runs_.begin(Border::space);
      else runs_.begin(here.element->border, kind_of(*here.element, open), level_of(kind_of(*here.element, open), open));
    }
    open.push_back(here);
  }

  static BlockKind kind_of(const Element& element, const std::vector<Open>& open) {
    if (element.kind == BlockKind::heading && !open.empty() && has(std::initializer_list<std::string_view>{"figure", "table"}, open.back().node->name)) return BlockKind::caption;
    if (element.kind != BlockKind::paragraph) return element.kind;
    for (auto around = open.rbegin(); around != open.rend(); ++around) {
      if (!has(kWithin, around->node->name)) continue;
      return around->node->name == "note" ? BlockKind::note : around->node->name == "item" ? BlockKind::list_item : BlockKind::quotation;
    }
    return element.kind;
  }

  static uint8_t level_of(BlockKind kind, const std::vector<Open>& open) {
    if (kind != BlockKind::heading) return 0;
    const auto depth = std::count_if(open.begin(), open.end(), [](const Open& one) { return one.node->name.starts_with("div"); });
    return static_cast<uint8_t>(std::clamp<std::ptrdiff_t>(depth, 1, 6));
  }

  void end_of(const Open& done, bool in_cell) {
    const Span span = runs_.span_from(done.first_run);
    if (!span.empty() && done.rendering != nullptr)
      runs_.plan.marks.push_back({done.rendering->mark, span, 1, done.rendering->mark == MarkKind::formula ? to_utf8(text_.substr(span.begin, span.size())) : ""});
    const std::string target = attribute(text_, *done.node, "target");
    if (!span.empty() && target.starts_with("http")) runs_.plan.marks.push_back({MarkKind::link, span, 1, target});
    if (done.element != nullptr && done.element->border == Border::block && !in_cell) runs_.begin(Border::block);
  }

  // Rows and cells; the heads of a table are captions before it.
  void table(uint32_t n) {
    const uint32_t end = xml_.nodes[n].end;
    TableGrid grid;
    std::vector<Cell> cells;
    std::vector<std::pair<uint32_t, uint32_t>> nodes;   // of each cell
    for (uint32_t i = n + 1; i < end;) {
      const XmlNode& node = xml_.nodes[i];
      if (node.name == "head") {
        runs_.begin(Border::block, BlockKind::caption);
        read(i + 1, node.end, true);
        i = node.end;
      } else if (node.name == "cell") {
        const auto times = [&](std::string_view name) { return static_cast<uint32_t>(std::clamp(number_in(attribute(text_, node, name), 1), 1.0F, 200.0F)); };
        cells.push_back(grid.place(times("rows"), times("cols")));
        cells.back().header = attribute(text_, node, "role") == "label" || attribute(text_, xml_.nodes[node.parent], "role") == "label";
        nodes.emplace_back(i + 1, node.end);
        i = node.end;
      } else {
        if (node.name == "row") grid.next_row();
        ++i;
      }
    }
    size_t last_row = 0;
    runs_.put_table(cells, [&](size_t c) {
      if (c > 0) runs_.begin(cells[c].row != last_row ? Border::line : Border::space);
      last_row = cells[c].row;
      read(nodes[c].first, nodes[c].second, true);
    });
  }

  std::u32string_view text_;
  const Xml& xml_;
  XmlRuns runs_;
};

}  // namespace

bool is_tei(const Witness& witness, Span part) {
  return is_xml_of(witness, part, {U"<TEI", U"<teiCorpus", U"http://www.tei-c.org/ns/1.0"});
}

void read_tei(Witness& witness, Span part, Diags& diags) {
  const Xml xml = read_xml(witness, part, XmlDialect::xml);
  const Plan plan = Tei(witness.chars, xml).run();
  lay_out_xml(witness, part, xml, plan, "no text in TEI", diags);
}

}  // namespace jiaokan
