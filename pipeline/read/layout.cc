#include "read/layout.h"

#include <algorithm>

#include "lang/script.h"
#include "read/inline_marks.h"

namespace jiaokan {

namespace {

bool is_line_end(char32_t c) { return c == U'\n' || c == U'\r' || c == U'\f' || c == U'\v' || c == 0x2028 || c == 0x2029 || c == 0x85; }

Role role_of(char32_t c) {
  if (is_line_end(c)) return Role::line_break;
  if (is_space(c)) return Role::space;
  return c < 0x20 || c == 0x7F ? Role::markup : Role::text;
}

// The borders of the plan as signs of one character of syntax each.
std::vector<Sign> borders(const Plan& plan) {
  std::vector<Sign> out;
  uint32_t last = kNone;   // where the run before ended
  for (const Run& run : plan.runs) {
    if (last != kNone && run.span.begin > last) {
      const uint32_t room = run.span.begin - last;
      if (run.before == Border::space) out.push_back({{last, last + 1}, U' '});
      if (run.before >= Border::line) out.push_back({{last, last + 1}, U'\n'});
      if (run.before >= Border::block && room > 2) out.push_back({{last + 1, last + 2}, U'\n'});
      if (run.before == Border::page && room > 3) out.push_back({{run.span.begin - 1, run.span.begin}, U'\f'});
    }
    last = run.span.end;
  }
  return out;
}

class Layer {
 public:
  Layer(Witness& witness, Span part, const Plan& plan) : w_(witness), part_(part), plan_(plan) {}

  void run() {
    const size_t first_table = w_.tables.size();
    set_roles();
    fuse();
    set_lines();
    set_blocks();
    set_measures();
    for (Mark mark : plan_.marks) {
      mark.span = moved(mark.span);
      w_.marks.push_back(std::move(mark));
    }
    for (Table table : plan_.tables) {
      table.span = moved(table.span);
      for (Cell& cell : table.cells) cell.span = moved(cell.span);
      w_.tables.push_back(std::move(table));
    }
    for (const Run& run : plan_.runs)
      if (run.marked) read_inline_marks(w_, moved(run.span));
    cut_out_tables(w_, first_table);
  }

 private:
  Span moved(Span span) const { return {to_[span.begin - part_.begin], to_[span.end - part_.begin]}; }

  void set_roles() {
    for (uint32_t i = part_.begin; i < part_.end; ++i) w_.role[i] = Role::markup;
    for (const Run& run : plan_.runs)
      for (uint32_t i = run.span.begin; i < run.span.end; ++i) w_.role[i] = run.furniture ? Role::furniture : run.hyphen ? Role::hyphen : role_of(w_.chars[i]);
  }

  // Signs become one character each; everything behind them moves up.
  void fuse() {
    std::vector<Sign> signs = borders(plan_);
    signs.insert(signs.end(), plan_.signs.begin(), plan_.signs.end());
    std::stable_sort(signs.begin(), signs.end(), [](const Sign& a, const Sign& b) { return a.written.begin < b.written.begin; });
    to_.resize(part_.size() + 1);
    uint32_t put = part_.begin;
    auto sign = signs.begin();
    for (uint32_t i = part_.begin; i < part_.end;) {
      const bool here = sign != signs.end() && sign->written.begin == i;
      const uint32_t next = here ? sign->written.end : i + 1;
      for (uint32_t k = i; k < next; ++k) to_[k - part_.begin] = put;
      w_.chars[put] = here ? sign->c : w_.chars[i];
      w_.offset[put] = w_.offset[i];
      w_.role[put] = here && w_.role[i] != Role::furniture ? role_of(sign->c) : w_.role[i];
      ++put;
      if (here) ++sign;
      i = next;
    }
    to_[part_.size()] = put;
    w_.chars.resize(put);
    w_.offset.resize(put);
    w_.role.resize(put);
    part_end_ = put;
  }

  void set_lines() {
    w_.lines.erase(std::lower_bound(w_.lines.begin(), w_.lines.end(), part_.begin), w_.lines.end());
    w_.lines.push_back(part_.begin);
    const auto begin_line = [&](uint32_t i) {
      if (i > w_.lines.back() && i < part_end_) w_.lines.push_back(i);
    };
    uint32_t last = part_.begin;
    for (const Run& run : plan_.runs) {
      const Span span = moved(run.span);
      if (run.before >= Border::block && &run != &plan_.runs.front() && span.begin > last + 2) begin_line(last + 1);   // the blank line
      if (run.before >= Border::line) begin_line(span.begin);
      for (uint32_t i = span.begin; i + 1 < span.end; ++i)
        if (is_line_end(w_.chars[i]) && !(w_.chars[i] == U'\r' && w_.chars[i + 1] == U'\n')) begin_line(i + 1);
      last = span.end;
    }
  }

  void set_blocks() {
    for (const Run& run : plan_.runs) {
      const Span span = moved(run.span);
      if (run.before == Border::page) {
        // A file of one page begins that page itself.
        const bool first = !w_.pages.empty() && w_.pages.back().at == part_.begin && &run == &plan_.runs.front();
        if (first) w_.pages.back() = run.page;
        else w_.pages.push_back(run.page);
        w_.pages.back().at = span.begin;
      }
      if (run.furniture) {
        goes_on_ = false;
      } else if (run.before >= Border::block || !goes_on_) {
        w_.blocks.push_back({span, run.kind, run.level, 1, run.before == Border::page});
        goes_on_ = true;
      } else {
        w_.blocks.back().span.end = span.end;
      }
    }
  }

  void set_measures() {
    const auto has_box = [](const Run& run) { return run.box.x1 > run.box.x0 && run.box.y1 > run.box.y0; };
    const bool boxes = std::any_of(plan_.runs.begin(), plan_.runs.end(), has_box);
    const bool confidences = std::any_of(plan_.runs.begin(), plan_.runs.end(), [](const Run& run) { return run.confidence >= 0; });
    if (boxes) w_.box.resize(part_end_);
    if (confidences) w_.confidence.resize(part_end_, 1);
    for (const Run& run : plan_.runs) {
      const Span span = moved(run.span);
      for (uint32_t i = span.begin; i < span.end; ++i) {
        if (boxes) w_.box[i] = run.box;
        if (confidences && run.confidence >= 0) w_.confidence[i] = std::min(run.confidence, 1.0F);
      }
    }
  }

  Witness& w_;
  Span part_;
  const Plan& plan_;
  std::vector<uint32_t> to_;   // where each character of the part went
  uint32_t part_end_ = 0;
  bool goes_on_ = false;       // the last block may go on
};

}  // namespace

void lay_out(Witness& witness, Span part, const Plan& plan) { Layer(witness, part, plan).run(); }

}  // namespace jiaokan
