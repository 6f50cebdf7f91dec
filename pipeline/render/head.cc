#include "render/head.h"

#include <nlohmann/json.hpp>

#include "model/unicode.h"
#include "render/addresses.h"

namespace jiaokan {

namespace {

using Json = nlohmann::ordered_json;

bool is_chinese(const ArticleFacts& facts) { return facts.lang.starts_with("zh"); }

// 程, 铭
std::string sort_name(const PersonFacts& person) {
  if (person.family.empty() || person.given.empty()) return person.display;
  return person.family + ", " + person.given;
}

std::string joined(const std::vector<std::string>& parts, std::string_view mark) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += mark;
    out += part;
  }
  return out;
}

std::string shortened(const std::string& text, size_t characters) {
  std::u32string wide = from_utf8(text);
  if (wide.size() <= characters) return text;
  wide.resize(characters);
  return to_utf8(wide) + "…";
}

std::string slashes(std::string date) {
  for (char& c : date) {
    if (c == '-') c = '/';
  }
  return date;
}

struct Head {
  XmlNode node;
  void meta(const char* kind, const char* name, const std::string& content) {
    if (content.empty()) return;
    XmlNode m = node.append_child("jk:meta");
    annotate(m, kind, name);
    annotate(m, "content", content);
  }
  void link(const char* rel, const std::string& href, const char* type) {
    if (href.empty()) return;
    XmlNode l = node.append_child("jk:link");
    annotate(l, "rel", rel);
    annotate(l, "href", href);
    if (*type != '\0') annotate(l, "type", type);
  }
  void file(const char* name, const char* href) {
    XmlNode f = node.append_child("jk:file");
    annotate(f, "name", name);
    annotate(f, "href", href);
  }
};

// citation_title=…;citation_author=…: what Scholar reads of one cited work.
std::string cited(XmlNode ref) {
  const XmlNode citation = ref.child("mixed-citation") ? ref.child("mixed-citation") : ref.child("element-citation");
  std::string out;
  const auto add = [&](const char* name, const std::string& value) {
    if (value.empty()) return;
    std::string clean;
    for (const char c : value) clean.push_back(c == ';' ? ',' : c);
    out += (out.empty() ? "" : ";") + std::string(name) + "=" + clean;
  };
  const XmlNode title = first_within(citation, "article-title") ? first_within(citation, "article-title") : first_within(citation, "chapter-title");
  const std::string source = reading_text(first_within(citation, "source"));
  add("citation_title", title ? reading_text(title) : source);
  for (XmlNode at = citation; at; at = next_in_order(at, citation)) {
    if (named(at, "person-group") && one_of(attribute(at, "person-group-type"), "editor translator")) continue;
    const bool other = one_of(attribute(at.parent(), "person-group-type"), "editor translator");
    if (!other && one_of(at.name(), "name string-name collab")) add("citation_author", std::string(attribute(at, "jk:display")));
  }
  if (title) add("citation_journal_title", source);
  add("citation_publication_date", text_within(first_within(citation, "year")));
  add("citation_volume", text_within(first_within(citation, "volume")));
  add("citation_issue", text_within(first_within(citation, "issue")));
  add("citation_firstpage", text_within(first_within(citation, "fpage")));
  add("citation_lastpage", text_within(first_within(citation, "lpage")));
  for (XmlNode at = citation; at; at = next_in_order(at, citation)) {
    if (named(at, "pub-id") && attribute(at, "pub-id-type") == "doi") add("citation_doi", bare_doi(text_within(at)));
  }
  return out;
}

std::string canonical_address(XmlNode article) {
  const XmlNode uri = article.child("front").child("article-meta").child("self-uri");
  const std::string_view type = attribute(uri, "content-type");
  return type.empty() || type.find("html") != std::string_view::npos ? std::string(attribute(uri, "jk:href")) : "";
}

}  // namespace

