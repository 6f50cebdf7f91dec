#include "refs/list_signs.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

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

constexpr std::u32string_view kBehindName = U",，、.．。(（:：;；";

bool is_year_at(std::u32string_view text, size_t i) {
  if (i + 4 > text.size() || (i > 0 && is_digit(text[i - 1])) || (i + 4 < text.size() && is_digit(text[i + 4]))) return false;
  uint32_t value = 0, digits = 0;
  for (size_t k = i; k < i + 4; ++k) {
    const char32_t c = text[k];
    // Scans read a nought or a one as a letter.
    const bool nought = c == U'O' || c == U'o', one = (c == U'l' || c == U'I') && k > i;
    if (!is_digit(c) && !nought && !one) return false;
    digits += is_digit(c);
    value = value * 10 + (is_digit(c) ? fold(c) - U'0' : one ? 1 : 0);
  }
  // "1641-1647" are pages.
  const auto dash = [&](size_t k) { return k < text.size() && std::u32string_view(U"-–—").find(text[k]) != std::u32string_view::npos; };
  const bool range = value < 1900 && ((dash(i + 4) && i + 5 < text.size() && is_digit(text[i + 5])) || (i > 1 && dash(i - 1) && is_digit(text[i - 2])));
  return digits >= 2 && value >= 1500 && value <= 2099 && !range;
}

std::vector<uint32_t> years_in(std::u32string_view text) {
  std::vector<uint32_t> out;
  for (size_t i = 0; i + 4 <= text.size(); ++i) {
    if (!is_year_at(text, i)) continue;
    uint32_t value = 0;
    for (size_t k = i; k < i + 4; ++k) value = value * 10 + (is_digit(text[k]) ? fold(text[k]) - U'0' : text[k] == U'l' || text[k] == U'I' ? 1 : 0);
    out.push_back(value);
  }
  return out;
}

// "(20o7)", "(2l0)", "(998)" at i: where the year stands that a scan has damaged. No issue, which stands behind its volume or before its pages.
bool is_year_slot(std::u32string_view text, size_t i) {
  constexpr size_t kShortest = 2, kLongest = 5;
  if (fold(text[i]) != U'(') return false;
  size_t end = i + 1, digits = 0;
  for (; end < text.size() && (is_digit(text[end]) || std::u32string_view(U"oOlI").find(text[end]) != std::u32string_view::npos); ++end) digits += is_digit(text[end]);
  const size_t size = end - i - 1;
  if (end < text.size() && is_latin_letter(text[end])) ++end;   // 2007a
  if (size < kShortest || size > kLongest || digits == 0 || end >= text.size() || fold(text[end]) != U')') return false;
  size_t before = i;
  while (before > 0 && is_space(text[before - 1])) --before;
  const size_t behind = text.find_first_not_of(U" ", end + 1);
  return !(before > 0 && is_digit(text[before - 1])) && !(behind != std::u32string_view::npos && std::u32string_view(U":：,，-").find(text[behind]) != std::u32string_view::npos);
}

bool has_year(std::u32string_view text) {
  for (size_t i = 0; i + 4 <= text.size(); ++i)
    if (is_year_at(text, i) || is_year_slot(text, i)) return true;
  return false;
}

// 林晓, · 林晓，周砚. · 汉斯·韦伯. — two to four characters, or a body's name, and a sign of a list of names.
Sign begins_with_han(std::u32string_view text) {
  size_t n = 0;
  while (n < text.size() && (is_han(text[n]) || text[n] == U'·' || text[n] == U'•')) ++n;
  if (n == text.size()) return Sign::weak;
  const bool sign = kBehindName.find(text[n]) != std::u32string_view::npos || is_space(text[n]);
  // "种子，37（7）", "贵阳：贵州科技出版社": a journal and its volume, a place and its publisher.
  size_t behind = n;
  while (behind < text.size() && (is_space(text[behind]) || kBehindName.find(text[behind]) != std::u32string_view::npos)) ++behind;
  if (sign && (text[n] == U',' || text[n] == U'，') && behind < text.size() && is_digit(text[behind]) && !is_year_at(text, behind)) return Sign::none;
  if ((text[n] == U':' || text[n] == U'：') && is_place(text.substr(0, n))) return Sign::none;
  if (sign && n >= 2 && n <= 4 && is_surname(text.substr(0, n))) return Sign::sure;
  return n >= 2 ? Sign::weak : Sign::none;
}

