#include <algorithm>
#include <charconv>

#include "jats/writer.h"

namespace jiaokan {

namespace {

struct DocumentCode {
  std::u32string_view code;
  const char* article_type;
};
// 文献标识码 (CAJ-CD B/T 1-2006, 3.4): A theory and applied research, B reports of practice, C guidance and comment,
// D news, E documents.
constexpr DocumentCode kDocumentCodes[] = {
    {U"A", "research-article"}, {U"B", "report"}, {U"C", "article-commentary"}, {U"D", "news"}, {U"E", "other"},
};

const char* article_type(const Article& article) {
  for (const DocumentCode& row : kDocumentCodes) {
    if (row.code == article.front.doc_code.text) return row.article_type;
  }
  return article.front.abstracts.empty() || (article.references.empty() && article.note_references.empty()) ? "other" : "research-article";
}

// A whole number, or -1.
int number(std::u32string_view text) {
  const std::string bytes = xml_text(text);
  int value = -1;
  const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), value);
  return error == std::errc() && end == bytes.data() + bytes.size() && value >= 0 ? value : -1;
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

// Days and months within a date element stand from the smallest to the largest: JATS will have it so.
void write_date(Node date, std::string_view iso) {
  set(date, "iso-8601-date", iso);
  if (iso.size() >= 10) add(date, "day", iso.substr(8, 2));
  if (iso.size() >= 7) add(date, "month", iso.substr(5, 2));
  add(date, "year", iso.substr(0, 4));
}

bool is_iso_date(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !digit : text[i] != '-') return false;
  }
  return true;
}

void set_lang(Node node, const std::string& lang, const Article& article) {
  if (lang != article.lang) set_known(node, "xml:lang", lang);
}

void write_journal_meta(const Front& front, Node parent) {
  Node meta = add(parent, "journal-meta");
  Node id = add(meta, "journal-id", front.journal_id.empty() ? std::u32string(U"unknown") : front.journal_id.text);
  set(id, "journal-id-type", "publisher-id");
  // 国内统一连续出版物号: the number under which the journal is registered in China.
  if (!front.cn.empty()) set(add(meta, "journal-id", front.cn.text), "journal-id-type", "cn");
  if (!front.journal.empty() || !front.journal_en.empty()) {
    Node group = add(meta, "journal-title-group");
    if (!front.journal.empty()) add(group, "journal-title", front.journal.text);
    if (!front.journal_en.empty()) {
      Node trans = add(group, "trans-title-group");
      set(trans, "xml:lang", "en");
      add(trans, "trans-title", front.journal_en.text);
    }
  }
  Node issn = add(meta, "issn", front.issn.text);
  if (!front.issn.empty()) set(issn, "publication-format", "print");
  if (!front.publisher.empty()) add(add(meta, "publisher"), "publisher-name", front.publisher.text);
}

void write_article_ids(const Front& front, Node meta) {
  if (!front.doi.empty()) set(add(meta, "article-id", front.doi.text), "pub-id-type", "doi");
  if (!front.article_number.empty()) {
    Node id = add(meta, "article-id", front.article_number.text);
    set(id, "pub-id-type", "custom");
    set(id, "custom-type", "article-number");
    set(id, "assigning-authority", "CAJ-CD");
  }
}

void write_categories(const Front& front, Node meta) {
  if (front.column.empty() && front.clc.empty()) return;
  Node categories = add(meta, "article-categories");
  if (!front.column.empty()) {
    Node group = add(categories, "subj-group");
    set(group, "subj-group-type", "heading");
    add(group, "subject", front.column.text);
  }
  if (!front.clc.empty()) {
    Node group = add(categories, "subj-group");
    set(group, "subj-group-type", "clc");
    set(group, "vocab", "CLC");
    for (const Field& code : front.clc) set(add(group, "subject", code.text), "vocab-term-identifier", code.text);
  }
}

void write_titles(JatsWriter& writer, Node meta) {
  const Front& front = writer.article.front;
  Node group = add(meta, "title-group");
  write_inlines(writer, add(group, "article-title"), front.title.title);
  if (!front.title.subtitle.empty()) write_inlines(writer, add(group, "subtitle"), front.title.subtitle);
  for (const Title& title : front.trans_titles) {
    Node trans = add(group, "trans-title-group");
    set_known(trans, "xml:lang", title.lang);
    write_inlines(writer, add(trans, "trans-title"), title.title);
    if (!title.subtitle.empty()) write_inlines(writer, add(trans, "trans-subtitle"), title.subtitle);
  }
}

void write_publication(const Front& front, Node meta) {
  if (!front.year.empty()) {
    Node date = add(meta, "pub-date");
    set(date, "date-type", "collection");
    set(date, "publication-format", "print");
    const int month = number(front.month.text);
    const int day = number(front.day.text);
    std::string iso = xml_text(front.year.text);
    if (month >= 1 && month <= 12) {
      iso += "-" + two_digits(month);
      if (day >= 1 && day <= 31) iso += "-" + two_digits(day);
    }
    if (is_iso_date(iso)) {
      write_date(date, iso);
    } else {
      add(date, "year", front.year.text);
    }
  }
  if (!front.volume.empty()) add(meta, "volume", front.volume.text);
  if (!front.issue.empty()) add(meta, "issue", front.issue.text);
  if (!front.fpage.empty()) {
    add(meta, "fpage", front.fpage.text);
    if (!front.lpage.empty()) add(meta, "lpage", front.lpage.text);
  }
}

