#include "structure/item_starts.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "structure/author_line.h"

namespace jiaokan {

namespace {

constexpr uint32_t kShortestItem = 4;
constexpr size_t kFewestLines = 3;
constexpr uint32_t kMostLost = 2, kName = 30;

// What stands on a line of its own above an algorithm's steps.
constexpr std::u32string_view kGiven[] = {U"输入", U"Input", U"INPUT", U"Require"}, kGot[] = {U"输出", U"Output", U"OUTPUT", U"Ensure"};
constexpr std::u32string_view kFrames[] = {U"begin", U"end", U"Begin", U"End", U"BEGIN", U"END"};

template <size_t N>
bool begins_labelled(std::u32string_view text, const std::u32string_view (&words)[N]) {
  return std::any_of(std::begin(words), std::end(words), [&](std::u32string_view word) { return text.starts_with(word) && text.size() > word.size() && fold(text[word.size()]) == U':'; });
}

bool is_frame(std::u32string_view text) {
  return std::any_of(std::begin(kFrames), std::end(kFrames), [&](std::u32string_view word) { return text.starts_with(word) && (text.size() == word.size() || !is_latin_letter(text[word.size()])); });
}

bool in_brackets(ItemForm form) { return form == ItemForm::paren || form == ItemForm::half_paren || form == ItemForm::letter; }

// (2) behind a sentence, a semicolon or a line's end.
std::vector<uint32_t> bracketed(std::u32string_view text, const std::function<Gap(uint32_t)>& gap) {
  std::vector<uint32_t> out;
  ItemNumber last = read_item_number(text);
  if (!in_brackets(last.form) || last.number != 1) return out;
  for (uint32_t i = last.content + kShortestItem; i + kShortestItem < text.size(); ++i) {
    uint32_t before = i;
    while (before > 0 && is_space(text[before - 1])) --before;
    const char32_t end = text[before - 1];
    if (gap(i) != Gap::line && !is_sentence_end(end) && fold(end) != U';') continue;
    const ItemNumber next = read_item_number(text.substr(i));
    if (next.form != last.form || next.number != last.number + 1) continue;
    out.push_back(i);
    last.number = next.number;
  }
  return out;
}

// 输入：…, begin, 1 …, 2 …, each on its line.
std::vector<uint32_t> lines(std::u32string_view text, const std::function<Gap(uint32_t)>& gap) {
  std::vector<uint32_t> out;
  ItemNumber last;
  size_t numbered = 0, places = 0;
  const bool given = begins_labelled(text, kGiven);
  for (uint32_t i = 0; i < text.size(); ++i) {
    const std::u32string_view rest = text.substr(i);
    const bool begins = i == 0 || gap(i) == Gap::line;
    if (i > 0 && given && begins_labelled(rest, kGot)) out.push_back(i);
    if (!begins) continue;
    const ItemNumber next = read_item_number(rest);
    const bool first = numbered == 0 && next.number == 1;
    const uint32_t lost = numbered >= kFewestLines ? kMostLost : 0;   // numbers that the engine has not read
    if (next.form != ItemForm::none && !in_brackets(next.form) && (first || (next.form == last.form && next.number > last.number && next.number <= last.number + 1 + lost))) {
      places += names_body(rest.substr(0, kName));
      last = next;
      ++numbered;
    } else if (!is_frame(rest)) {
      continue;
    }
    if (i > 0) out.push_back(i);
  }
  if (places * 2 > numbered) return {};   // where authors work
  if (numbered >= kFewestLines || (given && !out.empty())) return out;
  return {};
}

}  // namespace

ItemNumber read_item_number(std::u32string_view text) {
  if (text.size() < 3) return {};
  const bool opened = fold(text[0]) == U'(';
  uint32_t i = opened ? 1 : 0, number = 0;
  while (i < text.size() && is_space(text[i])) ++i;
  const uint32_t begin = i;
  if (!opened && text[i] >= U'a' && text[i] <= U'z' && fold(text[i + 1]) == U')') return {ItemForm::letter, static_cast<uint32_t>(text[i] - U'a' + 1), i + 2};
  while (i < text.size() && is_digit(text[i]) && i - begin < 2) number = number * 10 + (fold(text[i++]) - U'0');
  if (i == begin || i + 1 >= text.size() || is_digit(text[i])) return {};
  const char32_t sign = fold(text[i]);
  if (sign == U')') return {opened ? ItemForm::paren : ItemForm::half_paren, number, i + 1};
  if (opened) return {};
  if (sign == U':' && !is_digit(text[i + 1])) return {ItemForm::colon, number, i + 1};
  if (sign == U'.' && !is_digit(text[i + 1])) return {ItemForm::dot, number, i + 1};
  const uint32_t content = is_space(text[i]) ? i + 1 : i;   // between a digit and Han none is kept
  if (is_letter(text[content]) && (content > i || is_han(text[content]))) return {ItemForm::plain, number, content};
  return {};
}

std::vector<uint32_t> item_starts(std::u32string_view text, const std::function<Gap(uint32_t)>& gap) {
  const std::vector<uint32_t> out = bracketed(text, gap);
  return out.empty() ? lines(text, gap) : out;
}

}  // namespace jiaokan
