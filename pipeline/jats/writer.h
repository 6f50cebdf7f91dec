// What the writers of one article.xml share: the article, and the ids that are taken.
//
// Inner header of this room. One file a part of the document: front.cc, contributors.cc, parts.cc, inlines.cc,
// citation.cc; write_jats.cc puts them together.
#pragma once

#include <map>
#include <set>
#include <string>

#include "jats/tree.h"
#include "model/article.h"

namespace jiaokan {

struct JatsWriter {
  const Article& article;
  std::set<std::string> ids;           // every id of the file so far
  std::map<std::string, Node> loci;    // begun and not ended: value of the locus → its milestone-start
  uint32_t pages_without_number = 0;
};

// Sets @id. An id that is taken gets a suffix: the file stays valid whatever the article says.
void set_id(JatsWriter& writer, Node node, const std::string& id);

// inlines.cc. What an element cannot hold stands beside it or, in `named-content`, within it; text is never lost.
void write_inlines(JatsWriter& writer, Node parent, const Inlines& inlines);
enum class PageNumber : uint8_t { shown, hidden };   // hidden: the number is in the id only
void write_page_start(JatsWriter& writer, Node parent, const std::string& printed, PageNumber number);
void write_locus_begin(JatsWriter& writer, Node parent, const std::string& value);
void write_locus_end(JatsWriter& writer, Node parent, const std::string& value);
// Loci that were begun and not ended get their end at once, so that each start has its end.
void close_loci(JatsWriter& writer);

// parts.cc
void write_parts(JatsWriter& writer, Node parent, const std::vector<Part>& parts);
// Where only p is allowed: other parts are put into a p.
void write_paragraphs(JatsWriter& writer, Node parent, const std::vector<Part>& parts);
void write_section(JatsWriter& writer, Node parent, const Section& section);
void write_back(JatsWriter& writer, Node article_node);

// front.cc, contributors.cc
void write_front(JatsWriter& writer, Node article_node);
void write_contributors(JatsWriter& writer, Node meta);

// citation.cc: the label and a mixed-citation whose text is the printed reference; by Article::citations its parts alone, or both.
void write_reference(JatsWriter& writer, Node list, const ReferenceEntry& entry, size_t index);

// The same for a reference inside a note.
void write_note_reference(JatsWriter& writer, Node parent, const NoteReference& cited, const Inlines& text);

// The id that xrefs use: the entry's own, else one from its position.
std::string reference_id(const Article& article, size_t index);
std::string note_id(const Article& article, size_t index);

}  // namespace jiaokan
