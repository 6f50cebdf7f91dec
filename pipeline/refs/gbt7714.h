// gbt7714: a reference as GB/T 7714 prints it, made of its fields.
//
// In: a parsed reference, whatever form it was printed in. Out: its text in the numeric form of one edition, or in the author-year form when
// the year was printed behind the names. Fields that the standard does not print (nationality, degree) are left out.
// Never: invents an element ([S.l.], a date of today). To add an edition: a row in kEditions (gbt7714.cc).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/reference.h"

namespace jiaokan {

enum class GbtEdition : uint8_t { of_2015, of_2025 };

std::u32string gbt7714_text(const Reference& reference, GbtEdition edition);

// A list, an entry a line, numbered.
std::string to_gbt7714_2015(const std::vector<Reference>& references);
std::string to_gbt7714_2025(const std::vector<Reference>& references);

// A person's name as the edition writes it: LOWE J A, Lowe J-A, 林晓. gbt7714_names.cc
std::u32string gbt7714_name(const Reference& reference, const RefPart& name, GbtEdition edition);

// Where a printed reference departs from a text: stretches of both that are not the same but for widths, spaces and dashes. gbt7714_lint.cc
struct Departure {
  Span printed;             // of the printed text
  Span standard;            // of the other; one of the two may be empty
};
std::vector<Departure> departures(std::u32string_view printed, std::u32string_view standard);

}  // namespace jiaokan
