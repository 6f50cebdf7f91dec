#include "jats/jats.h"
#include "jats/writer.h"

namespace jiaokan {

namespace {

constexpr const char* kDoctype =
    "article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.3 20210610//EN\" "
    "\"JATS-journalpublishing1-3-mathml3.dtd\"";

// Elements that hold elements only. What is not named here is written on one line.
const Layout kLayout = {
    {"abstract", "ack", "aff-alternatives", "app", "app-group", "article", "article-categories", "article-meta",
     "award-group", "back", "bio", "body", "caption", "collab-alternatives", "contrib", "contrib-group", "counts",
     "custom-meta", "custom-meta-group", "disp-quote", "fig", "fn", "fn-group", "front", "funding-group", "history",
     "journal-meta", "journal-title-group", "kwd-group", "license", "list", "list-item", "name-alternatives",
     "permissions", "ref", "ref-list", "sec", "subj-group", "table", "table-wrap", "table-wrap-foot", "tbody", "thead",
     "title-group", "trans-abstract", "trans-title-group"},
    {"ack", "app-group", "back", "body", "fn-group", "front", "ref-list", "sec"}};

}  // namespace

std::string write_jats(const Article& article) {
  JatsWriter writer{article, {}, {}, 0};
  pugi::xml_document document;
  Node declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  document.append_child(pugi::node_doctype).set_value(kDoctype);
  Node root = add(document, "article");
  set(root, "xmlns:xlink", "http://www.w3.org/1999/xlink");
  set(root, "xmlns:mml", "http://www.w3.org/1998/Math/MathML");
  set(root, "xmlns:ali", "http://www.niso.org/schemas/ali/1.0/");
  write_front(writer, root);
  Node body = add(root, "body");
  write_parts(writer, body, article.lead);
  for (const Section& section : article.sections) write_section(writer, body, section);
  write_back(writer, root);
  close_loci(writer);
  return serialise(document, kLayout);
}

}  // namespace jiaokan
