// How sure a field is: less where something speaks against it, and how much is the same for all that only it speaks against.
#include <gtest/gtest.h>

#include "model/unicode.h"
#include "refs/fields.h"
#include "refs/refs.h"

namespace jiaokan {
namespace {

float confidence(const char* string, std::string_view name) {
  for (const ReferenceField& field : fields_of(parse_reference(from_utf8(string))))
    if (field.name == name) return field.confidence;
  return -1;
}

struct Row {
  const char* sure;     // the field is sure in this string
  const char* unsure;   // and less so in this one
  const char* field;
};
constexpr Row kRows[] = {
    {"林晓. 集市[M]. 昆明: 滇池出版社, 2003: 27.", "林晓. 集市[M]. 昆明: 滇池, 2003: 27.", "publisher"},
    {"林晓. 集市[M]. 昆明: 滇池出版社, 2003: 27.", "林晓. 集市[M]. 滇池边: 滇池出版社, 2003: 27.", "place"},
    {"林晓. 集市[J]. 乡土, 2016, 3(2): 115-126.", "林晓. 集市[J]. 乡土, 2016, 3(2): 526-115.", "pages"},
    {"林晓. 集市[J]. 乡土, 2016, 3(2): 5-6.", "林晓. 集市[J]. 乡土, 2Ol6, 3(2): 5-6.", "year"},
    {"林晓. 集市[J]. 乡土, 2016, 3(2): 5-6.", "林晓. 集市[J]. 乡土, 2016, 3: 5-6.", "volume"},
    {"林晓. 集市[J]. 乡土, 2016, 3(2): 5-6.", "林晓. 集市. 乡土, 2016, 3(2): 5-6.", "title"},
    {"林晓. 集市(一)[J]. 乡土, 2016, 3(2): 5-6.", "林晓. 集市(一[J]. 乡土, 2016, 3(2): 5-6.", "title"},
};

TEST(RefsConfidence, LessWhereSomethingSpeaksAgainst) {
  for (const Row& row : kRows) {
    EXPECT_EQ(confidence(row.sure, row.field), 1) << row.field << " of " << row.sure;
    EXPECT_LT(confidence(row.unsure, row.field), 1) << row.field << " of " << row.unsure;
    EXPECT_GT(confidence(row.unsure, row.field), 0) << row.field << " of " << row.unsure;
  }
}

}  // namespace
}  // namespace jiaokan
