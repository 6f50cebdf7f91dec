// The TEI apparatus (P5, parallel segmentation): the reading text with an app wherever the witnesses differ, each reading with its probability,
// evidence and places. Differences settled by rule (width, spacing) are counted in the header.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "jats/jats.h"
#include "jats/tree.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

const Layout kLayout = {{"TEI", "abstract", "app", "body", "category", "classDecl", "editorialDecl", "encodingDesc", "fileDesc", "fs", "listWit", "publicationStmt", "sourceDesc", "taxonomy",
                         "teiHeader", "text", "titleStmt", "witness"},
                        {"body", "teiHeader", "text"}};

const char* by_name(DecidedBy by) { return by == DecidedBy::rule ? "#rule" : by == DecidedBy::editor ? "#editor" : "#evidence"; }

// Text position → id of the paragraph of article.xml that holds it.
class Homes {
 public:
  explicit Homes(const Article& article) {
    parts(article.lead);
    sections(article.sections);
    sections(article.back);
    for (const Note& note : article.notes) {
      for (const Part& part : note.parts) inlines(part.content, note.id);
    }
    for (const ReferenceEntry& entry : article.references) homes_[entry.span.begin] = {entry.span.end, entry.id};
  }
  // The home of the first character of the range that has one.
  std::string of(Span span) const {
    auto it = homes_.upper_bound(span.begin);
    if (it != homes_.begin() && std::prev(it)->second.first > span.begin) return std::prev(it)->second.second;
    return it != homes_.end() && it->first < span.end ? it->second.second : std::string();
  }

 private:
  void inlines(const Inlines& content, const std::string& id) {
    for (const Inline& item : content) {
      if (!item.span.empty()) homes_[item.span.begin] = {item.span.end, id};
      inlines(item.children, id);
    }
  }
  void parts(const std::vector<Part>& list) {
    for (const Part& part : list) {
      inlines(part.content, part.id);
      inlines(part.caption, part.id);
      for (const Part::Cell& cell : part.cells) inlines(cell.content, part.id);
      parts(part.parts);
    }
  }
  void sections(const std::vector<Section>& list) {
    for (const Section& section : list) {
      if (!section.label_span.empty()) homes_[section.label_span.begin] = {section.label_span.end, section.id};
      inlines(section.title, section.id);
      parts(section.parts);
      sections(section.sections);
    }
  }
  std::map<uint32_t, std::pair<uint32_t, std::string>> homes_;
};

class Writer {
 public:
  Writer(const Collation& c, const std::vector<Decision>& decisions, const Text& text, const Article& article)
      : c_(c), decisions_(decisions), text_(text), article_(article), homes_(article) {}

  std::string write() {
    pugi::xml_document document;
    Node declaration = document.append_child(pugi::node_declaration);
    set(declaration, "version", std::string_view("1.0"));
    set(declaration, "encoding", std::string_view("UTF-8"));
    Node tei = add(document, "TEI");
    set(tei, "xmlns", std::string_view("http://www.tei-c.org/ns/1.0"));
    set(tei, "xml:lang", article_.lang);
    header(add(tei, "teiHeader"));
    Node body = add(add(tei, "text"), "body");
    size_t next = 0;
    for (const Block& block : text_.blocks) {
      Node ab = add(body, "ab");
      if (const std::string home = homes_.of(block.span); !home.empty()) set(ab, "corresp", "article.xml#" + home);
      uint32_t at = block.span.begin;
      while (next < text_.loci.size() && starts_in(text_.loci[next], block)) {
        const LocusSpan& locus = text_.loci[next++];
        add_text(ab, piece(at, locus.span.begin));
        app(ab, locus);
        at = std::max(at, locus.span.end);
      }
      if (at < block.span.end) add_text(ab, piece(at, block.span.end));
    }
    // A lemma that is empty behind the last block.
    while (next < text_.loci.size()) app(add(body, "ab"), text_.loci[next++]);
    return serialise(document, kLayout);
  }

 private:
  bool starts_in(const LocusSpan& locus, const Block& block) const {
    return locus.span.begin < block.span.end || (locus.span.empty() && locus.span.begin <= block.span.end);
  }

  std::u32string_view piece(uint32_t begin, uint32_t end) const { return begin < end ? std::u32string_view(text_.chars).substr(begin, end - begin) : std::u32string_view(); }

