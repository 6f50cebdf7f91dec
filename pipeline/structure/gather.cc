#include "structure/gather.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "structure/item_starts.h"

namespace jiaokan {

namespace {

constexpr size_t kLongestItem = 260, kMeanItem = 130;   // characters: what is longer is prose that counts its points
constexpr size_t kBetween = 6;                          // parts that may stand between two items

enum class LabelForm : uint8_t { none, paren, half_paren, dot, colon, plain, square, circled, letter, bullet };

struct ItemLabel {
  LabelForm form = LabelForm::none;
  uint32_t number = 0;     // 1 of (1), ① and a); 0 of a bullet
  uint32_t content = 0;    // where the item's text begins
  char32_t sign = 0;       // of a bullet
};

ItemLabel label_of(std::u32string_view text) {
  if (text.size() < 3) return {};
  const HeadingLabel label = match_heading_label(text);
  if (label.scheme == Scheme::arabic_paren && label.content < text.size()) return {fold(text[0]) == U'(' ? LabelForm::paren : LabelForm::half_paren, label.number, label.content, 0};
  if (label.scheme == Scheme::arabic_dot && label.content < text.size() && !is_digit(text[label.content])) return {LabelForm::dot, label.number, label.content, 0};
  if (label.scheme == Scheme::circled && label.content < text.size()) return {LabelForm::circled, label.number, label.content, 0};
  const ItemNumber item = read_item_number(text);   // 1: and 1 begin what is printed in lines
  if (item.form == ItemForm::colon || item.form == ItemForm::plain) return {item.form == ItemForm::colon ? LabelForm::colon : LabelForm::plain, item.number, item.content, 0};
  const char32_t first = fold(text[0]);
  if (first == U'[' && is_digit(text[1])) {   // [1] of data; one that is a citation is no text here
    uint32_t end = 1, number = 0;
    while (end < text.size() && is_digit(text[end]) && end < 4) number = number * 10 + (fold(text[end++]) - U'0');
    return end + 1 < text.size() && fold(text[end]) == U']' ? ItemLabel{LabelForm::square, number, end + 1, 0} : ItemLabel{};
  }
  if (first >= U'a' && first <= U'z' && fold(text[1]) == U')') return {LabelForm::letter, static_cast<uint32_t>(first - U'a' + 1), 2, 0};
  if (std::u32string_view(U"·•●■□◆▪▶➢✓-").find(text[0]) == std::u32string_view::npos) return {};
  uint32_t content = 1;
  while (content < text.size() && is_space(text[content])) ++content;
  const bool word = content < text.size() && (is_letter(text[content]) || is_opening(text[content]));   // -0.01 is a number
  return word ? ItemLabel{LabelForm::bullet, 0, content, text[0]} : ItemLabel{};
}

bool goes_on(const ItemLabel& first, const ItemLabel& second) {
  if (first.form != second.form) return false;
  // Lines of an algorithm whose number was not read go on with those that were.
  constexpr uint32_t kMostLost = 2;
  const uint32_t lost = first.number > 2 && (first.form == LabelForm::plain || first.form == LabelForm::colon) ? kMostLost : 0;
  return first.form == LabelForm::bullet ? first.sign == second.sign : second.number > first.number && second.number <= first.number + 1 + lost;
}

size_t size_of(const Inlines& inlines) {
  size_t out = 0;
  for (const Inline& item : inlines) out += item.text.size() + size_of(item.children);
  return out;
}

// The first inline that holds characters, when it is text; nullptr else.
Inline* first_text(Inlines& content) {
  for (Inline& item : content) {
    if (item.kind == InlineKind::text && !item.text.empty()) return &item;
    if (!is_milestone(item)) return nullptr;
  }
  return nullptr;
}

ItemLabel label_of(Part& part) {
  if (part.kind != PartKind::paragraph) return {};
  const Inline* text = first_text(part.content);
  if (text == nullptr) return {};
  // Behind the label a formula may follow at once: a) $n$ ….
  const bool more = &part.content.back() != text;
  return label_of(more && text->text.size() < 6 ? text->text + U"文文" : text->text);
}

// The next item behind i, over formulas and what explains them; 0: none.
size_t next_item(std::vector<Part>& parts, size_t i, const ItemLabel& label) {
  bool formula = false;
  for (size_t k = i + 1; k < parts.size() && k - i <= kBetween; ++k) {
    if (goes_on(label, label_of(parts[k]))) return k;
    if (parts[k].kind == PartKind::formula) formula = true;
    else if (parts[k].kind != PartKind::paragraph || !formula || label_of(parts[k]).form != LabelForm::none || size_of(parts[k].content) > kLongestItem) return 0;
  }
  return 0;
}

// The label parted from the item's text; the white space between them is layout.
Inlines take_label(Part& part, uint32_t content) {
  Inline& text = *first_text(part.content);
  uint32_t end = content;
  while (end > 0 && is_space(text.text[end - 1])) --end;
  Inline label;
  label.text = text.text.substr(0, end);
  if (!text.span.empty()) {
    label.span = {text.span.begin, text.span.begin + end};
    text.span.begin += content;
  }
  text.text.erase(0, content);
  return {label};
}

bool is_short(std::vector<Part>& parts, const std::vector<size_t>& items) {
  size_t sum = 0;
  for (const size_t i : items) {
    const size_t size = size_of(parts[i].content);
    if (size > kLongestItem) return false;
    sum += size;
  }
  return sum <= kMeanItem * items.size();
}

Part item_of(std::vector<Part>& parts, size_t begin, size_t end) {
  Part item;
  for (size_t k = begin; k < end; ++k) item.parts.push_back(std::move(parts[k]));
  return item;
}

// “…” that closes where the paragraph ends, but for a callout or where it is from.
bool is_quotation(const StructureDraft& d, const Part& part) {
  constexpr size_t kShortest = 12, kLongestSource = 30;
  if (part.kind != PartKind::paragraph) return false;
  std::u32string text;
  for (const Inline& item : part.content)
    if (item.kind != InlineKind::callout && item.kind != InlineKind::note_mark) text += item.text;
  if (text.size() < kShortest || text.front() != U'“' || d.article.lang == "en") return false;
  uint32_t depth = 0;
  size_t close = 0;
  for (size_t i = 0; i < text.size() && close == 0; ++i) {
    depth += text[i] == U'“';
    if (text[i] == U'”' && --depth == 0) close = i;
  }
  if (close == 0) return false;
  const std::u32string_view behind = std::u32string_view(text).substr(close + 1);
  if (behind.empty() || behind == U"。" || behind == U"。 ") return true;
  const bool source = fold(behind.front()) == U'(' && behind.size() <= kLongestSource;
  return source && behind.find_first_of(U"）)") + 2 >= behind.size();
}

bool announces(const Part& part) {
  if (part.kind != PartKind::paragraph) return false;
  for (auto item = part.content.rbegin(); item != part.content.rend(); ++item)
    if (!item->text.empty()) return fold(item->text.back()) == U':';
  return false;
}

// …《沔阳州志》载：, 他写道：: the last words before the colon say that somebody else speaks.
bool announces_speech(const Part& part) {
  constexpr std::u32string_view kVerbs[] = {U"载", U"曰", U"云", U"记", U"称", U"说", U"言", U"谓", U"写道", U"记述", U"记录", U"回忆", U"指出", U"规定", U"记载", U"描述", U"述", U"说道", U"引", U"评"};
  if (!announces(part)) return false;
  std::u32string text;
  for (const Inline& item : part.content)
    if (item.kind != InlineKind::callout && item.kind != InlineKind::note_mark) text += item.text;
  while (!text.empty() && (fold(text.back()) == U':' || is_space(text.back()))) text.pop_back();
  return std::any_of(std::begin(kVerbs), std::end(kVerbs), [&](std::u32string_view verb) { return text.ends_with(verb); });
}

// A passage in Han without a number, a formula or quotation marks around it, whose source is called behind its last full stop.
bool is_cited_passage(const Part& part) {
  constexpr size_t kShortest = 25, kLongest = 600;
  if (part.kind != PartKind::paragraph || part.content.size() < 2) return false;
  const InlineKind last = part.content.back().kind;
  if (last != InlineKind::callout && last != InlineKind::note_mark) return false;
  std::u32string text;
  for (const Inline& item : part.content) {
    if (item.kind == InlineKind::formula || item.kind == InlineKind::image) return false;
    if (&item != &part.content.back() && (item.kind == InlineKind::callout || item.kind == InlineKind::note_mark)) return false;
    if (item.kind == InlineKind::text) text += item.text;
  }
  return text.size() >= kShortest && text.size() <= kLongest && is_sentence_end(text.back()) && text.front() != U'“' && label_of(text).form == LabelForm::none && std::none_of(text.begin(), text.end(), [](char32_t c) { return is_digit(c) || is_latin_letter(c); });
}

// ——《左传·襄公二十四年》
bool names_source(const Part& part) {
  constexpr size_t kLongest = 40;
  if (part.kind != PartKind::paragraph || part.content.empty() || size_of(part.content) > kLongest) return false;
  const std::u32string& text = part.content.front().text;
  return text.size() > 2 && text.front() == U'—';
}

}  // namespace

void gather_lists(const StructureDraft&, std::vector<Part>& parts) {
  std::vector<Part> out;
  for (size_t i = 0; i < parts.size();) {
    ItemLabel label = label_of(parts[i]);
    std::vector<size_t> items;
    if (label.form != LabelForm::none)
      for (size_t k = i; k != 0 || items.empty(); k = next_item(parts, k, label)) {
        items.push_back(k);
        label = label_of(parts[k]);
      }
    const bool bare = label.form == LabelForm::dot || label.form == LabelForm::colon || label.form == LabelForm::plain;
    const size_t fewest = bare ? 3 : 2;   // 1. may be a head that nobody marked
    if (items.size() < fewest || !is_short(parts, items)) {
      for (const size_t end = items.empty() ? i + 1 : items.back() + 1; i < end; ++i) out.push_back(std::move(parts[i]));
      continue;
    }
    Part list;
    list.kind = PartKind::list;
    for (size_t n = 0; n < items.size(); ++n) {
      list.labels.push_back(take_label(parts[items[n]], label_of(parts[items[n]]).content));
      // Formulas behind the last item are as likely the section's.
      list.parts.push_back(item_of(parts, items[n], n + 1 < items.size() ? items[n + 1] : items[n] + 1));
    }
    i = items.back() + 1;
    out.push_back(std::move(list));
  }
  parts = std::move(out);
}

void gather_quotations(const StructureDraft& d, std::vector<Part>& parts) {
  std::vector<Part> out;
  bool quoted = false;   // the paragraph before was one, and they go on
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool source = i + 1 < parts.size() && names_source(parts[i + 1]);
    const bool marked = is_quotation(d, parts[i]) && (quoted || source || (!out.empty() && announces(out.back())));
    const bool is = marked || (!out.empty() && announces_speech(out.back()) && is_cited_passage(parts[i]));
    if (!is) {
      quoted = false;
      out.push_back(std::move(parts[i]));
      continue;
    }
    Part quotation;
    quotation.kind = PartKind::quotation;
    quotation.parts.push_back(std::move(parts[i]));
    if (source) quotation.caption = std::move(parts[++i].content);
    quoted = true;
    out.push_back(std::move(quotation));
  }
  parts = std::move(out);
}

}  // namespace jiaokan
