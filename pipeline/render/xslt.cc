#include "render/xslt.h"

#include <cstdarg>
#include <cstdio>
#include <mutex>

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

}  // namespace

XsltInput::XsltInput(const std::string& xml) {
  start_libraries();
  const xmlParserCtxtPtr parser = xmlNewParserCtxt();
  if (parser == nullptr) throw Failure("libxml2: out of memory");
  constexpr int kHow = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
  document = xmlCtxtReadMemory(parser, xml.data(), static_cast<int>(xml.size()), nullptr, "UTF-8", kHow);
  if (document == nullptr) {
    const xmlError* const error = xmlCtxtGetLastError(parser);
    why = first_lines(error != nullptr && error->message != nullptr ? error->message : "");
  }
  xmlFreeParserCtxt(parser);
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
