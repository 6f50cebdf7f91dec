// anchors: where the choices of decisions.toml have their places, told by the text around them.
//
// In: a text in key form (lang/fold.h: folded_unspaced) and what a choice says of the text before and after it.
// Out: how well a place fits, and which place of several is meant. Never looks at readings or witnesses.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/collation.h"
#include "model/decision.h"
#include "model/diag.h"

namespace jiaokan {

// The text of a witness in key form, and where each column begins in it, the end too.
struct WitnessKey {
  std::u32string text;
  std::vector<uint32_t> at;
  Span place(uint32_t begin, uint32_t end) const { return {at[begin], at[end]}; }   // of columns
};
WitnessKey key_of_witness(const Collation& collation, size_t witness);

// near: the characters nearest to the place are there, farther ones have changed.
enum class Fit : uint8_t { none, near, full };
Fit fit_at(std::u32string_view text, Span place, std::u32string_view before, std::u32string_view after);

// Of places in their order the one that is meant, and what is to be said of it.
struct Pick {
  std::optional<size_t> index;
  std::optional<Code> said;
};
Pick pick(const std::vector<Fit>& places, uint32_t nth);

Diag diag_of(Code code, const EditorDecision& choice);

}  // namespace jiaokan
