#include "read/radicals.h"

#include <algorithm>

#include "lang/fold.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

struct Radical {
  char32_t from, to;
};
constexpr Radical kRadicals[] = {
#define JIAOKAN_RADICAL(from, to) {from, to},
#include "read/radicals.inc"
#undef JIAOKAN_RADICAL
};

constexpr std::u32string_view kLigatures[] = {U"ff", U"fi", U"fl", U"ffi", U"ffl", U"st", U"st"};   // from U+FB00

bool put(std::u32string& out, char32_t c) {
  if (c >= 0xFB00 && c < 0xFB00 + std::size(kLigatures)) {
    out += kLigatures[c - 0xFB00];
    return true;
  }
  char32_t to = c;
  if (c >= 0x2E80 && c <= 0x2FD5) {
    for (const Radical& row : kRadicals)
      if (row.from == c) to = row.to;
    if (to == c && c >= 0x2F00) to = fold(c);
  }
  out.push_back(to);
  return to != c;
}

}  // namespace

std::string without_radicals(std::string_view utf8) {
  // They begin with these bytes; most texts have none.
  const bool may = utf8.find("\xE2\xBA") != std::string_view::npos || utf8.find("\xE2\xBB") != std::string_view::npos || utf8.find("\xE2\xBC") != std::string_view::npos ||
                   utf8.find("\xE2\xBD") != std::string_view::npos || utf8.find("\xE2\xBE") != std::string_view::npos || utf8.find("\xE2\xBF") != std::string_view::npos ||
                   utf8.find("\xEF\xAC") != std::string_view::npos;
  if (!may) return {};
  std::u32string out;
  bool changed = false;
  for (const char32_t c : from_utf8(utf8)) changed |= put(out, c);
  return changed ? to_utf8(out) : std::string();
}

}  // namespace jiaokan
