// Capital and small letters of all scripts that have them, one for one and the same in every locale.
#pragma once

namespace jiaokan {

char32_t capital_letter(char32_t c);
char32_t small_letter(char32_t c);

}  // namespace jiaokan
