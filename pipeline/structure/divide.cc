// Blocks as the structurer needs them: one thing each. An engine runs a heading into its paragraph, two headings into each other, an abstract
// into the affiliations above it, a caption into the same in another language.
//
// A number is a heading's only where it goes on with the numbers before it; where its title ends, several signs must agree.
#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "refs/refs.h"
#include "structure/author_line.h"
#include "structure/divide.h"
#include "structure/draft.h"
#include "structure/heading_rows.h"
#include "structure/headings.h"
#include "structure/item_starts.h"
#include "structure/run_in.h"

namespace jiaokan {

namespace {

constexpr size_t kFrontBlocks = 12;   // in which an abstract may have run into what stands above
constexpr size_t kSummaryBlocks = 25; // the same of one in our language, where none has been seen: its label says what it is

class Divider {
 public:
  Divider(const Text& text, const Collation& collation) : text_(text), collation_(collation), rows_(text, collation) {}

  Divided run() {
    for (size_t b = 0; b < text_.blocks.size(); ++b) {
      const Block& block = text_.blocks[b];
      if (block.kind_by_editor || block.kind == BlockKind::table || block.kind == BlockKind::code || block.kind == BlockKind::formula) {
        put(block, false);
        continue;
      }
      const std::u32string_view text = view(block.span);
      LabelMatch label;
      if (match_label(text, label) && label.kind == LabelKind::references && label.content >= text.size()) in_list_ = true;
      if (block.kind == BlockKind::heading && block.level > 0 && !(label.kind == LabelKind::references && label.content >= text.size())) in_list_ = false;
      if (match_label(text, label) && is_back_matter(label.kind) && (label.colon || label.content >= text.size())) in_data_ = label.kind == LabelKind::data;
      else if (block.kind == BlockKind::heading) in_data_ = false;
      if (b > kFrontBlocks && begins_abstract(b + 1) && title_behind_entry(block.span) > 0) divide_last_entry(block);
      else if (is_caption(text)) divide_caption(block);
      else if (divide_english(block) || divide_back(block) || divide_note(block) || divide_data(block)) continue;
      else if (in_list_) put(block, false);
      else if (!divide_front(block, b) && !divide_items(block)) divide_headings(block, b);
    }
    return std::move(out_);
  }

 private:
  std::u32string_view view(Span s) const { return std::u32string_view(text_.chars).substr(s.begin, s.size()); }

  void put(Block block, bool run_in) {
    if (block.span.empty()) return;
    out_.blocks.push_back(block);
    out_.run_in.push_back(run_in);
  }

  // The block up to `at`, and what is left of it.
  Block cut(Block& block, uint32_t at, BlockKind rest) {
    Block head = block;
    head.span.end = at;
    block.span.begin = at;
    block.kind = rest;
    block.level = rest == BlockKind::heading ? block.level : 0;
    block.page_break_before = false;
    block.starts = 1;
    block.begins_by_editor = false;
    return head;
  }

  // 图1 … Fig.1 …: the same number in the other language; or the next figure's.
  void divide_caption(Block block) {
    CaptionLabel first;
    match_caption(view(block.span), first);
    for (uint32_t i = first.content; i + 3 < block.span.size(); ++i) {
      const std::u32string_view text = view(block.span);
      const char32_t c = text[i];
      if (c != U'F' && c != U'T' && c != U'图' && c != U'表') continue;
      CaptionLabel next;
      if (!match_caption(text.substr(i), next) || next.latin == first.latin) continue;
      if (next.latin && (next.number != first.number || next.table != first.table)) continue;
      put(cut(block, block.span.begin + i, BlockKind::paragraph), false);
      return divide_caption(block);
    }
    put(block, false);
  }

