#include "structure/headings.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

constexpr size_t kLongestHeading = 60, kLongestLatinHeading = 170;
constexpr size_t kLongestTop = 40;        // of 2 and a title
constexpr size_t kLongestDecimal = 45, kLongestMarked = 90;   // of 2.1; the longer, where an engine marks it and its number goes on
constexpr size_t kLongestItem = 30;       // of a) and of (1) in Latin letters
constexpr size_t kLongestSentence = 32;   // of a numbered one that a full stop ends

class Finder {
 public:
  explicit Finder(StructureDraft& d) : d_(d) {}

  std::vector<Heading> run() {
    collect();
    decimal_ = std::count_if(candidates_.begin(), candidates_.end(), [](const Candidate& c) { return c.label.scheme == Scheme::decimal2 || c.label.scheme == Scheme::decimal3; }) >= 2;
    marked_ = std::count_if(d_.text.blocks.begin(), d_.text.blocks.end(), [](const Block& b) { return b.kind == BlockKind::heading && b.level > 0; }) >= 3;
    for (size_t i = 0; i < candidates_.size(); ++i)
      if (place(i)) {
        d_.use[candidates_[i].block] = Use::heading;
        out_.push_back({candidates_[i].block, candidates_[i].label, level_});
      }
    return std::move(out_);
  }

 private:
  struct Candidate {
    size_t block = 0;
    HeadingLabel label;
    bool doubtful = false;   // its number must go on: a full stop ends it, and no engine marked it; or it is long
    bool bare = false;       // nothing but its place says that it is one
  };

  std::u32string_view text_of(size_t b) const { return d_.view(d_.trimmed(d_.span(b))); }
  bool is_marked(size_t b) const { return d_.text.blocks[b].kind == BlockKind::heading && d_.text.blocks[b].level > 0; }

  // --- which blocks may be headings -----------------------------------------------------------------------------

  void collect() {
    for (size_t b = 0; b < d_.blocks(); ++b) {
      if (is_back_heading(b)) {
        d_.use[b] = Use::back_heading;
        continue;
      }
      if (d_.use[b] == Use::none && is_running_head(b)) {
        d_.use[b] = Use::furniture;
        d_.leave(d_.span(b), "running head");
        continue;
      }
      Candidate candidate{b, {}, false, false};
      if (is_candidate(candidate)) candidates_.push_back(candidate);
    }
  }

  bool is_back_heading(size_t b) const {
    constexpr size_t kLongestAppendix = 50;
    LabelMatch word;
    const std::u32string_view text = text_of(b);
    if (d_.use[b] != Use::none || !match_label(text, word) || !is_back_matter(word.kind)) return false;
    const std::u32string_view rest = text.substr(word.content);
    // Nothing but signs stands behind the word; an appendix has a title.
    if (std::none_of(rest.begin(), rest.end(), [](char32_t c) { return is_letter(c) || is_digit(c); })) return text.size() < 30;
    const bool titled = is_marked(b) || word.colon || is_digit(rest.front());
    return word.kind == LabelKind::appendix && titled && text.size() <= kLongestAppendix && text.find(U'。') == std::u32string_view::npos && text.back() != U'，';
  }

