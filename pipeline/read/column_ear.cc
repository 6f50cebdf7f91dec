#include "read/column_ear.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr size_t kTail = 7, kHead = 6;   // Han heard on both sides
// The model's gain as odds, as lines that follow each other have it and lines that do not: a quarter of the first gain nothing, too.
constexpr double kSlope = 1.3, kEven = 1.1, kLeast = -1.2, kMost = 4;
constexpr double kNotHere = 4;           // a line that begins something, behind one that broke off; a mark that begins no line
constexpr double kReadSo = 2.5;          // another version goes on so
constexpr double kSaidSo = 2;            // such words stand together inside a line
constexpr double kOneScript = 1;         // lines of Latin go on in Latin
constexpr float kShort = 2.6F;           // ems under the measure: the line ended on purpose

bool is_mark_inside(char32_t c) { return std::u32string_view(U"。、》,;:!?)").find(c) != std::u32string_view::npos; }

float ems_of(char32_t c) {
  if (c == 0x3000) return 1;
  if (is_space(c)) return 0.25F;
  return is_cjk(c) || c == U'“' || c == U'”' || c == U'—' || c == U'…' || circled_value(c) > 0 ? 1 : 0.5F;
}

}  // namespace

float ems_of(std::u32string_view text) {
  float out = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    // A line set wide has a space behind each character.
    const bool set_wide = text[i] == U' ' && i > 0 && i + 1 < text.size() && is_han(text[i - 1]) && is_han(text[i + 1]);
    out += set_wide ? 0 : ems_of(text[i]);
  }
  return out;
}

std::u32string_view trimmed(std::u32string_view line) {
  while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

std::u32string signs_of(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (!is_space(c)) out.push_back(fold(c));
  return out;
}

ColumnLine column_line(std::u32string_view text, ColumnLine::Side side) {
  constexpr size_t kLongestCallout = 8;
  ColumnLine out{trimmed(text), signs_of(text), 0, false, false, side};
  out.ems = ems_of(out.text);
  const size_t letters = static_cast<size_t>(std::count_if(out.signs.begin(), out.signs.end(), is_latin_letter));
  out.latin = letters * 2 > out.signs.size();
  if (out.signs.size() > 1 && circled_value(out.signs.back()) > 0) out.signs.pop_back();
  const size_t open = out.signs.rfind(U'[');
  if (open != std::u32string::npos && open > 0 && out.signs.back() == U']' && out.signs.size() - open <= kLongestCallout) out.signs.resize(open);
  return out;
}

void Together::add(std::u32string_view signs) {
  for (size_t i = 0; i + 2 * each_ <= signs.size(); ++i) known_.insert(std::u32string(signs.substr(i, 2 * each_)));
}

bool Together::has(std::u32string_view before, std::u32string_view after) const {
  if (before.size() < each_ || after.size() < each_) return false;
  return known_.contains(std::u32string(before.substr(before.size() - each_)) + std::u32string(after.substr(0, each_)));
}

double ColumnEar::join(const ColumnLine& before, const ColumnLine& after) const {
  const std::u32string &b = before.signs, &a = after.signs;
  if (b.empty() || a.empty()) return 0;
  const double read = read_.has(b, a) ? kReadSo : 0;
  const char32_t last = b.back(), first = a.front();
  if (is_mark_inside(first)) return read + (is_han(last) ? 1 : -kNotHere);
  if (before.ems < column_ - kShort) return read;
  if (breaks_off(before) && begins_part(after.text)) return read - kNotHere;
  const double script = before.latin && after.latin ? kOneScript : before.latin != after.latin ? -kOneScript : 0;
  return read + script + (is_han(last) && is_han(first) ? across(b, a) : 0);
}

double ColumnEar::across(std::u32string_view before, std::u32string_view after) const {
  const std::u32string tail(last_han(before, kTail)), head(first_han(after, kHead));
  if (tail.empty() || head.empty()) return 0;
  const double gain = model_.log_probability(tail + head) - model_.log_probability(tail) - model_.log_probability(head);
  return std::clamp(kSlope * (gain - kEven), kLeast, kMost) + (said_.has(tail, head) ? kSaidSo : 0);
}

bool ColumnEar::breaks_off(const ColumnLine& line) const {
  return !line.signs.empty() && !is_sentence_end(line.signs.back()) && line.signs.back() != U':' && line.ems >= column_ - kShort;
}

bool ColumnEar::begins_part(std::u32string_view text) {
  const Scheme scheme = match_heading_label(text).scheme;
  LabelMatch label;
  return (scheme != Scheme::none && scheme != Scheme::decimal1) || is_caption(text) || (match_label(text, label) && (label.colon || label.bracketed));
}

}  // namespace jiaokan
