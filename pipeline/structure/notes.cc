// Notes: blocks that begin with a circled number or stand in a list headed 注释, and the marks in the text that call them (specification 19.3).
// Where numbering restarts on each page, a mark's note is the one of its number on its page, else the next of that number behind it.
// The works that notes cite are references like those of a list; what only names another (同上, 前引[3]) leads there.
#include <fmt/format.h>

#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "refs/note_citations.h"
#include "refs/refs.h"
#include "structure/draft.h"
#include "structure/list_text.h"
#include "structure/table_notes.h"

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

// "2賀照明": of a block that is a note, its bare number.
NoteLabel bare_label_of(std::u32string_view text) {
  uint32_t i = 0, number = 0;
  while (i < text.size() && i < 3 && is_digit(text[i])) number = number * 10 + (fold(text[i++]) - U'0');
  return i == 0 || number == 0 || i >= text.size() || is_digit(text[i]) ? NoteLabel{} : NoteLabel{number, i};
}

class Notes {
 public:
  explicit Notes(StructureDraft& d) : d_(d) {}

  void run() {
    d_.note_of_mark.assign(d_.text.marks.size(), kNone);
    for (const Mark& mark : d_.text.marks)
      if (mark.kind == MarkKind::note_mark) called_.push_back(number_of(mark));
    gather();
    if (found_.empty()) return resolve_pointers(d_);
    match_marks();
    match_brackets();
    match_bare();
    // From here on every note is known, so that one may name another.
    for (uint32_t n = 0; n < found_.size(); ++n) read_citations(n);
    resolve_pointers(d_);
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

  // ③, or the [3] of a format that says what it is.
  uint32_t number_of(const Mark& mark) const {
    if (const int circled = circled_value(d_.text.chars[mark.span.begin]); circled > 0) return static_cast<uint32_t>(circled);
    return label_of(d_.view(mark.span)).number;
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
      NoteLabel label = label_of(d_.view(s));
      if (label.number == 0 && d_.text.blocks[b].kind == BlockKind::note) label = bare_label_of(d_.view(s));
      if (in_list && label.number == 0 && !found_.empty() && !ends_sentence(found_.back().content.back())) {
        found_.back().content.push_back(s);   // the end of a note that a page has broken
        d_.use[b] = Use::note;
        continue;
      }
      // In a list every label goes on from the one before; elsewhere a number is a note only where the page or a mark says so.
      const bool goes_on = label.number > 0 && (found_.empty() || label.number == found_.back().number + 1 || label.number == 1);
      const bool set_apart = d_.text.blocks[b].kind == BlockKind::note && label.number > 0;
      const bool called = label.size == 1 && is_called(label.number);
      if (in_list ? !goes_on : !(set_apart || called) || of_table(b, s.begin)) {
        in_list = false;
        continue;
      }
      d_.use[b] = Use::note;
      if (!in_list || !several(b)) put(label.number, {s.begin, s.begin + label.size}, {s.begin + label.size, s.end});
    }
  }

  // ① under a table that has ① in its cells; and in these cells.
  bool of_table(size_t b, uint32_t t) const {
    const auto is_table = [&](size_t block) { return d_.text.blocks[block].kind == BlockKind::table; };
    size_t table = b;
    while (table > 0 && !is_table(table)) --table;
    const char32_t mark = d_.text.chars[t];
    if (!is_table(table) || circled_value(mark) == 0 || d_.block(table).find(mark) == std::u32string_view::npos) return false;
    if (table == b) return explained_below(d_, table, mark);
    for (size_t below = table + 1; below <= b; ++below)
      if (const std::u32string_view text = d_.view(d_.trimmed(d_.span(below))); text.empty() || !(opens_table_notes(text) || circled_value(text[0]) > 0)) return false;
    return true;
  }

  // A list of notes that stands in one block, each on a line of its own or behind the other.
  bool several(size_t b) {
    ListText list;
    list.add(d_, d_.span(b));
    const std::vector<ListEntry> entries = split_reference_list(list.chars);
    if (entries.size() < 2 || std::any_of(entries.begin(), entries.end(), [](const ListEntry& e) { return e.number == 0 || e.label.empty(); })) return false;
    for (const ListEntry& entry : entries) put(entry.number, {list.at[entry.label.begin], list.at[entry.label.end - 1] + 1}, {list.at[entry.label.end - 1] + 1, list.at[entry.span.end - 1] + 1});
    return true;
  }

  void put(uint32_t number, Span label, Span content) {
    Found note;
    note.number = number;
    note.page = d_.page_of(label.begin);
    note.label = d_.trimmed(label);
    note.content.push_back(content);
    Note out;
    out.id = fmt::format("fn-{}", d_.article.notes.size() + 1);
    out.label = d_.house(note.label);
    out.label_span = note.label;
    d_.article.notes.push_back(std::move(out));
    found_.push_back(std::move(note));
  }

