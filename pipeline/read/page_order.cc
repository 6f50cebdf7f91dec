#include "read/page_order.h"

#include <algorithm>
#include <map>

#include "read/element_order.h"

namespace jiaokan {

namespace {

using Path = std::vector<int>;   // of a reference through its groups

constexpr size_t kDeepestGroup = 16;

struct Reference {
  Path path;
  std::string region;
};

// Where members stand in order (their index); of an unordered group: as they come.
std::vector<Reference> references_of(std::u32string_view text, const Xml& xml) {
  std::vector<Reference> out;
  std::map<uint32_t, Path> groups;   // by their nodes
  uint32_t end = 0;
  for (uint32_t n = 0; n < xml.nodes.size(); ++n) {
    const XmlNode& node = xml.nodes[n];
    if (node.name == "ReadingOrder") {
      end = node.end;
      groups[n] = {};
      continue;
    }
    const auto group = n < end ? groups.find(node.parent) : groups.end();
    if (group == groups.end() || group->second.size() > 2 * kDeepestGroup) continue;
    const std::string index = attribute(text, node, "index");
    Path path = group->second;
    path.push_back(index.empty() ? static_cast<int>(n) : static_cast<int>(number_in(index, 0)));
    path.push_back(static_cast<int>(n));   // of one index, as they come
    if (const std::string region = attribute(text, node, "regionRef"); !region.empty()) out.push_back({path, region});
    if (node.name.find("Group") != std::string::npos) groups[n] = std::move(path);
  }
  std::stable_sort(out.begin(), out.end(), [](const Reference& a, const Reference& b) { return a.path < b.path; });
  return out;
}

}  // namespace

bool is_page_region(const XmlNode& node) { return node.name.ends_with("Region") || node.name == "TableCell"; }

std::string custom_of(std::string_view custom, std::string_view name) {
  for (size_t at = custom.find(name); at != std::string_view::npos; at = custom.find(name, at + 1)) {
    const size_t open = custom.find('{', at), close = custom.find('}', at);
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
    if (custom.substr(at + name.size(), open - at - name.size()).find_first_not_of(' ') == std::string_view::npos && (at == 0 || custom[at - 1] == ' ' || custom[at - 1] == '}')) return std::string(custom.substr(open + 1, close - open - 1));
  }
  return {};
}

std::string custom_value(std::string_view properties, std::string_view key) {
  for (size_t at = 0; at < properties.size();) {
    const size_t end = std::min(properties.find(';', at), properties.size());
    std::string_view one = properties.substr(at, end - at);
    at = end + 1;
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    const size_t colon = one.find(':');
    if (colon != std::string_view::npos && one.substr(0, colon) == key) return std::string(one.substr(colon + 1));
  }
  return {};
}

bool page_cell(std::u32string_view text, const Xml& xml, uint32_t region, Cell& cell) {
  const auto set = [&](const XmlNode& node, std::string_view row, std::string_view column, std::string_view header) {
    const auto number = [&](std::string_view name, float otherwise) { return static_cast<uint16_t>(std::clamp(number_in(attribute(text, node, name), otherwise), otherwise, 1000.0F)); };
    cell.row = number(row, 0);
    cell.column = number(column, 0);
    cell.rowspan = number("rowSpan", 1);
    cell.colspan = number("colSpan", 1);
    cell.header = attribute(text, node, header) == "true";
    return true;
  };
  if (xml.nodes[region].name == "TableCell") return set(xml.nodes[region], "row", "col", "header");
  for (uint32_t k = region + 1; k < xml.nodes[region].end; k = xml.nodes[k].end)
    if (xml.nodes[k].name == "Roles" && k + 1 < xml.nodes[k].end && xml.nodes[k + 1].name == "TableCellRole") return set(xml.nodes[k + 1], "rowIndex", "columnIndex", "header");
  return false;
}

std::vector<uint32_t> page_ranks(std::u32string_view text, const Xml& xml) {
  std::map<std::string, uint32_t> by_id;
  for (const Reference& reference : references_of(text, xml)) by_id.emplace(reference.region, by_id.size());
  std::vector<uint32_t> out(xml.nodes.size(), kNone);
  bool any = !by_id.empty();
  for (uint32_t n = 0; n < xml.nodes.size(); ++n) {
    const XmlNode& node = xml.nodes[n];
    if (!is_page_region(node)) continue;
    Cell cell;
    const bool in_table = node.parent != kNone && xml.nodes[node.parent].name == "TableRegion";
    const auto ranked = by_id.find(attribute(text, node, "id"));
    if (in_table && page_cell(text, xml, n, cell)) {
      out[n] = static_cast<uint32_t>(cell.row) * 1001U + cell.column;
      any = true;
    } else if (ranked != by_id.end()) {
      out[n] = ranked->second;
    } else if (const std::string index = custom_value(custom_of(attribute(text, node, "custom"), "readingOrder"), "index"); by_id.empty() && !index.empty()) {
      out[n] = static_cast<uint32_t>(std::clamp(number_in(index, 0), 0.0F, 1e6F));
      any = true;
    } else {
      out[n] = kUnranked;
    }
  }
  return any ? out : std::vector<uint32_t>();
}

}  // namespace jiaokan
