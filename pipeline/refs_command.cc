#include "refs_command.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>

#include "input.h"
#include "json_lines.h"
#include "lang/script.h"
#include "model/diag.h"
#include "model/unicode.h"
#include "read/encoding.h"
#include "refs/citations.h"
#include "refs/exports.h"
#include "refs/fields.h"
#include "refs/gbt7714.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

using Json = nlohmann::ordered_json;

size_t cells(std::u32string_view text) {
  size_t n = 0;
  for (const char32_t c : text) n += is_cjk(c) ? 2 : 1;
  return n;
}

std::string cell(std::string_view value, size_t width) {
  std::u32string text = from_utf8(value);
  if (cells(text) > width) {
    while (!text.empty() && cells(text) + 1 > width) text.pop_back();
    text.push_back(U'…');
  }
  return to_utf8(text) + std::string(width - std::min(width, cells(text)), ' ');
}

std::string to_table(const std::vector<Reference>& references) {
  std::string out;
  size_t n = 0;
  const auto row = [&](std::string number, std::string_view type, std::string_view year, const std::string& names, std::string_view title, std::string source) {
    std::string line = std::string(4 - std::min<size_t>(4, number.size()), ' ') + number + "  " + cell(type, 10) + "  " + cell(year, 4) + "  " + cell(names, 20) + "  " + cell(title, 40) + "  " + source;
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  };
  row("", "type", "year", "authors", "title", "source");
  for (const Reference& reference : references) {
    const ReferenceFields fields = fields_of(reference);
    std::string names, source;
    for (const ReferenceField& field : fields)
      if (field.name == "authors")
        for (const std::string& name : field.values) names += (names.empty() ? "" : "; ") + name;
    for (const char* name : {"container", "place", "publisher", "volume", "issue", "pages", "number", "date", "url", "doi"})
      if (const std::string_view value = first_value(fields, name); !value.empty()) source += (source.empty() ? "" : " · ") + std::string(value);
    row(std::to_string(++n), name_of(reference.type), first_value(fields, "year"), names, first_value(fields, "title"), source);
  }
  return out;
}

struct Form {
  const char* name;
  std::string (*write)(const std::vector<Reference>&);
};
constexpr Form kForms[] = {{"table", to_table}, {"csl", to_csl}, {"bibtex", to_bibtex}, {"ris", to_ris}, {"gbt7714-2015", to_gbt7714_2015}, {"gbt7714-2025", to_gbt7714_2025}};

std::string read_input(const std::string& path) {
  if (path != "-") return read_file(path);
  return {std::istreambuf_iterator<char>(std::cin), {}};
}

