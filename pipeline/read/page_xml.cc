// PAGE XML: regions, lines and words with outlines, texts, confidences and a reading order of its own.
//
// A line's own text is taken (of several, the first); where it has none, that of its words; where no line has any, the region's. The words'
// boxes and confidences go to the characters they spell. Where the reading order is not the order of the file, the
// source is put into reading order first: a derived source, which says so.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lang/script.h"
#include "read/formats.h"
#include "read/rearrange.h"
#include "read/xml.h"

namespace jiaokan {

namespace {

constexpr std::string_view kRegion = "TextRegion";

struct RegionType {
  std::string_view name;
  BlockKind kind;
  bool furniture;
};
constexpr RegionType kTypes[] = {
    {"caption", BlockKind::caption, false},     {"footer", BlockKind::paragraph, true},   {"footnote", BlockKind::note, false},
    {"header", BlockKind::paragraph, true},     {"heading", BlockKind::heading, false},   {"list-label", BlockKind::list_item, false},
    {"page-number", BlockKind::paragraph, true}, {"signature-mark", BlockKind::paragraph, true},
};

class Page {
 public:
  Page(std::u32string_view text, const Xml& xml) : text_(text), xml_(xml), runs_(text) {}

  Plan run() {
    for (uint32_t n = 0; n < xml_.nodes.size(); ++n) {
      const XmlNode& node = xml_.nodes[n];
      if (node.name == "Page") runs_.begin_page("");
      else if (node.name == kRegion) n = region(n);
    }
    return std::move(runs_.plan);
  }

 private:
  // The span of the first text that a node has of its own, empty when there is none.
  Span own_text(uint32_t n, float& confidence) const {
    for (uint32_t equiv = n + 1; equiv < xml_.nodes[n].end; equiv = xml_.nodes[equiv].end) {
      if (xml_.nodes[equiv].name != "TextEquiv") continue;
      for (uint32_t k = equiv + 1; k + 1 < xml_.nodes[equiv].end; ++k)
        if (xml_.nodes[k].name == "Unicode" && xml_.nodes[k + 1].name.empty()) {
          confidence = number_in(attribute(text_, xml_.nodes[equiv], "conf"), confidence);
          return xml_.nodes[k + 1].span;
        }
    }
    return {};
  }

  Box box_of(uint32_t n) const {
    Box out;
    for (uint32_t k = n + 1; k < xml_.nodes[n].end; k = xml_.nodes[k].end) {
      if (xml_.nodes[k].name != "Coords") continue;
      const std::string points = attribute(text_, xml_.nodes[k], "points");
      bool first = true;
      for (size_t at = 0; at < points.size(); at = std::min(points.find(' ', at), points.size() - 1) + 1) {
        const size_t comma = points.find(',', at);
        if (comma == std::string::npos) break;
        const float x = number_in(points.substr(at), 0), y = number_in(points.substr(comma + 1), 0);
        out = first ? Box{x, y, x, y} : Box{std::min(out.x0, x), std::min(out.y0, y), std::max(out.x1, x), std::max(out.y1, y)};
        first = false;
      }
      break;
    }
    return out;
  }

  // Returns the last node of the region.
  uint32_t region(uint32_t n) {
    const XmlNode& node = xml_.nodes[n];
    const std::string type = attribute(text_, node, "type");
    RegionType known = {"", BlockKind::paragraph, false};
    for (const RegionType& row : kTypes)
      if (row.name == type) known = row;
    runs_.begin(Border::block, known.kind, known.kind == BlockKind::heading ? 1 : 0);
    Run as;
    as.furniture = known.furniture;
    const size_t before = runs_.plan.runs.size();
    for (uint32_t k = n + 1; k < node.end; k = xml_.nodes[k].name == "TextLine" ? xml_.nodes[k].end : k + 1) {
      if (xml_.nodes[k].name == kRegion) k = region(k);
      else if (xml_.nodes[k].name == "TextLine") line(k, as);
    }
    if (runs_.plan.runs.size() == before) {
      const Span text = own_text(n, as.confidence);
      as.box = box_of(n);
      if (!text.empty()) runs_.put(text, as);
    }
    return node.end - 1;
  }

  void line(uint32_t n, const Run& as) {
    runs_.begin(Border::line);
    std::vector<std::pair<Span, Run>> words;
    for (uint32_t k = n + 1; k < xml_.nodes[n].end; k = xml_.nodes[k].end) {
      if (xml_.nodes[k].name != "Word") continue;
      Run word = as;
      const Span own = own_text(k, word.confidence);
      word.box = box_of(k);
      if (!own.empty()) words.emplace_back(own, word);
    }
    Run whole = as;
    const Span text = own_text(n, whole.confidence);
    whole.box = box_of(n);
    if (!text.empty()) return spell(text, words, whole);
    for (const auto& [own, word] : words) {
      runs_.begin(Border::space);
      runs_.put(own, word);
    }
  }

