// Plain text: lines, pages at form feeds, blocks between blank lines. What the lines mean is cleaning's work.
#include "lang/script.h"
#include "read/formats.h"

namespace jiaokan {

namespace {

bool is_blank(const Witness& witness, Span line) {
  for (uint32_t i = line.begin; i < line.end; ++i)
    if (witness.role[i] == Role::text) return false;
  return true;
}

}  // namespace

void read_plain(Witness& witness, Span part, Diags&) {
  for (uint32_t i = part.begin; i + 1 < part.end; ++i)
    if (witness.chars[i] == U'\f') witness.pages.push_back({i + 1, "", 1});
  const auto first = std::lower_bound(witness.lines.begin(), witness.lines.end(), part.begin);
  bool open = false;
  for (auto line = first; line != witness.lines.end(); ++line) {
    const Span span{*line, line + 1 == witness.lines.end() ? part.end : *(line + 1)};
    if (is_blank(witness, span)) {
      open = false;
    } else if (open) {
      witness.blocks.back().span.end = span.end;
    } else {
      witness.blocks.push_back({span, BlockKind::paragraph, 0, 1, false});
      open = true;
    }
  }
}

}  // namespace jiaokan
