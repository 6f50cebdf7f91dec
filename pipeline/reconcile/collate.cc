#include "reconcile/collate.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "lang/script.h"
#include "reconcile/align.h"
#include "reconcile/columns.h"
#include "reconcile/in_parts.h"
#include "reconcile/loci.h"
#include "reconcile/order.h"
#include "reconcile/strays.h"

namespace jiaokan {

namespace {

constexpr uint32_t kRun = 4;            // equal characters in a row that are no chance
constexpr double kLeastShared = 0.12;   // of the shorter stream, in such runs; less, and it is not the same article
constexpr uint32_t kLeastToJudge = 40;  // characters

// How much of b stands in a, in runs that are no chance.
size_t shared_characters(const std::u32string& a, const std::u32string& b, const std::vector<uint32_t>& a_of_b) {
  size_t shared = 0, run = 0;
  for (size_t j = 0; j <= b.size(); ++j) {
    const bool equal = j < b.size() && a_of_b[j] != kNone && a[a_of_b[j]] == b[j];
    const bool goes_on = equal && run > 0 && a_of_b[j] == a_of_b[j - 1] + 1;
    if (!goes_on) {
      if (run >= kRun) shared += run;
      run = 0;
    }
    run += equal;
  }
  return shared;
}

// Keys → characters, with the white space put in: beside each other where it stands before the same column.
std::vector<uint32_t> with_spaces(const Rows& rows, const std::vector<Stream>& streams, const std::vector<size_t>& place) {
  const size_t n = rows.width;
  std::vector<uint32_t> out;
  size_t longest = rows.size();
  for (const Stream& stream : streams) longest += stream.spaces.size();
  out.reserve(std::min(longest * n, rows.cells.size() * 11 / 10));
  // The white space before key j ends here in the spaces of its stream; keys come mostly in their order.
  std::vector<std::pair<uint32_t, uint32_t>> last(n, {kNone, 0});
  const auto spaces_end = [&](size_t s, uint32_t j) {
    const std::vector<uint32_t>& spaces = streams[s].spaces;
    auto& [key, end] = last[s];
    if (j == key + 1)
      while (end < spaces.size() && spaces[end] < streams[s].at[j]) ++end;
    else if (j != key)
      end = static_cast<uint32_t>(std::lower_bound(spaces.begin(), spaces.end(), streams[s].at[j]) - spaces.begin());
    key = j;
    return end;
  };
  std::vector<Span> spaces(n);
  const auto put_spaces = [&] {
    uint32_t most = 0;
    for (const Span span : spaces) most = std::max(most, span.size());
    for (uint32_t left = most; left > 0; --left) {
      out.insert(out.end(), n, kNone);
      for (size_t s = 0; s < n; ++s)
        if (spaces[s].size() >= left) out[out.size() - n + place[s]] = streams[s].spaces[spaces[s].end - left];
    }
  };
  for (size_t i = 0; i < rows.size(); ++i) {
    const uint32_t* const row = rows.row(i);
    for (size_t s = 0; s < n; ++s) {
      const uint32_t j = row[s];
      if (j == kNone) spaces[s] = {};
      else spaces[s].begin = j == 0 ? 0 : spaces_end(s, j - 1), spaces[s].end = spaces_end(s, j);
    }
    put_spaces();
    out.insert(out.end(), n, kNone);
    for (size_t s = 0; s < n; ++s)
      if (row[s] != kNone) out[out.size() - n + place[s]] = streams[s].at[row[s]];
  }
  for (size_t s = 0; s < n; ++s)
    spaces[s] = {streams[s].keys.empty() ? 0 : spaces_end(s, static_cast<uint32_t>(streams[s].keys.size()) - 1), static_cast<uint32_t>(streams[s].spaces.size())};
  put_spaces();
  return out;
}

// White space goes with the character behind it; where a witness has lost that character, its white space is another's before the lost one.
// Moved to where the others have it, and columns left empty are taken out.
void gather_spaces(std::vector<uint32_t>& cells, const std::vector<Witness>& witnesses) {
  const size_t n = witnesses.size(), columns = cells.size() / n;
  const auto is_white = [&](size_t k, size_t w) {
    const uint32_t i = cells[k * n + w];
    return i != kNone && (witnesses[w].role[i] == Role::space || is_space(witnesses[w].chars[i]));
  };
  const auto count = [&](size_t k) { return static_cast<size_t>(std::count_if(cells.begin() + static_cast<long>(k * n), cells.begin() + static_cast<long>((k + 1) * n), [](uint32_t i) { return i != kNone; })); };
  const auto is_white_column = [&](size_t k) {
    for (size_t w = 0; w < n; ++w)
      if (is_white(k, w)) return true;
    return false;
  };
  bool any = false;
  for (size_t w = 0; w < n; ++w) {
    size_t last = columns;   // the white column without w since its last character, the fullest
    for (size_t k = 0; k < columns; ++k) {
      if (cells[k * n + w] == kNone) {
        if (is_white_column(k) && (last == columns || count(k) > count(last))) last = k;
        continue;
      }
      if (is_white(k, w)) {
        // Else behind it, before the next character of w.
        size_t best = last;
        for (size_t q = k + 1; last == columns && q < columns && cells[q * n + w] == kNone; ++q)
          if (is_white_column(q) && count(q) >= count(k) && (best == columns || count(q) > count(best))) best = q;
        if (best != columns) {
          cells[best * n + w] = cells[k * n + w];
          cells[k * n + w] = kNone;
          any = true;
        }
      }
      last = columns;
    }
  }
  if (!any) return;
  std::vector<uint32_t> out;
  for (size_t k = 0; k < columns; ++k)
    if (count(k) > 0) out.insert(out.end(), cells.begin() + static_cast<long>(k * n), cells.begin() + static_cast<long>((k + 1) * n));
  cells = std::move(out);
}

struct Merged {
  Rows rows;
  std::vector<bool> takes_part;
  std::vector<double> shared;   // of the shorter text, with what was merged before
};

// The streams one after the other; one that shares nothing with those before stays out.
Merged merge_all(const std::vector<Stream>& streams, const std::vector<bool>& candidates, double least, const LanguageModel* model) {
  Merged out;
  out.rows.width = streams.size();
  out.takes_part.assign(streams.size(), false);
  out.shared.assign(streams.size(), 1);
  size_t taken = 0, only = 0;   // streams; with one, it is the text that the next is laid beside, and the rows are made when they are wanted
  const auto make_rows = [&] {
    out.rows.cells.assign(streams[only].keys.size() * streams.size(), kNone);
    for (uint32_t j = 0; j < streams[only].keys.size(); ++j) out.rows.cells[j * streams.size() + only] = j;
  };
  for (size_t s = 0; s < streams.size(); ++s) {
    if (!candidates[s]) continue;
    const Stream& stream = streams[s];
    if (taken == 0) {
      out.takes_part[s] = true;
      taken = 1;
      only = s;
      continue;
    }
    {   // what is as long as the text goes before the next thing that is
      const std::u32string heard = taken > 1 ? consensus(out.rows, streams) : std::u32string();
      const std::u32string& base = taken > 1 ? heard : streams[only].keys;
      const Alignment alignment = align(base, stream.keys);
      const size_t shorter = std::min(base.size(), stream.keys.size());
      if (shorter >= kLeastToJudge) {
        out.shared[s] = static_cast<double>(shared_characters(base, stream.keys, alignment.a_of_b)) / static_cast<double>(shorter);
        if (out.shared[s] < least) continue;
      }
      if (taken == 1) make_rows();
      merge(out.rows, base, stream, s, alignment);
    }
    gather_strays(out.rows, streams);
    put_in_order(out.rows, streams, model);
    out.takes_part[s] = true;
    ++taken;
  }
  if (taken == 1) make_rows();
  return out;
}

size_t count(const std::vector<bool>& flags) { return static_cast<size_t>(std::count(flags.begin(), flags.end(), true)); }

Collation collate_sharing(std::vector<Witness> witnesses, double least, LongAbsence absence, Diags& diags, const LanguageModel* model) {
  Collation out;
  const size_t n = witnesses.size();
  if (n == 0) return out;
  // Merged in an order that does not depend on how they were given: the longest first (its order is the edition's), equal
  // ones by content.
  std::vector<Stream> streams(n);
  in_parts(n, [&](size_t w) { streams[w] = stream_of(witnesses[w]); });
  std::vector<size_t> order(n);
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    if (streams[a].keys.size() != streams[b].keys.size()) return streams[a].keys.size() > streams[b].keys.size();
    return streams[a].hash < streams[b].hash;
  });
  std::vector<Stream> sorted;
  for (const size_t w : order) sorted.push_back(std::move(streams[w]));

