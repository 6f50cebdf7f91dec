#include "structure/heading_rows.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "structure/draft.h"

namespace jiaokan {

HeadingRows::HeadingRows(const Text& text, const Collation& collation) : text_(text), collation_(collation) { survey(); }

std::array<uint32_t, 4> HeadingRows::above(const HeadingNumber& number) {
  std::array<uint32_t, 4> out = {number.depth, 0, 0, 0};
  for (uint32_t k = 0; k + 1 < number.depth; ++k) out[k + 1] = number.n[k];
  return out;
}

void HeadingRows::survey() {
  bool list = false;
  for (const Block& block : text_.blocks) {
    if (block.kind == BlockKind::table || block.kind == BlockKind::code || block.kind == BlockKind::formula) continue;
    const std::u32string_view text = view(block.span);
    const bool marked = block.kind == BlockKind::heading;
    LabelMatch label;
    if (match_label(text, label) && label.kind == LabelKind::references && label.content >= text.size()) list = true;
    else if (marked && block.level > 0) list = false;
    if (list) continue;
    HeadingNumber number;
    if (const uint32_t content = read_heading_number(text, number); content > 0) survey_heading(block, content, number);
    if (block.kind != BlockKind::paragraph) continue;
    for (uint32_t i = block.span.begin + 1; i + 8 < block.span.end; ++i) {   // inside a paragraph only what has a title counts
      const Span rest{i, block.span.end};
      const uint32_t inner = may_begin_heading(i) ? read_heading_number(view(rest), number) : 0;
      if (inner == 0 || number.depth < 2) continue;
      const uint32_t end = find_title_end(view(rest), inner, evidence_of(rest)).at;
      if (end > 0) rows_[above(number)].put(number, view(rest).substr(inner, end - inner));
    }
  }
  for (auto& [above, row] : rows_)
    if (row.titled == 0 && row.untitled > 1) title_alike(row);
}

void HeadingRows::survey_heading(const Block& block, uint32_t content, const HeadingNumber& number) {
  Row& row = rows_[above(number)];
  const std::u32string_view text = view(block.span);
  uint32_t end = static_cast<uint32_t>(text.size());
  if (block.kind == BlockKind::heading || is_whole_line(block.span)) row.whole.insert(number.n[number.depth - 1]);
  else end = number.depth > 1 ? find_title_end(text, content, evidence_of(block.span)).at : 0;
  if (end > 0) return row.put(number, text.substr(content, end - content));
  ++row.untitled;
  row.bare.emplace_back(block.span, number);
}

// A digit behind a sentence, or on a new line.
bool HeadingRows::may_begin_heading(uint32_t i) const {
  const char32_t before = text_.chars[i - 1];
  return is_digit(text_.chars[i]) && !is_digit(before) && (before == U'。' || before == U']' || before == U'］' || before == U'）' || gap_before(text_, collation_, i) == Gap::line);
}

// 对反刍动物生长性能的影响柑橘…, 对反刍动物产品品质的影响原因…: none is sure for itself, but all have titles that end alike.
void HeadingRows::title_alike(Row& row) const {
  std::vector<std::u32string_view> titles;
  for (const auto& [span, number] : row.bare) {
    TitleEvidence evidence = evidence_of(span);
    evidence.in_row = true;
    HeadingNumber again;
    const uint32_t content = read_heading_number(view(span), again);
    const uint32_t end = find_title_end(view(span), content, evidence).at;
    if (end < content + 4) return;
    titles.push_back(view(span).substr(content, end - content));
    if (titles.front().substr(titles.front().size() - 2) != titles.back().substr(titles.back().size() - 2)) return;
  }
  row.untitled = 0;
  for (size_t i = 0; i < titles.size(); ++i) row.put(row.bare[i].second, titles[i]);
}

bool HeadingRows::is_whole_line(Span s) const {
  const std::u32string text = without_formulas(text_, s);
  return text.size() <= kWholeLine && text.find_first_of(U"。；：;:") == std::u32string::npos;
}

// 2结果与分析2.1饲料…, 4结论综上所述，…: a word that heads a section, before the first of its parts or its text.
uint32_t HeadingRows::end_of_word(Span s, uint32_t content, const HeadingNumber& number) const {
  constexpr uint32_t kLongestWord = 6;
  const std::u32string_view text = view(s);
  for (uint32_t size = kLongestWord; size >= 2; --size) {
    const uint32_t end = content + size;
    if (end + 8 >= text.size() || !is_heading_word(text.substr(content, size))) continue;
    HeadingNumber below;
    const bool parted = read_heading_number(text.substr(end), below) > 0 && below.depth == number.depth + 1 && number.leads_to(below);
    return parted || find_title_end(text, content, evidence_of(s)).at == end ? end : 0;
  }
  return 0;
}

uint32_t HeadingRows::end_of_title(Span s, uint32_t content, const HeadingNumber& number) const {
  if (number.depth > 1) return end_of_run_in(s, content, number);
  if (const uint32_t end = end_of_word(s, content, number); end > 0) return end;
  // 2机体的应答机制动物机体应答…, where 1 and 3 stand on lines of their own and 2 does not.
  const auto row = rows_.find(above(number));
  const uint32_t n = number.n[0];
  return row != rows_.end() && n > 1 && row->second.whole.count(n - 1) > 0 && row->second.whole.count(n + 1) > 0 && row->second.whole.count(n) == 0 ? end_of_run_in(s, content, number) : 0;
}

// How often the article has these characters, up to three times.
uint32_t HeadingRows::times(std::u32string_view part) const {
  uint32_t found = 0;
  for (size_t at = text_.chars.find(part); at != std::u32string::npos && found < 3; at = text_.chars.find(part, at + 1)) ++found;
  return found;
}

TitleEvidence HeadingRows::evidence_of(Span s) const {
  TitleEvidence evidence;
  const auto formula_at = [this, s](uint32_t i, uint32_t around) {   // inside one, or so far from it
    const uint32_t at = s.begin + i;
    return std::any_of(text_.marks.begin(), text_.marks.end(), [&](const Mark& mark) { return mark.kind == MarkKind::formula && mark.span.begin < at + around && at < mark.span.end + around; });
  };
  evidence.formula = [formula_at](uint32_t i) { return formula_at(i, 0); };
  // Engines set formulas apart, whatever stands in print.
  evidence.spaced = [this, s, formula_at](uint32_t i) { return gap_before(text_, collation_, s.begin + i) != Gap::none && !formula_at(i, 3); };
  evidence.times = [this](std::u32string_view part) { return times(part); };
  return evidence;
}

// Where most of a row are paragraphs that show no title, one alone must be very sure to have one.
uint32_t HeadingRows::end_of_run_in(Span s, uint32_t content, const HeadingNumber& number) const {
  constexpr float kAlone = 4;
  TitleEvidence evidence = evidence_of(s);
  const auto found = rows_.find(above(number));
  if (found == rows_.end()) return find_title_end(view(s), content, evidence).at;
  const Row& row = found->second;
  const auto title = [&](uint32_t n) {
    const auto at = row.titles.find(n);
    return at == row.titles.end() ? std::u32string_view() : at->second;
  };
  const uint32_t last = number.n[number.depth - 1];
  evidence.before = title(last - 1);
  evidence.behind = title(last + 1);
  evidence.in_row = row.speaks_for() && s.size() > kWholeLine;
  evidence.sentences = row.sentences > 0;
  const TitleEnd end = find_title_end(view(s), content, evidence);
  return row.untitled <= row.titled * 2 || end.score >= kAlone ? end.at : 0;
}

}  // namespace jiaokan