  bool is_candidate(Candidate& candidate) const {
    const size_t b = candidate.block;
    HeadingLabel& label = candidate.label;
    if (d_.use[b] != Use::none) return false;
    const Block& block = d_.text.blocks[b];
    const std::u32string_view text = text_of(b);
    if (block.kind_by_editor) {
      label = match_heading_label(text);
      return block.kind == BlockKind::heading;
    }
    if (d_.run_in[b]) {
      label = match_heading_label(text);
      return true;
    }
    if ((std::count_if(text.begin(), text.end(), is_letter) < 2 && std::none_of(text.begin(), text.end(), is_han)) || is_address(text)) return false;
    label = match_heading_label(text);
    if (const uint32_t circled = circled_formula(d_.span(b).begin); circled > 0) label = {Scheme::circled, circled, {}, 0};   // it stays the title's first sign
    const bool latin = is_mostly_latin(text);
    const size_t size = without_formulas(d_.text, d_.trimmed(d_.span(b))).size();
    const bool numbered = label.scheme == Scheme::decimal1 || is_decimal(label.scheme);
    const size_t longest = latin ? kLongestLatinHeading : is_marked(b) && numbered ? kLongestMarked : kLongestHeading;
    if (text.empty() || size > longest || block.kind == BlockKind::table || block.kind == BlockKind::code) return false;
    const char32_t last = text.back();
    if (is_caption(text)) return false;
    const bool titled = label.content < text.size();
    if (std::u32string_view(U"。；，;,：:").find(last) != std::u32string_view::npos) {
      // A numbered one may end with a full stop or, as 2 研究1：, with a colon; where the engine does not mark it, a full stop only, and it must
      // go on with the numbers before.
      const bool colon = fold(last) == U':' && block.level > 0 && (label.scheme == Scheme::decimal1 || is_decimal(label.scheme));
      const bool row = label.scheme == Scheme::arabic_paren && stands_in_row(b, label);
      if (!colon && (last != U'。' || !(is_decimal(label.scheme) || row))) return false;
      candidate.doubtful = block.level == 0 && !row;
      if (candidate.doubtful && (text.size() > kLongestSentence || text.find(U'。') + 1 != text.size() || !stands_alone(b, label))) return false;
    }
    switch (label.scheme) {
      case Scheme::han_comma:
      case Scheme::han_paren:
      case Scheme::han_di_zhang:
      case Scheme::han_di_jie:
      case Scheme::han_dot: return titled;
      case Scheme::decimal2:
      case Scheme::decimal3:
      case Scheme::decimal4:
        candidate.doubtful |= !latin && (is_marked(b) ? size > kLongestDecimal : text.size() > kLongestDecimal);
        return titled && (size <= kLongestDecimal || latin || is_marked(b));
      case Scheme::arabic_dot:
      case Scheme::roman: return titled && (size <= kLongestDecimal || latin);
      case Scheme::decimal1:
        candidate.doubtful |= size > kLongestTop;
        return titled && (block.kind == BlockKind::heading || stands_alone(b, label)) && size <= (is_marked(b) ? kLongestMarked : kLongestTop);
      case Scheme::arabic_paren:
        if (titled && block.kind == BlockKind::paragraph && size <= kLongestHeading && ((size <= 40 && stands_alone(b, label)) || stands_in_row(b, label))) return true;
        return titled && is_marked(b) && size <= (std::any_of(text.begin(), text.end(), is_han) ? kLongestDecimal : kLongestItem);
      case Scheme::letter: return titled && is_marked(b) && (text.size() <= kLongestItem || d_.article.lang == "en");
      case Scheme::circled: return titled && is_marked(b) && size <= kLongestDecimal;
      case Scheme::none: break;
    }
    if (is_heading_word(text)) return true;
    // A title in Latin letters that holds Han is ours; one that holds none is the English block's, but for one between paragraphs of ours.
    const bool foreign = d_.is_latin(b) && d_.article.lang != "en" && std::count_if(text.begin(), text.end(), is_han) < 2 && !between_ours(b);
    if (is_marked(b)) return text.size() <= (d_.is_latin(b) ? kLongestHeading : 40) && b > 0 && !foreign;
    candidate.bare = !foreign && is_bare_line(b);
    return candidate.bare;
  }

  // $\\textcircled{2}$ at t: ②; 0: there is none.
  uint32_t circled_formula(uint32_t t) const {
    constexpr std::u32string_view kCommand = U"\\textcircled";
    while (t < d_.text.chars.size() && is_space(d_.text.chars[t])) ++t;
    if (!d_.view({t, static_cast<uint32_t>(d_.text.chars.size())}).starts_with(kCommand)) return 0;
    t += static_cast<uint32_t>(kCommand.size());
    while (t < d_.text.chars.size() && (is_space(d_.text.chars[t]) || d_.text.chars[t] == U'{')) ++t;
    return t < d_.text.chars.size() && is_digit(d_.text.chars[t]) ? fold(d_.text.chars[t]) - U'0' : 0;
  }

  // 北京100049): where somebody works.
  static bool is_address(std::u32string_view text) {
    while (!text.empty() && is_closing(text.back())) text.remove_suffix(1);
    constexpr size_t kCode = 6;
    return text.size() > kCode && std::all_of(text.end() - kCode, text.end(), is_digit) && !is_digit(text[text.size() - kCode - 1]);
  }

  // 14 现代图书情报技术, marked as a heading inside a sentence: the page's number and the journal's name.
  bool is_running_head(size_t b) const {
    constexpr size_t kLongestName = 14;
    if (!is_marked(b) || b == 0 || b + 1 >= d_.blocks()) return false;
    const std::u32string_view text = text_of(b);
    size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    size_t name = digits;
    while (name < text.size() && is_space(text[name])) ++name;
    const std::u32string_view rest = text.substr(name);
    if (digits < 2 || digits > 4 || rest.size() < 2 || rest.size() > kLongestName || !std::all_of(rest.begin(), rest.end(), is_han)) return false;
    const std::u32string_view above = text_of(b - 1), below = text_of(b + 1);
    return is_prose(b - 1) && d_.text.blocks[b + 1].kind == BlockKind::paragraph && (is_han(above.back()) || above.back() == U'，' || above.back() == U'、') && !below.empty() && is_han(below[0]);
  }

