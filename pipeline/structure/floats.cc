#include "structure/floats.h"

#include <algorithm>
#include <map>
#include <set>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/table_grid.h"
#include "structure/rejoin.h"

namespace jiaokan {

namespace {

constexpr size_t kLongest = 220, kLongestLegend = 700, kLongestLatin = 700;

bool is_captioned(const Part& part) { return !part.label.empty() || !part.trans_label.empty(); }

}  // namespace

void gather_pictures(std::vector<Part>& parts) {
  const auto is_picture = [](const Part& part) { return part.kind == PartKind::figure && !part.images.empty(); };
  std::vector<Part> out;
  for (size_t i = 0; i < parts.size();) {
    if (is_picture(parts[i]) && !is_captioned(parts[i]) && !out.empty() && out.back().kind == PartKind::table && out.back().cells.empty() && is_captioned(out.back())) {
      out.back().images.insert(out.back().images.end(), parts[i].images.begin(), parts[i].images.end());
      ++i;
      continue;
    }
    // The pictures on end, the last of which its caption may have taken; then the captions that have none.
    size_t pictures = i;
    while (pictures < parts.size() && is_picture(parts[pictures]) && !is_captioned(parts[pictures])) ++pictures;
    if (pictures < parts.size() && is_picture(parts[pictures])) ++pictures;
    const bool taken = pictures > i && is_captioned(parts[pictures - 1]);
    size_t captions = pictures;
    while (taken && captions < parts.size() && parts[captions].kind == PartKind::figure && parts[captions].images.empty() && is_captioned(parts[captions])) ++captions;
    // Below its caption, where no other follows.
    if (pictures > i && !taken && !out.empty() && out.back().kind == PartKind::figure && out.back().images.empty() && is_captioned(out.back())) {
      for (; i < pictures; ++i) out.back().images.insert(out.back().images.end(), parts[i].images.begin(), parts[i].images.end());
      continue;
    }
    if (!taken || captions - i < 2) {
      out.push_back(std::move(parts[i++]));
      continue;
    }
    std::vector<std::string> images;
    for (size_t k = i; k < pictures; ++k) images.insert(images.end(), parts[k].images.begin(), parts[k].images.end());
    const size_t figures = captions - pictures + 1;
    for (size_t f = 0; f < figures; ++f) {
      Part figure = std::move(parts[pictures - 1 + f]);
      const size_t from = std::min(f, images.size()), to = f + 1 < figures ? std::min(f + 1, images.size()) : images.size();
      figure.images.assign(images.begin() + static_cast<std::ptrdiff_t>(from), images.begin() + static_cast<std::ptrdiff_t>(to));
      out.push_back(std::move(figure));
    }
    i = captions;
  }
  parts = std::move(out);
}

Floats::Floats(StructureDraft& d) : d_(d) {
  find();
  settle_numbers();
  drop_sentences();
  settle_latin_numbers();
  pair();
}

void Floats::find() {
  for (size_t b = 0; b < d_.blocks(); ++b) {
    const BlockKind kind = d_.text.blocks[b].kind;
    if (d_.use[b] != Use::none || kind == BlockKind::table || kind == BlockKind::code || kind == BlockKind::formula) continue;
    const Span s = d_.trimmed(d_.span(b));
    Caption caption;
    if (!match_caption(d_.view(s), caption.label)) continue;
    if (s.size() > (caption.label.latin ? kLongestLatin : stands_below_picture(b) ? kLongestLegend : kLongest)) continue;
    caption.block = b;
    caption.label.label = {s.begin + caption.label.label.begin, s.begin + caption.label.label.end};
    caption.label.content += s.begin;
    if (caption.label.latin && d_.article.lang != "en") take_lines_below(caption);
    captions_.push_back(std::move(caption));
  }
}

// Fig.1 on its line and what it says on the next, or a last line that goes on with a small letter: Latin lines where the article is of another language.
void Floats::take_lines_below(Caption& caption) {
  constexpr size_t kLine = 120;   // characters
  for (size_t b = caption.block + 1; b < d_.blocks(); ++b) {
    const Span s = d_.trimmed(d_.span(b));
    const std::u32string_view text = d_.view(s);
    LabelMatch label;
    if (d_.use[b] != Use::none || d_.text.blocks[b].kind != BlockKind::paragraph || text.size() > kLine || !d_.is_latin(b) || std::any_of(text.begin(), text.end(), is_han)) return;
    if (std::any_of(d_.text.marks.begin(), d_.text.marks.end(), [&](const Mark& m) { return m.kind == MarkKind::formula && m.span.begin <= s.begin && s.begin < m.span.end; })) return;
    const uint32_t end = caption.below.empty() ? d_.trimmed(d_.span(caption.block)).end : caption.below.back().end;
    const bool bare = caption.below.empty() && caption.label.content >= end, goes_on = text[0] >= U'a' && text[0] <= U'z' && !is_sentence_end(d_.text.chars[end - 1]);
    if (!(bare || goes_on) || is_caption(text) || match_label(text, label)) return;
    caption.below.push_back(s);
    d_.use[b] = Use::caption;
  }
}

// Nothing stands between a picture and it: what it says of the picture may be long.
bool Floats::stands_below_picture(size_t block) const {
  const uint32_t end = d_.span(block).begin, begin = block > 0 ? d_.span(block - 1).end : 0;
  return std::any_of(d_.text.pictures.begin(), d_.text.pictures.end(), [&](const Picture& p) { return begin <= p.at && p.at <= end; });
}

// 表13家智库: 表1 and 3家智库, where no 表13 is spoken of and 1 is the next number.
void Floats::settle_numbers() {
  std::set<std::pair<bool, std::u32string>> cited;
  const std::u32string_view text = d_.text.chars;
  for (uint32_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] != U'图' && text[i] != U'表') continue;
    if (std::any_of(captions_.begin(), captions_.end(), [&](const Caption& c) { return c.label.label.begin == i; })) continue;
    uint32_t k = i + 1;
    while (k < text.size() && is_space(text[k])) ++k;
    std::u32string number;
    while (k < text.size() && is_digit(text[k])) number.push_back(fold(text[k++]));
    if (!number.empty()) cited.emplace(text[i] == U'表', number);
  }
  uint32_t last[2] = {0, 0};
  for (Caption& caption : captions_) {
    CaptionLabel& label = caption.label;
    if (label.latin || !std::all_of(label.number.begin(), label.number.end(), is_digit)) continue;
    const auto value = [](std::u32string_view digits) {
      uint32_t out = 0;
      for (const char32_t c : digits) out = out * 10 + (c - U'0');
      return out;
    };
    uint32_t& before = last[label.table ? 1 : 0];
    const size_t size = label.number.size();
    if (size > 1 && !cited.count({label.table, label.number}) && value(label.number) > before + 3)
      for (size_t part = size - 1; part >= 1; --part) {
        const std::u32string shorter = label.number.substr(0, part);
        if (!cited.count({label.table, shorter}) && value(shorter) != before + 1) continue;
        label.number = shorter;
        label.label.end -= static_cast<uint32_t>(size - part);
        label.content = label.label.end;
        break;
      }
    before = std::max(before, value(label.number));
  }
}

