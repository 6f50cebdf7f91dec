// Sets of characters and lists of words that are asked of every reference many times: the compiler makes sieves of them, which answer nearly always.
#pragma once

#include <cstdint>
#include <string_view>

namespace jiaokan {

// Many characters, nearly all of them ideographs: a bit for each of the common block.
class CharacterSet {
 public:
  consteval CharacterSet(std::u32string_view characters) : characters_(characters) {   // NOLINT: a literal is a set
    for (const char32_t c : characters)
      if (const uint32_t at = c - kFirst; at < kSize) bits_[at / 64] |= uint64_t{1} << (at % 64);
  }
  constexpr bool has(char32_t c) const {
    const uint32_t at = c - kFirst;
    return at < kSize ? (bits_[at / 64] >> (at % 64) & 1) != 0 : characters_.find(c) != std::u32string_view::npos;
  }

 private:
  static constexpr uint32_t kFirst = 0x4E00, kSize = 0x5200;
  std::u32string_view characters_;
  uint64_t bits_[kSize / 64] = {};
};

// Pairs of characters; what is not in it was not put in, what is may be chance.
class PairSieve {
 public:
  constexpr void put(char32_t first, char32_t second) { bits_[place(first, second) / 64] |= uint64_t{1} << (place(first, second) % 64); }
  constexpr bool has(char32_t first, char32_t second) const { return (bits_[place(first, second) / 64] >> (place(first, second) % 64) & 1) != 0; }

 private:
  static constexpr size_t kBits = 4096;
  static constexpr size_t place(char32_t first, char32_t second) { return (first * 37 + second) % kBits; }
  uint64_t bits_[kBits / 64] = {};
};

// Whether a text holds a word of a list, or begins or ends with one.
template <size_t n>
class WordList {
 public:
  consteval WordList(const std::u32string_view (&words)[n]) : words_(words) {   // NOLINT: a table is a list
    for (const std::u32string_view word : words) {
      first_ |= uint64_t{1} << (word.front() % 64);
      begins_.put(word.front(), word.size() > 1 ? word[1] : 0);
      ends_.put(word.back(), word.size() > 1 ? word[word.size() - 2] : 0);
    }
  }
  bool inside(std::u32string_view text) const {
    for (size_t i = 0; i < text.size(); ++i) {
      if ((first_ >> (text[i] % 64) & 1) == 0 || !may_begin(text.substr(i))) continue;
      for (const std::u32string_view word : words_)
        if (word.front() == text[i] && text.substr(i).starts_with(word)) return true;
    }
    return false;
  }
  // May be so; false is sure.
  bool may_begin(std::u32string_view text) const { return !text.empty() && (begins_.has(text.front(), 0) || (text.size() > 1 && begins_.has(text.front(), text[1]))); }
  bool may_end(std::u32string_view text) const { return !text.empty() && (ends_.has(text.back(), 0) || (text.size() > 1 && ends_.has(text.back(), text[text.size() - 2]))); }
  bool ends(std::u32string_view text) const {
    if (!may_end(text)) return false;
    for (const std::u32string_view word : words_)
      if (text.ends_with(word)) return true;
    return false;
  }
  bool begins(std::u32string_view text) const {
    if (!may_begin(text)) return false;
    for (const std::u32string_view word : words_)
      if (text.starts_with(word)) return true;
    return false;
  }

 private:
  const std::u32string_view (&words_)[n];
  uint64_t first_ = 0;
  PairSieve begins_, ends_;
};

}  // namespace jiaokan
