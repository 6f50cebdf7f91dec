// House widths: full-width marks among Han, half-width among Latin; digits and letters half width. One character for one.
// References, code, formulas and addresses keep their witness's width.
#include "lang/fold.h"
#include "lang/script.h"
#include "structure/draft.h"

namespace jiaokan {

namespace {

struct Pair {
  char32_t half, full;
};
constexpr Pair kMarks[] = {{U',', U'，'}, {U';', U'；'}, {U':', U'：'}, {U'?', U'？'}, {U'!', U'！'}};

bool is_wide(char32_t c) { return is_han(c) || script_of(c) == Script::kana || script_of(c) == Script::hangul; }
bool is_transparent(char32_t c) {
  const Script script = script_of(c);
  return script == Script::space || is_closing(c) || is_opening(c) || c == U'"' || c == U'\'' || c == U'—' || c == U'…' || c == U'^';
}

class Styler {
 public:
  explicit Styler(StructureDraft& d) : d_(d), out_(d.styled) {}

  void run() {
    out_ = d_.text.chars;
    for (size_t b = 0; b < d_.blocks(); ++b) {
      if (d_.use[b] == Use::reference || d_.text.blocks[b].kind == BlockKind::code || d_.text.blocks[b].kind == BlockKind::formula) continue;
      letters(d_.span(b));
      if (d_.is_latin(b)) narrow(d_.span(b));
      else widen(d_.span(b));
    }
    // Addresses, formulas and code inside a line.
    for (const Mark& mark : d_.text.marks)
      if (mark.kind == MarkKind::link || mark.kind == MarkKind::formula || mark.kind == MarkKind::code || mark.kind == MarkKind::image)
        for (uint32_t i = mark.span.begin; i < mark.span.end; ++i) out_[i] = d_.text.chars[i];
  }

 private:
  void letters(Span s) {
    for (uint32_t i = s.begin; i < s.end; ++i) {
      const char32_t c = out_[i];
      if (c >= U'０' && c <= U'９') out_[i] = c - U'０' + U'0';
      else if (c >= U'Ａ' && c <= U'Ｚ') out_[i] = c - U'Ａ' + U'A';
      else if (c >= U'ａ' && c <= U'ｚ') out_[i] = c - U'ａ' + U'a';
      else if (c == U'％') out_[i] = U'%';
    }
  }

  char32_t left(uint32_t i, Span s) const {
    while (i > s.begin && is_transparent(d_.text.chars[i - 1])) --i;
    return i > s.begin ? d_.text.chars[i - 1] : 0;
  }
  char32_t right(uint32_t i, Span s) const {
    ++i;
    while (i < s.end && is_transparent(d_.text.chars[i])) ++i;
    return i < s.end ? d_.text.chars[i] : 0;
  }
  bool among_digits(uint32_t i, Span s) const { return i > s.begin && i + 1 < s.end && is_digit(d_.text.chars[i - 1]) && is_digit(d_.text.chars[i + 1]); }

  // Is this place Han? By its two sides; where one is no letter, by the other; else by the paragraph.
  bool han_place(uint32_t i, Span s) const {
    const char32_t a = left(i, s), b = right(i, s);
    if (is_wide(a) || is_wide(b)) return true;
    const bool latin_a = is_latin_letter(a), latin_b = is_latin_letter(b);
    return !(latin_a && latin_b);
  }

  bool in_address(uint32_t i) const {
    // "http:" and "www." without a mark around them.
    uint32_t k = i;
    while (k > 0 && d_.text.chars[k - 1] > 0x20 && d_.text.chars[k - 1] < 0x7F) --k;
    const std::u32string_view word = std::u32string_view(d_.text.chars).substr(k, i - k + 3);
    return word.find(U"://") != std::u32string_view::npos || word.starts_with(U"www.") || word.starts_with(U"doi:") || word.starts_with(U"DOI:") || word.starts_with(U"10.");
  }

  void widen(Span s) {
    std::vector<uint32_t> open;
    bool double_open = false, single_open = false;
    for (uint32_t i = s.begin; i < s.end; ++i) {
      const char32_t c = out_[i];
      for (const Pair& mark : kMarks) {
        if (c == mark.half && !among_digits(i, s) && !in_address(i) && han_place(i, s)) out_[i] = mark.full;
        if (c == mark.full && among_digits(i, s) && c == U'：') out_[i] = mark.half;
      }
      if (c == U'．' && !is_wide(left(i, s))) out_[i] = U'.';
      if (c == U'.' && is_wide(i > s.begin ? d_.text.chars[i - 1] : 0) && (i + 1 == s.end || is_wide(d_.text.chars[i + 1]) || is_closing(d_.text.chars[i + 1]))) out_[i] = U'。';
      if (c == U'"') {
        out_[i] = double_open ? U'”' : U'“';
        double_open = !double_open;
      } else if (c == U'\'' && !(is_latin_letter(i > s.begin ? d_.text.chars[i - 1] : 0) && !single_open)) {
        out_[i] = single_open ? U'’' : U'‘';
        single_open = !single_open;
      } else if (c == U'“' || c == U'”') {
        double_open = c == U'“';
      }
      if (c == U'(' || c == U'（') open.push_back(i);
      if ((c == U')' || c == U'）') && !open.empty()) {
        parentheses(open.back(), i, s);
        open.pop_back();
      }
      // A callout's brackets are half width in the house form.
      if (c == U'[' || c == U'［' || c == U'〔' || c == U'【') {
        uint32_t k = i + 1;
        while (k < s.end && (is_digit(d_.text.chars[k]) || std::u32string_view(U"-–—~～,，、").find(d_.text.chars[k]) != std::u32string_view::npos)) ++k;
        if (k > i + 1 && k < s.end && fold(d_.text.chars[k]) == U']') {
          out_[i] = U'[';
          out_[k] = U']';
          for (uint32_t q = i + 1; q < k; ++q)
            if (d_.text.chars[q] == U'，') out_[q] = U',';
        }
      }
    }
  }

  // （TPP）: full width where Han stands inside or beside; (1) as a number in front of Han too.
  void parentheses(uint32_t open, uint32_t close, Span s) {
    bool han_inside = false;
    for (uint32_t i = open + 1; i < close; ++i) han_inside |= is_wide(d_.text.chars[i]);
    const char32_t before = left(open, s), after = right(close, s);
    const bool latin_around = is_latin_letter(before) && (is_latin_letter(after) || after == 0);
    const bool wide = han_inside || is_wide(before) || is_wide(after) || (!latin_around && !(is_latin_letter(before) || is_latin_letter(after)));
    out_[open] = wide ? U'（' : U'(';
    out_[close] = wide ? U'）' : U')';
  }

  void narrow(Span s) {
    for (uint32_t i = s.begin; i < s.end; ++i) {
      for (const Pair& mark : kMarks)
        if (out_[i] == mark.full) out_[i] = mark.half;
      if (out_[i] == U'（') out_[i] = U'(';
      if (out_[i] == U'）') out_[i] = U')';
      if (out_[i] == U'［' || out_[i] == U'〔') out_[i] = U'[';
      if (out_[i] == U'］' || out_[i] == U'〕') out_[i] = U']';
      if (out_[i] == U'．' || out_[i] == U'。') out_[i] = U'.';
    }
  }

  StructureDraft& d_;
  std::u32string& out_;
};

}  // namespace

void set_house_widths(StructureDraft& d) { Styler(d).run(); }

}  // namespace jiaokan
