#include "reconcile/collate.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <numeric>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/align.h"
#include "reconcile/loci.h"

namespace jiaokan {

namespace {

constexpr double kLeastShared = 0.25;   // of the shorter stream; less, and it is not the same article
constexpr uint32_t kLeastToJudge = 40;  // characters

// The letters and marks of a witness that are aligned: its stream without white space, folded.
struct Stream {
  std::u32string keys;
  std::vector<uint32_t> at;   // character of the witness
};

Stream stream_of(const Witness& witness) {
  Stream out;
  for (const Block& block : witness.blocks)
    for (uint32_t i = block.span.begin; i < block.span.end; ++i) {
      if (!in_stream(witness.role[i]) || is_space(witness.chars[i])) continue;
      out.keys.push_back(fold(witness.chars[i]));
      out.at.push_back(i);
    }
  return out;
}

using Row = std::vector<uint32_t>;   // one cell a witness

// The columns made so far, as one sequence of keys to align the next witness with: the commonest key of each.
std::u32string consensus(const std::vector<Row>& rows, const std::vector<Witness>& witnesses) {
  std::u32string out;
  out.reserve(rows.size());
  for (const Row& row : rows) {
    char32_t best = 0;
    size_t most = 0;
    for (size_t w = 0; w < row.size(); ++w) {
      if (row[w] == kNone) continue;
      const char32_t key = fold(witnesses[w].chars[row[w]]);
      size_t votes = 0;
      for (size_t v = 0; v < row.size(); ++v) votes += row[v] != kNone && fold(witnesses[v].chars[row[v]]) == key;
      if (votes > most) most = votes, best = key;
    }
    out.push_back(best);
  }
  return out;
}

uint64_t content_hash(const Stream& stream) { return XXH3_64bits(stream.keys.data(), stream.keys.size() * sizeof(char32_t)); }

// Puts the white space that is content into columns: beside each other where two witnesses have it at the same place.
std::vector<Row> with_spaces(const std::vector<Row>& rows, const std::vector<Witness>& witnesses) {
  const size_t n = witnesses.size();
  std::vector<Row> out;
  out.reserve(rows.size() * 11 / 10);
  for (const Row& row : rows) {
    // A space stands directly before its character, in the witness's own order.
    Row space(n, kNone);
    bool any = false;
    for (size_t w = 0; w < n; ++w) {
      if (row[w] == kNone) continue;
      for (uint32_t i = row[w]; i > 0; --i) {
        const Role role = witnesses[w].role[i - 1];
        if (role == Role::space) {
          space[w] = i - 1;
          any = true;
          break;
        }
        if (in_stream(role)) break;
      }
    }
    if (any) out.push_back(std::move(space));
    out.push_back(row);
  }
  return out;
}

// Spaces of a witness that no character follows (at the end of a block) still need a column.
void keep_every_space(std::vector<Row>& rows, std::vector<Witness>& witnesses) {
  for (size_t w = 0; w < witnesses.size(); ++w) {
    std::vector<bool> seen(witnesses[w].chars.size(), false);
    for (const Row& row : rows)
      if (row[w] != kNone) seen[row[w]] = true;
    for (uint32_t i = 0; i < seen.size(); ++i)
      if (!seen[i] && witnesses[w].role[i] == Role::space) witnesses[w].role[i] = Role::gap;
  }
}

}  // namespace

Collation collate(std::vector<Witness> witnesses, Diags& diags) {
  Collation out;
  const size_t n = witnesses.size();
  std::vector<Stream> streams;
  for (const Witness& witness : witnesses) streams.push_back(stream_of(witness));

  // Merged in an order that does not depend on how they were named: the longest first, equal ones by content.
  std::vector<size_t> order(n);
  std::iota(order.begin(), order.end(), size_t{0});
  std::vector<uint64_t> hashes;
  for (const Stream& stream : streams) hashes.push_back(content_hash(stream));
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    if (streams[a].keys.size() != streams[b].keys.size()) return streams[a].keys.size() > streams[b].keys.size();
    return hashes[a] < hashes[b];
  });

  std::vector<Row> rows;
  std::vector<bool> left_out(n, false);
  for (size_t step = 0; step < n; ++step) {
    const size_t w = order[step];
    const Stream& stream = streams[w];
    if (step == 0) {
      for (const uint32_t i : stream.at) {
        rows.emplace_back(n, kNone);
        rows.back()[w] = i;
      }
      continue;
    }
    const std::u32string base = consensus(rows, witnesses);
    const Alignment alignment = align(base, stream.keys);
    size_t same = 0;
    for (size_t j = 0; j < stream.keys.size(); ++j) same += alignment.a_of_b[j] != kNone && base[alignment.a_of_b[j]] == stream.keys[j];
    const size_t shorter = std::min(base.size(), stream.keys.size());
    if (shorter >= kLeastToJudge && static_cast<double>(same) < kLeastShared * static_cast<double>(shorter)) {
      const Source& source = witnesses[w].sources.empty() ? Source{} : witnesses[w].sources[0];
      diags.push_back({Code::not_the_same_text, {source.name, 0, 0},
                       fmt::format("{} and {} share {:.0f} % of the shorter", witnesses[order[0]].name, witnesses[w].name, 100.0 * static_cast<double>(same) / static_cast<double>(shorter))});
      left_out[w] = true;
      continue;
    }
    // Own columns of w go behind the column of the character before them.
    std::vector<std::vector<uint32_t>> after(rows.size() + 1);   // [0]: before all
    std::vector<bool> is_moved(stream.keys.size(), false);
    for (const Span span : alignment.moved) {
      for (uint32_t j = span.begin; j < span.end; ++j) is_moved[j] = true;
    }
    uint32_t last = 0, own_last = 0;
    for (uint32_t j = 0; j < stream.keys.size(); ++j) {
      const uint32_t i = alignment.a_of_b[j];
      if (i != kNone) {
        rows[i][w] = stream.at[j];
        own_last = i + 1;
        if (!is_moved[j]) last = i + 1;
      } else {
        after[is_moved[j] ? own_last : last].push_back(stream.at[j]);
      }
    }
    std::vector<Row> next;
    next.reserve(rows.size() + stream.keys.size() / 8);
    for (size_t i = 0; i <= rows.size(); ++i) {
      if (i > 0) next.push_back(std::move(rows[i - 1]));
      for (const uint32_t at : after[i]) {
        next.emplace_back(n, kNone);
        next.back()[w] = at;
      }
    }
    rows = std::move(next);
  }

  // A version of another text takes no part from here on.
  std::vector<size_t> kept;
  for (size_t w = 0; w < n; ++w)
    if (!left_out[w]) kept.push_back(w);
  if (kept.size() != n) {
    std::vector<Witness> some;
    for (const size_t w : kept) some.push_back(std::move(witnesses[w]));
    witnesses = std::move(some);
    for (Row& row : rows) {
      Row cells;
      for (const size_t w : kept) cells.push_back(row[w]);
      row = std::move(cells);
    }
  }
  rows = with_spaces(rows, witnesses);
  keep_every_space(rows, witnesses);
  out.witnesses = std::move(witnesses);
  out.cells.reserve(rows.size() * out.witnesses.size());
  for (const Row& row : rows) out.cells.insert(out.cells.end(), row.begin(), row.end());
  find_moved(out);
  find_loci(out);
  return out;
}

}  // namespace jiaokan
