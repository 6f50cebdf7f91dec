#include "reference_report.h"

#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/checks.h"
#include "refs/fields.h"

namespace jiaokan {

namespace {

constexpr float kSure = 0.95F;

std::string slice(std::u32string_view text, Span span) { return to_utf8(text.substr(span.begin, span.size())); }

std::vector<std::string> unread_text(const Reference& reference) {
  std::vector<std::string> out;
  for (const RefPart& part : reference.parts) {
    if (part.field != RefField::leftover) continue;
    uint32_t begin = part.span.begin, end = part.span.end;
    while (begin < end && !is_letter(reference.raw[begin]) && !is_digit(reference.raw[begin])) ++begin;
    while (end > begin && !is_letter(reference.raw[end - 1]) && !is_digit(reference.raw[end - 1])) --end;
    if (begin < end) out.push_back(slice(reference.raw, {begin, end}));
  }
  return out;
}

ReferenceRow row_of(std::string id, const Reference& reference, const SameWork& same, GbtEdition edition) {
  ReferenceRow row;
  row.id = std::move(id);
  row.type = name_of(reference.type);
  row.printed = to_utf8(reference.raw);
  for (const ReferenceField& field : fields_of(reference))
    if (field.confidence < kSure) row.unsure.emplace_back(field.name, field.confidence);
  row.unread = unread_text(reference);
  row.same_work = same.id;
  if (!same.id.empty()) row.locator = value_of(reference, RefField::pages);
  if (reference.pointing != Pointing::none) return row;
  const std::u32string standard = gbt7714_text(reference, edition);
  row.standard = to_utf8(standard);
  for (const Departure& departure : departures(reference.raw, standard))
    row.departs_at.push_back({departure.printed.begin, slice(reference.raw, departure.printed), slice(standard, departure.standard)});
  const FailedChecks failed = failed_checks(reference);
  for (size_t check = 0; check < failed.times.size(); ++check)
    if (failed.times[check] > 0) row.fails.emplace_back(sentence_of(static_cast<RefCheck>(check)));
  return row;
}

}  // namespace

std::vector<ReferenceRow> reference_rows(const Article& article, GbtEdition edition) {
  std::vector<ReferenceRow> out;
  for (const ReferenceEntry& entry : article.references) {
    out.push_back(row_of(entry.id, entry.reference, entry.same, edition));
    out.back().number = entry.number;
  }
  for (const NoteReference& cited : article.note_references) {
    out.push_back(row_of(cited.id, cited.reference, cited.same, edition));
    ReferenceRow& row = out.back();
    row.note = article.notes[cited.note].id;
    // A note of the humanities is a sentence of its own form; what it says once more, or only in part, fails by design.
    if (cited.reference.mark.empty()) row.departs_at.clear();
    if (!cited.same.id.empty()) row.fails.clear();
  }
  return out;
}

}  // namespace jiaokan
