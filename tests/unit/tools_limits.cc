// Programs of other people end when they should, and what they say is kept.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

#include "pandoc.h"
#include "render/zip.h"
#include "tools.h"

namespace jiaokan {
namespace {

Tool shell(int seconds, size_t output) { return {"sh", "dash", {"-c"}, "--version", seconds, size_t{2} << 30, output}; }

struct Row {
  const char* script;
  ToolEnd end;
  const char* out;
  const char* said;
};
const Row kRows[] = {
    {"echo text; echo remark >&2", ToolEnd::done, "text\n", "remark"},
    {"echo half; echo; echo 'it broke' >&2; exit 3", ToolEnd::failed, "half\n\n", "it broke"},
    {"kill -SEGV $$", ToolEnd::failed, "", ""},
    {"sleep 60", ToolEnd::too_long, "", ""},
    {"exec >&- 2>&-; sleep 60", ToolEnd::too_long, "", ""},
    {"(sleep 60; echo late) & echo early; wait", ToolEnd::too_long, "early\n", ""},
    {"while :; do echo again; done", ToolEnd::too_much, nullptr, ""},
    {"head -c 5000 /dev/zero >file", ToolEnd::failed, "", nullptr},
    {"cat; echo $LC_ALL; test -z \"$JIAOKAN_DATA\"", ToolEnd::done, "C.UTF-8\n", ""},
};

TEST(Tools, EndAsTheyShould) {
  const WorkFolder folder;
  setenv("JIAOKAN_DATA", "/nowhere", 0);
  for (const Row& row : kRows) {
    const auto begin = std::chrono::steady_clock::now();
    const ToolRun run = run_tool(shell(1, 4000), {row.script}, folder.path());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10)) << row.script;
    EXPECT_EQ(run.end, row.end) << row.script;
    if (row.out != nullptr) {
      EXPECT_EQ(run.out, row.out) << row.script;
    }
    if (row.said != nullptr) {
      EXPECT_EQ(run.said, row.said) << row.script;
    }
  }
  EXPECT_EQ(run_tool({"no-such-program", "none", {}, ""}, {}, folder.path()).end, ToolEnd::missing);
}

TEST(Tools, MemoryIsBounded) {
  const WorkFolder folder;
  Tool small = shell(10, 4000);
  small.memory = size_t{256} << 20;
  EXPECT_EQ(run_tool(small, {"exec head -c 1 /dev/zero"}, folder.path()).end, ToolEnd::done);
  EXPECT_EQ(run_tool(small, {"x=$(head -c 400000000 /dev/zero | tr '\\0' x); echo ${#x}"}, folder.path()).end, ToolEnd::failed);
}

TEST(Pandoc, LabelsStandInTheText) {
  struct Html {
    const char* in;
    const char* out;
  };
  const Html rows[] = {
      {"<p>a &lt; b</p>", "<p>a &lt; b</p>"},
      {"<ol>\n<li>x</li><li><p>y</p></li></ol>", "<ol>\n<li>1. x</li><li><p>2. y</p></li></ol>"},
      {"<ol start=\"7\"><li><strong>x</strong></li></ol>", "<ol start=\"7\"><li>7. <strong>x</strong></li></ol>"},
      {"<ol><li>x<ul><li>y</li></ul></li><li>z</li></ol>", "<ol><li>1. x<ul><li>y</li></ul></li><li>2. z</li></ol>"},
      {"<a href=\"#fn36\" class=\"footnote-ref\"><sup>36</sup></a>", "<a href=\"#fn36\" class=\"footnote-ref\"><sup>㊱</sup></a>"},
      {"<section class=\"footnotes\"><ol><li id=\"fn2\"><p>n</p></li></ol></section>", "<section class=\"footnotes\"><ol><li id=\"fn2\"><p>②n</p></li></ol></section>"},
      {"<ol><li>x</li", "<ol><li>1. x</li"},
      {"<ol start=\"3\" type=\"a\"><li>x</li></ol>", "<ol start=\"3\" type=\"a\"><li>c. x</li></ol>"},
      {"<ol start=\"14\" type=\"I\"><li>x</li></ol>", "<ol start=\"14\" type=\"I\"><li>XIV. x</li></ol>"},
      {"<ol start=\"27\" type=\"A\"><li>x</li></ol>", "<ol start=\"27\" type=\"A\"><li>AA. x</li></ol>"},
      {"<img src=\"media/b.png\" />", "<img src=\"a&amp;b.docx/media/b.png\" />"},
      {"<img src=\"https://example.org/b.png\" />", "<img src=\"https://example.org/b.png\" />"},
      {"<p>表1 人</p>\n<table>\n<caption>表1 人</caption>\n", "<p>表1 人</p>\n<table>\n\n"},
      {"<p>表1 书</p>\n<table>\n<caption>表1 人</caption>\n", "<p>表1 书</p>\n<table>\n<caption>表1 人</caption>\n"},
  };
  for (const Html& row : rows) EXPECT_EQ(with_labels(row.in, "a&b.docx"), row.out);
}

