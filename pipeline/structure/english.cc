// The part in English: title, authors, abstract and keywords — this article's, and no other's from a contents page of several.
//
// A page of English abstracts is cut into entries at each Abstract; the entry belongs here whose author line holds our authors in pinyin, or
// whose page number is ours. A single entry that names nobody else is taken.
#include <fmt/format.h>

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "lang/zh/characters.h"
#include "model/unicode.h"
#include "refs/refs.h"
#include "structure/author_line.h"
#include "structure/draft.h"
#include "structure/front_parts.h"
#include "structure/rejoin.h"

namespace jiaokan {

namespace {

constexpr size_t kHeadBlocks = 7;

struct Entry {
  size_t first = 0, last = 0;           // blocks [first, last)
  size_t abstract = 0;                  // block of the abstract; the entry's first block when it has none
  std::vector<size_t> head, keywords;
  int score = 0;
};

// Letters only, small: what pinyin is compared by.
std::string letters_of(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text)
    if (const char32_t f = fold(c); f >= U'a' && f <= U'z') out.push_back(static_cast<char>(f));
  return out;
}

std::string pinyin_of(std::u32string_view name) {
  std::string out;
  for (const char32_t c : name) out += zh_pinyin(c);
  return out;
}

// "CHENG Ming", "Ming CHENG", "Cheng Ming": where the author stands in the letters of a line.
size_t find_author(const std::string& letters, const PersonName& name) {
  const std::string family = pinyin_of(name.surname), given = pinyin_of(name.given);
  if (family.empty() || given.empty()) return std::string::npos;
  const size_t at = letters.find(family + given);
  return at != std::string::npos ? at : letters.find(given + family);
}

// "·71·" at the end of a range: the page number, taken off.
std::string take_page(const StructureDraft& d, Span& s) {
  s = d.trimmed(s);
  uint32_t end = s.end;
  while (end > s.begin && (std::u32string_view(U"·.•・()（）").find(d.text.chars[end - 1]) != std::u32string_view::npos || is_space(d.text.chars[end - 1]))) --end;
  uint32_t begin = end;
  while (begin > s.begin && is_digit(d.text.chars[begin - 1])) --begin;
  if (begin == end || end - begin > 4 || begin == s.begin) return {};
  uint32_t cut = begin;
  while (cut > s.begin && (std::u32string_view(U"·.•・(（").find(d.text.chars[cut - 1]) != std::u32string_view::npos || is_space(d.text.chars[cut - 1]))) --cut;
  if (cut == begin) return {};
  // …between 1985 and 2015: behind white space alone a year is the title's.
  const bool signs = end < s.end || std::any_of(d.text.chars.begin() + cut, d.text.chars.begin() + begin, [](char32_t c) { return !is_space(c); });
  const bool year = end - begin == 4 && (d.view({begin, end}).starts_with(U"19") || d.view({begin, end}).starts_with(U"20"));
  if (year && !signs) return {};
  const std::string number = to_utf8(folded(d.view({begin, end})));
  s.end = cut;
  return number;
}

class English {
 public:
  explicit English(StructureDraft& d) : d_(d) {}

  void run() {
    if (d_.article.lang == "en") return;
    find_entries();
    if (entries_.empty()) return leave_tails();
    for (Entry& entry : entries_) entry.score = score(entry);
    const auto best = std::max_element(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.score < b.score; });
    const bool alone = entries_.size() == 1 && best->score >= 0;
    if (best->score > 0 || alone) {
      take(*best);
      for (const Entry& entry : entries_)
        if (&entry != &*best) leave(entry);
    } else {
      d_.say(Code::no_own_english, d_.span(entries_[0].first), fmt::format("{} entries, none names these authors", entries_.size()));
      for (const Entry& entry : entries_) leave(entry);
    }
    leave_tails();
  }

 private:
  bool free_latin(size_t b) const { return d_.use[b] == Use::none && d_.is_latin(b); }

  LabelKind label_of(size_t b) const {
    LabelMatch label;
    if (!match_label(d_.block(b), label)) return LabelKind::column;
    return label.lang == "en" || label.colon || label.bracketed ? label.kind : LabelKind::column;
  }

