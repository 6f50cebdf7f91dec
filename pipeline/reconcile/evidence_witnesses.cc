// The terms about who says it: kinds of witnesses, their slips, and how they did elsewhere in this document.
#include <algorithm>
#include <climits>
#include <cmath>
#include <optional>

#include "lang/en/words.h"
#include "lang/fold.h"
#include "lang/script.h"
#include "lang/zh/characters.h"
#include "reconcile/evidence.h"
#include "reconcile/passages.h"

namespace jiaokan {

namespace {

// What engines of OCR read into the left part of a wide character before they read the character itself (虞 → 上虞): in the articles of the benches of 110
// such places with one of these none was true. Editable data.
constexpr std::u32string_view kPutIn = U"和人上有了";

constexpr size_t kPiece = 2;                        // letters that no engine adds or loses by a slip
constexpr uint32_t kAtJoin = 3, kNearJoin = 40;   // columns from a place where a witness goes on elsewhere

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

double log_odds(double p) { return std::log(p / (1 - p)); }

// Marks that a sentence has; a lone quote or hyphen of ASCII is as often a speck.
size_t count_marks(std::u32string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char32_t c) { return std::u32string_view(U"，。、；：？！“”‘’（）［］—…,.;:?!()[]·").find(c) != std::u32string_view::npos; }));
}

// Where passages are out of order all over, or we put them in order, a piece of a line may stand anywhere.
bool is_in_disorder(const Collation& collation) {
  constexpr size_t kOften = 2500, kFewest = 3;   // columns to a moved passage; passages
  return (collation.moved.size() >= kFewest && collation.moved.size() * kOften >= collation.columns()) ||
         std::any_of(collation.witnesses.begin(), collation.witnesses.end(), [](const Witness& w) { return !w.parted.empty(); });
}

// Which witnesses are the ones whose passages are out of order.
std::vector<bool> out_of_order(const Collation& collation) {
  std::vector<bool> out;
  for (const Witness& witness : collation.witnesses) out.push_back(!witness.parted.empty());
  for (const Moved& moved : collation.moved) out[moved.witness] = true;
  return out;
}

// True where one side has nothing (or, of a long piece, next to nothing) and the other a piece of a line; in disorder, where one merely has that much
// more. What kind of witness says so is then no evidence: a text layer is sure of its characters, but not of the order of its lines (columns
// interleaved, captions in the way).
bool is_piece_of_line(const Locus& locus, size_t piece, bool disorder) {
  size_t longest = 0, shortest = SIZE_MAX;
  for (const Reading& reading : locus.readings) {
    const size_t letters = count_letters(reading.text);
    longest = std::max(longest, letters);
    shortest = std::min(shortest, letters);
  }
  constexpr size_t kLong = 6, kNextToNothing = 2;   // letters
  if (disorder) return longest >= shortest + piece;
  return (shortest == 0 && longest >= piece) || (shortest <= kNextToNothing && longest >= kLong);
}

// True where such a piece is near: a mark here may belong to it.
bool is_beside_piece(const Locus& locus, const Collation& collation, size_t piece, bool disorder) {
  constexpr uint32_t kBeside = 6;   // columns
  const Locus *const first = collation.loci.data(), *const end = first + collation.loci.size();
  for (const Locus* other = &locus; other-- > first && other->end + kBeside > locus.begin;)
    if (is_piece_of_line(*other, piece, disorder)) return true;
  for (const Locus* other = &locus + 1; other < end && other->begin < locus.end + kBeside; ++other)
    if (is_piece_of_line(*other, piece, disorder)) return true;
  return false;
}

