// Callout candidates in whatever form: structure, which knows the reference list, confirms them.
#include <algorithm>

#include "clean/rules.h"
#include "lang/script.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

constexpr float kRaised = 0.8F;

bool is_number_list(std::u32string_view text) {
  return is_ascii_digit(text.front()) && is_ascii_digit(text.back()) && text.size() < 16 &&
         std::all_of(text.begin(), text.end(), [](char32_t c) { return is_ascii_digit(c) || std::u32string_view(U",，、-–—~～ ").find(c) != std::u32string_view::npos; });
}

}  // namespace

void find_callouts_and_notes(Witness& witness, Lines&) {
  std::erase_if(witness.marks, [](const Mark& mark) { return mark.kind == MarkKind::callout || mark.kind == MarkKind::note_mark; });
  const size_t given = witness.marks.size();
  for (const Block& block : witness.blocks) {
    if (block.kind == BlockKind::code || block.kind == BlockKind::formula) continue;
    // The stream of the block with its way back.
    std::u32string text;
    std::vector<uint32_t> at;
    for (uint32_t i = block.span.begin; i < block.span.end; ++i) {
      if (!in_stream(witness.role[i])) continue;
      text.push_back(witness.chars[i]);
      at.push_back(i);
    }
    for (const CalloutForm& form : find_callouts(text)) {
      if (form.span.begin == 0) continue;   // the label of an entry
      Mark mark{MarkKind::callout, {at[form.span.begin], at[form.span.end - 1] + 1}, form.certainty, ""};
      for (size_t m = 0; m < given; ++m)
        if (witness.marks[m].kind == MarkKind::superscript && witness.marks[m].span.begin <= mark.span.begin && mark.span.end <= witness.marks[m].span.end)
          mark.certainty = 1;
      witness.marks.push_back(mark);
    }
    // A raised number behind Chinese or a per cent sign: whatever it is, it is no digit of the sentence.
    for (size_t m = 0; m < given; ++m) {
      const Mark& raised = witness.marks[m];
      if (raised.kind != MarkKind::superscript || raised.span.begin <= block.span.begin || raised.span.end > block.span.end) continue;
      const size_t first = static_cast<size_t>(std::lower_bound(at.begin(), at.end(), raised.span.begin) - at.begin());
      const size_t last = static_cast<size_t>(std::lower_bound(at.begin(), at.end(), raised.span.end) - at.begin());
      if (first == 0 || first >= last || !(is_cjk(text[first - 1]) || text[first - 1] == U'”' || text[first - 1] == U'%') || !is_number_list(std::u32string_view(text).substr(first, last - first))) continue;
      witness.marks.push_back({MarkKind::callout, raised.span, kRaised, ""});
    }
    // What the format itself calls a note's number.
    for (size_t m = 0; m < given; ++m)
      if (const Mark raised = witness.marks[m]; raised.kind == MarkKind::superscript && raised.value == "note" && raised.span.begin >= block.span.begin && raised.span.end <= block.span.end)
        witness.marks.push_back({MarkKind::note_mark, raised.span, 1, ""});
    for (size_t i = 1; i < text.size(); ++i)
      if (circled_value(text[i]) > 0) witness.marks.push_back({MarkKind::note_mark, {at[i], at[i] + 1}, 0.6F, ""});
  }
  std::stable_sort(witness.marks.begin(), witness.marks.end(), [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
}

}  // namespace jiaokan
