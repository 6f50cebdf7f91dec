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
};

TEST(RefsList, entries_begin_where_they_do) {
  for (const Row& row : kRows) {
    const std::u32string list = from_utf8(row.list);
    std::vector<std::string> entries;
    for (const ListEntry& entry : split_reference_list(list)) entries.push_back(std::to_string(entry.number) + ":" + to_utf8(list.substr(entry.span.begin, entry.label.size() == 1 ? 4 : 5)));
    EXPECT_EQ(entries, row.entries) << row.name;
  }
}

}  // namespace
}  // namespace jiaokan
