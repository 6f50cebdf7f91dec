// HeadingRows: the numbered headings of a text, row by row (2.1, 2.2 … of 2), and where a title that has run into its paragraph ends.
//
// In: the text and its witnesses (which know the white space of print). Out: places in it. The text is surveyed once: where most of a row have
// titles, less needs to speak for the others; where most are paragraphs that show none, one alone must be very sure. The signs of a title's end are in
// run_in.cc; here is only what the rows say.
#pragma once

#include <array>
#include <map>
#include <set>
#include <vector>

#include "model/collation.h"
#include "model/text.h"
#include "structure/run_in.h"

namespace jiaokan {

class HeadingRows {
 public:
  static constexpr size_t kWholeLine = 45;   // characters of a line that is a heading whole

  HeadingRows(const Text& text, const Collation& collation);

  // Where the title ends that begins at `content` of the range and its text goes on at once; 0: it has none, or nobody can say.
  uint32_t end_of_title(Span s, uint32_t content, const HeadingNumber& number) const;
  uint32_t end_of_run_in(Span s, uint32_t content, const HeadingNumber& number) const;   // of 2.1
  uint32_t end_of_word(Span s, uint32_t content, const HeadingNumber& number) const;     // of 2, and a word that heads a section

  bool is_whole_line(Span s) const;                 // short enough, and no sentence: a heading whole
  bool may_begin_heading(uint32_t i) const;         // a digit behind a sentence, or on a new line
  uint32_t times(std::u32string_view part) const;   // how often the article has these characters, up to three times

 private:
  // The numbered headings below one number: 2.1, 2.2 … of 2; or 1, 2, 3.
  struct Row {
    size_t sentences = 0;                               // titles that end with a full stop
    size_t titled = 0, untitled = 0;                    // numbered blocks with a title that stands for itself, and paragraphs that show none
    std::map<uint32_t, std::u32string_view> titles;     // by their last number
    std::set<uint32_t> whole;                           // of these the ones on a line of their own
    std::vector<std::pair<Span, HeadingNumber>> bare;   // the paragraphs
    bool speaks_for() const { return titled > 0 && titled * 2 >= untitled; }
    void put(const HeadingNumber& number, std::u32string_view title) {
      ++titled;
      sentences += title.back() == U'。';
      titles.emplace(number.n[number.depth - 1], title);
    }
  };
  static std::array<uint32_t, 4> above(const HeadingNumber& number);
  void survey();
  void survey_heading(const Block& block, uint32_t content, const HeadingNumber& number);
  void title_alike(Row& row) const;
  TitleEvidence evidence_of(Span s) const;
  std::u32string_view view(Span s) const { return std::u32string_view(text_.chars).substr(s.begin, s.size()); }

  const Text& text_;
  const Collation& collation_;
  std::map<std::array<uint32_t, 4>, Row> rows_;   // by the number above them
};

}  // namespace jiaokan
