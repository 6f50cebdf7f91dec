#include "reconcile/corrections.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/anchors.h"
#include "reconcile/loci.h"

namespace jiaokan {

namespace {

// What stands outside of loci, in key form, U+0000 where a locus is; and the columns of it.
struct Agreed {
  std::u32string text;
  std::vector<uint32_t> column;
};

Agreed agreed_text(const Collation& collation) {
  Agreed out;
  LociAhead loci(collation);
  for (uint32_t column = 0; column < collation.columns(); ++column) {
    char32_t c = 0;
    const bool disputed = loci.have(column);
    for (size_t w = 0; !disputed && c == 0 && w < collation.witnesses.size(); ++w)
      if (const uint32_t cell = collation.cell(column, w); cell != kNone) c = collation.witnesses[w].chars[cell];
    if (c != 0 && is_space(c)) continue;
    out.text.push_back(c == 0 ? c : fold(c));
    out.column.push_back(column);
  }
  return out;
}

class Opener {
 public:
  explicit Opener(const Collation& collation) : c_(collation), agreed_(agreed_text(collation)) {
    for (size_t w = 0; w < c_.witnesses.size(); ++w) keys_.push_back(key_of_witness(c_, w));
  }

  void open(const EditorDecision& choice) {
    const std::vector<Span> places = places_of(folded_unspaced(choice.readings[0]));
    if (choice.scope >= EditorDecision::Scope::article) {
      for (const Span& place : places) add(place);
      return;
    }
    const std::u32string before = folded_unspaced(choice.before), after = folded_unspaced(choice.after);
    std::vector<Fit> fits;
    for (const Span& place : places) fits.push_back(fit_of(place, before, after));
    const Pick found = pick(fits, choice.nth);
    if (!found.index) return;
    for (const Span& place : places)
      if (place.begin == places[*found.index].begin || (choice.scope == EditorDecision::Scope::paragraph && in_one_block(place.begin, places[*found.index].begin))) add(place);
  }

  // In their order, none within another.
  std::vector<Locus> take() {
    std::sort(found_.begin(), found_.end(), [](const Locus& a, const Locus& b) { return a.begin < b.begin; });
    std::vector<Locus> out;
    for (Locus& locus : found_)
      if (out.empty() || out.back().end <= locus.begin) out.push_back(std::move(locus));
    return out;
  }

 private:
  std::vector<Span> places_of(const std::u32string& reading) const {
    std::vector<Span> out;
    for (size_t i = agreed_.text.find(reading); i != std::u32string::npos; i = agreed_.text.find(reading, i + reading.size()))
      out.push_back({agreed_.column[i], agreed_.column[i + reading.size() - 1] + 1});
    return out;
  }

  Fit fit_of(Span columns, const std::u32string& before, const std::u32string& after) const {
    Fit best = Fit::none;
    for (const WitnessKey& key : keys_) best = std::max(best, fit_at(key.text, key.place(columns.begin, columns.end), before, after));
    return best;
  }

  // Of some witness.
  bool in_one_block(uint32_t a, uint32_t b) const {
    for (size_t w = 0; w < c_.witnesses.size(); ++w) {
      const uint32_t one = c_.cell(a, w), other = c_.cell(b, w);
      if (one == kNone || other == kNone) continue;
      const std::vector<Block>& blocks = c_.witnesses[w].blocks;
      const size_t block = block_at(blocks, one);
      if (block != kNone && block == block_at(blocks, other) && std::max(one, other) < blocks[block].span.end) return true;
    }
    return false;
  }

  void add(Span columns) {
    Locus locus;
    locus.begin = columns.begin;
    locus.end = columns.end;
    locus.cls = LocusClass::emendation;
    locus.id = 1;
    for (uint16_t w = 0; w < c_.witnesses.size(); ++w) {
      std::u32string text;
      for (uint32_t column = columns.begin; column < columns.end; ++column)
        if (const uint32_t cell = c_.cell(column, w); cell != kNone) text.push_back(c_.witnesses[w].chars[cell]);
      if (text.empty()) continue;
      if (locus.readings.empty()) locus.readings.push_back({text, {}});
      locus.readings[0].witnesses.push_back(w);
    }
    found_.push_back(std::move(locus));
  }

  const Collation& c_;
  Agreed agreed_;
  std::vector<WitnessKey> keys_;
  std::vector<Locus> found_;
};

}  // namespace

void open_corrections(Collation& collation, const std::vector<EditorDecision>& choices) {
  const auto corrects = [](const EditorDecision& choice) { return is_reading(choice) && choice.scope != EditorDecision::Scope::witness && choice.readings.size() == 1 && !folded_unspaced(choice.readings[0]).empty(); };
  if (std::none_of(choices.begin(), choices.end(), corrects)) return;
  Opener opener(collation);
  for (const EditorDecision& choice : choices)
    if (corrects(choice)) opener.open(choice);
  add_loci(collation, opener.take());
}

}  // namespace jiaokan
