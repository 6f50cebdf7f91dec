#include "read/region_types.h"

#include <algorithm>
#include <string>

namespace jiaokan {

namespace {

constexpr RegionType kRegionTypes[] = {
    {"blockquote", BlockKind::quotation, false},
    {"caption", BlockKind::caption, false},
    {"catchword", BlockKind::paragraph, true},
    {"digitizationartefactzone", BlockKind::paragraph, true},
    {"endnote", BlockKind::note, false},
    {"equation", BlockKind::formula, false},
    {"footer", BlockKind::paragraph, true},
    {"footnote", BlockKind::note, false},
    {"footnotecontinued", BlockKind::note, false},
    {"formula", BlockKind::formula, false},
    {"header", BlockKind::paragraph, true},
    {"heading", BlockKind::heading, false},
    {"headline", BlockKind::heading, false},
    {"listitem", BlockKind::list_item, false},
    {"listlabel", BlockKind::list_item, false},
    {"numberingzone", BlockKind::paragraph, true},
    {"pagenumber", BlockKind::paragraph, true},
    {"quiremarkszone", BlockKind::paragraph, true},
    {"quotation", BlockKind::quotation, false},
    {"runninghead", BlockKind::paragraph, true},
    {"runningtitle", BlockKind::paragraph, true},
    {"runningtitlezone", BlockKind::paragraph, true},
    {"sealzone", BlockKind::paragraph, true},
    {"signaturemark", BlockKind::paragraph, true},
    {"stampzone", BlockKind::paragraph, true},
    {"table", BlockKind::table, false},
    {"tablezone", BlockKind::table, false},
    {"title", BlockKind::heading, false},
};

}  // namespace

RegionType region_type(std::string_view said) {
  std::string name;
  for (const char c : said.substr(0, std::min(said.find(':'), said.find('#')))) {
    if (c >= 'A' && c <= 'Z') name.push_back(static_cast<char>(c - 'A' + 'a'));
    else if (c >= 'a' && c <= 'z') name.push_back(c);
  }
  const auto row = std::lower_bound(std::begin(kRegionTypes), std::end(kRegionTypes), name, [](const RegionType& type, const std::string& wanted) { return type.name < wanted; });
  return row != std::end(kRegionTypes) && row->name == name ? *row : RegionType{};
}

}  // namespace jiaokan