std::string citation_line(const ArticleFacts& facts) {
  if (facts.title.empty()) return {};
  const bool chinese = is_chinese(facts);
  const std::string comma = chinese ? "，" : ", ";
  std::string out;
  for (size_t i = 0; i < facts.authors.size() && i < 3; ++i) out += (i == 0 ? "" : comma) + facts.authors[i].display;
  if (facts.authors.size() > 3) out += chinese ? "，等" : ", et al";
  if (!out.empty()) out += ". ";
  out += facts.title + "[J]. ";
  std::string where = facts.journal;
  if (!facts.year.empty()) where += (where.empty() ? "" : comma) + facts.year;
  if (!facts.volume.empty()) where += comma + facts.volume;
  if (!facts.issue.empty()) where += (chinese ? "（" : "(") + facts.issue + (chinese ? "）" : ")");
  if (!facts.fpage.empty()) {
    where += (chinese ? "：" : ": ") + facts.fpage;
    if (!facts.lpage.empty() && facts.lpage != facts.fpage) where += "-" + facts.lpage;
  }
  out += where + (where.empty() ? "" : ".");
  if (!facts.doi.empty()) out += (chinese ? " DOI：" : " DOI: ") + facts.doi + ".";
  return out;
}

std::string json_ld(const ArticleFacts& facts) {
  Json article = {{"@context", "https://schema.org"}, {"@type", "ScholarlyArticle"}};
  const auto put = [](Json& where, const char* key, const std::string& value) {
    if (!value.empty()) where[key] = value;
  };
  const std::string doi = doi_address(facts.doi);
  put(article, "@id", doi);
  put(article, "headline", facts.title);
  put(article, "name", facts.title);
  if (!facts.other_titles.empty()) put(article, "alternativeHeadline", facts.other_titles.front().text);
  put(article, "inLanguage", facts.lang);
  for (const PersonFacts& person : facts.authors) {
    Json author = {{"@type", person.collective ? "Organization" : "Person"}, {"name", person.display}};
    put(author, "familyName", person.family);
    put(author, "givenName", person.given);
    put(author, "alternateName", person.latin);
    put(author, "sameAs", person.orcid);
    for (const std::string& aff : person.affiliations) author["affiliation"].push_back({{"@type", "Organization"}, {"name", aff}});
    article["author"].push_back(author);
  }
  put(article, "datePublished", facts.date);
  if (!facts.abstracts.empty()) put(article, "abstract", facts.abstracts.front().text);
  if (!facts.keywords.empty()) article["keywords"] = facts.keywords;
  if (!doi.empty()) {
    article["identifier"] = {{"@type", "PropertyValue"}, {"propertyID", "DOI"}, {"value", facts.doi}};
    article["sameAs"] = doi;
  }
  put(article, "pageStart", facts.fpage);
  put(article, "pageEnd", facts.lpage);
  put(article, "license", facts.licence);
  Json periodical = {{"@type", "Periodical"}};
  put(periodical, "name", facts.journal);
  put(periodical, "alternateName", facts.journal_en);
  if (!facts.issn.empty() || !facts.eissn.empty()) periodical["issn"] = facts.issn.empty() ? facts.eissn : facts.issn;
  if (!facts.publisher.empty()) periodical["publisher"] = {{"@type", "Organization"}, {"name", facts.publisher}};
  Json part_of = periodical;
  if (!facts.volume.empty()) part_of = {{"@type", "PublicationVolume"}, {"volumeNumber", facts.volume}, {"isPartOf", part_of}};
  if (!facts.issue.empty()) part_of = {{"@type", "PublicationIssue"}, {"issueNumber", facts.issue}, {"isPartOf", part_of}};
  if (periodical.size() > 1 || !facts.issue.empty()) article["isPartOf"] = part_of;
  article["encoding"] = {{{"@type", "MediaObject"}, {"encodingFormat", "application/xml"}, {"contentUrl", "article.xml"}},
                         {{"@type", "MediaObject"}, {"encodingFormat", "application/epub+zip"}, {"contentUrl", "article.epub"}}};
  const std::string plain = article.dump(-1, ' ', false, Json::error_handler_t::replace);
  // Inside a script element "</script>" and "<!--" must not occur, and U+2028 was a line end to old JavaScript.
  std::string out;
  for (size_t i = 0; i < plain.size(); ++i) {
    const std::string_view here = std::string_view(plain).substr(i, 3);
    if (plain[i] == '<') {
      out += "\\u003c";
    } else if (plain[i] == '>') {
      out += "\\u003e";
    } else if (plain[i] == '&') {
      out += "\\u0026";
    } else if (here == "\u2028" || here == "\u2029") {
      out += here == "\u2028" ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out.push_back(plain[i]);
    }
  }
  return out;
}

