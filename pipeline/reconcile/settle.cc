#include "reconcile/settle.h"

#include <algorithm>
#include <numeric>
#include <cmath>

#include "lang/labels.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr float kSurePage = 0.55F;    // a page start stands from this certainty on
constexpr uint32_t kCaption = 40;     // characters of one looked at
constexpr uint32_t kSamePlace = 4;    // characters: page starts or breaks of two witnesses this near are one

class Settler {
 public:
  Settler(const Collation& c, const std::vector<Decision>& decisions) : c_(c), decisions_(decisions), n_(c.witnesses.size()) {}

  Text run() {
    for (const Witness& witness : c_.witnesses) text_of_.emplace_back(witness.chars.size(), kNone);
    put_characters();
    map_dropped();
    put_pages();
    put_blocks();
    put_marks();
    put_pictures();
    put_tables();
    put_facts();
    return std::move(out_);
  }

 private:
  void put(char32_t c, uint32_t column) {
    const uint32_t at = static_cast<uint32_t>(out_.chars.size());
    out_.chars.push_back(c);
    out_.column.push_back(column);
    for (size_t w = 0; w < n_; ++w)
      if (const uint32_t i = c_.cell(column, w); i != kNone) text_of_[w][i] = at;
  }

  char32_t char_of(uint32_t column, size_t w) const {
    const uint32_t i = c_.cell(column, w);
    if (c_.witnesses[w].role[i] != Role::space) return c_.witnesses[w].chars[i];
    return c_.witnesses[w].chars[i] == U'\n' && in_code(c_.witnesses[w], i) ? U'\n' : U' ';
  }

  // Where the ends of lines are content.
  static bool in_code(const Witness& witness, uint32_t i) {
    const size_t block = block_at(witness.blocks, i);
    return block != kNone && witness.blocks[block].kind == BlockKind::code && i < witness.blocks[block].span.end;
  }

  void put_characters() {
    size_t next = 0;
    for (uint32_t k = 0; k < c_.columns();) {
      if (next < c_.loci.size() && c_.loci[next].begin == k) {
        put_lemma(next);
        k = c_.loci[next++].end;
        continue;
      }
      for (size_t w = 0; w < n_; ++w)
        if (c_.cell(k, w) != kNone) {
          put(char_of(k, w), k);
          break;
        }
      ++k;
    }
  }

  void put_lemma(size_t index) {
    const Locus& locus = c_.loci[index];
    const Decision& decision = decisions_[index];
    const uint32_t begin = static_cast<uint32_t>(out_.chars.size());
    if (decision.lemma < locus.readings.size()) {
      // The characters of a witness that has the lemma, so that each knows its own column.
      const size_t w = locus.readings[decision.lemma].witnesses[0];
      for (uint32_t k = locus.begin; k < locus.end; ++k)
        if (c_.cell(k, w) != kNone) put(char_of(k, w), k);
    } else {
      // An emendation stands where the readings stood that it replaces.
      uint32_t k = locus.begin;
      for (const char32_t c : decision.choices[decision.lemma].text) {
        put(c, k);
        if (k + 1 < locus.end) ++k;
      }
    }
    if (locus.id > 0) out_.loci.push_back({{begin, static_cast<uint32_t>(out_.chars.size())}, static_cast<uint32_t>(index), locus.id, decision.open});
  }

  // A character that did not get into the text belongs to the place where the next one of its witness stands.
  void map_dropped() {
    for (std::vector<uint32_t>& map : text_of_) {
      uint32_t next = static_cast<uint32_t>(out_.chars.size());
      for (size_t i = map.size(); i-- > 0;) {
        if (map[i] == kNone) map[i] = next;
        else next = map[i];
      }
    }
  }

  // Whether character i of witness w is itself in the text.
  bool stands(size_t w, uint32_t i) const {
    const uint32_t at = text_of_[w][i];
    return at < out_.column.size() && c_.cell(out_.column[at], w) == i;
  }

