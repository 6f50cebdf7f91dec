// References as RIS, tags as reference managers read them (EndNote's table; Zotero reads the same).
#include <algorithm>

#include "refs/export_names.h"
#include "refs/exports.h"
#include "refs/fields.h"

namespace jiaokan {

namespace {

struct NameRow {
  RefField field;
  const char* tag;
};
constexpr NameRow kNameRows[] = {{RefField::author, "AU"}, {RefField::container_author, "A2"}, {RefField::editor, "ED"}, {RefField::translator, "A4"}};

// Tags that mean the same for every type.
struct ValueRow {
  std::string_view field;
  const char* tag;
};
constexpr ValueRow kBeforeYear[] = {{"title", "TI"}, {"trans_title", "TT"}, {"container", "T2"}, {"series", "T3"}};
constexpr ValueRow kBehindYear[] = {{"volume", "VL"}, {"issue", "IS"}};

// Tags of one type; RefType::other stands for the rest.
struct TypedRow {
  std::string_view field;
  RefType type;
  const char* tag;
};
constexpr TypedRow kTyped[] = {
    {"place", RefType::patent, "C3"},   {"place", RefType::conference_paper, "C1"}, {"place", RefType::other, "CY"},
    {"number", RefType::patent, "SN"},  {"number", RefType::report, "SN"},          {"number", RefType::standard, "SN"}, {"number", RefType::other, "M1"},
    {"scale", RefType::map, "C1"},      {"scale", RefType::other, "N1"},
};

struct NoteRow {
  std::string_view field;
  const char* lead;
};
constexpr NoteRow kNotes[] = {{"part_title", ""}, {"event", ""}, {"cstr", "CSTR: "}};

std::string with_slashes(std::string_view iso) {
  std::string out(iso);
  std::replace(out.begin(), out.end(), '-', '/');
  return out;
}

class RisRecord {
 public:
  RisRecord(const Reference& reference, std::string& out) : reference_(reference), fields_(fields_of(reference)), out_(out) {}

  void write() {
    line("TY", export_type(reference_.type).ris);
    for (const NameRow& row : kNameRows)
      for (const ExportName& name : export_names(reference_, row.field).names)
        line(row.tag, name.family.empty() || name.han ? name.whole : name.family + ", " + name.given);
    for (const ValueRow& row : kBeforeYear) line(row.tag, value(row.field));
    typed("place");
    line("PB", value("publisher"));
    line("ET", value("edition").empty() ? value("version") : value("edition"));
    line("M3", value("genre"));
    line("PY", value("year"));
    line("DA", with_slashes(value("date")));
    for (const ValueRow& row : kBehindYear) line(row.tag, value(row.field));
    write_pages(value("pages").empty() ? value("article_number") : value("pages"));
    typed("number");
    typed("scale");
    line("UR", value("url"));
    line("Y2", with_slashes(value("accessed")));
    line("DO", value("doi"));
    line("LA", reference_.lang);
    for (const NoteRow& row : kNotes)
      if (!value(row.field).empty()) line("N1", row.lead + std::string(value(row.field)));
    out_ += "ER  - \r\n\r\n";
  }

 private:
  std::string_view value(std::string_view field) const { return first_value(fields_, field); }

  void line(std::string_view tag, std::string_view text) {
    if (!text.empty()) out_ += std::string(tag) + "  - " + one_line(text) + "\r\n";
  }

  void typed(std::string_view field) {
    for (const TypedRow& row : kTyped) {
      if (row.field != field || (row.type != reference_.type && row.type != RefType::other)) continue;
      line(row.tag, value(field));
      return;
    }
  }

  // First and last page; several ranges stay together, as no tag holds a second one.
  void write_pages(std::string_view pages) {
    const size_t dash = pages.find('-');
    const bool range = dash != std::string_view::npos && dash > 0 && pages.find_first_of("-,+;", dash + 1) == std::string_view::npos && pages.find_first_of(",+;") == std::string_view::npos;
    line("SP", range ? pages.substr(0, dash) : pages);
    if (range) line("EP", pages.substr(dash + 1));
  }

  const Reference& reference_;
  ReferenceFields fields_;
  std::string& out_;
};

}  // namespace

std::string to_ris(const std::vector<Reference>& references) {
  std::string out;
  for (const Reference& reference : references) RisRecord(reference, out).write();
  return out;
}

}  // namespace jiaokan
