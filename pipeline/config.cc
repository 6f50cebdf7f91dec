#include "config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string_view>

#include "model/unicode.h"
#include "refs/correct.h"

namespace jiaokan {

namespace {

constexpr unsigned kJournal = 1, kIssue = 2, kArticle = 4, kAnywhere = 7;

struct Key {
  std::string_view name;
  unsigned levels;          // in which files it may stand
  bool list = false;        // may be a list of texts too
};
constexpr Key kKeys[] = {
    {"aliases", kArticle, true},     {"article_number", kArticle},   {"authors", kArticle, true},
    {"authors_en", kArticle, true},  {"citations", kAnywhere},
    {"clc", kArticle, true},         {"cn", kAnywhere},
    {"column", kArticle},            {"columns", kIssue, true},      {"cover", kIssue},
    {"date", kIssue | kArticle},     {"doi", kArticle},
    {"emend", kAnywhere},            {"fpage", kArticle},
    {"gbt7714", kAnywhere},          {"issn", kAnywhere},
    {"journal", kIssue | kArticle},  {"journal_en", kIssue | kArticle},
    {"journal_id", kAnywhere},       {"keywords", kArticle, true},   {"keywords_en", kArticle, true},
    {"lang", kAnywhere},             {"licence", kAnywhere},         {"lpage", kArticle},
    {"number", kIssue | kArticle},   {"order", kIssue, true},        {"pictures", kAnywhere},         {"publisher", kAnywhere},
    {"received", kArticle},          {"subtitle", kArticle},         {"subtitle_en", kArticle},
    {"title", kJournal | kIssue | kArticle}, {"title_en", kJournal | kIssue | kArticle},
    {"updated", kAnywhere},          {"url", kAnywhere},             {"volume", kIssue | kArticle},
    {"year", kIssue | kArticle},
};

// Keys whose value is one of a few words.
struct Words {
  std::string_view key, words;
};
constexpr Words kWords[] = {{"citations", "mixed, element, both"}, {"emend", "single, always, never"}, {"gbt7714", "2015, 2025"}, {"pictures", "yes, no"}};

struct KindName {
  std::string_view name;
  WitnessKind kind;
};
constexpr KindName kWitnessKinds[] = {{"keyed", WitnessKind::keyed},
                                      {"ocr", WitnessKind::ocr},
                                      {"text layer", WitnessKind::text_layer},
                                      {"text_layer", WitnessKind::text_layer},
                                      {"vision model", WitnessKind::vision_model},
                                      {"vision_model", WitnessKind::vision_model}};

struct DecisionKindName {
  std::string_view name;
  EditorKind kind;
};
constexpr DecisionKindName kDecisionKinds[] = {
    {"block", EditorKind::block}, {"break", EditorKind::paragraph_break}, {"callout", EditorKind::callout},
    {"front", EditorKind::front}, {"level", EditorKind::level},           {"reading", EditorKind::reading},
    {"reference", EditorKind::reference}};

struct ScopeName {
  std::string_view name;
  EditorDecision::Scope scope;
};
constexpr ScopeName kScopes[] = {{"here", EditorDecision::Scope::here},
                                 {"paragraph", EditorDecision::Scope::paragraph},
                                 {"witness", EditorDecision::Scope::witness},
                                 {"article", EditorDecision::Scope::article},
                                 {"journal", EditorDecision::Scope::journal}};

template <typename Row, size_t n>
const Row* find_row(const Row (&rows)[n], std::string_view name) {
  for (const Row& row : rows)
    if (row.name == name) return &row;
  return nullptr;
}

// toml++ counts lines, and columns in characters, from 1; a place counts bytes.
uint32_t byte_at(std::string_view bytes, const toml::source_position& position) {
  size_t at = 0;
  for (uint32_t line = 1; line < position.line; ++line) {
    const size_t end = bytes.find('\n', at);
    if (end == std::string_view::npos) return static_cast<uint32_t>(bytes.size());
    at = end + 1;
  }
  for (uint32_t column = 1; column < position.column && at < bytes.size() && bytes[at] != '\n'; ++column)
    do ++at;
    while (at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xC0) == 0x80);
  return static_cast<uint32_t>(at);
}

struct Reader {
  const SettingsFile& file;
  Diags& diags;

  Place place_of(const toml::source_region& region) const {
    const uint32_t begin = byte_at(file.source.bytes, region.begin);
    uint32_t end = byte_at(file.source.bytes, region.end);
    if (end <= begin) end = std::min<uint32_t>(begin + 1, static_cast<uint32_t>(file.source.bytes.size()));
    return {file.source.name, begin, end};
  }

  void say(Code code, const toml::source_region& region, std::string detail) const {
    diags.push_back({code, place_of(region), std::move(detail)});
  }
  void say(Code code, const toml::key& key, std::string detail) const { say(code, key.source(), std::move(detail)); }

