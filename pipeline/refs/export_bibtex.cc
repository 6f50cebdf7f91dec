// References as BibTeX. Every style reads the classical fields; biblatex and gbt7714 read mark, medium, langid, date and urldate too.
#include <algorithm>

#include "refs/export_names.h"
#include "refs/exports.h"
#include "refs/fields.h"

namespace jiaokan {

namespace {

struct EscapeRow {
  char sign;
  const char* written;
};
// A brace counts for BibTeX even behind a backslash: an odd one would swallow what follows.
constexpr EscapeRow kEscapes[] = {
    {'#', "\\#"}, {'$', "\\$"}, {'%', "\\%"}, {'&', "\\&"}, {'\\', "\\textbackslash{}"}, {'^', "\\textasciicircum{}"}, {'_', "\\_"},
    {'{', "\\textbraceleft{}"}, {'}', "\\textbraceright{}"}, {'~', "\\textasciitilde{}"}, {'\n', " "}, {'\r', " "}};
// Addresses are read as they stand; only what would end the field is written as a code.
constexpr EscapeRow kAddressEscapes[] = {{'\\', "%5C"}, {'{', "%7B"}, {'}', "%7D"}, {'\n', ""}, {'\r', ""}};

template <size_t n>
std::string escape(std::string_view text, const EscapeRow (&rows)[n]) {
  std::string out;
  for (const char c : text) {
    const EscapeRow* row = std::find_if(std::begin(rows), std::end(rows), [&](const EscapeRow& r) { return r.sign == c; });
    if (row == std::end(rows)) out.push_back(c);
    else out += row->written;
  }
  return out;
}
std::string escape_text(std::string_view text) { return escape(text, kEscapes); }

bool is_capital_letter(char c) { return c >= 'A' && c <= 'Z'; }

// Styles make titles small but for what stands in braces: DNA, McDonald, Beijing.
std::string title_text(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const size_t end = std::min(text.find(' ', i), text.size());
    const std::string_view word = text.substr(i, end - i);
    const bool keeps = word.size() > 1 && word.find('\\') == std::string_view::npos && std::any_of(word.begin() + 1, word.end(), is_capital_letter);
    out += keeps ? "{" + escape_text(word) + "}" : escape_text(word);
    if (end < text.size()) out.push_back(' ');
    i = end + 1;
  }
  return out;
}

std::string bibtex_names(const ExportNames& names) {
  std::string out;
  for (const ExportName& name : names.names) {
    if (!out.empty()) out += " and ";
    if (name.family.empty()) out += "{" + escape_text(name.whole) + "}";
    else out += escape_text(name.family) + ", " + escape_text(name.given);
  }
  if (names.et_al && !out.empty()) out += " and others";
  return out;
}

std::string entry_kind(const Reference& reference, std::string_view genre) {
  const bool master = genre.find("硕士") != std::string_view::npos || genre.find("aster") != std::string_view::npos;
  if (reference.type == RefType::thesis && master) return "mastersthesis";
  return export_type(reference.type).bibtex;
}

std::string publisher_field(std::string_view kind) {
  if (kind == "phdthesis" || kind == "mastersthesis") return "school";
  return kind == "techreport" ? "institution" : kind == "misc" || kind == "unpublished" ? "howpublished" : "publisher";
}

std::string double_dashes(std::string pages) {
  for (size_t dash = pages.find('-'); dash != std::string::npos; dash = pages.find('-', dash + 2)) pages.insert(dash, 1, '-');
  return pages;
}

struct LanguageRow {
  std::string_view lang;
  const char* name;
};
constexpr LanguageRow kLanguages[] = {{"en", "english"}, {"ja", "japanese"}, {"zh", "chinese"}};

struct ValueRow {
  const char* name;
  std::string_view field;
};
constexpr ValueRow kBeforeYear[] = {{"eventtitle", "event"}, {"address", "place"}, {"edition", "edition"}, {"version", "version"}, {"series", "series"}, {"type", "genre"}};

}  // namespace

std::string to_bibtex(const std::vector<Reference>& references) {
  std::string out;
  size_t n = 0;
  for (const Reference& reference : references) {
    const ReferenceFields fields = fields_of(reference);
    const std::string kind = entry_kind(reference, first_value(fields, "genre"));
    const bool article = kind == "article";
    out += "@" + kind + "{ref-" + std::to_string(++n);
    const auto field = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) out += ",\n  " + std::string(name) + " = {" + value + "}";
    };
    const auto value = [&](std::string_view name) { return escape_text(first_value(fields, name)); };
    const auto names = [&](RefField kind_of_name) { return bibtex_names(export_names(reference, kind_of_name)); };
    field("author", names(RefField::author));
    const std::string editors = names(RefField::editor), container_authors = names(RefField::container_author);
    field("editor", editors.empty() ? container_authors : editors);
    if (!editors.empty()) field("bookauthor", container_authors);
    field("translator", names(RefField::translator));
    field("title", title_text(first_value(fields, "title")));
    field("titleaddon", title_text(first_value(fields, "trans_title")));
    field("subtitle", title_text(first_value(fields, "part_title")));
    field(article ? "journal" : "booktitle", value("container"));
    for (const ValueRow& row : kBeforeYear) field(row.name, value(row.field));
    field(publisher_field(kind), value("publisher"));
    field("year", value("year") + value("year_suffix"));
    field("date", value("date"));
    field("volume", value("volume"));
    const std::string issue = value("issue"), number = value("number");
    field("number", article || number.empty() ? issue : number);
    // "arXiv:1304.6534", "hep-th/0312009": what else an article has for a number is its place in the volume.
    const bool eprint = number.starts_with("arXiv:") || number.find('/') != std::string::npos;
    if (article && eprint) {
      field("eprint", number.starts_with("arXiv:") ? number.substr(6) : number);
      field("archiveprefix", "arXiv");
    } else if (!number.empty() && article) {
      field("eid", number);
    }
    field("pages", double_dashes(first_value(fields, "pages").empty() ? value("article_number") : value("pages")));
    field("url", escape(first_value(fields, "url"), kAddressEscapes));
    field("urldate", value("accessed"));
    field("doi", escape(first_value(fields, "doi"), kAddressEscapes));
    std::string note = value("scale");
    if (const std::string cstr = value("cstr"); !cstr.empty()) note += (note.empty() ? "CSTR: " : ", CSTR: ") + cstr;
    field("note", note);
    field("mark", reference.mark);
    field("medium", reference.carrier);
    for (const LanguageRow& row : kLanguages)
      if (reference.lang == row.lang) field("langid", row.name);
    out += "\n}\n";
  }
  return out;
}

}  // namespace jiaokan
