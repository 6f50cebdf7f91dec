#include "structure/author_line.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "refs/refs.h"
#include "refs/words.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kBodies[] = {U"大学", U"学院", U"研究院", U"研究所", U"研究中心", U"中心", U"医院", U"实验室", U"图书馆", U"公司", U"科学院", U"党校", U"出版社", U"大學", U"學院",
                                           U"委员会", U"中学", U"博物馆", U"学会", U"研究会", U"观测站", U"试验站", U"设计院", U"集团", U"气象台", U"气象局", U"管理局", U"监测站", U"工作站", U"天文台", U"植物园", U"档案馆", U"编辑部", U"杂志社", U"事务所", U"银行", U"法院", U"检察院"};
constexpr std::u32string_view kLatinBodies[] = {U"University", U"Institute", U"College", U"Academy", U"Laboratory", U"Department", U"School", U"Center", U"Centre", U"Hospital", U"Division", U"Faculty", U"Company", U"Bureau"};

#define REGION(name) U##name,
constexpr std::u32string_view kRegions[] = {
#include "lang/regions.inc"
};
#undef REGION

constexpr uint32_t kReach = 30;        // characters in which a body's name shows that it is one
constexpr uint32_t kGluedToPlace = 30; // the same, where the name of a place ends them
constexpr uint32_t kGlued = 12;        // Han without a sign between that may still be names

bool begins_affiliation(std::u32string_view text) {
  if (std::none_of(std::begin(kRegions), std::end(kRegions), [&](std::u32string_view region) { return text.starts_with(region); })) return false;
  return names_body(text.substr(0, kReach));
}

// Two or three characters that begin with a surname; four where the surname has two.
bool is_name(std::u32string_view run) {
  if (run.size() < 2 || run.size() > 4 || !is_surname(run)) return false;
  return run.size() < 4 || split_name(run.substr(0, 3)).surname.size() == 2;
}

// The surnames of nine in ten people.
constexpr std::u32string_view kCommon = U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文";

// Han without a sign between, cut into names each of which begins with a surname: the cut with the fewest that are not known, of these with the
// fewest rare surnames, then the first that takes three characters before two, so that few are made.
bool cut_names(std::u32string_view run, uint32_t base, const KnownName& known, std::vector<Span>& out) {
  using Cost = std::pair<size_t, size_t>;   // names that are not known, rare surnames
  std::vector<Span> names, best;
  Cost least = {run.size() + 1, run.size() + 1};
  const auto cut = [&](const auto& self, uint32_t from, Cost cost) -> void {
    if (cost >= least) return;
    if (from == run.size()) {
      least = cost;
      best = names;
      return;
    }
    for (const uint32_t size : {4U, 3U, 2U}) {
      if (from + size > run.size()) continue;
      const std::u32string_view name = run.substr(from, size);
      const bool is_known = known && is_surname(name) && known(name);
      if (!is_name(name) && !is_known) continue;
      names.push_back({base + from, base + from + size});
      self(self, from + size, {cost.first + !is_known, cost.second + (size < 4 && kCommon.find(run[from]) == std::u32string_view::npos)});
      names.pop_back();
    }
  };
  cut(cut, 0, {0, 0});
  out.insert(out.end(), best.begin(), best.end());
  return !best.empty() || run.empty();
}

// The same of a run that white space parted in print: 张军朱贺 魏树臣李凯.
bool names_at_gaps(std::u32string_view run, uint32_t base, const std::vector<bool>& gaps, const KnownName& known, std::vector<Span>& out) {
  const auto gap_at = [&](size_t i) { return i >= run.size() || (base + i < gaps.size() && gaps[base + i]); };
  std::vector<Span> names;
  size_t unknown = 0;
  uint32_t begin = 0;
  for (uint32_t i = 1; i <= run.size(); ++i) {
    if (!gap_at(i)) continue;
    if (begin == 0 && i == run.size()) return false;   // there is none
    if (i == begin + 1 && i < run.size() && gap_at(i + 1) && is_name(run.substr(begin, 2))) continue;   // 王 亚: a name of two set as wide as one of three
    const std::u32string_view part = run.substr(begin, i - begin);
    constexpr size_t kLongestDotted = 14;
    if (is_name(part) || (part.size() <= kLongestDotted && part.find(U'·') != std::u32string_view::npos)) names.push_back({base + begin, base + i});
    else if (part.size() < 2) return false;
    else if (!cut_names(part, base + begin, known, names)) {
      // One whose surname is none we know, among others.
      if (part.size() > 3 || names_body(part)) return false;
      names.push_back({base + begin, base + i});
      ++unknown;
    }
    begin = i;
  }
  if (unknown * 2 > names.size()) return false;
  out.insert(out.end(), names.begin(), names.end());
  return true;
}

