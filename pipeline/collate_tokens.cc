// The forms of input and output of CollateX: {"witnesses":[{"id":"A","tokens":[{"t":"A ","n":"a", …}]}]} or {"id","content"} → the table.
#include <cstdio>

#include <nlohmann/json.hpp>

#include "collate_command.h"
#include "collation_table.h"
#include "input.h"
#include "lang/fold.h"
#include "lang/script.h"
#include "model/diag.h"
#include "model/unicode.h"
#include "reconcile/tokens.h"

namespace jiaokan {

namespace {

using Json = nlohmann::ordered_json;

// A text in tokens: words with the white space behind them, marks by themselves, Han one by one.
Json tokens_of(const std::string& content) {
  Json out = Json::array();
  const std::u32string text = from_utf8(content);
  for (size_t i = 0; i < text.size();) {
    size_t end = i;
    const auto in_word = [&](size_t k) { return (is_letter(text[k]) && !is_han(text[k])) || is_digit(text[k]); };
    while (end < text.size() && in_word(end)) ++end;
    if (end == i) ++end;
    std::u32string form = text.substr(i, end - i);
    while (end < text.size() && is_space(text[end])) ++end;
    Json token;
    token["t"] = to_utf8(text.substr(i, end - i));
    token["n"] = to_utf8(folded(form));
    out.push_back(std::move(token));
    i = end;
  }
  return out;
}

// What is compared: "n", else "t" without the white space around it.
std::string form_of(const Json& token) {
  if (!token.is_object()) throw Failure("a token is no JSON object");
  if (const auto n = token.find("n"); n != token.end() && n->is_string()) return n->get<std::string>();
  const auto t = token.find("t");
  if (t == token.end() || !t->is_string()) throw Failure("a token has neither \"t\" nor \"n\"");
  const std::string text = t->get<std::string>();
  const size_t begin = text.find_first_not_of(" \t\r\n"), end = text.find_last_not_of(" \t\r\n");
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

struct Given {
  std::vector<std::string> names;
  std::vector<Json> tokens;                       // by witness
  std::vector<std::vector<std::string>> forms;    // what is compared
};

Given read_tokens(const std::string& path) {
  const Json in = Json::parse(read_file(path), nullptr, false);
  if (in.is_discarded() || !in.is_object() || !in.contains("witnesses") || !in["witnesses"].is_array())
    throw Failure(path + " is no JSON with \"witnesses\"");
  Given out;
  for (const Json& witness : in["witnesses"]) {
    if (!witness.is_object()) throw Failure("a witness is no JSON object");
    const auto id = witness.find("id");
    out.names.push_back(id != witness.end() && id->is_string() ? id->get<std::string>() : std::to_string(out.names.size() + 1));
    const auto given = witness.find("tokens"), content = witness.find("content");
    if (given != witness.end() && given->is_array()) out.tokens.push_back(*given);
    else if (content != witness.end() && content->is_string()) out.tokens.push_back(tokens_of(content->get<std::string>()));
    else throw Failure("witness " + out.names.back() + " has neither \"tokens\" nor \"content\"");
    out.forms.emplace_back();
    for (const Json& token : out.tokens.back()) out.forms.back().push_back(form_of(token));
  }
  return out;
}

bool varies(const TokenTable& table, const Given& given, Span column) {
  for (size_t w = 0; w < given.names.size(); ++w) {
    const uint32_t first = table.cell(column.begin, 0), here = table.cell(column.begin, w);
    if (first == kNone || here == kNone || given.forms[w][here] != given.forms[0][first]) return true;
  }
  return false;
}

std::string json_of(const TokenTable& table, const std::vector<Span>& columns, const Given& given) {
  Json out;
  out["witnesses"] = given.names;
  out["table"] = Json::array();
  Json status = Json::array();
  for (size_t w = 0; w < given.names.size(); ++w) {
    Json row = Json::array();
    for (const Span column : columns) {
      Json cell = Json::array();
      for (uint32_t k = column.begin; k < column.end; ++k)
        if (table.cell(k, w) != kNone) cell.push_back(given.tokens[w][table.cell(k, w)]);
      row.push_back(cell.empty() ? Json() : std::move(cell));
    }
    out["table"].push_back(std::move(row));
  }
  for (const Span column : columns) status.push_back(varies(table, given, column));
  out["status"] = std::move(status);
  out["transpositions"] = Json::array();
  for (const Transposition& moved : table.transpositions) {
    Json one;
    for (const Passed& passed : moved) one[given.names[passed.witness]] = {passed.tokens.begin, passed.tokens.end};
    out["transpositions"].push_back(std::move(one));
  }
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

CollationTable table_of(const TokenTable& table, const std::vector<Span>& columns, const Given& given) {
  CollationTable out;
  out.letters = out.names = given.names;
  for (const Span span : columns) {
    CollationTable::Column column;
    column.varies = varies(table, given, span);
    for (size_t w = 0; w < given.names.size(); ++w) {
      CollationTable::Cell cell;
      for (uint32_t k = span.begin; k < span.end; ++k) {
        const uint32_t i = table.cell(k, w);
        if (i == kNone) continue;
        const auto t = given.tokens[w][i].find("t");
        cell.text += t != given.tokens[w][i].end() && t->is_string() ? t->get<std::string>() : given.forms[w][i];
        cell.form += given.forms[w][i] + "\n";
      }
      column.cells.push_back(std::move(cell));
    }
    out.columns.push_back(std::move(column));
  }
  return out;
}

}  // namespace

int collate_tokens_of(const CollateOptions& options) {
  const Given given = read_tokens(options.tokens);
  TokenTable table = collate_tokens(given.forms);
  if (options.near) set_near(table, given.forms);
  const std::vector<Span> columns = segments(table, given.forms);
  const std::string out = options.form.empty() || options.form == "json" ? json_of(table, columns, given) : write_table(options.form, table_of(table, columns, given));
  std::fwrite(out.data(), 1, out.size(), stdout);
  return 0;
}

}  // namespace jiaokan
