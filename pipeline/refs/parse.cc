// parse_reference: one entry → its parts, without loss.
//
// On the folded copy: label off, addresses masked, the first type mark found (the anchor: names and title before it; roles, edition, source,
// locator and electronic part behind), then by mark and shape. What no rule reads is `leftover`; separators lie between.
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/fold.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

struct MarkRow {
  std::u32string_view letters;
  RefType type;
};
constexpr MarkRow kMarks[] = {
#define MARK(letters, type) {U##letters, RefType::type},
#include "refs/marks.inc"
#undef MARK
};

}  // namespace

// --- ReferenceDraft -------------------------------------------------------------------------------------------------

void ReferenceDraft::add(RefField field, uint32_t from, uint32_t to, std::string value) {
  while (from < to && is_space(text[from])) ++from;
  while (to > from && is_space(text[to - 1])) --to;
  if (from >= to) return;
  RefPart part;
  part.field = field;
  part.span = {from, to};
  part.value = std::move(value);
  parts.push_back(std::move(part));
}

bool ReferenceDraft::has(RefField field) const {
  return std::any_of(parts.begin(), parts.end(), [&](const RefPart& p) { return p.field == field; });
}

bool ReferenceDraft::masked(uint32_t i) const {
  return std::any_of(masks.begin(), masks.end(), [&](Span m) { return m.begin <= i && i < m.end; });
}

uint32_t ReferenceDraft::find(std::u32string_view signs, uint32_t from, uint32_t to) const {
  for (uint32_t i = from; i < to; ++i)
    if (signs.find(text[i]) != std::u32string_view::npos && !masked(i)) return i;
  return kNone;
}

