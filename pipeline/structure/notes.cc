// Notes: blocks that begin with a circled number or stand in a list headed 注释, and the marks in the text that call them.
// Where numbering restarts on each page, the k-th mark ③ calls the k-th note ③.
#include <fmt/format.h>

#include <algorithm>

#include "lang/labels.h"
#include "lang/script.h"
#include "structure/draft.h"

namespace jiaokan {

namespace {

int number_of(std::u32string_view text) {
  size_t i = 0;
  while (i < text.size() && is_space(text[i])) ++i;
  return i < text.size() ? circled_value(text[i]) : 0;
}

}  // namespace

void find_notes(StructureDraft& d) {
  d.note_of_mark.assign(d.text.marks.size(), kNone);
  // A circled number that begins a block is a note only when some mark inside a block calls it.
  std::vector<int> called;
  for (const Mark& mark : d.text.marks) {
    if (mark.kind != MarkKind::note_mark) continue;
    called.push_back(circled_value(d.text.chars[mark.span.begin]));
  }
  if (called.empty()) return;
  std::vector<std::pair<int, size_t>> notes;   // number, index
  for (size_t b = 0; b < d.blocks(); ++b) {
    if (d.use[b] != Use::none) continue;
    LabelMatch label;
    if (match_label(d.block(b), label) && label.kind == LabelKind::notes && label.content >= d.block(b).size()) {
      d.use[b] = Use::notes_heading;
      d.leave(d.span(b), "label");
      continue;
    }
    const int number = number_of(d.block(b));
    if (number == 0 || std::find(called.begin(), called.end(), number) == called.end()) continue;
    d.use[b] = Use::note;
    const Span s = d.trimmed(d.span(b));
    Note note;
    note.id = fmt::format("fn-{}", d.article.notes.size() + 1);
    note.label = std::u32string(1, d.text.chars[s.begin]);
    note.label_span = {s.begin, s.begin + 1};
    notes.emplace_back(number, d.article.notes.size());
    d.article.notes.push_back(std::move(note));
    Part paragraph;
    paragraph.content = inlines(d, d.trimmed({s.begin + 1, s.end}));
    d.article.notes.back().parts.push_back(std::move(paragraph));
  }
  std::vector<size_t> used(64, 0);
  for (size_t m = 0; m < d.text.marks.size(); ++m) {
    const Mark& mark = d.text.marks[m];
    if (mark.kind != MarkKind::note_mark) continue;
    const int number = circled_value(d.text.chars[mark.span.begin]);
    // Marks at the head of a note are its label.
    size_t nth = 0;
    for (const auto& [value, index] : notes) {
      if (value != number || nth++ != used[static_cast<size_t>(number)]) continue;
      d.note_of_mark[m] = static_cast<uint32_t>(index);
      ++used[static_cast<size_t>(number)];
      break;
    }
  }
}

}  // namespace jiaokan
