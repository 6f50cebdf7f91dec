#include <gtest/gtest.h>

#include "model/unicode.h"
#include "read/read.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kLine = U"江汉平原的堤防修筑长期依赖业民出资出力而官府则主要承担督催与协调的责任\n";
constexpr std::u32string_view kSentence = U"江汉平原的堤防修筑长期依赖业民出资出力，官府则主要承担督催与协调的责任。\n\n";

std::u32string repeated(std::u32string_view line, int times, std::u32string_view more = U"") {
  std::u32string out;
  for (int i = 0; i < times; ++i) out += line;
  return out.append(more);
}

struct Case {
  const char* name;
  std::u32string text;
  WitnessKind kind;
};

TEST(Read, a_kind_is_known_by_habits_and_not_by_names) {
  const Case cases[] = {
      {"hard lines, nothing guessed", repeated(kLine, 12, U"\n协修（CK）与分防(CF)见第2018—2020号；另见（图1）。\n"), WitnessKind::text_layer},
      {"hard lines of a narrow column, a paragraph that spans it", repeated(U"此后的半个世纪里，这一做法为各地\n所仿行，直到新的章程颁布为止。其\n", 12, kSentence), WitnessKind::text_layer},
      {"hard lines with spaces the typesetting left", repeated(kLine, 12, U"\n沈砚秋 卢 岳 山东 泰安 农业 大学\n"), WitnessKind::text_layer},
      {"brackets of two widths", repeated(kLine, 12, U"\n常规化肥（CK)与有机肥(BC）\n"), WitnessKind::ocr},
      {"a stroke for a dash", repeated(kLine, 12, U"\n一一以某州为中心，2018一2020年\n"), WitnessKind::ocr},
      {"half-width marks with spaces", repeated(kLine, 12, U"\n关键词: 堤工; 经费; 协修\n"), WitnessKind::ocr},
      {"Latin words run together", repeated(kLine, 12, U"\nEffects of biochar on soil,Journal of Soil.The case\n"), WitnessKind::ocr},
      {"specks", repeated(kLine, 12, U"\n经|济发©展\n"), WitnessKind::ocr},
      {"one sign is an author's slip", repeated(kLine, 12, U"\n常规化肥（CK)与有机肥\n"), WitnessKind::text_layer},
      {"whole paragraphs without Markdown", repeated(kSentence, 12), WitnessKind::vision_model},
      {"Markdown", U"# 题目\n\n" + repeated(kSentence, 8, U"## 一、引言\n\n正文^[1]。\n"), WitnessKind::vision_model},
      {"too little to tell", repeated(kLine, 2), WitnessKind::unknown},
  };
  for (const Case& c : cases) {
    Source source;
    source.name = "a.txt";
    source.bytes = to_utf8(c.text);
    Diags diags;
    EXPECT_EQ(read("a.txt", {source}, WitnessKind::unknown, diags).kind, c.kind) << c.name;
  }
}

}  // namespace

}  // namespace jiaokan
