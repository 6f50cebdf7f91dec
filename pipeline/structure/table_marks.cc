#include "structure/table_marks.h"

#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

bool among(char32_t c, std::u32string_view signs) { return signs.find(c) != std::u32string_view::npos; }
bool is_mark_letter(char32_t c) { return c >= U'a' && c <= U'h'; }

// One way of writing each mark.
std::u32string same(std::u32string_view mark) {
  std::u32string out;
  for (const char32_t c : mark) out.push_back(among(c, U"∗＊") ? U'*' : c == U'＃' ? U'#' : c == U'）' ? U')' : c);
  return out;
}

std::u32string text_of(const Inlines& inlines) {
  std::u32string out;
  for (const Inline& item : inlines) out += item.kind == InlineKind::text ? item.text : item.kind == InlineKind::formula ? std::u32string(1, kNoText) : text_of(item.children);
  return out;
}

// The mark that a formula begins with: "^ { * * } p < 0 . 0 1", "^ { \mathrm { a } } P", "* P". `rest` says whether more follows.
std::u32string mark_of_formula(std::u32string_view tex, bool& rest) {
  size_t i = 0;
  std::u32string mark;
  bool raised = false;
  for (; i < tex.size(); ++i) {
    const char32_t c = tex[i];
    if (is_space(c) || c == U'{' || (c == U'}' && (mark.empty() || raised))) {
      if (c == U'}' && !mark.empty()) {
        ++i;
        break;
      }
      continue;
    }
    if (c == U'^' && mark.empty()) {
      raised = true;
      continue;
    }
    if (c == U'\\') {
      size_t end = i + 1;
      while (end < tex.size() && is_latin_letter(tex[end])) ++end;
      const std::u32string_view word = tex.substr(i + 1, end - i - 1);
      if (word == U"textcircled" && mark.empty()) {   // \textcircled{2} ^ { * * }
        while (end < tex.size() && (is_space(tex[end]) || tex[end] == U'{')) ++end;
        while (end < tex.size() && (is_ascii_digit(tex[end]) || is_space(tex[end]))) ++end;
        i = end;
        continue;
      }
      if (word == U"ast") mark.push_back(U'*');
      else if (word == U"dagger") mark.push_back(U'†');
      else if (word == U"ddagger") mark.push_back(U'‡');
      else if (word.empty() && end < tex.size() && tex[end] == U'#') mark.push_back(U'#'), ++end;
      else if (word.substr(0, 4) != U"math" && word != U"rm" && word != U"scriptstyle" && word != U"bf") break;
      i = end - 1;
      continue;
    }
    if (among(c, kMarkSigns) || (raised && is_mark_letter(c))) {
      mark.push_back(c);
      continue;
    }
    break;
  }
  const std::u32string_view behind = tex.substr(std::min(i, tex.size()));
  rest = std::any_of(behind.begin(), behind.end(), [](char32_t c) { return is_letter(c) || is_digit(c); });
  return mark;
}

}  // namespace

MarkLine mark_line_of(const Inlines& inlines) {
  MarkLine out;
  for (uint32_t i = 0; i < inlines.size(); ++i) {
    const Inline& item = inlines[i];
    switch (item.kind) {
      case InlineKind::text: out.put(item.text, i, false, false); break;
      case InlineKind::note_mark: out.put(item.text, i, true, true); break;
      case InlineKind::superscript:
        // One with a locus in it is a place to look at, not a mark.
        if (item.children.size() == 1 && item.children.front().kind == InlineKind::text) out.put(text_of(item.children), i, true, true);
        else out.put(std::u32string(1, kNoText), i, true, true);
        break;
      case InlineKind::formula: {
        bool rest = false;
        out.put(mark_of_formula(from_utf8(item.value), rest), i, true, false);
        if (rest) out.put(std::u32string(1, kNoText), i, true, false);
        break;
      }
      case InlineKind::page_start: case InlineKind::locus_begin: case InlineKind::locus_end: break;
      default: out.put(std::u32string(1, kNoText), i, true, false); break;
    }
  }
  return out;
}

