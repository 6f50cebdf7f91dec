#include <algorithm>
#include <map>
#include <set>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "split.h"
#include "structure/article_number.h"

namespace jiaokan {

namespace {

using Lines = std::vector<IssueLine>;

// What speaks for a border, and how much. From kSure on nobody needs to look.
enum Sign : size_t { kAbstract, kKeywords, kNumbers, kAfterReferences, kPageTop, kHeading, kInContents, kPageCount, kRunningHead, kFirst, kSigns_ };
struct SignRow {
  const char* name;
  size_t weight;
};
constexpr SignRow kSigns[kSigns_] = {{"abstract", 2},           {"keywords", 2}, {"class or article number", 2}, {"after a reference list", 2},
                                     {"top of a page", 1},      {"heading", 1},  {"in the contents", 3},         {"page count of the one before", 2},
                                     {"other running head", 1}, {"begins the issue", 2}};
constexpr size_t kSure = 5, kCut = 4;

constexpr size_t kFrontLines = 45;     // of a title block, from the first label to the last
constexpr size_t kAbove = 14;          // lines between the title and the first label
constexpr size_t kLongLine = 120;      // characters of a line that is no part of a title block
constexpr size_t kTopLines = 4;        // a page's first lines, running head and number among them
constexpr size_t kHanBody = 700, kLatinBody = 5000;   // letters without which there is no article
constexpr double kAlike = 0.72;
constexpr size_t kContentsWithin = 120;   // lines from the start of the issue
constexpr uint32_t kYears = 1900;

std::u32string letters_of(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (is_letter(c) || is_digit(c)) out.push_back(fold(c));
  return out;
}

bool is_reference(const std::u32string& text) {
  size_t at = 0;
  if (at < text.size() && (text[at] == U'[' || text[at] == U'［' || text[at] == U'(' || text[at] == U'（')) ++at;
  const size_t digits = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at == digits || at - digits > 3 || at == text.size()) return false;
  // Numbered headings have no year in them.
  if (text.size() < 20 || std::u32string_view(U"]］.．)）、 ").find(text[at]) == std::u32string_view::npos) return false;
  size_t run = 0;
  for (const char32_t c : text) {
    run = is_digit(c) ? run + 1 : 0;
    if (run == 4) return true;
  }
  return false;
}

enum class Tongue : uint8_t { han, latin };
Tongue tongue_of(std::u32string_view text) {
  size_t han = 0, latin = 0;
  for (const char32_t c : text) {
    han += is_han(c);
    latin += is_latin_letter(c);
  }
  return han * 3 > latin ? Tongue::han : Tongue::latin;
}

// A title block: where its labels are.
struct Front {
  size_t anchor = 0;   // the first label's line
  size_t last = 0;     // the last one's
  size_t title = 0;
  Tongue tongue = Tongue::han;
  bool has[3] = {};    // kAbstract, kKeywords, kNumbers
};

int front_sign(LabelKind kind) {
  switch (kind) {
    case LabelKind::abstract: return kAbstract;
    case LabelKind::keywords: return kKeywords;
    case LabelKind::clc:
    case LabelKind::doc_code:
    case LabelKind::article_number: return kNumbers;
    default: return -1;
  }
}

class Finder {
 public:
  explicit Finder(const IssueVersion& version) : lines_(version.lines), version_(version) {
    tops_.resize(version.pages + 1, SIZE_MAX);
    for (size_t i = 0; i < lines_.size(); ++i) {
      tops_[lines_[i].page] = std::min(tops_[lines_[i].page], i);
      references_.push_back(is_reference(lines_[i].text));
    }
  }

  IssueCut find() {
    IssueCut cut;
    cut.contents = read_contents();
    std::vector<Front> fronts = read_fronts();
    keep_those_with_body(fronts);
    std::map<size_t, IssueArticle> starts;
    for (const Front& front : fronts) add(starts, front.title, &front, cut.contents);
    // Articles without a title block are known by the contents only: a heading after a list of notes is as often a section.
    for (size_t i = contents_end_; i < lines_.size() && !cut.contents.empty(); ++i)
      if (is_title_like(i) && !near(starts, i)) {
        IssueArticle article = weigh(i, nullptr, cut.contents);
        if (article.in_contents && article.score >= kCut && body_after(i, Tongue::han, next_start(starts, i)) >= kHanBody / 2) starts[i] = article;
      }
    // What stands before the first border is an article too when it is long enough.
    const size_t first = starts.empty() ? lines_.size() : starts.begin()->first;
    if (contents_end_ < first && std::max(body_after(contents_end_, Tongue::han, first), body_after(contents_end_, Tongue::latin, first) / 3) >= kHanBody)
      starts[contents_end_] = weigh(contents_end_, nullptr, cut.contents);
    by_page_counts(starts);
    size_t number = 0;
    for (auto& [line, article] : starts) {
      if (number++ == 0) speak(article, kFirst);
      article.sure = article.score >= kSure;
      cut.articles.push_back(article);
    }
    for (size_t i = 0; i < cut.articles.size(); ++i) cut.articles[i].end = i + 1 < cut.articles.size() ? cut.articles[i + 1].first : lines_.size();
    place_contents(cut);
    return cut;
  }

