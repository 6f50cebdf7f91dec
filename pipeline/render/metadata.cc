#include "render/metadata.h"

#include <algorithm>

#include "model/unicode.h"
#include "render/addresses.h"

namespace jiaokan {

namespace {

std::string lower_latin(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// CHENG → Cheng: capitals are the print's way of marking a surname, not part of the name. Letters beyond ASCII stay.
std::string without_capitals(const std::string& surname) {
  const bool all_capitals = surname.size() > 1 && std::none_of(surname.begin(), surname.end(), [](char c) {
                              return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
                            });
  if (!all_capitals) return surname;
  std::string out = lower_latin(surname);
  bool start = true;
  for (char& c : out) {
    if (start && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    start = c == ' ' || c == '-' || c == '\'';
  }
  return out;
}

std::string part(XmlNode name, const char* element) { return reading_text(name.child(element)); }

std::string nearest_lang(XmlNode node) {
  for (XmlNode at = node; at; at = at.parent()) {
    const std::string_view lang = attribute(at, "xml:lang");
    if (!lang.empty()) return page_language(lang);
  }
  return {};
}

std::string first_language(std::string_view lang) { return std::string(lang.substr(0, lang.find('-'))); }

std::string affiliation_text(XmlNode aff) {
  std::string out;
  for (const XmlNode child : aff.children()) {
    if (named(child, "label") || named(child, "sup") || named(child, "institution-id") || named(child, "email")) continue;
    const std::string text = child.type() == pugi::node_element ? reading_text(child) : std::string(child.value());
    out += text;
  }
  std::string collapsed;
  for (const char c : out) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space || (!collapsed.empty() && collapsed.back() != ' ')) collapsed.push_back(space ? ' ' : c);
  }
  while (!collapsed.empty() && collapsed.back() == ' ') collapsed.pop_back();
  return collapsed;
}

PersonFacts read_person(XmlNode contrib, XmlNode meta, const std::string& lang) {
  PersonFacts person;
  std::vector<XmlNode> names;
  const auto collect = [&](XmlNode parent) {
    for (const XmlNode child : parent.children()) {
      if (one_of(child.name(), "name string-name collab")) names.push_back(child);
    }
  };
  collect(contrib);
  collect(contrib.child("name-alternatives"));
  collect(contrib.child("collab-alternatives"));
  XmlNode main;
  for (const XmlNode name : names) {
    const std::string own = nearest_lang(name);
    if (!main || (first_language(nearest_lang(main)) != first_language(lang) && first_language(own) == first_language(lang) &&
                  own.find("Latn") == std::string::npos)) {
      main = name;
    }
  }
  if (!main && contrib.child("anonymous")) person.display = "Anonymous";
  if (main) {
    person.display = displayed_name(main);
    person.family = part(main, "surname");
    person.given = part(main, "given-names");
    person.collective = named(main, "collab");
  }
  for (const XmlNode name : names) {
    if (name != main && person.latin.empty() && !has_han(text_within(name))) {
      person.latin = displayed_name(name);
      person.latin_lang = nearest_lang(name);
    }
  }
  for (const XmlNode id : contrib.children("contrib-id")) {
    if (attribute(id, "contrib-id-type") != "orcid") continue;
    const std::string text = text_within(id);
    person.orcid = safe_address(text.find("orcid.org") == std::string::npos ? "https://orcid.org/" + text : text);
  }
  std::vector<XmlNode> affs;
  for (const XmlNode aff : contrib.children("aff")) affs.push_back(aff);
  for (const XmlNode xref : contrib.children("xref")) {
    if (attribute(xref, "ref-type") != "aff") continue;
    for (XmlNode at = meta; at; at = next_in_order(at, meta)) {
      if ((named(at, "aff") || named(at, "aff-alternatives")) && attribute(at, "id") == attribute(xref, "rid")) {
        affs.push_back(named(at, "aff") ? at : at.child("aff"));
      }
    }
  }
  for (const XmlNode aff : affs) {
    const std::string text = affiliation_text(aff);
    if (!text.empty()) person.affiliations.push_back(text);
  }
  return person;
}

std::string two_digits(const std::string& text) { return text.size() == 1 ? "0" + text : text; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string first_number(std::string_view text) {
  size_t begin = 0;
  while (begin < text.size() && (text[begin] < '0' || text[begin] > '9')) ++begin;
  size_t end = begin;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return std::string(text.substr(begin, end - begin));
}

// The date of the issue or, failing that, of the article: electronic before nothing.
void read_date(XmlNode meta, ArticleFacts& facts) {
  XmlNode best;
  int best_rank = 99;
  for (const XmlNode date : meta.children("pub-date")) {
    std::string_view type = attribute(date, "date-type");
    if (type.empty()) type = attribute(date, "pub-type");
    const int rank = type == "pub" || type == "epub" || type == "ppub" ? 0 : type == "collection" ? 1 : 2;
    if (rank < best_rank) {
      best = date;
      best_rank = rank;
    }
  }
  if (!best) return;
  facts.year = first_number(text_within(best.child("year")));
  facts.month = first_number(text_within(best.child("month")));
  facts.day = first_number(text_within(best.child("day")));
  if (facts.year.size() != 4) return;
  facts.date = facts.year;
  const auto in_range = [](const std::string& text, int most) {
    return all_digits(text) && text.size() <= 2 && std::stoi(text) >= 1 && std::stoi(text) <= most;
  };
  if (!in_range(facts.month, 12)) return;
  facts.date += "-" + two_digits(facts.month);
  if (in_range(facts.day, 28) || (in_range(facts.day, 31) && facts.month != "2" && facts.month != "02")) {
    facts.date += "-" + two_digits(facts.day);
  }
}

std::string joined_title(XmlNode title, XmlNode subtitle, std::string_view lang) {
  std::string out = reading_text(title);
  const std::string sub = reading_text(subtitle);
  if (!sub.empty()) out += (first_language(lang) == "zh" ? "——" : ": ") + sub;
  return out;
}

}  // namespace

bool has_han(std::string_view text) {
  for (const char32_t c : from_utf8(text)) {
    if ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0xF900 && c <= 0xFAFF)) return true;
  }
  return false;
}

