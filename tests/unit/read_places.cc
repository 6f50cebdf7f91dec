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
    {"a.hocr", R"(<p class="ocr_page"><span class="ocrx_word" title="bbox 1 2 60 40; x_wconf 90">文<span class="ocrx_cinfo" title="bbox 1 2 30 40; x_conf 50">字</span></span></p>)", 0.5F, 30},
    {"a.xml", R"(<alto><String CONTENT="文字" WC="0.5" CC="0 9" HPOS="10" VPOS="2" WIDTH="20" HEIGHT="9"/></alto>)", 0, 30},
    {"a.xml", R"(<alto><String CONTENT="文字" HPOS="10" VPOS="2" WIDTH="20" HEIGHT="9"><Glyph CONTENT="文" GC="1"/><Glyph CONTENT="字" GC="0.25"/></String></alto>)", 0.25F, 30},
};

TEST(ReadPlaces, PagesKnowTheirSizeAndPicture) {
  const Known pages[] = {
      {"a.hocr", R"(<div class="ocr_page" title='image "p 1.png"; bbox 0 0 80 60; lpageno 7'>字</div>)", 0, 80},
      {"a.xml", R"(<alto><fileName>p 1.png</fileName><Page PRINTED_IMG_NR="7" WIDTH="80" HEIGHT="60"><String CONTENT="字"/></Page></alto>)", 0, 80},
      {"a.xml", R"(<PcGts><Page imageFilename="p 1.png" imageWidth="80" imageHeight="60"><TextRegion><TextEquiv><Unicode>字</Unicode></TextEquiv></TextRegion></Page></PcGts>)", 0, 80},
  };
  for (const Known& known : pages) {
    const Witness witness = read_one(known.name, known.bytes);
    ASSERT_EQ(witness.pages.size(), 1U) << known.bytes;
    EXPECT_FLOAT_EQ(witness.pages[0].width, known.x1);
    EXPECT_FLOAT_EQ(witness.pages[0].height, 60);
    EXPECT_EQ(witness.pages[0].picture, "p 1.png");
  }
}

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