  // …北京100081摘要：目的…; a title and its authors on one line.
  bool divide_front(Block block, size_t b) {
    const std::u32string_view text = view(block.span);
    LabelMatch label;
    const bool labelled = match_label(text, label);
    summary_ |= labelled && label.kind == LabelKind::abstract;
    if (labelled || b >= (summary_ ? kFrontBlocks : kSummaryBlocks)) return false;
    for (uint32_t i = 1; i + 4 < text.size(); ++i) {
      const char32_t c = text[i], before = text[i - 1];
      if (std::u32string_view(U"摘文提AK【[［作基通收关").find(c) == std::u32string_view::npos) continue;
      if (!match_label(text.substr(i), label) || label.label.begin != 0) continue;
      const bool summary = label.kind == LabelKind::abstract || label.kind == LabelKind::keywords;
      const bool other = label.kind == LabelKind::author_note || label.kind == LabelKind::funding || label.kind == LabelKind::correspondence || label.kind == LabelKind::received;
      const bool behind_place = is_digit(before) || is_closing(before) || (i > 1 && is_space(before) && is_closing(text[i - 2]));
      if (b >= kFrontBlocks && !(label.kind == LabelKind::abstract && label.colon)) continue;
      if (!(summary || other) || !(label.colon || (label.bracketed && summary) || (summary && behind_place && label.lang == "zh"))) continue;
      Block head = cut(block, block.span.begin + i, BlockKind::paragraph);
      summary_ |= label.kind == LabelKind::abstract;
      if (!divide_title(head, b)) put(head, false);
      put(block, false);
      return true;
    }
    return divide_title(block, b);
  }

  // …Beijing 100081, China) Abstract: Citrus pulp is …: in Latin letters, behind names and places.
  bool divide_english(Block block) {
    constexpr uint32_t kShortestHead = 10, kShortest = 80;
    const std::u32string_view text = view(block.span);
    LabelMatch own;
    if (match_label(text, own) && own.kind == LabelKind::abstract) return false;   // it may hold the word
    for (uint32_t i = kShortestHead; i + kShortest < text.size(); ++i) {
      const char32_t c = text[i], before = text[i - 1];
      if ((c != U'A' && c != U'【' && c != U'[' && c != U'［') || !(is_space(before) || is_closing(before) || is_digit(before) || gap_before(text_, collation_, block.span.begin + i) != Gap::none)) continue;
      LabelMatch label;
      if (!match_label(text.substr(i), label) || label.kind != LabelKind::abstract || label.lang != "en" || !(label.colon || label.bracketed) || label.label.begin != 0) continue;
      if (!is_mostly_latin(text.substr(i))) continue;
      Block head = cut(block, block.span.begin + i, BlockKind::paragraph);
      if (in_list_ || out_.blocks.size() > kFrontBlocks) {
        divide_last_entry(head);
      } else if (!divide_front(head, out_.blocks.size())) {
        put(head, false);
      }
      put(block, false);
      return true;
    }
    return false;
  }

  void divide_last_entry(Block block) {
    if (const uint32_t title = title_behind_entry(block.span); title > 0) put(cut(block, title, BlockKind::paragraph), false);
    put(block, false);
  }

  bool begins_abstract(size_t b) const {
    LabelMatch label;
    return b < text_.blocks.size() && match_label(view(text_.blocks[b].span), label) && label.kind == LabelKind::abstract && label.lang == "en";
  }

  // …饲料工业,2015,36(18):25-29.Effects of Dietary … YAN Fang1 … (1. Marine Biology Institute …): where the title has run into the last entry. 0: it
  // has not.
  uint32_t title_behind_entry(Span s) const {
    constexpr uint32_t kShortest = 30, kLongest = 700, kPlace = 120;
    uint32_t places = 0;
    for (uint32_t i = s.begin; i + 12 < s.end; ++i)
      if (fold(text_.chars[i]) == U'(' && text_.chars[i + 1] == U'1' && names_body(view({i, std::min(s.end, i + kPlace)}))) places = i;
    if (places == 0) return 0;
    for (uint32_t i = places - std::min(places - s.begin, kShortest); i > s.begin + 3 && places - i < kLongest; --i) {
      const uint32_t stop = is_space(text_.chars[i - 1]) ? i - 2 : i - 1;
      const bool ended = (text_.chars[stop] == U'.' || text_.chars[stop] == U'．') && is_digit(text_.chars[stop - 1]);
      if (ended && text_.chars[i] >= U'A' && text_.chars[i] <= U'Z' && is_latin_letter(text_.chars[i + 1])) return i;
    }
    return 0;
  }

