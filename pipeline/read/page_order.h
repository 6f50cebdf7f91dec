// page_order: the reading order that a PAGE document gives its regions, groups within groups, and the cells of its tables row by row.
#pragma once

#include <vector>

#include "read/xml.h"

namespace jiaokan {

bool is_page_region(const XmlNode& node);   // TextRegion, TableRegion, TableCell …

// Row, column and what it spans, as the document says it; span unset. False: the region is no cell.
bool page_cell(std::u32string_view text, const Xml& xml, uint32_t region, Cell& cell);

// What Transkribus writes into an element's `custom`: the properties of `name`, "index:0; type:heading". Empty: there are none.
std::string custom_of(std::string_view custom, std::string_view name);
std::string custom_value(std::string_view properties, std::string_view key);

// A rank for each node as read/element_order.h wants it; empty when the document gives none.
std::vector<uint32_t> page_ranks(std::u32string_view text, const Xml& xml);

}  // namespace jiaokan
