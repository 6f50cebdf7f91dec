// Reference: a bibliographic reference read without loss. raw == the parts joined, in order, always.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/witness.h"

namespace jiaokan {

enum class RefType : uint8_t {
  journal, newspaper, book, chapter, proceedings, conference_paper, thesis, report, standard, patent,
  compilation, webpage, dataset, preprint, map, archive, database, software, law, other,
};

enum class RefField : uint8_t {
  separator,      // punctuation and spaces between fields; words like 见: or In:
  label,          // "[12]"
  author, container_author, editor, translator, nationality, role, et_al,   // one part a name
  title, trans_title, part_title, container, event, mark, host_mark,
  edition, series, volume, issue, supplement, pages, article_number, number, version, scale,
  place, publisher, genre, year, year_suffix, date, accessed,
  url, doi, cstr,
  pointer,        // what names another entry instead of saying it again: 同上, 前引[3], op. cit.
  note,
  leftover,       // text that no rule read
};
std::string_view name_of(RefField field);
std::string_view name_of(RefType type);

// In this order a cache line holds one: a list has hundreds of thousands.
struct RefPart {
  RefField field = RefField::separator;
  bool repaired = false;   // O→0 and the like in a numeric slot; the raw text still has what was printed
  bool corporate = false;  // names only
  float confidence = 1;
  Span span;               // characters of raw
  Span surname, given;     // names only, when split; characters of raw
  std::string value;       // normalised, UTF-8: half-width digits, ISO date, "2-3"; empty = as printed
};

// How an entry names another instead of saying it again.
enum class Pointing : uint8_t {
  none,
  previous,   // 同上, Ibid.: the one before it
  numbered,   // 同注③, 前引[3], supra note 3: the one of that number
  named,      // 瞿同祖前引书, Giddens, op. cit.: the last one of those names
};

struct Reference {
  std::u32string raw;      // as printed, label included when it was
  RefType type = RefType::other;
  std::string mark;        // "J", "EB"; empty when none is printed
  std::string carrier;     // "OL"
  std::string host_mark;   // "C" of [A].…[C].
  std::string lang;        // "zh", "en", "ja": of the title
  Pointing pointing = Pointing::none;
  uint32_t points_at = 0;  // numbered: the number
  std::vector<RefPart> parts;
  std::u32string trans_raw;  // the second form of a bilingual pair when it stood apart; else empty
};

// Value of the first part with this field: normalised, else as printed; empty if there is none.
std::string value_of(const Reference& reference, RefField field);

}  // namespace jiaokan
