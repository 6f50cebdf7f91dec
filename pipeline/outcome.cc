#include "outcome.h"

#include <algorithm>
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

const CodeRow* row_of(std::string_view code) {
  const auto found = std::find_if(std::begin(kCodes), std::end(kCodes), [&](const CodeRow& row) { return row.code == code; });
  return found == std::end(kCodes) ? nullptr : found;
}

size_t weight_of(std::string_view code) {
  if (const CodeRow* const row = row_of(code))
    for (const Weight& weight : kWeights)
      if (weight.severity == row->severity) return weight.weight;
  return 0;
}

void add_code(Outcome& outcome, std::string_view code, uint32_t times) {
  const auto at = std::lower_bound(outcome.codes.begin(), outcome.codes.end(), code, [](const CodeTimes& one, std::string_view other) { return one.code < other; });
  if (at != outcome.codes.end() && at->code == code) at->times += times;
  else outcome.codes.insert(at, {code, times});
}

}  // namespace

void count_diags(const Diags& diags, Outcome& outcome) {
  for (const Diag& diag : diags) {
    const DiagText text = describe(diag.code);
    ++(text.severity == Severity::error ? outcome.errors : text.severity == Severity::warning ? outcome.warnings : outcome.notes);
    add_code(outcome, text.code, 1);
  }
}

Json to_json(const Outcome& outcome) {
  Json codes = Json::object();
  for (const CodeTimes& one : outcome.codes) codes[std::string(one.code)] = one.times;
  Json row{{"article", outcome.name},
           {"title", outcome.title},
           {"made", outcome.made},
           {"need", need_of(outcome)},
           {"errors", outcome.errors},
           {"open_questions", outcome.open},
           {"warnings", outcome.warnings},
           {"notes", outcome.notes},
           {"loci", outcome.loci},
           {"diagnostics", std::move(codes)}};
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
  if (const auto codes = row.find("diagnostics"); codes != row.end() && codes->is_object())
    for (const auto& [code, times] : codes->items())
      if (const CodeRow* const known = row_of(code); known != nullptr && times.is_number_unsigned()) add_code(out, known->code, times.get<uint32_t>());
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
