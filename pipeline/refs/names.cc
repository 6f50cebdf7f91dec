// Names: one name into surname and given name; the rules are those of gbt7714 practice (compound surnames, middle dots,
// capitals for the surname, initials).
#include <algorithm>

#include "lang/script.h"
#include "refs/parser.h"
#include "refs/pinyin.h"
#include "refs/refs.h"
#include "refs/words.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kCompound[] = {
#include "refs/surnames.inc"
};

// The surnames of one character in common use, simplified and traditional.
constexpr CharacterSet kSingle = std::u32string_view(
#include "refs/surnames_single.inc"
);

constexpr std::u32string_view kBodyWords[] = {U"委员会", U"研究院", U"研究所", U"大学", U"学院", U"中心", U"公司", U"出版社", U"编辑部", U"编写组", U"课题组", U"协会",
                                              U"学会", U"联盟", U"办公室", U"人民政府", U"总局", U"统计局", U"部", U"局", U"署", U"厅", U"会议", U"图书馆", U"博物馆", U"档案馆",
                                              U"基金会", U"银行", U"集团", U"组织", U"法院", U"检察院", U"国务院", U"工作组", U"编委会", U"编辑室", U"报社", U"杂志社", U"小组", U"欧盟", U"联合国", U"委"};
constexpr std::u32string_view kLatinBodies[] = {U"University", U"Institute", U"Committee", U"Department", U"Ministry", U"Organization", U"Organisation", U"Association", U"Bank",
                                                U"Council", U"Commission", U"Agency", U"Society", U"Center", U"Centre", U"Group", U"Bureau", U"Office", U"Foundation", U"Company", U"Inc", U"Authority", U"Corporation", U"Federation", U"Union", U"Survey", U"Board", U"Service", U"Administration", U"Academy", U"Laborator", U"Press", U"Nations", U"Team", U"Collaboration", U"Consortium", U"Network", U"Museum", U"Library", U"Project", U"College", U"School", U"Fund", U"Conference"};

constexpr WordList kCompounds(kCompound);
constexpr WordList kBodies(kBodyWords);
constexpr WordList kLatin(kLatinBodies);

// The surnames in common use that are one syllable of pinyin. Before a given name of two syllables they stand first: Chen Yuchao.
constexpr std::u32string_view kPinyinSurnames =
    U" ai an ao bai ban bao bi bian bin bo bu cai cao cen chai chang che chen cheng chi chu cui dai dang deng di ding dong dou du duan "
    U"fan fang fei feng fu gan gao ge geng gong gu guan guo hai han hao he heng hong hou hu hua huang huo ji jia jian jiang jiao jin "
    U"jing ju kang ke kong kuang lai lan lang lei leng li lian liang liao lin ling liu long lou lu luan luo lv ma mao mei meng mi miao "
    U"min ming mo mu ni nie ning niu ou pan pang pei peng pi ping pu qi qian qiang qiao qin qiu qu quan ran rao ren rong ruan rui sang "
    U"sha shan shang shao she shen sheng shi shu song su sun tan tang tao teng tian tong tu wan wang wei wen weng wu xi xia xian xiang "
    U"xiao xie xin xing xiong xiu xu xuan xue xun yan yang yao ye yi yin ying you yu yuan yue yun zang zeng zha zhan zhang zhao zhen "
    U"zheng zhi zhong zhou zhu zhuang zhuo zong zou zu zuo ";

bool is_chinese(std::u32string_view surname, std::u32string_view given) {
  constexpr int kSyllables = 2;
  if (surname.size() < 2 || given.size() < 4 || !is_capital(surname[0]) || !is_capital(given[0])) return false;
  std::u32string word = U" ", small;
  for (const char32_t c : surname) word.push_back(c < 0x80 ? c | 0x20 : c);
  word.push_back(U' ');
  for (const char32_t c : given)
    if (c != U'-' && c != U'\'' && c != U'’') small.push_back(c < 0x80 ? c | 0x20 : c);
  return kPinyinSurnames.find(word) != std::u32string_view::npos && is_pinyin(small, kSyllables, kSyllables) && !is_pinyin(small, 1, 1);
}

bool is_dot(char32_t c) { return U"·•・‧∙⋅"sv.find(c) != std::u32string_view::npos; }

}  // namespace

bool is_surname(std::u32string_view name) {
  if (name.empty()) return false;
  return kSingle.has(name[0]) || kCompounds.begins(name);
}

bool is_body(std::u32string_view name) {
  constexpr size_t kShort = 4;
  if (name.find(U'·') != std::u32string_view::npos) return false;
  bool han = false, latin = false;
  for (const char32_t c : name) {
    latin |= is_latin_letter(c);
    han |= c >= 0x2E80 && is_han(c);
  }
  if (!latin) {
    // A short name is a body only by its last word: 外交部, but 杨署东 is a person.
    if (name.size() > kShort) return kBodies.inside(name);
    return name == U"欧盟"sv || (name.size() > 2 && kBodies.ends(name) && !(name.size() == 3 && is_surname(name) && name[2] != U'部'));
  }
  return (han && name.size() > kShort && kBodies.inside(name)) || kLatin.inside(name);
}

