#include "structure/front_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "refs/refs.h"
#include "structure/author_line.h"
#include "structure/keyword_runs.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kBodies[] = {U"大学", U"学院", U"研究院", U"研究所", U"研究中心", U"中心", U"医院", U"实验室", U"图书馆", U"公司", U"科学院", U"党校", U"出版社", U"大學", U"學院", U"局", U"委员会", U"系", U"中学", U"博物馆"};
constexpr std::u32string_view kBetween = U"；;";

constexpr std::u32string_view kRaised = U"⁰¹²³⁴⁵⁶⁷⁸⁹";

// 0–9 of a digit in any width, raised or not; -1 of what is none.
int digit_value(char32_t c) {
  if (is_digit(c)) return static_cast<int>(fold(c) - U'0');
  const size_t raised = kRaised.find(c);
  return raised != std::u32string_view::npos ? static_cast<int>(raised) : -1;
}

// "1,3" · "¹²" · "①③" from `i` on: the numbers that link names and affiliations; `i` ends behind them. Raised digits without a
// comma between are one number each (¹² is 1 and 2), but for ¹⁰ and ¹¹, which can be nothing else.
std::vector<int> link_numbers(const StructureDraft& d, uint32_t& i, uint32_t end) {
  std::vector<int> out;
  bool inside = false;   // a number that the next digit goes on
  for (; i < end; ++i) {
    const char32_t c = d.text.chars[i];
    if (const int digit = digit_value(c); digit >= 0) {
      const bool goes_on = is_digit(c) || digit == 0 || (!out.empty() && digit == out.back());
      if (inside && goes_on && out.back() < 100) out.back() = out.back() * 10 + digit;
      else out.push_back(digit);
      inside = true;
      continue;
    }
    inside = false;
    if (const int circled = circled_value(c); circled > 0) out.push_back(circled);
    else if (!is_space(c) && std::u32string_view(U",，、*＊^").find(c) == std::u32string_view::npos) break;
  }
  return out;
}

// Parts of a range between the signs; nothing is split inside brackets that close.
std::vector<Span> split(const StructureDraft& d, Span s, std::u32string_view signs) {
  std::vector<Span> out;
  std::vector<uint32_t> open;
  std::vector<Span> brackets;
  for (uint32_t i = s.begin; i < s.end; ++i) {
    const char32_t c = d.text.chars[i];
    if (is_opening(c) && c != U'"') open.push_back(i);
    if (!is_closing(c) || open.empty()) continue;
    brackets.push_back({open.back(), i});
    open.pop_back();
  }
  uint32_t begin = s.begin;
  for (uint32_t i = s.begin; i < s.end; ++i) {
    const char32_t c = d.text.chars[i];
    if (signs.find(c) == std::u32string_view::npos || std::any_of(brackets.begin(), brackets.end(), [i](Span b) { return b.begin < i && i < b.end; })) continue;
    out.push_back(d.trimmed({begin, i}));
    begin = i + 1;
  }
  out.push_back(d.trimmed({begin, s.end}));
  std::erase_if(out, [](Span x) { return x.empty(); });
  return out;
}

