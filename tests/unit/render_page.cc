// The laws of the rendered page: the same bytes twice, every link leads somewhere, every callout has its way back, nothing of a hostile
// document becomes markup.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "render/addresses.h"
#include "render/render.h"
#include "share.h"

namespace jiaokan {
namespace {

const Renderer& renderer() {
  static const Renderer one(share_folder() + "/templates");
  return one;
}

Rendered rendered(const std::string& jats, Diags& diags, const std::string& apparatus = "") {
  return renderer().render({jats, apparatus, "2020-04-15"}, diags);
}

std::string article(const std::string& body, const std::string& back = "", const std::string& attributes = "xml:lang=\"zh\"") {
  return "<article xmlns:xlink=\"http://www.w3.org/1999/xlink\" " + attributes +
         "><front><article-meta><title-group><article-title>题</article-title></title-group><fpage>71</fpage><lpage>83</lpage>"
         "</article-meta></front><body>" + body + "</body><back>" + back + "</back></article>";
}

std::string references(int count) {
  std::string list = "<ref-list>";
  for (int i = 1; i <= count; ++i) {
    const std::string n = std::to_string(i);
    list += "<ref id=\"ref-" + n + "\"><label>[" + n + "]</label><mixed-citation>甲.乙[J].丙," + n + ".</mixed-citation></ref>";
  }
  return list + "</ref-list>";
}

std::string html(const std::string& jats) {
  Diags diags;
  return rendered(jats, diags).html;
}

size_t count(const std::string& text, const std::string& what) {
  size_t n = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++n;
  return n;
}

bool has(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

std::vector<std::string> values(const std::string& page, const std::string& attribute) {
  std::vector<std::string> out;
  const std::string key = " " + attribute + "=\"";
  for (size_t at = page.find(key); at != std::string::npos; at = page.find(key, at + 1)) {
    const size_t begin = at + key.size();
    out.push_back(page.substr(begin, page.find('"', begin) - begin));
  }
  return out;
}

void expect_links_resolve(const std::string& page, const std::string& name) {
  std::set<std::string> ids;
  for (const std::string& id : values(page, "id")) {
    EXPECT_TRUE(ids.insert(id).second) << name << ": id twice: " << id;
  }
  for (const std::string& href : values(page, "href")) {
    const bool alive = !href.starts_with("#") || ids.count(href.substr(1)) == 1;
    EXPECT_TRUE(alive) << name << ": dead link " << href;
  }
  const size_t calls = count(page, "role=\"doc-biblioref\"") + count(page, "role=\"doc-noteref\"");
  EXPECT_LE(calls, count(page, "role=\"doc-backlink\"")) << name << ": a callout without its way back";
}

TEST(RenderPage, a_range_links_what_is_printed_and_keeps_a_place_for_what_is_meant) {
  const std::string page = html(article(
      "<p>甲<sup><xref ref-type=\"bibr\" rid=\"ref-1\">[1]</xref></sup>乙<sup><xref ref-type=\"bibr\" rid=\"ref-1 ref-2 ref-3\">[1-3]</xref></sup></p>",
      references(3)));
  EXPECT_TRUE(has(page, "<sup class=\"cite\"><a id=\"c1-1\" href=\"#ref-1\" role=\"doc-biblioref\" aria-label=\"参考文献 1，第 1 次引用\">[1]</a></sup>")) << page;
  EXPECT_TRUE(has(page, ">1</a>-<span id=\"c2-1\"></span><a id=\"c3-1\" href=\"#ref-3\"")) << page;
  EXPECT_EQ(count(page, "role=\"doc-backlink\""), 4u);
  EXPECT_TRUE(has(page, "href=\"#c2-1\" role=\"doc-backlink\" aria-label=\"返回引用处：文献 2 第 1 处\">↩</a>"));
  EXPECT_TRUE(has(page, ">↩2</a>"));
  expect_links_resolve(page, "range");
}

TEST(RenderPage, two_marks_with_a_dash_mean_the_members_between) {
  const std::string page = html(article("<p>x <xref ref-type=\"bibr\" rid=\"ref-1\">1</xref>–<xref ref-type=\"bibr\" rid=\"ref-4\">4</xref></p>", references(4)));
  EXPECT_TRUE(has(page, "<span id=\"c2-1\"></span><span id=\"c3-1\"></span>")) << page;
  EXPECT_EQ(count(page, "role=\"doc-backlink\""), 4u);
}

TEST(RenderPage, an_address_that_may_be_a_script_and_an_apparatus_that_is_none_are_reported) {
  Diags diags;
  const Rendered out = rendered(article("<p><ext-link xlink:href=\"javascript:alert(1)\">甲</ext-link></p>"), diags, "<TEI><text>");
  EXPECT_FALSE(has(out.html, "javascript:"));
  ASSERT_EQ(diags.size(), 2u);
  EXPECT_TRUE(std::any_of(diags.begin(), diags.end(), [](const Diag& d) { return d.code == Code::address_not_linked; }));
  EXPECT_TRUE(std::any_of(diags.begin(), diags.end(), [](const Diag& d) { return d.code == Code::apparatus_unreadable; }));
}

TEST(RenderPage, a_callout_that_leads_to_nothing_is_text_and_is_reported) {
  Diags diags;
  const std::string page = rendered(article("<p>甲<sup><xref ref-type=\"bibr\" rid=\"ref-9\">[9]</xref></sup></p>", references(1)), diags).html;
  EXPECT_TRUE(has(page, "<sup>[9]</sup>"));
  ASSERT_EQ(diags.size(), 1u);
  EXPECT_EQ(diags[0].code, Code::reference_to_nothing);
}

TEST(RenderPage, nothing_of_a_hostile_document_becomes_markup) {
  const std::string evil = "&lt;script&gt;alert(1)&lt;/script&gt;";
  Diags diags;
  const Rendered out = rendered(
      "<!DOCTYPE article [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y \"yyyy\">]>"
      "<article xml:lang=\"zh\" xmlns:jk=\"urn:jiaokan:render\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:mml=\"http://www.w3.org/1998/Math/MathML\" xmlns:h=\"http://www.w3.org/1999/xhtml\">"
      "<front><article-meta><title-group><article-title>" + evil + "\"'</article-title></title-group>"
      "<abstract><p>" + evil + " --&gt; &lt;!-- </p></abstract></article-meta></front><body>"
      "<p id='a\" onclick=\"x'>&x;&y;" + evil + "<ext-link xlink:href=\"javascript:alert(1)\">a</ext-link>"
      "<ext-link xlink:href=\" java&#10;script:alert(1)\">b</ext-link><ext-link xlink:href=\"data:text/html,x\" jk:href=\"javascript:alert(2)\">c</ext-link>"
      "<h:script>alert(3)</h:script><script>alert(4)</script><jk:call href=\"javascript:alert(5)\">d</jk:call>"
      "<mml:math onclick=\"x\" href=\"javascript:x\"><mml:script>alert(6)</mml:script><mml:mi onclick=\"y\">x&lt;b&gt;</mml:mi></mml:math>"
      "<inline-graphic xlink:href=\"x.png&quot; onerror=&quot;alert(7)\"/></p></body></article>", diags);
  for (const std::string* page : {&out.html, &out.markdown}) {
    EXPECT_FALSE(has(*page, "<script>alert"));
    EXPECT_FALSE(has(*page, "/bin/"));
  }
  EXPECT_FALSE(has(out.html, "href=\"javascript:"));
  EXPECT_FALSE(has(out.html, "href=\"data:text"));
  EXPECT_FALSE(has(out.html, " onclick="));
  EXPECT_FALSE(has(out.html, " onerror="));
  EXPECT_EQ(count(out.html, "</script>"), 2u);   // JSON-LD and our own
  EXPECT_FALSE(has(out.markdown, "](<javascript"));
}

TEST(RenderPage, what_is_no_article_is_a_diagnostic) {
  for (const std::string& bad : {std::string(), std::string("<article>"), std::string("not xml"), std::string("<html/>"),
                                 [] { std::string deep; for (int i = 0; i < 100000; ++i) deep += "<p>"; for (int i = 0; i < 100000; ++i) deep += "</p>"; return "<article>" + deep + "</article>"; }()}) {
    Diags diags;
    EXPECT_TRUE(rendered(bad, diags).html.empty());
    ASSERT_EQ(diags.size(), 1u) << bad.substr(0, 40);
    EXPECT_EQ(diags[0].code, Code::jats_unreadable);
  }
}

TEST(RenderPage, characters_that_xml_forbids_become_replacement_characters) {
  const std::string page = html(article("<p>甲&#1;乙\xFF丙</p>"));
  EXPECT_TRUE(has(page, "甲\uFFFD乙\uFFFD丙")) << page.substr(page.find("class=\"body\""), 200);
}

TEST(RenderPage, an_open_locus_shows_in_the_text_at_the_top_and_first_in_the_apparatus) {
  Diags diags;
  const std::string page = rendered(
      article("<p>如<milestone-start id=\"v-1\" rationale=\"locus\"/>何<milestone-end rid=\"v-1\"/>处理"
              "<milestone-start id=\"v-2\" rationale=\"locus\"/>好<milestone-end rid=\"v-2\"/>矛盾</p>"), diags,
      "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><ab><app xml:id=\"v-1\" type=\"omission\"><lem wit=\"#A #B\" resp=\"#rule\" cert=\"0.990\">何</lem><rdg wit=\"#C\" cert=\"0.010\"/></app>"
      "<app xml:id=\"v-2\" type=\"omission\" ana=\"#open\"><lem wit=\"#A\" cert=\"0.600\">好</lem><rdg wit=\"#B\" cert=\"0.400\"/></app></ab></body></text></TEI>").html;
  EXPECT_TRUE(has(page, "本文有 1 处存疑"));
  EXPECT_TRUE(has(page, "<span id=\"v-2\" class=\"locus is-open\">好</span><a class=\"open\" href=\"#app-v-2\"")) << page;
  EXPECT_LT(page.find("id=\"app-v-2\""), page.find("id=\"app-v-1\""));
  EXPECT_TRUE(has(page, "如何处理<mark>好</mark>矛盾"));
  expect_links_resolve(page, "apparatus");
}

TEST(RenderPage, a_page_start_shows_its_number_and_one_without_a_number_shows_nothing) {
  Diags diags;
  const Rendered out = rendered(article("<p>甲<target id=\"page-x1\" target-type=\"page\"/>乙<target id=\"page-72\" target-type=\"page\">72</target>丙</p>"), diags);
  EXPECT_TRUE(has(out.html, "甲<span id=\"page-x1\"></span>乙<span id=\"page-72\" role=\"doc-pagebreak\"></span><a class=\"page-number\" href=\"#page-72\""));
  EXPECT_TRUE(has(out.html, "href=\"#page-71\""));   // where the article begins
  EXPECT_EQ(out.text.find("72"), std::string::npos);
}

TEST(RenderPage, interface_words_follow_the_language_of_the_article) {
  EXPECT_TRUE(has(html(article("<p>a</p>", references(1), "xml:lang=\"en\"")), ">References</h2>"));
  EXPECT_TRUE(has(html(article("<p>甲</p>", references(1))), ">参考文献</h2>"));
  EXPECT_TRUE(has(html(article("<p>甲</p>")), "<html lang=\"zh-CN\">"));
}

TEST(RenderPage, the_same_article_makes_the_same_bytes_in_any_thread) {
  const std::string jats = article("<sec><title>节</title><p>甲<target id=\"page-72\" target-type=\"page\">72</target>乙<sup><xref ref-type=\"bibr\" rid=\"ref-2\">[2]</xref></sup></p></sec>", references(3));
  Diags diags;
  const Rendered first = rendered(jats, diags);
  EXPECT_EQ(first.epub.substr(30, 28), "mimetypeapplication/epub+zip");
  std::vector<Rendered> others(4);
  std::vector<std::thread> threads;
  for (Rendered& other : others) {
    threads.emplace_back([&other, &jats] {
      Diags own;
      for (int i = 0; i < 20; ++i) other = rendered(jats, own);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Rendered& other : others) {
    EXPECT_EQ(other.html, first.html);
    EXPECT_EQ(other.epub, first.epub);
    EXPECT_EQ(other.text, first.text);
    EXPECT_EQ(other.markdown, first.markdown);
  }
}

TEST(RenderPage, markdown_escapes_what_would_be_a_mark) {
  Diags diags;
  const std::string md = rendered(article("<p>1. a*b_c [x] $5 # &lt;i&gt; &amp;lt; \"q\"<sup><xref ref-type=\"bibr\" rid=\"ref-1\">[1]</xref></sup></p>", references(1)), diags).markdown;
  EXPECT_TRUE(has(md, "1\\. a\\*b\\_c \\[x\\] \\$5 # \\<i\\> \\&lt; \\\"q\\\"^[\\[1\\]](#ref-1)^")) << md;
  EXPECT_TRUE(has(md, "[]{#ref-1}\\[1\\] 甲.乙\\[J\\].丙,1."));
}

TEST(RenderPage, other_publishers_articles_have_no_dead_links) {
  const char* const data = std::getenv("JIAOKAN_DATA");
  if (data == nullptr) GTEST_SKIP() << "JIAOKAN_DATA is not set: 11 articles of other publishers are not rendered";
  size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(data) + "/jats-dev")) {
    if (entry.path().extension() != ".xml") continue;
    std::ifstream file(entry.path());
    std::ostringstream bytes;
    bytes << file.rdbuf();
    Diags diags;
    const std::string page = rendered(bytes.str(), diags).html;
    EXPECT_FALSE(page.empty()) << entry.path();
    expect_links_resolve(page, entry.path().filename());
    ++seen;
  }
  EXPECT_GT(seen, 0u);
}

TEST(RenderAddresses, only_allowed_schemes_pass) {
  struct Row { const char* in; const char* out; };
  constexpr Row kRows[] = {
      {"https://A.org/x y?q=中", "https://a.org/x%20y?q=%E4%B8%AD"},
      {"http://a.org/%zz[1]#a#b", "http://a.org/%25zz%5B1%5D#a%23b"},
      {"www.a.org", "http://www.a.org"},
      {"doi:10.1/ab<c", ""},
      {"10.1234/ab<c", "https://doi.org/10.1234/ab%3Cc"},
      {"mailto:a@b.org", "mailto:a@b.org"},
      {"a@b.org", "mailto:a@b.org"},
      {"ftp://a.org/x", "ftp://a.org/x"},
      {"javascript:alert(1)", ""}, {"JaVaScript:alert(1)", ""}, {"java\nscript:x", ""}, {"data:text/html,x", ""}, {"file:///etc/passwd", ""},
      {"http://", ""}, {"http://a b/", ""}, {"//a.org", ""}, {"x.html", ""}, {"", ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(safe_address(row.in), row.out) << row.in;
  EXPECT_EQ(picture_address("images/图1.png"), "images/%E5%9B%BE1.png");
  EXPECT_EQ(picture_address("../x.png"), "");
  EXPECT_EQ(picture_address("/x.png"), "");
  EXPECT_EQ(picture_address("x.tif"), "");
}

}  // namespace
}  // namespace jiaokan
