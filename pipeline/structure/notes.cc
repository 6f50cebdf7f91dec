// Notes: blocks that begin with a circled number or stand in a list headed 注释, and the marks in the text that call them (specification 19.3).
// Where numbering restarts on each page, a mark's note is the one of its number on its page, else the next of that number behind it.
// What a note says of another (同上, 同①, 前引[3]) leads there.
#include <fmt/format.h>

#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "refs/refs.h"
#include "structure/draft.h"

namespace jiaokan {

namespace {

struct NoteLabel {
  uint32_t number = 0;
  uint32_t size = 0;      // characters of the label
};

// "①", "(1)", "[1]", "1." and "1、" at the start of a block; number 0 when there is none.
NoteLabel label_of(std::u32string_view text) {
  if (text.empty()) return {};
  if (const int circled = circled_value(text[0]); circled > 0) return {static_cast<uint32_t>(circled), 1};
  uint32_t i = 0;
  const char32_t open = fold(text[0]);
  const bool bracketed = open == U'(' || open == U'[' || open == U'〔';
  if (bracketed) ++i;
  const uint32_t digits = i;
  uint32_t number = 0;
  while (i < text.size() && is_digit(text[i]) && i < digits + 3) number = number * 10 + (fold(text[i++]) - U'0');
  if (i == digits || i >= text.size() || number == 0) return {};
  const char32_t close = fold(text[i]);
  if (bracketed ? (close == U')' || close == U']' || close == U'〕') : (close == U'.' || close == U'、')) return {number, i + 1};
  return {};
}

// How a note names another work's note; what stands behind the words is its number.
struct BackReference {
  std::u32string_view words;
  bool numbered;             // else: the note before
};
constexpr BackReference kBackReferences[] = {
    {U"同前注", true}, {U"同上注", false}, {U"同上书", false}, {U"同上文", false}, {U"同上", false}, {U"同前引", true}, {U"同注", true}, {U"同", true},
    {U"前引", true},   {U"前注", true},    {U"参见注", true},  {U"見注", true},    {U"见注", true}, {U"Ibid.", false}, {U"ibid.", false},
};

class Notes {
 public:
  explicit Notes(StructureDraft& d) : d_(d) {}

  void run() {
    d_.note_of_mark.assign(d_.text.marks.size(), kNone);
    for (const Mark& mark : d_.text.marks)
      if (mark.kind == MarkKind::note_mark) called_.push_back(static_cast<uint32_t>(circled_value(d_.text.chars[mark.span.begin])));
    gather();
    if (found_.empty()) return;
    match_marks();
    if (d_.article.references.empty()) match_brackets();
    // From here on every note is known, so that one may name another.
    for (size_t n = 0; n < found_.size(); ++n) name_others(n);
    std::stable_sort(d_.citations.begin(), d_.citations.end(), [](const Citation& a, const Citation& b) { return a.span.begin < b.span.begin; });
    for (size_t n = 0; n < found_.size(); ++n)
      for (const Span s : found_[n].content) {
        Part paragraph;
        paragraph.content = inlines(d_, s);
        if (!paragraph.content.empty()) d_.article.notes[n].parts.push_back(std::move(paragraph));
      }
  }

 private:
  struct Found {
    uint32_t number = 0;
    uint32_t page = 0;
    Span label;
    std::vector<Span> content;
  };

  uint32_t page_of(uint32_t t) const {
    const auto after = std::upper_bound(d_.text.pages.begin(), d_.text.pages.end(), t, [](uint32_t at, const PageStart& p) { return at < p.at; });
    return static_cast<uint32_t>(after - d_.text.pages.begin());
  }

  bool is_called(uint32_t number) const { return std::find(called_.begin(), called_.end(), number) != called_.end(); }

  void gather() {
    bool in_list = false;
    for (size_t b = 0; b < d_.blocks(); ++b) {
      if (d_.use[b] != Use::none) {
        in_list = false;
        continue;
      }
      LabelMatch heading;
      if (match_label(d_.block(b), heading) && heading.kind == LabelKind::notes && heading.content >= d_.block(b).size() && has_note_below(b)) {
        d_.use[b] = Use::notes_heading;
        d_.leave(d_.span(b), "label");
        in_list = true;
        continue;
      }
      const Span s = d_.trimmed(d_.span(b));
      const NoteLabel label = label_of(d_.view(s));
      const bool circled = label.size == 1 && label.number > 0;
      // In a list every label goes on from the one before; elsewhere a circled number is a note only when a mark calls it.
      const bool goes_on = label.number > 0 && (found_.empty() || label.number == found_.back().number + 1 || label.number == 1);
      if (in_list ? !goes_on : !(circled && is_called(label.number))) {
        in_list = false;
        continue;
      }
      d_.use[b] = Use::note;
      Found note;
      note.number = label.number;
      note.page = page_of(s.begin);
      note.label = {s.begin, s.begin + label.size};
      note.content.push_back({note.label.end, s.end});
      Note out;
      out.id = fmt::format("fn-{}", d_.article.notes.size() + 1);
      out.label = d_.house(note.label);
      out.label_span = note.label;
      d_.article.notes.push_back(std::move(out));
      found_.push_back(std::move(note));
    }
  }

