#include "read/encoding.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <utf8cpp/utf8.h>

#include <algorithm>
#include <memory>

namespace jiaokan {

namespace {

void put(Decoded& out, char32_t c, size_t at) {
  out.chars.push_back(c);
  out.offset.push_back(static_cast<uint32_t>(at));
}

void put_bad(Decoded& out, size_t at) {
  if (out.bad++ == 0) out.first_bad = static_cast<uint32_t>(at);
  put(out, 0xFFFD, at);
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Bytes of the character there when its form alone says that it is well made: one byte, two, or three behind most leads. 0: it must be looked at.
size_t length_of_plain(const char* at, const char* end) {
  const unsigned char lead = static_cast<unsigned char>(*at);
  if (lead < 0x80) return 1;
  const bool two = lead >= 0xC2 && lead < 0xE0, three = lead > 0xE0 && lead < 0xF0 && lead != 0xED;
  if (two && end - at > 1 && is_continuation(at[1])) return 2;
  return three && end - at > 2 && is_continuation(at[1]) && is_continuation(at[2]) ? 3 : 0;
}

char32_t plain_character(const char* at, size_t length) {
  const auto bits = [at](size_t i, unsigned mask) { return static_cast<char32_t>(static_cast<unsigned char>(at[i]) & mask); };
  if (length == 1) return bits(0, 0x7F);
  if (length == 2) return bits(0, 0x1F) << 6 | bits(1, 0x3F);
  return bits(0, 0xF) << 12 | bits(1, 0x3F) << 6 | bits(2, 0x3F);
}

void decode_utf8(std::string_view bytes, Decoded& out) {
  out.encoding = "UTF-8";
  size_t n = static_cast<size_t>(std::count_if(bytes.begin(), bytes.end(), [](char byte) { return !is_continuation(byte); }));
  out.chars.resize(n);
  out.offset.resize(n);
  n = 0;
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  const auto add = [&](char32_t c) {
    if (n == out.chars.size()) {   // of broken sequences there may be more
      out.chars.resize(n * 2 + 1);
      out.offset.resize(n * 2 + 1);
    }
    out.chars[n] = c;
    out.offset[n++] = static_cast<uint32_t>(at - bytes.data());
  };
  bool in_bad = false;
  while (at != end) {
    if (const size_t length = length_of_plain(at, end); length != 0) {
      add(plain_character(at, length));
      at += length;
      in_bad = false;
      continue;
    }
    const char* next = at;
    uint32_t c = 0;
    if (utf8::internal::validate_next(next, end, c) == utf8::internal::UTF8_OK) {
      add(c);
      at = next;
      in_bad = false;
      continue;
    }
    // The bytes of one broken sequence belong to one U+FFFD.
    if (!(in_bad && is_continuation(*at))) {
      if (out.bad++ == 0) out.first_bad = static_cast<uint32_t>(at - bytes.data());
      add(0xFFFD);
    }
    in_bad = true;
    ++at;
  }
  out.chars.resize(n);
  out.offset.resize(n);
}

void decode_by_converter(std::string_view bytes, const char* name, Decoded& out) {
  out.encoding = name;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(name, &status), ucnv_close);
  if (U_FAILURE(status)) return decode_utf8(bytes, out);
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  while (at < end) {
    const size_t begin = static_cast<size_t>(at - bytes.data());
    status = U_ZERO_ERROR;
    const UChar32 c = ucnv_getNextUChar(converter.get(), &at, end, &status);
    if (U_FAILURE(status) && status != U_INDEX_OUTOFBOUNDS_ERROR && status != U_TRUNCATED_CHAR_FOUND) ucnv_reset(converter.get());
    if (U_FAILURE(status) || c == 0xFFFD) {
      put_bad(out, begin);
      if (at <= bytes.data() + begin) ++at;
      if (status == U_INDEX_OUTOFBOUNDS_ERROR || status == U_TRUNCATED_CHAR_FOUND) break;
    } else {
      put(out, static_cast<char32_t>(c), begin);
    }
  }
}

// What units of a text in UTF-16 are: Latin, Greek, marks and shapes, kana, Han, forms of full and half width.
struct UnitRange {
  uint16_t first, last;
};
constexpr UnitRange kUnitsOfText[] = {{0x0009, 0x000D}, {0x0020, 0x007E}, {0x00A0, 0x024F}, {0x0370, 0x03FF}, {0x2000, 0x22FF},
                                      {0x2460, 0x25FF}, {0x3000, 0x30FF}, {0x3400, 0x9FFF}, {0xFF01, 0xFFEE}};

// A text in UTF-16 without its mark: read in that order nearly all of it is text, and some of it white space or Latin. Where both orders
// are (English is Han when its bytes change places), the one with more of these. A zero byte tells nothing alone: 一 and the wide space have one.
const char* utf16_without_mark(std::string_view bytes) {
  struct Order {
    const char* name;
    size_t high;   // which byte of a unit
    size_t text = 0, ascii = 0;
  };
  Order orders[] = {{"UTF-16LE", 1}, {"UTF-16BE", 0}};
  const size_t n = std::min<size_t>(bytes.size(), 4096) / 2;
  const char* best = nullptr;
  size_t most = 0;
  for (Order& order : orders) {
    for (size_t i = 0; i < n; ++i) {
      const auto byte = [&](size_t which) { return static_cast<unsigned char>(bytes[2 * i + which]); };
      const unsigned unit = byte(order.high) << 8 | byte(1 - order.high);
      order.ascii += unit < 0x80;
      for (const UnitRange& range : kUnitsOfText) order.text += unit >= range.first && unit <= range.last;
    }
    if (order.text * 20 < n * 19 || order.ascii <= most) continue;
    best = order.name;
    most = order.ascii;
  }
  return best;
}

const char* guess_legacy(std::string_view bytes) {
  const std::unique_ptr<uchardet, void (*)(uchardet_t)> detector(uchardet_new(), uchardet_delete);
  uchardet_handle_data(detector.get(), bytes.data(), std::min<size_t>(bytes.size(), 1 << 20));
  uchardet_data_end(detector.get());
  const std::string_view name = uchardet_get_charset(detector.get());
  if (name.starts_with("GB")) return "GB18030";
  if (name.starts_with("BIG5") || name.starts_with("Big5")) return "Big5";
  return nullptr;
}

bool looks_binary(const Decoded& text) {
  size_t controls = 0;
  for (const char32_t c : text.chars) controls += c < 0x20 && c != U'\t' && c != U'\n' && c != U'\r' && c != U'\f' && c != U'\v';
  return controls * 100 > text.chars.size() || (text.bad * 10 > text.chars.size() && text.bad > 8);
}

}  // namespace

bool is_plain_text(std::string_view bytes) {
  bool any = false;
  const char* const end = bytes.data() + bytes.size();
  for (const char* at = bytes.data(); at != end;) {
    const unsigned char byte = static_cast<unsigned char>(*at);
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f') return false;
    any = any || (byte > 0x20 && byte < 0x7F);
    const size_t length = length_of_plain(at, end);
    if (length == 0) return false;
    at += length;
  }
  return any;
}

Decoded decode(std::string_view bytes) {
  Decoded out;
  if (bytes.starts_with("\xFF\xFE")) {
    decode_by_converter(bytes, "UTF-16LE", out);
  } else if (bytes.starts_with("\xFE\xFF")) {
    decode_by_converter(bytes, "UTF-16BE", out);
  } else {
    decode_utf8(bytes, out);
    const char* const wide = out.bad > 0 || bytes.find('\0') != std::string_view::npos ? utf16_without_mark(bytes) : nullptr;
    if (wide != nullptr) {
      out = {};
      decode_by_converter(bytes, wide, out);
    } else if (out.bad > 0) {
      // UTF-8 with a few broken bytes is still UTF-8: only a text that is mostly broken is something else.
      size_t high = 0;
      for (const char32_t c : out.chars) high += c >= 0x80;
      const char* const legacy = out.bad * 20 > high ? guess_legacy(bytes) : nullptr;
      if (legacy != nullptr) {
        Decoded other;
        decode_by_converter(bytes, legacy, other);
        if (other.bad < out.bad) out = std::move(other);
      }
    }
  }
  out.binary = looks_binary(out);
  return out;
}

}  // namespace jiaokan
