#include "reconcile/loci.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/classify.h"

namespace jiaokan {

namespace {

constexpr uint32_t kWholePassage = 24;   // columns: an absence as long as this is a passage that the witness has not

enum class State : uint8_t { same, width, spacing, real };

char32_t char_at(const Collation& c, uint32_t column, size_t w) {
  const uint32_t i = c.cell(column, w);
  return i == kNone ? 0 : c.witnesses[w].role[i] == Role::space ? U' ' : c.witnesses[w].chars[i];
}

// For each witness, whether it takes part in a column: not where it lacks a whole passage.
std::vector<std::vector<bool>> coverage(const Collation& c) {
  const uint32_t n = c.columns();
  std::vector<std::vector<bool>> out(c.witnesses.size(), std::vector<bool>(n, true));
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    // Spaces do not count: a run of absence may be as long as the letters in it.
    uint32_t begin = 0, letters = 0;
    const auto close = [&](uint32_t end) {
      if (letters >= kWholePassage)
        for (uint32_t k = begin; k < end; ++k) out[w][k] = false;
      letters = 0;
    };
    for (uint32_t k = 0; k < n; ++k) {
      if (c.cell(k, w) != kNone) {
        close(k);
        begin = k + 1;
        continue;
      }
      bool letter = false;
      for (size_t v = 0; v < c.witnesses.size(); ++v) letter |= c.cell(k, v) != kNone && !is_space(char_at(c, k, v));
      letters += letter;
    }
    close(n);
  }
  return out;
}

State state_of(const Collation& c, uint32_t column, const std::vector<std::vector<bool>>& covers) {
  char32_t first = 0;
  bool seen = false, absent = false, differs = false, folded_differs = false, space = false;
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    if (!covers[w][column]) continue;
    const char32_t here = char_at(c, column, w);
    if (here == 0) {
      absent = true;
      continue;
    }
    space |= here == U' ';
    if (!seen) {
      first = here;
      seen = true;
      continue;
    }
    differs |= here != first;
    folded_differs |= fold(here) != fold(first);
  }
  if (absent && space && !folded_differs) return State::spacing;
  if (absent || folded_differs) return State::real;
  return differs ? State::width : State::same;
}

std::vector<Reading> readings_of(const Collation& c, uint32_t begin, uint32_t end, const std::vector<bool>& takes_part) {
  std::vector<Reading> out;
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    if (!takes_part[w]) continue;
    std::u32string text;
    for (uint32_t k = begin; k < end; ++k)
      if (const char32_t here = char_at(c, k, w); here != 0) text.push_back(here);
    const auto same = std::find_if(out.begin(), out.end(), [&](const Reading& r) { return r.text == text; });
    if (same != out.end()) same->witnesses.push_back(static_cast<uint16_t>(w));
    else out.push_back({std::move(text), {static_cast<uint16_t>(w)}});
  }
  return out;
}

// Columns that lie in a callout of some witness.
std::vector<bool> callout_columns(const Collation& c) {
  std::vector<std::vector<bool>> in(c.witnesses.size());
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    in[w].assign(c.witnesses[w].chars.size(), false);
    for (const Mark& mark : c.witnesses[w].marks)
      if (mark.kind == MarkKind::callout)
        for (uint32_t i = mark.span.begin; i < mark.span.end; ++i) in[w][i] = true;
  }
  std::vector<bool> out(c.columns(), false);
  for (uint32_t k = 0; k < c.columns(); ++k)
    for (size_t w = 0; w < c.witnesses.size(); ++w)
      if (c.cell(k, w) != kNone && in[w][c.cell(k, w)]) out[k] = true;
  return out;
}

}  // namespace

void find_moved(Collation& c) {
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    // The characters of a witness that do not ascend: the shorter side of each jump is the moved one.
    uint32_t highest = 0, begin = kNone;
    bool any = false;
    for (uint32_t k = 0; k < c.columns(); ++k) {
      const uint32_t i = c.cell(k, w);
      if (i == kNone) continue;
      if (any && i < highest) {
        if (begin == kNone) begin = k;
      } else {
        if (begin != kNone) c.moved.push_back({begin, k, static_cast<uint16_t>(w)});
        begin = kNone;
        highest = i;
        any = true;
      }
    }
    if (begin != kNone) c.moved.push_back({begin, c.columns(), static_cast<uint16_t>(w)});
  }
  std::sort(c.moved.begin(), c.moved.end(), [](const Moved& a, const Moved& b) { return a.begin != b.begin ? a.begin < b.begin : a.witness < b.witness; });
}

void find_loci(Collation& c) {
  if (c.witnesses.size() < 2) return;
  const std::vector<std::vector<bool>> covers = coverage(c);
  const std::vector<bool> in_callout = callout_columns(c);
  const uint32_t n = c.columns();
  std::vector<State> state(n);
  for (uint32_t k = 0; k < n; ++k) state[k] = state_of(c, k, covers);

  const auto takes_part = [&](uint32_t column) {
    std::vector<bool> out;
    for (size_t w = 0; w < c.witnesses.size(); ++w) out.push_back(covers[w][column]);
    return out;
  };
  const auto all_take_part = [&](uint32_t column) {
    for (size_t w = 0; w < c.witnesses.size(); ++w)
      if (!covers[w][column]) return false;
    return true;
  };
  uint32_t id = 0;
  std::vector<bool> last_passage;   // who lacked the passage of the block locus before: its pieces share one id
  for (uint32_t k = 0; k < n;) {
    const std::vector<bool> part = takes_part(k);
    const bool whole = all_take_part(k);
    if (!whole && state[k] == State::same) {
      // A passage only some have: one locus up to the next finer one.
      uint32_t end = k + 1;
      while (end < n && state[end] == State::same && takes_part(end) == part) ++end;
      Locus locus;
      locus.begin = k;
      locus.end = end;
      locus.cls = LocusClass::block;
      const std::vector<bool> everyone(c.witnesses.size(), true);
      locus.readings = readings_of(c, k, end, everyone);
      if (part != last_passage) locus.id = ++id;
      last_passage = part;
      c.loci.push_back(std::move(locus));
      k = end;
      continue;
    }
    if (whole) last_passage.clear();
    if (state[k] == State::same) {
      ++k;
      continue;
    }
    uint32_t end = k + 1;
    const State kind = state[k];
    while (end < n && takes_part(end) == part) {
      if (state[end] == kind) {
        ++end;
        continue;
      }
      // One agreed letter between two differences belongs to both; white space inside one, too.
      const bool bridge = kind == State::real && (state[end] == State::spacing || state[end] == State::width) && end + 1 < n && state[end + 1] == State::real;
      if (!bridge) break;
      ++end;
    }
    Locus locus;
    locus.begin = k;
    locus.end = end;
    if (kind == State::real) {
      locus.readings = readings_of(c, k, end, part);
      bool callout = false;
      for (uint32_t q = k; q < end; ++q) callout |= in_callout[q];
      char32_t before = 0, after = 0;
      for (size_t w = 0; w < c.witnesses.size() && (before == 0 || after == 0); ++w) {
        if (k > 0 && before == 0) before = char_at(c, k - 1, w);
        if (end < n && after == 0) after = char_at(c, end, w);
      }
      locus.cls = classify(locus.readings, callout, before, after);
      locus.id = ++id;
    } else {
      locus.readings = readings_of(c, k, end, part);
      locus.cls = kind == State::width ? LocusClass::width : LocusClass::spacing;
    }
    c.loci.push_back(std::move(locus));
    k = end;
  }
}

}  // namespace jiaokan
