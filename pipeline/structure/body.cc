// The body: headings with their levels, sections, paragraphs, lists, quotations, tables, figures, formulas, code.
#include <fmt/format.h>

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "structure/draft.h"
#include "structure/floats.h"

namespace jiaokan {

namespace {

constexpr size_t kLongestHeading = 60, kLongestLatinHeading = 170;
struct Heading {
  size_t block = 0;
  HeadingLabel label;
  int level = 1;
};

// A section whose end has not come, with the level its own label gives it: where the level above was lost, 1.1 and 1.2 are neighbours.
struct Open {
  Section* section = nullptr;
  int level = 1;
};

class Body {
 public:
  explicit Body(StructureDraft& d) : d_(d), floats_(d) {}

  void run() {
    find_headings();
    std::vector<Open> open;   // the chain of sections that are open, outermost first
    size_t next = 0;
    for (size_t b = 0; b < d_.blocks(); ++b) {
      if (next < headings_.size() && headings_[next].block == b) {
        const Heading& heading = headings_[next++];
        begin_section(open, heading);
        continue;
      }
      if (d_.use[b] == Use::back_heading) {
        begin_back(open, b);
        continue;
      }
      if (d_.use[b] != Use::none && d_.use[b] != Use::table) continue;
      std::vector<Part>& parts = open.empty() ? d_.article.lead : open.back().section->parts;
      put_block(parts, b);
    }
    number();
  }

 private:
  // --- headings ---------------------------------------------------------------------------------------------

  bool is_candidate(size_t b, HeadingLabel& label) const {
    if (d_.use[b] != Use::none) return false;
    const Block& block = d_.text.blocks[b];
    const std::u32string_view text = d_.view(d_.trimmed(block.span));
    if (d_.run_in[b]) {
      label = match_heading_label(text);
      return true;
    }
    if (text.empty() || text.size() > (is_mostly_latin(text) ? kLongestLatinHeading : kLongestHeading) || block.kind == BlockKind::table || block.kind == BlockKind::code) return false;
    const char32_t last = text.back();
    if (is_caption(text)) return false;
    label = match_heading_label(text);
    // A numbered one that the engine marks may end with a full stop or, as 2 研究1：, with a colon.
    const bool stopped = block.level > 0 && ((last == U'。' && label.scheme >= Scheme::decimal2 && label.scheme <= Scheme::decimal4) ||
                                             (fold(last) == U':' && label.scheme >= Scheme::decimal1 && label.scheme <= Scheme::decimal4));
    if (!stopped && std::u32string_view(U"。；，;,：:").find(last) != std::u32string_view::npos) return false;
    const bool titled = label.content < text.size();
    switch (label.scheme) {
      case Scheme::han_comma:
      case Scheme::han_paren:
      case Scheme::han_di_zhang:
      case Scheme::han_di_jie:
      case Scheme::han_dot: return titled;
      case Scheme::arabic_dot:
      case Scheme::decimal2:
      case Scheme::decimal3:
      case Scheme::decimal4:
      case Scheme::roman: return titled && (text.size() <= 45 || is_mostly_latin(text));
      case Scheme::decimal1: return titled && (block.kind == BlockKind::heading || stands_alone(b, label)) && text.size() <= 40;
      case Scheme::arabic_paren:
        if (titled && block.kind == BlockKind::paragraph && text.size() <= 40 && stands_alone(b, label)) return true;
        [[fallthrough]];
      case Scheme::letter: return titled && block.kind == BlockKind::heading && text.size() <= 30 && block.level > 0;
      case Scheme::circled: return false;
      case Scheme::none: break;
    }
    if (is_heading_word(text)) return true;
    return block.kind == BlockKind::heading && block.level > 0 && text.size() <= 40 && b > 0 && !is_mostly_latin_title(b);
  }

  // A short numbered line that is no item of a list: a whole paragraph, and not the next number, stands below it.
  bool stands_alone(size_t b, const HeadingLabel& label) const {
    constexpr size_t kParagraph = 40;
    if (d_.is_latin(b) && d_.article.lang != "en") return false;
    for (size_t k = b + 1; k < d_.blocks(); ++k) {
      if (d_.use[k] == Use::table || is_caption(d_.block(k)) || d_.text.blocks[k].kind == BlockKind::table) continue;
      if (d_.use[k] != Use::none) return false;
      const HeadingLabel below = match_heading_label(d_.block(k));
      if (below.scheme == label.scheme && below.number == label.number + 1) return false;
      return d_.block(k).size() >= kParagraph || below.scheme == Scheme::decimal2 || below.scheme == Scheme::decimal3;
    }
    return false;
  }

  bool is_mostly_latin_title(size_t b) const { return d_.is_latin(b) && d_.article.lang != "en"; }

