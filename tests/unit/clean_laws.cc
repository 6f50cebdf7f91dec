// Cleaning twice is cleaning once, and cleaning alters no character: over the first input, the fuzzers' corpora, text that a random
// hand has damaged, and, where JIAOKAN_DATA says where they are, real OCR'd articles.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "clean/clean.h"
#include "model/unicode.h"
#include "read/read.h"

namespace jiaokan {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string source_folder() {
  const char* const folder = std::getenv("JIAOKAN_SOURCE");
  return folder != nullptr ? folder : ".";
}

Witness read_one(const std::string& name, std::string bytes) {
  Diags diags;
  std::vector<Source> sources;
  sources.push_back({name, std::move(bytes), "", ""});
  return read(name, std::move(sources), WitnessKind::unknown, diags);
}

// The first thing in which two cleanings differ, in words; empty when they are the same.
std::string difference(const Witness& once, const Witness& twice) {
  if (once.chars != twice.chars || once.offset != twice.offset) return "characters";
  for (size_t i = 0; i < once.role.size(); ++i)
    if (once.role[i] != twice.role[i]) {
      const size_t from = i > 12 ? i - 12 : 0;
      return "role " + std::to_string(static_cast<int>(once.role[i])) + " became " + std::to_string(static_cast<int>(twice.role[i])) + " at " + std::to_string(i) + ": " +
             to_utf8(once.chars.substr(from, i - from)) + "|" + to_utf8(once.chars.substr(i, 12));
    }
  if (once.blocks.size() != twice.blocks.size()) return "number of blocks";
  for (size_t i = 0; i < once.blocks.size(); ++i) {
    const Block &a = once.blocks[i], &b = twice.blocks[i];
    if (a.span.begin != b.span.begin || a.span.end != b.span.end || a.kind != b.kind || a.level != b.level || a.starts != b.starts || a.page_break_before != b.page_break_before)
      return "block at " + std::to_string(a.span.begin) + ": " + to_utf8(once.chars.substr(a.span.begin, 20)) + ": kind " + std::to_string(static_cast<int>(a.kind)) + " " +
             std::to_string(static_cast<int>(b.kind)) + ", starts " + std::to_string(a.starts) + " " + std::to_string(b.starts) + ", page break " + std::to_string(a.page_break_before) + " " + std::to_string(b.page_break_before);
  }
  if (once.marks.size() != twice.marks.size()) return "marks " + std::to_string(once.marks.size()) + " " + std::to_string(twice.marks.size());
  if (once.pages.size() != twice.pages.size()) return "pages " + std::to_string(once.pages.size()) + " " + std::to_string(twice.pages.size());
  if (once.facts.size() != twice.facts.size()) return "facts " + std::to_string(once.facts.size()) + " " + std::to_string(twice.facts.size());
  return once.changes.size() == twice.changes.size() ? "" : "a second cleaning puts changes on record";
}

void check(const std::string& name, std::string bytes) {
  Diags diags;
  const Witness once = clean(read_one(name, std::move(bytes)), diags);
  const Witness twice = clean(once, diags);
  EXPECT_EQ(difference(once, twice), "") << name;
}

TEST(CleanLaws, CleaningTwiceIsCleaningOnce) {
  size_t files = 0;
  for (const char* folder : {"/input", "/tests/fuzz/corpus/read_clean", "/tests/clean", "/tests/read"})
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(source_folder() + folder)) {
      if (!entry.is_regular_file() || entry.path().extension() == ".toml") continue;
      for (const char* name : {"a.txt", "a.md"}) check(name, bytes_of(entry.path()));
      ++files;
    }
  EXPECT_GT(files, 5u);
}

TEST(CleanLaws, CleaningTwiceIsCleaningOnceOnDamagedText) {
  std::mt19937 random(7);
  const std::string seed = bytes_of(source_folder() + "/tests/fuzz/corpus/read_clean/two_pages") + bytes_of(source_folder() + "/tests/fuzz/corpus/read_clean/markdown");
  for (int round = 0; round < 300; ++round) {
    std::string bytes = seed;
    for (int hit = 0; hit < 20; ++hit) {
      const size_t at = random() % bytes.size();
      switch (random() % 4) {
        case 0: bytes.erase(at, random() % 9); break;
        case 1: bytes.insert(at, "\n"); break;
        case 2: bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 60)); break;
        default: bytes[at] = static_cast<char>(random()); break;
      }
    }
    check(round % 2 == 0 ? "a.txt" : "a.md", bytes);
  }
}

TEST(CleanLaws, CleaningTwiceIsCleaningOnceOnRealArticles) {
  const char* const data = std::getenv("JIAOKAN_DATA");
  if (data == nullptr) GTEST_SKIP() << "JIAOKAN_DATA is not set";
  for (const char* folder : {"/corpus-dev/md", "/bench-dev"})
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(std::string(data) + folder)) {
      if (!entry.is_regular_file() || (entry.path().extension() != ".md" && entry.path().extension() != ".txt")) continue;
      check(entry.path().filename().string(), bytes_of(entry.path()));
    }
}

}  // namespace
}  // namespace jiaokan