 private:
  void speak(IssueArticle& article, Sign sign) const {
    article.signs.push_back(kSigns[sign].name);
    article.score += kSigns[sign].weight;
  }

  bool page_top(size_t line) const { return version_.pages_known && line - tops_[lines_[line].page] < kTopLines; }

  // A line "title ……… 71" of a contents page.
  static bool read_entry(const std::u32string& text, ContentsEntry& entry) {
    LabelMatch label;
    if (match_label(text, label) && (label.bracketed || label.colon)) return false;   // 收稿日期：2019-02-18
    size_t end = text.size();
    while (end > 0 && (is_space(text[end - 1]) || is_closing(text[end - 1]))) --end;
    size_t digits = end;
    uint32_t page = 0;
    while (digits > 0 && is_digit(text[digits - 1])) --digits;
    if (digits == end || end - digits > 4) return false;
    for (size_t i = digits; i < end; ++i) page = page * 10 + (static_cast<uint32_t>(fold(text[i])) - U'0');
    if (page >= kYears && page < kYears + 200) return false;   // a date
    size_t title = digits;
    const auto leader = [](char32_t c) { return is_space(c) || is_opening(c) || std::u32string_view(U".．·…⋯‥・-—_/").find(c) != std::u32string_view::npos; };
    size_t leaders = 0;
    while (title > 0 && leader(text[title - 1])) ++leaders, --title;
    if (leaders == 0 || title < 4) return false;
    if (leaders == 1 && is_digit(text[title - 1]) && !is_space(text[title])) return false;   // a date or a range of pages
    entry.title = text.substr(0, title);
    // The author stands behind the leaders or a wide space: what comes first is the title.
    const size_t gap = std::min({entry.title.find(U"…"), entry.title.find(U"···"), entry.title.find(U"..."), entry.title.find(U"　　"), entry.title.find(U"  ")});
    if (gap != std::u32string::npos && gap >= 4) entry.title.resize(gap);
    entry.page = page;
    return true;
  }

  std::vector<ContentsEntry> read_contents() {
    std::vector<ContentsEntry> best;
    for (size_t begin = 0; begin < std::min(lines_.size(), kContentsWithin);) {
      size_t end = begin, rising = 0, plain = 0;
      std::vector<ContentsEntry> found;
      std::u32string column;
      for (; end < lines_.size() && plain < 4; ++end) {
        ContentsEntry entry;
        if (!references_[end] && read_entry(lines_[end].text, entry)) {
          rising += found.empty() || entry.page >= found.back().page;
          entry.column = column;
          found.push_back(std::move(entry));
          plain = 0;
        } else {
          ++plain;
          if (lines_[end].text.size() <= 12) column = lines_[end].text;
        }
      }
      if (found.size() >= 3 && rising * 5 >= found.size() * 4 && found.size() > best.size()) {
        best = std::move(found);
        contents_end_ = end - plain;
      }
      begin = end;
    }
    return best;
  }

  std::vector<Front> read_fronts() const {
    std::vector<Front> fronts;
    for (size_t i = contents_end_; i < lines_.size(); ++i) {
      LabelMatch label;
      if (references_[i] || !match_label(lines_[i].text, label)) continue;
      const int sign = front_sign(label.kind);
      if (sign < 0) continue;
      const Tongue tongue = label.lang == "en" ? Tongue::latin : Tongue::han;
      Front* last = fronts.empty() ? nullptr : &fronts.back();
      const bool same = last && i - last->anchor <= kFrontLines && !any_reference(last->anchor, i) && (last->tongue == tongue || last->tongue == Tongue::han) &&
                        !(last->tongue == tongue && last->has[sign] && sign == kAbstract);
      if (!same) {
        // A second title block of numbers alone belongs to nobody: a class number within a body is rare, and so no border.
        fronts.push_back({i, i, 0, tongue, {}});
        last = &fronts.back();
      }
      last->has[sign] = true;
      last->last = i;
    }
    for (size_t i = 0; i < fronts.size(); ++i) fronts[i].title = title_above(fronts[i].anchor, i > 0 ? fronts[i - 1].last + 1 : contents_end_);
    return fronts;
  }

