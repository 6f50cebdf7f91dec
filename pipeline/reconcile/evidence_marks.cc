// The terms about marks, numbers and characters that cannot be right where they stand.
#include <algorithm>
#include <array>
#include <cmath>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "lang/zh/characters.h"
#include "lang/zh/marks.h"
#include "lang/zh/prose_marks.h"
#include "reconcile/evidence.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

struct Pair {
  char32_t open, close;
};
constexpr Pair kPairs[] = {{U'“', U'”'}, {U'‘', U'’'}, {U'（', U'）'}, {U'《', U'》'}, {U'〈', U'〉'}, {U'「', U'」'}, {U'『', U'』'}, {U'[', U']'}, {U'【', U'】'}};
constexpr size_t kQuotes = 2;          // of them, that never stand in their like
constexpr uint32_t kFarthest = 1500;   // characters of a paragraph looked at on each side

// Width is no matter here.
char32_t plain(char32_t c) {
  switch (c) {
    case U'(': return U'（';
    case U')': return U'）';
    case U'［': case U'〔': return U'[';
    case U'］': case U'〕': return U']';
    case U'＂': return U'"';
    default: return c;
  }
}

bool is_paired(char32_t c) {
  c = plain(c);
  if (c == U'"') return true;
  return std::any_of(std::begin(kPairs), std::end(kPairs), [c](const Pair& p) { return p.open == c || p.close == c; });
}

// Quotes and brackets without a partner.
int unpaired(std::initializer_list<std::u32string_view> parts) {
  int open[std::size(kPairs)] = {};
  int lost = 0, straight = 0;
  char32_t before = 0;
  for (const std::u32string_view part : parts) {
    for (const char32_t raw : part) {
      const char32_t c = plain(raw);
      if (c == U'"') ++straight;
      for (size_t k = 0; k < std::size(kPairs); ++k) {
        if (c == kPairs[k].open) {
          if (k < kQuotes && open[k] > 0) ++lost;   // inside “ ” stand ‘ ’
          ++open[k];
        }
        if (c == kPairs[k].close) {
          if (c == U'’' && is_latin_letter(before)) continue;   // an apostrophe
          if (open[k] > 0) --open[k];
          else ++lost;
        }
      }
      before = raw;
    }
  }
  for (const int n : open) lost += n;
  return lost + straight % 2;
}

// The sign that a reading's one paired sign belongs to; none where it has none, or several.
struct Partner {
  char32_t sign = 0;
  bool behind = false;
};
Partner partner_of(const std::u32string& text) {
  Partner out;
  for (const char32_t raw : text)
    for (const Pair& pair : kPairs) {
      const char32_t c = plain(raw);
      if (c != pair.open && c != pair.close) continue;
      if (out.sign != 0) return {};
      out = c == pair.open ? Partner{pair.close, true} : Partner{pair.open, false};
    }
  return out;
}

// The place nearest to `index` where the witnesses of the reading have its partner, and others have not: what they have at one place they have at the other.
// Gives the place and the text there; the place is kNone where there is none, or where that stands already.
struct Elsewhere {
  size_t locus = kNone;
  std::u32string_view text;
};
Elsewhere partner_elsewhere(const std::vector<Locus>& loci, const Draft& draft, size_t index, const Reading& reading, Span within) {
  constexpr size_t kLoci = 12;   // places looked at
  const Partner partner = partner_of(reading.text);
  if (partner.sign == 0) return {};
  for (size_t n = 1; n <= kLoci; ++n) {
    if (partner.behind ? index + n >= loci.size() : index < n) return {};
    const size_t at = partner.behind ? index + n : index - n;
    const Span span = draft.loci[at];
    if (span.begin < within.begin || span.end > within.end) return {};
    for (const Reading& other : loci[at].readings) {
      if (std::none_of(other.text.begin(), other.text.end(), [&](char32_t c) { return plain(c) == partner.sign; })) continue;
      if (!std::includes(other.witnesses.begin(), other.witnesses.end(), reading.witnesses.begin(), reading.witnesses.end())) continue;
      return draft.chars.compare(span.begin, span.size(), other.text) == 0 ? Elsewhere{} : Elsewhere{at, other.text};
    }
  }
  return {};
}

