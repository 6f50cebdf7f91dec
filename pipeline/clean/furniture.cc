// Furniture: what stands at a page's edge and is no text of the article.
//
// Recognised by shape (a lone number; a journal's name with year and issue; a line of Latin capitals beside such) and by
// repetition: the same short line, numbers apart, three times or more, at page edges where these are known.
#include <algorithm>
#include <map>

#include "clean/furniture_shapes.h"
#include "clean/rules.h"
#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

// "[12] …": an entry of a list. Works by one body, year by year, have titles that differ in the number only.
bool is_listed(std::u32string_view text) { return shape(text).starts_with(U"[#]"); }

constexpr const char* kRule = "furniture";
constexpr float kLongestHead = 45;   // ems

// 第40卷, Vol.40 No.9: volume or issue, and nothing else.
bool says_issue_alone(std::u32string_view text) {
  if (std::none_of(text.begin(), text.end(), is_digit)) return false;
  const IssueParts parts = issue_parts(text);
  return parts.rest.empty() && (!parts.volume.empty() || !parts.issue.empty());
}

// A stamp, or the journal's address that nothing announces; what ends an entry of a list is none.
bool is_stamp_alone(std::u32string_view text, std::u32string_view above) {
  constexpr size_t kLongestStamp = 12;
  if (is_site(text)) return above.empty() || (fold(above.back()) != U':' && !is_listed(above));
  return text.size() <= kLongestStamp && is_stamp(text);
}

bool ends_sentence(const Witness& witness, const Line& line) {
  uint32_t i = line.ink.end;
  while (i > line.ink.begin && is_closing(witness.chars[i - 1])) --i;
  const bool number = i > line.ink.begin + 1 && witness.chars[i - 1] == U'.' && is_digit(witness.chars[i - 2]);   // ·97.
  return i > line.ink.begin && is_sentence_end(witness.chars[i - 1]) && !number;
}

// Short enough, and no sentence, entry or caption.
bool may_be_head(const Witness& witness, const Line& line) {
  return line.signs <= kLongestHead && !ends_sentence(witness, line) && !is_listed(line.text) && !is_caption(line.text);
}

// Running heads read badly, once so and once so: a line at a page's first or last place that shares most of its letters in pairs with
// the edge of a page near by, or with the title; or that names volume or issue beside little else.
void mark_resembling(const Witness& witness, const std::vector<Line>& lines, size_t above, std::vector<bool>& head) {
  constexpr size_t kEdge = 2, kPagesAround = 4, kLeastPairs = 4, kTitlePairs = 8, kTitleLines = 4, kRest = 14;
  constexpr double kAlike = 0.5, kOfTitle = 0.6;
  struct Edge {
    size_t line, page;
    bool numbered;                  // as a heading or an item is
    std::vector<uint64_t> pairs;
  };
  std::vector<size_t> begins = {0};
  for (size_t i = 1; i < lines.size(); ++i)
    if (lines[i].after_form_feed) begins.push_back(i);
  begins.push_back(lines.size());
  std::vector<Edge> edges;
  for (size_t page = 0; page + 1 < begins.size(); ++page)
    for (size_t i = begins[page]; i < begins[page + 1]; ++i) {
      const bool edge = i < begins[page] + kEdge || i + kEdge >= begins[page + 1];
      if (!edge || lines[i].signs > kLongestHead || is_caption(lines[i].text) || ends_sentence(witness, lines[i])) continue;
      const std::u32string_view text = lines[i].text;
      const Scheme scheme = match_heading_label(text).scheme;
      // 3.2 and 3.3 say nearly the same, and so may 2 and the title; a page's number is longer.
      const bool one_digit = text.size() > 2 && is_digit(text[0]) && (is_letter(text[1]) || (is_space(text[1]) && is_letter(text[2])));
      if (is_decimal(scheme) || one_digit) continue;
      edges.push_back({i, page, scheme != Scheme::none, letter_pairs(text)});
    }
  std::u32string title;
  for (size_t i = above; i < std::min({lines.size(), begins[1], above + kTitleLines}); ++i) {
    LabelMatch label;
    if (match_label(lines[i].text, label)) break;
    title += lines[i].text;
  }
  const std::vector<uint64_t> title_pairs = letter_pairs(title);
  for (size_t e = 0, near = 0; e < edges.size(); ++e) {
    const Edge& edge = edges[e];
    while (edges[near].page + kPagesAround < edge.page) ++near;
    if ((edge.page == 0 && edge.line < begins[0] + above + kTitleLines) || is_listed(lines[edge.line].text)) continue;
    const IssueParts parts = issue_parts(lines[edge.line].text);
    const bool outermost = edge.line == begins[edge.page] || edge.line + 1 == begins[edge.page + 1];
    bool is_head = outermost && edge.page > 0 && parts.parts > 0 && (!parts.volume.empty() || !parts.issue.empty()) && parts.rest.size() <= kRest;
    if (edge.pairs.size() >= kTitlePairs && edge.page > 0 && !edge.numbered) is_head |= share_of(edge.pairs, title_pairs) >= kOfTitle;
    for (size_t o = near; o < edges.size() && edges[o].page <= edge.page + kPagesAround && !is_head && edge.pairs.size() >= kLeastPairs; ++o) {
      if (edges[o].page == edge.page) continue;
      is_head = share_of(edge.pairs, edges[o].pairs) >= kAlike && share_of(edges[o].pairs, edge.pairs) >= kAlike;
    }
    if (is_head) head[edge.line] = true;
  }
}

