// The body: sections, paragraphs, lists, quotations, tables, figures, formulas, code.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/article_walk.h"
#include "model/unicode.h"
#include "structure/draft.h"
#include "structure/floats.h"
#include "structure/gather.h"
#include "structure/headings.h"
#include "structure/loose_cells.h"
#include "structure/rejoin.h"
#include "structure/table_notes.h"

namespace jiaokan {

namespace {

// A section whose end has not come, with the level its own label gives it: where the level above was lost, 1.1 and 1.2 are neighbours.
struct Open {
  Section* section = nullptr;
  int level = 1;
};

class Body {
 public:
  explicit Body(StructureDraft& d) : d_(d), floats_(d) {}

  void run() {
    headings_ = find_headings(d_);
    std::vector<Open> open;   // the chain of sections that are open, outermost first
    size_t next = 0;
    for (size_t b = 0; b < d_.blocks(); ++b) {
      put_pictures(open, b);
      if (next < headings_.size() && headings_[next].block == b) {
        const Heading& heading = headings_[next++];
        in_back_ = false;
        begin_section(open, heading);
        continue;
      }
      if (d_.use[b] == Use::back_heading) {
        if (!in_back_) before_back_ = open;
        in_back_ = true;
        begin_back(open, b);
        continue;
      }
      // The list ends what stands before it of the back matter; what follows without a heading of its own is the body's.
      if (in_back_ && d_.use[b] == Use::reference) {
        open = before_back_;
        in_back_ = false;
      }
      if (d_.use[b] != Use::none) continue;
      std::vector<Part>& parts = open.empty() ? d_.article.lead : open.back().section->parts;
      put_block(parts, b);
    }
    put_pictures(open, d_.blocks());
    for_each_list_of_parts(d_.article, [this](std::vector<Part>& parts) {
      gather_pictures(parts);
      gather_table_notes(parts);   // they have numbers as cells do
      gather_loose_cells(d_, parts);
      gather_table_notes(parts);   // and those that stood behind loose cells
      rejoin_paragraphs(d_, parts);
      gather_quotations(d_, parts);
      gather_lists(d_, parts);
    });
    number();
  }

 private:
  // Pictures stand where they are printed, in the body only: a journal's sign at the head and an author's portrait at the end are none of it.
  void put_pictures(std::vector<Open>& open, size_t b) {
    const uint32_t until = b < d_.blocks() ? d_.span(b).begin : static_cast<uint32_t>(d_.text.chars.size());
    for (; picture_ < d_.text.pictures.size() && d_.text.pictures[picture_].at <= until; ++picture_) {
      const Picture& picture = d_.text.pictures[picture_];
      const bool captioned = b < d_.blocks() && floats_.is_caption_block(b);
      if ((list_seen_ && !captioned) || (d_.article.lead.empty() && d_.article.sections.empty())) {
        const uint32_t at = std::min(picture.at, static_cast<uint32_t>(d_.text.chars.size()) - 1);
        d_.say(Code::picture_left_out, {at, at + 1}, picture.path);
        continue;
      }
      Part part;
      part.kind = PartKind::figure;
      part.images = {picture.path};
      (open.empty() ? d_.article.lead : open.back().section->parts).push_back(std::move(part));
    }
    if (b < d_.blocks() && (d_.use[b] == Use::reference || d_.use[b] == Use::back_heading || d_.use[b] == Use::heading)) list_seen_ = d_.use[b] == Use::reference;
  }

  // --- sections ---------------------------------------------------------------------------------------------

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
      section.title = title_inlines(d_, {s.begin + heading.label.content, s.end});
      // A page or locus that begins with the heading stands in its title.
      if (const Inlines before = milestones_at(s.begin); !before.empty()) section.title.insert(section.title.begin(), before.begin(), before.end());
    } else {
      section.title = title_inlines(d_, s);
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
    Span s = d_.trimmed(d_.span(b));
    while (s.size() > 1 && std::u32string_view(U"：:。．.*＊\\").find(d_.text.chars[s.end - 1]) != std::u32string_view::npos) d_.leave({--s.end, s.end + 1}, "label");
    LabelMatch word;
    match_label(d_.view(s), word);
    section.type = type_of(word.kind);
    // 附录1：…: the word and its number are the label of what follows.
    if (word.kind == LabelKind::appendix && word.content < s.size()) {
      uint32_t end = word.label.end;
      while (end < s.size() && (is_space(d_.text.chars[s.begin + end]) || is_digit(d_.text.chars[s.begin + end]) || is_single_capital(d_.view(s), end))) ++end;
      uint32_t title = end;
      while (title < s.size() && std::u32string_view(U"：:.． ").find(d_.text.chars[s.begin + title]) != std::u32string_view::npos) ++title;
      if (title < s.size()) {
        section.label_span = d_.trimmed({s.begin, s.begin + end});
        section.label = d_.house(section.label_span);
        d_.leave({section.label_span.end, s.begin + title}, "label");
        s.begin += title;
      }
    }
    section.title = title_inlines(d_, s);
    open.push_back({&section, 1});
  }