// The end of a run of digits that begins at `at`.
size_t digits_end(std::u32string_view text, size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// Years, months and days that no calendar has, and letters that stand for digits.
int impossible(std::u32string_view text) {
  int count = 0;
  for (size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      const bool between = i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
      if (between && std::u32string_view(U"olis").find(text[i]) != std::u32string_view::npos) ++count;
      ++i;
      continue;
    }
    const size_t end = digits_end(text, i);
    const size_t size = end - i;
    unsigned value = 0;
    for (size_t k = i; k < end && size <= 6; ++k) value = value * 10 + static_cast<unsigned>(text[k] - U'0');
    const char32_t unit = end < text.size() ? text[end] : 0;
    if (unit == U'年' && size == 4 && (value < 1000 || value > 2040)) ++count;
    if (unit == U'年' && size > 4) ++count;
    if (unit == U'月' && size <= 3 && (value < 1 || value > 12)) ++count;
    if (unit == U'日' && size <= 3 && (value < 1 || value > 31)) ++count;
    i = end;
  }
  return count;
}

// Marks of the reading that cannot stand where it has them.
int misplaced(std::u32string_view left, std::u32string_view reading, std::u32string_view right) {
  std::u32string text(left);
  text += reading;
  text += right;
  int count = 0;
  for (size_t i = left.size(); i < left.size() + reading.size(); ++i)
    count += !zh_mark_fits(std::u32string_view(text).substr(0, i), text[i], std::u32string_view(text).substr(i + 1));
  return count;
}

// The symbols of the elements that compounds of the earth, of life and of fields are made of.
constexpr std::u32string_view kElements[] = {U"H", U"B", U"C", U"N", U"O", U"F", U"P", U"S", U"K", U"I", U"Al", U"As", U"Ag", U"Ba", U"Br", U"Ca", U"Cd", U"Ce", U"Cl", U"Co", U"Cr", U"Cs", U"Cu", U"Fe",
                                             U"Hg", U"La", U"Li", U"Mg", U"Mn", U"Mo", U"Na", U"Ni", U"Pb", U"Sb", U"Se", U"Si", U"Sn", U"Sr", U"Ti", U"Zn", U"Zr"};

// Two elements and more, a number behind one at least or before all: P2O5, K2O, NaHCO3, 9H2O, 2OH; not a word, not a number.
bool is_formula(std::u32string_view token) {
  size_t elements = 0, numbers = 0;
  if (const size_t end = digits_end(token, 0); end > 0 && token.front() != U'0') token.remove_prefix(end), ++numbers;
  for (size_t i = 0; i < token.size();) {
    size_t taken = 0;
    for (const std::u32string_view element : kElements)
      if (element.size() > taken && token.substr(i, element.size()) == element) taken = element.size();
    if (taken == 0) return false;
    i += taken;
    ++elements;
    const size_t end = std::min(digits_end(token, i), token.size());
    if (end > i && token[i] == U'0') return false;
    numbers += end > i;
    i = end;
  }
  return elements >= 2 && numbers >= 1;
}

// A number may follow at once in what was set without space: P2O5 225 kg.
bool makes_formula(std::u32string_view left, std::u32string_view reading, std::u32string_view right) {
  if (!std::all_of(reading.begin(), reading.end(), is_ascii_sign)) return false;
  std::u32string text(left);
  text += reading;
  text += right;
  size_t begin = left.size(), end = left.size() + reading.size();
  while (begin > 0 && is_ascii_sign(text[begin - 1])) --begin;
  while (end < text.size() && is_ascii_sign(text[end])) ++end;
  const std::u32string_view token = std::u32string_view(text).substr(begin, end - begin);
  size_t letters_end = token.size();
  while (letters_end > 0 && is_digit(token[letters_end - 1])) --letters_end;
  for (size_t cut = letters_end; cut <= std::min(letters_end + 1, token.size()); ++cut)
    if (begin + cut >= left.size() + reading.size() && is_formula(token.substr(0, cut))) return true;
  return false;
}

