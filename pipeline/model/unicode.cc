#include "model/unicode.h"

#include <utf8cpp/utf8.h>

#include <iterator>

namespace jiaokan {

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    const char bytes[] = {static_cast<char>(0xC0 | c >> 6), tail(0)};
    out.append(bytes, 2);
  } else if (c < 0x10000) {
    const char bytes[] = {static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
    out.append(bytes, 3);
  } else {
    const char bytes[] = {static_cast<char>(0xF0 | c >> 18), tail(12), tail(6), tail(0)};
    out.append(bytes, 4);
  }
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
  // The bytes are well formed from here on.
  std::u32string out(bytes.size(), 0);
  size_t n = 0;
  const auto tail = [&](size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(bytes[i]) & 0x3F); };
  for (size_t i = 0; i < bytes.size();) {
    const char32_t lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) out[n++] = lead, i += 1;
    else if (lead < 0xE0) out[n++] = (lead & 0x1F) << 6 | tail(i + 1), i += 2;
    else if (lead < 0xF0) out[n++] = (lead & 0x0F) << 12 | tail(i + 1) << 6 | tail(i + 2), i += 3;
    else out[n++] = (lead & 0x07) << 18 | tail(i + 1) << 12 | tail(i + 2) << 6 | tail(i + 3), i += 4;
  }
  out.resize(n);
  return out;
}

}  // namespace jiaokan
