#include "collation_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>

#include "jats/tree.h"
#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

using Column = CollationTable::Column;

std::string quoted(const std::string& text) {
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string in_quotes(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "\"";
}

// The graph of the readings: nodes 0 (start) … n - 1 (end), one for each different reading of a column.
struct Graph {
  struct Node {
    std::string text;
    size_t rank = 0;   // its column, from 1
  };
  std::vector<Node> nodes{{"", 0}};
  std::map<std::pair<size_t, size_t>, std::string> edges;   // letters of the witnesses that go this way
};

Graph graph_of(const CollationTable& table) {
  Graph graph;
  std::vector<size_t> last(table.letters.size(), 0);
  const auto go = [&](size_t w, size_t node) {
    std::string& who = graph.edges[{last[w], node}];
    who += (who.empty() ? "" : ", ") + table.letters[w];
    last[w] = node;
  };
  for (size_t k = 0; k < table.columns.size(); ++k) {
    std::map<std::string, size_t> of_form;
    for (size_t w = 0; w < table.letters.size(); ++w) {
      const CollationTable::Cell& cell = table.columns[k].cells[w];
      if (cell.text.empty()) continue;
      const auto [found, fresh] = of_form.emplace(cell.form, graph.nodes.size());
      if (fresh) graph.nodes.push_back({cell.text, k + 1});
      go(w, found->second);
    }
  }
  graph.nodes.push_back({"", table.columns.size() + 1});
  for (size_t w = 0; w < table.letters.size(); ++w) go(w, graph.nodes.size() - 1);
  return graph;
}

// Whether the notes and the page are for readers of Chinese.
bool is_chinese(std::u32string_view text) {
  const auto letters = static_cast<size_t>(std::count_if(text.begin(), text.end(), is_letter));
  return count_han(text) * 4 > letters;
}

size_t length(const std::string& utf8) { return from_utf8(utf8).size(); }

// Of the characters that either of the two has, the share on which they agree.
double agreement(const CollationTable& table, size_t a, size_t b) {
  size_t same = 0, all = 0;
  for (const Column& column : table.columns) {
    const CollationTable::Cell &x = column.cells[a], &y = column.cells[b];
    const size_t most = std::max(length(x.form), length(y.form));
    all += most;
    if (x.form == y.form) same += most;
  }
  return all == 0 ? 1 : static_cast<double>(same) / static_cast<double>(all);
}

std::map<std::string, size_t> classes_of(const CollationTable& table) {
  std::map<std::string, size_t> out;
  for (const Column& column : table.columns)
    if (column.varies && !column.cls.empty()) ++out[column.cls];
  return out;
}

// The key of a class in templates/words.xml.
std::string word_of(const std::string& cls) {
  std::string out = "class-" + cls;
  std::replace(out.begin() + 6, out.end(), '-', '_');
  std::replace(out.begin() + 6, out.end(), ' ', '_');
  return out;
}

std::string percent(double share) { return fmt::format("{:.2f}", share * 100); }

}  // namespace

CollationTable table_of(const Edition& edition) {
  const Collation& c = edition.collation;
  CollationTable out;
  out.decided = !edition.decisions.empty();
  for (size_t w = 0; w < c.witnesses.size(); ++w) {
    out.letters.push_back(letter(w));
    out.names.push_back(c.witnesses[w].name);
  }
  size_t next = 0;
  for (uint32_t k = 0; k < c.columns();) {
    const bool locus = next < c.loci.size() && c.loci[next].begin == k;
    const uint32_t end = locus ? c.loci[next].end : next < c.loci.size() ? c.loci[next].begin : c.columns();
    Column column;
    for (size_t w = 0; w < c.witnesses.size(); ++w) {
      std::u32string text;
      for (uint32_t i = k; i < end; ++i)
        if (const uint32_t at = c.cell(i, w); at != kNone) text.push_back(c.witnesses[w].role[at] == Role::space ? U' ' : c.witnesses[w].chars[at]);
      column.cells.push_back({to_utf8(text), to_utf8(folded(text))});
    }
    if (locus) {
      column.varies = true;
      column.locus = c.loci[next].id;
      column.cls = name_of(c.loci[next].cls);
      if (out.decided) {
        const Decision& decision = edition.decisions[next];
        const Choice& lemma = decision.choices[decision.lemma];
        column.lemma = to_utf8(lemma.text);
        column.probability = lemma.probability;
        column.open = decision.open;
      }
    }
    out.columns.push_back(std::move(column));
    next += locus;
    k = end;
  }
  return out;
}

