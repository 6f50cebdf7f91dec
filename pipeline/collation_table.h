// collation table: what a collation says as rows and columns, and the forms that other programs read.
//
// In: an edition whose text is settled (or one without decisions, then without lemmas), or tokens collated by tokens.h. Out: columns in reading order, each an agreed stretch or one place where
// the versions differ; the tokens of a witness, read down its cells, are the witness itself (moved passages stand where the text has them).
// Never decides anything. To add a form: a function here and a row in kForms (collate_command.cc).
#pragma once

#include <string>
#include <vector>

#include "pipeline.h"

namespace jiaokan {

struct CollationTable {
  struct Cell {
    std::string text;   // as the witness has it; empty: it has nothing here
    std::string form;   // what is compared
  };
  struct Column {
    std::vector<Cell> cells;   // one a witness
    bool varies = false;
    uint32_t locus = 0;        // its number where a person may want to see it
    std::string cls, lemma;    // of places that vary
    double probability = 1;    // of the lemma
    bool open = false;
  };
  std::vector<std::string> letters, names;   // by witness
  std::vector<Column> columns;
  bool decided = false;      // there are lemmas
};

CollationTable table_of(const Edition& edition);

std::string csv_of(const CollationTable& table);       // RFC 4180; a row a column
std::string graphml_of(const CollationTable& table);   // the variant graph as CollateX writes it: a node a reading, an edge with the witnesses that pass
std::string dot_of(const CollationTable& table);       // the same for Graphviz
std::string counts_of(const CollationTable& table);    // places by class, and how far each two witnesses agree; for a terminal
std::string page_xml_of(const CollationTable& table);  // what templates/collation.xsl shows

// The text with its notes as Markdown: 校勘记 that Pandoc makes into LaTeX or DOCX.
std::string notes_of(const Edition& edition);

}  // namespace jiaokan