// The whole title once more as a line by itself, with what a running head has beside it: authors, numbers.
void mark_titles(const Witness& witness, const std::vector<Line>& lines, size_t above, std::vector<bool>& head) {
  constexpr size_t kBelow = 5, kLeastPairs = 8;
  constexpr double kOfTitle = 0.8;
  if (lines.size() <= above + kBelow) return;
  const std::vector<uint64_t> title = letter_pairs(lines[above].text);
  if (title.size() < kLeastPairs || lines[above].signs > kLongestHead) return;
  for (size_t i = above + kBelow; i < lines.size(); ++i) {
    const std::u32string_view text = lines[i].text;
    LabelMatch label;
    if (is_marked(witness, lines[i]) || !may_be_head(witness, lines[i]) || fold(text.back()) == U':' || match_label(text, label)) continue;
    const std::vector<uint64_t> own = letter_pairs(text);
    // A heading may say nearly what the title says, but not more than that.
    const bool more = own.size() > title.size() + 1 || std::any_of(text.begin(), text.end(), is_digit);
    if (more && own.size() <= 2 * title.size() && share_of(title, own) >= kOfTitle && match_heading_label(text).scheme == Scheme::none) head[i] = true;
  }
}

// What the parts of a running head look like: pieces with wide gaps between them, a page's number by itself.
struct Pieces {
  bool wide = false, numbered = false;
  bool row = false;     // numbers of a table
  size_t letters = 0;
};

Pieces pieces_of(std::u32string_view text) {
  constexpr size_t kWide = 8;   // spaces
  Pieces out;
  size_t gap = 0, signs = 0, digits = 0, pieces = 0, numbers = 0;
  const auto end_piece = [&] {
    const bool number = digits > 0 && digits <= 4 && signs == digits;
    out.numbered |= number;
    out.row |= number && ++numbers > 1;
    pieces += signs > 0;
    signs = digits = 0;
  };
  for (const char32_t& c : text) {
    if (is_space(c)) {
      if (++gap == 2) end_piece();
      continue;
    }
    out.wide |= gap >= kWide && pieces > 0;
    gap = 0;
    out.row |= c == U'.' && digits > 0 && digits < 4 && signs == digits && &c < &text.back() && is_digit(*(&c + 1));   // 0.88, but not 2022.3
    if (!is_letter(c) && !is_digit(c)) continue;   // ·42·
    ++signs;
    digits += is_digit(c);
    out.letters += is_letter(c);
  }
  end_piece();
  return out;
}

