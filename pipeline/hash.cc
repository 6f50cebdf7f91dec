#include "hash.h"

#include <xxhash.h>

namespace jiaokan {

std::string hash_of(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : canonical.digest) {
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::string print_of(std::string_view bytes) { return hash_of(bytes) + " " + std::to_string(bytes.size()); }

}  // namespace jiaokan