// 1．某大学某学院；某学院某系，武汉；2．…: where they are numbered, the part of a body that has no number is of the one before.
std::vector<Span> affiliations_of(const StructureDraft& d, Span s) {
  constexpr std::u32string_view kWhole[] = {U"大学", U"医院", U"公司", U"科学院", U"研究院", U"集团", U"中心", U"实验室"};
  const auto numbered = [&](Span piece) { return digit_value(d.text.chars[piece.begin]) >= 0 || circled_value(d.text.chars[piece.begin]) > 0; };
  const auto is_part = [&](Span piece) {
    const std::u32string_view name = d.view(piece);
    return names_body(name) && std::none_of(std::begin(kWhole), std::end(kWhole), [&](std::u32string_view body) { return name.find(body) != std::u32string_view::npos; });
  };
  // A number, and Han that name a body behind it: 2 中国科学院大学.
  const auto begins_next = [&](uint32_t i, uint32_t end, int next) {
    constexpr uint32_t kName = 30;
    uint32_t behind = i + 1;
    while (behind < end && (std::u32string_view(U".．").find(d.text.chars[behind]) != std::u32string_view::npos || is_space(d.text.chars[behind]))) ++behind;
    return digit_value(d.text.chars[i]) == next && behind < end && is_han(d.text.chars[behind]) && names_body(d.view({behind, std::min(end, behind + kName)}));
  };
  const auto put = [&](std::vector<Span>& to, Span piece) {
    constexpr uint32_t kCode = 6, kShortest = 4;
    int next = std::max(digit_value(d.text.chars[piece.begin]), 1) + 1;
    const auto cut = [&](uint32_t end, uint32_t begin) {
      to.push_back(d.trimmed({piece.begin, end}));
      piece.begin = begin;
      ++next;
    };
    for (uint32_t i = piece.begin + kShortest; i + kShortest < piece.end; ++i) {
      const char32_t c = d.text.chars[i];
      // （某大学，北京 100875）（某研究院…: brackets of their own.
      if (fold(c) == U'(') {
        const Span left = d.trimmed({piece.begin, i});
        const bool places = names_body(d.view(left)) || is_digit(d.text.chars[left.end - 2]);
        if (fold(d.text.chars[left.end - 1]) == U')' && places && names_body(d.view({i, piece.end}))) cut(left.end - 1, i + 1);
        continue;
      }
      if (digit_value(c) < 0 || is_digit(d.text.chars[i - 1])) continue;
      // …武威733000 2甘肃…: on its own line, or behind white space.
      if (is_space(d.text.chars[i - 1]) && begins_next(i, piece.end, next)) {
        cut(i - 1, i);
        continue;
      }
      // 北京1001902中国科学院…: a postcode, and the next number.
      uint32_t end = i;
      while (end < piece.end && is_digit(d.text.chars[end])) ++end;
      if (end - i == kCode + 1 && begins_next(end - 1, piece.end, next)) cut(end - 1, end - 1);
    }
    to.push_back(piece);
  };
  std::vector<Span> pieces, out;
  for (const Span piece : split(d, s, kBetween)) put(pieces, piece);
  for (const Span piece : pieces) {
    if (!out.empty() && numbered(out.front()) && !numbered(piece) && is_part(piece)) out.back().end = piece.end;
    else out.push_back(piece);
  }
  return out;
}

Span without_end(const StructureDraft& d, Span s, std::u32string_view signs) {
  while (s.end > s.begin && (signs.find(d.text.chars[s.end - 1]) != std::u32string_view::npos || is_space(d.text.chars[s.end - 1]))) --s.end;
  return s;
}

// The last bracketed group of a range; empty when it does not end with one.
Span last_brackets(const StructureDraft& d, Span s) {
  s = without_end(d, s, U"。；;.");
  if (s.empty() || fold(d.text.chars[s.end - 1]) != U')') return {};
  uint32_t depth = 0;
  for (uint32_t i = s.end; i > s.begin; --i) {
    const char32_t c = fold(d.text.chars[i - 1]);
    depth += c == U')';
    if (c == U'(' && --depth == 0) return {i - 1, s.end};
  }
  return {};
}

// 哈尔滨 150040 → city and postcode.
void place_and_code(const StructureDraft& d, Span s, Affiliation& out) {
  std::u32string city, code;
  for (uint32_t i = s.begin; i < s.end; ++i) {
    const char32_t c = d.text.chars[i];
    if (is_digit(c)) code.push_back(fold(c));
    else if (is_letter(c) && code.empty()) city.push_back(c);
  }
  if (code.size() == 6) out.postcode = code;
  if (city.size() <= 8) out.city = city;
}

uint32_t add_affiliation(StructureDraft& d, Affiliation affiliation) {
  std::vector<Affiliation>& all = d.article.front.affiliations;
  for (uint32_t i = 0; i < all.size(); ++i)
    if (all[i].institution == affiliation.institution && all[i].city == affiliation.city && all[i].postcode == affiliation.postcode) return i;
  affiliation.id = fmt::format("aff-{}", all.size() + 1);
  affiliation.lang = d.article.lang;
  all.push_back(std::move(affiliation));
  return static_cast<uint32_t>(all.size() - 1);
}

// © 2014 The Authors. …
bool is_copyright(std::u32string_view text) {
  const std::u32string_view head = text.substr(0, 40);
  return head.find(U'©') != std::u32string_view::npos || head.find(U"circledcirc") != std::u32string_view::npos || head.find(U"Copyright") != std::u32string_view::npos || head.find(U"版权所有") != std::u32string_view::npos;
}

// The words of a range that line ends part; it alone when there are none.
std::vector<Span> split_at_lines(const StructureDraft& d, Span s) {
  std::vector<Span> out;
  uint32_t begin = s.begin;
  for (uint32_t i = s.begin + 1; i < s.end; ++i)
    if (d.gap_before(i) == Gap::line) {
      out.push_back(d.trimmed({begin, i}));
      begin = i;
    }
  out.push_back(d.trimmed({begin, s.end}));
  return out;
}