// The same of a run and the next with white space between, which stands inside a name.
bool cut_spaced(std::u32string_view text, uint32_t begin, uint32_t space, uint32_t end, const KnownName& known, std::vector<Span>& out) {
  std::u32string run(text.substr(begin, space - begin));
  run += text.substr(space + 1, end - space - 1);
  std::vector<Span> names;
  if (!cut_names(run, begin, known, names)) return false;
  for (Span& name : names) {
    if (name.begin >= space) ++name.begin;
    if (name.end > space) ++name.end;
    out.push_back(name);
  }
  return true;
}

// Signs that stand between names or behind them as marks of affiliations, read rightly or wrongly.
bool is_between(char32_t c) {
  return is_space(c) || is_digit(c) || circled_value(c) > 0 || std::u32string_view(U",，、=;；!！*＊\\^'‘’`\"“”」}{]|†‡§#■●◆·.．⁰¹²³⁴⁵⁶⁷⁸⁹").find(c) != std::u32string_view::npos;
}

}  // namespace

bool names_body(std::u32string_view text) {
  static constexpr WordList kHan(kBodies);
  static constexpr WordList kLatin(kLatinBodies);
  return kHan.inside(text) || kLatin.inside(text);
}

AuthorLine read_author_line(std::u32string_view text, const std::vector<bool>& gaps, const KnownName& known) {
  AuthorLine out;
  const uint32_t size = static_cast<uint32_t>(text.size());
  bool sign_since = false;
  size_t doubtful = 0;
  for (uint32_t i = 0; i < size;) {
    const char32_t c = text[i];
    if (is_han(c)) {
      uint32_t end = i;
      bool dotted = false;
      while (end < size && (is_han(text[end]) || (text[end] == U'·' && end + 1 < size && is_han(text[end + 1])))) dotted |= text[end++] == U'·';
      const std::u32string_view run = text.substr(i, end - i);
      out.separated |= sign_since && !out.names.empty();
      sign_since = false;
      if (!out.names.empty() && begins_affiliation(text.substr(i))) {
        out.affiliation = {i, size};
        return doubtful * 2 <= out.names.size() ? out : AuthorLine{};
      }
      std::vector<Span> parted;
      if (names_at_gaps(run, i, gaps, known, parted)) {
        out.names.insert(out.names.end(), parted.begin(), parted.end());
        out.separated = true;
      } else if (dotted && run.size() <= 14) {
        out.names.push_back({i, end});
      } else if (is_name(run)) {
        out.names.push_back({i, end});
      } else {
        // Names to the run's end, or a name and then the place where its bearer works.
        std::vector<Span> names;
        uint32_t joined = end;   // 王兴祥周 静李忠佩: white space inside a name
        if (end + 1 < size && is_space(text[end]))
          for (joined = end + 1; joined < size && is_han(text[joined]);) ++joined;
        if (run.size() <= kGlued && cut_names(run, i, known, names)) {
          out.names.insert(out.names.end(), names.begin(), names.end());
        } else if (run.size() > 3 && joined > end + 1 && joined - i <= kGlued + 1 && cut_spaced(text, i, end, joined, known, out.names)) {
          end = joined;
        } else {
          bool found = false;
          for (uint32_t head = 2; head <= kGluedToPlace && head + 4 <= run.size() && !found; ++head) {
            names.clear();
            if (!begins_affiliation(run.substr(head)) || !cut_names(run.substr(0, head), i, known, names)) continue;
            out.names.insert(out.names.end(), names.begin(), names.end());
            out.affiliation = {i + head, size};
            found = true;
          }
          if (!found && !out.names.empty() && names_body(run)) {
            out.affiliation = {i, size};
            found = true;
          }
          if (found) {
            out.separated = true;
            return doubtful * 2 <= out.names.size() ? out : AuthorLine{};
          }
          // A name whose surname is none we know, or one of another people: where the others are names.
          if (run.size() > (run.size() > 4 && out.names.size() < 2 ? 0 : 9) || names_body(run)) return {};
          if (run.find_first_of(U"与的及之") != std::u32string_view::npos) return {};   // 短板、路径与方法
          out.names.push_back({i, end});
          ++doubtful;
        }
      }
      i = end;
      continue;
    }
    if (fold(c) == U'(') {
      // Behind names a bracket holds where they work; a Latin name in one is passed over.
      const size_t close = text.find(text[i] == U'（' ? U'）' : U')', i);
      const std::u32string_view inside = text.substr(i + 1, close == std::u32string_view::npos ? std::u32string_view::npos : close - i - 1);
      if (!out.names.empty() && names_body(inside)) {
        out.affiliation = {i, size};
        out.separated = true;
        return doubtful * 2 <= out.names.size() ? out : AuthorLine{};
      }
      if (inside.size() > 12 || close == std::u32string_view::npos) return {};
      i = static_cast<uint32_t>(close) + 1;
      continue;
    }
    // "1云南大学": a number that begins an affiliation.
    if (!out.names.empty() && is_digit(c)) {
      uint32_t behind = i;
      while (behind < size && (is_digit(text[behind]) || is_space(text[behind]) || text[behind] == U'.' || text[behind] == U'．')) ++behind;
      if (behind < size && is_han(text[behind]) && begins_affiliation(text.substr(behind))) {
        out.affiliation = {i, size};
        out.separated = true;
        return doubtful * 2 <= out.names.size() ? out : AuthorLine{};
      }
    }
    // A small letter that marks an affiliation.
    uint32_t letters = 0;   // one or two: a, aʰ, l for 1
    while (i + letters < size && letters < 3 && (is_latin_letter(text[i + letters]) || (text[i + letters] >= U'ʰ' && text[i + letters] <= U'˄')) && !(text[i + letters] >= U'A' && text[i + letters] <= U'H')) ++letters;
    const bool mark = !out.names.empty() && (letters == 1 || letters == 2);
    if (!is_between(c) && !mark && c != U'$') return {};
    if (c == U'$') {   // a raised number that was taken for a formula
      const size_t close = text.find(U'$', i + 1);
      if (close == std::u32string_view::npos || close - i > 40) return {};
      i = static_cast<uint32_t>(close);
    }
    sign_since = true;
    ++i;
  }
  out.separated |= sign_since && !out.names.empty();
  return doubtful * 2 <= out.names.size() && (doubtful == 0 || out.separated) ? out : AuthorLine{};
}

