#include "reconcile/unencoded.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "reconcile/loci.h"

namespace jiaokan {

namespace {

struct Sort {
  char32_t from, to;
  const char* name;
};
constexpr Sort kSorts[] = {
    {0x2FF0, 0x2FFF, "description"},     {0x31EF, 0x31EF, "description"},  {0xE000, 0xF8FF, "private use"},       {0xF900, 0xFAFF, "compatibility"},
    {0xFFFD, 0xFFFD, "lost"},            {0x2F800, 0x2FA1F, "compatibility"}, {0xF0000, 0xFFFFD, "private use"}, {0x100000, 0x10FFFD, "private use"},
};
constexpr size_t kLongestDescription = 24;

const Sort* sort_of(char32_t c) {
  if (c < kSorts[0].from) return nullptr;
  for (const Sort& sort : kSorts)
    if (c >= sort.from && c <= sort.to) return &sort;
  return nullptr;
}

bool is_operator(char32_t c) { return (c >= 0x2FF0 && c <= 0x2FFF) || c == 0x31EF; }
size_t parts_of(char32_t c) { return c == 0x2FF2 || c == 0x2FF3 ? 3 : c == 0x2FFE || c == 0x2FFF ? 1 : 2; }

// How long the description that begins here is; 1 where it is none.
size_t description_at(std::u32string_view text) {
  size_t wanted = 1;
  for (size_t i = 0; i < std::min(text.size(), kLongestDescription); ++i) {
    wanted += is_operator(text[i]) ? parts_of(text[i]) - 1 : 0;
    if (!is_operator(text[i])) {
      if (!is_han(text[i]) && sort_of(text[i]) == nullptr) return 1;
      if (--wanted == 0) return i + 1;
    }
  }
  return 1;
}

std::string code_of(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) out += (out.empty() ? "" : " ") + fmt::format("U+{:04X}", static_cast<uint32_t>(c));
  return out;
}

}  // namespace

std::vector<Unencoded> find_unencoded(Collation& collation, Diags& diags) {
  std::vector<Unencoded> out;
  const size_t n = collation.witnesses.size();
  // Nearly no text has one.
  const bool any = std::any_of(collation.witnesses.begin(), collation.witnesses.end(), [](const Witness& w) { return std::any_of(w.chars.begin(), w.chars.end(), [](char32_t c) { return sort_of(c) != nullptr; }); });
  if (!any) return out;
  std::map<std::u32string, size_t> known;
  std::vector<Locus> found;
  LociAhead loci(collation);
  // The character that all witnesses have in a column outside of loci; 0: there is none.
  const auto agreed = [&](uint32_t column) {
    if (loci.have(column)) return U'\0';
    for (size_t w = 0; w < n; ++w)
      if (const uint32_t i = collation.cell(column, w); i != kNone) return collation.witnesses[w].chars[i];
    return U'\0';
  };
  for (uint32_t column = 0; column < collation.columns(); ++column) {
    const char32_t c = agreed(column);
    const Sort* const sort = c == 0 ? nullptr : sort_of(c);
    if (sort == nullptr) continue;
    // The unified ideographs among the compatibility ones stand for nothing else.
    const char32_t unified = fold(c);
    if (sort->from >= 0xF900 && sort->name == std::string_view("compatibility") && unified == c) continue;
    std::u32string text(1, c);
    if (is_operator(c)) {
      const LociAhead back = loci;
      for (uint32_t k = column + 1; k < collation.columns() && text.size() < kLongestDescription; ++k) {
        const char32_t next = agreed(k);
        if (next == 0) break;
        text.push_back(next);
      }
      loci = back;
      text.resize(description_at(text));
    }
    const auto [row, fresh] = known.emplace(text, out.size());
    if (fresh) out.push_back({text, sort->name, unified == c ? U"" : std::u32string(1, unified), 0, column});
    ++out[row->second].count;
    Locus place;
    place.begin = column;
    place.end = column + static_cast<uint32_t>(text.size());
    place.cls = LocusClass::unencoded;
    place.id = 1;
    place.readings.push_back({text, {}});
    for (uint16_t w = 0; w < n; ++w)
      if (collation.cell(column, w) != kNone) place.readings[0].witnesses.push_back(w);
    found.push_back(std::move(place));
    column += static_cast<uint32_t>(text.size()) - 1;
  }
  for (const Unencoded& one : out) diags.push_back({Code::character_unencoded, {}, fmt::format("{} {} ({}), {} time{}", to_utf8(one.text), code_of(one.text), one.sort, one.count, one.count == 1 ? "" : "s")});
  add_loci(collation, std::move(found));
  return out;
}

}  // namespace jiaokan
