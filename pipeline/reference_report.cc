#include "reference_report.h"

#include <algorithm>
#include <map>
#include <set>

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

// A bilingual pair: the standard says nothing of the second form, so it is laid beside nothing.
uint32_t end_of_first_form(const Reference& reference) {
  const auto is_second = [](const RefPart& part) { return part.field == RefField::note || part.field == RefField::trans_title || part.field == RefField::separator; };
  const uint32_t size = static_cast<uint32_t>(reference.raw.size());
  uint32_t begin = size;
  bool second = false;
  for (size_t p = reference.parts.size(); p-- > 0 && is_second(reference.parts[p]);) {
    second |= reference.parts[p].field == RefField::trans_title;
    if (reference.parts[p].field == RefField::note) begin = reference.parts[p].span.begin;
    if (reference.parts[p].field == RefField::trans_title) begin = std::min(begin, reference.parts[p].span.begin);
  }
  if (!second) return size;
  while (begin > 0 && (is_space(reference.raw[begin - 1]) || std::u32string_view(U"[［(（").find(reference.raw[begin - 1]) != std::u32string_view::npos)) --begin;
  return begin;
}

// What two departures must share to be of one kind.
std::pair<std::string, std::string> kind_of(const ReferenceDeparture& departure) {
  const auto letters = [](const std::string& text) {
    std::string out;
    for (const char32_t c : from_utf8(small_ascii(text)))
      if (is_letter(c) || is_digit(c)) append_utf8(out, c);
    return out;
  };
  const std::string printed = letters(departure.printed);
  if (!printed.empty() && printed == letters(departure.standard)) return {};   // only the case of letters
  // A list without type marks is without all of them.
  std::string standard = departure.standard;
  if (const size_t open = standard.find('['), close = standard.find(']'); open != std::string::npos && close != std::string::npos && close > open + 1 && departure.printed.find('[') == std::string::npos)
    standard.replace(open + 1, close - open - 1, "…");
  // [美], （清）: one thing, whatever the country.
  const std::u32string text = from_utf8(departure.printed);
  const bool bracketed = standard.empty() && text.size() >= 3 && text.size() <= 6 && std::u32string_view(U"[［〔（(").find(text.front()) != std::u32string_view::npos &&
                         std::all_of(text.begin() + 1, text.end() - 1, is_han);
  return {bracketed ? "[…]" : departure.printed, standard};
}

// Signs, the case of letters, a type mark that is not printed, words that the standard has not (硕士学位论文): how a list is written. A letter for a digit is a slip.
bool may_be_habit(const std::pair<std::string, std::string>& kind) {
  const auto count = [](std::u32string_view text, auto is) { return std::count_if(text.begin(), text.end(), is); };
  const auto letter_or_digit = [](char32_t c) { return is_letter(c) || is_digit(c); };
  const std::u32string printed = from_utf8(kind.first);
  std::u32string standard = from_utf8(kind.second);
  if (const size_t open = standard.find(U'['), close = standard.find(U']'); open != std::u32string::npos && close != std::u32string::npos && close > open && close - open <= 6) standard.erase(open, close - open + 1);
  if (count(standard, letter_or_digit) > 0) return false;
  return count(printed, letter_or_digit) == 0 || (count(printed, is_han) >= 2 && count(printed, is_digit) == 0);
}

// Departures that many entries share leave the rows.
std::vector<ReferenceHabit> take_habits(std::vector<ReferenceRow>& rows) {
  constexpr size_t kFewest = 3, kShare = 10;   // one entry in so many
  std::map<std::pair<std::string, std::string>, size_t> entries;
  for (const ReferenceRow& row : rows) {
    std::set<std::pair<std::string, std::string>> kinds;
    for (const ReferenceDeparture& departure : row.departs_at) kinds.insert(kind_of(departure));
    for (const std::pair<std::string, std::string>& kind : kinds) ++entries[kind];
  }
  std::vector<ReferenceHabit> out;
  for (const auto& [kind, n] : entries)
    if (n >= kFewest && n * kShare >= rows.size() && may_be_habit(kind)) out.push_back({kind.first, kind.second, n});
  std::stable_sort(out.begin(), out.end(), [](const ReferenceHabit& a, const ReferenceHabit& b) { return a.entries > b.entries; });
  const auto is_habit = [&](const ReferenceDeparture& departure) {
    const std::pair<std::string, std::string> kind = kind_of(departure);
    return std::any_of(out.begin(), out.end(), [&](const ReferenceHabit& habit) { return habit.printed == kind.first && habit.standard == kind.second; });
  };
  for (ReferenceRow& row : rows) std::erase_if(row.departs_at, is_habit);
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
  for (const Departure& departure : departures(std::u32string_view(reference.raw).substr(0, end_of_first_form(reference)), standard))
    row.departs_at.push_back({departure.printed.begin, slice(reference.raw, departure.printed), slice(standard, departure.standard)});
  const FailedChecks failed = failed_checks(reference);
  for (size_t check = 0; check < failed.times.size(); ++check)
    if (failed.times[check] > 0) row.fails.emplace_back(sentence_of(static_cast<RefCheck>(check)));
  return row;
}

}  // namespace

ReferenceAccount account_of_references(const Article& article, GbtEdition edition) {
  ReferenceAccount out;
  for (const ReferenceEntry& entry : article.references) {
    out.rows.push_back(row_of(entry.id, entry.reference, entry.same, edition));
    out.rows.back().number = entry.number;
  }
  out.habits = take_habits(out.rows);
  for (const NoteReference& cited : article.note_references) {
    out.rows.push_back(row_of(cited.id, cited.reference, cited.same, edition));
    ReferenceRow& row = out.rows.back();
    row.note = article.notes[cited.note].id;
    // A note of the humanities is a sentence of its own form; what it says once more, or only in part, fails by design.
    if (cited.reference.mark.empty()) row.departs_at.clear();
    if (!cited.same.id.empty()) row.fails.clear();
  }
  return out;
}

}  // namespace jiaokan
