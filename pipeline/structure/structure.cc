#include "structure/structure.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/article_walk.h"
#include "model/unicode.h"
#include "structure/divide.h"
#include "structure/draft.h"

namespace jiaokan {

Span StructureDraft::trimmed(Span s) const {
  while (s.begin < s.end && is_space(text.chars[s.begin])) ++s.begin;
  while (s.end > s.begin && is_space(text.chars[s.end - 1])) --s.end;
  return s;
}

std::u32string StructureDraft::house(Span s) const {
  s = trimmed(s);
  return styled.substr(s.begin, s.size());
}

Gap gap_before(const Text& text, const Collation& collation, uint32_t t) {
  Gap out = Gap::none;
  if (t == 0 || t >= text.column.size()) return out;
  for (size_t w = 0; w < collation.witnesses.size(); ++w) {
    const uint32_t a = collation.cell(text.column[t - 1], w), b = collation.cell(text.column[t], w);
    if (a == kNone || b == kNone) continue;
    const Witness& witness = collation.witnesses[w];
    for (uint32_t i = a; i < b; ++i) {
      if (witness.chars[i] == U'\n') return Gap::line;
      if (i > a && is_space(witness.chars[i])) out = Gap::space;
    }
  }
  return out;
}

std::u32string without_formulas(const Text& text, Span s) {
  constexpr char32_t kFormula = U'\uFFFC';
  std::u32string out;
  uint32_t at = s.begin;
  for (auto mark = std::lower_bound(text.marks.begin(), text.marks.end(), s.begin, [](const Mark& m, uint32_t t) { return m.span.begin < t; }); mark != text.marks.end() && mark->span.begin < s.end; ++mark) {
    if (mark->kind != MarkKind::formula || mark->span.begin < at) continue;
    out.append(text.chars, at, mark->span.begin - at);
    out.push_back(kFormula);
    at = std::min(mark->span.end, s.end);
  }
  return out.append(text.chars, at, s.end - at);
}

uint32_t StructureDraft::page_of(uint32_t t) const {
  const auto after = std::upper_bound(text.pages.begin(), text.pages.end(), t, [](uint32_t at, const PageStart& p) { return at < p.at; });
  return static_cast<uint32_t>(after - text.pages.begin());
}

bool StructureDraft::calls_note(uint32_t t) const {
  auto mark = std::lower_bound(text.marks.begin(), text.marks.end(), t, [](const Mark& m, uint32_t at) { return m.span.begin < at; });
  while (mark != text.marks.end() && mark->span.begin == t && mark->kind != MarkKind::note_mark) ++mark;
  return mark != text.marks.end() && mark->span.begin == t;
}

bool StructureDraft::is_latin(size_t b) const {
  const std::u32string words = without_formulas(text, span(b));
  return is_mostly_latin(std::any_of(words.begin(), words.end(), is_letter) ? std::u32string_view(words) : block(b));
}

Gap StructureDraft::gap_before(uint32_t t) const { return jiaokan::gap_before(text, collation, t); }

void StructureDraft::leave(Span s, const char* why) {
  for (uint32_t i = s.begin; i < s.end; ++i)
    if (reason[i] == nullptr) reason[i] = why;
}

Place StructureDraft::place(Span s) const {
  for (uint32_t t = s.begin; t < text.column.size(); ++t)
    for (size_t w = 0; w < collation.witnesses.size(); ++w)
      if (const uint32_t i = collation.cell(text.column[t], w); i != kNone) {
        const uint32_t size = std::max<uint32_t>(1, s.end > t ? s.end - t : 1);
        return place_of(collation.witnesses[w], {i, std::min<uint32_t>(i + size, static_cast<uint32_t>(collation.witnesses[w].chars.size()))});
      }
  return {};
}

void StructureDraft::say(Code code, Span s, std::string detail) { diags.push_back({code, s.empty() && s.begin == 0 ? Place{} : place(s), std::move(detail)}); }

Field StructureDraft::field(Span s, std::string lang) {
  s = trimmed(s);
  std::u32string words;
  for (uint32_t begin = s.begin; begin < s.end;) {
    const size_t block = block_at(text.blocks, begin);
    const uint32_t end = block == kNone || block + 1 >= text.blocks.size() ? s.end : std::min(s.end, std::max(text.blocks[block + 1].span.begin, begin + 1));
    const std::u32string piece = house({begin, end});
    // Words of Latin that the end of a block parts.
    if (!words.empty() && !piece.empty() && is_latin_letter(words.back()) && is_latin_letter(piece.front())) words.push_back(U' ');
    words += piece;
    begin = end;
  }
  return {std::move(words), s, Origin::text, std::move(lang)};
}

namespace {

// Words that begin a part wherever they stand. DOI and PACS need what follows them.
bool is_glued_label(std::u32string_view text) {
  constexpr std::u32string_view kWords[] = {U"中图分类号", U"文献标识码", U"文献标志码", U"文章编号", U"分类号", U"基金项目：", U"基金项目:", U"作者简介：", U"作者简介:", U"通信作者：", U"通讯作者：", U"收稿日期：", U"收稿日期:", U"PACS:", U"PACS：", U"摘要：", U"摘要:", U"关键词：", U"关键词:"};
  if (std::any_of(std::begin(kWords), std::end(kWords), [&](std::u32string_view word) { return text.substr(0, word.size()) == word; })) return true;
  // With one sign misread, by the code behind it.
  LabelMatch label;
  if (is_han(text[0]) && match_label(text, label) && label.colon && (label.kind == LabelKind::doc_code || label.kind == LabelKind::article_number)) return true;
  if (text.size() < 8 || fold(text[0]) != U'd' || fold(text[1]) != U'o' || fold(text[2]) != U'i') return false;
  const size_t number = text.substr(0, 8).find(U"10.");
  return fold(text[3]) == U':' || (number != std::u32string_view::npos && number <= 5);
}

}  // namespace

std::vector<Labelled> labelled_parts(const StructureDraft& d, size_t block) {
  std::vector<Labelled> out;
  const Span span = d.span(block);
  const std::u32string_view text = d.block(block);
  for (uint32_t i = 0; i < text.size(); ++i) {
    if (i > 0) {
      // A label inside a block stands behind white space, a closing mark or the end of a sentence, or opens with a bracket.
      const char32_t before = text[i - 1];
      const bool bracket = std::u32string_view(U"［[【").find(text[i]) != std::u32string_view::npos;
      const bool glued = is_glued_label(text.substr(i));
      if (!bracket && !glued && !is_space(before) && !is_sentence_end(before) && !is_closing(before)) continue;
      if (out.empty()) break;   // the block itself must begin with a label
    }
    LabelMatch label;
    if (!match_label(text.substr(i), label) || label.label.begin != (i == 0 ? label.label.begin : 0U)) {
      if (i == 0 && out.empty()) return out;
      continue;
    }
    const bool named = (label.kind == LabelKind::masthead && label.content >= text.size()) || label.kind == LabelKind::clc || label.kind == LabelKind::doc_code || label.kind == LabelKind::article_number;   // words that mean nothing else
    const bool sure = label.bracketed || label.colon || named || (i > 0 && label.kind == LabelKind::keywords && is_sentence_end(text[i - 1])) || (label.kind == LabelKind::doi && is_glued_label(text.substr(i))) || (i == 0 && (label.kind == LabelKind::doi || label.kind == LabelKind::abstract || label.kind == LabelKind::keywords));
    if (!sure) {
      if (i == 0) return out;
      continue;
    }
    if (!out.empty()) out.back().content.end = span.begin + i + label.label.begin;
    label.label = {span.begin + i + label.label.begin, span.begin + i + label.label.end};
    label.content += span.begin + i;
    out.push_back({label, {label.content, span.end}, block});
    i = label.content - span.begin > i ? label.content - span.begin - 1 : i;
  }
  return out;
}

bool is_mostly_latin(std::u32string_view text) {
  size_t latin = 0, wide = 0;
  for (const char32_t c : text) {
    latin += is_latin_letter(c);
    wide += is_cjk(c) && is_letter(c);
  }
  return latin > 2 * wide && latin >= 3;
}

namespace {

void list_left_out(StructureDraft& d) {
  const uint32_t n = static_cast<uint32_t>(d.text.chars.size());
  std::vector<bool> held(n);
  for_each_span(d.article, [&](Span s) { std::fill(held.begin() + s.begin, held.begin() + s.end, true); });
  for (uint32_t i = 0; i < n; ++i) {
    if (held[i]) continue;
    const char* const why = d.reason[i] != nullptr ? d.reason[i] : is_space(d.text.chars[i]) ? "white space" : "not placed";
    if (!d.article.left_out.empty() && d.article.left_out.back().span.end == i && std::string_view(d.article.left_out.back().reason) == why) d.article.left_out.back().span.end = i + 1;
    else d.article.left_out.push_back({{i, i + 1}, why});
  }
}

// What is left out and is neither a label nor a sign nor another form of what the article has: a person should see it.
void tell_left_out(StructureDraft& d) {
  constexpr size_t kPassage = 30, kShown = 40;   // letters, characters
  constexpr std::string_view kMeant[] = {"white space", "TeX of a plain number", "label", "the article's own citation", "footnote mark", "description of a picture"};
  size_t last = d.blocks();   // the block of the passage before: a block is told once
  for (const LeftOut& left : d.article.left_out) {
    if (std::any_of(std::begin(kMeant), std::end(kMeant), [&](std::string_view reason) { return left.reason == reason; })) continue;
    const Span s = d.trimmed(left.span);
    if (std::count_if(d.text.chars.begin() + s.begin, d.text.chars.begin() + s.end, is_letter) < static_cast<std::ptrdiff_t>(kPassage)) continue;
    const size_t b = block_at(d.text, s.begin);
    if (b == last) continue;
    last = b;
    d.say(Code::passage_left_out, s, std::string(left.reason) + ": " + to_utf8(d.view({s.begin, std::min(s.end, s.begin + static_cast<uint32_t>(kShown))})));
  }
}

// A locus that reaches from a part of the article into one that was left out, or stands in two parts, has no place: its milestones go.
void pair_milestones(Article& article) {
  std::vector<std::pair<std::string, bool>> order;   // id, begins
  for_each_inline(article, [&](const Inline& item) {
    if (item.kind == InlineKind::locus_begin || item.kind == InlineKind::locus_end) order.emplace_back(item.value, item.kind == InlineKind::locus_begin);
  });
  std::map<std::string, int> state;   // 1 begun, 2 ended, 3 out of order
  for (const auto& [id, begins] : order) {
    int& s = state[id];
    s = begins && s == 0 ? 1 : !begins && s == 1 ? 2 : 3;
  }
  for_each_list(article, [&](Inlines& list) {
    std::erase_if(list, [&](const Inline& item) { return (item.kind == InlineKind::locus_begin || item.kind == InlineKind::locus_end) && state[item.value] != 2; });
  });
}

std::string language_of(std::u32string_view text) {
  size_t han = 0, kana = 0, latin = 0;
  for (const char32_t c : text) {
    const Script script = script_of(c);
    han += script == Script::han;
    kana += script == Script::kana;
    latin += script == Script::latin;
  }
  if (kana * 5 > han && kana > 20) return "ja";
  return han * 3 >= latin || han > 400 ? "zh" : latin > 0 ? "en" : "zh";
}

}  // namespace

Article structure(const Text& whole, const Collation& collation, const Settings& settings, Diags& diags) {
  Text text = whole;
  Divided divided = divide_blocks(whole, collation);
  text.blocks = std::move(divided.blocks);   // from here on a block is one thing
  StructureDraft d{text, collation, settings, diags, {}, {}, {}, {}, {}, {}, {}, std::move(divided.run_in)};
  d.use.assign(text.blocks.size(), Use::none);
  d.reason.assign(text.chars.size(), nullptr);
  const auto lang = settings.values.find("lang");
  d.article.lang = lang != settings.values.end() ? lang->second.text : language_of(text.chars);
  const auto citations = settings.values.find("citations");
  if (citations != settings.values.end()) d.article.citations = citations->second.text == "element" ? CitationForm::element : citations->second.text == "both" ? CitationForm::both : CitationForm::mixed;

  find_references(d);
  find_citations(d);      // needs the list; from here on callouts are known
  set_house_widths(d);    // references keep their widths
  find_notes(d);          // from here on note marks can be confirmed
  find_front(d);          // the blocks before the body, and labelled parts anywhere
  find_english(d);        // needs the authors
  find_biographies(d);    // needs the authors, in both languages
  find_tails(d);          // needs all of ours to be known
  number_pages(d);        // needs the article number
  build_body(d);
  complete_front(d);
  audit_citations(d);
  pair_milestones(d.article);
  list_left_out(d);
  tell_left_out(d);
  return std::move(d.article);
}

}  // namespace jiaokan