std::string csv_of(const CollationTable& table) {
  std::string out = "column,locus,class,open,probability,lemma";
  for (size_t w = 0; w < table.letters.size(); ++w) out += "," + quoted(table.letters[w] == table.names[w] ? table.names[w] : table.letters[w] + " " + table.names[w]);
  out += "\r\n";
  for (size_t k = 0; k < table.columns.size(); ++k) {
    const Column& column = table.columns[k];
    out += fmt::format("{},{},{},{},{},{}", k + 1, column.locus != 0 ? std::to_string(column.locus) : "", column.cls, column.open ? "yes" : "",
                       !table.decided || column.cls.empty() ? "" : fmt::format("{:.4f}", column.probability), quoted(column.lemma));
    for (const CollationTable::Cell& cell : column.cells) out += "," + quoted(cell.text);
    out += "\r\n";
  }
  return out;
}

std::string graphml_of(const CollationTable& table) {
  const Graph graph = graph_of(table);
  pugi::xml_document document;
  Node root = add(document, "graphml");
  set(root, "xmlns", std::string_view("http://graphml.graphdrawing.org/xmlns"));
  const auto key = [&](const char* id, const char* of, const char* name, const char* type) {
    Node node = add(root, "key");
    set(node, "id", std::string_view(id));
    set(node, "for", std::string_view(of));
    set(node, "attr.name", std::string_view(name));
    set(node, "attr.type", std::string_view(type));
  };
  key("d0", "node", "number", "int");
  key("d1", "node", "tokens", "string");
  key("d2", "node", "rank", "int");
  key("d3", "edge", "number", "int");
  key("d4", "edge", "type", "string");
  key("d5", "edge", "witnesses", "string");
  Node body = add(root, "graph");
  for (const auto& [name, value] : {std::pair("id", "g0"), std::pair("edgedefault", "directed"), std::pair("parse.nodeids", "canonical"), std::pair("parse.edgeids", "canonical"), std::pair("parse.order", "nodesfirst")})
    set(body, name, std::string_view(value));
  const auto data = [](Node parent, const char* name, const std::string& value) { set(add(parent, "data", std::string_view(value)), "key", std::string_view(name)); };
  for (size_t n = 0; n < graph.nodes.size(); ++n) {
    Node node = add(body, "node");
    set(node, "id", std::string_view("n" + std::to_string(n)));
    data(node, "d0", std::to_string(n));
    data(node, "d1", graph.nodes[n].text);
    data(node, "d2", std::to_string(graph.nodes[n].rank));
  }
  size_t number = 0;
  for (const auto& [ends, who] : graph.edges) {
    Node edge = add(body, "edge");
    set(edge, "id", std::string_view("e" + std::to_string(number)));
    set(edge, "source", std::string_view("n" + std::to_string(ends.first)));
    set(edge, "target", std::string_view("n" + std::to_string(ends.second)));
    data(edge, "d3", std::to_string(number++));
    data(edge, "d4", "path");
    data(edge, "d5", who);
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + serialise(document, {{"graph", "graphml"}, {}});
}

std::string dot_of(const CollationTable& table) {
  const Graph graph = graph_of(table);
  std::string out = "digraph collation {\n  rankdir=LR;\n  node [shape=box];\n";
  for (size_t n = 0; n < graph.nodes.size(); ++n)
    out += graph.nodes[n].text.empty() ? fmt::format("  n{} [label=\"\", shape=circle];\n", n) : fmt::format("  n{} [label={}];\n", n, in_quotes(graph.nodes[n].text));
  for (const auto& [ends, who] : graph.edges) out += fmt::format("  n{} -> n{} [label={}];\n", ends.first, ends.second, in_quotes(who));
  return out + "}\n";
}

std::string counts_of(const CollationTable& table) {
  std::string out;
  for (size_t w = 0; w < table.letters.size(); ++w) out += fmt::format("{} = {}\n", table.letters[w], table.names[w]);
  size_t places = 0, open = 0;
  for (const Column& column : table.columns) {
    places += column.varies;
    open += column.open;
  }
  out += fmt::format("\n{} places differ{}\n", places, table.decided ? fmt::format(", {} open", open) : "");
  for (const auto& [cls, count] : classes_of(table)) out += fmt::format("{:>8} {}\n", count, cls);
  out += "\nagreement, % of the characters that either has\n       ";
  for (const std::string& letter : table.letters) out += fmt::format("{:>7}", letter);
  for (size_t a = 0; a < table.letters.size(); ++a) {
    out += fmt::format("\n{:>7}", table.letters[a]);
    for (size_t b = 0; b < table.letters.size(); ++b) out += fmt::format("{:>7}", percent(agreement(table, a, b)));
  }
  return out + "\n";
}

std::string page_xml_of(const CollationTable& table) {
  constexpr size_t kSteps = 10;   // of the shades
  pugi::xml_document document;
  Node root = add(document, "collation");
  set(root, "xmlns", std::string_view("urn:jiaokan:collation"));
  std::string first;   // version, as it stands
  for (const Column& column : table.columns)
    if (!column.cells.empty()) first += column.cells.front().text;
  set(root, "lang", std::string_view(is_chinese(from_utf8(first)) ? "zh" : "en"));
  size_t places = 0, open = 0;
  for (const Column& column : table.columns) {
    places += column.varies;
    open += column.open;
  }
  set(root, "places", std::string_view(std::to_string(places)));
  if (table.decided) set(root, "open", std::string_view(std::to_string(open)));
  std::vector<std::vector<double>> agreed(table.letters.size(), std::vector<double>(table.letters.size(), 1));
  double least = 1;
  for (size_t a = 0; a < table.letters.size(); ++a)
    for (size_t b = 0; b < a; ++b) least = std::min(least, agreed[a][b] = agreed[b][a] = agreement(table, a, b));
  for (size_t w = 0; w < table.letters.size(); ++w) {
    Node witness = add(root, "witness");
    set(witness, "letter", std::string_view(table.letters[w]));
    set(witness, "name", std::string_view(table.names[w]));
    for (const double share : agreed[w]) {
      Node with = add(witness, "with", std::string_view(percent(share)));
      set(with, "shade", std::string_view(std::to_string(static_cast<size_t>(least < 1 ? (1 - share) / (1 - least) * kSteps : 0))));
    }
  }
  const auto classes = classes_of(table);
  size_t most = 1;
  for (const auto& [cls, count] : classes) most = std::max(most, count);
  for (const auto& [cls, count] : classes) {
    Node node = add(root, "class", std::string_view(std::to_string(count)));
    set(node, "key", std::string_view(word_of(cls)));
    set(node, "bar", std::string_view(std::to_string(std::max<size_t>(1, count * 100 / most))));
  }
  for (const Column& column : table.columns) {
    Node node = add(root, column.varies ? "place" : "agreed");
    if (!column.varies) {
      add_text(node, from_utf8(column.cells.front().text));
      continue;
    }
    if (column.locus != 0) set(node, "number", std::string_view(std::to_string(column.locus)));
    if (!column.cls.empty()) set(node, "class", std::string_view(word_of(column.cls)));
    if (column.open) set(node, "open", std::string_view("yes"));
    if (!column.cls.empty()) set(node, "probability", std::string_view(fmt::format("{:.0f}", column.probability * 100)));
    std::map<std::string, size_t> group;   // by form, in the order of the witnesses
    for (const CollationTable::Cell& cell : column.cells) {
      Node reading = add(node, "cell", std::string_view(cell.text));
      set(reading, "group", std::string_view(std::to_string(group.emplace(cell.form, group.size()).first->second)));
      if (!column.cls.empty() && cell.text == column.lemma) set(reading, "lemma", std::string_view("yes"));
    }
  }
  return serialise(document, {{}, {}});
}

namespace {

// What the text itself may hold that Markdown would take for marks.
std::string literal(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    if (c < 128 && std::string_view("\\`*_{}[]<>#|~$^").find(static_cast<char>(c)) != std::string_view::npos) out += '\\';
    append_utf8(out, c);
  }
  return out;
}

// 「与」，A、C 作「到」，B 无；存疑。 / “with”: A, C “to”; B lacks it; open.
std::string note_of(const Collation& c, const Locus& locus, const Decision& decision, bool chinese) {
  const Choice& lemma = decision.choices[decision.lemma];
  const auto quote = [&](std::u32string_view text) { return (chinese ? "「" : "“") + literal(text) + (chinese ? "」" : "”"); };
  std::string out = lemma.text.empty() ? (chinese ? "此处不取字" : "nothing stands here") : quote(lemma.text);
  const auto who = [&](const Reading& reading) {
    std::string letters;
    for (const uint16_t w : reading.witnesses) letters += (letters.empty() ? "" : chinese ? "、" : ", ") + letter(w);
    return letters;
  };
  out += chinese ? "，" : ": ";
  std::string others;
  for (size_t r = 0; r < locus.readings.size(); ++r) {
    const Reading& reading = locus.readings[r];
    if (r == decision.lemma) continue;
    others += others.empty() ? "" : chinese ? "，" : "; ";
    others += who(reading) + (reading.text.empty() ? (chinese ? " 无" : " lacks it") : (chinese ? " 作" : " ") + quote(reading.text));
  }
  if (decision.lemma >= locus.readings.size()) others += chinese ? "，诸本皆误，今拟改" : "; no witness has it, proposed";
  else if (c.witnesses.size() > 2) others += chinese ? "，从 " + who(locus.readings[decision.lemma]) : "; text as " + who(locus.readings[decision.lemma]);
  if (decision.open) others += chinese ? "；存疑" : "; open";
  return out + others + (chinese ? "。" : ".");
}

}  // namespace

