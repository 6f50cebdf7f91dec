// Writes a DTD of many modules as one file of declarations, for the program to load quickly.
//
// In: the folder of the official suite and the DTD's path in it. Out: notations, general entities, elements and
// attribute lists, in this order, each sorted by name; parameter entities and comments are used up. A second file says the
// same but that MathML holds presentation only: what is valid by it is valid by the first, and its content models, with a
// sixth of the names, are ready in a fraction of the time.
// Never opens a file outside the folder, never the network.
// Usage: flatten_dtd FOLDER NAME.dtd OUT NARROW-OUT
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/valid.h>

#include <algorithm>
#include <array>
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

// Elements of MathML's presentation (chapter 3 of its specification) that a formula may be made of.
constexpr std::array<std::string_view, 30> kPresentation = {
    "mi", "mn", "mo", "mtext", "mspace", "ms", "mrow", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded", "mphantom", "mfenced",
    "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mtable", "mtr", "mtd", "mlabeledtr", "maction",
    "mglyph", "malignmark"};
constexpr std::string_view kMathml = "mml:";

bool is_presentation(std::string_view item) {
  const size_t begin = item.find_first_not_of(' ');
  if (begin == item.npos) return true;
  item.remove_prefix(begin);
  if (!item.starts_with(kMathml)) return true;
  item.remove_prefix(kMathml.size());
  return std::find(kPresentation.begin(), kPresentation.end(), item.substr(0, item.find_first_of(" ?*+"))) != kPresentation.end();
}

// The declaration of an element of MathML with fewer alternatives in its innermost groups; any other as it is.
std::string narrowed(const std::string& declaration) {
  if (!declaration.starts_with("<!ELEMENT mml:m")) return declaration;
  std::string out;
  size_t at = 0;
  for (size_t open = declaration.find('('); open != std::string::npos; open = declaration.find('(', at)) {
    const size_t next = declaration.find_first_of("()", open + 1);
    if (next == std::string::npos) break;
    out += declaration.substr(at, open + 1 - at);
    at = open + 1;
    if (declaration[next] == '(') continue;
    const std::string group = declaration.substr(at, next - at);
    std::string kept;
    for (size_t begin = 0; begin <= group.size() && group.find(',') == std::string::npos;) {
      const size_t end = std::min(group.find('|', begin), group.size());
      if (const std::string item = group.substr(begin, end - begin); is_presentation(item)) kept += (kept.empty() ? "" : "|") + item;
      begin = end + 1;
    }
    out += kept.empty() ? group : kept;
    at = next;
  }
  return out + declaration.substr(at);
}

bool write(const char* path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) std::fprintf(stderr, "flatten_dtd: cannot write %s\n", path);
  return static_cast<bool>(file);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "usage: flatten_dtd FOLDER NAME.dtd OUT NARROW-OUT\n");
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
  std::string narrow = out;
  for (const xmlElementType type : {XML_ENTITY_DECL, XML_ELEMENT_DECL, XML_ATTRIBUTE_DECL})
    for (const std::string& line : declarations(dtd, type)) {
      out += line;
      narrow += type == XML_ELEMENT_DECL ? narrowed(line) : line;
    }
  xmlFreeDtd(dtd);
  return write(argv[3], out) && write(argv[4], narrow) ? 0 : 1;
}
