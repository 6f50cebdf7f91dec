#include "read/column_ear.h"

#include <xxhash.h>

#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "lang/spacing.h"

namespace jiaokan {

namespace {

constexpr size_t kTail = 7, kHead = 6;   // Han heard on both sides
// The model's gain as odds, as lines that follow each other have it and lines that do not: a quarter of the first gain nothing, too.
constexpr double kSlope = 1.3, kEven = 1.1, kLeast = -1.2, kMost = 4;
constexpr double kNotHere = 4;           // a line that begins something, behind one that broke off; a mark that begins no line
constexpr double kNoLast = 2;            // a short line that ends no sentence, behind one that broke off
constexpr double kReadSo = 2.5, kReadSoToo = 4;          // another version goes on so
constexpr double kSaidSo = 2;            // such words stand together inside a line
constexpr double kOneScript = 1;         // lines of Latin go on in Latin
constexpr float kOfCell = 0.7F;          // of the measure, at most
constexpr float kOfFull = 0.45F;         // so much of it is spread over all of it, not less
constexpr float kShort = 2.6F;           // ems under the measure: the line ended on purpose

bool is_mark_inside(char32_t c) { return std::u32string_view(U"。、》,;:!?)").find(c) != std::u32string_view::npos; }

constexpr size_t kSeen = 5;              // signs that tell a place
constexpr size_t kAside = 8;             // from a line's end to the first that do
constexpr uint32_t kOverlap = 3, kBetween = 12;   // signs: a callout read badly, a heading

std::vector<uint32_t> gaps_in(std::u32string_view text) {
  std::vector<uint32_t> out;
  uint32_t at = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (is_space(text[i])) continue;
    size_t last = i;   // behind the sign before
    while (last > 0 && is_space(text[last - 1]) && text[last - 1] != U'\n' && text[last - 1] != U'\f') --last;
    if (last < i && last > 0 && !is_space(text[last - 1]) && !is_spaced(text[last - 1], text[i])) out.push_back(at);
    ++at;
  }
  return out;
}

// Whether it is so where some other version has the end of the one line and the beginning of the other.
template <typename IsSo>
bool any_version(const ColumnLine& before, const ColumnLine& after, const IsSo& is_so) {
  for (size_t v = 0; v < std::min(before.found.size(), after.found.size()); ++v) {
    const uint32_t end = before.found[v].end, begin = after.found[v].begin;
    if (end != ColumnLine::kNowhere && begin != ColumnLine::kNowhere && is_so(v, end, begin)) return true;
  }
  return false;
}

float ems_of(char32_t c) {
  if (c == 0x3000) return 1;
  if (is_space(c)) return 0.25F;
  if (c >= U'a' && c <= U'z') return 0.42F;
  return is_cjk(c) || c == U'“' || c == U'”' || c == U'—' || c == U'…' || circled_value(c) > 0 ? 1 : 0.5F;
}

}  // namespace

bool is_spaced(char32_t last, char32_t next) { return (last < 0x2E80 && next < 0x2E80) || std::u32string_view(U",.;:").find(last) != std::u32string_view::npos; }

float ems_of(std::u32string_view text) {
  const bool set_wide = is_set_wide(text);
  float out = 0;
  for (const char32_t c : text) out += c == U' ' && set_wide ? 0 : ems_of(c);
  return out;
}

