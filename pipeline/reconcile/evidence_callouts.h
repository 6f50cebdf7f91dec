// The terms about numeric callouts: is the number in the list, does it come in order, does the sentence speak of that work.
//
// The reference list is looked for in the draft (lines that count up "[1] …", "[2] …"); without one the terms are silent.
// Structure resolves callouts later, with the whole grammar; here only the readings of a locus are compared.
#pragma once

#include <string_view>
#include <vector>

#include "reconcile/evidence.h"

namespace jiaokan {

struct Callout {
  uint32_t begin = 0, end = 0;
  std::vector<uint32_t> numbers;   // ranges expanded
};
// The well-formed callouts of folded text: [3], [1,4-6].
std::vector<Callout> callouts_in(std::u32string_view text);
// Those and the raised ones without brackets, in the order of print.
std::vector<Callout> callouts_of(const Draft& draft);

// The entries of the reference list, in the order of their numbers from 1; empty when there is none.
std::vector<Span> numbered_list(const Draft& draft);

class CalloutEvidence {
 public:
  CalloutEvidence(const Collation& collation, const Starts& starts, const Draft& draft, const DocumentModel& document);
  void measure(const Locus& locus, size_t index, std::vector<Values>& values) const;

 private:
  double shared_words(std::u32string_view sentence, uint32_t number) const;

  const Collation& collation_;
  const Starts& starts_;
  const Draft& draft_;
  const DocumentModel& document_;
  std::vector<Span> entries_;        // of the draft; entry i is number i + 1
  std::vector<Callout> callouts_;    // of the text before and after the list
  double orderly_ = 0;               // share of first citations that come in order
};

}  // namespace jiaokan
