// The numbers that a manuscript has at its lines, where they stand in the text: "20 粮组合影响的规律。".
//
// They are known by sentences that go on over them, one number after the other. Then every number that stands between them at a line's
// beginning is one; a number before the number of a heading is one anywhere.
#include <algorithm>

#include "clean/rules.h"
#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr size_t kEnough = 3;        // lines that go on over a number
constexpr float kFull = 20;          // ems of a line that may go on
constexpr uint32_t kLargest = 2000;
constexpr uint32_t kBeforeHeading = 13;

struct Numbered {
  size_t line = 0;
  uint32_t value = 0;
  uint32_t end = 0;      // where the text begins
  bool spaced = false;
  bool sure = false;
};

// Running text that breaks off: a row of a table has no commas.
bool goes_on(const Witness& witness, const Line& line) {
  if (line.text.find_first_of(U"，。；,;") == std::u32string_view::npos) return false;
  const char32_t last = witness.chars[line.ink.end - 1];
  return line.width >= kFull && (is_han(last) || is_latin_letter(last) || last == U'，' || last == U'、' || last == U',');
}

bool read_number(const Witness& witness, const Line& line, Numbered& out) {
  uint32_t i = line.ink.begin;
  for (out.value = 0; i < line.ink.end && is_digit(witness.chars[i]) && i < line.ink.begin + 4; ++i) out.value = out.value * 10 + (fold(witness.chars[i]) - U'0');
  if (i == line.ink.begin || i >= line.ink.end || out.value == 0 || out.value > kLargest) return false;
  const uint32_t digits = i;
  while (i < line.ink.end && is_space(witness.chars[i])) ++i;
  out.end = i;
  out.spaced = i > digits;
  return i < line.ink.end && (out.spaced || is_han(witness.chars[i]));
}

// The line's text from a character on.
std::u32string_view behind(const Witness& witness, const Line& line, uint32_t at) {
  return std::u32string_view(witness.chars).substr(at, line.ink.end - at);
}

bool begins_numbered_heading(std::u32string_view text) {
  const HeadingLabel label = match_heading_label(text);
  return is_decimal(label.scheme) && label.content < text.size() && is_letter(text[label.content]);
}

}  // namespace

void mark_line_numbers(Witness& witness, Lines& lines) {
  const std::vector<Line>& all = lines.lines;
  std::vector<Numbered> found;
  for (size_t l = 0; l < all.size(); ++l) {
    Numbered number;
    number.line = l;
    if (!all[l].furniture && read_number(witness, all[l], number)) found.push_back(number);
  }
  size_t over = 0;
  for (size_t k = 0; k + 1 < found.size(); ++k) {
    Numbered &a = found[k], &b = found[k + 1];
    if (b.line != a.line + 1 || b.value != a.value + 1 || !(a.spaced || b.spaced)) continue;
    over += goes_on(witness, all[a.line]) && b.spaced && match_heading_label(behind(witness, all[b.line], b.end)).scheme == Scheme::none;
    a.sure = b.sure = true;
  }
  const bool numbered = over >= kEnough;
  uint32_t last = 0;
  for (size_t k = 0; k < found.size(); ++k) {
    Numbered& number = found[k];
    const bool before_heading = number.spaced && number.value >= kBeforeHeading && begins_numbered_heading(behind(witness, all[number.line], number.end));
    if (!before_heading) {
      if (!numbered || number.value <= last) continue;
      const auto next = std::find_if(found.begin() + static_cast<std::ptrdiff_t>(k), found.end(), [&](const Numbered& n) { return n.sure && n.value >= number.value; });
      const bool between = next != found.end() && number.spaced && number.value >= kBeforeHeading;
      if (!number.sure && !between) continue;
    }
    // One before a heading may itself be misread: 151 before 52 sets no order.
    const auto sure = std::find_if(found.begin() + static_cast<std::ptrdiff_t>(k), found.end(), [](const Numbered& n) { return n.sure; });
    if (!before_heading || sure == found.end() || sure->value >= number.value) last = number.value;
    set_role(witness, {all[number.line].ink.begin, number.end}, Role::furniture, "line-number");
    lines.lines[number.line].ink.begin = number.end;
    set_text(witness, lines.lines[number.line], lines.held);
  }
}

}  // namespace jiaokan
