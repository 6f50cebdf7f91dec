// split: the OCR of a whole issue → a folder for each article, ready for `build`.
//
// In: versions of one issue, a file each (text or Markdown with form feeds between pages, a content list, hOCR, ALTO, a PDF) or a folder of page
// files (PAGE and pictures too). A PDF is cut by qpdf; what has no pages (a word processor file) is refused.
// Each is cut by itself and the pieces of one article meet in one folder. Out: <out>/001/<version> …, and issue.toml with the order, the
// columns, and what spoke for each border. Where pages are known an article gets whole pages, and a page that two articles share goes to
// both. Borders that are not sure are cut and listed. Never overwrites a file that is there with other content.
// To add a sign of a border: a row in kSigns (split_borders.cc).
#pragma once

#include <string>
#include <vector>

#include "model/diag.h"

namespace jiaokan {

struct SplitOptions {
  std::vector<std::string> paths;
  std::string out;
};
int split(const SplitOptions& options);

// A version of an issue, by lines.
struct IssueLine {
  std::u32string text;    // without heading marks and outer spaces; never empty
  bool heading = false;
  size_t page = 0;
  size_t from = 0;        // its place in the version: a byte of the file, or an item of the list
};
struct IssueVersion {
  std::string name;                 // of the file or folder
  std::vector<std::string> files;   // one, or one a page
  bool pages_known = false;
  size_t pages = 0;
  std::vector<IssueLine> lines;
};
IssueVersion read_issue(const std::string& path);

// An entry of the contents page.
struct ContentsEntry {
  std::u32string title;
  std::u32string column;   // the journal's column that it stands under; may be empty
  uint32_t page = 0;       // printed
  size_t article = SIZE_MAX;
};

struct IssueArticle {
  size_t first = 0, end = 0;       // lines
  std::u32string title;
  size_t score = 0;
  bool sure = false, in_contents = false;
  std::vector<const char*> signs;  // what spoke for its first border
};
struct IssueCut {
  std::vector<ContentsEntry> contents;
  std::vector<IssueArticle> articles;
};
IssueCut find_borders(const IssueVersion& version);

// How alike two titles are, 0 to 1: shared pairs of letters.
double likeness(std::u32string_view a, std::u32string_view b);

}  // namespace jiaokan
