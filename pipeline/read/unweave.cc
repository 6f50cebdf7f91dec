#include "read/unweave.h"

#include <algorithm>
#include <cmath>

#include "lang/labels.h"
#include "lang/script.h"
#include "read/strands.h"

namespace jiaokan {

namespace {

constexpr float kNarrowest = 12, kWidest = 32;   // ems of a column's lines, of two on a page
constexpr float kSameWidth = 1.3F;               // marks are squeezed, Latin is estimated
constexpr size_t kFewestOfColumn = 16;           // lines of its width that make a column
constexpr float kOver = 2.5F;                    // ems: wider, and a line may be no line of the column
constexpr float kShare = 0.7F;                   // of the column's width: so short is a heading that has room
constexpr float kSpans = 1.3F;                   // of the column's width: wider, and it is none
constexpr double kEnough = 7, kMostEnough = 26;  // nats gained, before an order is believed to be wrong
constexpr double kEnoughOfLine = 0.3, kEnoughOfLayer = 0.15;   // a line: many find more by chance; a text layer's order is likelier to be wrong
constexpr double kMostHeard = 24;                // of these by the lines themselves, where other versions contradict
constexpr size_t kFewestLines = 5, kMostLines = 260;

std::vector<std::u32string_view> cut_at(std::u32string_view text, char32_t sign) {
  std::vector<std::u32string_view> out;
  for (size_t from = 0; from <= text.size();) {
    const size_t end = std::min(text.find(sign, from), text.size());
    out.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

// --- lines that hold a line of each column ---

constexpr float kIndent = 2;        // ems: the first line of a paragraph
constexpr float kOffCut = 1.5F, kOffSpace = 2.5F;   // from where the column ends
constexpr double kSpaceAtCut = 3;   // nats: a space between the two
constexpr double kWordsAtCut = 1;   // Latin words on both sides
constexpr double kPartAtCut = 2;    // the right one begins something
constexpr double kReadAsOne = 4, kReadApart = 4, kGapSeen = 2;    // by another version
constexpr double kSpanning = 2, kSpanningHere = 1;   // before anything is heard, a wide line spans the page; where others hold two, less so

struct Cut {
  size_t end = 0, begin = 0;   // of the left part, of the right one; none where 0
  double value = -1e9;
  bool seen = false;           // by another version
};

Cut best_cut(std::u32string_view line, const ColumnEar& ear) {
  Cut out;
  for (size_t i = 1; i < line.size(); ++i) {
    if (is_space(line[i - 1])) continue;
    Cut cut{i, i, 0, false};
    while (cut.begin < line.size() && is_space(line[cut.begin])) ++cut.begin;
    if (cut.begin >= line.size()) break;
    const float ems = ems_of(line.substr(0, i));
    const float off = std::min(std::abs(ems - ear.column()), std::abs(ems - ear.column() + kIndent));
    const bool wide_gap = cut.begin - cut.end > 1 && ems < ear.column() + kOffCut;
    if (off > (cut.begin > cut.end ? kOffSpace : kOffCut) && !wide_gap) continue;
    const char32_t last = line[cut.end - 1], next = line[cut.begin];
    const bool space = cut.begin > cut.end, words = last < 0x2E80 && next < 0x2E80;
    if (words && !space) continue;
    // A space that its own writing puts there: between Latin words, behind their marks.
    const bool own_space = is_spaced(last, next);
    const std::u32string_view right = line.substr(cut.begin);
    if (ColumnEar::begins_no_line(right.front())) continue;
    cut.value = (space && !own_space ? kSpaceAtCut : 0) - (words ? kWordsAtCut : 0) + (wide_gap ? kSpaceAtCut : 0) + (ColumnEar::begins_part(right) ? kPartAtCut : 0) -
                ear.across(signs_of(line.substr(0, cut.end)), signs_of(right)) - 0.3 * static_cast<double>(off);
    if (cut.value > out.value) out = cut;
  }
  return out;
}

// Where another version has the two lines apart.
Cut seen_cut(std::u32string_view line, const ColumnEar& ear) {
  const size_t seam = ear.seam(signs_of(line));
  if (seam == 0) return {};
  Cut out{0, 0, kReadApart, true};
  for (size_t n = 0; n < seam; ++out.end) n += !is_space(line[out.end]);
  out.begin = out.end;
  while (is_space(line[out.begin])) ++out.begin;
  return out;
}

class Page {
 public:
  // `before`: the last line of a column that broke off, on this page or one before.
  Page(std::u32string_view text, const ColumnEar& ear, ColumnLine& before) : ear_(ear), before_(before) {
    bool blank = false;
    for (const std::u32string_view line : cut_at(text, U'\n')) {
      const std::u32string_view ink = trimmed(line);
      if (!ink.empty() && !lines_.empty() && is_torn_off(ink)) {
        // The line it belongs to, with what stands between.
        const std::u32string_view whole = lines_.back().text;
        const bool after_blank = lines_.back().after_blank;
        const float ems = lines_.back().ems;   // what is raised is small
        lines_.back() = column_line({whole.data(), static_cast<size_t>(ink.data() + ink.size() - whole.data())});
        lines_.back().after_blank = after_blank;
        lines_.back().ems = ems;
      } else if (!ink.empty()) {
        lines_.push_back(column_line(line));
        lines_.back().after_blank = blank;
      }
      blank = ink.empty();
    }
    for (ColumnLine& line : lines_) ear_.find(line);
    drop_places_elsewhere();
  }

  // The page in reading order; nothing where it is so already.
  std::optional<Unwoven> run() {
    mark_glued();
    mark_floats();
    Unwoven out;
    for (size_t i = 0; i < lines_.size();) {
      if (!is_part_of_column(i)) {
        put(out.text, lines_[i++]);
        continue;
      }
      size_t end = i;
      while (end < lines_.size() && is_part_of_column(end)) ++end;
      const size_t begin = out.text.size();
      if (put_zone(out.text, i, end)) out.parted.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(out.text.size())});
      i = end;
    }
    if (out.parted.empty()) return std::nullopt;
    return out;
  }

 private:
  // What another version has of a line far from the page's other lines is another place that says the same.
  void drop_places_elsewhere() {
    constexpr uint32_t kPage = 2500;   // signs
    for (size_t v = 0; !lines_.empty() && v < lines_[0].written.size(); ++v) {
      std::vector<uint32_t> all;
      for (const ColumnLine& line : lines_)
        if (v < line.written.size() && line.written[v].at != ColumnLine::kNowhere) all.push_back(line.written[v].at);
      if (all.empty()) continue;
      std::nth_element(all.begin(), all.begin() + static_cast<long>(all.size() / 2), all.end());
      const uint32_t middle = all[all.size() / 2];
      for (ColumnLine& line : lines_)
        if (uint32_t& at = line.written[v].at; at != ColumnLine::kNowhere && std::max(at, middle) - std::min(at, middle) > kPage) at = ColumnLine::kNowhere;
    }
  }

  // A raised callout that became a line, and what stood behind it: no line begins with such a mark.
  static bool is_torn_off(std::u32string_view ink) {
    constexpr size_t kLongestCallout = 8;
    const bool callout = ink.size() > 2 && ink.size() <= kLongestCallout && ink.front() == U'[' && ink.back() == U']' &&
                         std::all_of(ink.begin() + 1, ink.end() - 1, [](char32_t c) { return is_digit(c) || c == U'-' || c == U','; });
    return callout || std::u32string_view(U"，。、；：！？）》”,;").find(ink.front()) != std::u32string_view::npos;
  }

  // 关键词：…, 收稿日期：…: above the columns or below them.
  static bool says_of_article(std::u32string_view text) {
    LabelMatch label;
    if (!match_label(text, label) || !label.colon) return false;
    return label.kind != LabelKind::references && label.kind != LabelKind::notes && !is_back_matter(label.kind);
  }

  bool is_wide(size_t i) const { return lines_[i].ems > ear_.column() + kOver; }
  bool is_part_of_column(size_t i) const {
    if (ear_.hears_written() && says_of_article(lines_[i].text)) return false;
    if (lines_[i].ems <= ear_.column() * kSpans || cut_[i].begin > 0) return true;
    // Two lines that a tool has joined where a word was broken.
    return lines_[i].latin && lines_[i].ems <= ear_.column() * 2 && (i == 0 || !is_wide(i - 1)) && (i + 1 >= lines_.size() || !is_wide(i + 1));
  }

  void put(std::u32string& out, const ColumnLine& line) {
    for (const char32_t c : line.text)
      if (c != U'\n') out += c;
    out += U'\n';
    if (line.ems > ear_.column() + kOver || line.latin) return;
    if (ear_.breaks_off(line)) before_ = line;
    else if (ear_.join(before_, line) > 0) before_ = {};
  }

  // Wide lines below each other either all span the page or all hold two lines; as one or as the other they go on better. On a page that holds
  // such lines for sure, others are likelier to be such.
  void mark_glued() {
    cut_.resize(lines_.size());
    glued_.assign(lines_.size(), 0);
    // Notes at the page's foot span it.
    foot_ = 0;
    while (foot_ < lines_.size() && !(is_wide(foot_) && circled_value(lines_[foot_].text.front()) > 0)) ++foot_;
    std::vector<size_t> ends(lines_.size(), 0);
    double sure = 0;
    for (size_t i = 0; i < lines_.size(); i = std::max(ends[i], i + 1)) {
      ends[i] = i;
      for (; ends[i] < lines_.size() && is_wide(ends[i]); ++ends[i]) glued_[i] += hear_cut(i, ends[i]);
      sure += std::max(0.0, glued_[i] - kSpanning);
    }
    const double against = sure >= kMostEnough ? kSpanningHere : kSpanning;
    for (size_t i = 0; i < lines_.size(); i = std::max(ends[i], i + 1)) {
      glued_[i] = std::max(0.0, glued_[i] - against);
      const bool holds_two = glued_[i] > 0 || (ends[i] > i && is_among_glued(i, ends[i]));
      for (size_t k = i; k < ends[i] && !holds_two; ++k)
        if (!cut_[k].seen) cut_[k] = {};
    }
  }

  // Lines that hold two stand right before and behind.
  bool is_among_glued(size_t begin, size_t end) const {
    constexpr size_t kNear = 3;   // lines
    bool before = false, behind = false;
    for (size_t k = begin > kNear ? begin - kNear : 0; k < begin; ++k) before |= is_wide(k) && cut_[k].begin > 0;
    for (size_t k = end; k < std::min(lines_.size(), end + kNear); ++k) behind |= glued_[k] > kSpanning;
    return before && behind;
  }

  // What speaks for cutting a wide line, of those from `first` on.
  double hear_cut(size_t first, size_t i) {
    if (i >= foot_) return -kSpanning;
    cut_[i] = seen_cut(lines_[i].text, ear_);
    if (!cut_[i].seen) cut_[i] = best_cut(lines_[i].text, ear_);
    if (cut_[i].begin == 0) return -kSpanning;
    const ColumnLine left = left_of(i), right = right_of(i);
    if (ear_.has_gap(left, right)) cut_[i].value += kGapSeen;
    else if (ear_.is_read_so(left, right)) cut_[i].value -= kReadAsOne;
    else if (ColumnEar::is_read_apart(left, right)) cut_[i].value += kReadApart;
    if (i == first || cut_[i - 1].begin == 0) return cut_[i].value;
    const ColumnLine right_above = right_of(i - 1);
    return cut_[i].value + ear_.join(left_of(i - 1), left) + ear_.join(right_above, right) - ear_.join(right_above, left);
  }

  ColumnLine left_of(size_t i) const { return found(column_line(lines_[i].text.substr(0, cut_[i].end), ColumnLine::Side::left)); }
  ColumnLine right_of(size_t i) const { return found(column_line(lines_[i].text.substr(cut_[i].begin), ColumnLine::Side::right)); }
  ColumnLine found(ColumnLine line) const {
    ear_.find(line);
    return line;
  }

  // Lines between two that span the page.
  bool put_zone(std::u32string& out, size_t begin, size_t end) {
    const bool heading = take_heading(begin, end);
    // Short lines above the first full one are the page's head.
    size_t first = begin;
    while (first < end && cut_[first].begin == 0 && lines_[first].ems < ear_.column() - 2 * kOver) ++first;
    double gain = 0;
    std::vector<ColumnLine> units;
    std::vector<size_t> of_line;   // of each unit
    std::vector<size_t> floats;    // lines
    for (size_t i = first; i < end; ++i) {
      gain += glued_[i];
      if (cut_[i].begin > 0) {
        units.push_back(left_of(i));
        units.push_back(right_of(i));
        ColumnEar::find_rows(units[units.size() - 2], units.back());
        of_line.resize(units.size(), i);
      } else if (float_[i]) {
        floats.push_back(i);
      } else {
        units.push_back(lines_[i]);
        of_line.push_back(i);
      }
    }
    if (!floats.empty()) put_early_behind(units, of_line);
    if (units.size() >= kFewestLines && units.size() <= kMostLines && (gain > 0 || could_gain(units))) {
      const Strands strands = part_strands(units, before_, ear_);
      const double enough = enough_for(units.size()), least_heard = ear_.hears_written() ? std::min(kMostHeard, enough) : -1e9;
      if (gain + strands.gain >= enough && gain + strands.heard >= least_heard) {
        for (size_t i = begin; i < first; ++i) put(out, lines_[i]);
        const auto notes = first_note(units, strands.left);
        std::vector<size_t> order(strands.left.begin(), notes);
        order.insert(order.end(), strands.right.begin(), strands.right.end());
        order.insert(order.end(), notes, strands.left.end());
        follow(units, order);
        const size_t place = floats.empty() ? 0 : place_of_floats(units, of_line, order, floats.front());
        for (size_t k = 0; k <= order.size(); ++k) {
          if (k == place)
            for (const size_t i : floats) put(out, lines_[i]);
          if (k < order.size()) put(out, units[order[k]]);
        }
        return true;
      }
    }
    for (size_t i = begin; i < end; ++i) put(out, lines_[i]);
    return heading;
  }

  // 0 引言 behind the text, above what is at the page's foot: nobody sets the first heading there. A tool writes what is set larger as a block of its own.
  bool take_heading(size_t begin, size_t end) {
    const auto scheme = [&](size_t i) {
      const HeadingLabel label = match_heading_label(lines_[i].text);
      return label.content < lines_[i].text.size() ? label : HeadingLabel{};
    };
    size_t at = begin + 1;
    while (at < end && !(at + 1 < lines_.size() && says_of_article(lines_[at + 1].text))) ++at;
    if (at >= end) return false;
    const HeadingLabel own = scheme(at);
    if (own.number > 1 || (own.scheme != Scheme::decimal1 && own.scheme != Scheme::han_comma) || cut_[at].begin > 0 || lines_[at].ems > ear_.column() * kShare) return false;
    for (size_t i = begin; i < at; ++i)
      if (scheme(i).scheme == own.scheme) return false;
    const auto turn = [&](auto& of) { std::rotate(of.begin() + static_cast<long>(begin), of.begin() + static_cast<long>(at), of.begin() + static_cast<long>(at) + 1); };
    turn(lines_);
    turn(cut_);
    turn(glued_);
    turn(float_);
    return true;
  }

  // Where another version has the lines in an order that is heard to be about as good, its order is the page's: it has seen the page, and
  // where columns begin and end nothing may be heard.
  void follow(const std::vector<ColumnLine>& units, std::vector<size_t>& order) const {
    constexpr size_t kFewest = 10;        // lines that it has, of all at least so many in ten:
    constexpr size_t kMostOf = 7;
    const double kAsGood = ear_.hears_written() ? 3 : 8;         // nats
    const auto value = [&](const std::vector<size_t>& lines) {
      double out = 0;
      for (size_t k = 0; k + 1 < lines.size(); ++k) out += ear_.join_by_itself(units[lines[k]], units[lines[k + 1]]);
      return out;
    };
    const double own = value(order);
    double best = own - kAsGood;
    std::vector<size_t> taken;
    for (size_t v = 0; !units.empty() && v < units[0].written.size(); ++v) {
      std::vector<std::pair<uint32_t, size_t>> placed;
      size_t found = 0;
      uint32_t last = 0;   // a line that it has not goes behind the one before
      for (const size_t u : order) {
        if (const uint32_t at = ear_.hears_written(v) ? units[u].written[v].at : units[u].found[v].begin; at != ColumnLine::kNowhere) last = at, ++found;
        placed.emplace_back(last, u);
      }
      if (found < kFewest || found * 10 < order.size() * kMostOf) continue;
      std::stable_sort(placed.begin(), placed.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
      std::vector<size_t> its;
      for (const auto& [at, u] : placed) its.push_back(u);
      if (const double heard = value(its); heard > best) best = heard, taken = std::move(its);
    }
    if (!taken.empty()) order = std::move(taken);
  }

  // Tables and figures are no text of a column: their captions, and behind a table's what looks like cells. The lines before them go on behind.
  void mark_floats() {
    constexpr size_t kGap = 25;   // lines without a cell: the table is over
    float_.assign(lines_.size(), false);
    bool any = false;
    size_t last = 0;   // line of the table; 0: none
    for (size_t i = 0; i < lines_.size(); ++i) {
      const std::u32string_view text = lines_[i].text;
      if (is_caption(text) && !is_wide(i) && !ear_.breaks_off(lines_[i])) any = float_[i] = true;
      if (ColumnEar::is_table_caption(text)) last = i + 1;
      if (last == 0 || i + 1 == last || i + 1 > last + kGap || !ear_.is_cell(lines_[i])) continue;
      float_[i] = true;
      last = i + 1;
    }
    for (size_t i = 0; any && i < lines_.size(); ++i) float_[i] = float_[i] || is_of_numbers(lines_[i].text);
  }

  static bool is_of_numbers(std::u32string_view text) {
    return std::all_of(text.begin(), text.end(), [](char32_t c) { return is_digit(c) || is_space(c) || std::u32string_view(U".-−%()*±").find(c) != std::u32string_view::npos; });
  }

  // Behind the paragraph whose end is nearest to where they stood.
  size_t place_of_floats(const std::vector<ColumnLine>& units, const std::vector<size_t>& of_line, const std::vector<size_t>& order, size_t stood) const {
    size_t best = order.size(), away = SIZE_MAX;
    for (size_t k = 1; k < order.size(); ++k) {
      if (!ends_part(units[order[k - 1]]) && !ColumnEar::begins_part(units[order[k]].text)) continue;
      const size_t here = of_line[order[k - 1]], off = std::max(here, stood) - std::min(here, stood);
      if (off < away) best = k, away = off;
    }
    return best;
  }

  bool ends_part(const ColumnLine& line) const { return !line.signs.empty() && is_sentence_end(line.signs.back()) && line.ems < ear_.column() - kOver; }

  // Notes at the foot of the left column stand behind the right one, which its last line leads to.
  static std::vector<size_t>::const_iterator first_note(const std::vector<ColumnLine>& units, const std::vector<size_t>& left) {
    constexpr size_t kMostOfNotes = 12;   // lines
    return std::find_if(left.size() > kMostOfNotes ? left.end() - kMostOfNotes : left.begin(), left.end(), [&](size_t u) { return circled_value(units[u].text.front()) > 0; });
  }

  // Beside a table's cells a tool may write a line before the one above it: such a line goes behind the one that it goes on from.
  void put_early_behind(std::vector<ColumnLine>& units, std::vector<size_t>& of_line) const {
    constexpr size_t kAhead = 8, kBack = 30, kFewestCells = 3;   // lines
    constexpr double kSurely = 2.5, kSurer = 2.5;   // nats; than from any line before
    for (size_t u = 1; u + 1 < units.size(); ++u) {
      if (units[u].side != ColumnLine::Side::any || units[u].latin) continue;
      size_t above = u;
      double best = 0;
      for (size_t t = u + 1; t < std::min(units.size(), u + 1 + kAhead); ++t)
        if (const double value = units[t].side == ColumnLine::Side::any ? ear_.join(units[t], units[u]) : 0; value > best) best = value, above = t;
      if (best < kSurely || of_line[above] < of_line[u] + (above - u) + kFewestCells) continue;
      double before = ear_.join(before_, units[u]);
      for (size_t t = u > kBack ? u - kBack : 0; t < u; ++t) before = std::max(before, ear_.join(units[t], units[u]));
      if (best - before < kSurer) continue;
      const auto turn = [&](auto& of) { std::rotate(of.begin() + static_cast<long>(u), of.begin() + static_cast<long>(u) + 1, of.begin() + static_cast<long>(above) + 1); };
      turn(units);
      turn(of_line);
      --u;
    }
  }

  double enough_for(size_t lines) const {
    if (!ear_.hears_versions()) return kMostEnough;
    return std::min(kMostEnough, kEnough + (ear_.hears_written() ? kEnoughOfLayer : kEnoughOfLine) * static_cast<double>(lines));
  }

  // Lines that go on well leave nothing to be gained.
  bool could_gain(const std::vector<ColumnLine>& units) const {
    constexpr double kGained = 12;   // at a place that does not go on, at most
    double most = 0;
    for (size_t i = 0; i + 1 < units.size(); ++i)
      if ((ear_.breaks_off(units[i]) && ear_.join(units[i], units[i + 1]) < 0) || ear_.count_against(units[i], units[i + 1]) > 0) most += kGained;
    return most >= enough_for(units.size());
  }

  const ColumnEar& ear_;
  ColumnLine& before_;
  std::vector<ColumnLine> lines_;
  std::vector<Cut> cut_;         // of each line
  size_t foot_ = 0;              // the first line of its notes
  std::vector<bool> float_;      // a line of a table or figure
  std::vector<double> glued_;    // at the first of wide lines below each other: how sure it is that each holds two
};

}  // namespace

// The width that most of the narrow lines have.
float column_of(std::u32string_view text) {
  std::vector<float> narrow;
  size_t wide = 0;
  for (const std::u32string_view line : cut_at(text, U'\n')) {
    const std::u32string_view ink = trimmed(line);
    if (count_han(ink) * 2 < ink.size()) continue;
    const float ems = ems_of(ink);
    if (ems >= kNarrowest && ems <= kWidest) narrow.push_back(ems);
    wide += ems > kWidest;
  }
  std::sort(narrow.begin(), narrow.end());
  size_t most = 0;
  float best = 0;
  for (size_t i = 0, j = 0; i < narrow.size(); ++i) {
    while (j < narrow.size() && narrow[j] <= narrow[i] + 2 * kSameWidth) ++j;
    if (j - i > most) most = j - i, best = narrow[i + (j - i) / 2];
  }
  return most < kFewestOfColumn || most < wide ? 0 : best;
}

std::optional<Unwoven> unweave(std::u32string_view text, float column, const std::vector<OtherVersion>& others, const LanguageModel& model) {
  ColumnEar ear(model, column);
  for (const OtherVersion& other : others) ear.hear_version(other.parted, other.written);
  for (const std::u32string_view line : cut_at(text, U'\n')) ear.hear_line(line);
  Unwoven out;
  ColumnLine before;
  for (const std::u32string_view page : cut_at(text, U'\f')) {
    if (page.data() != text.data()) out.text += U'\f';
    const uint32_t begin = static_cast<uint32_t>(out.text.size());
    const std::optional<Unwoven> better = Page(page, ear, before).run();
    if (better)
      for (const Span zone : better->parted) out.parted.push_back({begin + zone.begin, begin + zone.end});
    out.text += better ? std::u32string_view(better->text) : page;
  }
  if (out.parted.empty()) return std::nullopt;
  return out;
}

}  // namespace jiaokan
