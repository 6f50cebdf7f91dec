#include "reconcile/classify.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "lang/zh/characters.h"

namespace jiaokan {

namespace {

bool all_of(const std::u32string& text, bool (*test)(char32_t)) { return std::all_of(text.begin(), text.end(), test); }

bool is_mark(char32_t c) {
  const Script script = script_of(c);
  return script == Script::punctuation || script == Script::symbol || script == Script::space;
}
bool is_number_sign(char32_t c) { return is_digit(c) || std::u32string_view(U".,-~%").find(fold(c)) != std::u32string_view::npos || circled_value(c) > 0; }

// `longer` is `shorter` with one run put in; that run is given back.
bool inserted(const std::u32string& shorter, const std::u32string& longer, std::u32string& run, size_t& at) {
  size_t head = 0, tail = 0;
  while (head < shorter.size() && shorter[head] == longer[head]) ++head;
  while (tail < shorter.size() - head && shorter[shorter.size() - 1 - tail] == longer[longer.size() - 1 - tail]) ++tail;
  if (head + tail != shorter.size()) return false;
  run = longer.substr(head, longer.size() - shorter.size());
  at = head;
  return true;
}

}  // namespace

LocusClass classify(const std::vector<Reading>& readings, bool in_callout, char32_t before, char32_t after) {
  if (in_callout) return LocusClass::callout;
  bool marks = true, numbers = true, any_digit = false;
  size_t shortest = readings[0].text.size(), longest = 0;
  for (const Reading& reading : readings) {
    marks &= all_of(reading.text, is_mark);
    numbers &= all_of(reading.text, is_number_sign);
    any_digit |= std::any_of(reading.text.begin(), reading.text.end(), [](char32_t c) { return is_digit(c) || circled_value(c) > 0; });
    shortest = std::min(shortest, reading.text.size());
    longest = std::max(longest, reading.text.size());
  }
  if (marks) return LocusClass::punctuation;
  if (numbers && any_digit) return LocusClass::number;
  if (readings.size() == 2 && shortest != longest) {
    const bool first = readings[0].text.size() < readings[1].text.size();
    const std::u32string& a = readings[first ? 0 : 1].text;
    const std::u32string& b = readings[first ? 1 : 0].text;
    std::u32string run;
    size_t at = 0;
    if (inserted(a, b, run, at)) {
      // The run stands once more beside itself: doubled.
      const std::u32string around = (before != 0 ? std::u32string(1, before) : U"") + b + (after != 0 ? std::u32string(1, after) : U"");
      const size_t where = at + (before != 0 ? 1 : 0);
      const bool left = where >= run.size() && around.compare(where - run.size(), run.size(), run) == 0;
      const bool right = around.compare(where + run.size(), run.size(), run) == 0;
      if (left || right) return LocusClass::doubled;
      return LocusClass::omission;
    }
  }
  if (readings.size() == 2 && shortest == longest && longest > 1) {
    std::u32string a = readings[0].text, b = readings[1].text;
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    if (a == b) return LocusClass::transposed;
  }
  if (shortest == longest && longest > 0) {
    bool variant = true, shape = true, sound = true;
    for (size_t r = 1; r < readings.size(); ++r)
      for (size_t i = 0; i < longest; ++i) {
        const char32_t a = readings[0].text[i], b = readings[r].text[i];
        if (a == b) continue;
        variant &= zh_is_variant(a, b);
        shape &= zh_shape_similarity(a, b) >= 0.5;
        sound &= zh_same_sound(a, b);
      }
    if (variant) return LocusClass::variant_form;
    if (shape) return LocusClass::shape_similar;
    if (sound) return LocusClass::sound_similar;
  }
  const bool han = std::all_of(readings.begin(), readings.end(), [](const Reading& r) { return all_of(r.text, is_han); });
  if (han && shortest > 0) return LocusClass::synonym;
  return LocusClass::other;
}

}  // namespace jiaokan
