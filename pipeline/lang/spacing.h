// spacing: what white space between characters means, whatever the language.
#pragma once

#include <string_view>

namespace jiaokan {

// A space behind each character, to fill a line: these spaces part nothing.
bool is_set_wide(std::u32string_view text);

}  // namespace jiaokan