  bool any_reference(size_t begin, size_t end) const {
    size_t count = 0;
    for (size_t i = begin; i < end; ++i) count += references_[i];
    return count >= 2;
  }

  // From the first label upwards through short lines to the topmost heading, or the topmost line.
  size_t title_above(size_t anchor, size_t floor) const {
    size_t top = anchor, heading = SIZE_MAX;
    const size_t page_floor = version_.pages_known && tops_[lines_[anchor].page] < anchor ? tops_[lines_[anchor].page] : 0;
    for (size_t i = anchor; i > floor && anchor - i < kAbove; --i) {
      const IssueLine& line = lines_[i - 1];
      if (i - 1 < page_floor || references_[i - 1] || line.text.size() > kLongLine || is_sentence_end(line.text.back())) break;
      LabelMatch label;
      if (match_label(line.text, label) && (label.kind == LabelKind::references || label.kind == LabelKind::acknowledgement)) break;
      if (line.heading) heading = i - 1;
      top = i - 1;
    }
    return heading != SIZE_MAX ? heading : top;
  }

  size_t body_after(size_t begin, Tongue tongue, size_t end) const {
    size_t letters = 0;
    for (size_t i = begin; i < end; ++i) {
      if (references_[i] || tongue_of(lines_[i].text) != tongue) continue;
      for (const char32_t c : lines_[i].text) letters += tongue == Tongue::han ? is_han(c) : is_latin_letter(c);
    }
    return letters;
  }

  // A title block that no article in its language follows is the other language's page of the one before.
  void keep_those_with_body(std::vector<Front>& fronts) const {
    for (size_t i = fronts.size(); i > 0; --i) {
      const Front& front = fronts[i - 1];
      const size_t end = i < fronts.size() ? fronts[i].title : lines_.size();
      const size_t least = front.tongue == Tongue::han ? kHanBody : kLatinBody;
      const size_t body = body_after(front.anchor, front.tongue, end), other = body_after(front.anchor, front.tongue == Tongue::han ? Tongue::latin : Tongue::han, end);
      if (body >= least && (front.tongue == Tongue::han || body > other * 2)) continue;
      // An abstract in another language that comes first, on the same page, belongs to what follows.
      if (i < fronts.size() && front.tongue == Tongue::latin && page_top(front.title) && lines_[front.title].page == lines_[fronts[i].title].page && version_.pages_known)
        fronts[i].title = front.title;
      fronts.erase(fronts.begin() + static_cast<std::ptrdiff_t>(i - 1));
    }
  }

  bool is_title_like(size_t i) const {
    LabelMatch label;
    return lines_[i].heading && page_top(i) && lines_[i].text.size() >= 4 && lines_[i].text.size() <= 60 && !match_label(lines_[i].text, label) &&
           match_heading_label(lines_[i].text).scheme == Scheme::none;
  }
  static bool near(const std::map<size_t, IssueArticle>& starts, size_t line) {
    const auto after = starts.lower_bound(line);
    return (after != starts.end() && after->first - line <= kAbove) || (after != starts.begin() && line - std::prev(after)->first <= kAbove);
  }
  size_t next_start(const std::map<size_t, IssueArticle>& starts, size_t line) const {
    const auto after = starts.upper_bound(line);
    return after == starts.end() ? lines_.size() : after->first;
  }

  void add(std::map<size_t, IssueArticle>& starts, size_t line, const Front* front, const std::vector<ContentsEntry>& contents) const {
    IssueArticle article = weigh(line, front, contents);
    if (article.score >= kCut || starts.empty()) starts[line] = std::move(article);
  }

