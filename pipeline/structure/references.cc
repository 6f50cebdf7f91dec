// The reference list: where it stands, its entries, each parsed. And the audit of its numbers.
#include "refs/correct.h"
#include "refs/list_signs.h"
#include "refs/refs.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "structure/author_line.h"
#include "structure/draft.h"
#include "structure/list_head.h"
#include "structure/list_text.h"

namespace jiaokan {

namespace {

bool ends_list(const StructureDraft& d, size_t b) {
  const std::vector<Labelled> parts = labelled_parts(d, b);
  if (!parts.empty()) {
    switch (parts[0].label.kind) {
      case LabelKind::references: return false;
      default: return true;
    }
  }
  return false;
}

// The lines above an English abstract that stands right behind the list: its title and authors, no references.
bool is_head_of_english(const StructureDraft& d, size_t b) {
  const std::u32string_view text = d.view(d.trimmed(d.span(b)));
  constexpr size_t kLine = 250, kAll = 900;   // a line of it, or all on one
  const bool places = names_body(text) && (text.find(U"(1") != std::u32string_view::npos || text.find(U"（1") != std::u32string_view::npos);
  return is_mostly_latin(text) && !looks_labelled(text) && text.size() < (places ? kAll : kLine) && text.back() != U'.' && !has_type_mark(text);
}

// In a list without numbers: three blocks on end that say no year and no mark, behind an entry that has ended.
bool is_past_list(const StructureDraft& d, size_t first, size_t b) {
  constexpr size_t kBlocks = 3;
  if (b == first || ends_like_entry(d.block(b - 1)) != Sign::sure) return false;
  if (d.text.blocks[b].kind == BlockKind::heading && !has_year_or_mark(d.block(b)) && begins_like_entry(d.block(b)) != Sign::sure && !has_year_or_mark(d.block(std::min(b + 1, d.blocks() - 1)))) return true;
  for (size_t k = b; k < b + kBlocks && k < d.blocks(); ++k)
    if (has_year_or_mark(d.block(k)) || begins_like_entry(d.block(k)) == Sign::sure) return false;   // a year may be misread
  return true;
}

// An entry's address that stands by itself, as page ends and engines leave it; the date when it was looked at may stand before it, or the end of that:
// "08]. http://…".
bool is_address(std::u32string_view text) {
  constexpr size_t kDate = 16;   // signs
  size_t i = 0;
  while (i < text.size() && i < kDate && !is_letter(text[i])) ++i;
  return text.substr(i).starts_with(U"http") || text.substr(i).starts_with(U"www.");
}

// "[Lowe J. Fens of the north[J]. Peat, 2001.]": the entry before it once more, in another language.
bool is_translation(std::u32string_view text) { return text.size() > 1 && fold(text[0]) == U'[' && is_letter(text[1]) && has_year_or_mark(text); }

// Behind an entry that has ended, what says no year and no mark and is no part of one: sentences, what labels tell of persons, the first line of a heading.
bool is_past_entry(const StructureDraft& d, size_t b) {
  constexpr size_t kNumber = 7;   // digits of a telephone
  const std::u32string_view text = d.block(b), before = d.block(b - 1);
  if (LabelMatch label; match_label(text, label) && label.kind == LabelKind::author_note) return true;
  if (has_year_or_mark(text) || is_address(text) || !has_year_or_mark(before) || ends_like_entry(before) != Sign::sure) return false;
  if (text.find_first_of(U"。@") != std::u32string_view::npos || (b + 1 < d.blocks() && d.text.blocks[b + 1].kind == BlockKind::heading)) return true;
  size_t run = 0;
  for (size_t i = 0; i < text.size() && run < kNumber; ++i) run = is_digit(text[i]) ? run + 1 : 0;
  return run == kNumber;
}

constexpr uint32_t kTitleBlocks = 8;   // the title is one of these

bool begins_abstract(const StructureDraft& d, size_t b) {
  LabelMatch label;
  return b < d.blocks() && match_label(d.block(b), label) && label.kind == LabelKind::abstract;
}

// The editor's choices about the entries, each found by how its entry begins.
class EntryChoices {
 public:
  explicit EntryChoices(StructureDraft& d) : d_(d) {
    for (const EditorDecision& choice : d.settings.decisions)
      if (choice.kind == EditorKind::reference) choices_.push_back({&choice, folded_unspaced(choice.before), false});
  }

  void apply(Reference& reference) {
    if (choices_.empty()) return;
    const std::u32string key = folded_unspaced(reference.raw);
    for (Wanted& wanted : choices_)
      if (key.starts_with(wanted.before)) wanted.met |= correct_field(reference, wanted.choice->field, wanted.choice->lemma);
  }