  void find_entries() {
    for (size_t b = 0; b < d_.blocks(); ++b) {
      if (!free_latin(b) || label_of(b) != LabelKind::abstract) continue;
      Entry entry;
      entry.abstract = b;
      entry.first = b;
      // Its head: short Latin blocks before it, back to the title that the engine marks, or to the keywords of the entry before.
      while (entry.first > 0 && entry.head.size() < kHeadBlocks && (entries_.empty() || entry.first - 1 >= entries_.back().last)) {
        const size_t above = entry.first - 1;
        if (d_.use[above] == Use::front && entry.first + 2 > b && entry.head.size() < 2) {   // what the page's foot says of an author
          --entry.first;
          continue;
        }
        if (d_.use[above] == Use::none && tells_of_author(above)) {   // a portrait's words beside it
          --entry.first;
          continue;
        }
        if (!free_latin(above) || label_of(above) != LabelKind::column || !is_head(above)) break;
        entry.head.push_back(--entry.first);
        if (d_.text.blocks[above].kind != BlockKind::heading || d_.text.blocks[above].level == 0) continue;
        if (begins_title(entry.first)) entry.head.push_back(--entry.first);
        break;
      }
      std::reverse(entry.head.begin(), entry.head.end());
      entry.last = b + 1;
      while (entry.last < d_.blocks()) {
        if (!free_latin(entry.last)) {
          const size_t behind = behind_foot(entry.last);
          if (behind == entry.last) break;
          entry.last = behind;
        }
        const LabelKind kind = label_of(entry.last);
        if (kind == LabelKind::keywords) {
          entry.keywords.push_back(entry.last);
          entry.last = end_of_words(entry.last + 1);
          break;
        }
        // The abstract goes on, over at most two blocks, when keywords follow.
        bool follow = false;
        for (size_t k = entry.last; k < std::min(d_.blocks(), entry.last + 3); ++k) follow |= free_latin(k) && label_of(k) == LabelKind::keywords;
        if (kind != LabelKind::column || !follow) break;
        ++entry.last;
      }
      entries_.push_back(entry);
      b = entry.last - 1;
    }
    if (entries_.empty()) find_unlabelled();
  }

  // The Latin block before this one stops inside a sentence.
  bool is_cut_before(size_t b) const {
    while (b-- > 0)
      if (d_.is_latin(b)) {
        const std::u32string_view text = d_.view(d_.trimmed(d_.span(b)));
        return !text.empty() && !is_sentence_end(text.back());
      }
    return false;
  }

  // A sentence that the end of a page has cut goes on behind what stands at its foot and at the next one's head: the first block of the rest. The
  // block itself: it does not.
  size_t behind_foot(size_t b) const {
    constexpr size_t kMost = 3;   // blocks
    if (!is_cut_before(b) || label_of(b - 1) == LabelKind::keywords) return b;
    for (size_t k = b; k < std::min(d_.blocks(), b + kMost + 1); ++k) {
      if (free_latin(k)) return label_of(k) == LabelKind::column ? k : b;
      if (d_.text.blocks[k].kind == BlockKind::heading) return b;
    }
    return b;
  }

  // 鲍晓华男1972年生，教授，…: a short paragraph on one of ours.
  bool tells_of_author(size_t b) const {
    constexpr size_t kLongest = 150;
    const std::u32string_view text = d_.view(d_.trimmed(d_.span(b)));
    return text.size() <= kLongest && std::any_of(d_.article.front.authors.begin(), d_.article.front.authors.end(), [&](const Contributor& a) {
      const std::u32string name = a.names.empty() ? std::u32string() : a.names[0].full;
      return name.size() > 1 && text.starts_with(name) && (text.substr(name.size()).starts_with(U"男") || text.substr(name.size()).starts_with(U"女"));
    });
  }

  // factor productivity; county manufacturing: the other lines of the key words, whose first is the block before; set wide, they may have come apart
  // into words. The block behind them.
  size_t end_of_words(size_t b) const {
    constexpr size_t kLine = 120, kWords = 40;
    bool label_alone = false;
    for (const size_t first = b; b > 0; ++b) {
      const std::u32string_view above = d_.view(d_.trimmed(d_.span(b - 1)));
      const bool open = !above.empty() && std::u32string_view(U";,:").find(fold(above.back())) != std::u32string_view::npos;
      if (b == first) label_alone = open && fold(above.back()) == U':';
      if (b >= d_.blocks() || !free_latin(b) || label_of(b) != LabelKind::column) return b;
      const std::u32string_view text = d_.view(d_.trimmed(d_.span(b)));
      if (text.empty() || text.back() == U'.' || text.size() > kLine) return b;
      if (!open && !(label_alone && text.size() <= kWords)) return b;
    }
    return b;
  }

  // The line above a heading is the title's first: it has no end, and nothing else stands there in Latin letters.
  bool begins_title(size_t heading) const {
    constexpr size_t kTitle = 250;
    if (heading == 0 || !free_latin(heading - 1) || label_of(heading - 1) != LabelKind::column) return false;
    const std::u32string_view text = d_.view(d_.trimmed(d_.span(heading - 1)));
    return text.size() <= kTitle && (is_latin_letter(text.back()) || text.back() == U',' || text.back() == U':' || text.back() == U'-') && !names_body(text) && read_latin_author_line(text).names.size() < 2;
  }

