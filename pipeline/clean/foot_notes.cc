// Notes at the foot of a print page: lines from a number (① or [1]) to the page's end, whose numbers are called on the page above them.
//
// A list in the text has numbers too: they rise, but nothing above calls them. Where a note's call was lost, its line cuts a sentence or is small
// print. A reference list is called as well: it has a heading, and numbers in brackets are taken for notes only where more than one page has such
// a foot.
//
// A bare number (1 參見…) is a note's where the numbers run on from page to page, each page ends with the notes it began, and most of these feet are
// called above, cut a sentence, or hold more to the line than the text does: an engine loses small raised numbers first.
#include <algorithm>
#include <map>
#include <optional>

#include "clean/rules.h"
#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

struct Label {
  uint32_t number = 0;
  uint32_t size = 0;
  bool circled = false;
};

Label label_of(std::u32string_view text) {
  constexpr size_t kShortest = 3;   // of what a note says
  if (text.size() < kShortest) return {};
  if (const int circled = circled_value(text[0]); circled > 0) return {static_cast<uint32_t>(circled), 1, true};
  if (fold(text[0]) != U'[' && text[0] != U'〔') return {};
  uint32_t i = 1, number = 0;
  while (i < text.size() && i < 4 && is_digit(text[i])) number = number * 10 + (fold(text[i++]) - U'0');
  if (i == 1 || number == 0 || i + kShortest > text.size() || (fold(text[i]) != U']' && text[i] != U'〕')) return {};
  return {number, i + 1, false};
}

// "2 賀照明在專著中": digits, and words of which they are no number.
uint32_t bare_number(std::u32string_view text) {
  constexpr size_t kShortest = 6;
  uint32_t i = 0, number = 0;
  while (i < text.size() && i < 4 && is_ascii_digit(text[i])) number = number * 10 + (text[i++] - U'0');
  if (i == 0 || i > 3 || text[0] == U'0' || i + kShortest > text.size()) return 0;
  const bool apart = is_space(text[i]);
  while (i < text.size() && is_space(text[i])) ++i;
  if (i >= text.size() || !(is_han(text[i]) || is_opening(text[i]) || (apart && is_latin_letter(text[i])))) return 0;
  return !apart && std::u32string_view(U"年月日世个個人名位条條种種次万萬亿億元天篇份").find(text[i]) != std::u32string_view::npos ? 0 : number;
}

bool ends_note(std::u32string_view text) {
  size_t i = text.size();
  while (i > 0 && (is_opening(text[i - 1]) || is_space(text[i - 1]))) --i;
  return i > 0 && (is_closing(text[i - 1]) || is_sentence_end(text[i - 1]) || text[i - 1] == U'.' || text[i - 1] == U'°');
}

bool is_labelled(std::u32string_view text) {
  LabelMatch label;
  return match_label(text, label) && (label.colon || label.bracketed || label.content >= text.size());
}

// The lines of one page.
struct Page {
  size_t begin = 0, end = 0;
  size_t foot = 0;          // the first line of its notes; end: none
  bool circled = false;
  std::vector<size_t> bare;   // lines that begin notes with bare numbers
};

class Feet {
 public:
  Feet(Witness& witness, Lines& lines) : w_(witness), lines_(lines.lines), hard_wrapped_(lines.hard_wrapped) {}

