// Names of GB/T 7714: surname first; in capitals and with bare initials until 2015, as people write it and with hyphens since 2025.
#include <algorithm>

#include "lang/letter_case.h"
#include "lang/script.h"
#include "refs/gbt7714.h"
#include "refs/pinyin.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

bool is_capital_form(char32_t c) { return small_letter(c) != c; }

std::u32string clean(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text) {
    if (is_space(c)) {
      if (!out.empty() && out.back() != U' ') out.push_back(U' ');
    } else {
      out.push_back(c);
    }
  }
  while (!out.empty() && (out.back() == U' ' || out.back() == U',')) out.pop_back();
  return out;
}

std::u32string capitals(std::u32string_view text) {
  std::u32string out(text);
  std::transform(out.begin(), out.end(), out.begin(), capital_letter);
  return out;
}

// "MOREAU" is Moreau, "O'BRIEN" O'Brien, "VON STETTEN" von Stetten; what has small letters stays.
constexpr std::u32string_view kParticles[] = {U"da", U"de", U"del", U"der", U"di", U"du", U"la", U"le", U"ten", U"ter", U"van", U"von", U"zur"};

std::u32string plain_case(std::u32string_view text) {
  if (std::any_of(text.begin(), text.end(), [](char32_t c) { return is_letter(c) && !is_capital_form(c) && capital_letter(c) != c; })) return std::u32string(text);
  std::u32string out;
  for (size_t i = 0; i < text.size();) {
    const size_t end = std::min(text.find(U' ', i), text.size());
    std::u32string word;
    for (size_t k = i; k < end; ++k) word.push_back(k == i || !is_letter(text[k - 1]) ? text[k] : small_letter(text[k]));
    std::u32string small = word;
    small[0] = small_letter(small[0]);
    const bool particle = end < text.size() && std::find(std::begin(kParticles), std::end(kParticles), small) != std::end(kParticles);
    out += particle ? small : word;
    if (end < text.size()) out.push_back(U' ');
    i = end + 1;
  }
  return out;
}

bool is_pinyin_name(std::u32string_view surname, std::u32string_view given) {
  // Initials are none: "J.-A." would be read as a syllable.
  if (std::all_of(given.begin(), given.end(), [](char32_t c) { return !is_letter(c) || is_capital_form(c); })) return false;
  std::u32string small, letters;
  for (const char32_t c : surname) small.push_back(small_letter(c));
  for (const char32_t c : given)
    if (is_letter(c)) letters.push_back(small_letter(c));
  return is_pinyin(small, 1, 2) && letters.size() > 1 && is_pinyin(letters, 1, 3);
}

// Words of a given name: initials of one letter each without dots; a word in small letters is a particle.
std::u32string given_name(std::u32string_view given, GbtEdition edition) {
  std::u32string out;
  char32_t joint = 0;
  const auto put = [&](std::u32string_view piece) {
    if (!out.empty()) out.push_back(joint == U'-' && edition == GbtEdition::of_2025 ? U'-' : U' ');
    out += piece;
    joint = 0;
  };
  for (size_t i = 0; i < given.size();) {
    if (!is_letter(given[i])) {
      if (given[i] == U'-' || given[i] == U'‐') joint = U'-';
      ++i;
      continue;
    }
    size_t end = i;
    while (end < given.size() && (is_letter(given[end]) || given[end] == U'\'' || given[end] == U'’')) ++end;
    const std::u32string_view word = given.substr(i, end - i);
    i = end;
    if (!is_capital_form(word[0])) {
      put(joint == U'-' ? std::u32string(1, capital_letter(word[0])) : std::u32string(word));
      continue;
    }
    const bool run = word.size() <= 3 && std::all_of(word.begin(), word.end(), is_capital_form);   // Vancouver's "JA"
    for (size_t k = 0; k < (run ? word.size() : 1); ++k) put(word.substr(k, 1));
  }
  return out;
}

constexpr std::u32string_view kSuffixes[] = {U"II", U"III", U"IV", U"Jr", U"Sr"};

}  // namespace

std::u32string gbt7714_name(const Reference& reference, const RefPart& name, GbtEdition edition) {
  const std::u32string_view raw = reference.raw;
  const std::u32string whole = clean(raw.substr(name.span.begin, name.span.size()));
  const bool han = !whole.empty() && is_cjk(whole[0]);
  if (name.corporate || han || name.surname.empty() || name.given.empty()) return whole;
  std::u32string surname = clean(raw.substr(name.surname.begin, name.surname.size())), given = clean(raw.substr(name.given.begin, name.given.size())), suffix;
  // Jr and III stand behind both: "LOWE J A, Jr" is no surname of three words.
  for (const std::u32string_view word : kSuffixes) {
    if (!given.ends_with(word) || (given.size() > word.size() && is_letter(given[given.size() - word.size() - 1]))) continue;
    suffix = word;
    given = clean(std::u32string_view(given).substr(0, given.size() - word.size()));
    if (given.empty()) {
      const SplitName split = split_name(surname);
      if (split.surname.empty()) return whole;
      given = clean(surname.substr(split.given.begin, split.given.size()));
      surname = surname.substr(split.surname.begin, split.surname.size());
    }
    break;
  }
  std::u32string out = edition == GbtEdition::of_2015 ? capitals(surname) : plain_case(surname);
  // Pinyin may be written out, and its initials cannot be told from it without the characters.
  out += U" " + (is_pinyin_name(surname, given) ? given : given_name(given, edition));
  if (!suffix.empty()) out += U", " + suffix;
  return out;
}

}  // namespace jiaokan