// From the first author's name behind which a year or sex stands to the end; empty at the end when there is none.
Span author_note_in(const StructureDraft& d, Span content) {
  const std::u32string_view text = d.view(content);
  uint32_t from = content.end;
  for (const Contributor& author : d.article.front.authors) {
    if (author.names.empty() || author.names[0].full.size() < 2) continue;
    const size_t at = text.find(author.names[0].full);
    if (at == std::u32string_view::npos || at == 0) continue;
    const std::u32string_view behind = text.substr(at + author.names[0].full.size());
    const bool born = behind.size() > 4 && fold(behind[0]) == U'(' && is_digit(behind[1]) && is_digit(behind[4]);
    if (born || behind.starts_with(U"，男") || behind.starts_with(U"，女") || behind.starts_with(U",男") || behind.starts_with(U",女")) from = std::min(from, content.begin + static_cast<uint32_t>(at));
  }
  return {from, content.end};
}

}  // namespace

PersonName person(StructureDraft& d, Span name, std::string lang) {
  PersonName out;
  out.span = d.trimmed(name);
  for (uint32_t i = out.span.begin; i < out.span.end; ++i) {
    if (lang != "zh" || !is_space(d.text.chars[i])) out.full.push_back(d.text.chars[i]);
  }
  const SplitName split = split_name(out.full);
  // 白克拉木·孜克利亚: which part is the family's, if one is, differs from people to people: it stays as printed.
  if (split.eastern || lang != "zh") {
    out.surname = out.full.substr(split.surname.begin, split.surname.size());
    out.given = out.full.substr(split.given.begin, split.given.size());
  }
  out.eastern = split.eastern;
  out.collective = split.corporate;
  out.lang = std::move(lang);
  return out;
}

std::string address_in(std::u32string_view text) {
  const size_t mail = text.find(U'@');
  if (mail == std::u32string_view::npos) return {};
  size_t from = mail, to = mail + 1;
  const auto in_address = [](char32_t c) { return c < 0x80 && (is_latin_letter(c) || is_digit(c) || c == U'.' || c == U'_' || c == U'-'); };
  while (from > 0 && in_address(text[from - 1])) --from;
  while (to < text.size() && in_address(text[to])) ++to;
  while (to > mail && text[to - 1] == U'.') --to;
  return to_utf8(text.substr(from, to - from));
}

bool looks_like_affiliation(std::u32string_view text) {
  return names_body(text) && text.find(U'。') == std::u32string_view::npos && text.size() < 200 && match_heading_label(text).scheme != Scheme::han_comma;
}

void put_abstract(StructureDraft& d, const Labelled& part) {
  const std::string lang = part.label.lang == "en" || is_mostly_latin(d.view(part.content)) ? "en" : d.article.lang;
  std::vector<Abstract>& all = d.article.front.abstracts;
  if (std::any_of(all.begin(), all.end(), [&](const Abstract& a) { return a.lang == lang; })) {
    d.leave({part.label.label.begin, part.content.begin}, "label");
    d.leave(part.content, "second abstract");
    return;
  }
  Abstract abstract;
  for (const char32_t c : d.view(part.label.label))
    if (is_letter(c) || (c == U' ' && lang == "en")) abstract.label.push_back(c);
  abstract.lang = lang;
  const auto add = [&](Span s) {
    s = d.trimmed(s);
    if (s.empty()) return;
    Part paragraph;
    paragraph.content = inlines(d, s);
    abstract.parts.push_back(std::move(paragraph));
  };
  add(part.content);
  // A label alone on its line: the abstract is what follows, up to the next label or heading.
  const bool alone = d.trimmed(part.content).empty();
  for (size_t b = part.block + 1; b < d.blocks(); ++b) {
    if (alone && d.use[b] == Use::front && abstract.parts.empty()) continue;   // what a second column of the title page says
    if (d.use[b] != Use::none || is_copyright(d.block(b))) break;
    LabelMatch other;   // the same in the other language
    if (match_label(d.block(b), other) && (other.kind == LabelKind::abstract || other.kind == LabelKind::keywords)) break;
    const HeadingLabel heading = match_heading_label(d.block(b));
    const bool near_end = heading.scheme != Scheme::none && d.block(b).size() < 50;
    if (near_end || d.text.blocks[b].kind == BlockKind::heading) break;
    if (!alone) {
      // It goes on only where a labelled part still follows.
      bool label_follows = false;
      for (size_t k = b + 1; k < std::min(d.blocks(), b + 4); ++k) label_follows |= d.use[k] == Use::front;
      if (!label_follows || d.block(b).size() < 30) break;
    }
    d.use[b] = Use::abstract;
    add(d.span(b));
    if (alone && abstract.parts.size() >= 6) break;
  }
  d.leave({part.label.label.begin, part.content.begin}, "label");
  all.push_back(std::move(abstract));
}

