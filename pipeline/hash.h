// hash: 128-bit XXH3 of bytes as 32 hexadecimal digits. For noticing change, not for proving authorship.
#pragma once

#include <string>
#include <string_view>

namespace jiaokan {

std::string hash_of(std::string_view bytes);
// Hash and size, as records keep them.
std::string print_of(std::string_view bytes);

}  // namespace jiaokan
