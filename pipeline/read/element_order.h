// element_order: an XML document whose elements have a reading order of their own → its bytes in that order.
//
// In: for each node its rank among its siblings; kNone: it stays where it is. Out: the document with the ranked elements of each parent in the
// order of their ranks, each with what stands between it and the next of them; empty when they stand so already.
// Never: takes an element out of its parent.
#pragma once

#include <string>
#include <vector>

#include "model/diag.h"
#include "read/xml.h"

namespace jiaokan {

inline constexpr uint32_t kUnranked = kNone - 1;   // of an element that may be moved, but is in no order: behind all others

std::string in_order(const Witness& witness, Span part, const Xml& xml, const std::vector<uint32_t>& ranks);

// Puts the part and its nodes into that order where it is another, and says so.
void put_in_order(Witness& witness, Span& part, Xml& xml, const std::vector<uint32_t>& ranks, Diags& diags);

}  // namespace jiaokan
