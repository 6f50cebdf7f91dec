#include "render/page_writer.h"

#include <libxml/tree.h>

#include "model/diag.h"
#include "render/tree.h"

namespace jiaokan {

namespace {

constexpr NameSet kVoid = "area base br col embed hr img input link meta source track wbr";
// A line ends after these: never inside running text, where a line end would be a space.
constexpr NameSet kOwnLine =
    "html head meta link title style script body header footer nav main article section aside h1 h2 h3 h4 h5 h6 p ol ul li "
    "dl dt dd div figure figcaption table thead tbody tr blockquote details summary pre";
constexpr std::string_view kXhtml = "http://www.w3.org/1999/xhtml";
constexpr std::string_view kEpub = "http://www.idpf.org/2007/ops";
constexpr std::string_view kMath = "http://www.w3.org/1998/Math/MathML";
constexpr std::string_view kOurs = "urn:jiaokan:render", kForHtml = "urn:jiaokan:html", kForEpub = "urn:jiaokan:epub";

std::string_view view(const xmlChar* text) { return text == nullptr ? "" : reinterpret_cast<const char*>(text); }

std::string_view space_of(const xmlNode* node) { return node->ns == nullptr ? "" : view(node->ns->href); }
bool is_ours(const xmlNode* node, std::string_view name) { return node->type == XML_ELEMENT_NODE && view(node->name) == name && space_of(node) == kOurs; }

// The value of our own attribute; empty when there is none.
std::string_view ours(const xmlNode* node, std::string_view name) {
  for (const xmlAttr* a = node->properties; a != nullptr; a = a->next)
    if (a->ns != nullptr && a->children != nullptr && view(a->name) == name && view(a->ns->href) == kOurs) return view(a->children->content);
  return {};
}

// The child of `root` with this name of an element and this value of its attribute `name`.
const xmlNode* named_child(const xmlNode* root, std::string_view element, std::string_view name) {
  for (const xmlNode* child = root->children; child != nullptr; child = child->next) {
    if (!is_ours(child, element)) continue;
    for (const xmlAttr* a = child->properties; a != nullptr; a = a->next)
      if (view(a->name) == "name" && a->children != nullptr && view(a->children->content) == name) return child;
  }
  return nullptr;
}

// A few bytes, asked for every byte of a page.
class ByteSet {
 public:
  consteval ByteSet(std::string_view bytes) {   // NOLINT: a literal is a set
    for (const char c : bytes) has_[static_cast<unsigned char>(c)] = true;
  }
  size_t first_in(std::string_view text, size_t from) const {
    while (from < text.size() && !has_[static_cast<unsigned char>(text[from])]) ++from;
    return from;
  }

 private:
  bool has_[256] = {};
};
constexpr ByteSet kInText = std::string_view("&<>"), kInAttribute = std::string_view("&<>\""), kSpaces = std::string_view(" \t\n\r");

void escape(std::string& out, std::string_view text, const ByteSet& special) {
  for (size_t i = 0; i < text.size();) {
    const size_t at = special.first_in(text, i);
    out.append(text.substr(i, at - i));
    if (at == text.size()) break;
    out += text[at] == '&' ? "&amp;" : text[at] == '<' ? "&lt;" : text[at] == '>' ? "&gt;" : "&quot;";
    i = at + 1;
  }
}

struct PageWriter {
  const xmlNode* root;   // of all pages
  PageSyntax syntax;
  std::string out;
  int verbatim = 0;   // how many pre are open

  // The layout of the source is not ours: a run of white space is one space, and none follows a line end of ours.
  void text(std::string_view chars) {
    if (verbatim > 0) return escape(out, chars, kInText);
    constexpr std::string_view kSpace = " \t\n\r";
    for (size_t i = 0; i < chars.size();) {
      const size_t space = kSpaces.first_in(chars, i);
      escape(out, chars.substr(i, space - i), kInText);
      if (space == chars.size()) break;
      if (out.back() != '\n' && out.back() != ' ') out.push_back(' ');
      i = std::min(chars.find_first_not_of(kSpace, space), chars.size());
    }
  }

