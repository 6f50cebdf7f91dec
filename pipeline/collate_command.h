// collate: the command that lays texts side by side, alone, without making an edition of a journal article.
//
// In: versions of one text in any language; or a file of many short passages; or tokens. Out, on standard output:
//   (nothing said)  the paragraphs in which versions differ, the readings inline, for a terminal
//   --as FORMAT     one of the forms of kForms (collate_command.cc); --text and --json are short for two of them
//   --tokens IN     tokens given as CollateX's JSON → a table as its Python library writes it: a row a witness, a list of tokens or null a column;
//                   other properties of a token are passed through; --as csv, graphml … too
//   --jsonl IN      {"id","witnesses":[…],"engines":[…]} a line → {"id","text","loci"} a line; the whole file is one job
// Never writes a file. Returns the exit status; throws Failure when nothing could be collated.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace jiaokan {

struct CollateOptions {
  std::vector<std::string> files;
  std::string tokens, lines;   // files of the other two forms of input
  std::string model_path;
  std::string weights;         // a file of "term<tab>weight" lines instead of the built-in ones: to measure a fit
  double ask = 0.9;
  std::string form;            // of the output: a row of kForms; empty is the view
  std::string base;            // letter of a version whose readings stand wherever it has any
  bool text = false, json = false, whole = false;
  bool undecided = false;      // places are found and named, no more: forms of the table alone
  bool timings = false;
  bool near = false;           // tokens: what is alike stands side by side
};

int run_collate(const CollateOptions& options);
std::vector<std::string> collate_forms();   // what --as knows

struct CollationTable;
std::string write_table(const std::string& form, const CollationTable& table);   // a form that is made of the table alone

std::map<std::string, double> read_weights(const std::string& path);
int collate_lines(const CollateOptions& options);
int collate_tokens_of(const CollateOptions& options);

}  // namespace jiaokan
