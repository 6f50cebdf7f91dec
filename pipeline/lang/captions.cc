// Captions of figures and tables: their labels, and the sentences that begin as captions do.
#include <algorithm>
#include <string>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

struct Word {
  std::u32string_view word;
  bool table, latin;
};
// The longest that fits counts; "lable" is what engines make of a capital.
constexpr Word kWords[] = {{U"附图", false, false}, {U"附表", true, false}, {U"续图", false, false}, {U"续表", true, false}, {U"图", false, false}, {U"圖", false, false}, {U"表", true, false},
                           {U"figure", false, true}, {U"fig", false, true}, {U"table", true, true}, {U"tab", true, true}, {U"lable", true, true}};

// What stands behind the label in a sentence: 图4给出了…, Fig. 1 illustrates ….
constexpr std::u32string_view kTold[] = {U"给出", U"所示", U"所列", U"所得", U"表示", U"表明", U"为", U"是", U"可知", U"可以", U"可见", U"看出", U"可看", U"可得", U"列出", U"列举", U"列示", U"说明了", U"反映", U"展示了", U"展示的",
                                         U"描述了", U"描述的", U"描绘", U"呈现", U"概括", U"总结了", U"汇总了", U"则", U"分别", U"比较了", U"对比了", U"统计了", U"报告了", U"也", U"和图", U"和表", U"与图", U"与表", U"及图", U"及表", U"、图", U"、表",
                                         U"至图", U"至表", U"~", U"～", U"，", U"；", U"。", U"的结果", U"的数据", U"第（", U"第(", U"能够", U"直观", U"清楚", U"中的", U"中在", U"中可", U"中，", U"中,", U"中显", U"中各", U"中给", U"中所", U"中虚", U"中实", U"中红",
                                         U"中蓝", U"中黑", U"中横", U"中纵", U"中曲", U"中左", U"中右", U"中上", U"中下", U"中箭", U"中点", U"中还", U"中列", U"中三角"};
constexpr std::u32string_view kShownNot[] = {U"器", U"屏", U"界", U"系", U"装", U"模"};   // 图4显示器…
constexpr std::u32string_view kLatinTold[] = {U"illustrate", U"show", U"present", U"give", U"is ", U"are ", U"was ", U"were ", U"display", U"depict", U"demonstrate", U"and ", U"compare", U"summarize", U"summarise", U"list", U"report",
                                              U"provide", U"indicate", U"represent", U"plot", U"reveal", U"describe", U"also ", U"contain", U"we ", U"that ", U"in which"};

bool begins_folded(std::u32string_view text, std::u32string_view word) {
  if (text.size() < word.size()) return false;
  return std::equal(word.begin(), word.end(), text.begin(), [](char32_t a, char32_t b) { return a == fold(b); });
}

// A Chinese label has no English sentence behind it: 表1 representative及其主要译法.
bool is_told(std::u32string_view rest, bool latin) {
  const auto begins = [&](std::u32string_view word) { return rest.starts_with(word); };
  if (std::any_of(std::begin(kTold), std::end(kTold), begins)) return true;
  if (begins(U"显示")) return std::none_of(std::begin(kShownNot), std::end(kShownNot), [&](std::u32string_view word) { return rest.substr(2).starts_with(word); });
  return latin && std::any_of(std::begin(kLatinTold), std::end(kLatinTold), [&](std::u32string_view word) { return begins_folded(rest, word); });
}

uint32_t word_length(std::u32string_view text, const Word*& found) {
  uint32_t best = 0;
  for (const Word& word : kWords) {
    if (word.word.size() <= best || !begins_folded(text, word.word)) continue;
    best = static_cast<uint32_t>(word.word.size());
    found = &word;
  }
  return best;
}

uint32_t skip_spaces(std::u32string_view text, uint32_t i) {
  while (i < text.size() && is_space(text[i])) ++i;
  return i;
}

uint32_t skip_digits(std::u32string_view text, uint32_t i) {
  while (i < text.size() && is_digit(text[i])) ++i;
  return i;
}

// 12005—2015: a number of one figure or two, and the year that its caption begins with.
uint32_t without_year(std::u32string_view text, uint32_t begin, uint32_t end) {
  if (end - begin < 5 || end - begin > 6) return end;
  const char32_t century = fold(text[end - 4]), decade = fold(text[end - 3]);
  const bool year = (century == U'1' && (decade == U'8' || decade == U'9')) || (century == U'2' && decade == U'0');
  return year ? end - 4 : end;
}

}  // namespace

