#include "reconcile/evidence_callouts.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "lang/fold.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr uint32_t kLargest = 400;       // a larger number in brackets is a year or a page
constexpr uint32_t kSentence = 80;       // characters before a callout that speak of the work
constexpr uint32_t kRare = 12;           // a pair of characters more frequent than this is the document's own subject
constexpr size_t kFewest = 3;            // entries that make a list

// The number in "[12]" at `at` of folded text, one of its brackets lost or misread (12] and [12"); 0 when there is none.
uint32_t label_at(std::u32string_view text, size_t at) {
  const bool open = at < text.size() && text[at] == U'[';
  uint32_t value = 0;
  const size_t from = at + (open ? 1 : 0);
  size_t i = from;
  while (i < text.size() && is_ascii_digit(text[i]) && i < from + 3) value = value * 10 + static_cast<uint32_t>(text[i++] - U'0');
  if (i == from || i >= text.size() || is_ascii_digit(text[i])) return 0;
  const bool closed = text[i] == U']';
  return (open && (closed || !is_letter(text[i]))) || closed ? value : 0;
}

// A stretch of the draft with brackets around what is raised.
std::u32string dressed(const Draft& draft, Span span) {
  std::u32string out;
  for (uint32_t i = span.begin; i < span.end; ++i) {
    if (draft.raised[i] && (i == span.begin || !draft.raised[i - 1])) out.push_back(U'[');
    out.push_back(draft.folded[i]);
    if (draft.raised[i] && (i + 1 == span.end || !draft.raised[i + 1])) out.push_back(U']');
  }
  return out;
}

// Citations that come before the number one smaller was cited for the first time.
int out_of_order(const std::vector<uint32_t>& numbers) {
  int count = 0;
  uint32_t largest = 0;
  for (const uint32_t n : numbers) {
    if (n <= largest) continue;
    if (n != largest + 1) ++count;
    largest = n;
  }
  return count;
}

}  // namespace

std::vector<Callout> callouts_in(std::u32string_view text) {
  std::vector<Callout> out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != U'[') continue;
    Callout callout;
    callout.begin = static_cast<uint32_t>(i);
    uint32_t value = 0, from = 0;
    bool digits = false, good = false;
    size_t k = i + 1;
    for (; k < text.size() && k < i + 24; ++k) {
      const char32_t c = text[k];
      if (is_ascii_digit(c)) {
        value = value * 10 + static_cast<uint32_t>(c - U'0');
        digits = true;
        if (value > kLargest) break;
        continue;
      }
      if (c == U' ') continue;
      if (!digits) break;
      if (from != 0) {
        for (uint32_t n = from + 1; n <= value; ++n) callout.numbers.push_back(n);
      } else {
        callout.numbers.push_back(value);
      }
      from = c == U'-' || c == U'~' ? value : 0;
      value = 0;
      digits = false;
      if (c == U']') {
        good = true;
        break;
      }
      if (c != U'-' && c != U'~' && c != U',' && c != U'、' && c != U'.') break;
    }
    if (!good) continue;
    callout.end = static_cast<uint32_t>(k) + 1;
    out.push_back(std::move(callout));
    i = k;
  }
  return out;
}

std::vector<Callout> callouts_of(const Draft& draft) {
  std::vector<Callout> out = callouts_in(draft.folded);
  const auto size = static_cast<uint32_t>(draft.folded.size());
  for (uint32_t i = 0; i < size; ++i) {
    if (!draft.raised[i]) continue;
    uint32_t end = i;
    while (end < size && draft.raised[end]) ++end;
    for (Callout& callout : callouts_in(dressed(draft, {i, end}))) out.push_back({i, end, std::move(callout.numbers)});
    i = end;
  }
  std::stable_sort(out.begin(), out.end(), [](const Callout& a, const Callout& b) { return a.begin < b.begin; });
  return out;
}

std::vector<Span> numbered_list(const Draft& draft) {
  // The last run of lines that count up from 1 is the list; a few labels may be misread.
  constexpr uint32_t kMissed = 3;
  const std::u32string_view text = draft.folded;
  std::vector<uint32_t> begins;
  for (const uint32_t line : draft.lines) {
    size_t at = line;
    if (at + 1 < text.size() && (text[at] == U'-' || text[at] == U'*')) ++at;
    while (at < text.size() && text[at] == U' ') ++at;
    const uint32_t number = label_at(text, at);
    if (number == 0) continue;
    if (number == 1 && begins.size() < kFewest) begins.assign(1, line);
    else if (!begins.empty() && number > begins.size() && number <= begins.size() + kMissed) begins.resize(number, line);
  }
  std::vector<Span> out;
  if (begins.size() < kFewest) return out;
  for (size_t i = 0; i < begins.size(); ++i) {
    const uint32_t end = i + 1 < begins.size() ? begins[i + 1] : std::min<uint32_t>(begins[i] + 300, static_cast<uint32_t>(text.size()));
    out.push_back({begins[i], end});
  }
  return out;
}