// Of a text's pairs those that Han is in: a foreign word that the article is about stands in many of its lines, and is many pairs.
std::vector<uint64_t> han_pairs(std::vector<uint64_t> pairs) {
  std::erase_if(pairs, [](uint64_t pair) { return !is_han(static_cast<char32_t>(pair >> 32)) && !is_han(static_cast<char32_t>(pair)); });
  return pairs;
}

// 臺灣戲曲學刊_第18卷第2期 beside a page's number, in a line of its own or run into it: no word but a name.
bool names_issue_beside_number(const std::vector<Line>& lines, size_t i) {
  constexpr size_t kName = 14, kPage = 2;   // letters; digits
  const std::u32string_view text = lines[i].text;
  const IssueParts parts = issue_parts(text);
  if (parts.volume.empty() || parts.issue.empty() || parts.rest.size() > kName || text.find_first_of(U"《》〈〉，。") != std::u32string_view::npos) return false;
  std::string digits;
  const bool above = i > 0 && is_page_number(lines[i - 1].text, digits), below = i + 1 < lines.size() && is_page_number(lines[i + 1].text, digits);
  const bool glued = text.size() > kPage && std::all_of(text.begin(), text.begin() + kPage, is_digit);
  return above || below || glued;
}

// Running heads of a version that marks no pages. A line of a few words with a page's number or a wide gap beside them that says the volume, what the
// head of the first page or the title says, or what other such lines say far from it; or a line without signs of a sentence that comes back, though
// read badly, again and again.
void mark_without_pages(const Witness& witness, const Lines& all_lines, size_t above, std::vector<bool>& head) {
  const std::vector<Line>& lines = all_lines.lines;
  constexpr size_t kLeastHan = 3, kLeastPairs = 4, kAgainPairs = 6, kFar = 15, kRest = 14, kMostLetters = 30, kTitleLines = 4, kLeastAgain = 2, kLeastPage = 20;
  constexpr double kAlike = 0.5, kKnown = 0.6, kShort = 0.8;   // of the measure
  struct Candidate {
    size_t line;
    Pieces pieces;
    std::vector<uint64_t> pairs, han;
  };
  const auto is_short = [&](const Line& line) { return all_lines.hard_wrapped && (line.measure == 0 || line.signs < line.measure * kShort); };
  std::vector<Candidate> all;
  std::u32string known;
  for (size_t i = 0; i < std::min(above + kTitleLines, lines.size()); ++i) {
    LabelMatch label;
    if (match_label(lines[i].text, label)) break;
    (known += lines[i].text) += U'。';
  }
  const std::vector<uint64_t> known_pairs = letter_pairs(known);
  for (size_t i = above + kTitleLines; i < lines.size() && !is_reference_heading(lines[i].text); ++i) {
    const std::u32string_view text = lines[i].text;
    LabelMatch label;
    if (is_marked(witness, lines[i]) || !may_be_head(witness, lines[i]) || match_label(text, label)) continue;
    const Pieces pieces = pieces_of(text);
    if (text.find_first_of(pieces.wide ? U"。；？！" : U"。，；？！") != std::u32string_view::npos || count_han(text) < kLeastHan) continue;
    const HeadingLabel heading = match_heading_label(text);
    if (heading.scheme != Scheme::none && !pieces.wide && (heading.scheme != Scheme::decimal1 || heading.number < kLeastPage)) continue;
    if (pieces.row) continue;
    std::vector<uint64_t> pairs = letter_pairs(text), han = han_pairs(pairs);
    all.push_back({i, pieces, std::move(pairs), std::move(han)});
  }
  const auto are_alike = [](const std::vector<uint64_t>& x, const std::vector<uint64_t>& y) { return share_of(x, y) >= kAlike && share_of(y, x) >= kAlike; };
  for (const Candidate& one : all) {
    const bool apart = one.pieces.wide || one.pieces.numbered || names_issue_beside_number(lines, one.line);
    const IssueParts parts = issue_parts(lines[one.line].text);
    bool is_head = apart && (!parts.volume.empty() || !parts.issue.empty()) && parts.rest.size() <= kRest;
    is_head |= apart && one.pairs.size() >= kLeastPairs && share_of(one.pairs, known_pairs) >= kKnown;
    const size_t next = one.line + 1;
    is_head |= apart && one.pieces.letters >= 3 && one.pieces.letters <= kRest && next < lines.size() && head[next] && says_issue_alone(lines[next].text);
    size_t again = 0;
    for (const Candidate& other : all) {
      if (is_head || one.pairs.size() < kLeastPairs || one.pieces.letters > kMostLetters) break;
      if (std::max(one.line, other.line) - std::min(one.line, other.line) < kFar || !are_alike(one.pairs, other.pairs)) continue;
      const bool comes_back = is_short(lines[one.line]) && one.pairs.size() >= kAgainPairs && are_alike(one.han, other.han);
      is_head = (apart && (other.pieces.wide || other.pieces.numbered)) || (comes_back && ++again >= kLeastAgain);
    }
    if (is_head) head[one.line] = true;
  }
}

