#include <cstdlib>
#include <unordered_map>

#include "model/unicode.h"
#include "render/prepare.h"

namespace jiaokan {

namespace {

constexpr size_t kContext = 14;   // characters on each side
constexpr size_t kPassageEdge = 20;

std::string_view local_name(XmlNode node) {
  const std::string_view name = node.name();
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// "#A #B" → "A B"; "#wit-A" → "A"
std::string letters(std::string_view wit) {
  std::string out;
  for (size_t begin = 0; begin < wit.size();) {
    const size_t end = std::min(wit.find_first_of(" \t\n", begin), wit.size());
    std::string_view one = wit.substr(begin, end - begin);
    begin = end + 1;
    if (one.empty()) continue;
    if (one.front() == '#') one.remove_prefix(1);
    for (const std::string_view prefix : {"wit-", "witness-"}) {
      if (one.starts_with(prefix)) one.remove_prefix(prefix.size());
    }
    if (!out.empty()) out += ' ';
    out += one;
  }
  return out;
}

// "0.934" → "93 %"; never 100 %, which nothing is.
std::string percent(std::string_view number) {
  const std::string text(number);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || *end != '\0' || !(value >= 0) || value > 1) return {};
  const int whole = static_cast<int>(value * 100 + 0.5);
  if (whole >= 100) return value < 1 ? ">99 %" : "100 %";
  return std::to_string(whole) + " %";
}

std::string first_attribute(XmlNode node, std::initializer_list<const char*> names) {
  for (const char* const name : names) {
    const std::string_view value = attribute(node, name);
    if (!value.empty()) return std::string(value);
  }
  return {};
}

std::string probability_of(XmlNode node) {
  std::string found = percent(first_attribute(node, {"cert", "probability", "degree"}));
  for (XmlNode at = node; found.empty() && at; at = next_in_order(at, node)) {
    if (local_name(at) == "certainty") found = percent(first_attribute(at, {"degree", "cert"}));
  }
  return found;
}

struct Entry {
  XmlNode app;
  std::string id;
  bool open = false;
};

bool is_open(XmlNode app) {
  for (const char* const name : {"status", "subtype", "type", "ana", "rend"}) {
    const std::string_view value = attribute(app, name);
    if (one_of(value, "open") || among_words("open", value) || among_words("#open", value)) return true;
  }
  return attribute(app, "open") == "yes" || attribute(app, "open") == "true";
}

std::vector<Entry> read_apparatus(const pugi::xml_document& tei) {
  std::vector<Entry> out;
  const XmlNode root = tei.document_element();
  for (XmlNode at = root; at; at = next_in_order(at, root)) {
    if (local_name(at) != "app") continue;
    const std::string id = first_attribute(at, {"xml:id", "id", "n"});
    if (!id.empty()) out.push_back({at, id, is_open(at)});
  }
  return out;
}

// The block that a place is in, for its context.
XmlNode block_of(XmlNode node) {
  for (XmlNode at = node; at; at = at.parent()) {
    if (one_of(at.name(), "p title td th mixed-citation article-title kwd aff trans-title subtitle")) return at;
  }
  return node.parent();
}

struct Context {
  std::u32string before, lemma, after;
};

Context context_of(XmlNode start, const std::string& id) {
  Context out;
  const XmlNode block = block_of(start);
  int side = 0;
  for (XmlNode at = block; at; at = next_in_order(at, block)) {
    if (at == start) side = 1;
    if (named(at, "milestone-end") && attribute(at, "rid") == id) side = 2;
    if (named(at, "jk:call") || named(at, "target") || named(at, "jk:open")) {
      const XmlNode next = next_outside(at, block);
      if (!next) break;
      // Step so that the loop's own step lands on what follows.
      at = at.last_child() ? at.last_child() : at;
      while (at.last_child()) at = at.last_child();
      continue;
    }
    if (at.type() != pugi::node_pcdata && at.type() != pugi::node_cdata) continue;
    const std::u32string text = from_utf8(at.value());
    (side == 0 ? out.before : side == 1 ? out.lemma : out.after) += text;
    if (out.after.size() > kContext * 4) break;
  }
  const auto squeeze = [](std::u32string& text) {
    std::u32string kept;
    for (const char32_t c : text) {
      const bool space = c == U' ' || c == U'\n' || c == U'\t' || c == U'\r';
      if (!space || (!kept.empty() && kept.back() != U' ')) kept.push_back(space ? U' ' : c);
    }
    text = kept;
  };
  squeeze(out.before);
  squeeze(out.after);
  if (out.before.size() > kContext) {
    out.before.erase(0, out.before.size() - kContext);
    out.before.insert(out.before.begin(), U'…');
  }
  if (out.after.size() > kContext) {
    out.after.resize(kContext);
    out.after.push_back(U'…');
  }
  return out;
}

// Wrappers that only give a milestone or a page start a place that the DTD allows.
void unwrap_places(XmlNode article) {
  for (XmlNode node = article; node;) {
    const XmlNode child = node.first_child();
    if (named(node, "named-content") && one_of(attribute(node, "content-type"), "locus page-start") && child && !child.next_sibling()) {
      XmlNode parent = node.parent();
      const XmlNode moved = parent.insert_move_before(child, node);
      parent.remove_child(node);
      node = moved;
      continue;
    }
    node = next_in_order(node, article);
  }
}

void add_text_child(XmlNode parent, const char* name, const std::string& text) {
  parent.append_child(name).append_child(pugi::node_pcdata).set_value(text.c_str());
}

std::string text_or_nothing(XmlNode node) {
  std::string out;
  for (XmlNode at = node; at; at = next_in_order(at, node)) {
    const std::string_view name = local_name(at);
    if (at != node && (name == "note" || name == "certainty" || name == "witDetail" || name == "fs")) continue;
    if (at.type() == pugi::node_pcdata) {
      bool hidden = false;
      for (XmlNode up = at.parent(); up && up != node; up = up.parent()) {
        hidden = hidden || one_of(local_name(up), "note certainty witDetail fs desc");
      }
      if (!hidden) out += at.value();
    }
  }
  return out;
}

// A whole passage is shown by its beginning and its end.
std::string shortened(const std::string& text) {
  const std::u32string all = from_utf8(text);
  if (all.size() <= 3 * kPassageEdge) return text;
  return to_utf8(all.substr(0, 2 * kPassageEdge)) + " …… " + to_utf8(all.substr(all.size() - kPassageEdge));
}

void write_entry(XmlNode list, const Entry& entry, const Context& context, XmlNode start) {
  XmlNode out = list.append_child("jk:app");
  annotate(out, "id", "app-" + entry.id);
  if (start) annotate(out, "href", "#" + entry.id);
  annotate(out, "name", entry.id);
  if (entry.open) annotate(out, "open", "yes");
  annotate(out, "class", first_attribute(entry.app, {"type", "class"}));
  add_text_child(out, "jk:before", to_utf8(context.before));
  // What the text shows as a callout has no letters there: the apparatus says them.
  const std::string lemma = context.lemma.empty() ? text_or_nothing(first_within(entry.app, "lem")) : to_utf8(context.lemma);
  add_text_child(out, "jk:lemma", shortened(lemma));
  add_text_child(out, "jk:after", to_utf8(context.after));
  for (const XmlNode child : entry.app.children()) {
    const std::string_view name = local_name(child);
    if (name == "lem" || name == "rdg") {
      XmlNode reading = out.append_child("jk:reading");
      annotate(reading, "wit", letters(attribute(child, "wit")));
      if (name == "lem") annotate(reading, "lemma", "yes");
      annotate(reading, "p", probability_of(child));
      reading.append_child(pugi::node_pcdata).set_value(shortened(text_or_nothing(child)).c_str());
    } else if (name == "note") {
      const std::string text = text_within(child);
      if (!text.empty() && text.size() < 400) add_text_child(out, "jk:note", text);
    }
  }
  std::string by = first_attribute(entry.app, {"resp", "source", "by"});
  const XmlNode lem = first_within(entry.app, "lem");
  if (by.empty()) by = first_attribute(lem, {"resp", "source", "by"});
  if (!by.empty() && by.front() == '#') by.erase(0, 1);
  annotate(out, "by", by);
  annotate(out, "p", probability_of(entry.app));
}

}  // namespace

void mark_loci(XmlNode article, const std::string& apparatus, Diags& diags) {
  pugi::xml_document tei;
  std::string why;
  if (!apparatus.empty() && !load_tree(apparatus, tei, why)) diags.push_back({Code::apparatus_unreadable, {}, why});
  const std::vector<Entry> entries = read_apparatus(tei);
  std::unordered_map<std::string, const Entry*> entry_of;
  for (const Entry& entry : entries) entry_of.emplace(entry.id, &entry);
  unwrap_places(article);
  std::vector<XmlNode> starts;
  std::unordered_map<std::string, XmlNode> ends;
  for (XmlNode node = article; node; node = next_in_order(node, article)) {
    if (named(node, "milestone-start") && attribute(node, "rationale") == "locus") starts.push_back(node);
    if (named(node, "milestone-end")) ends.emplace(attribute(node, "rid"), node);
  }
  std::unordered_map<std::string, Context> contexts;
  std::unordered_map<std::string, XmlNode> start_of;
  for (const XmlNode start : starts) {
    const std::string id(attribute(start, "id"));
    start_of.emplace(id, start);
    if (entry_of.count(id) > 0) contexts.emplace(id, context_of(start, id));
  }
  if (!entries.empty()) {
    XmlNode list = article.append_child("jk:apparatus");
    uint32_t open = 0;
    for (const Entry& entry : entries) open += entry.open ? 1 : 0;
    annotate(list, "count", std::to_string(entries.size()));
    annotate(list, "open", std::to_string(open));
    for (const bool want_open : {true, false}) {
      for (const Entry& entry : entries) {
        if (entry.open == want_open) write_entry(list, entry, contexts[entry.id], start_of[entry.id]);
      }
    }
  }
  for (XmlNode start : starts) {
    const std::string id(attribute(start, "id"));
    const auto found = entry_of.find(id);
    const auto end = ends.find(id);
    XmlNode parent = start.parent();
    XmlNode mark = parent.insert_child_before("jk:locus", start);
    annotate(mark, "id", id);
    XmlNode last = mark;
    if (end != ends.end() && end->second.parent() == parent) {
      for (XmlNode at = start.next_sibling(); at && at != end->second;) {
        const XmlNode next = at.next_sibling();
        mark.append_move(at);
        at = next;
      }
    } else if (end != ends.end()) {
      last = end->second;   // the lemma crosses the border of an element: the place is marked, not its extent
    }
    if (found != entry_of.end()) {
      const bool open = found->second->open;
      XmlNode link = last.parent().insert_child_after(open ? "jk:open" : "jk:locus-link", last);
      annotate(link, "href", "#app-" + id);
      annotate(link, "name", id);
      if (open) annotate(mark, "open", "yes");
      bool in_link = false;
      for (XmlNode at = link.parent(); at; at = at.parent()) in_link = in_link || one_of(at.name(), "jk:call ext-link uri xref email title article-title");
      if (in_link) annotate(link, "plain", "yes");
    }
    parent.remove_child(start);
  }
  for (auto& [rid, end] : ends) {
    if (start_of.count(rid) > 0) end.parent().remove_child(end);
  }
}

}  // namespace jiaokan
