// Notes at the foot of a print page: lines from a number (① or [1]) to the page's end, whose numbers are called on the page above them.
//
// A list in the text has numbers too: they rise, but nothing above calls them. A reference list is called as well: it has a heading, and
// numbers in brackets are taken for notes only where more than one page has such a foot.
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

bool is_labelled(std::u32string_view text) {
  LabelMatch label;
  return match_label(text, label) && (label.colon || label.bracketed || label.content >= text.size());
}

// The lines of one page.
struct Page {
  size_t begin = 0, end = 0;
  size_t foot = 0;          // the first line of its notes; end: none
  bool circled = false;
};

class Feet {
 public:
  Feet(Witness& witness, Lines& lines) : w_(witness), lines_(lines.lines) {}

  void run() {
    if (w_.pages.empty()) return;
    cut_pages();
    size_t bracketed = 0;
    uint32_t last = 0;   // number of the last note so far
    for (Page& page : pages_) {
      find(page, last);
      bracketed += page.foot < page.end && !page.circled;
    }
    for (const Page& page : pages_)
      if (page.foot < page.end && (page.circled || bracketed > 1)) mark(page);
  }

 private:
  void cut_pages() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      const bool begins = i == 0 || std::any_of(w_.pages.begin(), w_.pages.end(), [&](const PageStart& page) { return page.at > lines_[i - 1].ink.begin && page.at <= lines_[i].ink.begin; });
      if (begins) {
        if (!pages_.empty()) pages_.back().end = i;
        pages_.push_back({i, lines_.size(), lines_.size(), false});
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

  void mark(const Page& page) {
    for (size_t i = page.foot; i < page.end; ++i) {
      Line& line = lines_[i];
      if (line.furniture) continue;
      const bool begins = label_of(line.text).number > 0;
      if (!begins && is_labelled(line.text)) return;   // 收稿日期, 作者简介
      line.foot = begins ? Foot::begins : Foot::goes_on;
    }
  }

  Witness& w_;
  std::vector<Line>& lines_;
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
