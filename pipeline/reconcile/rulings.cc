#include "reconcile/rulings.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

// The character beside the locus; where the witnesses differ the last in code order, so that Han comes before Latin and no order matters.
char32_t neighbour(const Collation& collation, uint32_t column) {
  char32_t out = 0;
  if (column >= collation.columns()) return out;
  for (size_t w = 0; w < collation.witnesses.size(); ++w)
    if (const uint32_t cell = collation.cell(column, w); cell != kNone) out = std::max(out, collation.witnesses[w].chars[cell]);
  return out;
}

// Whether the sentence before is one of wide marks: a stop behind a figure or a Latin name is as wide as they are. A column counts as the widest has it.
bool in_wide_sentence(const Collation& collation, uint32_t column) {
  constexpr uint32_t kBack = 40;
  int wide = 0, narrow = 0;
  for (uint32_t k = column - std::min(column, kBack); k < column; ++k) {
    const char32_t c = neighbour(collation, k);
    wide += std::u32string_view(U"，。、；：").find(c) != std::u32string_view::npos;
    narrow += std::u32string_view(U",.;:").find(c) != std::u32string_view::npos && !is_digit(neighbour(collation, k + 1));   // 0.05 is no sentence
  }
  return wide > narrow;
}

bool is_latin_text(char32_t c) { return c != 0 && c < 0x2000 && !is_space(c); }

size_t wide_characters(std::u32string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char32_t c) { return is_cjk(c) || c >= 0x2000; }));
}

// Latin letters that differ in case alone.
bool is_case(const Locus& locus) {
  if (locus.cls != LocusClass::width) return false;
  for (const Reading& reading : locus.readings)
    if (reading.text.empty() || !std::all_of(reading.text.begin(), reading.text.end(), [](char32_t c) { return c < 0x250 && is_latin_letter(c); })) return false;
  return true;
}

// More witnesses first, then code order: no matter in which order they were given.
bool before_in_order(const Reading& a, const Reading& b) {
  return a.witnesses.size() != b.witnesses.size() ? a.witnesses.size() > b.witnesses.size() : a.text < b.text;
}

// The reading that more than half of three or more witnesses have; kNone where there is none.
uint32_t of_most(const Locus& locus) {
  size_t all = 0;
  for (const Reading& reading : locus.readings) all += reading.witnesses.size();
  for (uint32_t r = 0; all >= 3 && r < locus.readings.size(); ++r)
    if (locus.readings[r].witnesses.size() * 2 > all) return r;
  return kNone;
}

// The one reading that witnesses have who read no shapes, where engines that do have another: such know p from P and 。 from a dot. kNone where there is none.
uint32_t of_no_shapes(const Collation& collation, const Locus& locus) {
  uint32_t out = kNone;
  for (uint32_t r = 0; r < locus.readings.size(); ++r) {
    const std::vector<uint16_t>& own = locus.readings[r].witnesses;
    if (std::all_of(own.begin(), own.end(), [&](uint16_t w) { return reads_shapes(collation.witnesses[w].kind); })) continue;
    if (out != kNone) return kNone;
    out = r;
  }
  return out;
}

// A text layer may lose letters, but does not change them.
bool is_of_layer(const Collation& collation, const Reading& reading) {
  return std::any_of(reading.witnesses.begin(), reading.witnesses.end(), [&](uint16_t w) { return collation.witnesses[w].kind == WitnessKind::text_layer; });
}

// Letters whose capitals are only larger.
bool is_alike_in_case(const Locus& locus) {
  constexpr std::u32string_view kAlike = U"cCkKoOpPsSuUvVwWxXyYzZ";
  const std::u32string& first = locus.readings[0].text;
  for (const Reading& reading : locus.readings)
    for (size_t i = 0; i < reading.text.size(); ++i)
      if (i >= first.size() || (reading.text[i] != first[i] && kAlike.find(reading.text[i]) == std::u32string_view::npos)) return false;
  return true;
}

uint64_t pair_of(char32_t a, char32_t b) { return static_cast<uint64_t>(a) << 32 | b; }

}  // namespace

Spellings::Spellings(const Collation& collation) {
  const bool any = std::any_of(collation.loci.begin(), collation.loci.end(), is_case);
  if (!any) return;
  for (const Witness& witness : collation.witnesses)
    for (size_t i = 0; i + 1 < witness.chars.size(); ++i)
      if (witness.chars[i] < 0x250 || witness.chars[i + 1] < 0x250) ++pairs_[pair_of(witness.chars[i], witness.chars[i + 1])];
}

uint32_t Spellings::commonest(const Locus& locus, char32_t before, char32_t after) const {
  const auto times = [&](const Reading& reading) {
    uint64_t sum = 0;
    char32_t last = before;
    for (const char32_t c : reading.text + std::u32string(1, after)) {
      const auto found = pairs_.find(pair_of(last, c));
      sum += found == pairs_.end() ? 0 : found->second;
      last = c;
    }
    return sum;
  };
  uint32_t best = 0;
  for (uint32_t r = 1; r < locus.readings.size(); ++r) {
    const uint64_t mine = times(locus.readings[r]), his = times(locus.readings[best]);
    if (mine > his || (mine == his && before_in_order(locus.readings[r], locus.readings[best]))) best = r;
  }
  return best;
}