TEST(Pandoc, WordCountsItsListsAsItSays) {
  const auto level = [](int depth, const std::string& format, const std::string& text) {
    return "<w:lvl w:ilvl=\"" + std::to_string(depth) + "\"><w:numFmt w:val=\"" + format + "\"/><w:lvlText w:val=\"" + text + "\"/></w:lvl>";
  };
  const std::string numbering = level(0, "decimal", "[%1]") + level(0, "chineseCountingThousand", "%1、") + level(1, "japaneseCounting", "（%2）") + level(2, "decimalEnclosedCircle", "%3") + level(3, "chineseCounting", "%1.%4");
  const WordLabels labels = list_labels(zip_bytes({{"word/numbering.xml", numbering}}), 10000);
  ASSERT_EQ(labels.size(), 3u);
  EXPECT_EQ(with_labels("<ol start=\"21\"><li>a<ol><li>b<ol><li>c</li></ol></li></ol></li></ol><ol type=\"1\"><li>d</li></ol>", "", labels),
            "<ol start=\"21\"><li>二十一、a<ol><li>（一）b<ol><li>①c</li></ol></li></ol></li></ol><ol type=\"1\"><li>1. d</li></ol>");
  EXPECT_TRUE(list_labels("no archive", 10000).empty());
}

TEST(Pandoc, ThePageIsNotCalledTwice) {
  const std::string head = "<header id=\"title-block-header\">\n<h1 class=\"title\">x - 站名</h1>\n</header>\n";
  EXPECT_EQ(without_title_block(head + "<h1>x</h1>"), "<h1>x</h1>");
  EXPECT_EQ(without_title_block(head + "<h2>x</h2>"), head + "<h2>x</h2>");
}

TEST(Pandoc, HeadRowsOfAnOdtStay) {
  const std::string odt = zip_bytes({{"mimetype", "odt", Packing::stored}, {"content.xml", "<t><table:table-header-rows>1</table:table-header-rows>2</t>"}, {"Pictures/1.png", "png"}});
  const std::string mended = with_head_rows(odt, 1000);
  EXPECT_EQ(zip_entry(mended, "content.xml", 1000), "<t>12</t>");
  EXPECT_EQ(zip_entry(mended, "mimetype", 1000), "odt");
  EXPECT_EQ(picture_in("in/A.ODT", mended, "Pictures/1.png", 1000), "png");
  EXPECT_EQ(picture_in("in/a.odt", mended, "Pictures/2.png", 1000), "");
  EXPECT_EQ(picture_in("in/a.odt", mended, "content.xml", 5), "");
  EXPECT_EQ(with_head_rows("no archive", 1000), "no archive");
}

}  // namespace
}  // namespace jiaokan
