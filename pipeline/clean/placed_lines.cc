#include "clean/placed_lines.h"

#include <algorithm>

namespace jiaokan {

namespace {

constexpr size_t kReach = 8;            // lines before and behind that show the edges of a column
constexpr float kLongLine = 12;         // ems: short lines say nothing of the size of the type
constexpr float kHighestLine = 2.6F;    // ems: a box of more is of several lines
constexpr float kOneEdge = 1.2F;        // ems: edges this near are one

constexpr size_t kNear = 4, kFewestFlush = 3;   // lines that show an edge
constexpr float kFlush = 0.6F;          // ems: so exactly are justified lines set
constexpr float kSticksOut = 3;         // ems beyond the edge of the lines near: another column

constexpr float kApart = 1.5F;          // times the usual step from line to line
constexpr float kOtherType = 0.95F;     // of the size of the type before

struct Printed {
  Box box;
  float em = 0;          // of its own type with its marks at full width, 0: not known
  float em_squeezed = 0; // with all of them squeezed
  uint32_t stretch = 0;  // lines below each other in one column
};

bool is_placed(const Box& box) { return box.x1 > box.x0 && box.y1 > box.y0; }

Box box_of(const Witness& witness, const Line& line) {
  Box out;
  bool first = true;
  for (uint32_t i = line.ink.begin; i < line.ink.end; ++i) {
    const Box& box = witness.box[i];
    if (witness.role[i] == Role::markup || !is_placed(box)) continue;
    out = first ? box : Box{std::min(out.x0, box.x0), std::min(out.y0, box.y0), std::max(out.x1, box.x1), std::max(out.y1, box.y1)};
    first = false;
  }
  return out;
}

float middle_of(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The right (or left) edge that lines [from, to) are set flush to; false where they are none.
bool flush_edge(const std::vector<Printed>& lines, size_t from, size_t to, float sign, float em, float& edge) {
  if (to < from + kFewestFlush) return false;
  const auto at = [&](size_t k) { return sign > 0 ? lines[k].box.x1 : lines[k].box.x0; };
  size_t flush = 0;
  edge = at(from);
  for (size_t k = from; k < to; ++k) edge = sign * at(k) > sign * edge ? at(k) : edge;
  for (size_t k = from; k < to; ++k) flush += sign * (edge - at(k)) < kFlush * em && lines[k].box.x1 - lines[k].box.x0 >= kLongLine * em;
  return flush >= kFewestFlush;
}

// Lines of one stretch go down the page, stand over each other and are set to the same edges.
void set_stretches(std::vector<Printed>& lines, float em) {
  size_t first = 0;   // of the stretch
  for (size_t i = 1; i < lines.size(); ++i) {
    const Box &a = lines[i - 1].box, &b = lines[i].box;
    const auto follows = [&](size_t k) {
      const Box &above = lines[k - 1].box, &here = lines[k].box;
      return here.y1 > above.y1 && here.y0 >= above.y0 && std::min(here.x1, above.x1) > std::max(here.x0, above.x0);
    };
    bool parted = !follows(i);
    size_t end = i + 1;
    while (end < lines.size() && end < i + kNear && follows(end)) ++end;
    for (const float sign : {-1.0F, 1.0F}) {
      const auto at = [&](const Box& box) { return sign > 0 ? box.x1 : box.x0; };
      float edge = 0;
      if (!parted && flush_edge(lines, i, end, sign, em, edge)) parted = sign * (at(a) - edge) > kSticksOut * em;
      if (!parted && flush_edge(lines, std::max(first, i > kNear ? i - kNear : 0), i, sign, em, edge)) parted = sign * (at(b) - edge) > kSticksOut * em;
    }
    lines[i].stretch = lines[i - 1].stretch + (parted ? 1 : 0);
    if (parted) first = i;
  }
}

// How far down its page each line stands.
void set_tops(const Witness& witness, const std::vector<Printed>& printed, std::vector<Line>& lines) {
  for (size_t from = 0; from < lines.size();) {
    const auto next = std::upper_bound(witness.pages.begin(), witness.pages.end(), lines[from].ink.begin, [](uint32_t at, const PageStart& page) { return at < page.at; });
    size_t to = from + 1;
    while (to < lines.size() && (next == witness.pages.end() || lines[to].ink.begin < next->at)) ++to;
    float top = 1e9F, bottom = 0;
    for (size_t k = from; k < to; ++k) {
      if (!lines[k].placed) continue;
      top = std::min(top, printed[k].box.y0);
      bottom = std::max(bottom, printed[k].box.y1);
    }
    for (size_t k = from; k < to; ++k)
      if (lines[k].placed && bottom > top) lines[k].top = (printed[k].box.y0 - top) / (bottom - top);
    from = to;
  }
}

}  // namespace

bool place_lines(const Witness& witness, std::vector<Line>& lines) {
  if (witness.box.empty()) return false;
  std::vector<Printed> printed(lines.size());
  std::vector<float> ems;
  size_t full = 0, single = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    printed[i].box = box_of(witness, lines[i]);
    if (lines[i].width < kLongLine || !is_placed(printed[i].box)) continue;
    const Box& box = printed[i].box;
    printed[i].em = (box.x1 - box.x0) / lines[i].width;
    printed[i].em_squeezed = (box.x1 - box.x0) / (lines[i].width - lines[i].squeeze);
    ++full;
    single += box.y1 - box.y0 < kHighestLine * printed[i].em;
    ems.push_back(printed[i].em);
  }
  if (full < 4 || single * 5 < full * 4) return false;
  const float usual = middle_of(ems);
  set_stretches(printed, usual);
  for (size_t i = 0; i < lines.size(); ++i) {
    const Printed& here = printed[i];
    if (!is_placed(here.box)) continue;
    std::vector<float> near, left, right;
    const auto same = [&](size_t k) { return printed[k].stretch == here.stretch && is_placed(printed[k].box); };
    for (size_t k = i > kReach ? i - kReach : 0; k < std::min(lines.size(), i + kReach + 1); ++k) {
      if (!same(k) || lines[k].furniture) continue;
      left.push_back(printed[k].box.x0);
      right.push_back(printed[k].box.x1);
      if (printed[k].em > 0 && lines[k].latin == lines[i].latin) near.push_back(printed[k].em);
    }
    std::vector<float> steps;
    for (size_t k = i > kReach ? i - kReach + 1 : 1; k < std::min(lines.size(), i + kReach + 1); ++k)
      if (same(k) && same(k - 1)) steps.push_back(printed[k].box.y1 - printed[k - 1].box.y1);
    if (i > 0 && same(i - 1)) {
      // Justified lines differ among themselves: all of one side must be larger than all of the other, however their marks were set.
      struct Types {
        float least = 1e9F, most = 0;
        size_t lines = 0;
      };
      const auto types_of = [&](size_t from, size_t to) {
        Types out;
        for (size_t k = from; k < std::min(to, lines.size()); ++k) {
          if (!same(k) || printed[k].em <= 0 || lines[k].latin != lines[i].latin) continue;
          out.least = std::min(out.least, printed[k].em);
          out.most = std::max(out.most, printed[k].em_squeezed);
          ++out.lines;
        }
        return out;
      };
      const Types before = types_of(i > 3 ? i - 3 : 0, i), after = types_of(i, i + 3);
      const bool other_type = before.lines >= 2 && after.lines >= 2 && (after.most < kOtherType * before.least || before.most < kOtherType * after.least);
      lines[i].apart = other_type || (steps.size() >= 3 && here.box.y1 - printed[i - 1].box.y1 > kApart * middle_of(steps));
    }
    const float em = near.size() >= 3 ? middle_of(near) : usual;
    if (em <= 0 || left.empty()) continue;
    // The edge is the outermost that another line shares; one that stands out alone (a label in the margin) is none.
    const auto edge = [&](std::vector<float>& values, float sign) {
      std::sort(values.begin(), values.end(), [&](float a, float b) { return sign * a > sign * b; });
      for (size_t k = 0; k + 1 < values.size(); ++k)
        if (sign * (values[k] - values[k + 1]) < kOneEdge * em) return values[k];
      return values.front();
    };
    const float left_edge = edge(left, -1), right_edge = edge(right, 1);
    Line& line = lines[i];
    line.placed = true;
    line.stretch = here.stretch;
    line.width = (here.box.x1 - here.box.x0) / em;
    line.squeeze = 0;
    line.indent = std::max(0.0F, (here.box.x0 - left_edge) / em);
    line.room = std::max(0.0F, (right_edge - here.box.x1) / em);
    line.measure = (right_edge - left_edge) / em;
  }
  set_tops(witness, printed, lines);
  return true;
}

}  // namespace jiaokan
