#include "refs/exports.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/fields.h"

namespace jiaokan {

namespace {

using Json = nlohmann::ordered_json;

struct TypeRow {
  RefType type;
  const char *csl, *bibtex, *ris;
};
constexpr TypeRow kTypes[] = {
    {RefType::journal, "article-journal", "article", "JOUR"},
    {RefType::newspaper, "article-newspaper", "article", "NEWS"},
    {RefType::book, "book", "book", "BOOK"},
    {RefType::chapter, "chapter", "incollection", "CHAP"},
    {RefType::proceedings, "book", "proceedings", "CONF"},
    {RefType::conference_paper, "paper-conference", "inproceedings", "CPAPER"},
    {RefType::thesis, "thesis", "phdthesis", "THES"},
    {RefType::report, "report", "techreport", "RPRT"},
    {RefType::standard, "standard", "techreport", "STAND"},
    {RefType::patent, "patent", "misc", "PAT"},
    {RefType::compilation, "collection", "book", "BOOK"},
    {RefType::webpage, "webpage", "misc", "ELEC"},
    {RefType::dataset, "dataset", "misc", "DATA"},
    {RefType::preprint, "article", "unpublished", "UNPB"},
    {RefType::map, "map", "misc", "MAP"},
    {RefType::archive, "document", "misc", "UNPB"},
    {RefType::database, "dataset", "misc", "DBASE"},
    {RefType::software, "software", "misc", "COMP"},
    {RefType::law, "legislation", "misc", "STAT"},
    {RefType::other, "document", "misc", "GEN"},
};
const TypeRow& row_of(RefType type) {
  return *std::find_if(std::begin(kTypes), std::end(kTypes) - 1, [&](const TypeRow& row) { return row.type == type; });
}

// Names of one part each: surname and given name where they could be split.
struct ExportName {
  std::string family, given, whole;
  bool han = false;
};
std::vector<ExportName> names_of(const Reference& reference, RefField field) {
  std::vector<ExportName> out;
  const std::u32string_view raw = reference.raw;
  const auto text = [&](Span span) { return to_utf8(raw.substr(span.begin, span.size())); };
  for (const RefPart& part : reference.parts) {
    if (part.field != field) continue;
    ExportName name;
    name.whole = text(part.span);
    name.han = is_cjk(raw[part.span.begin]);
    if (!part.corporate && !part.surname.empty() && !part.given.empty()) {
      name.family = text(part.surname);
      name.given = text(part.given);
    }
    out.push_back(std::move(name));
  }
  return out;
}

Json csl_names(const std::vector<ExportName>& names) {
  Json out = Json::array();
  for (const ExportName& name : names) {
    if (name.family.empty()) out.push_back({{"literal", name.whole}});
    else out.push_back({{"family", name.family}, {"given", name.given}});
  }
  return out;
}

Json csl_date(std::string_view iso) {
  Json parts = Json::array();
  for (size_t i = 0; i < iso.size();) {
    const size_t end = std::min(iso.find('-', i), iso.size());
    const std::string piece(iso.substr(i, end - i));
    if (piece.empty() || piece.size() > 4 || !std::all_of(piece.begin(), piece.end(), [](char c) { return c >= '0' && c <= '9'; })) break;
    parts.push_back(std::stoi(piece));
    i = end + 1;
  }
  if (parts.empty()) return {{"literal", std::string(iso)}};
  return {{"date-parts", Json::array({parts})}};
}

struct CslRow {
  std::string_view field;
  const char* name;
};
constexpr CslRow kCsl[] = {
    {"title", "title"}, {"container", "container-title"}, {"event", "event-title"}, {"edition", "edition"}, {"version", "version"}, {"series", "collection-title"},
    {"scale", "scale"}, {"place", "publisher-place"}, {"publisher", "publisher"}, {"genre", "genre"}, {"volume", "volume"}, {"issue", "issue"},
    {"pages", "page"}, {"number", "number"}, {"url", "URL"}, {"doi", "DOI"},
};

std::string year_of(const ReferenceFields& fields) { return std::string(first_value(fields, "year")); }

std::string escape_bibtex(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("&%$#_").find(c) != std::string_view::npos) out.push_back('\\');
    if (c == '\\') out += "\\textbackslash{}";
    else if (c == '{' || c == '}') out += std::string("\\") + c;
    else if (c == '~') out += "\\textasciitilde{}";
    else if (c == '^') out += "\\textasciicircum{}";
    else if (c == '\n' || c == '\r') out.push_back(' ');
    else out.push_back(c);
  }
  return out;
}

std::string bibtex_names(const std::vector<ExportName>& names) {
  std::string out;
  for (const ExportName& name : names) {
    if (!out.empty()) out += " and ";
    if (name.family.empty()) out += "{" + escape_bibtex(name.whole) + "}";
    else out += escape_bibtex(name.family) + ", " + escape_bibtex(name.given);
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return out;
}

}  // namespace

