#include "refs/citations.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

bool among(char32_t c, std::u32string_view signs) { return signs.find(c) != std::u32string_view::npos; }

// Words that stand before a name in a sentence and begin with a capital there.
constexpr std::u32string_view kNoNames[] = {U"In", U"See", U"As", U"Also", U"But", U"The", U"And", U"For", U"By", U"Both", U"While", U"Since", U"After", U"Before", U"However", U"Figure", U"Table"};
constexpr std::u32string_view kParticles[] = {U"de", U"del", U"della", U"di", U"da", U"van", U"von", U"der", U"den", U"la", U"le", U"el", U"al", U"ter", U"ten", U"dos", U"du"};
constexpr std::u32string_view kEtAl[] = {U"et al.", U"et al", U"etal.", U"etal", U"等人", U"等"};   // "etal" also drawn into the name
constexpr std::u32string_view kAnd[] = {U"and", U"&", U"和", U"与", U"及"};

bool has(const auto& words, std::u32string_view word) { return std::find(std::begin(words), std::end(words), word) != std::end(words); }

class Reader {
 public:
  explicit Reader(std::u32string_view text) : text_(text) {}

  std::vector<AuthorYear> read() {
    uint32_t open = kNone;
    uint32_t from = 0;   // where the names of the next item may begin
    for (uint32_t i = 0; i < text_.size(); ++i) {
      const char32_t c = fold(text_[i]);
      if (c == U'(') open = i, from = i + 1;
      if (c == U')') open = kNone;
      if (c == U';') from = i + 1;
      uint32_t end = 0;
      if (open == kNone || i - open > kReach || !year_at(i, end)) continue;
      AuthorYear item;
      item.year = {i, i + 4};
      item.suffix = {i + 4, end};
      uint32_t stop = trim_end(from, i);
      if (stop > from) {
        if (among(fold(text_[stop - 1]), U":.") && !ends_with(stop, U"al.")) continue;   // "2008: 1996" is a page
        read_names({from, stop}, item);
      } else if (stop <= open + 1) {
        read_names(names_before(open), item);
      } else if (!out_.empty()) {
        item.names = out_.back().names;   // 2019a，2019b
        item.et_al = out_.back().et_al;
      }
      from = i = end;
      read_locator(from, item);
      i = from - 1;
      if (!item.names.empty()) out_.push_back(std::move(item));
    }
    return std::move(out_);
  }

 private:
  static constexpr uint32_t kReach = 240;   // a bracket of citations is no longer

  bool year_at(uint32_t i, uint32_t& end) const {
    if (i + 4 > text_.size() || (i > 0 && is_digit(text_[i - 1]))) return false;
    uint32_t year = 0;
    for (uint32_t k = i; k < i + 4; ++k) {
      if (!is_digit(text_[k])) return false;
      year = year * 10 + (fold(text_[k]) - U'0');
    }
    if (year < 1500 || year > 2099) return false;
    end = i + 4;
    const auto letter = [&](uint32_t k) { return k < text_.size() && is_latin_letter(text_[k]); };
    if (letter(end) && text_[end] >= U'a' && text_[end] <= U'z' && !letter(end + 1)) ++end;
    if (end == text_.size()) return true;
    const char32_t next = fold(text_[end]);
    return among(next, U",;:)、[") || is_space(next);
  }

  uint32_t trim_end(uint32_t begin, uint32_t end) const {
    while (end > begin && (is_space(text_[end - 1]) || among(fold(text_[end - 1]), U",、"))) --end;
    while (begin < end && (is_space(text_[begin]) || among(fold(text_[begin]), U",、"))) ++begin;
    return begin == end ? begin : end;
  }

  bool ends_with(uint32_t end, std::u32string_view word) const { return text_.substr(0, end).ends_with(word); }

  // The stretch of names that ends before the bracket of "Wang and Sun (2008)" or 张三和李四（2008）, read backwards.
  Span names_before(uint32_t open) const {
    const uint32_t end = trim_end(0, open);
    uint32_t at = end;
    uint32_t begin = end;
    while (at > 0) {
      uint32_t word_end = at;
      while (word_end > 0 && is_space(text_[word_end - 1])) --word_end;
      uint32_t k = word_end;
      const auto part_of_word = [&](char32_t c) { return is_latin_letter(c) || c == U'.' || c == U'\'' || c == U'’' || c == U'-'; };
      if (k > 0 && (is_han(text_[k - 1]) || is_middle_dot(text_[k - 1]))) {
        while (k > 0 && (is_han(text_[k - 1]) || is_middle_dot(text_[k - 1]))) --k;
        // 借鉴Antweiler和Frank: what runs into a western name is the sentence.
        if (begin < end && is_latin_letter(text_[begin]) && begin == word_end && !has(kAnd, text_.substr(word_end - 1, 1))) break;
        begin = std::max(k, han_name_begin(k, word_end));
        if (begin > k) break;   // the run goes on to the left with the sentence
      } else if (k > 0 && part_of_word(text_[k - 1])) {
        while (k > 0 && part_of_word(text_[k - 1])) --k;
        const std::u32string_view word = text_.substr(k, word_end - k);
        const bool capital = word[0] >= U'A' && word[0] <= U'Z';
        const bool little = has(kParticles, word) || has(kAnd, word) || has(kEtAl, word) || word == U"et" || word == U"al.";
        if ((!capital && !little) || has(kNoNames, word)) break;
        if (capital || word == U"et") begin = k;
      } else if (k > 0 && among(fold(text_[k - 1]), U",、&")) {
        --k;
      } else {
        break;
      }
      at = k;
    }
    return {begin, end};
  }