  void attributes(const xmlNode* node) {
    for (const xmlAttr* a = node->properties; a != nullptr; a = a->next) {
      const std::string_view space = a->ns == nullptr ? "" : view(a->ns->href);
      std::string_view prefix;
      if (space == kEpub) {
        if (syntax == PageSyntax::html) continue;
        prefix = "epub:";
      } else if (space == (syntax == PageSyntax::html ? kForHtml : kForEpub)) {
        // It is for this medium, and stands without its prefix.
      } else if (space == "http://www.w3.org/XML/1998/namespace") {
        if (syntax == PageSyntax::html) continue;
        prefix = "xml:";
      } else if (!space.empty()) {
        continue;
      }
      out += ' ';
      out += prefix;
      out += view(a->name);
      out += "=\"";
      for (const xmlNode* part = a->children; part != nullptr; part = part->next) escape(out, view(part->content), kInAttribute);
      out += '"';
    }
  }

  void content(const xmlNode* node, std::string_view outer_space) {
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) any(child, outer_space);
  }

  void element(const xmlNode* node, std::string_view outer_space) {
    const std::string_view medium = syntax == PageSyntax::html ? "html" : "epub";
    if (const std::string_view only = ours(node, "for"); !only.empty() && only != medium) return;
    if (const std::string_view tags = ours(node, "tags"); !tags.empty() && tags != medium) return content(node, outer_space);
    const std::string_view name = view(node->name);
    const std::string_view space = space_of(node);
    if (space == kOurs) {
      if (name != "slot") return content(node, outer_space);
      const xmlNode* const part = node->properties == nullptr ? nullptr : named_child(root, "part", view(node->properties->children->content));
      return part == nullptr ? void() : content(part, outer_space);
    }
    out += '<';
    out += name;
    if (syntax == PageSyntax::xhtml && space != outer_space) {
      out += " xmlns=\"";
      out += space;
      out += '"';
      if (space == kXhtml) out += " xmlns:epub=\"http://www.idpf.org/2007/ops\"";
    }
    attributes(node);
    if (space == kXhtml && one_of(name, kVoid)) {
      out += syntax == PageSyntax::html ? ">" : "/>";
    } else {
      out += '>';
      if (syntax == PageSyntax::html && (name == "script" || name == "style")) {
        raw(node, name);
      } else {
        verbatim += name == "pre" ? 1 : 0;
        content(node, space);
        verbatim -= name == "pre" ? 1 : 0;
      }
      out += "</";
      out += name;
      out += '>';
    }
    if (space != kMath && one_of(name, kOwnLine)) {
      out += '\n';
    }
  }

  void raw(const xmlNode* node, std::string_view name) {
    std::string text;
    for (const xmlNode* child = node->children; child != nullptr; child = child->next) text += view(child->content);
    if (text.find("</" + std::string(name)) != std::string::npos || text.find("<!--") != std::string::npos) {
      throw Failure("a " + std::string(name) + " in the page would end too early");
    }
    out += text;
  }

  void any(const xmlNode* node, std::string_view outer_space) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      text(view(node->content));
    } else if (node->type == XML_ELEMENT_NODE) {
      element(node, outer_space);
    }
  }
};

}  // namespace

const xmlNode* named_page(const xmlNode* root, std::string_view name) { return root == nullptr ? nullptr : named_child(root, "page", name); }

std::string write_page(const xmlNode* page, PageSyntax syntax) {
  PageWriter writer{page == nullptr ? nullptr : xmlDocGetRootElement(page->doc), syntax, {}};
  writer.out = syntax == PageSyntax::html ? "<!DOCTYPE html>\n" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n";
  if (page != nullptr) writer.any(page, "");
  return std::move(writer.out);
}

}  // namespace jiaokan