void put_keywords(StructureDraft& d, Span content, Span label, const std::string& lang) {
  std::vector<Keywords>& all = d.article.front.keywords;
  if (std::any_of(all.begin(), all.end(), [&](const Keywords& k) { return k.lang == lang; })) return;
  Keywords out;
  for (const char32_t c : d.view(label))
    if (is_letter(c) || (c == U' ' && lang == "en")) out.label.push_back(c);
  out.lang = lang;
  // …检测系统霍旭薪（1983-）男: what is said of an author at the page's foot has run into them.
  const Span note = author_note_in(d, content);
  content.end = note.begin;
  content = without_end(d, content, U"。.；;");
  std::vector<Span> words = split(d, content, U"；;");
  if (words.size() == 1) words = split(d, content, lang == "en" ? U",，" : U"，,、");
  if (words.size() == 1 && lang != "en") {
    words = split(d, content, U" 　");
    words = part_keywords(d, words);
  }
  if (words.size() == 1) words = split_at_lines(d, content);
  for (const Span word : words)
    if (const Span bare = without_end(d, word, U"，,"); !bare.empty()) out.words.push_back(d.field(bare, lang));
  if (!out.words.empty()) all.push_back(std::move(out));
  if (!note.empty()) put_author_notes(d, note);
}

void put_clc(StructureDraft& d, Span content) {
  for (const Span code : split(d, without_end(d, content, U"。.；;"), U"；;，, 、/")) {
    // A class: a letter and digits; what follows is none.
    if (!(d.text.chars[code.begin] < 0x80 || is_latin_letter(d.text.chars[code.begin]))) break;
    d.article.front.clc.push_back(d.field(code));
  }
}

void put_date(StructureDraft& d, const char* type, Span content) {
  // The first year-month-day in the range.
  uint32_t numbers[3] = {0, 0, 0}, n = 0, end = content.begin;
  for (uint32_t i = content.begin; i < content.end && n < 3;) {
    if (!is_digit(d.text.chars[i])) {
      ++i;
      continue;
    }
    uint32_t value = 0;
    while (i < content.end && is_digit(d.text.chars[i]) && value < 100000) value = value * 10 + (fold(d.text.chars[i++]) - U'0');
    numbers[n++] = value;
    end = i;
  }
  HistoryDate date;
  date.type = type;
  if (n == 0 || numbers[0] < 1800 || numbers[0] > 2200) return;
  date.iso = fmt::format("{:04}", numbers[0]);
  if (n > 1 && numbers[1] >= 1 && numbers[1] <= 12) date.iso += fmt::format("-{:02}", numbers[1]);
  if (n > 2 && date.iso.size() == 7 && numbers[2] >= 1 && numbers[2] <= 31) date.iso += fmt::format("-{:02}", numbers[2]);
  if (end < content.end && d.text.chars[end] == U'日') ++end;
  date.printed = d.field({content.begin, end});
  d.article.front.history.push_back(std::move(date));
}

