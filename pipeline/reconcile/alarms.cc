#include "reconcile/alarms.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "reconcile/evidence.h"

namespace jiaokan {

namespace {

// Letters of a passage worth an alarm; of one that is gone, since engines have specks and captions of their own; of a text's end that is gone.
constexpr size_t kAlone = 16, kGone = 40, kEnd = 80;
constexpr size_t kMadeUp = 600;      // letters that a model makes up at most; of more the others lack a page
constexpr size_t kJoined = 12;       // letters between two sentences that were made one
constexpr size_t kTwice = 14;        // characters said again right behind themselves
constexpr size_t kFarthest = 400;    // between the beginnings of what is said twice
constexpr size_t kSlips = 3;         // of one kind that are a pattern
constexpr size_t kLongestSlip = 2;   // characters
constexpr size_t kShown = 24;        // characters of a passage

bool is_vision(const Collation& c, size_t w) { return c.witnesses[w].kind == WitnessKind::vision_model; }
bool is_stop(char32_t c) { return std::u32string_view(U"。！？!?.").find(c) != std::u32string_view::npos; }

std::string shown(std::u32string_view text) { return to_utf8(text.substr(0, kShown)) + (text.size() > kShown ? "…" : ""); }

// The characters of a witness in these columns.
Span characters(const Collation& c, Span columns, size_t w) {
  Span out{kNone, 0};
  for (uint32_t k = columns.begin; k < columns.end; ++k)
    if (const uint32_t i = c.cell(k, w); i != kNone) out = {std::min(out.begin, i), std::max(out.end, i + 1)};
  return out.begin == kNone ? Span{0, 0} : out;
}

char32_t before(const Collation& c, uint32_t column, size_t w) {
  while (column-- > 0)
    if (const uint32_t i = c.cell(column, w); i != kNone && !is_space(c.witnesses[w].chars[i])) return c.witnesses[w].chars[i];
  return 0;
}

// Sentences, not the figures and words of a table or a running head.
bool is_prose(std::u32string_view text) {
  constexpr size_t kMarkIn = 40, kDigitIn = 5;   // one in so many characters: at least, at most
  const auto is_mark = [](char32_t c) { return std::u32string_view(U"，。；：、！？,.;:!?").find(c) != std::u32string_view::npos; };
  const size_t marks = static_cast<size_t>(std::count_if(text.begin(), text.end(), is_mark)), digits = static_cast<size_t>(std::count_if(text.begin(), text.end(), is_digit));
  return marks * kMarkIn >= text.size() && digits * kDigitIn < text.size();
}

constexpr size_t kGram = 4;   // characters

uint64_t hash_of(std::u32string_view text) { return XXH3_64bits(text.data(), text.size() * sizeof(char32_t)); }

// All that some witnesses have, furniture too, by sequences of a few characters: whether they have a passage at another place.
class Elsewhere {
 public:
  Elsewhere(const Collation& c, bool of_vision) {
    for (size_t w = 0; w < c.witnesses.size(); ++w) {
      if (is_vision(c, w) != of_vision) continue;
      const std::u32string text = folded_unspaced(c.witnesses[w].chars);
      for (size_t i = 0; i + kGram <= text.size(); ++i) grams_.push_back(hash_of(std::u32string_view(text).substr(i, kGram)));
    }
    std::sort(grams_.begin(), grams_.end());
  }
  // Most of it stands there.
  bool have(std::u32string_view passage) const {
    const std::u32string text = folded_unspaced(passage);
    size_t all = 0, found = 0;
    for (size_t i = 0; i + kGram <= text.size(); ++i, ++all) found += std::binary_search(grams_.begin(), grams_.end(), hash_of(std::u32string_view(text).substr(i, kGram)));
    return found * 2 >= all;
  }

 private:
  std::vector<uint64_t> grams_;
};

// A place that versions of one kind alone have, or lack.
struct Sided {
  const Reading* have = nullptr;   // the fullest
  const Reading* lack = nullptr;
};
Sided sides_of(const Locus& locus) {
  Sided out;
  for (const Reading& reading : locus.readings) {
    if (reading.text.empty()) out.lack = &reading;
    else if (out.have == nullptr || reading.text.size() > out.have->text.size()) out.have = &reading;
  }
  return out;
}

class Alarms {
 public:
  Alarms(const Collation& c, const std::vector<Decision>& decisions, Diags& diags) : c_(c), decisions_(decisions), diags_(diags) {}

  void run() {
    bool any = false;
    for (size_t w = 0; w < c_.witnesses.size(); ++w) any = any || is_vision(c_, w);
    if (!any) return;
    for (size_t w = 0; w < c_.witnesses.size(); ++w) {
      uint32_t end = c_.columns();
      while (end > 0 && c_.cell(end - 1, w) == kNone) --end;
      ends_.push_back(end);
    }
    for (size_t l = 0; l < c_.loci.size(); ++l)
      if (c_.loci[l].id != 0) look_at(l);
    for (size_t w = 0; w < c_.witnesses.size(); ++w) {
      if (!is_vision(c_, w)) continue;
      look_at_end(w);
      look_for_loops(w);
      tell_slips(w);
    }
  }

