// The parser's working form, shared by the files of this folder that read a part of an entry each.
#pragma once

#include <string>
#include <vector>

#include "model/reference.h"

namespace jiaokan {

struct TypeMark {
  Span span;
  std::string letters, carrier;
  RefType type = RefType::other;
};

struct ReferenceDraft {
  std::u32string raw, text;      // as printed; folded, one to one
  std::vector<RefPart> parts;
  std::vector<Span> masks;       // addresses and identifiers
  uint32_t begin = 0, end = 0;   // without label and final dot
  RefType type = RefType::other;
  TypeMark mark;
  std::string host_mark;

  void add(RefField field, uint32_t from, uint32_t to, std::string value = {});   // white space at the edges off
  bool has(RefField field) const;
  bool masked(uint32_t i) const;
  uint32_t find(std::u32string_view signs, uint32_t from, uint32_t to) const;     // first of the signs outside masks; kNone
};

// "[J]" "[EB/OL]" "(M)" at text[i], damaged forms too.
bool read_mark(const std::u32string& text, uint32_t i, TypeMark& out);

void read_left(ReferenceDraft& d, uint32_t begin, uint32_t end);        // names and title
void read_right(ReferenceDraft& d, uint32_t begin, uint32_t end);       // what stands behind the mark
void read_unmarked(ReferenceDraft& d, uint32_t begin, uint32_t end);    // entries without a mark

// Where the name segment at `begin` ends (the index of its closing dot); kNone when there are no names.
uint32_t end_of_names(const ReferenceDraft& d, uint32_t begin, uint32_t end);
void read_names(ReferenceDraft& d, RefField field, uint32_t begin, uint32_t end);
void read_pages(ReferenceDraft& d, uint32_t begin, uint32_t end);
bool read_year(const ReferenceDraft& d, uint32_t i, uint32_t end, Span& out);   // four digits 1500–2099 at i
// A date at i (2018-07-25, 2018年7月25日, 2018.7.25): its span and ISO form.
bool read_date(const ReferenceDraft& d, uint32_t i, uint32_t end, Span& out, std::string& iso);
void read_imprint(ReferenceDraft& d, uint32_t begin, uint32_t end);
void read_journal(ReferenceDraft& d, uint32_t begin, uint32_t end);

}  // namespace jiaokan