  void put_pages() {
    std::vector<PageStart> all;
    for (size_t w = 0; w < n_; ++w)
      for (const PageStart& page : c_.witnesses[w].pages) {
        uint32_t i = page.at;
        const Witness& witness = c_.witnesses[w];
        while (i < witness.chars.size() && !in_stream(witness.role[i])) ++i;
        if (i >= witness.chars.size()) continue;
        const uint32_t at = text_of_[w][i];
        if (at == 0 || at >= out_.chars.size()) continue;
        all.push_back({at, page.printed, page.certainty});
      }
    std::stable_sort(all.begin(), all.end(), [](const PageStart& a, const PageStart& b) { return a.at < b.at; });
    for (const PageStart& page : all) {
      if (!out_.pages.empty() && page.at - out_.pages.back().at <= kSamePlace) {
        PageStart& last = out_.pages.back();
        if (page.certainty > last.certainty) last.at = page.at;
        last.certainty = 1 - (1 - last.certainty) * (1 - page.certainty);
        if (last.printed.empty()) last.printed = page.printed;
      } else {
        out_.pages.push_back(page);
      }
    }
    std::erase_if(out_.pages, [](const PageStart& page) { return page.certainty < kSurePage; });
  }

  bool page_begins_at(uint32_t at) const {
    return std::any_of(out_.pages.begin(), out_.pages.end(), [&](const PageStart& p) { return p.at >= at && p.at <= at + 1; });
  }

  void put_blocks() {
    const uint32_t n = static_cast<uint32_t>(out_.chars.size());
    if (n == 0) return;
    // For each witness: the block of each of its characters.
    std::vector<std::vector<uint32_t>> block_of(n_);
    for (size_t w = 0; w < n_; ++w) {
      block_of[w].assign(c_.witnesses[w].chars.size(), kNone);
      for (uint32_t b = 0; b < c_.witnesses[w].blocks.size(); ++b)
        for (uint32_t i = c_.witnesses[w].blocks[b].span.begin; i < c_.witnesses[w].blocks[b].span.end; ++i) block_of[w][i] = b;
    }
    // Text position → the last character of each witness at or before it, walked along. White space is no side of a place: the letter
    // that it followed may have been left out.
    std::vector<uint32_t> last(n_, kNone);
    const auto kind_of = [&](uint32_t begin) {
      Block block{{begin, begin}, BlockKind::paragraph, 0, 1, false};
      for (size_t w = 0; w < n_; ++w) {
        const uint32_t i = c_.cell(out_.column[begin], w);
        if (i == kNone || block_of[w][i] == kNone) continue;
        const Block& own = c_.witnesses[w].blocks[block_of[w][i]];
        const bool contradicted = own.kind == BlockKind::table && !marks_tables(w) && is_marked_as_text(begin, block_of);
        const bool marked = own.kind == BlockKind::table && marks_tables(w);
        if (marked || (block.kind == BlockKind::paragraph && !contradicted)) block.kind = own.kind;
        if (own.level > 0 && (block.level == 0 || own.kind == BlockKind::heading)) block.level = own.level;
        block.page_break_before |= own.page_break_before;
      }
      return block;
    };
    out_.blocks.push_back(kind_of(0));
    std::vector<std::vector<uint32_t>> next = next_of_each(n);
    for (uint32_t t = 0; t < n; ++t) {
      for (size_t w = 0; w < n_; ++w)
        if (const uint32_t i = c_.cell(out_.column[t], w); i != kNone && (c_.witnesses[w].role[i] != Role::space || last[w] == kNone)) last[w] = i;
      if (t + 1 >= n) break;
      // White space never begins a block.
      if (out_.chars[t + 1] == U' ') continue;
      const Seam seam = seam_at(t, last, next, block_of);
      if (seam.in_table) continue;   // its cells are no paragraphs
      bool breaks = !seam.seen;
      if (seam.apart > 0 && !seam.joined) breaks = seam.apart >= 0.5F;
      if (seam.apart > 0 && seam.joined) {
        if (t + 1 - out_.blocks.back().span.begin < kSamePlace) {   // the same break, the first signs of the line read differently
          if (out_.blocks.back().kind == BlockKind::paragraph) out_.blocks.back().kind = kind_of(t + 1).kind;
          continue;
        }
        breaks = is_believed(seam, t);
      }
      if (!breaks) continue;
      out_.blocks.back().span.end = t + 1;
      out_.blocks.push_back(kind_of(t + 1));
      out_.blocks.back().starts = std::max(seam.apart, 0.5F);
    }
    out_.blocks.back().span.end = n;
    for (size_t b = 0; b + 1 < out_.blocks.size(); ++b) out_.blocks[b].span.end = out_.blocks[b + 1].span.begin;
  }

