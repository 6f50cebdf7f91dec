#include <algorithm>
#include <string_view>

#include "jats/mathml.h"
#include "jats/writer.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

// What an element of JATS 1.3 Publishing may hold, as far as inlines are concerned (read from the DTD).
enum Holds : uint16_t {
  kMilestone = 1,
  kTarget = 2,
  kNamed = 4,       // named-content, which may hold all of these
  kXref = 8,
  kFormula = 16,
  kImage = 32,
  kLink = 64,
  kFace = 128,      // bold, italic, sup, sub, monospace
  kBreak = 256,
};
constexpr uint16_t kRich = kMilestone | kTarget | kNamed | kXref | kFormula | kImage | kLink | kFace;
struct Element {
  std::string_view name;
  uint16_t holds;
};
constexpr Element kElements[] = {
    {"p", kRich},
    {"title", kRich | kBreak},
    {"article-title", kRich | kBreak},
    {"subtitle", kRich | kBreak},
    {"trans-title", kRich | kBreak},
    {"trans-subtitle", kRich | kBreak},
    {"td", kRich | kBreak},
    {"th", kRich | kBreak},
    {"bold", kRich},
    {"italic", kRich},
    {"sup", kRich},
    {"sub", kRich},
    {"monospace", kRich},
    {"named-content", kRich},
    {"comment", kRich},
    {"license-p", kRich},
    {"code", kMilestone | kTarget | kNamed | kXref | kImage | kLink | kFace},
    {"mixed-citation", kMilestone | kNamed | kFormula | kImage | kLink | kFace},
    {"collab", kMilestone | kNamed | kXref | kFormula | kImage | kLink | kFace},
    {"source", kTarget | kNamed | kXref | kFormula | kImage | kLink | kFace},
    {"trans-source", kTarget | kNamed | kXref | kFormula | kImage | kLink | kFace},
    {"chapter-title", kTarget | kNamed | kXref | kFormula | kImage | kLink | kFace},
    {"part-title", kTarget | kNamed | kXref | kFormula | kImage | kLink | kFace},
    {"data-title", kNamed | kImage | kLink | kFace},
    {"series", kNamed | kFace},
    {"ext-link", kNamed | kFace},
    {"xref", kNamed | kFace},
    {"kwd", kNamed | kFace},
    {"aff", kTarget | kXref | kLink | kFace | kBreak},
    {"funding-statement", kNamed | kLink | kFace},
    {"role", kNamed | kFace},
    {"subject", kNamed | kImage | kFormula | kFace},
};

uint16_t holds(Node node) {
  const std::string_view name = node.name();
  for (const Element& element : kElements) {
    if (element.name == name) return element.holds;
  }
  return 0;
}

// A title is its words: a page that begins with it has its number in the id only.
bool is_title(Node node) {
  const std::string_view name = node.name();
  return name == "title" || name == "article-title" || name == "trans-title";
}

enum class Side : uint8_t { before, after };

// A new empty element at the present end of `parent`: inside it where the DTD allows, inside a named-content of its
// own where it allows that, else beside the nearest ancestor that stands in such a place. Null when there is none.
Node place(Node parent, const char* name, Holds need, const char* content_type, Side side) {
  Node beside;
  for (Node at = parent; at; beside = at, at = at.parent()) {
    const uint16_t can = holds(at);
    if ((can & (need | kNamed)) == 0) continue;
    const char* const outer = can & need ? name : "named-content";
    Node node = !beside                ? at.append_child(outer)
                : side == Side::before ? at.insert_child_before(outer, beside)
                                       : at.insert_child_after(outer, beside);
    if (can & need) return node;
    set(node, "content-type", content_type);
    return add(node, name);
  }
  return Node();
}

// The characters that an id may have; others become "-".
std::string id_part(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_';
    out.push_back(word ? c : '-');
  }
  return out;
}

void write_reference_mark(JatsWriter& writer, Node parent, const Inline& mark) {
  Node outer = parent;
  if (mark.raised && holds(parent) & kFace) outer = add(parent, "sup");
  const bool to_notes = mark.kind == InlineKind::note_mark;
  const size_t known = to_notes ? writer.article.notes.size() : writer.article.references.size();
  std::string rid;
  for (const uint32_t target : mark.targets) {
    if (target >= known) continue;
    if (!rid.empty()) rid += ' ';
    rid += to_notes ? note_id(writer.article, target) : reference_id(writer.article, target);
  }
  if (rid.empty() || !(holds(outer) & kXref)) {
    add_text(outer, mark.text);
  } else {
    Node xref = add(outer, "xref");
    set(xref, "ref-type", std::string_view(to_notes ? "fn" : "bibr"));
    set(xref, "rid", rid);
    add_text(xref, mark.text);
  }
  add_text(outer, mark.locator);
}

void write_table_mark(Node parent, const Inline& mark) {
  Node outer = mark.raised && holds(parent) & kFace ? add(parent, "sup") : parent;
  if (!(holds(outer) & kXref)) {
    add_text(outer, mark.text);
    return;
  }
  Node xref = add(outer, "xref");
  set(xref, "ref-type", "table-fn");
  set(xref, "rid", mark.value);
  add_text(xref, mark.text);
}

