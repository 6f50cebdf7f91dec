#include "reconcile/token_graph.h"

#include <algorithm>
#include <unordered_map>

#include "reconcile/align.h"

namespace jiaokan {

namespace {

constexpr size_t kMostCells = 4'000'000;      // beyond them anchors align
constexpr size_t kMostOutOfLine = 2'000;      // vertices among which a match out of line is looked for

// What an alignment costs: a column in which all agreed and no longer do; a token that agrees with nobody; against one that agrees.
constexpr int32_t kNewVariant = 1000, kAgrees = -10;

}  // namespace

std::vector<std::vector<uint32_t>> TokenGraph::followers() const {
  std::vector<std::vector<uint32_t>> out(forms_.size());
  for (const std::vector<uint32_t>& path : paths_)
    for (size_t i = 1; i < path.size(); ++i) out[path[i - 1]].push_back(path[i]);
  for (std::vector<uint32_t>& next : out) {
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
  }
  return out;
}

std::vector<uint32_t> TokenGraph::ranks() const {
  const std::vector<std::vector<uint32_t>> next = followers();
  std::vector<uint32_t> waits(forms_.size(), 0), out(forms_.size(), 0), ready;
  for (const std::vector<uint32_t>& own : next)
    for (const uint32_t v : own) ++waits[v];
  for (uint32_t v = 0; v < waits.size(); ++v)
    if (waits[v] == 0) ready.push_back(v);
  for (size_t i = 0; i < ready.size(); ++i) {
    for (const uint32_t v : next[ready[i]]) {
      out[v] = std::max(out[v], out[ready[i]] + 1);
      if (--waits[v] == 0) ready.push_back(v);
    }
  }
  return out;
}

// The vertices in an order that every path keeps; of one rank first those whose form the new witness has sooner.
std::vector<uint32_t> TokenGraph::in_line(const std::u32string& forms) const {
  std::unordered_map<char32_t, uint32_t> first;
  for (uint32_t i = 0; i < forms.size(); ++i) first.emplace(forms[i], i);
  const std::vector<uint32_t> rank = ranks();
  std::vector<uint32_t> line(forms_.size());
  for (uint32_t v = 0; v < line.size(); ++v) line[v] = v;
  const auto place = [&](uint32_t v) {
    const auto found = first.find(forms_[v]);
    return found == first.end() ? kNone : found->second;
  };
  std::sort(line.begin(), line.end(), [&](uint32_t x, uint32_t y) {
    if (rank[x] != rank[y]) return rank[x] < rank[y];
    const uint32_t a = place(x), b = place(y);
    return a != b ? a < b : x < y;
  });
  return line;
}

// The cheapest way through vertices and tokens; of several the one that agrees soonest.
void TokenGraph::match_exactly(const std::vector<uint32_t>& line, const std::u32string& forms, std::vector<uint32_t>& vertex_of) const {
  const size_t n = line.size(), m = forms.size(), width = m + 1;
  std::vector<int32_t> cost((n + 1) * width, 0);   // from here to the end
  const auto lost = [&](size_t i) { return shared_[line[i]] == added_ ? kNewVariant : 0; };
  for (size_t j = m; j-- > 0;) cost[n * width + j] = cost[n * width + j + 1] + kNewVariant;
  for (size_t i = n; i-- > 0;) {
    cost[i * width + m] = cost[(i + 1) * width + m] + lost(i);
    for (size_t j = m; j-- > 0;) {
      int32_t best = std::min(cost[i * width + j + 1] + kNewVariant, cost[(i + 1) * width + j] + lost(i));
      best = std::min(best, cost[(i + 1) * width + j + 1] + (forms_[line[i]] == forms[j] ? kAgrees : lost(i)));
      cost[i * width + j] = best;
    }
  }
  for (size_t i = 0, j = 0; i < n && j < m;) {
    const int32_t here = cost[i * width + j];
    if (forms_[line[i]] == forms[j] && here == cost[(i + 1) * width + j + 1] + kAgrees) {
      vertex_of[j++] = line[i++];
    } else if (here == cost[i * width + j + 1] + kNewVariant) {
      ++j;
    } else if (here == cost[(i + 1) * width + j + 1] + lost(i) && forms_[line[i]] != forms[j]) {
      ++i, ++j;
    } else {
      ++i;
    }
  }
}

void TokenGraph::match_by_anchors(const std::vector<uint32_t>& line, const std::u32string& forms, std::vector<uint32_t>& vertex_of) const {
  std::u32string standing;
  for (const uint32_t v : line) standing.push_back(forms_[v]);
  const std::vector<uint32_t> beside = align_in_order(standing, forms);
  for (size_t j = 0; j < forms.size(); ++j)
    if (beside[j] != kNone && standing[beside[j]] == forms[j]) vertex_of[j] = line[beside[j]];
}

// Tokens left over may agree with vertices that stand elsewhere in the line, where no path says that they must.
void TokenGraph::match_out_of_line(const std::u32string& forms, std::vector<uint32_t>& vertex_of) const {
  std::vector<std::vector<uint32_t>> next = followers();
  uint32_t last = kNone;
  for (const uint32_t v : vertex_of) {
    if (v == kNone) continue;
    if (last != kNone) next[last].push_back(v);   // by way of the tokens between, which will be vertices of their own
    last = v;
  }
  std::vector<bool> taken(forms_.size(), false);
  for (const uint32_t v : vertex_of)
    if (v != kNone) taken[v] = true;
  // True where a path leads from one to the other.
  const auto leads = [&](uint32_t from, uint32_t to) {
    std::vector<bool> seen(forms_.size(), false);
    std::vector<uint32_t> open{from};
    while (!open.empty()) {
      const uint32_t v = open.back();
      open.pop_back();
      if (v == to) return true;
      if (seen[v]) continue;
      seen[v] = true;
      open.insert(open.end(), next[v].begin(), next[v].end());
    }
    return false;
  };
  for (size_t j = 0; j < forms.size(); ++j) {
    if (vertex_of[j] != kNone) continue;
    uint32_t before = kNone, after = kNone;
    for (size_t k = j; k-- > 0 && before == kNone;) before = vertex_of[k];
    for (size_t k = j + 1; k < forms.size() && after == kNone; ++k) after = vertex_of[k];
    for (uint32_t v = 0; v < forms_.size(); ++v) {
      if (taken[v] || forms_[v] != forms[j]) continue;
      if ((before != kNone && leads(v, before)) || (after != kNone && leads(after, v))) continue;
      if (before != kNone) next[before].push_back(v);
      if (after != kNone) next[v].push_back(after);
      vertex_of[j] = v;
      taken[v] = true;
      break;
    }
  }
}

void TokenGraph::add(size_t w, const std::u32string& forms) {
  std::vector<uint32_t> vertex_of(forms.size(), kNone);
  const std::vector<uint32_t> line = in_line(forms);
  if ((line.size() + 1) * (forms.size() + 1) <= kMostCells) match_exactly(line, forms, vertex_of);
  else match_by_anchors(line, forms, vertex_of);
  if (forms_.size() + forms.size() <= kMostOutOfLine) match_out_of_line(forms, vertex_of);
  for (size_t j = 0; j < forms.size(); ++j) {
    if (vertex_of[j] == kNone) {
      vertex_of[j] = static_cast<uint32_t>(forms_.size());
      forms_.push_back(forms[j]);
      shared_.push_back(0);
    }
    ++shared_[vertex_of[j]];
  }
  paths_[w] = std::move(vertex_of);
  ++added_;
}

}  // namespace jiaokan