  // A text, a number or a date as its text.
  std::optional<std::string> scalar(const toml::node& node) const {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* date = node.as_date()) {
      std::ostringstream out;
      out << date->get();
      return out.str();
    }
    return std::nullopt;
  }

  std::optional<std::string> value(const toml::node& node, bool list) const {
    if (!list || !node.is_array()) return scalar(node);
    std::string joined;
    for (const toml::node& item : *node.as_array()) {
      const std::optional<std::string> text = scalar(item);
      if (!text) return std::nullopt;
      joined += (joined.empty() ? "" : ";") + *text;
    }
    return joined;
  }

  void read_witnesses(const toml::table& table, Settings& settings) const {
    for (const auto& [name, node] : table) {
      const toml::table* row = node.as_table();
      if (!row) {
        say(Code::setting_type, name, std::string(name.str()) + ": a table with kind, trust, engine belongs here");
        continue;
      }
      WitnessSetting& setting = settings.witnesses[std::string(name.str())];
      for (const auto& [key, item] : *row) {
        if (key.str() == "kind") {
          const KindName* kind = find_row(kWitnessKinds, item.value_or(std::string_view()));
          if (kind) setting.kind = kind->kind;
          else say(Code::setting_type, key, "kind is one of: text layer, ocr, vision model, keyed");
        } else if (key.str() == "trust") {
          if (item.is_number()) setting.trust = item.value_or(0.0);
          else say(Code::setting_type, key, "trust is a number (0 says nothing, 1 is worth a factor of e)");
        } else if (key.str() == "engine") {
          if (item.is_string()) setting.engine = item.value_or(std::string());
          else say(Code::setting_type, key, "engine is a text");
        } else {
          say(Code::setting_unknown, key, std::string(key.str()));
        }
      }
    }
  }

  void read_values(const toml::table& table, Settings& settings) const {
    for (const auto& [name, node] : table) {
      const std::string_view key = name.str();
      if (key == "witness" && file.level == SettingsLevel::article && node.is_table()) {
        read_witnesses(*node.as_table(), settings);
        continue;
      }
      if (key == "ask") {
        const double ask = node.value_or(-1.0);
        if (ask >= 0 && ask <= 1) settings.ask = ask;
        else say(Code::setting_type, name, "ask is a probability between 0 and 1");
        continue;
      }
      const Key* row = find_row(kKeys, key);
      if (!row || !(row->levels & static_cast<unsigned>(file.level))) {
        say(Code::setting_unknown, name, std::string(key) + (row ? " has no meaning in this file" : ""));
        continue;
      }
      const std::optional<std::string> text = value(node, row->list);
      if (!text) {
        say(Code::setting_type, name, std::string(key) + (row->list ? ": a text or a list of texts" : ": a text"));
        continue;
      }
      const auto choice = std::find_if(std::begin(kWords), std::end(kWords), [&](const Words& w) { return w.key == key; });
      if (choice != std::end(kWords) && (", " + std::string(choice->words) + ",").find(", " + *text + ",") == std::string::npos) {
        say(Code::setting_type, name, std::string(key) + " is one of: " + std::string(choice->words));
        continue;
      }
      std::string stored(key);
      if (file.level == SettingsLevel::journal && key == "title") stored = "journal";
      if (file.level == SettingsLevel::journal && key == "title_en") stored = "journal_en";
      if (file.level == SettingsLevel::issue && (key == "title" || key == "title_en")) stored = "issue_" + stored;
      settings.values[stored] = {*text, file_name(file.level)};
    }
  }

  // What a decision of its kind must have.
  static const char* what_is_wrong(const EditorDecision& decision) {
    const std::u32string& lemma = decision.lemma;
    if ((decision.scope == EditorDecision::Scope::witness) != !decision.witness.empty()) return "scope = \"witness\" and witness = \"…\" belong together: the version that has what `reads` says";
    switch (decision.kind) {
      case EditorKind::paragraph_break: return lemma == U"yes" || lemma == U"no" ? nullptr : "the lemma of a break is yes or no: whether a paragraph begins between before and after";
      case EditorKind::level:
        if (decision.readings.empty()) return "a level needs readings: the text of the heading";
        return lemma.size() == 1 && lemma[0] >= U'0' && lemma[0] <= U'6' ? nullptr : "the lemma of a level is 1 to 6, or 0 for what is no heading";
      case EditorKind::front: {
        const Key* row = find_row(kKeys, decision.field);
        return row && (row->levels & static_cast<unsigned>(SettingsLevel::article)) ? nullptr : "a decision about the front needs a field: a key of article.toml";
      }
      case EditorKind::reference: return !decision.before.empty() && is_reference_field(decision.field) ? nullptr : "a decision about a reference needs before, how the entry begins, and a field: author, title, container, year …, or type";
      default: return nullptr;
    }
  }