// 作者．题名[J]．刊名，2016，1（5）：64-70; of a folded text.
bool says_how_to_cite(std::u32string_view text) { return text.find(U"[j]") != std::u32string_view::npos && !is_listed(text); }

// How the article is to be cited, at the foot of each page.
void mark_own_citations(const std::vector<Line>& lines, std::vector<bool>& head) {
  constexpr float kLongest = 150;   // ems
  std::map<std::u32string, std::vector<size_t>> alike;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].signs > kLongest) continue;
    std::u32string text = folded(lines[i].text);
    if (!says_how_to_cite(text)) continue;
    std::erase_if(text, [](char32_t c) { return !is_letter(c) && !is_digit(c); });
    alike[std::move(text)].push_back(i);
  }
  for (const auto& [text, at] : alike)
    if (at.size() >= 2)
      for (const size_t i : at) head[i] = true;
}

// What stands between two lines of furniture at a page's top is furniture too: the middle of a running head, read badly.
void mark_between(const Witness& witness, const std::vector<Line>& lines, std::vector<bool>& sure) {
  constexpr size_t kTop = 4;   // lines
  for (size_t begin = 1; begin < lines.size(); ++begin) {
    if (!lines[begin].after_form_feed || !sure[begin]) continue;
    size_t last = begin;
    for (size_t i = begin + 1; i < std::min(begin + kTop, lines.size()) && !lines[i].after_form_feed; ++i)
      if (sure[i]) last = i;
    for (size_t i = begin + 1; i < last; ++i)
      if (may_be_head(witness, lines[i])) sure[i] = true;
  }
}

bool has_pages(const std::vector<Line>& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.after_form_feed; });
}

// · 25 ·: between marks a lone number is a page's wherever its line has come to stand; a cell has none on both sides.
bool is_between_marks(std::u32string_view number) {
  const auto is_mark = [](char32_t c) { return fold(c) == U'·' || fold(c) == U'-'; };
  return number.size() > 2 && is_mark(number.front()) && is_mark(number.back());
}

// Within three lines of where a page begins or ends.
bool at_edge_of_page(const std::vector<Line>& lines, size_t i) {
  constexpr size_t kEdge = 3;
  for (size_t k = i + 1; k-- > 0 && k + kEdge > i;)
    if (lines[k].after_form_feed || k == 0) return true;
  for (size_t k = i + 1; k <= i + kEdge; ++k)
    if (k >= lines.size() || lines[k].after_form_feed) return true;
  return false;
}

}  // namespace

