// How much a stretch of text looks like one name: 3 surely, 0 perhaps, below 0 not at all (specification 4).
#include <algorithm>

#include "lang/script.h"
#include "refs/parser.h"
#include "refs/refs.h"
#include "refs/words.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kParticles[] = {U"von", U"van", U"der", U"den", U"de", U"del", U"della", U"di", U"da", U"dos", U"du", U"la", U"le", U"el", U"al", U"ter", U"ten", U"bin", U"ibn", U"zu", U"zur", U"af", U"y", U"e", U"do", U"das"};
constexpr std::u32string_view kSmall[] = {U"of", U"for", U"the", U"and", U"in", U"on", U"&", U"et", U"und", U"für", U"des", U"at", U"to"};
constexpr std::u32string_view kTitleWords[] = {U"研究", U"论", U"的", U"概论", U"分析", U"简史", U"导论", U"全集", U"文集", U"选集", U"通史", U"史", U"及其", U"问题"};

constexpr CharacterSet kSounds = std::u32string_view(
#include "refs/transliteration.inc"
);

bool has(const auto& words, std::u32string_view word) { return std::find(std::begin(words), std::end(words), word) != std::end(words); }

bool is_middle_dot(char32_t c) { return among(c, U"·•・‧∙⋅"); }

}  // namespace

bool is_transliterated(std::u32string_view text) {
  uint32_t sounds = 0, all = 0;
  for (const char32_t c : text) {
    if (!is_han(c)) continue;
    ++all;
    sounds += kSounds.has(c);
  }
  return all >= 2 && sounds * 4 >= all * 3;
}

bool is_name_suffix(std::u32string_view word) {
  constexpr std::u32string_view kSuffixes[] = {U"Jr", U"Jr.", U"Sr", U"Sr.", U"II", U"III", U"IV"};
  return has(kSuffixes, word);
}

bool is_name_particle(std::u32string_view word) { return has(kParticles, word); }

int score_han(std::u32string_view text, bool& corporate) {
  uint32_t han = 0, latin = 0, dots = 0;
  for (const char32_t c : text) {
    if (c >= 0x1100 && !is_middle_dot(c) && is_letter(c) && !is_latin_letter(c)) ++han;
    else if (is_latin_letter(c)) ++latin;
    else if (is_middle_dot(c) || c == U'.') ++dots;
    else if (is_ascii_digit(c) || among(c, U"？！?!:“”;")) return -5;
  }
  corporate = is_body(text);
  if (corporate) return han > 40 ? -3 : 3;
  if (text.find(U'《') != std::u32string_view::npos) return -4;
  if (han == 1 && latin == 0) return -2;
  if (dots > 0) {
    size_t last = text.size();
    while (last > 0 && !is_middle_dot(text[last - 1]) && text[last - 1] != U'.') --last;
    const bool short_pieces = han <= 16 && text.size() - last <= 8;
    const bool sounds = latin > 0 || text.find(U'·') != std::u32string_view::npos || is_transliterated(text);
    return short_pieces && sounds ? 3 : -3;
  }
  if (latin > 0) return han <= 8 && latin <= 3 ? (is_transliterated(text) ? 3 : 1) : -3;
  if (han <= 4) return is_surname(text) ? (han <= 3 ? 3 : 2) : is_transliterated(text) ? 2 : 1;
  if (han <= 9 && is_transliterated(text)) return 2;
  for (const std::u32string_view word : kTitleWords)
    if (text.find(word) != std::u32string_view::npos) return -5;
  return han <= 6 ? -1 : -3;
}

int score_western(std::u32string_view text, bool& corporate) {
  uint32_t surnames = 0, initials = 0, small = 0, others = 0, words = 0, capitals = 0, behind = 0, last_words = 0;
  bool number = false;
  constexpr std::u32string_view kOpeners[] = {U"The", U"A", U"An", U"On", U"In", U"How", U"What", U"Why", U"Is", U"Towards"};
  const bool article = has(kOpeners, text.substr(0, text.find(U' '))) && text.find(U' ') != std::u32string_view::npos && text.size() > text.find(U' ') + 3;
  for (size_t i = 0; i < text.size();) {
    while (i < text.size() && (is_space(text[i]) || text[i] == U',')) ++i;
    const size_t begin = i;
    while (i < text.size() && !is_space(text[i]) && text[i] != U',') ++i;
    if (i == begin) break;
    const std::u32string_view word = text.substr(begin, i - begin);
    if (word.size() > 4 && word.back() == U'.' && i < text.size() && !is_name_suffix(word)) return -6;   // a sentence ends inside
    if (word[0] == U'(' && words > 1 && word.back() == U')') continue;   // (IUCN)
    ++words;
    uint32_t letters = 0, upper = 0, dots = 0;
    for (const char32_t c : word) {
      letters += is_letter(c);
      upper += is_capital(c);
      dots += c == U'.';
      number |= is_digit(c);
      if (among(c, U"“”\"?!:;/@*")) return -6;
    }
    if (letters == 0) {
      if (!has(kSmall, word)) ++others;
    } else if (is_name_suffix(word)) {
      continue;
    } else if (upper == letters && (letters == 1 || (letters <= 4 && dots >= 1 && dots + 1 >= letters) || (letters <= 3 && surnames > 0))) {
      ++initials;
      if (surnames > 0) ++behind;
    } else if (is_capital(word[0]) || (word.size() > 2 && among(word[1], U"'’") && is_capital(word[2]))) {
      ++surnames;
      if (behind > 0) ++last_words;
      capitals += upper == letters;
    } else if (is_name_particle(word)) {
      ++small;
    } else if (has(kSmall, word)) {
      small += 10;
    } else {
      ++others;
    }
  }
  if (words == 0) return -5;
  corporate = is_body(text);
  if (corporate && others == 0 && surnames > 0) return 3;
  corporate = false;
  if (number || others > 0 || article) return -5;
  if (small >= 10) {
    return -3;
  }
  if (surnames == 0) return -3;
  // "Edwin R. DuBose" is a name; "Brown J R. William Shakespeare" is one and a title.
  if (last_words > 2 || (last_words > 0 && behind > 1)) return -4;
  if (initials > 0 && surnames <= 4) return 3;
  if (initials > 0) return -2;
  if (surnames == 1) return capitals == 1 ? 1 : 0;
  corporate = false;
  // "Pereira, Maria Aparecida Viana": a given name written out may be long.
  return surnames <= (text.find(U',') != std::u32string_view::npos ? 6 : 3) ? 1 : surnames == 4 ? 0 : -2;
}

}  // namespace jiaokan
