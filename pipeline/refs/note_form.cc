// Notes of the humanities and of law: 《》 around titles, 第n页, and a comma between everything (specification 13).
//
// Behind the title the note is read item by item; each item says by its own shape what it is.
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kOpenings = U"《〈“「『";

class NoteReader {
 public:
  NoteReader(ReferenceDraft& d, uint32_t end) : d_(d), end_(end) {}

  void read(uint32_t begin, uint32_t open) {
    const uint32_t names = skip_words(begin, open);
    uint32_t next = 0;
    if (!read_names_and_year(d_, names, open + 1, next)) {
      const uint32_t names_end = trim_signs(d_, names, open, U",.:;");
      const NameList list = scan_names(d_, names, names_end);
      if (list.score > -9) add_names(d_, RefField::author, list);
    }
    uint32_t at = quoted(open, RefField::title);
    items(at, end_);
    if (!d_.has(RefField::container)) d_.type = thesis_ ? RefType::thesis : RefType::book;
    else if (dated_) d_.type = RefType::newspaper;
    else if (d_.has(RefField::publisher) || d_.has(RefField::place)) d_.type = RefType::chapter;
    else d_.type = RefType::journal;
  }

 private:
  uint32_t skip_words(uint32_t at, uint32_t end) const {
    constexpr std::u32string_view kWords[] = {U"转引自", U"参见", U"參見", U"另见", U"详见", U"见", U"載", U"载", U"收入", U"引自"};
    for (const std::u32string_view word : kWords)
      if (d_.text.compare(at, word.size(), word) == 0 && at + word.size() <= end) return skip_signs(d_, at + static_cast<uint32_t>(word.size()), end, U":,");
    return at;
  }

  uint32_t quoted(uint32_t open, RefField field) {
    const uint32_t close = closing_of(d_, open, end_);
    const uint32_t stop = close == kNone ? end_ : close;
    d_.add(field, open + 1, trim_signs(d_, open + 1, stop, U",."));
    return std::min(stop + 1, end_);
  }

  // One item ends at a comma, a stop, a bracket or the next title.
  uint32_t item_end(uint32_t at, uint32_t end) const {
    for (; at < end; ++at) {
      if (d_.text[at] == U',' && at > 0 && is_ascii_digit(d_.text[at - 1])) {
        // 第68—73, 86页
        const uint32_t pages = pages_end(at, end);
        if (pages < end + 1 && pages > at + 1 && among(d_.text[trim_signs(d_, at, pages, U"") - 1], U"页頁")) {
          at = pages - 1;
          continue;
        }
      }
      if (d_.masked(at) || among(d_.text[at], U",;(") || within(d_.text[at], kOpenings) || (d_.text[at] == U'.' && is_stop(d_, at, 0, end))) return at;
    }
    return end;
  }

  void items(uint32_t begin, uint32_t end) {
    for (uint32_t at = begin; at < end;) {
      at = skip_signs(d_, at, end, U",.;:)/");
      while (at < end && d_.masked(at)) ++at;
      if (at >= end) return;
      const uint32_t word = skip_words(at, end);
      if (word != at) {
        at = word;
        continue;
      }
      if (within(d_.text[at], kOpenings)) {
        // 《书》卷四《篇》: right behind the number of a part stands the part's title.
        const bool part = at > 0 && !d_.has(RefField::container) && d_.has(RefField::volume) && std::any_of(d_.parts.begin(), d_.parts.end(), [&](const RefPart& p) { return p.field == RefField::volume && p.span.end == at; });
        at = quoted(at, part ? RefField::part_title : d_.has(RefField::container) ? RefField::series : RefField::container);
        behind_title_ = true;
        continue;
      }
      if (d_.text[at] == U'(') {
        const uint32_t close = closing_of(d_, at, end);
        if (close == kNone) {
          ++at;
          continue;
        }
        bracket(at + 1, close);
        at = close + 1;
        continue;
      }
      if (const uint32_t host = names_of_host(at, end); host != at) {
        at = host;
        continue;
      }
      if (const uint32_t roles = read_roles(d_, at, end); roles != at) {   // 王铁崖, 陈体强, 译.
        at = roles;
        continue;
      }
      const uint32_t stop = item_end(at, end);
      item(at, std::max(stop, at + 1));
      at = std::max(stop, at + 1);
      behind_title_ = false;
    }
  }

  // "王宁、薛晓源主编：《…》", "顾幼静译，《…》": names that the next title follows. Where that title opens; `at` when there are none.
  uint32_t names_of_host(uint32_t at, uint32_t end) {
    constexpr uint32_t kReach = 80;
    if (d_.has(RefField::container)) return at;
    uint32_t open = at;
    while (open < end && open - at < kReach && !among(d_.text[open], U"《〈") && !is_ascii_digit(d_.text[open]) && !d_.masked(open)) ++open;
    if (open >= end || !among(d_.text[open], U"《〈")) return at;
    const NameList names = scan_names(d_, at, trim_signs(d_, at, open, U",.:;/载見见"));
    std::string volume;
    if (names.score < (names.editors || names.translators ? 1 : 4) || read_volume_words(d_, at, open, volume) > at) return at;
    add_names(d_, names.translators ? RefField::translator : RefField::container_author, names);
    return open;
  }

