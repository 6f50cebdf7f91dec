// Numeric callouts in running text (specification 19.1, 19.2).
#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

bool opens(char32_t c) { return std::u32string_view(U"[［〔【").find(c) != std::u32string_view::npos; }
bool closes(char32_t c) { return std::u32string_view(U"]］〕】").find(c) != std::u32string_view::npos; }
bool is_range_sign(char32_t c) { return std::u32string_view(U"-–—－‐‑−~～〜∼―").find(c) != std::u32string_view::npos; }
bool is_list_sign(char32_t c) { return std::u32string_view(U",，、;；").find(c) != std::u32string_view::npos; }

// A digit, or a letter an engine takes for one; `repaired` tells which.
int digit(char32_t c, bool& repaired) {
  if (is_digit(c)) return static_cast<int>(fold(c) - U'0');
  repaired = true;
  if (c == U'l' || c == U'I' || c == U'|' || c == U'ｌ') return 1;
  if (c == U'O' || c == U'o') return 0;
  return -1;
}

struct Inside {
  std::vector<uint32_t> numbers;
  std::vector<uint32_t> cut;   // those behind two signs at once, where digits are lost: [7,.5,16]
  bool repaired = false;
  bool good = false;
};

Inside read_inside(std::u32string_view text) {
  constexpr uint32_t kWidest = 30, kWidestBack = 12;   // of a range; of one that begins below the number before it
  Inside out;
  uint32_t value = 0, digits = 0, real = 0, from = 0;
  bool range = false, twice = false;
  const auto finish = [&]() {
    if (digits == 0 || digits > 3 || value == 0) return false;
    if (twice) out.cut.push_back(value);
    twice = false;
    if (range) {
      // "[25,3-39]" has lost a digit.
      const bool back = out.numbers.size() > 1 && out.numbers[out.numbers.size() - 2] >= from;
      if (value <= from || value - from > (back ? kWidestBack : kWidest)) return false;
      for (uint32_t n = from + 1; n <= value; ++n) out.numbers.push_back(n);
    } else {
      out.numbers.push_back(value);
    }
    from = value;
    value = digits = 0;
    range = false;
    return true;
  };
  bool after_space = false, dotted = false;
  for (const char32_t c : text) {
    bool repaired = false;
    if (is_space(c)) {
      after_space = digits > 0;
      continue;
    }
    if (is_range_sign(c)) {
      if (!finish()) return out;
      range = true;
    } else if (is_list_sign(c)) {
      if (digits == 0 && dotted) twice = true;
      else if (!finish()) return out;
    } else if (c == U'.' || c == U':' || c == U'．' || c == U'：' || c == U'\'' || c == U'’') {
      // A comma that was read as a dot or, as in [l'2], hangs: between numbers that rise, or beside a comma.
      out.repaired = true;
      if (digits == 0) twice = true;
      if (twice ? out.numbers.empty() : !finish()) return out;
      dotted = true;
    } else {
      const int d = digit(c, repaired);
      if (d < 0 || (after_space && digits > 1)) return out;
      out.repaired |= repaired;
      real += !repaired;
      value = value * 10 + static_cast<uint32_t>(d);
      ++digits;
    }
    after_space = false;
  }
  if (!finish()) return out;
  const auto rises = [&] { return std::is_sorted(out.numbers.begin(), out.numbers.end()) && out.numbers.size() > 1; };
  if (dotted && !rises()) std::erase_if(out.numbers, [&](uint32_t n) { return std::find(out.cut.begin(), out.cut.end(), n) != out.cut.end(); });
  if (dotted && !rises()) return out;
  std::vector<uint32_t> seen;
  for (const uint32_t n : out.numbers)
    if (std::find(seen.begin(), seen.end(), n) == seen.end()) seen.push_back(n);
  out.numbers = std::move(seen);
  out.good = real > 0 || text.size() == 1 || (text.size() == 2 && out.numbers.size() == 1 && out.numbers[0] == 11);   // [II]
  return out;
}

// Where a page begins inside a bracket of one number: at its comma or round bracket; 0 when there is none.
uint32_t page_within(std::u32string_view text, uint32_t begin, uint32_t end) {
  uint32_t digits = begin;
  while (digits < end && (is_digit(text[digits]) || is_space(text[digits]))) ++digits;
  if (digits == begin || digits >= end || !(is_list_sign(text[digits]) || text[digits] == U'(' || text[digits] == U'（')) return 0;
  uint32_t k = digits + 1;
  while (k < end && is_space(text[k])) ++k;
  const bool word = k < end && (text[k] == U'p' || text[k] == U'P' || text[k] == U'第' || text[k] == U'页');
  return word && std::any_of(text.begin() + k, text.begin() + end, is_digit) ? digits : 0;
}

}  // namespace

std::vector<CalloutForm> find_callouts(std::u32string_view text) {
  constexpr size_t kLongest = 40;
  std::vector<CalloutForm> out;
  for (uint32_t i = 0; i < text.size(); ++i) {
    if (!opens(text[i])) continue;
    uint32_t close = i + 1;
    while (close < text.size() && close - i < kLongest && !closes(text[close]) && !opens(text[close])) ++close;
    if (close >= text.size() || !closes(text[close]) || close == i + 1) continue;
    // "[5, p. 118]", "[6(pp. 118-121)]", "[1](第42页)": a page inside belongs to the one number before it.
    const uint32_t page = page_within(text, i + 1, close);
    Inside inside = read_inside(text.substr(i + 1, (page == 0 ? close : page) - i - 1));
    if (page != 0 && inside.numbers.size() != 1) continue;
    if (!inside.good) continue;
    // [1]-[3] and [1],[3]: one range; two callouts.
    if (!out.empty() && i > 0 && is_range_sign(text[i - 1]) && out.back().span.end == i - 1 && out.back().numbers.size() == 1 && inside.numbers.size() == 1 &&
        inside.numbers[0] > out.back().numbers[0] && inside.numbers[0] - out.back().numbers[0] <= 30) {
      for (uint32_t n = out.back().numbers[0] + 1; n <= inside.numbers[0]; ++n) out.back().numbers.push_back(n);
      out.back().span.end = close + 1;
      i = close;
      continue;
    }
    CalloutForm form;
    form.span = {i, close + 1};
    form.numbers = std::move(inside.numbers);
    form.certainty = inside.repaired ? 0.5F : 0.9F;
    if (page != 0) {
      uint32_t from = page;
      while (from < close && !is_digit(text[from])) ++from;
      uint32_t to = close;
      while (to > from && !is_digit(text[to - 1])) --to;
      form.locator = {from, to};
      out.push_back(std::move(form));
      i = close;
      continue;
    }
    // A locator raised behind the bracket: digits that end before a mark or Han, and are no year or quantity.
    uint32_t end = close + 1;
    while (end < text.size() && (is_digit(text[end]) || (end > close + 1 && is_range_sign(text[end])))) ++end;
    const bool ends_well = end >= text.size() || std::u32string_view(U"。，；、”’）.,;:)").find(text[end]) != std::u32string_view::npos;
    if (end > close + 1 && end - close < 12 && ends_well && is_digit(text[end - 1])) form.locator = {close + 1, end};
    out.push_back(std::move(form));
    i = close;
  }
  return out;
}

}  // namespace jiaokan
