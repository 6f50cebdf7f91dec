#include "report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "diag_print.h"
#include "hash.h"
#include "ledger.h"
#include "model/unicode.h"
#include "places.h"
#include "reference_report.h"

namespace jiaokan {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kByNames[] = {"rule", "evidence", "editor"};
constexpr const char* kSeverityNames[] = {"note", "warning", "error"};

// Six digits say enough, and the same everywhere.
double rounded(double value) { return std::stod(fmt::format("{:.6g}", value)); }

Json place_json(const FilePlace& place) {
  return {{"file", place.file}, {"line", place.line}, {"column", place.column}, {"bytes", {place.begin, place.end}}};
}

std::string letters(const std::vector<uint16_t>& witnesses) {
  std::string out;
  for (const uint16_t w : witnesses) out += (out.empty() ? "" : " ") + letter(w);
  return out;
}

// Up to twelve characters of the text on a side of a locus, within its block.
constexpr uint32_t kContext = 12;
struct Context {
  std::string before, after;
};
Context context_of(const Text& text, uint32_t locus) {
  for (const LocusSpan& span : text.loci) {
    if (span.locus != locus) continue;
    uint32_t from = span.span.begin > kContext ? span.span.begin - kContext : 0;
    uint32_t to = std::min<uint32_t>(static_cast<uint32_t>(text.chars.size()), span.span.end + kContext);
    if (!text.blocks.empty()) {
      const Span block = text.blocks[block_at(text, span.span.begin)].span;
      from = std::max(from, block.begin);
      if (block.end >= span.span.end) to = std::min(to, block.end);
    }
    const std::u32string_view chars = text.chars;
    return {to_utf8(chars.substr(from, span.span.begin - from)), to_utf8(chars.substr(span.span.end, to - span.span.end))};
  }
  return {};
}

Json locus_json(const Edition& edition, uint32_t index) {
  const Collation& collation = edition.collation;
  const Locus& locus = collation.loci[index];
  const Decision& decision = edition.decisions[index];
  const Context context = context_of(edition.text, index);
  Json out = {{"id", fmt::format("v-{}", locus.id)},
              {"class", name_of(locus.cls)},
              {"before", context.before},
              {"after", context.after}};
  if (decision.lemma < decision.choices.size()) {
    out["lemma"] = to_utf8(decision.choices[decision.lemma].text);
    out["probability"] = rounded(decision.choices[decision.lemma].probability);
  }
  out["by"] = kByNames[static_cast<size_t>(decision.by)];
  out["open"] = decision.open;
  if (!decision.reason.empty()) out["reason"] = decision.reason;
  Json readings = Json::array();
  for (size_t i = 0; i < decision.choices.size(); ++i) {
    const Choice& choice = decision.choices[i];
    Json reading = {{"text", to_utf8(choice.text)}, {"probability", rounded(choice.probability)}};
    if (i < locus.readings.size()) {
      reading["witnesses"] = letters(locus.readings[i].witnesses);
      Json places = Json::array();
      for (const uint16_t w : locus.readings[i].witnesses) {
        Json place = place_json(file_place(collation.witnesses[w], place_of_locus(collation, locus, w)));
        place["witness"] = letter(w);
        places.push_back(std::move(place));
      }
      reading["places"] = std::move(places);
    } else {
      reading["emendation"] = true;
    }
    Json terms = Json::object();
    for (const Term& term : choice.terms)
      terms[term.name] = {{"value", rounded(term.value)}, {"score", rounded(term.score)}};
    reading["evidence"] = std::move(terms);
    readings.push_back(std::move(reading));
  }
  out["readings"] = std::move(readings);
  return out;
}

Json witnesses_json(const Collation& collation, const Settings& settings) {
  Json out = Json::array();
  for (size_t w = 0; w < collation.witnesses.size(); ++w) {
    const Witness& witness = collation.witnesses[w];
    Json row = {{"letter", letter(w)}, {"name", witness.name}, {"kind", name_of(witness.kind)}};
    const auto setting = settings.witnesses.find(witness.name);
    if (setting != settings.witnesses.end() && !setting->second.engine.empty()) row["engine"] = setting->second.engine;
    Json files = Json::array();
    for (const Source& source : witness.sources) {
      files.push_back({{"name", source.name}, {"bytes", source.bytes.size()}, {"xxh3", hash_of(source.bytes)}});
      if (source.made_by.empty()) continue;
      files.back()["made_from"] = source.made_from;
      files.back()["made_by"] = source.made_by;
    }
    row["files"] = std::move(files);
    row["pages"] = witness.pages.size();
    std::map<std::string, size_t> rules;
    for (const Change& change : witness.changes) ++rules[change.rule];
    row["changes"] = rules;
    out.push_back(std::move(row));
  }
  return out;
}

void count_sections(const std::vector<Section>& sections, size_t depth, std::vector<size_t>& counts, size_t& paragraphs);

void count_parts(const std::vector<Part>& parts, size_t& paragraphs) {
  for (const Part& part : parts) {
    paragraphs += part.kind == PartKind::paragraph;
    count_parts(part.parts, paragraphs);
  }
}

void count_sections(const std::vector<Section>& sections, size_t depth, std::vector<size_t>& counts, size_t& paragraphs) {
  for (const Section& section : sections) {
    if (counts.size() <= depth) counts.resize(depth + 1);
    ++counts[depth];
    count_parts(section.parts, paragraphs);
    count_sections(section.sections, depth + 1, counts, paragraphs);
  }
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

ReferenceAccount account_of_references(const Article& article, const Settings& settings) {
  const auto setting = settings.values.find("gbt7714");
  const GbtEdition edition = setting != settings.values.end() && setting->second.text == "2025" ? GbtEdition::of_2025 : GbtEdition::of_2015;
  return account_of_references(article, edition);
}

Json habits_json(const ReferenceAccount& account) {
  Json out = Json::array();
  for (const ReferenceHabit& habit : account.habits) {
    const bool by_case = habit.printed.empty() && habit.standard.empty();
    out.push_back({{"what", by_case ? "case" : "signs"}, {"printed", habit.printed}, {"standard", habit.standard}, {"entries", habit.entries}});
  }
  return out;
}

Json references_json(const ReferenceAccount& account) {
  Json out = Json::array();
  for (const ReferenceRow& row : account.rows) {
    Json departs = Json::array();
    for (const ReferenceDeparture& departure : row.departs_at)
      departs.push_back({{"at", departure.at}, {"printed", departure.printed}, {"standard", departure.standard}});
    Json unsure = Json::object();
    for (const auto& [field, confidence] : row.unsure) unsure[field] = std::stod(fmt::format("{:.2f}", confidence));
    out.push_back({{"id", row.id}, {"number", row.number}, {"note", or_null(row.note)}, {"same_work", or_null(row.same_work)}, {"locator", or_null(row.locator)}, {"type", row.type}, {"printed", row.printed}, {"standard", row.standard}, {"departs_at", std::move(departs)}, {"unsure", std::move(unsure)}, {"unread", row.unread}, {"fails", row.fails}});
  }
  return out;
}

struct CalloutCount {
  size_t all = 0, resolved = 0;
};
void count_callouts(const Inlines& inlines, CalloutCount& count) {
  for (const Inline& item : inlines) {
    if (item.kind == InlineKind::callout) {
      ++count.all;
      count.resolved += !item.targets.empty();
    }
    count_callouts(item.children, count);
  }
}
void count_callouts(const std::vector<Part>& parts, CalloutCount& count) {
  for (const Part& part : parts) {
    count_callouts(part.content, count);
    count_callouts(part.caption, count);
    for (const Part::Cell& cell : part.cells) count_callouts(cell.content, count);
    count_callouts(part.parts, count);
  }
}
void count_callouts(const std::vector<Section>& sections, CalloutCount& count) {
  for (const Section& section : sections) {
    count_callouts(section.title, count);
    count_callouts(section.parts, count);
    count_callouts(section.sections, count);
  }
}

struct FrontRow {
  const char* name;
  bool (*missing)(const Front&);
};
constexpr FrontRow kFrontRows[] = {
    {"title", [](const Front& f) { return f.title.title.empty(); }},
    {"authors", [](const Front& f) { return f.authors.empty(); }},
    {"abstract", [](const Front& f) { return f.abstracts.empty(); }},
    {"keywords", [](const Front& f) { return f.keywords.empty(); }},
    {"journal", [](const Front& f) { return f.journal.empty(); }},
    {"issn", [](const Front& f) { return f.issn.empty(); }},
    {"year", [](const Front& f) { return f.year.empty(); }},
    {"issue", [](const Front& f) { return f.issue.empty(); }},
    {"fpage", [](const Front& f) { return f.fpage.empty(); }},
    {"doi", [](const Front& f) { return f.doi.empty(); }},
    {"clc", [](const Front& f) { return f.clc.empty(); }},
    {"affiliations", [](const Front& f) { return f.affiliations.empty(); }},
};

Json counts_json(const Edition& edition) {
  const Article& article = edition.article;
  std::vector<size_t> headings;
  size_t paragraphs = 0;
  count_parts(article.lead, paragraphs);
  count_sections(article.sections, 0, headings, paragraphs);
  CalloutCount callouts;
  count_callouts(article.lead, callouts);
  count_callouts(article.sections, callouts);
  count_callouts(article.back, callouts);
  for (const Note& note : article.notes) count_callouts(note.parts, callouts);
  std::map<std::string, size_t> classes;
  for (const Locus& locus : edition.collation.loci) ++classes[std::string(name_of(locus.cls))];
  size_t listed = 0, open = 0;
  for (const Locus& locus : edition.collation.loci) listed += locus.id > 0;
  for (const Decision& decision : edition.decisions) open += decision.open;
  return {{"characters", edition.text.chars.size()},
          {"paragraphs", paragraphs},
          {"headings_by_level", headings},
          {"references", article.references.size()},
          {"callouts", callouts.all},
          {"callouts_resolved", callouts.resolved},
          {"notes", article.notes.size()},
          {"references_in_notes", article.note_references.size()},
          {"print_pages", edition.text.pages.size()},
          {"loci", listed},
          {"loci_settled_by_rule", edition.collation.loci.size() - listed},
          {"loci_by_class", classes},
          {"open_questions", open}};
}

}  // namespace

std::string modified_date(const Article& article) {
  if (!article.updated.empty()) return article.updated;
  const auto number = [](const Field& field) { return to_utf8(field.text); };
  const std::string year = number(article.front.year);
  if (year.size() != 4 || year.find_first_not_of("0123456789") != std::string::npos) return "2000-01-01";
  const auto two_digits = [&](const Field& field) -> std::string {
    const std::string text = number(field);
    if (text.empty() || text.size() > 2 || text.find_first_not_of("0123456789") != std::string::npos) return "01";
    return text.size() == 1 ? "0" + text : text;
  };
  return year + "-" + two_digits(article.front.month) + "-" + two_digits(article.front.day);
}

std::string write_report(const Edition& edition, const Settings& settings, const Engines& engines, Diags& diags) {
  Json out = {{"format", "jiaokan report 1"}};
  const LanguageModel* const model = engines.model();
  out["language_model"] = model != nullptr ? Json(model->description()) : Json(nullptr);
  out["valid_jats"] = edition.validated ? Json(edition.valid) : Json(nullptr);
  out["counts"] = counts_json(edition);
  out["witnesses"] = witnesses_json(edition.collation, settings);

  Json open = Json::array(), loci = Json::array();
  for (uint32_t i = 0; i < edition.collation.loci.size() && i < edition.decisions.size(); ++i) {
    const Locus& locus = edition.collation.loci[i];
    if (edition.decisions[i].open) open.push_back(fmt::format("v-{}", locus.id));
    if (locus.cls == LocusClass::width || locus.cls == LocusClass::spacing || locus.id == 0) continue;
    loci.push_back(locus_json(edition, i));
  }
  Json missing = Json::array();
  for (const FrontRow& row : kFrontRows)
    if (row.missing(edition.article.front)) missing.push_back(row.name);
  Json ledgers = Json::array();
  for (const SourceLedger& row : ledger(edition.collation, edition.decisions, edition.text, edition.article, diags))
    ledgers.push_back({{"source", row.source}, {"characters", row.characters}, {"fates", row.fates}});
  Json left_out = Json::array();
  for (const LeftOut& left : edition.article.left_out) {
    const std::u32string_view chars = edition.text.chars;
    const std::u32string_view whole = chars.substr(left.span.begin, left.span.size());
    left_out.push_back({{"reason", left.reason},
                        {"characters", whole.size()},
                        {"begins", to_utf8(whole.substr(0, 24))}});
  }
  Json audit = Json::array();
  for (const AuditFinding& finding : edition.article.audit)
    audit.push_back({{"code", describe(finding.code).code}, {"wording", describe(finding.code).wording}, {"reference", edition.article.references[finding.reference].id}, {"detail", finding.text}});
  std::map<std::string, size_t> codes;
  for (const Diag& diag : diags) ++codes[std::string(describe(diag.code).code)];
  Json diagnostics = Json::array();
  for (const auto& [code, count] : codes) {
    const auto found = std::find_if(diags.begin(), diags.end(), [&, wanted = std::string_view(code)](const Diag& d) { return describe(d.code).code == wanted; });
    const DiagText text = describe(found->code);
    diagnostics.push_back({{"code", code},
                           {"severity", kSeverityNames[static_cast<size_t>(text.severity)]},
                           {"wording", text.wording},
                           {"count", count}});
  }
  Json unencoded = Json::array();
  for (const Unencoded& one : edition.unencoded) {
    Json points = Json::array();
    for (const char32_t c : one.text) points.push_back(fmt::format("U+{:04X}", static_cast<uint32_t>(c)));
    unencoded.push_back({{"text", to_utf8(one.text)}, {"codes", std::move(points)}, {"sort", one.sort}, {"count", one.count}});
    if (!one.instead.empty()) unencoded.back()["instead"] = to_utf8(one.instead);
  }
  out["open_questions"] = std::move(open);
  out["unencoded_characters"] = std::move(unencoded);
  out["missing_front_matter"] = std::move(missing);
  out["citation_audit"] = std::move(audit);
  out["diagnostics"] = std::move(diagnostics);
  out["ledger"] = std::move(ledgers);
  out["left_out"] = std::move(left_out);
  const ReferenceAccount account = account_of_references(edition.article, settings);
  out["reference_habits"] = habits_json(account);
  out["references"] = references_json(account);
  out["loci"] = std::move(loci);
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string explain(const std::string& report, const std::string& locus) {
  const Json json = Json::parse(report, nullptr, false);
  if (json.is_discarded() || !json.contains("loci")) throw Failure("this is not a report of jiaokan");
  const std::string id = locus.rfind("v-", 0) == 0 ? locus : "v-" + locus;
  for (const Json& row : json["loci"]) {
    if (row.value("id", "") != id) continue;
    const auto shown = [](const std::string& text) { return text.empty() ? std::string("(nothing)") : text; };
    std::string out = fmt::format("{}  {}{}\n  …{}〔{}〕{}…\n", id, row.value("class", ""),
                                  row.value("open", false) ? "  OPEN QUESTION" : "", row.value("before", ""),
                                  row.value("lemma", ""), row.value("after", ""));
    out += fmt::format("  decided by {}{}: {} with probability {:.3f}\n", row.value("by", ""),
                       row.contains("reason") ? " (" + row.value("reason", "") + ")" : "", shown(row.value("lemma", "")),
                       row.value("probability", 0.0));
    for (const Json& reading : row["readings"]) {
      out += fmt::format("\n  {:6.3f}  {}  {}\n", reading.value("probability", 0.0), shown(reading.value("text", "")),
                         reading.value("emendation", false) ? "(an emendation: no witness has it)"
                                                            : "witness " + reading.value("witnesses", ""));
      if (reading.contains("places"))
        for (const Json& place : reading["places"])
          out += fmt::format("          {}  {}:{}:{}\n", place.value("witness", ""), place.value("file", ""),
                             place.value("line", 0), place.value("column", 0));
      for (const auto& [name, term] : reading["evidence"].items())
        out += fmt::format("          {:+8.3f}  {} ({:g})\n", term.value("score", 0.0), name, term.value("value", 0.0));
    }
    return out;
  }
  return {};
}

}  // namespace jiaokan
