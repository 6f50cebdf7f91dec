#include "refs/gbt7714.h"

#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/fields.h"

namespace jiaokan {

namespace {

// --- What the editions differ in -------------------------------------------------------------------------------------

struct EditionRow {
  GbtEdition edition;
  const char32_t *comma, *colon, *open, *close;
  const char32_t* et_al_translator;          // 等译, 等，译
  std::u32string_view marks;                 // the type marks it knows, each between blanks
  std::u32string_view cited;                 // those for which the day of the visit is printed; empty: for all that is online
  char32_t open_end;                         // 1984-
  const char32_t* volume;                    // of a western work: "Vol. 2", "v.2"
};
constexpr EditionRow kEditions[] = {
    {GbtEdition::of_2015, U", ", U": ", U"(", U")", U", 等译", U" A C CM CP D DB DS EB G J M N P R S Z ", U"", U'-', U"Vol. "},
    {GbtEdition::of_2025, U"，", U"：", U"（", U"）", U"，等，译", U" A C CM CP D DB DS EB G J M N P PP R S Z ", U" CP DB DS EB PP ", U'—', U"v."},
};

// The mark of a type where none, or none of the edition, is printed.
struct MarkRow {
  RefType type;
  const char32_t* mark;
};
constexpr MarkRow kMarks[] = {
    {RefType::journal, U"J"},  {RefType::newspaper, U"N"}, {RefType::book, U"M"},      {RefType::chapter, U"M"},  {RefType::proceedings, U"C"},
    {RefType::conference_paper, U"C"}, {RefType::thesis, U"D"}, {RefType::report, U"R"}, {RefType::standard, U"S"}, {RefType::patent, U"P"},
    {RefType::compilation, U"G"}, {RefType::webpage, U"EB"}, {RefType::dataset, U"DS"}, {RefType::preprint, U"PP"}, {RefType::map, U"CM"},
    {RefType::archive, U"A"},  {RefType::database, U"DB"}, {RefType::software, U"CP"}, {RefType::law, U"Z"},      {RefType::other, U"Z"},
};

bool is_word_of(std::u32string_view list, std::u32string_view word) {
  return list.find(U" " + std::u32string(word) + U" ") != std::u32string_view::npos;
}

bool all_digits(std::u32string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit); }

std::u32string_view ordinal(std::u32string_view digits) {
  const bool teen = digits.size() > 1 && digits[digits.size() - 2] == U'1';
  const char32_t last = digits.back();
  return teen || last > U'3' || last == U'0' ? U"th" : last == U'1' ? U"st" : last == U'2' ? U"nd" : U"rd";
}

// --- One reference ---------------------------------------------------------------------------------------------------

class GbtText {
 public:
  GbtText(const Reference& reference, GbtEdition edition)
      : reference_(reference), edition_(*std::find_if(std::begin(kEditions), std::end(kEditions) - 1, [&](const EditionRow& row) { return row.edition == edition; })), fields_(fields_of(reference)) {
    host_ = has(RefField::container) && !is_serial() && reference.type != RefType::webpage;
    const RefPart* const year = part(RefField::year);
    const RefPart* const title = part(RefField::title);
    year_in_front_ = year != nullptr && title != nullptr && year->span.begin < title->span.begin;
  }

  std::u32string write() {
    const std::u32string title = value("title");
    std::u32string authors = names(RefField::author, U"");
    if (authors.empty() && !host_ && reference_.type == RefType::book) authors = names(RefField::editor, U"");
    if (year_in_front_) {
      // Lists by author need one: the standard's word for none.
      if (authors.empty()) authors = western() ? U"Anon" : U"佚名";
      if (authors.ends_with(U"et al")) authors.push_back(U'.');
      authors += edition_.comma + year_words(value("year_suffix"));
    }
    sentence(authors);
    const bool number_first = reference_.type == RefType::standard && (edition_.edition == GbtEdition::of_2025) && !value("number").empty();
    std::u32string head = number_first ? value("number") + U" " + title : title;
    if (!host_ && !is_serial()) head += with(edition_.colon, volume_words());
    if (!number_first) head += with(edition_.colon, value("number"));
    head += with(edition_.colon, value("scale"));
    if (head.empty()) head = value("container"), host_ = false;
    sentence(head);
    out_ += mark();
    if (!(number_first && host_)) roles();
    if (host_) write_host();
    if (is_serial()) write_serial();
    else if (reference_.type == RefType::patent || is_dated_only()) write_date();
    else write_imprint();
    write_online();
    if (!out_.empty() && out_.back() != U'.') out_.push_back(U'.');
    return out_;
  }

