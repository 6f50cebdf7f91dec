// Where print pages begin, as far as one version shows it.
//
// Certain: a form feed; furniture between two lines. Likely: in hard lines, the one leading space with which a text frame
// begins where other lines have none; in whole paragraphs, one that stops inside a sentence and goes on in the next.
#include <algorithm>

#include "clean/rules.h"
#include "lang/labels.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

bool stops_inside_sentence(const Witness& witness, Span block) {
  uint32_t i = block.end;
  while (i > block.begin && (!in_stream(witness.role[i - 1]) || is_space(witness.chars[i - 1]))) --i;
  if (i == block.begin) return false;
  char32_t last = witness.chars[i - 1];
  // A raised number may follow the sentence's end.
  while (i > block.begin && (is_closing(witness.chars[i - 1]) || is_digit(witness.chars[i - 1]) || is_opening(witness.chars[i - 1]) ||
                             witness.role[i - 1] == Role::markup)) {
    --i;
    if (i > block.begin) last = witness.chars[i - 1];
  }
  return !is_sentence_end(last) && last != U'：' && last != U':';
}

float ink_width(const Witness& witness, Span span) {
  float width = 0;
  for (uint32_t i = span.begin; i < span.end; ++i)
    if (in_stream(witness.role[i])) width += is_cjk(witness.chars[i]) ? 1 : 0.5F;
  return width;
}

bool is_mostly_latin(std::u32string_view text) {
  size_t latin = 0, wide = 0;
  for (const char32_t c : text) {
    latin += is_latin_letter(c);
    wide += is_cjk(c);
  }
  return latin > 2 * wide;
}

void pages_of_hard_lines(Witness& witness, Lines& lines) {
  std::vector<Line>& all = lines.lines;
  for (size_t i = 1; i < all.size(); ++i) {
    if (all[i].furniture || !all[i - 1].furniture) continue;
    bool already = false;
    for (const PageStart& page : witness.pages) already |= page.at <= all[i].ink.begin && page.at + 200 > all[i].ink.begin;
    if (!already) witness.pages.push_back({all[i].ink.begin, "", 1});
  }
  // One leading space where hardly any line has one.
  size_t spaced = 0;
  for (const Line& line : all) spaced += line.indent > 0;
  if (spaced * 8 > all.size() || spaced == 0) return;
  for (size_t i = 1; i < all.size(); ++i) {
    const Line& line = all[i];
    if (line.furniture || line.indent <= 0 || line.indent > 0.6F || line.latin) continue;
    const Line& before = all[i - 1];
    const bool full = before.measure > 0 && before.width > before.measure - 3 && !before.furniture;
    const bool cut = full && stops_inside_sentence(witness, before.ink);
    witness.pages.push_back({line.ink.begin, "", cut ? 0.9F : full ? 0.7F : 0.6F});
  }
  std::stable_sort(witness.pages.begin(), witness.pages.end(), [](const PageStart& a, const PageStart& b) { return a.at < b.at; });
  // Pages hold about the same number of lines: a start much too soon after a surer one is none.
  std::vector<size_t> line_of;
  for (const PageStart& page : witness.pages) {
    size_t l = 0;
    while (l + 1 < all.size() && all[l + 1].ink.begin <= page.at) ++l;
    line_of.push_back(l);
  }
  std::vector<size_t> distances;
  for (size_t i = 1; i < line_of.size(); ++i) distances.push_back(line_of[i] - line_of[i - 1]);
  if (distances.size() < 3) return;
  std::nth_element(distances.begin(), distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2), distances.end());
  const size_t usual = distances[distances.size() / 2];
  for (size_t i = 0; i < witness.pages.size(); ++i) {
    const bool near_next = i + 1 < line_of.size() && line_of[i + 1] - line_of[i] < usual / 2 && witness.pages[i + 1].certainty > witness.pages[i].certainty;
    const bool near_last = i > 0 && line_of[i] - line_of[i - 1] < usual / 2 && witness.pages[i - 1].certainty >= witness.pages[i].certainty;
    if (near_next || near_last) witness.pages[i].certainty *= 0.4F;
  }
}

// 2.1 各组小鼠 $T$ 的时间和丢失情况, (2)历史元分析(meta-analysis，MA): a heading whole, from which nothing goes on. Formulas are long, whatever is
// printed; and a sentence that a page cuts seldom stops behind a bracket.
bool is_numbered_title(std::u32string_view text) {
  constexpr std::ptrdiff_t kLongest = 40;
  const HeadingLabel label = match_heading_label(text);
  const bool bracketed = label.scheme == Scheme::arabic_paren && is_closing(text.back());
  if (!(is_decimal(label.scheme) || bracketed) || label.content >= text.size() || !is_letter(text[label.content])) return false;
  int depth = 0;
  for (const char32_t c : text.substr(label.content)) {
    depth += is_opening(c) ? 1 : is_closing(c) ? -1 : 0;
    if (depth <= 0 && (c == U'，' || c == U'。' || c == U'；')) return false;
  }
  return std::count_if(text.begin(), text.end(), is_han) <= kLongest;
}

// "① 参见…", "6 「瀑流」…。": a note at a page's foot, from which no text goes on.
bool is_note_at_foot(const Witness& witness, const Block& block) {
  const std::u32string text = stream_text(witness, block.span);
  size_t i = std::min(text.find_first_not_of(U" \u3000"), text.size());
  if (i < text.size() && circled_value(text[i]) > 0) return true;
  const size_t digits = i;
  while (i < text.size() && i < digits + 2 && is_digit(text[i])) ++i;
  if (i == digits || i + 1 >= text.size() || !is_space(text[i])) return false;
  while (i < text.size() && is_space(text[i])) ++i;
  const char32_t last = text[text.find_last_not_of(U" \n\u3000")];
  return i < text.size() && (is_letter(text[i]) || is_opening(text[i])) && (is_sentence_end(last) || is_closing(last));
}