void put_funding(StructureDraft& d, Span content) {
  Front& front = d.article.front;
  front.funding = d.field(content);
  for (const Span project : split(d, without_end(d, content, U"。"), kBetween)) {
    Award award;
    const Span ids = last_brackets(d, project);
    Span name = ids.empty() ? project : Span{project.begin, ids.begin};
    name = without_end(d, name, U"，,：:");
    if (!ids.empty()) {
      for (const Span id : split(d, {ids.begin + 1, ids.end - 1}, U"，,、；; ")) {
        std::u32string text(d.view(id));
        bool digits = false;
        for (const char32_t c : text) digits |= is_digit(c);
        for (const std::u32string_view word : {std::u32string_view(U"项目编号："), std::u32string_view(U"项目编号:"), std::u32string_view(U"编号："), std::u32string_view(U"批准号："), std::u32string_view(U"批准号:"), std::u32string_view(U"No.")})
          if (text.starts_with(word)) text = text.substr(word.size());
        if (digits) award.ids.push_back(text);
      }
    }
    award.name = std::u32string(d.view(name));
    // The body that pays is named at the start, up to the word that says what it pays for.
    for (const std::u32string_view word : {std::u32string_view(U"哲学社会科学"), std::u32string_view(U"人文社会科学"), std::u32string_view(U"人文社科"), std::u32string_view(U"社会科学"), std::u32string_view(U"自然科学"), std::u32string_view(U"社科"),
                                           std::u32string_view(U"软科学"), std::u32string_view(U"科技"), std::u32string_view(U"重点"), std::u32string_view(U"重大"), std::u32string_view(U"基金"), std::u32string_view(U"项目")}) {
      const size_t at = award.name.find(word);
      if (at == std::u32string::npos || at < 2) continue;
      award.source = award.name.substr(0, at);
      // 国家社会科学基金, 国家自然科学基金: the fund's own name is the source.
      const size_t fund = award.name.find(U"基金");
      if (fund != std::u32string::npos && fund < 14 && (award.source == U"国家" || award.source.size() < 3)) award.source = award.name.substr(0, fund + 2);
      break;
    }
    if (!award.name.empty()) front.awards.push_back(std::move(award));
  }
}

// 程铭，东北林业大学文法学院讲师，法学博士（哈尔滨 150040）；刘雪莲，…
void put_author_notes(StructureDraft& d, Span content) {
  Front& front = d.article.front;
  for (const Span note : split(d, content, kBetween)) {
    // The name stands first, up to a comma, a bracket or a colon.
    uint32_t end = note.begin;
    while (end < note.end && std::u32string_view(U"，,（(:：—").find(d.text.chars[end]) == std::u32string_view::npos) ++end;
    std::u32string name;
    for (uint32_t i = note.begin; i < end; ++i)
      if (!is_space(d.text.chars[i])) name.push_back(d.text.chars[i]);
    const auto author = std::find_if(front.authors.begin(), front.authors.end(), [&](const Contributor& c) { return !c.names.empty() && c.names[0].full == name; });
    Contributor* who = author != front.authors.end() ? &*author : nullptr;
    if (who == nullptr && front.authors.empty() && name.size() >= 2 && name.size() <= 4) {
      d.say(Code::author_only_in_note, note, to_utf8(name));
      Contributor fresh;
      PersonName n;
      n.full = name;
      const SplitName split = split_name(name);
      n.surname = name.substr(split.surname.begin, split.surname.size());
      n.given = name.substr(split.given.begin, split.given.size());
      n.lang = "zh";
      fresh.names.push_back(std::move(n));
      front.authors.push_back(std::move(fresh));
      who = &front.authors.back();
    }
    if (who == nullptr) {
      // It goes on from the note before: a second sentence of the same person.
      if (front.authors.empty()) continue;
      for (Contributor& c : front.authors)
        if (!c.bio.empty()) who = &c;
      if (who == nullptr) who = &front.authors[0];
    }
    const Inlines bio = inlines(d, without_end(d, note, U"；;"));
    who->bio.insert(who->bio.end(), bio.begin(), bio.end());
    // Where they work: the first part that names a body, its rank words off; place and code in the last brackets.
    Affiliation affiliation;
    for (const Span piece : split(d, {end, note.end}, U"，,。")) {
      Span s = piece;
      const Span brackets = last_brackets(d, s);
      if (!brackets.empty()) s.end = brackets.begin;
      std::u32string text(d.view(s));
      if (!names_body(text)) continue;
      size_t stop = 0;
      for (const std::u32string_view body : kBodies)
        for (size_t at = text.find(body); at != std::u32string::npos; at = text.find(body, at + 1)) stop = std::max(stop, at + body.size());
      for (const std::u32string_view word : {std::u32string_view(U"为"), std::u32string_view(U"任职于"), std::u32string_view(U"现为")})
        if (text.starts_with(word)) text = text.substr(word.size()), stop -= std::min(stop, word.size());
      affiliation.institution = text.substr(0, stop);
      break;
    }
    const Span brackets = last_brackets(d, note);
    if (!brackets.empty()) place_and_code(d, {brackets.begin + 1, brackets.end - 1}, affiliation);
    if (!affiliation.institution.empty() && who->affiliations.empty()) who->affiliations.push_back(add_affiliation(d, std::move(affiliation)));
    if (who->email.empty()) who->email = address_in(d.view(note));
  }
}

