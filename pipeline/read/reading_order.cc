#include "read/reading_order.h"

#include <algorithm>
#include <cmath>

namespace jiaokan {

namespace {

constexpr float kCellGap = 1.0F;         // sizes: pieces so far from each other are two cells, or stand in two columns
constexpr float kFlush = 1.6F;          // sizes: so near to a gutter ends or begins a line that is set flush to it
constexpr size_t kFewestFlush = 4;      // lines on either side that make a gutter
constexpr float kMostCrossing = 0.34F;  // of the height of the lines beside it may cross a gutter: tables and figures over both columns
constexpr float kIndent = 3;           // sizes: no line of a column begins further from its edge
constexpr float kStep = 1;             // sizes between two lines of a column, at most
constexpr float kLineOfColumn = 0.6F;   // of a column's width: no cell is so wide
constexpr size_t kDeepest = 6;
constexpr size_t kMostPieces = 4000;

// What touches on one line of print.
struct Fragment {
  std::vector<uint32_t> pieces;
  Box box;
  float size = 0;
  uint32_t signs = 0;
};

float overlap(float a0, float a1, float b0, float b1) { return std::min(a1, b1) - std::max(a0, b0); }

// On one line: they share more than half of the height of the lower one.
bool beside(const Box& a, const Box& b) { return overlap(a.y0, a.y1, b.y0, b.y1) > 0.5F * std::min(a.y1 - a.y0, b.y1 - b.y0); }

void grow(Box& box, const Box& by) { box = {std::min(box.x0, by.x0), std::min(box.y0, by.y0), std::max(box.x1, by.x1), std::max(box.y1, by.y1)}; }

bool by_place(const Fragment& a, const Fragment& b) {
  if (a.box.y0 != b.box.y0) return a.box.y0 < b.box.y0;
  if (a.box.x0 != b.box.x0) return a.box.x0 < b.box.x0;
  return a.pieces.front() < b.pieces.front();
}

std::vector<Fragment> fragments_of(const std::vector<PrintedPiece>& pieces) {
  std::vector<uint32_t> order;
  for (uint32_t p = 0; p < pieces.size(); ++p)
    if (pieces[p].signs > 0) order.push_back(p);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return pieces[a].box.x0 < pieces[b].box.x0; });
  std::vector<Fragment> out;
  for (const uint32_t p : order) {
    const PrintedPiece& piece = pieces[p];
    Fragment* best = nullptr;
    float nearest = 0;
    for (Fragment& fragment : out) {
      // A raised sign is measured against the line it stands on, not against its own size.
      const float gap = piece.box.x0 - fragment.box.x1, em = std::max(piece.size, fragment.size);
      if (gap > kCellGap * em || gap < -2 * em || !beside(piece.box, fragment.box)) continue;
      if (best == nullptr || std::abs(gap) < nearest) {
        best = &fragment;
        nearest = std::abs(gap);
      }
    }
    if (best == nullptr) {
      out.push_back({{p}, piece.box, piece.size, piece.signs});
      continue;
    }
    best->pieces.push_back(p);
    grow(best->box, piece.box);
    if (piece.signs > best->signs / 2) best->size = std::max(best->size, piece.size);
    best->signs += piece.signs;
  }
  std::stable_sort(out.begin(), out.end(), by_place);
  return out;
}

class Page {
 public:
  explicit Page(std::vector<PrintedLine>& lines) : lines_(lines) {}

  void read(std::vector<Fragment> region, size_t depth) {
    Gutter found;
    if (depth >= kDeepest || !find_gutter(region, found)) return solid(region);
    const float gutter = found.x;
    reach(region, found);
    std::vector<Fragment> above, below;
    const auto apart = [&](Fragment& f) {
      if (f.box.y0 >= found.top && f.box.y1 <= found.bottom) return false;
      (f.box.y0 < found.top ? above : below).push_back(std::move(f));
      return true;
    };
    std::erase_if(region, apart);
    if (!above.empty()) read(std::move(above), depth + 1);
    // What crosses the gutter parts the columns above from those below; what stands beside it belongs to it.
    std::vector<bool> spans(region.size(), false);
    for (size_t i = 0; i < region.size(); ++i) spans[i] = region[i].box.x0 < gutter - 1 && region[i].box.x1 > gutter + 1;
    mark_tables(region, gutter, spans);
    const std::vector<bool> crossing = spans;
    for (size_t i = 0; i < region.size(); ++i)
      for (size_t k = 0; k < region.size() && !spans[i]; ++k) spans[i] = crossing[k] && beside(region[i].box, region[k].box);
    std::vector<Fragment> across, left, right;
    const auto columns = [&] {
      if (!left.empty()) read(std::move(left), depth + 1);
      if (!right.empty()) read(std::move(right), depth + 1);
      left.clear();
      right.clear();
    };
    for (size_t i = 0; i < region.size(); ++i) {
      if (spans[i]) {
        if (across.empty()) columns();
        across.push_back(std::move(region[i]));
        continue;
      }
      if (!across.empty()) solid(across);
      across.clear();
      (region[i].box.x0 + region[i].box.x1 < 2 * gutter ? left : right).push_back(std::move(region[i]));
    }
    if (!across.empty()) solid(across);
    columns();
    if (!below.empty()) read(std::move(below), depth + 1);
  }

 private:
  struct Gutter {
    float x = 0, right = 0;       // its middle; where the right column begins
    float top = 0, bottom = 0;    // of the columns
    float em = 0;
  };

