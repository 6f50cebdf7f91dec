// Prints the terms of every locus whose true reading is known, for fit.py: one line a locus,
//   article <tab> set <tab> class <tab> index of the true reading <tab> name=value … | name=value … (one group a reading)
// Usage: terms ARTICLE SET TRUTH.txt WITNESS...
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "clean/clean.h"
#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "read/read.h"
#include "reconcile/align.h"
#include "reconcile/collate.h"
#include "reconcile/decide.h"
#include "reconcile/evidence.h"

using namespace jiaokan;

namespace {

std::string contents(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream out;
  out << file.rdbuf();
  return out.str();
}

std::u32string key_of(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text) {
    if (!is_space(c)) out.push_back(fold(c));
  }
  return out;
}

// The data say by their names what they are; a kind detected wrongly would teach the weights of the kinds nonsense.
WitnessKind kind_of(const std::string& path) {
  if (path.find("pdftext") != std::string::npos) return WitnessKind::text_layer;
  if (path.find("vlm") != std::string::npos) return WitnessKind::vision_model;
  return WitnessKind::ocr;
}

size_t distance(std::u32string_view a, std::u32string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t up = row[j];
      row[j] = std::min({up + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = up;
    }
  }
  return row[b.size()];
}

// The draft laid beside the truth, without white space.
class Judge {
 public:
  Judge(const Draft& draft, const std::u32string& truth) : truth_(truth) {
    for (uint32_t i = 0; i < draft.chars.size(); ++i) {
      before_.push_back(static_cast<uint32_t>(text_.size()));
      if (is_space(draft.folded[i])) continue;
      text_.push_back(draft.folded[i]);
      disputed_.push_back(draft.locus[i] != kNone);
    }
    before_.push_back(static_cast<uint32_t>(text_.size()));
    at_.assign(text_.size(), kNone);
    const Alignment alignment = align(text_, truth);
    for (uint32_t t = 0; t < truth.size(); ++t)
      if (alignment.a_of_b[t] != kNone && text_[alignment.a_of_b[t]] == truth[t]) at_[alignment.a_of_b[t]] = t;
  }

  // The reading that is nearest to the truth between the undisputed characters around; -1 when there is none, or two as near.
  int nearest(const Locus& locus, Span span) const {
    constexpr uint32_t kFar = 12, kMore = 24;
    const uint32_t begin = before_[span.begin], end = before_[span.end];
    uint32_t left = begin, right = end;
    while (left > 0 && begin - left < kFar && (disputed_[left - 1] || at_[left - 1] == kNone)) --left;
    while (right < text_.size() && right - end < kFar && (disputed_[right] || at_[right] == kNone)) ++right;
    if (left == 0 || right >= text_.size() || disputed_[left - 1] || disputed_[right] || at_[left - 1] == kNone || at_[right] == kNone) return -1;
    const uint32_t from = at_[left - 1] + 1, to = at_[right];
    if (to < from || to - from > right - left + kMore) return -1;
    const std::u32string_view is = std::u32string_view(truth_).substr(from, to - from);
    std::vector<size_t> far;
    for (const Reading& reading : locus.readings)
      far.push_back(distance(text_.substr(left, begin - left) + key_of(reading.text) + text_.substr(end, right - end), is));
    const size_t least = *std::min_element(far.begin(), far.end());
    if (std::count(far.begin(), far.end(), least) > 1) return -1;
    return static_cast<int>(std::find(far.begin(), far.end(), least) - far.begin());
  }

 private:
  const std::u32string& truth_;
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
    witnesses.push_back(clean(read(source.name, {source}, kind_of(source.name), diags), diags));
  }
  const std::u32string truth = key_of(from_utf8(contents(argv[3])));
  const std::unique_ptr<LanguageModel> model = open_chinese_model("");
  const Collation collation = collate(std::move(witnesses), diags, model.get());
  const std::vector<Decision> decisions = decide(collation, Settings{}, model.get(), diags);
  std::vector<uint32_t> chosen;
  for (const Decision& decision : decisions) chosen.push_back(decision.lemma);
  const Draft draft = draft_of(collation, starts_of(collation), chosen);
  const Judge judge(draft, truth);
  for (const Decision& decision : decisions) {
    const Locus& locus = collation.loci[decision.locus];
    if (decision.by != DecidedBy::evidence || is_passage(locus)) continue;
    const int label = judge.nearest(locus, draft.loci[decision.locus]);
    if (label < 0) continue;
    std::string text;
    for (const Choice& choice : decision.choices) text += (text.empty() ? "" : "/") + to_utf8(key_of(choice.text));
    std::printf("%s\t%s\t%s\t%d\t%s\t", argv[1], argv[2], std::string(name_of(locus.cls)).c_str(), label, text.c_str());
    for (size_t r = 0; r < decision.choices.size(); ++r) {
      if (r > 0) std::printf("|");
      for (const Term& term : decision.choices[r].terms) std::printf("%s=%.5g;", term.name, term.value);
    }
    std::printf("\n");
  }
  return 0;
}