// True where a witness whose line ends here lacks a hyphen that another has: tools take hyphens at line ends for their own, also in 14-27.
bool is_hyphen_at_line_end(const Locus& locus, const Collation& collation) {
  bool hyphen = false, at_end = false;
  for (const Reading& reading : locus.readings) {
    hyphen = hyphen || (reading.text.size() == 1 && fold(reading.text[0]) == U'-');
    if (!reading.text.empty()) continue;
    for (const uint16_t w : reading.witnesses) {
      uint32_t column = locus.end;
      while (column < collation.columns() && collation.cell(column, w) == kNone && column < locus.end + 4) ++column;
      if (column >= collation.columns() || collation.cell(column, w) == kNone) continue;
      // The rest of the broken word stands before the line end or behind it.
      const Witness& witness = collation.witnesses[w];
      const auto is_end = [&](uint32_t i) { return witness.role[i] == Role::line_break || witness.role[i] == Role::hyphen; };
      uint32_t i = collation.cell(column, w);
      for (uint32_t k = i; k-- > 0 && !in_stream(witness.role[k]);) at_end = at_end || is_end(k);
      while (i < witness.chars.size() && witness.role[i] == Role::text && !is_cjk(witness.chars[i])) ++i;
      for (; i < witness.chars.size() && witness.role[i] != Role::text; ++i) at_end = at_end || is_end(i) || witness.chars[i] == U'\n';
    }
  }
  return hyphen && at_end;
}

// True where a witness has the brackets of a callout and nothing in them: typesetting sets raised figures apart, and tools lose them.
bool is_hollow_callout(const Locus& locus) {
  return std::any_of(locus.readings.begin(), locus.readings.end(), [](const Reading& reading) { return folded(reading.text) == U"[]"; });
}

// True for a stop with which each of its witnesses begins a line: no typesetter lets it stand there.
bool is_stop_before_line(const Locus& locus, const Reading& reading, const Collation& collation) {
  if (reading.text.empty() || reading.text.find_first_not_of(U",.;:、，。；：．·") != std::u32string::npos) return false;
  return std::all_of(reading.witnesses.begin(), reading.witnesses.end(), [&](uint16_t w) {
    const Witness& witness = collation.witnesses[w];
    uint32_t column = locus.begin;
    while (column < locus.end && collation.cell(column, w) == kNone) ++column;
    if (column == locus.end) return false;
    for (uint32_t i = collation.cell(column, w); i-- > 0;) {
      if (witness.role[i] == Role::line_break || witness.chars[i] == U'\n') return true;
      if (in_stream(witness.role[i]) && !is_space(witness.chars[i])) return false;
    }
    return true;
  });
}

// How much of a mark there is to lose: , and . are what is left of ; and :, and : of ;. Nothing for what is no single mark of a sentence.
std::optional<int> fullness(const Reading& reading) {
  constexpr std::u32string_view kByFullness[] = {U",.、", U":?!", U";"};
  for (int i = 0; i < static_cast<int>(std::size(kByFullness)); ++i)
    if (reading.text.size() == 1 && is_one_of(fold(reading.text[0]), kByFullness[i])) return i;
  return std::nullopt;
}

// For each reading minus the Han that engines would have read as others of quite another shape, were it the true one.
std::vector<double> read_unlike(const Locus& locus, const std::vector<WitnessKind>& kinds) {
  constexpr double kAlike = 0.5;
  std::vector<double> out(locus.readings.size());
  const size_t size = locus.readings[0].text.size();
  const bool han = size > 0 && std::all_of(locus.readings.begin(), locus.readings.end(), [&](const Reading& r) { return r.text.size() == size && count_han(r.text) == size; });
  if (!han) return out;
  for (size_t r = 0; r < out.size(); ++r)
    for (const Reading& other : locus.readings) {
      const bool of_engines = std::any_of(other.witnesses.begin(), other.witnesses.end(), [&](uint16_t w) { return reads_shapes(kinds[w]); });
      if (!of_engines || &other == &locus.readings[r]) continue;
      for (size_t i = 0; i < size; ++i) {
        const char32_t is = locus.readings[r].text[i], read = other.text[i];
        if (is != read && !zh_is_variant(is, read)) out[r] -= std::max(0.0, kAlike - zh_shape_similarity(is, read)) / kAlike;
      }
    }
  return out;
}

// True when `longer` is another reading's Han with one of kPutIn before them, or before others of that number.
bool puts_in(const Reading& longer, const Reading& shorter) {
  const std::u32string_view more = longer.text, less = shorter.text;
  return count_han(more) == more.size() && count_han(less) == less.size() && more.size() == less.size() + 1 && kPutIn.find(more.front()) != std::u32string_view::npos &&
         less.find(more.front()) == std::u32string_view::npos;
}