AuthorLine read_latin_author_line(std::u32string_view text) {
  AuthorLine out;
  const uint32_t size = static_cast<uint32_t>(text.size());
  if (size > 800 || match_heading_label(text).scheme != Scheme::none) return {};
  uint32_t begin = 0;
  size_t pieces = 0;
  const auto is_capital = [](char32_t c) { return c >= U'A' && c <= U'Z'; };
  // A piece between two signs; false where the affiliations begin in it.
  const auto piece = [&](uint32_t from, uint32_t to) {
    const auto is_name_sign = [&](char32_t c) { return is_latin_letter(c) || c == U'-' || c == U'.' || c == U'\'' || c == U'’' || is_space(c); };
    // A mark of the name before: a single small letter.
    while (from < to && (!is_latin_letter(text[from]) || (!is_capital(text[from]) && (from + 1 >= to || !is_latin_letter(text[from + 1]))))) ++from;
    uint32_t end = from;
    while (end < to && is_name_sign(text[end])) ++end;
    const bool bracket = end < to && fold(text[end]) == U'(';
    if (text.substr(from, 4) == U"and ") from += 4;
    const std::u32string_view rest = text.substr(end, to - end);
    while (end > from && !is_latin_letter(text[end - 1]) && text[end - 1] != U'.') --end;
    // Marks of affiliations behind it: Bo Tian b.c.
    for (;;) {
      uint32_t last = end;
      while (last > from && !is_latin_letter(text[last - 1])) --last;
      if (last < from + 3 || is_latin_letter(text[last - 2]) || is_capital(text[last - 1])) break;
      end = last - 1;
      while (end > from && !is_latin_letter(text[end - 1])) --end;
    }
    // YANa: a surname in capitals, and the mark.
    if (end >= from + 3 && !is_capital(text[end - 1]) && is_latin_letter(text[end - 1]) && is_capital(text[end - 2]) && is_capital(text[end - 3])) --end;
    if (end <= from) return true;
    size_t words = 0, capitals = 0;
    uint32_t third = end;   // where the third word begins
    for (uint32_t i = from; i < end; ++i) {
      if (!is_latin_letter(text[i]) || (i > from && (is_latin_letter(text[i - 1]) || text[i - 1] == U'-' || text[i - 1] == U'\''))) continue;
      ++words;
      capitals += is_capital(text[i]);
      if (words == 3) third = i;
    }
    const bool body = names_body(text.substr(from, end - from));
    if (body && !out.names.empty() && words < 3) {
      out.affiliation = {from, size};
      return false;
    }
    ++pieces;
    if (body && !out.names.empty() && names_body(text.substr(from, third - from + 12 < end - from ? third - from + 12 : end - from))) {
      out.affiliation = {from, size};
      return false;
    }
    if (body && words >= 4 && capitals >= 3) {   // the last name has run into where its bearer works
      uint32_t name = third;
      while (name > from && !is_latin_letter(text[name - 1])) --name;
      if (out.names.empty() || third == end) return true;
      out.names.push_back({from, name});
      out.affiliation = {third, size};
      return false;
    }
    const bool one = bracket && words == 1 && end - from > 4;   // SUIWei(隋薇)
    if (((words >= 2 && words <= 5 && capitals >= 2) || one) && end - from < 40 && !body) out.names.push_back({from, end});
    if (!names_body(rest) || out.names.empty()) return true;
    out.affiliation = {end + static_cast<uint32_t>(std::min(rest.find_first_of(U") ）") + 1, rest.size())), size};
    return false;
  };
  for (uint32_t i = 0; i <= size; ++i) {
    if (i < size && text[i] == U'$') {   // raised numbers that were taken for a formula
      const size_t close = text.find(U'$', i + 1);
      if (close == std::u32string_view::npos || !piece(begin, i)) break;
      i = static_cast<uint32_t>(close);
      begin = i + 1;
      continue;
    }
    const bool sign = i == size || text[i] == U',' || text[i] == U'，' || text[i] == U';' || text[i] == U'；' || text[i] == U'&' || text[i] == U'*';
    const bool word = i < size && text.substr(i).starts_with(U" and ");
    if (!sign && !word) continue;
    if (!piece(begin, i)) break;
    begin = word ? i + 5 : i + 1;
  }
  // Most of what stands between the signs must be names: a sentence has commas too.
  if (out.names.empty() || out.names.size() * 3 < pieces * 2) return {};
  // Wanga, Zhangb, Bia: the mark has become the last letter of nearly all.
  const auto marked = [&](Span name) { const char32_t c = text[name.end - 1]; return (c >= U'a' && c <= U'f') || c > 0x7F; };
  const auto with = static_cast<size_t>(std::count_if(out.names.begin(), out.names.end(), marked));
  if (with >= 3 && with * 5 >= out.names.size() * 4)
    for (Span& name : out.names)
      if (marked(name)) --name.end;
  out.separated = true;
  return out;
}

}  // namespace jiaokan
