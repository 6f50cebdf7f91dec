// The text of GB/T 7714 made of the fields, and where a printed reference departs from it. Invented entries.
#include <gtest/gtest.h>

#include "model/unicode.h"
#include "refs/fields.h"
#include "refs/gbt7714.h"
#include "refs/refs.h"

namespace jiaokan {
namespace {

struct TextRow {
  const char* printed;
  const char* of_2015;
  const char* of_2025;
};
constexpr TextRow kTexts[] = {
    {"林晓，周砚．集市［J］．乡土，2009，31（2）：118～126．", "林晓, 周砚. 集市[J]. 乡土, 2009, 31(2): 118-126.", "林晓，周砚. 集市[J]. 乡土，2009，31（2）：118-126."},
    {"林晓,周砚,李原,何一.集市[J].乡土,2009(2):1,5-7.", "林晓, 周砚, 李原, 等. 集市[J]. 乡土, 2009(2): 1, 5-7.", "林晓，周砚，李原，等. 集市[J]. 乡土，2009（2）：1, 5-7."},
    {"Lowe, J.-A., & von Marsh, P. (2010). Fens of the north. Journal of Peat, 29(11), 16–21.", "LOWE J A, VON MARSH P, 2010. Fens of the north[J]. Journal of Peat, 29(11): 16-21.", "Lowe J-A，von Marsh P，2010. Fens of the north[J]. Journal of Peat，29（11）：16-21."},
    {"LOWE J A, Jr, MARSH P. Fens[M]. 2nd ed. London: Reed Press, c1990: 7.", "LOWE J A, Jr, MARSH P. Fens[M]. 2nd ed. London: Reed Press, c1990: 7.", "Lowe J A, Jr，Marsh P. Fens[M]. 2nd ed. London：Reed Press，1990：7."},
    {"[英]罗宾·韦斯特. 集市(第三版)[M]. 林晓译. 昆明: 滇池出版社, 2003.", "罗宾·韦斯特. 集市[M]. 林晓, 译. 3 版. 昆明: 滇池出版社, 2003.", "罗宾·韦斯特. 集市[M]. 林晓，译. 3 版. 昆明：滇池出版社，2003."},
    {"德雷克. 集市[M]. 林晓, 周砚, 等译. 昆明: 滇池出版社, 2003.", "德雷克. 集市[M]. 林晓, 周砚, 等译. 昆明: 滇池出版社, 2003.", "德雷克. 集市[M]. 林晓，周砚，等，译. 昆明：滇池出版社，2003."},
    {"林晓.街巷[A].周砚主编.集市[C].昆明:滇池出版社,1999:3~6.", "林晓. 街巷[C]//周砚. 集市. 昆明: 滇池出版社, 1999: 3-6.", "林晓. 街巷[C]//周砚. 集市. 昆明：滇池出版社，1999：3-6."},
    {"林晓. 集市[N]. 南岭日报, 2011-3-7(B2).", "林晓. 集市[N]. 南岭日报, 2011-03-07(B2).", "林晓. 集市[N]. 南岭日报，2011-03-07（B2）."},
    {"竹藤委员会. 集市气温规范: QX/T 999—2015[S]. 北京: 气象出版社, 2015: 4.", "竹藤委员会. 集市气温规范: QX/T 999—2015[S]. 北京: 气象出版社, 2015: 4.", "竹藤委员会. QX/T 999—2015 集市气温规范[S]. 北京：气象出版社，2015：4."},
    {"左思远. 一种秤: 中国, 90123456.7[P]. 1991-02-03.", "左思远. 一种秤: 90123456.7[P]. 1991-02-03.", "左思远. 一种秤：90123456.7[P]. 1991-02-03."},
    {"林晓. 集市[J/OL]. 乡土, 2016(4): 5[2016-08-01]. http://a.example/5/. DOI:10.55555/x.1.", "林晓. 集市[J/OL]. 乡土, 2016(4): 5[2016-08-01]. http://a.example/5/. DOI:10.55555/x.1.", "林晓. 集市[J/OL]. 乡土，2016（4）：5. http://a.example/5/. DOI:10.55555/x.1."},
    {"林晓. 集市[EB/OL]. (2012-01-16)[2013-03-26]. http://a.example/b.html.", "林晓. 集市[EB/OL]. (2012-01-16)[2013-03-26]. http://a.example/b.html.", "林晓. 集市[EB/OL]. （2012-01-16）[2013-03-26]. http://a.example/b.html."},
    {"林晓, 2006b. 集市[J]. 乡土, (5): 19-27.", "林晓, 2006b. 集市[J]. 乡土(5): 19-27.", "林晓，2006b. 集市[J]. 乡土（5）：19-27."},
    {"林晓：《集市》，昆明：滇池书局，1983年，第7—9页。", "林晓. 集市[M]. 昆明: 滇池书局, 1983: 7-9.", "林晓. 集市[M]. 昆明：滇池书局，1983：7-9."},
    {"滇池学会. 乡土[J]. 1984, 1(1)-. 昆明: 滇池学会, 1984-.", "滇池学会. 乡土[J]. 1984, 1(1)-. 昆明: 滇池学会, 1984-.", "滇池学会. 乡土[J]. 1984，1（1）—. 昆明：滇池学会，1984—."},
};

TEST(RefsGbt7714, TextOfBothEditions) {
  for (const TextRow& row : kTexts) {
    const Reference reference = parse_reference(from_utf8(row.printed));
    EXPECT_EQ(to_utf8(gbt7714_text(reference, GbtEdition::of_2015)), row.of_2015) << row.printed;
    EXPECT_EQ(to_utf8(gbt7714_text(reference, GbtEdition::of_2025)), row.of_2025) << row.printed;
  }
}

// Written again from what was read of the written text, it is the same.
TEST(RefsGbt7714, TextOfItsOwnTextIsTheSame) {
  for (const TextRow& row : kTexts) {
    EXPECT_EQ(to_utf8(gbt7714_text(parse_reference(from_utf8(row.of_2015)), GbtEdition::of_2015)), row.of_2015);
    EXPECT_EQ(to_utf8(gbt7714_text(parse_reference(from_utf8(row.of_2025)), GbtEdition::of_2025)), row.of_2025);
  }
}

struct DepartureRow {
  const char* printed;
  const char* standard;
  const char* departures;   // "printed>standard", joined by "|"
};
constexpr DepartureRow kDepartures[] = {
    {"林晓．集市［J］．乡土，2009，31（2）：1—5．", "林晓. 集市[J]. 乡土, 2009, 31(2): 1-5.", ""},
    {"林晓.街巷[A].周砚.集市[C].昆明:滇池,1999.", "林晓. 街巷[C]//周砚. 集市. 昆明: 滇池, 1999.", "A>C|.>//|[C]>"},
    {"林晓.集市[J].乡土,2009:1", "林晓. 集市[J]. 乡土, 2009: 1.", ">."},
    {"集市", "集市", ""},
};

TEST(RefsGbt7714, Departures) {
  for (const DepartureRow& row : kDepartures) {
    const std::u32string printed = from_utf8(row.printed), standard = from_utf8(row.standard);
    std::string out;
    for (const Departure& d : departures(printed, standard))
      out += (out.empty() ? "" : "|") + to_utf8(printed.substr(d.printed.begin, d.printed.size())) + ">" + to_utf8(standard.substr(d.standard.begin, d.standard.size()));
    EXPECT_EQ(out, row.departures) << row.printed;
  }
}

}  // namespace
}  // namespace jiaokan
