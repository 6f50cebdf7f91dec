// refs: the reference parser on its own, as a subcommand.
//
// In: files with pasted reference lists, or JSON lines. Out: on standard output a table, CSL-JSON, BibTeX or RIS, or JSON lines.
// Never: writes files or changes the input. To add a form: one row in kForms.
#pragma once

#include <string>
#include <vector>

namespace jiaokan {

struct RefsOptions {
  std::vector<std::string> files;   // pasted lists; "-" is standard input
  std::string to = "table";
  std::string jsonl;                // {"id","string"} a line → {"id","fields"}
  std::string intext;               // {"id","html","text"} a line → {"id","cites"}
};

std::vector<std::string> reference_forms();   // the names `to` may have
int run_references(const RefsOptions& options);

}  // namespace jiaokan