  void find_headings() {
    const bool decimal = uses_decimals();
    const bool marked = std::count_if(d_.text.blocks.begin(), d_.text.blocks.end(), [](const Block& b) { return b.kind == BlockKind::heading && b.level > 0; }) >= 3;
    std::vector<Scheme> schemes;      // of the open levels
    std::vector<uint32_t> numbers;
    for (size_t b = 0; b < d_.blocks(); ++b) {
      LabelMatch word;
      if (d_.use[b] == Use::none && d_.block(b).size() < 20 && match_label(d_.block(b), word) && word.content >= d_.block(b).size() &&
          (word.kind == LabelKind::acknowledgement || word.kind == LabelKind::appendix || word.kind == LabelKind::conflict || word.kind == LabelKind::contribution)) {
        d_.use[b] = Use::back_heading;
        continue;
      }
      HeadingLabel label;
      if (!is_candidate(b, label)) continue;
      if (d_.text.blocks[b].level > 0 && (label.scheme == Scheme::none || label.scheme == Scheme::decimal1)) read_damaged_label(d_.view(d_.trimmed(d_.span(b))), numbers, label);
      Heading heading{b, label, 1};
      if (label.scheme == Scheme::none) {
        heading.level = d_.text.blocks[b].level > 1 && !schemes.empty() ? std::min<int>(d_.text.blocks[b].level - base_level() + 1, static_cast<int>(schemes.size()) + 1) : 1;
        heading.level = std::max(1, heading.level);
        schemes.resize(std::min(schemes.size(), static_cast<size_t>(heading.level) - 1));
        numbers.resize(schemes.size());
      } else if (decimal && (label.scheme == Scheme::decimal1 || label.scheme == Scheme::arabic_dot)) {
        // Where 1.1 stands below it, 1 is the first level, whatever has been lost before. A line that is not marked as a heading must
        // continue the row: it may be an item of a list.
        const bool next = (!marked || label.scheme == Scheme::decimal1) && (numbers.empty() ? label.number <= 1 : label.number == numbers[0] + 1);
        if (d_.text.blocks[b].kind != BlockKind::heading && !next) continue;
        heading.level = 1;
        schemes.assign(1, label.scheme);
        numbers.assign(1, label.number);
      } else if (label.scheme >= Scheme::decimal2 && label.scheme <= Scheme::decimal4) {
        heading.level = static_cast<int>(label.scheme) - static_cast<int>(Scheme::decimal2) + 2;
        schemes.resize(std::min(schemes.size(), static_cast<size_t>(heading.level)));
        while (schemes.size() < static_cast<size_t>(heading.level)) schemes.push_back(label.scheme);
        numbers.resize(schemes.size());
        numbers.back() = label.number;
      } else {
        // One of the open schemes goes on, or a new one opens below, with its first number.
        size_t level = schemes.size();
        for (size_t s = schemes.size(); s-- > 0;)
          if (schemes[s] == label.scheme) {
            level = s;
            break;
          }
        const bool goes_on = level < schemes.size() && label.number > numbers[level] && label.number <= numbers[level] + 2;
        const bool opens = level == schemes.size() && (label.number <= 1 || schemes.empty());
        const bool strong = label.scheme == Scheme::han_comma || label.scheme == Scheme::han_paren || label.scheme == Scheme::han_di_zhang || d_.text.blocks[b].kind == BlockKind::heading;
        if (!goes_on && !opens && !strong) continue;   // a number in a list, a year
        if (goes_on && label.number == numbers[level] + 2) d_.say(Code::heading_number_gap, d_.span(b), to_utf8(d_.view(d_.trimmed(d_.span(b)))));
        if (level == schemes.size()) {
          schemes.push_back(label.scheme);
          numbers.push_back(0);
        } else {
          schemes.resize(level + 1);
          numbers.resize(level + 1);
        }
        numbers[level] = label.number;
        heading.level = static_cast<int>(level) + 1;
      }
      d_.use[b] = Use::heading;
      headings_.push_back(heading);
    }
  }

