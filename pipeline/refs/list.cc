// Reference lists: their heading, and where each entry begins (specification 15).
#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

struct Label {
  Span span;
  uint32_t number = 0;
  bool bracketed = false;
  bool damaged = false;
};

bool read_number(std::u32string_view text, uint32_t& i, uint32_t& number, bool& damaged) {
  uint32_t digits = 0;
  number = 0;
  damaged = false;
  for (; i < text.size() && digits < 4; ++i) {
    const char32_t c = text[i];
    if (is_digit(c)) number = number * 10 + (fold(c) - U'0');
    else if (c == U'l' || c == U'I') number = number * 10 + 1, damaged = true;
    else if (c == U'O' || c == U'o') number = number * 10, damaged = true;
    else if (is_space(c) && digits > 0 && i + 1 < text.size() && is_digit(text[i + 1])) continue;
    else break;
    ++digits;
  }
  return digits > 0 && digits < 4;
}

// A label at text[i]: [12] ［12］ 〔12〕 (12) 12. 12、 ① — and, less sure, {5] 42].
bool read_label(std::u32string_view text, uint32_t i, Label& out) {
  const uint32_t begin = i;
  if (i >= text.size()) return false;
  if (const int circled = circled_value(text[i]); circled > 0) {
    out = {{i, i + 1}, static_cast<uint32_t>(circled), true, false};
    return true;
  }
  const char32_t open = fold(text[i]);
  const bool bracket = open == U'[' || open == U'(' || open == U'{';
  if (bracket) ++i;
  while (bracket && i < text.size() && is_space(text[i])) ++i;
  uint32_t number = 0;
  bool damaged = false;
  if (!read_number(text, i, number, damaged) || number == 0) return false;
  while (i < text.size() && is_space(text[i]) && bracket) ++i;
  const char32_t close = i < text.size() ? fold(text[i]) : 0;
  if (bracket) {
    if (close != U']' && close != U')' && close != U'}') return false;
    out = {{begin, i + 1}, number, true, damaged || open == U'{'};
    return true;
  }
  if (close == U']') {
    out = {{begin, i + 1}, number, true, true};
    return true;
  }
  if ((close == U'.' || close == U'、') && !(i + 1 < text.size() && is_digit(text[i + 1]))) {
    out = {{begin, i + 1}, number, false, damaged};
    return !damaged;
  }
  return false;
}

}  // namespace

bool is_reference_heading(std::u32string_view line) {
  LabelMatch label;
  if (line.size() > 40 || !match_label(line, label)) return false;
  if (label.kind != LabelKind::references) return false;
  // Alone on its line, but for marks and the same word in another language: 参考文献（References）.
  std::u32string rest;
  for (uint32_t i = label.content; i < line.size(); ++i)
    if (is_letter(line[i]) || is_digit(line[i])) rest.push_back(fold(line[i]));
  return rest.empty() || rest == U"references" || rest == U"reference" || rest == U"参考文献";
}

std::vector<ListEntry> split_reference_list(std::u32string_view list) {
  std::vector<ListEntry> out;
  // Do the lines carry labels at all?
  uint32_t labelled = 0, lines = 0, bracketed = 0;
  for (uint32_t i = 0; i < list.size();) {
    uint32_t end = static_cast<uint32_t>(std::min(list.find(U'\n', i), list.size()));
    uint32_t begin = i;
    while (begin < end && (is_space(list[begin]) || list[begin] == U'*')) ++begin;
    Label label;
    if (begin < end) {
      ++lines;
      const bool has = read_label(list.substr(0, end), begin, label);
      labelled += has;
      bracketed += has && label.bracketed;
    }
    i = end + 1;
  }
  const bool use_labels = labelled * 3 >= lines && labelled > 0;
  const bool brackets = bracketed * 2 >= labelled;

  const auto begin_entry = [&](uint32_t at, const Label* label) {
    ListEntry entry;
    entry.span = {at, at};
    if (label != nullptr) {
      entry.label = label->span;
      entry.number = label->number;
      entry.damaged = label->damaged;
    }
    out.push_back(entry);
  };
  uint32_t expected = 1;
  for (uint32_t i = 0; i < list.size();) {
    const uint32_t end = static_cast<uint32_t>(std::min(list.find(U'\n', i), list.size()));
    uint32_t at = i;
    while (at < end && is_space(list[at])) ++at;
    if (at < end) {
      Label label;
      const bool has = use_labels && read_label(list.substr(0, end), at, label) && label.bracketed == brackets;
      const bool fits = has && (label.number == expected || out.empty() || (label.number > expected && label.number < expected + 12) || label.number == 1);
      if (fits || (has && label.bracketed && label.number + 1 == expected)) {
        begin_entry(at, &label);
        expected = label.number + 1;
      } else if (out.empty() || !use_labels) {
        begin_entry(at, nullptr);
      }
      // Labels inside the line: the next number behind the end of an entry.
      for (uint32_t k = at + 1; use_labels && k + 4 < end; ++k) {
        if (brackets ? fold(list[k]) != U'[' : !is_digit(list[k])) continue;
        const char32_t before = list[k - 1];
        if (!(is_space(before) || is_sentence_end(before) || is_closing(before) || is_digit(before))) continue;
        if (!brackets && is_digit(before)) continue;
        if (!read_label(list.substr(0, end), k, label) || label.bracketed != brackets || label.number != expected || label.span.end >= end) continue;
        const char32_t next = list[label.span.end];
        if (!(is_letter(next) || is_space(next) || is_opening(next))) continue;
        if (!brackets && !is_space(before) && !is_sentence_end(before)) continue;
        out.back().span.end = k;
        begin_entry(k, &label);
        expected = label.number + 1;
        k = label.span.end;
      }
      out.back().span.end = end;
    }
    i = end + 1;
  }
  for (ListEntry& entry : out)
    while (entry.span.end > entry.span.begin && (is_space(list[entry.span.end - 1]) || list[entry.span.end - 1] == U'\n')) --entry.span.end;
  return out;
}

}  // namespace jiaokan