constexpr uint32_t kProse = 30;        // characters of a paragraph that can be one of prose
constexpr size_t kFewParagraphs = 5;
constexpr double kMostOfMarks = 6;      // nats that one mark may be less probable than another
constexpr double kUsual[kProseMarks] = {0.935, 0.037, 0.015, 0.008, 0.002, 0.002, 0.001};   // of all gaps of prose
constexpr uint32_t kBeside = 4;        // characters that a mark is judged by

bool is_closed(char32_t c) { return is_sentence_end(c) || is_closing(c) || c == U'"' || c == U'\'' || c == U':'; }

// The end of a paragraph without the white space behind it.
uint32_t end_of_text(const Draft& draft, uint32_t begin, uint32_t end) {
  while (end > begin && is_space(draft.folded[end - 1])) --end;
  return end;
}

// Marks inside show that it is no heading, caption or line of a table, a bracket at its head that it is an entry of a list.
bool is_prose(const Draft& draft, uint32_t begin, uint32_t end) {
  return end >= begin + kProse && draft.folded[begin] != U'[' && std::any_of(draft.chars.begin() + begin, draft.chars.begin() + end, [](char32_t c) { return c == U'，' || c == U'。'; });
}

// The heading of the reference list is nothing but its words: what a reading has beside them is a speck.
void measure_list_heading(const Locus& locus, const Draft& draft, Span span, std::vector<Values>& values) {
  constexpr size_t kLongest = 16;
  const auto after = std::upper_bound(draft.lines.begin(), draft.lines.end(), span.begin);
  if (after == draft.lines.begin()) return;
  const auto behind = std::lower_bound(after, draft.lines.end(), std::max(span.end, span.begin + 1));
  const uint32_t begin = *std::prev(after), end = behind == draft.lines.end() ? static_cast<uint32_t>(draft.chars.size()) : *behind;
  const std::u32string_view left = std::u32string_view(draft.chars).substr(begin, span.begin - begin), right = std::u32string_view(draft.chars).substr(span.end, end - std::min(end, span.end));
  if (left.size() + right.size() > kLongest) return;
  for (size_t r = 0; r < values.size(); ++r) {
    if (locus.readings[r].text.size() > kLongest) continue;
    std::u32string line(left);
    line += locus.readings[r].text;
    line += right;
    std::transform(line.begin(), line.end(), line.begin(), zh_simplified);   // engines may mix the scripts
    if (is_reference_heading(line)) values[r][TermId::label] = 1;
  }
}

// What Chinese prose says of the marks of the readings, against what it says of marks anywhere; nothing where a reading has letters, quotes or brackets.
// What is no mark of a sentence (a dot of names, a speck) parts nothing, and is not weighed against marks.
void measure_prose_marks(const Locus& locus, std::u32string_view left, std::u32string_view right, std::vector<Values>& values) {
  if (left.empty() || (!right.empty() && is_ascii_sign(left.back()) && is_ascii_sign(right.front()))) return;   // 3.5, al.
  std::vector<ProseMark> marks;
  for (const Reading& reading : locus.readings) {
    if (count_letters(reading.text) > 0 || std::any_of(reading.text.begin(), reading.text.end(), is_paired)) return;
    const std::u32string own = folded(reading.text);
    const auto mark = std::find_if(own.begin(), own.end(), [](char32_t c) { return prose_mark(c) != ProseMark::none; });
    marks.push_back(mark == own.end() ? ProseMark::none : prose_mark(*mark));
  }
  const std::array<double, kProseMarks> said = zh_prose_marks(left.substr(left.size() - std::min(left.size(), kProseReach + 1)), right.substr(0, kProseReach + 1));
  const double some = std::log1p(-std::min(std::exp(said[0]), 0.999999)) - std::log(1 - kUsual[0]), none = said[0] - std::log(kUsual[0]);
  const auto which = [&](ProseMark mark) { return said[static_cast<size_t>(mark)] - std::log(kUsual[static_cast<size_t>(mark)]); };
  double better = -INFINITY, best = -INFINITY;
  for (const ProseMark mark : marks) {
    better = std::max(better, mark == ProseMark::none ? none : some);
    if (mark != ProseMark::none) best = std::max(best, which(mark));
  }
  for (size_t r = 0; r < values.size(); ++r) {
    values[r][TermId::prose_gap] = std::max(-kMostOfMarks, (marks[r] == ProseMark::none ? none : some) - better);
    values[r][TermId::prose_marks] = marks[r] == ProseMark::none ? 0 : std::max(-kMostOfMarks, which(marks[r]) - best);
  }
}

}  // namespace

