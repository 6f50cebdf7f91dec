// Entries that name another instead of saying it again: 同上，第5页 · 同前注③，张明楷书，第285页 · 瞿同祖前引书，第72页 · Ibid., p. 5 · Reed, op. cit., p. 45.
//
// What is read: the words that point, the names and the title that tell which, and the pages, which are new.
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

struct PointerRow {
  std::u32string_view words;
  Pointing kind;
};
constexpr PointerRow kPointers[] = {
#define POINTER(words, kind) {U##words, Pointing::kind},
#include "refs/pointers.inc"
#undef POINTER
};
constexpr std::u32string_view kLeads[] = {U"另请参见", U"并请参见", U"请参见", U"另参见", U"又参见", U"亦参见", U"转引自", U"另参", U"详见", U"参见", U"參見", U"参阅", U"参看", U"另见", U"又见", U"并见", U"见", U"見", U"see also", U"see, e.g.", U"see", U"cf.", U"vgl."};
constexpr std::u32string_view kWorks[] = {U"引书", U"引書", U"引文献", U"引文", U"所引书", U"所引文", U"书", U"書", U"文", U"著", U"著作", U"文献", U"专著", U"论文"};
constexpr uint32_t kMostNames = 60;   // characters that names and a title before the words may take

// A number at i: ③, [3], (3) or digits alone; where it ends, i when there is none.
uint32_t read_number(const ReferenceDraft& d, uint32_t i, uint32_t end, uint32_t& number) {
  if (i >= end) return i;
  if (const int circled = circled_value(d.text[i]); circled > 0) {
    number = static_cast<uint32_t>(circled);
    return i + 1;
  }
  const bool bracket = among(d.text[i], U"[(");
  uint32_t k = bracket ? i + 1 : i;
  const uint32_t digits = k;
  number = 0;
  while (k < end && is_ascii_digit(d.text[k]) && k < digits + 3) number = number * 10 + (d.text[k++] - U'0');
  if (k == digits || number == 0 || (k < end && is_ascii_digit(d.text[k]))) return i;
  if (!bracket) return k;
  return k < end && among(d.text[k], U"])") ? k + 1 : i;
}

bool ends_word(const ReferenceDraft& d, uint32_t i, uint32_t end) {
  return i >= end || is_space(d.text[i]) || among(d.text[i], U".,:;()、《第页頁P卷") || is_ascii_digit(d.text[i]);
}

class PointerReader {
 public:
  PointerReader(ReferenceDraft& d, uint32_t begin, uint32_t end) : d_(d), begin_(begin), end_(end) {}

  bool read() {
    uint32_t from = begin_;
    if (among(d_.text[from], U"另并请又亦转详参參见見sScCvV"))   // what any lead begins with
      for (const std::u32string_view lead : kLeads)
      if (starts_with_word(d_.slice(from, end_), lead)) {
        from = skip_signs(d_, from + static_cast<uint32_t>(lead.size()), end_, U":,");
        break;
      }
    uint32_t at = 0;
    if (!starts(from, at) && !stands_behind_names(from, at)) return false;
    d_.type = RefType::other;
    rest(at);
    return true;
  }

 private:
  // The words stand first: 同注③ · 同上书 · Ibid.
  bool starts(uint32_t from, uint32_t& at) {
    if (from >= end_ || !among(d_.text[from], U"同前注註脚上iIeEsS")) return false;   // what any row begins with
    for (const PointerRow& row : kPointers) {
      if (row.kind == Pointing::named || !starts_with_word(d_.slice(from, end_), row.words)) continue;
      uint32_t k = from + static_cast<uint32_t>(row.words.size());
      if (row.kind == Pointing::numbered) {
        const uint32_t number_at = skip_signs(d_, k, end_, U"");
        if (row.words == U"同"sv && number_at < end_ && is_ascii_digit(d_.text[number_at])) continue;   // 同2000年
        uint32_t number = 0;
        k = read_number(d_, number_at, end_, number);
        if (k == number_at) continue;
        // 注1999: no number of a note. And it says no more than which work, or where in it.
        k = work_word(k);
        if (!ends_word(d_, k, end_) && d_.text[k] != U'的') continue;
        d_.points_at = number;
      } else {
        if (!ends_word(d_, k, end_)) continue;
        if (row.words != U"id."sv && k < end_ && d_.text[k] == U'.' ) ++k;
        if (row.words == U"idem"sv && end_ - k > kMostNames) continue;
      }
      d_.pointing = row.kind;
      d_.add(RefField::pointer, from, k, row.kind == Pointing::numbered ? std::to_string(d_.points_at) : "");
      at = k;
      return true;
    }
    return false;
  }

