// Prints every emendation weighed on one witness, with what is true there: emend ARTICLE TRUTH.txt WITNESS. A line:
//   article <tab> probability <tab> read <tab> proposed <tab> true <tab> name=value;…   (true: the character of the truth, "-" for none)
#include <cstdio>

#include "clean/clean.h"
#include "read/read.h"
#include "reconcile/align.h"
#include "reconcile/collate.h"
#include "reconcile/emend.h"
#include "truth.h"

using namespace jiaokan;

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  Diags diags;
  Source source;
  source.name = argv[3];
  source.bytes = contents(argv[3]);
  std::vector<Witness> witnesses;
  witnesses.push_back(clean(read(source.name, {source}, WitnessKind::ocr, diags), diags));
  const Collation c = collate(std::move(witnesses), diags);
  const std::unique_ptr<LanguageModel> model = open_chinese_model("");
  if (model == nullptr) return 1;
  const std::u32string truth = key_of(from_utf8(contents(argv[2])));
  std::u32string text;
  std::vector<uint32_t> of_column(c.columns(), kNone);
  for (uint32_t k = 0; k < c.columns(); ++k) {
    const char32_t here = fold(c.witnesses[0].chars[c.cell(k, 0)]);
    if (is_space(here)) continue;
    of_column[k] = static_cast<uint32_t>(text.size());
    text.push_back(here);
  }
  const Alignment alignment = align(text, truth);
  std::vector<uint32_t> at(text.size(), kNone);
  for (uint32_t t = 0; t < truth.size(); ++t)
    if (alignment.a_of_b[t] != kNone) at[alignment.a_of_b[t]] = t;
  for (const Emendation& e : weigh_emendations(c, *model)) {
    const uint32_t i = of_column[e.column];
    // Only where the truth is known: the neighbours agree with it.
    const bool before = i > 0 && at[i - 1] != kNone && truth[at[i - 1]] == text[i - 1];
    const bool after = i + 1 < text.size() && at[i + 1] != kNone && truth[at[i + 1]] == text[i + 1];
    if (!before || !after || at[i + 1] - at[i - 1] > 2) continue;
    const std::u32string is = at[i] == kNone ? U"-" : std::u32string(1, truth[at[i]]);
    std::printf("%s\t%.3f\t%s\t%s\t%s\t", argv[1], e.probability, to_utf8(std::u32string(1, text[i])).c_str(), e.text.empty() ? "-" : to_utf8(e.text).c_str(), to_utf8(is).c_str());
    for (const Term& term : e.terms) std::printf("%s=%.4g;", term.name, term.value);
    std::printf("\n");
  }
  return 0;
}
