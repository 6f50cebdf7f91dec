#include "reconcile/loci.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/classify.h"
#include "reconcile/evidence_draft.h"
#include "reconcile/islands.h"

namespace jiaokan {

namespace {

constexpr uint32_t kWholePassage = 24;   // columns: an absence as long as this is a passage that the witness has not

constexpr uint32_t kLongestCallout = 16;  // columns

enum class State : uint8_t { same, width, spacing, real };

char32_t char_at(const Collation& c, uint32_t column, size_t w) {
  const uint32_t i = c.cell(column, w);
  return i == kNone ? 0 : c.witnesses[w].role[i] == Role::space ? U' ' : c.witnesses[w].chars[i];
}

// For each witness, whether it takes part in a column: not where it lacks a whole passage.
using Coverage = std::vector<std::vector<uint8_t>>;   // witness, column

Coverage coverage(const Collation& c) {
  const uint32_t n = c.columns();
  Coverage out(c.witnesses.size(), std::vector<uint8_t>(n, 1));
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    // Spaces do not count: a run of absence may be as long as the letters in it.
    uint32_t begin = 0, letters = 0;
    const auto close = [&](uint32_t end) {
      if (letters >= kWholePassage)
        std::fill(out[w].begin() + begin, out[w].begin() + end, uint8_t{0});
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

State state_of(const Collation& c, uint32_t column, const Coverage& covers) {
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

// The digits and what joins them are the same in all, and there are some.
bool same_numbers(const std::vector<Reading>& readings) {
  const auto numbers = [](const Reading& reading) {
    std::u32string out;
    for (const char32_t c : reading.text)
      if (const char32_t f = fold(c); std::u32string_view(U"[]{}()^$ ").find(f) == std::u32string_view::npos) out.push_back(f);
    return out;
  };
  const std::u32string first = numbers(readings[0]);
  return std::any_of(first.begin(), first.end(), is_digit) && std::all_of(readings.begin(), readings.end(), [&](const Reading& r) { return numbers(r) == first; });
}

// 2018一2020 beside 2018—2020, 一一 beside ——: the character for a dash where no numeral can stand; the dash is meant.
bool is_stroke_for_dash(const std::vector<Reading>& readings, char32_t before, char32_t after) {
  const auto is_sign = [](char32_t c) { return is_digit(c) || (c < 0x250 && is_latin_letter(c)); };
  bool stroke = false, dash = false;
  for (const Reading& reading : readings) {
    const bool strokes = !reading.text.empty() && reading.text.find_first_not_of(U'一') == std::u32string::npos;
    const bool dashes = !reading.text.empty() && std::all_of(reading.text.begin(), reading.text.end(), [](char32_t c) { return fold(c) == U'-' || fold(c) == U'~'; });
    if (!strokes && !dashes) return false;
    stroke = stroke || (strokes && (reading.text.size() > 1 || (is_sign(before) && is_sign(after))));
    dash = dash || dashes;
  }
  return stroke && dash;
}

bool is_square_bracket(char32_t c) { return std::u32string_view(U"[]［］【】〔〕「」{}|").find(c) != std::u32string_view::npos; }

// What another witness made of a callout's raised signs may stand beside its columns: letters and specks there (上 before [1]) that no one else has, by a
// witness that has nothing in them.
Span with_garble_beside(const Collation& c, size_t w, Span callout) {
  constexpr uint32_t kMost = 3, kMostTorn = 6;   // characters
  // Brackets where w has nothing are those of a callout that others have torn: [6 beside a raised 6.
  enum class Torn : uint8_t { no, signs, bracket };
  const auto torn = [&](uint32_t k) {
    if (c.cell(k, w) != kNone) return Torn::no;
    bool bracket = false, signs = true;
    for (size_t v = 0; v < c.witnesses.size(); ++v) {
      const char32_t x = char_at(c, k, v);
      if (x == 0) continue;
      bracket = bracket || is_square_bracket(x);
      signs = signs && (is_square_bracket(x) || is_letter(x) || is_digit(x));
    }
    return !signs ? Torn::no : bracket ? Torn::bracket : Torn::signs;
  };
  Span out = callout;
  for (uint32_t k = callout.begin; k > 0 && callout.begin - k < kMostTorn && torn(k - 1) != Torn::no; --k)
    if (torn(k - 1) == Torn::bracket) out.begin = k - 1;
  for (uint32_t k = callout.end; k < c.columns() && k - callout.end < kMostTorn && torn(k) != Torn::no; ++k)
    if (torn(k) == Torn::bracket) out.end = k + 1;
  callout = out;
  for (size_t v = 0; v < c.witnesses.size(); ++v) {
    if (v == w) continue;
    const auto has = [&](uint32_t k) { return c.cell(k, v) != kNone; };
    bool none = true;
    for (uint32_t k = callout.begin; k < callout.end; ++k) none = none && !has(k);
    const auto is_garble = [&](uint32_t k) {
      if (!has(k) || c.cell(k, w) != kNone) return false;
      const char32_t x = char_at(c, k, v);
      return is_letter(x) || is_digit(x) || std::u32string_view(U"!®|'\"*°^~`").find(x) != std::u32string_view::npos;
    };
    if (!none) continue;
    uint32_t begin = callout.begin, end = callout.end;
    while (begin > 0 && callout.begin - begin <= kMost && is_garble(begin - 1)) --begin;
    while (end < c.columns() && end - callout.end <= kMost && is_garble(end)) ++end;
    if (callout.begin - begin <= kMost) out.begin = std::min(out.begin, begin);
    if (end - callout.end <= kMost) out.end = std::max(out.end, end);
  }
  return out;
}

// Columns that lie in a callout of some witness, with those that others put in between.
std::vector<bool> callout_columns(const Collation& c) {
  std::vector<bool> out(c.columns(), false);
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    std::vector<uint32_t> mark_of(c.witnesses[w].chars.size(), kNone);
    std::vector<Span> columns(c.witnesses[w].marks.size(), {kNone, 0});
    for (uint32_t m = 0; m < columns.size(); ++m)
      if (const Mark& mark = c.witnesses[w].marks[m]; mark.kind == MarkKind::callout)
        std::fill(mark_of.begin() + mark.span.begin, mark_of.begin() + mark.span.end, m);
    for (uint32_t k = 0; k < c.columns(); ++k) {
      if (c.cell(k, w) == kNone || mark_of[c.cell(k, w)] == kNone) continue;
      Span& own = columns[mark_of[c.cell(k, w)]];
      own = {std::min(own.begin, k), k + 1};
    }
    for (const Span own : columns) {
      if (own.begin == kNone || own.size() > kLongestCallout) continue;
      const Span all = with_garble_beside(c, w, own);
      std::fill(out.begin() + all.begin, out.begin() + all.end, true);
    }
  }
  return out;
}

// Where a witness's lines begin, one flag a character.
std::vector<std::vector<bool>> line_begins(const Collation& c) {
  std::vector<std::vector<bool>> out;
  for (const Witness& witness : c.witnesses) {
    std::vector<bool> begins(witness.chars.size(), false);
    for (const uint32_t line : witness.lines) flag_first_of_stream(witness, line, begins);
    for (const Block& block : witness.blocks) flag_first_of_stream(witness, block.span.begin, begins);
    out.push_back(std::move(begins));
  }
  return out;
}

// True where the columns hold a whole line of one witness, where others have nothing, and those go on right behind it: a running head that one has read
// is a place of its own, whatever differs beside it.
bool is_whole_line(const Collation& c, Span columns, const std::vector<std::vector<bool>>& begins) {
  constexpr uint32_t kShortest = 6;   // columns
  if (columns.size() < kShortest || columns.end >= c.columns()) return false;
  size_t owner = c.witnesses.size(), behind = 0;
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    const uint32_t first = c.cell(columns.begin, w), next = c.cell(columns.end, w);
    behind += next != kNone;
    if (first != kNone && next != kNone && begins[w][first] && begins[w][next]) owner = w;
  }
  if (owner == c.witnesses.size() || behind < 2) return false;
  for (uint32_t k = columns.begin; k < columns.end; ++k)
    for (size_t w = 0; w < c.witnesses.size(); ++w)
      if (w != owner && c.cell(k, w) != kNone) return false;
  return true;
}

// Of columns side by side that differ, how many are one place. An engine misreads one character, a vision model changes the next, and only if they are two
// places can both be right; where the witnesses have whole words that differ it is one.
uint32_t first_piece(const Collation& c, Span differs, const std::vector<bool>& takes_part, const LanguageModel* model) {
  constexpr uint32_t kFew = 3, kWord = 2;   // columns
  if (model == nullptr || differs.size() < kWord || differs.size() > kFew) return differs.size();
  for (uint32_t k = differs.begin; k < differs.end; ++k)
    for (size_t w = 0; w < c.witnesses.size(); ++w)
      if (takes_part[w] && !is_han(char_at(c, k, w))) return differs.size();
  bool words = true;
  for (size_t w = 0; w < c.witnesses.size(); ++w)
    words = words && (!takes_part[w] || model->knows(std::u32string{char_at(c, differs.begin, w), char_at(c, differs.begin + 1, w)}));
  return words ? kWord : 1;
}

// Witnesses whose characters in these columns are next to nobody's, where two others at least read nearly alike: an engine that read nothing there has no
// say in what those differ in.
std::vector<bool> hearing_in_noise(const Collation& c, Span columns, const std::vector<bool>& takes_part) {
  constexpr uint32_t kShortest = 10, kFewest = 6;   // columns; characters of who read alike
  constexpr double kNoise = 0.15, kAlike = 0.6;
  const size_t n = c.witnesses.size();
  std::vector<bool> hears = takes_part;
  if (columns.size() < kShortest || std::count(takes_part.begin(), takes_part.end(), true) < 3) return hears;
  std::vector<uint32_t> own(n), shared(n);
  for (uint32_t k = columns.begin; k < columns.end; ++k)
    for (size_t w = 0; w < n; ++w) {
      const char32_t x = takes_part[w] ? fold(char_at(c, k, w)) : 0;
      if (x == 0) continue;
      ++own[w];
      bool any = false;
      for (size_t v = 0; v < n; ++v) any = any || (v != w && takes_part[v] && fold(char_at(c, k, v)) == x);
      shared[w] += any;
    }
  size_t good = 0;
  for (size_t w = 0; w < n; ++w) {
    if (!takes_part[w]) continue;
    hears[w] = own[w] > 0 && shared[w] > kNoise * own[w];
    good += own[w] >= kFewest && shared[w] >= kAlike * own[w];
  }
  return good >= 2 ? hears : takes_part;
}

// The columns fall into those that who hears agrees on, which are one place for all, and those where they differ: who read nothing there takes no part in them,
// but for what it has in them.
struct Piece {
  Span columns;
  bool differs;
  std::vector<bool> takes_part;
};
std::vector<Piece> pieces_in_noise(const Collation& c, Span columns, const std::vector<bool>& takes_part, const std::vector<bool>& hears) {
  std::vector<Piece> out;
  for (uint32_t k = columns.begin; k < columns.end; ++k) {
    char32_t first = 0;
    bool differs = false, seen = false, noise = false;
    for (size_t w = 0; w < c.witnesses.size(); ++w) {
      noise = noise || (takes_part[w] && !hears[w] && c.cell(k, w) != kNone);
      if (!hears[w]) continue;
      const char32_t x = fold(char_at(c, k, w));
      differs = differs || (seen && x != first);
      first = x, seen = true;
    }
    const std::vector<bool>& part = differs && !noise ? hears : takes_part;
    if (!out.empty() && out.back().differs == differs && out.back().takes_part == part) ++out.back().columns.end;
    else out.push_back({{k, k + 1}, differs, part});
  }
  return out;
}

}  // namespace

// A witness's characters fall into runs that follow each other in its own order and in the columns. The heaviest chain of runs
// that ascend is the edition's order; the others are moved.
void find_moved(Collation& c) {
  struct Run {
    uint32_t begin, end;   // columns
    uint32_t first;        // of the witness's characters
    uint32_t weight;
    uint32_t best = 0, previous = kNone;
  };
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    const Witness& witness = c.witnesses[w];
    bool ascends = true;
    uint32_t last = 0;
    for (uint32_t k = 0; k < c.columns() && ascends; ++k)
      if (const uint32_t i = c.cell(k, w); i != kNone) ascends = i >= last, last = i;
    if (ascends) continue;
    std::vector<uint32_t> rank(witness.chars.size(), 0);
    for (uint32_t i = 0, r = 0; i < rank.size(); ++i)
      if (in_stream(witness.role[i])) rank[i] = r++;
    std::vector<Run> runs;
    for (uint32_t k = 0; k < c.columns(); ++k) {
      const uint32_t i = c.cell(k, w);
      if (i == kNone) continue;
      const uint32_t r = rank[i];
      if (!runs.empty() && r == runs.back().first + runs.back().weight) {
        runs.back().end = k + 1;
        ++runs.back().weight;
      } else {
        runs.push_back({k, k + 1, r, 1});
      }
    }
    // Heaviest ascending chain: the best chain that ends before `first`, by a tree of maxima over the order of the runs.
    std::vector<uint32_t> firsts, tree(runs.size() + 1, kNone);
    for (const Run& run : runs) firsts.push_back(run.first);
    std::sort(firsts.begin(), firsts.end());
    const auto better = [&](uint32_t x, uint32_t y) { return y == kNone || (x != kNone && runs[x].best > runs[y].best) ? x : y; };
    uint32_t end = kNone;
    for (uint32_t r = 0; r < runs.size(); ++r) {
      const size_t at = static_cast<size_t>(std::lower_bound(firsts.begin(), firsts.end(), runs[r].first) - firsts.begin()) + 1;
      uint32_t before = kNone;
      for (size_t t = at - 1; t > 0; t -= t & (~t + 1)) before = better(tree[t], before);
      runs[r].previous = before;
      runs[r].best = runs[r].weight + (before == kNone ? 0 : runs[before].best);
      for (size_t t = at; t < tree.size(); t += t & (~t + 1)) tree[t] = better(r, tree[t]);
      end = better(r, end);
    }
    std::vector<bool> in_order(runs.size(), false);
    for (; end != kNone; end = runs[end].previous) in_order[end] = true;
    for (uint32_t r = 0; r < runs.size(); ++r) {
      if (in_order[r]) continue;
      if (r > 0 && !in_order[r - 1]) c.moved.back().end = runs[r].end;
      else c.moved.push_back({runs[r].begin, runs[r].end, static_cast<uint16_t>(w)});
    }
  }
  std::sort(c.moved.begin(), c.moved.end(), [](const Moved& a, const Moved& b) { return a.begin != b.begin ? a.begin < b.begin : a.witness < b.witness; });
}

void find_loci(Collation& c, LongAbsence absence, const LanguageModel* model) {
  if (c.witnesses.size() < 2) return;
  const Coverage covers = absence == LongAbsence::has_no_say ? coverage(c) : Coverage(c.witnesses.size(), std::vector<uint8_t>(c.columns(), 1));
  const std::vector<bool> in_callout = callout_columns(c);
  const std::vector<std::vector<bool>> begins = line_begins(c);
  const uint32_t n = c.columns();
  std::vector<State> state(n);
  for (uint32_t k = 0; k < n; ++k) state[k] = state_of(c, k, covers);

  const auto takes_part = [&](uint32_t column) {
    std::vector<bool> out;
    for (size_t w = 0; w < c.witnesses.size(); ++w) out.push_back(covers[w][column] != 0);
    return out;
  };
  const auto all_take_part = [&](uint32_t column) {
    return std::all_of(covers.begin(), covers.end(), [&](const std::vector<uint8_t>& own) { return own[column] != 0; });
  };
  const auto same_part = [&](uint32_t x, uint32_t y) {
    return std::all_of(covers.begin(), covers.end(), [&](const std::vector<uint8_t>& own) { return own[x] == own[y]; });
  };
  std::vector<bool> joins(n, false), differs(n, false);
  for (uint32_t k = 0; k < n; ++k) {
    joins[k] = k + 1 < n && same_part(k, k + 1);
    differs[k] = state[k] == State::real;
  }
  drown_islands(c, joins, differs);
  // A callout is one thing: where the witnesses differ in a part of it, they differ in all of it.
  for (uint32_t k = 0; k < n; ++k) {
    if (!in_callout[k]) continue;
    uint32_t end = k;
    bool any = false;
    while (end < n && in_callout[end] && end - k < kLongestCallout && (end == k || joins[end - 1])) any |= differs[end++];
    if (any) std::fill(differs.begin() + k, differs.begin() + end, true);
    k = end - 1;
  }
  for (uint32_t k = 0; k < n; ++k)
    if (differs[k]) state[k] = State::real;
  uint32_t id = 0;
  const auto add = [&](uint32_t begin, uint32_t end, State kind, const std::vector<bool>& part) {
    Locus locus;
    locus.begin = begin;
    locus.end = end;
    locus.readings = readings_of(c, begin, end, part);
    if (kind == State::real) {
      bool callout = false;
      for (uint32_t q = begin; q < end; ++q) callout |= in_callout[q];
      char32_t before = 0, after = 0;
      for (size_t w = 0; w < c.witnesses.size() && (before == 0 || after == 0); ++w) {
        if (begin > 0 && before == 0) before = char_at(c, begin - 1, w);
        if (end < n && after == 0) after = char_at(c, end, w);
      }
      locus.cls = classify(locus.readings, callout, before, after);
      // [3] beside a raised 3: one callout in two forms.
      const bool same_callout = locus.cls == LocusClass::callout && same_numbers(locus.readings);
      const bool same_dash = is_stroke_for_dash(locus.readings, before, after);
      if (same_dash) locus.cls = LocusClass::width;
      if (!same_callout && !same_dash) locus.id = ++id;
    } else {
      locus.cls = kind == State::width ? LocusClass::width : LocusClass::spacing;
    }
    c.loci.push_back(std::move(locus));
  };
  for (uint32_t k = 0; k < n;) {
    const bool whole = all_take_part(k);
    if (whole && state[k] == State::same) {
      ++k;
      continue;
    }
    const std::vector<bool> part = takes_part(k);
    if (!whole && state[k] == State::same) {
      // A passage only some have: one locus up to the next finer one.
      uint32_t end = k + 1;
      while (end < n && state[end] == State::same && same_part(k, end)) ++end;
      Locus locus;
      locus.begin = k;
      locus.end = end;
      locus.cls = LocusClass::block;
      const std::vector<bool> everyone(c.witnesses.size(), true);
      locus.id = ++id;
      locus.readings = readings_of(c, k, end, everyone);
      c.loci.push_back(std::move(locus));
      k = end;
      continue;
    }
    uint32_t end = k + 1;
    const State kind = state[k];
    while (end < n && same_part(k, end) && in_callout[end] == in_callout[k] && !is_whole_line(c, {k, end}, begins)) {
      if (state[end] == kind) {
        ++end;
        continue;
      }
      // One agreed letter between two differences belongs to both; white space inside one, too.
      const bool bridge = kind == State::real && (state[end] == State::spacing || state[end] == State::width) && end + 1 < n && state[end + 1] == State::real;
      if (!bridge) break;
      ++end;
    }
    if (kind != State::real || in_callout[k]) {
      add(k, end, kind, part);
    } else if (const std::vector<bool> hears = hearing_in_noise(c, {k, end}, part); hears != part) {
      for (const Piece& piece : pieces_in_noise(c, {k, end}, part, hears))
        for (uint32_t from = piece.columns.begin; from < piece.columns.end;) {
          const uint32_t upto = from + first_piece(c, {from, piece.columns.end}, piece.takes_part, model);
          add(from, upto, kind, piece.takes_part);
          from = upto;
        }
    } else {
      end = k + first_piece(c, {k, end}, part, model);
      add(k, end, kind, part);
    }
    k = end;
  }
}

void add_loci(Collation& collation, std::vector<Locus> more) {
  if (more.empty()) return;
  collation.loci.insert(collation.loci.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  std::sort(collation.loci.begin(), collation.loci.end(), [](const Locus& a, const Locus& b) { return a.begin < b.begin; });
  uint32_t id = 0;
  for (Locus& locus : collation.loci)
    if (locus.id != 0) locus.id = ++id;
}

}  // namespace jiaokan
