// Everything that a stylesheet would do badly: prepared on the tree, as elements and attributes of the prefix jk.
//
// In: the tree of any JATS, the apparatus, the words. Out: the same tree, annotated, and the facts of the article.
// The steps, each in a file of its own: ids (safe and unique; references by id rewritten), paragraphs (block content taken out of
// paragraphs), callouts (occurrences numbered, ranges opened, back-links), outline (heading levels, print pages, contents),
// loci (lemmas marked, the apparatus joined to its places), addresses (what may be linked).
// Never: changes a character of the text; leaves a reference by id that leads nowhere.
// To add an annotation: write it here, read it in templates/ as @jk:… or jk:….
#pragma once

#include "model/diag.h"
#include "render/metadata.h"
#include "render/tree.h"
#include "render/words.h"

#include <map>

namespace jiaokan {

struct PreparedEdition {
  pugi::xml_document tree;
  ArticleFacts facts;
  Words words;
  bool has_formulas = false;     // MathML
  const std::map<std::string, std::string>* pictures = nullptr;   // as RenderInput has them
  std::vector<std::pair<std::string, std::string>> pages;   // id and printed number of each page start
};

void prepare(PreparedEdition& edition, const std::string& apparatus, Diags& diags);

// The steps, in their order.
void settle_ids(XmlNode article, Diags& diags);
void choose_alternatives(XmlNode article);
void split_paragraphs(XmlNode article);
void link_callouts(XmlNode article, const Words& words);
void mark_loci(XmlNode article, const std::string& apparatus, Diags& diags);
void mark_reached(XmlNode article);   // of references by id, those whose target stands in the body, the back or among the floats
void write_outline(PreparedEdition& edition);
void write_addresses(XmlNode article, const std::map<std::string, std::string>* pictures, Diags& diags);
void write_names(XmlNode article);

}  // namespace jiaokan
