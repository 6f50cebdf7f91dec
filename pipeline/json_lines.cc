#include "json_lines.h"

#include <nlohmann/json.hpp>

#include <algorithm>

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

}  // namespace

bool read_json_line(std::string_view line, JsonLine& out) {
  out.id.clear(), out.reference.clear(), out.html.clear(), out.text.clear();
  LineReader reader(out);
  return nlohmann::json::sax_parse(line, &reader) && reader.is_object();
}

// A string as JSON. The library's own writer is a third of the time of a run over a large list.
void append_json(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out.push_back('"');
  const bool plain = std::none_of(text.begin(), text.end(), [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
  if (plain) out.append(text);
  for (size_t i = plain ? text.size() : 0; i < text.size(); ++i) {
    const char c = text[i];
    const unsigned char byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out.push_back('\\'), out.push_back(c);
    else if (byte >= 0x20) out.push_back(c);
    else out += {'\\', 'u', '0', '0', kHex[byte >> 4], kHex[byte & 15]};
  }
  out.push_back('"');
}

}  // namespace jiaokan