  static bool is_single_capital(std::u32string_view text, uint32_t i) {
    return text[i] >= U'A' && text[i] <= U'Z' && i > 0 && !is_latin_letter(text[i - 1]) && (i + 1 >= text.size() || !is_latin_letter(text[i + 1]));
  }

  static const char* type_of(LabelKind kind) {
    switch (kind) {
      case LabelKind::acknowledgement: return "acknowledgement";
      case LabelKind::appendix: return "appendix";
      case LabelKind::conflict: return "coi-statement";
      case LabelKind::contribution: return "author-contributions";
      case LabelKind::data: return "data-availability";
      default: return "statement";
    }
  }

  // --- what stands under the headings -------------------------------------------------------------------------

  // Notes at a page's foot and a running head part a paragraph from its end overleaf.
  bool goes_on_over_notes(size_t b) const {
    constexpr float kHardlyApart = 0.6F;
    size_t before = b;
    while (before > 0 && (d_.use[before - 1] == Use::note || d_.use[before - 1] == Use::furniture)) --before;
    if (before == b || before == 0 || d_.use[before - 1] != Use::none || d_.text.blocks[b].kind != BlockKind::paragraph) return false;
    if (d_.text.blocks[b].starts < kHardlyApart) return true;
    const std::u32string_view text = d_.view(d_.trimmed(d_.span(before - 1)));
    size_t end = text.size();   // behind the last letter there may be marks that call notes
    bool ended = false;
    while (end > 0 && !is_letter(text[end - 1])) ended |= is_sentence_end(text[--end]) || text[end] == U'：' || text[end] == U':';
    return !ended && match_heading_label(d_.block(b)).scheme == Scheme::none;
  }

  // The first table within a block that has no place yet. What one version has as a table another may part into several blocks: each table stands
  // once, and where it comes again what is loose around is its own. False: there is none in the block.
  bool put_tables(std::vector<Part>& parts, Span s) {
    bool any = false;
    for (const Table& table : d_.text.tables) {
      if (table.span.begin >= s.end || s.begin >= table.span.end) continue;
      any = true;
      if (!put_.insert(table.span.begin).second) continue;
      floats_.put_table(parts, table);
      return true;
    }
    if (!any) return false;
    parts.emplace_back();
    parts.back().kind = PartKind::table;
    parts.back().again = true;
    return true;
  }

  // Lines of a table that no version has laid out: a row of the table before, or one of its own.
  void put_lines_of_table(std::vector<Part>& parts, Span s) {
    const bool goes_on = !parts.empty() && parts.back().kind == PartKind::table && !parts.back().cells.empty();
    if (!goes_on) return floats_.put_table(parts, {s, {{s}}});
    add_row(parts.back(), inlines(d_, s));
  }

