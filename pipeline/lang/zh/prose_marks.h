// How probable each mark is between two characters of Chinese prose: from the characters on both sides, and how far the marks before and after are.
//
// A multinomial logistic regression over hashed features, its weights in prose_marks.inc (made by bench/fit/prose_marks.cc from articles that no
// bench has). It knows the marks of sentences alone; quotes, brackets and the rest are characters like others. Of other languages it says nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace jiaokan {

enum class ProseMark : uint8_t { none, comma, stop, pause, semicolon, colon, question };
constexpr size_t kProseMarks = 7;
constexpr size_t kProseReach = 48;   // characters on each side that can matter

// Which mark of a sentence a folded character is; ! counts as ?, and what is no such mark as none.
ProseMark prose_mark(char32_t folded);

// Natural logarithms of the probabilities of the marks in the gap between `left` and `right`: folded text of the paragraph, the nearest next to the gap.
std::array<double, kProseMarks> zh_prose_marks(std::u32string_view left, std::u32string_view right);

// The features of a gap: rows of the table of weights. For the program that fits them.
constexpr size_t kProseRows = size_t{1} << 15, kProseRowsInLine = 20;
void prose_features(std::u32string_view left, std::u32string_view right, std::vector<uint32_t>& out);

// A weight is a letter of the table: its place among these, less the middle, by this step.
constexpr std::string_view kWeightLetters = "#$%&'()*+,-./0123456789:;<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcde";
constexpr double kWeightStep = 0.1;

}  // namespace jiaokan
