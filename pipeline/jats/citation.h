// citation: what the two forms of a citation in JATS share: element names by type, attributes, groups of names.
//
// citation.cc writes the printed reference with every part tagged where it stands; element_citation.cc its parts alone, normalised.
#pragma once

#include "jats/writer.h"

namespace jiaokan {

struct CitationType {
  RefType type;
  const char* publication_type;
  const char* title;          // element of the title
  const char* trans_title;    // and of a translated one
};
const CitationType& citation_type(RefType type);

// What stands in a container is a part, whatever its own type.
const char* citation_title(const Reference& reference);

// Fields that are one element with their text in it, whatever the type; null for the others.
const char* plain_element(RefField field);

// The kind of person-group that names of this field stand in; null when it is no name.
const char* person_group(RefField field);

void set_citation_attributes(Node citation, const Reference& reference, const std::string& article_lang);

// One element-citation; false, and nothing is written, when the reference has no part to put into it.
bool write_element_citation(Node parent, const Reference& reference, const std::string& article_lang);

}  // namespace jiaokan
