#include "render/prepare.h"

namespace jiaokan {

namespace {

// What no output shows: it must be gone before anything is counted or linked.
constexpr NameSet kNeverShown =
    "processing-meta index-term index-term-range-end long-desc annotation mml:annotation "
    "annotation-xml mml:annotation-xml object-id";

void remove_unshown(XmlNode article) {
  std::vector<XmlNode> gone;
  for (XmlNode node = article; node;) {
    if (one_of(node.name(), kNeverShown)) {
      gone.push_back(node);
      node = next_outside(node, article);
    } else {
      node = next_in_order(node, article);
    }
  }
  for (XmlNode node : gone) node.parent().remove_child(node);
}

// Of one citation in two forms, the printed one.
void choose_citations(XmlNode article) {
  std::vector<XmlNode> found;
  for (XmlNode node = article; node; node = next_in_order(node, article)) {
    if (named(node, "citation-alternatives")) found.push_back(node);
  }
  for (XmlNode node : found) {
    XmlNode best = node.child("mixed-citation") ? node.child("mixed-citation") : node.first_child();
    node.parent().insert_move_before(best, node);
    node.parent().remove_child(node);
  }
}

void write_words(XmlNode article, const Words& words) {
  XmlNode list = article.prepend_child("jk:words");
  for (const auto& [key, text] : words) {
    XmlNode w = list.append_child("jk:w");
    annotate(w, "key", key);
    w.append_child(pugi::node_pcdata).set_value(text.c_str());
  }
}

}  // namespace

void prepare(PreparedEdition& edition, const std::string& apparatus, Diags& diags) {
  XmlNode article = edition.tree.document_element();
  annotate(article, "xmlns:jk", "urn:jiaokan:render");
  remove_unshown(article);
  choose_alternatives(article);
  choose_citations(article);
  settle_ids(article, diags);
  write_names(article);
  split_paragraphs(article);
  link_callouts(article, edition.words);
  mark_loci(article, apparatus, diags);
  write_addresses(article, edition.pictures, diags);
  write_outline(edition);
  mark_reached(article);
  edition.has_formulas = first_within(article, "mml:math") || first_within(article, "math");
  write_words(article, edition.words);
}

}  // namespace jiaokan
