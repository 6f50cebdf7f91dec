#include "reconcile/tokens.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "reconcile/grams.h"
#include "reconcile/token_graph.h"

namespace jiaokan {

namespace {

constexpr char32_t kFirstToken = 0x110000;   // tokens are numbered behind the last character there is

// The table of a graph: vertices by their ranks.
TokenTable table_of(const TokenGraph& graph, size_t witnesses) {
  TokenTable out;
  out.witnesses = witnesses;
  const std::vector<uint32_t> rank = graph.ranks();
  const uint32_t columns = rank.empty() ? 0 : *std::max_element(rank.begin(), rank.end()) + 1;
  out.cells.assign(columns * witnesses, kNone);
  for (size_t w = 0; w < witnesses; ++w)
    for (uint32_t i = 0; i < graph.path(w).size(); ++i) out.cells[rank[graph.path(w)[i]] * witnesses + w] = i;
  return out;
}

size_t variants(const TokenTable& table, const std::vector<std::u32string>& keys) {
  size_t out = 0;
  for (size_t k = 0; k < table.columns(); ++k) {
    bool differs = false;
    for (size_t w = 0; w < table.witnesses; ++w) {
      const uint32_t first = table.cell(k, 0), here = table.cell(k, w);
      differs = differs || first == kNone || here == kNone || keys[0][first] != keys[w][here];
    }
    out += differs;
  }
  return out;
}

// The orders in which witnesses are joined: as given, then others that may find a better table where there are few tokens.
std::vector<std::vector<size_t>> orders_of(const std::vector<std::u32string>& keys) {
  constexpr size_t kFew = 20'000;   // tokens
  std::vector<size_t> given(keys.size());
  std::iota(given.begin(), given.end(), size_t{0});
  std::vector<std::vector<size_t>> out{given};
  size_t tokens = 0;
  for (const std::u32string& own : keys) tokens += own.size();
  if (keys.size() < 3 || tokens > kFew) return out;
  std::vector<size_t> longest = given;
  std::stable_sort(longest.begin(), longest.end(), [&](size_t x, size_t y) { return keys[x].size() != keys[y].size() ? keys[x].size() > keys[y].size() : keys[x] < keys[y]; });
  out.push_back(longest);
  out.emplace_back(longest.rbegin(), longest.rend());
  out.emplace_back(given.rbegin(), given.rend());
  for (size_t n = 1; n < given.size(); ++n) {   // each first, the others as given
    std::vector<size_t> order = given;
    std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n), order.begin() + static_cast<std::ptrdiff_t>(n) + 1);
    out.push_back(std::move(order));
  }
  return out;
}

// What transpositions are found by: the column of each token, and the first witness, in the order given, that has its form there. Who shares a
// token with an earlier witness has not moved it.
struct Places {
  std::vector<std::vector<uint32_t>> column;
  std::vector<std::vector<size_t>> first;
};

Places places_of(const TokenTable& table, const std::vector<std::u32string>& keys) {
  Places out;
  for (size_t w = 0; w < keys.size(); ++w) {
    out.column.emplace_back(keys[w].size(), kNone);
    out.first.emplace_back(keys[w].size(), w);
  }
  for (uint32_t k = 0; k < table.columns(); ++k) {
    for (size_t w = 0; w < table.witnesses; ++w) {
      const uint32_t i = table.cell(k, w);
      if (i == kNone) continue;
      out.column[w][i] = k;
      for (size_t v = 0; v < w && out.first[w][i] == w; ++v)
        if (const uint32_t j = table.cell(k, v); j != kNone && keys[v][j] == keys[w][i]) out.first[w][i] = v;
    }
  }
  return out;
}

// The tokens of a witness that it was the first to have, and that have no equal of another in their column; what is taken differs for each.
std::u32string own_tokens(const TokenTable& table, const Places& places, const std::vector<std::u32string>& keys, size_t w, size_t other) {
  std::u32string out = keys[w];
  for (size_t i = 0; i < out.size(); ++i) {
    const uint32_t j = table.cell(places.column[w][i], other);
    if (places.first[w][i] != w || (j != kNone && keys[other][j] == keys[w][i])) out[i] = static_cast<char32_t>(w + 1);
  }
  return out;
}

// A passage with those of the witnesses that have the same in the same columns.
void add_with_companions(const TokenTable& table, const Places& places, const std::vector<std::u32string>& keys, size_t w, Span span, Transposition& moved) {
  moved.push_back({w, span});
  for (size_t v = w + 1; v < table.witnesses; ++v) {
    const uint32_t begin = table.cell(places.column[w][span.begin], v);
    bool same = begin != kNone;
    for (uint32_t i = 0; same && i < span.size(); ++i) {
      const uint32_t j = table.cell(places.column[w][span.begin + i], v);
      same = j == begin + i && keys[v][j] == keys[w][span.begin + i];
    }
    if (same) moved.push_back({v, {begin, begin + span.size()}});
  }
}

void find_transpositions(TokenTable& table, const std::vector<std::u32string>& keys) {
  constexpr uint32_t kLongest = 8;
  const Places places = places_of(table, keys);
  for (size_t a = 0; a < keys.size(); ++a) {
    for (size_t b = a + 1; b < keys.size(); ++b) {
      std::u32string left_a = own_tokens(table, places, keys, a, b), left_b = own_tokens(table, places, keys, b, a);
      for (uint32_t k = kLongest; k > 0; k = k > 2 ? k / 2 : k - 1) {
        for (const auto& [i, j] : shared_unique_grams(left_a, 0, static_cast<uint32_t>(left_a.size()), left_b, 0, static_cast<uint32_t>(left_b.size()), k)) {
          if (left_a[i] < kFirstToken || left_a.compare(i, k, left_b, j, k) != 0) continue;
          uint32_t begin = 0, end = k;
          while (begin < i && begin < j && left_a[i - begin - 1] == left_b[j - begin - 1]) ++begin;
          while (i + end < left_a.size() && j + end < left_b.size() && left_a[i + end] == left_b[j + end]) ++end;
          table.transpositions.emplace_back();
          add_with_companions(table, places, keys, a, {i - begin, i + end}, table.transpositions.back());
          add_with_companions(table, places, keys, b, {j - begin, j + end}, table.transpositions.back());
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
  size_t least = SIZE_MAX;
  for (const std::vector<size_t>& order : orders_of(keys)) {
    TokenGraph graph(keys.size());
    for (const size_t w : order) graph.add(w, keys[w]);
    TokenTable table = table_of(graph, keys.size());
    if (const size_t n = variants(table, keys); n < least) {
      least = n;
      out = std::move(table);
    }
  }
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
