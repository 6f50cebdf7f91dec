// The tree of a page as bytes: HTML or XHTML syntax. What is marked for the other one of the two media is left out, and slots are
// filled with the parts that pages share (templates/pages.xsl says how they are marked).
//
// libxml2's own HTML writer knows HTML 4 only (it adds a second declaration of the encoding, and prefixes to MathML).
// All text and attribute values are escaped; script and style are written raw and may not hold their own end tag.
#pragma once

#include <string>

#include "render/xslt.h"

typedef struct _xmlNode xmlNode;

namespace jiaokan {

std::string write_page(const xmlNode* page, PageSyntax syntax);
// Of the pages in `root` that of this name; null when there is none.
const xmlNode* named_page(const xmlNode* root, std::string_view name);

}  // namespace jiaokan