  // 致谢：感谢…: the word is the heading of what follows it.
  bool divide_back(Block block) {
    constexpr uint32_t kShortest = 6;
    const std::u32string_view text = view(block.span);
    LabelMatch label;
    if (block.kind != BlockKind::paragraph || out_.blocks.empty() || !match_label(text, label) || !is_back_matter(label.kind) || label.kind == LabelKind::appendix || (label.bracketed && !is_closing(text[label.label.end - 1])) || label.content + kShortest > text.size()) return false;
    const std::u32string_view rest = text.substr(label.content, 40);
    const bool thanks = label.kind == LabelKind::acknowledgement && rest.find(U"谢") != std::u32string_view::npos && (gap_before(text_, collation_, block.span.begin + label.content) != Gap::none || rest.starts_with(U"感谢"));
    if (!label.colon && !thanks) return false;
    Block head = cut(block, block.span.begin + label.content, BlockKind::paragraph);
    head.kind = BlockKind::heading;
    put(head, false);
    put(block, false);
    return true;
  }

  // Below 支撑数据 each line that begins with a number in brackets is an item.
  bool divide_data(Block block) {
    if (!in_data_ || block.kind != BlockKind::paragraph) return false;
    bool cut_any = false;
    for (uint32_t i = block.span.begin + 1; i + 3 < block.span.end; ++i) {
      const bool item = fold(text_.chars[i]) == U'[' && is_digit(text_.chars[i + 1]) && (fold(text_.chars[i + 2]) == U']' || fold(text_.chars[i + 3]) == U']');
      if (!item || !(gap_before(text_, collation_, i) == Gap::line || is_sentence_end(text_.chars[i - 1]) || text_.chars[i - 1] == U'.')) continue;
      put(cut(block, i, BlockKind::paragraph), false);
      cut_any = true;
    }
    if (cut_any) put(block, false);
    return cut_any;
  }

  bool divide_items(Block block) {
    if (block.kind != BlockKind::paragraph || out_.blocks.size() < 2) return false;
    const uint32_t begin = block.span.begin;
    const std::vector<uint32_t> starts = item_starts(view(block.span), [&](uint32_t i) { return gap_before(text_, collation_, begin + i); });
    for (const uint32_t start : starts) put(cut(block, begin + start, BlockKind::paragraph), false);
    if (!starts.empty()) put(block, false);
    return !starts.empty();
  }

  // 作者简介：…Email：qwtang@ncu.edu.cn存在时标通常…: the body's sentence that a note at the page's foot has cut goes on behind its address.
  bool divide_note(Block block) {
    constexpr uint32_t kShortest = 40;
    const std::u32string_view text = view(block.span);
    LabelMatch label;
    if (block.kind != BlockKind::paragraph || !match_label(text, label)) return false;
    if (label.kind != LabelKind::author_note && label.kind != LabelKind::received && label.kind != LabelKind::funding && label.kind != LabelKind::correspondence) return false;
    const size_t mail = text.rfind(U'@');
    if (mail == std::u32string_view::npos) return false;
    uint32_t end = static_cast<uint32_t>(mail) + 1;
    while (end < text.size() && text[end] < 0x80 && (is_latin_letter(text[end]) || is_digit(text[end]) || text[end] == U'.' || text[end] == U'-')) ++end;
    if (end + kShortest > text.size() || !is_han(text[end])) return false;
    // Another person, or another label, is still the note's.
    const std::u32string_view rest = text.substr(end);
    const size_t sign = rest.find_first_of(U"，,：:（(。；");
    if (sign == std::u32string_view::npos || sign <= 4 || match_label(rest, label) || names_body(rest.substr(0, sign))) return false;
    put(cut(block, block.span.begin + end, BlockKind::paragraph), false);
    put(block, false);
    return true;
  }

