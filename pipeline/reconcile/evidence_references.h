// The terms about an entry of the reference list: does it fail fewer checks with this reading, does its grammar read it better.
//
// The list is looked for in the draft, its entries as the witnesses lie beside each other there; a locus inside an entry is heard with the whole
// entry around it, parsed with each reading in turn. Never: compares with works outside the document.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "reconcile/evidence.h"

namespace jiaokan {

class ReferenceEvidence {
 public:
  void find_entries(const Draft& draft);   // once a sweep
  void measure(const Locus& locus, size_t index, std::vector<Values>& values);

 private:
  struct Label {
    uint32_t at = 0;           // of the draft: where its line begins
    uint32_t number = 0;
  };
  struct Soundness {
    double checks = 0, reading = 0;
  };
  std::u32string entry_with(Span entry, Span locus, std::u32string_view reading) const;
  bool fits(uint32_t entry, uint32_t number) const;
  Soundness soundness(const std::u32string& entry);

  const Draft* draft_ = nullptr;
  std::vector<Span> entries_;                              // of the draft, ascending
  std::vector<Label> labels_;                              // of all lines of the list that begin with a number
  std::unordered_map<std::u32string, Soundness> heard_;    // entries parsed before, in any sweep
};

}  // namespace jiaokan