// Characters of the reading that cannot stand where they are: what specks and strokes become.
// `for_han`: another reading has Han and this has none. `for_nothing`: another has nothing.
size_t stray_characters(std::u32string_view left, std::u32string_view reading, std::u32string_view right, bool for_han, bool for_nothing) {
  std::u32string text(left);
  text += reading;
  text += right;
  const auto is_sign = [](char32_t c) { return is_digit(c) || is_latin_letter(c); };
  size_t out = 0;
  for (size_t i = left.size(); i < left.size() + reading.size(); ++i) {
    const char32_t c = text[i], before = i > 0 ? text[i - 1] : 0, after = i + 1 < text.size() ? text[i + 1] : 0;
    // 丶 and its like are strokes, no words of a text.
    const bool speck = std::u32string_view(U"\uFFFD|_{}\\`^#@¢®©¥¦¬丨丶丿亅").find(c) != std::u32string_view::npos;
    const auto is_stroke = [](char32_t x) { return x == U'一' || x == U'-'; };
    // Between the signs of formulas and measures stand + and -, not their like among Han: Mg + 2H2O, 2OH- + H2.
    const auto in_formula = [&](char32_t x) { return is_sign(x) || is_one_of(x, U")(]+-=→↑"); };
    const bool among_signs = in_formula(before) && in_formula(after) && (is_sign(before) || is_sign(after));
    const bool stroke = (c == U'一' && ((is_sign(before) && is_sign(after)) || is_stroke(before) || is_stroke(after))) || (is_one_of(c, U"一十三") && among_signs);
    const bool lone = is_latin_letter(c) && is_han(before) && is_han(after);
    const bool symbol = (for_han && !among_signs && std::u32string_view(U"=<>*&%$+~°").find(c) != std::u32string_view::npos) ||
                        (for_nothing && (is_han(before) || is_han(after)) && std::u32string_view(U"=<>*&$+~").find(c) != std::u32string_view::npos);
    // In brackets alone it stood for a numeral: （一）.
    const bool numeral = for_han && before == U'(' && after == U')' && std::u32string_view(U"-—.,:_").find(c) != std::u32string_view::npos;
    // Behind the mark that ends a sentence and before nothing.
    const bool behind_end = (after == 0 || after == U'\n' || after == kEdge) && i > 0 && std::u32string_view(U".!?").find(before) != std::u32string_view::npos && (i < 2 || text[i - 2] != before) &&
                            c != before && std::u32string_view(U".·,:;'`一-~、").find(c) != std::u32string_view::npos;
    // Of two stops in a row one is a speck; in Latin they stand so (al., 2010).
    const auto is_stop = [](char32_t x) { return std::u32string_view(U",.;:?!、。，；：？！").find(x) != std::u32string_view::npos; };
    const bool no_pair = is_one_of(c, U",、;:，；：");   // others stand twice for their weight: ……, ！！
    const bool second_stop = is_stop(c) && ((is_stop(before) && (no_pair || before != c) && i >= 2 && is_han(text[i - 2])) || (is_stop(after) && (no_pair || after != c) && is_han(before)));
    // Brackets with nothing in them.
    const bool hollow = (is_one_of(c, U"[(") && is_one_of(after, U"])")) || (is_one_of(c, U"])") && is_one_of(before, U"[("));
    const bool twice = (c == U'°' && after == U'℃') || (c == U'℃' && before == U'°');
    out += speck || stroke || lone || symbol || behind_end || second_stop || hollow || twice || numeral;
  }
  return out;
}

// Letters of the reading in Latin words that the document has nowhere else.
size_t unheard_letters(std::u32string_view left, std::u32string_view reading, std::u32string_view right, const DocumentModel& document) {
  std::u32string text(left);
  text += reading;
  text += right;
  const size_t from = left.size(), to = from + reading.size();
  size_t out = 0;
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    while (end < text.size() && is_latin_letter(text[end])) ++end;
    if (end > from && i < to && end > i && !document.has_word(std::u32string_view(text).substr(i, end - i))) out += std::min(end, to) - std::max(i, from);
    i = std::max(end, i + 1);
  }
  return out;
}

