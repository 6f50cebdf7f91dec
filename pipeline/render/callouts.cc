#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "render/prepare.h"

namespace jiaokan {

namespace {

// Where a callout is shown, and so counts.
constexpr NameSet kShown =
    "body back abstract trans-abstract article-title subtitle trans-title trans-subtitle floats-group author-notes bio funding-statement";
constexpr NameSet kNoteTypes = "fn table-fn";

struct Target {
  XmlNode node;
  uint32_t position = 0;       // among its kind, from 1
  std::string number;          // in ids and labels: the printed number where all have one, else the position
  std::string shown;           // what a person calls it: label or number
  uint32_t calls = 0;
};

std::string first_digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits.push_back(c);
    } else if (!digits.empty()) {
      break;
    }
  }
  const size_t zeros = digits.find_first_not_of('0');
  return zeros == std::string::npos || digits.size() > 6 ? "" : digits.substr(zeros);
}

// "[12]" → "12"; a label of other letters is no number.
std::string label_number(std::string_view label) {
  for (const char c : label) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return {};
  }
  return first_digits(label);
}

bool is_shown(XmlNode node) {
  for (XmlNode at = node.parent(); at; at = at.parent()) {
    if (one_of(at.name(), "front front-stub") ) return false;
    if (one_of(at.name(), kShown)) return true;
  }
  return false;
}

struct Linker {
  XmlNode article;
  const Words& words;
  std::vector<Target> references, notes;
  std::unordered_map<std::string, uint32_t> reference_at, note_at;
  std::unordered_set<std::string> ids;

  void collect() {
    for (XmlNode node = article; node; node = next_in_order(node, article)) {
      const std::string id(attribute(node, "id"));
      if (!id.empty()) ids.insert(id);
      const bool target = named(node, "ref") || named(node, "fn");
      if (target && !is_shown(node)) continue;
      if (named(node, "ref")) {
        add(references, reference_at, node, id);
      } else if (named(node, "fn")) {
        add(notes, note_at, node, id);
      }
    }
    number(references);
    number(notes);
  }

  static void add(std::vector<Target>& list, std::unordered_map<std::string, uint32_t>& at, XmlNode node, const std::string& id) {
    at.emplace(id, static_cast<uint32_t>(list.size()));
    const uint32_t position = static_cast<uint32_t>(list.size() + 1);
    std::string label = text_within(node.child("label"));
    if (label.empty() && named(node, "fn")) label = attribute(node, "symbol");
    list.push_back({node, position, label_number(label), label, 0});
  }

  static void number(std::vector<Target>& list) {
    std::unordered_set<std::string> seen;
    const bool good = std::all_of(list.begin(), list.end(),
                                  [&](const Target& t) { return !t.number.empty() && seen.insert(t.number).second; });
    for (Target& t : list) {
      if (!good) t.number = std::to_string(t.position);
      annotate(t.node, "jk:n", t.number);
      if (good) annotate(t.node, "jk:numbered", "yes");
      if (t.shown.empty() || good) t.shown = t.number;
    }
  }

  std::string free_id(std::string id) {
    while (!ids.insert(id).second) id += "-x";
    return id;
  }

  struct Occurrence {
    std::string id, label;
  };
  // The next place that cites `target`: its id, and the way back recorded on the target.
  Occurrence occur(Target& target, const char* prefix, const char* there, const char* back) {
    const std::string k = std::to_string(++target.calls);
    const std::string id = free_id(prefix + target.number + "-" + k);
    XmlNode way = target.node.append_child("jk:back");
    annotate(way, "href", "#" + id);
    annotate(way, "n", k);
    annotate(way, "label", fill(word(words, back), {{"n", target.shown}, {"k", k}}));
    return {id, fill(word(words, there), {{"n", target.shown}, {"k", k}})};
  }
  Occurrence cite(Target& target) { return occur(target, "c", "callout", "back-to-callout"); }
  Occurrence refer(Target& target) { return occur(target, "n", "note-mark", "back-to-note-mark"); }

