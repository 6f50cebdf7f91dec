// Front matter: title, authors, and every labelled part (摘要, 关键词, 基金项目 …) wherever it stands outside the body.
#include <fmt/format.h>

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "lang/zh/characters.h"
#include "model/unicode.h"
#include "refs/list_signs.h"
#include "refs/refs.h"
#include "structure/author_line.h"
#include "structure/draft.h"
#include "structure/front_parts.h"
#include "structure/list_head.h"

namespace jiaokan {

namespace {

constexpr size_t kLongestTitle = 80;
constexpr uint32_t kNearTitle = 5;
constexpr size_t kFrontBlocks = 30;   // the title and the authors stand in these

// "——" as it is printed, and as engines read it.
size_t dash_at_start(std::u32string_view text) {
  for (const std::u32string_view dash : {U"——", U"一一", U"--", U"—", U"－－", U"-"})
    if (text.starts_with(dash)) return dash.size();
  // 一日本建设…: half a dash, unless it is a word that begins with one.
  constexpr std::u32string_view kOne = U"种个次类项例般定起些部条位场致带体样直切";
  return text.size() > 4 && text[0] == U'一' && is_han(text[1]) && kOne.find(text[1]) == std::u32string_view::npos ? 1 : 0;
}

// The title's lines; one that begins with a dash, or a further heading of a file that marks headings, is the subtitle.
void put_title(StructureDraft& d, const std::vector<size_t>& blocks, Title& title) {
  title.lang = d.article.lang;
  for (const size_t b : blocks) {
    d.use[b] = Use::title;
    Span s = d.trimmed(d.span(b));
    while (s.size() > 1 && std::u32string_view(U"*＊†‡").find(d.text.chars[s.end - 1]) != std::u32string_view::npos) d.leave({--s.end, s.end + 1}, "footnote mark");
    const size_t dash = title.title.empty() ? 0 : dash_at_start(d.view(s));
    const bool heading = d.text.blocks[b].kind == BlockKind::heading && d.text.blocks[b].level > 0;
    if (!title.title.empty() && title.subtitle.empty() && (dash > 0 || heading)) {
      title.subtitle = title_inlines(d, {s.begin + static_cast<uint32_t>(dash), s.end});
      d.leave({s.begin, s.begin + static_cast<uint32_t>(dash)}, "label");
      continue;
    }
    const Inlines more = title_inlines(d, s);
    Inlines& to = title.subtitle.empty() ? title.title : title.subtitle;
    to.insert(to.end(), more.begin(), more.end());
  }
}

// The words in Latin letters outside the list, small, one space before and behind each; a hyphen parts none.
std::string latin_words(const StructureDraft& d) {
  std::string out = " ";
  for (size_t b = 0; b < d.blocks(); ++b) {
    if (d.use[b] == Use::reference || d.text.blocks[b].kind == BlockKind::table || !is_mostly_latin(d.block(b))) continue;
    for (const char32_t c : d.block(b)) {
      const char32_t f = fold(c);
      if (f >= U'a' && f <= U'z') out.push_back(static_cast<char>(f));
      else if (c != U'-' && out.back() != ' ') out.push_back(' ');
    }
    if (out.back() != ' ') out.push_back(' ');
  }
  return out;
}

// 张明杨: Zhang Mingyang, Mingyang Zhang or ZhangMingyang. Of four characters one or two are the family's.
bool stands_among(const std::string& latin, std::u32string_view name) {
  for (size_t family = 1; family <= (name.size() > 3 ? 2U : 1U); ++family) {
    std::string first, second;
    for (size_t i = 0; i < name.size(); ++i) (i < family ? first : second) += zh_pinyin(name[i]);
    if (first.empty() || second.empty()) continue;
    for (const std::string& form : {" " + first + " " + second + " ", " " + second + " " + first + " ", " " + first + second + " "})
      if (latin.find(form) != std::string::npos) return true;
  }
  return false;
}

AuthorLine author_line_of(const StructureDraft& d, size_t b, const std::string& latin) {
  const std::u32string_view text = d.block(b);
  if (text.size() > 800) return {};
  if (d.article.lang == "en") return read_latin_author_line(text);
  std::vector<bool> gaps(text.size());
  for (uint32_t i = 1; i < text.size(); ++i) gaps[i] = d.gap_before(d.span(b).begin + i) != Gap::none;
  // 张明杨包寒吴霜, where BAO Han-Wu-Shuang stands below.
  return read_author_line(text, gaps, [&](std::u32string_view name) { return stands_among(latin, name); });
}

void put_authors(StructureDraft& d, size_t b, const std::string& latin) {
  d.use[b] = Use::authors;
  const Span block = d.span(b);
  const AuthorLine line = author_line_of(d, b, latin);
  for (const Span name : line.names) {
    Contributor author;
    author.names.push_back(person(d, {block.begin + name.begin, block.begin + name.end}, d.article.lang == "en" ? "en" : "zh"));
    d.article.front.authors.push_back(std::move(author));
  }
  if (!line.affiliation.empty()) put_affiliations(d, {block.begin + line.affiliation.begin, block.begin + line.affiliation.end});
  d.leave(block, "front-matter punctuation");
}

// Tables, captions and their likes name neither the article nor its authors.
bool is_beside_the_text(const StructureDraft& d, size_t b) {
  constexpr BlockKind kKinds[] = {BlockKind::caption, BlockKind::code, BlockKind::formula, BlockKind::note, BlockKind::table};
  CaptionLabel ignored;
  return std::find(std::begin(kKinds), std::end(kKinds), d.text.blocks[b].kind) != std::end(kKinds) || match_caption(d.view(d.trimmed(d.span(b))), ignored);
}

bool may_be_title(const StructureDraft& d, size_t b) {
  if (is_beside_the_text(d, b)) return false;
  const std::u32string_view text = d.view(d.trimmed(d.span(b)));
  if (text.empty() || text.size() > (d.article.lang == "en" ? 300 : kLongestTitle) || text.back() == U'。') return false;
  return !is_mostly_latin(text) || d.article.lang == "en";
}

// The journal's citation of the article, above the title that it names.
bool leave_own_citation(StructureDraft& d, size_t b) {
  if (!take_own_citation(d, b, {static_cast<uint32_t>(b) + 1, static_cast<uint32_t>(b) + kNearTitle})) return false;
  d.use[b] = Use::front;
  return true;
}

// A name a line, down to where they work: behind the last of them; `from` where there are none such.
size_t names_below(const StructureDraft& d, size_t from, size_t limit, const std::string& latin) {
  constexpr size_t kName = 5;   // characters, a space among them
  size_t b = from;
  while (b < limit && d.use[b] == Use::none && d.trimmed(d.span(b)).size() <= kName && author_line_of(d, b, latin).names.size() == 1) ++b;
  return b < limit && looks_like_affiliation(d.block(b)) ? b : from;
}

// The title stands before the authors, or before the first labelled part.
void find_title(StructureDraft& d, size_t limit) {
  const std::string latin = latin_words(d);
  for (size_t b = 0; b + 1 < limit; ++b)
    if (d.use[b] == Use::none) leave_own_citation(d, b);
  size_t authors = limit, first = limit;
  for (size_t b = 0; b < limit; ++b) {
    if (d.use[b] != Use::none || is_beside_the_text(d, b)) continue;   // short cells would look like names
    // A column's name may look like a name when it is the very first line: the title must stand before the authors.
    const bool titled = first < b;
    // Where the title was lost, names with where their bearers work come first.
    if (first == limit && d.article.lang != "en") {
      const AuthorLine line = author_line_of(d, b, latin);
      if (line.names.size() >= 3 && line.separated && !line.affiliation.empty()) {
        authors = b;
        break;
      }
    }
    if (first == limit && may_be_title(d, b)) first = b;
    if (!titled) continue;
    if (dash_at_start(d.view(d.trimmed(d.span(b)))) > 0) continue;   // a subtitle
    const AuthorLine line = author_line_of(d, b, latin);
    if (line.names.empty() || line.names.size() > 40) continue;
    // One run of Han alone may be half a title: it needs a sign, a second name's line, or what follows to be no title.
    const bool sure = line.separated || line.names.size() > 1 || d.block(b).size() <= 4;
    if (!sure) continue;
    // 短板、路径与方法 above 刘宇庆 above the place where he works: half a title.
    constexpr size_t kOneName = 8;
    const std::u32string_view row = d.block(b);
    const bool bare = line.affiliation.empty() && std::none_of(row.begin(), row.end(), is_digit) && row.find(U'、') != std::u32string_view::npos;
    if (bare && b + 2 < limit && d.block(b + 1).size() <= kOneName && !author_line_of(d, b + 1, latin).names.empty() && looks_like_affiliation(d.block(b + 2))) continue;
    authors = b;
    break;
  }
  std::vector<size_t> title;
  const size_t end = authors < limit ? authors : std::min<size_t>(limit, first + 3);
  for (size_t b = first; b < end; ++b) {
    if (d.use[b] != Use::none) continue;
    if (!may_be_title(d, b)) break;
    if (match_heading_label(d.block(b)).scheme != Scheme::none && authors == limit) break;
    title.push_back(b);
    if (authors == limit && title.size() == 1) {
      // Without an author line only a first line that stops in the middle, or a subtitle behind it, takes the next too.
      const std::u32string_view text = d.view(d.trimmed(d.span(b)));
      const bool goes_on = text.back() == U'：' || text.back() == U':' || (b + 1 < end && dash_at_start(d.block(b + 1)) > 1);
      if (!goes_on) break;
    }
  }
  // A short first line above a whole title is the name of the journal's column.
  const auto heads = [&](size_t b) { return d.text.blocks[b].kind == BlockKind::heading && d.text.blocks[b].level > 0; };
  const auto is_column = [&](size_t b, size_t below) {
    constexpr size_t kShort = 6, kLonger = 12;   // the longer is no heading, and a heading stands below it
    const size_t size = d.view(d.trimmed(d.span(b))).size();
    return size <= kShort || (size <= kLonger && !heads(b) && heads(below));
  };
  if (title.size() > 1 && authors < limit && is_column(title[0], title[1]) && d.view(d.trimmed(d.span(title[1]))).size() >= 8 && dash_at_start(d.block(title[1])) == 0) {
    d.use[title[0]] = Use::front;
    d.article.front.column = d.field(d.span(title[0]));
    title.erase(title.begin());
  }
  if (title.empty() && authors == limit) return;
  // The whole text is no title: something must follow it.
  if (authors == limit && limit == d.blocks() && d.blocks() == 1) return;
  if (!title.empty()) put_title(d, title, d.article.front.title);
  if (authors < limit) {
    put_authors(d, authors, latin);
    const size_t more = names_below(d, authors + 1, limit, latin);
    for (; authors + 1 < more; ++authors) put_authors(d, authors + 1, latin);
    // Lines behind the authors that name a body and a place: affiliations; or more authors, where none have been named.
    for (size_t b = authors + 1; b < limit && d.use[b] == Use::none; ++b) {
      const std::u32string_view text = d.block(b);
      if (text.size() > 300 || !looks_like_affiliation(text)) break;
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
    case LabelKind::keywords: put_keywords(d, content, part.label.label, lang == "en" || (is_mostly_latin(d.view(content)) && count_han(d.view(content)) == 0) ? "en" : d.article.lang); break;
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
    default: break;
  }
  d.leave(part.content, part.label.kind == LabelKind::masthead ? "front-matter part without a place" : "front-matter punctuation");
}

bool is_front_kind(LabelKind kind) {
  switch (kind) {
    case LabelKind::references:
    case LabelKind::notes:
    case LabelKind::author:
    case LabelKind::email:
    case LabelKind::citation: return false;
    default: return !is_back_matter(kind);
  }
}

// An abstract whose label was lost: the long paragraph above the keywords, or above another label that stands before the body.
void find_bare_abstract(StructureDraft& d, size_t label) {
  constexpr size_t kShortest = 100;
  if (label == 0 || label >= std::min(d.blocks(), kFrontBlocks) || d.article.front.title.title.empty()) return;
  const size_t b = label - 1;
  if (d.use[b] != Use::none || d.block(b).size() < kShortest || d.text.blocks[b].kind != BlockKind::paragraph) return;
  for (size_t k = 0; k < b; ++k)   // nothing of the body stands above it
    if (d.use[k] == Use::none && d.block(k).size() >= kShortest && !looks_like_affiliation(d.block(k))) return;
  Abstract abstract;
  abstract.lang = d.is_latin(b) ? "en" : d.article.lang;
  Part paragraph;
  paragraph.content = inlines(d, d.span(b));
  abstract.parts.push_back(std::move(paragraph));
  d.use[b] = Use::abstract;
  d.article.front.abstracts.push_back(std::move(abstract));
}

// The first block that a label makes an abstract in the article's language; d.blocks() when there is none.
size_t first_summary(const StructureDraft& d) {
  LabelMatch label;
  for (size_t b = 0; b < d.blocks(); ++b)
    if (d.use[b] == Use::none && match_label(d.block(b), label) && label.kind == LabelKind::abstract && (label.colon || label.bracketed) && (label.lang == "en") == (d.article.lang == "en")) return b;
  return d.blocks();
}

// [12] 赵六. …[J]. …: the last entries of another article's list, which end on the page where this one begins.
bool is_entry_of_another(const StructureDraft& d, size_t b) {
  const std::u32string_view text = d.view(d.trimmed(d.span(b)));
  LabelMatch label;
  if (d.use[b] != Use::none || text.size() < 12 || match_label(text, label)) return false;
  return looks_labelled(text) ? has_year_or_mark(text) : has_type_mark(text);
}

// Up to the last such entry above the abstract nothing is this article's, where a title can stand below it.
void leave_end_of_another(StructureDraft& d) {
  constexpr double kLargest = 0.35;   // of the text: more is the article itself
  const size_t summary = first_summary(d);
  if (summary == d.blocks()) return;
  size_t own = 0;
  for (size_t b = 0; b + 1 < summary; ++b)
    if (is_entry_of_another(d, b) && !leave_own_citation(d, b)) own = b + 1;
  if (own > 0 && static_cast<double>(d.span(own - 1).end) > kLargest * static_cast<double>(d.text.chars.size())) return;
  if (std::none_of(d.use.begin() + static_cast<std::ptrdiff_t>(own), d.use.begin() + static_cast<std::ptrdiff_t>(summary), [](Use use) { return use == Use::none; })) return;
  for (size_t b = 0; b < own; ++b) {
    if (d.use[b] != Use::none) continue;
    d.use[b] = Use::other_article;
    d.leave(d.span(b), "other-article");
  }
}

// Between the title and the abstract nothing is body: an authors' line that was read badly, with where they work behind it; pieces of such lines.
void take_rest_of_head(StructureDraft& d, size_t abstract) {
  constexpr size_t kLongest = 300, kPiece = 40;   // characters; of a piece that may be anything
  const std::string latin = latin_words(d);
  size_t title = 0;
  while (title < abstract && d.use[title] != Use::title) ++title;
  for (size_t b = title; b < abstract; ++b)
    if (is_beside_the_text(d, b)) return;   // what has tables is body
  for (size_t b = title + 1; b < abstract; ++b) {
    const Span s = d.trimmed(d.span(b));
    const std::u32string_view text = d.view(s);
    if (d.use[b] != Use::none || text.size() > kLongest || count_han(text) == 0 || d.is_latin(b) || text.find(U'。') != std::u32string_view::npos) continue;
    // 马超!程一帆2(1.中原财经学院…
    size_t place = text.find_first_of(U"(（");
    while (place != std::u32string_view::npos && !looks_like_affiliation(text.substr(place))) place = text.find_first_of(U"(（", place + 1);
    if (place == std::u32string_view::npos && looks_like_affiliation(text)) place = 0;
    if (place == std::u32string_view::npos && text.size() > kPiece) continue;
    const std::u32string_view head = text.substr(0, place);
    const AuthorLine line = read_author_line(head, std::vector<bool>(head.size()), [&](std::u32string_view name) { return stands_among(latin, name); });
    for (const Span name : line.names) {
      Contributor author;
      author.names.push_back(person(d, {s.begin + name.begin, s.begin + name.end}, "zh"));
      d.article.front.authors.push_back(std::move(author));
    }
    if (place != std::u32string_view::npos) put_affiliations(d, {s.begin + static_cast<uint32_t>(place), s.end});
    d.use[b] = place == std::u32string_view::npos ? Use::authors : Use::affiliation;
    d.leave(s, "between title and abstract");
  }
}

// A list of funds that ends with 、 or ； goes on in the next block, though a tool began one there. The last block that is taken.
size_t rest_of_funding(StructureDraft& d, size_t b, Labelled& part) {
  constexpr size_t kLongest = 120;
  while (part.label.kind == LabelKind::funding && b + 1 < d.blocks()) {
    const std::u32string_view above = d.block(b), text = d.block(b + 1);
    const bool goes_on = !above.empty() && std::u32string_view(U"；;、").find(above.back()) != std::u32string_view::npos;
    if (!goes_on || d.use[b + 1] != Use::none || text.empty() || text.size() > kLongest) break;
    if (!labelled_parts(d, b + 1).empty() || match_heading_label(text).scheme != Scheme::none) break;
    d.use[++b] = Use::front;
    part.content.end = d.trimmed(d.text.blocks[b].span).end;
  }
  return b;
}

}  // namespace

void find_front(StructureDraft& d) {
  leave_end_of_another(d);
  // Labelled parts stand anywhere outside the list; the first of the article's own language counts, English is english.cc's.
  size_t first_label = d.blocks(), first_abstract = d.blocks();
  std::vector<Labelled> found;
  bool in_body = false;
  for (size_t b = 0; b < d.blocks(); ++b) {
    if (d.use[b] != Use::none) continue;
    const HeadingLabel heading = looks_like_affiliation(d.block(b)) ? HeadingLabel{} : match_heading_label(d.block(b));
    in_body |= (heading.scheme == Scheme::han_comma || heading.scheme == Scheme::han_di_zhang || heading.scheme == Scheme::decimal1 || heading.scheme == Scheme::decimal2) && d.block(b).size() < 50;
    const std::vector<Labelled> parts = labelled_parts(d, b);
    if (parts.empty() || !is_front_kind(parts[0].label.kind)) continue;
    if (d.is_latin(b) && d.article.lang != "en" && parts[0].label.lang == "en" && (parts[0].label.kind == LabelKind::abstract || parts[0].label.kind == LabelKind::keywords)) continue;
    // Inside the body only a label in brackets, or with a colon, is one.
    if (in_body && !parts[0].label.bracketed && !parts[0].label.colon) continue;
    if (first_label == d.blocks() && b > 0) first_label = b;
    if (first_abstract == d.blocks() && (parts[0].label.kind == LabelKind::abstract || parts[0].label.kind == LabelKind::keywords)) first_abstract = b;
    d.use[b] = Use::front;
    for (const Labelled& part : parts) found.push_back(part);
    b = rest_of_funding(d, b, found.back());
  }
  // Before the abstract, else the first label behind the first block, else the first heading, stand title and authors.
  size_t limit = first_abstract < d.blocks() ? first_abstract : first_label;
  size_t own = 0;
  while (own < d.blocks() && d.use[own] == Use::other_article) ++own;
  limit = std::min(limit, own + kFrontBlocks);
  for (size_t b = own + 1; b < limit; ++b) {
    if (looks_like_affiliation(d.block(b)) || d.block(b).size() >= 50) continue;
    const HeadingLabel heading = match_heading_label(d.block(b));
    const Scheme scheme = heading.scheme;
    if (scheme == Scheme::decimal1 && heading.number > 2) continue;   // 3种方法的比较: a title
    const bool marked = d.text.blocks[b].kind == BlockKind::heading;
    if (scheme == Scheme::han_comma || scheme == Scheme::han_di_zhang || scheme == Scheme::decimal1 || (marked && (scheme == Scheme::roman || scheme == Scheme::arabic_dot || scheme == Scheme::decimal2))) limit = b;
  }
  find_title(d, limit);
  if (limit == first_abstract && d.article.lang != "en" && !d.article.front.title.title.empty()) take_rest_of_head(d, limit);
  if (first_abstract == d.blocks() || std::none_of(found.begin(), found.end(), [](const Labelled& part) { return part.label.kind == LabelKind::abstract; })) find_bare_abstract(d, first_label);
  for (const Labelled& part : found) {
    if (part.label.kind == LabelKind::abstract) put_abstract(d, part);
    else put_labelled(d, part);
  }
}

}  // namespace jiaokan
