// TeX that is no formula: a number, a range, a unit, as engines write them ($3 0 { \sim } 6 0 \mathrm { m i n }$).
//
// In: TeX. Out: its pieces as plain text, raised or lowered or neither; none where it holds a variable or anything else that is mathematics.
// A command that a unit or number may hold is one row in plain_tex.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jiaokan {

struct PlainPiece {
  enum class Level : unsigned char { line, raised, lowered };
  std::u32string text;
  Level level = Level::line;
};
std::vector<PlainPiece> plain_tex(std::u32string_view tex);

}  // namespace jiaokan
