// The structurer's working form, shared by the files of this folder; each file finds one part of the article.
//
// Every block of the text gets a use. What the article does not hold in the end is listed with its reason.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/labels.h"
#include "model/article.h"
#include "model/collation.h"
#include "model/diag.h"
#include "model/settings.h"

namespace jiaokan {

enum class Use : uint8_t {
  none, title, authors, affiliation, front, abstract, english, other_article, heading, body, references_heading, reference, editor, note, notes_heading, caption, furniture, back_heading,
};

enum class Gap : uint8_t { none, space, line };
Gap gap_before(const Text& text, const Collation& collation, uint32_t t);

// The characters of a range, each formula as one sign that is no letter: their number is about what is printed.
std::u32string without_formulas(const Text& text, Span s);

// A citation in the text; one without targets names what the list has not, and stays text.
struct Citation {
  Span span;
  std::vector<uint32_t> targets;   // indexes into Article::references, or of one note
  Span locator;                    // raised behind it; empty
  bool raised = true;
  bool to_note = false;            // it leads to Article::notes
};

constexpr size_t kOwnForm = 3;   // so many citations of a form make it the document's

struct StructureDraft {
  const Text& text;
  const Collation& collation;
  const Settings& settings;
  Diags& diags;
  Article article;
  std::u32string styled;            // the text in house widths, one to one
  std::vector<Use> use;             // one a block
  std::vector<const char*> reason;  // one a character: why it is left out, when it is
  std::vector<Citation> citations;  // ascending, disjoint
  std::vector<std::string> page_numbers;   // one a page start of the text, once number_pages has run
  std::vector<uint32_t> note_of_mark;      // one a mark of the text: index of its note, or kNone
  std::vector<bool> run_in;                // one a block: a heading that had run into its paragraph

  size_t blocks() const { return text.blocks.size(); }
  Span span(size_t block) const { return text.blocks[block].span; }
  std::u32string_view view(Span s) const { return std::u32string_view(text.chars).substr(s.begin, s.size()); }
  std::u32string_view block(size_t b) const { return view(span(b)); }

  bool is_latin(size_t b) const;    // mostly, its formulas left out
  // The white space that stood before a character where the witness was read, which may be layout beside Han.
  Gap gap_before(uint32_t t) const;
  // The house form of a range, without the white space at its edges.
  std::u32string house(Span s) const;
  Span trimmed(Span s) const;
  uint32_t page_of(uint32_t t) const;       // how many page starts stand before it
  bool calls_note(uint32_t t) const;        // the mark of a note begins there
  void leave(Span s, const char* why);
  Place place(Span s) const;        // in the first witness that has it
  void say(Code code, Span s, std::string detail);
  Field field(Span s, std::string lang = {});
};

// One labelled part of a block: ［中图分类号］ D815.
struct Labelled {
  LabelMatch label;                 // spans in characters of the text
  Span content;
  size_t block = 0;
};
std::vector<Labelled> labelled_parts(const StructureDraft& d, size_t block);

bool is_mostly_latin(std::u32string_view text);

void set_house_widths(StructureDraft& d);        // widths.cc
void find_references(StructureDraft& d);         // references.cc
void find_citations(StructureDraft& d);          // citations.cc: callouts of the whole text, resolved
void find_author_year_citations(StructureDraft& d);   // author_years.cc
void find_front(StructureDraft& d);              // front.cc: title, authors, labelled parts
void find_english(StructureDraft& d);            // english.cc
void find_biographies(StructureDraft& d);        // biographies.cc: paragraphs on our authors behind the list
void find_tails(StructureDraft& d);              // tails.cc: what stands behind the list and is another article's
void find_notes(StructureDraft& d);              // notes.cc
void resolve_pointers(StructureDraft& d);        // pointers.cc: entries that name another, in notes and in the list
void build_body(StructureDraft& d);              // body.cc: headings, sections, paragraphs, tables
// own_citation.cc: 刘吉平，马长迪.1985—2015年….生态学报，2017，37(4)：1261-1269., naming the title that is one of the blocks `titles`. It is no part of the
// article's text.
bool take_own_citation(StructureDraft& d, size_t b, Span titles);
void complete_front(StructureDraft& d);          // front_facts.cc: article number, settings, furniture, checks
void audit_citations(StructureDraft& d);         // audit.cc: the finished article's citations against its list
void number_pages(StructureDraft& d);            // pages.cc

// Inlines of a range of the text: callouts, notes, emphasis, pages and loci in their places.
Inlines inlines(StructureDraft& d, Span s);      // inlines.cc
// The same of a title: bold type that all of it is set in says only that it is one. (Italic type may be that of a species.)
Inlines title_inlines(StructureDraft& d, Span s);
// Pages and loci, which stand between characters.
bool is_milestone(const Inline& item);

}  // namespace jiaokan
