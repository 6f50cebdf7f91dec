#include "structure/list_text.h"

#include <algorithm>

#include "lang/script.h"

namespace jiaokan {

namespace {

// Whether the print has a line end behind character t: asked of the first version that has both.
bool line_ends_behind(const StructureDraft& d, uint32_t t) {
  for (size_t w = 0; w < d.collation.witnesses.size(); ++w) {
    const uint32_t here = d.collation.cell(d.text.column[t], w), next = d.collation.cell(d.text.column[t + 1], w);
    if (here == kNone || next == kNone) continue;
    const std::vector<uint32_t>& lines = d.collation.witnesses[w].lines;
    const auto line = [&](uint32_t i) { return std::upper_bound(lines.begin(), lines.end(), i); };
    return line(here) != line(next);
  }
  return false;
}

}  // namespace

void ListText::add(const StructureDraft& d, Span block) {
  const auto put = [&](char32_t c, uint32_t place, bool within) {
    chars.push_back(c);
    at.push_back(place);
    soft.push_back(within);
  };
  for (uint32_t i = block.begin; i < block.end; ++i) {
    put(d.text.chars[i], i, false);
    if (i + 1 < block.end && line_ends_behind(d, i)) put(U'\n', i + 1, true);
  }
  put(U'\n', block.end, false);
}

EntryText entry_text(const ListText& list, Span span) {
  EntryText out;
  for (uint32_t i = span.begin; i < span.end; ++i) {
    if (list.chars[i] != U'\n') {
      out.raw.push_back(list.chars[i]);
      out.places.push_back(list.at[i]);
    } else if (!list.soft[i] && i > span.begin && i + 1 < span.end && is_latin_letter(list.chars[i - 1]) && is_latin_letter(list.chars[i + 1])) {
      // An entry over several blocks: the line ends between them are not printed, but words stay apart.
      out.raw.push_back(U' ');
      out.places.push_back(list.at[i]);
    }
  }
  return out;
}

}  // namespace jiaokan
