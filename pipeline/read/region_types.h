// region_types: what layout formats call the parts of a page (PAGE's types, ALTO's tags, the zones of SegmOnto) → kind of block.
// To add a name: one row of kRegionTypes (region_types.cc).
#pragma once

#include <string_view>

#include "model/witness.h"

namespace jiaokan {

struct RegionType {
  std::string_view name;      // small letters, without anything between them
  BlockKind kind = BlockKind::paragraph;
  bool furniture = false;
};

// "page-number", "NumberingZone:page", "Running Title"; a paragraph for what is not known.
RegionType region_type(std::string_view said);

}  // namespace jiaokan
