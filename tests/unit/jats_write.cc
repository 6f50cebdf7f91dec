// The laws of article.xml: the text of a citation is the printed reference, and whatever an Article holds is valid JATS.
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "jats/jats.h"
#include "model/unicode.h"
#include "refs/refs.h"
#include "share.h"

namespace jiaokan {
namespace {

Inline text(std::u32string words) {
  Inline out;
  out.text = std::move(words);
  return out;
}

Inline mark(InlineKind kind, std::string value, std::u32string words = U"") {
  Inline out;
  out.kind = kind;
  out.value = std::move(value);
  out.text = std::move(words);
  return out;
}

Inline callout(InlineKind kind, std::u32string words, std::vector<uint32_t> targets, std::u32string locator = U"") {
  Inline out;
  out.kind = kind;
  out.text = std::move(words);
  out.targets = std::move(targets);
  out.locator = std::move(locator);
  out.raised = true;
  return out;
}

Part part(PartKind kind, std::string id, Inlines content = {}) {
  Part out;
  out.kind = kind;
  out.id = std::move(id);
  out.content = std::move(content);
  return out;
}

Field field(std::u32string words) {
  Field out;
  out.text = std::move(words);
  return out;
}

ReferenceEntry reference(uint32_t number, std::u32string_view raw) {
  ReferenceEntry out;
  out.id = "ref-" + std::to_string(number);
  out.number = number;
  out.label = U"[1]";
  out.reference = parse_reference(raw);
  return out;
}

constexpr std::u32string_view kPrinted[] = {
    U"林晓棠,周砚.县域集市的空间演变与治理路径[J].乡土研究,2016(4):52-63.",
    U"[美]罗伯特·基欧汉,约瑟夫·奈.权力与相互依赖(第3版)[M].门洪华译.北京:北京大学出版社,2002:10-29.",
    U"金应忠.国际社会的公生论[A].任晓.共生[C].上海:上海译文出版社,2015:59-81.",
    U"欧盟.希望美国考虑后果[EB/OL].网易网,2018-10-23,http://dy.163.com/v2/a.html.",
    U"Smith J, Wang L, et al. A study of things[J/OL]. Nature, 2019a, 12(Suppl 1): S12-S18, 40. DOI:10.1000/xyz123.",
    U"何亚非.在大动荡中构建安全新秩序[N].环球时报,2018-07-25(A05).",
    U"一种装置:CN201910000001.0[P].2019-03-05.",
    U"没有规则的一行 <&> ]]>",
};

Article rich() {
  Article a;
  Front& f = a.front;
  f.title.title = {mark(InlineKind::locus_begin, "1"), text(U"共生"), mark(InlineKind::locus_end, "1"), text(U"安全")};
  f.title.subtitle = {text(U"新理念")};
  f.trans_titles = {{{text(U"Symbiotic Security")}, {text(U"A New Concept")}, "en"}};
  Contributor author;
  author.names = {{U"程铭", U"程", U"铭", "zh", true, false, {}}, {U"CHENG Ming", U"CHENG", U"Ming", "zh-Latn", true, false, {}}};
  author.affiliations = {0, 7};
  author.bio = {text(U"程铭，讲师。")};
  author.orcid = "0000-0002-1825-0097";
  author.email = "a@example.org";
  author.corresponding = true;
  Contributor body;
  body.names = {{U"课题组", U"", U"", "zh", true, true, {}}};
  f.authors = {author, body};
  f.editors = {body};
  f.affiliations = {{"aff-1", U"1", U"长春工业大学, 长春 130012", U"长春工业大学", U"长春", U"130012", U"", "zh", {}}};
  f.trans_affiliations = {{"", U"1", U"Changchun University of Technology", U"", U"", U"", U"", "en", {}}};
  f.abstracts = {{U"［摘 要］", "zh", {part(PartKind::paragraph, "", {text(U"摘要。")}), part(PartKind::list, "")}},
                 {U"Abstract", "en", {part(PartKind::paragraph, "", {text(U"Abstract.")})}}};
  f.keywords = {{U"［关键词］", "zh", {field(U"安全")}}, {U"Key Words", "en", {field(U"security")}}, {U"", "ja", {}}};
  f.clc = {field(U"D815"), field(U"D5")};
  f.doc_code = field(U"A");
  f.article_number = field(U"1003-7411(2020)02-0071-(13)");
  f.doi = field(U"10.1/x");
  f.history = {{"received", "2019-11-25", {}}, {"accepted", "nonsense", {}}};
  f.funding = field(U"项目（16JZD027）");
  f.awards = {{U"教育部", U"项目", {U"16JZD027", U"2"}}, {}};
  f.column = field(U"理论探讨");
  f.journal = field(U"论坛");
  f.journal_en = field(U"Forum");
  f.cn = field(U"22-1180/C");
  f.publisher = field(U"社");
  f.licence = field(U"https://creativecommons.org/licenses/by/4.0/");
  f.year = field(U"2020");
  f.month = field(U"3");
  f.volume = field(U"29");
  f.issue = field(U"2");
  f.fpage = field(U"71");
  f.lpage = field(U"83");
  Inline strong = mark(InlineKind::strong, "");
  strong.children = {text(U"强"), mark(InlineKind::page_start, "72")};
  Inline link = mark(InlineKind::link, "https://example.org/?a&b");
  link.children = {text(U"链"), mark(InlineKind::locus_begin, "2"), text(U"接"), mark(InlineKind::locus_end, "2")};
  a.lead = {part(PartKind::paragraph, "p-1",
                 {text(U"文\x01<&>"), callout(InlineKind::callout, U"[1-3]", {0, 1, 2}, U"118"), strong, link, mark(InlineKind::formula, "x<y"),
                  mark(InlineKind::code, "", U"int"), mark(InlineKind::line_break, ""), mark(InlineKind::image, "i.png"),
                  callout(InlineKind::note_mark, U"①", {0}), callout(InlineKind::callout, U"[99]", {98}), mark(InlineKind::page_start, ""),
                  mark(InlineKind::page_start, "72"), mark(InlineKind::locus_begin, "3"), mark(InlineKind::locus_end, "9")})};
  Section section;
  section.id = "sec-1";
  section.label = U"一、";
  Part quote = part(PartKind::quotation, "");
  quote.parts = {part(PartKind::paragraph, "p-2", {text(U"引文")})};
  Part list = part(PartKind::list, "");
  list.parts = {quote, part(PartKind::paragraph, "p-3", {text(U"项")})};
  list.labels = {{text(U"（1）")}, {}};
  Part table = part(PartKind::table, "tbl-1");
  table.label = U"表1";
  table.trans_label = U"Table 1";
  table.caption = {text(U"题")};
  table.trans_caption = {text(U"Title")};
  table.cells = {{{text(U"甲")}, 0, 0, 1, 1, true}, {{text(U"乙")}, 2, 0, 1, 2, false}};
  table.table_notes.push_back({});
  table.table_notes.back().content = {text(U"注")};
  Part figure = part(PartKind::figure, "fig-1");
  figure.label = U"图1";
  figure.images = {"images/1.png"};
  Part formula = part(PartKind::formula, "eq-1", {mark(InlineKind::formula, "E=mc^2")});
  formula.label = U"(1)";
  section.parts = {quote, list, table, figure, formula, part(PartKind::code, "", {text(U"a\n  b")}), part(PartKind::paragraph, "p-1")};
  section.sections.emplace_back();
  a.sections = {section};
  Section thanks = section, appendix = section;
  thanks.type = "acknowledgement";
  appendix.type = "appendix";
  a.back = {thanks, appendix, section};
  a.notes = {{"fn-1", U"①", {}, "71", {part(PartKind::paragraph, "", {text(U"注")})}}, {}};
  a.references_title = U"参考文献";
  for (uint32_t i = 0; i < std::size(kPrinted); ++i) a.references.push_back(reference(i + 1, kPrinted[i]));
  a.references[0].reference.trans_raw = U"Lin X. [J].";
  return a;
}

std::unique_ptr<JatsDtd> dtd() { return JatsDtd::open(share_folder() + "/jats-publishing-1.3.dtd"); }

void expect_valid(const std::string& xml) {
  const std::unique_ptr<JatsDtd> official = dtd();
  if (official == nullptr) GTEST_SKIP() << "NOT CHECKED: the DTD is not in " << share_folder();
  Diags diags;
  EXPECT_TRUE(official->validate(xml, "article.xml", diags));
  for (const Diag& diag : diags) ADD_FAILURE() << diag.detail;
}

TEST(Jats, an_article_with_everything_is_valid) { expect_valid(write_jats(rich())); }

TEST(Jats, an_article_with_nothing_is_valid) { expect_valid(write_jats(Article())); }

TEST(Jats, the_same_article_gives_the_same_bytes) { EXPECT_EQ(write_jats(rich()), write_jats(rich())); }

// Citations as their parts alone, or beside the print: valid, and the print stays where loci and pages are places in it.
TEST(Jats, citations_in_every_form) {
  struct Row {
    CitationForm form;
    size_t mixed, element, alternatives;   // of kPrinted; the first has a translation, the second a locus
  };
  constexpr size_t kAll = std::size(kPrinted);
  for (const Row& row : {Row{CitationForm::mixed, kAll + 1, 0, 1}, Row{CitationForm::element, 2, kAll, 2}, Row{CitationForm::both, kAll + 1, kAll, kAll}}) {
    Article article = rich();
    article.citations = row.form;
    article.references[1].loci = {{{1, 3}, 0, 1, false}};
    const std::string xml = write_jats(article);
    expect_valid(xml);
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(xml.c_str()));
    const auto count = [&](const char* path) { return document.select_nodes(path).size(); };
    EXPECT_EQ(count("//mixed-citation"), row.mixed);
    EXPECT_EQ(count("//element-citation"), row.element);
    EXPECT_EQ(count("//citation-alternatives"), row.alternatives);
  }
}

struct ElementRow {
  const char32_t* printed;
  const char* path;     // from the element-citation; each must be there
};
constexpr ElementRow kElements[] = {
    {U"林晓棠,等.集市[J].乡土,2016(4):52-63.", "person-group[@person-group-type='author'][name[surname='林'][given-names='晓棠']][etal]"},
    {U"林晓棠,等.集市[J].乡土,2016(4):52-63.", "self::*[article-title='集市'][source='乡土'][year='2016'][issue='4'][fpage='52'][lpage='63']"},
    {U"林晓. 集\n市[J]. 乡土, 2016, ３(２): 1-5, 9.", "self::*[article-title='集市'][volume='3'][issue='2'][page-range='1-5,9']"},
    {U"周砚. 街巷[A]. 林晓主编. 集市[C]. 2版. 昆明: 滇池出版社, 1988.", "self::*[person-group[@person-group-type='editor']/name][edition='2'][publisher-loc='昆明'][publisher-name='滇池出版社']"},
    {U"林晓. 集市[N]. 南岭日报, 2011-3-7(B2).", "self::*[year='2011'][month='03'][day='07'][fpage='B2']"},
    {U"滇池学会. 集市[EB/OL]. (2012-01-16)[2013-03-26]. http://a.example/b.", "self::*[person-group/collab='滇池学会'][date-in-citation='2013-03-26'][ext-link='http://a.example/b']"},
    {U"左思远. 一种秤: 90123456.7[P]. 1991-02-03.", "patent[.='90123456.7']"},
    {U"Lowe J A, 2006b. Fens[M]. London: Reed Press.", "self::*[year='2006b']/person-group/name[@name-style='western'][surname='Lowe'][given-names='J A']"},
};

TEST(Jats, an_element_citation_holds_the_parts) {
  for (const ElementRow& row : kElements) {
    Article article;
    article.citations = CitationForm::element;
    article.references.push_back(reference(1, row.printed));
    const std::string xml = write_jats(article);
    expect_valid(xml);
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(xml.c_str()));
    const pugi::xml_node citation = document.select_node("//element-citation").node();
    ASSERT_TRUE(citation);
    EXPECT_TRUE(citation.select_node(row.path)) << row.path << "\n" << xml;
  }
}

