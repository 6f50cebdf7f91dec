#include "render/addresses.h"
#include "render/prepare.h"

namespace jiaokan {

namespace {

struct Resolver {
  std::string_view type;
  const char* prefix;
};
constexpr Resolver kResolvers[] = {
    {"pmid", "https://pubmed.ncbi.nlm.nih.gov/"},
    {"pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/"},
    {"arxiv", "https://arxiv.org/abs/"},
};

std::string_view href_of(XmlNode node) {
  for (const pugi::xml_attribute a : node.attributes()) {
    const std::string_view name = a.name();
    if (name == "href" || name.ends_with(":href")) return a.value();
  }
  return {};
}

std::string id_address(std::string_view type, const std::string& text) {
  if (type == "doi") return doi_address(text);
  for (const Resolver& row : kResolvers) {
    if (row.type == type && !text.empty()) return row.prefix + percent_encoded(text);
  }
  return {};
}

void link_one(XmlNode node, const std::map<std::string, std::string>* pictures, Diags& diags) {
  const std::string_view name = node.name();
  std::string address;
  std::string asked(href_of(node));
  if (one_of(name, "ext-link uri self-uri related-article related-object email institution-id contrib-id license")) {
    if (asked.empty() && name != "license") asked = text_within(node);
    const std::string_view type = attribute(node, "ext-link-type");
    address = type == "doi" ? doi_address(asked) : id_address(type, asked);
    if (address.empty()) address = safe_address(name == "email" && asked.find(':') == std::string::npos ? "mailto:" + asked : asked);
  } else if (one_of(name, "pub-id article-id object-id")) {
    asked.clear();
    address = id_address(attribute(node, "pub-id-type"), text_within(node));
  } else if (one_of(name, "graphic inline-graphic")) {
    address = picture_address(asked);
    // One that is not there would be a broken sign on the page: its place says so in words.
    if (address.empty() || (pictures != nullptr && !address.starts_with("http") && !pictures->count(asked))) return;
    if (pictures != nullptr && pictures->count(asked) && !picture_type(asked, pictures->find(asked)->second).empty()) annotate(node, "jk:packed", "1");
  } else if (one_of(name, "supplementary-material media inline-supplementary-material")) {
    address = safe_address(asked);
    if (address.empty()) return;
  } else {
    return;
  }
  if (!address.empty()) {
    annotate(node, "jk:href", address);
  } else if (one_of(name, "ext-link uri") && !asked.empty()) {
    diags.push_back({Code::address_not_linked, {}, asked.substr(0, 120)});
  }
}

// Where a reader may look for a cited work: its title, else its source.
void write_search(XmlNode ref) {
  for (const char* const element : {"article-title", "chapter-title", "data-title", "source"}) {
    std::string title = reading_text(first_within(ref, element));
    if (title.empty()) continue;
    size_t end = std::min<size_t>(title.size(), 300);
    while (end < title.size() && (static_cast<unsigned char>(title[end]) & 0xC0) == 0x80) --end;
    title.resize(end);
    annotate(ref, "jk:search", "https://scholar.google.com/scholar?q=" + percent_encoded(title));
    return;
  }
}

}  // namespace

void write_addresses(XmlNode article, const std::map<std::string, std::string>* pictures, Diags& diags) {
  for (XmlNode node = article; node; node = next_in_order(node, article)) {
    if (node.type() != pugi::node_element) continue;
    link_one(node, pictures, diags);
    if (named(node, "ref")) write_search(node);
    const pugi::xml_attribute lang = node.attribute("xml:lang");
    if (lang) annotate(node, "jk:lang", page_language(lang.value()));
  }
}

void write_names(XmlNode article) {
  for (XmlNode node = article; node; node = next_in_order(node, article)) {
    if (one_of(node.name(), "name string-name collab")) annotate(node, "jk:display", displayed_name(node));
  }
}

}  // namespace jiaokan
