// Two types of one name in one namespace are one type to the linker: a reference's destructor once freed another stage's memory.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>

namespace jiaokan {
namespace {

TEST(Names, NoTwoHeadersDefineTheSameType) {
  const char* top = std::getenv("JIAOKAN_SOURCE");
  if (!top) GTEST_SKIP() << "JIAOKAN_SOURCE is not set";
  std::map<std::string, std::string> defined_in;
  const std::regex definition(R"(^(?:struct|class) (\w+)[^;()]*\{)");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(top) + "/pipeline")) {
    if (entry.path().extension() != ".h") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      std::smatch found;
      if (!std::regex_search(line, found, definition)) continue;
      const auto [before, fresh] = defined_in.emplace(found[1], entry.path());
      EXPECT_TRUE(fresh) << found[1] << " in " << before->second << " and " << entry.path();
    }
  }
}

}  // namespace
}  // namespace jiaokan
