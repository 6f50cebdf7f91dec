#include "lang/letter_case.h"

#include <unicode/uchar.h>

namespace jiaokan {

char32_t capital_letter(char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); }
char32_t small_letter(char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); }

}  // namespace jiaokan