void write_history(const Front& front, Node meta) {
  Node history;
  for (const HistoryDate& event : front.history) {
    if (!is_iso_date(event.iso)) continue;
    if (!history) history = add(meta, "history");
    Node date = add(history, "date");
    set_known(date, "date-type", event.type);
    write_date(date, event.iso);
  }
}

// Rights are stated only when the journal states them.
void write_permissions(const Front& front, Node meta) {
  if (front.licence.empty()) return;
  Node license = add(add(meta, "permissions"), "license");
  const std::string text = xml_text(front.licence.text);
  if (text.rfind("http://", 0) != 0 && text.rfind("https://", 0) != 0) {
    add(license, "license-p", text);
    return;
  }
  set(license, "xlink:href", text);
  add(license, "ali:license_ref", text);
  Node link = add(add(license, "license-p"), "ext-link", text);
  set(link, "ext-link-type", "uri");
  set(link, "xlink:href", text);
}

void write_abstracts(JatsWriter& writer, Node meta) {
  const Article& article = writer.article;
  const auto own = [&](const Abstract& a) { return a.lang.empty() || a.lang == article.lang; };
  const auto write = [&](const Abstract& abstract, const char* element) {
    Node node = add(meta, element);
    set_lang(node, abstract.lang, article);
    if (!abstract.label.empty()) add(node, "title", abstract.label);
    write_paragraphs(writer, node, abstract.parts);
  };
  for (const Abstract& abstract : article.front.abstracts) {
    if (own(abstract)) write(abstract, "abstract");
  }
  for (const Abstract& abstract : article.front.abstracts) {
    if (!own(abstract)) write(abstract, "trans-abstract");
  }
}

void write_keywords(JatsWriter& writer, Node meta) {
  for (const Keywords& keywords : writer.article.front.keywords) {
    if (keywords.words.empty()) continue;
    Node group = add(meta, "kwd-group");
    set(group, "kwd-group-type", "author");
    set_lang(group, keywords.lang, writer.article);
    if (!keywords.label.empty()) add(group, "title", keywords.label);
    for (const Field& word : keywords.words) add(group, "kwd", word.text);
  }
}

void write_funding(JatsWriter& writer, Node meta) {
  const Front& front = writer.article.front;
  if (front.funding.empty() && front.awards.empty()) return;
  Node group = add(meta, "funding-group");
  for (size_t i = 0; i < front.awards.size(); ++i) {
    const Award& award = front.awards[i];
    Node node = add(group, "award-group");
    set_id(writer, node, "award-" + std::to_string(i + 1));
    if (!award.source.empty()) add(add(add(node, "funding-source"), "institution-wrap"), "institution", award.source);
    for (const std::u32string& id : award.ids) add(node, "award-id", id);
    if (!award.name.empty()) add(node, "award-name", award.name);
  }
  if (!front.funding.empty()) add(group, "funding-statement", front.funding.text);
}

struct Counted {
  size_t figures = 0, tables = 0, equations = 0;
};

void count_parts(const std::vector<Part>& parts, Counted& counted) {
  for (const Part& part : parts) {
    counted.figures += part.kind == PartKind::figure;
    counted.tables += part.kind == PartKind::table;
    counted.equations += part.kind == PartKind::formula;
    count_parts(part.parts, counted);
  }
}

void count_sections(const std::vector<Section>& sections, Counted& counted) {
  for (const Section& section : sections) {
    count_parts(section.parts, counted);
    count_sections(section.sections, counted);
  }
}

void write_counts(const Article& article, Node meta) {
  Counted counted;
  count_parts(article.lead, counted);
  count_sections(article.sections, counted);
  count_sections(article.back, counted);
  int pages = number(article.front.page_count.text);
  const int first = number(article.front.fpage.text);
  const int last = number(article.front.lpage.text);
  if (pages < 0 && first >= 0 && last >= first) pages = last - first + 1;
  Node counts = add(meta, "counts");
  const auto write = [&](const char* name, size_t value) { set(add(counts, name), "count", std::to_string(value)); };
  write("fig-count", counted.figures);
  write("table-count", counted.tables);
  write("equation-count", counted.equations);
  write("ref-count", article.references.size());
  if (pages >= 0) write("page-count", static_cast<size_t>(pages));
}

void write_custom_meta(const Front& front, Node meta) {
  if (front.doc_code.empty()) return;
  Node custom = add(add(meta, "custom-meta-group"), "custom-meta");
  set(custom, "vocab", "CAJ-CD");
  add(custom, "meta-name", std::u32string_view(U"文献标识码"));
  add(custom, "meta-value", front.doc_code.text);
}

}  // namespace

void write_front(JatsWriter& writer, Node article_node) {
  const Article& article = writer.article;
  const Front& front = article.front;
  set(article_node, "article-type", article_type(article));
  set(article_node, "dtd-version", "1.3");
  set(article_node, "xml:lang", article.lang.empty() ? "zh" : article.lang);
  Node processing = add(article_node, "processing-meta");
  set(processing, "tagset-family", "jats");
  set(processing, "base-tagset", "publishing");
  set(processing, "mathml-version", "3.0");
  set(processing, "table-model", "xhtml");
  Node node = add(article_node, "front");
  write_journal_meta(front, node);
  Node meta = add(node, "article-meta");
  write_article_ids(front, meta);
  write_categories(front, meta);
  write_titles(writer, meta);
  write_contributors(writer, meta);
  write_publication(front, meta);
  write_history(front, meta);
  write_permissions(front, meta);
  write_abstracts(writer, meta);
  write_keywords(writer, meta);
  write_funding(writer, meta);
  write_counts(article, meta);
  write_custom_meta(front, meta);
}

}  // namespace jiaokan