  // Where lines end flush on the left and begin flush on the right, and few cross.
  static bool find_gutter(const std::vector<Fragment>& region, Gutter& out) {
    float best = 0;
    for (const Fragment& candidate : region) {
      const float x = candidate.box.x1 + 0.1F, em = candidate.size;
      float from = x + 3 * em;
      for (const Fragment& f : region)
        if (f.box.x0 > x) from = std::min(from, f.box.x0);
      if (from - x < 0.4F * em) continue;
      size_t ends = 0, begins = 0;
      float top = 1e9F, bottom = -1e9F;
      for (const Fragment& f : region) {
        // A line that is flush fills a good part of its column: cells do not.
        if (f.box.x1 - f.box.x0 <= 7 * em) continue;
        const bool ends_here = f.box.x1 <= x && f.box.x1 > x - kFlush * em, begins_here = f.box.x0 > x && f.box.x0 < from + kFlush * em;
        if (!ends_here && !begins_here) continue;
        ++(ends_here ? ends : begins);
        top = std::min(top, f.box.y0);
        bottom = std::max(bottom, f.box.y1);
      }
      // A title page may be set in one column above and below.
      float all = 0, crossing = 0;
      for (const Fragment& f : region) {
        if (f.box.y0 < top || f.box.y1 > bottom) continue;
        all += f.box.y1 - f.box.y0;
        if (f.box.x0 < x && f.box.x1 > x + 0.5F) crossing += f.box.y1 - f.box.y0;
      }
      if (std::min(ends, begins) < kFewestFlush || crossing > kMostCrossing * all) continue;
      const float score = static_cast<float>(std::min(ends, begins)) * (1 - crossing / all);
      if (score <= best) continue;
      best = score;
      out = {(x + from) / 2, from, top, bottom, em};
    }
    return best > 0;
  }

  // A column's first and last lines may be too short to be flush: lines that go on with the same step at the same edge are of it too.
  static void reach(const std::vector<Fragment>& region, Gutter& gutter) {
    float left = gutter.x;
    for (const Fragment& f : region)
      if (f.box.y0 >= gutter.top && f.box.y1 <= gutter.bottom) left = std::min(left, f.box.x0);
    const auto joins = [&](const Fragment& f) {
      size_t on_its_side = 0;
      for (const Fragment& other : region) on_its_side += beside(f.box, other.box) && (other.box.x0 < gutter.x) == (f.box.x0 < gutter.x);
      const float edge = f.box.x0 < gutter.x ? left : gutter.right;
      const bool crosses = f.box.x0 < gutter.x - 1 && f.box.x1 > gutter.x + 1;
      return !crosses && on_its_side == 1 && std::abs(f.box.x0 - edge) < kIndent * gutter.em;
    };
    for (const Fragment& f : region) {   // from top to bottom
      if (f.box.y1 <= gutter.bottom || f.box.y0 > gutter.bottom + kStep * gutter.em) continue;
      if (!joins(f)) break;
      gutter.bottom = f.box.y1;
    }
    for (auto f = region.rbegin(); f != region.rend(); ++f) {
      if (f->box.y0 >= gutter.top || f->box.y1 < gutter.top - kStep * gutter.em) continue;
      if (!joins(*f)) break;
      gutter.top = f->box.y0;
    }
  }

  // Rows of a table that stands across the gutter: four cells and more beside each other, none of them a line of a column.
  static void mark_tables(const std::vector<Fragment>& region, float gutter, std::vector<bool>& spans) {
    float left_edge = gutter, right_edge = gutter;
    for (const Fragment& f : region) {
      left_edge = std::min(left_edge, f.box.x0);
      right_edge = std::max(right_edge, f.box.x1);
    }
    for (size_t i = 0; i < region.size(); ++i) {
      size_t left = 0, right = 0, lines = 0;
      for (const Fragment& f : region) {
        if (!beside(f.box, region[i].box)) continue;
        const bool on_left = f.box.x0 + f.box.x1 < 2 * gutter;
        ++(on_left ? left : right);
        lines += f.box.x1 - f.box.x0 > kLineOfColumn * (on_left ? gutter - left_edge : right_edge - gutter);
      }
      if (left + right < 4 || left == 0 || right == 0 || lines > 0) continue;
      for (size_t k = 0; k < region.size(); ++k)
        if (beside(region[k].box, region[i].box)) spans[k] = true;
    }
  }

  // One column: its lines from top to bottom.
  void solid(std::vector<Fragment>& region) {
    std::stable_sort(region.begin(), region.end(), by_place);
    const uint32_t stretch = next_stretch_++;
    std::vector<bool> used(region.size(), false);
    for (size_t i = 0; i < region.size(); ++i) {
      if (used[i]) continue;
      std::vector<size_t> row = {i};
      for (size_t k = i + 1; k < region.size(); ++k)
        if (!used[k] && beside(region[i].box, region[k].box)) row.push_back(k);
      std::stable_sort(row.begin(), row.end(), [&](size_t a, size_t b) { return region[a].box.x0 < region[b].box.x0; });
      PrintedLine line;
      line.stretch = stretch;
      line.box = region[i].box;
      for (const size_t k : row) {
        used[k] = true;
        grow(line.box, region[k].box);
        line.pieces.insert(line.pieces.end(), region[k].pieces.begin(), region[k].pieces.end());
      }
      lines_.push_back(std::move(line));
    }
  }

  std::vector<PrintedLine>& lines_;
  uint32_t next_stretch_ = 0;
};

}  // namespace

std::vector<PrintedLine> reading_order(const std::vector<PrintedPiece>& pieces) {
  std::vector<PrintedLine> out;
  if (pieces.size() > kMostPieces) {
    for (uint32_t p = 0; p < pieces.size(); ++p)
      if (pieces[p].signs > 0) out.push_back({{p}, pieces[p].box, 0});
    return out;
  }
  Page(out).read(fragments_of(pieces), 0);
  return out;
}

}  // namespace jiaokan