// Whether anything is parted from the names: behind "SHI F H, YU F Y, 2005." a title is still to come.
bool parts_names(std::u32string_view done) {
  constexpr size_t kYear = 6;   // with its stop
  for (size_t i = 1; i + kYear < done.size(); ++i) {
    if (std::u32string_view(U"[［〔《“").find(done[i]) != std::u32string_view::npos) return true;
    if (std::u32string_view(U".．。:：").find(done[i]) != std::u32string_view::npos && !is_capital(done[i - 1])) return true;
  }
  return false;
}

// ", 48(3)", ", 24,574" at i: behind a journal's name.
bool is_volume(std::u32string_view text, size_t i) {
  const size_t number = text.find_first_not_of(U",，. ", i);
  if (number == std::u32string_view::npos || number == i || !is_digit(text[number]) || is_year_at(text, number)) return false;
  const size_t end = text.find_first_not_of(U"0123456789 ", number);
  return end != std::u32string_view::npos && end + 1 < text.size() && (std::u32string_view(U"(（:：").find(text[end]) != std::u32string_view::npos || (fold(text[end]) == U',' && is_digit(text[end + 1])));
}

// "The State Bureau of Supervision, 2000. Forest seeds", "Marsh Council. (2013). Reeds": words and nothing else, their year, and what it parts from them.
bool says_body_and_year(std::u32string_view text) {
  constexpr size_t kLongest = 120;
  size_t i = 0;
  while (i < text.size() && i < kLongest && (is_latin_letter(text[i]) || is_space(text[i]) || std::u32string_view(U"&-'’").find(text[i]) != std::u32string_view::npos)) ++i;
  const size_t name = i;
  while (i < text.size() && (is_space(text[i]) || std::u32string_view(U",，.(（").find(text[i]) != std::u32string_view::npos)) ++i;
  if (i == name || !is_year_at(text, i)) return false;
  i += 4;
  if (i < text.size() && is_latin_letter(text[i])) ++i;
  bool parted = false;
  for (; i < text.size() && (is_space(text[i]) || std::u32string_view(U".．)）").find(text[i]) != std::u32string_view::npos); ++i) parted |= !is_space(text[i]);
  return parted && i < text.size() && is_letter(text[i]);
}

// "Lowe, J. A., & van der Marsh, P. (2004)", "林晓,周砚.(2004)": names, western ones with their initials, and the year in brackets behind them.
bool says_names_and_year(std::u32string_view text) {
  constexpr size_t kLongest = 240, kLongestHan = 4;
  const bool han = is_han(text[0]);
  if (han && !is_surname(text.substr(0, kLongestHan))) return false;
  bool initial = han;
  for (size_t i = 0; i < text.size() && i < kLongest;) {
    if (fold(text[i]) == U'(') return initial && (is_year_at(text, i + 1) || is_year_slot(text, i));
    size_t end = i;
    while (end < text.size() && (han ? is_han(text[end]) : is_latin_letter(text[end]))) ++end;
    const std::u32string_view word = text.substr(i, end - i);
    if (han ? word.size() > kLongestHan : !word.empty() && !is_capital(word[0]) && !is_name_particle(word) && word != U"and") return false;
    if (word.empty() && !is_space(text[i]) && std::u32string_view(U",，、.．&-'’…").find(text[i]) == std::u32string_view::npos) return false;
    initial |= word.size() == 1 && i > 1;
    i = std::max(end, i + 1);
  }
  return false;
}