  void put_block(std::vector<Part>& parts, size_t b) {
    const Block& block = d_.text.blocks[b];
    const Span s = d_.trimmed(block.span);
    if (s.empty()) return;
    const std::u32string_view text = d_.view(s);
    if (block.kind == BlockKind::table) {
      if (put_tables(parts, s)) return;
      const bool prose = text.find_first_of(U"。？！；") != std::u32string_view::npos;   // which a guess at a table has taken in
      if (!prose) return put_lines_of_table(parts, s);
    }
    if (floats_.is_caption_block(b)) {
      floats_.put_caption(parts, b);
      return;
    }
    if (!parts.empty() && parts.back().kind == PartKind::table && (opens_table_notes(text) || text.starts_with(U"资料来源") || text.starts_with(U"数据来源"))) {
      parts.back().table_notes.push_back({});
      parts.back().table_notes.back().content = inlines(d_, s);
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
        if (!parts.empty() && parts.back().kind == PartKind::formula && parts.back().label.empty() && is_formula_number(text)) {
          parts.back().label = d_.house(s);
          parts.back().label_span = s;
          return;
        }
        part.content = inlines(d_, s);
        // A paragraph that is one formula is a displayed formula; one that is one image, a figure.
        if (part.content.size() == 1 && part.content[0].kind == InlineKind::formula) {
          part.kind = PartKind::formula;
          part.label = take_tag(part.content[0].value);
        }
        // Several on end, each displayed in print, are one each.
        if (part.content.size() > 1 && std::all_of(part.content.begin(), part.content.end(), [](const Inline& item) { return item.kind == InlineKind::formula; })) {
          for (Inline& formula : part.content) {
            Part one;
            one.kind = PartKind::formula;
            one.label = take_tag(formula.value);
            one.content.push_back(std::move(formula));
            parts.push_back(std::move(one));
          }
          return;
        }
        if (part.content.size() == 1 && part.content[0].kind == InlineKind::image) {
          part.kind = PartKind::figure;
          part.images = {part.content[0].value};
          d_.leave(part.content[0].span, "description of a picture");   // the tool's words, not the article's
          part.content.clear();
        }
        break;
      }
    }
    parts.push_back(std::move(part));
  }

  // (3), （2.1）, (A-4) alone on its line.
  static bool is_formula_number(std::u32string_view text) {
    constexpr size_t kLongest = 9;
    if (text.size() < 3 || text.size() > kLongest || fold(text.front()) != U'(' || fold(text.back()) != U')') return false;
    const std::u32string_view inside = text.substr(1, text.size() - 2);
    return std::any_of(inside.begin(), inside.end(), is_digit) && std::all_of(inside.begin(), inside.end(), [](char32_t c) { return is_digit(c) || is_space(c) || std::u32string_view(U".-–—．").find(c) != std::u32string_view::npos || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'c'); });
  }

  // \tag{3} and \eqno(3) at the end of TeX are the formula's number.
  static std::u32string take_tag(std::string& tex) {
    for (const std::string_view command : {std::string_view("\\tag"), std::string_view("\\eqno")}) {
      const size_t at = tex.rfind(command);
      if (at == std::string::npos) continue;
      std::string number;
      for (const char c : tex.substr(at + command.size()))
        if (c != '{' && c != '}' && c != '*' && c != '(' && c != ')' && c != ' ' && c != '\n') number += c;
      if (number.empty() || number.size() > 6 || number.find('\\') != std::string::npos) continue;
      tex.erase(at);
      while (!tex.empty() && (tex.back() == ' ' || tex.back() == '\n')) tex.pop_back();
      return from_utf8("(" + number + ")");
    }
    return {};
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
        case PartKind::table:
          part.id = fmt::format("tbl-{}", ++tables_);
          link_table_notes(part);
          break;
        case PartKind::figure: part.id = fmt::format("fig-{}", ++figures_); break;
        case PartKind::formula: part.id = fmt::format("eq-{}", ++formulas_); break;
        case PartKind::list: part.id = fmt::format("list-{}", ++lists_); break;
        case PartKind::quotation: part.id = fmt::format("quote-{}", ++quotations_); break;
        default: break;
      }
      if (part.kind == PartKind::list)
        for (Part& item : part.parts) number_parts(item.parts);   // an item is no paragraph: it holds some
      else
        number_parts(part.parts);
    }
  }

  StructureDraft& d_;
  Floats floats_;
  std::vector<Heading> headings_;
  std::vector<Open> before_back_;   // what was open in the body when the back matter began
  bool in_back_ = false;
  size_t picture_ = 0;      // the next of the text
  bool list_seen_ = false;
  std::set<uint32_t> put_;   // where tables begin that have their place
  uint32_t paragraphs_ = 0, tables_ = 0, figures_ = 0, formulas_ = 0, lists_ = 0, quotations_ = 0;
};

}  // namespace

void build_body(StructureDraft& d) { Body(d).run(); }

}  // namespace jiaokan