// How often the rarest of the Latin words that the reading touches stands elsewhere (logarithm); 0 where there is none of so many letters.
double words_heard(std::u32string_view left, std::u32string_view reading, std::u32string_view right, size_t shortest, const DocumentModel& document) {
  std::u32string text(left);
  text += reading;
  text += right;
  const size_t from = left.size(), to = from + reading.size();
  double out = -1;
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    while (end < text.size() && is_latin_letter(text[end])) ++end;
    const bool cut = (i == 0 && !left.empty()) || (end == text.size() && !right.empty());   // goes on beyond what is looked at
    if (end >= i + shortest && end >= from && i <= to && !cut) {
      const double heard = std::log1p(document.word_count(std::u32string_view(text).substr(i, end - i)));
      out = out < 0 ? heard : std::min(out, heard);
    }
    i = std::max(end, i + 1);
  }
  return std::clamp(out, 0.0, 3.0);
}

// Words of Latin letters that the reading touches, digits among them (co1d), that English has not; kNone where it touches none that is long enough.
uint32_t unknown_words(std::u32string_view left, std::u32string_view reading, std::u32string_view right) {
  constexpr size_t kShortest = 2;   // letters; a single one is a symbol
  std::u32string text(left);
  text += reading;
  text += right;
  const size_t from = left.size(), to = from + reading.size();
  const auto in_word = [&](size_t i) { return is_latin_letter(text[i]) || is_ascii_digit(text[i]) || ((text[i] == U'\'' || text[i] == U'’') && i > 0 && i + 1 < text.size() && is_latin_letter(text[i - 1]) && is_latin_letter(text[i + 1])); };
  uint32_t out = 0;
  bool any = false;
  for (size_t i = 0; i < text.size();) {
    size_t end = i, letters = 0;
    // A number behind the reading may be a heading's, of the next line.
    while (end < text.size() && in_word(end) && !(end == to && end > i && is_ascii_digit(text[end]))) letters += is_latin_letter(text[end++]);
    const bool cut = (i == 0 && !left.empty()) || (end == text.size() && !right.empty());   // goes on beyond what is looked at
    if (end > i && end >= from && i <= to && letters >= kShortest && !cut) {
      any = true;
      out += !en_is_word(std::u32string_view(text).substr(i, end - i));
    }
    i = std::max(end, i + 1);
  }
  return any ? out : kNone;
}

}  // namespace

void measure_slips(const Locus& locus, const Surroundings& around, const DocumentModel& document, std::vector<Values>& values) {
  std::vector<uint32_t> unknown;
  for (const Reading& reading : locus.readings) unknown.push_back(en_words_are_here() ? unknown_words(around.left, reading.text, around.right) : kNone);
  // It speaks only where a reading makes nothing but words.
  if (std::find(unknown.begin(), unknown.end(), 0U) != unknown.end())
    for (size_t r = 0; r < unknown.size(); ++r) values[r][TermId::dictionary] = unknown[r] == kNone ? 0 : -std::min(2.0, static_cast<double>(unknown[r]));
  size_t most_letters = 0, most_marks = 0, most_han = 0;
  for (const Reading& reading : locus.readings) {
    most_han = std::max(most_han, count_han(reading.text));
    most_letters = std::max(most_letters, count_letters(reading.text));
    most_marks = std::max(most_marks, count_marks(reading.text));
  }
  const bool any_empty = std::any_of(locus.readings.begin(), locus.readings.end(), [](const Reading& r) { return r.text.empty(); });
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    const Reading& reading = locus.readings[r];
    values[r][TermId::left_out] = -std::min(3.0, static_cast<double>(most_letters - count_letters(reading.text)));
    values[r][TermId::marks_left_out] = -std::min(2.0, static_cast<double>(most_marks - count_marks(reading.text)));
    values[r][TermId::foreign] = -std::min(4.0, static_cast<double>(stray_characters(around.folded_left, folded(reading.text), around.folded_right,
                                                                                                count_han(reading.text) == 0 && most_han > 0, any_empty && !reading.text.empty())));
    // Where another has Han, single letters are what engines make of anything.
    values[r][TermId::words] = words_heard(around.folded_left, folded(reading.text), around.folded_right, count_han(reading.text) < most_han ? 2 : 1, document);
    // Han taken for Latin: words of no language where another reading has more Han, or is more of Han.
    const auto is_more_of_han = [](const Reading& one, const Reading& than) { return count_han(one.text) * count_letters(than.text) > 2 * count_han(than.text) * count_letters(one.text); };
    if (count_han(reading.text) < most_han || std::any_of(locus.readings.begin(), locus.readings.end(), [&](const Reading& other) { return is_more_of_han(other, reading); }))
      values[r][TermId::gibberish] = -std::min(6.0, static_cast<double>(unheard_letters(around.folded_left, folded(reading.text), around.folded_right, document)));
  }
}

