// The tree of a page as bytes: HTML or XHTML syntax.
//
// libxml2's own HTML writer knows HTML 4 only (it adds a second declaration of the encoding, and prefixes to MathML).
// All text and attribute values are escaped; script and style are written raw and may not hold their own end tag.
#pragma once

#include <string>

#include "render/xslt.h"

typedef struct _xmlNode xmlNode;

namespace jiaokan {

std::string write_page(const xmlNode* root, PageSyntax syntax);

}  // namespace jiaokan