// 图8左边是原图，右边是结果。 where another 图8 is a title: a sentence that begins with what it speaks of. Of two titles of one number, or two sentences,
// nobody can say. Several sentences above no table, which no format calls a caption, are a paragraph: 表1有三点值得注意。其一，….
void Floats::drop_sentences() {
  constexpr std::ptrdiff_t kSeveral = 3;
  const auto is_sentence = [&](const Caption& caption) {
    const std::u32string_view text = d_.view({caption.label.content, d_.trimmed(d_.span(caption.block)).end});
    return text.find(U'。') != std::u32string_view::npos;
  };
  const std::vector<Caption> all = captions_;
  std::erase_if(captions_, [&](const Caption& caption) {
    if (caption.label.latin || !is_sentence(caption)) return false;
    const std::u32string_view whole = d_.block(caption.block);
    if (caption.label.table && d_.text.blocks[caption.block].kind != BlockKind::caption && !is_table(caption.block + 1) && std::count(whole.begin(), whole.end(), U'。') >= kSeveral) return true;
    return std::any_of(all.begin(), all.end(), [&](const Caption& other) { return !other.label.latin && other.block != caption.block && other.label.table == caption.label.table && other.label.number == caption.label.number && !is_sentence(other); });
  });
}

// Fig.163-D streamlines beside 图16: Fig.16, and 3-D.
void Floats::settle_latin_numbers() {
  if (d_.article.lang == "en") return;
  const auto has = [&](const Caption& latin, std::u32string_view number, size_t reach) {
    return std::any_of(captions_.begin(), captions_.end(), [&](const Caption& c) {
      const size_t away = std::max(c.block, latin.block) - std::min(c.block, latin.block);
      return !c.label.latin && c.label.table == latin.label.table && c.label.number == number && away <= reach;
    });
  };
  for (Caption& caption : captions_) {
    CaptionLabel& label = caption.label;
    if (!label.latin || label.number.size() < 2 || !std::all_of(label.number.begin(), label.number.end(), is_digit) || has(caption, label.number, d_.blocks())) continue;
    const std::u32string shorter = label.number.substr(0, label.number.size() - 1);
    if (!has(caption, shorter, 1)) continue;
    label.number = shorter;
    label.content = --label.label.end;
  }
}

