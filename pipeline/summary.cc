#include "summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "diag_print.h"
#include "engines.h"
#include "hash.h"
#include "input.h"
#include "jats/tree.h"
#include "record.h"
#include "store.h"
#include "telling.h"

namespace jiaokan {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kShards = ".shards";
constexpr size_t kRowsWithoutScript = 200;   // the rest is in the page's data

std::string text_of(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

// An object of a few facts and the articles' rows at its end: written row by row, for a tree of ten thousand rows is large.
std::string with_articles(const Json& facts, const std::vector<Outcome>& outcomes) {
  std::string out = text_of(facts, 1);
  out.resize(out.size() - std::string_view("\n}").size());
  out += ",\n \"articles\": [";
  for (size_t i = 0; i < outcomes.size(); ++i) {
    out += i == 0 ? "\n  " : ",\n  ";
    for (const char c : text_of(to_json(outcomes[i]), 1)) {
      out += c;
      if (c == '\n') out += "  ";
    }
  }
  return out += outcomes.empty() ? "]\n}\n" : "\n ]\n}\n";
}

constexpr const char* kSeverityNames[] = {"note", "warning", "error"};

struct CodeCount {
  DiagText text;
  size_t articles = 0, times = 0;
};
constexpr Code kAllCodes[] = {
#define JIAOKAN_DIAG(id, code, severity, wording, hint) Code::id,
#include "model/diag_codes.inc"
#undef JIAOKAN_DIAG
};

// The diagnostics that were given, errors first, then by how many articles have them.
std::vector<CodeCount> count_codes(const std::vector<Outcome>& outcomes) {
  std::map<std::string_view, CodeCount> counts;
  for (const Code code : kAllCodes) counts[describe(code).code].text = describe(code);
  for (const Outcome& outcome : outcomes)
    for (const auto& [code, times] : outcome.codes) {
      const auto found = counts.find(code);
      if (found == counts.end()) continue;
      ++found->second.articles;
      found->second.times += times;
    }
  std::vector<CodeCount> out;
  for (const auto& [code, count] : counts)
    if (count.articles > 0) out.push_back(count);
  std::stable_sort(out.begin(), out.end(), [](const CodeCount& a, const CodeCount& b) {
    if (a.text.severity != b.text.severity) return a.text.severity > b.text.severity;
    return a.articles > b.articles;
  });
  return out;
}

struct Totals {
  size_t articles = 0, made = 0, open = 0, errors = 0, warnings = 0;
};
Totals totals_of(const std::vector<Outcome>& outcomes) {
  Totals out;
  for (const Outcome& outcome : outcomes) {
    ++out.articles;
    out.made += outcome.made;
    out.open += outcome.open;
    out.errors += outcome.errors;
    out.warnings += outcome.warnings;
  }
  return out;
}

std::string summary_json(const std::vector<Outcome>& ranked) {
  Json codes = Json::array();
  for (const CodeCount& count : count_codes(ranked))
    codes.push_back({{"code", count.text.code},
                     {"severity", kSeverityNames[static_cast<size_t>(count.text.severity)]},
                     {"articles", count.articles},
                     {"times", count.times},
                     {"message", count.text.wording},
                     {"hint", count.text.hint}});
  const Totals totals = totals_of(ranked);
  return with_articles({{"format", "jiaokan summary 2"},
                        {"all", totals.articles},
                        {"made", totals.made},
                        {"open_questions", totals.open},
                        {"errors", totals.errors},
                        {"warnings", totals.warnings},
                        {"diagnostics", std::move(codes)}},
                       ranked);
}

// For the page's script: an array an article. Nothing in it can end the element it stands in.
std::string page_data(const std::vector<Outcome>& ranked) {
  std::string out = "[";
  for (const Outcome& outcome : ranked) {
    Json codes = Json::array();
    for (const auto& [code, times] : outcome.codes) codes.push_back(std::string(code));
    if (out.size() > 1) out += ',';
    for (const char c : text_of({outcome.name, outcome.title, need_of(outcome), outcome.open, outcome.errors, outcome.warnings, outcome.made ? 1 : 0, codes, outcome.failure}, -1)) {
      if (c == '<') out += "\\u003c";
      else if (c == '&') out += "\\u0026";
      else if (c == '>') out += "\\u003e";
      else out += c;
    }
  }
  return out += ']';
}

// A path as a link from the page.
std::string address_of(const std::string& name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

void set(Node node, const char* attribute, size_t value) { jiaokan::set(node, attribute, std::string_view(std::to_string(value))); }

std::string page_xml(const std::vector<Outcome>& ranked) {
  pugi::xml_document document;
  Node root = add(document, "summary");
  jiaokan::set(root, "xmlns", std::string_view("urn:jiaokan:summary"));
  jiaokan::set(root, "lang", std::string_view("zh"));
  const Totals totals = totals_of(ranked);
  set(root, "all", totals.articles);
  set(root, "made", totals.made);
  set(root, "failed", totals.articles - totals.made);
  set(root, "open", totals.open);
  set(root, "errors", totals.errors);
  set(root, "warnings", totals.warnings);
  for (const CodeCount& count : count_codes(ranked)) {
    Node row = add(root, "code", count.text.wording);
    jiaokan::set(row, "code", count.text.code);
    jiaokan::set(row, "severity", std::string_view(kSeverityNames[static_cast<size_t>(count.text.severity)]));
    set(row, "articles", count.articles);
    set(row, "times", count.times);
  }
  for (size_t i = 0; i < ranked.size() && i < kRowsWithoutScript; ++i) {
    const Outcome& outcome = ranked[i];
    Node row = add(root, "article", outcome.failure);
    jiaokan::set(row, "name", outcome.name);
    jiaokan::set(row, "address", address_of(outcome.name));
    jiaokan::set(row, "title", outcome.title);
    if (outcome.made) jiaokan::set(row, "made", std::string_view("made"));
    set(row, "need", need_of(outcome));
    set(row, "open", outcome.open);
    set(row, "errors", outcome.errors);
    set(row, "warnings", outcome.warnings);
    std::string codes;
    for (const auto& [code, times] : outcome.codes) (codes += codes.empty() ? "" : " ") += code;
    jiaokan::set(row, "codes", codes);
  }
  return serialise(document, {});
}

size_t number_from(std::string_view text) {
  size_t value = 0;
  const auto [at, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
  return wrong == std::errc() && at == text.data() + text.size() ? value : 0;
}

std::string shard_name(const Shard& shard) { return fmt::format("{}-of-{}.json", shard.number, shard.of); }

}  // namespace

bool Shard::holds(const std::string& name) const {
  size_t value = 0;
  for (const char digit : hash_of(name)) value = (value * 16 + static_cast<size_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10)) % of;
  return value == number - 1;
}

Shard shard_from(const std::string& text) {
  const size_t slash = std::min(text.find('/'), text.size());
  const Shard shard{number_from(std::string_view(text).substr(0, slash)), slash < text.size() ? number_from(std::string_view(text).substr(slash + 1)) : 0};
  if (shard.number == 0 || shard.of == 0 || shard.number > shard.of || shard.of > 100'000)
    throw Failure(fmt::format("--shard {}: the first of eight parts is 1/8, the last 8/8", text));
  return shard;
}

void rank(std::vector<Outcome>& outcomes) {
  std::sort(outcomes.begin(), outcomes.end(), [](const Outcome& a, const Outcome& b) {
    const size_t need_a = need_of(a), need_b = need_of(b);
    return need_a != need_b ? need_a > need_b : natural_less(a.name, b.name);
  });
}

void write_summary(const std::string& out, const std::vector<Outcome>& ranked, const std::string& key, const Engines& engines, Diags& diags) {
  const std::string json = summary_json(ranked);
  const std::string record = "summary " + key + " " + hash_of(json) + "\n";
  if (const Kept kept = read_kept(out); kept.in_place && kept.record == record) return;
  const Renderer* const renderer = engines.renderer();
  const std::string page = renderer ? renderer->summary(page_xml(ranked), page_data(ranked)) : "";
  std::vector<std::pair<const char*, const std::string*>> files = {{"summary.json", &json}};
  if (renderer) files.emplace_back("summary.html", &page);
  if (store(out, files, Earlier::keep, diags).kept == 0) keep_record(out, record, now_ns());
}

void write_shard(const std::string& out, const Shard& shard, const std::vector<Outcome>& ranked) {
  write_whole(below(out, kShards), shard_name(shard), with_articles({{"format", "jiaokan shard 1"}, {"shard", shard.number}, {"of", shard.of}}, ranked));
}

int join_shards(const std::string& out) {
  const fs::path folder = fs::path(out) / kShards;
  std::error_code error;
  size_t of = 0;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const size_t at = name.find("-of-");
    if (name[0] == '.' || at == std::string::npos) continue;
    const size_t count = number_from(std::string_view(name).substr(at + 4, name.size() - at - 4 - std::string_view(".json").size()));
    if (of != 0 && count != of) throw Failure(fmt::format("{} holds shards of {} and of {}; remove those that do not belong", folder.string(), of, count));
    of = count;
  }
  if (of == 0) throw Failure(fmt::format("{}: no shard was made into this folder", out));
  std::vector<Outcome> outcomes;
  for (size_t number = 1; number <= of; ++number) {
    const fs::path path = folder / shard_name({number, of});
    if (!fs::exists(path, error)) throw Failure(fmt::format("shard {}/{} is not done yet: there is no {}", number, of, path.string()));
    const Json shard = Json::parse(read_file(path.string()), nullptr, false);
    if (!shard.is_object() || !shard.contains("articles")) throw Failure(fmt::format("{} cannot be read", path.string()));
    for (const Json& row : shard["articles"]) outcomes.push_back(outcome_from(row));
  }
  rank(outcomes);
  EngineRoom& room = EngineRoom::open("");
  Diags diags;
  const bool one = outcomes.size() == 1;   // a single article has no list
  if (!one) write_summary(out, outcomes, summary_key(), room.engines(), diags);
  fs::remove_all(folder, error);
  std::fputs(print_diags(diags, {}, "", Colours::off).c_str(), stderr);
  if (one) tell_end_of_one(below(out, outcomes.front().name), outcomes.front());
  else tell_end_of_many(out, outcomes, "summary.html");
  return std::all_of(outcomes.begin(), outcomes.end(), [](const Outcome& o) { return o.made && !o.errors; }) ? 0 : 1;
}

}  // namespace jiaokan
