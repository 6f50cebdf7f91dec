#include "ledger.h"

#include <algorithm>
#include <cstring>

#include "model/article_walk.h"

namespace jiaokan {

namespace {

constexpr const char* kInEdition = "in the edition";
constexpr const char* kNotChosen = "reading not chosen";
constexpr const char* kByRule = "settled by rule";
constexpr const char* kLost = "unaccounted";

struct RoleFate {
  Role role;
  const char* fate;
};
constexpr RoleFate kRoleFates[] = {{Role::line_break, "line break"}, {Role::gap, "layout space"}, {Role::markup, "markup"},
                                   {Role::hyphen, "line-end hyphen"}, {Role::furniture, "furniture"}};

const char* fate_of(Role role) {
  for (const RoleFate& row : kRoleFates)
    if (row.role == role) return row.fate;
  return kLost;
}

}  // namespace

std::vector<Span> unaccounted(const Text& text, const Article& article) {
  std::vector<bool> held(text.chars.size());
  const auto hold = [&](Span span) {
    for (size_t i = span.begin; i < span.end && i < held.size(); ++i) held[i] = true;
  };
  for_each_span(article, hold);
  for (const LeftOut& left : article.left_out) hold(left.span);
  std::vector<Span> out;
  for (uint32_t i = 0; i < held.size(); ++i) {
    if (held[i]) continue;
    if (!out.empty() && out.back().end == i) ++out.back().end;
    else out.push_back({i, i + 1});
  }
  return out;
}

std::vector<SourceLedger> ledger(const Collation& collation, const std::vector<Decision>& decisions, const Text& text,
                                 const Article& article, Diags& diags) {
  // What became of the text's character in a column, if the text has one.
  std::vector<const char*> text_fate(text.chars.size(), kInEdition);
  for (const LeftOut& left : article.left_out)
    for (size_t i = left.span.begin; i < left.span.end && i < text_fate.size(); ++i) text_fate[i] = left.reason;
  for (const Span& span : unaccounted(text, article))
    for (size_t i = span.begin; i < span.end; ++i) text_fate[i] = kLost;
  std::vector<const char*> column_fate(collation.columns(), nullptr);
  for (size_t i = 0; i < text.chars.size(); ++i)
    if (text.column[i] < column_fate.size()) column_fate[text.column[i]] = text_fate[i];

  std::vector<uint32_t> locus_of(collation.columns(), kNone);
  for (uint32_t i = 0; i < collation.loci.size(); ++i)
    for (uint32_t column = collation.loci[i].begin; column < collation.loci[i].end && column < locus_of.size(); ++column)
      locus_of[column] = i;
  const auto has_lemma = [&](uint32_t locus, uint16_t witness) {
    const std::vector<Reading>& readings = collation.loci[locus].readings;
    if (locus >= decisions.size() || decisions[locus].lemma >= readings.size()) return false;
    const std::vector<uint16_t>& holders = readings[decisions[locus].lemma].witnesses;
    return std::find(holders.begin(), holders.end(), witness) != holders.end();
  };

  std::vector<SourceLedger> out;
  for (uint16_t w = 0; w < collation.witnesses.size(); ++w) {
    const Witness& witness = collation.witnesses[w];
    std::vector<const char*> fate(witness.chars.size(), kLost);
    for (size_t i = 0; i < fate.size(); ++i)
      if (!in_stream(witness.role[i])) fate[i] = fate_of(witness.role[i]);
    for (uint32_t column = 0; column < collation.columns(); ++column) {
      const uint32_t at = collation.cell(column, w);
      if (at == kNone) continue;
      const uint32_t locus = locus_of[column];
      if (locus == kNone || has_lemma(locus, w)) fate[at] = column_fate[column] ? column_fate[column] : kLost;
      else fate[at] = collation.loci[locus].id == 0 ? kByRule : kNotChosen;
    }
    for (size_t s = 0; s < witness.sources.size(); ++s) {
      const size_t begin = witness.source_begin[s];
      const size_t end = s + 1 < witness.sources.size() ? witness.source_begin[s + 1] : fate.size();
      SourceLedger row{witness.sources[s].name, end - begin, {}};
      for (size_t i = begin, run; i < end; i = run) {
        for (run = i + 1; run < end && fate[run] == fate[i]; ++run) {}
        row.fates[fate[i]] += run - i;
      }
      if (const auto lost = row.fates.find(kLost); lost != row.fates.end()) {
        const auto first = static_cast<uint32_t>(
            std::find_if(fate.begin() + static_cast<std::ptrdiff_t>(begin), fate.end(),
                         [](const char* name) { return std::strcmp(name, kLost) == 0; }) - fate.begin());
        diags.push_back({Code::ledger_open, place_of(witness, {first, first + 1}),
                         std::to_string(lost->second) + " characters, the first here"});
      }
      out.push_back(std::move(row));
    }
  }
  return out;
}

}  // namespace jiaokan
