// json: characters → the values of a JSON text, with their places.
//
// In: characters. Out: all values in the order of the text, each with its place and its parent; a string is its span between the
// quotes. Reads on behind an error as well as can be: what is not closed ends with the text, what is out of place is passed over.
// Never: recursion; more depth than kDeepestJson (what is deeper is passed over).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/witness.h"
#include "read/layout.h"

namespace jiaokan {

inline constexpr size_t kDeepestJson = 64;

enum class JsonKind : uint8_t { object, array, string, word };   // word: a number, true, false, null

struct JsonValue {
  JsonKind kind;
  Span span;                 // a string: without its quotes
  uint32_t parent = kNone;   // index of the object or array
  uint32_t key = kNone;      // index of the string that names it
  uint32_t end = 0;          // index of the first value that is not inside this one
  bool is_key = false;
};

struct Json {
  std::vector<JsonValue> values;
  uint32_t broken_at = kNone;   // the first character out of place
  bool too_deep = false;
};

Json read_json(std::u32string_view text, Span part);

// The escapes of a string as signs; a surrogate without its other half is U+FFFD.
void add_escapes(std::u32string_view text, Span string, std::vector<Sign>& signs);

// A string with its escapes undone.
std::u32string unescaped(std::u32string_view text, Span string);

}  // namespace jiaokan
