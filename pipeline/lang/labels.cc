#include "lang/labels.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "lang/zh/characters.h"

namespace jiaokan {

namespace {

struct Row {
  LabelKind kind;
  std::string_view lang;
  std::u32string_view word;
};
constexpr Row kLabels[] = {
#define LABEL(kind, lang, word) {LabelKind::kind, #lang, word},
#include "lang/labels.inc"
#undef LABEL
};

// The words are in simplified characters; a text may have either, or both where an engine mixes them.
char32_t label_sign(char32_t c) { return is_han(c) ? zh_simplified(c) : fold(c); }

// Length of `word` at the start of text, spaces between its characters allowed; 0 when it does not stand there.
uint32_t length_at(std::u32string_view text, uint32_t at, std::u32string_view word) {
  uint32_t i = at;
  for (size_t k = 0; k < word.size(); ++k) {
    while (k > 0 && i < text.size() && i - at < 40 && is_space(text[i])) ++i;
    if (i >= text.size() || label_sign(text[i]) != word[k]) return 0;
    ++i;
  }
  return i - at;
}

// The codes behind a label that is known by them though one of its signs was misread.
bool is_class(std::u32string_view text) {   // TG146.22, K871.3
  size_t letters = 0;
  while (letters < text.size() && letters < 2 && text[letters] >= U'A' && text[letters] <= U'Z') ++letters;
  return letters > 0 && letters < text.size() && is_digit(text[letters]);
}
bool is_letter_alone(std::u32string_view text) {   // A to E
  return !text.empty() && text[0] >= U'A' && text[0] <= U'E' && (text.size() == 1 || (!is_latin_letter(text[1]) && !is_digit(text[1])));
}
bool is_serial(std::u32string_view text) {   // 1674-3908(2023)06-0702-05; 16743908
  size_t digits = 0, i = 0;
  for (; i < text.size() && digits < 8 && (is_digit(text[i]) || fold(text[i]) == U'-'); ++i) digits += is_digit(text[i]);
  return digits == 8;
}
bool is_doi(std::u32string_view text) { return text.starts_with(U"10.") && text.size() > 3 && is_digit(text[3]); }

struct Damaged {
  std::u32string_view word;
  bool (*is_code)(std::u32string_view);
};
constexpr Damaged kDamaged[] = {{U"中图分类号", is_class}, {U"文献标识码", is_letter_alone}, {U"文献标志码", is_letter_alone}, {U"文章编号", is_serial}, {U"doi", is_doi}};

// As length_at; one sign of the word may be another.
uint32_t length_damaged(std::u32string_view text, uint32_t at, std::u32string_view word) {
  uint32_t i = at, wrong = 0;
  for (size_t k = 0; k < word.size(); ++k) {
    while (k > 0 && i < text.size() && i - at < 40 && is_space(text[i])) ++i;
    if (i >= text.size()) return 0;
    const char32_t sign = label_sign(text[i++]);
    const bool likely = word[k] == U'o' ? sign == U'0' : word[k] == U'i' && !is_letter(sign);   // D0l, DO!: both may be
    if (sign != word[k] && !(word[k] == U'i' && sign == U'l') && !likely && ++wrong > 1) return 0;
  }
  return i - at;
}

// The row and the length of a label of which one sign was misread: what follows it must have the form of its codes.
const Row* damaged_label(std::u32string_view text, uint32_t at, uint32_t& length) {
  for (const Damaged& damaged : kDamaged) {
    length = length_damaged(text, at, damaged.word);
    if (length == 0) continue;
    uint32_t content = at + length;
    const auto is_between = [](char32_t c) { return is_space(c) || is_closing(c) || fold(c) == U':'; };
    while (content < text.size() && is_between(text[content])) ++content;
    if (!damaged.is_code(text.substr(content))) continue;
    return std::find_if(std::begin(kLabels), std::end(kLabels), [&](const Row& row) { return row.word == damaged.word; });
  }
  return nullptr;
}

}  // namespace

bool match_label(std::u32string_view text, LabelMatch& out) {
  uint32_t i = 0;
  while (i < text.size() && is_space(text[i])) ++i;
  const uint32_t begin = i;
  const bool open = i < text.size() && (fold(text[i]) == U'[' || fold(text[i]) == U'(');
  if (open) ++i;
  while (open && i < text.size() && is_space(text[i])) ++i;
  uint32_t best = 0;
  const Row* row = nullptr;
  const char32_t first = i < text.size() ? label_sign(text[i]) : 0;
  for (const Row& candidate : kLabels) {
    if (candidate.word.front() != first) continue;
    const uint32_t length = length_at(text, i, candidate.word);
    if (length > best) {
      best = length;
      row = &candidate;
    }
  }
  uint32_t damaged = 0;
  const Row* const meant = damaged_label(text, i, damaged);
  const bool is_damaged = meant != nullptr && damaged > best;   // 文献标识吗 is not 文献
  if (is_damaged) row = meant, best = damaged;
  if (row == nullptr) return false;
  uint32_t end = i + best;
  // A Latin word must end here: "Notes", not "Notesbook"; but Key wordschildbearing; motivation … is a row of key words that lost its colon.
  const bool latin = is_latin_letter(text[end - 1]);
  const bool row_of_words = row->kind == LabelKind::keywords && text.substr(end, 60).find_first_of(U";；") != std::u32string_view::npos;
  // AbstractThe strategy of …, ABSTRACTBased on …
  const auto is_capital = [&](uint32_t at) { return text[at] >= U'A' && text[at] <= U'Z'; };
  const bool begins_word = text.size() > end + 80 && is_capital(end) && (!is_capital(end - 1) || !is_capital(end + 1));
  const bool sentence = row->kind == LabelKind::abstract && begins_word;
  if (latin && end < text.size() && is_latin_letter(text[end]) && !row_of_words && !sentence) return false;
  uint32_t after = end;
  while (after < text.size() && is_space(text[after])) ++after;
  out = {row->kind, row->lang, {begin, end}, 0, false, false, is_damaged};
  if (open && after < text.size() && (fold(text[after]) == U']' || fold(text[after]) == U')')) {
    out.bracketed = true;
    out.label.end = ++after;
    while (after < text.size() && is_space(text[after])) ++after;
  } else if (!open && after < text.size() && text[after] == U'】') {
    out.bracketed = true;   // 关键词】: the bracket that opened it was lost
    out.label.end = ++after;
  } else if (open) {
    out.bracketed = true;   // ［责任编辑 赵东波］: the bracket closes behind the content
  }
  // 摘要；: what engines make of a colon.
  const bool half = (row->kind == LabelKind::abstract || row->kind == LabelKind::keywords) && after < text.size() && fold(text[after]) == U';';
  if (after < text.size() && (fold(text[after]) == U':' || half)) {
    out.colon = true;
    ++after;
    while (after < text.size() && is_space(text[after])) ++after;
  }
  out.content = after;
  return true;
}

std::optional<bool> keywords_end(std::u32string_view row, std::u32string_view next) {
  constexpr size_t kLongestWord = 10, kLongestLatin = 60, kRest = 80;
  constexpr std::u32string_view kParting = U"；;";
  LabelMatch label;
  if (next.empty() || !match_label(row, label) || label.kind != LabelKind::keywords || !(label.colon || label.bracketed)) return std::nullopt;
  while (!row.empty() && is_space(row.back())) row.remove_suffix(1);
  if (label.content >= row.size()) return std::nullopt;
  const bool english = label.lang == "en";
  if (english && row.back() != U'.' && next.size() <= kRest && next[0] >= U'a' && next[0] <= U'z' && std::none_of(next.begin(), next.end(), is_han)) return false;
  const bool parted = row.substr(label.content).find_first_of(kParting) != std::u32string_view::npos && kParting.find(row.back()) == std::u32string_view::npos;
  const size_t longest = english && is_latin_letter(next[0]) ? kLongestLatin : kLongestWord;
  if (parted && next.size() > longest && next.find_first_of(kParting) == std::u32string_view::npos) return true;
  return std::nullopt;
}

}  // namespace jiaokan