SplitName split_name(std::u32string_view name) {
  SplitName out;
  const uint32_t n = static_cast<uint32_t>(name.size());
  uint32_t han = 0, latin = 0;
  for (const char32_t c : name) {
    han += is_han(c) || script_of(c) == Script::kana;
    latin += is_latin_letter(c);
  }
  if (n == 0) return out;
  if (latin == 0 || han > latin) {
    const size_t dot = std::find_if(name.begin(), name.end(), is_dot) - name.begin();
    if (dot < n) {   // 曼瑟尔·奥尔森: given name first
      size_t last = dot;
      for (size_t i = dot + 1; i < n; ++i)
        if (is_dot(name[i])) last = i;
      out.eastern = false;
      out.given = {0, static_cast<uint32_t>(last)};
      out.surname = {static_cast<uint32_t>(last) + 1, n};
      return out;
    }
    out.corporate = is_body(name);
    if (n > 4 || out.corporate) return out;
    if (n < 2 || han != n) return out;
    if (n <= 3 && !is_surname(name) && is_transliterated(name)) return out;   // 黑格尔
    uint32_t surname = 1;
    if (n >= 3 && kCompounds.begins(name)) surname = 2;
    if (n == 4 && surname == 1) surname = 2;   // 4 characters without a known compound: Japanese or a joined surname
    out.surname = {0, surname};
    out.given = {surname, n};
    return out;
  }
  if (kLatin.inside(name)) {
    out.corporate = true;
    return out;
  }
  // Latin. "Surname, Given" · "CHENG Ming" · "SURNAME I I" · "Surname I" · "I. I. Surname"
  std::vector<Span> words;
  for (uint32_t i = 0; i < n;) {
    while (i < n && (is_space(name[i]) || name[i] == U',')) ++i;
    const uint32_t begin = i;
    while (i < n && !is_space(name[i]) && name[i] != U',' && !(i > begin && name[i - 1] == U'.' && is_latin_letter(name[i]))) ++i;
    if (i > begin) words.push_back({begin, i});
  }
  if (words.size() < 2) return out;
  const auto letters = [&](Span w) {
    uint32_t k = 0;
    for (uint32_t i = w.begin; i < w.end; ++i) k += is_latin_letter(name[i]);
    return k;
  };
  const auto is_capitals = [&](Span w) {
    for (uint32_t i = w.begin; i < w.end; ++i)
      if (name[i] >= U'a' && name[i] <= U'z') return false;
    return letters(w) > 0;
  };
  const auto is_initials = [&](Span w) { return is_capitals(w) && (letters(w) == 1 || (letters(w) <= 3 && (name[w.end - 1] == U'.' || w.size() > letters(w) || letters(w) <= 2))); };
  const size_t comma = name.find(U',');
  if (comma != std::u32string_view::npos) {
    out.surname = {0, static_cast<uint32_t>(comma)};
    out.given = {words[1].begin < comma ? words.back().begin : words[1].begin, n};
    for (const Span w : words)
      if (w.begin > comma) {
        out.given.begin = w.begin;
        break;
      }
    return out;
  }
  size_t first_initial = words.size();
  for (size_t w = 0; w < words.size(); ++w)
    if (is_initials(words[w]) && (w > 0 || letters(words[w]) == 1 || name[words[w].end - 1] == U'.')) {
      first_initial = w;
      break;
    }
  if (first_initial == 0) {   // I. I. Surname
    size_t w = 0;
    while (w < words.size() && is_initials(words[w])) ++w;
    if (w == words.size()) return out;
    out.eastern = false;
    out.given = {0, words[w - 1].end};
    out.surname = {words[w].begin, n};
    return out;
  }
  const bool surname_last = first_initial < words.size() && words.size() >= 3 && first_initial + 1 < words.size() && !is_initials(words.back()) && letters(words.back()) > 3;
  if (surname_last) {   // Edwin R. DuBose
    out.eastern = false;
    out.given = {0, words[words.size() - 2].end};
    out.surname = {words.back().begin, n};
    return out;
  }
  if (first_initial < words.size()) {   // Surname I I
    out.surname = {0, words[first_initial - 1].end};
    out.given = {words[first_initial].begin, n};
    return out;
  }
  size_t capitals = 0;
  while (capitals < words.size() && is_capitals(words[capitals])) ++capitals;
  if (capitals > 0 && capitals < words.size()) {   // CHENG Ming
    out.surname = {0, words[capitals - 1].end};
    out.given = {words[capitals].begin, n};
    return out;
  }
  if (words.size() == 2 && is_chinese(name.substr(words[0].begin, words[0].size()), name.substr(words[1].begin, words[1].size()))) {   // Chen Yuchao
    out.surname = words[0];
    out.given = words[1];
    return out;
  }
  out.eastern = false;   // Keith Lamb
  out.given = {0, words[words.size() - 2].end};
  out.surname = {words.back().begin, n};
  return out;
}

std::u32string_view called(const Reference& reference, const RefPart& part) {
  const Span name = part.surname.empty() || is_han(reference.raw[part.span.begin]) ? part.span : part.surname;
  return std::u32string_view(reference.raw).substr(name.begin, name.size());
}

}  // namespace jiaokan