  // 2BIM技术, 41 for 4.1: numbers without the sign or the space behind them, where they go on with those before.
  static void read_damaged_label(std::u32string_view text, const std::vector<uint32_t>& numbers, HeadingLabel& label) {
    uint32_t size = 0;
    uint32_t digits[3] = {0, 0, 0};
    while (size < text.size() && is_digit(text[size]) && size < 4) {
      if (size < 3) digits[size] = fold(text[size]) - U'0';
      ++size;
    }
    if (size == 0 || size > 3 || size + 1 >= text.size() || !(is_letter(text[size]) || is_opening(text[size]))) return;
    const uint32_t top = numbers.empty() ? 0 : numbers[0];
    const uint32_t next = top + 1;
    const auto take = [&](Scheme scheme, uint32_t number, uint32_t end) { label = {scheme, number, {0, end}, end}; };
    const bool dimensions = size == 2 && text[2] == U'D' && (digits[1] == 2 || digits[1] == 3);   // 23D打印
    if (dimensions && digits[0] == next) return take(Scheme::decimal1, digits[0], 1);
    if (label.scheme == Scheme::decimal1) {
      // 12 may be 1.2 where no 12 is next.
      const uint32_t second = numbers.size() > 1 ? numbers[1] + 1 : 1;
      if (size == 2 && label.number != next && digits[0] == top && digits[1] == second) take(Scheme::decimal2, digits[1], 2);
      return;
    }
    if (size == 1 && (digits[0] == next || (numbers.empty() && digits[0] == 0)) && text[1] != U'D') return take(Scheme::decimal1, digits[0], 1);
    const uint32_t second = numbers.size() > 1 && digits[0] == top ? numbers[1] + 1 : 1;
    if (size == 2 && (digits[0] == top || digits[0] == next) && digits[1] == second) return take(Scheme::decimal2, digits[1], 2);
    const uint32_t third = numbers.size() > 2 ? numbers[2] + 1 : 1;
    if (size == 3 && digits[0] == top && numbers.size() > 1 && digits[1] == numbers[1] && digits[2] == third) take(Scheme::decimal3, digits[2], 3);
  }

  bool uses_decimals() const {
    size_t found = 0;
    for (size_t b = 0; b < d_.blocks(); ++b) {
      HeadingLabel label;
      found += is_candidate(b, label) && (label.scheme == Scheme::decimal2 || label.scheme == Scheme::decimal3);
    }
    return found >= 2;
  }

  int base_level() {
    if (base_level_ == 0) {
      base_level_ = 7;
      for (const Heading& heading : headings_)
        if (const int level = d_.text.blocks[heading.block].level; level > 0) base_level_ = std::min(base_level_, level);
      if (base_level_ == 7) base_level_ = 1;
    }
    return base_level_;
  }

  void begin_section(std::vector<Open>& open, const Heading& heading) {
    while (!open.empty() && open.back().level >= heading.level) open.pop_back();
    // A level that was skipped in print is not invented: the section hangs below what is open.
    std::vector<Section>& siblings = open.empty() ? d_.article.sections : open.back().section->sections;
    siblings.emplace_back();
    Section& section = siblings.back();
    section.level = static_cast<uint8_t>(open.size() + 1);
    Span s = d_.trimmed(d_.span(heading.block));
    if (const char32_t last = d_.text.chars[s.end - 1]; d_.run_in[heading.block] || last == U'。' || fold(last) == U':')   // its colon or full stop parts it from its text
      while (s.size() > heading.label.content + 1 && std::u32string_view(U"：:。．").find(d_.text.chars[s.end - 1]) != std::u32string_view::npos) d_.leave({--s.end, s.end + 1}, "label");
    if (heading.label.scheme != Scheme::none) {
      section.label_span = {s.begin + heading.label.label.begin, s.begin + heading.label.label.end};
      section.label = d_.house(section.label_span);
      section.title = inlines(d_, {s.begin + heading.label.content, s.end});
      // A page or locus that begins with the heading stands in its title.
      if (const Inlines before = milestones_at(s.begin); !before.empty()) section.title.insert(section.title.begin(), before.begin(), before.end());
    } else {
      section.title = inlines(d_, s);
    }
    open.push_back({&section, heading.level});
  }

  Inlines milestones_at(uint32_t t) const {
    Inlines out;
    for (size_t p = 0; p < d_.text.pages.size(); ++p)
      if (d_.text.pages[p].at == t) {
        Inline page;
        page.kind = InlineKind::page_start;
        page.value = p < d_.page_numbers.size() ? d_.page_numbers[p] : "";
        out.push_back(std::move(page));
      }
    return out;
  }

  void begin_back(std::vector<Open>& open, size_t b) {
    open.clear();
    d_.article.back.emplace_back();
    Section& section = d_.article.back.back();
    section.title = inlines(d_, d_.trimmed(d_.span(b)));
    LabelMatch word;
    if (match_label(d_.block(b), word))
      section.type = word.kind == LabelKind::acknowledgement ? "acknowledgement" : word.kind == LabelKind::appendix ? "appendix" : "statement";
    open.push_back({&section, 1});
  }

  // --- what stands under the headings -------------------------------------------------------------------------