CalloutEvidence::CalloutEvidence(const Collation& collation, const Starts& starts, const Draft& draft, const DocumentModel& document)
    : collation_(collation), starts_(starts), draft_(draft), document_(document), entries_(numbered_list(draft)) {
  callouts_ = callouts_of(draft);
  if (!entries_.empty()) {
    const uint32_t begin = entries_.front().begin, end = entries_.back().end;
    std::erase_if(callouts_, [begin, end](const Callout& c) { return c.begin >= begin && c.begin < end; });
  }
  std::vector<uint32_t> numbers;
  for (const Callout& callout : callouts_) numbers.insert(numbers.end(), callout.numbers.begin(), callout.numbers.end());
  const std::set<uint32_t> distinct(numbers.begin(), numbers.end());
  if (distinct.size() >= kFewest) orderly_ = std::max(0.0, 1 - 3.0 * out_of_order(numbers) / static_cast<double>(distinct.size()));
}

double CalloutEvidence::shared_words(std::u32string_view sentence, uint32_t number) const {
  const Span entry = entries_[number - 1];
  const std::u32string_view work = std::u32string_view(draft_.folded).substr(entry.begin, entry.size());
  std::set<std::u32string_view> seen;
  double shared = 0;
  for (size_t i = 0; i + 2 <= sentence.size(); ++i) {
    const std::u32string_view pair = sentence.substr(i, 2);
    if (!is_han(pair[0]) || !is_han(pair[1]) || work.find(pair) == std::u32string_view::npos || !seen.insert(pair).second) continue;
    if (document_.count(pair) <= kRare) ++shared;
  }
  return std::log1p(shared);
}

void CalloutEvidence::measure(const Locus& locus, size_t index, std::vector<Values>& values) const {
  constexpr uint32_t kBracket = 14;
  if (locus.cls == LocusClass::block) return;
  for (const Reading& reading : locus.readings) {
    if (reading.text.size() > kBracket) return;
  }
  const Span span = draft_.loci[index];
  if (!entries_.empty() && span.begin >= entries_.front().begin && span.begin < entries_.back().end) return;
  const std::u32string_view text = draft_.folded;
  const uint32_t begin = span.begin - std::min(span.begin, kBracket);
  const uint32_t end = std::min<uint32_t>(static_cast<uint32_t>(text.size()), span.end + kBracket);

  // The callouts that the reading is part of.
  std::vector<std::vector<uint32_t>> numbers(locus.readings.size());
  bool any = false;
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    std::u32string around = dressed(draft_, {begin, span.begin});
    const size_t from = around.size();
    const bool raised = is_raised(collation_, starts_, locus, locus.readings[r]);
    around += (raised ? U"[" : U"") + folded(locus.readings[r].text) + (raised ? U"]" : U"");
    const size_t to = around.size();
    around += dressed(draft_, {span.end, end});
    for (const Callout& callout : callouts_in(around)) {
      const bool touches = callout.begin < to && callout.end > from;
      const bool around_gap = from == to && callout.begin < from && callout.end > from;
      if (touches || around_gap) numbers[r].insert(numbers[r].end(), callout.numbers.begin(), callout.numbers.end());
    }
    any = any || !numbers[r].empty();
  }
  if (!any) return;

  std::vector<uint32_t> before, after;
  for (const Callout& callout : callouts_) {
    if (callout.end <= span.begin) before.insert(before.end(), callout.numbers.begin(), callout.numbers.end());
    if (callout.begin >= span.end) after.insert(after.end(), callout.numbers.begin(), callout.numbers.end());
  }
  const uint32_t sentence_from = span.begin - std::min(span.begin, kSentence);
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    double missing = 0, words = 0;
    for (const uint32_t n : numbers[r]) {
      if (entries_.empty()) break;
      if (n == 0 || n > entries_.size()) ++missing;
      else words = std::max(words, shared_words(text.substr(sentence_from, span.begin - sentence_from), n));
    }
    values[r][TermId::callout] = numbers[r].empty() ? 0 : 1;
    values[r][TermId::listed] = -std::min(2.0, missing);
    values[r][TermId::title_words] = words;
    std::vector<uint32_t> sequence = before;
    sequence.insert(sequence.end(), numbers[r].begin(), numbers[r].end());
    sequence.insert(sequence.end(), after.begin(), after.end());
    values[r][TermId::order] = -std::min(3.0, orderly_ * orderly_ * out_of_order(sequence));
  }
  // What all readings share is no evidence.
  double most = 0;
  for (size_t r = 0; r < values.size(); ++r) most = r == 0 ? values[r][TermId::order] : std::max(most, values[r][TermId::order]);
  for (Values& row : values) row[TermId::order] -= most;
}

}  // namespace jiaokan