  void run() {
    if (!w_.pages.empty()) find_by_pages();
    const bool none = std::all_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.foot == Foot::none; });
    if (none && !hard_wrapped_) find_called();
    if (!hard_wrapped_) find_circled();
  }

 private:
  void find_by_pages() {
    cut_pages();
    size_t bracketed = 0;
    uint32_t last = 0;   // number of the last note so far
    for (Page& page : pages_) {
      find(page, last);
      bracketed += page.foot < page.end && !page.circled;
    }
    for (const Page& page : pages_)
      if (page.foot < page.end && (page.circled || bracketed > 1)) mark(page);
    if (last == 0) find_bare();
    if (bracketed == 0) find_uncalled();
  }

  // Circled numbers whose calls were not read: from 1 on, or on from the page before.
  void find_uncalled() {
    size_t feet = 0;
    uint32_t last = 0;
    for (Page& page : pages_) {
      if (!page.bare.empty()) return;
      const bool called = page.foot < page.end;
      const size_t from = called ? page.foot : page.begin + (page.end - page.begin) / 2;
      for (size_t f = from; f < page.end; ++f) {
        const Label first = lines_[f].furniture ? Label{} : label_of(lines_[f].text);
        if (!first.circled || (!called && first.number != 1 && first.number != last + 1)) continue;
        const bool rises = follows(f, page.end, first.number, last);
        page.foot = called ? page.foot : f;
        if (!called && !(rises && (is_small_print(page) || (cuts_sentence(page) && ends_note(last_line(page).text))))) page.foot = page.end;
        break;
      }
      feet += page.foot < page.end;
      page.circled |= page.foot < page.end;
    }
    if (feet < 2) return;
    for (const Page& page : pages_)
      if (page.foot < page.end && page.circled) mark(page);
  }

  // Whether all labels from a line on are each the next; the last of them.
  bool follows(size_t f, size_t end, uint32_t number, uint32_t& last) const {
    for (size_t i = f + 1; i < end; ++i)
      if (const Label label = lines_[i].furniture ? Label{} : label_of(lines_[i].text); label.circled && label.number != ++number) return false;
    last = number;
    return true;
  }

  void cut_pages() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      const bool begins = i == 0 || std::any_of(w_.pages.begin(), w_.pages.end(), [&](const PageStart& page) { return page.at > lines_[i - 1].ink.begin && page.at <= lines_[i].ink.begin; });
      if (begins) {
        if (!pages_.empty()) pages_.back().end = i;
        pages_.push_back({i, lines_.size(), lines_.size(), false, {}});
      }
    }
    for (Page& page : pages_) page.foot = page.end;
  }

  // The first line from which on every label is the next number, and each is called above.
  void find(Page& page, uint32_t& last) const {
    std::optional<Called> called;   // looked for when a label asks
    const auto is_called = [&](size_t before, const Label& label) {
      if (!called) called = called_on(page);
      const auto found = called->find({label.circled, label.number});
      return found != called->end() && found->second < before;
    };
    for (size_t f = page.begin + 1; f < page.end; ++f) {
      const Label first = lines_[f].furniture ? Label{} : label_of(lines_[f].text);
      if (first.number == 0 || (first.number != 1 && first.number != last + 1)) continue;
      if (is_reference_heading(lines_[f - 1].text) || is_labelled(lines_[f - 1].text)) continue;
      uint32_t number = first.number;
      bool good = is_called(f, first);
      for (size_t i = f + 1; i < page.end && good; ++i) {
        const Label label = lines_[i].furniture ? Label{} : label_of(lines_[i].text);
        if (label.number == 0 || label.circled != first.circled) continue;
        good = label.number == number + 1 && is_called(f, label);
        ++number;
      }
      if (!good) continue;
      page.foot = f;
      page.circled = first.circled;
      last = number;
      return;
    }
  }

  // The first line of the page that calls each number: by a sign, or by the number in brackets.
  using Called = std::map<std::pair<bool, uint32_t>, size_t>;   // circled, number → line
  Called called_on(const Page& page) const {
    constexpr size_t kLongestCall = 8;   // characters
    Called out;
    for (size_t i = page.begin; i < page.end; ++i) {
      const std::u32string_view text = lines_[i].text;
      for (size_t k = 0; k < text.size(); ++k) {
        if (const int sign = circled_value(text[k]); sign > 0) out.try_emplace({true, static_cast<uint32_t>(sign)}, i);
        if ((k == 0 || fold(text[k]) != U'[') && text[k] != U'〔') continue;
        if (const Label here = label_of(std::u32string(text.substr(k, kLongestCall)) + U"   "); here.number > 0) out.try_emplace({false, here.number}, i);
      }
    }
    return out;
  }

  // --- bare numbers --------------------------------------------------------------------------------------------

  static constexpr size_t kFeetUnbroken = 3;   // pages
  static constexpr uint32_t kMostLost = 2;   // notes between two pages' whose numbers were not read

  void find_bare() {
    size_t feet = 0, proved = 0, labels = 0;
    bool called = false, over = false;
    uint32_t last = 0;
    for (Page& page : pages_) {
      if (over) break;
      size_t from = page.begin + (page.end - page.begin) / 2;   // the first line that may be a note's
      for (size_t i = page.begin; i < page.end && !over; ++i)
        if (is_reference_heading(lines_[i].text)) over = true, from = i;
      find_bare(page, from, last);
      if (page.bare.empty()) continue;
      ++feet;
      labels += page.bare.size();
      const bool calls = calls_bare(page), small = is_small_print(page);
      proved += calls || small || (cuts_sentence(page) && ends_note(last_line(page).text));
      called |= calls || small;
    }
    // An engine may lose all small raised numbers. Where each number is there, page by page, half the feet need tell of it by what they cut.
    const bool unbroken = feet >= kFeetUnbroken && labels == last;
    if (feet < 2 || !(called || unbroken) || (unbroken ? proved * 2 < feet : proved * 3 < feet * 2) || labels * 3 < last * 2) return;
    // Where nothing but running heads shows that a page ends, one that was not read leaves the text overleaf behind the notes.
    const bool form_feeds = std::any_of(lines_.begin(), lines_.end(), [](const Line& line) { return line.after_form_feed; });
    for (const Page& page : pages_)
      for (size_t n = 0; n < page.bare.size(); ++n) {
        const size_t next = n + 1 < page.bare.size() ? page.bare[n + 1] : page.end;
        const size_t end = form_feeds ? next : end_of_note(page, page.bare[n], next);
        for (size_t i = page.bare[n]; i < end; ++i)
          if (!lines_[i].furniture) lines_[i].foot = i == page.bare[n] ? Foot::begins : Foot::goes_on;
      }
  }

  // The line behind a note: it has ended, and lines go on that hold no more than those of the text.
  size_t end_of_note(const Page& page, size_t begin, size_t next) const {
    constexpr size_t kMostDebris = 3, kColumn = 10;   // lines: a page's number, a head read badly; of a column of the text
    const float measure = body_measure(page);
    const auto is_text = [&](size_t i) { return lines_[i].furniture || measure == 0 || lines_[i].signs <= measure * 1.06F; };
    // All lines of small print but the last are full; where the first is, the others tell.
    size_t end = begin;
    while (end < next && (!is_text(end) || (end == begin && measure > 0 && lines_[end].signs > measure * 1.03F))) ++end;
    if (end > begin && end + kMostDebris < next) {
      const bool last = !ends_note(lines_[end - 1].text) && ends_note(lines_[end].text);
      const bool text = std::all_of(lines_.begin() + static_cast<std::ptrdiff_t>(end), lines_.begin() + static_cast<std::ptrdiff_t>(std::min(end + kMostDebris, next)), [&](const Line& line) { return line.furniture || line.signs <= measure * 1.06F; });
      if (text && (last || ends_note(lines_[end - 1].text) || end + kColumn < next)) return end + last;
    }
    for (end = begin; end + 1 + kMostDebris < next; ++end) {
      bool text = ends_note(lines_[end].text);
      for (size_t i = end + 1; i <= end + kMostDebris && text; ++i) text = is_text(i);
      if (text) return end + 1;
    }
    return next;
  }

  // What a line of the text above the notes holds, in ems; 0: nobody can say.
  float body_measure(const Page& page) const {
    std::vector<float> body;
    for (size_t i = page.begin; i < page.foot; ++i)
      if (!lines_[i].furniture) body.push_back(lines_[i].signs);
    if (body.size() < 5) return 0;
    std::sort(body.begin(), body.end());
    return body[body.size() - 1 - std::max<size_t>(3, body.size() / 10)];   // a table's lines may be the most
  }

  // The foot that goes on best from the number of the page before: lines of the text, and entries of a list, may begin with numbers too.
  void find_bare(Page& page, size_t from, uint32_t& last) const {
    uint32_t best = 0, end = 0;
    for (size_t f = from + 1; f < page.end; ++f) {
      const uint32_t first = lines_[f].furniture ? 0 : bare_number(lines_[f].text);
      if (first <= last || first > last + 1 + (last == 0 ? 0 : kMostLost)) continue;
      std::vector<size_t> found{f};
      uint32_t number = first;
      size_t before = f;
      for (size_t i = f + 1; i < page.end; ++i) {
        if (lines_[i].furniture) continue;
        const uint32_t next = bare_number(lines_[i].text);
        if (next == number + 1 || (next > number && next <= number + 1 + kMostLost && ends_note(lines_[before].text))) {
          found.push_back(i);
          number = next;
        }
        before = i;
      }
      const uint32_t worth = static_cast<uint32_t>(2 * found.size()) + (first == last + 1);
      if (worth < best || is_heading_like(found) || parts_below(f, page.end)) continue;
      best = worth;
      end = number;
      page.foot = f;
      page.bare = std::move(found);
    }
    if (best > 0) last = end;
  }

  // A heading or a caption: the text goes on there.
  bool parts_below(size_t begin, size_t end) const {
    constexpr size_t kLongest = 24;   // characters
    for (size_t i = begin; i < end; ++i) {
      const std::u32string_view text = lines_[i].text;
      if (lines_[i].furniture) continue;
      const Scheme scheme = text.size() < kLongest && !ends_note(text) ? match_heading_label(text).scheme : Scheme::none;
      if (is_caption(text) || is_of_han_numerals(scheme) || is_decimal(scheme)) return true;
    }
    return false;
  }

  const Line& last_line(const Page& page) const {
    size_t i = page.end - 1;
    while (i > page.foot && lines_[i].furniture) --i;
    return lines_[i];
  }

  // The same of circled numbers: from 1 on, behind a paragraph that calls it or that it cuts.
  void find_circled() {
    size_t from = 0, before = lines_.size();   // the first line behind the notes before; the last of them
    uint32_t last = 0;
    for (size_t i = 1; i < lines_.size() && !is_labelled_notes(lines_[i].text); ++i) {
      const Label label = lines_[i].furniture ? Label{} : label_of(lines_[i].text);
      const bool goes_on = before + 1 == i && label.number == last + 1;
      if (!label.circled || !(label.number == 1 || goes_on) || !ends_note(lines_[i].text)) continue;
      const auto calls = [&](size_t k) { return lines_[k].text.find(lines_[i].text[0], 1) != std::u32string_view::npos; };
      bool called = goes_on;
      for (size_t k = from; k < i && !called; ++k) called = calls(k);
      size_t above = i - 1;
      while (above > 0 && lines_[above].furniture) --above;
      const bool cuts = !ends_note(lines_[above].text) && is_han(lines_[above].text.back()) && lines_[above].text.size() > 40;
      if (!called && !cuts) continue;
      lines_[i].foot = Foot::begins;
      from = i + 1;
      before = i;
      last = label.number;
    }
  }

  static bool is_labelled_notes(std::u32string_view text) {
    LabelMatch label;
    return match_label(text, label) && label.kind == LabelKind::notes && label.content >= text.size();
  }

  // Where not every page's end is known: paragraphs that begin with the numbers that the text above them calls in brackets.
  void find_called() {
    const Page whole{0, lines_.size(), lines_.size(), false, {}};
    const Called called = called_on(whole);
    std::vector<size_t> found;
    size_t calls = 0, sure = 0;   // those up to the last that is called
    uint32_t last = 0;
    for (size_t i = 0; i < lines_.size() && !is_reference_heading(lines_[i].text); ++i) {
      const uint32_t number = lines_[i].furniture ? 0 : bare_number(lines_[i].text);
      if (number <= last || number > last + 1 + (last == 0 ? 0 : kMostLost) || !ends_note(lines_[i].text)) continue;
      last = number;
      found.push_back(i);
      const auto call = called.find({false, number});
      if (call == called.end() || call->second >= i) continue;
      ++calls;
      sure = found.size();
    }
    if (calls < 2 || calls * 2 < sure || is_heading_like(found)) return;
    found.resize(sure);
    for (const size_t i : found) lines_[i].foot = Foot::begins;
  }

  // "3 结果", "2.1": a line that ends short and without a stop.
  bool is_heading_like(const std::vector<size_t>& found) const {
    constexpr size_t kLongest = 24;   // characters
    return std::any_of(found.begin(), found.end(), [&](size_t i) { return lines_[i].text.size() < kLongest && !ends_note(lines_[i].text) && (lines_[i].measure == 0 || lines_[i].width < lines_[i].measure * 0.8F); });
  }

  // 流通1。: a number glued to Chinese that no Chinese counts with.
  bool calls_bare(const Page& page) const {
    const uint32_t number = bare_number(lines_[page.foot].text);
    for (size_t i = page.begin; i < page.foot; ++i) {
      const std::u32string_view text = lines_[i].text;
      for (size_t k = 1; k < text.size(); ++k) {
        if (!is_ascii_digit(text[k]) || !(is_han(text[k - 1]) || is_closing(text[k - 1]) || is_sentence_end(text[k - 1]))) continue;
        uint32_t value = 0;
        size_t stop = k;
        while (stop < text.size() && stop < k + 4 && is_ascii_digit(text[stop])) value = value * 10 + (text[stop++] - U'0');
        const bool ends = stop >= text.size() || is_sentence_end(text[stop]) || is_closing(text[stop]) || std::u32string_view(U"，、；：,;:").find(text[stop]) != std::u32string_view::npos || (is_han(text[stop]) && (is_closing(text[k - 1]) || is_sentence_end(text[k - 1])));
        const bool counted = std::u32string_view(U"第表图圖式版卷期章").find(text[k - 1]) != std::u32string_view::npos;
        if (value == number && ends && !counted) return true;
        k = stop;
      }
    }
    return false;
  }

  // The notes' lines hold more than those of the text.
  bool is_small_print(const Page& page) const {
    const float measure = body_measure(page);
    if (measure == 0) return false;
    return std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(page.foot), lines_.begin() + static_cast<std::ptrdiff_t>(page.end), [&](const Line& line) { return !line.furniture && line.signs > measure * 1.1F; });
  }

  // The text goes on overleaf in the middle of a sentence.
  bool cuts_sentence(const Page& page) const {
    size_t above = page.foot;
    while (above > page.begin && (lines_[above - 1].furniture || is_labelled(lines_[above - 1].text))) --above;
    return above > page.begin && page.end < lines_.size() && !ends_note(lines_[above - 1].text) && lines_[above - 1].text.back() != U'：';
  }

  void mark(const Page& page) {
    const bool cuts = page.circled && cuts_sentence(page);   // by the foot of a column: the next one goes on with it
    for (size_t i = page.foot; i < page.end;) {
      size_t next = i + 1;
      while (next < page.end && (lines_[next].furniture || label_of(lines_[next].text).number == 0)) ++next;
      const size_t end = cuts ? end_of_note(page, i, next) : next;
      for (size_t k = i; k < end; ++k) {
        Line& line = lines_[k];
        if (line.furniture) continue;
        const bool begins = label_of(line.text).number > 0;
        if (!begins && is_labelled(line.text)) return;   // 收稿日期, 作者简介
        line.foot = begins ? Foot::begins : Foot::goes_on;
      }
      i = next;
    }
  }

  Witness& w_;
  std::vector<Line>& lines_;
  bool hard_wrapped_;
  std::vector<Page> pages_;
};

