// tex_math: the TeX of a formula → presentation MathML, as a tree that mathml.cc writes.
//
// In: TeX as engines and people write it (spaces between all signs are no harm). Out: the items of one row. False where it holds a command that
// is not in tex_commands.inc, or brackets that do not close: then the TeX stays what is shown. Never drops a sign that is printed.
// To add a command: one row in tex_commands.inc; one with arguments of a new kind, its function in tex_math.cc.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jiaokan {

struct MathItem {
  const char* name = "mrow";       // without its prefix
  std::u32string text;             // of mi, mn, mo, mtext
  std::vector<std::pair<const char*, const char*>> attributes;
  std::vector<MathItem> children;
  bool limits = false;             // what is set below and above it in a displayed formula stands under and over it
};
bool read_tex(std::u32string_view tex, std::vector<MathItem>& row);

}  // namespace jiaokan
