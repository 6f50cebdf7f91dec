#include "read/part_columns.h"

#include <algorithm>

#include "model/unicode.h"
#include "read/read.h"
#include "read/unweave.h"

namespace jiaokan {

namespace {

// Nothing but characters, white space and line ends.
bool is_plain(const Witness& witness) {
  return witness.sources.size() == 1 && witness.box.empty() && witness.marks.empty() && witness.tables.empty() && witness.kind != WitnessKind::vision_model &&
         std::all_of(witness.role.begin(), witness.role.end(), [](Role r) { return r == Role::text || r == Role::space || r == Role::line_break; });
}

}  // namespace

void part_columns(std::vector<Witness>& witnesses, const std::function<const LanguageModel*()>& model, std::vector<Diags>& about) {
  // First each hears of the others at most what cannot be in one column: one that is woven too says nothing good of another's order. Then also
  // how they go on, as they are by now; twice, for what one was parted by the others may hear.
  std::vector<Unwoven> parted(witnesses.size());
  const auto text_of = [&](size_t w) -> std::u32string_view { return parted[w].text.empty() ? witnesses[w].chars : parted[w].text; };
  std::vector<float> column(witnesses.size(), 0);
  for (size_t w = 0; w < witnesses.size(); ++w)
    if (is_plain(witnesses[w])) column[w] = column_of(witnesses[w].chars);
  for (const bool hears : {false, true, true}) {
    std::vector<Unwoven> next(witnesses.size());
    for (size_t w = 0; w < witnesses.size(); ++w) {
      if (column[w] == 0) continue;
      const LanguageModel* const language = model();
      if (language == nullptr) return;
      std::vector<OtherVersion> others;
      for (size_t v = 0; v < witnesses.size(); ++v)
        // A text layer's order is that of its blocks, and engines read columns: what cannot be in one column by theirs is not.
        if (v != w && witnesses[w].kind == WitnessKind::text_layer && column[v] > 0) others.push_back({hears ? text_of(v) : std::u32string_view(), witnesses[v].chars});
        else if (v != w && hears) others.push_back({text_of(v), {}});
      next[w] = unweave(witnesses[w].chars, column[w], others, *language).value_or(Unwoven());
    }
    parted = std::move(next);
    if (witnesses.size() == 1) break;
  }
  for (size_t w = 0; w < witnesses.size(); ++w) {
    if (parted[w].text.empty()) continue;
    Source source = witnesses[w].sources.front();
    if (source.made_from.empty()) source.made_from = source.name;
    source.made_by += (source.made_by.empty() ? "jiaokan: " : "; ") + std::string("columns in reading order");
    source.bytes = to_utf8(parted[w].text);
    about[w].push_back({Code::columns_parted, {source.name, 0, 0}, ""});
    witnesses[w] = read(witnesses[w].name, {std::move(source)}, witnesses[w].kind, about[w]);
    witnesses[w].parted = std::move(parted[w].parted);
    witnesses[w].changes.push_back({{0, static_cast<uint32_t>(witnesses[w].chars.size())}, "columns parted"});
  }
}

}  // namespace jiaokan