void hear_furniture(Witness& witness, Lines& lines) {
  constexpr size_t kLeastPairs = 4, kFreePairs = 6, kTop = 6;
  constexpr double kAlike = 0.6, kFreeAlike = 0.8;   // at a page's edge, anywhere
  if (lines.heard.empty()) return;
  std::vector<std::vector<uint64_t>> known;
  for (const std::u32string& text : lines.heard) known.push_back(letter_pairs(text));
  std::vector<Line>& all = lines.lines;
  const bool paged = has_pages(all);
  // Above all stands the title, which a running head says again.
  size_t first = std::min(kTop, all.size());
  while (paged && first < all.size() && !all[first].after_form_feed) ++first;
  for (size_t i = first; i < all.size(); ++i) {
    Line& line = all[i];
    const bool edge = paged && at_edge_of_page(all, i);
    if (line.furniture || (paged && !edge) || !may_be_head(witness, line)) continue;
    if (match_heading_label(line.text).scheme != Scheme::none) continue;
    const std::vector<uint64_t> own = letter_pairs(line.text);
    const bool expected = edge && !is_marked(witness, line);
    if (own.size() < (expected ? kLeastPairs : kFreePairs)) continue;
    const double least = expected ? kAlike : kFreeAlike;
    if (std::none_of(known.begin(), known.end(), [&](const std::vector<uint64_t>& other) { return share_of(own, other) >= least && share_of(other, own) >= least; })) continue;
    line.furniture = true;
    set_role(witness, {line.span.begin, line.ink.end}, Role::furniture, "furniture, as another version shows");
  }
}