  void make_call(XmlNode node, const Occurrence& there, const Target& target, const char* kind) {
    node.set_name("jk:call");
    node.remove_attribute("rid");
    node.remove_attribute("ref-type");
    node.remove_attribute("id");
    annotate(node, "id", there.id);
    annotate(node, "href", "#" + std::string(attribute(target.node, "id")));
    // A name must hold what is seen: (Smith, 2001) is no number that the label would repeat.
    const std::string seen = text_within(node);
    std::string bare;
    for (const char c : seen) {
      if (std::string_view("[]() .,").find(c) == std::string_view::npos) bare.push_back(c);
    }
    for (const std::string_view wide : {"［", "］", "（", "）", "〔", "〕"}) {
      for (size_t at = bare.find(wide); at != std::string::npos; at = bare.find(wide)) bare.erase(at, wide.size());
    }
    const bool says_number = bare.empty() || bare == target.number || bare == target.shown;
    annotate(node, "label", says_number ? there.label : seen + " – " + there.label);
    annotate(node, "kind", kind);
    annotate(node, "n", target.number);
  }

  static void anchor_before(XmlNode parent, XmlNode before, const std::string& id) {
    XmlNode anchor = before ? parent.insert_child_before("jk:anchor", before) : parent.append_child("jk:anchor");
    annotate(anchor, "id", id);
  }

  // [3-5] with three targets: links on what is printed, an empty target for what is only meant.
  void open_range(XmlNode xref, std::vector<uint32_t> members) {
    const std::string text = xref.first_child().value();
    struct Piece {
      size_t begin, end;
      uint32_t target;
    };
    std::vector<Piece> pieces;
    std::vector<uint32_t> left = members;
    for (size_t i = 0; i < text.size();) {
      if (text[i] < '0' || text[i] > '9') {
        ++i;
        continue;
      }
      size_t end = i;
      while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
      const std::string digits = first_digits(std::string_view(text).substr(i, end - i));
      const auto found = std::find_if(left.begin(), left.end(), [&](uint32_t m) { return references[m].number == digits; });
      if (found != left.end()) {
        pieces.push_back({i, end, *found});
        left.erase(found);
      }
      i = end;
    }
    if (pieces.empty()) {
      whole(xref, members);
      return;
    }
    XmlNode parent = xref.parent();
    XmlNode cite = parent.insert_child_before("jk:cite", xref);
    const auto add_text = [&](std::string_view part) {
      if (!part.empty()) cite.append_child(pugi::node_pcdata).set_value(std::string(part).c_str());
    };
    size_t done = 0;
    for (size_t p = 0; p < pieces.size(); ++p) {
      add_text(std::string_view(text).substr(done, pieces[p].begin - done));
      // Members whose place is before this number and that are not printed themselves.
      for (auto m = left.begin(); m != left.end();) {
        if (p == 0 || references[*m].position > references[pieces[p].target].position) {
          ++m;
          continue;
        }
        anchor_before(cite, XmlNode(), this->cite(references[*m]).id);
        m = left.erase(m);
      }
      XmlNode call = cite.append_child("jk:call");
      Target& target = references[pieces[p].target];
      make_call(call, this->cite(target), target, "bibr");
      call.append_child(pugi::node_pcdata).set_value(text.substr(pieces[p].begin, pieces[p].end - pieces[p].begin).c_str());
      done = pieces[p].end;
    }
    for (const uint32_t m : left) anchor_before(cite, XmlNode(), this->cite(references[m]).id);
    add_text(std::string_view(text).substr(done));
    parent.remove_child(xref);
  }

  // The whole mark leads to the first member; the others are reached from their own entries.
  void whole(XmlNode xref, const std::vector<uint32_t>& members) {
    Target& first = references[members.front()];
    make_call(xref, cite(first), first, "bibr");
    for (size_t i = members.size(); i-- > 1;) {
      XmlNode anchor = xref.parent().insert_child_after("jk:anchor", xref);
      annotate(anchor, "id", cite(references[members[i]]).id);
    }
  }

