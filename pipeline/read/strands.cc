#include "read/strands.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace jiaokan {

namespace {

constexpr double kTurnAtBlank = 0.3, kTurnInBlock = 4;   // against going over to the other column, where blank lines part blocks
constexpr double kStayAtBlank = 1;                       // against staying: a column that goes on needs no blank line
constexpr double kChange = 1, kChangeOfBlocks = 0.3;     // a weave is regular: line by line, or seldom
constexpr size_t kBlanksTell = 6;    // one line in so many has a blank one above it
constexpr size_t kReach = 90;        // lines of the other column in between
constexpr size_t kLatestRight = 60;  // the right column begins before this line
constexpr double kAgainst = 12;      // another version has the lines the other way round: they stand in two columns
constexpr size_t kChance = 1;        // of the order given: between columns, at a table in another place
constexpr double kFirst = 3, kOwnFirst = 3;   // the column that a version begins a page with is the left one
constexpr double kNever = -1e18;

class Dealer {
 public:
  Dealer(const std::vector<ColumnLine>& lines, const ColumnLine& before, const ColumnEar& ear)
      : lines_(lines), before_(before), ear_(ear), known_(lines.size() * lines.size(), std::numeric_limits<float>::quiet_NaN()) {
    const auto blanks = static_cast<size_t>(std::count_if(lines.begin(), lines.end(), [](const ColumnLine& l) { return l.after_blank; }));
    blanks_tell_ = blanks * kBlanksTell > lines.size();
    change_ = blanks_tell_ ? kChangeOfBlocks : kChange;
  }

  Strands run() {
    const size_t n = lines_.size();
    double straight = start(0);
    double heard = straight;
    size_t against = 0;
    for (size_t i = 0; i + 1 < n; ++i) {
      const double join = ear_.join(lines_[i], lines_[i + 1]);
      straight += join;
      heard += join;
      against += ear_.count_against(lines_[i], lines_[i + 1]);
    }
    if (against > kChance) straight -= kAgainst * static_cast<double>(against - kChance);
    Strands best;
    best.gain = kNever;
    for (size_t first = 0; first < std::min(n, kLatestRight); ++first)
      if (Strands dealt = deal(first); dealt.gain > best.gain) best = std::move(dealt);
    best.gain -= straight;
    best.heard = heard_in(best) - heard;
    return best;
  }

 private:
  // The state before a line: the last line of the other column, and whether the column changed; and of both columns the last lines that another
  // version has (n: none).
  struct Before {
    uint32_t other = 0;
    uint8_t turned = 0;
    uint32_t seen = 0, seen_of_other = 0;
  };

  // With this line the first of the right column, which the left one leads to.
  Strands deal(size_t first) {
    const size_t n = lines_.size();
    // After line i in column `side`, with line j the last of the other column (n: none yet), the column changed before i or not.
    const auto at = [n](size_t i, size_t side, size_t j, size_t turned) { return ((i * 2 + side) * (n + 1) + j) * 2 + turned; };
    std::vector<double> best(n * 4 * (n + 1), kNever);
    std::vector<Before> from(best.size(), {0, 0, static_cast<uint32_t>(n), static_cast<uint32_t>(n)});
    if (is_seen(0)) from[at(0, 0, n, 0)].seen = from[at(0, 1, n, 0)].seen = 0;
    if (first == 0 && fits(0, 1)) best[at(0, 1, n, 0)] = -own_first();
    if (first > 0 && fits(0, 0)) best[at(0, 0, n, 0)] = start(0) + own_first() + (is_seen(0) ? leads(0, first) : 0);
    for (size_t i = 0; i + 1 < n; ++i)
      for (size_t side = 0; side < 2; ++side)
        for (size_t j = i > kReach ? i - kReach : 0; j <= n; j = j < i ? j + 1 : std::max(j + 1, n))
          for (uint8_t turned = 0; turned < 2; ++turned) {
            const double here = best[at(i, side, j, turned)];
            if (here <= kNever) continue;
            const uint32_t seen = from[at(i, side, j, turned)].seen, seen_of_other = from[at(i, side, j, turned)].seen_of_other;
            const auto take = [&](size_t state, double value, uint32_t seen_here, uint32_t seen_there) {
              if (value <= best[state]) return;
              best[state] = value;
              from[state] = {static_cast<uint32_t>(j), turned, is_seen(i + 1) ? static_cast<uint32_t>(i + 1) : seen_here, seen_there};
            };
            if (fits(i + 1, side) && i + 1 != first) take(at(i + 1, side, j, 0), here + join(i, i + 1) - against(i, seen, i + 1) - stay(i + 1) - (turned == 1 ? change_ : 0) + (side == 0 ? first_seen(seen, i + 1, first) : 0), seen, seen_of_other);
            const bool begins = j == n, may = begins ? side == 1 || i + 1 == first : i + 1 != first;
            if (fits(i + 1, 1 - side) && may)
              take(at(i + 1, 1 - side, i, 1), here + (!begins ? join(j, i + 1) - against(j, seen_of_other, i + 1) : side == 1 ? start(i + 1) : 0) - turn(i + 1) - (turned == 0 ? change_ : 0) + (side == 1 ? first_seen(seen_of_other, i + 1, first) : 0), seen_of_other, seen);
          }
    Strands out;
    out.gain = kNever;
    size_t side = 0, other = n, turned = 0;
    for (size_t s = 0; s < 2; ++s)
      for (size_t j = 0; j < n; ++j)
        for (size_t t = 0; t < 2; ++t) {
          const double value = best[at(n - 1, s, j, t)];
          if (value <= kNever) continue;
          const size_t last = s == 0 ? n - 1 : j;
          const double whole = value + (last < n ? ear_.join(lines_[last], lines_[first]) : 0);
          if (whole > out.gain) out.gain = whole, side = s, other = j, turned = t;
        }
    if (out.gain <= kNever) return out;
    for (size_t i = n; i-- > 0;) {
      (side == 0 ? out.left : out.right).push_back(i);
      const Before before = from[at(i, side, other, turned)];
      if (turned == 1) side = 1 - side;
      other = before.other;
      turned = before.turned;
    }
    std::reverse(out.left.begin(), out.left.end());
    std::reverse(out.right.begin(), out.right.end());
    return out;
  }