  bool is_prose(size_t b) const {
    constexpr size_t kParagraph = 40;
    return d_.use[b] == Use::none && d_.text.blocks[b].kind == BlockKind::paragraph && d_.block(b).size() >= kParagraph && std::count_if(d_.block(b).begin(), d_.block(b).end(), is_han) > 20;
  }

  bool between_ours(size_t b) const {
    size_t above = b, below = b + 1;
    while (above > 0 && !is_prose(above - 1) && b - above < 4) --above;
    while (below < d_.blocks() && d_.text.blocks[below].kind == BlockKind::table) ++below;
    return above > 0 && is_prose(above - 1) && below < d_.blocks() && is_prose(below);
  }

  // Words on a line of their own between paragraphs, the one above ended. What they are, their neighbours say (place).
  bool is_bare_line(size_t b) const {
    constexpr size_t kShortest = 4, kLongest = 20;
    const std::u32string_view text = text_of(b);
    if (b == 0 || d_.text.blocks[b].kind != BlockKind::paragraph || text.size() < kShortest || text.size() > kLongest || !(is_letter(text.back()) || is_closing(text.back()))) return false;
    if (text.find_first_of(U"。，；：、？！=$") != std::u32string_view::npos || !is_letter(text[0]) || b + 1 >= d_.blocks() || !is_prose(b + 1)) return false;
    const std::u32string_view above = text_of(b - 1);
    return !above.empty() && (d_.text.blocks[b - 1].kind == BlockKind::heading || is_sentence_end(above.back()) || is_closing(above.back()));
  }

  // A short numbered line that is no item of a list: a whole paragraph, and not the next number, stands below it.
  bool stands_alone(size_t b, const HeadingLabel& label) const {
    constexpr size_t kParagraph = 40;
    if (d_.is_latin(b) && d_.article.lang != "en" && std::count_if(d_.block(b).begin(), d_.block(b).end(), is_han) < 2) return false;
    for (size_t k = b + 1; k < d_.blocks(); ++k) {
      if (is_caption(d_.block(k)) || d_.text.blocks[k].kind == BlockKind::table) continue;
      if (d_.use[k] != Use::none) return false;
      const HeadingLabel below = match_heading_label(d_.block(k));
      if (below.scheme == label.scheme && below.number == label.number + 1) return false;
      return d_.block(k).size() >= kParagraph || is_decimal(below.scheme);
    }
    return false;
  }

  static bool names_float(std::u32string_view text) {
    for (size_t i = text.find_first_of(U"图表"); i != std::u32string_view::npos; i = text.find_first_of(U"图表", i + 1)) {
      size_t number = i + 1;
      while (number < text.size() && is_space(text[number])) ++number;
      if (number < text.size() && is_digit(text[number])) return true;
      if (i > 0 && std::u32string_view(U"如见下上右左由从").find(text[i - 1]) != std::u32string_view::npos) return true;
    }
    return false;
  }

  // （1）… and （2）… that both stand alone above paragraphs are the heads of these.
  bool stands_in_row(size_t b, const HeadingLabel& label) const {
    constexpr size_t kReach = 40;   // blocks
    const std::u32string_view text = text_of(b);
    if (!stands_alone(b, label) || names_float(text)) return false;   // （1）…如图3所示。
    for (size_t k = b + 2; k < std::min(d_.blocks(), b + kReach); ++k) {
      const HeadingLabel other = match_heading_label(text_of(k));
      if (other.scheme == label.scheme && other.number == label.number + 1) return text_of(k).size() <= kLongestHeading && stands_alone(k, other);
    }
    for (size_t k = b - std::min(b, kReach); k + 1 < b; ++k) {
      const HeadingLabel other = match_heading_label(text_of(k));
      if (other.scheme == label.scheme && other.number + 1 == label.number && text_of(k).size() <= kLongestHeading && stands_alone(k, other)) return true;
    }
    return false;
  }

  // --- their levels -----------------------------------------------------------------------------------------------

