#include "lang/en/parting.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "lang/en/word_hash.h"
#include "lang/en/words.h"

namespace jiaokan {

namespace {

constexpr size_t kLongestWord = 22, kLongestRun = 400;
// Costs are of the order of nats; those of words by their ranks (words.h).
constexpr float kOfRank[] = {0, 3.2F, 4.2F, 5.0F, 5.8F, 6.6F, 7.4F, 8.2F};
constexpr float kOfLength[] = {0, 0, 0, 2.6F, 1.0F, 0.3F};   // short words stand by chance inside longer ones
constexpr float kStructure = 1.6F, kShortStructure = 2.2F, kArticleA = 4, kAcronym = 5, kCapitalInside = 5;
// The most a letter may cost: with a word of structure, and of words of content.
constexpr float kMostSure = 0.85F, kMostContent = 0.65F;
constexpr size_t kShortestContent = 4;

constexpr std::u32string_view kStructureWords[] = {U"an", U"and", U"are", U"as", U"at", U"based", U"be", U"between", U"by", U"can", U"for", U"from", U"has", U"have", U"in", U"is", U"it", U"its", U"not",
                                                   U"of", U"on", U"or", U"that", U"the", U"their", U"these", U"this", U"to", U"under", U"using", U"was", U"we", U"were", U"which", U"with"};
// What makes one word with the next: no two words of content.
constexpr std::u32string_view kCombining[] = {U"aero", U"agro", U"anti", U"astro", U"auto", U"back", U"cardio", U"counter", U"cross", U"cyber", U"down", U"electro", U"equi", U"extra", U"fore", U"gastro",
                                              U"hemi", U"hetero", U"homo", U"hydro", U"hyper", U"hypo", U"immuno", U"infra", U"inter", U"intra", U"macro", U"magneto", U"meta", U"micro", U"mini", U"mono",
                                              U"multi", U"nano", U"neuro", U"over", U"para", U"patho", U"photo", U"physio", U"poly", U"post", U"proto", U"pseudo", U"psycho", U"quasi", U"radio", U"retro",
                                              U"self", U"semi", U"side", U"socio", U"spectro", U"stereo", U"super", U"tele", U"tetra", U"thermo", U"trans", U"turbo", U"ultra", U"vice"};

char32_t small(char32_t c) { return c >= U'A' && c <= U'Z' ? c + 32 : c; }
bool is_capital(char32_t c) { return c >= U'A' && c <= U'Z'; }

template <size_t n>
bool is_among(const std::u32string_view (&words)[n], std::u32string_view word) {
  return std::any_of(std::begin(words), std::end(words), [&](std::u32string_view row) { return row.size() == word.size() && std::equal(row.begin(), row.end(), word.begin(), [](char32_t a, char32_t b) { return a == small(b); }); });
}

bool is_structure(std::u32string_view word) { return word.size() <= 7 && is_among(kStructureWords, word); }

// BIM of BIMtechnology and of BIMTechnology: the whole row of capitals, but for one that begins the next word.
bool is_acronym(std::u32string_view letters, size_t from, size_t end) {
  constexpr size_t kLongest = 6;
  if (end - from < 2 || end - from > kLongest || (from > 0 && is_capital(letters[from - 1]))) return false;
  return end == letters.size() || !is_capital(letters[end]) || (end + 1 < letters.size() && !is_capital(letters[end + 1]));
}

// Of a word with this hash; 0: it is none.
float cost_of(std::u32string_view word, uint32_t hash) {
  if (word.size() == 1) return small(word[0]) == U'a' ? kArticleA : 0;
  if (is_structure(word)) return word.size() == 2 ? kShortStructure : kStructure;
  if (word.size() < 3) return 0;
  const int rank = en_rank_of_hash(hash);
  if (rank == 0) return 0;
  return kOfRank[rank] + (word.size() < std::size(kOfLength) ? kOfLength[word.size()] : 0);
}

}  // namespace

Parting part_english(std::u32string_view letters) {
  Parting out;
  const size_t n = letters.size();
  if (n > kLongestRun) return out;
  constexpr float kNever = 1e9F;
  struct Best {
    float cost = kNever;
    uint32_t from = 0;
  };
  std::vector<Best> best(n + 1);
  best[0].cost = 0;
  for (size_t i = 0; i < n; ++i) {
    if (best[i].cost >= kNever) continue;
    uint32_t hash = kHashOfNothing;
    float capitals = 0;   // inside of the word, behind a small letter
    bool all = true;
    for (size_t j = i; j < std::min(n, i + kLongestWord); ++j) {
      hash = en_hash_with(hash, letters[j]);
      all &= is_capital(letters[j]);
      if (j > i && is_capital(letters[j]) && !is_capital(letters[j - 1])) capitals += kCapitalInside;
      const float word = all && j > i ? (is_acronym(letters, i, j + 1) ? kAcronym : 0) : cost_of(letters.substr(i, j + 1 - i), hash);
      if (word > 0 && best[i].cost + word + capitals < best[j + 1].cost) best[j + 1] = {best[i].cost + word + capitals, static_cast<uint32_t>(i)};
    }
  }
  if (best[n].cost >= kNever || best[n].from == 0) return out;
  bool content = true;   // nothing but words of content, none of them short
  for (size_t end = n; end > 0; end = best[end].from) {
    const std::u32string_view word = letters.substr(best[end].from, end - best[end].from);
    out.sure |= is_structure(word);
    if (end == n) out.ends_open = is_structure(word);
    content &= word.size() >= kShortestContent;
    if (best[end].from > 0) out.begins.push_back(best[end].from);
  }
  std::reverse(out.begins.begin(), out.begins.end());
  content &= !is_among(kCombining, letters.substr(0, out.begins[0]));
  // adetailed: a common word behind the article.
  constexpr size_t kShortestNoun = 6;
  if (out.begins.size() == 1 && out.begins[0] == 1 && n > kShortestNoun && best[n].cost <= kArticleA + kOfRank[2]) return out;
  if (best[n].cost > (out.sure ? kMostSure : kMostContent) * static_cast<float>(n) || (!out.sure && !content)) out.begins.clear();
  return out;
}

}  // namespace jiaokan
