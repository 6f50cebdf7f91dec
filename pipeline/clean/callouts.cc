// Callout candidates in whatever form: structure, which knows the reference list, confirms them.
#include <algorithm>

#include "clean/rules.h"
#include "lang/script.h"
#include "refs/refs.h"

namespace jiaokan {

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
    for (size_t i = 1; i < text.size(); ++i)
      if (circled_value(text[i]) > 0) witness.marks.push_back({MarkKind::note_mark, {at[i], at[i] + 1}, 0.6F, ""});
  }
  std::stable_sort(witness.marks.begin(), witness.marks.end(), [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
}

}  // namespace jiaokan