 private:
  const RefPart* part(RefField field) const {
    for (const RefPart& p : reference_.parts)
      if (p.field == field) return &p;
    return nullptr;
  }
  bool has(RefField field) const { return part(field) != nullptr; }
  std::u32string value(std::string_view name) const { return from_utf8(first_value(fields_, name)); }
  static std::u32string with(std::u32string_view lead, const std::u32string& text) { return text.empty() ? U"" : std::u32string(lead) + text; }
  bool western() const { return reference_.lang == "en"; }
  bool is_serial() const {
    const bool located = has(RefField::volume) || has(RefField::issue);
    return reference_.type == RefType::journal || reference_.type == RefType::newspaper || (reference_.type == RefType::other && has(RefField::container) && located);
  }
  // A report of 2025 has a day instead of an imprint.
  bool is_dated_only() const { return edition_.edition == GbtEdition::of_2025 && reference_.type == RefType::report && has(RefField::date) && !has(RefField::publisher); }

  // The year with what the standard lets stand at it: c1980, [2013], 1984-.
  std::u32string year_words(const std::u32string& suffix) const {
    const RefPart* const year = part(RefField::year);
    std::u32string out = value("year");
    if (year == nullptr) return out + suffix;
    const std::u32string_view raw = reference_.raw;
    const char32_t before = year->span.begin > 0 ? raw[year->span.begin - 1] : 0, after = year->span.end < raw.size() ? raw[year->span.end] : 0;
    if (before == U'c' && edition_.edition == GbtEdition::of_2015) out.insert(0, 1, U'c');
    if (is_open_end(year->span.end)) out.push_back(edition_.open_end);
    out += suffix;
    return (before == U'[' || before == U'［') && (after == U']' || after == U'］' || is_latin_letter(after)) ? U"[" + out + U"]" : out;
  }

  // A dash that nothing follows: the serial still comes out.
  bool is_open_end(uint32_t at) const {
    const std::u32string_view raw = reference_.raw;
    if (at >= raw.size() || std::u32string_view(U"-–—").find(raw[at]) == std::u32string_view::npos) return false;
    return at + 1 == raw.size() || !is_digit(raw[at + 1]);
  }

  // What follows a full stop: the next element of the reference.
  void sentence(const std::u32string& text) {
    if (text.empty()) return;
    if (!out_.empty() && out_.back() != U'.') out_.push_back(U'.');
    if (!out_.empty()) out_.push_back(U' ');
    out_ += text;
  }

  std::u32string marked_type() const {
    const std::u32string printed = from_utf8(reference_.mark), host = from_utf8(reference_.host_mark);
    // CAJ-CD's [A] is a component part: the mark of what it stands in is the standard's.
    if (host_ && printed == U"A" && is_word_of(edition_.marks, host)) return host;
    const RefPart* const mark = part(RefField::mark);
    const bool component = host_ && printed == U"A" && mark != nullptr && !std::u32string_view(reference_.raw).substr(mark->span.end).starts_with(U"//");
    if (is_word_of(edition_.marks, printed) && !component) return printed;
    for (const MarkRow& row : kMarks)
      if (row.type == reference_.type) return is_word_of(edition_.marks, row.mark) ? row.mark : U"EB";
    return U"Z";
  }

  std::u32string carrier() const {
    if (!reference_.carrier.empty()) return from_utf8(reference_.carrier);
    return has(RefField::url) ? U"OL" : U"";
  }

  std::u32string mark() const { return U"[" + marked_type() + with(U"/", carrier()) + U"]"; }

