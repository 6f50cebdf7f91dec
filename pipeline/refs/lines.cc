#include "refs/lines.h"

#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

bool is_break(char32_t c) { return c == U'\n' || c == U'\r'; }

}  // namespace

bool has_lines(std::u32string_view entry) {
  // Without a way out, so that several are looked at at once: nearly no entry has any.
  uint32_t breaks = 0;
  for (const char32_t c : entry) breaks |= static_cast<uint32_t>(c == U'\n') | static_cast<uint32_t>(c == U'\r');
  return breaks != 0;
}

JoinedLines join_lines(std::u32string_view entry) {
  JoinedLines out;
  out.text.reserve(entry.size());
  out.origin.reserve(entry.size() + 1);
  const auto keep = [&](char32_t c, size_t at) {
    out.text.push_back(c);
    out.origin.push_back(static_cast<uint32_t>(at));
  };
  for (size_t i = 0; i < entry.size(); ++i) {
    if (!is_break(entry[i])) {
      keep(entry[i], i);
      continue;
    }
    size_t next = i;
    while (next < entry.size() && is_break(entry[next])) ++next;
    const char32_t before = out.text.empty() ? 0 : out.text.back(), after = next < entry.size() ? entry[next] : 0;
    const bool hyphen = (before == U'-' || before == U'⁃') && out.text.size() >= 2 && is_latin_letter(out.text[out.text.size() - 2]) && is_latin_letter(after);
    if (hyphen) {
      out.text.pop_back();
      out.origin.pop_back();
    } else if (!(is_digit(before) && is_digit(after)) && !(is_cjk(before) && is_cjk(after)) && before != U'/' && after != U'/' && before != U'-' && after != U'-') {
      keep(U' ', i);
    }
    i = next - 1;
  }
  out.origin.push_back(static_cast<uint32_t>(entry.size()));
  return out;
}

void restore_lines(const JoinedLines& joined, std::u32string_view entry, Reference& reference) {
  const auto back = [&](uint32_t at) { return at == 0 ? 0 : joined.origin[at]; };
  const auto span_back = [&](Span span) { return span.empty() ? Span{} : Span{joined.origin[span.begin], joined.origin[span.end - 1] + 1}; };
  for (RefPart& part : reference.parts) {
    const Span inner = part.span;
    part.span = {back(inner.begin), back(inner.end)};
    part.surname = span_back(part.surname);
    part.given = span_back(part.given);
    const bool broken = part.span.size() != inner.size() || has_lines(entry.substr(part.span.begin, part.span.size()));
    if (broken && part.value.empty() && part.field != RefField::separator && part.field != RefField::leftover)
      part.value = to_utf8(std::u32string_view(joined.text).substr(inner.begin, inner.size()));
  }
  reference.raw = std::u32string(entry);
}

}  // namespace jiaokan