  static bool is_middle_dot(char32_t c) { return fold(c) == U'·'; }

  // In a run of Han that a sentence may precede: the last names of it. 张三和李四等 · 据王五
  uint32_t han_name_begin(uint32_t begin, uint32_t end) const {
    uint32_t stop = end;
    if (stop > begin && text_[stop - 1] == U'人' && stop > begin + 1 && text_[stop - 2] == U'等') stop -= 2;
    if (stop > begin && text_[stop - 1] == U'等') --stop;
    uint32_t cut = stop;
    while (true) {
      uint32_t k = cut;
      while (k > begin && cut - k < 5 && !has(kAnd, text_.substr(k - 1, 1)) && !is_middle_dot(text_[k - 1])) --k;
      const bool joined = k > begin && cut - k >= 2 && cut - k <= 4 && has(kAnd, text_.substr(k - 1, 1));
      if (k == begin && cut - k <= 4) {
        // 据张明远: a shorter name with a surname, where the whole has none.
        if (cut - k > 2 && !is_surname(text_.substr(k, cut - k)))
          for (uint32_t n = cut - k - 1; n >= 2; --n)
            if (is_surname(text_.substr(cut - n, n))) return cut - n;
        return begin;
      }
      if (k > begin && is_middle_dot(text_[k - 1])) return begin;
      if (!joined) {
        // The nearest two to four characters that begin with a surname; three are likelier than two, two than four.
        for (const uint32_t n : {3U, 2U, 4U})
          if (cut - begin >= n && is_surname(text_.substr(cut - n, n))) return cut - n;
        return cut >= begin + 3 ? cut - 3 : begin;
      }
      cut = k - 1;
    }
  }

  void read_names(Span span, AuthorYear& item) const {
    uint32_t end = trim_end(span.begin, span.end);
    for (const std::u32string_view word : kEtAl)
      if (end >= span.begin + word.size() && ends_with(end, word)) {
        end = trim_end(span.begin, end - static_cast<uint32_t>(word.size()));
        item.et_al = true;
        break;
      }
    uint32_t at = span.begin;
    const auto finish = [&](uint32_t stop) {
      uint32_t b = at, e = stop;
      while (b < e && (is_space(text_[b]) || fold(text_[b]) == U',')) ++b;
      while (e > b && is_space(text_[e - 1])) --e;
      // 如Deutsch: the name begins with its first letter.
      if (b < e && is_han(text_[b])) {
        uint32_t latin = b;
        while (latin < e && is_han(text_[latin])) ++latin;
        if (latin < e && is_latin_letter(text_[latin])) b = latin;
      }
      const bool letters = std::any_of(text_.begin() + b, text_.begin() + e, is_letter);
      // "Qian Y", "P. G. Wong": what is looked for in the list is the surname.
      const SplitName split = split_name(text_.substr(b, e - b));
      const auto short_given = [&](Span given) {
        for (uint32_t k = b + given.begin; k < b + given.end; ++k)
          if (is_letter(text_[k]) && !(text_[k] >= U'A' && text_[k] <= U'Z')) return false;
        return !given.empty() && given.size() <= 8;
      };
      if (letters && !split.surname.empty() && !is_han(text_[b]) && short_given(split.given)) {
        item.names.push_back({b + split.surname.begin, b + split.surname.end});
        return;
      }
      // Initials behind a comma belong to the name before.
      const bool initials = letters && std::all_of(text_.begin() + b, text_.begin() + e, [](char32_t c) { return (c >= U'A' && c <= U'Z') || among(c, U".- "); }) && e - b <= 8;
      if (letters && initials && e - b <= 2 + 1 && !item.names.empty()) item.names.back().end = e;
      else if (letters) item.names.push_back({b, e});
    };
    for (uint32_t i = span.begin; i < end; ++i) {
      uint32_t width = 0;
      if (among(fold(text_[i]), U",、&")) width = 1;
      else if (text_.compare(i, 4, U"and ") == 0 && i > span.begin && is_space(text_[i - 1])) width = 4;
      else if (has(kAnd, text_.substr(i, 1)) && i > at + 1 && i + 2 < end + 1) width = 1;
      if (width == 0) continue;
      finish(i);
      at = i + width;
      i += width - 1;
    }
    finish(end);
  }

  // "，第42页" "：42" ", pp. 42-44" behind the year.
  void read_locator(uint32_t& at, AuthorYear& item) const {
    uint32_t k = at;
    while (k < text_.size() && (is_space(text_[k]) || among(fold(text_[k]), U",:"))) ++k;
    const uint32_t begin = k;
    while (k < text_.size() && (among(text_[k], U"第页页pP.–-—～~") || is_digit(text_[k]) || is_space(text_[k]))) ++k;
    uint32_t end = k;
    while (end > begin && is_space(text_[end - 1])) --end;
    uint32_t year_end = 0;
    const bool digits = std::any_of(text_.begin() + begin, text_.begin() + end, is_digit);
    const bool year = year_at(begin, year_end) && !among(fold(text_[at]), U":");
    const bool closed = end >= text_.size() || among(fold(text_[end]), U");,");
    if (begin == at || !digits || year || !closed) return;
    item.locator = {begin, end};
    at = end;
  }

  std::u32string_view text_;
  std::vector<AuthorYear> out_;
};

}  // namespace

std::vector<AuthorYear> find_author_years(std::u32string_view text) { return Reader(text).read(); }

}  // namespace jiaokan
