// Callout candidates in whatever form: structure, which knows the reference list, confirms them.
#include <algorithm>

#include "clean/rules.h"
#include "lang/script.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

constexpr float kRaised = 0.8F;

// The raised stretches of a witness by where they begin: a block asks for its own, a form for one around it.
class Raised {
 public:
  explicit Raised(const std::vector<Mark>& marks) {
    for (const Mark& mark : marks)
      if (mark.kind == MarkKind::superscript) marks_.push_back(mark);
    std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
    for (const Mark& mark : marks_) farthest_.push_back(std::max(mark.span.end, farthest_.empty() ? 0 : farthest_.back()));
  }
  bool around(Span span) const {
    const size_t behind = first_from(span.begin + 1);
    return behind > 0 && farthest_[behind - 1] >= span.end;
  }
  size_t first_from(uint32_t begin) const {
    return static_cast<size_t>(std::lower_bound(marks_.begin(), marks_.end(), begin, [](const Mark& mark, uint32_t at) { return mark.span.begin < at; }) - marks_.begin());
  }
  const std::vector<Mark>& marks() const { return marks_; }

 private:
  std::vector<Mark> marks_;
  std::vector<uint32_t> farthest_;   // end of those up to here
};

bool is_number_list(std::u32string_view text) {
  return is_ascii_digit(text.front()) && is_ascii_digit(text.back()) && text.size() < 16 &&
         std::all_of(text.begin(), text.end(), [](char32_t c) { return is_ascii_digit(c) || std::u32string_view(U",，、-–—~～ ").find(c) != std::u32string_view::npos; });
}

}  // namespace

void find_callouts_and_notes(Witness& witness, Lines&) {
  std::erase_if(witness.marks, [](const Mark& mark) { return mark.kind == MarkKind::callout || mark.kind == MarkKind::note_mark; });
  const Raised raised(witness.marks);
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
      const bool before_stop = form.span.end < text.size() && std::u32string_view(U"。，；：、").find(text[form.span.end]) != std::u32string_view::npos;
      if (form.span.begin == 0 && !before_stop) continue;   // the label of an entry
      Mark mark{MarkKind::callout, {at[form.span.begin], at[form.span.end - 1] + 1}, form.certainty, ""};
      if (raised.around(mark.span)) mark.certainty = 1;
      witness.marks.push_back(mark);
    }
    // A raised number behind Chinese or a per cent sign: whatever it is, it is no digit of the sentence.
    for (size_t m = raised.first_from(block.span.begin + 1); m < raised.marks().size() && raised.marks()[m].span.begin <= block.span.end; ++m) {
      const Span span = raised.marks()[m].span;
      if (span.end > block.span.end) continue;
      const size_t first = static_cast<size_t>(std::lower_bound(at.begin(), at.end(), span.begin) - at.begin());
      const size_t last = static_cast<size_t>(std::lower_bound(at.begin(), at.end(), span.end) - at.begin());
      if (first == 0 || first >= last || !(is_cjk(text[first - 1]) || text[first - 1] == U'”' || text[first - 1] == U'%') || !is_number_list(std::u32string_view(text).substr(first, last - first))) continue;
      witness.marks.push_back({MarkKind::callout, span, kRaised, ""});
    }
    // What the format itself calls a note's number.
    for (size_t m = raised.first_from(block.span.begin); m < raised.marks().size() && raised.marks()[m].span.begin <= block.span.end; ++m)
      if (const Mark& mark = raised.marks()[m]; mark.value == "note" && mark.span.end <= block.span.end) witness.marks.push_back({MarkKind::note_mark, mark.span, 1, ""});
    for (size_t i = 1; i < text.size(); ++i)
      if (circled_value(text[i]) > 0) witness.marks.push_back({MarkKind::note_mark, {at[i], at[i] + 1}, 0.6F, ""});
  }
  std::stable_sort(witness.marks.begin(), witness.marks.end(), [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
}

}  // namespace jiaokan