// Lowe J A, · LOWE J, · Lowe, J. A., · Lowe, John and — a capital word and initials or a further name near it.
Sign begins_with_latin(std::u32string_view text) {
  if (!is_capital(text[0])) return Sign::none;
  size_t n = 0;
  while (n < text.size() && (is_latin_letter(text[n]) || text[n] == U'-' || text[n] == U'\'' || text[n] == U'’')) ++n;
  if (n < 2) return Sign::weak;
  // "ZengMF,": initials that a scan ran into the name
  size_t initials = 0;
  while (initials < 3 && initials + 2 < n && is_capital(text[n - 1 - initials])) ++initials;
  if (initials > 0 && !is_capital(text[n - 1 - initials]) && n < text.size() && (text[n] == U',' || text[n] == U'，')) return Sign::sure;
  std::u32string_view near = text.substr(n, 24);
  near = near.substr(0, static_cast<size_t>(std::find_if(near.begin(), near.end(), is_digit) - near.begin()));
  for (size_t i = 0; i + 1 < near.size(); ++i) {
    // A capital that stands alone is an initial, before a dot, a comma or a blank.
    const bool alone = is_capital(near[i]) && (i == 0 || !is_letter(near[i - 1]));
    if (alone && (is_space(near[i + 1]) || std::u32string_view(U".,．，-").find(near[i + 1]) != std::u32string_view::npos)) return Sign::sure;
    // "BarnettTP,": letters that a scan ran together
    if (alone && i + 2 < near.size() && is_capital(near[i + 1]) && (near[i + 2] == U',' || near[i + 2] == U'，')) return Sign::sure;
  }
  if (says_body_and_year(text)) return Sign::sure;
  return is_volume(text, n) ? Sign::none : Sign::weak;   // "Cryobiology, 48(3)": a journal
}

// "van der Laan L N", "de Kwaadsteniet, E.": where the surname begins behind the small words before it; 0: it has none.
size_t behind_particles(std::u32string_view text) {
  size_t at = 0;
  for (size_t end = 0; end < text.size(); at = ++end) {
    while (end < text.size() && is_latin_letter(text[end])) ++end;
    if (end >= text.size() || text[end] != U' ' || end < at + 2 || !is_name_particle(text.substr(at, end - at))) break;
  }
  return at;
}

// "…心理科学, 42(3), 761-767.]": the bracket that ends there closes the same work in another language.
bool closes_translation(std::u32string_view text, size_t end) {
  constexpr size_t kShortest = 12, kLongest = 400;
  size_t depth = 0, open = end;
  do {
    if (open == 0 || end - open > kLongest) return false;
    --open;
    depth += fold(text[open]) == U']' ? 1 : 0;
    depth -= fold(text[open]) == U'[' && depth > 0 ? 1 : 0;
  } while (depth > 0);
  return open + kShortest < end && holds_han(text.substr(open, end - open));
}

// "(in Chinese)": of the work before.
bool says_language(std::u32string_view text, size_t end) {
  constexpr size_t kLongest = 16;
  const std::u32string_view near = text.substr(end > kLongest ? end - kLongest : 0, std::min(end, kLongest));
  const size_t open = near.find_last_of(U"(（");
  return open != std::u32string_view::npos && near.substr(open + 1).starts_with(U"in ") && open + 4 < near.size() && is_capital(near[open + 4]);
}

}  // namespace

