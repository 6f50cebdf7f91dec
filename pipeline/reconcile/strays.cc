#include "reconcile/strays.h"

#include <map>

#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr uint32_t kLongest = 2;   // characters

struct Stray {
  size_t stream;
  uint32_t key;
};

bool is_one_of_many(const Rows& rows, const std::vector<Stream>& streams, uint32_t column, size_t s) {
  const uint32_t* const row = rows.row(column);
  bool others = false;
  for (size_t v = 0; v < rows.width; ++v) {
    if (v == s || row[v] == kNone) continue;
    if (streams[v].keys[row[v]] == streams[s].keys[row[s]]) return false;
    others = true;
  }
  return others;
}

// Nothing of it stands elsewhere.
bool is_in_order(const Rows& rows, size_t s) {
  uint32_t last = kNone;
  for (uint32_t k = 0; k < rows.size(); ++k) {
    const uint32_t key = rows.row(k)[s];
    if (key == kNone) continue;
    if (last != kNone && key < last) return false;
    last = key;
  }
  return true;
}

bool goes_with_next(char32_t key) { return is_opening(key) || is_digit(key) || circled_value(key) > 0; }

}  // namespace

void gather_strays(Rows& rows, const std::vector<Stream>& streams) {
  std::map<uint32_t, std::vector<Stray>> before;   // a column: what goes in before it
  const uint32_t n = static_cast<uint32_t>(rows.size());
  for (size_t s = 0; s < rows.width; ++s) {
    if (is_in_order(rows, s)) continue;
    // The stream's columns, in their order, and where each key stands among them.
    std::vector<uint32_t> columns, at(streams[s].keys.size(), kNone);
    for (uint32_t k = 0; k < n; ++k)
      if (const uint32_t key = rows.row(k)[s]; key != kNone) at[key] = static_cast<uint32_t>(columns.size()), columns.push_back(k);
    const uint32_t keys = static_cast<uint32_t>(at.size());
    const auto goes_on = [&](uint32_t key) { return key + 1 < keys && at[key] != kNone && at[key + 1] == at[key] + 1; };
    for (uint32_t first = 1; first < keys; ++first) {
      if (at[first] == kNone || at[first - 1] == kNone || goes_on(first - 1)) continue;
      uint32_t last = first;
      while (goes_on(last) && last - first < kLongest) ++last;
      if (last - first >= kLongest || last + 1 >= keys || at[last + 1] == kNone || goes_on(last)) continue;
      bool strays = true;
      for (uint32_t key = first; key <= last; ++key) strays &= is_one_of_many(rows, streams, columns[at[key]], s);
      if (!strays) continue;
      const bool next = goes_with_next(streams[s].keys[first]);
      const uint32_t to = next ? columns[at[last + 1]] : columns[at[first - 1]] + 1;
      for (uint32_t key = first; key <= last; ++key) {
        rows.cells[columns[at[key]] * rows.width + s] = kNone;
        before[to].push_back({s, key});
      }
    }
  }
  if (before.empty()) return;
  std::vector<uint32_t> cells;
  cells.reserve(rows.cells.size());
  for (uint32_t k = 0; k <= n; ++k) {
    if (const auto found = before.find(k); found != before.end()) {
      for (const Stray& place : found->second) {
        // Beside what another stream has there, which this one has nothing of.
        const bool joins = !cells.empty() && found->second.size() == 1 && cells[cells.size() - rows.width + place.stream] == kNone && goes_with_next(streams[place.stream].keys[place.key]);
        if (!joins) cells.insert(cells.end(), rows.width, kNone);
        cells[cells.size() - rows.width + place.stream] = place.key;
      }
    }
    if (k < n) cells.insert(cells.end(), rows.row(k), rows.row(k) + rows.width);
  }
  rows.cells = std::move(cells);
}

}  // namespace jiaokan