// （1．某某大学 某某学院，武汉 430079；2．…）
void put_affiliations(StructureDraft& d, Span content) {
  Span s = d.trimmed(content);
  // （…）陈远洋男1993年生，…: what stands behind the bracket tells of an author.
  if (s.size() > 2 && fold(d.text.chars[s.begin]) == U'(') {
    const size_t close = d.view(s).find_first_of(U"）)");
    const Span rest = close == std::u32string_view::npos ? Span{} : d.trimmed({s.begin + static_cast<uint32_t>(close) + 1, s.end});
    const std::u32string_view text = rest.empty() ? std::u32string_view() : d.view(rest);
    const auto& authors = d.article.front.authors;
    if (std::any_of(authors.begin(), authors.end(), [&](const Contributor& a) { return !a.names.empty() && a.names[0].full.size() > 1 && text.starts_with(a.names[0].full); })) {
      s.end = s.begin + static_cast<uint32_t>(close) + 1;
      put_author_notes(d, rest);
    }
  }
  if (s.size() > 2 && fold(d.text.chars[s.begin]) == U'(' && fold(d.text.chars[s.end - 1]) == U')') s = {s.begin + 1, s.end - 1};
  // One bracket alone opens or closes them, its fellow lost or on another line.
  const auto lone = [&](char32_t own, char32_t other) { return std::count_if(d.text.chars.begin() + s.begin, d.text.chars.begin() + s.end, [&](char32_t c) { return fold(c) == own; }) > std::count_if(d.text.chars.begin() + s.begin, d.text.chars.begin() + s.end, [&](char32_t c) { return fold(c) == other; }); };
  if (s.size() > 2 && fold(d.text.chars[s.begin]) == U'(' && lone(U'(', U')')) ++s.begin;
  if (s.size() > 2 && fold(d.text.chars[s.end - 1]) == U')' && lone(U')', U'(')) --s.end;
  for (const Span piece : affiliations_of(d, s)) {
    Affiliation out;
    Span body = piece;
    constexpr uint32_t kCode = 6;
    uint32_t code = body.begin;   // 330006 江西省…: a postcode is no number of theirs
    while (code < body.end && is_digit(d.text.chars[code])) ++code;
    if (code - body.begin == kCode) {
      out.postcode = folded(d.view({body.begin, code}));
      body.begin = code;
    }
    const std::vector<int> label = link_numbers(d, body.begin, body.end);
    if (!label.empty()) out.label = from_utf8(std::to_string(label.front()));
    while (body.begin < body.end && (d.text.chars[body.begin] == U'.' || d.text.chars[body.begin] == U'．' || is_space(d.text.chars[body.begin]))) ++body.begin;
    out.full = std::u32string(d.view(body));
    const std::vector<Span> parts = split(d, body, U"，,");
    out.institution = std::u32string(d.view(parts.empty() ? body : parts[0]));
    if (parts.size() > 1) place_and_code(d, parts.back(), out);
    out.span = body;
    if (out.institution.empty()) continue;
    const uint32_t index = add_affiliation(d, std::move(out));
    // Without numbers everyone works there; with them, the numbers behind the name say who.
    for (Contributor& author : d.article.front.authors) {
      if (author.names.empty()) continue;
      uint32_t behind = author.names[0].span.end, end = behind;   // on the line of the name
      while (end < d.text.chars.size() && (end == behind || d.gap_before(end) != Gap::line)) ++end;
      const std::vector<int> numbers = link_numbers(d, behind, end);
      if (label.empty() || std::find(numbers.begin(), numbers.end(), label.front()) != numbers.end()) author.affiliations.push_back(index);
    }
  }
  d.leave(content, "front-matter punctuation");
}

void put_editors(StructureDraft& d, Span content) {
  Span s = without_end(d, content, U"］】]）)〕。");
  std::vector<Span> names = split(d, s, U"，,、 　；;");
  for (const Span name : names) {
    if (name.size() > 12) continue;
    Contributor editor;
    editor.names.push_back(person(d, name, "zh"));
    d.article.front.editors.push_back(std::move(editor));
  }
}

void put_correspondence(StructureDraft& d, Span content) {
  const std::u32string_view text = d.view(content);
  for (Contributor& author : d.article.front.authors)
    if (!author.names.empty() && text.find(author.names[0].full) != std::u32string_view::npos) {
      author.corresponding = true;
      if (author.bio.empty()) author.bio = inlines(d, content);
    }
}

}  // namespace jiaokan
