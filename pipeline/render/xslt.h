// XSLT 1.0 on trees, and the pages that come out of it. The only place that knows libxslt.
//
// A Stylesheet is compiled once and applied from several threads. During a transformation nothing can be read or written
// and no network is reached (document(), exsl:document and the like fail). Never: follows a DOCTYPE or an entity.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pugixml.hpp>

namespace jiaokan {

// A prepared tree in the form that libxslt reads.
struct XsltInput {
  explicit XsltInput(const pugi::xml_document& tree);
  ~XsltInput();
  XsltInput(const XsltInput&) = delete;
  XsltInput& operator=(const XsltInput&) = delete;
  void* document = nullptr;   // xmlDoc
};

// How a page is written: HTML syntax for browsers, XML syntax for EPUB. Both begin with <!DOCTYPE html>.
enum class PageSyntax : unsigned char { html, xhtml };

// What a transformation made: one page, or pages by name with the parts that they share (templates/pages.xsl). May be read by several threads.
class PageTree {
 public:
  explicit PageTree(void* document) : document_(document) {}   // xmlDoc, taken over
  ~PageTree();
  PageTree(const PageTree&) = delete;
  PageTree& operator=(const PageTree&) = delete;
  std::string write(PageSyntax syntax) const;
  std::string write(std::string_view page, PageSyntax syntax) const;

 private:
  void* document_;
};

class Stylesheet {
 public:
  explicit Stylesheet(const std::string& path);   // throws Failure when it does not compile
  ~Stylesheet();
  Stylesheet(const Stylesheet&) = delete;
  Stylesheet& operator=(const Stylesheet&) = delete;
  // `parameters`: names and string values. Throws Failure when the transformation stops.
  // The tree of `input` is used up: libxslt writes on it.
  PageTree apply(XsltInput& input, const std::vector<std::pair<std::string, std::string>>& parameters) const;

 private:
  void* sheet_ = nullptr;   // xsltStylesheet
};

}  // namespace jiaokan
