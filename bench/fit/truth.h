// What the programs of bench/fit share: files, texts without white space, distances, the line that fit.py reads.
#pragma once

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/collation.h"
#include "model/decision.h"
#include "model/unicode.h"

namespace jiaokan {

inline std::string contents(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream out;
  out << file.rdbuf();
  return out.str();
}

// Folded, without white space.
inline std::u32string key_of(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (!is_space(c)) out.push_back(fold(c));
  return out;
}

inline size_t distance(std::u32string_view a, std::u32string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t up = row[j];
      row[j] = std::min({up + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = up;
    }
  }
  return row[b.size()];
}

// article <tab> set <tab> class <tab> index of the true reading <tab> readings <tab> name=value;… | name=value;… (one group a reading)
inline void print_terms(const std::string& article, const char* set, const Locus& locus, const Decision& decision, int right) {
  std::string text;
  for (const Choice& choice : decision.choices) text += (text.empty() ? "" : "/") + to_utf8(key_of(choice.text));
  std::printf("%s\t%s\t%s\t%d\t%s\t", article.c_str(), set, std::string(name_of(locus.cls)).c_str(), right, text.c_str());
  for (size_t r = 0; r < decision.choices.size(); ++r) {
    if (r > 0) std::printf("|");
    for (const Term& term : decision.choices[r].terms) std::printf("%s=%.5g;", term.name, term.value);
  }
  std::printf("\n");
}

}  // namespace jiaokan
