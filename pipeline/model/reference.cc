#include "model/reference.h"

#include "model/unicode.h"

namespace jiaokan {

std::string_view name_of(RefField field) {
  constexpr std::string_view kNames[] = {
      "separator", "label", "author", "container-author", "editor", "translator", "nationality", "role", "et-al",
      "title", "trans-title", "part-title", "container", "event", "mark", "host-mark",
      "edition", "series", "volume", "issue", "supplement", "pages", "article-number", "number", "version", "scale",
      "place", "publisher", "genre", "year", "year-suffix", "date", "accessed", "url", "doi", "cstr", "pointer", "note", "leftover"};
  return kNames[static_cast<size_t>(field)];
}

std::string_view name_of(RefType type) {
  constexpr std::string_view kNames[] = {"journal", "newspaper", "book", "chapter", "proceedings", "conference-paper", "thesis",
                                         "report", "standard", "patent", "compilation", "webpage", "dataset", "preprint", "map",
                                         "archive", "database", "software", "law", "other"};
  return kNames[static_cast<size_t>(type)];
}

std::string value_of(const Reference& reference, RefField field) {
  for (const RefPart& part : reference.parts) {
    if (part.field != field) continue;
    if (!part.value.empty()) return part.value;
    return to_utf8(std::u32string_view(reference.raw).substr(part.span.begin, part.span.size()));
  }
  return {};
}

}  // namespace jiaokan
