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

// What begins in these columns of a witness.
struct Begins {
  bool there = false, block = false, line = false;
};
Begins begins_in(const Collation& collation, const Starts& starts, size_t w, uint32_t from, uint32_t to) {
  Begins out;
  for (uint32_t k = from; k < to; ++k) {
    const uint32_t own = collation.cell(k, w);
    if (own == kNone) continue;
    out.there = true;
    out.block = out.block || starts.block[w][own];
    out.line = out.line || starts.line[w][own];
  }
  return out;
}

// A paragraph begins where every witness that is there begins a block; a line where any begins one.
Begins begins_in_all(const Collation& collation, const Starts& starts, uint32_t from, uint32_t to) {
  Begins out{false, true, false};
  for (size_t w = 0; w < collation.witnesses.size(); ++w) {
    const Begins own = begins_in(collation, starts, w, from, to);
    if (!own.there) continue;
    out.there = true;
    out.block = out.block && own.block;
    out.line = out.line || own.block || own.line;
  }
  out.block = out.block && out.there;
  return out;
}

// Calls agreed(first, last) for the columns between loci, and disputed(index) for each locus, in order.
template <typename Agreed, typename Disputed>
void walk(const Collation& collation, const Agreed& agreed, const Disputed& disputed) {
  uint32_t column = 0;
  for (size_t l = 0; l < collation.loci.size(); ++l) {
    const Locus& locus = collation.loci[l];
    if (column < locus.begin) agreed(column, locus.begin);
    disputed(l);
    column = std::max(column, locus.end);
  }
  if (column < collation.columns()) agreed(column, collation.columns());
}

// A character of a column that nobody disputes: the first witness has it.
uint32_t first_witness(const Collation& collation, uint32_t column) {
  uint32_t w = 0;
  while (w < collation.witnesses.size() && collation.cell(column, w) == kNone) ++w;
  return w;
}

Starts::Agreed agreed_in(const Collation& collation, const Starts& starts) {
  Starts::Agreed out;
  out.chars.resize(collation.columns());
  walk(
      collation,
      [&](uint32_t first, uint32_t last) {
        for (uint32_t column = first; column < last; ++column) {
          const uint32_t speaks = first_witness(collation, column);
          out.chars[column] = collation.witnesses[speaks].chars[collation.cell(column, speaks)];
          const Begins begins = begins_in_all(collation, starts, column, column + 1);
          if (begins.block) out.paragraphs.push_back(column);
          if (begins.line) out.lines.push_back(column);
          // Where nothing is disputed any witness may say so.
          for (size_t w = 0; w < collation.witnesses.size(); ++w) {
            const uint32_t own = collation.cell(column, w);
            if (own == kNone || !starts.raised[w][own]) continue;
            out.raised.push_back(column);
            break;
          }
        }
      },
      [](size_t) {});
  return out;
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
  out.agreed = agreed_in(collation, out);
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
  const Starts::Agreed& known = starts.agreed;
  size_t paragraph = 0, line = 0, raised = 0;
  std::vector<uint32_t> all_raised;
  // The columns of a list up to `last`, as places of the draft.
  const auto take = [](const std::vector<uint32_t>& columns, size_t& next, uint32_t first, uint32_t last, uint32_t at, std::vector<uint32_t>& to) {
    for (; next < columns.size() && columns[next] < last; ++next) to.push_back(at + (columns[next] - first));
  };
  walk(
      collation,
      [&](uint32_t first, uint32_t last) {
        const uint32_t at = static_cast<uint32_t>(out.chars.size());
        out.chars.append(known.chars, first, last - first);
        out.locus.resize(out.chars.size(), kNone);
        take(known.paragraphs, paragraph, first, last, at, out.paragraphs);
        take(known.lines, line, first, last, at, out.lines);
        take(known.raised, raised, first, last, at, all_raised);
      },
      [&](size_t l) {
        const Locus& locus = collation.loci[l];
        const uint16_t speaks = speaker(locus, chosen[l]);
        const uint32_t begin = static_cast<uint32_t>(out.chars.size());
        for (uint32_t column = locus.begin; column < locus.end; ++column) {
          const uint32_t cell = collation.cell(column, speaks);
          if (cell == kNone) continue;
          const uint32_t at = static_cast<uint32_t>(out.chars.size());
          // What begins anywhere before the first character of a reading begins there: others may have specks more.
          const Begins begins = begins_in_all(collation, starts, at == begin ? locus.begin : column, column + 1);
          if (begins.block) out.paragraphs.push_back(at);
          if (begins.line) out.lines.push_back(at);
          if (starts.raised[speaks][cell]) all_raised.push_back(at);
          out.chars.push_back(collation.witnesses[speaks].chars[cell]);
          out.locus.push_back(static_cast<uint32_t>(l));
        }
        out.loci[l] = {begin, static_cast<uint32_t>(out.chars.size())};
      });
  out.raised.resize(out.chars.size());
  for (const uint32_t at : all_raised) out.raised[at] = true;
  out.folded = folded(out.chars);
  return out;
}

std::u32string undisputed_text(const Collation& collation, const std::vector<uint32_t>& chosen) {
  std::u32string out;
  out.reserve(collation.columns());
  walk(
      collation,
      [&](uint32_t first, uint32_t last) {
        for (uint32_t column = first; column < last; ++column) {
          const uint32_t speaks = first_witness(collation, column);
          out.push_back(fold(collation.witnesses[speaks].chars[collation.cell(column, speaks)]));
        }
      },
      [&](size_t l) {
        const Locus& locus = collation.loci[l];
        if (locus.id != 0) out.push_back(U'\0');
        if (locus.id != 0 && !is_passage(locus)) return;
        const uint16_t speaks = speaker(locus, chosen[l]);
        for (uint32_t column = locus.begin; column < locus.end; ++column)
          if (const uint32_t cell = collation.cell(column, speaks); cell != kNone) out.push_back(fold(collation.witnesses[speaks].chars[cell]));
      });
  return out;
}

}  // namespace jiaokan