  void read_decision(const toml::table& table, Settings& settings) const {
    EditorDecision decision;
    decision.place = place_of(table.source());
    if (file.level == SettingsLevel::decisions) settings.decision_begins.push_back(decision.place.begin);
    bool whole = true;
    const auto wrong = [&](const toml::key& key, std::string detail) {
      say(Code::setting_type, key, std::move(detail));
      whole = false;
    };
    const auto refuse = [&](const char* why) {
      say(Code::setting_type, table.source(), why);
      whole = false;
    };
    for (const auto& [name, node] : table) {
      const std::string_view key = name.str();
      const std::optional<std::string> text = scalar(node);
      if (key == "readings") {
        const toml::array* readings = node.as_array();
        if (!readings) wrong(name, "readings: a list of texts");
        else
          for (const toml::node& item : *readings) {
            const std::optional<std::string> reading = scalar(item);
            if (reading) decision.readings.push_back(from_utf8(*reading));
            else wrong(name, "readings: a list of texts");
          }
      } else if (key == "nth") {
        const int64_t nth = node.value_or(int64_t{0});
        if (nth >= 1) decision.nth = static_cast<uint32_t>(nth);
        else wrong(name, "nth counts from 1");
      } else if (!text) {
        wrong(name, std::string(key) + ": a text");
      } else if (key == "kind") {
        const DecisionKindName* kind = find_row(kDecisionKinds, *text);
        if (kind) decision.kind = kind->kind;
        else wrong(name, "kind is one of: reading, block, level, break, front, reference, callout");
      } else if (key == "scope") {
        const ScopeName* scope = find_row(kScopes, *text);
        if (scope) decision.scope = scope->scope;
        else wrong(name, "scope is one of: here, paragraph, witness, article, journal");
      } else if (key == "before") {
        decision.before = from_utf8(*text);
      } else if (key == "after") {
        decision.after = from_utf8(*text);
      } else if (key == "lemma") {
        decision.lemma = from_utf8(*text);
      } else if (key == "field") {
        decision.field = *text;
      } else if (key == "witness") {
        decision.witness = *text;
      } else if (key == "reads") {
        decision.reads = from_utf8(*text);
      } else if (key == "by") {
        decision.by = *text;
      } else if (key == "note") {
        decision.note = *text;
      } else {
        say(Code::setting_unknown, name, std::string(key));
      }
    }
    if (!table.contains("lemma")) refuse("a decision needs a lemma");
    if (const char* const why = what_is_wrong(decision)) refuse(why);
    if (file.level == SettingsLevel::shared_decisions && (!is_reading(decision) || decision.scope != EditorDecision::Scope::journal)) refuse("this file is for more than one article: its decisions are readings with scope = \"journal\"");
    decision.shared = file.level == SettingsLevel::shared_decisions;
    if (whole && decision.kind == EditorKind::front) settings.values[decision.field] = {to_utf8(decision.lemma), file_name(file.level)};
    else if (whole) settings.decisions.push_back(std::move(decision));
  }

  void read_decisions(const toml::table& table, Settings& settings) const {
    for (const auto& [name, node] : table) {
      const toml::array* rows = node.as_array();
      if (name.str() != "decision" || !rows || !rows->is_array_of_tables()) {
        say(Code::setting_unknown, name, std::string(name.str()) + ": only [[decision]] stands in this file");
        continue;
      }
      for (const toml::node& row : *rows) read_decision(*row.as_table(), settings);
    }
  }
};

}  // namespace

std::string file_name(SettingsLevel level) {
  switch (level) {
    case SettingsLevel::journal: return "journal.toml";
    case SettingsLevel::issue: return "issue.toml";
    case SettingsLevel::article: return "article.toml";
    case SettingsLevel::decisions:
    case SettingsLevel::shared_decisions: return "decisions.toml";
  }
  return {};
}

Settings load_settings(const std::vector<SettingsFile>& files, Diags& diags) {
  Settings settings;
  for (const SettingsFile& file : files) {
    const Reader reader{file, diags};
    if (file.level == SettingsLevel::decisions) settings.decisions_file = file.source.bytes;
    try {
      const toml::table table = toml::parse(std::string_view(file.source.bytes), file.source.name);
      if (file.level == SettingsLevel::decisions || file.level == SettingsLevel::shared_decisions) reader.read_decisions(table, settings);
      else reader.read_values(table, settings);
    } catch (const toml::parse_error& error) {
      reader.say(Code::setting_syntax, error.source(), std::string(error.description()));
    }
  }
  return settings;
}

}  // namespace jiaokan
