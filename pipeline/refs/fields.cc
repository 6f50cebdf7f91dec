#include "refs/fields.h"

#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

struct FieldRow {
  RefField field;
  std::string_view name;
  bool list;
};
constexpr FieldRow kFields[] = {
    {RefField::author, "authors", true},
    {RefField::title, "title", false},
    {RefField::trans_title, "trans_title", false},
    {RefField::part_title, "part_title", false},
    {RefField::container_author, "container_authors", true},
    {RefField::container, "container", false},
    {RefField::event, "event", false},
    {RefField::editor, "editors", true},
    {RefField::translator, "translators", true},
    {RefField::edition, "edition", false},
    {RefField::version, "version", false},
    {RefField::series, "series", false},
    {RefField::scale, "scale", false},
    {RefField::place, "place", false},
    {RefField::publisher, "publisher", false},
    {RefField::genre, "genre", false},
    {RefField::year, "year", false},
    {RefField::year_suffix, "year_suffix", false},
    {RefField::date, "date", false},
    {RefField::volume, "volume", false},
    {RefField::issue, "issue", false},
    {RefField::pages, "pages", false},
    {RefField::article_number, "article_number", false},
    {RefField::number, "number", false},
    {RefField::accessed, "accessed", false},
    {RefField::url, "url", false},
    {RefField::doi, "doi", false},
    {RefField::cstr, "cstr", false},
};

// As printed, but for the line ends and doubled spaces of a broken string.
std::string printed(std::u32string_view text) {
  bool even = true;
  for (size_t i = 0; i < text.size() && even; ++i) even = !is_space(text[i]) || (text[i] == U' ' && i > 0 && text[i - 1] < 0x80 && text[i - 1] != U' ');
  if (even) return to_utf8(text);
  std::string out;
  out.reserve(text.size() * 3);
  bool space = false;
  char32_t last = 0;
  for (const char32_t c : text) {
    if (is_space(c)) {
      space = last != 0;
      continue;
    }
    // Between two Han characters a space was put in by the page, never by the author.
    if (space && !(is_cjk(last) && is_cjk(c))) out.push_back(' ');
    space = false;
    last = c;
    append_utf8(out, c);
  }
  return out;
}

std::string value_of_part(const Reference& reference, const RefPart& part) {
  if (!part.value.empty()) return part.value;
  return printed(std::u32string_view(reference.raw).substr(part.span.begin, part.span.size()));
}

std::string name_of_part(const Reference& reference, const RefPart& part) {
  const bool western = !part.corporate && !part.surname.empty() && !part.given.empty() && part.given.begin < part.surname.begin &&
                       std::none_of(reference.raw.begin() + part.span.begin, reference.raw.begin() + part.span.end, [](char32_t c) { return is_cjk(c) && is_letter(c); });
  // "Mark Johnson" in a list that prints surnames first stays as it is; "J. Smith" cannot be misread.
  const bool initials = western && std::any_of(reference.raw.begin() + part.given.begin, reference.raw.begin() + part.given.end, [](char32_t c) { return c == U'.' || c == U'．'; });
  if (!western || (!initials && !reference.mark.empty())) return value_of_part(reference, part);
  const std::u32string_view raw = reference.raw;
  return printed(raw.substr(part.surname.begin, part.surname.size())) + ", " + printed(raw.substr(part.given.begin, part.given.size()));
}

// GB/T 2659—1986 says its year.
std::vector<std::string> year_of_number(const std::string& number) {
  if (number.size() < 6) return {};
  const std::string year = number.substr(number.size() - 4);
  const bool digits = std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; });
  const char before = number[number.size() - 5];
  if (!digits || (before >= '0' && before <= '9') || before == '.' || number[0] < 'A' || number[0] > 'Z' || year < "1900" || year > "2099") return {};
  return {year};
}

// https://doi.org/10.… is an address and says the identifier.
std::vector<std::string> identifier_of_address(const std::string& url) {
  const size_t at = url.find("doi.org/10.");
  if (at == std::string::npos) return {};
  return {url.substr(at + 8)};
}

}  // namespace

ReferenceFields fields_of(const Reference& reference) {
  ReferenceFields out;
  uint64_t present = uint64_t{1} << static_cast<int>(RefField::year) | uint64_t{1} << static_cast<int>(RefField::doi);   // these may be derived
  for (const RefPart& part : reference.parts) present |= uint64_t{1} << static_cast<int>(part.field);
  out.reserve(12);
  for (const FieldRow& row : kFields) {
    if ((present >> static_cast<int>(row.field) & 1) == 0) continue;
    ReferenceField field{row.name, {}, row.list, 1};
    for (const RefPart& part : reference.parts) {
      if (part.field != row.field) continue;
      field.confidence = std::min(field.confidence, part.confidence);
      field.values.push_back(row.list ? name_of_part(reference, part) : value_of_part(reference, part));
      if (!row.list) break;
    }
    if (field.values.empty() && row.field == RefField::year) {
      const std::string date = value_of(reference, RefField::date);
      if (date.size() >= 4 && std::all_of(date.begin(), date.begin() + 4, [](char c) { return c >= '0' && c <= '9'; })) field.values.push_back(date.substr(0, 4));
    }
    if (field.values.empty() && row.field == RefField::year && reference.type != RefType::patent) field.values = year_of_number(value_of(reference, RefField::number));
    if (field.values.empty() && row.field == RefField::doi) field.values = identifier_of_address(value_of(reference, RefField::url));
    if (!field.values.empty()) out.push_back(std::move(field));
  }
  return out;
}

std::string_view first_value(const ReferenceFields& fields, std::string_view name) {
  for (const ReferenceField& field : fields)
    if (field.name == name) return field.values.front();
  return {};
}

}  // namespace jiaokan