bool read_mark(const std::u32string& text, uint32_t i, TypeMark& out) {
  if (i >= text.size() || (text[i] != U'[' && text[i] != U'(')) return false;
  const char32_t want = text[i] == U'[' ? U']' : U')';
  uint32_t k = i + 1;
  std::u32string letters, carrier;
  bool slash = false;
  for (; k < text.size() && k - i < 10; ++k) {
    const char32_t c = text[k];
    if (is_space(c)) continue;
    if (c == U'/' || c == U'|') {
      slash = true;
      continue;
    }
    if ((c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (slash && c == U'0')) {
      (slash ? carrier : letters).push_back(c == U'0' ? U'O' : c >= U'a' ? c - 32 : c);
      continue;
    }
    break;
  }
  const bool closed = k < text.size() && (text[k] == want || (want == U']' && (text[k] == U'[' || text[k] == U')')));
  if (!closed || letters.empty()) return false;
  if (letters == U"EBIOL") {
    letters = U"EB";
    carrier = U"OL";
  }
  for (const MarkRow& row : kMarks) {
    if (row.letters != letters) continue;
    if (slash && carrier != U"OL" && carrier != U"CD" && carrier != U"DK" && carrier != U"MT" && carrier != U"MM") continue;
    // A round bracket is a mark only with one of the common letters; small letters never without a carrier.
    if (want == U')' && std::u32string_view(U"JMNCDRSP").find(letters[0]) == std::u32string_view::npos) continue;
    if (text[i + 1] >= U'a' && text[i + 1] <= U'z' && want == U')') continue;
    out = {{i, k + 1}, to_utf8(letters), to_utf8(carrier), row.type};
    return true;
  }
  return false;
}

namespace {

bool starts_at(const std::u32string& text, uint32_t i, std::u32string_view what) {
  if (i + what.size() > text.size()) return false;
  for (size_t k = 0; k < what.size(); ++k) {
    char32_t c = text[i + k];
    if (c >= U'A' && c <= U'Z') c += 32;
    if (c != what[k]) return false;
  }
  return true;
}

// Addresses and identifiers: masked, so that their dots and commas part nothing.
void mask_addresses(ReferenceDraft& d) {
  for (uint32_t i = 0; i < d.text.size(); ++i) {
    const bool web = starts_at(d.text, i, U"http:") || starts_at(d.text, i, U"https:") || starts_at(d.text, i, U"ftp:") ||
                     (starts_at(d.text, i, U"www.") && (i == 0 || !is_latin_letter(d.text[i - 1])));
    const bool doi_word = starts_at(d.text, i, U"doi") && (i == 0 || !is_latin_letter(d.text[i - 1]));
    const bool cstr = starts_at(d.text, i, U"cstr:");
    const bool bare_doi = starts_at(d.text, i, U"10.") && (i == 0 || !(is_digit(d.text[i - 1]) || is_latin_letter(d.text[i - 1]) || d.text[i - 1] == U'.'));
    if (!web && !doi_word && !cstr && !bare_doi) continue;
    uint32_t begin = i, k = i;
    RefField field = RefField::url;
    if (doi_word || cstr) {
      k += cstr ? 5 : 3;
      while (k < d.text.size() && (is_space(d.text[k]) || d.text[k] == U':')) ++k;
      begin = k;
      field = cstr ? RefField::cstr : RefField::doi;
      if (!cstr && !starts_at(d.text, k, U"10.")) continue;
    }
    if (bare_doi) {
      uint32_t digits = i + 3;
      while (digits < d.text.size() && is_ascii_digit(d.text[digits])) ++digits;
      if (digits - i < 7 || digits >= d.text.size() || d.text[digits] != U'/') continue;
      field = RefField::doi;
    }
    while (k < d.text.size()) {
      const char32_t c = d.text[k];
      if (is_space(c) || is_cjk(d.raw[k]) || std::u32string_view(U"<>“”《》\"").find(c) != std::u32string_view::npos) break;
      if (c == U',' && (k + 1 >= d.text.size() || is_space(d.text[k + 1]))) break;
      if (c == U']' && d.text.find(U'[', begin) > k) break;
      ++k;
    }
    // "：／．" inside an address are its own signs even when full width.
    while (k < d.text.size() && std::u32string_view(U"：／．？＝＆％－＿").find(d.raw[k]) != std::u32string_view::npos && k + 1 < d.text.size() &&
           d.text[k + 1] < 0x80 && !is_space(d.text[k + 1])) {
      ++k;
      while (k < d.text.size() && d.raw[k] < 0x80 && !is_space(d.text[k])) ++k;
    }
    while (k > begin && std::u32string_view(U".,;:").find(d.text[k - 1]) != std::u32string_view::npos) --k;
    if (k <= begin + 4) continue;
    std::string value = to_utf8(d.text.substr(begin, k - begin));
    if (field == RefField::url) {
      const size_t at = value.find("doi.org/10.");
      if (at != std::string::npos && !d.has(RefField::doi)) {
        // The address of a DOI is an address and says the DOI too; the field keeps the address.
        field = RefField::url;
      }
    }
    d.add(field, begin, k, value);
    d.masks.push_back({i, k});
    i = k;
  }
}

uint32_t strip_label(ReferenceDraft& d) {
  uint32_t i = 0;
  while (i < d.text.size() && is_space(d.text[i])) ++i;
  const uint32_t begin = i;
  if (i < d.text.size() && circled_value(d.text[i]) > 0) {
    d.add(RefField::label, i, i + 1);
    return i + 1;
  }
  const bool bracket = i < d.text.size() && (d.text[i] == U'[' || d.text[i] == U'(');
  if (bracket) ++i;
  uint32_t digits = 0;
  while (i < d.text.size() && (is_ascii_digit(d.text[i]) || (bracket && is_space(d.text[i])))) digits += is_ascii_digit(d.text[i]), ++i;
  if (digits == 0 || digits > 3) return begin;
  if (bracket) {
    if (i >= d.text.size() || (d.text[i] != U']' && d.text[i] != U')')) return begin;
    ++i;
  } else {
    if (i >= d.text.size() || (d.text[i] != U'.' && d.text[i] != U'、') || (i + 1 < d.text.size() && is_ascii_digit(d.text[i + 1]))) return begin;
    ++i;
  }
  d.add(RefField::label, begin, i);
  return i;
}

// Spans between the parts become separators or leftovers, so that the parts joined are the string.
void fill_gaps(ReferenceDraft& d, Reference& out) {
  std::stable_sort(d.parts.begin(), d.parts.end(), [](const RefPart& a, const RefPart& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  uint32_t at = 0;
  const auto gap = [&](uint32_t begin, uint32_t end) {
    if (begin >= end) return;
    constexpr std::u32string_view kWords[] = {U"见", U"載", U"载", U"in", U"等", U"第", U"页", U"期", U"卷", U"年", U"年版", U"版", U"期第", U"卷第", U"年第", U"页第",
                                              U"doi", U"pp", U"p", U"vol", U"no", U"eds", U"ed", U"and", U"和", U"与", U"及", U"参见", U"转引自", U"url", U"cstr", U"retrieved", U"from", U"date", U"month", U"day", U"月", U"日"};
    std::u32string letters;
    for (uint32_t i = begin; i < end; ++i)
      if (is_letter(d.text[i]) || is_digit(d.text[i])) letters.push_back(d.text[i] >= U'A' && d.text[i] <= U'Z' ? d.text[i] + 32 : d.text[i]);
    const bool word = std::find(std::begin(kWords), std::end(kWords), letters) != std::end(kWords);
    RefPart part;
    part.field = letters.empty() || word ? RefField::separator : RefField::leftover;
    part.span = {begin, end};
    out.parts.push_back(std::move(part));
  };
  for (RefPart& part : d.parts) {
    if (part.span.begin < at) continue;   // two rules read the same: the first stands
    gap(at, part.span.begin);
    at = part.span.end;
    out.parts.push_back(std::move(part));
  }
  gap(at, static_cast<uint32_t>(d.text.size()));
}

std::string language_of(const ReferenceDraft& d) {
  const std::u32string* const text = &d.raw;
  uint32_t han = 0, kana = 0, latin = 0;
  for (const RefPart& part : d.parts) {
    if (part.field != RefField::title && part.field != RefField::container) continue;
    for (uint32_t i = part.span.begin; i < part.span.end; ++i) {
      const Script script = script_of((*text)[i]);
      han += script == Script::han;
      kana += script == Script::kana;
      latin += script == Script::latin;
    }
  }
  if (kana >= 2) return "ja";
  if (han > 0 && han * 4 >= latin) return "zh";
  return latin > 0 ? "en" : "";
}

}  // namespace

Reference parse_reference(std::u32string_view entry) {
  ReferenceDraft d;
  d.raw = std::u32string(entry);
  d.text = fold_reference(entry);
  Reference out;
  out.raw = d.raw;
  mask_addresses(d);
  d.begin = strip_label(d);
  d.end = static_cast<uint32_t>(d.text.size());
  while (d.end > d.begin && (is_space(d.text[d.end - 1]) || d.text[d.end - 1] == U'.')) --d.end;

  TypeMark mark;
  bool marked = false;
  for (uint32_t i = d.begin; i < d.end && !marked; ++i)
    if (!d.masked(i)) marked = read_mark(d.text, i, mark) && i > d.begin + 1;
  if (marked) {
    d.add(RefField::mark, mark.span.begin, mark.span.end, mark.letters + (mark.carrier.empty() ? "" : "/" + mark.carrier));
    d.type = mark.type;
    d.mark = mark;
    read_left(d, d.begin, mark.span.begin);
    read_right(d, mark.span.end, d.end);
  } else {
    read_unmarked(d, d.begin, d.end);
  }
  out.type = d.type;
  out.mark = marked ? mark.letters : "";
  out.carrier = marked ? mark.carrier : "";
  out.host_mark = d.host_mark;
  out.lang = language_of(d);
  fill_gaps(d, out);
  return out;
}

}  // namespace jiaokan
