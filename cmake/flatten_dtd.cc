// Writes a DTD of many modules as one file of declarations, for the program to load quickly.
//
// In: the folder of the official suite and the DTD's path in it. Out: notations, general entities, elements and
// attribute lists, in this order, each sorted by name; parameter entities and comments are used up.
// Never opens a file outside the folder, never the network.
// Usage: flatten_dtd FOLDER NAME.dtd OUT
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/valid.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string folder;          // canonical; the one folder that entities may come from
bool refused = false;

xmlParserInputPtr load_inside(const char* url, const char*, xmlParserCtxtPtr context) {
  std::error_code error;
  const std::filesystem::path path = std::filesystem::weakly_canonical(url ? url : "", error);
  if (error || path.string().compare(0, folder.size() + 1, folder + "/") != 0 || !std::filesystem::exists(path)) {
    std::fprintf(stderr, "flatten_dtd: refused to load %s\n", url ? url : "(nothing)");
    refused = true;
    return nullptr;
  }
  return xmlNewInputFromFile(context, path.c_str());
}

std::string dump(xmlNodePtr node) {
  xmlBufferPtr buffer = xmlBufferCreate();
  xmlNodeDump(buffer, nullptr, node, 0, 0);
  std::string out(reinterpret_cast<const char*>(xmlBufferContent(buffer)), static_cast<size_t>(xmlBufferLength(buffer)));
  xmlBufferFree(buffer);
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

bool is_predefined(std::string_view name) {
  return name == "lt" || name == "gt" || name == "amp" || name == "quot" || name == "apos";
}

// An entity from its replacement text: what libxml2 keeps as the declaration's own text still names parameter entities.
std::string entity_declaration(const xmlEntity& entity) {
  std::string out = "<!ENTITY " + std::string(reinterpret_cast<const char*>(entity.name)) + " \"";
  const xmlChar* at = entity.content;
  int left = xmlStrlen(at);
  while (left > 0) {
    int size = left;
    const int c = xmlGetUTF8Char(at, &size);
    if (c < 0) return {};
    const bool plain = c >= 0x20 && c < 0x7F && c != '&' && c != '%' && c != '"';
    out += plain ? std::string(1, static_cast<char>(c)) : "&#" + std::to_string(c) + ";";
    at += size;
    left -= size;
  }
  return out + "\">\n";
}

std::vector<std::string> declarations(xmlDtdPtr dtd, xmlElementType type) {
  std::vector<std::string> out;
  for (xmlNodePtr node = dtd->children; node; node = node->next) {
    if (node->type != type) continue;
    if (type == XML_ENTITY_DECL) {
      const xmlEntity* entity = reinterpret_cast<const xmlEntity*>(node);
      if (entity->etype == XML_INTERNAL_PARAMETER_ENTITY || entity->etype == XML_EXTERNAL_PARAMETER_ENTITY) continue;
      if (is_predefined(reinterpret_cast<const char*>(entity->name))) continue;
      if (entity->etype == XML_INTERNAL_GENERAL_ENTITY) {
        out.push_back(entity_declaration(*entity));
        continue;
      }
    }
    out.push_back(dump(node));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: flatten_dtd FOLDER NAME.dtd OUT\n");
    return 2;
  }
  folder = std::filesystem::canonical(argv[1]).string();
  const std::string path = folder + "/" + argv[2];
  xmlSetExternalEntityLoader(load_inside);
  xmlDtdPtr dtd = xmlParseDTD(nullptr, reinterpret_cast<const xmlChar*>(path.c_str()));
  if (!dtd || refused) {
    std::fprintf(stderr, "flatten_dtd: %s could not be read whole\n", path.c_str());
    return 1;
  }
  std::string out = "<!-- Made from " + std::string(argv[2]) + " by flatten_dtd: the same declarations in one file. -->\n";
  if (dtd->notations) {
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlDumpNotationTable(buffer, static_cast<xmlNotationTablePtr>(dtd->notations));
    out += reinterpret_cast<const char*>(xmlBufferContent(buffer));
    xmlBufferFree(buffer);
  }
  for (const xmlElementType type : {XML_ENTITY_DECL, XML_ELEMENT_DECL, XML_ATTRIBUTE_DECL})
    for (const std::string& line : declarations(dtd, type)) out += line;
  xmlFreeDtd(dtd);
  std::ofstream file(argv[3], std::ios::binary | std::ios::trunc);
  file << out;
  file.close();
  if (!file) {
    std::fprintf(stderr, "flatten_dtd: cannot write %s\n", argv[3]);
    return 1;
  }
  return 0;
}