bool ends_bracketed(const Witness& witness, const Block& block) {
  const std::u32string text = stream_text(witness, block.span);
  const size_t last = text.find_last_not_of(U" \n\u3000");
  return last != std::u32string::npos && is_closing(text[last]);
}

// `known`: the format itself says where pages begin. Then a sentence that is cut goes on, but tells of no page.
void pages_of_paragraphs(Witness& witness, bool known) {
  for (size_t b = 0; b + 1 < witness.blocks.size(); ++b) {
    const Block& block = witness.blocks[b];
    size_t behind = b + 1;
    while (behind + 1 < witness.blocks.size() && is_note_at_foot(witness, witness.blocks[behind])) ++behind;
    Block& next = witness.blocks[behind];
    const auto running = [](const Block& x) { return x.kind == BlockKind::paragraph || x.kind == BlockKind::quotation; };
    if (!running(block) || !running(next)) continue;
    if (ink_width(witness, block.span) < 30 || !stops_inside_sentence(witness, block.span) || (ends_bracketed(witness, block) && is_note_at_foot(witness, block))) continue;
    // Keywords stop without a full stop.
    LabelMatch own;
    if (match_label(stream_text(witness, block.span).substr(0, 30), own) && own.kind != LabelKind::abstract && (own.colon || own.bracketed || own.kind == LabelKind::keywords)) continue;
    if (is_note_on_person(stream_text(witness, block.span).substr(0, 30))) continue;   // which stops without a full stop, too
    std::u32string start = stream_text(witness, next.span).substr(0, 60);
    start.erase(0, std::min(start.find_first_not_of(U" \u3000"), start.size()));
    if (start.empty()) continue;
    // Latin goes on with a small letter; from one script into the other nothing goes on.
    const bool latin_before = is_mostly_latin(stream_text(witness, block.span)), latin_after = is_mostly_latin(stream_text(witness, next.span));
    if (latin_before != latin_after || (latin_after && !(start[0] >= U'a' && start[0] <= U'z'))) continue;
    LabelMatch label;
    if (match_label(start, label) && (label.bracketed || label.colon || label.kind == LabelKind::abstract || label.kind == LabelKind::keywords)) continue;
    // No caption goes on over a page, or begins behind one.
    if (is_caption(start) || is_caption(stream_text(witness, block.span).substr(0, 60))) continue;
    const HeadingLabel heading = match_heading_label(start);
    if (is_of_han_numerals(heading.scheme)) continue;
    if (is_numbered_title(stream_text(witness, block.span))) continue;
    // A short line with a number before it is a heading, whatever stopped above it.
    const bool numbered = heading.scheme == Scheme::decimal1 || heading.scheme == Scheme::arabic_paren || is_decimal(heading.scheme);
    if (numbered && heading.content < start.size() && is_letter(start[heading.content]) && ink_width(witness, next.span) < 45 && stops_inside_sentence(witness, next.span)) continue;
    if (behind == b + 1) next.starts = 0.15F;   // over notes the pieces are put together when these are out
    if (known) continue;
    next.page_break_before = true;
    uint32_t at = next.span.begin;
    while (at < next.span.end && !in_stream(witness.role[at])) ++at;
    witness.pages.push_back({at, "", 0.7F});
  }
  if (known) return;
  // A list set solid whose items part once: it went on over a page.
  const auto blanks_between = [&](uint32_t begin, uint32_t end) {
    uint32_t breaks = 0;
    for (uint32_t i = begin; i < end; ++i) breaks += witness.chars[i] == U'\n';
    return breaks;
  };
  for (size_t b = 2; b + 1 < witness.blocks.size(); ++b) {
    const auto item = [&](size_t k) { return witness.blocks[k].kind == BlockKind::list_item; };
    if (!item(b - 1) || !item(b) || !item(b - 2) || !item(b + 1)) continue;
    const uint32_t before = blanks_between(witness.blocks[b - 2].span.end, witness.blocks[b - 1].span.begin);
    const uint32_t here = blanks_between(witness.blocks[b - 1].span.end, witness.blocks[b].span.begin);
    const uint32_t after = blanks_between(witness.blocks[b].span.end, witness.blocks[b + 1].span.begin);
    if (before == 1 && here > 1 && after == 1) {
      uint32_t at = witness.blocks[b].span.begin;
      while (at < witness.blocks[b].span.end && !in_stream(witness.role[at])) ++at;
      witness.pages.push_back({at, "", 0.6F});
    }
  }
}

}  // namespace

void find_pages(Witness& witness, Lines& lines) {
  // Found once: what is there was read from the format or by an earlier cleaning.
  const bool cleaned_before = std::any_of(witness.pages.begin(), witness.pages.end(), [](const PageStart& p) { return p.certainty < 1; });
  if (cleaned_before) return;
  // Where the format knows how large its pages are, it knows where they begin.
  if (std::any_of(witness.pages.begin(), witness.pages.end(), [](const PageStart& page) { return page.width > 0; })) return;
  if (lines.hard_wrapped) pages_of_hard_lines(witness, lines);
  else pages_of_paragraphs(witness, std::any_of(lines.lines.begin(), lines.lines.end(), [](const Line& line) { return line.after_form_feed; }));
  std::stable_sort(witness.pages.begin(), witness.pages.end(), [](const PageStart& a, const PageStart& b) { return a.at < b.at; });
}

}  // namespace jiaokan
