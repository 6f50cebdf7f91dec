// What must hold of any reference: its parts, joined, are the string; every span lies within. On strings that a random hand has made of real signs,
// on notes of several works, and, where JIAOKAN_DATA says where they are, on every string of every file of real references.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "model/unicode.h"
#include "refs/note_citations.h"
#include "refs/refs.h"

namespace fs = std::filesystem;

namespace jiaokan {
namespace {

void check_parts(const Reference& reference) {
  uint32_t at = 0;
  const uint32_t size = static_cast<uint32_t>(reference.raw.size());
  for (const RefPart& part : reference.parts) {
    ASSERT_EQ(part.span.begin, at) << to_utf8(reference.raw);
    ASSERT_LE(part.span.begin, part.span.end) << to_utf8(reference.raw);
    ASSERT_LE(part.surname.end, size) << to_utf8(reference.raw);
    ASSERT_LE(part.given.end, size) << to_utf8(reference.raw);
    at = part.span.end;
  }
  ASSERT_EQ(at, size) << to_utf8(reference.raw);
}

void check(const std::u32string& text) {
  const Reference reference = parse_reference(text);
  ASSERT_TRUE(reference.raw == text) << to_utf8(text);
  check_parts(reference);
  uint32_t last = 0;
  for (const NoteCitation& citation : find_note_citations(text)) {
    ASSERT_TRUE(last <= citation.span.begin && citation.span.begin < citation.span.end && citation.span.end <= text.size()) << to_utf8(text);
    ASSERT_TRUE(citation.reference.raw == text.substr(citation.span.begin, citation.span.size())) << to_utf8(text);
    check_parts(citation.reference);
    last = citation.span.end;
  }
}

TEST(RefsLaws, NothingIsLostOfStringsMadeAtRandom) {
  const std::u32string_view pieces[] = {U"张三", U"李四", U"Weber K", U"et al", U"等", U"《集市》", U"集市", U"[J]", U"[M]", U"［A］", U"//", U"同上", U"前引[3]", U"同注③", U"Ibid., p. 5", U"参见", U"载", U"主编", U"译",
                                        U"2016", U"20l6", U"(4)", U"第65页", U"第6\n5页", U"6. Aufl.", U"Bd. I", U"2e éd.", U"hrsg. von", U"北京", U"商务印书馆", U"Berlin: Springer", U"http://a.example/b", U"10.1000/x",
                                        U",", U"，", U". ", U"．", U"。", U": ", U"：", U"; ", U"；", U"(", U"）", U"[", U"］", U"-", U"～", U" ", U"\n", U"①", U"“", U"”", U"/", U"?"};
  std::mt19937 random(7714);
  for (int round = 0; round < 20000; ++round) {
    std::u32string text;
    for (uint32_t n = 1 + random() % 24; n > 0; --n) text += pieces[random() % std::size(pieces)];
    check(text);
    if (HasFatalFailure()) return;
  }
}

TEST(RefsLaws, NothingIsLostOfRealStrings) {
  const char* const data = std::getenv("JIAOKAN_DATA");
  if (data == nullptr) GTEST_SKIP() << "JIAOKAN_DATA is not set";
  size_t strings = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(std::string(data) + "/refs-dev")) {
    if (entry.path().extension() != ".jsonl") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      const nlohmann::json row = nlohmann::json::parse(line, nullptr, false);
      if (!row.is_object()) continue;
      for (const char* field : {"string", "text", "html"})
        if (row.contains(field) && row[field].is_string()) {
          check(from_utf8(row[field].get<std::string>()));
          ++strings;
          if (HasFatalFailure()) return;
        }
    }
  }
  EXPECT_GT(strings, 1000U);
}

}  // namespace
}  // namespace jiaokan
