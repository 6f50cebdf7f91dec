// Decision: which reading stands in the edition, why, and how sure that is. One for each locus, in the same order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/collation.h"
#include "model/diag.h"

namespace jiaokan {

enum class DecidedBy : uint8_t { rule, evidence, editor };

// One term of the log-linear model for one reading. `score` is weight × value, in nats; only differences
// between the readings of one locus mean something.
struct Term {
  const char* name;    // a row of the table of terms (reconcile/terms.inc)
  double value = 0;    // what was measured
  double score = 0;    // weight × value
};

struct Choice {
  std::u32string text;
  double probability = 0;      // calibrated; the choices of a decision sum to 1
  std::vector<Term> terms;
};

struct Decision {
  uint32_t locus = 0;            // index into Collation::loci
  DecidedBy by = DecidedBy::rule;
  uint32_t lemma = 0;            // index into choices
  std::vector<Choice> choices;   // one a reading, in the locus's order; emendations (no witness has them) after
  bool open = false;             // asked of the editor: probability under the threshold
  uint32_t editor = kNone;       // index into Settings::decisions of the choice that settled it
  std::string reason;            // rule or editor: its name or note ("width: house style", "editor: zhang")
};

// An editor's choice as decisions.toml has it (DESIGN 6). Texts as in the file. What a kind's lemma is:
//   reading, block, callout   the reading that stands
//   paragraph_break           "yes" or "no": whether a paragraph begins between before and after
//   level                     "1" to "6": the block of this reading is a heading of that level; "0": it is none
//   front                     the value of the field, as in article.toml
//   reference                 the characters of the entry that are the field, or, of the field "type", one of its names
enum class EditorKind : uint8_t { reading, block, level, paragraph_break, front, reference, callout };
struct EditorDecision {
  EditorKind kind = EditorKind::reading;
  std::string field;                     // of front and reference
  std::u32string before, after;          // folded context as in the edition, up to 12 characters each side
  uint32_t nth = 0;                // 0: not said; then there must be one such place
  std::vector<std::u32string> readings;  // what the witnesses had
  std::u32string lemma;
  // From narrow to wide: one place; the places of its paragraph with these readings; those where `witness` has `reads`; all of them, here or everywhere.
  enum class Scope : uint8_t { here, paragraph, witness, article, journal } scope = Scope::here;
  std::string witness;                   // of scope witness: its name
  std::u32string reads;
  std::string by, note;
  Place place;                           // in decisions.toml
  bool shared = false;                   // of a file above the articles
};

inline bool is_reading(const EditorDecision& choice) { return choice.kind == EditorKind::reading || choice.kind == EditorKind::block || choice.kind == EditorKind::callout; }

}  // namespace jiaokan
