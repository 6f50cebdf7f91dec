#include "ledger.h"

#include <algorithm>
#include <cstring>

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

// Walks everything of the article that holds characters of the text, and calls `see` with each span.
template <typename See>
struct Walker {
  See see;

  void inlines(const Inlines& list) const {
    for (const Inline& item : list) {
      see(item.span);
      inlines(item.children);
    }
  }
  void parts(const std::vector<Part>& list) const {
    for (const Part& part : list) {
      inlines(part.content);
      parts(part.parts);
      inlines(part.caption);
      inlines(part.trans_caption);
      for (const Part::Cell& cell : part.cells) inlines(cell.content);
      for (const Inlines& note : part.table_notes) inlines(note);
    }
  }
  void sections(const std::vector<Section>& list) const {
    for (const Section& section : list) {
      see(section.label_span);
      inlines(section.title);
      parts(section.parts);
      sections(section.sections);
    }
  }
  void title(const Title& item) const {
    inlines(item.title);
    inlines(item.subtitle);
  }
  void people(const std::vector<Contributor>& list) const {
    for (const Contributor& person : list) {
      for (const PersonName& name : person.names) see(name.span);
      inlines(person.bio);
    }
  }
  void front(const Front& front) const {
    title(front.title);
    for (const Title& item : front.trans_titles) title(item);
    people(front.authors);
    people(front.editors);
    for (const Affiliation& item : front.affiliations) see(item.span);
    for (const Affiliation& item : front.trans_affiliations) see(item.span);
    for (const Abstract& item : front.abstracts) parts(item.parts);
    for (const Keywords& item : front.keywords)
      for (const Field& word : item.words) see(word.span);
    for (const Field& code : front.clc) see(code.span);
    for (const HistoryDate& date : front.history) see(date.printed.span);
    for (const Field* field :
         {&front.doc_code, &front.article_number, &front.doi, &front.funding, &front.column, &front.journal,
          &front.journal_en, &front.journal_id, &front.issn, &front.cn, &front.publisher, &front.licence, &front.year,
          &front.volume, &front.issue, &front.month, &front.day, &front.fpage, &front.lpage, &front.page_count})
      see(field->span);
  }
  void article(const Article& article) const {
    front(article.front);
    parts(article.lead);
    sections(article.sections);
    sections(article.back);
    for (const Note& note : article.notes) parts(note.parts);
    for (const ReferenceEntry& entry : article.references) {
      see(entry.span);
      see(entry.raw_span);
    }
  }
};

}  // namespace

std::vector<Span> unaccounted(const Text& text, const Article& article) {
  std::vector<bool> held(text.chars.size());
  const auto hold = [&](Span span) {
    for (size_t i = span.begin; i < span.end && i < held.size(); ++i) held[i] = true;
  };
  Walker<decltype(hold)>{hold}.article(article);
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
      for (size_t i = begin; i < end; ++i) ++row.fates[fate[i]];
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
