// Prints the terms of every locus whose true reading is known, for fit.py: one line a locus,
//   article <tab> set <tab> class <tab> index of the true reading <tab> name=value … | name=value … (one group a reading)
// Usage: terms ARTICLE SET TRUTH.txt WITNESS...
#include <cstdio>
#include <fstream>
#include <sstream>

#include "clean/clean.h"
#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "read/read.h"
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

// The one reading that the truth has between these contexts; -1 when none or several.
int true_reading(const std::u32string& truth, const std::u32string& left, const Locus& locus, const std::u32string& right) {
  for (const size_t n : {8, 6, 4}) {
    const std::u32string before = left.substr(left.size() - std::min(n, left.size())), after = right.substr(0, n);
    int found = -1, count = 0;
    for (size_t r = 0; r < locus.readings.size(); ++r) {
      if (truth.find(before + key_of(locus.readings[r].text) + after) == std::u32string::npos) continue;
      found = static_cast<int>(r);
      ++count;
    }
    if (count == 1) return found;
    if (count > 1) return -1;
  }
  return -1;
}

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
  const Collation collation = collate(std::move(witnesses), diags, model.get());
  const std::unique_ptr<LanguageModel> model = open_chinese_model("");
  const std::vector<Decision> decisions = decide(collation, Settings{}, model.get(), diags);
  std::vector<uint32_t> chosen;
  for (const Decision& decision : decisions) chosen.push_back(decision.lemma);
  const Draft draft = draft_of(collation, starts_of(collation), chosen);
  for (const Decision& decision : decisions) {
    const Locus& locus = collation.loci[decision.locus];
    if (decision.by != DecidedBy::evidence || is_passage(locus)) continue;
    const Span span = draft.loci[decision.locus];
    const uint32_t from = span.begin - std::min<uint32_t>(span.begin, 24);
    const int label = true_reading(truth, key_of(draft.chars.substr(from, span.begin - from)), locus, key_of(draft.chars.substr(span.end, 24)));
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
