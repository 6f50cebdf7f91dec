#include "lang/en/words.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>

#include "lang/en/word_hash.h"

namespace jiaokan {

namespace {

constexpr uint32_t kHashes[] = {
#include "words_en.inc"
};

}  // namespace

bool en_words_are_here() { return std::size(kHashes) > 1; }

bool en_is_word(std::u32string_view word) {
  std::u32string plain(word);
  std::replace(plain.begin(), plain.end(), U'’', U'\'');
  return std::binary_search(std::begin(kHashes), std::end(kHashes), en_word_hash(plain.data(), plain.data() + plain.size()));
}

}  // namespace jiaokan