TEST(Jats, the_dtd_refuses_what_is_not_jats) {
  const std::unique_ptr<JatsDtd> official = dtd();
  if (official == nullptr) GTEST_SKIP() << "NOT CHECKED: no DTD";
  for (const char* const bad : {"<article><front/></article>", "<article>", ""}) {
    Diags diags;
    EXPECT_FALSE(official->validate(bad, "x.xml", diags)) << bad;
    EXPECT_FALSE(diags.empty()) << bad;
  }
}

// Mathematics by what it means is nothing that an edition holds, so the narrow DTD does not know it; it is valid all the same.
TEST(Jats, what_the_narrow_dtd_refuses_the_whole_one_judges) {
  std::string xml = write_jats(rich());
  const std::string body = "</body>";
  const size_t end = xml.find(body);
  ASSERT_NE(end, std::string::npos);
  const auto with = [&](const char* mathematics) {
    std::string changed = xml;
    changed.insert(end, "<sec id=\"math\"><title/><p><inline-formula><mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\">" + std::string(mathematics) + "</mml:math></inline-formula></p></sec>");
    return changed;
  };
  expect_valid(with("<mml:mrow><mml:mi>x</mml:mi></mml:mrow>"));
  expect_valid(with("<mml:apply><mml:plus/><mml:ci>x</mml:ci><mml:cn>1</mml:cn></mml:apply>"));
  const std::unique_ptr<JatsDtd> official = dtd();
  if (official == nullptr) GTEST_SKIP() << "NOT CHECKED: no DTD";
  Diags diags;
  EXPECT_FALSE(official->validate(with("<mml:mfrac><mml:mi>x</mml:mi></mml:mfrac>"), "x.xml", diags));
  EXPECT_EQ(diags.size(), 1U);
}

