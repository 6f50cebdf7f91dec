// Lines of JSON: the quick reading and the library's say the same.
#include <gtest/gtest.h>

#include "json_lines.h"

namespace jiaokan {
namespace {

struct Row {
  const char* line;
  bool good;
  const char *id, *reference;
};
constexpr Row kRows[] = {
    {R"({"id": 7, "string": "林晓. 集市[M]."})", true, "7", "林晓. 集市[M]."},
    {R"({"id": "a\"b", "string": "a\\b\/c\n\u6797\ud83d\ude00"})", true, R"("a\"b")", "a\\b/c\n林😀"},
    {R"({"string":"x","more":{"string":"y"},"id":null})", true, "null", "x"},
    {R"({"string":"x","list":["a",{"string":"y"}],"n":-1.5e3,"yes":true})", true, "", "x"},
    {R"({ "id" : "甲" , "string" : "" } )", true, "\"甲\"", ""},
    {R"({"string":"x")", false, "", ""},
    {R"(["string"])", false, "", ""},
    {R"({"string":"x",})", false, "", ""},
    {R"({"string":"\ud83d"})", false, "", ""},
    {R"({"string":"x"} y)", false, "", ""},
    {"{\"string\":\"a\tb\"}", false, "", ""},
};

TEST(JsonLines, each_line_is_read_or_refused) {
  for (const Row& row : kRows) {
    JsonLine out;
    EXPECT_EQ(read_json_line(row.line, out), row.good) << row.line;
    if (!row.good) continue;
    EXPECT_EQ(out.id, row.id) << row.line;
    EXPECT_EQ(out.reference, row.reference) << row.line;
  }
}

}  // namespace
}  // namespace jiaokan