  uint32_t signs_in(Span span) const {
    uint32_t out = 0;
    for (uint32_t i = span.begin; i < span.end; ++i) out += !is_space(text_[i]) && text_[i] != U'\n';
    return out;
  }

  // A line's text, each stretch with what its word knows; the whole as one where words and line do not agree.
  void spell(Span text, const std::vector<std::pair<Span, Run>>& words, const Run& whole) {
    uint32_t signs = 0;
    for (const auto& [own, word] : words) signs += signs_in(own);
    if (words.empty() || signs != signs_in(text)) return runs_.put(text, whole);
    uint32_t at = text.begin;
    for (size_t w = 0; w < words.size(); ++w) {
      uint32_t left = signs_in(words[w].first), end = at;
      while (end < text.end && (left > 0 || signs_in({end, end + 1}) == 0)) {
        left -= signs_in({end, end + 1});
        ++end;
      }
      Run run = words[w].second;
      if (run.confidence < 0) run.confidence = whole.confidence;
      runs_.put({at, w + 1 == words.size() ? text.end : end}, run);
      at = end;
    }
  }

  std::u32string_view text_;
  const Xml& xml_;
  XmlRuns runs_;
};

// The regions' ids, each with its rank in the reading order.
std::map<std::string, size_t> reading_order(std::u32string_view text, const Xml& xml) {
  std::vector<std::pair<float, std::string>> refs;
  uint32_t group = kNone;
  bool one_group = true;
  for (const XmlNode& node : xml.nodes) {
    if (node.name != "RegionRefIndexed" && node.name != "RegionRef") continue;
    one_group &= group == kNone || group == node.parent;
    group = node.parent;
    refs.emplace_back(number_in(attribute(text, node, "index"), 0), attribute(text, node, "regionRef"));
  }
  if (one_group) std::stable_sort(refs.begin(), refs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::map<std::string, size_t> out;
  for (auto& [index, id] : refs) out.emplace(std::move(id), out.size());
  return out;
}

// The document with its outermost regions in reading order; empty when they are so already. Regions out of the order come last.
std::string in_reading_order(const Witness& witness, Span part, const Xml& xml) {
  const std::u32string_view text = witness.chars;
  const std::map<std::string, size_t> order = reading_order(text, xml);
  if (order.empty()) return {};
  struct Region {
    Span span;
    size_t rank;
  };
  std::vector<Region> regions;
  uint32_t last = kNone;
  for (uint32_t n = 0; n < xml.nodes.size(); ++n) {
    const XmlNode& node = xml.nodes[n];
    if (node.name != kRegion || node.parent == kNone || xml.nodes[node.parent].name != "Page") continue;
    const auto ranked = order.find(attribute(text, node, "id"));
    const size_t rank = ranked == order.end() ? order.size() : ranked->second;
    if (!regions.empty()) regions.back().span.end = node.span.begin;
    regions.push_back({{node.span.begin, node.span.begin}, rank});
    last = n;
  }
  if (std::is_sorted(regions.begin(), regions.end(), [](const Region& a, const Region& b) { return a.rank < b.rank; })) return {};
  // The last region ends with its end tag, the last of that name before whatever follows it.
  const uint32_t behind = xml.nodes[last].end < xml.nodes.size() ? xml.nodes[xml.nodes[last].end].span.begin : part.end;
  size_t close = text.substr(0, behind).rfind(U"TextRegion");
  close = close == std::u32string_view::npos ? close : text.find(U'>', close);
  if (close == std::u32string_view::npos || close < regions.back().span.begin || close >= behind) return {};
  regions.back().span.end = static_cast<uint32_t>(close) + 1;

  const uint32_t first = regions.front().span.begin, end = regions.back().span.end;
  std::string out = bytes_of(witness, part, {part.begin, first});
  std::stable_sort(regions.begin(), regions.end(), [](const Region& a, const Region& b) { return a.rank < b.rank; });
  for (const Region& region : regions) out += bytes_of(witness, part, region.span);
  if (end < part.end) out += bytes_of(witness, part, {end, part.end});
  return out;
}

}  // namespace

bool is_page_xml(const Witness& witness, Span part) {
  return is_xml_of(witness, part, {U"PcGts"});
}

void read_page_xml(Witness& witness, Span part, Diags& diags) {
  Xml xml = read_xml(witness, part, XmlDialect::xml);
  if (std::string arranged = in_reading_order(witness, part, xml); !arranged.empty()) {
    diags.push_back({Code::regions_moved, {witness.sources.back().name, 0, 0}, ""});
    part = rearranged(witness, part, std::move(arranged), "regions in reading order");
    xml = read_xml(witness, part, XmlDialect::xml);
  }
  const Plan plan = Page(witness.chars, xml).run();
  lay_out_xml(witness, part, xml, plan, "no text in PAGE", diags);
}

}  // namespace jiaokan
