// Each field of a reference in each export form: lines that must stand there, lines that must not. Invented entries.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "model/unicode.h"
#include "refs/exports.h"
#include "refs/refs.h"

namespace jiaokan {
namespace {

std::vector<Reference> one(const char* string) { return {parse_reference(from_utf8(string))}; }

struct LineRow {
  const char* string;
  const char* lines;   // separated by "|": each must be a whole line of the output
};

void check_lines(const LineRow& row, const std::string& out, const std::string& end) {
  const std::string text = "\n" + out, wanted = row.lines;
  for (size_t i = 0; i < wanted.size();) {
    const size_t stop = std::min(wanted.find('|', i), wanted.size());
    const std::string line = wanted.substr(i, stop - i);
    EXPECT_NE(text.find("\n" + line + end), std::string::npos) << line << "\nin\n" << out;
    i = stop + 1;
  }
}

constexpr LineRow kRis[] = {
    {"林晓,周砚.集市[J].乡土,2009,31(2):118-126.", "TY  - JOUR|AU  - 林晓|AU  - 周砚|TI  - 集市|T2  - 乡土|PY  - 2009|VL  - 31|IS  - 2|SP  - 118|EP  - 126|LA  - zh"},
    {"林晓. 集市[J]. 乡土, 2016, 58: 41+43-44.", "SP  - 41+43-44"},
    {"Okafor T N. Drift[J]. Coastal Notes, 2019, 14: e0203111.", "AU  - Okafor, T N|SP  - e0203111|LA  - en"},
    {"林晓. 街巷[A]. 周砚主编. 集市[C]. 昆明: 滇池出版社, 1988: 5-9.", "TY  - CHAP|A2  - 周砚|T2  - 集市|CY  - 昆明|PB  - 滇池出版社"},
    {"[英]罗宾·韦斯特. 集市[M]. 林晓, 周砚, 译. 2版. 昆明: 滇池出版社, 2003.", "AU  - 罗宾·韦斯特|A4  - 林晓|A4  - 周砚|ET  - 2"},
    {"林晓. 集市[EB/OL]. (2012-01-16)[2013-03-26]. http://a.example/b.html.", "TY  - ELEC|PY  - 2012|DA  - 2012/01/16|Y2  - 2013/03/26|UR  - http://a.example/b.html"},
    {"左思远. 一种秤: 中国, 90123456.7[P]. 1991-02-03.", "TY  - PAT|C3  - 中国|SN  - 90123456.7|DA  - 1991/02/03"},
    {"集市气温规范: QX/T 999—2015[S].", "TY  - STAND|SN  - QX/T 999—2015"},
    {"林晓. 秤的误差[D]. 滇池大学硕士学位论文,2009.", "TY  - THES|PB  - 滇池大学|M3  - 硕士学位论文"},
    {"林晓. 集市[J]. 乡土, 2016(4): 5-6. [Lin X. Fairs[J]. Village, 2016(4): 5-6.]", "TT  - Fairs"},
    {"林晓. 集市[J/OL]. 乡土, 2016(4): 5. https://doi.org/10.55555/x.1.", "DO  - 10.55555/x.1"},
};

TEST(RefsExports, Ris) {
  for (const LineRow& row : kRis) check_lines(row, to_ris(one(row.string)), "\r\n");
}

constexpr LineRow kBibtex[] = {
    {"林晓,周砚,等.集市[J].乡土,2009,31(2):118-126.", "@article{ref-1,|  author = {林, 晓 and 周, 砚 and others},|  journal = {乡土},|  number = {2},|  pages = {118--126},|  mark = {J},|  langid = {chinese}"},
    {"林晓. 街巷[A]. 周砚主编. 集市[C]. 昆明: 滇池出版社, 1988: 5-9.", "@incollection{ref-1,|  editor = {周, 砚},|  booktitle = {集市},|  address = {昆明},|  publisher = {滇池出版社},"},
    {"林晓. 秤的误差[D]. 滇池大学硕士学位论文,2009.", "@mastersthesis{ref-1,|  school = {滇池大学},|  type = {硕士学位论文},"},
    {"林晓. 集市[EB/OL]. (2012-01-16)[2013-03-26]. http://a.example/b_c%20{d}.", "  date = {2012-01-16},|  urldate = {2013-03-26},|  url = {http://a.example/b_c%20%7Bd%7D},|  medium = {OL},"},
    {"左思远. 一种秤: 中国, 90123456.7[P]. 1991-02-03.", "  address = {中国},|  number = {90123456.7},"},
    {"LOWE J. R&D at 5% of $3_a #1[J]. Peat, 1990, 3: 1.", "  author = {LOWE, J},|  title = {{R\\&D} at 5\\% of \\$3\\_a \\#1},|  langid = {english}"},
    {"Lowe J. A set {x of ~y^2[J]. Peat, 1990, 3: 1.", "  title = {A set \\textbraceleft{}x of \\textasciitilde{}y\\textasciicircum{}2},"},
    {"Lowe J. McRae and DNA in fens[J]. Peat, 1990, 3: 1.", "  title = {{McRae} and {DNA} in fens},"},
    {"岡村秀. 古墳からみる社会[M]. 東京: 青葉書房, 1990.", "  author = {{岡村秀}},|  langid = {japanese}"},
};

TEST(RefsExports, Bibtex) {
  for (const LineRow& row : kBibtex) check_lines(row, to_bibtex(one(row.string)), "\n");
}

struct CslRow {
  const char* string;
  const char* item;   // JSON: these members must be so
};
constexpr CslRow kCsl[] = {
    {"林晓,滇池学会.集市[J].乡土,2009,31(2):118-126.", R"({"type":"article-journal","language":"zh-CN","author":[{"family":"林","given":"晓"},{"literal":"滇池学会"}],"container-title":"乡土","volume":"31","issue":"2","page":"118-126","issued":{"date-parts":[[2009]]}})"},
    {"LOWE J. Fens[M]. London: Reed Press, 1990.", R"({"type":"book","language":"en","publisher-place":"London","publisher":"Reed Press"})"},
    {"岡村秀. 古墳からみる社会[M]. 東京: 青葉書房, 1990.", R"({"language":"ja"})"},
    {"林晓. 集市[EB/OL]. (2012-01-16)[2013-03-26]. http://a.example/b.html.", R"({"type":"webpage","issued":{"date-parts":[[2012,1,16]]},"accessed":{"date-parts":[[2013,3,26]]},"URL":"http://a.example/b.html"})"},
    {"林晓. 街巷[A]. 周砚主编. 集市[C]. 增补本. 昆明: 滇池出版社, 1988: 5-9.", R"({"type":"chapter","editor":[{"family":"周","given":"砚"}],"container-title":"集市","edition":"增补本"})"},
    {"[英]罗宾·韦斯特. 集市[M]. 林晓, 译. 昆明: 滇池出版社, 2003.", R"({"translator":[{"family":"林","given":"晓"}]})"},
    {"Okafor T N. Drift[J]. Coastal Notes, 2019, 14: e0203111.", R"({"page":"e0203111","volume":"14"})"},
    {"左思远. 一种秤: 中国, 90123456.7[P]. 1991-02-03.", R"({"type":"patent","number":"90123456.7"})"},
    {"林晓, 2006b. 集市[J]. 乡土, (5): 19-27.", R"({"custom":{"year-suffix":"b"}})"},
    {"高渡. 透明度数据集[DS/OL]. V2.1. 江南科学数据中心 (2023-11-02)[2024-04-30]. https://data.example.cn/l. CSTR:99999.11.lake.1.", R"({"type":"dataset","version":"V2.1","custom":{"CSTR":"99999.11.lake.1"}})"},
};

TEST(RefsExports, Csl) {
  for (const CslRow& row : kCsl) {
    const nlohmann::json out = nlohmann::json::parse(to_csl(one(row.string))), wanted = nlohmann::json::parse(row.item);
    ASSERT_EQ(out.size(), 1U);
    for (const auto& [name, value] : wanted.items()) EXPECT_EQ(out[0].value(name, nlohmann::json()), value) << name << " of " << row.string;
  }
}

}  // namespace
}  // namespace jiaokan