void Floats::pair() {
  if (d_.article.lang == "en") return;
  for (size_t i = 0; i < captions_.size(); ++i) {
    if (captions_[i].label.latin) continue;
    size_t best = kNoCaption, distance = 0;
    for (size_t k = 0; k < captions_.size(); ++k) {
      const Caption& other = captions_[k];
      if (!other.label.latin || other.other != kNoCaption || other.label.table != captions_[i].label.table || other.label.number != captions_[i].label.number) continue;
      const size_t away = std::max(other.block, captions_[i].block) - std::min(other.block, captions_[i].block);
      if (best != kNoCaption && away >= distance) continue;
      best = k;
      distance = away;
    }
    if (best == kNoCaption) continue;
    captions_[i].other = best;
    captions_[best].other = i;
    const bool there = captions_[i].label.table && !beside_table(i) && beside_table(best);
    captions_[there ? i : best].first = false;
  }
}

bool Floats::is_table(size_t block) const { return block < d_.blocks() && d_.text.blocks[block].kind == BlockKind::table; }

// Only captions stand between it and a table. Of more captions than tables the last have them.
bool Floats::beside_table(size_t caption) const {
  size_t b = captions_[caption].block + 1;
  std::set<std::u32string> others;
  for (size_t i = index_of(b); i != kNoCaption; i = index_of(++b))
    if (captions_[i].label.table && captions_[i].label.number != captions_[caption].label.number) others.insert(captions_[i].label.number);
  size_t tables = 0;
  while (is_table(b + tables)) ++tables;
  if (tables > others.size()) return true;
  if (tables > 0) return false;
  b = captions_[caption].block;
  while (b > 0 && index_of(b - 1) != kNoCaption) --b;
  return b > 0 && is_table(b - 1);
}

size_t Floats::index_of(size_t block) const {
  const auto at = std::lower_bound(captions_.begin(), captions_.end(), block, [](const Caption& c, size_t b) { return c.block < b; });
  return at != captions_.end() && at->block == block ? static_cast<size_t>(at - captions_.begin()) : kNoCaption;
}

bool Floats::is_caption_block(size_t block) const { return index_of(block) != kNoCaption; }

void Floats::fill(Part& part, const Caption& caption) const {
  const Span block = d_.trimmed(d_.span(caption.block));
  Inlines content = inlines(d_, {std::min(caption.label.content, block.end), block.end});
  for (const Span& line : caption.below) go_on_with(content, inlines(d_, line));
  const std::u32string label = d_.house(caption.label.label);
  d_.leave({caption.label.label.end, caption.label.content}, "label");
  if (caption.label.latin && d_.article.lang != "en") part.trans_label = label, part.trans_label_span = caption.label.label, part.trans_caption = content;
  else part.label = label, part.label_span = caption.label.label, part.caption = content;
}

void Floats::put_caption(std::vector<Part>& parts, size_t block) const {
  const Caption& caption = captions_[index_of(block)];
  if (!caption.first) return;   // its other half has taken it along
  const PartKind kind = caption.label.table ? PartKind::table : PartKind::figure;
  const auto bare = [&](const Part& part) { return part.kind == kind && part.label.empty() && part.trans_label.empty(); };
  // Below what it names: only where nothing of the kind comes next.
  size_t next = block + 1;
  while (index_of(next) != kNoCaption) ++next;
  Part* part = !parts.empty() && bare(parts.back()) && !(caption.label.table && is_table(next)) ? &parts.back() : nullptr;
  if (part == nullptr) {
    parts.emplace_back();
    part = &parts.back();
    part->kind = kind;
  }
  fill(*part, caption);
  if (caption.other != kNoCaption) fill(*part, captions_[caption.other]);
}

void Floats::put_table(std::vector<Part>& parts, const Table& table) const {
  constexpr size_t kReach = 4;   // parts between a caption and its table
  Part* part = nullptr;
  // The caption above it made the table already: of several, the first that still waits.
  for (size_t i = parts.size(); i-- > 0 && parts.size() - i <= kReach;) {
    const bool waits = parts[i].kind == PartKind::table && parts[i].cells.empty() && !(parts[i].label.empty() && parts[i].trans_label.empty());
    if (waits) part = &parts[i];
    else if (part != nullptr) break;
  }
  if (part == nullptr) {
    parts.emplace_back();
    part = &parts.back();
    part->kind = PartKind::table;
  }
  std::vector<Cell> cells = table.cells;
  square(cells);
  const bool any_header = std::any_of(cells.begin(), cells.end(), [](const Cell& c) { return c.header; });
  // Without marked headers the first row is the head, and the rows that its cells reach down into. One that reaches all is no head.
  uint32_t head = 1, rows = 0;
  for (const Cell& cell : cells) {
    rows = std::max<uint32_t>(rows, cell.row + 1U);
    if (cell.row < head) head = std::max<uint32_t>(head, cell.row + static_cast<uint32_t>(cell.rowspan));
  }
  if (head >= rows && rows > 1) head = 0;
  for (const Cell& cell : cells) {
    Part::Cell out;
    out.row = cell.row;
    out.column = cell.column;
    out.rowspan = cell.rowspan;
    out.colspan = cell.colspan;
    out.header = cell.header || (!any_header && cell.row < head);
    out.content = inlines(d_, cell.span);
    part->cells.push_back(std::move(out));
  }
}

}  // namespace jiaokan
