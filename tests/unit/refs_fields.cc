// The smallest string of each form, and the fields that it must give. Invented entries.
#include <gtest/gtest.h>

#include "model/unicode.h"
#include "refs/fields.h"
#include "refs/refs.h"

namespace jiaokan {
namespace {

struct FieldRow {
  const char* string;
  const char* fields;   // name=value|…; names of a list joined by ";"; only those named are compared
};

constexpr FieldRow kMarked[] = {
    {"林晓. 集市[J]. 乡土, 2016(4): 5-6.", "authors=林晓|title=集市|container=乡土|year=2016|issue=4|pages=5-6"},
    {"林晓,周砚.集市[J].乡土,2009,31(2):118～126.", "authors=林晓;周砚|volume=31|issue=2|pages=118-126"},
    {"林晓. 集市[J]. 乡土, 2016, 58: 41+43-44.", "volume=58|pages=41+43-44"},
    {"Okafor T N. Drift[J]. Coastal Notes, 2019, 14: e0203111.", "article_number=e0203111"},
    {"林晓. 集市[N]. 南岭日报, 2011-3-7(B2).", "container=南岭日报|date=2011-03-07|year=2011|pages=B2"},
    {"林晓. 集市[N]. 南岭日报, 2011,03,07(2).", "date=2011-03-07|pages=2"},
    {"林晓. 集市: 第 3 卷[M]. 2 版. 昆明: 滇池出版社, 2003: 27.", "title=集市|volume=3|edition=2|place=昆明|publisher=滇池出版社|pages=27"},
    {"林晓. 集市: 卷四 街巷[M]. 点校本. 昆明: 滇池书局, 1981.", "title=集市|volume=卷四|edition=点校本|place=昆明"},
    {"[英]罗宾·韦斯特. 集市[M]. 林晓, 周砚, 译. 昆明: 滇池出版社, 2003.", "authors=罗宾·韦斯特|translators=林晓;周砚|publisher=滇池出版社"},
    {"汉斯·J. 韦伯. 集市[M]. 滇池出版社, 2003.", "authors=汉斯·J. 韦伯|title=集市|publisher=滇池出版社"},
    {"林晓. 街巷[M]//周砚. 集市: 3. 昆明: 滇池出版社, 1988: 5-9.", "title=街巷|container_authors=周砚|container=集市|volume=3|place=昆明|pages=5-9"},
    {"林晓.街巷[A].周砚,李原主编.集市[C].滇池出版社,1999:3~6.", "container_authors=周砚;李原|container=集市|publisher=滇池出版社|pages=3-6"},
    {"林晓. 街巷[A]. 见: 周砚编. 集市[C]. 增补本. 昆明: 滇池书社, 1998.", "container_authors=周砚|container=集市|edition=增补本|place=昆明"},
    {"Lowe J, Marsh P. Fens[A]. In: Pool R, Tarn S, eds. Wetlands: Vol. 2[M]. London: Reed Press, 1990: 7-9.",
     "authors=Lowe J;Marsh P|container_authors=Pool R;Tarn S|container=Wetlands|volume=2|place=London|publisher=Reed Press"},
    {"林晓. 街巷[C]//第三届集市研讨会, 2018: 9.", "container=第三届集市研讨会|year=2018|pages=9"},
    {"林晓, 2006b. 集市[J]. 乡土, (5): 19-27.", "authors=林晓|year=2006|year_suffix=b|container=乡土|issue=5|pages=19-27"},
    {"LOWE J, 1990. Fens[M]. London: Reed Press: 7-9.", "authors=LOWE J|year=1990|place=London|publisher=Reed Press|pages=7-9"},
    {"集市气温规范: QX/T 999—2015[S].", "title=集市气温规范|number=QX/T 999—2015|year=2015"},
    {"GB/T 99999—2015 集市气温规范[S].", "title=集市气温规范|number=GB/T 99999—2015"},
    {"林晓. 一种秤: 中国, 90123456.7[P]. 1991-02-03.", "title=一种秤|place=中国|number=90123456.7|date=1991-02-03"},
    {"林晓. 秤的误差[D]. 昆明: 滇池大学, 2009: 12.", "place=昆明|publisher=滇池大学|year=2009|pages=12"},
    {"林晓. 集市[EB/OL]. (2012-01--16)[2013～03-26]. http://a.example/b c/d.html.", "date=2012-01-16|accessed=2013-03-26|url=http://a.example/bc/d.html"},
    {"林晓. 集市[J/OL]. 乡土, 2016(4): 5. https://doi.org/10.55555/x.1.", "doi=10.55555/x.1|url=https://doi.org/10.55555/x.1"},
    {"云岭省公署. 水闸呈文: 0032-001-6[A]. 昆明: 云岭省档案馆, 1934: 2.", "authors=云岭省公署|number=0032-001-6|publisher=云岭省档案馆"},
    {"林晓. 集市[J]. 乡土, 2016(4): 5-6. [Lin X. Fairs[J]. Village, 2016(4): 5-6.]", "title=集市|container=乡土|trans_title=Fairs|pages=5-6"},
    {"林晓. 集市[J.乡土,20l6,3(2):5-6.", "title=集市|container=乡土|year=2016|volume=3|issue=2|pages=5-6"},
    {"林晓. 街巷[Cl//第三届集市论文集. 2Oo8: 9-11.", "title=街巷|container=第三届集市论文集|year=2008|pages=9-11"},
    {"林晓. 秤的误差[D]. 滇池大学硕士学位论文,2009.", "publisher=滇池大学|genre=硕士学位论文"},
    {"林晓. 集市的空间演\n变[J］. 乡土，20\n16(4)：5-6。", "title=集市的空间演变|container=乡土|year=2016"},
};

constexpr FieldRow kUnmarked[] = {
    {"林晓：《集市》，昆明：滇池书局，1983年，第7—9页。", "authors=林晓|title=集市|place=昆明|publisher=滇池书局|year=1983|pages=7-9"},
    {"参见林晓：《集市》，周砚译，滇池出版社1983年版，第7页。", "authors=林晓|translators=周砚|publisher=滇池出版社|year=1983|pages=7"},
    {"林晓：《街巷》，载周砚主编：《集市》，滇池出版社1983年版。", "container=集市|container_authors=周砚|publisher=滇池出版社"},
    {"林晓：《街巷》，《乡土》2002年第4期，第68—73, 86页。", "container=乡土|year=2002|issue=4|pages=68-73,86"},
    {"林晓：《街巷》，《南岭日报》2011年3月7日，第2版。", "container=南岭日报|date=2011-03-07|pages=2"},
    {"林晓：《街巷》，滇池大学历史系博士学位论文，2000年。", "publisher=滇池大学历史系|genre=博士学位论文|year=2000"},
    {"林晓，2001，《集市》，昆明：滇池书局。", "authors=林晓|year=2001|place=昆明|publisher=滇池书局"},
    {"林晓. 集市. 乡土, 1973(4): 40～42", "authors=林晓|title=集市|container=乡土|year=1973|issue=4|pages=40-42"},
    {"Lowe J, Marsh P. Fens of the north. J Peat, 2010 Mar 18;29(11): 16-21.", "authors=Lowe J;Marsh P|title=Fens of the north|container=J Peat|year=2010|volume=29|issue=11|pages=16-21"},
    {"Lowe, J., & Marsh, P. (2010). Fens of the north. Journal of Peat, 29(11), 16–21.", "authors=Lowe, J.;Marsh, P.|year=2010|title=Fens of the north|container=Journal of Peat|volume=29|issue=11|pages=16-21"},
    {"John A. Lowe, “Fens of the North,” Journal of Peat 29, no. 11 (2010): 16–21.", "authors=Lowe, John A.|title=Fens of the North|container=Journal of Peat|volume=29|issue=11|year=2010|pages=16-21"},
    {"Lowe, J., Fens of the North (London: Reed Press, 1990).", "authors=Lowe, J.|title=Fens of the North|place=London|publisher=Reed Press|year=1990"},
    {"Marshall H.L., Miller B.P., Davis D.S., 2002, ApJ, 564, 683", "authors=Marshall H.L.;Miller B.P.;Davis D.S.|year=2002|container=ApJ|volume=564|pages=683"},
    {"《中华人民共和国刑法》第12条。", "title=中华人民共和国刑法|part_title=第12条"},
    {"参见《关于适用〈乡约〉的解释》（法释〔2015〕5号）第93条。", "title=关于适用〈乡约〉的解释|number=法释〔2015〕5号|part_title=第93条"},
    {"某省高级人民法院（2012）高民终字第1855号民事判决书。", "authors=某省高级人民法院|number=(2012)高民终字第1855号|title=民事判决书"},
    {"林某诉周某合同纠纷案，《某院公报》2015年第3期，第22页。", "title=林某诉周某合同纠纷案|container=某院公报|year=2015|issue=3|pages=22"},
    {"Roe v. Wade, 410 U.S. 113 (1973).", "title=Roe v. Wade|volume=410|container=U.S.|pages=113|year=1973"},
    {"林晓：《集市》，昆明：滇池出版社，2003年，第59—61页；周砚：《街巷》，滇池书局2011年版，第12页。", "authors=林晓|title=集市|place=昆明|publisher=滇池出版社|year=2003|pages=59-61"},
};

std::string flat(const ReferenceFields& fields, std::string_view name) {
  std::string out;
  for (const ReferenceField& field : fields)
    if (field.name == name)
      for (const std::string& value : field.values) out += (out.empty() ? "" : ";") + value;
  return out;
}

void check(const FieldRow& row) {
  const std::u32string raw = from_utf8(row.string);
  const Reference reference = parse_reference(raw);
  const ReferenceFields fields = fields_of(reference);
  const std::string wanted = row.fields;
  for (size_t i = 0; i < wanted.size();) {
    const size_t end = std::min(wanted.find('|', i), wanted.size()), equals = wanted.find('=', i);
    EXPECT_EQ(flat(fields, wanted.substr(i, equals - i)), wanted.substr(equals + 1, end - equals - 1)) << wanted.substr(i, equals - i) << " of " << row.string;
    i = end + 1;
  }
  std::u32string joined;
  for (const RefPart& part : reference.parts) joined += std::u32string_view(reference.raw).substr(part.span.begin, part.span.size());
  EXPECT_EQ(to_utf8(joined), row.string) << "the parts, joined, are the string";
}

constexpr FieldRow kGermanAndFrench[] = {
    {"Karl Weber, Marktrecht, 6. Aufl., Berlin: Riedel, 1991, S. 119.", "authors=Weber, Karl|title=Marktrecht|edition=6|place=Berlin|publisher=Riedel|pages=119"},
    {"Karl Weber, Recht des Marktes, Bd. I, 4. Aufl., München: C. H. Riedel, 2006, S. 380.", "title=Recht des Marktes|volume=I|edition=4|place=München|publisher=C. H. Riedel"},
    {"Karl Weber, Recht des Marktes, Band 1, 4. Auflage, 2006.", "title=Recht des Marktes|volume=1|edition=4|year=2006"},
    {"Hans-Otto Lahn/Karl Weber, Lehrbuch des Marktrechts, 5. Aufl., Berlin: Riedel & Sohn, 1996, S. 55 ff.",
     "authors=Lahn, Hans-Otto;Weber, Karl|title=Lehrbuch des Marktrechts|edition=5|place=Berlin|pages=55"},
    {"Karl Weber, Recht und Markt, hrsg. von Hans Lahn, 5. Aufl., Tübingen: Riedel, 1972, S. 17.", "title=Recht und Markt|editors=Lahn, Hans|edition=5|place=Tübingen"},
    {"Jean Moreau, Droit civil, t. II, 2e éd., Paris: PUF, 1957, p. 45.", "authors=Moreau, Jean|title=Droit civil|volume=II|edition=2|place=Paris|pages=45"},
    {"Weber K. Marktrecht[M]. 5., überarb. Aufl. Berlin: Riedel, 1991: 119.", "title=Marktrecht|edition=5|place=Berlin|publisher=Riedel|pages=119"},
    {"Moreau J. Droit civil[M]. 2e éd. Paris: PUF, 1957: 45.", "title=Droit civil|edition=2|place=Paris|publisher=PUF|pages=45"},
    {"Weber, Recht des Marktes, Band I, 4. Aufl., München: C. H. Riedel, 2006, S. 37.", "title=Recht des Marktes|volume=I|edition=4|pages=37"},
    {"Su Jinyuan, Theory of Markets, London: Reed Press, 1991.", "authors=Su Jinyuan|title=Theory of Markets"},
    {"Rui Lin, Theory of Markets, London: Reed Press, 1991.", "authors=Lin, Rui|title=Theory of Markets"},
    {"John Reed, Theory of Markets, Vol. 1, 6th ed., London: Reed Press, 1991, p. 119.", "title=Theory of Markets|volume=1|edition=6|place=London"},
};

TEST(RefsFields, WithTypeMark) {
  for (const FieldRow& row : kMarked) check(row);
}

TEST(RefsFields, WithoutTypeMark) {
  for (const FieldRow& row : kUnmarked) check(row);
}

TEST(RefsFields, GermanAndFrenchEditions) {
  for (const FieldRow& row : kGermanAndFrench) check(row);
}

// Nothing that is not printed: a bare title has no other field.
TEST(RefsFields, NothingIsInvented) {
  const ReferenceFields fields = fields_of(parse_reference(U"集市[Z]."));
  ASSERT_EQ(fields.size(), 1U);
  EXPECT_EQ(fields[0].name, "title");
}

}  // namespace
}  // namespace jiaokan
