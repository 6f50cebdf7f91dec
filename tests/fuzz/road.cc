// Two versions, split at the first byte FF, down the whole road to JATS and back to the ledger, without a language model.
#include <libxml/parser.h>

#include <cstring>

#include "clean/clean.h"
#include "jats/jats.h"
#include "laws.h"
#include "ledger.h"
#include "model/unicode.h"
#include "read/read.h"
#include "reconcile/collate.h"
#include "reconcile/decide.h"
#include "reconcile/settle.h"
#include "structure/structure.h"

using namespace jiaokan;

namespace {

void check_xml(const std::string& xml) {
  xmlDoc* doc = xmlReadMemory(xml.data(), static_cast<int>(xml.size()), "out.xml", nullptr,
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
  law(doc != nullptr, "what is written is well-formed");
  xmlFreeDoc(doc);
}

void check_collation(const Collation& collation) {
  std::vector<std::vector<int>> seen;
  for (const Witness& witness : collation.witnesses) seen.emplace_back(witness.chars.size());
  for (uint32_t column = 0; column < collation.columns(); ++column)
    for (size_t w = 0; w < seen.size(); ++w)
      if (const uint32_t cell = collation.cell(column, w); cell != kNone) {
        law(cell < seen[w].size(), "a column holds characters");
        ++seen[w][cell];
      }
  for (size_t w = 0; w < seen.size(); ++w)
    for (size_t i = 0; i < seen[w].size(); ++i)
      law(seen[w][i] == in_stream(collation.witnesses[w].role[i]), "every stream character stands in one column");
  uint32_t last = 0;
  for (const Locus& locus : collation.loci) {
    law(last <= locus.begin && locus.begin < locus.end && locus.end <= collation.columns(), "loci ascend and are disjoint");
    last = locus.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const size_t cut = std::min(bytes.find('\xFF'), bytes.size());
  Diags diags;
  std::vector<Witness> witnesses;
  const auto add = [&](const char* name, std::string_view part) {
    std::vector<Source> sources;
    sources.push_back({name, std::string(part), "", ""});
    witnesses.push_back(clean(read(name, std::move(sources), WitnessKind::unknown, diags), diags));
  };
  add("a.txt", bytes.substr(0, cut));
  if (cut < bytes.size()) add("b.md", bytes.substr(cut + 1));

  const Settings settings;
  const Collation collation = collate(std::move(witnesses), diags);
  check_collation(collation);
  const std::vector<Decision> decisions = decide(collation, settings, nullptr, diags);
  law(decisions.size() == collation.loci.size(), "every locus has its decision");
  const Text text = settle(collation, decisions, diags);
  law(text.column.size() == text.chars.size(), "every character of the text has its column");
  const Article article = structure(text, collation, settings, diags);
  for (const Span& lost : unaccounted(text, article)) {
    std::fprintf(stderr, "characters %u to %u of the text: %s\n", lost.begin, lost.end, to_utf8(text.chars.substr(lost.begin, lost.size())).c_str());
    law(false, "the article and what is left out are the text");
  }
  check_xml(write_jats(article));
  check_xml(write_apparatus(collation, decisions, text, article));
  for (const SourceLedger& row : ledger(collation, decisions, text, article, diags)) {
    size_t sum = 0;
    for (const auto& [fate, count] : row.fates) sum += count;
    law(sum == row.characters, "the ledger closes");
  }
  for (const Diag& diag : diags) law(diag.code != Code::ledger_open, "every character has its fate");
  return 0;
}