bool match_caption(std::u32string_view text, CaptionLabel& out) {
  const Word* word = nullptr;
  const uint32_t begin = skip_spaces(text, 0);
  uint32_t i = word_length(text.substr(begin), word);
  if (word == nullptr || (word->latin && text[begin] >= U'a' && text[begin] <= U'z' && word->word != U"lable")) return false;
  i += begin;
  if (word->latin && i < text.size() && (text[i] == U's' || text[i] == U'S') && i + 1 < text.size() && !is_digit(text[i + 1])) return false;   // Figs. 1 and 2
  i = skip_spaces(text, i);
  if (word->latin)
    while (i < text.size() && (text[i] == U'.' || text[i] == U'．' || text[i] == U',' || is_space(text[i]))) ++i;
  out = {word->table, word->latin, {begin, 0}, {}, 0};
  const uint32_t number = i;
  if (i < text.size() && (text[i] == U'S' || text[i] == U'A') && i + 1 < text.size() && is_digit(text[i + 1])) ++i;   // Fig. S1
  const uint32_t digits = i;
  i = skip_digits(text, i);
  if (i == digits) {
    // Figl, Fig. I: the digit that engines take for a letter.
    const bool one = word->latin && i < text.size() && (text[i] == U'l' || text[i] == U'I') && (i + 1 >= text.size() || !is_latin_letter(text[i + 1]) || (text[i + 1] >= U'A' && text[i + 1] <= U'Z'));
    // 表一: the number in Han, and white space or a title that does not go on as a word would (表一般).
    constexpr std::u32string_view kHan = U"一二三四五六七八九十";
    const size_t han = word->latin || i >= text.size() ? std::u32string_view::npos : kHan.find(text[i]);
    const bool numbered = han != std::u32string_view::npos && i + 2 < text.size() && (han > 0 || std::u32string_view(U"般个些种样直定起次致者").find(text[i + 1]) == std::u32string_view::npos) && kHan.find(text[i + 1]) == std::u32string_view::npos && text[i + 1] != U'、';
    if (!one && !numbered) return false;
    out.label.end = i + 1;
    out.number = one ? std::u32string(1, U'1') : from_utf8(std::to_string(han + 1));
    ++i;
  } else {
    i = without_year(text, digits, i);
    if (i - digits <= 2)
      for (int parts = 0; parts < 2 && i + 1 < text.size(); ++parts) {   // 图 2-1, 图1.3
        const char32_t sign = fold(text[i]);
        const uint32_t next = skip_digits(text, i + 1);
        if ((sign != U'-' && sign != U'.' && sign != U'–') || next == i + 1 || next - i > 3) break;
        i = next;
      }
    // 图50820分位信号: more digits than a number has; which are its own, the captions before it say.
    constexpr uint32_t kMostDigits = 3, kLikely = 2;
    const uint32_t run = skip_digits(text, digits);
    if (run - digits > kMostDigits && run == i && !word->latin && i < text.size() && is_han(text[i]) && text[i] != U'年') i = digits + kLikely;
    if (i - digits > kMostDigits) return false;
    // 图1a, but not Fig.2Comparison.
    if (i + 1 < text.size() && text[i] >= U'a' && text[i] <= U'h' && !is_latin_letter(text[i + 1]) && text[i + 1] != U'\'') ++i;
    out.label.end = i;
    for (uint32_t k = number; k < i; ++k) out.number.push_back(fold(text[k]));
  }
  i = skip_spaces(text, i);
  uint32_t behind = i;
  while (behind < text.size() && (std::u32string_view(U".．:：、，,").find(text[behind]) != std::u32string_view::npos || is_space(text[behind]))) ++behind;
  out.content = behind;
  // What the sentence says may stand behind the part that it speaks of: Fig 1(a) shows.
  std::u32string_view rest = text.substr(i);
  if (!rest.empty() && fold(rest[0]) == U'(') {
    const size_t close = rest.find_first_of(U")）");
    if (close != std::u32string_view::npos && close <= 6) {
      size_t from = close + 1;
      while (from < rest.size() && is_space(rest[from])) ++from;
      if (is_told(rest.substr(from), word->latin)) return false;
    }
    if (!word->latin && (rest.starts_with(U"(见") || rest.starts_with(U"（见"))) return false;
  }
  if (std::u32string_view(U")）]］").find(rest.empty() ? U' ' : rest[0]) != std::u32string_view::npos) return false;
  return !is_told(rest, word->latin);
}

bool is_caption(std::u32string_view text) {
  CaptionLabel label;
  return match_caption(text, label);
}

}  // namespace jiaokan