// Wherever loci and pages fall within a reference, its text stays what was printed and the file valid.
TEST(Jats, the_text_of_a_citation_is_the_printed_reference) {
  for (const std::u32string_view printed : kPrinted) {
    Article article;
    const uint32_t size = static_cast<uint32_t>(printed.size());
    for (uint32_t at = 0; at <= size; ++at) {
      ReferenceEntry entry = reference(at + 1, printed);
      const uint32_t end = std::min(size, at + 5);
      entry.loci = {{{at, end}, 0, at + 1, false}, {{end, end}, 0, at + 1000, false}};
      entry.pages = {{std::min(size, at + 2), std::to_string(at + 1), 1}};
      article.references.push_back(entry);
    }
    const std::string xml = write_jats(article);
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(xml.c_str(), pugi::parse_default | pugi::parse_ws_pcdata));
    size_t count = 0;
    for (const pugi::xpath_node& node : document.select_nodes("//mixed-citation")) {
      ++count;
      std::string words;
      for (const pugi::xpath_node& piece : node.node().select_nodes(".//text()")) words += piece.node().value();
      ASSERT_EQ(words, to_utf8(printed));
    }
    EXPECT_EQ(count, size + 1);
    EXPECT_EQ(document.select_nodes("//milestone-start").size(), document.select_nodes("//milestone-end").size());
    EXPECT_EQ(document.select_nodes("//milestone-start").size(), 2 * (size + 1u));
    EXPECT_EQ(document.select_nodes("//target").size(), size + 1u);
    expect_valid(xml);
  }
}

}  // namespace
}  // namespace jiaokan
