// Prints the terms of every locus whose true reading is known, for fit.py: one line a locus (print_terms).
// Usage: terms ARTICLE SET TRUTH.txt WITNESS...
#include <algorithm>

#include "clean/clean.h"
#include "read/part_columns.h"
#include "read/read.h"
#include "reconcile/align.h"
#include "reconcile/collate.h"
#include "reconcile/decide.h"
#include "reconcile/evidence.h"
#include "truth.h"

using namespace jiaokan;

namespace {

constexpr const char* kInDisorder = " in disorder";   // behind the name of a set; fit.py measures such sets and does not fit them

// The data say by their names what they are; a kind detected wrongly would teach the weights of the kinds nonsense.
WitnessKind kind_of(const std::string& path) {
  if (path.find("pdftext") != std::string::npos) return WitnessKind::text_layer;
  if (path.find("vlm") != std::string::npos) return WitnessKind::vision_model;
  return WitnessKind::ocr;
}

// True where the text layer's own lines are out of order: what is wrong there are pieces of lines out of place, which says nothing of how sure a text
// layer is of its characters.
bool is_layer_in_disorder(const Collation& collation) {
  constexpr size_t kOften = 2500, kFewest = 3;   // columns to a moved passage; passages
  bool out = false;
  for (size_t w = 0; w < collation.witnesses.size(); ++w) {
    if (collation.witnesses[w].kind != WitnessKind::text_layer) continue;
    const size_t moved = static_cast<size_t>(std::count_if(collation.moved.begin(), collation.moved.end(), [w](const Moved& m) { return m.witness == w; }));
    out = out || !collation.witnesses[w].parted.empty() || (moved >= kFewest && moved * kOften >= collation.columns());
  }
  return out;
}

// The truth without white space, and which of it stands in tables (rows with tabs): witnesses read the cells of a table in orders of their own, so
// that what stands against each other there often is not the same cell.
struct Truth {
  std::u32string text;
  std::vector<bool> in_table;

  explicit Truth(const std::u32string& lines) {
    for (size_t at = 0; at < lines.size();) {
      const size_t end = std::min(lines.find(U'\n', at), lines.size());
      const std::u32string_view line = std::u32string_view(lines).substr(at, end - at);
      text += key_of(line);
      in_table.resize(text.size(), line.find(U'\t') != line.npos);
      at = end + 1;
    }
  }
};

// The draft laid beside the truth, without white space.
class Judge {
 public:
  Judge(const Collation& collation, const Starts& starts, const Draft& draft, const Truth& known) : collation_(collation), starts_(starts), truth_(known.text), in_table_(known.in_table) {
    for (uint32_t i = 0; i < draft.chars.size(); ++i) {
      before_.push_back(static_cast<uint32_t>(text_.size()));
      if (is_space(draft.folded[i])) continue;
      text_.push_back(draft.folded[i]);
      disputed_.push_back(draft.locus[i] != kNone);
    }
    before_.push_back(static_cast<uint32_t>(text_.size()));
    at_.assign(text_.size(), kNone);
    const Alignment alignment = align(text_, truth_);
    for (uint32_t t = 0; t < truth_.size(); ++t)
      if (alignment.a_of_b[t] != kNone && text_[alignment.a_of_b[t]] == truth_[t]) at_[alignment.a_of_b[t]] = t;
  }

  // The reading that is nearest to the truth between the undisputed characters around; -1 when there is none, or two as near,
  // and in tables.
  int nearest(const Locus& locus, Span span) const {
    constexpr uint32_t kFar = 12, kMore = 24;
    const uint32_t begin = before_[span.begin], end = before_[span.end];
    uint32_t left = begin, right = end;
    while (left > 0 && begin - left < kFar && (disputed_[left - 1] || at_[left - 1] == kNone)) --left;
    while (right < text_.size() && right - end < kFar && (disputed_[right] || at_[right] == kNone)) ++right;
    if (left == 0 || right >= text_.size() || disputed_[left - 1] || disputed_[right] || at_[left - 1] == kNone || at_[right] == kNone) return -1;
    const uint32_t from = at_[left - 1] + 1, to = at_[right];
    if (to < from || to - from > right - left + kMore || in_table_[from - 1] || in_table_[to]) return -1;
    const std::u32string_view is = std::u32string_view(truth_).substr(from, to - from);
    std::vector<size_t> far;
    for (const Reading& reading : locus.readings) {
      // The truth has callouts in brackets.
      const bool raised = is_raised(collation_, starts_, locus, reading);
      const std::u32string own = (raised ? U"[" : U"") + key_of(reading.text) + (raised ? U"]" : U"");
      far.push_back(distance(text_.substr(left, begin - left) + own + text_.substr(end, right - end), is));
    }
    const size_t least = *std::min_element(far.begin(), far.end());
    if (std::count(far.begin(), far.end(), least) > 1) return -1;
    return static_cast<int>(std::find(far.begin(), far.end(), least) - far.begin());
  }

 private:
  const Collation& collation_;
  const Starts& starts_;
  const std::u32string& truth_;
  const std::vector<bool>& in_table_;
  std::u32string text_;
  std::vector<bool> disputed_;
  std::vector<uint32_t> before_, at_;   // draft → text; text → truth
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  Diags diags;
  std::vector<Witness> witnesses;
  for (int i = 4; i < argc; ++i) {
    Source source;
    source.name = argv[i];
    source.bytes = contents(argv[i]);
    witnesses.push_back(read(source.name, {source}, kind_of(source.name), diags));
  }
  const Truth truth(from_utf8(contents(argv[3])));
  const std::unique_ptr<LanguageModel> model = open_chinese_model("");
  std::vector<Diags> about(witnesses.size());
  part_columns(witnesses, [&] { return model.get(); }, about);
  for (Witness& witness : witnesses) witness = clean(std::move(witness), diags);
  const Collation collation = collate(std::move(witnesses), diags, model.get());
  const std::vector<Decision> decisions = decide(collation, Settings{}, model.get(), diags);
  std::vector<uint32_t> chosen;
  for (const Decision& decision : decisions) chosen.push_back(decision.lemma);
  const Starts starts = starts_of(collation);
  const Draft draft = draft_of(collation, starts, chosen);
  const Judge judge(collation, starts, draft, truth);
  const std::string set = std::string(argv[2]) + (is_layer_in_disorder(collation) ? kInDisorder : "");
  for (const Decision& decision : decisions) {
    const Locus& locus = collation.loci[decision.locus];
    if (decision.by != DecidedBy::evidence || is_passage(locus)) continue;
    const int label = judge.nearest(locus, draft.loci[decision.locus]);
    if (label < 0) continue;
    print_terms(argv[1], set.c_str(), locus, decision, label);
  }
  return 0;
}
