// Front matter: title, authors, and every labelled part (摘要, 关键词, 基金项目 …) wherever it stands outside the body.
#include <fmt/format.h>

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "refs/refs.h"
#include "structure/draft.h"
#include "structure/front_parts.h"

namespace jiaokan {

namespace {

constexpr size_t kLongestTitle = 80;

// 程铭 刘雪莲 · 程铭，刘雪莲 · 程铭1,刘雪莲2: runs of 2–4 Han (or names with a middle dot), marks and affiliation numbers between.
bool is_author_line(std::u32string_view text, std::vector<Span>& names) {
  names.clear();
  for (uint32_t i = 0; i < text.size();) {
    const char32_t c = text[i];
    if (is_han(c)) {
      uint32_t end = i;
      while (end < text.size() && (is_han(text[end]) || text[end] == U'·')) ++end;
      const uint32_t size = end - i;
      const bool dotted = text.substr(i, size).find(U'·') != std::u32string_view::npos;
      if (size < 2 || (size > 4 && !dotted) || size > 14) return false;
      names.push_back({i, end});
      i = end;
      continue;
    }
    const bool between = is_space(c) || is_digit(c) || std::u32string_view(U",，、;；*＊()（）①②③④⑤⑥⑦⑧⑨⁰¹²³⁴⁵⁶⁷⁸⁹^").find(c) != std::u32string_view::npos;
    if (!between) return false;
    ++i;
  }
  if (names.empty() || names.size() > 20) return false;
  // A single run could be a title or a heading: names of two to four characters only with a known shape.
  return names.size() >= 2 || text.size() <= 4;
}

void put_title(StructureDraft& d, const std::vector<size_t>& blocks, Title& title) {
  title.lang = d.article.lang;
  for (const size_t b : blocks) {
    d.use[b] = Use::title;
    Span s = d.trimmed(d.span(b));
    const std::u32string_view text = d.view(s);
    // ——subtitle, on its own line or behind the title
    const size_t dash = text.find(U"——");
    if (!title.title.empty() && dash == 0) {
      title.subtitle = inlines(d, {s.begin + 2, s.end});
      d.leave({s.begin, s.begin + 2}, "label");
      continue;
    }
    const Inlines more = inlines(d, s);
    title.title.insert(title.title.end(), more.begin(), more.end());
  }
}

void put_authors(StructureDraft& d, size_t b) {
  d.use[b] = Use::authors;
  std::vector<Span> names;
  const std::u32string_view text = d.block(b);
  is_author_line(text, names);
  for (const Span name : names) {
    const Span place{d.span(b).begin + name.begin, d.span(b).begin + name.end};
    Contributor author;
    author.names.push_back(person(d, place, "zh"));
    d.article.front.authors.push_back(std::move(author));
  }
  d.leave(d.span(b), "front-matter punctuation");
}

// The title stands before the authors, or before the first labelled part.
void find_title(StructureDraft& d, size_t limit) {
  std::vector<Span> names;
  size_t authors = limit;
  for (size_t b = 0; b < limit; ++b) {
    if (d.use[b] != Use::none || !is_author_line(d.block(b), names)) continue;
    // A column's name may look like a name when it is the very first line: the title must stand before the authors.
    if (b == 0 && limit > 1) continue;
    authors = b;
    break;
  }
  std::vector<size_t> title;
  const size_t end = authors < limit ? authors : std::min<size_t>(limit, 3);
  for (size_t b = 0; b < end; ++b) {
    if (d.use[b] != Use::none) continue;
    const std::u32string_view text = d.view(d.trimmed(d.span(b)));
    if (text.empty() || text.size() > kLongestTitle || text.back() == U'。') break;
    if (match_heading_label(text).scheme != Scheme::none && authors == limit) break;
    if (is_mostly_latin(text) && d.article.lang != "en") break;
    title.push_back(b);
    if (authors == limit && title.size() == 1) {
      // Without an author line only a first line that stops in the middle, or a subtitle behind it, takes the next too.
      const bool goes_on = text.back() == U'：' || text.back() == U':' || (b + 1 < end && d.block(b + 1).starts_with(U"——"));
      if (!goes_on) break;
    }
  }
  if (title.empty()) return;
  // The whole text is no title: something must follow it.
  if (authors == limit && limit == d.blocks() && d.blocks() == 1) return;
  put_title(d, title, d.article.front.title);
  if (authors < limit) {
    put_authors(d, authors);
    // Lines behind the authors that name a body and a place: affiliations.
    for (size_t b = authors + 1; b < limit && d.use[b] == Use::none; ++b) {
      const std::u32string_view text = d.block(b);
      if (text.size() > 200 || !looks_like_affiliation(text)) break;
      d.use[b] = Use::affiliation;
      put_affiliations(d, d.span(b));
    }
  }
}

// An identifier keeps the widths it was printed in, but for full-width signs of ASCII.
Field verbatim(StructureDraft& d, Span s) {
  Field out = d.field(s);
  for (uint32_t i = 0; i < out.text.size(); ++i) {
    const char32_t c = d.text.chars[out.span.begin + i];
    out.text[i] = c >= U'！' && c <= U'～' ? c - U'！' + U'!' : c;
  }
  return out;
}

void put_labelled(StructureDraft& d, const Labelled& part) {
  Front& front = d.article.front;
  const std::string lang(part.label.lang);
  const Span content = d.trimmed(part.content);
  d.leave({part.label.label.begin, part.content.begin}, "label");
  switch (part.label.kind) {
    case LabelKind::keywords: put_keywords(d, content, part.label.label, lang == "en" || is_mostly_latin(d.view(content)) ? "en" : d.article.lang); break;
    case LabelKind::clc: put_clc(d, content); break;
    case LabelKind::doc_code: front.doc_code = verbatim(d, content); break;
    case LabelKind::article_number: front.article_number = verbatim(d, content); break;
    case LabelKind::doi: {
      Span s = content;
      while (s.end > s.begin && std::u32string_view(U".。;；").find(d.text.chars[s.end - 1]) != std::u32string_view::npos) --s.end;
      front.doi = verbatim(d, s);
      break;
    }
    case LabelKind::received: put_date(d, "received", content); break;
    case LabelKind::revised: put_date(d, "rev-recd", content); break;
    case LabelKind::accepted: put_date(d, "accepted", content); break;
    case LabelKind::published: put_date(d, "pub", content); break;
    case LabelKind::funding: put_funding(d, content); break;
    case LabelKind::author_note: put_author_notes(d, content); break;
    case LabelKind::affiliation: put_affiliations(d, content); break;
    case LabelKind::editor: put_editors(d, content); break;
    case LabelKind::correspondence: put_correspondence(d, content); break;
    case LabelKind::column: front.column = d.field(content); break;
    default: d.leave(content, "front-matter part without a place"); break;
  }
  d.leave(part.content, "front-matter punctuation");
}

bool is_front_kind(LabelKind kind) {
  switch (kind) {
    case LabelKind::references:
    case LabelKind::notes:
    case LabelKind::acknowledgement:
    case LabelKind::appendix:
    case LabelKind::conflict:
    case LabelKind::contribution:
    case LabelKind::author:
    case LabelKind::email:
    case LabelKind::citation: return false;
    default: return true;
  }
}

}  // namespace

void find_front(StructureDraft& d) {
  // Labelled parts stand anywhere outside the list; the first of the article's own language counts, English is english.cc's.
  size_t first_label = d.blocks();
  std::vector<Labelled> found;
  bool in_body = false;
  for (size_t b = 0; b < d.blocks(); ++b) {
    if (d.use[b] != Use::none) continue;
    const HeadingLabel heading = match_heading_label(d.block(b));
    in_body |= (heading.scheme == Scheme::han_comma || heading.scheme == Scheme::decimal1 || heading.scheme == Scheme::decimal2) && d.block(b).size() < 50;
    const std::vector<Labelled> parts = labelled_parts(d, b);
    if (parts.empty() || !is_front_kind(parts[0].label.kind)) continue;
    if (is_mostly_latin(d.block(b)) && d.article.lang != "en" && (parts[0].label.kind == LabelKind::abstract || parts[0].label.kind == LabelKind::keywords)) continue;
    // Inside the body only a label in brackets, or with a colon, is one.
    if (in_body && !parts[0].label.bracketed && !parts[0].label.colon) continue;
    if (first_label == d.blocks()) first_label = b;
    d.use[b] = Use::front;
    for (const Labelled& part : parts) found.push_back(part);
  }
  // Before the first label, or before the first heading where there is no label, stand title and authors.
  size_t limit = first_label;
  for (size_t b = 0; b < limit; ++b) {
    const HeadingLabel heading = match_heading_label(d.block(b));
    if (b > 0 && (heading.scheme == Scheme::han_comma || heading.scheme == Scheme::decimal1) && d.block(b).size() < 50) limit = b;
  }
  find_title(d, limit);
  for (const Labelled& part : found) {
    if (part.label.kind == LabelKind::abstract) put_abstract(d, part);
    else put_labelled(d, part);
  }
}

}  // namespace jiaokan
