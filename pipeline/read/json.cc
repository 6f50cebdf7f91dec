#include "read/json.h"

#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kEscaped = U"\"\\/bfnrt";
constexpr std::u32string_view kMeant = U"\"\\/\b\f\n\r\t";

// The four hexadecimal digits of \uXXXX at `i`, or kNone.
uint32_t hex4(std::u32string_view text, uint32_t i, uint32_t end) {
  if (i + 6 > end || text[i] != U'\\' || text[i + 1] != U'u') return kNone;
  uint32_t value = 0;
  for (uint32_t k = i + 2; k < i + 6; ++k) {
    const char32_t c = text[k], low = c | 0x20;
    const bool letter = low >= U'a' && low <= U'f';
    if (!is_ascii_digit(c) && !letter) return kNone;
    value = value * 16 + (letter ? low - U'a' + 10 : c - U'0');
  }
  return value;
}

Sign escape_at(std::u32string_view text, uint32_t i, uint32_t end) {
  if (const size_t which = i + 1 < end ? kEscaped.find(text[i + 1]) : std::u32string_view::npos; which != std::u32string_view::npos)
    return {{i, i + 2}, kMeant[which]};
  const uint32_t c = hex4(text, i, end);
  if (c == kNone) return {{i, i + 1}, U'\\'};   // no escape of JSON: a sign of the text
  if (c >= 0xD800 && c < 0xDC00) {
    const uint32_t low = hex4(text, i + 6, end);
    if (low != kNone && low >= 0xDC00 && low < 0xE000) return {{i, i + 12}, static_cast<char32_t>(0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00))};
  }
  const bool bad = c == 0 || (c >= 0xD800 && c < 0xE000);
  return {{i, i + 6}, bad ? U'\uFFFD' : static_cast<char32_t>(c)};
}

class Reader {
 public:
  Reader(std::u32string_view text, Span part) : text_(text), part_(part) {}

  Json run() {
    for (uint32_t i = part_.begin; i < part_.end;) i = step(i);
    if (!open_.empty() || skipped_ > 0) broken(part_.end);
    while (!open_.empty()) close(part_.end);
    return std::move(out_);
  }

 private:
  void broken(uint32_t at) {
    if (out_.broken_at == kNone) out_.broken_at = at;
  }

  void close(uint32_t end) {
    JsonValue& value = out_.values[open_.back()];
    value.span.end = end;
    value.end = static_cast<uint32_t>(out_.values.size());
    open_.pop_back();
    key_ = kNone;
  }

  uint32_t add(JsonKind kind, Span span) {
    JsonValue value{kind, span};
    value.parent = open_.empty() ? kNone : open_.back();
    value.key = key_;
    key_ = kNone;
    out_.values.push_back(value);
    const uint32_t index = static_cast<uint32_t>(out_.values.size()) - 1;
    out_.values.back().end = index + 1;
    return index;
  }

  uint32_t string(uint32_t i) {
    uint32_t end = i + 1;
    while (end < part_.end && text_[end] != U'"') end += text_[end] == U'\\' ? 2 : 1;
    if (end >= part_.end) broken(part_.end);
    end = std::min(end, part_.end);
    uint32_t after = std::min(end + 1, part_.end);
    if (skipped_ > 0) return after;
    const uint32_t index = add(JsonKind::string, {std::min(i + 1, end), end});
    while (after < part_.end && is_space(text_[after])) ++after;
    const bool in_object = !open_.empty() && out_.values[open_.back()].kind == JsonKind::object;
    if (in_object && after < part_.end && text_[after] == U':') {
      out_.values[index].is_key = true;
      key_ = index;
      return after + 1;
    }
    if (in_object && out_.values[index].key == kNone) broken(i);
    return after;
  }

  uint32_t step(uint32_t i) {
    const char32_t c = text_[i];
    if (is_space(c) || c == U',' || (c == U':' && skipped_ > 0)) return i + 1;
    if (c == U'"') return string(i);
    if (c == U'{' || c == U'[') {
      if (open_.size() >= kDeepestJson) {
        out_.too_deep = true;
        ++skipped_;
      } else {
        open_.push_back(add(c == U'{' ? JsonKind::object : JsonKind::array, {i, i}));
      }
      return i + 1;
    }
    if (c == U'}' || c == U']') {
      if (skipped_ > 0) --skipped_;
      else if (open_.empty() || out_.values[open_.back()].kind != (c == U'}' ? JsonKind::object : JsonKind::array)) broken(i);
      else close(i + 1);
      return i + 1;
    }
    uint32_t end = i;
    while (end < part_.end && (is_latin_letter(text_[end]) || is_ascii_digit(text_[end]) || text_[end] == U'-' || text_[end] == U'+' || text_[end] == U'.')) ++end;
    if (end == i) {
      broken(i);
      return i + 1;
    }
    if (skipped_ == 0) add(JsonKind::word, {i, end});
    return end;
  }

  std::u32string_view text_;
  Span part_;
  Json out_;
  std::vector<uint32_t> open_;
  size_t skipped_ = 0;    // open brackets deeper than kDeepestJson
  uint32_t key_ = kNone;
};

}  // namespace

Json read_json(std::u32string_view text, Span part) { return Reader(text, part).run(); }

void add_escapes(std::u32string_view text, Span string, std::vector<Sign>& signs) {
  for (uint32_t i = string.begin; i < string.end;) {
    if (text[i] != U'\\') {
      ++i;
      continue;
    }
    signs.push_back(escape_at(text, i, string.end));
    i = signs.back().written.end;
  }
}

std::u32string unescaped(std::u32string_view text, Span string) {
  std::u32string out;
  for (uint32_t i = string.begin; i < string.end;) {
    const bool escape = text[i] == U'\\';
    const Sign sign = escape ? escape_at(text, i, string.end) : Sign{{i, i + 1}, text[i]};
    out.push_back(sign.c);
    i = sign.written.end;
  }
  return out;
}

}  // namespace jiaokan
