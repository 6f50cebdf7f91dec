// correct: what an editor says of an entry, put over what the grammar read.
//
// In: a parsed reference, a field by its name (model/reference.h: "title", "year" …, or "type") and its text: characters of the entry, or the name of
// a type. Out: those characters are the field, nothing else is; what other parts had of them they lose. Lossless as before: raw equals the parts joined.
#pragma once

#include <string_view>

#include "model/reference.h"

namespace jiaokan {

bool is_reference_field(std::string_view name);
// False, and nothing changed, if the entry has no such characters.
bool correct_field(Reference& reference, std::string_view field, std::u32string_view text);

}  // namespace jiaokan
