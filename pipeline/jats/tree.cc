#include "jats/tree.h"

#include <algorithm>

#include "model/unicode.h"

namespace jiaokan {

namespace {

bool xml_can_hold(char32_t c) {
  if (c < 0x20) return c == U'\t' || c == U'\n' || c == U'\r';
  return c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
}

bool listed(std::initializer_list<std::string_view> sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

void break_line(Node before, Node parent, size_t depth) {
  const std::string text = "\n" + std::string(2 * depth, ' ');
  Node space = before ? parent.insert_child_before(pugi::node_pcdata, before) : parent.append_child(pugi::node_pcdata);
  space.set_value(text.c_str());
}

void lay_out(Node node, size_t depth, const Layout& layout) {
  if (!node.first_child() || !listed(layout.blocks, node.name())) return;
  for (Node child = node.first_child(); child; child = child.next_sibling()) {
    if (child.type() == pugi::node_element) lay_out(child, depth + 1, layout);
    if (listed(layout.chapters, child.name())) node.insert_child_before(pugi::node_pcdata, child).set_value("\n");
    break_line(child, node, depth + 1);
  }
  break_line(Node(), node, depth);
}

struct StringWriter : pugi::xml_writer {
  std::string bytes;
  void write(const void* data, size_t size) override { bytes.append(static_cast<const char*>(data), size); }
};

}  // namespace

std::string xml_text(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t c : text) append_utf8(out, xml_can_hold(c) ? c : 0xFFFD);
  return out;
}

std::string xml_text(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
  return plain ? std::string(text) : xml_text(from_utf8(text));
}

Node add(Node parent, const char* name) { return parent.append_child(name); }

Node add(Node parent, const char* name, std::u32string_view text) {
  Node node = parent.append_child(name);
  add_text(node, text);
  return node;
}

Node add(Node parent, const char* name, std::string_view text) {
  Node node = parent.append_child(name);
  if (!text.empty()) node.append_child(pugi::node_pcdata).set_value(xml_text(text).c_str());
  return node;
}

void add_text(Node parent, std::u32string_view text) {
  if (!text.empty()) parent.append_child(pugi::node_pcdata).set_value(xml_text(text).c_str());
}

void set(Node node, const char* attribute, std::u32string_view value) {
  node.append_attribute(attribute).set_value(xml_text(value).c_str());
}

void set(Node node, const char* attribute, std::string_view value) {
  node.append_attribute(attribute).set_value(xml_text(value).c_str());
}

void set_known(Node node, const char* attribute, std::string_view value) {
  if (!value.empty()) set(node, attribute, value);
}

std::string serialise(pugi::xml_document& document, const Layout& layout) {
  for (Node child = document.first_child(); child; child = child.next_sibling()) {
    if (child.type() == pugi::node_element) lay_out(child, 0, layout);
    if (child.type() == pugi::node_pcdata) continue;
    document.insert_child_after(pugi::node_pcdata, child).set_value("\n");
  }
  StringWriter writer;
  document.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return std::move(writer.bytes);
}

}  // namespace jiaokan