void mark_furniture(Witness& witness, Lines& lines) {
  std::vector<Line>& all = lines.lines;
  const size_t n = all.size();
  if (n < 4) return;
  const bool paged = has_pages(all);
  const auto at_edge = [&](size_t i) { return !paged || at_edge_of_page(all, i); };

  std::map<std::u32string, uint32_t> shapes;
  for (size_t i = 0; i < n; ++i)
    if (all[i].signs <= kLongestHead && at_edge(i)) ++shapes[shape(all[i].text)];

  std::vector<bool> sure(n, false), number(n, false), head(n, false);
  std::string digits;
  for (size_t i = 0; i < n; ++i) {
    const std::u32string_view text = all[i].text;
    if (all[i].signs > kLongestHead) continue;
    Masthead masthead;
    // The first and last lines of a file are an edge too; a masthead is one anywhere.
    if (is_masthead(text, masthead) || says_issue_alone(text)) head[i] = true;
    else if (i > 0 && !lines.hard_wrapped && is_stamp_alone(text, all[i - 1].text)) head[i] = true;
    else if (is_page_number(text, digits)) number[i] = at_edge(i);
    if (head[i]) sure[i] = true;
  }
  // Below the head of the first page stands the title, which later pages may say again as it is.
  constexpr size_t kTitleLines = 3;
  const size_t above = first_page_head(witness, all);
  const auto is_title = [&](size_t i) {
    return paged && i >= above && i < above + kTitleLines && std::none_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i) + 1, [](const Line& line) { return line.after_form_feed; });
  };
  uint32_t pages = 0;
  for (const Line& line : all) pages += line.after_form_feed;
  for (size_t i = 0; i < n; ++i) {
    if (sure[i] || all[i].signs > kLongestHead || !at_edge(i) || is_title(i)) continue;
    const std::u32string key = shape(all[i].text);
    const uint32_t times = shapes[key];
    if (is_caption(all[i].text)) continue;   // tables of one kind have captions that differ in the number only
    if (is_listed(all[i].text)) continue;
    if (key.starts_with(U"#.#")) continue;   // 2.3 and 3.3 may well have the same title
    size_t letters = 0;
    for (const char32_t c : key) letters += is_letter(c);
    // Without page marks a line must come back often and hold more than a few signs ("（1）" comes back too).
    const uint32_t enough = paged ? std::max<uint32_t>(2, pages / 4) : 3;
    if (letters >= 3 && times >= enough && !ends_sentence(witness, all[i])) {
      if (paged || letters >= 5) head[i] = sure[i] = true;
    }
  }
  if (paged) mark_resembling(witness, all, above, head);
  else mark_without_pages(witness, lines, above, head);
  mark_titles(witness, all, above, head);
  mark_own_citations(all, head);
  std::fill(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(above), true);
  for (size_t i = 0; i < n; ++i) sure[i] = sure[i] || head[i];
  // A lone number: sure at the edge of a page, beside other furniture, or where it cuts a sentence.
  for (size_t i = 0; i < n; ++i) {
    if (!number[i]) continue;
    const bool beside = (i > 0 && sure[i - 1]) || (i + 1 < n && sure[i + 1]) || (i + 2 < n && sure[i + 2]);
    const bool cuts = i > 0 && i + 1 < n && !ends_sentence(witness, all[i - 1]) && all[i - 1].signs > 12;
    const std::u32string_view text = all[i].text;
    const bool bare = text.size() > 1 && std::all_of(text.begin(), text.end(), is_digit);   // no "(1)" of a formula
    if (paged || beside || (cuts && (lines.hard_wrapped || bare))) sure[i] = true;
  }
  // The journal's name in capitals beside a masthead or a page number.
  for (size_t pass = 0; pass < 2; ++pass)
    for (size_t i = 0; i < n; ++i) {
      if (sure[i] || !is_latin_capitals(all[i].text) || all[i].signs > 30) continue;
      if ((i > 0 && sure[i - 1]) || (i + 1 < n && sure[i + 1])) head[i] = sure[i] = true;
    }

  mark_between(witness, all, sure);
  for (size_t i = 0; i < n; ++i)
    if (is_page_number(all[i].text, digits) && is_between_marks(all[i].text)) sure[i] = true;

  for (size_t i = 0; i < n; ++i) {
    if (!sure[i]) continue;
    all[i].furniture = true;
    set_role(witness, {all[i].span.begin, all[i].ink.end}, Role::furniture, kRule);   // the space behind a heading's mark too
    const std::u32string_view text = all[i].text;
    Masthead masthead;
    if (is_masthead(text, masthead)) {
      if (!masthead.name.empty()) witness.facts.push_back({FactKind::journal, to_utf8(masthead.name), all[i].ink});
      witness.facts.push_back({FactKind::year, masthead.year, all[i].ink});
      witness.facts.push_back({FactKind::issue, masthead.issue, all[i].ink});
      if (!masthead.volume.empty()) witness.facts.push_back({FactKind::volume, masthead.volume, all[i].ink});
    } else if (is_page_number(text, digits)) {
      witness.facts.push_back({FactKind::page, digits, all[i].ink});
    } else if (is_latin_capitals(text)) {
      witness.facts.push_back({FactKind::journal_en, to_utf8(text), all[i].ink});
    } else if (const IssueParts parts = issue_parts(text); parts.parts > 0 && parts.rest.size() <= 20) {
      if (!parts.year.empty()) witness.facts.push_back({FactKind::year, parts.year, all[i].ink});
      if (!parts.volume.empty()) witness.facts.push_back({FactKind::volume, parts.volume, all[i].ink});
      if (!parts.issue.empty()) witness.facts.push_back({FactKind::issue, parts.issue, all[i].ink});
    } else if (i < above) {
      if (std::all_of(parts.rest.begin(), parts.rest.end(), is_han) && !parts.rest.empty()) witness.facts.push_back({FactKind::journal, to_utf8(parts.rest), all[i].ink});
    } else if (!says_how_to_cite(folded(text)) && !is_stamp(text) && !is_site(text)) {
      witness.facts.push_back({FactKind::title, to_utf8(text), all[i].ink});
    }
  }
}

}  // namespace jiaokan