  // Notes at a page's foot part a paragraph from its end overleaf.
  bool goes_on_over_notes(size_t b) const {
    constexpr float kHardlyApart = 0.6F;
    size_t before = b;
    while (before > 0 && d_.use[before - 1] == Use::note) --before;
    if (before == b || before == 0 || d_.use[before - 1] != Use::none || d_.text.blocks[b].kind != BlockKind::paragraph) return false;
    if (d_.text.blocks[b].starts < kHardlyApart) return true;
    const std::u32string_view text = d_.view(d_.trimmed(d_.span(before - 1)));
    size_t end = text.size();   // behind the last letter there may be marks that call notes
    bool ended = false;
    while (end > 0 && !is_letter(text[end - 1])) ended |= is_sentence_end(text[--end]) || text[end] == U'：' || text[end] == U':';
    return !ended && match_heading_label(d_.block(b)).scheme == Scheme::none;
  }

  void put_block(std::vector<Part>& parts, size_t b) {
    const Block& block = d_.text.blocks[b];
    const Span s = d_.trimmed(block.span);
    if (s.empty()) return;
    const std::u32string_view text = d_.view(s);
    const auto table = std::find_if(d_.text.tables.begin(), d_.text.tables.end(), [&](const Table& t) { return t.span.begin < s.end && s.begin < t.span.end; });
    if (block.kind == BlockKind::table && table != d_.text.tables.end()) {
      floats_.put_table(parts, *table, s);
      return;
    }
    if (floats_.is_caption_block(b)) {
      floats_.put_caption(parts, b);
      return;
    }
    if (!parts.empty() && parts.back().kind == PartKind::table && (text.starts_with(U"注：") || text.starts_with(U"注:") || text.starts_with(U"资料来源") || text.starts_with(U"数据来源"))) {
      parts.back().table_notes.push_back(inlines(d_, s));
      return;
    }
    Part part;
    switch (block.kind) {
      case BlockKind::quotation: {
        part.kind = PartKind::quotation;
        Part inner;
        inner.content = inlines(d_, s);
        part.parts.push_back(std::move(inner));
        break;
      }
      case BlockKind::code:
        part.kind = PartKind::code;
        part.content = inlines(d_, s);
        break;
      case BlockKind::list_item: {
        Part item;
        Part inner;
        inner.content = inlines(d_, s);
        item.parts.push_back(std::move(inner));
        if (!parts.empty() && parts.back().kind == PartKind::list) {
          parts.back().parts.push_back(std::move(item));
          parts.back().labels.emplace_back();
          return;
        }
        part.kind = PartKind::list;
        part.parts.push_back(std::move(item));
        part.labels.emplace_back();
        break;
      }
      default: {
        if (goes_on_over_notes(b) && !parts.empty() && parts.back().kind == PartKind::paragraph) {
          Inlines rest = inlines(d_, s);
          if (d_.gap_before(s.begin) == Gap::space) {
            Inline space;
            space.text.push_back(U' ');
            parts.back().content.push_back(std::move(space));
          }
          parts.back().content.insert(parts.back().content.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
          return;
        }
        part.content = inlines(d_, s);
        // A paragraph that is one formula is a displayed formula; one that is one image, a figure.
        if (part.content.size() == 1 && part.content[0].kind == InlineKind::formula) part.kind = PartKind::formula;
        if (part.content.size() == 1 && part.content[0].kind == InlineKind::image) {
          part.kind = PartKind::figure;
          part.image = part.content[0].value;
          d_.leave(part.content[0].span, "description of a picture");   // the tool's words, not the article's
          part.content.clear();
        }
        break;
      }
    }
    parts.push_back(std::move(part));
  }

  // --- ids ----------------------------------------------------------------------------------------------------

  void number() {
    number_parts(d_.article.lead);
    for (size_t i = 0; i < d_.article.sections.size(); ++i) number_section(d_.article.sections[i], fmt::format("sec-{}", i + 1));
    for (size_t i = 0; i < d_.article.back.size(); ++i) number_section(d_.article.back[i], fmt::format("back-{}", i + 1));
  }

  void number_section(Section& section, const std::string& id) {
    section.id = id;
    number_parts(section.parts);
    for (size_t i = 0; i < section.sections.size(); ++i) number_section(section.sections[i], fmt::format("{}-{}", id, i + 1));
  }

  void number_parts(std::vector<Part>& parts) {
    for (Part& part : parts) {
      switch (part.kind) {
        case PartKind::paragraph: part.id = fmt::format("p-{}", ++paragraphs_); break;
        case PartKind::table: part.id = fmt::format("tbl-{}", ++tables_); break;
        case PartKind::figure: part.id = fmt::format("fig-{}", ++figures_); break;
        case PartKind::formula: part.id = fmt::format("eq-{}", ++formulas_); break;
        default: break;
      }
      number_parts(part.parts);
    }
  }

  StructureDraft& d_;
  Floats floats_;
  std::vector<Heading> headings_;
  int base_level_ = 0;
  uint32_t paragraphs_ = 0, tables_ = 0, figures_ = 0, formulas_ = 0;
};

}  // namespace

void build_body(StructureDraft& d) { Body(d).run(); }

}  // namespace jiaokan
