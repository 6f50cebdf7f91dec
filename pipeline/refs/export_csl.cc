// References as CSL-JSON, schema 1.0.2: names, dates and variables as citation processors take them.
#include <nlohmann/json.hpp>

#include <algorithm>

#include "refs/export_names.h"
#include "refs/exports.h"
#include "refs/fields.h"

namespace jiaokan {

namespace {

using Json = nlohmann::ordered_json;

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

struct LanguageRow {
  std::string_view lang;
  const char* tag;
};
constexpr LanguageRow kLanguages[] = {{"en", "en"}, {"ja", "ja"}, {"zh", "zh-CN"}};

struct NameRow {
  RefField field;
  const char* name;
};
constexpr NameRow kNameRows[] = {
    {RefField::author, "author"}, {RefField::editor, "editor"}, {RefField::container_author, "editor"}, {RefField::translator, "translator"}};

struct ValueRow {
  std::string_view field;
  const char* name;
};
constexpr ValueRow kValues[] = {
    {"title", "title"}, {"part_title", "part-title"}, {"container", "container-title"}, {"event", "event-title"}, {"edition", "edition"},
    {"version", "version"}, {"series", "collection-title"}, {"scale", "scale"}, {"place", "publisher-place"}, {"publisher", "publisher"},
    {"genre", "genre"}, {"volume", "volume"}, {"issue", "issue"}, {"pages", "page"}, {"number", "number"}, {"url", "URL"}, {"doi", "DOI"},
};

// What CSL has no variable for; processors pass it by.
constexpr ValueRow kCustom[] = {{"trans_title", "translated-title"}, {"cstr", "CSTR"}, {"year_suffix", "year-suffix"}};

}  // namespace

std::string to_csl(const std::vector<Reference>& references) {
  Json out = Json::array();
  size_t n = 0;
  for (const Reference& reference : references) {
    const ReferenceFields fields = fields_of(reference);
    Json item = {{"id", "ref-" + std::to_string(++n)}, {"type", export_type(reference.type).csl}};
    for (const LanguageRow& row : kLanguages)
      if (reference.lang == row.lang) item["language"] = row.tag;
    for (const NameRow& row : kNameRows) {
      const ExportNames names = export_names(reference, row.field);
      if (names.names.empty()) continue;
      // An editor of the work and one of its container: the second is the container's author, the only other name CSL has.
      item[item.contains(row.name) ? "container-author" : row.name] = csl_names(names.names);
    }
    for (const ValueRow& row : kValues)
      if (const std::string_view value = first_value(fields, row.field); !value.empty()) item[row.name] = one_line(value);
    const std::string_view date = first_value(fields, "date");
    const std::string_view issued = date.empty() ? first_value(fields, "year") : date;
    if (!issued.empty()) item["issued"] = csl_date(issued);
    if (const std::string_view number = first_value(fields, "article_number"); !number.empty() && !item.contains("page")) item["page"] = std::string(number);
    if (const std::string_view accessed = first_value(fields, "accessed"); !accessed.empty()) item["accessed"] = csl_date(accessed);
    for (const ValueRow& row : kCustom)
      if (const std::string_view value = first_value(fields, row.field); !value.empty()) item["custom"][row.name] = one_line(value);
    out.push_back(std::move(item));
  }
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace jiaokan
