#include "reconcile/evidence_draft.h"

#include <algorithm>

#include "lang/fold.h"
#include "reconcile/evidence.h"

namespace jiaokan {

namespace {

constexpr float kSurelyBegins = 0.75F, kSurelyRaised = 0.75F;

// The witness whose cells spell the reading.
uint16_t speaker(const Locus& locus, uint32_t reading) {
  return reading < locus.readings.size() ? locus.readings[reading].witnesses.front() : 0;
}

// Walks the columns in order, giving each character of the draft as witness and index, with its column and locus.
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
        if (cell != kNone) visit(witness, cell, c, next);
      }
      column = std::max(locus.end, column + 1);
      ++next;
      continue;
    }
    for (size_t w = 0; w < collation.witnesses.size(); ++w) {
      const uint32_t cell = collation.cell(column, w);
      if (cell == kNone) continue;
      visit(w, cell, column, size_t{kNone});
      break;
    }
    ++column;
  }
}

}  // namespace

void flag_first_of_stream(const Witness& witness, uint32_t from, std::vector<bool>& flags) {
  for (uint32_t i = from; i < witness.chars.size(); ++i) {
    if (!in_stream(witness.role[i])) continue;
    flags[i] = true;
    return;
  }
}

Starts starts_of(const Collation& collation) {
  Starts out;
  for (const Witness& witness : collation.witnesses) {
    std::vector<bool> block(witness.chars.size()), line(witness.chars.size()), raised(witness.chars.size());
    for (const Block& b : witness.blocks) {
      if (b.starts >= kSurelyBegins) flag_first_of_stream(witness, b.span.begin, block);
    }
    for (const uint32_t begin : witness.lines) flag_first_of_stream(witness, begin, line);
    for (const Mark& mark : witness.marks) {
      const auto begin = witness.chars.begin() + mark.span.begin, end = witness.chars.begin() + mark.span.end;
      const bool bare = std::none_of(begin, end, [](char32_t c) { return fold(c) == U'[' || fold(c) == U']'; });
      if (mark.kind == MarkKind::callout && mark.certainty >= kSurelyRaised && bare) std::fill(raised.begin() + mark.span.begin, raised.begin() + mark.span.end, true);
    }
    out.raised.push_back(std::move(raised));
    out.block.push_back(std::move(block));
    out.line.push_back(std::move(line));
  }
  return out;
}

bool is_raised(const Collation& collation, const Starts& starts, const Locus& locus, const Reading& reading) {
  return !reading.text.empty() && std::any_of(reading.witnesses.begin(), reading.witnesses.end(), [&](uint16_t w) {
    for (uint32_t k = locus.begin; k < locus.end; ++k)
      if (const uint32_t i = collation.cell(k, w); i != kNone && !starts.raised[w][i]) return false;
    return true;
  });
}

Draft draft_of(const Collation& collation, const Starts& starts, const std::vector<uint32_t>& chosen) {
  Draft out;
  out.loci.resize(collation.loci.size());
  out.chars.reserve(collation.columns());
  out.locus.reserve(collation.columns());
  const size_t witnesses = collation.witnesses.size();
  // Where nothing is disputed any witness may say so.
  const auto said_raised = [&](size_t heard, uint32_t cell, uint32_t column, size_t locus) {
    bool any = starts.raised[heard][cell];
    for (size_t w = 0; w < witnesses && locus == kNone; ++w)
      if (const uint32_t own = collation.cell(column, w); own != kNone) any = any || starts.raised[w][own];
    return any;
  };
  walk(
      collation, chosen,
      [&](size_t heard, uint32_t cell, uint32_t column, size_t locus) {
        bool all = true, any_line = false, voted = false;
        const uint32_t at = static_cast<uint32_t>(out.chars.size());
        // What begins anywhere before the first character of a reading begins there: others may have specks more.
        const uint32_t from = locus != kNone && out.loci[locus].begin == at ? collation.loci[locus].begin : column;
        for (size_t w = 0; w < witnesses; ++w) {
          bool begins = false, line = false, any = false;
          for (uint32_t k = from; k <= column; ++k) {
            const uint32_t own = collation.cell(k, w);
            if (own == kNone) continue;
            any = true;
            begins = begins || starts.block[w][own];
            line = line || starts.line[w][own];
          }
          if (!any) continue;
          voted = true;
          all = all && begins;
          any_line = any_line || begins || line;
        }
        if (voted && all) out.paragraphs.push_back(at);
        if (any_line) out.lines.push_back(at);
        out.chars.push_back(collation.witnesses[heard].chars[cell]);
        out.raised.push_back(said_raised(heard, cell, column, locus));
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
      [&](size_t heard, uint32_t cell, uint32_t, size_t locus) {
        if (locus == kNone || collation.loci[locus].id == 0 || is_passage(collation.loci[locus])) out.push_back(fold(collation.witnesses[heard].chars[cell]));
      },
      [&](size_t locus) {
        if (collation.loci[locus].id != 0) out.push_back(U'\0');
      });
  return out;
}

}  // namespace jiaokan
