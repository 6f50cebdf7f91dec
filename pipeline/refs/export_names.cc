#include "refs/export_names.h"

#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

constexpr ExportType kTypes[] = {
#define EXPORT_TYPE(type, csl, bibtex, ris) {RefType::type, csl, bibtex, ris},
#include "refs/export_types.inc"
#undef EXPORT_TYPE
};

bool is_name(RefField field) {
  return field == RefField::author || field == RefField::container_author || field == RefField::editor || field == RefField::translator;
}

}  // namespace

const ExportType& export_type(RefType type) {
  return *std::find_if(std::begin(kTypes), std::end(kTypes) - 1, [&](const ExportType& row) { return row.type == type; });
}

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return out;
}

ExportNames export_names(const Reference& reference, RefField field) {
  ExportNames out;
  const std::u32string_view raw = reference.raw;
  const auto text = [&](Span span) { return one_line(to_utf8(raw.substr(span.begin, span.size()))); };
  RefField last = RefField::separator;
  for (const RefPart& part : reference.parts) {
    if (is_name(part.field)) last = part.field;
    if (last == field && part.field == RefField::et_al) out.et_al = true;
    if (last == field && part.field == RefField::role) out.role = true;
    if (part.field != field) continue;
    ExportName& name = out.names.emplace_back();
    name.whole = part.value.empty() ? text(part.span) : one_line(part.value);
    name.han = is_cjk(raw[part.span.begin]);
    if (part.corporate || part.surname.empty() || part.given.empty()) continue;
    // A foreign name in Han characters stands given name first, and styles would set it the other way round.
    // Japanese surnames have no length that could be told from the name set solid.
    if (name.han && (part.given.begin < part.surname.begin || (reference.lang == "ja" && part.surname.end == part.given.begin))) continue;
    name.family = text(part.surname);
    name.given = text(part.given);
  }
  return out;
}

}  // namespace jiaokan