  void header(Node header) {
    std::u32string title;
    for (const Inline& item : article_.front.title.title) title += item.text;
    Node file = add(header, "fileDesc");
    add(add(file, "titleStmt"), "title", title.empty() ? std::u32string(U"[untitled]") : title);
    add(add(file, "publicationStmt"), "p", std::string_view("The record of a collation made by jiaokan: every place where the witnesses differ, and why it was decided as it was."));
    Node list = add(add(file, "sourceDesc"), "listWit");
    for (size_t w = 0; w < c_.witnesses.size(); ++w) {
      Node witness = add(list, "witness");
      set(witness, "xml:id", letter(w));
      set(witness, "n", c_.witnesses[w].name);
      add(witness, "desc", name_of(c_.witnesses[w].kind));
    }
    Node encoding = add(header, "encodingDesc");
    uint32_t width = 0, spacing = 0;
    for (const Locus& locus : c_.loci) {
      width += locus.id == 0 && locus.cls == LocusClass::width;
      spacing += locus.id == 0 && locus.cls == LocusClass::spacing;
    }
    add(add(encoding, "editorialDecl"), "p", fmt::format("Settled by rule and not listed: {} differences of width, {} of spacing.", width, spacing));
    Node variants = add(encoding, "variantEncoding");
    set(variants, "method", std::string_view("parallel-segmentation"));
    set(variants, "location", std::string_view("internal"));
    Node taxonomy = add(add(encoding, "classDecl"), "taxonomy");
    for (const auto& [id, words] : {std::pair{"rule", "settled by a rule"}, std::pair{"evidence", "settled by the weight of the evidence"}, std::pair{"editor", "settled by an editor"}, std::pair{"open", "asked of the editor"}}) {
      Node category = add(taxonomy, "category");
      set(category, "xml:id", std::string_view(id));
      add(category, "catDesc", std::string_view(words));
    }
  }

  void app(Node parent, const LocusSpan& place) {
    const Locus& locus = c_.loci[place.locus];
    const Decision& decision = decisions_[place.locus];
    Node node = add(parent, "app");
    set(node, "xml:id", fmt::format("v-{}", locus.id));
    set(node, "type", name_of(locus.cls));
    if (decision.open) set(node, "ana", std::string_view("#open"));
    reading(node, "lem", decision.lemma, locus, decision);
    for (uint32_t r = 0; r < decision.choices.size(); ++r)
      if (r != decision.lemma) reading(node, "rdg", r, locus, decision);
    for (size_t w = 0; w < c_.witnesses.size(); ++w)
      if (const Span at = span_in(locus, w); !at.empty()) {
        const Place where = place_of(c_.witnesses[w], at);
        Node detail = add(node, "witDetail", fmt::format("{}, bytes {} to {}", where.source, where.begin, where.end));
        set(detail, "wit", "#" + letter(w));
      }
    if (!decision.reason.empty()) set(add(node, "note", decision.reason), "type", std::string_view("decision"));
  }

  void reading(Node app, const char* element, uint32_t index, const Locus& locus, const Decision& decision) {
    Node node = add(app, element, decision.choices[index].text);
    if (index < locus.readings.size()) {
      std::string wit;
      for (const uint16_t w : locus.readings[index].witnesses) wit += (wit.empty() ? "#" : " #") + letter(w);
      set(node, "wit", wit);
    } else {
      set(node, "type", std::string_view("emendation"));
    }
    if (index == decision.lemma) set(node, "resp", std::string_view(by_name(decision.by)));
    set(node, "cert", fmt::format("{:.3f}", decision.choices[index].probability));
    if (decision.choices[index].terms.empty()) return;
    Node evidence = add(node, "fs");
    set(evidence, "type", std::string_view("evidence"));
    for (const Term& term : decision.choices[index].terms) {
      Node f = add(evidence, "f");
      set(f, "name", std::string_view(term.name));
      Node value = add(f, "numeric");
      set(value, "value", fmt::format("{:.3f}", term.score));
    }
  }

  // The characters of a witness in the columns of a locus, with what stands between them.
  Span span_in(const Locus& locus, size_t w) const {
    Span out{kNone, 0};
    for (uint32_t k = locus.begin; k < locus.end; ++k)
      if (const uint32_t i = c_.cell(k, w); i != kNone) {
        out.begin = std::min(out.begin, i);
        out.end = std::max(out.end, i + 1);
      }
    return out.begin == kNone ? Span{} : out;
  }

  const Collation& c_;
  const std::vector<Decision>& decisions_;
  const Text& text_;
  const Article& article_;
  Homes homes_;
};

}  // namespace

std::string write_apparatus(const Collation& collation, const std::vector<Decision>& decisions, const Text& text, const Article& article) {
  return Writer(collation, decisions, text, article).write();
}

}  // namespace jiaokan
