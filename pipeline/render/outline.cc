#include "render/prepare.h"

namespace jiaokan {

namespace {

constexpr NameSet kSections = "sec ack app app-group glossary notes fn-group ref-list abstract trans-abstract boxed-text bio";
constexpr NameSet kParts = "sub-article response";
constexpr int kDeepestInContents = 4;

// The heading of parts that need none of their own in JATS.
struct Default {
  std::string_view element;
  const char* word;
};
constexpr Default kDefaults[] = {{"ack", "acknowledgements"}, {"fn-group", "notes"}, {"ref-list", "references"},
                                 {"abstract", "abstract"},    {"trans-abstract", "abstract"}, {"app", "appendix"},
                                 {"glossary", "glossary"}};

const char* default_heading(XmlNode node) {
  // A list of references or notes inside a section stands under the section's heading.
  if (one_of(node.parent().name(), "sec ack app ref-list notes author-notes")) return nullptr;
  for (const Default& row : kDefaults) {
    if (row.element == node.name()) return row.word;
  }
  return nullptr;
}

bool has_own_heading(XmlNode node) {
  return !reading_text(node.child("title")).empty() || (named(node, "sec") && !text_within(node.child("label")).empty());
}

// "一、" and "（一）" stand close to the title, "1." and "1" need a space.
bool wants_space(const std::string& label) {
  return !label.empty() && static_cast<unsigned char>(label.back()) < 0x80;
}

}  // namespace

void write_outline(PreparedEdition& edition) {
  XmlNode article = edition.tree.document_element();
  XmlNode contents = article.append_child("jk:contents");
  std::vector<XmlNode> open;   // entries, one a level
  std::string page = edition.facts.lpage.empty() && edition.facts.fpage.find_first_not_of("0123456789") != std::string::npos
                         ? ""
                         : edition.facts.fpage;
  const std::string first_page = page;
  uint32_t entries = 0;
  for (XmlNode node = article; node; node = next_in_order(node, article)) {
    if (node == contents) break;
    if (named(node, "target") && attribute(node, "target-type") == "page") {
      std::string number = text_within(node);
      const std::string id(attribute(node, "id"));
      if (number.empty() && id.starts_with("page-") && id.find_first_not_of("0123456789", 5) == std::string::npos) number = id.substr(5);
      // A page whose number nobody knows is a place, but nothing to print or to find.
      if (number.empty() || id.empty()) continue;
      page = number;
      annotate(node, "jk:page", number);
      edition.pages.emplace_back(attribute(node, "id"), number);
      continue;
    }
    const bool part = one_of(node.name(), kParts);
    if (!part && !one_of(node.name(), kSections)) continue;
    const char* const word_key = part ? nullptr : default_heading(node);
    const bool own = part || has_own_heading(node);
    if (!own && word_key == nullptr) continue;
    int level = 2;
    for (XmlNode at = node.parent(); at; at = at.parent()) {
      if (at.attribute("jk:level")) {
        level = std::min(6, at.attribute("jk:level").as_int() + 1);
        break;
      }
    }
    annotate(node, "jk:level", std::to_string(level));
    if (!own) annotate(node, "jk:title", word(edition.words, word_key));
    bool in_front = true;
    for (XmlNode at = node; at && in_front; at = at.parent()) in_front = !one_of(at.name(), "body back floats-group sub-article response");
    if (in_front || level > kDeepestInContents || one_of(node.name(), "boxed-text bio")) continue;
    bool inside_note = false;
    for (XmlNode at = node.parent(); at && !inside_note; at = at.parent()) {
      inside_note = one_of(at.name(), "table-wrap fn ref author-notes boxed-text abstract trans-abstract contrib");
    }
    if (inside_note) continue;
    std::string title = reading_text(part ? first_within(node, "article-title") : node.child("title"));
    if (title.empty() && !own) title = word(edition.words, word_key);
    const std::string label = part ? "" : text_within(node.child("label"));
    while (!open.empty() && open.back().attribute("level").as_int() >= level) open.pop_back();
    XmlNode entry = (open.empty() ? contents : open.back()).append_child("jk:entry");
    annotate(entry, "level", std::to_string(level));
    annotate(entry, "href", "#" + std::string(attribute(node, "id")));
    annotate(entry, "title", label + (wants_space(label) && !title.empty() ? " " : "") + (title.empty() && label.empty() ? word(edition.words, "untitled") : title));
    annotate(entry, "page", page);
    if (named(node, "ref-list")) annotate(entry, "kind", "references");
    if (named(node, "fn-group")) annotate(entry, "kind", "notes");
    open.push_back(entry);
    ++entries;
  }
  // The first printed page begins with the title, before any mark in the text.
  if (!edition.pages.empty() && !first_page.empty() && edition.pages.front().second != first_page) {
    annotate(article, "jk:first-page", first_page);
    edition.pages.insert(edition.pages.begin(), {"page-" + first_page, first_page});
  }
  annotate(contents, "entries", std::to_string(entries));
}

}  // namespace jiaokan
