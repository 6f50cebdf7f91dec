// The XML being built: pugixml nodes with the few helpers that every writer of this room uses.
//
// Names and values go in as they are; what XML cannot hold (control characters, U+FFFE, U+FFFF, lone surrogates)
// becomes U+FFFD. White space is put in by `serialise` only, and only inside elements that hold no text.
#pragma once

#include <initializer_list>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace jiaokan {

using Node = pugi::xml_node;

// Text that XML 1.0 can hold.
std::string xml_text(std::u32string_view text);
std::string xml_text(std::string_view text);

Node add(Node parent, const char* name);
Node add(Node parent, const char* name, std::u32string_view text);
Node add(Node parent, const char* name, std::string_view text);
void add_text(Node parent, std::u32string_view text);
void set(Node node, const char* attribute, std::u32string_view value);
void set(Node node, const char* attribute, std::string_view value);
// Sets the attribute unless the value is empty.
void set_known(Node node, const char* attribute, std::string_view value);

// The bytes of the document. Children of the elements called `blocks` (sorted names) stand on lines of their own, two
// spaces deeper; a blank line stands before those called `chapters`. Everything else is written without a break.
struct Layout {
  std::initializer_list<std::string_view> blocks;
  std::initializer_list<std::string_view> chapters;
};
std::string serialise(pugi::xml_document& document, const Layout& layout);

}  // namespace jiaokan