std::u32string_view trimmed(std::u32string_view line) {
  while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

std::u32string signs_of(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (!is_space(c)) out.push_back(fold(c));
  return out;
}

uint64_t hash_of(std::u32string_view signs) { return XXH3_64bits(signs.data(), signs.size() * sizeof(char32_t)); }

std::unordered_map<uint64_t, uint32_t> places_of(std::u32string_view signs, size_t length) {
  std::unordered_map<uint64_t, uint32_t> out;
  for (uint32_t i = 0; i + length <= signs.size(); ++i)
    if (const auto [at, fresh] = out.try_emplace(hash_of(signs.substr(i, length)), i); !fresh) at->second = kNoPlace;
  return out;
}

ColumnLine column_line(std::u32string_view text, ColumnLine::Side side) {
  constexpr size_t kLongestCallout = 8;
  ColumnLine out{trimmed(text), signs_of(text), 0, false, false, side, {}, {}};
  out.ems = ems_of(out.text);
  const size_t letters = static_cast<size_t>(std::count_if(out.signs.begin(), out.signs.end(), is_latin_letter));
  out.latin = letters * 2 > out.signs.size();
  if (out.signs.size() > 1 && circled_value(out.signs.back()) > 0) out.signs.pop_back();
  const size_t open = out.signs.rfind(U'[');
  if (open != std::u32string::npos && open > 0 && out.signs.back() == U']' && out.signs.size() - open <= kLongestCallout) out.signs.resize(open);
  return out;
}

void Together::add(std::u32string_view signs) {
  for (size_t i = 0; i + 2 * each_ <= signs.size(); ++i) known_.insert(std::u32string(signs.substr(i, 2 * each_)));
}

bool Together::has(std::u32string_view before, std::u32string_view after) const {
  if (before.size() < each_ || after.size() < each_) return false;
  return known_.contains(std::u32string(before.substr(before.size() - each_)) + std::u32string(after.substr(0, each_)));
}

void ColumnEar::hear_version(std::u32string_view parted, std::u32string_view written) {
  const std::u32string signs = signs_of(parted);
  read_.add(signs);
  places_.push_back(places_of(signs, kSeen));
  written_.push_back(places_of(signs_of(written), kSeen));
  gaps_.push_back(gaps_in(parted));
  std::vector<uint32_t>& lines = lines_.emplace_back();
  uint32_t at = 0;
  for (size_t from = 0; from < written.size();) {
    const size_t end = std::min(written.find(U'\n', from), written.size());
    lines.push_back(at);
    at += static_cast<uint32_t>(std::count_if(written.begin() + static_cast<long>(from), written.begin() + static_cast<long>(end), [](char32_t c) { return !is_space(c); }));
    from = end + 1;
  }
}

void ColumnEar::find(ColumnLine& line) const {
  line.found.assign(places_.size(), {});
  line.written.assign(written_.size(), {});
  const std::u32string_view signs = line.signs;
  if (signs.size() < kSeen) return;
  const size_t last = signs.size() - kSeen, most = std::min(last, kAside);
  for (size_t v = 0; v < written_.size(); ++v)
    for (uint32_t i = 0; i <= last && line.written[v].at == ColumnLine::kNowhere; ++i)
      if (const auto at = written_[v].find(hash_of(signs.substr(i, kSeen))); at != written_[v].end() && at->second != ColumnLine::kNowhere)
        line.written[v] = {at->second - std::min(at->second, i), static_cast<uint32_t>(std::upper_bound(lines_[v].begin(), lines_[v].end(), at->second) - lines_[v].begin())};
  for (size_t v = 0; v < places_.size(); ++v) {
    const auto place = [&](size_t i) {
      const auto at = places_[v].find(hash_of(signs.substr(i, kSeen)));
      return at == places_[v].end() ? ColumnLine::kNowhere : at->second;
    };
    for (uint32_t i = 0; i <= most && line.found[v].begin == ColumnLine::kNowhere; ++i)
      if (const uint32_t at = place(i); at != ColumnLine::kNowhere) line.found[v].begin = at - std::min(at, i);
    for (uint32_t i = 0; i <= most && line.found[v].end == ColumnLine::kNowhere; ++i)
      if (const uint32_t at = place(last - i); at != ColumnLine::kNowhere) line.found[v].end = at + static_cast<uint32_t>(kSeen) + i;
  }
}

// Letter for letter over the join, or with a few signs read otherwise at it. Of lines cut out of wider ones the other part may be those few.
bool ColumnEar::is_read_so(const ColumnLine& before, const ColumnLine& after) const {
  const auto by_rows = [&](size_t v) { return before.found[v].by_rows || after.found[v].by_rows; };
  bool woven = false;
  for (size_t v = 0; v < std::min(before.found.size(), after.found.size()); ++v) woven |= by_rows(v);
  const uint32_t most = before.side == ColumnLine::Side::any && after.side == ColumnLine::Side::any ? kBetween : 0;
  return any_version(before, after, [&](size_t v, uint32_t end, uint32_t begin) { return !by_rows(v) && begin + kOverlap >= end && begin <= end + most; }) || (!woven && read_.has(before.signs, after.signs));
}

bool ColumnEar::has_gap(const ColumnLine& before, const ColumnLine& after) const {
  return any_version(before, after, [&](size_t v, uint32_t, uint32_t begin) {
    const auto gap = std::lower_bound(gaps_[v].begin(), gaps_[v].end(), begin - std::min(begin, kOverlap));
    return gap != gaps_[v].end() && *gap <= begin + kOverlap;
  });
}

bool ColumnEar::is_read_apart(const ColumnLine& before, const ColumnLine& after) {
  return any_version(before, after, [](size_t, uint32_t end, uint32_t begin) { return begin + kBetween < end || begin > end + kBetween; });
}

size_t ColumnEar::seam(std::u32string_view signs) const {
  if (signs.size() < 2 * kSeen) return 0;
  for (size_t v = 0; v < written_.size(); ++v) {
    // Where the version has each sign of the line, by the sequence that begins there.
    std::vector<int64_t> at(signs.size() - kSeen + 1, -1);
    for (size_t i = 0; i < at.size(); ++i)
      if (const auto found = written_[v].find(hash_of(signs.substr(i, kSeen))); found != written_[v].end() && found->second != kNoPlace) at[i] = found->second;
    const auto begins_line = [&](int64_t sign) { return std::binary_search(lines_[v].begin(), lines_[v].end(), static_cast<uint32_t>(sign)); };
    int64_t last = -1;   // where the line would begin, by what was found before
    for (size_t i = kSeen; i < at.size(); ++i) {
      const size_t before = i - kSeen;
      if (at[before] >= 0) last = at[before] - static_cast<int64_t>(before);
      const auto behind = std::find_if(at.begin() + static_cast<long>(i), at.end(), [](int64_t sign) { return sign >= 0; });
      const int64_t next = behind == at.end() ? -1 : *behind - (behind - at.begin());
      if (last >= 0 && next >= 0 && std::abs(last - next) <= static_cast<int64_t>(kBetween)) continue;
      if ((at[i] >= 0 && begins_line(at[i])) || (at[before] >= 0 && begins_line(at[before] + static_cast<int64_t>(kSeen)))) return i;
    }
  }
  return 0;
}

size_t ColumnEar::count_against(const ColumnLine& before, const ColumnLine& after) const {
  constexpr uint32_t kPage = 4000;      // signs: further apart, one of the two was found at a wrong place
  constexpr float kTwoLines = 1.3F;     // of the column's width
  size_t out = 0;
  for (size_t v = 0; v < std::min(before.written.size(), after.written.size()); ++v) {
    const ColumnLine::Written &b = before.written[v], &a = after.written[v];
    if (b.at == ColumnLine::kNowhere || a.at == ColumnLine::kNowhere) continue;
    out += (a.at < b.at && b.at - a.at < kPage) || (a.line == b.line && before.ems + after.ems > kTwoLines * column_);
  }
  return out;
}

double ColumnEar::join(const ColumnLine& before, const ColumnLine& after) const {
  if (before.signs.empty() || after.signs.empty()) return 0;
  return (!is_read_so(before, after) ? 0 : hears_written() ? kReadSoToo : kReadSo) + join_by_itself(before, after);
}

double ColumnEar::join_by_itself(const ColumnLine& before, const ColumnLine& after) const {
  const std::u32string &b = before.signs, &a = after.signs;
  if (b.empty() || a.empty()) return 0;
  const char32_t last = b.back(), first = a.front();
  if (is_mark_inside(first)) return is_han(last) ? 1 : -kNotHere;
  if (before.ems < column_ - kShort) return 0;
  if (breaks_off(before) && begins_part(after.text)) return -kNotHere;
  // Only the last line of a paragraph is short, and it ends a sentence; a cell of a table does not.
  const bool no_last = breaks_off(before) && after.ems < column_ - kShort && !is_sentence_end(a.back()) && a.back() != U':' && !before.latin;
  const double script = before.latin && after.latin ? kOneScript : before.latin != after.latin ? -kOneScript : 0;
  return script - (no_last ? kNoLast : 0) + (is_han(last) && is_han(first) ? across(b, a) : 0);
}

double ColumnEar::across(std::u32string_view before, std::u32string_view after) const {
  const std::u32string tail(last_han(before, kTail)), head(first_han(after, kHead));
  if (tail.empty() || head.empty()) return 0;
  const double gain = model_.log_probability(tail + head) - model_.log_probability(tail) - model_.log_probability(head);
  return std::clamp(kSlope * (gain - kEven), kLeast, kMost) + (said_.has(tail, head) ? kSaidSo : 0);
}

bool ColumnEar::is_cell(const ColumnLine& line) const {
  LabelMatch label;
  if (line.signs.empty() || is_sentence_end(line.signs.back()) || match_label(line.text, label)) return false;
  if (line.signs.find(U")、") != std::u32string::npos) return false;   // (66.8±3.9)、(66.1±4.3)和…
  if (is_set_wide(line.text) && line.ems > column_ * kOfFull) return false;   // to fill the column: text
  size_t numbers = 0, han = 0;
  for (size_t i = 0; i < line.text.size(); ++i) {
    numbers += is_digit(line.text[i]) && (i == 0 || is_space(line.text[i - 1]));
    han += is_han(line.text[i]);
  }
  if (numbers >= 2 && han * 2 < line.text.size()) return true;
  if (line.ems >= column_ * kOfCell) return false;
  return !begins_part(line.text) || match_heading_label(line.text).scheme == Scheme::arabic_paren;   // (1) 2010
}

bool ColumnEar::is_table_caption(std::u32string_view text) {
  CaptionLabel caption;
  return match_caption(text, caption) && caption.table;
}

bool ColumnEar::breaks_off(const ColumnLine& line) const {
  return !line.signs.empty() && !is_sentence_end(line.signs.back()) && line.signs.back() != U':' && line.ems >= column_ - kShort;
}

void ColumnEar::find_rows(ColumnLine& left, ColumnLine& right) {
  for (size_t v = 0; v < std::min(left.found.size(), right.found.size()); ++v) {
    const uint32_t end = left.found[v].end, begin = right.found[v].begin;
    if (end != ColumnLine::kNowhere && begin != ColumnLine::kNowhere && begin + kOverlap >= end && begin <= end + kOverlap) left.found[v].by_rows = right.found[v].by_rows = true;
  }
}

bool ColumnEar::begins_no_line(char32_t sign) { return is_mark_inside(fold(sign)); }

bool ColumnEar::begins_part(std::u32string_view text) {
  const Scheme scheme = match_heading_label(text).scheme;
  LabelMatch label;
  return (scheme != Scheme::none && scheme != Scheme::decimal1) || is_caption(text) || (match_label(text, label) && (label.colon || label.bracketed));
}

}  // namespace jiaokan