  // An abstract whose label was lost: a long passage in Latin letters below names of which one is our author's.
  void find_unlabelled() {
    constexpr size_t kShortest = 300;
    for (size_t b = 1; b < d_.blocks(); ++b) {
      if (!free_latin(b) || d_.block(b).size() < kShortest || label_of(b) != LabelKind::column) continue;
      Entry entry;
      entry.abstract = entry.first = b;
      std::string letters;
      while (entry.first > 0 && entry.head.size() < kHeadBlocks && free_latin(entry.first - 1) && label_of(entry.first - 1) == LabelKind::column && is_head(entry.first - 1)) {
        entry.head.push_back(--entry.first);
        letters += letters_of(d_.block(entry.first));
        if (d_.text.blocks[entry.first].kind != BlockKind::heading || d_.text.blocks[entry.first].level == 0) continue;
        if (begins_title(entry.first)) entry.head.push_back(--entry.first);
        break;
      }
      std::reverse(entry.head.begin(), entry.head.end());
      const std::vector<Contributor>& authors = d_.article.front.authors;
      if (std::none_of(authors.begin(), authors.end(), [&](const Contributor& a) { return !a.names.empty() && find_author(letters, a.names[0]) != std::string::npos; })) continue;
      entry.last = b + 1;
      if (entry.last < d_.blocks() && free_latin(entry.last) && label_of(entry.last) == LabelKind::keywords) entry.keywords.push_back(entry.last++);
      entries_.push_back(entry);
      return;
    }
  }

  // Bai $Yu^1$, Chu-chao 1: before the first author that can be read stand pieces no longer than a name.
  bool are_names(Span s) const {
    constexpr size_t kName = 20;
    size_t piece = 0;
    for (const char32_t c : without_formulas(d_.text, d_.trimmed(s)))
      if (fold(c) == U',' || fold(c) == U';') piece = 0;
      else if (++piece > kName) return false;
    return true;
  }

  // A long sentence is the tail of an abstract, not a head; many authors and the places where they work are long too.
  bool is_head(size_t b) const {
    constexpr size_t kTitle = 250, kSentence = 120, kPlaces = 1200;
    const std::u32string_view text = d_.view(d_.trimmed(d_.span(b)));
    if (text.size() > kTitle) return text.size() <= kPlaces && names_body(text) && text.back() != U'.';
    return text.size() <= kSentence || text.back() != U'.' || names_body(text);
  }

  int score(const Entry& entry) const {
    int out = 0;
    std::string letters;
    std::string page;
    for (const size_t h : entry.head) {
      letters += letters_of(d_.block(h));
      Span s = d_.span(h);
      const std::string number = take_page(d_, s);
      if (!number.empty()) page = number;
    }
    bool any = false;
    for (const Contributor& author : d_.article.front.authors) {
      if (author.names.empty() || author.names[0].surname.empty()) continue;
      any = true;
      if (find_author(letters, author.names[0]) != std::string::npos) out += 4;
    }
    if (any && out == 0 && !letters.empty() && entries_.size() > 1) out -= 2;
    const std::u32string& number = d_.article.front.article_number.text;
    const size_t dash = number.rfind(U'-');
    if (!page.empty() && dash != std::u32string::npos) {
      // …-0071-13: the page stands before the count.
      const size_t start = number.rfind(U'-', dash - 1);
      if (start != std::u32string::npos) {
        size_t from = start + 1;
        while (from < dash && number[from] == U'0') ++from;
        out += to_utf8(number.substr(from, dash - from)) == page ? 3 : -3;
      }
    }
    for (const Keywords& own : d_.article.front.keywords)
      for (const size_t k : entry.keywords) {
        size_t words = 1;
        for (const char32_t c : d_.block(k)) words += fold(c) == U';';
        if (words == own.words.size() && words > 1 && out > 0) ++out;
      }
    return out;
  }

