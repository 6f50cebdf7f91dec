// The parser's working form, shared by the files of this folder that read a part of an entry each.
//
// Every reader takes a stretch of the draft and appends parts; two readers never decide on the same stretch. Where several readings are possible
// (where do the names end? is this a publisher or a place?) they are scored by what speaks for each, and the best stands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/script.h"
#include "model/reference.h"

namespace jiaokan {

using std::literals::string_view_literals::operator""sv;   // a literal's length is counted by the compiler then

// A set of signs, written as a literal; the compiler makes a sieve of it, exact for ASCII.
class SignSet {
 public:
  template <size_t n>
  consteval SignSet(const char32_t (&signs)[n]) : signs_(signs, n - 1) {   // NOLINT: a literal is a set
    for (const char32_t c : signs_) {
      if (c < 64) low_ |= uint64_t{1} << c;
      else if (c < 128) high_ |= uint64_t{1} << (c - 64);
      else wide_ |= uint64_t{1} << (c % 64);
    }
  }
  constexpr bool has(char32_t c) const {
    if (c < 64) return (low_ >> c & 1) != 0;
    if (c < 128) return (high_ >> (c - 64) & 1) != 0;
    return (wide_ >> (c % 64) & 1) != 0 && signs_.find(c) != std::u32string_view::npos;
  }

 private:
  std::u32string_view signs_;
  uint64_t low_ = 0, high_ = 0, wide_ = 0;
};

struct TypeMark {
  Span span;
  std::string letters, carrier;
  RefType type = RefType::other;
};

// Where the few characters stand that most readers look for, found in one pass; ascending.
struct Landmarks {
  std::vector<uint32_t> opens;       // ( and [
  std::vector<uint32_t> addresses;   // what may begin an address, an identifier or the number of a book: its first two characters
  std::vector<uint32_t> years;       // behind a sign or a space, what may be read as the first digit of a year: 1 2 l I
};

struct ReferenceDraft {
  std::u32string raw, text;      // as printed; folded, one to one
  std::vector<RefPart> parts;
  std::vector<char> mask;        // by character: addresses, identifiers, dates in brackets
  Landmarks landmarks;
  uint32_t begin = 0, end = 0;   // without label and final dot
  std::vector<Span> repaired;    // numbers whose letters were read as digits (20O6)
  std::vector<uint32_t> weak_names;   // where names begin that look like one only for their place
  RefType type = RefType::other;
  TypeMark mark;
  std::string host_mark;
  Pointing pointing = Pointing::none;
  uint32_t points_at = 0;
  int names_margin = 99;         // by how much the end of the names was better than the next best; 99: there was no choice
  bool year_in_front = false;    // an author-year list: the year stands behind the names

  void add(RefField field, uint32_t from, uint32_t to, std::string value = {});   // white space at the edges off
  bool has(RefField field) const;
  bool masked(uint32_t i) const { return mask[i] != 0; }
  void cover(uint32_t from, uint32_t to);
  uint32_t find(const SignSet& signs, uint32_t from, uint32_t to) const;     // first of the signs outside masks; kNone
  std::u32string_view slice(uint32_t from, uint32_t to) const { return std::u32string_view(text).substr(from, to - from); }
};

// --- scan.cc: characters and separators ------------------------------------------------------------------------------
void find_landmarks(ReferenceDraft& d);             // once the text is folded
constexpr bool among(char32_t c, const SignSet& signs) { return signs.has(c); }
constexpr bool within(char32_t c, std::u32string_view signs) { return signs.find(c) != std::u32string_view::npos; }
inline bool is_capital(char32_t c) {               // Latin, Greek, Cyrillic
  if (c < 0x80) return c >= U'A' && c <= U'Z';
  return (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x100 && c <= 0x17F && c % 2 == 0) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x401 && c <= 0x42F);
}
// Small letters in `word` match both cases.
inline bool starts_with_word(std::u32string_view text, std::u32string_view word) {
  if (text.size() < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    const char32_t c = text[i] >= U'A' && text[i] <= U'Z' ? text[i] + 32 : text[i];
    if (c != word[i]) return false;
  }
  return true;
}
// White space too.
inline uint32_t skip_signs(const ReferenceDraft& d, uint32_t i, uint32_t end, const SignSet& signs) {
  const char32_t* const text = d.text.data();
  while (i < end && (signs.has(text[i]) || is_space(text[i]))) ++i;
  return i;
}
// The end, moved left.
inline uint32_t trim_signs(const ReferenceDraft& d, uint32_t begin, uint32_t end, const SignSet& signs) {
  const char32_t* const text = d.text.data();
  while (end > begin && (signs.has(text[end - 1]) || is_space(text[end - 1]))) --end;
  return end;
}
bool is_stop(const ReferenceDraft& d, uint32_t i, uint32_t begin, uint32_t end);   // a dot that parts two elements
bool is_part_dot(const ReferenceDraft& d, uint32_t i, uint32_t begin, uint32_t end);   // of 6. Aufl., Bd. I, t. II: within a part's name
uint32_t find_stop(const ReferenceDraft& d, uint32_t from, uint32_t end);          // kNone
uint32_t last_stop(const ReferenceDraft& d, uint32_t begin, uint32_t end);         // kNone
uint32_t closing_of(const ReferenceDraft& d, uint32_t open, uint32_t end);         // of ( [ 《 〈 “; kNone
bool holds_han(std::u32string_view text);