  // Three names and 等; a name in Han characters asks for 等, another for et al.
  std::u32string names(RefField field, std::u32string_view role) const {
    constexpr size_t kShown = 3;
    std::u32string out;
    size_t n = 0;
    bool more = false, han = false;
    RefField last = RefField::separator;
    for (const RefPart& p : reference_.parts) {
      if (p.field == RefField::author || p.field == RefField::container_author || p.field == RefField::editor || p.field == RefField::translator) last = p.field;
      if (last == field && p.field == RefField::et_al) more = true;
      if (p.field != field) continue;
      if (++n > kShown) {
        more = true;
        continue;
      }
      const std::u32string name = gbt7714_name(reference_, p, edition_.edition);
      han |= !name.empty() && is_cjk(name[0]);
      out += std::u32string(out.empty() ? U"" : edition_.comma) + name;
    }
    if (out.empty()) return out;
    if (role == U"译" && more && han) return out + edition_.et_al_translator;
    if (more) out += edition_.comma + std::u32string(han ? U"等" : U"et al");
    if (!role.empty()) out += edition_.comma + std::u32string(han || role != U"译" ? std::u32string(role) : U"trans");
    return out;
  }

  void roles() {
    sentence(names(RefField::translator, U"译"));
    if (!host_ && has(RefField::author) && has(RefField::editor)) sentence(names(RefField::editor, western() ? U"ed" : U"编"));
    if (!host_) sentence(edition_words());
    sentence(value("version"));
  }

  std::u32string edition_words() const {
    const std::u32string edition = value("edition");
    if (!all_digits(edition)) return edition;
    return western() ? edition + std::u32string(ordinal(edition)) + U" ed" : edition + U" 版";
  }

  // As printed when it says more than a number: 卷三, 第二辑.
  std::u32string volume_words() const {
    const std::u32string volume = value("volume");
    if (volume.empty()) return volume;
    const RefPart& p = *part(RefField::volume);
    const std::u32string printed = reference_.raw.substr(p.span.begin, p.span.size());
    const bool words = std::any_of(printed.begin(), printed.end(), [](char32_t c) { return is_han(c); });
    if (words && !has_latin(printed)) return printed;
    if (!all_digits(volume)) return volume;
    return western() ? std::u32string(edition_.volume) + volume : has(RefField::container) && printed == volume ? volume : U"第 " + volume + U" 卷";
  }
  static bool has_latin(std::u32string_view text) { return std::any_of(text.begin(), text.end(), is_latin_letter); }

  void write_host() {
    out_ += U"//";
    const std::u32string editors = names(has(RefField::container_author) ? RefField::container_author : RefField::editor, U"");
    if (!editors.empty()) out_ += editors + U". ";
    out_ += value("container") + with(edition_.colon, volume_words()) + with(edition_.colon, value("event"));
    sentence(edition_words());
  }

  void write_serial() {
    std::u32string text = value("container");
    const std::u32string date = value("date"), year = value("year"), volume = value("volume"), issue = value("issue");
    const bool paper = reference_.type == RefType::newspaper, by_day = !date.empty() && (paper || (volume.empty() && issue.empty()));
    const bool whole = !has(RefField::container);   // the serial itself, from its first number on
    const std::u32string when = by_day ? date : whole ? year : year_in_front_ ? U"" : year_words(U"");
    date_written_ = by_day;
    if (!when.empty()) text += (text.empty() ? U"" : edition_.comma) + when;
    if (!volume.empty()) text += (text.empty() ? U"" : edition_.comma) + volume;
    if (!issue.empty()) text += bracketed(issue);
    const RefPart* const first_issue = part(RefField::issue);
    const bool open_end = whole && first_issue != nullptr && is_open_end(first_issue->span.end + 1);
    if (open_end) text.push_back(edition_.open_end);
    const std::u32string pages = pages_text();
    if (paper && !pages.empty() && volume.empty() && issue.empty()) text += bracketed(pages);
    else text += with(edition_.colon, pages.empty() ? value("article_number") : pages);
    sentence(text);
    std::u32string imprint = value("place") + with(value("place").empty() ? U"" : edition_.colon, value("publisher"));
    if (whole && !imprint.empty() && !year_in_front_) imprint += with(edition_.comma, year) + std::u32string(open_end ? 1 : 0, edition_.open_end);
    sentence(imprint);
  }