 private:
  bool all_vision(const Reading& reading) const {
    return std::all_of(reading.witnesses.begin(), reading.witnesses.end(), [&](uint16_t w) { return is_vision(c_, w); });
  }

  void tell(Code code, const Locus& locus, const Reading& reading, size_t w) {
    diags_.push_back({code, place_of(c_.witnesses[w], characters(c_, {locus.begin, locus.end}, w)), shown(reading.text)});
  }

  bool is_repeated(size_t l, const Reading& reading) const {
    const std::vector<Choice>& choices = decisions_[l].choices;
    const auto own = std::find_if(choices.begin(), choices.end(), [&](const Choice& choice) { return choice.text == reading.text; });
    return own != choices.end() && std::any_of(own->terms.begin(), own->terms.end(), [](const Term& term) { return term.name == describe(TermId::repeated).name && term.value < -0.5; });
  }

  void look_at(size_t l) {
    const Locus& locus = c_.loci[l];
    const Sided sides = sides_of(locus);
    if (sides.have == nullptr || sides.lack == nullptr) return;
    const size_t letters = count_letters(sides.have->text);
    if (all_vision(*sides.have) && !all_vision(*sides.lack)) {
      if (letters < kAlone) return note_slip(locus, *sides.have, *sides.lack, U"+");
      if (is_repeated(l, *sides.have)) return tell(Code::passage_repeated, locus, *sides.have, sides.have->witnesses.front());
      // An engine loses a line of print now and then, and notes stand elsewhere.
      if (letters <= kMadeUp && is_prose(sides.have->text) && !is_line_lost(locus, sides.have->witnesses.front()) && !others().have(sides.have->text)) tell(Code::passage_invented, locus, *sides.have, sides.have->witnesses.front());
      return;
    }
    if (!all_vision(*sides.lack) || decisions_[l].choices[decisions_[l].lemma].text.empty()) return;
    const uint16_t model = sides.lack->witnesses.front(), other = sides.have->witnesses.front();
    if (locus.end > ends_[model]) return;   // its end: look_at_end
    const std::u32string& text = sides.have->text;
    if (letters >= kJoined && (!is_prose(text) || models().have(text))) return;
    const bool stop_within = std::any_of(text.begin(), text.end() - 1, is_stop);
    const bool joined = stop_within && !is_stop(text.back()) && !is_stop(before(c_, locus.begin, other));
    if (letters >= kJoined && joined) tell(Code::sentences_joined, locus, *sides.have, other);
    else if (letters >= kGone) tell(Code::passage_dropped, locus, *sides.have, other);
    else note_slip(locus, *sides.have, *sides.lack, U"−");
  }

  // Where all who lack it are engines that go on in another line behind it, or read badly beside it: such lose whole lines.
  bool is_line_lost(const Locus& locus, size_t model) const {
    for (const Reading& reading : locus.readings)
      for (const uint16_t w : reading.witnesses) {
        if (!reading.text.empty() || is_vision(c_, w)) continue;
        if (!reads_shapes(c_.witnesses[w].kind)) return false;
        const uint32_t behind = next_of(locus.end, w), ahead = last_of(locus.begin, w);
        const std::vector<uint32_t>& lines = c_.witnesses[w].lines;
        if (behind == kNone || ahead == kNone || (reads_alike_beside(locus, w, model) && std::upper_bound(lines.begin(), lines.end(), ahead) == std::upper_bound(lines.begin(), lines.end(), behind))) return false;
      }
    return true;
  }

  // Nearly the same on both sides of a place.
  bool reads_alike_beside(const Locus& locus, size_t w, size_t model) const {
    constexpr uint32_t kBeside = 16;   // columns
    const auto alike = [&](uint32_t begin, uint32_t end) {
      uint32_t same = 0;
      for (uint32_t k = begin; k < end; ++k) {
        const uint32_t a = c_.cell(k, w), b = c_.cell(k, model);
        same += a != kNone && b != kNone && fold(c_.witnesses[w].chars[a]) == fold(c_.witnesses[model].chars[b]);
      }
      return same * 4 >= (end - begin) * 3;
    };
    return alike(locus.begin - std::min(locus.begin, kBeside), locus.begin) && alike(locus.end, std::min(locus.end + kBeside, c_.columns()));
  }

  uint32_t next_of(uint32_t column, size_t w) const {
    while (column < c_.columns() && c_.cell(column, w) == kNone) ++column;
    return column < c_.columns() ? c_.cell(column, w) : kNone;
  }
  uint32_t last_of(uint32_t column, size_t w) const {
    while (column > 0 && c_.cell(column - 1, w) == kNone) --column;
    return column > 0 ? c_.cell(column - 1, w) : kNone;
  }

  const Elsewhere& others() { return others_ ? *others_ : others_.emplace(c_, false); }
  const Elsewhere& models() { return models_ ? *models_ : models_.emplace(c_, true); }

