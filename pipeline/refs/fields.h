// fields: a parsed reference as plain named values, for exchange: what `jiaokan refs` writes and the reference files are made of.
//
// In: a Reference. Out: its fields in one fixed order, each with its values normalised: names one by one ("Surname, Given" for western ones that
// could be split, else as printed), half-width numbers, ISO dates, the year also where only a date is printed.
// Never: spans (the Reference has them), guesses of what is not printed. To add a field: one row in kFields.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/reference.h"

namespace jiaokan {

struct ReferenceField {
  std::string_view name;              // "authors", "container_authors", "title", …
  std::span<const std::string> values;   // never empty; they live in the ReferenceFields
  bool list = false;                  // of names: an array even with one value
  float confidence = 1;               // of its least sure value; what is derived is as sure as what it is derived from
};
class ReferenceFields {
 public:
  ReferenceFields() = default;
  ReferenceFields(ReferenceFields&&) = default;              // moved, the values stay where they are
  ReferenceFields(const ReferenceFields&) = delete;
  ReferenceFields& operator=(const ReferenceFields&) = delete;
  ReferenceFields& operator=(ReferenceFields&&) = default;
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  size_t size() const { return fields_.size(); }
  const ReferenceField& operator[](size_t i) const { return fields_[i]; }

 private:
  friend ReferenceFields fields_of(const Reference& reference);
  std::vector<ReferenceField> fields_;
  std::vector<std::string> values_;
};

ReferenceFields fields_of(const Reference& reference);

// The first value of a field; empty when it has none.
std::string_view first_value(const ReferenceFields& fields, std::string_view name);

}  // namespace jiaokan