// --- marks.cc --------------------------------------------------------------------------------------------------------
bool read_mark(const std::u32string& text, uint32_t i, TypeMark& out);   // "[J]" "[EB/OL]" "(M)" at text[i], damaged forms too
bool find_mark(const ReferenceDraft& d, uint32_t begin, uint32_t end, TypeMark& out);

// --- addresses.cc ----------------------------------------------------------------------------------------------------
void mask_addresses(ReferenceDraft& d);
void read_bracketed_dates(ReferenceDraft& d, uint32_t begin, uint32_t end);   // (2014-05-20)[2015-01-08]

// --- numbers.cc ------------------------------------------------------------------------------------------------------
void repair_years(ReferenceDraft& d);               // 20oo → 2000, in the folded copy only
bool read_year(const ReferenceDraft& d, uint32_t i, uint32_t end, Span& out);   // four digits 1500–2099 at i
// A date at i (2018-07-25, 2018年7月25日, 2018.7.25): its span and ISO form, which may end with the month.
bool read_date(const ReferenceDraft& d, uint32_t i, uint32_t end, Span& out, std::string& iso);
bool read_english_date(const ReferenceDraft& d, uint32_t i, uint32_t end, Span& out, std::string& iso);   // March 27, 1969 · 7 August 2002 · May, 1969
bool is_month(std::u32string_view text);           // begins with the name of one
uint32_t note_month(ReferenceDraft& d, uint32_t begin, uint32_t stop);   // takes ", janvier" off the end of a title (western_journal.cc)
void add_year(ReferenceDraft& d, Span year);       // with its suffix letter
bool looks_like_pages(const ReferenceDraft& d, uint32_t begin, uint32_t end);
void read_pages(ReferenceDraft& d, uint32_t begin, uint32_t end);
uint32_t read_volume_words(const ReferenceDraft& d, uint32_t begin, uint32_t end, std::string& value);   // 第3卷第2辑 · Vol. 26; the end, or begin

// --- name_list.cc, name_scores.cc, names_ahead.cc --------------------------------------------------------------------
enum class NameRole : uint8_t { author, editor, translator };
struct NamePiece {
  Span name, nationality, role, et_al;   // each may be empty
  NameRole role_kind = NameRole::author;
  int score = 0;                         // how much it looks like a name; below 0 not at all
  bool corporate = false;
};
struct NameList {
  std::vector<NamePiece> pieces;
  int score = 0;
  bool translators = false, editors = false;   // by a role word
  bool closed = false;                         // the last name stands behind "and"
};
int score_han(std::u32string_view text, bool& corporate);       // name_scores.cc
int score_western(std::u32string_view text, bool& corporate);
bool is_transliterated(std::u32string_view text);                // mostly characters that write foreign sounds
bool is_name_suffix(std::u32string_view word);                   // Jr, III
bool is_name_particle(std::u32string_view word);                 // von, de: small words within a name
NameList scan_names(const ReferenceDraft& d, uint32_t begin, uint32_t end);
void add_names(ReferenceDraft& d, RefField field, const NameList& names);
void read_names(ReferenceDraft& d, RefField field, uint32_t begin, uint32_t end);
// Names that end with a dot of their own: "Lowe, J." — the dot belongs to the initial when others have one.
uint32_t with_initial_dot(const ReferenceDraft& d, uint32_t begin, uint32_t stop);
// Names at the beginning of a stretch that goes on with a title behind a dot. False when there are none.
struct NamesAhead {
  NameList list;
  uint32_t end = 0;      // where they end
  uint32_t next = 0;     // where the title begins
  int score = 0;         // of the list and of what follows it
  int margin = 0;        // over the next best end, or over no names at all
  bool cut_short = false;   // a given name and an initial, and one word behind: "Burton J. | Bledstein."
};
bool names_by_comma(const ReferenceDraft& d, uint32_t begin, uint32_t end, NamesAhead& out);   // a comma parts them from the title
bool names_ahead(const ReferenceDraft& d, uint32_t begin, uint32_t end, NamesAhead& out);

