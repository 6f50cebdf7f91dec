// Paragraphs on the authors behind the reference list, or below 作者简介: each begins with the name of one of ours, in Han or in pinyin. One that
// tells of several is cut where the next name begins.
#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "lang/zh/characters.h"
#include "structure/draft.h"
#include "structure/front_parts.h"

namespace jiaokan {

namespace {

class Biographies {
 public:
  explicit Biographies(StructureDraft& d) : d_(d) {}

  void run() {
    if (d_.article.front.authors.empty()) return;
    bool contributions = false;   // 作者贡献声明 names them too
    const size_t behind = behind_list();
    for (size_t b = 0; b < d_.blocks(); ++b) {
      LabelMatch label;
      if (match_label(d_.block(b), label) && is_back_matter(label.kind) && (label.colon || label.content >= d_.block(b).size())) contributions = label.kind == LabelKind::contribution;
      else if (d_.text.blocks[b].kind == BlockKind::heading) contributions = false;
      if (contributions) continue;
      if (d_.use[b] != Use::none || d_.text.blocks[b].kind == BlockKind::table) continue;
      const Span s = behind_label(b);
      if (s.size() < kShortest) continue;
      const uint32_t first = author_at(s.begin, s.end);
      // Before the list only what says at once that it tells of a person.
      if (b < behind && (first == kNone || !tells_of_person(d_.view({s.begin + static_cast<uint32_t>(d_.article.front.authors[first].names[0].full.size()), s.end})))) continue;
      if (first != kNone) tell(b, s);
      else if (const uint32_t who = latin_author_at(s); who != kNone) {
        const Inlines text = inlines(d_, s);
        Inlines& bio = d_.article.front.authors[who].trans_bio;
        bio.insert(bio.end(), text.begin(), text.end());
        d_.use[b] = Use::front;
      }
    }
  }

 private:
  static constexpr uint32_t kShortest = 10;

  // "作者简介]林晓，男": the word that announces it, with what is left of its bracket, is no part of it.
  Span behind_label(size_t b) const {
    Span s = d_.trimmed(d_.span(b));
    LabelMatch found;
    if (!match_label(d_.view(s), found) || found.kind != LabelKind::author_note) return s;
    const uint32_t begin = s.begin;
    s.begin += found.content;
    while (s.begin < s.end && !is_letter(d_.text.chars[s.begin])) ++s.begin;
    d_.leave({begin, s.begin}, "label");
    return s;
  }

  size_t behind_list() const {
    size_t out = d_.blocks();
    for (size_t b = 0; b < d_.blocks(); ++b) {
      if (d_.use[b] == Use::reference) out = b + 1;
      LabelMatch label;
      // 作者简介 alone on its line: they follow.
      if (out == d_.blocks() && d_.use[b] == Use::front && match_label(d_.block(b), label) && label.kind == LabelKind::author_note && label.content >= d_.block(b).size()) return b + 1;
    }
    return out;
  }

  // The author whose whole name stands there, and is no part of a longer word: a sign, a sex, a nation or a body's name follows.
  uint32_t author_at(uint32_t t, uint32_t end) const {
    const std::vector<Contributor>& authors = d_.article.front.authors;
    for (uint32_t i = 0; i < authors.size(); ++i) {
      if (authors[i].names.empty()) continue;
      const std::u32string& name = authors[i].names[0].full;
      if (name.size() >= 2 && is_han(name[0]) && t + name.size() < end && d_.view({t, end}).starts_with(name)) return i;
    }
    return kNone;
  }

  // Behind the name at t: what only a note on a person goes on with.
  bool tells(uint32_t t, uint32_t end) const {
    const std::u32string_view rest = d_.view({t, end});
    return !rest.empty() && (std::u32string_view(U"：:，,（(").find(rest[0]) != std::u32string_view::npos || rest[0] == U'男' || rest[0] == U'女');
  }

  uint32_t latin_author_at(Span s) const {
    std::string letters;
    for (uint32_t i = s.begin; i < s.end && letters.size() < 40; ++i)
      if (const char32_t f = fold(d_.text.chars[i]); f >= U'a' && f <= U'z') letters.push_back(static_cast<char>(f));
      else if (is_han(d_.text.chars[i])) return kNone;
    const std::vector<Contributor>& authors = d_.article.front.authors;
    for (uint32_t i = 0; i < authors.size(); ++i) {
      if (authors[i].names.empty() || authors[i].names[0].surname.empty()) continue;
      std::string family, given;
      for (const char32_t c : authors[i].names[0].surname) family += zh_pinyin(c);
      for (const char32_t c : authors[i].names[0].given) given += zh_pinyin(c);
      if (family.size() + given.size() >= 4 && !given.empty() && (letters.starts_with(family + given) || letters.starts_with(given + family))) return i;
    }
    return kNone;
  }

  void tell(size_t b, Span s) {
    uint32_t who = author_at(s.begin, s.end), begin = s.begin;
    const auto put = [&](uint32_t end) {
      Contributor& author = d_.article.front.authors[who];
      const Inlines text = inlines(d_, d_.trimmed({begin, end}));
      author.bio.insert(author.bio.end(), text.begin(), text.end());
      if (author.email.empty()) author.email = address_in(d_.view({begin, end}));
    };
    for (uint32_t i = s.begin + kShortest; i + kShortest < s.end; ++i) {
      const uint32_t next = author_at(i, s.end);
      if (next == kNone || next == who || !tells(i + static_cast<uint32_t>(d_.article.front.authors[next].names[0].full.size()), s.end)) continue;
      put(i);
      begin = i;
      who = next;
    }
    put(s.end);
    d_.use[b] = Use::front;
  }

  StructureDraft& d_;
};

}  // namespace

void find_biographies(StructureDraft& d) { Biographies(d).run(); }

}  // namespace jiaokan
