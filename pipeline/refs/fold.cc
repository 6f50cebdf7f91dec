#include "refs/fold.h"

#include "lang/fold.h"
#include "lang/script.h"

namespace jiaokan {

std::u32string fold_reference(std::u32string_view text) {
  std::u32string out(text);
  for (char32_t& c : out) {
    if (c < 0x80) continue;
    if (c >= U'Ａ' && c <= U'Ｚ') c = c - U'Ａ' + U'A';
    else if (std::u32string_view(U"“”‘’「」『』《》〈〉").find(c) != std::u32string_view::npos) continue;   // they say where a title ends
    else if (!is_latin_letter(c)) c = fold(c);
    else if (c >= U'ａ' && c <= U'ｚ') c = c - U'ａ' + U'a';
  }
  return out;
}

}  // namespace jiaokan