Ruling rule_for(const Collation& collation, const Locus& locus, const Spellings& spellings) {
  const char32_t before = locus.begin == 0 ? 0 : neighbour(collation, locus.begin - 1);
  const char32_t after = neighbour(collation, locus.end);
  // The letters on both sides say what text this is: a mark may be full width in one witness and half in another.
  const auto letter = [&](uint32_t column, int step) {
    for (int n = 0; n < 4 && column < collation.columns(); ++n, column += static_cast<uint32_t>(step))
      if (const char32_t c = neighbour(collation, column); is_letter(c) || is_digit(c)) return c;
    return U'\0';
  };
  const char32_t letter_before = locus.begin == 0 ? U'\0' : letter(locus.begin - 1, -1), letter_after = letter(locus.end, 1);
  const bool latin = is_latin_text(letter_before) && is_latin_text(letter_after);
  uint32_t best = 0;
  if (locus.cls == LocusClass::spacing) {
    for (uint32_t r = 1; r < locus.readings.size(); ++r) {
      const size_t mine = locus.readings[r].text.size(), his = locus.readings[best].text.size();
      if (latin ? (his == 0 && mine > 0) : mine < his) best = r;
    }
    return {best, latin ? "spacing: kept between Latin words" : "spacing: none beside Chinese characters"};
  }
  if (locus.cls == LocusClass::callout) {
    // In square brackets, in others of one pair, else raised and bare; half a bracket, or two that do not fit, is neither.
    const auto rank = [](const Reading& r) {
      const bool opens = r.text.size() > 1 && is_opening(r.text.front()), closes = r.text.size() > 1 && is_closing(r.text.back());
      constexpr std::u32string_view kPairs = U"[]()〔〕【】";
      const size_t pair = opens && closes ? kPairs.find(fold(r.text.front())) : std::u32string_view::npos;
      const bool fit = pair != std::u32string_view::npos && pair % 2 == 0 && kPairs[pair + 1] == fold(r.text.back());
      return fit ? (kPairs[pair] == U'[' ? 3 : 2) : opens || closes ? 0 : 1;
    };
    for (uint32_t r = 1; r < locus.readings.size(); ++r)
      if (const int mine = rank(locus.readings[r]), his = rank(locus.readings[best]); mine > his || (mine == his && before_in_order(locus.readings[r], locus.readings[best]))) best = r;
    return {best, "callout: the form in brackets"};
  }
  const auto is_stroke = [](const Reading& r) { return !r.text.empty() && r.text.find_first_not_of(U'一') == std::u32string::npos; };
  if (locus.cls == LocusClass::width && std::any_of(locus.readings.begin(), locus.readings.end(), is_stroke)) {
    uint32_t dash = kNone;
    for (uint32_t r = 0; r < locus.readings.size(); ++r)
      if (!is_stroke(locus.readings[r]) && (dash == kNone || before_in_order(locus.readings[r], locus.readings[dash]))) dash = r;
    if (dash != kNone) return {dash, "form: a dash, not the numeral"};
  }
  const bool stop = std::any_of(locus.readings.begin(), locus.readings.end(), [](const Reading& r) { return r.text.ends_with(U'。'); });
  const bool wide = is_cjk(before) || is_cjk(after) || (stop && in_wide_sentence(collation, locus.begin));
  const uint32_t no_shapes = of_no_shapes(collation, locus);
  if (no_shapes != kNone && (locus.readings[no_shapes].text.ends_with(U'。') || locus.readings[no_shapes].text.ends_with(U'∶')))
    return {no_shapes, "form: the mark of those who read no shapes"};
  if (is_case(locus)) {
    if (no_shapes != kNone && (is_alike_in_case(locus) || is_of_layer(collation, locus.readings[no_shapes]))) return {no_shapes, "case: as those have it who read no shapes"};
    if (const uint32_t most = of_most(locus); most != kNone) return {most, "case: as most versions have it"};
    return {spellings.commonest(locus, before, after), "case: as the versions write it elsewhere"};
  }
  for (uint32_t r = 1; r < locus.readings.size(); ++r) {
    const size_t mine = wide_characters(locus.readings[r].text), his = wide_characters(locus.readings[best].text);
    if (wide ? mine > his : mine < his) best = r;
    if (mine != his) continue;
    // ＞ or 〉: a text layer has the sign that was set.
    const bool layers = is_of_layer(collation, locus.readings[r]), other_layers = is_of_layer(collation, locus.readings[best]);
    if (layers != other_layers ? layers : before_in_order(locus.readings[r], locus.readings[best])) best = r;
  }
  if (locus.cls == LocusClass::width) return {best, wide ? "width: full beside Chinese characters" : "width: half in Latin text"};
  return {best, wide ? "form: the Chinese form beside Chinese characters" : "form: the Latin form in Latin text"};
}

}  // namespace jiaokan
