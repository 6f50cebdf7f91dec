#include "jats/mathml.h"

#include "jats/tex_math.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

void write_item(Node parent, const MathItem& item) {
  Node node = add(parent, (std::string("mml:") + item.name).c_str());
  for (const auto& [name, value] : item.attributes) set(node, name, std::string_view(value));
  if (!item.text.empty()) add_text(node, item.text);
  for (const MathItem& child : item.children) write_item(node, child);
}

}  // namespace

void write_tex(Node formula, const std::string& tex, FormulaPlace place) {
  std::vector<MathItem> row;
  if (!read_tex(from_utf8(tex), row)) {
    add(formula, "tex-math", tex);
    return;
  }
  Node both = add(formula, "alternatives");
  add(both, "tex-math", tex);
  Node math = add(both, "mml:math");
  if (place == FormulaPlace::displayed) set(math, "display", std::string_view("block"));
  for (const MathItem& item : row) write_item(math, item);
}

}  // namespace jiaokan
