// json_lines: one JSON object a line, read by events and written as it goes, for lists of hundreds of thousands of references.
//
// In: a line. Out: the strings that the reference commands ask for; what else is in the line costs nothing.
#pragma once

#include <string>
#include <string_view>

namespace jiaokan {

struct JsonLine {
  std::string id;                       // as JSON, whatever it was; empty without one
  std::string reference, html, text;    // "string", "html", "text"
};
bool read_json_line(std::string_view line, JsonLine& out);   // false when the line is no JSON object

void append_json(std::string& out, std::string_view text);   // a string with its quotes

}  // namespace jiaokan
