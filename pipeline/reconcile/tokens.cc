#include "reconcile/tokens.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "reconcile/columns.h"
#include "reconcile/grams.h"

namespace jiaokan {

namespace {

constexpr char32_t kFirstToken = 0x110000;   // tokens are numbered behind the last character there is

// One sequence to align the next witness with: of each column the form that it has too, else the commonest.
std::u32string consensus_towards(const Rows& rows, const std::vector<Stream>& streams, const Stream& next) {
  std::u32string out = consensus(rows, streams);
  const std::set<char32_t> has(next.keys.begin(), next.keys.end());
  for (size_t i = 0; i < rows.size(); ++i) {
    for (size_t s = 0; s < rows.width && !has.contains(out[i]); ++s)
      if (rows.row(i)[s] != kNone && has.contains(streams[s].keys[rows.row(i)[s]])) out[i] = streams[s].keys[rows.row(i)[s]];
  }
  return out;
}

// Tokens of witness w that stand in a column with no equal of another witness.
std::u32string alone(const TokenTable& table, const std::vector<std::u32string>& keys, size_t w, size_t other) {
  std::u32string out = keys[w];
  for (size_t k = 0; k < table.columns(); ++k) {
    const uint32_t i = table.cell(k, w), j = table.cell(k, other);
    if (i != kNone && j != kNone && keys[w][i] == keys[other][j]) out[i] = static_cast<char32_t>(w + 1);   // taken; differs for each witness
  }
  return out;
}

void find_transpositions(TokenTable& table, const std::vector<std::u32string>& keys) {
  constexpr uint32_t kLongest = 8;
  for (size_t a = 0; a < keys.size(); ++a) {
    for (size_t b = a + 1; b < keys.size(); ++b) {
      std::u32string left_a = alone(table, keys, a, b), left_b = alone(table, keys, b, a);
      for (uint32_t k = kLongest; k > 0; k = k > 2 ? k / 2 : k - 1) {
        for (const auto& [i, j] : shared_unique_grams(left_a, 0, static_cast<uint32_t>(left_a.size()), left_b, 0, static_cast<uint32_t>(left_b.size()), k)) {
          if (left_a[i] < kFirstToken || left_a.compare(i, k, left_b, j, k) != 0) continue;
          uint32_t begin = 0, end = k;
          while (begin < i && begin < j && left_a[i - begin - 1] == left_b[j - begin - 1]) ++begin;
          while (i + end < left_a.size() && j + end < left_b.size() && left_a[i + end] == left_b[j + end]) ++end;
          table.transpositions.push_back({a, b, {i - begin, i + end}, {j - begin, j + end}});
          std::fill(left_a.begin() + i - begin, left_a.begin() + i + end, static_cast<char32_t>(a + 1));
          std::fill(left_b.begin() + j - begin, left_b.begin() + j + end, static_cast<char32_t>(b + 1));
        }
      }
    }
  }
}

}  // namespace

TokenTable collate_tokens(const std::vector<std::vector<std::string>>& witnesses) {
  TokenTable out;
  out.witnesses = witnesses.size();
  std::map<std::string, char32_t> numbers;   // by form, so that they do not depend on the order given
  for (const std::vector<std::string>& witness : witnesses)
    for (const std::string& token : witness) numbers.emplace(token, 0);
  char32_t next = kFirstToken;
  for (auto& [token, number] : numbers) number = next++;
  std::vector<std::u32string> keys;
  for (const std::vector<std::string>& witness : witnesses) {
    keys.emplace_back();
    for (const std::string& token : witness) keys.back().push_back(numbers[token]);
  }
  std::vector<size_t> order(witnesses.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t x, size_t y) {
    return keys[x].size() != keys[y].size() ? keys[x].size() > keys[y].size() : keys[x] < keys[y];
  });
  std::vector<Stream> streams(witnesses.size());
  for (size_t s = 0; s < order.size(); ++s) streams[s].keys = keys[order[s]];
  Rows rows;
  rows.width = witnesses.size();
  for (size_t s = 0; s < streams.size(); ++s) {
    if (rows.cells.empty()) {
      rows.cells.assign(streams[s].keys.size() * rows.width, kNone);
      for (uint32_t j = 0; j < streams[s].keys.size(); ++j) rows.cells[j * rows.width + s] = j;
      continue;
    }
    merge(rows, streams[s], s, {align_in_order(consensus_towards(rows, streams, streams[s]), streams[s].keys), {}});
  }
  out.cells.assign(rows.cells.size(), kNone);
  for (size_t k = 0; k < rows.size(); ++k)
    for (size_t s = 0; s < rows.width; ++s) out.cells[k * rows.width + order[s]] = rows.row(k)[s];
  find_transpositions(out, keys);
  return out;
}

std::vector<Span> segments(const TokenTable& table, const std::vector<std::vector<std::string>>& witnesses) {
  // Which witnesses go together in a column: for each the first that has the same.
  const auto parts = [&](size_t column) {
    std::vector<size_t> out(table.witnesses, kNone);
    for (size_t w = 0; w < table.witnesses; ++w) {
      if (table.cell(column, w) == kNone) continue;
      for (size_t v = 0; v <= w && out[w] == kNone; ++v)
        if (table.cell(column, v) != kNone && witnesses[v][table.cell(column, v)] == witnesses[w][table.cell(column, w)]) out[w] = v;
    }
    return out;
  };
  std::vector<Span> out;
  std::vector<size_t> last;
  for (uint32_t k = 0; k < table.columns(); ++k) {
    std::vector<size_t> here = parts(k);
    if (k > 0 && here == last) out.back().end = k + 1;
    else out.push_back({k, k + 1});
    last = std::move(here);
  }
  return out;
}

}  // namespace jiaokan
