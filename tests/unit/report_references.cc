// What the report says of a reference: the text of the standard, where the print departs from it, what was not read.
#include <gtest/gtest.h>

#include "model/unicode.h"
#include "reference_report.h"
#include "refs/refs.h"

namespace jiaokan {
namespace {

struct Row {
  const char* printed;
  GbtEdition edition;
  const char* departs_at;   // "at:printed>standard", joined by "|"
};
constexpr Row kRows[] = {
    {"林晓．集市［J］．乡土，2009，31（2）：118-126．", GbtEdition::of_2015, ""},
    {"林晓.集市[J].乡土,2009,31(2):118-126", GbtEdition::of_2015, "30:>."},
    {"[英]韦斯特. 集市[M]. 昆明: 滇池出版社, 2003.", GbtEdition::of_2015, "0:[英]>"},
    {"Lowe J. Fens[M]. London: Reed Press, 1990.", GbtEdition::of_2015, "1:owe>OWE"},
    {"Lowe J. Fens[M]. London: Reed Press, 1990.", GbtEdition::of_2025, ""},
    {"林晓. 集市[J]. 乡土, 2009, 31(2): 1-6. [Lin Xiao. Markets[J]. Country, 2009, 31(2): 1-6.]", GbtEdition::of_2015, ""},   // the second form of a pair
    {"Su Jinyuan. Markets[J]. Country, 2009, 31(2): 1-6.", GbtEdition::of_2025, ""},
    {"林晓. 集市[J/OL]. 乡土, 2016(4): 5[2016-08-01]. http://a.example/5.", GbtEdition::of_2025, "28:[2016-08-01]>"},
};

TEST(ReportReferences, DeparturesFromTheStandard) {
  for (const Row& row : kRows) {
    Article article;
    ReferenceEntry& entry = article.references.emplace_back();
    entry.id = "ref-1";
    entry.number = 1;
    entry.reference = parse_reference(from_utf8(row.printed));
    const std::vector<ReferenceRow> rows = account_of_references(article, row.edition).rows;
    ASSERT_EQ(rows.size(), 1U);
    std::string out;
    for (const ReferenceDeparture& d : rows[0].departs_at) out += (out.empty() ? "" : "|") + std::to_string(d.at) + ":" + d.printed + ">" + d.standard;
    EXPECT_EQ(out, row.departs_at) << row.printed;
    EXPECT_EQ(rows[0].printed, row.printed);
  }
}

// What the list does throughout is said once; a slip stays with its entry.
TEST(ReportReferences, HabitsOfTheListAreToldOnce) {
  Article article;
  for (const char32_t* printed : {U"Lowe J. A. Fens[J]. Reeds, 2009, 31(2): 1-6.", U"Marsh P. Tides[J]. Reeds, 2010, 32(1): 7-9.", U"Pool R. Mud[J]. Reeds, 2O11, 33(1): 7-9.", U"Tarn S. Silt[J]. Reeds, 2012, 34(1): 7-9"})
    article.references.emplace_back().reference = parse_reference(printed);
  const ReferenceAccount account = account_of_references(article, GbtEdition::of_2015);
  ASSERT_EQ(account.habits.size(), 1U);
  EXPECT_TRUE(account.habits[0].printed.empty() && account.habits[0].standard.empty()) << "the case of surnames";
  EXPECT_EQ(account.habits[0].entries, 4U);
  std::string out;
  for (const ReferenceRow& row : account.rows)
    for (const ReferenceDeparture& d : row.departs_at) out += d.printed + ">" + d.standard + "|";
  EXPECT_EQ(out, ".>|O>0|>.|");
}

TEST(ReportReferences, WhatIsNotReadIsSaid) {
  Article article;
  article.references.emplace_back().reference = parse_reference(U"林晓. 集市[J]. 乡土, 2009, 31(2): 118-126. 转引自某处抄本.");
  const std::vector<ReferenceRow> rows = account_of_references(article, GbtEdition::of_2015).rows;
  ASSERT_EQ(rows[0].unread.size(), 1U);
}

TEST(ReportReferences, ChecksThatAReferenceFailsAreSaid) {
  Article article;
  article.references.emplace_back().reference = parse_reference(U"林晓. 集市[J]. 乡土, 2009, 31(2): 118-126.");
  article.references.emplace_back().reference = parse_reference(U"林晓. 集市[J]. 乡土, 2009, 31(2): 118-106.");
  const std::vector<ReferenceRow> rows = account_of_references(article, GbtEdition::of_2015).rows;
  EXPECT_TRUE(rows[0].fails.empty());
  EXPECT_EQ(rows[1].fails, std::vector<std::string>{"its last page comes before its first"});
}

}  // namespace
}  // namespace jiaokan