  // A vision model marks its tables; those of others are guessed from lines of print, and reach too far where a heading was not read.
  bool marks_tables(size_t w) const { return c_.witnesses[w].kind == WitnessKind::vision_model; }
  bool is_marked_as_text(uint32_t begin, const std::vector<std::vector<uint32_t>>& block_of) const {
    constexpr uint32_t kSigns = 12;   // a few of a cell may stand elsewhere too
    const uint32_t end = std::min(begin + kSigns, static_cast<uint32_t>(out_.chars.size()));
    for (size_t w = 0; w < n_; ++w) {
      uint32_t text = 0;
      for (uint32_t t = begin; t < end && marks_tables(w); ++t) {
        const uint32_t i = c_.cell(out_.column[t], w);
        text += i != kNone && block_of[w][i] != kNone && c_.witnesses[w].blocks[block_of[w][i]].kind != BlockKind::table;
      }
      if (text * 2 > kSigns) return true;
    }
    return false;
  }

  // What the witnesses say of the place between a character of the text and the next.
  struct Seam {
    float apart = 0;           // how sure the surest of those is that break here
    bool seen = false;         // some witness has both sides
    bool joined = false;       // some witness goes on
    bool by_line = true;       // all that go on have a line's end here
    bool written_on = false;   // a vision model goes on without one
    bool marked = false;       // one that breaks has something other than a paragraph on a side
    bool note = false;         // a note begins or ends
    bool table = false;        // a vision model's table begins or ends
    bool cells = false;        // some version's table ends
    bool in_table = false;     // and here it goes on
  };

  Seam seam_at(uint32_t t, const std::vector<uint32_t>& last, const std::vector<std::vector<uint32_t>>& next, const std::vector<std::vector<uint32_t>>& block_of) {
    Seam seam;
    std::vector<size_t>& going_on = going_on_;
    going_on.clear();
    for (size_t w = 0; w < n_; ++w) {
      const Witness& witness = c_.witnesses[w];
      const uint32_t left = last[w], right = next[w][t + 1];
      if (left == kNone || right == kNone) continue;
      const bool near = c_.cell(out_.column[t + 1], w) == right || c_.cell(out_.column[t], w) == left;
      if (!near || block_of[w][right] == kNone || block_of[w][left] == kNone) continue;
      seam.seen = true;
      if (block_of[w][left] == block_of[w][right]) {
        seam.joined = true;
        going_on.push_back(w);
        seam.in_table |= marks_tables(w) && witness.blocks[block_of[w][left]].kind == BlockKind::table;
        continue;
      }
      const Block &before = witness.blocks[block_of[w][left]], &behind = witness.blocks[block_of[w][right]];
      seam.apart = std::max(seam.apart, right == first_letter(w, behind) ? behind.starts : 1.0F);
      seam.marked |= before.kind != BlockKind::paragraph || behind.kind != BlockKind::paragraph;
      seam.note |= before.kind == BlockKind::note || behind.kind == BlockKind::note;
      seam.cells |= before.kind == BlockKind::table;
      seam.table |= marks_tables(w) && (before.kind == BlockKind::table || behind.kind == BlockKind::table);
    }
    // Nearly everywhere nobody breaks, and nobody asks.
    if (seam.apart == 0) return seam;
    for (const size_t w : going_on) {
      const bool line_ends = line_ends_between(w, last[w], next[w][t + 1]);
      seam.by_line &= line_ends;
      seam.written_on |= c_.witnesses[w].kind == WitnessKind::vision_model && !line_ends;
    }
    return seam;
  }

  // One witness goes on where another breaks: is the break a paragraph's?
  bool is_believed(const Seam& seam, uint32_t t) const {
    // A table that was marked as one begins and ends where it says; one that was found in lines of print ends with a line.
    if (seam.table || (seam.cells && seam.by_line)) return true;
    // A vision model parts too much, at the ends of pages and columns, but does not run paragraphs together.
    if (seam.written_on || (seam.apart < 0.85F && !seam.note)) return false;
    // A page's end explains a break; but what a label began ("received", "the author") does not go on in the body, a note neither, and no text
    // goes on with a caption.
    if (page_begins_at(t + 1) && !seam.note && !begins_part(out_.blocks.back().span.begin) && !is_title_of_float({t + 1, t + 1 + kCaption})) return false;
    // A break inside a sentence is believed only where a line ends in those that go on, and something begins or ends that is marked or labelled.
    return after_sentence(t) || (seam.by_line && (seam.marked || begins_part(t + 1) || ends_keywords(t) || ends_caption(t)));
  }

