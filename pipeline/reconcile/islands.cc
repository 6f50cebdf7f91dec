#include "reconcile/islands.h"

#include <algorithm>

#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr uint32_t kIsland = 3;         // columns between two garbled stretches
constexpr uint32_t kGarbled = 5;        // characters of both stretches together
constexpr uint32_t kOtherWord = 4;      // letters that differ, in a word that is another
constexpr uint32_t kAlone = 4;          // characters of one garbled stretch, with another difference one column off

struct Stretch {
  uint32_t begin = 0, end = 0;
  bool garbled = false;
};

// One witness has Han where another has Latin letters and symbols, and little Han.
bool is_garbled(const Collation& c, uint32_t begin, uint32_t end) {
  struct Sorts {
    uint32_t han = 0, other = 0;
  };
  std::vector<Sorts> sorts(c.witnesses.size());
  for (uint32_t k = begin; k < end; ++k)
    for (size_t w = 0; w < c.witnesses.size(); ++w) {
      if (c.cell(k, w) == kNone) continue;
      const char32_t x = c.witnesses[w].chars[c.cell(k, w)];
      const Script script = script_of(x);
      sorts[w].han += script == Script::han;
      sorts[w].other += script == Script::latin || script == Script::symbol || script == Script::other;
    }
  for (const Sorts& one : sorts)
    for (const Sorts& other : sorts)
      if (one.han > 0 && one.other == 0 && other.other > 0 && other.han * 2 < one.han) return true;
  return false;
}

// Of a column: every witness has a Latin letter or nothing, and no two have the same letter.
struct Letters {
  bool latin = false, all_differ = false;
};

Letters letters_of(const Collation& c, uint32_t column) {
  Letters out;
  std::u32string seen;
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    const uint32_t i = c.cell(column, w);
    const char32_t here = i == kNone ? 0 : c.witnesses[w].chars[i];
    if (i != kNone && (c.witnesses[w].role[i] == Role::space || !is_latin_letter(here))) return {};
    out.latin = out.latin || i != kNone;
    seen.push_back(here);
  }
  std::sort(seen.begin(), seen.end());
  out.all_differ = std::adjacent_find(seen.begin(), seen.end()) == seen.end();
  return out;
}

// One word beside another (finance, misallocation) agrees in a letter here and there; it is one place.
void drown_words(const Collation& c, const std::vector<bool>& joins, std::vector<bool>& differs) {
  for (uint32_t k = 0; k < differs.size(); ++k) {
    if (!differs[k] || !letters_of(c, k).latin) continue;
    uint32_t end = k, last = k, apart = 0, together = 0;
    for (; end < differs.size() && (end == k || joins[end - 1]); ++end) {
      const Letters letters = letters_of(c, end);
      if (!letters.latin) break;
      if (differs[end]) last = end;
      ++(letters.all_differ ? apart : together);
    }
    together -= end - 1 - last;   // behind the last difference
    if (apart > together && apart >= kOtherWord) std::fill(differs.begin() + k, differs.begin() + last + 1, true);
    k = end - 1;
  }
}

}  // namespace

void drown_islands(const Collation& c, const std::vector<bool>& joins, std::vector<bool>& differs) {
  Stretch last;
  bool any = false;
  for (uint32_t k = 0; k < differs.size();) {
    if (!differs[k]) {
      ++k;
      continue;
    }
    Stretch here{k, k, false};
    while (here.end < differs.size() && differs[here.end] && (here.end == k || joins[here.end - 1])) ++here.end;
    here.garbled = is_garbled(c, here.begin, here.end);
    if (any && here.begin > last.end && here.begin - last.end <= kIsland && (here.garbled || last.garbled)) {
      const uint32_t island = here.begin - last.end, first = last.end - last.begin, second = here.end - here.begin;
      const bool both = here.garbled && last.garbled && first + second >= kGarbled;
      const bool alone = island == 1 && std::max(here.garbled ? second : 0, last.garbled ? first : 0) >= kAlone;
      const bool one_part = std::all_of(joins.begin() + last.end - 1, joins.begin() + here.begin, [](bool j) { return j; });
      if ((both || alone) && one_part) {
        std::fill(differs.begin() + last.end, differs.begin() + here.begin, true);
        here.begin = last.begin;
        here.garbled = true;
      }
    }
    last = here;
    any = true;
    k = here.end;
  }
  drown_words(c, joins, differs);
}

}  // namespace jiaokan
