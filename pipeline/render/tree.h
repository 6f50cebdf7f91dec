// The JATS as a tree that the preparation writes on.
//
// In: bytes of somebody's JATS. Out: a tree without DOCTYPE, processing instructions and comments, within limits of depth
// and size, with nothing in it that claims to be our own annotation (elements and attributes of the prefix jk).
// Never: loads anything, expands an entity that a document declares.
#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace jiaokan {

using XmlNode = pugi::xml_node;

// False when `xml` is not usable; `why` then says what is wrong.
bool load_tree(const std::string& xml, pugi::xml_document& tree, std::string& why);
std::string tree_bytes(const pugi::xml_document& tree);

// The node after `at` in document order, within `root`; a null node at the end. Needs no stack, so deep documents are safe.
XmlNode next_in_order(XmlNode at, XmlNode root);
// The same, but what is inside `at` is passed over.
XmlNode next_outside(XmlNode at, XmlNode root);

bool named(XmlNode node, std::string_view name);
bool one_of(std::string_view name, std::string_view space_separated);
std::string_view attribute(XmlNode node, const char* name);
void annotate(XmlNode node, const char* name, const std::string& value);

// All text within; white space runs become one space, none at the ends.
std::string text_within(XmlNode node);
// The same without what is not read as text: callouts, note marks, page starts, notes.
std::string reading_text(XmlNode node);
// The first element of that name within `node` in document order.
XmlNode first_within(XmlNode node, std::string_view name);

}  // namespace jiaokan
