#include "model/unicode.h"

#include <utf8cpp/utf8.h>

#include <iterator>

namespace jiaokan {

namespace {

// The bytes of one character; how many there are.
inline size_t encode(char32_t c, char* out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = static_cast<char>(0xC0 | c >> 6), out[1] = tail(0);
    return 2;
  }
  if (c < 0x10000) {
    out[0] = static_cast<char>(0xE0 | c >> 12), out[1] = tail(6), out[2] = tail(0);
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | c >> 18), out[1] = tail(12), out[2] = tail(6), out[3] = tail(0);
  return 4;
}

constexpr size_t kNotWellFormed = static_cast<size_t>(-1);

// The characters of well-formed bytes, at most one a byte; how many there are.
size_t decode(std::string_view bytes, char32_t* out) {
  const size_t size = bytes.size();
  size_t n = 0;
  const auto byte = [&](size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(bytes[i])); };
  const auto is_tail = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  for (size_t i = 0; i < size;) {
    const char32_t lead = byte(i);
    if (lead < 0x80) {
      out[n++] = lead;
      i += 1;
    } else if (lead >= 0xE0 && lead < 0xF0) {
      if (i + 2 >= size || !is_tail(i + 1) || !is_tail(i + 2)) return kNotWellFormed;
      const char32_t c = (lead & 0x0F) << 12 | (byte(i + 1) & 0x3F) << 6 | (byte(i + 2) & 0x3F);
      if (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF)) return kNotWellFormed;
      out[n++] = c;
      i += 3;
    } else if (lead >= 0xC2 && lead < 0xE0) {
      if (i + 1 >= size || !is_tail(i + 1)) return kNotWellFormed;
      out[n++] = (lead & 0x1F) << 6 | (byte(i + 1) & 0x3F);
      i += 2;
    } else if (lead >= 0xF0 && lead < 0xF5) {
      if (i + 3 >= size || !is_tail(i + 1) || !is_tail(i + 2) || !is_tail(i + 3)) return kNotWellFormed;
      const char32_t c = (lead & 0x07) << 18 | (byte(i + 1) & 0x3F) << 12 | (byte(i + 2) & 0x3F) << 6 | (byte(i + 3) & 0x3F);
      if (c < 0x10000 || c > 0x10FFFF) return kNotWellFormed;
      out[n++] = c;
      i += 4;
    } else {
      return kNotWellFormed;
    }
  }
  return n;
}

}  // namespace

void append_utf8(std::string& out, char32_t c) {
  char bytes[4];
  out.append(bytes, encode(c, bytes));
}

std::string to_utf8(std::u32string_view text) {
  // This is asked for every field of every reference: what is short is written where there is room and copied once.
  constexpr size_t kShort = 256, kLongest = 4;
  const auto write = [&](char* at) {
    for (const char32_t c : text) {
      if (c < 0x80) *at++ = static_cast<char>(c);
      else at += encode(c, at);
    }
    return at;
  };
  if (text.size() <= kShort) {
    char bytes[kShort * kLongest];
    return {bytes, write(bytes)};
  }
  std::string out(text.size() * kLongest, '\0');
  out.resize(static_cast<size_t>(write(out.data()) - out.data()));
  return out;
}

std::u32string from_utf8(std::string_view bytes) {
  std::u32string out(bytes.size(), 0);
  const size_t n = decode(bytes, out.data());
  if (n != kNotWellFormed) {
    out.resize(n);
    return out;
  }
  std::string repaired;
  utf8::replace_invalid(bytes.begin(), bytes.end(), std::back_inserter(repaired), 0xFFFD);
  out.assign(repaired.size(), 0);
  out.resize(decode(repaired, out.data()));
  return out;
}

std::string small_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace jiaokan
