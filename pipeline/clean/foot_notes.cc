// Notes at the foot of a print page: lines from a number (①, [1] or a bare 1) to the page's end, whose numbers are called on the page above them.
//
// A list in the text has numbers too: they rise, but nothing above calls them. A reference list is called as well: it has a heading, and
// numbers in brackets are taken for notes only where more than one page has such a foot. Bare numbers run on from page to page, and are raised
// ones where they call, which engines lose: some of them must be found.
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

enum class Form : uint8_t { circled, bracketed, bare };

struct Label {
  uint32_t number = 0;
  uint32_t size = 0;
  Form form = Form::bare;
};

Label label_of(std::u32string_view text) {
  constexpr size_t kShortest = 3;   // of what a note says
  if (text.size() < kShortest) return {};
  if (const int circled = circled_value(text[0]); circled > 0) return {static_cast<uint32_t>(circled), 1, Form::circled};
  if (fold(text[0]) != U'[' && text[0] != U'〔') return {};
  uint32_t i = 1, number = 0;
  while (i < text.size() && i < 4 && is_digit(text[i])) number = number * 10 + (fold(text[i++]) - U'0');
  if (i == 1 || number == 0 || i + kShortest > text.size() || (fold(text[i]) != U']' && text[i] != U'〕')) return {};
  return {number, i + 1, Form::bracketed};
}

// "3 參見…": no heading, which is short and says no sentence.
Label bare_label_of(const Line& line) {
  constexpr float kFull = 0.8F;   // of the measure
  const std::u32string_view text = line.text;
  uint32_t i = 0, number = 0;
  while (i < text.size() && i < 2 && is_digit(text[i])) number = number * 10 + (fold(text[i++]) - U'0');
  const uint32_t digits = i;
  while (i < text.size() && is_space(text[i])) ++i;
  if (digits == 0 || i == digits || number == 0 || i >= text.size() || !(is_letter(text[i]) || is_opening(text[i]))) return {};
  const bool says = text.find_first_of(U"。，；：") != std::u32string_view::npos || text.find(U", ") != std::u32string_view::npos;
  if (!says && (line.measure == 0 || line.width < line.measure * kFull)) return {};
  return {number, i, Form::bare};
}

bool is_labelled(std::u32string_view text) {
  LabelMatch label;
  return match_label(text, label) && (label.colon || label.bracketed || label.content >= text.size());
}

// The lines of one page.
struct Page {
  size_t begin = 0, end = 0;
  size_t foot = 0;          // the first line of its notes; end: none
  Form form = Form::circled;
  uint32_t notes = 0, called = 0;
};

constexpr uint32_t kRunning = 4;

class Feet {
 public:
  Feet(Witness& witness, Lines& lines) : w_(witness), lines_(lines.lines) {}

  void run() {
    if (w_.pages.empty()) return;
    cut_pages();
    size_t bracketed = 0;
    uint32_t last = 0, last_bare = 0;   // number of the last note so far
    uint32_t bare = 0, called = 0;
    for (Page& page : pages_) {
      find(page, last);
      if (page.foot == page.end) find_bare(page, last_bare);
      bracketed += page.foot < page.end && page.form == Form::bracketed;
      if (page.foot < page.end && page.form == Form::bare) bare += page.notes, called += page.called;
    }
    // So many that run on from page to page are no chance.
    const bool bare_ones = bare >= kRunning || (bare > 1 && called * 3 >= bare);
    for (const Page& page : pages_)
      if (page.foot < page.end && (page.form == Form::circled || (page.form == Form::bracketed ? bracketed > 1 : bare_ones))) mark(page);
  }

 private:
  void cut_pages() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      const bool begins = i == 0 || std::any_of(w_.pages.begin(), w_.pages.end(), [&](const PageStart& page) { return page.at > lines_[i - 1].ink.begin && page.at <= lines_[i].ink.begin; });
      if (begins) {
        if (!pages_.empty()) pages_.back().end = i;
        pages_.push_back({i, lines_.size(), lines_.size()});
      }
    }
    for (Page& page : pages_) page.foot = page.end;
  }

  // The first line from which on every label is the next number, and each is called above.
  void find(Page& page, uint32_t& last) const {
    std::optional<Called> called;   // looked for when a label asks
    const auto is_called = [&](size_t before, const Label& label) {
      if (!called) called = called_on(page);
      const auto found = called->find({label.form == Form::circled, label.number});
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
        if (label.number == 0 || label.form != first.form) continue;
        good = label.number == number + 1 && is_called(f, label);
        ++number;
      }
      if (!good) continue;
      page.foot = f;
      page.form = first.form;
      last = number;
      return;
    }
  }

  // The first line from which on bare numbers go on from the page before, down to a sentence's end at the foot. One may have been lost.
  void find_bare(Page& page, uint32_t& last) const {
    size_t end = page.end;
    while (end > page.begin && lines_[end - 1].furniture) --end;
    if (end <= page.begin + 1 || !ends_note(lines_[end - 1].text)) return;
    for (size_t f = page.begin + 1; f < end; ++f) {
      const Label first = lines_[f].furniture ? Label{} : bare_label_of(lines_[f]);
      if (first.number != last + 1 && (first.number != last + 2 || last == 0)) continue;
      if (is_reference_heading(lines_[f - 1].text)) continue;
      uint32_t number = first.number, notes = 1, called = is_called_bare(page, f, number);
      bool good = true;
      for (size_t i = f + 1; i < end && good; ++i) {
        const Label label = lines_[i].furniture ? Label{} : bare_label_of(lines_[i]);
        if (label.number == 0) continue;
        good = label.number == number + 1;
        number = label.number;
        ++notes;
        called += is_called_bare(page, f, number);
      }
      if (!good) continue;
      page.foot = f;
      page.form = Form::bare;
      page.notes = notes;
      page.called = called;
      last = number;
      return;
    }
  }

  static bool ends_note(std::u32string_view text) {
    size_t end = text.size();
    while (end > 0 && is_closing(text[end - 1])) --end;
    return end < text.size() || (end > 0 && is_sentence_end(text[end - 1]));
  }

  // 流通1。 誰。2本文: a number that is none of the sentence, above line f.
  bool is_called_bare(const Page& page, size_t f, uint32_t number) const {
    const std::string digits = std::to_string(number);
    const std::u32string wanted(digits.begin(), digits.end());
    constexpr std::u32string_view kMarks = U"，。；：、！？,.;:";
    for (size_t i = page.begin; i < f; ++i) {
      const std::u32string_view text = lines_[i].text;
      for (size_t k = text.find(wanted, 1); k != std::u32string_view::npos; k = text.find(wanted, k + 1)) {
        const char32_t before = text[k - 1], after = k + wanted.size() < text.size() ? text[k + wanted.size()] : U'。';
        const bool behind_word = (is_han(before) && before != U'第') || is_closing(before), behind_mark = kMarks.find(before) != std::u32string_view::npos && k > 1 && !is_digit(text[k - 2]);
        if ((behind_word && (kMarks.find(after) != std::u32string_view::npos || is_closing(after))) || (behind_mark && is_han(after) && after != U'年')) return true;
      }
    }
    return false;
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
      const bool begins = (page.form == Form::bare ? bare_label_of(line) : label_of(line.text)).number > 0;
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
