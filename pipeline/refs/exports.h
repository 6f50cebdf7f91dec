// exports: references as CSL-JSON, BibTeX and RIS.
//
// In: parsed references. Out: one text in the form's own encoding, with every field of fields_of; what a form has no name for is a note of it.
// Never: adds what the reference does not have. To add a form: a file export_….cc, a function here and a row where the forms are listed.
#pragma once

#include <string>
#include <vector>

#include "model/reference.h"

namespace jiaokan {

std::string to_csl(const std::vector<Reference>& references);      // a JSON array
std::string to_bibtex(const std::vector<Reference>& references);
std::string to_ris(const std::vector<Reference>& references);

}  // namespace jiaokan
