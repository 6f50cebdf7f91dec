#include "read/cell_grid.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace jiaokan {

namespace {

constexpr float kTouch = 0.3F;     // of the narrower of two: so much in common, and they stand in one row or column
constexpr size_t kMostCells = 2000;

struct Interval {
  float from, to;
};

bool shared(const Interval& a, const Interval& b) {
  return std::min(a.to, b.to) - std::max(a.from, b.from) > kTouch * std::min(a.to - a.from, b.to - b.from);
}

// The bands that the intervals lie in: a narrow one makes a band or widens it, one that lies in several spans them.
std::vector<Interval> bands_of(const std::vector<Interval>& intervals) {
  std::vector<size_t> order(intervals.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return intervals[a].to - intervals[a].from < intervals[b].to - intervals[b].from; });
  std::vector<Interval> bands;
  for (const size_t i : order) {
    Interval* only = nullptr;
    size_t met = 0;
    for (Interval& band : bands)
      if (shared(band, intervals[i])) {
        only = &band;
        ++met;
      }
    if (met == 0) bands.push_back(intervals[i]);
    else if (met == 1) *only = {std::min(only->from, intervals[i].from), std::max(only->to, intervals[i].to)};
  }
  std::sort(bands.begin(), bands.end(), [](const Interval& a, const Interval& b) { return a.from < b.from; });
  return bands;
}

// The first band and how many.
std::pair<uint16_t, uint16_t> among(const std::vector<Interval>& bands, const Interval& interval) {
  size_t first = bands.size(), last = 0;
  for (size_t b = 0; b < bands.size(); ++b)
    if (shared(bands[b], interval)) {
      first = std::min(first, b);
      last = b;
    }
  return first == bands.size() ? std::pair<uint16_t, uint16_t>(0, 1) : std::pair(static_cast<uint16_t>(first), static_cast<uint16_t>(last - first + 1));
}

}  // namespace

std::vector<Cell> cell_grid(const std::vector<Box>& boxes) {
  std::vector<Interval> across, down;
  for (const Box& box : boxes) {
    if (box.x1 <= box.x0 || box.y1 <= box.y0) return {};
    across.push_back({box.x0, box.x1});
    down.push_back({box.y0, box.y1});
  }
  if (boxes.size() < 2 || boxes.size() > kMostCells) return {};
  const std::vector<Interval> columns = bands_of(across), rows = bands_of(down);
  std::vector<Cell> out;
  std::set<std::pair<uint16_t, uint16_t>> taken;
  for (size_t i = 0; i < boxes.size(); ++i) {
    Cell cell;
    const auto [row, rowspan] = among(rows, down[i]);
    const auto [column, colspan] = among(columns, across[i]);
    cell.row = row;
    cell.rowspan = rowspan;
    cell.column = column;
    cell.colspan = colspan;
    for (uint16_t r = row; r < row + rowspan; ++r)
      for (uint16_t c = column; c < column + colspan; ++c)
        if (!taken.insert({r, c}).second) return {};
    out.push_back(cell);
  }
  return out;
}

}  // namespace jiaokan