// --- confidence.cc -----------------------------------------------------------------------------------------------------
void weigh_parts(const ReferenceDraft& d, Reference& out);   // how sure each part is, by what speaks against it

// --- pointers.cc -----------------------------------------------------------------------------------------------------
bool read_pointer(ReferenceDraft& d, uint32_t begin, uint32_t end);   // 同上, 第5页 · 前引[3] · Ibid., p. 5: all of the entry; false: it is none

// --- left.cc, title.cc -----------------------------------------------------------------------------------------------
void read_left(ReferenceDraft& d, uint32_t begin, uint32_t end);        // names, year, title
bool read_names_and_year(ReferenceDraft& d, uint32_t begin, uint32_t end, uint32_t& next);   // "Names, 2000." "Names (2000a)."
bool is_code(std::u32string_view text);                                  // GB/T 2659—1986 · 法发〔1993〕36号
void read_title(ReferenceDraft& d, RefField field, uint32_t begin, uint32_t end);   // with edition, volume or number at its end

// --- right.cc, imprint.cc, journal.cc, host.cc -----------------------------------------------------------------------
void read_right(ReferenceDraft& d, uint32_t begin, uint32_t end);       // what stands behind the mark
void read_patent(ReferenceDraft& d, uint32_t begin, uint32_t end);
void read_date_behind(ReferenceDraft& d, uint32_t begin, uint32_t end);   // the day of the visit, behind an address
uint32_t read_roles(ReferenceDraft& d, uint32_t begin, uint32_t end);   // translators and the like; where they end
uint32_t read_edition(ReferenceDraft& d, uint32_t begin, uint32_t end);
bool is_edition(std::u32string_view text);
void add_edition(ReferenceDraft& d, uint32_t begin, uint32_t end);
void read_imprint(ReferenceDraft& d, uint32_t begin, uint32_t end);
uint32_t imprint_begin(const ReferenceDraft& d, uint32_t begin, uint32_t end);   // of what ends in place: publisher, year: pages
bool is_publisher(std::u32string_view text);
bool is_place(std::u32string_view text);
bool is_meeting(std::u32string_view text);
void read_journal(ReferenceDraft& d, uint32_t begin, uint32_t end);
void read_locator(ReferenceDraft& d, uint32_t begin, uint32_t end);     // 31(2): 118-126, behind title and year
void read_newspaper(ReferenceDraft& d, uint32_t begin, uint32_t end);
void read_host(ReferenceDraft& d, uint32_t begin, uint32_t end);

// --- plain_form.cc, note_form.cc, source.cc, western_journal.cc: entries without a mark -------------------------------------------------------------
void read_unmarked(ReferenceDraft& d, uint32_t begin, uint32_t end);
bool read_law(ReferenceDraft& d, uint32_t begin, uint32_t end);   // law_form.cc: laws and cases; false: it is none
void read_note_form(ReferenceDraft& d, uint32_t begin, uint32_t end, uint32_t open);
enum class TitleForm : uint8_t { bare, quoted };
void read_source(ReferenceDraft& d, uint32_t at, uint32_t end, TitleForm form);   // what stands behind the title
bool announces_host(const ReferenceDraft& d, uint32_t at, uint32_t end);         // In: · 见 · //
bool is_bracketed_imprint(const ReferenceDraft& d, uint32_t open, uint32_t end);  // (London: Routledge, 1992)
enum class Commas : uint8_t { pass, part };   // whether a comma before a source ends a title
uint32_t title_end(const ReferenceDraft& d, uint32_t begin, uint32_t end, Commas commas);
bool has_locator_shape(const ReferenceDraft& d, uint32_t begin, uint32_t end);   // 36(9): 12 · vol. 3 · 129, 3226-3237
void read_western_journal(ReferenceDraft& d, uint32_t begin, uint32_t end);
// untitled.cc: entries that print no title; false: it is none
void mask_eprints(ReferenceDraft& d, uint32_t begin, uint32_t end);           // [arXiv:1303.7121 [astro-ph.CO]] · hep-th/0312009
bool read_letters_form(ReferenceDraft& d, uint32_t begin, uint32_t end);      // "A. Lowe and B. Marsh, Phys. Rev. D 61, 043001 (2000)"
bool read_untitled_journal(ReferenceDraft& d, uint32_t begin, uint32_t end);  // behind the names: "ApJ, 564, 683"

}  // namespace jiaokan
