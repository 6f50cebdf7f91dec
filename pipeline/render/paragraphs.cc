#include "render/prepare.h"

namespace jiaokan {

namespace {

// What JATS allows inside a paragraph and HTML does not.
constexpr NameSet kBlocks =
    "list def-list disp-quote verse-group boxed-text statement code preformat fig fig-group table-wrap table-wrap-group table "
    "disp-formula disp-formula-group chem-struct-wrap graphic media supplementary-material speech array p";

bool is_blank(XmlNode node) {
  return node.type() == pugi::node_pcdata && std::string_view(node.value()).find_first_not_of(" \t\n\r") == std::string_view::npos;
}

bool has_block(XmlNode p) {
  for (const XmlNode child : p.children()) {
    if (one_of(child.name(), kBlocks)) return true;
  }
  return false;
}

// A paragraph with blocks inside becomes pieces of paragraph with the blocks between; the first piece keeps the id.
void split(XmlNode p) {
  XmlNode parent = p.parent();
  XmlNode piece;
  bool first = true;
  const std::string id(attribute(p, "id"));
  for (XmlNode child = p.first_child(); child;) {
    const XmlNode next = child.next_sibling();
    if (one_of(child.name(), kBlocks)) {
      parent.insert_move_before(child, p);
      piece = XmlNode();
    } else if (piece || !is_blank(child)) {
      if (!piece) {
        piece = parent.insert_child_before("p", p);
        if (first && !id.empty()) piece.append_attribute("id") = id.c_str();
        if (!first) piece.append_attribute("jk:continued") = "yes";
        first = false;
      }
      piece.append_move(child);
    }
    child = next;
  }
  // Nothing but blocks: the id goes to the first of them that has none, by way of an anchor.
  if (first && !id.empty()) {
    XmlNode anchor = parent.insert_child_before("jk:anchor", p);
    anchor.append_attribute("id") = id.c_str();
    XmlNode holder = parent.insert_child_before("jk:block-anchor", anchor);
    holder.append_move(anchor);
  }
  parent.remove_child(p);
}

constexpr NameSet kPictures = "graphic inline-graphic media";

// Of several forms of one thing, the one that a page shows best.
XmlNode best_of(XmlNode alternatives) {
  XmlNode best;
  int best_rank = 99;
  for (const XmlNode child : alternatives.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string_view name = child.name();
    const bool thumbnail = one_of(attribute(child, "specific-use"), "thumbnail thumb");
    const std::string_view plain = name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
    const int rank = thumbnail ? 8 : plain == "math" || plain == "table" ? 0 : one_of(plain, kPictures) ? 2 : plain == "tex-math" ? 3 : 1;
    if (rank < best_rank) {
      best = child;
      best_rank = rank;
    }
  }
  return best;
}

}  // namespace

void choose_alternatives(XmlNode article) {
  for (XmlNode node = article; node;) {
    if (!named(node, "alternatives")) {
      node = next_in_order(node, article);
      continue;
    }
    XmlNode parent = node.parent();
    // TeX stays beside MathML as an annotation would: text.txt and article.md want it.
    const std::string tex(text_within(node.child("tex-math")));
    XmlNode best = best_of(node);
    const XmlNode next = next_outside(node, article);
    if (best) {
      if (!tex.empty() && !named(best, "tex-math")) annotate(best, "jk:tex", tex);
      parent.insert_move_before(best, node);
    }
    parent.remove_child(node);
    node = best ? best : next;
  }
}

void split_paragraphs(XmlNode article) {
  std::vector<XmlNode> with_blocks;
  for (XmlNode node = article; node; node = next_in_order(node, article)) {
    if (named(node, "p") && has_block(node)) with_blocks.push_back(node);
  }
  // From the inside out, so that a moved block has been settled before.
  for (auto p = with_blocks.rbegin(); p != with_blocks.rend(); ++p) split(*p);
}

}  // namespace jiaokan
