// TokenGraph: a variant graph of tokens. A vertex is one form at one place with the tokens of the witnesses that share it; a witness is a path.
//
// In: witnesses one after the other, their tokens as numbers of forms. Out: vertices and their ranks: the longest path from the start, so that
// what stands for something else stands as far left as it can. Vertices are joined only where forms are equal, and never in a circle.
// Never detects transpositions (tokens.h does). Work is bounded: long witnesses are aligned by anchors.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

class TokenGraph {
 public:
  explicit TokenGraph(size_t witnesses) : paths_(witnesses) {}

  // Adds witness w, which has not been added before.
  void add(size_t w, const std::u32string& forms);

  // For each vertex its column, ascending along every path.
  std::vector<uint32_t> ranks() const;

  const std::vector<uint32_t>& path(size_t w) const { return paths_[w]; }
  char32_t form(uint32_t vertex) const { return forms_[vertex]; }
  size_t size() const { return forms_.size(); }

 private:
  std::vector<uint32_t> in_line(const std::u32string& forms) const;
  void match_exactly(const std::vector<uint32_t>& line, const std::u32string& forms, std::vector<uint32_t>& vertex_of) const;
  void match_by_anchors(const std::vector<uint32_t>& line, const std::u32string& forms, std::vector<uint32_t>& vertex_of) const;
  void match_out_of_line(const std::u32string& forms, std::vector<uint32_t>& vertex_of) const;
  std::vector<std::vector<uint32_t>> followers() const;

  std::vector<std::vector<uint32_t>> paths_;   // by witness: vertex of each token
  std::u32string forms_;                       // by vertex
  std::vector<uint32_t> shared_;               // by vertex: witnesses that pass through it
  uint32_t added_ = 0;                         // witnesses
};

}  // namespace jiaokan