std::string to_csl(const std::vector<Reference>& references) {
  Json out = Json::array();
  size_t n = 0;
  for (const Reference& reference : references) {
    const ReferenceFields fields = fields_of(reference);
    Json item = {{"id", "ref-" + std::to_string(++n)}, {"type", row_of(reference.type).csl}};
    if (!reference.lang.empty()) item["language"] = reference.lang;
    for (const auto& [field, name] : {std::pair{RefField::author, "author"}, {RefField::editor, "editor"}, {RefField::container_author, "editor"}, {RefField::translator, "translator"}}) {
      const std::vector<ExportName> names = names_of(reference, field);
      if (!names.empty() && !item.contains(name)) item[name] = csl_names(names);
    }
    for (const CslRow& row : kCsl)
      if (const std::string_view value = first_value(fields, row.field); !value.empty()) item[row.name] = std::string(value);
    const std::string_view date = first_value(fields, "date");
    const std::string_view issued = date.empty() ? first_value(fields, "year") : date;
    if (!issued.empty()) item["issued"] = csl_date(issued);
    if (const std::string_view number = first_value(fields, "article_number"); !number.empty() && !item.contains("page")) item["page"] = std::string(number);
    if (const std::string_view accessed = first_value(fields, "accessed"); !accessed.empty()) item["accessed"] = csl_date(accessed);
    out.push_back(std::move(item));
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string to_bibtex(const std::vector<Reference>& references) {
  std::string out;
  size_t n = 0;
  for (const Reference& reference : references) {
    const ReferenceFields fields = fields_of(reference);
    const std::string kind = row_of(reference.type).bibtex;
    out += "@" + kind + "{ref-" + std::to_string(++n);
    const auto field = [&](const char* name, const std::string& value) {
      if (!value.empty()) out += std::string(",\n  ") + name + " = {" + value + "}";
    };
    const auto value = [&](std::string_view name) { return escape_bibtex(first_value(fields, name)); };
    field("author", bibtex_names(names_of(reference, RefField::author)));
    std::vector<ExportName> editors = names_of(reference, RefField::editor);
    if (editors.empty()) editors = names_of(reference, RefField::container_author);
    field("editor", bibtex_names(editors));
    field("translator", bibtex_names(names_of(reference, RefField::translator)));
    field("title", value("title"));
    field(kind == "article" ? "journal" : "booktitle", value("container"));
    field("address", value("place"));
    field(kind == "phdthesis" ? "school" : kind == "techreport" ? "institution" : "publisher", value("publisher"));
    field("edition", value("edition"));
    field("year", escape_bibtex(year_of(fields)));
    field("volume", value("volume"));
    field("number", value(kind == "article" ? "issue" : "number"));
    std::string pages = value("pages");
    if (pages.empty()) pages = value("article_number");
    for (size_t dash = pages.find('-'); dash != std::string::npos; dash = pages.find('-', dash + 2)) pages.insert(dash, 1, '-');
    field("pages", pages);
    field("url", std::string(first_value(fields, "url")));
    field("urldate", value("accessed"));
    field("doi", std::string(first_value(fields, "doi")));
    field("langid", reference.lang == "zh" ? "chinese" : reference.lang == "ja" ? "japanese" : reference.lang == "en" ? "english" : "");
    out += "\n}\n";
  }
  return out;
}

std::string to_ris(const std::vector<Reference>& references) {
  std::string out;
  for (const Reference& reference : references) {
    const ReferenceFields fields = fields_of(reference);
    const auto line = [&](const char* tag, std::string_view value) {
      if (!value.empty()) out += std::string(tag) + "  - " + one_line(value) + "\r\n";
    };
    line("TY", row_of(reference.type).ris);
    for (const auto& [field, tag] : {std::pair{RefField::author, "AU"}, {RefField::container_author, "A2"}, {RefField::editor, "ED"}, {RefField::translator, "A4"}})
      for (const ExportName& name : names_of(reference, field)) line(tag, name.family.empty() || name.han ? name.whole : name.family + ", " + name.given);
    line("TI", first_value(fields, "title"));
    line(reference.type == RefType::journal || reference.type == RefType::newspaper ? "JO" : "T2", first_value(fields, "container"));
    line("CY", first_value(fields, "place"));
    line("PB", first_value(fields, "publisher"));
    line("ET", first_value(fields, "edition"));
    line("PY", first_value(fields, "year"));
    std::string date(first_value(fields, "date"));
    std::replace(date.begin(), date.end(), '-', '/');
    line("DA", date);
    line("VL", first_value(fields, "volume"));
    line("IS", first_value(fields, "issue"));
    std::string_view pages = first_value(fields, "pages");
    if (pages.empty()) pages = first_value(fields, "article_number");
    const size_t dash = pages.find('-');
    line("SP", pages.substr(0, dash));
    if (dash != std::string_view::npos) line("EP", pages.substr(dash + 1));
    line("M1", first_value(fields, "number"));
    line("UR", first_value(fields, "url"));
    line("DO", first_value(fields, "doi"));
    out += "ER  - \r\n\r\n";
  }
  return out;
}

}  // namespace jiaokan
