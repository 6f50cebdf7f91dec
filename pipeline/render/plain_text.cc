#include "render/plain_text.h"

#include <unordered_map>

#include "model/unicode.h"
#include "render/addresses.h"

namespace jiaokan {

namespace {

constexpr NameSet kSilent =
    "alt-text jk:back jk:words jk:head jk:contents jk:apparatus jk:anchor jk:block-anchor jk:locus-link permissions graphic inline-graphic target jk:open";
constexpr NameSet kGroups =
    "body back floats-group sec ack app app-group glossary notes boxed-text statement fig-group table-wrap-group fn-group ref-list "
    "disp-quote verse-group speech def-list list sub-article response table-wrap-foot caption abstract trans-abstract bio";

enum class Form : unsigned char { text, markdown };

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Blocks {
  const PreparedEdition& edition;
  Form form;
  std::string out;
  std::unordered_map<std::string, std::string> note_names;   // id of a note → its name in Markdown

  bool markdown() const { return form == Form::markdown; }

  // One block: white space collapsed, a blank line after it.
  void block(std::string text, std::string_view first_prefix = "", std::string_view prefix = "") {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
    size_t begin = text.find_first_not_of(" \n");
    if (begin == std::string::npos) return;
    out += first_prefix;
    for (; begin < text.size(); ++begin) {
      out.push_back(text[begin]);
      if (text[begin] == '\n') out += prefix;
    }
    out += "\n\n";
  }

  void append(std::string& line, std::string_view text) const {
    for (size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        if (!line.empty() && line.back() != ' ' && line.back() != '\n') line.push_back(' ');
        continue;
      }
      if (static_cast<unsigned char>(c) >= 0x80) {
        line.push_back(c);
        continue;
      }
      if (markdown() && std::string_view("\\`*_{}[]<>#~^$|@\"'").find(c) != std::string_view::npos) {
        // Quotation marks are escaped against Pandoc's smart typography; # only where it could be a heading.
        if (c != '#' || line.empty()) line.push_back('\\');
      } else if (markdown() && line.empty() && (c == '-' || c == '+' || c == '>' || c == ':' || c == '%')) {
        line.push_back('\\');
      } else if (markdown() && (c == '.' || c == ')') && !line.empty() && line.find_first_not_of("0123456789") == std::string::npos) {
        line.push_back('\\');   // "1. " at the start would be a list
      } else if (markdown() && c == ')' && line.size() == 2 && line[0] == '(') {
        line.push_back('\\');
      } else if (markdown() && (c == '-' || c == '.') && !line.empty() && line.back() == c) {
        line.push_back('\\');   // "--" and "..." stay what they are
      } else if (markdown() && c == '&') {
        line.push_back('\\');
      } else if (markdown() && c == '!' && i + 1 < text.size() && text[i + 1] == '[') {
        line.push_back('\\');
      }
      line.push_back(c);
    }
  }

  std::string inlines(XmlNode node) {
    std::string line;
    for (const XmlNode child : node.children()) inline_node(line, child);
    return line;
  }

  void wrapped(std::string& line, XmlNode node, std::string_view mark) {
    std::string inner = inlines(node);
    const bool blank = inner.find_first_not_of(' ') == std::string::npos;
    if (!markdown() || blank) {
      line += inner;
      return;
    }
    // White space inside the marks would undo them.
    const size_t first = inner.find_first_not_of(' ');
    const size_t last = inner.find_last_not_of(' ');
    line += inner.substr(0, first);
    line += mark;
    line += inner.substr(first, last - first + 1);
    line += mark;
    line += inner.substr(last + 1);
  }

  // ^…^ and ~…~ may not hold spaces unless escaped. In plain text nothing is raised: a bare number that calls (陆续问世¹) would be one of the text.
  void raised(std::string& line, XmlNode node, char mark) {
    std::string inner = inlines(node);
    if (!markdown() && mark == '^' && first_within(node, "jk:call") && !inner.empty() && is_digit(inner.front()) && is_digit(inner.back())) inner = "[" + inner + "]";
    if (!markdown() || inner.find_first_not_of(' ') == std::string::npos || inner.find('\n') != std::string::npos) {
      line += inner;
      return;
    }
    if (inner.find("[^") == 0) {   // a note mark is raised by itself
      line += inner;
      return;
    }
    line.push_back(mark);
    for (const char c : inner) {
      if (c == ' ') line.push_back('\\');
      line.push_back(c);
    }
    line.push_back(mark);
  }

