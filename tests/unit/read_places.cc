// Where the characters of formats with a syntax of their own stand, and what is known of each.
#include <gtest/gtest.h>

#include "model/unicode.h"
#include "read/read.h"

namespace jiaokan {
namespace {

Witness read_one(const std::string& name, const std::string& bytes) {
  Diags diags;
  return read(name, {{name, bytes, "", ""}}, WitnessKind::unknown, diags);
}

struct Row {
  const char* name;
  const char* bytes;
  const char* sign;       // a character of the text
  const char* written;    // the bytes it came from
};
const Row kRows[] = {
    {"a.json", R"([{"text": "甲\u4e2d乙"}])", "中", R"(\u4e2d)"},
    {"a.json", R"([{"text": "甲\ud842\udfb7乙"}])", "𠮷", R"(\ud842\udfb7)"},
    {"a.alto", R"(<alto><String CONTENT="甲&#x4e2d;乙"/></alto>)", "中", "&#x4e2d;"},
    {"a.hocr", R"(<p class="ocr_page">甲&amp;乙</p>)", "&", "&amp;"},
};

TEST(ReadPlaces, ASignIsOneCharacterThatHasAllItsBytes) {
  for (const Row& row : kRows) {
    const Witness witness = read_one(row.name, row.bytes);
    const size_t at = witness.chars.find(from_utf8(row.sign)[0]);
    ASSERT_NE(at, std::u32string::npos) << row.bytes;
    const Place place = place_of(witness, {static_cast<uint32_t>(at), static_cast<uint32_t>(at) + 1});
    EXPECT_EQ(witness.sources[0].bytes.substr(place.begin, place.end - place.begin), row.written);
  }
}

struct Known {
  const char* name;
  const char* bytes;
  float confidence, x1;
};
const Known kKnown[] = {
    {"a.hocr", R"(<p class="ocr_page"><span class="ocrx_word" title="bbox 1 2 30 40; x_wconf 50">字</span></p>)", 0.5F, 30},
    {"a.xml", R"(<alto><String CONTENT="字" WC="0.5" HPOS="10" VPOS="2" WIDTH="20" HEIGHT="9"/></alto>)", 0.5F, 30},
    {"a.xml", R"(<PcGts><Page><TextRegion><TextLine><Coords points="1,2 30,9"/><TextEquiv conf="0.5"><Unicode>字</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>)", 0.5F, 30},
};

TEST(ReadPlaces, CharactersHaveTheBoxAndConfidenceOfTheirWord) {
  for (const Known& known : kKnown) {
    const Witness witness = read_one(known.name, known.bytes);
    const size_t at = witness.chars.find(U'字');
    ASSERT_NE(at, std::u32string::npos) << known.bytes;
    ASSERT_EQ(witness.box.size(), witness.chars.size());
    ASSERT_EQ(witness.confidence.size(), witness.chars.size());
    EXPECT_FLOAT_EQ(witness.confidence[at], known.confidence);
    EXPECT_FLOAT_EQ(witness.box[at].x1, known.x1);
  }
}

}  // namespace
}  // namespace jiaokan
