// Laws and cases as notes print them: 《刑法》第12条 · 某某法院（2015）民申字第123号民事裁定书 · 某某纠纷案，《某某公报》2015年第3期 · Roe v. Wade, 410 U.S. 113 (1973).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kLeads[] = {U"详见", U"参见", U"参阅", U"参看", U"见"};
constexpr std::u32string_view kLaws[] = {U"法", U"法典", U"宪法", U"条例", U"规定", U"办法", U"解释", U"决定", U"通知", U"意见", U"批复", U"答复", U"规则", U"细则", U"公约", U"条约", U"修正案", U"法案", U"准则", U"纲要"};
constexpr std::u32string_view kRulings[] = {U"判决书", U"裁定书", U"调解书", U"决定书", U"通知书", U"判决", U"裁定"};

bool ends_with_any(std::u32string_view text, const auto& words) {
  return std::any_of(std::begin(words), std::end(words), [&](std::u32string_view word) { return text.ends_with(word); });
}

// "(2015)民申字第123号" at i: its span and the year's.
bool read_case_number(const ReferenceDraft& d, uint32_t i, uint32_t end, Span& number, Span& year) {
  constexpr uint32_t kLongest = 26;
  if (!among(d.text[i], U"([〔") || !read_year(d, skip_signs(d, i + 1, end, U""), end, year)) return false;
  uint32_t k = skip_signs(d, year.end, end, U"");
  if (k >= end || !among(d.text[k], U")]〕")) return false;
  uint32_t han = 0, digits = 0;
  for (++k; k < end && k - i < kLongest && d.text[k] != U'号' && d.text[k] != U'號'; ++k) {
    if (is_ascii_digit(d.text[k])) ++digits;
    else if (is_han(d.text[k])) ++han;
    else if (!is_space(d.text[k]) && d.text[k] != U'-') return false;
  }
  if (k >= end || k - i >= kLongest || han == 0 || digits == 0) return false;
  number = {i, k + 1};
  return true;
}

// "第12条第1款第(三)项" to the end of what it says; begin when there is none.
uint32_t article_end(const ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr std::u32string_view kInside = U"第条款项目之至、-()（） 一二三四五六七八九十百千零〇0123456789";
  if (begin >= end || d.text[begin] != U'第') return begin;
  uint32_t k = begin;
  bool article = false;
  for (; k < end && within(d.text[k], kInside); ++k) article |= d.text[k] == U'条';
  return article ? k : begin;
}

bool read_case(ReferenceDraft& d, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i + 8 < end; ++i) {
    if (d.text[i] == U'《' || d.text[i] == U'“') return false;
    Span number, year;
    if (!read_case_number(d, i, end, number, year)) continue;
    const uint32_t before = trim_signs(d, from, i, U",:");
    const std::u32string_view who = d.slice(from, before);
    const bool court = who.ends_with(U"法院"sv), named = who.ends_with(U"案"sv);
    const uint32_t rest = skip_signs(d, number.end, end, U","), stop = trim_signs(d, rest, end, U".");
    const bool ruling = rest < stop && stop - rest <= 12 && ends_with_any(d.slice(rest, stop), kRulings);
    if (!(who.empty() || court || named) || !(ruling || rest >= stop)) return false;
    d.type = RefType::law;
    if (court) {
      d.add(RefField::author, from, before);
      d.parts.back().corporate = true;
    } else if (named) {
      d.add(RefField::title, from, before);
    }
    if (!named && !ruling) {
      d.add(RefField::title, number.begin, number.end);
    } else {
      d.add(RefField::number, number.begin, number.end, to_utf8(d.slice(number.begin, number.end)));
    }
    if (ruling) d.add(named ? RefField::genre : RefField::title, rest, stop);
    return true;
  }
  return false;
}

