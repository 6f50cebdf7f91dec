#include "render/epub.h"

#include <xxhash.h>

#include <fmt/format.h>

#include "render/addresses.h"
#include "render/head.h"
#include "render/zip.h"

namespace jiaokan {

namespace {

XmlNode add(XmlNode parent, const char* name, const std::string& text) {
  XmlNode node = parent.append_child(name);
  if (!text.empty()) node.append_child(pugi::node_pcdata).set_value(text.c_str());
  return node;
}

struct Package {
  XmlNode metadata;
  void about(const std::string& id, const char* property, const std::string& value, const char* scheme = "") {
    if (value.empty()) return;
    XmlNode meta = metadata.append_child("meta");
    annotate(meta, "refines", "#" + id);
    annotate(meta, "property", property);
    if (*scheme != '\0') annotate(meta, "scheme", scheme);
    meta.append_child(pugi::node_pcdata).set_value(value.c_str());
  }
  void says(const char* property, const std::string& value) {
    if (value.empty()) return;
    XmlNode meta = metadata.append_child("meta");
    annotate(meta, "property", property);
    meta.append_child(pugi::node_pcdata).set_value(value.c_str());
  }
};

bool is_date(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (text.size() != kShape.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !digit : text[i] != '-') return false;
  }
  return true;
}

// Without a DOI the identifier is made from the text: the same article keeps it.
std::string identifier(const ArticleFacts& facts, const std::string& page) {
  if (!facts.doi.empty()) return "doi:" + facts.doi;
  const XXH128_hash_t hash = XXH3_128bits(page.data(), page.size());
  return fmt::format("urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", static_cast<uint32_t>(hash.high64 >> 32),
                     static_cast<uint16_t>(hash.high64 >> 16), 0x8000u | (hash.high64 & 0x0FFF), 0x8000u | ((hash.low64 >> 48) & 0x3FFF),
                     hash.low64 & 0xFFFFFFFFFFFFu);
}

struct PackedPicture {
  std::string address, type;
  const std::string* bytes;
};

// The pictures that the page shows: those whose form every reading system has.
std::vector<PackedPicture> packed_pictures(const PreparedEdition& edition) {
  std::vector<PackedPicture> out;
  if (edition.pictures == nullptr) return out;
  for (const auto& [path, bytes] : *edition.pictures)
    if (std::string type = picture_type(path, bytes); !type.empty()) out.push_back({picture_address(path), std::move(type), &bytes});
  return out;
}

std::string package_document(const PreparedEdition& edition, const std::string& page, const std::string& modified) {
  const ArticleFacts& facts = edition.facts;
  pugi::xml_document opf;
  XmlNode declaration = opf.append_child(pugi::node_declaration);
  annotate(declaration, "version", "1.0");
  annotate(declaration, "encoding", "UTF-8");
  XmlNode root = opf.append_child("package");
  annotate(root, "xmlns", "http://www.idpf.org/2007/opf");
  annotate(root, "version", "3.0");
  annotate(root, "unique-identifier", "uid");
  annotate(root, "xml:lang", facts.lang);
  if (!facts.fpage.empty()) annotate(root, "prefix", "prism: http://prismstandard.org/namespaces/basic/3.0/");
  Package package{root.append_child("metadata")};
  XmlNode metadata = package.metadata;
  annotate(metadata, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  annotate(add(metadata, "dc:identifier", identifier(facts, page)), "id", "uid");
  annotate(add(metadata, "dc:title", facts.title.empty() ? word(edition.words, "untitled") : facts.title), "id", "title");
  package.about("title", "title-type", "main");
  for (const TextIn& other : facts.other_titles) {
    if (other.text.empty() || other.lang.empty()) continue;
    package.about("title", "alternate-script", other.text);
    annotate(metadata.last_child(), "xml:lang", other.lang);
  }
  size_t n = 0;
  for (const PersonFacts& person : facts.authors) {
    if (person.display.empty()) continue;
    const std::string id = fmt::format("creator-{}", ++n);
    annotate(add(metadata, "dc:creator", person.display), "id", id);
    package.about(id, "role", "aut", "marc:relators");
    package.about(id, "file-as", person.family.empty() || person.given.empty() ? person.display : person.family + ", " + person.given);
    if (!person.latin.empty() && has_han(person.display)) {
      package.about(id, "alternate-script", person.latin);
      annotate(metadata.last_child(), "xml:lang", person.latin_lang.empty() ? "en" : person.latin_lang);
    }
    package.about(id, "display-seq", std::to_string(n));
  }
  add(metadata, "dc:language", facts.lang);
  if (!facts.date.empty()) add(metadata, "dc:date", facts.date);
  for (const std::string& keyword : facts.keywords) add(metadata, "dc:subject", keyword);
  if (!facts.abstracts.empty()) add(metadata, "dc:description", facts.abstracts.front().text);
  if (!facts.publisher.empty() || !facts.journal.empty()) add(metadata, "dc:publisher", facts.publisher.empty() ? facts.journal : facts.publisher);
  const std::string issn = facts.issn.empty() ? facts.eissn : facts.issn;
  if (!edition.pages.empty()) {
    annotate(add(metadata, "dc:source", issn.empty() ? citation_line(facts) : "urn:issn:" + issn), "id", "source");
    package.about("source", "source-of", "pagination");
  }
  package.says("dcterms:modified", (is_date(modified) ? modified : std::string("2000-01-01")) + "T00:00:00Z");
  if (!issn.empty()) package.says("dcterms:isPartOf", "urn:issn:" + issn);
  package.says("prism:startingPage", facts.fpage);
  if (!facts.fpage.empty()) package.says("prism:endingPage", facts.lpage);
  if (!facts.journal.empty()) {
    package.says("belongs-to-collection", facts.journal);
    annotate(metadata.last_child(), "id", "journal");
    package.about("journal", "collection-type", "series");
    const std::string issue = facts.year + (facts.year.empty() || facts.issue.empty() ? "" : ".") + facts.issue;
    bool decimal = !issue.empty();
    for (const char c : issue) decimal = decimal && ((c >= '0' && c <= '9') || c == '.');
    if (decimal) package.about("journal", "group-position", issue);
  }
  package.says("schema:accessMode", "textual");
  package.says("schema:accessModeSufficient", "textual");
  const std::vector<PackedPicture> pictures = packed_pictures(edition);
  if (!pictures.empty()) {
    package.says("schema:accessMode", "visual");
    package.says("schema:accessibilityFeature", "alternativeText");
  }
  for (const char* const feature : {"tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "ARIA", "unlocked"}) {
    package.says("schema:accessibilityFeature", feature);
  }
  if (!edition.pages.empty()) {
    package.says("schema:accessibilityFeature", "pageBreakMarkers");
    package.says("schema:accessibilityFeature", "pageNavigation");
  }
  if (edition.has_formulas) package.says("schema:accessibilityFeature", "MathML");
  package.says("schema:accessibilityHazard", "none");
  package.says("schema:accessibilitySummary", word(edition.words, edition.pages.empty() ? "accessibility" : "accessibility-pages"));
  XmlNode manifest = root.append_child("manifest");
  const auto item = [&](const std::string& id, const std::string& href, const std::string& type, const char* properties) {
    XmlNode node = manifest.append_child("item");
    annotate(node, "id", id);
    annotate(node, "href", href);
    annotate(node, "media-type", type);
    if (*properties != '\0') annotate(node, "properties", properties);
  };
  item("nav", "nav.xhtml", "application/xhtml+xml", "nav");
  item("article", "article.xhtml", "application/xhtml+xml", page.find("<math xmlns") == std::string::npos ? "" : "mathml");
  item("style", "style.css", "text/css", "");
  for (size_t i = 0; i < pictures.size(); ++i) item(fmt::format("picture-{}", i + 1), pictures[i].address, pictures[i].type, "");
  XmlNode spine = root.append_child("spine");
  annotate(spine.append_child("itemref"), "idref", "article");
  return tree_bytes(opf);
}

constexpr const char* kContainer =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles>"
    "<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";

}  // namespace

std::string write_epub(const PreparedEdition& edition, const std::string& article_page, const std::string& nav_page, const std::string& css,
                       const std::string& modified) {
  std::vector<ZipEntry> entries = {{"mimetype", "application/epub+zip", Packing::stored},
                    {"META-INF/container.xml", kContainer, Packing::deflated},
                    {"EPUB/package.opf", package_document(edition, article_page, modified), Packing::deflated},
                    {"EPUB/nav.xhtml", nav_page, Packing::deflated},
                    {"EPUB/article.xhtml", article_page, Packing::deflated},
                    {"EPUB/style.css", css, Packing::deflated}};
  for (const PackedPicture& picture : packed_pictures(edition)) entries.push_back({"EPUB/" + picture.address, *picture.bytes, Packing::stored});
  return zip_bytes(entries);
}

}  // namespace jiaokan
