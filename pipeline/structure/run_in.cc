#include "structure/run_in.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr uint32_t kLongestTitle = 40;
constexpr uint32_t kLongestSentence = 20, kLongestInRow = 28;   // a first sentence that is a title; one beside others that are
constexpr uint32_t kShortestBody = 6;

// What a title ends with, by its last two characters, and by its last; what none ends with.
constexpr std::u32string_view kStrongEnds[] = {U"影响", U"分析", U"特征", U"方法", U"关系", U"变化", U"情况", U"研究", U"应用", U"评估", U"评价", U"机制", U"机理", U"过程", U"处理", U"测定", U"检测", U"检验", U"模型", U"指数", U"指标", U"矩阵", U"算法", U"对策", U"建议",
                                               U"措施", U"设计", U"作用", U"特点", U"优势", U"问题", U"现状", U"来源", U"结果", U"比较", U"对比", U"分布", U"管理", U"护理", U"治疗", U"诊断", U"标准", U"材料", U"概况", U"系统", U"平台", U"结构", U"理论", U"因素",
                                               U"进展", U"建设", U"策略", U"意义", U"方式", U"技术", U"性能", U"功能", U"原则", U"流程", U"组成", U"构建", U"制备", U"动物", U"饲粮", U"样品", U"采集", U"观察", U"预测", U"模式", U"阶段", U"时期", U"需求", U"路径", U"种类", U"回归", U"相关", U"获取", U"选取", U"选择", U"形式"};
constexpr std::u32string_view kEnds = U"情法析征响究果测定计估价理据源标统型程状题制策议施况系较化布司会性度量率力用式品料样术备动区述论义构成点径护念素景值益险控习学例期块层库台具器站所院局件数差";
constexpr std::u32string_view kNoEnds = U"的与和及对在为是有以从应还又将把于而或等其这该并使令让之不未已可各每按随若如但也都就";
constexpr std::u32string_view kNoStarts = U"即及的等或、";
constexpr std::u32string_view kNoLast[] = {U"本文", U"本研究", U"本试验", U"本实验"};   // a sentence has begun
// What a sentence begins with: by itself, or behind a title's last character only.
constexpr std::u32string_view kSure[] = {U"由表", U"由图", U"如表", U"如图", U"从表", U"从图", U"根据", U"本文", U"本研究", U"本试验", U"本实验", U"本次", U"本节", U"为了", U"为进一步", U"为探究", U"为避免", U"为保证", U"为确保", U"为解决", U"为实现", U"为提高", U"为验证", U"为研究", U"为分析", U"为排除", U"为减少", U"通过", U"随着", U"伴随", U"近年来", U"近几年", U"目前", U"我国", U"借助", U"采用",
                                         U"利用", U"参照", U"选取", U"称取", U"基于", U"按照", U"首先", U"由于", U"依据", U"依照", U"针对", U"当前", U"所谓", U"因此", U"运用", U"使用", U"假设", U"一般", U"是指", U"对于", U"关于", U"主要", U"如果", U"虽然",
                                         U"尽管", U"一方面", U"已有", U"有研究", U"研究表明", U"结果显示", U"结果表明", U"综上", U"见表", U"见图", U"表1", U"图1", U"该", U"这", U"取", U"在", U"将", U"从", U"对", U"以", U"用", U"为", U"本", U"其", U"经", U"不同", U"一些", U"一是", U"考虑", U"反映", U"描述"};
constexpr std::u32string_view kMaybe[] = {U"按", U"有", U"由", U"我们", U"患者", U"所有", U"各", U"两组", U"常", U"另", U"《", U"与", U"术前", U"术后", U"国内", U"国外", U"表示", U"当", U"若", U"设", U"试验", U"实验", U"过去", U"此"};

bool begins_any(std::u32string_view text, const std::u32string_view* begin, const std::u32string_view* end) {
  return std::any_of(begin, end, [&](std::u32string_view word) { return text.substr(0, word.size()) == word; });
}

// The longest of kSure that it begins with.
size_t begins(std::u32string_view body) {
  size_t size = 0;
  for (const std::u32string_view word : kSure)
    if (body.starts_with(word)) size = std::max(size, word.size());
  return size;
}

bool begins_year(std::u32string_view text) {
  if (text.size() < 5 || (text[0] != U'1' && text[0] != U'2') || !std::all_of(text.begin(), text.begin() + 4, is_digit)) return false;
  return std::u32string_view(U"年—-–~～一").find(text[4]) != std::u32string_view::npos;
}

// What a title shares with one beside it in its row: its last two characters; of its measure, how both begin or end: 政府引导, 政府培育; 静脉法, 微量法.
float alike(std::u32string_view title, std::u32string_view other) {
  constexpr uint32_t kShort = 6;
  float out = other.size() > 3 && other.substr(other.size() - 2) == title.substr(title.size() - 2) ? 1.5F : 0;
  if (other.size() == title.size() && title.size() <= kShort) out += other.substr(0, 2) == title.substr(0, 2) ? 1.5F : other.back() == title.back() ? 0.8F : 0;
  return out;
}

