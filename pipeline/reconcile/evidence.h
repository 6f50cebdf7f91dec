// evidence: what speaks for each reading of each locus, as numbers with names.
//
// In: the collation and a draft of the edition (which reading stands at every other place for now). Out: a row of values a
// reading. A term that has nothing to say leaves 0. Never weighs or decides (decide.cc does).
// To add a term: terms.inc says how.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "lang/language_model.h"
#include "model/collation.h"
#include "model/settings.h"
#include "reconcile/evidence_document.h"
#include "reconcile/evidence_draft.h"

namespace jiaokan {

enum class TermId : uint8_t {
#define JIAOKAN_TERM(id, name, sentence) id,
#include "reconcile/terms.inc"
#undef JIAOKAN_TERM
  count,
};
inline constexpr size_t kTermCount = static_cast<size_t>(TermId::count);

struct TermText {
  const char* name;
  std::string_view sentence;
};
TermText describe(TermId term);

struct Values {
  std::array<double, kTermCount> of{};
  double& operator[](TermId term) { return of[static_cast<size_t>(term)]; }
  double operator[](TermId term) const { return of[static_cast<size_t>(term)]; }
};

// One locus with what stands around it in the draft (raw and folded alike one character each).
struct Surroundings {
  std::u32string_view left, right;          // up to 12 characters, as they are
  std::u32string_view folded_left, folded_right;
};
Surroundings surroundings_of(const Draft& draft, size_t locus);

// The kinds that count: what settings say, else what was detected.
std::vector<WitnessKind> kinds_of(const Collation& collation, const Settings& settings);

// True when no witness of another kind has the reading.
bool all_of_kind(const Reading& reading, const std::vector<WitnessKind>& kinds, WitnessKind kind);

// For each locus, how many columns it is from the nearest place where a witness goes on elsewhere. Near it stand pieces of lines that
// belong to neither side.
std::vector<uint32_t> columns_to_joins(const Collation& collation);

// Each adds its own terms to `values`, one row a reading.
void measure_language(const Locus& locus, const Surroundings& around, const LanguageModel* model, const DocumentModel& document,
                      double most, std::vector<Values>& values);
void measure_marks(const std::vector<Locus>& loci, const Draft& draft, size_t index, std::vector<Values>& values);
// What the paragraph says, where it is one of prose. `closed`: share of the document's paragraphs that end with a stop (share_closed).
void measure_paragraph(const Locus& locus, const Draft& draft, size_t index, double closed, std::vector<Values>& values);
double share_closed(const Draft& draft);
void measure_labels(const Locus& locus, const Surroundings& around, std::vector<Values>& values);
void measure_numbers(const Locus& locus, const Surroundings& around, std::vector<Values>& values);
void measure_slips(const Locus& locus, const Surroundings& around, const DocumentModel& document, std::vector<Values>& values);
// Of passages: Latin that is heard nowhere else, long pieces that one has.
void measure_in_passage(const Locus& locus, const Surroundings& around, const DocumentModel& document, std::vector<Values>& values);
void measure_witnesses(const Locus& locus, const Collation& collation, const std::vector<WitnessKind>& kinds, const Settings& settings,
                       uint32_t to_join, std::vector<Values>& values);
// `heard`: the reading with which the passage stands in the document's model.
void measure_passage(const Locus& locus, const DocumentModel& document, size_t heard, std::vector<Values>& values);

// True for a passage that only some witnesses have and that is too long for a slip.
bool is_passage(const Locus& locus);

}  // namespace jiaokan
