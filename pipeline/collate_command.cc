#include "collate_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include <nlohmann/json.hpp>

#include "collation_table.h"
#include "diag_print.h"
#include "engines.h"
#include "input.h"
#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "telling.h"

namespace jiaokan {

namespace {

using Json = nlohmann::ordered_json;

// A raised number that is a callout is written in brackets: in plain text nothing else tells it from the digits beside it.
std::string plain(const Text& text) {
  std::vector<bool> opens(text.chars.size() + 1, false), closes(text.chars.size() + 1, false);
  for (const Mark& mark : text.marks) {
    if (mark.kind != MarkKind::callout || mark.span.empty() || !is_ascii_digit(text.chars[mark.span.begin]) || !is_ascii_digit(text.chars[mark.span.end - 1])) continue;
    if (mark.span.begin > 0 && is_opening(text.chars[mark.span.begin - 1])) continue;
    opens[mark.span.begin] = closes[mark.span.end] = true;
  }
  std::string out;
  for (const Block& block : text.blocks) {
    for (uint32_t i = block.span.begin; i < block.span.end; ++i) {
      if (opens[i]) out += "[";
      append_utf8(out, text.chars[i]);
      if (closes[i + 1]) out += "]";
    }
    out += "\n";
  }
  return out;
}

// Letters of terminal colours; nothing where the output is no terminal.
struct Ink {
  bool on = false;
  std::string lemma(const std::string& s) const { return on ? "\x1b[1;32m" + s + "\x1b[0m" : s; }
  std::string other(const std::string& s) const { return on ? "\x1b[31m" + s + "\x1b[0m" : s; }
  std::string asked(const std::string& s) const { return on ? "\x1b[1;33m" + s + "\x1b[0m" : s; }
};

// 〔AB: 与 | C: 到〕: the reading that stands first, then the others; a question mark where it is not sure.
std::string locus_view(const Locus& locus, const Decision& decision, const Ink& ink) {
  const auto reading = [&](size_t r) {
    std::string letters;
    for (const uint16_t w : locus.readings[r].witnesses) letters += letter(w);
    return letters + ": " + (locus.readings[r].text.empty() ? "∅" : to_utf8(locus.readings[r].text));
  };
  std::string out = decision.lemma < locus.readings.size() ? ink.lemma(reading(decision.lemma)) : ink.lemma("*: " + to_utf8(decision.choices[decision.lemma].text));
  for (size_t r = 0; r < locus.readings.size(); ++r)
    if (r != decision.lemma) out += " | " + ink.other(reading(r));
  if (decision.open) out += ink.asked(fmt::format(" ? {:.2f}", decision.choices[decision.lemma].probability));
  return "〔" + out + "〕";
}

// The paragraphs in which something differs; what is agreed for long is left out in the middle.
std::string view(const Edition& edition, bool whole, const Ink& ink) {
  constexpr size_t kKept = 24;   // agreed characters kept on both sides of a place
  const Collation& c = edition.collation;
  std::string out;
  for (size_t w = 0; w < c.witnesses.size(); ++w) out += fmt::format("{} = {}\n", letter(w), c.witnesses[w].name);
  const Text& text = edition.text;
  size_t next = 0, open = 0, shown = 0;
  for (const Block& block : text.blocks) {
    std::string line;
    std::u32string agreed;
    bool any = false;
    const auto flush = [&](bool last) {
      const size_t head = any ? kKept : 0, tail = last ? 0 : kKept;
      if (whole || agreed.size() <= head + tail + 4) line += to_utf8(agreed);
      else line += to_utf8(agreed.substr(0, head)) + "…" + to_utf8(agreed.substr(agreed.size() - tail));
      agreed.clear();
    };
    for (uint32_t i = block.span.begin; i <= block.span.end; ++i) {
      while (next < text.loci.size() && text.loci[next].span.begin == i && (i < block.span.end || text.loci[next].span.empty())) {
        const LocusSpan& locus = text.loci[next++];
        flush(false);
        any = true;
        ++shown;
        open += locus.open;
        line += locus_view(c.loci[locus.locus], edition.decisions[locus.locus], ink);
        if (locus.span.end > i) i = locus.span.end;
      }
      if (i < block.span.end) agreed.push_back(text.chars[i]);
    }
    flush(true);
    if (any || whole) out += "\n" + line + "\n";
  }
  return out + fmt::format("\n{} places differ, {} open; {} more settled by rule.\n", shown, open, c.loci.size() - shown);
}

// One column an agreed stretch or locus. The tokens of a witness, joined, are its stream where nothing is moved; "at" says where each begins.
std::string table(const Edition& edition) {
  const Collation& c = edition.collation;
  Json rows = Json::array(), names = Json::array(), status = Json::array(), lemmas = Json::array();
  std::vector<Span> columns;
  size_t next = 0;
  for (uint32_t k = 0; k < c.columns();) {
    const bool locus = next < c.loci.size() && c.loci[next].begin == k;
    const uint32_t end = locus ? c.loci[next].end : next < c.loci.size() ? c.loci[next].begin : c.columns();
    columns.push_back({k, end});
    status.push_back(locus && c.loci[next].id != 0);
    if (!edition.decisions.empty()) lemmas.push_back(locus ? Json(to_utf8(edition.decisions[next].choices[edition.decisions[next].lemma].text)) : Json());
    next += locus;
    k = end;
  }
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    names.push_back(letter(w));
    Json row = Json::array();
    for (const Span column : columns) {
      std::u32string text;
      uint32_t first = kNone;
      for (uint32_t k = column.begin; k < column.end; ++k) {
        const uint32_t i = c.cell(k, w);
        if (i == kNone) continue;
        first = std::min(first, i);
        text.push_back(c.witnesses[w].role[i] == Role::space ? U' ' : c.witnesses[w].chars[i]);
      }
      Json token;
      token["t"] = to_utf8(text);
      token["n"] = to_utf8(folded(text));
      token["at"] = first;
      row.push_back(text.empty() ? Json() : Json::array({std::move(token)}));
    }
    rows.push_back(std::move(row));
  }
  Json moved = Json::array();
  for (const Moved& m : c.moved) moved.push_back({{"witness", letter(m.witness)}, {"columns", {m.begin, m.end}}});
  Json out;
  out["witnesses"] = std::move(names);
  out["table"] = std::move(rows);
  out["status"] = std::move(status);
  if (!lemmas.empty()) out["lemmas"] = std::move(lemmas);
  out["moved"] = std::move(moved);
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

struct Asked {
  const Edition& edition;
  const CollateOptions& options;
};

// A form is made of the edition, or of the table alone, which tokens have too.
struct Form {
  const char* name;
  std::string (*of_edition)(const Asked&);
  std::string (*of_table)(const CollationTable&);
};
constexpr Form kForms[] = {
    {"view", [](const Asked& a) { return view(a.edition, a.options.whole, Ink{isatty(STDOUT_FILENO) != 0}); }, nullptr},
    {"text", [](const Asked& a) { return plain(a.edition.text); }, nullptr},
    {"json", [](const Asked& a) { return table(a.edition); }, nullptr},
    {"tei", [](const Asked& a) { return a.edition.apparatus; }, nullptr},
    {"notes", [](const Asked& a) { return notes_of(a.edition); }, nullptr},
    {"csv", nullptr, csv_of},
    {"html", nullptr, [](const CollationTable& t) { return EngineRoom::open("").engines().renderer()->collation(page_xml_of(t)); }},
    {"graphml", nullptr, graphml_of},
    {"dot", nullptr, dot_of},
    {"counts", nullptr, counts_of},
};

const Form& form_of(const std::string& name) {
  return *std::find_if(std::begin(kForms), std::end(kForms), [&](const Form& form) { return form.name == name; });
}

// More than any evidence can say.
constexpr double kBase = 1e4;

}  // namespace

std::string write_table(const std::string& form, const CollationTable& table) {
  if (form_of(form).of_table == nullptr) throw Failure("tokens have no text of their own: --as " + form + " is for files");
  return form_of(form).of_table(table);
}

std::vector<std::string> collate_forms() {
  std::vector<std::string> out;
  for (const Form& form : kForms) out.emplace_back(form.name);
  return out;
}

std::map<std::string, double> read_weights(const std::string& path) {
  std::map<std::string, double> out;
  std::istringstream in(read_file(path));
  for (std::string line; std::getline(in, line);)
    if (const size_t tab = line.find('\t'); tab != std::string::npos) out[line.substr(0, tab)] = std::atof(line.c_str() + tab);
  return out;
}

int run_collate(const CollateOptions& options) {
  if (!options.tokens.empty()) return collate_tokens_of(options);
  if (!options.lines.empty()) return collate_lines(options);
  if (options.files.empty()) throw Failure("name the versions to collate, or --tokens or --jsonl");
  Diags diags;
  const Limits limits;
  const std::vector<ArticleInput> articles = find_articles(options.files, limits, diags);
  if (articles.size() > 1) throw Failure("collate takes the versions of one text; there are several in " + options.files.front());
  LoadedJob loaded = load_job(articles.front(), "", limits, diags);
  loaded.job.settings.ask = options.ask;
  if (!options.weights.empty()) loaded.job.settings.weights = read_weights(options.weights);
  const Form& form = form_of(!options.form.empty() ? options.form : options.text ? "text" : options.json ? "json" : "view");
  loaded.job.until = options.undecided ? Stage::collate : std::string_view(form.name) == "tei" ? Stage::apparatus : Stage::text;
  if (options.undecided && form.of_table == nullptr && std::string_view(form.name) != "json")
    throw Failure(std::string("--as ") + form.name + " shows decisions: with --undecided take json, csv, html, graphml, dot or counts");
  if (!options.base.empty()) {
    const auto base = std::find_if(loaded.job.witnesses.begin(), loaded.job.witnesses.end(), [&, w = size_t{0}](const WitnessFiles&) mutable { return letter(w++) == options.base; });
    if (base == loaded.job.witnesses.end()) throw Failure("--base " + options.base + ": the versions are A to " + letter(loaded.job.witnesses.size() - 1));
    loaded.job.settings.witnesses[base->name].trust = kBase;
  }
  EngineRoom& room = EngineRoom::open(options.model_path);
  const Edition edition = make_edition(std::move(loaded.job), room.engines(), diags);
  // Front matter is of no concern here.
  std::erase_if(diags, [](const Diag& diag) { return diag.code == Code::front_missing; });
  const std::string out = form.of_table != nullptr ? form.of_table(table_of(edition)) : form.of_edition({edition, options});
  std::fwrite(out.data(), 1, out.size(), stdout);
  std::vector<const Source*> sources;
  for (const Witness& witness : edition.collation.witnesses)
    for (const Source& source : witness.sources) sources.push_back(&source);
  std::fputs(print_diags(diags, sources, articles.front().folder, isatty(STDERR_FILENO) ? Colours::on : Colours::off).c_str(), stderr);
  if (options.timings) tell_timings({edition.cpu});
  return 0;
}

}  // namespace jiaokan
