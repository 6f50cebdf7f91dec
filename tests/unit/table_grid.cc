// Any cells make a table that a page can show: nothing lies upon another, nothing reaches out, no row or column is without a cell of its own.
#include <gtest/gtest.h>

#include <random>

#include "model/table_grid.h"

namespace jiaokan {
namespace {

// Rows as a page would draw them: the cell's index in each place, -1 where none lies, -2 where two do.
std::vector<std::vector<int>> drawn(const std::vector<Cell>& cells) {
  std::vector<std::vector<int>> rows;
  for (size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    for (uint32_t r = cell.row; r < cell.row + cell.rowspan; ++r)
      for (uint32_t c = cell.column; c < cell.column + cell.colspan; ++c) {
        if (rows.size() <= r) rows.resize(r + 1);
        if (rows[r].size() <= c) rows[r].resize(c + 1, -1);
        rows[r][c] = rows[r][c] == -1 ? static_cast<int>(i) : -2;
      }
  }
  return rows;
}

TEST(TableGrid, cells_follow_what_reaches_down_from_above) {
  TableGrid grid;
  grid.next_row();
  EXPECT_EQ(grid.place(2, 1).column, 0);
  EXPECT_EQ(grid.place(1, 2).column, 1);
  grid.next_row();
  EXPECT_EQ(grid.place(1, 1).column, 1);
  EXPECT_EQ(grid.place(1, 1).column, 2);
  EXPECT_EQ(grid.place(1, 1).row, 1);
}

TEST(TableGrid, a_wide_cell_ends_where_another_reaches_down) {
  // The cell at (1, 0) claims three columns; the one at (0, 1) reaches down into the second.
  std::vector<Cell> cells = {{{0, 1}, 0, 0, 1, 1, false}, {{1, 2}, 0, 1, 2, 1, false}, {{2, 3}, 0, 2, 1, 1, false}, {{3, 4}, 1, 0, 1, 3, false}};
  square(cells);
  ASSERT_EQ(cells.size(), 4U);
  EXPECT_EQ(cells[3].colspan, 1);
}

TEST(TableGrid, a_gap_between_two_cells_is_an_empty_cell) {
  std::vector<Cell> cells = {{{0, 1}, 0, 0, 1, 1, true}, {{1, 2}, 0, 1, 1, 1, true}, {{2, 3}, 0, 2, 1, 1, true}, {{3, 4}, 1, 0, 1, 1, false}, {{5, 6}, 1, 2, 1, 1, false}};
  square(cells);
  ASSERT_EQ(cells.size(), 6U);
  EXPECT_EQ(cells[4].column, 1);
  EXPECT_TRUE(cells[4].span.empty());
}

TEST(TableGrid, what_reaches_out_is_cut_and_empty_rows_and_columns_go) {
  std::vector<Cell> cells = {{{0, 1}, 0, 0, 9, 2, false}, {{1, 2}, 0, 2, 1, 2, false}, {{2, 3}, 3, 2, 1, 2, false}};
  square(cells);
  EXPECT_EQ(cells[0].rowspan, 2);
  EXPECT_EQ(cells[0].colspan, 1);
  EXPECT_EQ(cells[2].row, 1);
  EXPECT_EQ(cells[2].column, 1);
}

TEST(TableGrid, any_cells_make_a_table) {
  std::mt19937 random(7);
  const auto any = [&](uint32_t below) { return static_cast<uint16_t>(random() % below); };
  for (int round = 0; round < 3000; ++round) {
    std::vector<Cell> cells;
    for (uint32_t i = 0, n = 1 + random() % 14; i < n; ++i) cells.push_back({{i, i + 1}, any(5), any(6), any(4), any(5), any(2) == 1});
    const size_t before = cells.size();
    square(cells);
    size_t kept = 0;
    for (const Cell& cell : cells) kept += cell.span.empty() ? 0U : 1U;
    EXPECT_EQ(kept, before);
    const std::vector<std::vector<int>> rows = drawn(cells);
    std::vector<bool> begins(20, false);
    size_t columns = 0;
    for (size_t r = 0; r < rows.size(); ++r) {
      bool begun = false;
      for (const Cell& cell : cells) begun = begun || cell.row == r;
      EXPECT_TRUE(begun) << "row " << r << " of round " << round;
      for (const int place : rows[r]) EXPECT_NE(place, -2) << "round " << round;
      columns = std::max(columns, rows[r].size());
    }
    for (const Cell& cell : cells) {
      if (begins.size() <= cell.column) begins.resize(cell.column + 1U, false);
      begins[cell.column] = true;
    }
    for (size_t c = 0; c < columns; ++c) EXPECT_TRUE(begins[c]) << "column " << c << " of round " << round;
    std::vector<Cell> again = cells;
    square(again);
    EXPECT_EQ(again.size(), cells.size());
  }
}

}  // namespace
}  // namespace jiaokan