  void write_imprint() {
    const std::u32string date = value("date"), place = value("place"), publisher = value("publisher").empty() && reference_.type == RefType::webpage ? value("container") : value("publisher");
    std::u32string text = place;
    if (!publisher.empty()) text += (place.empty() ? U"" : edition_.colon) + publisher;
    if (text.empty()) text = value("part_title");
    const bool by_day = reference_.type == RefType::archive && !date.empty() && !text.empty();
    // The year alone is the update day's when that is printed in brackets.
    const bool update_says = !date.empty() && carrier() == U"OL" && (text.empty() || reference_.type == RefType::webpage || reference_.type == RefType::dataset);
    const std::u32string when = by_day || (!date.empty() && !update_says) ? date : year_in_front_ || update_says || !has(RefField::year) ? U"" : year_words(U"");
    date_written_ = when == date;
    // Since 2025 the day of what a platform offers stands in brackets behind its name.
    const bool platform = edition_.edition == GbtEdition::of_2025 && !publisher.empty() && (reference_.type == RefType::dataset || reference_.type == RefType::preprint);
    const std::u32string day = year_in_front_ && date.empty() ? value("year") : when.empty() ? date : when;
    if (platform && !day.empty()) text += bracketed(day), date_written_ = true;
    else if (!when.empty()) text += (text.empty() ? U"" : edition_.comma) + when;
    const std::u32string pages = pages_text();
    text += with(text.empty() ? U"" : edition_.colon, pages);
    sentence(text);
    written_imprint_ = !text.empty();
  }

  void write_date() {
    sentence(value("date").empty() ? value("year") : value("date"));
    date_written_ = true;
  }

  void write_online() {
    const std::u32string date = value("date"), accessed = value("accessed"), url = value("url"), doi = value("doi"), cstr = value("cstr");
    const bool online = !url.empty() || !doi.empty() || carrier() == U"OL";
    std::u32string days;
    if (!date.empty() && !date_written_ && online) days += bracketed(date);
    if (!accessed.empty() && online && (edition_.cited.empty() || is_word_of(edition_.cited, marked_type()))) days += U"[" + accessed + U"]";
    if (days.starts_with(U"[") || written_imprint_ || is_serial()) {
      if (ends_in_mark()) sentence(days);
      else out_ += days;
    } else {
      sentence(days);
    }
    sentence(url);
    if (!doi.empty() && (has(RefField::doi) || url.empty())) sentence(U"DOI:" + doi);
    if (!cstr.empty() && url.find(cstr) == std::u32string::npos) sentence(cstr.starts_with(U"CSTR") ? cstr : U"CSTR:" + cstr);
  }
  bool ends_in_mark() const { return !out_.empty() && out_.back() == U']'; }

  std::u32string bracketed(const std::u32string& text) const { return std::u32string(edition_.open) + text + std::u32string(edition_.close); }

  std::u32string pages_text() const {
    std::u32string out;
    for (const char32_t c : value("pages")) {
      out.push_back(c);
      if (c == U',') out.push_back(U' ');
    }
    return out;
  }

  const Reference& reference_;
  const EditionRow& edition_;
  ReferenceFields fields_;
  bool host_ = false, year_in_front_ = false, date_written_ = false, written_imprint_ = false;
  std::u32string out_;
};

std::string list_text(const std::vector<Reference>& references, GbtEdition edition) {
  std::string out;
  size_t n = 0;
  for (const Reference& reference : references) out += "[" + std::to_string(++n) + "] " + to_utf8(gbt7714_text(reference, edition)) + "\n";
  return out;
}

}  // namespace

std::u32string gbt7714_text(const Reference& reference, GbtEdition edition) { return GbtText(reference, edition).write(); }

std::string to_gbt7714_2015(const std::vector<Reference>& references) { return list_text(references, GbtEdition::of_2015); }
std::string to_gbt7714_2025(const std::vector<Reference>& references) { return list_text(references, GbtEdition::of_2025); }

}  // namespace jiaokan