  // 1–3 as two marks with a dash between: the members between are meant too.
  void between(XmlNode xref, uint32_t last) {
    const XmlNode dash = xref.previous_sibling();
    const XmlNode before = dash.previous_sibling();
    if (!named(before, "jk:call") || dash.type() != pugi::node_pcdata) return;
    std::string_view text = dash.value();
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (!one_of(text, "- – — − ~ ～ ‐ ‑") || text_within(xref) != references[last].number) return;
    const std::string href(attribute(before, "href"));
    if (href.size() < 2 || text_within(before) != attribute(before, "n")) return;
    const auto first = reference_at.find(href.substr(1));
    if (first == reference_at.end() || first->second >= last || last - first->second > 60) return;
    for (uint32_t m = first->second + 1; m < last; ++m) anchor_before(xref.parent(), xref, cite(references[m]).id);
  }

  void link(XmlNode xref) {
    const std::string_view type = attribute(xref, "ref-type");
    const std::string_view rids = attribute(xref, "rid");
    const auto& at = type == "bibr" ? reference_at : note_at;
    std::vector<uint32_t> members;
    for (size_t begin = 0; begin < rids.size();) {
      const size_t end = std::min(rids.find(' ', begin), rids.size());
      const auto found = at.find(std::string(rids.substr(begin, end - begin)));
      if (found != at.end() && std::find(members.begin(), members.end(), found->second) == members.end()) {
        members.push_back(found->second);
      }
      begin = end + 1;
    }
    if (members.empty() || !is_shown(xref)) return;
    if (type != "bibr") {
      Target& target = notes[members.front()];
      make_call(xref, refer(target), target, "fn");
      return;
    }
    if (members.size() == 1) {
      between(xref, members.front());
      whole(xref, members);
    } else if (xref.first_child().type() == pugi::node_pcdata && !xref.first_child().next_sibling()) {
      open_range(xref, members);
    } else {
      whole(xref, members);
    }
  }
};

// <xref><sup>[1]</sup></xref> → <sup><xref>[1]</xref></sup>
void raise_outside(XmlNode xref) {
  XmlNode inner = xref.first_child();
  if (!named(inner, "sup") || inner.next_sibling()) return;
  XmlNode sup = xref.parent().insert_child_before("sup", xref);
  sup.append_move(xref);
  while (inner.first_child()) xref.insert_move_before(inner.first_child(), inner);
  xref.remove_child(inner);
}

// A note that stands where it is called: a mark in its place, the note itself at the end.
void move_inline_notes(XmlNode article) {
  std::vector<XmlNode> notes;
  for (XmlNode node = article; node; node = next_in_order(node, article)) {
    if (named(node, "fn") && one_of(node.parent().name(), "p title td th article-title bold italic subtitle list-item")) notes.push_back(node);
  }
  if (notes.empty()) return;
  XmlNode back = article.child("back") ? article.child("back") : article.append_child("back");
  XmlNode group = back.prepend_child("fn-group");
  annotate(group, "id", "notes");
  uint32_t n = 0;
  for (XmlNode fn : notes) {
    const std::string label = fn.child("label") ? text_within(fn.child("label")) : std::to_string(++n);
    if (!fn.child("label")) fn.prepend_child("label").append_child(pugi::node_pcdata).set_value(label.c_str());
    XmlNode sup = fn.parent().insert_child_before("sup", fn);
    XmlNode xref = sup.append_child("xref");
    annotate(xref, "ref-type", "fn");
    annotate(xref, "rid", std::string(attribute(fn, "id")));
    xref.append_child(pugi::node_pcdata).set_value(label.c_str());
    group.append_move(fn);
  }
}

}  // namespace

void link_callouts(XmlNode article, const Words& words) {
  move_inline_notes(article);
  std::vector<XmlNode> marks;
  for (XmlNode node = article; node; node = next_in_order(node, article)) {
    if (!named(node, "xref")) continue;
    const std::string_view type = attribute(node, "ref-type");
    if (type == "bibr" || one_of(type, kNoteTypes)) marks.push_back(node);
  }
  for (const XmlNode xref : marks) raise_outside(xref);
  Linker linker{article, words, {}, {}, {}, {}, {}};
  linker.collect();
  for (const XmlNode xref : marks) linker.link(xref);
}

}  // namespace jiaokan