double share_closed(const Draft& draft) {
  size_t prose = 0, closed = 0;
  for (size_t i = 0; i < draft.paragraphs.size(); ++i) {
    const uint32_t begin = draft.paragraphs[i], next = i + 1 < draft.paragraphs.size() ? draft.paragraphs[i + 1] : static_cast<uint32_t>(draft.chars.size());
    const uint32_t end = end_of_text(draft, begin, next);
    if (end == begin || !is_prose(draft, begin, end)) continue;
    ++prose;
    closed += is_closed(draft.folded[end - 1]);
  }
  return prose < kFewParagraphs ? 0 : static_cast<double>(closed) / static_cast<double>(prose);
}

void measure_paragraph(const Locus& locus, const Draft& draft, size_t index, double closed, std::vector<Values>& values) {
  const Span span = draft.loci[index];
  // Where nothing stands yet, it stands behind the paragraph before, not at the head of the next.
  const auto after = std::lower_bound(draft.paragraphs.begin(), draft.paragraphs.end(), std::max(span.begin + (span.empty() ? 0 : 1), 1U));
  const uint32_t begin = after == draft.paragraphs.begin() ? 0 : *std::prev(after), next = after == draft.paragraphs.end() ? static_cast<uint32_t>(draft.chars.size()) : *after;
  measure_list_heading(locus, draft, span, values);
  if (!is_prose(draft, begin, next)) return;
  const std::u32string_view text = draft.folded;
  const uint32_t left = std::max(begin, span.begin - std::min(span.begin, kBeside)), right = std::min(next, span.end + kBeside);
  std::vector<int> out_of_place;
  for (const Reading& reading : locus.readings) out_of_place.push_back(misplaced(text.substr(left, span.begin - left), folded(reading.text), text.substr(span.end, right - std::min(right, span.end))));
  const int least = *std::min_element(out_of_place.begin(), out_of_place.end());
  for (size_t r = 0; r < values.size(); ++r) values[r][TermId::misplaced] = -std::min(2, out_of_place[r] - least);

  measure_prose_marks(locus, text.substr(begin, span.begin - begin), text.substr(span.end, next - std::min(next, span.end)), values);

  // The last of a paragraph: what stands before it counts where a reading is empty.
  if (closed == 0 || end_of_text(draft, span.end, next) > span.end || end_of_text(draft, begin, span.begin) == begin) return;
  const char32_t before = text[end_of_text(draft, begin, span.begin) - 1];
  std::vector<bool> ends;
  for (const Reading& reading : locus.readings) {
    std::u32string own = folded(reading.text);
    // A note's number closes nothing and opens nothing.
    while (!own.empty() && (is_space(own.back()) || circled_value(own.back()) > 0)) own.pop_back();
    ends.push_back(is_closed(own.empty() ? before : own.back()));
  }
  if (std::all_of(ends.begin(), ends.end(), [&](bool e) { return e == ends[0]; })) return;
  for (size_t r = 0; r < values.size(); ++r) values[r][TermId::closed] = ends[r] ? closed : 0;
}

