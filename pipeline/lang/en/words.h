// The words of English, American and British, with their forms and common names, and how common they are: SCOWL's lists (Debian's package scowl)
// up to size 60, kept as hashes.
//
// Made when the program is built (make_words.cc); without the lists nothing is known. Nothing is loaded: what is not asked for costs nothing.
#pragma once

#include <cstdint>
#include <string_view>

namespace jiaokan {

bool en_words_are_here();
// Letters of any case, an apostrophe inside; one in thirty thousand unknown words passes for known.
bool en_is_word(std::u32string_view word);
// 1 the commonest to 7 the rarest, by SCOWL's sizes (10, 20, 35, 40, 50, 55, 60); 0: no word. By the hash of word_hash.h.
int en_rank_of_hash(uint32_t hash);

}  // namespace jiaokan
