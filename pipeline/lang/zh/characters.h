// What Han characters have in common: variants, shape, sound. Tables made from Unicode's Unihan data (characters.inc).
//
// Characters the tables do not hold are like nothing but themselves. Any language written with Han may use this.
#pragma once

#include <string>
#include <string_view>

namespace jiaokan {

bool zh_is_variant(char32_t a, char32_t b);           // simplified/traditional, or z- and semantic variants
double zh_shape_similarity(char32_t a, char32_t b, double least = 0);   // 0 … 1, graded by four-corner code, Cangjie letters, radical and strokes
// Of `others` those whose shape is like that of c (0.55 and more), in their order, c itself not: a text asks it of half a million pairs.
std::u32string zh_alike(char32_t c, std::u32string_view others);
bool zh_same_sound(char32_t a, char32_t b);           // a Mandarin reading in common, tones apart

// The simplified form of a traditional character; itself when it has none (simplified.inc).
char32_t zh_simplified(char32_t c);

// True for a character that simplified texts alone have: 梦, not 云, 后, 里 (simplified_alone.inc).
bool zh_is_simplified_alone(char32_t c);

// The sound of one character as pinyin without tone ("cheng"), its usual reading; "" when not known.
const char* zh_pinyin(char32_t c);

}  // namespace jiaokan