  // Sets level_, and what is open below it; false: it is no heading after all.
  bool place(size_t i) {
    Candidate& candidate = candidates_[i];
    HeadingLabel& label = candidate.label;
    const size_t b = candidate.block;
    const HeadingNumber next = next_number(i);
    const std::u32string_view text = text_of(b);
    if (d_.text.blocks[b].kind_by_editor) {
      open(level_ = d_.text.blocks[b].level, label.scheme, label.number);
      return true;
    }
    const bool damaged = label.scheme == Scheme::none || label.scheme == Scheme::decimal1 || label.scheme == Scheme::arabic_dot || (is_decimal(label.scheme) && label.content < text.size() && is_digit(text[label.content]));
    if (is_marked(b) && damaged) read_damaged_label(text, last_, next, label);
    if (label.scheme == Scheme::none) return (!candidate.bare || has_marked_neighbour(i)) && place_unnumbered(i, next);
    if (decimal_ && (label.scheme == Scheme::decimal1 || label.scheme == Scheme::arabic_dot)) return place_top(candidate, next);
    if (is_decimal(label.scheme)) return place_decimal(candidate);
    return place_by_scheme(candidate);
  }

  // A line that stands without a number among such as the engine marks, between the same numbered ones.
  bool has_marked_neighbour(size_t i) const {
    const auto tells = [&](size_t k) { return candidates_[k].label.scheme == Scheme::none && is_marked(candidates_[k].block) && !is_heading_word(text_of(candidates_[k].block)); };
    for (size_t k = i; k-- > 0 && candidates_[k].label.scheme == Scheme::none;)
      if (tells(k)) return true;
    for (size_t k = i + 1; k < candidates_.size() && candidates_[k].label.scheme == Scheme::none; ++k)
      if (tells(k)) return true;
    return false;
  }

  HeadingNumber next_number(size_t i) const {
    for (size_t k = i + 1; k < candidates_.size(); ++k) {
      HeadingNumber number;
      const std::u32string_view text = text_of(candidates_[k].block);
      // A step of a procedure: 1. where 3.2 has been, and no engine marks it.
      const bool step = decimal_ && d_.text.blocks[candidates_[k].block].kind != BlockKind::heading && (candidates_[k].label.scheme == Scheme::arabic_dot || candidates_[k].label.scheme == Scheme::decimal1) && last_.depth > 0 && candidates_[k].label.number != last_.n[0] + 1;
      if (step) continue;
      if (read_heading_number(text, number) > 0) return number;
      HeadingLabel label;
      read_damaged_label(text, last_, {}, label);
      if (label.scheme != Scheme::none) return heading_number(text.substr(0, label.label.end), label.scheme);
    }
    return {};
  }

  void open(int level, Scheme scheme, uint32_t number) {
    level_ = level;
    const size_t depth = static_cast<size_t>(level);
    schemes_.resize(std::min(schemes_.size(), depth));
    numbers_.resize(schemes_.size());
    while (schemes_.size() < depth) {
      schemes_.push_back(scheme);
      numbers_.push_back(0);
    }
    schemes_.back() = scheme;
    numbers_.back() = number;
  }

  // Between two of a row it divides the first: (1), it, (2). 0: they do not stand so.
  int level_within_row(size_t i) const {
    size_t k = i + 1;
    while (k < candidates_.size() && candidates_[k].label.scheme == Scheme::none) ++k;
    if (k == candidates_.size()) return 0;
    const HeadingLabel& next = candidates_[k].label;
    const bool row = next.scheme == Scheme::arabic_paren || is_of_han_numerals(next.scheme) || (!decimal_ && (next.scheme == Scheme::arabic_dot || next.scheme == Scheme::decimal1));
    if (!row) return 0;
    for (size_t s = schemes_.size(); s-- > 0;)
      if (schemes_[s] == next.scheme) return numbers_[s] + 1 == next.number ? static_cast<int>(s) + 2 : 0;
    return 0;
  }

  bool place_unnumbered(size_t i, const HeadingNumber& next) {
    const size_t b = candidates_[i].block;
    const bool word = is_heading_word(text_of(b));
    const int within = word ? 0 : level_within_row(i);
    // The last of a row may be divided as those before it were.
    const int as_before = !word && within == 0 && divided_level_ > 0 && schemes_.size() >= static_cast<size_t>(divided_level_) - 1 && schemes_[static_cast<size_t>(divided_level_) - 2] == divided_scheme_ ? divided_level_ : 0;
    if (within > 0) {
      divided_level_ = within;
      divided_scheme_ = schemes_[static_cast<size_t>(within) - 2];
    }
    const int between = within > 0 ? within : as_before > 0 ? as_before : decimal_ && !word ? level_between(last_, next) : 0;
    if (between > 0) {
      level_ = std::min<int>(between, static_cast<int>(schemes_.size()) + 1);
    } else {
      const int by_engine = d_.text.blocks[b].level > 1 && !schemes_.empty() ? d_.text.blocks[b].level - base_level() + 1 : 1;
      level_ = std::clamp<int>(by_engine, 1, static_cast<int>(schemes_.size()) + 1);
    }
    schemes_.resize(std::min(schemes_.size(), static_cast<size_t>(level_) - 1));
    numbers_.resize(schemes_.size());
    if (between > 0) open(level_, Scheme::none, 0);   // what is numbered below it stands below it
    return true;
  }