  bool has_note_below(size_t heading) const {
    return heading + 1 < d_.blocks() && d_.use[heading + 1] == Use::none && label_of(d_.view(d_.trimmed(d_.span(heading + 1)))).number == 1;
  }

  // The note of a number for a mark at t; `taken` notes have been called already, and numbers that recur call each only once.
  uint32_t note_for(uint32_t number, uint32_t t, const std::vector<bool>& taken) const {
    uint32_t same_page = kNone, behind = kNone, any = kNone;
    for (uint32_t n = 0; n < found_.size(); ++n) {
      if (found_[n].number != number) continue;
      if (any == kNone) any = n;
      if (taken[n]) continue;
      if (same_page == kNone && found_[n].page == page_of(t) && !d_.text.pages.empty()) same_page = n;
      if (behind == kNone && found_[n].label.begin > t) behind = n;
    }
    return same_page != kNone ? same_page : behind != kNone ? behind : any;
  }

  bool inside_note(uint32_t t) const {
    return std::any_of(found_.begin(), found_.end(), [&](const Found& note) { return note.label.begin <= t && t < note.content.back().end; });
  }

  void match_marks() {
    std::vector<bool> taken(found_.size(), false);
    for (size_t m = 0; m < d_.text.marks.size(); ++m) {
      const Mark& mark = d_.text.marks[m];
      if (mark.kind != MarkKind::note_mark || inside_note(mark.span.begin)) continue;
      const uint32_t note = note_for(static_cast<uint32_t>(circled_value(d_.text.chars[mark.span.begin])), mark.span.begin, taken);
      if (note == kNone) continue;
      d_.note_of_mark[m] = note;
      taken[note] = true;
    }
  }

  // Without a reference list, bracketed numbers call the notes.
  void match_brackets() {
    for (size_t b = 0; b < d_.blocks(); ++b) {
      if (d_.use[b] != Use::none) continue;
      const uint32_t base = d_.span(b).begin;
      for (const CalloutForm& form : find_callouts(d_.block(b))) {
        if (form.numbers.size() != 1) continue;
        const auto note = std::find_if(found_.begin(), found_.end(), [&](const Found& f) { return f.number == form.numbers[0] && f.label.size() > 1; });
        if (note == found_.end()) continue;
        d_.citations.push_back({{base + form.span.begin, base + form.span.end}, {static_cast<uint32_t>(note - found_.begin())}, {}, true, true});
      }
    }
  }

  // 同上 at the start of a note leads to the note before it, 同③ to the last one of that number before it.
  void name_others(size_t n) {
    const Span content = d_.trimmed(found_[n].content.front());
    const std::u32string_view text = d_.view(content);
    for (const BackReference& form : kBackReferences) {
      if (!text.starts_with(form.words)) continue;
      uint32_t end = static_cast<uint32_t>(form.words.size());
      uint32_t target = kNone;
      if (form.numbered) {
        while (end < text.size() && is_space(text[end])) ++end;
        NoteLabel label = label_of(text.substr(end));
        if (label.number == 0) {   // 前注3
          while (end + label.size < text.size() && is_digit(text[end + label.size]) && label.size < 3) label.number = label.number * 10 + (fold(text[end + label.size++]) - U'0');
          if (label.number == 0) continue;
        }
        end += label.size;
        for (size_t k = 0; k < n; ++k)
          if (found_[k].number == label.number) target = static_cast<uint32_t>(k);
      } else if (n > 0) {
        target = static_cast<uint32_t>(n - 1);
      }
      if (target == kNone) return;
      const Span span{content.begin, content.begin + end};
      std::erase_if(d_.citations, [&](const Citation& c) { return c.span.begin < span.end && span.begin < c.span.end; });
      d_.citations.push_back({span, {target}, {}, false, true});
      return;
    }
  }

  StructureDraft& d_;
  std::vector<uint32_t> called_;
  std::vector<Found> found_;
};

}  // namespace

void find_notes(StructureDraft& d) { Notes(d).run(); }

}  // namespace jiaokan
