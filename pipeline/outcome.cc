#include "outcome.h"

#include <bit>
#include <nlohmann/json.hpp>
#include <string_view>

namespace jiaokan {

namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kNotMade = 1'000'000;
constexpr size_t kOpenQuestion = 4;
struct Weight {
  Severity severity;
  size_t weight;       // of a code that is given; doubling its number adds it once more
};
constexpr Weight kWeights[] = {{Severity::error, 1000}, {Severity::warning, 3}, {Severity::note, 0}};

struct CodeRow {
  std::string_view code;
  Severity severity;
};
constexpr CodeRow kCodes[] = {
#define JIAOKAN_DIAG(id, code, severity, wording, hint) {code, Severity::severity},
#include "model/diag_codes.inc"
#undef JIAOKAN_DIAG
};

size_t weight_of(const std::string& code) {
  for (const CodeRow& row : kCodes)
    if (row.code == code)
      for (const Weight& weight : kWeights)
        if (weight.severity == row.severity) return weight.weight;
  return 0;
}

}  // namespace

void count_diags(const Diags& diags, Outcome& outcome) {
  for (const Diag& diag : diags) {
    const DiagText text = describe(diag.code);
    ++(text.severity == Severity::error ? outcome.errors : text.severity == Severity::warning ? outcome.warnings : outcome.notes);
    ++outcome.codes[std::string(text.code)];
  }
}

Json to_json(const Outcome& outcome) {
  Json row{{"article", outcome.name},
           {"title", outcome.title},
           {"made", outcome.made},
           {"need", need_of(outcome)},
           {"errors", outcome.errors},
           {"open_questions", outcome.open},
           {"warnings", outcome.warnings},
           {"notes", outcome.notes},
           {"loci", outcome.loci},
           {"diagnostics", outcome.codes}};
  if (!outcome.failure.empty()) row["failure"] = outcome.failure;
  return row;
}

Outcome outcome_from(const Json& row) {
  Outcome out;
  const auto number = [&](const char* key) { return row.value(key, size_t{0}); };
  out.name = row.value("article", std::string());
  out.title = row.value("title", std::string());
  out.made = row.value("made", false);
  out.errors = number("errors");
  out.open = number("open_questions");
  out.warnings = number("warnings");
  out.notes = number("notes");
  out.loci = number("loci");
  out.codes = row.value("diagnostics", std::map<std::string, size_t>());
  out.failure = row.value("failure", std::string());
  return out;
}

size_t need_of(const Outcome& outcome) {
  size_t need = outcome.made ? 0 : kNotMade;
  need += kOpenQuestion * outcome.open;
  for (const auto& [code, times] : outcome.codes) need += weight_of(code) * static_cast<size_t>(std::bit_width(times));
  return need;
}

}  // namespace jiaokan