  void take(const Entry& entry) {
    Front& front = d_.article.front;
    Title title;
    title.lang = "en";
    bool authors_done = false;
    for (const size_t h : entry.head) {
      d_.use[h] = Use::english;
      Span s = d_.span(h);
      const Span whole = s;
      take_page(d_, s);
      // Where the first author begins in this block.
      uint32_t authors = s.end, last_name = s.begin, where = s.end;
      for (Contributor& author : front.authors) {
        if (author.names.empty()) continue;
        const Span at = author_span(s, author.names[0]);
        if (at.empty()) continue;
        authors = std::min(authors, at.begin);
        last_name = std::max(last_name, at.end);
        add_latin_name(author, at);
      }
      if (authors < s.end) authors_done = true;
      // One whose name is misspelt is known by its place in the row; where they work may stand on their line.
      bool names_first = false;
      if (authors < s.end && !title.title.empty()) {
        const AuthorLine line = read_latin_author_line(d_.view(s));
        if (line.names.size() > 1 && !line.affiliation.empty() && s.begin + line.affiliation.begin > authors) where = s.begin + line.affiliation.begin;
        names_first = line.names.size() > 1 && s.begin + line.names[0].begin <= authors;
        names_first |= are_names({s.begin, authors});
        if (line.names.size() == front.authors.size())
          for (size_t a = 0; a < line.names.size(); ++a) add_by_place(front.authors[a], {s.begin + line.names[a].begin, s.begin + line.names[a].end});
      }
      // Names that engines have spoilt, and places, behind a title.
      if (!title.title.empty() && authors == s.end) {
        const bool places = names_body(d_.view(s));
        if (!places && !authors_done && read_latin_author_line(d_.view(s)).names.size() > 1) {
          d_.leave(whole, "names in Latin letters that cannot be read");
          continue;
        }
        authors_done |= places;
      }
      if (authors < s.end && !put_places_behind(last_name, s.end) && where < s.end) put_places({where, s.end});
      const Span before = d_.trimmed({s.begin, authors});
      if (!title.title.empty() && !names_first && authors < s.end && names_body(d_.view(before))) {   // …Haicheng 200092, China *Corresponding author: Yu Dehua
        put_places(before);
      } else if (!before.empty() && !names_first && (authors < s.end || !authors_done)) {
        if (!title.title.empty()) {
          Inline space;
          space.text = U" ";
          title.title.push_back(space);
        }
        const Inlines more = inlines(d_, before);
        title.title.insert(title.title.end(), more.begin(), more.end());
      } else if (authors_done && authors == s.end) {
        put_places(s);
      }
      d_.leave(whole, "front-matter punctuation");
    }
    if (!title.title.empty()) front.trans_titles.push_back(std::move(title));
    const std::vector<Labelled> parts = labelled_parts(d_, entry.abstract);
    if (parts.empty() && d_.use[entry.abstract] == Use::none) {
      d_.use[entry.abstract] = Use::english;
      Abstract abstract;
      abstract.lang = "en";
      Part paragraph;
      paragraph.content = inlines(d_, d_.trimmed(d_.span(entry.abstract)));
      abstract.parts.push_back(std::move(paragraph));
      front.abstracts.push_back(std::move(abstract));
    }
    if (!parts.empty()) {
      d_.use[entry.abstract] = Use::english;
      Labelled abstract = parts[0];
      abstract.label.lang = "en";
      put_abstract(d_, abstract);
      for (size_t b = entry.abstract + 1; b < entry.last; ++b) {
        if (!free_latin(b) || label_of(b) == LabelKind::keywords || (!entry.keywords.empty() && b > entry.keywords.back()) || front.abstracts.empty()) continue;
        d_.use[b] = Use::english;
        Inlines content = inlines(d_, d_.trimmed(d_.span(b)));
        std::vector<Part>& paragraphs = front.abstracts.back().parts;
        if (is_cut_before(b)) {
          go_on_with(paragraphs.back().content, std::move(content));
        } else {
          paragraphs.emplace_back();
          paragraphs.back().content = std::move(content);
        }
      }
      for (size_t p = 1; p < parts.size(); ++p)
        if (parts[p].label.kind == LabelKind::keywords) put_keywords(d_, parts[p].content, parts[p].label.label, "en");
    }
    for (const size_t k : entry.keywords) {
      d_.use[k] = Use::english;
      const size_t last = entry.last - 1;   // nothing stands behind the key words
      for (const Labelled& part : labelled_parts(d_, k))
        if (part.label.kind == LabelKind::keywords) put_keywords(d_, {part.content.begin, last > k ? d_.span(last).end : part.content.end}, part.label.label, "en");
      d_.leave({d_.span(k).begin, d_.span(last).end}, "front-matter punctuation");
      for (size_t b = k + 1; b <= last; ++b) d_.use[b] = Use::english;
    }
    d_.leave(d_.span(entry.abstract), "label");
  }

