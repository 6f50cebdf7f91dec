// The JATS as a tree that the preparation writes on.
//
// In: bytes of somebody's JATS. Out: a tree without DOCTYPE, processing instructions and comments, within limits of depth
// and size, with nothing in it that claims to be our own annotation (elements and attributes of the prefix jk).
// Never: loads anything, expands an entity that a document declares.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace jiaokan {

using XmlNode = pugi::xml_node;

bool among_words(std::string_view name, std::string_view space_separated);

// Names known when we are compiled, "sec app ack": asked for every element of a tree, and most that are none of them are told by their
// ends and their length.
class NameSet {
 public:
  consteval NameSet(const char* space_separated) : words_(space_separated) {   // NOLINT: a literal is a set
    for (size_t begin = 0; begin < words_.size();) {
      const size_t end = std::min(words_.find(' ', begin), words_.size());
      if (end > begin) marks_ |= mark(words_.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  bool has(std::string_view name) const { return !name.empty() && (marks_ & mark(name)) != 0 && among_words(name, words_); }

 private:
  static constexpr uint64_t mark(std::string_view word) {
    return uint64_t{1} << ((static_cast<unsigned char>(word.front()) * 5u + static_cast<unsigned char>(word.back()) * 11u + word.size()) & 63u);
  }
  std::string_view words_;
  uint64_t marks_ = 0;
};

// False when `xml` is not usable; `why` then says what is wrong.
bool load_tree(const std::string& xml, pugi::xml_document& tree, std::string& why);
std::string tree_bytes(const pugi::xml_document& tree);

// The node after `at` in document order, within `root`, what is inside `at` passed over; a null node at the end.
inline XmlNode next_outside(XmlNode at, XmlNode root) {
  for (; at && at != root; at = at.parent())
    if (const XmlNode next = at.next_sibling()) return next;
  return XmlNode();
}
// The same, and what is inside comes first. Needs no stack, so deep documents are safe.
inline XmlNode next_in_order(XmlNode at, XmlNode root) {
  const XmlNode inside = at.first_child();
  return inside ? inside : next_outside(at, root);
}

inline bool named(XmlNode node, std::string_view name) { return name == node.name(); }
inline bool one_of(std::string_view name, const NameSet& names) { return names.has(name); }
std::string_view attribute(XmlNode node, const char* name);
void annotate(XmlNode node, const char* name, const std::string& value);

// All text within; white space runs become one space, none at the ends.
std::string text_within(XmlNode node);
// The same without what is not read as text: callouts, note marks, page starts, notes.
std::string reading_text(XmlNode node);
// The first element of that name within `node` in document order.
XmlNode first_within(XmlNode node, std::string_view name);

}  // namespace jiaokan