std::string page_language(std::string_view jats_lang) {
  std::string lang(jats_lang);
  std::replace(lang.begin(), lang.end(), '_', '-');
  const size_t first = std::min(lang.find('-'), lang.size());
  if (first < 2 || first > 3 || lang.size() > 35) return {};
  size_t run = 0;
  for (size_t i = 0; i < lang.size(); ++i) {
    const char c = lang[i];
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == '-' ? run == 0 || i + 1 == lang.size() : !word || ++run > 8) return {};
    if (c == '-') run = 0;
    if (i < first && c >= '0' && c <= '9') return {};
  }
  std::string out = lower_latin(lang.substr(0, first)) + lang.substr(first);
  return out == "zh" ? "zh-CN" : out;
}

std::string displayed_name(XmlNode name) {
  if (named(name, "collab")) {
    XmlNode institution = name.child("institution");
    return reading_text(institution ? institution : name);
  }
  const std::string surname = part(name, "surname");
  const std::string given = part(name, "given-names");
  if (named(name, "string-name") || (surname.empty() && given.empty())) return reading_text(name);
  const std::string prefix = part(name, "prefix");
  const std::string suffix = part(name, "suffix");
  std::string out;
  if (has_han(surname + given)) {
    out = surname + given;
  } else if (attribute(name, "name-style") == "eastern") {
    out = without_capitals(surname) + (surname.empty() || given.empty() ? "" : " ") + given;
  } else {
    out = given + (surname.empty() || given.empty() ? "" : " ") + surname;
  }
  if (!prefix.empty() && !has_han(out)) out = prefix + " " + out;
  if (!suffix.empty()) out += (has_han(out) ? "" : " ") + suffix;
  return out;
}

