// The bibliographic facts of an article as its JATS has them, for what is no page text: head tags, JSON-LD, package.opf,
// the YAML head of Markdown. Every field is empty when the JATS does not say it.
#pragma once

#include <string>
#include <vector>

#include "render/tree.h"

namespace jiaokan {

struct PersonFacts {
  std::string display;              // 程铭; Jane Doe
  std::string family, given;        // empty when not split
  std::string latin;                // Cheng Ming, for a Han name
  std::string latin_lang;
  std::string orcid;                // https://orcid.org/…
  std::vector<std::string> affiliations;
  bool collective = false;
};

struct TextIn {
  std::string lang, text;
};

struct ArticleFacts {
  std::string lang;                 // BCP 47 of the page: zh-CN, en
  std::string title;                // with its subtitle
  std::vector<TextIn> other_titles;
  std::vector<PersonFacts> authors;
  std::string journal, journal_en, issn, eissn, publisher;
  std::string year, month, day, date;   // date: 2020-04-15, 2020-04 or 2020
  std::string volume, issue, fpage, lpage, page_range;
  std::string doi, article_number, licence, column;
  std::vector<std::string> keywords;
  std::vector<TextIn> other_keywords;
  std::vector<TextIn> abstracts;
};

ArticleFacts read_facts(XmlNode article);

// A name as it is shown: 程铭, Cheng Ming, Jane Doe. `name` is a name, string-name or collab element.
std::string displayed_name(XmlNode name);
bool has_han(std::string_view text);
// "zh" → "zh-CN"; what cannot be a language tag → empty.
std::string page_language(std::string_view jats_lang);

}  // namespace jiaokan
