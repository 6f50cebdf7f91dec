#include <algorithm>

#include "jats/citation.h"

namespace jiaokan {

namespace {

constexpr CitationType kTypes[] = {
#define CITATION_TYPE(type, publication_type, title, trans_title) {RefType::type, publication_type, title, trans_title},
#include "jats/citation_types.inc"
#undef CITATION_TYPE
};

struct PlainField {
  RefField field;
  const char* element;
};
constexpr PlainField kPlainFields[] = {
    {RefField::container, "source"},    {RefField::part_title, "part-title"},  {RefField::edition, "edition"},
    {RefField::event, "conf-name"},     {RefField::issue, "issue"},            {RefField::label, "label"},
    {RefField::note, "comment"},        {RefField::place, "publisher-loc"},    {RefField::publisher, "publisher-name"},
    {RefField::series, "series"},       {RefField::supplement, "supplement"},  {RefField::version, "version"},
    {RefField::volume, "volume"},       {RefField::article_number, "elocation-id"},
};

}  // namespace

const CitationType& citation_type(RefType type) {
  for (const CitationType& row : kTypes) {
    if (row.type == type) return row;
  }
  return kTypes[std::size(kTypes) - 1];
}

const char* citation_title(const Reference& reference) {
  const CitationType& row = citation_type(reference.type);
  const bool contained = std::any_of(reference.parts.begin(), reference.parts.end(), [](const RefPart& p) { return p.field == RefField::container; });
  return contained && std::string_view(row.title) == "source" ? "article-title" : row.title;
}

const char* plain_element(RefField field) {
  for (const PlainField& plain : kPlainFields)
    if (plain.field == field) return plain.element;
  return nullptr;
}

const char* person_group(RefField field) {
  switch (field) {
    case RefField::author: return "author";
    case RefField::container_author:
    case RefField::editor: return "editor";
    case RefField::translator: return "translator";
    default: return nullptr;
  }
}

void set_citation_attributes(Node citation, const Reference& reference, const std::string& article_lang) {
  set(citation, "publication-type", citation_type(reference.type).publication_type);
  if (reference.carrier == "OL") set(citation, "publication-format", "online");
  if (!reference.mark.empty()) {
    std::string mark = "gbt-mark:" + reference.mark;
    if (!reference.carrier.empty()) mark += "/" + reference.carrier;
    if (!reference.host_mark.empty()) mark += "//" + reference.host_mark;
    set(citation, "specific-use", mark);
  }
  if (reference.lang != article_lang) set_known(citation, "xml:lang", reference.lang);
}

}  // namespace jiaokan
