// Notes on a person, as Chinese journals print them: 周砚（1978—），男，…; 周砚男1978年9月生.
#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

bool is_sex(std::u32string_view text) { return text.size() > 1 && (text[0] == U'男' || text[0] == U'女') && !is_letter(text[1]); }

}  // namespace

bool tells_of_person(std::u32string_view behind_name) {
  std::u32string_view text = behind_name;
  if (is_sex(text)) return true;
  if (text.empty() || std::u32string_view(U"，,（(").find(text[0]) == std::u32string_view::npos) return false;
  text.remove_prefix(1);
  if (is_sex(text)) return true;
  constexpr size_t kYear = 4, kNear = 12;   // 年10月15日出生
  if (text.size() <= kYear || !std::all_of(text.begin(), text.begin() + kYear, is_digit)) return false;
  const std::u32string_view rest = text.substr(kYear, kNear);
  return fold(rest[0]) == U'-' || (rest[0] == U'年' && rest.find(U'生') < rest.find_first_of(U"，。,"));
}

bool is_note_on_person(std::u32string_view text) {
  for (size_t name = 2; name <= 4 && name < text.size() && is_han(text[name - 1]); ++name)
    if (is_han(text[0]) && tells_of_person(text.substr(name))) return true;
  return false;
}

}  // namespace jiaokan
