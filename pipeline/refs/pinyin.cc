#include "refs/pinyin.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kInitials[] = {U"zh", U"ch", U"sh", U"b", U"p", U"m", U"f", U"d", U"t", U"n", U"l", U"g", U"k", U"h", U"j", U"q", U"x", U"r", U"z", U"c", U"s", U"y", U"w", U""};
constexpr std::u32string_view kFinals[] = {U"iang", U"iong", U"uang", U"ang", U"eng", U"iao", U"ian", U"ing", U"ong", U"uai", U"uan", U"ai", U"an", U"ao", U"ei", U"en", U"er", U"ia",
                                           U"ie", U"in", U"iu", U"ou", U"ua", U"ui", U"un", U"uo", U"ue", U"ve", U"a", U"e", U"i", U"o", U"u", U"v", U"ü"};

}  // namespace

bool is_pinyin(std::u32string_view word, int least, int most) {
  if (word.empty()) return least <= 0;
  if (most == 0) return false;
  for (const std::u32string_view initial : kInitials) {
    if (!word.starts_with(initial)) continue;
    const std::u32string_view rest = word.substr(initial.size());
    for (const std::u32string_view final : kFinals)
      if (rest.starts_with(final) && is_pinyin(rest.substr(final.size()), least - 1, most - 1)) return true;
  }
  return false;
}

}  // namespace jiaokan
