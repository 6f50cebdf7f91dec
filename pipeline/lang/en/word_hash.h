// The hash under which the word list is kept: of the letters in lower case (FNV-1a, 32 bits).
#pragma once

#include <cstdint>

namespace jiaokan {

inline uint32_t en_word_hash(const char32_t* begin, const char32_t* end) {
  uint32_t hash = 2166136261U;
  for (; begin != end; ++begin) {
    const char32_t c = *begin >= U'A' && *begin <= U'Z' ? *begin + 32 : *begin;
    hash = (hash ^ (c & 0xFF)) * 16777619U;
  }
  return hash;
}

}  // namespace jiaokan