  void bracket(uint32_t begin, uint32_t end) {
    std::string value;
    const std::u32string_view text = d_.slice(begin, end);
    const uint32_t units = read_volume_words(d_, begin, end, value);
    if (units == end && !d_.has(RefField::volume)) {
      d_.add(RefField::volume, begin, end, value);
    } else if (d_.find(U",", begin, end) != kNone && (text.starts_with(U"第"sv) || is_edition(d_.slice(begin, d_.find(U",", begin, end))))) {
      items(begin, end);
    } else if (text.find(U'版') != std::u32string_view::npos && text.find(U'版') + 1 < text.size() && is_edition(text.substr(0, text.find(U'版') + 1))) {
      const uint32_t cut = begin + static_cast<uint32_t>(text.find(U'版')) + 1;
      add_edition(d_, begin, cut);
      if (read_volume_words(d_, cut, end, value) == end) d_.add(RefField::volume, cut, end, value);
    } else if (is_edition(text) && (!behind_title_ || text.ends_with(U"本"sv) || text.starts_with(U"第"sv) || text.starts_with(U"修订"sv) || text.starts_with(U"增订"sv))) {
      add_edition(d_, begin, end);
    } else if (d_.find(U":", begin, end) != kNone || is_publisher(text) || text.find(U"论文"sv) != std::u32string_view::npos) {
      items(begin, end);
    } else {
      Span date;
      std::string iso;
      if (read_date(d_, skip_signs(d_, begin, end, U""), end, date, iso)) d_.add(RefField::date, date.begin, date.end, iso);
      else d_.add(RefField::note, begin, end);
    }
  }

  bool degree(uint32_t begin, uint32_t end) {
    constexpr std::u32string_view kDegrees[] = {U"博士后出站报告", U"博士学位论文", U"硕士学位论文", U"博士學位論文", U"碩士學位論文", U"博士论文", U"硕士论文", U"博士論文", U"碩士論文", U"学位论文"};
    const std::u32string_view text = d_.slice(begin, end);
    for (const std::u32string_view word : kDegrees) {
      const size_t where = text.find(word);
      if (where == std::u32string_view::npos) continue;
      thesis_ = true;
      const uint32_t at = begin + static_cast<uint32_t>(where);
      d_.add(RefField::genre, at, at + static_cast<uint32_t>(word.size()));
      if (at > begin) item(begin, at);
      return true;
    }
    return false;
  }

  // 第68期 · 第8版 · 第77—79页 · 頁1–22 · 第26卷第3期; true when all of it was read.
  bool numbered(uint32_t begin, uint32_t end) {
    bool any = false;
    for (uint32_t i = begin; i < end;) {
      i = skip_signs(d_, i, end, U"第总");
      if (i >= end) break;
      const bool page_word = among(d_.text[i], U"页頁") || starts_with_word(d_.slice(i, end), U"pp") || starts_with_word(d_.slice(i, end), U"p.");
      if (page_word) {
        read_pages(d_, i, pages_end(i, end));
        return true;
      }
      uint32_t k = i;
      while (k < end && (is_ascii_digit(d_.text[k]) || among(d_.text[k], U"-~/、,一二三四五六七八九十百上中下 ") || (among(d_.text[k], U"ABCDS") && k == i))) ++k;
      if (k == i || k >= end) return any;
      const char32_t unit = d_.text[k];
      const uint32_t number_end = trim_signs(d_, i, k, U"");
      if (unit == U'页' || unit == U'頁') {
        read_pages(d_, i, number_end);
      } else if (unit == U'期' || unit == U'號' || unit == U'号') {
        d_.add(RefField::issue, i, number_end);
      } else if (unit == U'卷' || unit == U'册' || unit == U'冊' || unit == U'辑' || unit == U'集' || unit == U'輯') {
        std::string value;
        const uint32_t from = i > begin && d_.text[i - 1] == U'第' ? i - 1 : i;
        if (d_.has(RefField::container) && unit == U'卷') d_.add(RefField::volume, i, number_end);
        else if (const uint32_t units = read_volume_words(d_, from, end, value); units > from) d_.add(RefField::volume, from, units, value), k = units - 1;
        else d_.add(RefField::volume, i, number_end);
      } else if (unit == U'版') {
        if (d_.has(RefField::container) && dated_) d_.add(RefField::pages, i, number_end);
        else add_edition(d_, i > begin ? i - 1 : i, k + 1);
      } else {
        return any;
      }
      any = true;
      i = k + 1;
    }
    return any;
  }

