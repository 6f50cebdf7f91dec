// Where the entries of a list begin: the list as printed, and the first characters of each entry with its number.
#include <gtest/gtest.h>

#include "model/unicode.h"
#include "refs/refs.h"

namespace jiaokan {
namespace {

struct Row {
  const char* name;
  const char* list;
  std::vector<std::string> entries;   // "number:beginning"
};
const Row kRows[] = {
    {"a date that a line begins with is no label",
     "[1] 林晓. 集市[EB/OL]. (2018-11-02) [2019-01-\n20] . http://a.example.org/b.htm.\n[2] 周砚. 街巷[M]. 昆明: 滇池书局, 2002.", {"1:[1] 林", "2:[2] 周"}},
    {"an issue is no label",
     "[1] 林晓. 集市[J]. 乡土, 1931, 3(2) :22-24.\n[3] 周砚. 街巷[M]. 昆明: 滇池书局, 2002.", {"1:[1] 林", "3:[3] 周"}},
    {"brackets without their numbers, as many as are missing",
     "[1] 林晓. 集市[M]. 昆明: 滇池书局, 2001.\n] 李原. 桥梁[M]. 昆明: 滇池书局, 2002.\n] 何砺. 渡口[M]. 昆明: 滇池书局, 2003.\n[4] 周砚. 街巷[M]. 昆明: 滇池书局, 2004.",
     {"1:[1] 林", "2:] 李原", "3:] 何砺", "4:[4] 周"}},
    {"a label behind pages, without a stop", "[1] 林晓. 集市[J]. 乡土, 1931, 3(2): 22-24[2] 周砚. 街巷[M]. 昆明: 滇池书局, 2002.\n[3] 李原. 桥梁[M]. 昆明: 滇池书局, 2003.", {"1:[1] 林", "2:[2] 周", "3:[3] 李"}},
    {"bare numbers at the beginnings of lines",
     "1Guo JH,Liu XJ. Soils. Science,2010,327(5968): 1008-1010.\n2 全国农业中心.数据集.北京：中国农业出版社,2015.\n3ZengMF,de VriesW.Effects. Soil,2011,3(1): 5-9.\n4日本学術会議.計画.[2018-04-17]. http://a.example.org.\n5 周砚.街巷.乡土,2002,2(1): 3-4.",
     {"1:1Guo", "2:2 全国", "3:3Zen", "4:4日本学", "5:5 周砚"}},
    {"a pair's bracket before the next entry, a journal at the beginning of a line",
     "SHI FH, YU FY, 2005. Pine seeds[J]. J For,29(6):119-122．[史锋厚，喻方圆，2005．油松种子［J］．林业，29（6）：119-122.]SHI J,LUO YQ, 2005. Nematode[J]. J Beijing,27(6): 76-82.[石娟，骆有庆，2005．线虫［J］．\n种子，27（6）：76-82.]\nSONG CM, WEN XP, 2019. Cherry[J].Seed,38(4):156-158.",
     {"0:SHI F", "0:SHI J", "0:SONG "}},
    {"a label without its second bracket, and one that is lost before others", "[1] 林晓. 集市[M]. 昆明: 滇池书局, 2001. [2周砚. 街巷[M]. 昆明: 滇池书局, 2002. [4] 李原. 桥梁[M]. 昆明: 滇池书局, 2003. [5] 何砺. 渡口[M]. 昆明: 滇池书局, 2004.\n",
     {"1:[1] 林", "2:[2周砚.", "4:[4] 李", "5:[5] 何"}},
    {"a number alone, and lines whose labels are lost",
     "[1] Lowe J. Rivers. Phys. Rev. D, 2001, 3: 4-5.\n2 Moreau P. Lakes. Phys. Rev. D, 2002, 3: 4-5.\n[3] Okafor T. Seas. Phys. Rev. D, 2003, 3: 4-5.\nD. Lind. Ponds. Phys. Rev. D, 2004, 3: 4-5.\n[5] 周砚. 街巷[M]. 昆明: 滇池书局, 2002.",
     {"1:[1] L", "2:2 Mor", "3:[3] O", "4:D. Li", "5:[5] 周"}},
};

TEST(RefsList, entries_begin_where_they_do) {
  for (const Row& row : kRows) {
    const std::u32string list = from_utf8(row.list);
    std::vector<std::string> entries;
    for (const ListEntry& entry : split_reference_list(list)) entries.push_back(std::to_string(entry.number) + ":" + to_utf8(list.substr(entry.span.begin, entry.label.size() == 1 ? 4u : 5u)));
    EXPECT_EQ(entries, row.entries) << row.name;
  }
}

}  // namespace
}  // namespace jiaokan
