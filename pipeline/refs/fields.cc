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

// The year of a printed date; or of a standard: GB/T 2659—1986.
std::string year_said_elsewhere(const Reference& reference) {
  const auto digits = [](std::string_view text) { return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }); };
  if (const std::string date = value_of(reference, RefField::date); date.size() >= 4 && digits(std::string_view(date).substr(0, 4))) return date.substr(0, 4);
  const std::string number = reference.type == RefType::patent ? "" : value_of(reference, RefField::number);
  if (number.size() < 6) return {};
  std::string year = number.substr(number.size() - 4);
  const char before = number[number.size() - 5];
  if (!digits(year) || (before >= '0' && before <= '9') || before == '.' || number[0] < 'A' || number[0] > 'Z' || year < "1900" || year > "2099") return {};
  return year;
}

// https://doi.org/10.… is an address and says the identifier.
std::string identifier_of_address(const std::string& url) {
  const size_t at = url.find("doi.org/10.");
  return at == std::string::npos ? "" : url.substr(at + 8);
}

}  // namespace

ReferenceFields fields_of(const Reference& reference) {
  // Where the parts of each field begin and end among the parts.
  constexpr size_t kAll = static_cast<size_t>(RefField::leftover) + 1;
  struct Range {
    size_t begin = 0, end = 0;
  } of[kAll];
  for (size_t p = 0; p < reference.parts.size(); ++p) {
    Range& range = of[static_cast<size_t>(reference.parts[p].field)];
    if (range.end == 0) range.begin = p;
    range.end = p + 1;
  }
  ReferenceFields out;
  constexpr size_t kMostDerived = 2;
  out.fields_.reserve(12);
  out.values_.reserve(reference.parts.size() + kMostDerived);   // so that no value moves
  for (const FieldRow& row : kFields) {
    const Range range = of[static_cast<size_t>(row.field)];
    const bool derived = row.field == RefField::year || row.field == RefField::doi;
    if (range.end == 0 && !derived) continue;
    const size_t first = out.values_.size();
    float confidence = 1;
    for (size_t p = range.begin; p < range.end; ++p) {
      const RefPart& part = reference.parts[p];
      if (part.field != row.field) continue;
      confidence = std::min(confidence, part.confidence);
      out.values_.push_back(row.list ? name_of_part(reference, part) : value_of_part(reference, part));
      if (!row.list) break;
    }
    if (range.end == 0) {
      std::string value = row.field == RefField::year ? year_said_elsewhere(reference) : identifier_of_address(value_of(reference, RefField::url));
      if (!value.empty()) out.values_.push_back(std::move(value));
    }
    if (const size_t n = out.values_.size() - first; n > 0) out.fields_.push_back({row.name, std::span(out.values_).subspan(first, n), row.list, confidence});
  }
  return out;
}

std::string_view first_value(const ReferenceFields& fields, std::string_view name) {
  for (const ReferenceField& field : fields)
    if (field.name == name) return field.values.front();
  return {};
}

}  // namespace jiaokan
