// The words of English, American and British, with their forms and common names: a list of Debian's (wamerican, wbritish), kept as hashes.
//
// Made when the program is built (make_words.cc); without the lists nothing is known. Nothing is loaded: what is not asked for costs nothing.
#pragma once

#include <string_view>

namespace jiaokan {

bool en_words_are_here();
// Letters of any case, an apostrophe inside; one in thirty thousand unknown words passes for known.
bool en_is_word(std::u32string_view word);

}  // namespace jiaokan