// 对反刍动物, 在体内: what needs more to be a title.
bool is_begun(std::u32string_view title) {
  return std::u32string_view(U"对在从以").find(title[0]) != std::u32string_view::npos && title.substr(0, 2) != U"对比" && title.substr(0, 2) != U"对策" && title.substr(0, 2) != U"对照" && title.find(U'的') == std::u32string_view::npos;
}

// …种类动物机体应答氧化应激的…: four characters that the title has said before.
bool repeats(std::u32string_view title) {
  constexpr size_t kSaid = 4;
  for (size_t i = kSaid; i + kSaid <= title.size(); ++i)
    if (std::all_of(title.begin() + static_cast<std::ptrdiff_t>(i), title.begin() + static_cast<std::ptrdiff_t>(i + kSaid), is_han) && title.substr(0, i).find(title.substr(i, kSaid)) != std::u32string_view::npos) return true;
  return false;
}

// What is said of something is a sentence: 用户的参与是….
bool tells(std::u32string_view title) {
  for (size_t i = title.find(U'是'); i != std::u32string_view::npos; i = title.find(U'是', i + 1))
    if (i > 0 && std::u32string_view(U"于但可还就总").find(title[i - 1]) == std::u32string_view::npos && title.substr(i, 2) != U"是否") return true;
  return false;
}

// 布鲁金斯学会布鲁金斯学会是…, 生活服务维度生活服务剥夺指数呈现…: how much of the title's beginning the text takes up.
uint32_t taken_up(std::u32string_view title, std::u32string_view body) {
  uint32_t size = 0;
  while (size < title.size() && size < body.size() && title[size] == body[size]) ++size;
  return size;
}

// Mathematical models The simulation was …: a word that begins a sentence, behind one that is written small.
uint32_t latin_title_end(std::u32string_view text, uint32_t content) {
  constexpr std::u32string_view kWords[] = {U"The ", U"In ", U"To ", U"We ", U"This ", U"These ", U"As ", U"For ", U"It ", U"Based ", U"All ", U"A ", U"An ", U"There ", U"After ", U"Before ", U"From ", U"According ", U"Our ", U"When ", U"With "};
  constexpr uint32_t kLongest = 120;
  for (uint32_t i = content + 4; i + 20 < text.size() && i < content + kLongest; ++i) {
    const char32_t before = text[i - 1];
    if (before == U'.' || before == U',' || before == U';') return 0;
    if (!is_space(before) || !begins_any(text.substr(i), std::begin(kWords), std::end(kWords))) continue;
    const char32_t last = text[i - 2];
    return (last >= U'a' && last <= U'z') || is_closing(last) ? i : 0;
  }
  return 0;
}

}  // namespace

bool HeadingNumber::leads_to(const HeadingNumber& next) const {
  if (next.depth == 0) return false;
  uint32_t same = 0;
  while (same < depth && same < next.depth && n[same] == next.n[same]) ++same;
  if (same == depth) return next.depth == depth + 1 && next.n[depth] <= 2 && next.n[depth] >= 1;   // a child
  if (same + 1 != next.depth) {
    // 2.3 to 3.1 where the 3 was lost.
    return same + 2 == next.depth && next.n[same] == n[same] + 1 && next.n[same + 1] == 1;
  }
  return next.n[same] > n[same] && next.n[same] <= n[same] + 2;
}

uint32_t read_heading_number(std::u32string_view text, HeadingNumber& out) {
  out = {};
  const HeadingLabel label = match_heading_label(text);
  if (label.scheme != Scheme::decimal1 && label.scheme != Scheme::arabic_dot && !is_decimal(label.scheme)) return 0;
  if (label.content + 2 > text.size()) return 0;
  const char32_t first = text[label.content];
  const bool year = (first == U'1' || first == U'2') && label.content + 4 < text.size() && is_digit(text[label.content + 3]) && !is_digit(text[label.content + 4]);
  if (!is_letter(first) && !is_opening(first) && !year) return 0;
  // 2.1天后, but 2.1天山.
  const char32_t second = text[label.content + 1];
  if (std::u32string_view(U"倍个次年月日天亿万元℃").find(first) != std::u32string_view::npos && (!is_letter(second) || std::u32string_view(U"后前内间的左右以").find(second) != std::u32string_view::npos)) return 0;
  bool inside = false;
  for (uint32_t i = label.label.begin; i < label.label.end; ++i) {
    if (!is_digit(text[i])) {
      inside = false;
      continue;
    }
    if (!inside) {
      if (out.depth == 4) return 0;
      ++out.depth;
    }
    inside = true;
    out.n[out.depth - 1] = out.n[out.depth - 1] * 10 + (fold(text[i]) - U'0');
  }
  if (out.n[0] == 0 && out.depth > 1 && !is_han(first)) return 0;   // a number of a table
  return label.content;
}

