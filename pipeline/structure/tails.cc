// What stands behind the reference list and is none of this article: the end of another, a notice, the journal's rules for authors.
//
// It begins with a heading that has no number and is no part of an article's back matter; it ends where something of this article begins.
#include <algorithm>

#include "lang/script.h"
#include "structure/draft.h"
#include "structure/list_head.h"

namespace jiaokan {

namespace {

constexpr double kLargest = 0.35;   // of the text: more is the article itself, its pages out of order
constexpr std::u32string_view kOwn[] = {U"附", U"作者", U"致谢", U"致謝", U"声明", U"数据", U"支撑", U"利益", U"贡献", U"英文", U"图", U"表", U"注", U"参考", U"基金", U"收稿"};

bool begins_tail(const StructureDraft& d, size_t b) {
  const std::u32string_view text = d.view(d.trimmed(d.span(b)));
  if (continues_another(text) || continues_elsewhere(text)) return true;
  LabelMatch label;
  if (d.text.blocks[b].kind != BlockKind::heading || d.text.blocks[b].level == 0 || match_heading_label(text).scheme != Scheme::none || (is_mostly_latin(text) && std::count_if(text.begin(), text.end(), is_han) < 2)) return false;
  if (is_heading_word(text) || is_caption(text) || match_label(text, label)) return false;
  return std::none_of(std::begin(kOwn), std::end(kOwn), [&](std::u32string_view word) { return text.substr(0, word.size()) == word; });
}

}  // namespace

void find_tails(StructureDraft& d) {
  size_t behind = 0;
  for (size_t b = 0; b < d.blocks(); ++b)
    if (d.use[b] == Use::reference) behind = b + 1;
  if (behind == 0) return;
  std::vector<size_t> tail;
  size_t size = 0;
  bool inside = false;
  for (size_t b = behind; b < d.blocks(); ++b) {
    LabelMatch label;
    if (d.use[b] != Use::none || match_heading_label(d.block(b)).scheme == Scheme::decimal1 || match_label(d.block(b), label)) {
      inside = false;
      continue;
    }
    inside |= begins_tail(d, b);
    if (!inside) continue;
    tail.push_back(b);
    size += d.span(b).size();
  }
  if (static_cast<double>(size) > kLargest * static_cast<double>(d.text.chars.size())) return;
  for (const size_t b : tail) {
    d.use[b] = Use::other_article;
    d.leave(d.span(b), "other-article");
  }
}

}  // namespace jiaokan