bool read_list_label(std::u32string_view text, uint32_t i, ListLabel& out) {
  const uint32_t begin = i;
  if (i >= text.size()) return false;
  if (const int circled = circled_value(text[i]); circled > 0) {
    out = {{i, i + 1}, static_cast<uint32_t>(circled), true, false};
    return true;
  }
  const char32_t open = fold(text[i]);
  const bool bracket = open == U'[' || open == U'(' || open == U'{' || open == U'〔' || open == U'【' || text[i] == U'「';
  if (bracket) ++i;
  while (bracket && i < text.size() && is_space(text[i])) ++i;
  uint32_t number = 0;
  bool damaged = false;
  if (!read_number(text, i, number, damaged) || number == 0) return false;
  while (i < text.size() && is_space(text[i]) && bracket) ++i;
  char32_t close = i < text.size() ? fold(text[i]) : 0;
  if (bracket) {
    // "[2-3]": one text for two numbers.
    uint32_t last = 0, after = i + 1;
    bool also = false;
    if (close == U'-' && open == U'[' && read_number(text, after, last, also) && last == number + 1 && after < text.size()) i = after, close = fold(text[i]);
    const bool closes = close == U']' || close == U')' || close == U'}' || close == U'〕' || close == U'】' || text[i] == U'」';
    if (!closes) return false;
    out = {{begin, i + 1}, number, true, damaged || open == U'{' || text[begin] == U'「' || text[i] == U'」' || last != 0};
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

uint32_t broken_label_end(std::u32string_view text, uint32_t number, LabelDamage most) {
  constexpr std::u32string_view kOpen = U"[［(（「{〔【", kClose = U"]］)）」}〕】";
  constexpr size_t kMost = 4;
  const std::string digits = std::to_string(number);
  size_t i = 0;
  if (!text.empty() && kOpen.find(text[0]) != std::u32string_view::npos) ++i;
  const bool open = i > 0;
  // The number itself, bare or with what a bracket was read as: "4潘多忠", "[121李".
  size_t k = i;
  while (k - i < digits.size() && k < text.size() && is_digit(text[k]) && fold(text[k]) == static_cast<char32_t>(digits[k - i])) ++k;
  const bool whole = k - i == digits.size();
  if (whole && open && k + 1 < text.size() && (text[k] == U'1' || text[k] == U'J' || text[k] == U'l' || text[k] == U'I') && is_letter(text[k + 1])) return static_cast<uint32_t>(k + 1);
  if (whole && open && k + 1 < text.size() && is_space(text[k]) && is_letter(text[k + 1])) return static_cast<uint32_t>(k + 1);   // "[3 李"
  // "12] 李": what opened the second was read as a one.
  if (!open && text.size() > digits.size() + 2 && std::u32string_view(U"1lI|").find(text[0]) != std::u32string_view::npos && kClose.find(text[digits.size() + 1]) != std::u32string_view::npos &&
      std::equal(digits.begin(), digits.end(), text.begin() + 1, [](char a, char32_t b) { return static_cast<char32_t>(a) == fold(b); }))
    return static_cast<uint32_t>(digits.size()) + 2;
  if (whole && k < text.size() && is_letter(text[k]) && !is_digit(text[k])) return static_cast<uint32_t>(k);
  if (whole && !open && k + 1 < text.size() && is_space(text[k]) && (is_han(text[k + 1]) || is_capital(text[k + 1]))) return static_cast<uint32_t>(k + 1);
  // "33 .Motta": the initial before the name is lost, its stop is not.
  if (whole && !open) {
    constexpr size_t kStop = 3;
    size_t name = k;
    while (name < text.size() && name < k + kStop && (is_space(text[name]) || text[name] == U'.')) ++name;
    if (name > k && name < text.size() && is_capital(text[name])) return static_cast<uint32_t>(name);
  }
  if (most != LabelDamage::any) return 0;
  // The bracket that closes it alone, or a bracket with something short in it.
  if (!open && text.size() > 2 && kClose.find(text[0]) != std::u32string_view::npos && is_space(text[1])) return 1;
  for (k = i; k < text.size() && k < i + kMost && kClose.find(text[k]) == std::u32string_view::npos; ++k)
    if (!is_digit(text[k]) && !is_latin_letter(text[k]) && !is_space(text[k])) return 0;
  const bool closed = k > i && k + 1 < text.size() && kClose.find(text[k]) != std::u32string_view::npos;
  return closed && (open || is_digit(text[i])) ? static_cast<uint32_t>(k + 1) : 0;
}

ListEntry labelled_entry(uint32_t at, const ListLabel& label) {
  ListEntry entry;
  entry.span = {at, at};
  entry.label = label.span;
  entry.number = label.number;
  entry.damaged = label.damaged;
  return entry;
}

bool says_type_mark(std::u32string_view text) {
  TypeMark mark;
  const std::u32string copy(text);
  for (uint32_t i = 1; i < copy.size(); ++i)
    if (std::u32string_view(U"[［〔【").find(copy[i]) != std::u32string_view::npos) {
      std::u32string folded(copy.substr(i, 12));
      for (char32_t& c : folded) c = fold(c);
      if (folded[0] == U'〔' || folded[0] == U'【') folded[0] = U'[';
      if (read_mark(folded, 0, mark)) return true;
    }
  return false;
}

bool says_other_year(std::u32string_view one, std::u32string_view other) {
  const std::vector<uint32_t> a = years_in(one), b = years_in(other);
  return !a.empty() && !b.empty() && std::none_of(b.begin(), b.end(), [&](uint32_t year) { return std::find(a.begin(), a.end(), year) != a.end(); });
}

bool has_year_or_mark(std::u32string_view text) { return has_year(text) || says_type_mark(text); }

Sign begins_like_entry(std::u32string_view text) {
  size_t i = 0;
  while (i < text.size() && (is_space(text[i]) || text[i] == U'*' || text[i] == U'•' || text[i] == U'†')) ++i;   // of works in a survey
  text = text.substr(i);
  if (text.size() < 4) return Sign::none;
  const char32_t open = fold(text[0]);
  if (open == U'[' || open == U'(' || open == U'〔') {   // [美] （清）
    const size_t close = text.find_first_of(U"]］)）〕");
    if (close == std::u32string_view::npos || close > 6 || close < 2) return Sign::none;
    return std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(close), is_han) ? Sign::sure : Sign::none;
  }
  if (is_han(text[0])) return begins_with_han(text);
  if (const size_t name = behind_particles(text); name > 0) return begins_with_latin(text.substr(name)) == Sign::sure ? Sign::sure : Sign::none;
  if (is_latin_letter(text[0])) return begins_with_latin(text);
  if (text[0] == U'「' && text.find(U'」') == std::u32string_view::npos) return Sign::none;   // what a bracket was read as
  if (std::u32string_view(U"“\"《「『").find(text[0]) != std::u32string_view::npos || is_letter(text[0])) return Sign::weak;
  return Sign::none;
}

Sign ends_like_entry(std::u32string_view text) {
  size_t end = text.size();
  while (end > 0 && is_space(text[end - 1])) --end;
  if (end == 0) return Sign::sure;
  const char32_t last = text[end - 1];
  if (is_digit(last) || std::u32string_view(U".．。]］)）>〕").find(last) != std::u32string_view::npos) return Sign::sure;
  // An address runs to the end.
  size_t address = text.substr(0, end).rfind(U":/");   // a stroke may be lost
  if (address == std::u32string_view::npos) address = text.substr(0, end).rfind(U"www.");
  if (address != std::u32string_view::npos && std::none_of(text.begin() + static_cast<std::ptrdiff_t>(address), text.begin() + static_cast<std::ptrdiff_t>(end), is_space)) return Sign::sure;
  return is_letter(last) ? Sign::weak : Sign::none;
}

std::vector<uint32_t> run_together(std::u32string_view text, size_t most, Dates dates) {
  constexpr size_t kShortest = 16, kNear = 160, kMark = 300, kFar = 800;
  std::vector<uint32_t> out;
  size_t from = 0;
  for (size_t k = kShortest; k + kShortest < text.size() && out.size() < most; ++k) {
    // Behind pages or a year, with or without the stop: "773-776潘珂．" "90-100.孙彦，"
    size_t before = k;
    while (before > 0 && (is_space(text[before - 1]) || text[before - 1] == U'*')) --before;
    const bool stop = before > 0 && std::u32string_view(U".．。").find(text[before - 1]) != std::u32string_view::npos;
    if (stop) --before;
    while (before > 0 && is_space(text[before - 1])) --before;
    if (before == 0) continue;
    const char32_t last = text[before - 1];
    const bool pair = !stop && before > 1 && fold(last) == U']' &&
                      (before == k ? is_digit(text[before - 2]) || std::u32string_view(U".．。").find(text[before - 2]) != std::u32string_view::npos : closes_translation(text, before));
    const bool bracket = fold(last) == U')' && (stop || says_language(text, before));
    // "…Guilford Press. Lowe, J. (2004)."
    const bool word = stop && before > 1 && is_letter(last) && is_letter(text[before - 2]) && says_names_and_year(text.substr(k));
    if (!(is_digit(last) || pair || word || bracket || (stop && fold(last) == U']'))) continue;
    if (k > 0 && (is_letter(text[k - 1]) || is_digit(text[k])) && !is_digit(text[k - 1])) continue;
    const std::u32string_view rest = text.substr(k), done = text.substr(std::max(from, k > kFar ? k - kFar : 0), std::min(k - from, kFar));
    if (!is_letter(text[k]) || begins_like_entry(rest) != Sign::sure) continue;
    if (done.size() < kShortest || (dates == Dates::both && !has_year(done)) || !parts_names(done)) continue;
    if (dates == Dates::both && !(says_type_mark(done) ? says_type_mark(rest.substr(0, kMark)) : has_year(rest.substr(0, kNear)))) continue;
    if (dates == Dates::any && !stop) continue;
    // A second form in the other language is the same work: it repeats its year.
    if (is_latin_letter(text[k]) && std::any_of(done.begin(), done.begin() + 8, is_han) && !says_other_year(done, rest.substr(0, kNear))) continue;
    out.push_back(static_cast<uint32_t>(k));
    from = k;
    k += kShortest;
  }
  return out;
}

}  // namespace jiaokan