  // A caption that stands by itself, and behind it the sentence that its table or figure has cut.
  bool ends_caption(uint32_t t) const {
    constexpr uint32_t kLongest = 60;   // characters
    const uint32_t begin = out_.blocks.back().span.begin;
    return t + 1 - begin <= kLongest && is_title_of_float({begin, t + 1});
  }

  // 表1有三点值得注意。其一，… is no title.
  bool is_title_of_float(Span span) const {
    const std::u32string_view text = std::u32string_view(out_.chars).substr(span.begin, span.size());
    return is_caption(text) && text.find(U'。') == std::u32string_view::npos;
  }

  bool ends_keywords(uint32_t t) const {
    constexpr uint32_t kLine = 30;   // characters
    const uint32_t begin = out_.blocks.back().span.begin;
    const std::u32string_view chars = out_.chars;
    return keywords_end(chars.substr(begin, t + 1 - begin), chars.substr(t + 1, kLine)) == true;
  }

  uint32_t first_letter(size_t w, const Block& block) const {
    uint32_t i = block.span.begin;
    while (i < block.span.end && !in_stream(c_.witnesses[w].role[i])) ++i;
    return i;
  }

  bool after_sentence(uint32_t t) const {
    uint32_t i = t + 1;
    while (i > 0 && (is_closing(out_.chars[i - 1]) || is_digit(out_.chars[i - 1]) || is_opening(out_.chars[i - 1]) || out_.chars[i - 1] == U' ')) --i;
    return i > 0 && is_sentence_end(out_.chars[i - 1]);
  }

  bool line_ends_between(size_t w, uint32_t left, uint32_t right) const {
    const std::vector<uint32_t>& lines = c_.witnesses[w].lines;
    return std::upper_bound(lines.begin(), lines.end(), left) != std::upper_bound(lines.begin(), lines.end(), right);
  }

  // A label or the number of a heading stands here.
  bool begins_part(uint32_t t) const {
    const std::u32string_view rest = std::u32string_view(out_.chars).substr(t, 40);
    LabelMatch label;
    if (match_label(rest, label) && (label.bracketed || label.colon)) return true;
    // A capital or a bracket behind Latin without a stop: a title, a line of authors, their places.
    if (t > 0 && t + 1 < out_.chars.size()) {
      uint32_t before = t;
      while (before > 0 && out_.chars[before - 1] == U' ') --before;
      const bool open_line = before > 0 && (is_latin_letter(out_.chars[before - 1]) || is_digit(out_.chars[before - 1]));
      const bool capital = rest[0] >= U'A' && rest[0] <= U'Z', place = (rest[0] == U'(' || rest[0] == U'（') && is_digit(rest[1]);
      if (open_line && (capital || place)) return true;
    }
    if (is_caption(rest)) return true;
    const Scheme scheme = match_heading_label(rest).scheme;
    return scheme != Scheme::none && scheme != Scheme::circled;
  }

  // For each witness and text position, its first character at or behind that position.
  std::vector<std::vector<uint32_t>> next_of_each(uint32_t n) const {
    std::vector<std::vector<uint32_t>> out(n_, std::vector<uint32_t>(n + 1, kNone));
    for (size_t w = 0; w < n_; ++w)
      for (uint32_t t = n; t-- > 0;) {
        const uint32_t i = c_.cell(out_.column[t], w);
        out[w][t] = i != kNone ? i : out[w][t + 1];
      }
    return out;
  }

  // A range of a witness → the range of the text that its characters stand in.
  Span map(size_t w, Span span) const {
    Span out{kNone, 0};
    for (uint32_t i = span.begin; i < span.end; ++i) {
      if (!in_stream(c_.witnesses[w].role[i]) || !stands(w, i)) continue;
      out.begin = std::min(out.begin, text_of_[w][i]);
      out.end = std::max(out.end, text_of_[w][i] + 1);
    }
    return out.begin == kNone ? Span{} : out;
  }

  void put_marks() {
    for (size_t w = 0; w < n_; ++w)
      for (const Mark& mark : c_.witnesses[w].marks) {
        const Span span = map(w, mark.span);
        if (span.empty() || span.size() > mark.span.size() + 40) continue;
        out_.marks.push_back({mark.kind, span, mark.certainty, mark.value});
      }
    std::stable_sort(out_.marks.begin(), out_.marks.end(), [](const Mark& a, const Mark& b) {
      if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
      if (a.span.end != b.span.end) return a.span.end > b.span.end;
      return a.kind < b.kind;
    });
    constexpr size_t kNear = 6;   // marks back that may be the same one
    std::vector<Mark> kept;
    for (Mark& mark : out_.marks) {
      const auto end = kept.rbegin() + static_cast<long>(std::min(kNear, kept.size()));
      const auto same = std::find_if(kept.rbegin(), end, [&](const Mark& k) {
        return k.kind == mark.kind && k.span.begin < mark.span.end && mark.span.begin < k.span.end;
      });
      if (same != end) same->certainty = std::max(same->certainty, mark.certainty);
      else kept.push_back(std::move(mark));
    }
    out_.marks = std::move(kept);
  }

