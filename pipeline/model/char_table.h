// CharTable: a value for each character that a text has; T{} for all others.
//
// In pages of 256 characters, of which a text touches a few: as quick as one large table, and small. T should be small too.
#pragma once

#include <cstdint>
#include <vector>

namespace jiaokan {

template <typename T>
class CharTable {
 public:
  CharTable() : pages_((kLast >> kBits) + 1), values_(kPage) {}

  const T& operator[](char32_t c) const { return values_[place(pages_[c >> kBits], c)]; }
  T& claim(char32_t c) {
    uint16_t& page = pages_[c >> kBits];
    if (page == 0) {
      page = static_cast<uint16_t>(values_.size() >> kBits);
      values_.resize(values_.size() + kPage);
    }
    return values_[place(page, c)];
  }
  // visit(character, value) in the order of code, those never claimed too where their page is there.
  template <typename Visit>
  void each(const Visit& visit) const {
    for (size_t p = 0; p < pages_.size(); ++p)
      for (size_t i = 0; i < kPage && pages_[p] != 0; ++i) visit(static_cast<char32_t>(p << kBits | i), values_[place(pages_[p], static_cast<char32_t>(i))]);
  }

 private:
  static constexpr unsigned kBits = 8;
  static constexpr size_t kPage = size_t{1} << kBits;
  static constexpr char32_t kLast = 0x10FFFF;
  static size_t place(uint16_t page, char32_t c) { return size_t{page} << kBits | (c & (kPage - 1)); }

  std::vector<uint16_t> pages_;   // 0: the empty one
  std::vector<T> values_;
};

}  // namespace jiaokan
