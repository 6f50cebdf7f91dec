// The cleaning rules. Each looks at one version alone and may set roles, blocks, marks, pages and facts; never a character.
// The table (name, function) is kRules in clean.cc, in the order they run.
#pragma once

#include <string_view>

#include "clean/lines.h"
#include "model/diag.h"
#include "model/witness.h"

namespace jiaokan {

// Sets a role and puts it on record; nothing where the role is so already.
void set_role(Witness& witness, Span span, Role role, const char* rule);

void free_label_numbers(Witness& witness, Lines& lines);  // numbers of headings and captions set as TeX
void mark_furniture(Witness& witness, Lines& lines);      // running heads and page numbers, with their facts
void hear_furniture(Witness& witness, Lines& lines);      // what another version shows to be such
void mark_line_numbers(Witness& witness, Lines& lines);   // a manuscript's, at its lines
void mark_stray_headings(Witness& witness, Lines& lines); // running heads and stamps that an engine takes for headings
void part_blocks(Witness& witness, Lines& lines);         // blocks run together, at the lines that begin something
void find_pages(Witness& witness, Lines& lines);          // where print pages begin
void find_foot_notes(Witness& witness, Lines& lines);     // notes at the foot of a page
void mark_axes(Witness& witness, Lines& lines);           // numbers of a figure's axes
void find_plain_tables(Witness& witness, Lines& lines);   // tables in lines of print
void join_lines(Witness& witness, Lines& lines);          // lines → paragraphs
void part_reference_list(Witness& witness, Lines& lines);  // a reference list that stands right below a paragraph of marked text
void undo_hyphens(Witness& witness, Lines& lines);        // Latin words broken at a line end
void settle_spaces(Witness& witness, Lines& lines);       // what white space is content
void keep_lines_of_code(Witness& witness, Lines& lines);  // of code all of it is
void find_callouts_and_notes(Witness& witness, Lines& lines);

}  // namespace jiaokan