  Merged merged = merge_all(sorted, std::vector<bool>(n, true), least, model);
  // The longest may itself be the stranger: then those that agree with each other are more.
  if (n > 2 && count(merged.takes_part) == 1) {
    std::vector<bool> rest = merged.takes_part;
    rest.flip();
    Merged other = merge_all(sorted, rest, least, model);
    if (count(other.takes_part) > 1) {
      for (size_t s = 0; s < n; ++s)
        if (merged.takes_part[s]) other.shared[s] = 0;
      merged = std::move(other);
    }
  }

  // A version of another text takes no part from here on.
  std::vector<bool> kept(n, false);
  for (size_t s = 0; s < n; ++s) kept[order[s]] = merged.takes_part[s];
  for (size_t w = 0; w < n; ++w) {
    if (kept[w]) continue;
    const size_t s = static_cast<size_t>(std::find(order.begin(), order.end(), w) - order.begin());
    const Witness& witness = witnesses[w];
    diags.push_back({Code::not_the_same_text, {witness.sources.empty() ? witness.name : witness.sources[0].name, 0, 0},
                     fmt::format("shares {:.0f} % of the shorter text with the others", 100 * merged.shared[s])});
  }
  std::vector<Stream> used;
  std::vector<size_t> place;
  Rows rows;
  rows.width = count(kept);
  for (size_t s = 0; s < n; ++s) {
    if (!merged.takes_part[s]) continue;
    place.push_back(static_cast<size_t>(std::count(kept.begin(), kept.begin() + static_cast<long>(order[s]), true)));
    used.push_back(std::move(sorted[s]));
  }
  if (rows.width == n) {
    rows = std::move(merged.rows);
  } else {
    for (size_t i = 0; i < merged.rows.size(); ++i)
      for (size_t s = 0; s < n; ++s)
        if (merged.takes_part[s]) rows.cells.push_back(merged.rows.row(i)[s]);
  }
  out.cells = with_spaces(rows, used, place);
  // From here on there are columns alone; of a long text these are most of its memory.
  rows = {};
  used.clear();
  for (size_t w = 0; w < n; ++w)
    if (kept[w]) out.witnesses.push_back(std::move(witnesses[w]));
  if (absence == LongAbsence::is_a_reading) gather_spaces(out.cells, out.witnesses);
  find_moved(out);
  find_loci(out, absence, model);
  return out;
}

}  // namespace

Collation collate(std::vector<Witness> witnesses, Diags& diags, const LanguageModel* model) {
  return collate_sharing(std::move(witnesses), kLeastShared, LongAbsence::has_no_say, diags, model);
}

Collation collate_all(std::vector<Witness> witnesses) {
  Diags none;
  return collate_sharing(std::move(witnesses), 0, LongAbsence::is_a_reading, none, nullptr);
}

}  // namespace jiaokan
