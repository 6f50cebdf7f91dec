#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "render/prepare.h"

namespace jiaokan {

namespace {

// Ids that the page itself uses.
constexpr const char* kTaken[] = {"main", "top", "contents", "title", "abstract", "english", "notes", "references",
                                  "apparatus", "about", "cite", "floats", "show-loci", "jk-css"};

// What is linked to must have an id; the prefix and the position among its kind make it.
struct Kind {
  std::string_view element;
  const char* prefix;
};
constexpr Kind kNamedByUs[] = {{"ref", "ref-"},     {"fn", "fn-"},         {"sec", "sec-"},     {"ack", "ack-"},
                               {"app", "app-"},     {"glossary", "glossary-"}, {"notes", "notes-"}, {"fig", "fig-"},
                               {"table-wrap", "tbl-"}, {"sub-article", "part-"}, {"response", "response-"},
                               {"abstract", "abstract-"}, {"trans-abstract", "abstract-en-"}, {"ref-list", "references-"},
                               {"fn-group", "notes-list-"}, {"app-group", "appendices-"}, {"boxed-text", "box-"}};

// An id that both HTML and XML accept.
std::string safe_id(std::string_view id) {
  std::string out;
  for (const char c : id) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool other = (c >= '0' && c <= '9') || c == '-';
    if (out.empty() && !letter) out = other ? "x-" : "x";
    out.push_back(letter || other ? c : '-');
  }
  return out;
}

}  // namespace

void settle_ids(XmlNode article, Diags& diags) {
  std::unordered_set<std::string> used;
  std::unordered_map<std::string, std::string> renamed;
  std::unordered_map<std::string, uint32_t> next;
  for (const char* const id : kTaken) used.insert(id);
  const auto free_id = [&](const std::string& wanted) {
    std::string id = wanted;
    while (!used.insert(id).second) id = wanted + "-" + std::to_string(++next[wanted] + 1);
    return id;
  };
  std::vector<std::pair<XmlNode, const char*>> without;
  for (XmlNode node = article; node; node = next_in_order(node, article)) {
    if (node.type() != pugi::node_element) continue;
    const std::string old(attribute(node, "id"));
    if (!old.empty()) {
      const std::string id = free_id(safe_id(old));
      renamed.emplace(old, id);   // of two elements with one id, the first is meant
      annotate(node, "id", id);
      continue;
    }
    node.remove_attribute("id");
    for (const Kind& kind : kNamedByUs) {
      if (kind.element == node.name()) without.emplace_back(node, kind.prefix);
    }
  }
  std::unordered_map<std::string_view, uint32_t> count;
  for (auto& [node, prefix] : without) annotate(node, "id", free_id(prefix + std::to_string(++count[prefix])));
  for (XmlNode node = article; node; node = next_in_order(node, article)) {
    const std::string_view rids = attribute(node, "rid");
    if (rids.empty()) continue;
    std::string known;
    for (size_t begin = 0; begin < rids.size();) {
      const size_t end = std::min(rids.find_first_of(" \t\n\r", begin), rids.size());
      const std::string one(rids.substr(begin, end - begin));
      begin = end + 1;
      if (one.empty()) continue;
      const auto found = renamed.find(one);
      if (found == renamed.end()) {
        diags.push_back({Code::reference_to_nothing, {}, one});
        continue;
      }
      if (!known.empty()) known += ' ';
      known += found->second;
    }
    annotate(node, "rid", known);
  }
}

// The stylesheet would look through the whole tree for each page.
void mark_reached(XmlNode article) {
  std::unordered_set<std::string_view> standing;
  std::vector<XmlNode> references;
  const auto is_part = [](XmlNode node) { return node.type() == pugi::node_element && one_of(node.name(), "body back floats-group"); };
  uint32_t inside = 0;   // such parts around
  for (XmlNode node = article; node;) {
    if (node.type() == pugi::node_element) {
      if (named(node, "xref") && !attribute(node, "rid").empty()) references.push_back(node);
      if (const std::string_view id = attribute(node, "id"); inside > 0 && !id.empty()) standing.insert(id);
    }
    if (node.first_child()) {
      inside += is_part(node);
      node = node.first_child();
      continue;
    }
    while (node && node != article && !node.next_sibling()) {
      node = node.parent();
      inside -= is_part(node);
    }
    node = !node || node == article ? XmlNode() : node.next_sibling();
  }
  for (XmlNode reference : references) {
    const std::string_view rids = attribute(reference, "rid");
    if (standing.contains(rids.substr(0, rids.find(' ')))) annotate(reference, "jk:reached", "1");
  }
}

}  // namespace jiaokan
