#include "refs/correct.h"

#include <algorithm>
#include <optional>

#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

std::optional<RefField> field_of(std::string_view name) {
  for (uint8_t i = 0; i <= static_cast<uint8_t>(RefField::leftover); ++i)
    if (name_of(static_cast<RefField>(i)) == name) return static_cast<RefField>(i);
  return std::nullopt;
}

std::optional<RefType> type_of(std::string_view name) {
  for (uint8_t i = 0; i <= static_cast<uint8_t>(RefType::other); ++i)
    if (name_of(static_cast<RefType>(i)) == name) return static_cast<RefType>(i);
  return std::nullopt;
}

// Signs alone part fields; letters and digits are something that nobody has read.
RefPart rest_of(std::u32string_view raw, Span span) {
  const std::u32string_view text = raw.substr(span.begin, span.size());
  const bool says = std::any_of(text.begin(), text.end(), [](char32_t c) { return is_letter(c) || is_digit(c); });
  RefPart out;
  out.field = says ? RefField::leftover : RefField::separator;
  out.span = span;
  return out;
}

// Many names are many parts of one field; of everything else there is one.
bool is_name(RefField field) { return field >= RefField::author && field <= RefField::et_al; }

}  // namespace

bool is_reference_field(std::string_view name) { return name == "type" || field_of(name); }

bool correct_field(Reference& reference, std::string_view field, std::u32string_view text) {
  if (field == "type") {
    const std::optional<RefType> type = type_of(to_utf8(text));
    if (type) reference.type = *type;
    return type.has_value();
  }
  const std::optional<RefField> wanted = field_of(field);
  const size_t at = text.empty() ? std::u32string::npos : reference.raw.find(text);
  if (!wanted || at == std::u32string::npos) return false;
  const Span own{static_cast<uint32_t>(at), static_cast<uint32_t>(at + text.size())};
  std::vector<RefPart> out;
  const auto put_rest = [&](Span span) {
    if (!span.empty()) out.push_back(rest_of(reference.raw, span));
  };
  for (const RefPart& part : reference.parts) {
    if (part.span.end <= own.begin || part.span.begin >= own.end) {
      if (part.field != *wanted || is_name(*wanted)) out.push_back(part);
      else put_rest(part.span);
      continue;
    }
    put_rest({part.span.begin, std::max(part.span.begin, own.begin)});
    if (part.span.begin <= own.begin && own.begin < part.span.end) {
      RefPart corrected;
      corrected.field = *wanted;
      corrected.span = own;
      out.push_back(corrected);
    }
    put_rest({std::min(part.span.end, own.end), part.span.end});
  }
  reference.parts = std::move(out);
  return true;
}

}  // namespace jiaokan