  // The left column goes on from the page before.
  double start(size_t i) const { return ear_.join(before_, lines_[i]); }

  // Against what the others begin with; alone, where the lines stand is no evidence.
  double own_first() const { return ear_.hears_written() ? kOwnFirst : 0; }

  double heard_in(const Strands& strands) const {
    std::vector<size_t> order = strands.left;
    order.insert(order.end(), strands.right.begin(), strands.right.end());
    double out = order.empty() ? 0 : start(order[0]);
    for (size_t k = 0; k + 1 < order.size(); ++k) out += ear_.join(lines_[order[k]], lines_[order[k + 1]]);
    return out;
  }

  // Of the first line of the left column that other versions have.
  double first_seen(size_t seen, size_t next, size_t right) const { return seen >= lines_.size() && is_seen(next) ? leads(next, right) : 0; }

  // The other versions begin with this line's column, or with that one's.
  double leads(size_t left, size_t right) const {
    double out = 0;
    for (size_t v = 0; v < std::min(lines_[left].written.size(), lines_[right].written.size()); ++v) {
      const uint32_t l = lines_[left].written[v].at, r = lines_[right].written[v].at;
      if (l != ColumnLine::kNowhere && r != ColumnLine::kNowhere) out += l < r ? kFirst : -kFirst;
    }
    return out;
  }

  // Against going over to the other column before this line: tools part blocks by blank lines, where they do so at all.
  double turn(size_t i) const { return lines_[i].side != ColumnLine::Side::any ? 0 : !blanks_tell_ ? 0 : lines_[i].after_blank ? kTurnAtBlank : kTurnInBlock; }

  double stay(size_t i) const { return blanks_tell_ && lines_[i].after_blank ? kStayAtBlank : 0; }

  bool fits(size_t i, size_t side) const { return lines_[i].side == ColumnLine::Side::any || (lines_[i].side == ColumnLine::Side::left) == (side == 0); }

  bool is_seen(size_t i) const {
    return std::any_of(lines_[i].written.begin(), lines_[i].written.end(), [](const ColumnLine::Written& w) { return w.at != ColumnLine::kNowhere; });
  }

  // Behind a line that no other version has, the last one that has been seen tells.
  double against(size_t last, size_t seen, size_t next) const {
    return is_seen(last) || seen >= lines_.size() ? 0 : kAgainst * static_cast<double>(ear_.count_against(lines_[seen], lines_[next]));
  }

  double join(size_t i, size_t j) {
    float& known = known_[i * lines_.size() + j];
    if (std::isnan(known)) known = static_cast<float>(ear_.join(lines_[i], lines_[j]) - kAgainst * static_cast<double>(ear_.count_against(lines_[i], lines_[j])));
    return known;
  }

  const std::vector<ColumnLine>& lines_;
  const ColumnLine& before_;
  const ColumnEar& ear_;
  std::vector<float> known_;
  bool blanks_tell_ = false;
  double change_ = kChange;
};

}  // namespace

Strands part_strands(const std::vector<ColumnLine>& lines, const ColumnLine& before, const ColumnEar& ear) { return Dealer(lines, before, ear).run(); }

}  // namespace jiaokan
