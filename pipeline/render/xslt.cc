#include "render/xslt.h"

#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <string_view>

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>

#include "model/diag.h"
#include "render/page_writer.h"

namespace jiaokan {

namespace {

// What libxml2 and libxslt print while a stylesheet compiles or runs in this thread.
thread_local std::string said;

[[gnu::format(printf, 2, 3)]] void listen(void*, const char* format, ...) {
  char line[1024];
  va_list values;
  va_start(values, format);
  std::vsnprintf(line, sizeof line, format, values);
  va_end(values);
  if (said.size() < 4000) said += line;
}

xsltSecurityPrefsPtr closed_doors() {
  static const xsltSecurityPrefsPtr prefs = [] {
    const xsltSecurityPrefsPtr p = xsltNewSecurityPrefs();
    for (const xsltSecurityOption option : {XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
                                            XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK}) {
      xsltSetSecurityPrefs(p, option, xsltSecurityForbid);
    }
    return p;
  }();
  return prefs;
}

void start_libraries() {
  static std::once_flag once;
  std::call_once(once, [] {
    xmlInitParser();
    xsltInit();
    xsltSetGenericErrorFunc(nullptr, listen);
    closed_doors();
  });
}

std::string first_lines(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.empty() ? "no reason given" : text;
}

const xmlChar* chars(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

// One tree as the other library's. A name without a namespace for its prefix keeps the prefix, as a parser leaves it.
class TreeMaker {
 public:
  explicit TreeMaker(xmlDocPtr document) : document_(document) {
    document->dict = xmlDictCreate();
    xml_ = xmlSearchNs(document, reinterpret_cast<xmlNodePtr>(document), chars("xml"));
  }

  void make(pugi::xml_node root) {
    xmlNodePtr above = nullptr;
    for (pugi::xml_node at = root; at;) {
      if (at.type() == pugi::node_element) {
        const xmlNodePtr made = element(at, above);
        if (const pugi::xml_node inside = at.first_child()) {
          above = made;
          at = inside;
          continue;
        }
        leave(made);
      } else if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) {
        text(above, at.value());
      }
      while (at != root && !at.next_sibling()) {
        at = at.parent();
        leave(above);
        above = above->parent;
      }
      at = at == root ? pugi::xml_node() : at.next_sibling();
    }
  }

 private:
  struct Declared {
    std::string_view prefix;
    xmlNsPtr space;
    const xmlNode* by;
  };

  static void append(xmlNodePtr above, xmlNodePtr node) {
    node->parent = above;
    node->prev = above->last;
    (above->last == nullptr ? above->children : above->last->next) = node;
    above->last = node;
  }

  void text(xmlNodePtr above, const char* value) {
    if (*value == '\0') return;
    if (above->last != nullptr && above->last->type == XML_TEXT_NODE) xmlNodeAddContent(above->last, chars(value));
    else append(above, xmlNewDocText(document_, chars(value)));
  }

  xmlNodePtr element(pugi::xml_node from, xmlNodePtr above) {
    const xmlNodePtr node = xmlNewDocNodeEatName(document_, nullptr, in_dictionary(from.name()), nullptr);
    if (node == nullptr) throw Failure("libxml2: out of memory");
    if (above == nullptr) xmlDocSetRootElement(document_, node);
    else append(above, node);
    for (const pugi::xml_attribute a : from.attributes()) {
      const std::string_view name = a.name();
      if (name != "xmlns" && !name.starts_with("xmlns:")) continue;
      const char* const prefix = name == "xmlns" ? nullptr : a.name() + 6;
      const xmlNsPtr space = xmlNewNs(node, chars(a.value()), chars(prefix));
      if (space != nullptr) declared_.push_back({prefix == nullptr ? "" : prefix, space, node});
    }
    const char* local = from.name();
    node->ns = space_of(local, true);
    if (local != from.name()) node->name = in_dictionary(local);
    for (const pugi::xml_attribute a : from.attributes()) {
      if (std::string_view(a.name()) == "xmlns" || std::string_view(a.name()).starts_with("xmlns:")) continue;
      const char* plain = a.name();
      const xmlNsPtr space = space_of(plain, false);
      xmlNewNsPropEatName(node, space, in_dictionary(plain), chars(a.value()));
    }
    return node;
  }

  void leave(const xmlNode* node) {
    while (!declared_.empty() && declared_.back().by == node) declared_.pop_back();
  }

  // The namespace of a name, and the name then without its prefix.
  xmlNsPtr space_of(const char*& name, bool by_default) const {
    const char* const colon = std::strchr(name, ':');
    const std::string_view prefix = colon == nullptr ? std::string_view() : std::string_view(name, static_cast<size_t>(colon - name));
    if (prefix.empty() && !by_default) return nullptr;
    xmlNsPtr space = prefix == "xml" ? xml_ : nullptr;
    for (size_t i = declared_.size(); space == nullptr && i-- > 0;)
      if (declared_[i].prefix == prefix) space = declared_[i].space;
    if (space != nullptr && colon != nullptr) name = colon + 1;
    return space;
  }

  xmlChar* in_dictionary(const char* name) const { return const_cast<xmlChar*>(xmlDictLookup(document_->dict, chars(name), -1)); }

  xmlDocPtr document_;
  xmlNsPtr xml_ = nullptr;
  std::vector<Declared> declared_;
};

}  // namespace

XsltInput::XsltInput(const pugi::xml_document& tree) {
  start_libraries();
  const xmlDocPtr made = xmlNewDoc(nullptr);
  if (made == nullptr) throw Failure("libxml2: out of memory");
  document = made;
  TreeMaker{made}.make(tree.document_element());
}

XsltInput::~XsltInput() {
  if (document != nullptr) xmlFreeDoc(static_cast<xmlDocPtr>(document));
}

Stylesheet::Stylesheet(const std::string& path) {
  start_libraries();
  said.clear();
  sheet_ = xsltParseStylesheetFile(reinterpret_cast<const xmlChar*>(path.c_str()));
  if (sheet_ == nullptr || static_cast<xsltStylesheetPtr>(sheet_)->errors > 0) {
    if (sheet_ != nullptr) xsltFreeStylesheet(static_cast<xsltStylesheetPtr>(sheet_));
    throw Failure("stylesheet " + path + " does not compile: " + first_lines(said));
  }
}

Stylesheet::~Stylesheet() { xsltFreeStylesheet(static_cast<xsltStylesheetPtr>(sheet_)); }

PageTree::~PageTree() { xmlFreeDoc(static_cast<xmlDocPtr>(document_)); }

std::string PageTree::write(PageSyntax syntax) const { return write_page(xmlDocGetRootElement(static_cast<xmlDocPtr>(document_)), syntax); }

std::string PageTree::write(std::string_view page, PageSyntax syntax) const {
  return write_page(named_page(xmlDocGetRootElement(static_cast<xmlDocPtr>(document_)), page), syntax);
}

PageTree Stylesheet::apply(XsltInput& input, const std::vector<std::pair<std::string, std::string>>& parameters) const {
  const xsltStylesheetPtr sheet = static_cast<xsltStylesheetPtr>(sheet_);
  const xmlDocPtr document = static_cast<xmlDocPtr>(input.document);
  const xsltTransformContextPtr context = xsltNewTransformContext(sheet, document);
  if (context == nullptr) throw Failure("libxslt: out of memory");
  said.clear();
  xsltSetTransformErrorFunc(context, nullptr, listen);
  xsltSetCtxtSecurityPrefs(closed_doors(), context);
  std::vector<const char*> pairs;
  for (const auto& [name, value] : parameters) {
    pairs.push_back(name.c_str());
    pairs.push_back(value.c_str());
  }
  pairs.push_back(nullptr);
  xsltQuoteUserParams(context, pairs.data());
  const xmlDocPtr result = xsltApplyStylesheetUser(sheet, document, nullptr, nullptr, nullptr, context);
  const bool stopped = context->state != XSLT_STATE_OK;
  xsltFreeTransformContext(context);
  if (result == nullptr || stopped) {
    if (result != nullptr) xmlFreeDoc(result);
    throw Failure("the stylesheet stopped: " + first_lines(said));
  }
  return PageTree(result);
}

}  // namespace jiaokan
