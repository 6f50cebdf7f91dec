#include "reconcile/evidence_references.h"

#include <algorithm>

#include "lang/script.h"
#include "refs/checks.h"
#include "refs/list_signs.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

constexpr size_t kLongestEntry = 600;    // characters; longer ones are no entries, or several
constexpr size_t kLongestReading = 40;   // of a locus; what is longer is a stretch out of place

// The text from `begin` on with a line end before each line, and the place in the draft of each of its characters.
struct Lines {
  std::u32string text;
  std::vector<uint32_t> at;
};

Lines lines_from(const Draft& draft, uint32_t begin) {
  Lines out;
  auto line = std::lower_bound(draft.lines.begin(), draft.lines.end(), begin);
  for (uint32_t i = begin; i < draft.chars.size(); ++i) {
    if (line != draft.lines.end() && *line == i) {
      if (i > begin) out.text.push_back(U'\n'), out.at.push_back(i);
      ++line;
    }
    out.text.push_back(draft.chars[i]);
    out.at.push_back(i);
  }
  return out;
}

// Where the list begins: behind the last line that heads one. kNone: there is none.
uint32_t list_begin(const Draft& draft) {
  constexpr uint32_t kHeading = 60;
  const std::u32string_view text = draft.chars;
  for (size_t l = draft.lines.size(); l-- > 0;) {
    const uint32_t begin = draft.lines[l], end = l + 1 < draft.lines.size() ? draft.lines[l + 1] : static_cast<uint32_t>(text.size());
    if (end - begin <= kHeading && is_reference_heading(text.substr(begin, end - begin))) return end;
  }
  return kNone;
}

// The number that an entry begins with; 0: none.
uint32_t label_number(std::u32string_view entry) {
  ListLabel label;
  uint32_t begin = 0;
  while (begin < entry.size() && (is_space(entry[begin]) || entry[begin] == U'*')) ++begin;
  return read_list_label(entry, begin, label) && !label.damaged ? label.number : 0;
}

}  // namespace

void ReferenceEvidence::find_entries(const Draft& draft) {
  draft_ = &draft;
  entries_.clear();
  labels_.clear();
  const uint32_t begin = list_begin(draft);
  if (begin == kNone || begin >= draft.chars.size()) return;
  const Lines lines = lines_from(draft, begin);
  for (uint32_t i = 0; i < lines.text.size(); ++i)
    if (i == 0 || lines.text[i - 1] == U'\n')
      if (const uint32_t number = label_number(std::u32string_view(lines.text).substr(i)); number != 0) labels_.push_back({lines.at[i], number});
  for (const ListEntry& entry : split_reference_list(lines.text)) {
    if (entry.span.empty()) continue;
    const uint32_t from = lines.at[entry.span.begin];
    uint32_t to = lines.at[entry.span.end - 1] + 1;
    // What the last entry has behind it begins a paragraph in every witness.
    if (to - from > kLongestEntry) {
      const auto next = std::upper_bound(draft.paragraphs.begin(), draft.paragraphs.end(), from);
      if (next != draft.paragraphs.end()) to = std::min(to, *next);
    }
    if (to - from <= kLongestEntry) entries_.push_back({from, to});
  }
}

std::u32string ReferenceEvidence::entry_with(Span entry, Span locus, std::u32string_view reading) const {
  std::u32string out;
  out.reserve(entry.size() + reading.size() + 8);
  auto line = std::upper_bound(draft_->lines.begin(), draft_->lines.end(), entry.begin);
  bool put = false;
  for (uint32_t i = entry.begin; i <= entry.end; ++i) {
    const bool begins = line != draft_->lines.end() && *line == i;
    if (begins) ++line;
    if (i == locus.begin && !put) {
      if (begins && i < entry.end) out.push_back(U'\n');
      out += reading;
      put = true;
      if (locus.empty()) {
        if (i < entry.end) out.push_back(draft_->chars[i]);
        continue;
      }
    }
    if (i == entry.end) break;
    if (i >= locus.begin && i < locus.end) continue;
    if (begins) out.push_back(U'\n');
    out.push_back(draft_->chars[i]);
  }
  return out;
}

ReferenceEvidence::Soundness ReferenceEvidence::soundness(const std::u32string& entry) {
  const auto [found, fresh] = heard_.try_emplace(entry);
  if (fresh) {
    const Reference reference = parse_reference(entry);
    const FailedChecks failed = failed_checks(reference);
    for (const uint8_t times : failed.times) found->second.checks -= times;
    found->second.reading = reading_of(reference);
  }
  return found->second;
}

// Whether an entry that begins there can have the number: the one before or behind it counts on. Where neither has one all fit.
bool ReferenceEvidence::fits(uint32_t entry, uint32_t number) const {
  const auto behind = std::upper_bound(labels_.begin(), labels_.end(), entry, [](uint32_t at, const Label& label) { return at < label.at; });
  auto before = std::lower_bound(labels_.begin(), labels_.end(), entry, [](const Label& label, uint32_t at) { return label.at < at; });
  const uint32_t last = before == labels_.begin() ? 0 : (--before)->number, next = behind == labels_.end() ? 0 : behind->number;
  return (last == 0 && next == 0) || number == last + 1 || (next != 0 && number + 1 == next);
}

void ReferenceEvidence::measure(const Locus& locus, size_t index, std::vector<Values>& values) {
  if (locus.cls == LocusClass::block) return;
  const Span span = draft_->loci[index];
  const auto behind = std::upper_bound(entries_.begin(), entries_.end(), span.begin, [](uint32_t at, Span entry) { return at < entry.begin; });
  if (behind == entries_.begin()) return;
  const Span entry = *std::prev(behind);
  if (span.end > entry.end) return;
  for (const Reading& reading : locus.readings)
    if (reading.text.size() > kLongestReading) return;
  double checks = -1e9, best = -1e9;
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    const std::u32string text = entry_with(entry, span, locus.readings[r].text);
    const Soundness sound = soundness(text);
    values[r][TermId::entry_checks] = sound.checks - (fits(entry.begin, label_number(text)) ? 0 : 1);
    values[r][TermId::entry_reading] = sound.reading;
    checks = std::max(checks, sound.checks);
    best = std::max(best, sound.reading);
  }
  for (Values& row : values) {
    row[TermId::entry_checks] = std::max(-3.0, row[TermId::entry_checks] - checks);
    row[TermId::entry_reading] = std::max(-3.0, row[TermId::entry_reading] - best);
  }
}

}  // namespace jiaokan
