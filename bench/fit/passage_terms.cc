// Prints the terms of every locus of short passages whose true reading is known, for fit.py; the form is that of terms.cc.
// Usage: passage_terms NAME FILE.jsonl [WEIGHTS.tsv]; a line: {"engines":[…],"witnesses":[…],"truth":"…"}, every one with the same engines.
#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "lang/language_model.h"
#include "reconcile/decide.h"
#include "reconcile/evidence.h"
#include "reconcile/passages.h"
#include "truth.h"

using namespace jiaokan;

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::ifstream in(argv[2]);
  std::vector<Passage> passages;
  std::vector<std::u32string> truths;
  std::vector<std::string> engines;
  for (std::string text; std::getline(in, text);) {
    const nlohmann::json line = nlohmann::json::parse(text);
    Passage passage;
    for (const auto& w : line["witnesses"]) {
      passage.texts.push_back(from_utf8(w.get<std::string>()));
      passage.read.push_back(true);
    }
    if (engines.empty())
      for (const auto& e : line["engines"]) engines.push_back(e.get<std::string>());
    passages.push_back(std::move(passage));
    truths.push_back(from_utf8(line["truth"].get<std::string>()));
  }
  const Passages all = collate_passages(engines, passages);
  const Collation& c = all.collation;
  const std::unique_ptr<LanguageModel> model = open_chinese_model("");
  Settings settings;
  Manner manner = manner_for_passages();

  if (argc > 3) {
    std::ifstream weights(argv[3]);
    for (std::string line; std::getline(weights, line);)
      if (const size_t tab = line.find('\t'); tab != std::string::npos) manner.weights[line.substr(0, tab)] = std::atof(line.c_str() + tab);
  }
  Diags diags;
  const std::vector<Decision> decisions = decide(c, settings, model.get(), diags, manner);
  size_t first = 0;
  for (size_t p = 0; p < passages.size(); ++p) {
    const uint32_t begin = all.begins[p], end = all.begins[p + 1] - 1;
    size_t last = first;
    while (last < c.loci.size() && c.loci[last].begin < end) ++last;
    // The passage with one locus read otherwise, the others as they are decided.
    const auto text_with = [&](size_t locus, size_t reading) {
      std::u32string out;
      size_t next = first;
      for (uint32_t k = begin; k < end;) {
        if (next < last && c.loci[next].begin == k) {
          out += c.loci[next].readings[next == locus ? reading : decisions[next].lemma].text;
          k = c.loci[next++].end;
          continue;
        }
        for (size_t w = 0; w < c.witnesses.size(); ++w)
          if (const uint32_t i = c.cell(k, w); i != kNone) {
            out.push_back(c.witnesses[w].chars[i]);
            break;
          }
        ++k;
      }
      return key_of(out);
    };
    const std::u32string truth = key_of(truths[p]);
    for (size_t l = first; l < last; ++l) {
      if (c.loci[l].id == 0 || is_passage(c.loci[l])) continue;
      std::vector<size_t> far;
      for (size_t r = 0; r < c.loci[l].readings.size(); ++r) far.push_back(distance(text_with(l, r), truth));
      const size_t least = *std::min_element(far.begin(), far.end());
      if (std::count(far.begin(), far.end(), least) > 1) continue;
      print_terms(argv[1] + std::to_string(p * 4 / passages.size()), argv[1], c.loci[l], decisions[l], static_cast<int>(std::find(far.begin(), far.end(), least) - far.begin()));
    }
    first = last;
  }
  return 0;
}