  // …刺参生长、免疫力和抗病力的影响严芳 胡炜 李成林（1.山东省海洋生物研究院…
  bool divide_title(Block block, size_t b) {
    constexpr size_t kTitleBlocks = 6;
    constexpr uint32_t kShortest = 7;
    const std::u32string_view text = view(block.span);
    if (b >= kTitleBlocks || titled_ || text.size() < kShortest + 5 || text.size() > 600) return false;
    // Authors on one line, where they work on the next.
    for (uint32_t i = 4; i + 4 < text.size(); ++i) {
      if (gap_before(text_, collation_, block.span.begin + i) != Gap::line) continue;
      if (names_body(text.substr(0, i)) || !names_body(text.substr(i))) break;
      const Block head = cut(block, block.span.begin + i, BlockKind::paragraph);
      if (!divide_title(head, b)) put(head, false);
      put(block, false);
      return true;
    }
    if (!read_author_line(text).names.empty()) {
      titled_ = b > 0;
      return false;
    }
    const size_t stop = text.find_first_of(U"。；;");
    for (uint32_t i = kShortest; i + 4 < text.size() && i < 60 && i < stop; ++i) {
      if (!is_han(text[i]) || !is_han(text[i - 1])) continue;
      if (names_body(text.substr(0, i))) break;   // places, not a title
      const AuthorLine line = read_author_line(text.substr(i));
      if (line.names.size() < 2 || line.names[0].begin != 0 || line.names[0].size() > 3) continue;
      // The first is a name whole, and one has a number or a place behind it: a title may hold what looks like names.
      const uint32_t behind = i + line.names[0].end;
      if (!is_surname(text.substr(i, line.names[0].size())) || (behind < text.size() && is_han(text[behind]) && gap_before(text_, collation_, block.span.begin + behind) == Gap::none)) continue;
      const bool numbered = std::any_of(line.names.begin(), line.names.end(), [&](Span name) {
        const uint32_t at = i + name.end;
        return at < text.size() && (is_digit(text[at]) || std::u32string_view(U"¹²³⁴⁵⁶*＊」").find(text[at]) != std::u32string_view::npos);
      });
      if (line.affiliation.empty() && !numbered) continue;
      // …转换效应管蕾: 效应 is a word of the article, and 管蕾 is a name too.
      if (i > 1 && line.names[0].size() > 2 && is_surname(text.substr(i + 1, line.names[0].size() - 1)) && rows_.times(text.substr(i - 1, 2)) > 2 && rows_.times(text.substr(i, 2)) < 2) ++i;
      titled_ = true;
      put(cut(block, block.span.begin + i, BlockKind::paragraph), false);
      put(block, false);
      return true;
    }
    return false;
  }

  // --- headings ---------------------------------------------------------------------------------------------

  // Where (1) begins behind a title, and what stands behind it is one too; 0: nowhere.
  static uint32_t item_at(std::u32string_view text, uint32_t content) {
    constexpr uint32_t kShortest = 4;
    for (uint32_t i = content + kShortest; i + kShortest < text.size(); ++i) {
      if (fold(text[i]) != U'(') continue;
      const HeadingLabel label = match_heading_label(text.substr(i));
      if (label.scheme == Scheme::arabic_paren && label.number == 1 && label.content + kShortest < text.size() - i) return i;
    }
    return 0;
  }

  // (2) begins a short line of the next few blocks.
  bool next_item_below(size_t b) const {
    constexpr size_t kReach = 12;
    for (size_t k = b + 1; k < std::min(text_.blocks.size(), b + kReach); ++k) {
      const HeadingLabel label = match_heading_label(view(text_.blocks[k].span));
      if (label.scheme == Scheme::arabic_paren) return label.number == 2 && rows_.is_whole_line(text_.blocks[k].span);
    }
    return false;
  }

