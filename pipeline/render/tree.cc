#include "render/tree.h"

#include <sstream>
#include <vector>

namespace jiaokan {

namespace {

constexpr size_t kMostBytes = 64u << 20;
constexpr int kDeepest = 200;   // libxml2 itself stops at 256
constexpr std::string_view kOurs = "jk:";
constexpr std::string_view kOurNamespace = "urn:jiaokan:render";

struct StringWriter : pugi::xml_writer {
  std::string bytes;
  void write(const void* data, size_t size) override { bytes.append(static_cast<const char*>(data), size); }
};

bool claims_to_be_ours(const pugi::xml_attribute& a) {
  return std::string_view(a.name()).starts_with(kOurs) || std::string_view(a.name()) == "xmlns:jk" ||
         std::string_view(a.value()) == kOurNamespace;
}

// What XML does not allow in text (control characters, broken UTF-8, U+FFFE and U+FFFF) as U+FFFD; empty when all is well.
std::string repaired(std::string_view text) {
  const auto is_bad = [&](size_t i, size_t& length) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    length = 1;
    if (c < 0x80) return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    const size_t more = c >= 0xF0 && c < 0xF5 ? 3 : c >= 0xE0 ? 2 : c >= 0xC2 ? 1 : 0;
    if (more == 0 || c >= 0xF5 || i + more >= text.size()) return true;
    for (size_t k = 1; k <= more; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return true;
    }
    const unsigned char second = static_cast<unsigned char>(text[i + 1]);
    const bool surrogate = c == 0xED && second >= 0xA0;
    const bool overlong = (c == 0xE0 && second < 0xA0) || (c == 0xF0 && second < 0x90) || (c == 0xF4 && second > 0x8F);
    const bool nothing = c == 0xEF && second == 0xBF && static_cast<unsigned char>(text[i + 2]) >= 0xBE;
    if (surrogate || overlong) return true;
    length = more + 1;
    return nothing;
  };
  std::string out;
  size_t done = 0;
  for (size_t i = 0; i < text.size();) {
    size_t length = 1;
    if (is_bad(i, length)) {
      out.append(text.substr(done, i - done));
      out += "\uFFFD";
      done = i + length;
    }
    i += length;
  }
  if (out.empty()) return out;
  return out.append(text.substr(done));
}

void replace_what_xml_forbids(XmlNode root) {
  for (XmlNode node = root; node; node = next_in_order(node, root)) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      const std::string good = repaired(node.value());
      if (!good.empty()) node.set_value(good.c_str());
    }
    for (pugi::xml_attribute a : node.attributes()) {
      const std::string good = repaired(a.value());
      if (!good.empty()) a.set_value(good.c_str());
    }
  }
}

// An element has a few attributes, each once; a hundred is a trap.
void limit_attributes(XmlNode root) {
  constexpr size_t kMost = 60;
  std::vector<std::string_view> seen;
  for (XmlNode node = root; node; node = next_in_order(node, root)) {
    seen.clear();
    for (pugi::xml_attribute a = node.first_attribute(); a;) {
      const pugi::xml_attribute next = a.next_attribute();
      bool again = seen.size() >= kMost;
      for (const std::string_view name : seen) again = again || name == a.name();
      if (again) {
        node.remove_attribute(a);
      } else {
        seen.push_back(a.name());
      }
      a = next;
    }
  }
}

void remove_foreign_annotations(XmlNode root) {
  std::vector<XmlNode> elements_to_go;
  for (XmlNode node = root; node; node = next_in_order(node, root)) {
    if (node.type() != pugi::node_element) continue;
    if (std::string_view(node.name()).starts_with(kOurs)) elements_to_go.push_back(node);
    for (pugi::xml_attribute a = node.first_attribute(); a;) {
      const pugi::xml_attribute next = a.next_attribute();
      if (claims_to_be_ours(a)) node.remove_attribute(a);
      a = next;
    }
  }
  // Backwards: what is inside goes before what is around it.
  for (auto node = elements_to_go.rbegin(); node != elements_to_go.rend(); ++node) node->parent().remove_child(*node);
}

