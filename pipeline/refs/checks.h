// checks: what of a parsed reference cannot be right, whatever it says (specification 17).
//
// In: a reference. Out: how often it fails each check. Never: corrects; a sound reference may still be misread.
// To add a check: a row in checks.inc and its look in checks.cc.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "model/reference.h"

namespace jiaokan {

enum class RefCheck : uint8_t {
#define CHECK(name, sentence) name,
#include "refs/checks.inc"
#undef CHECK
  count,
};
std::string_view name_of(RefCheck check);
std::string_view sentence_of(RefCheck check);

struct FailedChecks {
  std::array<uint8_t, static_cast<size_t>(RefCheck::count)> times{};
  uint8_t operator[](RefCheck check) const { return times[static_cast<size_t>(check)]; }
};
FailedChecks failed_checks(const Reference& reference);

// How much of the entry the grammar made out: the logarithms of its fields' confidences, and what no rule read by its characters. 0 at best.
double reading_of(const Reference& reference);

}  // namespace jiaokan
