// The formats that `read` knows: one function each, that sets roles, lines, pages, blocks and marks of the characters
// already decoded into the witness. Rows of the table are in read.cc.
#pragma once

#include "model/diag.h"
#include "model/witness.h"

namespace jiaokan {

// `part`: the characters of the source being read, the last of the witness (which may have several). Characters come in with role text,
// line ends with role line_break; lines are already listed. A format with escapes may make the part shorter (read/layout.h).
void read_plain(Witness& witness, Span part, Diags& diags);
void read_markdown(Witness& witness, Span part, Diags& diags);
void read_content_list(Witness& witness, Span part, Diags& diags);
void read_hocr(Witness& witness, Span part, Diags& diags);
void read_alto(Witness& witness, Span part, Diags& diags);
void read_page_xml(Witness& witness, Span part, Diags& diags);
void read_html(Witness& witness, Span part, Diags& diags);
void read_tei(Witness& witness, Span part, Diags& diags);
void read_poppler(Witness& witness, Span part, Diags& diags);

// How much a text looks like Markdown of a vision model: 0 … 1. Used to choose the format where the name does not say it.
double markdown_likeness(const Witness& witness, Span part);

// Whether a text shows the format that its name may not.
bool is_content_list(const Witness& witness, Span part);
bool is_hocr(const Witness& witness, Span part);
bool is_alto(const Witness& witness, Span part);
bool is_page_xml(const Witness& witness, Span part);
bool is_html(const Witness& witness, Span part);
bool is_tei(const Witness& witness, Span part);
bool is_poppler(const Witness& witness, Span part);

WitnessKind detect_kind(const Witness& witness);

}  // namespace jiaokan
