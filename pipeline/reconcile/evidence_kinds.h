// KindsOfPlaces: which engines are right at places of one kind, learned from all places of a text.
//
// A kind is told by who reads what: whose reading has more, of which sort it is, whether the line's edge is there, whether a character is doubled,
// and at last the very characters. An engine that loses ends of lines is not believed where a line of its ends sooner; one that puts specks
// behind lines not where it has a speck there. `learn` takes the probabilities of the sweep before; the place asked about is left out.
// For many passages of the same engines (passages.h); an article has too few places of a kind.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "model/collation.h"

namespace jiaokan {

class KindsOfPlaces {
 public:
  explicit KindsOfPlaces(const Collation& collation);

  // `probabilities`: for each locus those of its readings, or none for a locus that is not to be learned from.
  void learn(const std::vector<std::vector<double>>& probabilities);

  // For each reading of the locus the logarithm of how often such a reading is right at such places.
  std::vector<double> logarithms(size_t locus) const;

  // Where some witness has nothing: for each reading the log-odds that the others have its characters too, where its witnesses write them at
  // such places (first of a line, last, inside, beside the like); of its characters the one that says most against it.
  std::vector<double> shared(size_t locus) const;

 private:
  static constexpr size_t kLevels = 4;   // each finer than the one before
  struct Place {
    std::array<uint64_t, kLevels> kinds{};
    std::vector<uint32_t> order;         // the readings in an order that is the same at all places of the kind
  };
  void count(size_t locus);
  void count_shared(const Collation& collation);

  std::vector<Place> places_;            // by locus
  std::vector<std::vector<double>> probabilities_;
  std::unordered_map<uint64_t, std::vector<double>> right_;   // of a kind, by reading in its order: the sum of probabilities
  std::vector<std::vector<double>> shared_;                   // by locus and reading, where some witness has nothing
};

}  // namespace jiaokan