void append_collapsed(std::string& out, std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    while (end < text.size() && !is_space(text[end])) ++end;
    out.append(text, i, end - i);
    if (end == text.size()) break;
    if (!out.empty() && out.back() != ' ') out.push_back(' ');
    i = end + 1;
  }
}

bool is_silent(XmlNode node) {
  const std::string_view name = node.name();
  if (name == "tex-math") return node.parent().child("mml:math");   // the other form of the same formula is read
  if (name == "xref") return one_of(attribute(node, "ref-type"), "bibr fn table-fn corresp author-notes");
  return one_of(name, "target fn index-term jk:cite jk:open jk:anchor jk:locus-link annotation mml:annotation");
}

// A sup that holds nothing but silent things and the punctuation between them is silent too.
bool is_raised_mark(XmlNode node) {
  if (!named(node, "sup")) return false;
  bool marks = false;
  for (const XmlNode child : node.children()) {
    if (child.type() == pugi::node_element && !is_silent(child)) return false;
    marks = marks || child.type() == pugi::node_element;
  }
  return marks;
}

}  // namespace

bool load_tree(const std::string& xml, pugi::xml_document& tree, std::string& why) {
  if (xml.size() > kMostBytes) {
    why = "larger than 64 MiB";
    return false;
  }
  constexpr unsigned kHow = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata;
  const pugi::xml_parse_result result = tree.load_buffer(xml.data(), xml.size(), kHow, pugi::encoding_auto);
  if (!result) {
    why = std::string(result.description()) + " at byte " + std::to_string(result.offset);
    return false;
  }
  const XmlNode root = tree.document_element();
  if (!root) {
    why = "no element in it";
    return false;
  }
  int depth = 0;
  for (XmlNode node = root; node;) {
    if (node.first_child()) {
      if (++depth > kDeepest) {
        why = "nested deeper than " + std::to_string(kDeepest) + " elements";
        return false;
      }
      node = node.first_child();
      continue;
    }
    while (node && node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    node = node == root ? XmlNode() : node.next_sibling();
  }
  limit_attributes(root);
  remove_foreign_annotations(root);
  replace_what_xml_forbids(root);
  return true;
}

std::string tree_bytes(const pugi::xml_document& tree) {
  StringWriter writer;
  tree.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::move(writer.bytes);
}

bool among_words(std::string_view name, std::string_view space_separated) {
  if (name.empty()) return false;
  for (size_t at = space_separated.find(name); at != std::string_view::npos; at = space_separated.find(name, at + 1)) {
    const size_t end = at + name.size();
    if ((at == 0 || space_separated[at - 1] == ' ') && (end == space_separated.size() || space_separated[end] == ' ')) {
      return true;
    }
  }
  return false;
}

std::string_view attribute(XmlNode node, const char* name) { return node.attribute(name).value(); }

void annotate(XmlNode node, const char* name, const std::string& value) {
  pugi::xml_attribute a = node.attribute(name);
  if (!a) a = node.append_attribute(name);
  a.set_value(value.c_str());
}

std::string text_within(XmlNode node) {
  std::string out;
  for (XmlNode at = node; at; at = next_in_order(at, node)) {
    if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) append_collapsed(out, at.value());
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string reading_text(XmlNode node) {
  std::string out;
  for (XmlNode at = node; at;) {
    if (at != node && at.type() == pugi::node_element && (is_silent(at) || is_raised_mark(at))) {
      at = next_outside(at, node);
      continue;
    }
    if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) append_collapsed(out, at.value());
    if (named(at, "break")) append_collapsed(out, " ");
    at = next_in_order(at, node);
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

XmlNode first_within(XmlNode node, std::string_view name) {
  for (XmlNode at = node; at; at = next_in_order(at, node)) {
    if (named(at, name)) return at;
  }
  return XmlNode();
}

}  // namespace jiaokan