  uint32_t work_word(uint32_t k) const {
    for (const std::u32string_view word : kWorks)
      if (d_.slice(k, end_).starts_with(word) && ends_word(d_, k + static_cast<uint32_t>(word.size()), end_)) return k + static_cast<uint32_t>(word.size());
    return k;
  }

  // Names stand before the words, and nothing that an entry of its own would say: 瞿同祖前引书 · Reed, op. cit. · 瞿同祖：前引《清代地方政府》
  bool stands_behind_names(uint32_t from, uint32_t& at) {
    for (uint32_t i = from; i < end_ && i - from < kMostNames && !is_ascii_digit(d_.text[i]); ++i) {
      if (!among(d_.text[i], U"前上同oOlLaA") || (i > from && d_.text[i] < 0x80 && is_latin_letter(d_.text[i - 1]))) continue;
      if (i + 1 >= end_ || !among(d_.text[i + 1], U"引揭前上pPoOrR.")) continue;   // the first two of any row
      for (const PointerRow& row : kPointers) {
        if (row.kind != Pointing::named || !starts_with_word(d_.slice(i, end_), row.words)) continue;
        uint32_t k = i + static_cast<uint32_t>(row.words.size());
        const bool latin = row.words[0] < 0x80;
        const bool bare = row.words == U"前引"sv || row.words == U"前揭"sv;   // a title follows, or the number of a note
        uint32_t number = 0;
        const uint32_t behind = read_number(d_, k, end_, number);
        if (!latin && behind == k && !(bare ? k < end_ && d_.text[k] == U'《' : ends_word(d_, k, end_))) continue;
        if (i == from && !bare && !latin) continue;
        if (latin && k < end_ && d_.text[k] == U'.') ++k;
        if (!names(from, trim_signs(d_, from, i, U",:.的之"))) return false;
        d_.pointing = behind > k && !latin ? Pointing::numbered : Pointing::named;
        if (d_.pointing == Pointing::numbered) {
          d_.points_at = number;
          k = work_word(behind);
        }
        d_.add(RefField::pointer, i, k, d_.pointing == Pointing::numbered ? std::to_string(number) : "");
        at = k;
        return true;
      }
    }
    return false;
  }

  // Names, and perhaps the title behind them.
  bool names(uint32_t from, uint32_t to) {
    if (from >= to) return true;
    const uint32_t open = d_.find(U"《〈“\"", from, to);
    const uint32_t names_end = open == kNone ? to : trim_signs(d_, from, open, U",:.");
    if (names_end > from) {
      const NameList list = scan_names(d_, from, names_end);
      if (list.score < 0 || list.pieces.empty()) return false;
      add_names(d_, RefField::author, list);
    }
    if (open != kNone) {
      const uint32_t close = closing_of(d_, open, to);
      if (close == kNone) return false;
      d_.add(RefField::title, open + 1, close);
    }
    return true;
  }

  // Item by item, behind the words: whose work, its title, the pages; what is neither is kept as it is.
  void rest(uint32_t at) {
    while (at < end_) {
      at = skip_signs(d_, at, end_, U",.:;)的");
      if (at >= end_) return;
      if (among(d_.text[at], U"《〈")) {
        const uint32_t close = closing_of(d_, at, end_);
        if (close == kNone || d_.has(RefField::title)) {
          d_.add(RefField::note, at, end_);
          return;
        }
        d_.add(RefField::title, at + 1, close);
        at = close + 1;
        continue;
      }
      uint32_t stop = at;
      while (stop < end_ && !ends_item(stop, at)) ++stop;
      stop = std::max(stop, at + 1);
      item(at, stop);
      at = stop;
    }
  }

