// scan_cuts: lines of print as the scan shows them, cut out of the pictures of the pages for the review page.
//
// In: the article's files that are pictures or PDF, those of its folder scan/ too; wishes, each a stretch of a page. Out: a small PNG a wish (grey,
// no wider than kWidest); empty where there is none. A page is found by the file that the text was made of, by the name that the text's format
// gives its picture, by the name of the text's own file, or by its number when there is a picture for every page.
// Pages are decoded by jiaokan-cut, PDF pages painted by pdftoppm, both as tools under limits; without them there are no pictures.
// Never fails: a picture that cannot be read is not shown.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

struct CutWish {
  std::string file;         // that the text was made of, or the text's own; as sources name it
  std::string picture;      // as the text's format names it; may be empty
  size_t page = 0;          // of the file's pages
  size_t page_of_all = 0;   // of the version's
  size_t pages = 0;         // that the version has
  Box part;                 // of the page: 0 to 1
};

struct ScanCuts {
  std::function<bool(const CutWish&)> has;
  std::function<std::vector<std::string>(const std::vector<CutWish>&)> cut;
};

// Name (below the article's folder) and path. Those that are neither pictures nor PDF are passed over.
ScanCuts scan_cuts_of(const std::vector<std::pair<std::string, std::string>>& files);

// What a picture may be named: .png, .jpg, .tif, .pdf …
bool is_picture_file(const std::string& name);

}  // namespace jiaokan