bool read_statute(ReferenceDraft& d, uint32_t from, uint32_t end) {
  if (from >= end || d.text[from] != U'《') return false;
  const uint32_t close = closing_of(d, from, end);
  if (close == kNone || !ends_with_any(d.slice(from + 1, close), kLaws)) return false;
  // The number of the document in brackets, the article, a date: and nothing else.
  uint32_t k = skip_signs(d, close + 1, end, U"");
  Span number{};
  if (k < end && d.text[k] == U'(') {
    const uint32_t shut = closing_of(d, k, end);
    if (shut == kNone || d.text[shut - 1] != U'号') return false;
    number = {k + 1, shut};
    k = skip_signs(d, shut + 1, end, U",");
  }
  const uint32_t article = article_end(d, k, end);
  const uint32_t rest = skip_signs(d, article, end, U",."), stop = trim_signs(d, rest, end, U".");
  Span date{};
  std::string iso;
  const bool dated = rest < stop && read_date(d, rest, end, date, iso) && date.end >= stop;
  if ((rest < stop && !dated) || (article == k && number.empty())) return false;
  d.type = RefType::law;
  d.add(RefField::title, from + 1, close);
  if (!number.empty()) d.add(RefField::number, number.begin, number.end);
  if (article > k) d.add(RefField::part_title, k, article);
  if (dated) d.add(RefField::date, date.begin, date.end, iso);
  return true;
}

// "某某诉某某合同纠纷案，《某某公报》2015年第3期": what stands before the gazette is the case.
bool read_reported_case(ReferenceDraft& d, uint32_t from, uint32_t end) {
  const uint32_t open = d.find(U"《", from, end);
  if (open == kNone || open < from + 6) return false;
  uint32_t before = trim_signs(d, from, open, U",:");
  if (before > from && d.text[before - 1] == U'载') before = trim_signs(d, from, before - 1, U",:");
  const std::u32string_view name = d.slice(from, before);
  if (!name.ends_with(U"案"sv) || name.find(U'诉') == std::u32string_view::npos) return false;
  d.add(RefField::title, from, before);
  read_source(d, before, end, TitleForm::quoted);
  return true;
}

// "Roe v. Wade, 410 U.S. 113 (1973)"
bool read_western_case(ReferenceDraft& d, uint32_t from, uint32_t end) {
  const uint32_t comma = d.find(U",", from, end);
  if (comma == kNone || comma - from > 120 || d.slice(from, comma).find(U" v. "sv) == std::u32string_view::npos) return false;
  const uint32_t volume = skip_signs(d, comma + 1, end, U"");
  uint32_t k = volume;
  while (k < end && is_ascii_digit(d.text[k])) ++k;
  const uint32_t volume_end = k, reporter = skip_signs(d, k, end, U"");
  if (k == volume || reporter == k || reporter >= end || !is_capital(d.text[reporter])) return false;
  const uint32_t bracket = d.find(U"(", reporter, end);
  if (bracket == kNone) return false;
  const uint32_t page_end = trim_signs(d, reporter, bracket, U"");
  uint32_t page = page_end;
  while (page > reporter && (is_ascii_digit(d.text[page - 1]) || among(d.text[page - 1], U",- "))) --page;
  const uint32_t reporter_end = trim_signs(d, reporter, page, U"");
  page = skip_signs(d, page, page_end, U"");
  const uint32_t close = closing_of(d, bracket, end);
  Span year;
  if (page >= page_end || reporter_end <= reporter || close == kNone || close < bracket + 5 || !read_year(d, close - 4, close, year)) return false;
  d.type = RefType::law;
  d.add(RefField::title, from, comma);
  d.add(RefField::volume, volume, volume_end);
  d.add(RefField::container, reporter, reporter_end);
  read_pages(d, page, page_end);
  if (skip_signs(d, bracket + 1, close, U"") < year.begin) d.add(RefField::note, bracket + 1, year.begin);
  add_year(d, year);
  return true;
}

}  // namespace

bool read_law(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  uint32_t from = skip_signs(d, begin, end, U"");
  for (const std::u32string_view lead : kLeads)
    if (d.slice(from, end).starts_with(lead)) {
      from = skip_signs(d, from + static_cast<uint32_t>(lead.size()), end, U":,");
      break;
    }
  return read_statute(d, from, end) || read_case(d, from, end) || read_reported_case(d, from, end) || read_western_case(d, from, end);
}

}  // namespace jiaokan