  bool ends_sentence(Span s) const {
    const std::u32string_view text = d_.view(d_.trimmed(s));
    return text.empty() || is_sentence_end(text.back()) || (is_closing(text.back()) && text.size() > 1 && is_sentence_end(text[text.size() - 2]));
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
      if (same_page == kNone && found_[n].page == d_.page_of(t) && !d_.text.pages.empty()) same_page = n;
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
      if (of_table(block_at(d_.text, mark.span.begin), mark.span.begin)) continue;
      const uint32_t note = note_for(number_of(mark), mark.span.begin, taken);
      if (note == kNone) continue;
      d_.note_of_mark[m] = note;
      taken[note] = true;
    }
  }

  // Bracketed numbers call notes that have such labels, where no reference list has taken them.
  void match_brackets() {
    // The works of a list without numbers are called by their authors.
    const bool numbered = std::any_of(d_.article.references.begin(), d_.article.references.end(), [](const ReferenceEntry& entry) { return entry.number > 0; });
    if (numbered && !d_.citations.empty()) return;
    std::vector<bool> taken(found_.size(), false);
    for (size_t b = 0; b < d_.blocks(); ++b) {
      if (d_.use[b] != Use::none) continue;
      const uint32_t base = d_.span(b).begin;
      for (const CalloutForm& form : find_callouts(d_.block(b))) {
        Citation call{{base + form.span.begin, base + form.span.end}, {}, {}, true, true};
        if (d_.calls_note(call.span.begin)) continue;
        for (const uint32_t number : form.numbers) {
          const uint32_t note = note_for(number, call.span.begin, taken);
          if (note == kNone || circled_value(d_.text.chars[found_[note].label.begin]) > 0) continue;
          taken[note] = true;
          call.targets.push_back(note);
        }
        if (!call.targets.empty() && call.targets.size() == form.numbers.size()) d_.citations.push_back(std::move(call));
      }
    }
  }

  // 流通1。: a note's bare number, glued to the text above it; where another number of the kind stands there too, nobody knows.
  void match_bare() {
    for (uint32_t n = 0; n < found_.size(); ++n) {
      const Found& note = found_[n];
      const std::u32string_view label = d_.view(note.label);
      if (!std::all_of(label.begin(), label.end(), is_digit) || std::any_of(d_.citations.begin(), d_.citations.end(), [&](const Citation& c) { return c.to_note && c.targets.front() == n; })) continue;
      const uint32_t page = d_.text.pages.empty() || note.page == 0 ? 0 : d_.text.pages[note.page - 1].at;
      const uint32_t begin = std::max(page, n == 0 ? 0 : last_call(n - 1));
      uint32_t found = kNone, many = 0;
      for (uint32_t t = std::max<uint32_t>(begin, 1); t + label.size() < note.label.begin; ++t) {
        if (d_.text.chars.compare(t, label.size(), label) != 0 || !is_bare_call(t, static_cast<uint32_t>(label.size()))) continue;
        found = t;
        ++many;
      }
      if (many == 1) d_.citations.push_back({{found, found + static_cast<uint32_t>(label.size())}, {n}, {}, true, true});
    }
    std::stable_sort(d_.citations.begin(), d_.citations.end(), [](const Citation& a, const Citation& b) { return a.span.begin < b.span.begin; });
  }

  // Where the note is called.
  uint32_t last_call(uint32_t n) const {
    for (const Citation& c : d_.citations)
      if (c.to_note && c.targets.front() == n) return c.span.end;
    return 0;
  }

  bool is_bare_call(uint32_t t, uint32_t size) const {
    const size_t b = block_at(d_.text, t);
    if (d_.use[b] != Use::none || d_.text.blocks[b].kind == BlockKind::table || d_.text.blocks[b].kind == BlockKind::note) return false;
    const char32_t left = d_.text.chars[t - 1], right = d_.text.chars[t + size];
    if (std::u32string_view(U"第表图圖式版卷期章").find(left) != std::u32string_view::npos) return false;
    const bool mark_left = is_closing(left) || is_sentence_end(left), mark_right = is_closing(right) || is_sentence_end(right) || std::u32string_view(U"，、；：,;").find(right) != std::u32string_view::npos;
    return (is_han(left) && mark_right) || (mark_left && (is_han(right) || mark_right));
  }

  // The works that a note cites, each parsed like an entry of the list.
  void read_citations(uint32_t n) {
    uint32_t count = 0;
    for (const Span s : found_[n].content)
      for (NoteCitation& citation : find_note_citations(d_.view(s))) {
        NoteReference out;
        out.id = fmt::format("fn-{}-ref-{}", n + 1, ++count);
        out.note = n;
        out.span = {s.begin + citation.span.begin, s.begin + citation.span.end};
        out.reference = std::move(citation.reference);
        // An entry of the standard's form keeps its signs as in a list; one that is a sentence has those of the text.
        const std::u32string shown = d_.styled.substr(out.span.begin, out.span.size());
        const bool sentence = out.reference.mark.empty() && std::any_of(shown.begin(), shown.end(), is_han);
        if (!sentence) d_.styled.replace(out.span.begin, out.span.size(), d_.text.chars, out.span.begin, out.span.size());
        else if (shown != out.reference.raw) out.reference = parse_reference(shown);
        std::erase_if(d_.citations, [&](const Citation& c) { return c.span.begin < out.span.end && out.span.begin < c.span.end; });
        d_.article.note_references.push_back(std::move(out));
      }
  }

  StructureDraft& d_;
  std::vector<uint32_t> called_;
  std::vector<Found> found_;
};

}  // namespace

void find_notes(StructureDraft& d) { Notes(d).run(); }

}  // namespace jiaokan
