// TeX → MathML: what is understood is understood whole; what is not is left to the TeX.
#include <gtest/gtest.h>

#include "jats/tex_math.h"
#include "model/unicode.h"

namespace jiaokan {
namespace {

std::string show(const MathItem& item) {
  std::string out = std::string(item.name) + "(" + to_utf8(item.text);
  for (const MathItem& child : item.children) out += show(child);
  return out + ")";
}

std::string read(std::u32string_view tex) {
  std::vector<MathItem> row;
  if (!read_tex(tex, row)) return "none";
  std::string out;
  for (const MathItem& item : row) out += show(item);
  return out;
}

TEST(TexMath, SpacesBetweenAllSigns) {
  EXPECT_EQ(read(U"1 0 . 0 5 ~ \\mathrm { m g / L }"), "mn(10.05)mspace()mrow(mi(mg)mo(/)mi(L))");
  EXPECT_EQ(read(U"x _ { i } ^ { 2 }"), "msubsup(mi(x)mi(i)mn(2))");
  EXPECT_EQ(read(U"x ^ 1 2"), "msup(mi(x)mn(1))mn(2)");
}

TEST(TexMath, Structures) {
  EXPECT_EQ(read(U"\\frac { a } { b }"), "mfrac(mi(a)mi(b))");
  EXPECT_EQ(read(U"\\sqrt [ 3 ] { x }"), "mroot(mi(x)mn(3))");
  EXPECT_EQ(read(U"\\sum _ { i = 1 } ^ { n } i"), "munderover(mo(∑)mrow(mi(i)mo(=)mn(1))mi(n))mi(i)");
  EXPECT_EQ(read(U"\\left\\{ \\begin{array} { l l } { a } & { b } \\\\ { c } & { d } \\end{array} \\right."),
            "mrow(mo({)mtable(mtr(mtd(mi(a))mtd(mi(b)))mtr(mtd(mi(c))mtd(mi(d)))))");
  EXPECT_EQ(read(U"\\hat { y } '"), "msup(mover(mi(y)mo(^))mo(′))");
  EXPECT_EQ(read(U"{ a \\over b }"), "mfrac(mi(a)mi(b))");
  EXPECT_EQ(read(U"\\operatorname* { m a x } _ { x }"), "munder(mi(max)mi(x))");
  EXPECT_EQ(read(U"\\mathbf { R } \\in \\mathbb { R }"), "mi(𝐑)mo(∈)mi(ℝ)");
}

TEST(TexMath, WhatIsNotUnderstood) {
  EXPECT_EQ(read(U"\\unknown { a }"), "none");
  EXPECT_EQ(read(U"{ a"), "none");
  EXPECT_EQ(read(U"a }"), "none");
  EXPECT_EQ(read(U"\\left( a"), "none");
  EXPECT_EQ(read(U"\\begin{array} { c } a"), "none");
  EXPECT_EQ(read(U""), "none");
  EXPECT_EQ(read(std::u32string(200, U'{') + std::u32string(200, U'}')), "none");
}

}  // namespace
}  // namespace jiaokan
