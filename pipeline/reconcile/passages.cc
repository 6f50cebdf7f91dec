#include "reconcile/passages.h"

#include "lang/script.h"
#include "model/unicode.h"
#include "reconcile/collate.h"

namespace jiaokan {

namespace {

// Adds characters to a witness of plain text; every line is a block.
void append(Witness& witness, std::u32string_view text, bool edge) {
  const uint32_t begin = static_cast<uint32_t>(witness.chars.size());
  for (const char32_t c : text) {
    witness.offset.push_back(begin);
    witness.role.push_back(!edge && is_space(c) ? Role::space : Role::text);
    witness.chars.push_back(c);
  }
  if (text.empty()) return;
  witness.lines.push_back(begin);
  witness.blocks.push_back({{begin, static_cast<uint32_t>(witness.chars.size())}, BlockKind::paragraph, 0, 1, false});
}

// A column that all have.
void append_edge(Collation& all) {
  for (Witness& witness : all.witnesses) {
    all.cells.push_back(static_cast<uint32_t>(witness.chars.size()));
    append(witness, std::u32string_view(&kEdge, 1), true);
  }
}

}  // namespace

Passages collate_passages(const std::vector<std::string>& engines, const std::vector<Passage>& passages) {
  Passages out;
  Collation& all = out.collation;
  const size_t n = engines.size();
  for (const std::string& engine : engines) {
    all.witnesses.emplace_back();
    all.witnesses.back().name = engine;
    all.witnesses.back().sources.push_back({engine, "", "", ""});
    all.witnesses.back().source_begin.push_back(0);
  }
  append_edge(all);   // the first passage has an edge before it, too
  uint32_t id = 0;
  for (const Passage& passage : passages) {
    const uint32_t first = all.columns();
    out.begins.push_back(first);
    std::vector<size_t> taking_part;
    std::vector<Witness> own;
    for (size_t w = 0; w < n; ++w) {
      if (!passage.read[w]) continue;
      taking_part.push_back(w);
      own.emplace_back();
      append(own.back(), passage.texts[w], false);
    }
    const Collation one = collate_all(std::move(own));
    std::vector<uint32_t> begins;
    for (const Witness& witness : all.witnesses) begins.push_back(static_cast<uint32_t>(witness.chars.size()));
    for (uint32_t k = 0; k < one.columns(); ++k) {
      all.cells.insert(all.cells.end(), n, kNone);
      for (size_t v = 0; v < taking_part.size(); ++v)
        if (one.cell(k, v) != kNone) all.cells[all.cells.size() - n + taking_part[v]] = begins[taking_part[v]] + one.cell(k, v);
    }
    for (Locus locus : one.loci) {
      locus.begin += first;
      locus.end += first;
      if (locus.id != 0) locus.id = ++id;
      for (Reading& reading : locus.readings)
        for (uint16_t& w : reading.witnesses) w = static_cast<uint16_t>(taking_part[w]);
      all.loci.push_back(std::move(locus));
    }
    for (size_t w = 0; w < n; ++w)
      if (passage.read[w]) append(all.witnesses[w], passage.texts[w], false);
    append_edge(all);
  }
  out.begins.push_back(all.columns());
  return out;
}

}  // namespace jiaokan