ArticleFacts read_facts(XmlNode article) {
  ArticleFacts facts;
  const XmlNode front = article.child("front") ? article.child("front") : article.child("front-stub");
  const XmlNode journal = front.child("journal-meta");
  const XmlNode meta = front.child("article-meta") ? front.child("article-meta") : front;
  facts.lang = page_language(attribute(article, "xml:lang"));
  if (facts.lang.empty()) facts.lang = "en";
  const XmlNode titles = meta.child("title-group");
  facts.title = joined_title(titles.child("article-title"), titles.child("subtitle"), facts.lang);
  for (const XmlNode group : titles.children("trans-title-group")) {
    const std::string lang = nearest_lang(group);
    facts.other_titles.push_back({lang, joined_title(group.child("trans-title"), group.child("trans-subtitle"), lang)});
  }
  for (const XmlNode group : meta.children("contrib-group")) {
    for (const XmlNode contrib : group.children("contrib")) {
      const std::string_view type = attribute(contrib, "contrib-type");
      if (type.empty() ? attribute(group, "content-type").empty() : type == "author") {
        facts.authors.push_back(read_person(contrib, meta, facts.lang));
      }
    }
  }
  const XmlNode journal_titles = journal.child("journal-title-group") ? journal.child("journal-title-group") : journal;
  facts.journal = reading_text(journal_titles.child("journal-title"));
  facts.journal_en = reading_text(journal_titles.child("trans-title-group").child("trans-title"));
  for (const XmlNode issn : journal.children("issn")) {
    const bool electronic = attribute(issn, "pub-type") == "epub" || attribute(issn, "publication-format") == "electronic";
    (electronic ? facts.eissn : facts.issn) = text_within(issn);
  }
  facts.publisher = reading_text(journal.child("publisher").child("publisher-name"));
  read_date(meta, facts);
  facts.volume = text_within(meta.child("volume"));
  facts.issue = text_within(meta.child("issue"));
  facts.fpage = text_within(meta.child("fpage"));
  facts.lpage = text_within(meta.child("lpage"));
  if (facts.fpage.empty()) facts.fpage = text_within(meta.child("elocation-id"));
  facts.page_range = facts.fpage;
  if (!facts.lpage.empty() && facts.lpage != facts.fpage) facts.page_range += "–" + facts.lpage;
  for (const XmlNode id : meta.children("article-id")) {
    if (attribute(id, "pub-id-type") == "doi") facts.doi = bare_doi(text_within(id));
    if (attribute(id, "custom-type") == "article-number") facts.article_number = text_within(id);
  }
  const XmlNode licence = meta.child("permissions").child("license");
  facts.licence = safe_address(attribute(licence, "xlink:href"));
  if (facts.licence.empty()) facts.licence = safe_address(text_within(licence.child("ali:license_ref")));
  for (const XmlNode group : meta.child("article-categories").children("subj-group")) {
    if (attribute(group, "subj-group-type") == "heading") facts.column = text_within(group.child("subject"));
  }
  for (const XmlNode group : meta.children("kwd-group")) {
    const std::string lang = nearest_lang(group);
    for (XmlNode at = group; at; at = next_in_order(at, group)) {
      if (!named(at, "kwd") && !named(at, "compound-kwd")) continue;
      const std::string text = reading_text(at);
      if (text.empty()) continue;
      if (first_language(lang) == first_language(facts.lang)) {
        facts.keywords.push_back(text);
      } else {
        facts.other_keywords.push_back({lang, text});
      }
    }
  }
  for (const XmlNode child : meta.children()) {
    if (!named(child, "abstract") && !named(child, "trans-abstract")) continue;
    if (one_of(attribute(child, "abstract-type"), "graphical toc teaser")) continue;
    std::string text;
    for (XmlNode at = child; at; at = next_in_order(at, child)) {
      if (named(at, "p")) text += (text.empty() || has_han(text) ? "" : " ") + reading_text(at);
    }
    if (!text.empty()) facts.abstracts.push_back({nearest_lang(child), text});
  }
  return facts;
}

}  // namespace jiaokan
