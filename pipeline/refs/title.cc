// A title and what may stand at its end: edition, volume, number (specification 5).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"

namespace jiaokan {

// A code: GB/T 2659—1986 · ICPSR 35531 · 法发〔1993〕36号 · CN01129210.5 · 0032-001-0147-006.
bool is_code(std::u32string_view text) {
  uint32_t digits = 0, small = 0, han = 0;
  for (const char32_t c : text) {
    digits += is_ascii_digit(c);
    han += is_han(c);
    small += is_letter(c) && !is_capital(c) && !is_han(c);
    if (!(is_letter(c) || is_digit(c) || is_space(c) || among(c, U"-/.:()[]_§&+#~"))) return false;
  }
  if (digits == 0 || text.size() > 48) return false;
  // "2006-2011" and "2025-6-22" are times, not numbers.
  if (text.size() <= 10 && (text.starts_with(U"19"sv) || text.starts_with(U"20"sv)) && std::all_of(text.begin(), text.end(), [](char32_t c) { return is_ascii_digit(c) || c == U'-'; })) return false;
  if (digits % 4 == 0 && digits <= 8 && text.size() <= 9 && (text[0] == U'1' || text[0] == U'2') && han == 0 && text.size() - digits <= 1) return false;
  if (han > 0) return (text.back() == U'号' || text.back() == U'號') && han <= 14;
  return small <= 2 && digits * 6 >= text.size();
}

namespace {

// 第三版 · 2nd ed. · 修订本
bool bracketed_edition(std::u32string_view inside) { return inside.size() <= 24 && is_edition(inside) && !(inside.ends_with(U"版"sv) && inside.starts_with(U"社会科学"sv)); }

bool takes_volume(const ReferenceDraft& d, RefField field) {
  if (field == RefField::container) return true;
  switch (d.type) {
    case RefType::journal:
    case RefType::newspaper:
    case RefType::webpage:
    case RefType::thesis: return false;
    default: return true;
  }
}

// The number of a standard stands before its title: "GB/T 9998—1994, 竹简尺寸".
uint32_t leading_number(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr std::u32string_view kBodies[] = {U"GB", U"ISO", U"IEC", U"ASTM", U"DIN", U"ANSI", U"NB", U"DL", U"JB", U"HJ", U"SL", U"JGJ", U"TB"};
  const bool unmarked = d.mark.letters.empty() && std::any_of(std::begin(kBodies), std::end(kBodies), [&](std::u32string_view body) { return d.slice(begin, end).starts_with(body); });
  if ((d.type != RefType::standard && !unmarked) || !is_capital(d.text[begin])) return begin;
  uint32_t k = begin, digits = 0;
  while (k < end && (is_capital(d.text[k]) || is_ascii_digit(d.text[k]) || is_space(d.text[k]) || among(d.text[k], U"/-.:"))) digits += is_ascii_digit(d.text[k++]);
  const uint32_t stop = trim_signs(d, begin, k, U".:,");
  if (digits < 3 || stop >= end || stop == begin) return begin;
  const bool parted = k < end && (d.text[k] == U',' || is_han(d.text[k]) || d.text[k] == U'《');
  // "ISO 15836 Title": the word that follows the number begins with a capital, which the scan has taken.
  uint32_t number_end = stop;
  while (number_end > begin && !is_ascii_digit(d.text[number_end - 1])) --number_end;
  if (!parted && number_end == stop) return begin;
  d.add(RefField::number, begin, number_end);
  return skip_signs(d, number_end, end, U",.:");
}

}  // namespace

void add_edition(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr std::u32string_view kHan = U"〇一二三四五六七八九十";
  const std::u32string_view text = d.slice(begin, end);
  std::string digits;
  for (const char32_t c : text)
    if (is_ascii_digit(c)) digits.push_back(static_cast<char>(c));
  std::string value = digits;
  const bool year = digits.size() == 4;
  if (digits.empty() && text.size() >= 3 && text[0] == U'第' && text.find(U'版') != std::u32string_view::npos) {
    uint32_t n = 0;
    for (const char32_t c : text.substr(1)) {
      const size_t at = kHan.find(c);
      if (at == std::u32string_view::npos) break;
      n = at == 10 ? std::max(1U, n) * 10 : n + static_cast<uint32_t>(at);
    }
    if (n > 0) value = std::to_string(n);
  }
  d.add(RefField::edition, begin, end, year || digits.size() > 4 ? std::string() : value);
}

void read_title(ReferenceDraft& d, RefField field, uint32_t begin, uint32_t end) {
  begin = skip_signs(d, begin, end, U"");
  uint32_t stop = field == RefField::container ? trim_signs(d, begin, end, U".,:;") : trim_signs(d, begin, end, U".,");
  if (begin >= stop) return;
  if (field == RefField::title) begin = leading_number(d, begin, stop);
  // 《书名》 around a title between other marks.
  if (d.text[begin] == U'《' && field == RefField::container) {
    const uint32_t close = closing_of(d, begin, stop);
    if (close != kNone) {
      std::string value;
      const uint32_t behind = skip_signs(d, close + 1, stop, U":,(");
      const uint32_t units = read_volume_words(d, behind, stop, value);
      if (units > behind && !d.has(RefField::volume)) d.add(RefField::volume, behind, units, value);
      d.add(field, begin + 1, close);
      return;
    }
  }
  // ", eds. A. Author, B. Author" behind a part's title: the host's editors.
  for (uint32_t i = begin + 4; field == RefField::title && i + 8 < stop; ++i) {
    if (d.text[i] != U',' || !(starts_with_word(d.slice(i, stop), U", ed. ") || starts_with_word(d.slice(i, stop), U", eds. "))) continue;
    const uint32_t names = i + (d.text[i + 4] == U's' ? 7 : 6);
    const uint32_t names_end = std::min(d.find(U"(", names, stop), stop);
    const NameList list = scan_names(d, names, names_end);
    if (list.score <= 0) continue;
    add_names(d, d.mark.letters == "A" ? RefField::container_author : RefField::editor, list);
    if (names_end < stop && is_edition(d.slice(names_end + 1, stop - 1))) add_edition(d, names_end + 1, stop - 1);
    stop = i;
  }
  // ", 2nd edn" at the end.
  if (const size_t comma = d.text.rfind(U',', stop - 1); takes_volume(d, field) && comma != std::u32string::npos && comma > begin && stop - comma < 16) {
    const uint32_t from = skip_signs(d, static_cast<uint32_t>(comma) + 1, stop, U"");
    if (from < stop && (is_ascii_digit(d.text[from]) || d.text[from] == U'第') && is_edition(d.slice(from, stop))) {
      add_edition(d, from, stop);
      stop = static_cast<uint32_t>(comma);
    }
  }
  // ", Bd. I" before it.
  if (const size_t comma = d.text.rfind(U',', stop - 1); field == RefField::title && d.mark.letters.empty() && takes_volume(d, field) && comma != std::u32string::npos && comma > begin && stop - comma < 12 && !starts_with_word(d.slice(skip_signs(d, end, d.end, U",.;"), d.end), U"no")) {
    const uint32_t from = skip_signs(d, static_cast<uint32_t>(comma) + 1, stop, U"");
    std::string value;
    if (from < stop && is_latin_letter(d.text[from]) && read_volume_words(d, from, stop, value) == stop && !d.has(RefField::volume)) {
      d.add(RefField::volume, from, stop, value);
      stop = static_cast<uint32_t>(comma);
    }
  }
  // What stands in brackets at the end.
  if (takes_volume(d, field) && d.text[stop - 1] == U')') {
    const size_t open = d.text.rfind(U'(', stop - 1);
    if (open != std::u32string::npos && open > begin + 1) {
      const uint32_t from = static_cast<uint32_t>(open) + 1;
      std::string value;
      const uint32_t units = read_volume_words(d, from, stop - 1, value);
      if (bracketed_edition(d.slice(from, stop - 1))) {
        add_edition(d, from, stop - 1);
        stop = trim_signs(d, begin, from - 1, U"");
      } else if (units > from && skip_signs(d, units, stop - 1, U"") == stop - 1 && !d.has(RefField::volume)) {
        d.add(RefField::volume, from, stop - 1, value);
        stop = trim_signs(d, begin, from - 1, U"");
      }
    }
  }
  // "In Conference on …, Toronto, Canada": where the meeting was.
  if (d.mark.letters.empty() && field == RefField::container && !d.has(RefField::place)) {
    const size_t last = d.text.rfind(U',', stop - 1);
    const size_t second = last == std::u32string::npos || last == 0 ? std::u32string::npos : d.text.rfind(U',', last - 1);
    for (const size_t comma : {second, last}) {
      if (comma == std::u32string::npos || comma <= begin + 12 || holds_han(d.slice(begin, stop))) continue;
      const uint32_t from = skip_signs(d, static_cast<uint32_t>(comma) + 1, stop, U"");
      if (!is_place(d.slice(from, stop))) continue;
      d.add(RefField::place, from, stop);
      stop = static_cast<uint32_t>(comma);
      break;
    }
  }
  // What stands behind the last colon: ": 第 1 卷", ": GB/T 2659—1986", ": 中国, 88105607.3", ": 3".
  uint32_t colon = kNone, depth = 0;
  for (uint32_t i = stop; i > begin + 1 && colon == kNone; --i) {
    if (d.text[i - 1] == U')') ++depth;
    if (d.text[i - 1] == U'(' && depth > 0) --depth;
    if (d.text[i - 1] == U':' && depth == 0 && !d.masked(i - 1)) colon = i - 1;
  }
  if (colon != kNone && d.type == RefType::standard) {
    // ISO 15836:2009 holds a colon of its own.
    uint32_t k = colon;
    while (k > begin && (is_ascii_digit(d.text[k - 1]) || is_capital(d.text[k - 1]) || among(d.text[k - 1], U" /-."))) --k;
    if (k < colon && k > begin && d.text[k - 1] == U':') colon = k - 1;
  }
  if (colon != kNone) {
    const uint32_t tail = skip_signs(d, colon + 1, stop, U"");
    std::string value;
    const uint32_t units = takes_volume(d, field) ? read_volume_words(d, tail, stop, value) : tail;
    const bool digits_only = tail < stop && std::all_of(d.text.begin() + tail, d.text.begin() + stop, is_ascii_digit);
    const bool coded = field == RefField::title && d.type != RefType::journal && d.type != RefType::newspaper && d.type != RefType::book;
    if (units > tail && !d.has(RefField::volume)) {
      const uint32_t behind = skip_signs(d, units, stop, U"");
      if (units < stop && is_space(d.text[units]) && behind < stop && d.text[behind] != U'(') {
        // 卷 9 东莞城隍: the part has a title of its own.
        d.add(RefField::volume, tail, units, value);
        d.add(RefField::part_title, units, stop);
      } else if (units == stop || d.text[behind] == U'(') {
        d.add(RefField::volume, tail, units, value);
      } else {
        d.add(RefField::volume, tail, stop);
      }
      stop = colon;
    } else if (digits_only && stop - tail <= 3 && (d.type == RefType::book || field == RefField::container) && !d.has(RefField::volume)) {
      d.add(RefField::volume, tail, stop);
      stop = colon;
    } else if (coded && d.type == RefType::patent) {
      // [country,] number
      const uint32_t comma = d.find(U",", tail, stop);
      uint32_t number = tail;
      if (comma != kNone && comma - tail <= 12 && std::none_of(d.text.begin() + tail, d.text.begin() + comma, is_ascii_digit)) {
        const std::u32string_view country = d.slice(tail, comma);
        d.add(RefField::place, tail, country.ends_with(U"专利"sv) && country.size() > 2 ? comma - 2 : comma);
        number = comma + 1;
      }
      if (std::any_of(d.text.begin() + number, d.text.begin() + stop, is_ascii_digit)) {
        d.add(RefField::number, number, stop);
        stop = colon;
      }
    } else if (coded && tail < stop && is_code(d.slice(tail, stop))) {
      d.add(RefField::number, tail, stop);
      stop = colon;
    }
  }
  stop = trim_signs(d, begin, stop, U":,");
  // "国史 卷 1", "奥本海国际法 上卷第一分册", "中文编码字符集 GB 18030—2022": in the 1987 form only a space stands before them.
  if (d.mark.letters.empty() && field == RefField::title && takes_volume(d, field) && holds_han(d.slice(begin, stop))) {
    for (uint32_t i = stop; i > begin + 2; --i) {
      if (!is_space(d.text[i - 1])) continue;
      std::string value;
      const uint32_t units = read_volume_words(d, i, stop, value);
      const bool volume = units > i && (units == stop || is_space(d.text[units])) && !d.has(RefField::volume);
      const bool code = units == i && is_code(d.slice(i, stop)) && (d.text[stop - 1] == U'号' || is_capital(d.text[i]) || is_ascii_digit(d.text[i])) && stop - i > 5;
      if (!volume && !code) continue;
      if (code) d.add(RefField::number, i, stop);
      else d.add(RefField::volume, i, units, value), d.add(RefField::part_title, units, stop);
      stop = trim_signs(d, begin, i, U":,");
      break;
    }
  }
  d.add(field, begin, stop);
}

}  // namespace jiaokan