// One JSON object a line in, one a line out; the identifier goes through. A line that is none is reported and has no fields.
int each_line(const std::string& path, void (*convert)(const JsonLine&, std::string&)) {
  constexpr size_t kBuffer = 1u << 20;
  const std::string bytes = read_input(path);
  std::string out;
  out.reserve(kBuffer + 4096);
  JsonLine in;
  size_t number = 0, bad = 0;
  for (size_t i = 0; i < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', i), bytes.size());
    const std::string_view line = std::string_view(bytes).substr(i, end - i);
    i = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (!read_json_line(line, in)) {
      std::fprintf(stderr, "jiaokan: %s:%zu: this line is no JSON object\n", path.c_str(), number);
      ++bad;
      continue;
    }
    out += "{";
    if (!in.id.empty()) out += "\"id\":" + in.id + ",";
    convert(in, out);
    out += "}\n";
    if (out.size() > kBuffer) {
      std::fwrite(out.data(), 1, out.size(), stdout);
      out.clear();
    }
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return bad == 0 ? 0 : 1;
}

void convert_reference(const JsonLine& in, std::string& out) {
  const Reference reference = parse_reference(from_utf8(in.reference));
  out += "\"fields\":{\"type\":";
  append_json(out, name_of(reference.type));
  const ReferenceFields fields = fields_of(reference);
  for (const ReferenceField& field : fields) {
    out += ",\"";
    out += field.name;   // a plain word
    out += field.list ? "\":[" : "\":";
    for (size_t v = 0; v < field.values.size(); ++v) {
      if (v > 0) out.push_back(',');
      append_json(out, field.values[v]);
    }
    if (field.list) out.push_back(']');
  }
  out.push_back('}');
  // What is less than sure.
  const char* before = ",\"confidence\":{";
  bool any = false;
  for (const ReferenceField& field : fields) {
    if (field.confidence >= 0.995F) continue;
    out += before;
    append_json(out, field.name);
    const int share = static_cast<int>(field.confidence * 100 + 0.5F);
    out += ":0.";
    out.push_back(static_cast<char>('0' + share / 10));
    if (share % 10 != 0) out.push_back(static_cast<char>('0' + share % 10));
    before = ",";
    any = true;
  }
  if (any) out.push_back('}');
}

// Numbers that are raised without brackets: <sup>1,3</sup> and nothing else.
std::u32string bracketed_superscript(std::u32string_view html) {
  constexpr std::u32string_view kOpen = U"<sup>", kClose = U"</sup>";
  if (!html.starts_with(kOpen) || !html.ends_with(kClose)) return {};
  const std::u32string_view inside = html.substr(kOpen.size(), html.size() - kOpen.size() - kClose.size());
  if (inside.empty() || !is_digit(inside[0])) return {};
  return U"[" + std::u32string(inside) + U"]";
}

void convert_citation(const JsonLine& in, std::string& out) {
  Json cites = Json::array();
  const std::u32string text = from_utf8(in.text);
  std::vector<CalloutForm> callouts = find_callouts(text);
  if (callouts.empty()) callouts = find_callouts(bracketed_superscript(from_utf8(in.html)));
  for (const CalloutForm& callout : callouts)
    for (const uint32_t n : callout.numbers) cites.push_back({{"n", n}});
  const auto slice = [&](Span span) { return to_utf8(std::u32string_view(text).substr(span.begin, span.size())); };
  if (callouts.empty())
    for (const AuthorYear& work : find_author_years(text)) {
      Json names = Json::array();
      for (const Span name : work.names) names.push_back(slice(name));
      Json cite = {{"names", std::move(names)}, {"year", slice(work.year)}};
      if (!work.suffix.empty()) cite["suffix"] = slice(work.suffix);
      if (!work.locator.empty()) cite["locator"] = slice(work.locator);
      cites.push_back(std::move(cite));
    }
  out += "\"cites\":" + cites.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::vector<std::string> reference_forms() {
  std::vector<std::string> out;
  for (const Form& form : kForms) out.push_back(form.name);
  return out;
}

int run_references(const RefsOptions& options) {
  if (!options.jsonl.empty()) return each_line(options.jsonl, convert_reference);
  if (!options.intext.empty()) return each_line(options.intext, convert_citation);
  if (options.files.empty()) throw Failure("name a file with references, or - for standard input; --jsonl and --intext read JSON lines");
  const Form* form = std::find_if(std::begin(kForms), std::end(kForms), [&](const Form& row) { return options.to == row.name; });
  if (form == std::end(kForms)) throw Failure("there is no form \"" + options.to + "\" of references");
  std::vector<Reference> references;
  for (const std::string& file : options.files) {
    const std::u32string list = decode(read_input(file)).chars;
    for (const ListEntry& entry : split_reference_list(list)) {
      const uint32_t begin = entry.label.empty() ? entry.span.begin : entry.label.end;
      const std::u32string_view text = std::u32string_view(list).substr(begin, entry.span.end - begin);
      if (!is_reference_heading(text)) references.push_back(parse_reference(text));
    }
  }
  const std::string text = form->write(references);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}

}  // namespace jiaokan
