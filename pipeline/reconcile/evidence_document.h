// DocumentModel: the document's own characters in sequence, as evidence for what it says elsewhere.
//
// In: folded text with U+0000 between stretches that do not join. Out: probabilities from 5-grams (Witten-Bell) and the
// longest repetition of a phrase. Places in dispute are not in it, so it never hears itself. Built once a document.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/char_table.h"

namespace jiaokan {

class DocumentModel {
 public:
  explicit DocumentModel(std::u32string text);
  const std::u32string& text() const { return text_; }

  // Natural logarithm of the probability of text[from..end) after text[0..from).
  double log_probability(std::u32string_view text, size_t from) const;

  // The most characters of context, left and right together, with which the reading stands somewhere in the text. 0 when
  // it is fewer than two; an empty reading must have a character on each side.
  uint32_t echo(std::u32string_view left, std::u32string_view reading, std::u32string_view right) const;

  uint32_t count(std::u32string_view gram) const;   // up to five characters

  // True for a text in traditional characters. Found out when it is asked for.
  bool is_traditional() const;

  // Times a whole word of Latin letters stands in the text.
  uint32_t word_count(std::u32string_view word) const;
  bool has_word(std::u32string_view word) const { return word_count(word) > 0; }

 private:
  // A character of the text, and what follows it: as many keys as there are places, in order. A key holds the numbers of the next
  // characters, the first of them in the highest bits; 0 where the stretch has ended.
  struct Standing {
    uint32_t count = 0;
    uint32_t keys = 0;        // where its keys begin
    uint32_t places = 0;      // where the first of its places stand, no more than an echo looks at
    uint32_t followers = 0;   // different characters seen after it
  };
  // Keys that begin alike: a sequence of characters and all that ever stood behind it.
  struct Range {
    const uint64_t* begin = nullptr;
    const uint64_t* end = nullptr;
    uint32_t count() const { return static_cast<uint32_t>(end - begin); }
  };

  uint16_t claim(char32_t c);
  void sort_keys();
  Range of(uint16_t first) const;
  Range of(std::u32string_view gram) const;
  static Range narrowed(Range range, size_t depth, uint16_t next);
  uint32_t followers(Range range, size_t depth) const;   // different characters at that depth, of keys that are alike before it

  std::u32string text_;
  uint32_t total_ = 0;
  CharTable<uint16_t> numbers_;             // of the characters; 0: not in the text
  std::vector<Standing> standings_;         // by number
  std::vector<uint64_t> keys_;
  std::vector<uint8_t> alike_;              // how many characters each key has in common with the one before
  std::vector<uint32_t> places_;            // in the order of the text
  mutable std::optional<bool> traditional_;
  std::unordered_map<std::u32string, uint32_t> words_;
};

}  // namespace jiaokan