void write_face(JatsWriter& writer, Node parent, const Inline& item, const char* name) {
  Node node = holds(parent) & kFace ? add(parent, name) : parent;
  add_text(node, item.text);
  write_inlines(writer, node, item.children);
}

void write_inline(JatsWriter& writer, Node parent, const Inline& item) {
  switch (item.kind) {
    case InlineKind::text:
      add_text(parent, item.text);
      break;
    case InlineKind::callout:
    case InlineKind::note_mark:
      write_reference_mark(writer, parent, item);
      break;
    case InlineKind::table_mark:
      write_table_mark(parent, item);
      break;
    case InlineKind::citation:
      // Only a paragraph holds a citation.
      if (std::string_view(parent.name()) == "p" && !item.targets.empty()) write_note_reference(writer, parent, writer.article.note_references[item.targets.front()], item.children);
      else write_inlines(writer, parent, item.children);
      break;
    case InlineKind::emphasis:
      write_face(writer, parent, item, "italic");
      break;
    case InlineKind::strong:
      write_face(writer, parent, item, "bold");
      break;
    case InlineKind::superscript:
      write_face(writer, parent, item, "sup");
      break;
    case InlineKind::subscript:
      write_face(writer, parent, item, "sub");
      break;
    case InlineKind::code:
      write_face(writer, parent, item, "monospace");
      break;
    case InlineKind::formula:
      if (holds(parent) & kFormula) {
        Node formula = add(parent, "inline-formula");
        write_tex(formula, item.value, FormulaPlace::inside);
      } else {
        add_text(parent, U"$" + from_utf8(item.value) + U"$");
      }
      break;
    case InlineKind::link: {
      const bool linked = !item.value.empty() && holds(parent) & kLink;
      Node node = linked ? add(parent, "ext-link") : parent;
      if (linked) {
        set(node, "ext-link-type", "uri");
        set(node, "xlink:href", item.value);
      }
      add_text(node, item.text);
      write_inlines(writer, node, item.children);
      break;
    }
    case InlineKind::image:
      if (!item.value.empty() && holds(parent) & kImage) {
        Node image = add(parent, "inline-graphic");
        set(image, "xlink:href", item.value);
        if (!item.text.empty()) add(image, "alt-text", item.text);
      } else {
        add_text(parent, item.text);
      }
      break;
    case InlineKind::page_start:
      write_page_start(writer, parent, item.value, is_title(parent) ? PageNumber::hidden : PageNumber::shown);
      break;
    case InlineKind::locus_begin:
      write_locus_begin(writer, parent, item.value);
      break;
    case InlineKind::locus_end:
      write_locus_end(writer, parent, item.value);
      break;
    case InlineKind::line_break:
      // A paragraph of JATS has no line breaks: an empty named-content keeps the place.
      if (holds(parent) & kBreak) {
        add(parent, "break");
      } else if (holds(parent) & kNamed) {
        set(add(parent, "named-content"), "content-type", "line-break");
      } else {
        add_text(parent, U" ");
      }
      break;
  }
}

}  // namespace

void set_id(JatsWriter& writer, Node node, const std::string& id) {
  if (id.empty()) return;
  std::string free = id;
  for (int n = 2; !writer.ids.insert(free).second; ++n) free = id + "-" + std::to_string(n);
  set(node, "id", free);
}

void write_page_start(JatsWriter& writer, Node parent, const std::string& printed, PageNumber number) {
  Node target = place(parent, "target", kTarget, "page-start", Side::before);
  if (!target) return;
  const std::string name = printed.empty() ? "x" + std::to_string(++writer.pages_without_number) : id_part(printed);
  set_id(writer, target, "page-" + name);
  set(target, "target-type", "page");
  if (number == PageNumber::shown) add_text(target, from_utf8(printed));
}

void write_locus_begin(JatsWriter& writer, Node parent, const std::string& value) {
  const std::string id = "v-" + value;
  if (writer.ids.count(id) > 0) return;
  Node start = place(parent, "milestone-start", kMilestone, "locus", Side::before);
  if (!start) return;
  set_id(writer, start, id);
  set(start, "rationale", "locus");
  writer.loci[value] = start;
}

void write_locus_end(JatsWriter& writer, Node parent, const std::string& value) {
  const auto begun = writer.loci.find(value);
  if (begun == writer.loci.end()) return;
  Node end = place(parent, "milestone-end", kMilestone, "locus", Side::after);
  if (!end) return;
  set(end, "rid", "v-" + value);
  writer.loci.erase(begun);
}

void close_loci(JatsWriter& writer) {
  for (auto& [value, start] : writer.loci) {
    Node end = start.parent().insert_child_after("milestone-end", start);
    set(end, "rid", "v-" + value);
  }
  writer.loci.clear();
}

void write_inlines(JatsWriter& writer, Node parent, const Inlines& inlines) {
  for (const Inline& item : inlines) write_inline(writer, parent, item);
}

std::string reference_id(const Article& article, size_t index) {
  const std::string& id = article.references[index].id;
  return id.empty() ? "ref-" + std::to_string(index + 1) : id;
}

std::string note_id(const Article& article, size_t index) {
  const std::string& id = article.notes[index].id;
  return id.empty() ? "fn-" + std::to_string(index + 1) : id;
}

}  // namespace jiaokan