  void formula(std::string& line, XmlNode node) {
    std::string tex(attribute(node, "jk:tex"));
    if (tex.empty() && named(node, "tex-math")) tex = text_within(node);
    if (tex.empty()) {
      append(line, text_within(node));
      return;
    }
    while (tex.starts_with("$")) tex.erase(0, 1);
    while (tex.ends_with("$")) tex.pop_back();
    if (!markdown()) {
      line += tex;
    } else if (tex.find('$') == std::string::npos) {
      line += "$" + tex + "$";
    } else {
      append(line, tex);
    }
  }

  void inline_node(std::string& line, XmlNode node) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      append(line, node.value());
      return;
    }
    const std::string_view name = node.name();
    if (one_of(name, kSilent)) {
      if (named(node, "jk:open")) line += word(edition.words, "open");
      return;
    }
    const std::string_view plain = name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
    if (name == "bold") {
      wrapped(line, node, "**");
    } else if (name == "italic") {
      wrapped(line, node, "*");
    } else if (name == "strike") {
      wrapped(line, node, "~~");
    } else if (name == "sup") {
      raised(line, node, '^');
    } else if (name == "sub") {
      raised(line, node, '~');
    } else if (name == "break" || attribute(node, "content-type") == "line-break") {
      line += markdown() ? "\\\n" : "\n";
    } else if (plain == "math" || name == "tex-math") {
      formula(line, node);
    } else if (name == "jk:call" && attribute(node, "kind") == "fn" && markdown()) {
      const auto found = note_names.find(std::string(attribute(node, "href")).substr(1));
      if (found != note_names.end()) line += "[^" + found->second + "]"; else line += inlines(node);
    } else if (name == "jk:call" && markdown()) {
      line += "[" + inlines(node) + "](" + std::string(attribute(node, "href")) + ")";
    } else if (markdown() && one_of(name, "ext-link uri email") && node.attribute("jk:href")) {
      const std::string inner = inlines(node);
      const std::string href(attribute(node, "jk:href"));
      if (inner.find_first_not_of(' ') == std::string::npos) return;
      line += text_within(node) == href ? "<" + href + ">" : "[" + inner + "](<" + href + ">)";
    } else if (name == "name" && node.attribute("jk:display") && !has_text_of_its_own(node)) {
      append(line, attribute(node, "jk:display"));
    } else {
      if (name == "p" && !line.empty() && line.back() != ' ') line.push_back(' ');
      for (const XmlNode child : node.children()) inline_node(line, child);
    }
  }

  static bool has_text_of_its_own(XmlNode node) {
    for (const XmlNode child : node.children()) {
      if (child.type() == pugi::node_pcdata && std::string_view(child.value()).find_first_not_of(" \n\t\r") != std::string_view::npos) return true;
    }
    return false;
  }

  void heading(XmlNode node) {
    const int level = node.attribute("jk:level").as_int();
    if (level == 0) return;
    std::string text;
    if (node.attribute("jk:title")) {
      append(text, attribute(node, "jk:title"));
    } else if (one_of(node.name(), "sub-article response")) {
      text = inlines(first_within(node, "article-title"));
    } else {
      if (named(node, "sec") || named(node, "app")) text = inlines(node.child("label"));
      if (!text.empty() && static_cast<unsigned char>(text.back()) < 0x80 && node.child("title")) text.push_back(' ');
      text += inlines(node.child("title"));
    }
    for (char& c : text) {
      if (c == '\n') c = ' ';
    }
    const std::string id = attribute(node, "id").empty() ? "" : " {#" + std::string(attribute(node, "id")) + "}";
    block(text + (markdown() ? id : ""), markdown() ? std::string(static_cast<size_t>(level), '#') + " " : "");
  }

  void caption(XmlNode node) {
    std::string text = inlines(node.child("label"));
    const XmlNode title = node.child("caption").child("title");
    if (!text.empty() && title) text.push_back(' ');
    text += inlines(title);
    block(text);
    for (const XmlNode p : node.child("caption").children("p")) block(inlines(p));
  }

  void table(XmlNode node) {
    size_t columns = 0;
    std::vector<std::vector<std::string>> rows;
    for (XmlNode at = node; at; at = next_in_order(at, node)) {
      if (!named(at, "tr")) continue;
      rows.emplace_back();
      for (const XmlNode cell : at.children()) {
        if (cell.type() != pugi::node_element) continue;
        std::string text = inlines(cell);
        for (char& c : text) {
          if (c == '\n') c = ' ';
        }
        if (text.ends_with("\\ ")) text.resize(text.size() - 2);
        rows.back().push_back(text);
        for (int more = std::min(cell.attribute("colspan").as_int(1), 50); more > 1; --more) rows.back().emplace_back();
      }
      columns = std::max(columns, rows.back().size());
    }
    if (rows.empty() || columns == 0) return;
    for (size_t r = 0; r < rows.size(); ++r) {
      rows[r].resize(columns);
      for (size_t c = 0; c < columns; ++c) {
        if (markdown()) {
          out += (c == 0 ? "| " : " | ") + rows[r][c];
        } else {
          out += (c == 0 ? "" : "\t") + rows[r][c];
        }
      }
      out += markdown() ? " |\n" : "\n";
      if (r == 0 && markdown()) {
        for (size_t c = 0; c < columns; ++c) out += c == 0 ? "|---" : "|---";
        out += "|\n";
      }
    }
    out += "\n";
  }

  void list(XmlNode node) {
    block(inlines(node.child("title")));
    const bool ordered = attribute(node, "list-type") == "order";
    size_t n = 0;
    for (const XmlNode item : node.children("list-item")) {
      ++n;
      std::string text = inlines(item.child("label"));
      bool first = true;
      std::string nested;
      for (const XmlNode child : item.children()) {
        if (named(child, "label") || child.type() != pugi::node_element) continue;
        if (named(child, "p")) {
          text += (first ? "" : "\n\n") + inlines(child);
          first = false;
        } else {
          Blocks inner{edition, form, {}, note_names};
          inner.any(child);
          while (inner.out.ends_with("\n")) inner.out.pop_back();
          if (!inner.out.empty()) text += "\n\n" + inner.out;
        }
      }
      const bool labelled = item.child("label") || attribute(item.child("p").first_child(), "content-type") == "label";
      const std::string mark = ordered ? std::to_string(n) + (markdown() ? ".  " : ". ") : markdown() ? "-   " : labelled ? "" : "· ";
      block(text, mark, markdown() ? "    " : "");
    }
  }

  void note(XmlNode node) {
    std::string label = text_within(node.child("label"));
    if (label.empty() && node.child("jk:back") && attribute(node, "specific-use") != "mark-within") label = attribute(node, "jk:n");
    std::string text;
    for (const XmlNode child : node.children()) {
      if (child.type() != pugi::node_element || named(child, "label") || named(child, "jk:back")) continue;
      text += (text.empty() ? "" : "\n") + inlines(child);
    }
    if (markdown() && node.child("jk:back")) {
      block(text, "[^" + note_names[std::string(attribute(node, "id"))] + "]: ", "    ");
    } else {
      block(label + (label.empty() ? "" : " ") + text);
    }
  }

  void reference(XmlNode ref) {
    std::string text;
    for (const XmlNode citation : ref.children()) {
      if (!one_of(citation.name(), "mixed-citation element-citation nlm-citation note")) continue;
      if (!text.empty()) text += " ";
      text += named(citation, "mixed-citation") || named(citation, "note") ? inlines(citation) : element_citation(citation);
    }
    const std::string number(attribute(ref, "jk:n"));
    const std::string label = ref.attribute("jk:numbered") ? "[" + number + "] " : ref.child("label") ? inlines(ref.child("label")) + " " : "";
    if (!markdown()) {
      block(label + text);
      return;
    }
    const std::string mark = ref.attribute("jk:numbered") ? "\\[" + number + "\\] " : label;
    block("[]{#" + std::string(attribute(ref, "id")) + "}" + mark + text);
  }

  // Parts in the order that a reader expects, with a full stop between.
  std::string element_citation(XmlNode citation) {
    std::string people;
    for (XmlNode at = citation; at; at = next_in_order(at, citation)) {
      if (!one_of(at.name(), "name string-name collab") || one_of(attribute(at.parent(), "person-group-type"), "editor translator")) continue;
      if (!people.empty()) people += ", ";
      append(people, attribute(at, "jk:display"));
    }
    std::string out_text = people;
    const auto part = [&](const char* name, const char* before) {
      const XmlNode node = citation.child(name);
      if (!node) return;
      if (!out_text.empty()) out_text += before;
      out_text += inlines(node);
    };
    part("article-title", ". ");
    part("chapter-title", ". ");
    part("data-title", ". ");
    part("source", ". ");
    part("publisher-loc", ". ");
    part("publisher-name", citation.child("publisher-loc") ? ": " : ". ");
    part("year", ", ");
    part("volume", ", ");
    if (citation.child("issue")) out_text += "(" + inlines(citation.child("issue")) + ")";
    part("fpage", ": ");
    part("lpage", "–");
    part("elocation-id", ": ");
    out_text += ".";
    for (const XmlNode id : citation.children("pub-id")) {
      if (!id.attribute("jk:href")) continue;
      const std::string href(attribute(id, "jk:href"));
      out_text += markdown() ? " <" + href + ">" : " " + href;
    }
    return out_text;
  }

  void any(XmlNode node) {
    const std::string_view name = node.name();
    if (node.type() != pugi::node_element || one_of(name, kSilent) || one_of(name, "label title front front-stub sec-meta")) return;
    if (name == "p" || name == "attrib" || name == "verse-line") {
      block(inlines(node));
    } else if (name == "list") {
      list(node);
    } else if (name == "fn") {
      note(node);
    } else if (name == "ref") {
      reference(node);
    } else if (name == "table-wrap" || name == "fig") {
      caption(node);
      for (const XmlNode child : node.children()) {
        if (!one_of(child.name(), "label caption")) any(child);
      }
    } else if (name == "table") {
      table(node);
    } else if (name == "disp-formula") {
      std::string text;
      for (const XmlNode child : node.children()) {
        if (!named(child, "label")) inline_node(text, child);
      }
      if (node.child("label")) text += " " + inlines(node.child("label"));
      block(text);
    } else if (name == "code" || name == "preformat") {
      std::string code;
      for (XmlNode at = node; at; at = next_in_order(at, node)) {
        if (at.type() == pugi::node_pcdata) code += at.value();
      }
      if (markdown()) {
        block(code, "    ", "    ");
      } else {
        block(code);
      }
    } else if (name == "def-item") {
      std::string text = inlines(node.child("term"));
      for (const XmlNode def : node.children("def")) text += word(edition.words, "colon") + inlines(def);
      block(text);
    } else if (name == "disp-quote" || name == "verse-group") {
      Blocks inner{edition, form, {}, note_names};
      for (const XmlNode child : node.children()) inner.any(child);
      while (inner.out.ends_with("\n")) inner.out.pop_back();
      block(inner.out, markdown() ? "> " : "", markdown() ? "> " : "");
    } else if (one_of(name, kGroups)) {
      heading(node);
      for (const XmlNode child : node.children()) any(child);
    } else {
      block(inlines(node));
    }
  }

  void name_notes() {
    const XmlNode article = edition.tree.document_element();
    size_t n = 0;
    for (XmlNode at = article; at; at = next_in_order(at, article)) {
      if (named(at, "fn")) note_names.emplace(attribute(at, "id"), std::to_string(++n));
    }
  }

  void article() {
    name_notes();
    const XmlNode root = edition.tree.document_element();
    const ArticleFacts& facts = edition.facts;
    if (markdown()) {
      yaml();
    } else {
      block(facts.title);
      std::string authors;
      for (const PersonFacts& person : facts.authors) authors += (authors.empty() ? "" : word(edition.words, "name-mark")) + person.display;
      block(authors);
    }
    for (const XmlNode abstract : root.child("front").child("article-meta").children("abstract")) any(abstract);
    std::string keywords;
    for (const std::string& keyword : facts.keywords) {
      if (!keywords.empty()) keywords += word(edition.words, "list-mark");
      append(keywords, keyword);
    }
    if (!keywords.empty()) {
      const std::string label = word(edition.words, "keywords");
      block((markdown() ? "**" + label + "**" : label) + word(edition.words, "keywords-mark") + keywords);
    }
    for (const XmlNode child : root.children()) {
      if (one_of(child.name(), "body back floats-group sub-article response")) any(child);
    }
    while (out.ends_with("\n\n")) out.pop_back();
  }

  // Pandoc reads these values as Markdown too.
  std::string quoted(const std::string& text) const {
    std::string escaped;
    append(escaped, text);
    std::string out_text = "\"";
    for (const char c : escaped) {
      if (c == '"' || c == '\\') out_text.push_back('\\');
      out_text.push_back(c == '\n' ? ' ' : c);
    }
    return out_text + "\"";
  }

  void yaml() {
    const ArticleFacts& facts = edition.facts;
    const auto line = [&](const char* key, const std::string& value) {
      if (!value.empty()) out += std::string(key) + ": " + quoted(value) + "\n";
    };
    out += "---\n";
    line("title", facts.title);
    if (!facts.other_titles.empty()) line("title-en", facts.other_titles.front().text);
    if (!facts.authors.empty()) out += "author:\n";
    for (const PersonFacts& person : facts.authors) out += "  - " + quoted(person.display) + "\n";
    line("lang", facts.lang);
    line("date", facts.date);
    line("journal", facts.journal);
    line("issn", facts.issn);
    line("volume", facts.volume);
    line("issue", facts.issue);
    line("page", facts.page_range);
    line("doi", facts.doi);
    if (!facts.keywords.empty()) out += "keywords:\n";
    for (const std::string& keyword : facts.keywords) out += "  - " + quoted(keyword) + "\n";
    out += "---\n\n";
  }
};

}  // namespace

std::string write_text(const PreparedEdition& edition) {
  Blocks blocks{edition, Form::text, {}, {}};
  blocks.article();
  return std::move(blocks.out);
}

std::string write_markdown(const PreparedEdition& edition) {
  Blocks blocks{edition, Form::markdown, {}, {}};
  blocks.article();
  return std::move(blocks.out);
}

}  // namespace jiaokan