void write_head(PreparedEdition& edition) {
  const ArticleFacts& facts = edition.facts;
  XmlNode article = edition.tree.document_element();
  Head head{article.append_child("jk:head")};
  const std::string untitled = word(edition.words, "untitled");
  annotate(head.node, "title", facts.title.empty() ? untitled : facts.title);
  annotate(head.node, "citation", citation_line(facts));
  if (!facts.abstracts.empty()) head.meta("name", "description", shortened(facts.abstracts.front().text, 160));
  const std::string canonical = canonical_address(article);
  head.link("canonical", canonical, "");
  head.link("cite-as", doi_address(facts.doi), "");
  head.link("license", facts.licence, "");
  head.link("describedby", "article.xml", "application/xml");
  head.link("alternate", "article.epub", "application/epub+zip");
  head.meta("name", "citation_title", facts.title);
  for (const PersonFacts& person : facts.authors) {
    head.meta("name", "citation_author", sort_name(person));
    for (const std::string& aff : person.affiliations) head.meta("name", "citation_author_institution", aff);
    head.meta("name", "citation_author_orcid", person.orcid);
  }
  head.meta("name", "citation_journal_title", facts.journal);
  head.meta("name", "citation_issn", facts.issn);
  head.meta("name", "citation_issn", facts.eissn);
  head.meta("name", "citation_publisher", facts.publisher);
  head.meta("name", "citation_publication_date", slashes(facts.date));
  head.meta("name", "citation_volume", facts.volume);
  head.meta("name", "citation_issue", facts.issue);
  head.meta("name", "citation_firstpage", facts.fpage);
  head.meta("name", "citation_lastpage", facts.lpage);
  head.meta("name", "citation_doi", facts.doi);
  head.meta("name", "citation_language", facts.lang.substr(0, facts.lang.find('-')));
  head.meta("name", "citation_keywords", joined(facts.keywords, "; "));
  head.meta("name", "citation_fulltext_html_url", canonical);
  for (XmlNode at = article.child("back"); at; at = next_in_order(at, article.child("back"))) {
    if (named(at, "ref")) head.meta("name", "citation_reference", cited(at));
  }
  head.meta("property", "og:type", "article");
  head.meta("property", "og:title", facts.title.empty() ? untitled : facts.title);
  head.meta("property", "og:site_name", facts.journal);
  head.meta("property", "og:url", canonical);
  if (!facts.abstracts.empty()) head.meta("property", "og:description", shortened(facts.abstracts.front().text, 160));
  head.node.append_child("jk:json").append_child(pugi::node_pcdata).set_value(json_ld(facts).c_str());
  for (const auto& [id, number] : edition.pages) {
    XmlNode page = head.node.append_child("jk:page");
    annotate(page, "id", id);
    annotate(page, "number", number);
  }
  head.file("EPUB", "article.epub");
  head.file("JATS XML", "article.xml");
  head.file("Markdown", "article.md");
  head.file("TXT", "article.txt");
}

}  // namespace jiaokan