  // A comma between numbers goes on: 第68、73页, pp. 12, 15.
  bool ends_item(uint32_t i, uint32_t begin) const {
    if (!among(d_.text[i], U",;《(")) return false;
    if (d_.text[i] != U',' || i == begin || !is_ascii_digit(d_.text[i - 1])) return true;
    const uint32_t next = skip_signs(d_, i + 1, end_, U"");
    return next >= end_ || !is_ascii_digit(d_.text[next]);
  }

  void item(uint32_t from, uint32_t to) {
    if (!d_.has(RefField::pages) && pages(from, to)) return;
    to = trim_signs(d_, from, to, U",.:;");
    if (from >= to) return;
    // 张明楷书 · 陈兴良文 · Roxin
    if (!d_.has(RefField::author) && to - from <= 30) {
      uint32_t names_end = to;
      for (const std::u32string_view word : kWorks)
        if (d_.slice(from, to).ends_with(word) && to - from > word.size() + 1) {
          names_end = to - static_cast<uint32_t>(word.size());
          break;
        }
      const NameList list = scan_names(d_, from, names_end);
      if (!list.pieces.empty() && list.score > 0) {
        add_names(d_, RefField::author, list);
        return;
      }
    }
    if (among(d_.text[from], U"第") && std::none_of(d_.text.begin() + from, d_.text.begin() + to, is_ascii_digit)) {
      std::string value;
      if (read_volume_words(d_, from, to, value) == to && !d_.has(RefField::volume)) {
        d_.add(RefField::volume, from, to, value);
        return;
      }
    }
    d_.add(RefField::note, from, to);
  }

  // 第5页 · p. 5 · S. 380 · 12-15 · at 45; behind them may stand 以下.
  bool pages(uint32_t from, uint32_t to) {
    constexpr std::u32string_view kWords[] = {U"pages", U"page", U"pp", U"p", U"seite", U"ss", U"s", U"at", U"第", U"页", U"頁"};
    uint32_t k = from;
    for (const std::u32string_view word : kWords) {
      if (!starts_with_word(d_.slice(k, to), word)) continue;
      k = skip_signs(d_, k + static_cast<uint32_t>(word.size()), to, U".");
      break;
    }
    if (k >= to || !(is_ascii_digit(d_.text[k]))) return false;
    uint32_t end = k;
    while (end < to && (is_ascii_digit(d_.text[end]) || is_space(d_.text[end]) || among(d_.text[end], U"-~,、"))) ++end;
    end = trim_signs(d_, k, end, U"-~,、");
    const uint32_t behind = skip_signs(d_, end, to, U"");
    const bool paged = behind < to && among(d_.text[behind], U"页頁");
    if (!paged && behind < to && is_letter(d_.text[behind]) && !starts_with_word(d_.slice(behind, to), U"ff") && !starts_with_word(d_.slice(behind, to), U"f")) return false;
    read_pages(d_, k, end);
    const uint32_t next = paged ? behind + 1 : behind;
    if (next < to) d_.add(RefField::note, skip_signs(d_, next, to, U".,:;"), to);
    return true;
  }

  ReferenceDraft& d_;
  uint32_t begin_, end_;
};

}  // namespace

bool read_pointer(ReferenceDraft& d, uint32_t begin, uint32_t end) {
  constexpr uint32_t kLongest = 160;   // what says more than which work and where is no pointer
  if (begin >= end || end - begin > kLongest) return false;
  const size_t parts = d.parts.size();
  if (PointerReader(d, begin, end).read()) return true;
  d.parts.resize(parts);
  d.pointing = Pointing::none;
  return false;
}

}  // namespace jiaokan
