// The type mark [J] [EB/OL] and its damaged forms (specification 2, 14.2).
#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "refs/parser.h"

namespace jiaokan {

namespace {

struct MarkRow {
  std::u32string_view letters;
  RefType type;
};
constexpr MarkRow kMarks[] = {
#define MARK(letters, type) {U##letters, RefType::type},
#include "refs/marks.inc"
#undef MARK
};
constexpr std::u32string_view kCarriers[] = {U"OL", U"CD", U"DK", U"MT", U"MM"};

}  // namespace

bool read_mark(const std::u32string& text, uint32_t i, TypeMark& out) {
  if (i >= text.size() || (text[i] != U'[' && text[i] != U'(')) return false;
  const char32_t want = text[i] == U'[' ? U']' : U')';
  uint32_t k = i + 1;
  char32_t first = 0;
  std::u32string letters, carrier;
  bool slash = false;
  // A line end may stand inside, with the hyphen that it brought: "[D/O-⏎L]".
  for (; k < text.size() && k - i < 12; ++k) {
    const char32_t c = text[k];
    if (is_space(c) || (c == U'-' && k + 1 < text.size() && is_space(text[k + 1]))) continue;
    if (c == U'/' && k + 1 < text.size() && text[k + 1] == U'/') break;
    if (c == U'/' || c == U'|') {
      slash = true;
      continue;
    }
    if ((c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (slash && c == U'0')) {
      if (first == 0) first = c;
      (slash ? carrier : letters).push_back(c == U'0' ? U'O' : c >= U'a' ? c - 32 : c);
      continue;
    }
    break;
  }
  bool closed = k < text.size() && (text[k] == want || (want == U']' && among(text[k], U"[)」』")));
  if (!closed && want == U']' && !letters.empty()) {
    // The closing bracket read as another sign: [Jl [M1 [D! — or lost before the dot: [J.
    const auto ends = [&](uint32_t at) { return at >= text.size() || is_space(text[at]) || among(text[at], U".,/") || is_han(text[at]); };
    std::u32string& last = slash ? carrier : letters;
    if (k < text.size() && among(text[k], U"1!|") && ends(k + 1)) {
      closed = true;
    } else if (k > i + 2 && among(text[k - 1], U"lI") && last.size() >= 2 && ends(k)) {
      last.pop_back();
      --k;
      closed = true;
    } else if (k == i + 2 && k < text.size() && text[k] == U'.' && among(letters[0], U"JMNDR") && k + 1 < text.size() && !is_space(text[k + 1])) {
      --k;
      closed = true;
    }
  }
  if (!closed || letters.empty() || letters.size() > 5) return false;
  if (letters == U"EBIOL"sv || letters == U"EBOL"sv) {
    letters = U"EB";
    carrier = U"OL";
  }
  for (const MarkRow& row : kMarks) {
    if (row.letters != letters) continue;
    if (slash && std::find(std::begin(kCarriers), std::end(kCarriers), carrier) == std::end(kCarriers)) continue;
    // A round bracket is a mark only with one of the common letters; a small letter never there.
    if (want == U')' && (!among(letters[0], U"JMNCDRSP") || first >= U'a')) continue;
    out = {{i, k + 1}, to_utf8(letters), to_utf8(carrier), row.type};
    return true;
  }
  return false;
}

bool find_mark(const ReferenceDraft& d, uint32_t begin, uint32_t end, TypeMark& out) {
  for (const uint32_t i : d.landmarks.opens)
    if (i >= begin && i < end && !d.masked(i) && read_mark(d.text, i, out)) return true;
  return false;
}

}  // namespace jiaokan
