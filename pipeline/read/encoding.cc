#include "read/encoding.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <utf8cpp/utf8.h>

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

void decode_utf8(std::string_view bytes, Decoded& out) {
  out.encoding = "UTF-8";
  out.chars.reserve(bytes.size() / 2);
  out.offset.reserve(bytes.size() / 2);
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  bool in_bad = false;
  while (at != end) {
    const char* next = at;
    uint32_t c = 0;
    if (static_cast<unsigned char>(*at) < 0x80) {
      c = static_cast<unsigned char>(*at);
      ++next;
    } else if (utf8::internal::validate_next(next, end, c) != utf8::internal::UTF8_OK) {
      // The bytes of one broken sequence belong to one U+FFFD.
      const bool continuation = (static_cast<unsigned char>(*at) & 0xC0) == 0x80;
      if (!(in_bad && continuation)) put_bad(out, static_cast<size_t>(at - bytes.data()));
      in_bad = true;
      ++at;
      continue;
    }
    in_bad = false;
    put(out, c, static_cast<size_t>(at - bytes.data()));
    at = next;
  }
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

Decoded decode(std::string_view bytes) {
  Decoded out;
  if (bytes.starts_with("\xFF\xFE")) {
    decode_by_converter(bytes, "UTF-16LE", out);
  } else if (bytes.starts_with("\xFE\xFF")) {
    decode_by_converter(bytes, "UTF-16BE", out);
  } else if (utf8::is_valid(bytes.begin(), bytes.end())) {
    if (const char* wide = bytes.find('\0') != std::string_view::npos ? utf16_without_mark(bytes) : nullptr) decode_by_converter(bytes, wide, out);
    else decode_utf8(bytes, out);
  } else if (const char* wide = utf16_without_mark(bytes)) {
    decode_by_converter(bytes, wide, out);
  } else {
    // UTF-8 with a few broken bytes is still UTF-8: only a text that is mostly broken is something else.
    decode_utf8(bytes, out);
    size_t high = 0;
    for (const char32_t c : out.chars) high += c >= 0x80;
    if (out.bad * 20 > high) {
      if (const char* legacy = guess_legacy(bytes)) {
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
