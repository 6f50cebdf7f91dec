// The hash under which the word list is kept: of the letters in lower case (FNV-1a, 32 bits), from the first letter on.
#pragma once

#include <cstdint>

namespace jiaokan {

inline constexpr int kTopBitsOfHash = 14;   // by which the list is looked up
inline constexpr uint32_t kHashOfNothing = 2166136261U;

inline uint32_t en_hash_with(uint32_t hash, char32_t c) {
  const char32_t small = c >= U'A' && c <= U'Z' ? c + 32 : c;
  return (hash ^ (small & 0xFF)) * 16777619U;
}

inline uint32_t en_word_hash(const char32_t* begin, const char32_t* end) {
  uint32_t hash = kHashOfNothing;
  for (; begin != end; ++begin) hash = en_hash_with(hash, *begin);
  return hash;
}

}  // namespace jiaokan