void measure_in_passage(const Locus& locus, const Surroundings& around, const DocumentModel& document, std::vector<Values>& values) {
  std::vector<size_t> letters;
  for (const Reading& reading : locus.readings) letters.push_back(unheard_letters(around.folded_left, folded(reading.text), around.folded_right, document));
  size_t most = 0;
  for (const Reading& reading : locus.readings) most = std::max(most, count_letters(reading.text));
  constexpr size_t kFew = 3, kMost = 12;
  for (size_t r = 0; r < letters.size(); ++r) {
    const size_t lacking = std::min(kMost, most - count_letters(locus.readings[r].text));
    values[r][TermId::left_far_out] = lacking > kFew ? -static_cast<double>(lacking - kFew) : 0;
  }
  // ！ and …… stand at ends of lines in any text; that an engine has lost them is likelier than that it made them of nothing.
  if (!around.folded_right.empty() && around.folded_right.front() == kEdge)
    for (size_t r = 0; r < letters.size(); ++r) {
      const std::u32string& text = locus.readings[r].text;
      values[r][TermId::sentence_end] = !text.empty() && text.find_first_not_of(U"！？!?…") == std::u32string::npos ? 1 : 0;
    }
  if (*std::min_element(letters.begin(), letters.end()) > 0) return;
  for (size_t r = 0; r < letters.size(); ++r) values[r][TermId::unheard] = -std::min(6.0, static_cast<double>(letters[r]));
}

std::vector<uint32_t> columns_to_joins(const Collation& collation) {
  std::vector<uint32_t> joins;
  for (const Moved& moved : collation.moved) joins.push_back(moved.begin), joins.push_back(moved.end);
  std::sort(joins.begin(), joins.end());
  const bool disorder = is_in_disorder(collation);
  std::vector<uint32_t> out;
  for (const Locus& locus : collation.loci) {
    const bool one_length = std::all_of(locus.readings.begin(), locus.readings.end(), [&](const Reading& r) { return count_letters(r.text) == count_letters(locus.readings[0].text); });
    const auto at = std::lower_bound(joins.begin(), joins.end(), locus.begin);
    uint32_t least = kNone;
    if (at != joins.end()) least = *at <= locus.end ? 0 : *at - locus.end;
    if (at != joins.begin()) least = std::min(least, locus.begin - *(at - 1));
    // Beyond kAtJoin, so that only who is no authority on order is not heard.
    out.push_back(disorder && !one_length ? std::min(std::max(least, kAtJoin + 1), kNearJoin) : least);
  }
  return out;
}

