// page_places: the page of print that each column stands on, and whether it stands at that page's foot.
//
// In: the columns, and the streams with the pages they show (Stream::pages, Stream::feet). Out: nothing unless at least two streams show pages
// and agree on them, one being a text layer whose columns had to be parted (engines alone make the same mistakes on a page), and none is a vision
// model's (which goes on as a reader does, over all pages). Never moves a column.
#pragma once

#include <cstdint>
#include <vector>

#include "reconcile/columns.h"

namespace jiaokan {

struct PagePlaces {
  std::vector<uint32_t> page;   // of each column; of one that no stream with pages has, as of the one before
  std::vector<bool> foot;       // notes, dates and funds, over which the text goes on
};
PagePlaces page_places(const Rows& rows, const std::vector<Stream>& streams);

}  // namespace jiaokan