void measure_marks(const std::vector<Locus>& loci, const Draft& draft, size_t index, std::vector<Values>& values) {
  const Locus& locus = loci[index];
  const bool concerns = std::any_of(locus.readings.begin(), locus.readings.end(),
                                    [](const Reading& r) { return std::any_of(r.text.begin(), r.text.end(), is_paired); });
  if (!concerns) return;
  const Span span = draft.loci[index];
  uint32_t begin = 0, end = static_cast<uint32_t>(draft.chars.size());
  const auto next = std::upper_bound(draft.paragraphs.begin(), draft.paragraphs.end(), span.begin);
  if (next != draft.paragraphs.begin()) begin = *std::prev(next);
  const auto after = std::lower_bound(draft.paragraphs.begin(), draft.paragraphs.end(), std::max(span.end, span.begin + 1));
  if (after != draft.paragraphs.end()) end = *after;
  begin = std::max(begin, span.begin - std::min(span.begin, kFarthest));
  end = std::min(end, span.end + kFarthest);
  const auto part = [&](uint32_t from, uint32_t to) { return std::u32string_view(draft.chars).substr(from, to - from); };
  // A paragraph in which many others have no partner says little about these.
  std::vector<int> alone;
  for (const Reading& reading : locus.readings) {
    alone.push_back(unpaired({part(begin, span.begin), reading.text, part(span.end, end)}));
    // Single quotes stand beside double ones as pairs: with its partner a sign may be right that is wrong without.
    const Elsewhere other = partner_elsewhere(loci, draft, index, reading, {begin, end});
    if (other.locus == kNone) continue;
    const Span there = draft.loci[other.locus];
    const int together = there.begin >= span.end ? unpaired({part(begin, span.begin), reading.text, part(span.end, there.begin), other.text, part(there.end, end)})
                                                 : unpaired({part(begin, there.begin), other.text, part(there.end, span.begin), reading.text, part(span.end, end)});
    alone.back() = std::min(alone.back(), together);
  }
  const int least = *std::min_element(alone.begin(), alone.end());
  const bool quotes = std::any_of(locus.readings.begin(), locus.readings.end(), [](const Reading& r) { return r.text.find_first_of(U"“”‘’《》「」『』") != std::u32string::npos; });
  for (size_t r = 0; r < locus.readings.size(); ++r) values[r][quotes ? TermId::balance : TermId::brackets] = -std::min(3.0, static_cast<double>(alone[r] - least) / (1 + least));
}

void measure_labels(const Locus& locus, const Surroundings& around, std::vector<Values>& values) {
  // Only what a colon or a bracket follows is a label for sure.
  if (around.folded_right.find_first_of(U":])") == std::u32string_view::npos) return;
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    std::u32string text(around.left);
    text += locus.readings[r].text;
    text += around.right;
    const size_t begin = around.left.size(), end = begin + locus.readings[r].text.size();
    for (size_t from = 0; from < begin && values[r][TermId::label] == 0; ++from) {
      LabelMatch match{};
      if (!is_space(text[from]) && match_label(std::u32string_view(text).substr(from), match) && !match.damaged && (match.colon || match.bracketed) && from + match.label.end > end) values[r][TermId::label] = 1;
    }
  }
}

void measure_numbers(const Locus& locus, const Surroundings& around, std::vector<Values>& values) {
  // O for 0 and the like: characters for characters.
  const bool one_length = std::all_of(locus.readings.begin(), locus.readings.end(), [&](const Reading& r) { return r.text.size() == locus.readings[0].text.size() && !r.text.empty(); });
  for (size_t r = 0; one_length && r < values.size(); ++r) values[r][TermId::formula] = makes_formula(around.left, locus.readings[r].text, around.right);
  const bool concerns = std::any_of(locus.readings.begin(), locus.readings.end(),
                                    [](const Reading& r) { return std::any_of(r.text.begin(), r.text.end(), is_digit); });
  if (!concerns) return;
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    std::u32string text(around.folded_left);
    text += folded(locus.readings[r].text);
    text += around.folded_right;
    values[r][TermId::dates] = values[r][TermId::formula] != 0 ? 0 : -std::min(3, impossible(text));
  }
}

}  // namespace jiaokan
