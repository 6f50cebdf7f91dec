// record: what the edition in an output folder was made of, so that an article of which nothing has changed is not made again.
//
// A record stands behind the list of files in the output folder's .jiaokan (store.h): the key of the making (program, options,
// templates, DTD, language model), a hash and size of every input file, and what was said about the article. It holds no
// times: the files' own times only say which need no second look, and a hash decides about the others.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "input.h"
#include "outcome.h"

namespace jiaokan {

// All that an edition depends on besides its files, as one hash.
struct MakingParts {
  std::string model_path;            // as --lm named it
  std::vector<std::string> options;  // what the command line and the environment say, each as a text
};
std::string making_key(const MakingParts& parts);
std::string summary_key();   // what a page about many editions depends on: the program and the templates

// True when a folder holds an edition that was made of something.
bool holds_edition(const std::string& folder);

// An article's files as they are when it is about to be made. Taken before the first of them is read.
struct Inputs {
  std::vector<InputFile> files;
  long long began = 0;
};
Inputs look_at(const ArticleInput& article);

// What was said when the article was made, when nothing has changed since. Looks at times first, hashes what is newer.
std::optional<Outcome> unchanged(const std::string& folder, const std::string& key, const Inputs& inputs);

// To be called when the outputs are in place.
class RecordDraft {
 public:
  explicit RecordDraft(const Inputs& inputs);   // hashes them: before they are read
  void keep(const std::string& folder, const std::string& key, const Outcome& outcome) const;

 private:
  std::string lines_;   // empty: some file cannot be recorded, so the article will be made again
  long long began_;
};

}  // namespace jiaokan