void measure_witnesses(const Locus& locus, const Collation& collation, const std::vector<WitnessKind>& kinds, const Settings& settings,
                       uint32_t to_join, std::vector<Values>& values) {
  const bool at_join = to_join <= kAtJoin || (to_join <= kNearJoin && is_piece_of_line(locus, 1, false));
  const bool disorder = is_in_disorder(collation);
  const bool only_marks = std::all_of(locus.readings.begin(), locus.readings.end(), [](const Reading& r) { return count_letters(r.text) == 0; });
  const bool piece = is_piece_of_line(locus, kPiece, disorder) ||
                     (disorder && only_marks && std::any_of(locus.readings.begin(), locus.readings.end(), [](const Reading& r) { return r.text.empty(); }) &&
                      is_beside_piece(locus, collation, kPiece, disorder));
  const std::vector<bool> astray = disorder && piece ? out_of_order(collation) : std::vector<bool>(collation.witnesses.size(), false);
  const bool sure_of_place = !piece && to_join > kAtJoin;
  const bool by_kind = sure_of_place && !at_join && !is_hyphen_at_line_end(locus, collation) && !is_hollow_callout(locus);
  size_t fewest = SIZE_MAX;
  for (const Reading& reading : locus.readings) fewest = std::min(fewest, count_letters(reading.text));
  const std::vector<double> unlike = read_unlike(locus, kinds);
  const bool any_empty = std::any_of(locus.readings.begin(), locus.readings.end(), [](const Reading& r) { return r.text.empty(); });
  const bool sign_for_sign = std::all_of(locus.readings.begin(), locus.readings.end(), [](const Reading& r) { return r.text.size() == 1; });
  int least_full = INT_MAX;
  for (const Reading& reading : locus.readings) least_full = std::min(least_full, fullness(reading).value_or(INT_MAX));
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    const Reading& reading = locus.readings[r];
    Values& row = values[r];
    const bool only_vision_against = std::all_of(locus.readings.begin(), locus.readings.end(), [&](const Reading& other) {
      return &other == &reading || all_of_kind(other, kinds, WitnessKind::vision_model);
    });
    if (only_marks && any_empty && is_stop_before_line(locus, reading, collation)) row[TermId::foreign] = -1;
    const bool of_engines = std::all_of(reading.witnesses.begin(), reading.witnesses.end(), [&](uint16_t w) { return reads_shapes(kinds[w]); });
    row[TermId::put_in] = of_engines && std::any_of(locus.readings.begin(), locus.readings.end(), [&](const Reading& other) { return puts_in(reading, other); }) ? -1 : 0;
    row[TermId::unlike] = unlike[r];
    row[TermId::fuller_mark] = fullness(reading).value_or(least_full) - least_full;
    const auto is_astray = [&](const Reading& one) { return std::all_of(one.witnesses.begin(), one.witnesses.end(), [&](uint16_t w) { return astray[w]; }); };
    row[TermId::placed] = !is_astray(reading) && std::any_of(locus.readings.begin(), locus.readings.end(), is_astray) ? 1 : 0;
    if (at_join) row[TermId::displaced] = -std::min(3.0, static_cast<double>(count_letters(reading.text) - fewest));
    for (const uint16_t w : reading.witnesses) {
      const Witness& witness = collation.witnesses[w];
      row[only_marks ? TermId::layer_marks : TermId::layer] += by_kind && kinds[w] == WitnessKind::text_layer ? 1 : 0;
      row[TermId::keyed] += by_kind && kinds[w] == WitnessKind::keyed ? 1 : 0;
      row[TermId::layer_sign] += sign_for_sign && kinds[w] == WitnessKind::text_layer ? 1 : 0;
      row[TermId::layer_against_vision] += by_kind && !only_marks && kinds[w] == WitnessKind::text_layer && only_vision_against ? 1 : 0;
      row[TermId::vision] += sure_of_place && kinds[w] == WitnessKind::vision_model ? 1 : 0;
      const auto said = settings.witnesses.find(witness.name);
      if (said != settings.witnesses.end()) row[TermId::trust] += said->second.trust;
      if (witness.confidence.empty()) continue;
      double sum = 0, characters = 0;
      for (uint32_t column = locus.begin; column < locus.end; ++column) {
        const uint32_t cell = collation.cell(column, w);
        if (cell == kNone) continue;
        sum += log_odds(std::clamp<double>(witness.confidence[cell], 0.02, 0.98));
        ++characters;
      }
      // A confidence under 0.9 is what speaks; engines are nearly always sure of what is right.
      if (characters > 0) row[TermId::confidence] += std::clamp(sum / characters - log_odds(0.9), -4.0, 1.0);
    }
    if (collation.witnesses.size() >= 3) row[TermId::majority] = std::log(static_cast<double>(reading.witnesses.size()));
  }
}

}  // namespace jiaokan