// Where lines are paragraphs, blocks are parted at the lines that begin a note, and at the text overleaf.
void part_at_feet(Witness& witness, const Lines& lines) {
  std::vector<Block> out;
  auto line = lines.lines.begin();
  for (const Block& block : witness.blocks) {
    out.push_back(block);
    while (line != lines.lines.end() && line->ink.begin < block.span.begin) ++line;
    for (auto before = line; line != lines.lines.end() && line->ink.end <= block.span.end; before = line++) {
      const bool parts = line->foot == Foot::begins || (before != line && before->foot != Foot::none && line->foot == Foot::none);
      if (parts && line->ink.begin > out.back().span.begin && before != line) {
        Block part = block;
        part.span.begin = line->span.begin;
        part.page_break_before = false;
        out.back().span.end = line->span.begin;
        out.push_back(part);
      }
      if (line->foot == Foot::begins && out.back().kind == BlockKind::paragraph) {
        out.back().kind = BlockKind::note;
        out.back().starts = 1;
      }
      if (line->foot == Foot::none && out.back().kind == BlockKind::note && parts) out.back().kind = BlockKind::paragraph;
    }
  }
  witness.blocks = std::move(out);
}

}  // namespace

void find_foot_notes(Witness& witness, Lines& lines) {
  Feet(witness, lines).run();
  if (!lines.hard_wrapped) part_at_feet(witness, lines);
}

}  // namespace jiaokan