  // Pictures without a word of description, each where its witness has it. Two witnesses' pictures at one place are the same ones.
  void put_pictures() {
    for (size_t w = 0; w < n_; ++w) {
      std::vector<Picture> own;
      for (const Mark& mark : c_.witnesses[w].marks) {
        if (mark.kind != MarkKind::image || mark.value.empty() || !map(w, mark.span).empty()) continue;
        const std::vector<uint32_t>& places = text_of_[w];
        own.push_back({mark.span.begin < places.size() ? places[mark.span.begin] : static_cast<uint32_t>(out_.chars.size()), mark.value});
      }
      std::erase_if(own, [&](const Picture& picture) {
        return std::any_of(out_.pictures.begin(), out_.pictures.end(), [&](const Picture& known) { return known.path == picture.path || std::max(known.at, picture.at) - std::min(known.at, picture.at) <= kSamePlace; });
      });
      out_.pictures.insert(out_.pictures.end(), own.begin(), own.end());
    }
    std::stable_sort(out_.pictures.begin(), out_.pictures.end(), [](const Picture& a, const Picture& b) { return a.at < b.at; });
  }

  // Those that were marked before those that were guessed.
  void put_tables() {
    std::vector<size_t> order(n_);
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_partition(order.begin(), order.end(), [&](size_t w) { return marks_tables(w); });
    for (const size_t w : order)
      for (const Table& table : c_.witnesses[w].tables) {
        Table out{map(w, table.span), {}};
        if (out.span.empty()) continue;
        const bool taken = std::any_of(out_.tables.begin(), out_.tables.end(), [&](const Table& t) { return t.span.begin < out.span.end && out.span.begin < t.span.end; });
        if (taken) continue;
        for (const Cell& cell : table.cells) {
          Cell own = cell;
          own.span = map(w, cell.span);
          out.cells.push_back(own);
        }
        part_cells(out.cells);
        out_.tables.push_back(std::move(out));
      }
    std::stable_sort(out_.tables.begin(), out_.tables.end(), [](const Table& a, const Table& b) { return a.span.begin < b.span.begin; });
  }

  // Where the text has another order, cells reach into each other. Each ends where the next begins, and what one reaches over goes to those within
  // its reach: nothing stands in two, and nothing falls between.
  static void part_cells(std::vector<Cell>& cells) {
    std::vector<Cell*> in_text;
    for (Cell& cell : cells)
      if (!cell.span.empty()) in_text.push_back(&cell);
    std::stable_sort(in_text.begin(), in_text.end(), [](const Cell* x, const Cell* y) { return x->span.begin < y->span.begin; });
    uint32_t reach = 0;
    for (size_t i = 0; i < in_text.size(); ++i) {
      reach = std::max(reach, in_text[i]->span.end);
      in_text[i]->span.end = i + 1 < in_text.size() ? std::min(reach, in_text[i + 1]->span.begin) : reach;
    }
  }

  void put_facts() {
    for (const Witness& witness : c_.witnesses)
      for (const Fact& fact : witness.facts) {
        const bool known = std::any_of(out_.facts.begin(), out_.facts.end(), [&](const Fact& f) { return f.kind == fact.kind && f.value == fact.value; });
        if (!known) out_.facts.push_back({fact.kind, fact.value, {}});
      }
    std::stable_sort(out_.facts.begin(), out_.facts.end(), [](const Fact& a, const Fact& b) { return a.kind != b.kind ? a.kind < b.kind : a.value < b.value; });
  }

  const Collation& c_;
  const std::vector<Decision>& decisions_;
  size_t n_;
  std::vector<size_t> going_on_;   // witnesses that go on where a place is looked at
  Text out_;
  std::vector<std::vector<uint32_t>> text_of_;   // witness, character → position in the text
};

}  // namespace

Text settle(const Collation& collation, const std::vector<Decision>& decisions, Diags&) { return Settler(collation, decisions).run(); }

}  // namespace jiaokan