  // Where 1.1 stands below it, 1 is the first level, whatever has been lost before. A line that is not marked as a heading must
  // continue the row: it may be an item of a list.
  bool place_top(const Candidate& candidate, const HeadingNumber& below) {
    const HeadingLabel& label = candidate.label;
    const bool divided = below.depth == 2 && below.n[0] == label.number && below.n[1] == 1;
    const bool goes_on = (!marked_ || divided || label.scheme == Scheme::decimal1) && (numbers_.empty() ? label.number <= 1 : label.number == numbers_[0] + 1);
    if ((d_.text.blocks[candidate.block].kind != BlockKind::heading || candidate.doubtful) && !goes_on) return false;
    open(1, label.scheme, label.number);
    last_ = {{label.number, 0, 0, 0}, 1};
    return true;
  }

  bool place_decimal(Candidate& candidate) {
    HeadingLabel& label = candidate.label;
    HeadingNumber number = heading_number(text_of(candidate.block).substr(label.label.begin, label.label.end - label.label.begin), label.scheme);
    // 2.12组患者: 2.1 and 2组, where 2.12 does not go on and 2.1 does.
    if (uint32_t& last = number.n[number.depth - 1]; last > 10 && label.content == label.label.end && !last_.leads_to(number)) {
      HeadingNumber shorter = number;
      shorter.n[shorter.depth - 1] = last / 10;
      if (last_.leads_to(shorter)) {
        number = shorter;
        label.number = last / 10;
        --label.label.end;
        --label.content;
      }
    }
    if (candidate.doubtful && !last_.leads_to(number)) return false;
    open(static_cast<int>(number.depth), label.scheme, label.number);
    for (uint32_t k = 0; k < number.depth; ++k) numbers_[k] = number.n[k];
    last_ = number;
    return true;
  }

  // One of the open schemes goes on, or a new one opens below, with its first number.
  bool place_by_scheme(const Candidate& candidate) {
    const HeadingLabel& label = candidate.label;
    size_t level = schemes_.size();
    for (size_t s = schemes_.size(); s-- > 0;)
      if (schemes_[s] == label.scheme) {
        level = s;
        break;
      }
    const bool goes_on = level < schemes_.size() && label.number > numbers_[level] && label.number <= numbers_[level] + 2;
    const bool opens = level == schemes_.size() && (label.number <= 1 || schemes_.empty());
    const bool strong = is_of_han_numerals(label.scheme) || d_.text.blocks[candidate.block].kind == BlockKind::heading;
    if (!goes_on && !opens && !strong) return false;   // a number in a list, a year
    if (goes_on && label.number == numbers_[level] + 2) d_.say(Code::heading_number_gap, d_.span(candidate.block), to_utf8(text_of(candidate.block)));
    // 五、 where 4 stood before it: the first level in another writing.
    if (!goes_on && !opens && decimal_ && label.scheme == Scheme::han_comma) level = 0;
    open(static_cast<int>(level) + 1, label.scheme, label.number);
    if (label.scheme == Scheme::decimal1 || label.scheme == Scheme::arabic_dot) last_ = {{label.number, 0, 0, 0}, 1};
    return true;
  }

  int base_level() {
    if (base_level_ == 0) {
      base_level_ = 7;
      for (const Heading& heading : out_)
        if (const int level = d_.text.blocks[heading.block].level; level > 0) base_level_ = std::min(base_level_, level);
      if (base_level_ == 7) base_level_ = 1;
    }
    return base_level_;
  }

  StructureDraft& d_;
  std::vector<Candidate> candidates_;
  std::vector<Heading> out_;
  std::vector<Scheme> schemes_;     // of the open levels
  std::vector<uint32_t> numbers_;
  HeadingNumber last_;              // of the last heading with decimals
  bool decimal_ = false, marked_ = false;
  int level_ = 1, base_level_ = 0;
  int divided_level_ = 0;           // of what last stood without a number within a row, and the row's scheme
  Scheme divided_scheme_ = Scheme::none;
};

}  // namespace

std::vector<Heading> find_headings(StructureDraft& d) { return Finder(d).run(); }

}  // namespace jiaokan
