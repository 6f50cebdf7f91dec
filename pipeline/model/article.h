// Article: the structured edition. JATS is written from this and nothing else.
//
// Text in it is a run of characters of Text (span) after house style (text): one to one, so that every character
// still knows its column. What comes from settings or was computed has an empty span and says its origin.
// Ids come from position: sec-2-1, p-12, ref-12, fn-3, v-7, page-72, tbl-1, fig-1, eq-1.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/diag.h"
#include "model/reference.h"
#include "model/text.h"

namespace jiaokan {

enum class InlineKind : uint8_t {
  text, callout, note_mark, table_mark, citation, emphasis, strong, superscript, subscript, code, formula, link, image,
  page_start,     // value: printed number, "" when unknown
  locus_begin, locus_end,   // value: "7" of v-7
  line_break,
};

struct Inline {
  InlineKind kind = InlineKind::text;
  std::u32string text;             // text, code; callout and note mark: as it is shown ("[3-5]")
  Span span;                       // characters of Text; size equals text.size() when not empty
  std::vector<Inline> children;    // emphasis, strong, superscript, subscript, link; citation: its text, cut at loci and pages
  std::vector<uint32_t> targets;   // callout: indexes into Article::references; note mark: indexes into notes; citation: one into note_references
  std::u32string locator;          // callout: what stands behind it raised ("118-121"); printed inside the same sup
  Span locator_span;
  bool raised = false;             // callout, note mark: set as superscript
  std::string value;               // link, image: address; formula: TeX; table mark: id of its note; page start, locus: see above
};
using Inlines = std::vector<Inline>;

// What is printed below a table: a paragraph, or with an id the note of a mark in its cells.
struct TableNote {
  std::string id;                           // tbl-1-fn-2
  std::u32string mark;                      // "*"; of several with one note "*** ** *"
  std::u32string label;                     // the mark as printed where it heads the note; empty: it stands within (与对照组比较，*P<0.05)
  Span label_span;
  Inlines content;
};

enum class PartKind : uint8_t { paragraph, quotation, list, table, figure, formula, code };

struct Part {
  PartKind kind = PartKind::paragraph;
  std::string id;
  Inlines content;                          // paragraph; code; formula (value of its one inline is the TeX)
  std::vector<Part> parts;                  // quotation: paragraphs; list: one quotation-like part an item
  std::vector<Inlines> labels;              // list: label of each item ("（1）"), may be empty
  bool ordered = false;                     // list
  // tables and figures
  std::u32string label, trans_label;        // 表1, Table 1
  Span label_span, trans_label_span;
  Inlines caption, trans_caption;
  struct Cell {
    Inlines content;
    uint16_t row = 0, column = 0, rowspan = 1, colspan = 1;
    bool header = false;
  };
  std::vector<Cell> cells;
  std::vector<TableNote> table_notes;
  bool again = false;                       // table: the one before it has its place here once more; gone when the body is made
  std::vector<std::string> images;          // figure, table: paths of its pictures within the article's folder
};

struct Section {
  std::string id;
  std::u32string label;                     // "一、", "（一）", "1."; as printed, part of the visible heading
  Span label_span;
  Inlines title;
  uint8_t level = 1;
  std::string type;                         // JATS @sec-type when known: intro, conclusions, acknowledgement…; else empty
  std::vector<Part> parts;
  std::vector<Section> sections;
};

struct Note {
  std::string id;
  std::u32string label;                     // ①, *, 1
  Span label_span;
  std::string page;                         // printed page it stood on, when known
  std::vector<Part> parts;
};

// Which work an entry is, where it does not say so itself: 同上, 前引[3], or the same names and title with less behind them.
struct SameWork {
  std::string id;                           // of the entry that says it in full (ref-3, fn-1-ref-1); empty: none
  std::string shown_in;                     // id of what a reader goes to: that entry, or the note that holds it
  bool in_note = false;
};

// A reference that stands in a note.
struct NoteReference {
  std::string id;                           // fn-3-ref-1
  uint32_t note = 0;                        // index into Article::notes
  Span span;                                // of Text
  Reference reference;                      // raw is what is shown there
  SameWork same;
};

struct ReferenceEntry {
  std::string id;                           // ref-12
  uint32_t number = 0;                      // 12; 0 in lists without numbers
  std::u32string label;                     // "[12]" as shown
  Span span;                                // of the whole entry in Text (label too)
  Reference reference;                      // raw without the label
  Span raw_span;                            // characters of Text behind reference.raw, when it is one run; else empty
  std::vector<LocusSpan> loci;              // spans in characters of reference.raw
  std::vector<PageStart> pages;             // print pages that begin within; at: character of reference.raw
  SameWork same;
};

enum class Origin : uint8_t { none, text, furniture, article_toml, issue_toml, journal_toml, computed };

// A value of the front matter and where it comes from.
struct Field {
  std::u32string text;
  Span span;                                // of Text; empty unless origin is text
  Origin origin = Origin::none;
  std::string lang;                         // "zh", "en", "ja"; empty: the article's
  bool empty() const { return text.empty(); }
};

struct PersonName {
  std::u32string full;                      // 程铭; Cheng Ming as printed (CHENG Ming)
  std::u32string surname, given;            // empty when it cannot be split
  std::string lang;                         // zh, zh-Latn, en, ja
  bool eastern = true;                      // family name first
  bool collective = false;                  // a body, not a person
  Span span;
};

struct Contributor {
  std::vector<PersonName> names;            // the article's language first, then others
  std::vector<uint32_t> affiliations;       // indexes
  Inlines bio, trans_bio;                   // in the article's language, and in English
  std::string orcid, email;
  bool corresponding = false;
};

struct Affiliation {
  std::string id;                           // aff-1
  std::u32string label;                     // "1" as printed
  std::u32string full;                      // as printed
  std::u32string institution, city, postcode, country;
  std::string lang;
  Span span;
};

struct Abstract {
  std::u32string label;                     // ［摘 要］ as printed; house form is a template's matter
  std::string lang;
  std::vector<Part> parts;
};
struct Keywords {
  std::u32string label;
  std::string lang;
  std::vector<Field> words;
};
struct Title {
  Inlines title, subtitle;
  std::string lang;
};
struct Award {
  std::u32string source, name;
  std::vector<std::u32string> ids;
};
struct HistoryDate {
  std::string type;                         // received, rev-recd, accepted, pub…: JATS @date-type
  std::string iso;                          // 2019-11-25
  Field printed;
};

struct Front {
  Title title;
  std::vector<Title> trans_titles;
  std::vector<Contributor> authors, editors;
  std::vector<Affiliation> affiliations, trans_affiliations;
  std::vector<Abstract> abstracts;          // the article's language first
  std::vector<Keywords> keywords;
  std::vector<Field> clc;                   // 中图分类号, one a code
  Field doc_code;                           // 文献标识码
  Field article_number;                     // 文章编号, verbatim
  Field doi;
  std::vector<HistoryDate> history;
  Field funding;                            // the statement as printed
  std::vector<Award> awards;
  Field column;                             // the journal's column: 理论探讨
  Field journal, journal_en, journal_id, issn, cn, publisher, licence;
  Field year, volume, issue, month, day, fpage, lpage, page_count;
};

// A stretch of Text that is not in the article, and why. Together with what the article holds: all of Text.
struct LeftOut {
  Span span;
  const char* reason;   // "other-article", "furniture", "label", "front-matter punctuation"…
};

// One finding of the citation audit.
struct AuditFinding {
  Code code{};
  uint32_t reference = 0;   // index into Article::references
  Span span;                // of Text: the callout, or the entry
  std::string text;         // what the diagnostic says
};

// How references stand in article.xml: as printed with their parts tagged, as their parts alone, or both ways.
enum class CitationForm : uint8_t { mixed, element, both };

struct Article {
  std::string lang = "zh";                  // of the article: BCP 47
  std::string updated;                      // ISO date for everything that needs one (DESIGN 2)
  Front front;
  std::vector<Part> lead;                   // body text before the first heading
  std::vector<Section> sections;
  std::vector<Section> back;                // acknowledgements, statements, appendixes
  std::vector<Note> notes;
  std::vector<NoteReference> note_references;   // in the order of the notes
  std::u32string references_title;          // 参考文献 as printed
  std::vector<ReferenceEntry> references;
  CitationForm citations = CitationForm::mixed;
  std::vector<LeftOut> left_out;
  std::vector<AuditFinding> audit;
};

}  // namespace jiaokan