  // What the others still have when a model has said its last.
  void look_at_end(size_t w) {
    const uint32_t last = ends_[w];
    std::u32string left;
    for (size_t l = 0; l < c_.loci.size(); ++l)
      if (c_.loci[l].begin >= last && c_.loci[l].id != 0) left += decisions_[l].choices[decisions_[l].lemma].text;
    if (last == 0 || count_letters(left) < kEnd || !is_prose(left) || models().have(left)) return;
    const uint32_t at = c_.cell(last - 1, w);
    diags_.push_back({Code::version_breaks_off, place_of(c_.witnesses[w], {at, at + 1}), fmt::format("{} letters follow in the others: {}", count_letters(left), shown(left))});
  }

  // What a model says again right behind itself in a paragraph, whether others are there to gainsay it or not.
  void look_for_loops(size_t w) {
    const Witness& witness = c_.witnesses[w];
    // The last place of each sequence, by some bits of its hash: what stands there is compared. Places are counted through all blocks.
    std::vector<uint32_t> last(size_t{1} << 15, kNone);
    uint32_t before_block = 0;
    for (const Block& block : witness.blocks) {
      if (block.kind != BlockKind::paragraph && block.kind != BlockKind::quotation && block.kind != BlockKind::list_item) continue;
      std::u32string text;
      std::vector<uint32_t> at;
      for (uint32_t i = block.span.begin; i < block.span.end; ++i)
        if (in_stream(witness.role[i]) && !is_space(witness.chars[i])) text.push_back(fold(witness.chars[i])), at.push_back(i);
      for (uint32_t i = 0; i + kTwice <= text.size(); ++i) {
        const uint32_t met = std::exchange(last[hash_of(std::u32string_view(text).substr(i, kTwice)) & (last.size() - 1)], before_block + i);
        if (met == kNone || met < before_block) continue;
        const uint32_t first = met - before_block, period = i - first;
        if (period < kTwice || period > kFarthest || i + period > text.size()) continue;
        if (text.compare(first, period, text, i, period) != 0 || !is_said(std::u32string_view(text).substr(i, period))) continue;
        const Span again{at[i], at[i + period - 1] + 1};
        if (!is_told(Code::passage_repeated, witness, at[i])) diags_.push_back({Code::passage_repeated, place_of(witness, again), shown(std::u32string_view(witness.chars).substr(again.begin, again.size()))});
        i += period - 1;
      }
      before_block += static_cast<uint32_t>(text.size());
    }
  }
  // Words, not numbers or a formula.
  static bool is_said(std::u32string_view text) {
    return text.find_first_of(U"\\{}$^_<>|") == text.npos && count_letters(text) * 5 >= text.size() * 4 && std::count_if(text.begin(), text.end(), is_digit) * 5 < static_cast<std::ptrdiff_t>(text.size());
  }
  bool is_told(Code code, const Witness& witness, uint32_t character) const {
    const Place here = place_of(witness, {character, character + 1});
    return std::any_of(diags_.begin(), diags_.end(), [&](const Diag& diag) { return diag.code == code && diag.place.source == here.source && diag.place.begin <= here.begin && here.begin < diag.place.end; });
  }

  // A word put in or left out that the edition has not so.
  void note_slip(const Locus& locus, const Reading& have, const Reading& lack, std::u32string_view sign) {
    if (have.text.size() > kLongestSlip || count_letters(have.text) != have.text.size()) return;
    const bool put_in = sign == U"+";
    const Reading& wrong = put_in ? have : lack;
    const Decision& decision = decisions_[static_cast<size_t>(&locus - c_.loci.data())];
    if (decision.choices[decision.lemma].text == wrong.text) return;
    const std::string slip = to_utf8(sign) + to_utf8(have.text);
    for (const uint16_t w : wrong.witnesses) slips_[w][slip].push_back(&locus);
  }

  void tell_slips(size_t w) {
    std::string kinds;
    const Locus* first = nullptr;
    for (const auto& [slip, places] : slips_[w]) {
      if (places.size() < kSlips) continue;
      kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", slip, places.size());
      if (first == nullptr || places.front()->begin < first->begin) first = places.front();
    }
    if (first == nullptr) return;
    Span span = characters(c_, {first->begin, first->end}, w);
    // Of what it leaves out, what stands before it.
    if (const uint32_t ahead = last_of(first->begin, w); span.empty() && ahead != kNone) span = {ahead, ahead + 1};
    diags_.push_back({Code::slips_alike, place_of(c_.witnesses[w], span), kinds});
  }

  const Collation& c_;
  const std::vector<Decision>& decisions_;
  Diags& diags_;
  std::vector<uint32_t> ends_;                  // by witness: the first column behind its last character
  std::optional<Elsewhere> others_, models_;   // made when they are asked
  std::map<size_t, std::map<std::string, std::vector<const Locus*>>> slips_;   // by witness; + put in, − left out
};

}  // namespace

void find_alarms(const Collation& collation, const std::vector<Decision>& decisions, Diags& diags) { Alarms(collation, decisions, diags).run(); }

}  // namespace jiaokan