// What may be a mark by its shape, in the order of the text.
std::vector<FoundMark> mark_shapes(const MarkLine& line) {
  const std::u32string& text = line.text;
  const uint32_t size = static_cast<uint32_t>(text.size());
  const auto letter_or_digit = [&](uint32_t i) { return i < size && (is_latin_letter(text[i]) || is_digit(text[i])); };
  std::vector<FoundMark> out;
  for (uint32_t i = 0; i < size;) {
    uint32_t end = i + 1;
    const bool raised = line.at[i].raised;
    if (among(text[i], kMarkSigns)) {
      while (end < size && same(text.substr(end, 1)) == same(text.substr(i, 1))) ++end;
    } else if (raised && is_digit(text[i]) && end < size && among(text[end], U")）") && line.at[end].raised) {
      ++end;   // ¹⁾
    } else if (is_digit(text[i]) && end < size && among(text[end], U")）") && !letter_or_digit(i - 1)) {
      ++end;
    } else if (circled_value(text[i]) == 0 && !is_mark_letter(text[i])) {
      ++i;
      continue;
    }
    out.push_back({i, end, same(text.substr(i, end - i)), raised});
    i = end;
  }
  return out;
}

bool is_sign_mark(const FoundMark& found) { return among(found.mark[0], kMarkSigns); }
bool is_letter_mark(const FoundMark& found) { return is_mark_letter(found.mark[0]); }

// The marks of a cell: behind a value or a word, at the end of it. Several may stand on end: *#, ab, a,b.
std::vector<FoundMark> marks_of_cell(const MarkLine& line) {
  const std::u32string& text = line.text;
  const uint32_t size = static_cast<uint32_t>(text.size());
  std::vector<FoundMark> out;
  const std::vector<FoundMark> found = mark_shapes(line);
  for (size_t f = 0; f < found.size();) {
    // A run of marks, with commas between them.
    size_t last = f;
    while (last + 1 < found.size()) {
      const std::u32string_view between = std::u32string_view(text).substr(found[last].end, found[last + 1].begin - found[last].end);
      if (!between.empty() && between != U"," && between != U"，") break;
      if (is_letter_mark(found[last]) != is_letter_mark(found[last + 1])) break;
      ++last;
    }
    const uint32_t begin = found[f].begin, end = found[last].end;
    const char32_t before = begin > 0 ? text[begin - 1] : 0, behind = end < size ? text[end] : 0;
    const bool apart = is_space(before);   // "0.46 *"
    const char32_t value = apart && begin > 1 ? text[begin - 2] : before;
    bool good = behind == 0 || is_space(behind) || among(behind, U")）,，、;；/");
    if ((apart && behind != 0) || before == U'\\') good = false;   // an escape that nobody undid
    if (is_letter_mark(found[f])) {
      const bool raised = found[f].raised && (before == 0 || !line.at[begin - 1].raised || line.at[begin - 1].item != line.at[begin].item);
      good = raised ? before != 0 && (behind == 0 || !line.at[end].raised || line.at[end].item != line.at[end - 1].item) : good && (is_digit(value) || among(value, U")）%％"));
    } else if (before == 0) {
      good = good && end == size;   // a cell that is a mark and nothing else
    } else if (is_digit(found[f].mark[0])) {
      good = found[f].raised;       // a bracketed number on the line is no mark
    } else if (circled_value(found[f].mark[0]) > 0) {
      good = good && !among(before, U"；;。：:，,、");   // ①甲；②乙 are items
    }
    if (good) out.insert(out.end(), found.begin() + static_cast<std::ptrdiff_t>(f), found.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    f = last + 1;
  }
  return out;
}

bool has_mark(const Marks& marks, const std::u32string& mark) { return std::find(marks.begin(), marks.end(), mark) != marks.end(); }

Marks marks_of_table(const Part& table) {
  Marks out, raised;
  for (const Part::Cell& cell : table.cells)
    for (const FoundMark& found : marks_of_cell(mark_line_of(cell.content))) {
      if (!has_mark(out, found.mark)) out.push_back(found.mark);
      if (found.raised) raised.push_back(found.mark);
    }
  // Letters count from a: 12h and 7d alone are hours and days.
  if (!has_mark(out, U"a")) std::erase_if(out, [&](const std::u32string& mark) { return is_mark_letter(mark[0]) && !has_mark(raised, mark); });
  return out;
}

}  // namespace jiaokan
