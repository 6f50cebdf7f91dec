#include "lang/en/words.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "lang/en/word_hash.h"

namespace jiaokan {

namespace {

#include "words_en.inc"

}  // namespace

bool en_words_are_here() { return std::size(kHashes) > 1; }

int en_rank_of_hash(uint32_t hash) {
  const uint32_t top = hash >> (32 - kTopBits);
  const uint32_t* const end = kHashes + kBegins[top + 1];
  const uint32_t* const found = std::lower_bound(kHashes + kBegins[top], end, hash);
  return found != end && *found == hash ? kRanks[found - kHashes] : 0;
}

bool en_is_word(std::u32string_view word) {
  std::u32string plain(word);
  std::replace(plain.begin(), plain.end(), U'’', U'\'');
  return en_rank_of_hash(en_word_hash(plain.data(), plain.data() + plain.size())) > 0;
}

}  // namespace jiaokan
