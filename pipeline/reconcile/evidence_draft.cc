#include "reconcile/evidence_draft.h"

#include "lang/fold.h"
#include "reconcile/evidence.h"

namespace jiaokan {

namespace {

constexpr float kSurelyBegins = 0.75F;

void flag_first_of_stream(const Witness& witness, uint32_t from, std::vector<bool>& flags) {
  for (uint32_t i = from; i < witness.chars.size(); ++i) {
    if (!in_stream(witness.role[i])) continue;
    flags[i] = true;
    return;
  }
}

// The witness whose cells spell the reading.
uint16_t speaker(const Locus& locus, uint32_t reading) {
  return reading < locus.readings.size() ? locus.readings[reading].witnesses.front() : 0;
}

// Walks the columns in order, giving each character of the draft with its column, witness and locus.
template <typename Visit, typename EnterLocus>
void walk(const Collation& collation, const std::vector<uint32_t>& chosen, Visit&& visit, EnterLocus&& enter) {
  const uint32_t columns = collation.columns();
  size_t next = 0;
  for (uint32_t column = 0; column < columns;) {
    if (next < collation.loci.size() && collation.loci[next].begin == column) {
      const Locus& locus = collation.loci[next];
      const uint16_t witness = speaker(locus, chosen[next]);
      enter(next);
      for (uint32_t c = locus.begin; c < locus.end; ++c) {
        const uint32_t cell = collation.cell(c, witness);
        if (cell != kNone) visit(collation.witnesses[witness].chars[cell], c, next);
      }
      column = std::max(locus.end, column + 1);
      ++next;
      continue;
    }
    for (size_t w = 0; w < collation.witnesses.size(); ++w) {
      const uint32_t cell = collation.cell(column, w);
      if (cell == kNone) continue;
      visit(collation.witnesses[w].chars[cell], column, size_t{kNone});
      break;
    }
    ++column;
  }
}

}  // namespace

Starts starts_of(const Collation& collation) {
  Starts out;
  for (const Witness& witness : collation.witnesses) {
    std::vector<bool> block(witness.chars.size()), line(witness.chars.size());
    for (const Block& b : witness.blocks) {
      if (b.starts >= kSurelyBegins) flag_first_of_stream(witness, b.span.begin, block);
    }
    for (const uint32_t begin : witness.lines) flag_first_of_stream(witness, begin, line);
    out.block.push_back(std::move(block));
    out.line.push_back(std::move(line));
  }
  return out;
}

Draft draft_of(const Collation& collation, const Starts& starts, const std::vector<uint32_t>& chosen) {
  Draft out;
  out.loci.resize(collation.loci.size());
  out.chars.reserve(collation.columns());
  out.locus.reserve(collation.columns());
  const size_t witnesses = collation.witnesses.size();
  walk(
      collation, chosen,
      [&](char32_t c, uint32_t column, size_t locus) {
        bool all = true, any_line = false, voted = false;
        const uint32_t at = static_cast<uint32_t>(out.chars.size());
        // What begins anywhere before the first character of a reading begins there: others may have specks more.
        const uint32_t from = locus != kNone && out.loci[locus].begin == at ? collation.loci[locus].begin : column;
        for (size_t w = 0; w < witnesses; ++w) {
          bool begins = false, line = false, any = false;
          for (uint32_t k = from; k <= column; ++k) {
            const uint32_t cell = collation.cell(k, w);
            if (cell == kNone) continue;
            any = true;
            begins = begins || starts.block[w][cell];
            line = line || starts.line[w][cell];
          }
          if (!any) continue;
          voted = true;
          all = all && begins;
          any_line = any_line || begins || line;
        }
        if (voted && all) out.paragraphs.push_back(at);
        if (any_line) out.lines.push_back(at);
        out.chars.push_back(c);
        out.locus.push_back(static_cast<uint32_t>(locus));
        if (locus != kNone) out.loci[locus].end = at + 1;
      },
      [&](size_t locus) {
        const uint32_t at = static_cast<uint32_t>(out.chars.size());
        out.loci[locus] = {at, at};
      });
  out.folded = folded(out.chars);
  return out;
}

std::u32string undisputed_text(const Collation& collation, const std::vector<uint32_t>& chosen) {
  std::u32string out;
  out.reserve(collation.columns());
  walk(
      collation, chosen,
      [&](char32_t c, uint32_t, size_t locus) {
        if (locus == kNone || collation.loci[locus].id == 0 || is_passage(collation.loci[locus])) out.push_back(fold(c));
      },
      [&](size_t locus) {
        if (collation.loci[locus].id != 0) out.push_back(U'\0');
      });
  return out;
}

}  // namespace jiaokan
