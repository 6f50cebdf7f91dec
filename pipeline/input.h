// input: paths on the command line → articles → jobs. The folder convention stands here.
//
// A file directly in an article's folder is a witness; a sub-folder is a witness whose files, in natural order, are its
// pages. Not witnesses: scan/, images/, *.toml, dot-files, READMEs, edition.xml, and what jiaokan itself wrote there.
// A file that is empty, binary, too large or of a format without a reader or tool is left out with a diagnostic.
// Never follows a link that leads out of the folder it was given. To add a limit: one row in article_limits.inc.
#pragma once

#include <string>
#include <vector>

#include "article_limits.h"
#include "pipeline.h"

namespace jiaokan {

// One article that was found, nothing read yet.
struct ArticleInput {
  std::string name;                  // path below the output folder: "naf/2020-02/006"; empty: the output folder itself
  std::string folder;                // with its slash, as the user called it; empty when files were named
  std::vector<std::string> files;    // named on the command line; empty when the folder says it
  std::string root;                  // links must stay within; empty when files were named
};

// Throws Failure when a path is not there or nothing is found at all.
std::vector<ArticleInput> find_articles(const std::vector<std::string>& paths, const Limits& limits, Diags& diags);

// A file that an article is made of. Every file that is read for it stands in this list: by it unchanged articles are known.
struct InputFile {
  std::string name;   // from the article's folder, or as the user named it
  std::string path;
};
std::vector<InputFile> input_files(const ArticleInput& article);

struct LoadedJob {
  Job job;
  std::vector<Source> settings_files;   // for diagnostics
};

// Reads the files of an article, by tools where they are no text (derive.h). A job without witnesses comes with a diagnostic that says so.
// `outputs`: the folder of the article's outputs, where what tools make is kept; empty: nowhere.
LoadedJob load_job(const ArticleInput& article, const std::string& outputs, const Limits& limits, Diags& diags);

// The bytes of a file; throws Failure.
std::string read_file(const std::string& path);

// "page9" before "page10".
bool natural_less(std::string_view a, std::string_view b);

}  // namespace jiaokan