  void divide_headings(Block block, size_t b) {
    const std::u32string_view text = view(block.span);
    HeadingNumber number;
    uint32_t content = read_heading_number(text, number);
    const bool marked = block.kind == BlockKind::heading;
    if (marked && content == 0) {
      HeadingLabel label;
      read_damaged_label(text, last_, {}, label);
      if (label.scheme != Scheme::none) {
        content = label.content;
        number = heading_number(text.substr(0, label.label.end), label.scheme);
      }
    }
    if (content > 0 && (marked || last_.leads_to(number) || (number.depth > 1 && last_.depth == 0 && number.n[number.depth - 1] == 1))) {
      // 1.2.3转铁蛋白的偶联(1)中间体的制备, and (2) on a line of its own below.
      const bool alone = marked || rows_.is_whole_line(block.span);
      if (const uint32_t item = alone ? item_at(text, content) : 0; item > 0 && next_item_below(b)) {
        Block head = cut(block, block.span.begin + item, BlockKind::paragraph);
        head.kind = BlockKind::heading;
        put(head, !marked);
        last_ = number;
        return put(block, false);
      }
      // Two headings in one: 4.3建立…4.3.1进一步….
      if (marked)
        if (const uint32_t second = child_at(text, content, number); second > 0) {
          put(cut(block, block.span.begin + second, BlockKind::heading), false);
          last_ = number;
          return divide_headings(block, b);
        }
      if (!marked)
        if (const uint32_t line = end_of_first_line(block.span, content); line > 0 && last_.leads_to(number)) {
          Block head = cut(block, block.span.begin + line, BlockKind::paragraph);
          head.kind = BlockKind::heading;
          put(head, true);
          last_ = number;
          return divide_headings(block, b);
        }
      const bool whole = rows_.is_whole_line(block.span);   // what is left of it
      const uint32_t end = marked || whole ? 0 : rows_.end_of_title(block.span, content, number);
      if (end > 0) {
        Block head = cut(block, block.span.begin + end, BlockKind::paragraph);
        head.kind = BlockKind::heading;
        put(head, true);
        last_ = number;
      } else if (marked || whole || text.size() <= HeadingRows::kWholeLine) {
        last_ = number;
        put(block, false);
        return;
      }
    }
    // A heading inside a paragraph, behind a sentence.
    if (block.kind == BlockKind::paragraph)
      for (uint32_t i = block.span.begin + 1; i + 8 < block.span.end; ++i) {
        if (!rows_.may_begin_heading(i)) continue;
        const std::u32string_view rest = view({i, block.span.end});
        const uint32_t inner = read_heading_number(rest, number);
        if (inner == 0 || !last_.leads_to(number)) continue;
        const uint32_t end = number.depth > 1 ? rows_.end_of_run_in({i, block.span.end}, inner, number) : rows_.end_of_word({i, block.span.end}, inner, number);
        if (end == 0) continue;
        put(cut(block, i, BlockKind::paragraph), false);
        Block head = cut(block, i + end, BlockKind::paragraph);
        head.kind = BlockKind::heading;
        put(head, true);
        last_ = number;
        return divide_headings(block, b);
      }
    put(block, false);
  }

  // 4结论 on a line of its own above its paragraph: where the title's line ends; 0: the block has one line, or its first is no title.
  uint32_t end_of_first_line(Span s, uint32_t content) const {
    constexpr uint32_t kLongestLine = 24;
    const std::u32string_view text = view(s);
    for (uint32_t i = content + 2; i + 8 < text.size() && i <= content + kLongestLine; ++i) {
      if (gap_before(text_, collation_, s.begin + i) != Gap::line) continue;
      const std::u32string_view title = text.substr(content, i - content);
      const bool plain = title.find_first_of(U"。，；：,;:=$") == std::u32string_view::npos;
      return plain && is_heading_word(title) ? i : 0;
    }
    return 0;
  }

  uint32_t child_at(std::u32string_view text, uint32_t from, const HeadingNumber& parent) const {
    for (uint32_t i = from + 2; i + 5 < text.size(); ++i) {
      if (!is_digit(text[i]) || is_digit(text[i - 1]) || text[i - 1] == U'.') continue;
      HeadingNumber child;
      if (read_heading_number(text.substr(i), child) > 0 && child.depth == parent.depth + 1 && parent.leads_to(child)) return i;
    }
    return 0;
  }

  const Text& text_;
  const Collation& collation_;
  Divided out_;
  HeadingNumber last_;
  const HeadingRows rows_;
  bool in_list_ = false, in_data_ = false, titled_ = false, summary_ = false;
};

}  // namespace

Divided divide_blocks(const Text& text, const Collation& collation) { return Divider(text, collation).run(); }

}  // namespace jiaokan