  IssueArticle weigh(size_t line, const Front* front, const std::vector<ContentsEntry>& contents) const {
    IssueArticle article;
    article.first = line;
    article.title = lines_[line].text;
    // A title on two lines: the second is a heading too.
    if (lines_[line].heading && line + 1 < lines_.size() && lines_[line + 1].heading) {
      LabelMatch label;
      if (!match_label(lines_[line + 1].text, label)) article.title += lines_[line + 1].text;
    }
    if (front)
      for (const Sign sign : {kAbstract, kKeywords, kNumbers})
        if (front->has[sign]) speak(article, sign);
    size_t references = 0;
    for (size_t i = line; i > 0 && line - i < 25; --i) references += references_[i - 1];
    if (references >= 2) speak(article, kAfterReferences);
    if (page_top(line)) speak(article, kPageTop);
    if (lines_[line].heading) speak(article, kHeading);
    for (const ContentsEntry& entry : contents)
      if (likeness(entry.title, article.title) >= kAlike || likeness(entry.title, lines_[line].text) >= kAlike) {
        speak(article, kInContents);
        article.in_contents = true;
        break;
      }
    if (other_running_head(lines_[line].page)) speak(article, kRunningHead);
    return article;
  }

  // The first lines of the pages before are not those of the pages after.
  bool other_running_head(size_t page) const {
    if (!version_.pages_known) return false;
    const auto heads = [&](size_t from, size_t to) {
      std::map<std::u32string, size_t> out;
      for (size_t p = from; p < to && p < version_.pages; ++p)
        for (size_t i = 0; i < 2 && tops_[p] != SIZE_MAX && tops_[p] + i < lines_.size(); ++i) {
          std::u32string key;
          for (const char32_t c : lines_[tops_[p] + i].text)
            if (is_letter(c)) key.push_back(fold(c));
          if (key.size() >= 4 && key.size() <= 40) ++out[key];
        }
      return out;
    };
    const std::map<std::u32string, size_t> before = heads(page > 5 ? page - 5 : 0, page), after = heads(page + 1, page + 6);
    return std::any_of(after.begin(), after.end(), [&](const auto& head) { return head.second >= 2 && !before.count(head.first); });
  }

  // 文章编号 says how many pages an article has: the next one begins on the page after, or on the last.
  void by_page_counts(std::map<size_t, IssueArticle>& starts) const {
    if (!version_.pages_known) return;
    for (auto it = starts.begin(); it != starts.end(); ++it) {
      const auto next = std::next(it);
      if (next == starts.end()) break;
      for (size_t i = it->first; i < next->first && i < it->first + kFrontLines; ++i) {
        const size_t at = letters_before_number(lines_[i].text);
        if (at == std::u32string::npos) continue;
        const ArticleNumber number = read_article_number(to_utf8(lines_[i].text.substr(at)));
        const size_t pages = lines_[next->first].page - lines_[it->first].page;
        if (number.pages > 0 && (pages == number.pages || pages + 1 == number.pages)) speak(next->second, kPageCount);
        break;
      }
    }
  }
  static size_t letters_before_number(const std::u32string& text) {
    const size_t word = std::min(text.find(U"文章编号"), text.find(U"文章編號"));
    if (word == std::u32string::npos) return word;
    for (size_t i = word; i < text.size(); ++i)
      if (is_digit(text[i])) return i;
    return std::u32string::npos;
  }

  void place_contents(IssueCut& cut) const {
    for (ContentsEntry& entry : cut.contents) {
      double best = kAlike;
      for (size_t i = 0; i < cut.articles.size(); ++i) {
        const double alike = std::max(likeness(entry.title, cut.articles[i].title), likeness(entry.title, lines_[cut.articles[i].first].text));
        if (alike >= best) {
          best = alike;
          entry.article = i;
        }
      }
    }
  }

  const Lines& lines_;
  const IssueVersion& version_;
  std::vector<size_t> tops_;        // the first line of each page
  std::vector<bool> references_;
  size_t contents_end_ = 0;
};

}  // namespace

double likeness(std::u32string_view a, std::u32string_view b) {
  const std::u32string x = letters_of(a), y = letters_of(b);
  if (x.size() < 2 || y.size() < 2) return x == y && !x.empty() ? 1 : 0;
  std::multiset<std::pair<char32_t, char32_t>> pairs;
  for (size_t i = 0; i + 1 < x.size(); ++i) pairs.insert({x[i], x[i + 1]});
  size_t shared = 0;
  for (size_t i = 0; i + 1 < y.size(); ++i)
    if (const auto found = pairs.find({y[i], y[i + 1]}); found != pairs.end()) {
      ++shared;
      pairs.erase(found);
    }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(x.size() + y.size() - 2);
}

IssueCut find_borders(const IssueVersion& version) { return Finder(version).find(); }

}  // namespace jiaokan
