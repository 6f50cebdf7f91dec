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
  struct Slot {
    uint64_t key = 0;
    uint32_t count = 0;
    uint32_t followers = 0;   // different characters seen after it
  };

  static uint64_t extend(uint64_t key, char32_t c);
  const Slot* find(uint64_t key) const;
  Slot& claim(uint64_t key);
  void grow();

  std::u32string text_;
  size_t order_ = 5;             // characters of the longest sequence counted; less in a very long text
  std::vector<Slot> slots_;      // open addressing, a power of two
  size_t used_ = 0;
  uint32_t total_ = 0, kinds_ = 0;
  mutable std::optional<bool> traditional_;
  struct Standing {
    uint32_t count = 0;
    std::vector<uint32_t> first;   // places, no more than an echo looks at
  };
  std::unordered_map<char32_t, Standing> places_;
  std::unordered_map<std::u32string, uint32_t> words_;
};

}  // namespace jiaokan
