// damaged_numbers: what a callout says that lost a sign or a digit.
//
// In: what was read in the bracket, the numbers of the list, and those that callouts without damage cite. Out: the numbers; empty where more than
// one reading is left. Never: looks at the text around it (citations.cc does).
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

namespace jiaokan {

struct KnownNumbers {
  uint32_t last = 0;            // the highest of the list
  std::set<uint32_t> listed;
  std::set<uint32_t> cited;     // by callouts that are whole
  bool lists(const std::vector<uint32_t>& numbers) const {
    return std::all_of(numbers.begin(), numbers.end(), [&](uint32_t n) { return listed.count(n) != 0; });
  }
};
constexpr uint32_t kWidestMended = 12;   // of a range

// "16-2", "25,3-39", "3941": the inside of a bracket that can be no citation as it is read.
std::vector<uint32_t> mended_numbers(std::u32string_view inside, const KnownNumbers& known);

// Numbers that are none of the list: [46] of 36 is [4-6]. `highest` is what the callouts before it have come to.
std::vector<uint32_t> lost_sign(const std::vector<uint32_t>& numbers, uint32_t highest, const KnownNumbers& known);

}  // namespace jiaokan
