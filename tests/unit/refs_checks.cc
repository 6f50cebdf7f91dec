// What a reference can be asked whatever it says: one string that passes, one that fails the check named.
#include <gtest/gtest.h>

#include "model/unicode.h"
#include "refs/checks.h"
#include "refs/refs.h"

namespace jiaokan {
namespace {

FailedChecks checks(const char* string) { return failed_checks(parse_reference(from_utf8(string))); }

struct Row {
  const char* sound;
  const char* failing;
  RefCheck check;
};
constexpr Row kRows[] = {
    {"林晓. 集市[J]. 乡土, 2016, 3(2): 115-126.", "林晓. 集市[J]. 乡土, 2016, 3(2): 526-115.", RefCheck::pages},
    {"林晓. 集市[J]. 乡土, 2016, 3(2): 115-26, 131.", "林晓. 集市[J]. 乡土, 2016, 3(2): 115-126,13.", RefCheck::pages},
    {"林晓. 集市[M]. 昆明: 滇池出版社, 2003: 27.", "林晓. 集市[M]. 2003: 27.", RefCheck::source},
    {"林晓. 集市[EB/OL]. (2014-05-20). http://a.example.org/b.", "林晓. 集市[EB/OL]. (2014-05-20).", RefCheck::source},
    {"林晓. 集市[J]. 乡土, 2016, 3(2): 5-6.", "林晓. 集市[K]. 乡土, 2016, 3(2): 5-6.", RefCheck::mark},
    {"林晓. 集市[J]. 乡土, 2016, 3(2): 5-6.", "林晓. 集市[J]. 乡土, 3(2): 5-6.", RefCheck::year},
    {"林晓. 集市[J]. 乡土, 2016, 3(2): 5-6.", "林晓. 集市[J]. 乡土, 2Ol6, 3(2): 5-6.", RefCheck::digits},
    {"林晓. 集市(一)[J]. 乡土, 2016, 3(2): 5-6.", "林晓. 集市(一[J]. 乡土, 2016, 3(2): 5-6.", RefCheck::brackets},
    {"林晓. 集市[J]. 乡土, 2016, 3(2): 5-6. DOI: 10.55555/a.1.", "林晓. 集市[J]. 乡土, 2016, 3(2): 5-6. DOI: 10.5/a.1.", RefCheck::identifier},
    {"林晓. 集市[M]. 昆明: 滇池出版社, 2003. ISBN 978-7-302-51178-6.", "林晓. 集市[M]. 昆明: 滇池出版社, 2003. ISBN 978-7-302-51178-5.", RefCheck::identifier},
    {"林晓. 集市. 昆明: 滇池出版社, 2003. ISBN 978-7-302-51178-6. 288", "林晓. 集市. 昆明: 滇池出版社, 2003. ISBN 978-7-302-51178-5. 288", RefCheck::identifier},
    {"集市学会. 集市[J]. 1984, 1(1)-. 昆明: 集市学会, 1984-.", "林晓. 集市[J]. 2016, 3(2): 5-6.", RefCheck::source},
    {"集市学会. 集市分布图[CM/OL]. http://a.example.org/b.", "集市学会. 集市分布图[CM].", RefCheck::year},
    {"林晓. 集市[J]. 乡土, 2016, 3(2): 5-6. ISSN 0378-5955.", "林晓. 集市[J]. 乡土, 2016, 3(2): 5-6. ISSN 0378-5956.", RefCheck::identifier},
};

TEST(RefsChecks, each_check_passes_and_fails) {
  for (const Row& row : kRows) {
    EXPECT_EQ(checks(row.sound)[row.check], 0) << name_of(row.check) << " of " << row.sound;
    EXPECT_GT(checks(row.failing)[row.check], 0) << name_of(row.check) << " of " << row.failing;
  }
}

TEST(RefsChecks, what_no_rule_reads_makes_the_reading_worse) {
  const auto reading = [](const char* string) { return reading_of(parse_reference(from_utf8(string))); };
  EXPECT_EQ(reading("林晓. 集市[J]. 乡土, 2016, 3(2): 5-6."), 0);
  EXPECT_LT(reading("林晓. 集市[J]. 乡土, 2016, 3(2) 加 5-6 町."), 0);
}

}  // namespace
}  // namespace jiaokan
