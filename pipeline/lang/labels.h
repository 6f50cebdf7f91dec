// Words that label a part of an article's front or back matter, in every language we have a pack for.
//
// One table, lang/labels.inc: a row a word (written without spaces; folded; case-insensitive). A label may stand in brackets, hold spaces
// between its characters and be followed by a colon: ［摘 要］ 关键词： Key Words:.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/witness.h"

namespace jiaokan {

enum class LabelKind : uint8_t {
  abstract, keywords, clc, doc_code, article_number, doi, received, revised, accepted, published, funding, author_note, correspondence,
  editor, author, affiliation, references, notes, acknowledgement, appendix, conflict, contribution, data, email, citation, column,
  masthead,   // other classes, the number of a manuscript: kept out of the article
};

// Parts that stand behind the body with a heading of their own: thanks, appendixes, statements.
inline bool is_back_matter(LabelKind kind) { return kind >= LabelKind::acknowledgement && kind <= LabelKind::data; }

struct LabelMatch {
  LabelKind kind;
  std::string_view lang;   // zh, en, ja
  Span label;              // of the text: brackets and word, without the colon
  uint32_t content = 0;    // where the content begins
  bool bracketed = false;
  bool colon = false;
  bool damaged = false;    // known by the code behind it: one of its signs was misread
};

// The label that a text begins with (after white space). False when there is none.
bool match_label(std::u32string_view text, LabelMatch& out);

// Whether a row of keywords, label and all, is whole before `next`, the line behind it: it parts its words with semicolons, and there are none in
// that. No: in Latin letters the rest of a word group goes on there, in small letters. Nothing: it is no such row, or may be either.
std::optional<bool> keywords_end(std::u32string_view row, std::u32string_view next);

// The label of a caption: 图 2-1, 表3, Fig. 1, Table 2. A sentence that begins so (图4给出了…, Fig. 1 shows …) is none.
struct CaptionLabel {
  bool table = false;
  bool latin = false;
  Span label;                // of the text
  std::u32string number;     // 2-1, folded
  uint32_t content = 0;      // where the caption begins
};
bool match_caption(std::u32string_view text, CaptionLabel& out);
bool is_caption(std::u32string_view text);

// How a heading is numbered. One row a scheme in lang/headings.cc.
enum class Scheme : uint8_t {
  none,
  han_comma,        // 一、
  han_paren,        // （一）
  han_di_zhang,     // 第一章, 壹、
  han_di_jie,       // 第一节
  han_dot,          // 一.
  arabic_dot,       // 1.  1．  1、
  arabic_paren,     // （1）  (1)  1)
  circled,          // ①
  decimal1,         // 1 引言 (a number and a space)
  decimal2,         // 1.1
  decimal3,         // 1.1.1
  decimal4,
  roman,            // I.
  letter,           // A.
};

inline bool is_decimal(Scheme scheme) { return scheme >= Scheme::decimal2 && scheme <= Scheme::decimal4; }   // of several levels

// 一、 壹、 第一章 （一）
inline bool is_of_han_numerals(Scheme scheme) { return scheme == Scheme::han_comma || scheme == Scheme::han_di_zhang || scheme == Scheme::han_paren; }

struct HeadingLabel {
  Scheme scheme = Scheme::none;
  uint32_t number = 0;       // of the last level: 2 of 1.2
  Span label;                // of the text
  uint32_t content = 0;      // where the title begins
};
HeadingLabel match_heading_label(std::u32string_view text);

// Chinese: behind a person's name, a sex or a birth (男， · ，女， · （1978— · ，1978年9月出生); and a text that begins with such a name.
bool tells_of_person(std::u32string_view behind_name);
bool is_note_on_person(std::u32string_view text);

// 引言, 结论, Discussion: a heading by the word alone.
bool is_heading_word(std::u32string_view text);

}  // namespace jiaokan
