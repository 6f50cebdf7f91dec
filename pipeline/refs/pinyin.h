// Syllables of pinyin, for names that are written out: each an initial and a final.
#pragma once

#include <string_view>

namespace jiaokan {

// True for a word in small letters that is so many syllables.
bool is_pinyin(std::u32string_view word, int least, int most);

}  // namespace jiaokan