  void tell_lost() const {
    for (const Wanted& wanted : choices_)
      if (!wanted.met) d_.diags.push_back({Code::decision_lost, wanted.choice->place, to_utf8(wanted.choice->before) + ": " + wanted.choice->field + " [" + to_utf8(wanted.choice->lemma) + "]"});
  }

 private:
  struct Wanted {
    const EditorDecision* choice;
    std::u32string before;
    bool met;
  };
  StructureDraft& d_;
  std::vector<Wanted> choices_;
};

// A marked line in Latin letters, and an abstract a few blocks below.
bool begins_title_below(const StructureDraft& d, size_t b) {
  constexpr size_t kReach = 5;
  if (b >= d.blocks() || d.text.blocks[b].kind != BlockKind::heading || !is_mostly_latin(d.block(b))) return false;
  for (size_t k = b + 1; k < b + kReach; ++k)
    if (begins_abstract(d, k)) return true;
  return false;
}

}  // namespace

void find_references(StructureDraft& d) {
  const ListHead head = find_list_head(d);
  const size_t heading = head.heading, first = head.first;
  const uint32_t skip = head.skip;
  if (first == d.blocks() && heading == d.blocks()) return;
  if (skip > 0) d.leave({d.span(first).begin, d.span(first).begin + skip}, "label");
  // A numbered list goes on as long as its numbers do, whatever a page's end has put between; behind its last number, and in a list
  // without numbers, it ends where something else begins.
  constexpr uint32_t kLostEntries = 15;
  // ① … or 9 … that the page or the format calls a note is no entry of a list of [1] …, though it may say the same things.
  const auto circled = [&](size_t b) {
    const std::u32string_view text = d.view(d.trimmed(d.span(b)));
    return !text.empty() && circled_value(text[0]) > 0;
  };
  const auto is_note = [&](size_t b) {
    if (d.text.blocks[b].kind != BlockKind::note || circled(first) || d.text.blocks[first].kind == BlockKind::note) return false;
    const std::u32string_view text = d.view(d.trimmed(d.span(b)));
    return circled(b) || (!text.empty() && is_digit(text[0]) && match_heading_label(text).scheme != Scheme::arabic_dot);
  };
  const auto notes_between = [&](size_t b) {
    constexpr size_t kHead = 16;   // characters of a running head
    while (b < d.blocks() && is_note(b)) ++b;
    if (b + 1 < d.blocks() && !has_year_or_mark(d.block(b)) && d.block(b).size() < kHead) ++b;
    return b < d.blocks() && has_year_or_mark(d.block(b));
  };
  size_t last = first, numbered = first;
  uint32_t number = 0, seen = 0;
  for (size_t b = first; b < d.blocks() && b <= numbered + kBetweenEntries; ++b) {
    if (is_note(b)) continue;
    // A block may hold many entries, each a line; and begin with the end of one that stands in the block before.
    ListText lines;
    lines.add(d, {d.span(b).begin + (b == first ? skip : 0), d.span(b).end});
    const std::u32string_view text = lines.chars;
    for (size_t line = 0; line < text.size(); line = text.find(U'\n', line) + 1) {
      const uint32_t here = entry_number(text.substr(line));
      // A second entry shows that the first one's number was another's, from the column beside it.
      const bool second = seen == 1 && here == 2;
      if (!second && (here <= number || here > number + kLostEntries)) continue;
      ++seen;
      number = here;
      numbered = b;
      last = b + 1;
    }
  }
  for (size_t b = last; b < d.blocks(); ++b) {
    const std::u32string_view text = d.block(b);
    // An unnumbered list goes on overleaf behind the notes of a page.
    if (is_note(b) && number == 0 && notes_between(b)) continue;
    if (is_note(b) || (ends_list(d, b) && !(b == first && skip > 0))) break;
    if (b > first && begins_title_below(d, b)) break;
    // Behind a numbered list, whole Latin paragraphs and headings are something else.
    if (number > 0) {
      // Another numbered list, of steps or notes.
      if (looks_labelled(text) && entry_number(text) <= number && !has_year_or_mark(text)) break;
      const HeadingLabel scheme = match_heading_label(text);
      const bool heading_like = d.text.blocks[b].kind == BlockKind::heading || is_of_han_numerals(scheme.scheme);
      const bool language_turns = !is_address(text) && !is_translation(text) && is_mostly_latin(text) && !is_mostly_latin(d.block(b - 1)) && text.size() > 40;
      if (heading_like || language_turns || continues_elsewhere(text) || (b > first && is_past_entry(d, b))) break;
    } else if (is_past_list(d, first, b)) {
      break;
    }
    last = b + 1;
  }
  // The first line of the English title, above a line that the engine marks.
  if (begins_title_below(d, last) && last > first + 1 && is_head_of_english(d, last - 1) && std::none_of(d.block(last - 1).begin(), d.block(last - 1).end(), is_digit)) --last;
  if (begins_abstract(d, last))
    for (int lines = 0; lines < 4 && last > first + 1 && is_head_of_english(d, last - 1); ++lines) --last;
  // The blocks of the list, as one string with a map back.
  ListText list;
  for (size_t b = first; b < last; ++b) {
    // A running head between two pages of the list.
    if (number > 0 && b > first && d.text.blocks[b].kind == BlockKind::heading && !looks_labelled(d.block(b)) && d.block(b).size() < 40) {
      d.leave(d.span(b), "heading inside the reference list");
      continue;
    }
    if (number > 0 && b > first && !looks_labelled(d.block(b)) && take_own_citation(d, b, {0, kTitleBlocks})) continue;
    if (!is_note(b)) list.add(d, {d.span(b).begin + (b == first ? skip : 0), d.span(b).end});
  }
  if (last == first) {
    if (heading < d.blocks()) d.say(Code::empty_reference_list, d.span(heading), "");
    return;
  }
  if (heading < d.blocks()) {
    d.use[heading] = Use::references_heading;
    d.article.references_title = head.title;
    d.leave(d.span(heading), "label");
  }
  for (size_t b = first; b < last; ++b)
    if (!is_note(b)) d.use[b] = Use::reference;

  uint32_t expected = 1;
  EntryChoices of_editor(d);
  const std::vector<ListEntry> entries = split_reference_list(list.chars);
  // What stands before the first entry and is none.
  if (!entries.empty() && entries.front().span.begin > 0) d.leave({list.at.front(), list.at[entries.front().span.begin]}, "before the first reference");
  for (const ListEntry& entry : entries) {
    if (entry.span.empty()) continue;
    ReferenceEntry out;
    out.number = entry.number;
    out.id = fmt::format("ref-{}", d.article.references.size() + 1);
    out.span = {list.at[entry.span.begin], list.at[entry.span.end - 1] + 1};
    uint32_t begin = entry.span.begin;
    if (entry.number != 0) out.label = U"[" + from_utf8(std::to_string(entry.number)) + U"]";
    if (!entry.label.empty()) {
      begin = entry.label.end;
      while (begin < entry.span.end && is_space(list.chars[begin])) ++begin;
    }
    auto [raw, places] = entry_text(list, {begin, entry.span.end});
    if (raw.empty()) continue;
    out.reference = parse_reference(raw);
    of_editor.apply(out.reference);
    const bool one_run = places.size() == static_cast<size_t>(places.back() - places.front()) + 1;
    out.raw_span = one_run ? Span{places.front(), places.back() + 1} : Span{};
    const auto raw_at = [&at_place = places](uint32_t t) { return static_cast<uint32_t>(std::lower_bound(at_place.begin(), at_place.end(), t) - at_place.begin()); };
    for (const LocusSpan& locus : d.text.loci)
      if (locus.span.begin >= places.front() && locus.span.end <= places.back() + 1 && !(locus.span.empty() && locus.span.begin == places.front()))
        out.loci.push_back({{raw_at(locus.span.begin), raw_at(locus.span.end)}, locus.locus, locus.id, locus.open});
    d.leave(out.span, "label");
    if (entry.damaged && entry.number == expected) d.say(Code::reference_label_restored, out.span, to_utf8(out.label));
    if (entry.number != 0 && entry.number != expected)
      d.say(Code::reference_number_gap, out.span, fmt::format("[{}] where [{}] was expected", entry.number, expected));
    expected = entry.number != 0 ? entry.number + 1 : expected + 1;
    // Physicists print none: the journal and its volume, or the number of an e-print, say which work it is.
    const std::u32string title = from_utf8(value_of(out.reference, RefField::title));
    const bool placed = !value_of(out.reference, RefField::number).empty() || (!value_of(out.reference, RefField::container).empty() && !value_of(out.reference, RefField::volume).empty());
    if (std::none_of(title.begin(), title.end(), is_letter) && !placed) d.say(Code::reference_unread, out.span, to_utf8(out.label));
    d.article.references.push_back(std::move(out));
  }
  of_editor.tell_lost();
  if (d.article.references_title.empty()) d.article.references_title = U"参考文献";
}

}  // namespace jiaokan
