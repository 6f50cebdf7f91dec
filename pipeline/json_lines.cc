#include "json_lines.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>

#include "model/unicode.h"

namespace jiaokan {

namespace {

class LineReader : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit LineReader(JsonLine& line) : line_(line) {}
  bool is_object() const { return is_object_; }

  bool null() override { return take("null"); }
  bool boolean(bool v) override { return take(v ? "true" : "false"); }
  bool number_integer(number_integer_t v) override { return take(std::to_string(v)); }
  bool number_unsigned(number_unsigned_t v) override { return take(std::to_string(v)); }
  bool number_float(number_float_t, const std::string& printed) override { return take(printed); }
  bool binary(binary_t&) override { return true; }
  bool string(std::string& v) override {
    if (depth_ != 1 || value_ == nullptr) return true;
    if (value_ == &line_.id) append_json(line_.id, v);
    else *value_ = std::move(v);
    return true;
  }
  bool start_object(std::size_t) override {
    is_object_ |= depth_ == 0;
    ++depth_;
    return true;
  }
  bool key(std::string& name) override {
    if (depth_ == 1) value_ = name == "id" ? &line_.id : name == "string" ? &line_.reference : name == "html" ? &line_.html : name == "text" ? &line_.text : nullptr;
    return true;
  }
  bool end_object() override { return --depth_, true; }
  bool start_array(std::size_t) override { return ++depth_, true; }
  bool end_array() override { return --depth_, true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  bool take(std::string_view plain) {
    if (depth_ == 1 && value_ == &line_.id) line_.id = plain;
    return true;
  }

  JsonLine& line_;
  int depth_ = 0;
  std::string* value_ = nullptr;
  bool is_object_ = false;
};

// How many bytes from `at` stand for themselves in a string of JSON: no quote, no backslash, no control character. Eight at a time, since lists are
// hundreds of thousands of lines and nearly every byte is one.
size_t plain_bytes(std::string_view text, size_t at) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHigh = 0x8080808080808080;
  const auto zeros = [](uint64_t word) { return (word - kOnes) & ~word & kHigh; };   // exact up to the first
  const size_t begin = at;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    const uint64_t control = (word - kOnes * 0x20) & ~word & kHigh;
    if ((zeros(word ^ kOnes * '"') | zeros(word ^ kOnes * '\\') | control) != 0) break;
  }
  while (at < text.size() && text[at] != '"' && text[at] != '\\' && static_cast<unsigned char>(text[at]) >= 0x20) ++at;
  return at - begin;
}

// A line as nearly all are: one object of strings, numbers and literals in plain ASCII or well-formed text, read without events. What it does not
// know (objects inside, odd escapes, errors) it leaves to the library, which is the judge of what JSON is.
class PlainLine {
 public:
  explicit PlainLine(std::string_view line) : line_(line) {}

  bool read(JsonLine& out) {
    if (!sign('{')) return false;
    std::string key, value;
    do {
      if (!string(key) || !sign(':')) return false;
      skip();
      if (at_ < line_.size() && line_[at_] == '"') {
        std::string* const into = key == "string" ? &out.reference : key == "html" ? &out.html : key == "text" ? &out.text : &value;
        if (!string(*into)) return false;
        if (key == "id") {
          if (!is_ascii(value)) return false;
          out.id.clear();
          append_json(out.id, value);
        }
      } else {
        const size_t begin = at_;
        while (at_ < line_.size() && line_[at_] >= '0' && line_[at_] <= '9') ++at_;
        if (at_ == begin || at_ - begin > 15 || (line_[begin] == '0' && at_ - begin > 1)) return false;
        if (key == "id") out.id = line_.substr(begin, at_ - begin);
      }
    } while (sign(','));
    if (!sign('}')) return false;
    skip();
    return at_ == line_.size();
  }

 private:
  static bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  }
  void skip() {
    while (at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t' || line_[at_] == '\r')) ++at_;
  }
  bool sign(char c) {
    skip();
    if (at_ >= line_.size() || line_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool unit(uint32_t& out) {
    if (at_ + 4 > line_.size()) return false;
    out = 0;
    for (const size_t end = at_ + 4; at_ < end; ++at_) {
      const char c = line_[at_];
      const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0) return false;
      out = out << 4 | static_cast<uint32_t>(digit);
    }
    return true;
  }
  bool string(std::string& out) {
    out.clear();
    if (!sign('"')) return false;
    for (;;) {
      const size_t begin = at_;
      at_ += plain_bytes(line_, at_);
      out.append(line_, begin, at_ - begin);
      if (at_ >= line_.size()) return false;
      const char c = line_[at_++];
      if (c == '"') return true;
      if (c != '\\' || at_ >= line_.size()) return false;
      const char escaped = line_[at_++];
      uint32_t code = 0, low = 0;
      switch (escaped) {
        case '"':
        case '\\':
        case '/': out.push_back(escaped); break;
        case 'n': out.push_back('\n'); break;
        case 't': out.push_back('\t'); break;
        case 'r': out.push_back('\r'); break;
        case 'u':
          if (!unit(code)) return false;
          if (code >= 0xD800 && code < 0xE000) {
            if (code >= 0xDC00 || line_.substr(at_, 2) != "\\u") return false;
            at_ += 2;
            if (!unit(low) || low < 0xDC00 || low > 0xDFFF) return false;
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
          }
          append_utf8(out, code);
          break;
        default: return false;
      }
    }
  }

  std::string_view line_;
  size_t at_ = 0;
};

}  // namespace

bool read_json_line(std::string_view line, JsonLine& out) {
  out.id.clear(), out.reference.clear(), out.html.clear(), out.text.clear();
  if (PlainLine(line).read(out)) return true;
  out.id.clear(), out.reference.clear(), out.html.clear(), out.text.clear();
  LineReader reader(out);
  return nlohmann::json::sax_parse(line, &reader) && reader.is_object();
}

// A string as JSON. The library's own writer is a third of the time of a run over a large list.
void append_json(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out.push_back('"');
  for (size_t i = 0;;) {
    const size_t plain = plain_bytes(text, i);
    out.append(text, i, plain);
    if ((i += plain) >= text.size()) break;
    const char c = text[i++];
    const unsigned char byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out.push_back('\\'), out.push_back(c);
    else out += {'\\', 'u', '0', '0', kHex[byte >> 4], kHex[byte & 15]};
  }
  out.push_back('"');
}

}  // namespace jiaokan
