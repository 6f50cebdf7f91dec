#include "structure/rejoin.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr uint32_t kShortest = 12;   // characters of a piece that can be half a paragraph

// What a clause stops with that goes on, and what nothing begins with.
constexpr std::u32string_view kOpenEnds = U"，、,的与和及在对为是有从由被把将以或则并而其该于使让向往至到按据因但且可能会应需要更最不未";
constexpr std::u32string_view kNoBegins = U"，。、；：）】」』”’%℃的了着过性们者化率度值量法式型系等之所时后前中内外上下间";
// What a sentence begins with, behind a stop that was lost.
constexpr std::u32string_view kBegins[] = {U"如图", U"如表", U"由图", U"由表", U"从图", U"从表", U"图", U"表", U"根据", U"本文", U"本研究", U"本章", U"本节", U"为了", U"通过", U"随着", U"近年", U"目前", U"我国", U"首先", U"其次", U"再次", U"最后", U"此外", U"另外", U"同时", U"因此",
                                           U"综上", U"总之", U"可见", U"可以看", U"由此", U"由于", U"然而", U"但是", U"而且", U"其中", U"式中", U"第一", U"第二", U"第三", U"第四", U"一是", U"二是", U"三是", U"例如", U"假设", U"在", U"对于", U"针对", U"基于", U"采用", U"利用", U"结果", U"上述", U"以上", U"当", U"若", U"注", U"资料来源", U"数据来源", U"说明", U"备注", U"定义", U"定理", U"证明", U"算法", U"步骤", U"输入", U"输出", U"实验", U"本实验", U"综合", U"鉴于", U"不仅", U"虽然", U"尽管", U"这", U"该"};

Span printed(const Part& part) {
  Span out{kNone, 0};
  for (const Inline& item : part.content) {
    if (item.span.empty()) continue;
    out.begin = std::min(out.begin, item.span.begin);
    out.end = std::max(out.end, item.span.end);
  }
  return out.begin == kNone ? Span{} : out;
}

bool is_small(char32_t c) { return c >= U'a' && c <= U'z'; }

bool begins_by_editor(const StructureDraft& d, const Part& part) {
  const Block& block = d.text.blocks[block_at(d.text, printed(part).begin)];
  return block.begins_by_editor && d.trimmed(block.span).begin == d.trimmed(printed(part)).begin;
}

bool goes_on(const StructureDraft& d, const Part& first, const Part& second) {
  const Span before = d.trimmed(printed(first)), behind = d.trimmed(printed(second));
  const auto end_item = std::find_if_not(first.content.rbegin(), first.content.rend(), is_milestone);
  const auto begin_item = std::find_if_not(second.content.begin(), second.content.end(), is_milestone);
  if (before.size() < kShortest || behind.size() < 2 || end_item == first.content.rend() || begin_item == second.content.end()) return false;
  const InlineKind end = end_item->kind, begin = begin_item->kind;
  if (end != InlineKind::text || (begin != InlineKind::text && begin != InlineKind::formula)) return false;
  const std::u32string_view text = d.view(behind);
  const char32_t last = d.text.chars[before.end - 1], next = text[0];
  LabelMatch label;
  if (match_heading_label(text).scheme != Scheme::none || match_label(text, label) || is_caption(text) || is_caption(d.view(before))) return false;
  const bool latin = d.article.lang == "en" || is_mostly_latin(d.view(before));
  if (latin) return (is_latin_letter(last) || last == U',' || last == U'-') && is_small(next) && begin == InlineKind::text && is_mostly_latin(text);
  if (begin == InlineKind::text && kNoBegins.find(next) != std::u32string_view::npos && is_letter(last)) return true;
  const bool sentence = std::any_of(std::begin(kBegins), std::end(kBegins), [&](std::u32string_view word) { return text.starts_with(word); });
  if (kOpenEnds.find(last) != std::u32string_view::npos) return !(sentence && is_han(last)) || text.size() < kShortest;
  // Two halves in Han: a whole clause stands in the first, and the second begins as no sentence does.
  return begin == InlineKind::text && is_han(last) && is_han(next) && !sentence && before.size() >= 2 * kShortest && behind.size() >= kShortest && d.view(before).find_first_of(U"，。；") != std::u32string_view::npos;
}

// What stood there is now elsewhere: a note of the first page, a running head.
bool something_between(const StructureDraft& d, const Part& first, const Part& second) {
  return block_at(d.text, printed(first).end - 1) + 1 < block_at(d.text, printed(second).begin);
}

// Nothing stands between: then it must be a long one, and no verse, that stops with what nothing ends with; and no figure's axis goes on with it.
bool is_open(const StructureDraft& d, const Part& first, const Part& second) {
  const Span text = d.trimmed(printed(first));
  return text.size() >= 3 * kShortest && std::u32string_view(U"，、,的与和及").find(d.text.chars[text.end - 1]) != std::u32string_view::npos && !is_digit(d.text.chars[d.trimmed(printed(second)).begin]);
}

}  // namespace

void go_on_with(Inlines& content, Inlines more) {
  const char32_t last = content.empty() || content.back().text.empty() ? U'\0' : content.back().text.back();
  const char32_t next = more.empty() || more.front().text.empty() ? U'\0' : more.front().text.front();
  const auto takes_space = [](char32_t c) { return c != 0 && !is_cjk(c) && !is_space(c); };
  if (takes_space(last) && takes_space(next) && last != U'-') content.push_back({InlineKind::text, U" ", {}, {}, {}, {}, {}, false, {}});
  content.insert(content.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void rejoin_paragraphs(const StructureDraft& d, std::vector<Part>& parts) {
  for (size_t i = 0; i + 1 < parts.size(); ++i) {
    if (parts[i].kind != PartKind::paragraph) continue;
    for (;;) {
      size_t next = i + 1;
      while (next < parts.size() && (parts[next].kind == PartKind::figure || parts[next].kind == PartKind::table)) ++next;
      if (next >= parts.size() || parts[next].kind != PartKind::paragraph || begins_by_editor(d, parts[next]) || !goes_on(d, parts[i], parts[next])) break;
      if (next == i + 1 && !something_between(d, parts[i], parts[next]) && !is_open(d, parts[i], parts[next])) break;
      go_on_with(parts[i].content, std::move(parts[next].content));
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(next));
    }
  }
}

}  // namespace jiaokan