std::string notes_of(const Edition& edition) {
  const Collation& c = edition.collation;
  const bool chinese = is_chinese(edition.text.chars);
  std::string body, notes;
  size_t next = 0, number = 0;
  for (const Block& block : edition.text.blocks) {
    std::string line;
    uint32_t i = block.span.begin;
    for (; next < edition.text.loci.size(); ++next) {
      const LocusSpan& at = edition.text.loci[next];
      if (at.span.begin > block.span.end || (at.span.begin == block.span.end && !at.span.empty())) break;
      const uint32_t end = std::clamp(at.span.end, i, block.span.end);
      line += literal(std::u32string_view(edition.text.chars).substr(i, end - i));
      i = end;
      line += fmt::format("[^{}]", ++number);
      notes += fmt::format("[^{}]: {}\n", number, note_of(c, c.loci[at.locus], edition.decisions[at.locus], chinese));
    }
    line += literal(std::u32string_view(edition.text.chars).substr(i, block.span.end - i));
    body += line + "\n\n";
  }
  std::string witnesses;
  for (size_t w = 0; w < c.witnesses.size(); ++w) witnesses += fmt::format("{} {}{}", letter(w), literal(from_utf8(c.witnesses[w].name)), w + 1 < c.witnesses.size() ? (chinese ? "；" : "; ") : (chinese ? "。" : "."));
  return body + (chinese ? "诸本：" : "Witnesses: ") + witnesses + "\n\n" + notes;
}

}  // namespace jiaokan