TitleEnd find_title_end(std::u32string_view text, uint32_t content, const TitleEvidence& evidence) {
  constexpr float kEnough = 2.5F, kAlone = 4;
  const float enough = evidence.in_row ? 1.8F : kEnough, least = evidence.in_row ? 0.7F : 1.5F;
  const std::u32string_view rest = text.substr(content);
  if (rest.size() < 2 + kShortestBody) return {};
  if (!is_han(rest[0]) && std::none_of(rest.begin(), rest.begin() + std::min<std::ptrdiff_t>(60, static_cast<std::ptrdiff_t>(rest.size())), is_han)) return {latin_title_end(text, content), enough};
  uint32_t depth = 0, outside = 0, best = 0;
  float best_score = enough;
  for (uint32_t i = 0; i < rest.size() && outside <= kLongestTitle && i < 120; ++i) {
    const char32_t c = rest[i], f = fold(c);
    if (is_opening(c) && c != U'"') ++depth;
    if (is_closing(c) && depth > 0) {
      --depth;
      continue;
    }
    if (depth > 0) continue;
    ++outside;
    // 排便评估：…; a short sentence without a comma is a title too.
    if (f == U':' && i >= 2) return best > 0 && best_score >= kEnough ? TitleEnd{best, best_score} : TitleEnd{content + i + 1, enough};
    if (c == U'。' || c == U'．') {
      const bool free = best == 0 || (evidence.sentences && best_score < kAlone);
      const bool sentence = free && i >= 2 && i <= (evidence.sentences ? kLongestInRow : kLongestSentence) && rest.size() > i + kShortestBody;
      return sentence ? TitleEnd{content + i + 1, enough} : TitleEnd{best, best_score};
    }
    if (f == U',' || f == U';' || f == U'?' || f == U'!') break;
    if (i < 2 || rest.size() < i + kShortestBody) continue;
    const char32_t before = rest[i - 1];
    if (!is_letter(before) && !is_closing(before)) continue;
    if ((is_latin_letter(before) && is_latin_letter(c)) || evidence.formula(content + i)) continue;
    if (kNoEnds.find(before) != std::u32string_view::npos || kNoStarts.find(c) != std::u32string_view::npos) continue;
    const std::u32string_view title = rest.substr(0, i), body = rest.substr(i);
    if (std::any_of(std::begin(kNoLast), std::end(kNoLast), [&](std::u32string_view end) { return title.ends_with(end); })) continue;
    float score = 0;
    const bool strong = i > 2 && std::any_of(std::begin(kStrongEnds), std::end(kStrongEnds), [&](std::u32string_view end) { return title.substr(i - 2) == end; });
    score += strong ? 1.5F : kEnds.find(before) != std::u32string_view::npos || is_closing(before) ? 0.8F : 0;
    // One character says it where the title has an end of its own: 观察剪 取右肺 has none.
    const size_t sure = begins(body);
    if (sure > 0) score += sure > 1 || score > 0 ? 1.3F : 0.5F;
    else if (begins_any(body, std::begin(kMaybe), std::end(kMaybe)) || begins_year(body)) score += 0.7F;
    else if (is_latin_letter(c) != is_latin_letter(before) && score > 0) score += 0.7F;
    const uint32_t again = taken_up(title, body);
    const float beside = std::max(alike(title, evidence.before), alike(title, evidence.behind));
    const bool spaced = evidence.spaced(content + i);
    if (again >= 2) score += again == title.size() ? 4 : 0.6F * static_cast<float>(std::min(again, 6U));
    else if (body.size() > 3 && is_han(body[0]) && title.find(body.substr(0, 3)) != std::u32string_view::npos) score += 1;
    if (spaced) score += 2.2F;
    score += beside;
    if (tells(title) && again < 3) score -= 1.5F;
    if (is_begun(title)) score -= 1.5F;
    if (repeats(title)) score -= 2.5F;
    if (score < 0.7F) continue;
    // A term of the article ends here: with the next character it stands nowhere else.
    const bool term = i >= 3 && evidence.times(title) > 1 && evidence.times(rest.substr(0, i + 1)) == 1;
    if (term) score += strong ? 0.3F : 0.8F;
    if (score < least) continue;
    // A title that says the same word twice has gone too far: …时间成本可达性.
    if (title.substr(0, i - 2).find(title.substr(i - 2)) != std::u32string_view::npos && title.size() > 6) score -= 0.8F;
    // Two characters that stand together elsewhere are a word, and no title ends inside one, unless both sides say that it does.
    const uint32_t together = evidence.times(rest.substr(i - 1, 2));
    const bool both = strong && sure > 0;
    score += together <= 1 ? 0.9F : both ? 0 : together == 2 ? -0.4F : -1.3F;
    // Other sentences begin so.
    std::u32string start(U"。");
    start += body.substr(0, 2);
    if (evidence.times(start) > 0) score += 0.7F;
    // That its row has titles does not make one of what only ends as many words do.
    const bool sign = strong || sure > 0 || again >= 2 || beside > 0 || spaced;
    if (evidence.in_row && score < kEnough && (!sign || repeats(title))) continue;
    if (best > 0 ? score <= best_score : score < best_score) continue;
    best_score = score;
    best = content + i;
  }
  return {best, best_score};
}

}  // namespace jiaokan
