#include "model/table_grid.h"

#include <algorithm>

namespace jiaokan {

namespace {

// Numbers what begins somewhere: rank[i] is how many of the places before i something begins at.
std::vector<uint32_t> ranks(const std::vector<bool>& begins) {
  std::vector<uint32_t> rank(begins.size() + 1, 0);
  for (size_t i = 0; i < begins.size(); ++i) rank[i + 1] = rank[i] + (begins[i] ? 1U : 0U);
  return rank;
}

uint16_t narrow(uint32_t n) { return static_cast<uint16_t>(std::min<uint32_t>(n, 65535)); }

}  // namespace

Cell TableGrid::place(uint32_t rowspan, uint32_t colspan) {
  row_ = std::max(row_, 0);
  const uint32_t row = static_cast<uint32_t>(row_);
  rowspan = std::clamp<uint32_t>(rowspan, 1, kMostSpan);
  colspan = std::clamp<uint32_t>(colspan, 1, kMostSpan);
  uint32_t column = 0;
  while (column < free_from_.size() && free_from_[column] > row) ++column;
  if (column < kMostColumns) {
    if (free_from_.size() < column + colspan) free_from_.resize(column + colspan);
    for (uint32_t c = column; c < column + colspan; ++c) free_from_[c] = std::max(free_from_[c], row + rowspan);
  }
  return {{}, narrow(row), narrow(column), narrow(rowspan), narrow(colspan), false};
}

void square(std::vector<Cell>& cells) {
  std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
  if (cells.empty()) return;
  const uint32_t rows = cells.back().row + 1U;
  // Each cell where nothing from above or from the left lies, and no wider than the place is free.
  std::vector<uint32_t> free_from;
  std::vector<bool> row_begins(rows, false), column_begins;
  uint32_t next = 0;   // columns of this row before it are past
  for (size_t i = 0; i < cells.size(); ++i) {
    Cell& cell = cells[i];
    const uint32_t row = cell.row;
    if (i == 0 || cells[i - 1].row != row) next = 0;
    uint32_t column = std::max<uint32_t>(cell.column, next);
    while (column < free_from.size() && free_from[column] > row) ++column;
    uint32_t end = column + std::max<uint32_t>(cell.colspan, 1);
    if (i + 1 < cells.size() && cells[i + 1].row == row && cells[i + 1].column > column) end = std::min<uint32_t>(end, cells[i + 1].column);
    for (uint32_t c = column + 1; c < end && c < free_from.size(); ++c)
      if (free_from[c] > row) end = c;
    cell.column = narrow(column);
    cell.colspan = narrow(end - column);
    cell.rowspan = narrow(std::min<uint32_t>(std::max<uint32_t>(cell.rowspan, 1), rows - row));
    if (free_from.size() < end) free_from.resize(end, 0);
    std::fill(free_from.begin() + column, free_from.begin() + end, row + cell.rowspan);
    if (column_begins.size() < end) column_begins.resize(end, false);
    column_begins[column] = row_begins[row] = true;
    next = end;
  }
  // Rows and columns that only hold what reaches into them are no rows and columns.
  const std::vector<uint32_t> row_rank = ranks(row_begins), column_rank = ranks(column_begins);
  for (Cell& cell : cells) {
    cell.rowspan = narrow(row_rank[cell.row + cell.rowspan] - row_rank[cell.row]);
    cell.colspan = narrow(column_rank[cell.column + cell.colspan] - column_rank[cell.column]);
    cell.row = narrow(row_rank[cell.row]);
    cell.column = narrow(column_rank[cell.column]);
  }
  // What stands free between two cells of a row is an empty cell: a page would move the second to it.
  std::vector<Cell> filled;
  filled.reserve(cells.size());
  free_from.assign(free_from.size(), 0);
  next = 0;
  for (size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (i == 0 || cells[i - 1].row != cell.row) next = 0;
    for (uint32_t c = next; c < cell.column; ++c)
      if (free_from[c] <= cell.row) filled.push_back({{cell.span.begin, cell.span.begin}, cell.row, narrow(c), 1, 1, cell.header});
    filled.push_back(cell);
    next = cell.column + cell.colspan;
    std::fill(free_from.begin() + cell.column, free_from.begin() + next, cell.row + cell.rowspan);
  }
  cells = std::move(filled);
}

}  // namespace jiaokan
