#include "model/unicode.h"

#include <utf8cpp/utf8.h>

#include <iterator>

namespace jiaokan {

void append_utf8(std::string& out, char32_t c) {
  const bool encodable = c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
  utf8::unchecked::append(static_cast<uint32_t>(encodable ? c : 0xFFFD), std::back_inserter(out));
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::u32string from_utf8(std::string_view bytes) {
  std::string repaired;
  if (!utf8::is_valid(bytes.begin(), bytes.end())) {
    utf8::replace_invalid(bytes.begin(), bytes.end(), std::back_inserter(repaired), 0xFFFD);
    bytes = repaired;
  }
  std::u32string out;
  out.reserve(bytes.size());
  for (auto it = bytes.begin(); it != bytes.end();) out.push_back(static_cast<char32_t>(utf8::unchecked::next(it)));
  return out;
}

}  // namespace jiaokan
