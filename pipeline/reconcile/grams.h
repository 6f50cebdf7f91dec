// grams: the stretches of k characters that stand only once in a text, by hash. What anchors and moves are found by.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace jiaokan {

using Places = std::vector<std::pair<uint32_t, uint32_t>>;   // of a, of b

// Grams unique in both ranges, with their places; ascending by the first.
Places shared_unique_grams(const std::u32string& a, uint32_t a0, uint32_t a1, const std::u32string& b, uint32_t b0, uint32_t b1, uint32_t k);

}  // namespace jiaokan
