#include "model/diag.h"

namespace jiaokan {

namespace {

constexpr DiagText kTexts[] = {
#define JIAOKAN_DIAG(id, code, severity, wording, hint) {code, Severity::severity, wording, hint},
#include "model/diag_codes.inc"
#undef JIAOKAN_DIAG
};

}  // namespace

DiagText describe(Code code) { return kTexts[static_cast<size_t>(code)]; }

}  // namespace jiaokan
