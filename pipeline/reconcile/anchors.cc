#include "reconcile/anchors.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

constexpr size_t kEnough = 4;   // nearest characters each side that find a place whose farther context has changed

size_t shared_end(std::u32string_view a, std::u32string_view b) {
  size_t n = 0;
  while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  return n;
}

size_t shared_start(std::u32string_view a, std::u32string_view b) {
  size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

}  // namespace

WitnessKey key_of_witness(const Collation& collation, size_t witness) {
  WitnessKey out;
  for (uint32_t column = 0; column < collation.columns(); ++column) {
    out.at.push_back(static_cast<uint32_t>(out.text.size()));
    const uint32_t cell = collation.cell(column, witness);
    if (cell == kNone) continue;
    const char32_t c = collation.witnesses[witness].chars[cell];
    if (!is_space(c)) out.text.push_back(fold(c));
  }
  out.at.push_back(static_cast<uint32_t>(out.text.size()));
  return out;
}

Fit fit_at(std::u32string_view text, Span place, std::u32string_view before, std::u32string_view after) {
  const size_t left = shared_end(text.substr(0, place.begin), before), right = shared_start(text.substr(place.end), after);
  if (left == before.size() && right == after.size()) return Fit::full;
  return left >= std::min(kEnough, before.size()) && right >= std::min(kEnough, after.size()) ? Fit::near : Fit::none;
}

Pick pick(const std::vector<Fit>& places, uint32_t nth) {
  std::vector<size_t> full, near;
  for (size_t i = 0; i < places.size(); ++i) {
    if (places[i] == Fit::full) full.push_back(i);
    if (places[i] == Fit::near) near.push_back(i);
  }
  if (nth == 0 && full.size() > 1) return {std::nullopt, Code::decision_ambiguous};
  const size_t wanted = std::max<uint32_t>(nth, 1);
  if (full.size() >= wanted) return {full[wanted - 1], std::nullopt};
  if (full.empty() && near.size() == 1) return {near[0], Code::decision_moved};
  return {std::nullopt, full.empty() && near.size() > 1 ? Code::decision_ambiguous : Code::decision_lost};
}

Diag diag_of(Code code, const EditorDecision& choice) {
  return {code, choice.place, to_utf8(choice.before) + "[" + to_utf8(choice.lemma) + "]" + to_utf8(choice.after)};
}

}  // namespace jiaokan