  // Pages may hold commas: 第68–73, 86页.
  uint32_t pages_end(uint32_t at, uint32_t end) const {
    while (at < end && !d_.masked(at) && (is_ascii_digit(d_.text[at]) || is_space(d_.text[at]) || among(d_.text[at], U"-~,、页頁pP.+"))) ++at;
    return at;
  }

  void item(uint32_t begin, uint32_t end) {
    end = trim_signs(d_, begin, end, U":");
    begin = skip_signs(d_, begin, end, U":");
    if (begin >= end) return;
    const std::u32string_view text = d_.slice(begin, end);
    for (const std::u32string_view word : {U"访问时间"sv, U"访问日期"sv, U"最后访问"sv, U"检索日期"sv})
      if (text.starts_with(word)) {
        Span date;
        std::string iso;
        for (uint32_t k = begin; k < end; ++k)
          if (read_date(d_, k, end, date, iso)) {
            d_.add(RefField::accessed, date.begin, date.end, iso);
            break;
          }
        return;
      }
    if (numbered(begin, end)) return;
    if (degree(begin, end)) return;
    // 卷690 · 影印本第690卷
    std::string value;
    const size_t at_volume = text.find(U'第');
    const uint32_t from = at_volume == std::u32string_view::npos ? begin : begin + static_cast<uint32_t>(at_volume);
    if (const uint32_t units = read_volume_words(d_, from, end, value); units == end && !d_.has(RefField::volume) && !text.ends_with(U"期"sv) && std::none_of(text.begin(), text.begin() + (from - begin), is_ascii_digit)) {
      d_.add(RefField::volume, from, end, value);
      if (from > begin) item(begin, from);
      return;
    }
    if (is_code(text)) {
      d_.add(RefField::number, begin, end);
      return;
    }
    // A year or a date inside: what stands before it is who published, what stands behind it is looked at on its own.
    Span year;
    for (uint32_t k = begin; k < end; ++k) {
      if (!read_year(d_, k, end, year)) continue;
      Span date;
      std::string iso;
      uint32_t after = year.end;
      const bool before_read = k > begin;
      if (before_read) item(begin, trim_signs(d_, begin, k, U"("));
      if (read_date(d_, k, end, date, iso) && (iso.size() == 10 || d_.text[date.end - 1] == U'月')) {
        const bool access = !d_.has(RefField::accessed) && std::any_of(d_.parts.begin(), d_.parts.end(), [&](const RefPart& p) { return p.field == RefField::url && p.span.end <= k; });
        d_.add(access ? RefField::accessed : RefField::date, date.begin, date.end, iso);
        if (iso.size() == 10 && d_.has(RefField::container)) dated_ = true;
        after = date.end;
      } else if (!d_.has(RefField::year)) {
        add_year(d_, year);
      } else {
        d_.add(RefField::note, year.begin, year.end);
      }
      after = skip_signs(d_, after, end, U"年版印");
      if (after < end) item(after, end);
      return;
    }
    if (!d_.has(RefField::pages) && d_.has(RefField::year) && looks_like_pages(d_, begin, end) && text.find_first_of(U"-~") != std::u32string_view::npos) {
      read_pages(d_, begin, end);
      return;
    }
    if (std::none_of(text.begin(), text.end(), is_letter) || text.ends_with(U"不详"sv)) {
      d_.add(RefField::note, begin, end);
      return;
    }
    const NameList names = scan_names(d_, begin, end);
    const bool roles = names.translators || names.editors;
    if (roles && names.score > 0) {
      add_names(d_, names.translators ? RefField::translator : RefField::editor, names);
      return;
    }
    if (is_edition(text)) {
      add_edition(d_, begin, end);
      return;
    }
    const uint32_t colon = d_.find(U":", begin, end);
    if (colon != kNone && !d_.has(RefField::publisher)) {
      d_.add(RefField::place, begin, colon);
      item(colon + 1, end);
      return;
    }
    const uint32_t behind = skip_signs(d_, end, end_, U",.");
    if (!d_.has(RefField::container) && !d_.has(RefField::publisher) && behind < end_ && d_.masked(behind) && !is_publisher(text)) {
      d_.add(RefField::container, begin, end);   // a site, and its address
      return;
    }
    if (d_.has(RefField::publisher) || (d_.has(RefField::container) && !is_publisher(text) && !is_place(text) && !d_.has(RefField::place))) {
      d_.add(RefField::note, begin, end);
    } else if (is_place(text) && !d_.has(RefField::place)) {
      d_.add(RefField::place, begin, end);
    } else {
      d_.add(RefField::publisher, begin, end);
    }
  }

  ReferenceDraft& d_;
  uint32_t end_;
  bool thesis_ = false, dated_ = false, behind_title_ = false;
};

}  // namespace

void read_note_form(ReferenceDraft& d, uint32_t begin, uint32_t end, uint32_t open) {
  read_bracketed_dates(d, begin, end);
  NoteReader(d, end).read(begin, open);
}

}  // namespace jiaokan
