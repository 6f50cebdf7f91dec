// The form of input with many short passages: {"id","witnesses":["…","…"],"engines":["a","b"]} a line. All lines are one job, so each
// engine's habits and the vocabulary are learned from all of them before the first is decided.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "collate_command.h"
#include "engines.h"
#include "input.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "reconcile/decide.h"
#include "reconcile/passages.h"

namespace jiaokan {

namespace {

using Json = nlohmann::ordered_json;

struct Line {
  Json id;
  std::string error;                // the line could not be used
  std::vector<size_t> engine_of;    // of each witness given, kNone where it is null
  size_t passage = 0;
};

// The engines in the order of their names, so that nothing depends on the order in a line.
struct LinesJob {
  std::vector<Line> lines;
  std::vector<std::string> engines;
  std::vector<Passage> passages;
};

// The names of the witnesses of a line: the engines given, else their places; a name that comes twice is numbered.
std::vector<std::string> names_of(const Json& line, size_t count) {
  std::vector<std::string> out;
  std::map<std::string, int> times;
  const auto given = line.find("engines");
  for (size_t w = 0; w < count; ++w) {
    std::string name = std::to_string(w + 1);
    if (given != line.end() && given->is_array() && w < given->size() && (*given)[w].is_string()) name = (*given)[w].get<std::string>();
    if (const int n = ++times[name]; n > 1) name += " #" + std::to_string(n);
    out.push_back(std::move(name));
  }
  return out;
}

LinesJob read_job(const std::string& path) {
  LinesJob job;
  std::vector<Json> parsed;
  std::map<std::string, size_t> engines;
  std::istringstream in(read_file(path));
  for (std::string text; std::getline(in, text);) {
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    Line line;
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object()) line.error = "the line is no JSON object";
    else if (const auto found = json.find("witnesses"); found == json.end() || !found->is_array() || found->empty()) line.error = "there are no witnesses";
    if (json.is_object() && json.contains("id")) line.id = json["id"];
    if (line.error.empty())
      for (const std::string& name : names_of(json, json["witnesses"].size())) engines.emplace(name, 0);
    parsed.push_back(std::move(json));
    job.lines.push_back(std::move(line));
  }
  for (auto& [name, number] : engines) {
    number = job.engines.size();
    job.engines.push_back(name);
  }
  for (size_t l = 0; l < job.lines.size(); ++l) {
    Line& line = job.lines[l];
    if (!line.error.empty()) continue;
    line.passage = job.passages.size();
    Passage passage;
    passage.texts.resize(engines.size());
    passage.read.assign(engines.size(), false);
    const Json& witnesses = parsed[l]["witnesses"];
    const std::vector<std::string> names = names_of(parsed[l], witnesses.size());
    for (size_t w = 0; w < witnesses.size(); ++w) {
      line.engine_of.push_back(kNone);
      if (!witnesses[w].is_string()) continue;
      const size_t engine = engines[names[w]];
      line.engine_of.back() = engine;
      passage.texts[engine] = from_utf8(witnesses[w].get<std::string>());
      passage.read[engine] = true;
    }
    job.passages.push_back(std::move(passage));
  }
  return job;
}

bool has_han(const LinesJob& job) {
  for (const Passage& passage : job.passages)
    for (const std::u32string& text : passage.texts)
      if (std::any_of(text.begin(), text.end(), is_han)) return true;
  return false;
}

// The characters of a witness in a range of columns, as they were given.
std::u32string text_of(const Collation& collation, uint32_t begin, uint32_t end, size_t w) {
  std::u32string out;
  for (uint32_t k = begin; k < end; ++k)
    if (const uint32_t i = collation.cell(k, w); i != kNone) out.push_back(collation.witnesses[w].chars[i]);
  return out;
}

Json locus_json(const Locus& locus, const Decision& decision, const Line& line, size_t at) {
  Json out;
  out["at"] = at;
  out["class"] = std::string(name_of(locus.cls));
  out["readings"] = Json::array();
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    Json reading;
    reading["text"] = to_utf8(locus.readings[r].text);
    reading["witnesses"] = Json::array();
    for (size_t w = 0; w < line.engine_of.size(); ++w) {
      const std::vector<uint16_t>& own = locus.readings[r].witnesses;
      if (line.engine_of[w] != kNone && std::find(own.begin(), own.end(), line.engine_of[w]) != own.end()) reading["witnesses"].push_back(w);
    }
    reading["probability"] = std::round(decision.choices[r].probability * 1e4) / 1e4;
    out["readings"].push_back(std::move(reading));
  }
  out["lemma"] = decision.lemma;
  out["open"] = decision.open;
  return out;
}

}  // namespace

int collate_lines(const CollateOptions& options) {
  const LinesJob job = read_job(options.lines);
  const Passages passages = collate_passages(job.engines, job.passages);
  const Collation& collation = passages.collation;
  EngineRoom& room = EngineRoom::open(options.model_path);
  const LanguageModel* const model = has_han(job) ? room.engines().model() : nullptr;
  Settings settings;
  settings.ask = options.ask;
  Manner manner = manner_for_passages();
  if (!options.weights.empty()) manner.weights = read_weights(options.weights);

  Diags diags;
  const std::vector<Decision> decisions = decide(collation, settings, model, diags, manner);
  size_t next = 0;
  bool good = true;
  for (const Line& line : job.lines) {
    Json out;
    out["id"] = line.id;
    if (!line.error.empty()) {
      out["error"] = line.error;
      good = false;
      std::printf("%s\n", out.dump().c_str());
      continue;
    }
    std::u32string text;
    Json loci = Json::array();
    const uint32_t end = passages.begins[line.passage + 1] - 1;
    for (uint32_t k = passages.begins[line.passage]; k < end;) {
      if (next < collation.loci.size() && collation.loci[next].begin == k) {
        const Locus& locus = collation.loci[next];
        const Decision& decision = decisions[next++];
        if (locus.id != 0) loci.push_back(locus_json(locus, decision, line, text.size()));
        text += text_of(collation, locus.begin, locus.end, locus.readings[decision.lemma].witnesses.front());
        k = locus.end;
        continue;
      }
      for (size_t w = 0; w < collation.witnesses.size(); ++w) {
        if (collation.cell(k, w) == kNone) continue;
        text.push_back(collation.witnesses[w].chars[collation.cell(k, w)]);
        break;
      }
      ++k;
    }
    out["text"] = to_utf8(text);
    out["loci"] = std::move(loci);
    std::printf("%s\n", out.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
  }
  return good ? 0 : 1;
}

}  // namespace jiaokan
