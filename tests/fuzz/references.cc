// The grammar of references on any text: nothing is lost, every span lies within what it is a span of.
#include "laws.h"
#include "model/unicode.h"
#include "read/encoding.h"
#include "refs/citations.h"
#include "refs/exports.h"
#include "refs/fields.h"
#include "refs/gbt7714.h"
#include "refs/note_citations.h"
#include "refs/refs.h"

using namespace jiaokan;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::u32string text = decode({reinterpret_cast<const char*>(data), size}).chars;
  const auto inside = [](Span span, size_t end) { return span.begin <= span.end && span.end <= end; };

  const Reference reference = parse_reference(text);
  law(reference.raw == text, "a reference keeps its text");
  uint32_t at = 0;
  for (const RefPart& part : reference.parts) {
    law(part.span.begin == at && part.span.end >= at, "the parts of a reference, joined, are the reference");
    at = part.span.end;
    law(inside(part.surname, text.size()) && inside(part.given, text.size()), "names are within bounds");
    value_of(reference, part.field);
  }
  law(at == text.size(), "the parts of a reference, joined, are the reference");

  for (const ReferenceField& field : fields_of(reference)) law(!field.values.empty(), "a field has a value");
  to_csl({reference});
  to_bibtex({reference});
  to_ris({reference});
  for (const GbtEdition edition : {GbtEdition::of_2015, GbtEdition::of_2025})
    for (const Departure& d : departures(text, gbt7714_text(reference, edition))) law(inside(d.printed, text.size()), "departures are within bounds");
  for (const AuthorYear& work : find_author_years(text)) {
    law(!work.names.empty() && inside(work.year, text.size()) && work.year.size() == 4, "a citation has names and a year");
    for (const Span name : work.names) law(inside(name, text.size()) && !name.empty(), "names are within bounds");
    law(inside(work.suffix, text.size()) && inside(work.locator, text.size()), "citations are within bounds");
  }

  uint32_t last = 0;
  for (const CalloutForm& callout : find_callouts(text)) {
    law(inside(callout.span, text.size()) && last <= callout.span.begin && !callout.span.empty(), "callouts ascend");
    law(inside(callout.locator, text.size()), "locators are within bounds");
    law(!callout.numbers.empty(), "a callout has numbers");
    last = callout.span.end;
  }
  last = 0;
  for (const ListEntry& entry : split_reference_list(text)) {
    law(inside(entry.span, text.size()) && last <= entry.span.begin, "entries ascend");
    law(entry.label.empty() || (entry.span.begin <= entry.label.begin && entry.label.end <= entry.span.end), "labels lie in entries");
    last = entry.span.end;
  }
  last = 0;
  for (const NoteCitation& citation : find_note_citations(text)) {
    law(inside(citation.span, text.size()) && last <= citation.span.begin && !citation.span.empty(), "citations of a note ascend");
    law(citation.reference.raw == std::u32string_view(text).substr(citation.span.begin, citation.span.size()), "a citation of a note is its stretch of it");
    uint32_t end = 0;
    for (const RefPart& part : citation.reference.parts) {
      law(part.span.begin == end && part.span.end >= end, "the parts of a citation, joined, are the citation");
      end = part.span.end;
    }
    law(end == citation.span.size(), "the parts of a citation, joined, are the citation");
    law(citation.reference.pointing != Pointing::numbered || citation.reference.points_at > 0, "what points at a number says it");
    last = citation.span.end;
  }
  const SplitName name = split_name(text);
  law(inside(name.surname, text.size()) && inside(name.given, text.size()), "names are within bounds");
  is_reference_heading(text);
  return 0;
}
