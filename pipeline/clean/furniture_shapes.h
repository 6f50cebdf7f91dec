// The shapes of what stands at a page's edge: a page number, a masthead, what a line says of the issue, the head of the first page, and how
// near two running heads are to one. In: a line's characters as written. Nothing here marks anything.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clean/lines.h"
#include "model/witness.h"

namespace jiaokan {

// True where the format itself marks something in the line.
bool is_marked(const Witness& witness, const Line& line);

// "75", "· 71 ·", "－12－", "第 3 页"
bool is_page_number(std::u32string_view text, std::string& number);

// "东北亚论坛 2020 年第 2 期": a name, a year, an issue, and nothing else.
struct Masthead {
  std::u32string name;
  std::string year, issue, volume;
};
bool is_masthead(std::u32string_view text, Masthead& out);

bool is_latin_capitals(std::u32string_view text);

// 万方数据, …合作期刊: what a data base prints on its pages.
bool is_stamp(std::u32string_view text);
// http://www.example.cn: where the journal is found, and nothing of its pages.
bool is_site(std::u32string_view text);

// What a line says of the issue: 第40卷, 第9期, 2021年9月, Vol.40, No. 9.
struct IssueParts {
  std::string volume, issue, year;
  std::u32string rest;   // letters that say something else
  size_t parts = 0;
};
IssueParts issue_parts(std::u32string_view text);

// The head of the first page, above the title: volume, issue, date in two languages, the journal's name between or beside them.
// Returns the number of lines.
size_t first_page_head(const Witness& witness, const std::vector<Line>& lines);

// The line without numbers, spaces and width: what a running head keeps from page to page.
std::u32string shape(std::u32string_view text);

// Pairs of neighbouring letters, sorted: what a line read badly still shares with itself.
std::vector<uint64_t> letter_pairs(std::u32string_view text);
// The share of the pairs of `a` that are in `b`, 0 to 1.
double share_of(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b);

}  // namespace jiaokan