  // …, WU Xiaocong1 (1. Shanghai Astronomical Observatory, …): from the bracket or the first number with a full stop on.
  bool put_places_behind(uint32_t begin, uint32_t end) {
    for (uint32_t i = begin; i + 8 < end; ++i) {
      const char32_t c = fold(d_.text.chars[i]);
      const bool numbered = is_digit(c) && d_.text.chars[i + 1] == U'.' && !is_digit(d_.text.chars[i + 2]);
      if ((c != U'(' && !numbered) || !names_body(d_.view({i, std::min(end, i + kReach)}))) continue;
      Span s = d_.trimmed({i, end});
      if (fold(d_.text.chars[s.begin]) == U'(') ++s.begin;
      if (fold(d_.text.chars[s.end - 1]) == U')') --s.end;
      put_places(d_.trimmed(s));
      return true;
    }
    return false;
  }
  static constexpr uint32_t kReach = 120;   // characters in which a place names its body

  void put_places(Span s) {
    std::vector<Affiliation>& all = d_.article.front.trans_affiliations;
    Affiliation affiliation;
    affiliation.full = d_.house(s);
    affiliation.institution = affiliation.full;
    affiliation.lang = "en";
    affiliation.span = s;
    affiliation.id = fmt::format("aff-en-{}", all.size() + 1);
    all.push_back(std::move(affiliation));
  }

  // The words of a range that spell an author.
  Span author_span(Span s, const PersonName& name) const {
    const std::string family = pinyin_of(name.surname), given = pinyin_of(name.given);
    if (family.empty() || given.empty()) return {};
    for (uint32_t i = s.begin; i < s.end; ++i) {
      if (!is_latin_letter(d_.text.chars[i]) || (i > s.begin && is_latin_letter(d_.text.chars[i - 1]))) continue;
      for (const std::string& spelt : {family + given, given + family}) {
        uint32_t k = i;
        size_t matched = 0;
        while (k < s.end && matched < spelt.size()) {
          const char32_t f = fold(d_.text.chars[k]);
          if (f >= U'a' && f <= U'z') {
            if (static_cast<char>(f) != spelt[matched]) break;
            ++matched;
          } else if (!(is_space(f) || f == U'-' || f == U'\'' || f == U',')) {
            break;
          }
          ++k;
        }
        if (matched == spelt.size() && (k >= s.end || !is_latin_letter(d_.text.chars[k]))) return {i, k};
      }
    }
    return {};
  }

  void add_latin_name(Contributor& author, Span at) {
    PersonName name = person(d_, at, "zh-Latn");
    name.full = d_.styled.substr(name.span.begin, name.span.size());
    if (name.surname.empty()) {
      const SplitName split = split_name(name.full);
      name.surname = name.full.substr(split.surname.begin, split.surname.size());
      name.given = name.full.substr(split.given.begin, split.given.size());
    }
    // The family name is the one our own family name spells.
    if (letters_of(name.surname) != pinyin_of(author.names[0].surname) && letters_of(name.given) == pinyin_of(author.names[0].surname)) std::swap(name.surname, name.given);
    name.eastern = true;
    if (author.names.size() == 1) author.names.push_back(std::move(name));
  }

  void add_by_place(Contributor& author, Span at) {
    if (author.names.size() != 1 || author.names[0].surname.empty()) return;
    const std::string letters = letters_of(d_.view(at)), family = pinyin_of(author.names[0].surname), given = pinyin_of(author.names[0].given);
    if (letters.starts_with(family) || letters.ends_with(family) || (!given.empty() && (letters.starts_with(given) || letters.ends_with(given)))) add_latin_name(author, at);
  }

  void leave(const Entry& entry) {
    for (size_t b = entry.first; b < entry.last; ++b) {
      if (d_.use[b] != Use::none) continue;
      d_.use[b] = Use::other_article;
      d_.leave(d_.span(b), "other-article");
    }
  }

  // Latin blocks among the entries of other articles are their tails: what stands between the list's end and an entry, too.
  void leave_tails() {
    size_t list_end = 0;
    for (size_t b = 0; b < d_.blocks(); ++b)
      if (d_.use[b] == Use::reference || d_.use[b] == Use::editor) list_end = b + 1;
    if (list_end == 0) return;
    const bool contents_page = entries_.size() > 1;
    for (size_t b = list_end; b < d_.blocks(); ++b) {
      if (!free_latin(b)) continue;
      const LabelKind kind = label_of(b);
      if (!contents_page && kind != LabelKind::keywords && kind != LabelKind::abstract) continue;
      d_.use[b] = Use::other_article;
      d_.leave(d_.span(b), "other-article");
    }
  }

  StructureDraft& d_;
  std::vector<Entry> entries_;
};

}  // namespace

void find_english(StructureDraft& d) { English(d).run(); }

}  // namespace jiaokan
