// Validity against the official DTD, through libxml2: the only file that knows it in this room.
#include <libxml/parser.h>
#include <libxml/valid.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdarg>
#include <mutex>

#include "jats/jats.h"

namespace jiaokan {

struct JatsDtd::Data {
  std::string path;            // of the whole
  xmlDtdPtr narrow = nullptr;
  xmlDtdPtr whole = nullptr;   // loaded when the narrow one says no, or is not there
  ~Data() {
    if (narrow != nullptr) xmlFreeDtd(narrow);
    if (whole != nullptr) xmlFreeDtd(whole);
  }
};

namespace {

struct Listener {
  std::vector<std::pair<int, std::string>> messages;   // line, words
};

void listen(void* to, xmlErrorPtr error) {
  if (error == nullptr || error->message == nullptr) return;
  std::string words = error->message;
  while (!words.empty() && (words.back() == '\n' || words.back() == ' ')) words.pop_back();
  auto* const listener = static_cast<Listener*>(to);
  if (listener->messages.size() < 100) listener->messages.emplace_back(error->line, std::move(words));
}

uint32_t offset_of_line(const std::string& xml, int line) {
  size_t at = 0;
  for (int l = 1; l < line; ++l) {
    const size_t next = xml.find('\n', at);
    if (next == std::string::npos) break;
    at = next + 1;
  }
  return static_cast<uint32_t>(at);
}

xmlDtdPtr load(const std::string& path) {
  Listener ignored;
  xmlSetStructuredErrorFunc(&ignored, listen);   // libxml2 keeps this per thread
  xmlDtdPtr const dtd = xmlParseDTD(nullptr, reinterpret_cast<const xmlChar*>(path.c_str()));
  xmlSetStructuredErrorFunc(nullptr, nullptr);
  return dtd;
}

bool is_valid(xmlDocPtr document, xmlDtdPtr dtd) {
  xmlValidCtxtPtr const validity = xmlNewValidCtxt();
  const bool valid = xmlValidateDtd(validity, document, dtd) == 1;
  xmlFreeValidCtxt(validity);
  return valid;
}

void report(const Listener& listener, const std::string& xml, const std::string& name, Diags& diags) {
  for (const auto& [line, words] : listener.messages) {
    const uint32_t begin = offset_of_line(xml, line);
    const size_t end = std::min(xml.find('\n', begin), xml.size());
    diags.push_back({Code::jats_invalid, {name, begin, static_cast<uint32_t>(end)}, words});
  }
}

}  // namespace

JatsDtd::~JatsDtd() = default;

std::unique_ptr<JatsDtd> JatsDtd::open(const std::string& path) {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
  auto out = std::make_unique<JatsDtd>();
  out->data = std::make_unique<Data>();
  out->data->path = path;
  const std::string ending = ".dtd";
  if (path.ends_with(ending)) out->data->narrow = load(path.substr(0, path.size() - ending.size()) + "-narrow" + ending);
  if (out->data->narrow == nullptr) out->data->whole = load(path);
  if (out->data->narrow == nullptr && out->data->whole == nullptr) return nullptr;
  return out;
}

bool JatsDtd::validate(const std::string& xml, const std::string& name, Diags& diags) const {
  Listener listener;
  // The document's own DOCTYPE is not followed: no network, no entities, no DTD but ours.
  xmlParserCtxtPtr const parser = xmlNewParserCtxt();
  if (parser == nullptr) return false;
  xmlSetStructuredErrorFunc(&listener, listen);
  xmlDocPtr const document = xmlCtxtReadMemory(parser, xml.data(), static_cast<int>(xml.size()), name.c_str(), "UTF-8", XML_PARSE_NONET | XML_PARSE_BIG_LINES);
  bool valid = document != nullptr && parser->wellFormed == 1;
  if (valid) {
    valid = data->narrow != nullptr && is_valid(document, data->narrow);
    if (!valid) {
      if (data->whole == nullptr) data->whole = load(data->path);
      listener.messages.clear();
      xmlSetStructuredErrorFunc(&listener, listen);
      valid = data->whole != nullptr && is_valid(document, data->whole);
    }
  }
  xmlSetStructuredErrorFunc(nullptr, nullptr);
  if (document != nullptr) xmlFreeDoc(document);
  xmlFreeParserCtxt(parser);
  report(listener, xml, name, diags);
  if (!valid && listener.messages.empty()) diags.push_back({Code::jats_invalid, {name, 0, 0}, "not well-formed"});
  return valid;
}

}  // namespace jiaokan
