// Channels: how each witness of this document errs, learned from the document itself.
//
// For each witness the rates at which it changes, loses and adds characters, by sort of character and for each character it meets; found by
// expectation and maximisation over all loci: `learn` takes the probabilities of the sweep before. An engine that has no 垸 in its
// alphabet turns every 垸 into something else; one that rarely loses Han is not believed to have lost this one. Seldom Han are sorts of their
// own: an engine that reads common ones without fault may know few of them.
// Engines err alike more often than by chance, most of all in signs that none of them has: where two misread the same way, the second counts for little.
// The locus asked about is always left out of what is known. Passages that only some witnesses have are no matter of characters.
#pragma once

#include <unordered_map>
#include <vector>

#include "model/char_table.h"
#include "model/collation.h"

namespace jiaokan {

class Channels {
 public:
  enum class HanSorts { apart, one };   // one: many passages show enough of each character
  Channels(const Collation& collation, const std::vector<WitnessKind>& kinds, HanSorts sorts);

  // `probabilities`: for each locus those of its readings, or none for a locus that is not to be learned from.
  void learn(const std::vector<std::vector<double>>& probabilities);

  // For each reading of the locus: logarithm of how probable the witnesses' readings are, were it the true one; by how often each
  // witness errs in such characters at all, and what its habits with these very characters add to that.
  struct Likelihood {
    double general = 0, habits = 0;
  };
  std::vector<Likelihood> likelihoods(size_t locus);

  // Logarithm of how often its witness writes a character of this reading that the witnesses of other readings never write.
  double alphabet(size_t locus, size_t reading) const;

  // Logarithm of how often its witness writes this one Han character beside the same agreed neighbour elsewhere.
  double steady(size_t locus, size_t reading) const;

 private:
  enum Sort : uint8_t { han, seldom, rare, traditional, latin, digit, mark, other, kSorts };   // Han: common, of few words, of next to none, with a simpler form
  enum Fate : uint8_t { changed, lost, added, kFates };
  struct Character {
    double seen = 0, wrong = 0;
  };
  struct Habits {
    double seen[kSorts] = {}, wrong[kSorts][kFates] = {}, all = 0;
    std::unordered_map<char32_t, Character> of;
    std::unordered_map<uint64_t, double> into;   // (true character, what became of it)
  };
  static bool is_any_han(Sort sort) { return sort <= traditional; }
  Sort sort_of(char32_t c) const;
  // Adds what is seen at a locus, were reading r the true one with this probability.
  void count(size_t locus, size_t r, double p);
  void count_all(size_t locus, double sign);
  double rate(const Habits& habits, WitnessKind kind, Sort sort, Fate fate) const;
  double into_other(size_t w, char32_t truth, char32_t read) const;   // how probable this is, of all that a wrong character may become
  double common_part(char32_t truth, char32_t read) const;   // share of such errors of one engine that another makes with it
  // What a witness says at a locus, column by column.
  struct Heard {
    explicit Heard(uint16_t w) : witness(w) {}
    uint16_t witness;
    char32_t read = 0;          // in this column
    Likelihood here, all;       // in this column; in all so far. `habits` is the whole of what its habits say
    bool erred = false;
  };
  void hear(uint32_t column, char32_t truth, std::vector<Heard>& heard) const;
  double cost(size_t w, char32_t truth, char32_t read) const;
  double general_cost(size_t w, char32_t truth, char32_t read) const;
  static Sort sort_of_han(char32_t c);
  void count_agreed();
  void count_pairs();
  bool asks_for_pairs(const Locus& locus) const;
  template <typename Visit>
  void each_pair(const Locus& locus, size_t w, const Visit& visit) const;
  size_t speaker(const Locus& locus, size_t r) const;
  char32_t key(uint32_t column, size_t w) const;
  bool is_beside_han(uint32_t column) const;

  const Collation& c_;
  const std::vector<WitnessKind>& kinds_;
  bool knows_sorts_;                             // common Han from others
  bool traditional_text_ = false;
  std::vector<Habits> habits_;
  std::vector<std::vector<double>> probabilities_;
  std::vector<CharTable<uint32_t>> written_;                      // by each witness, everywhere
  std::vector<std::unordered_map<uint64_t, uint32_t>> pairs_;     // the same of two characters side by side, of those that `steady` asks for
};

}  // namespace jiaokan
