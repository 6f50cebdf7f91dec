// The DTD that the program loads (one flattened file) and the official one judge alike: over the edition of the first input with
// elements dropped, doubled, renamed and moved by a random hand, and, where JIAOKAN_DATA says where they are, other publishers' files.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <pugixml.hpp>
#include <random>
#include <sstream>

#include "jats/jats.h"
#include "pipeline.h"

namespace jiaokan {
namespace {

namespace fs = std::filesystem;

struct Dtds {
  std::unique_ptr<JatsDtd> flat, official;
};

const Dtds& dtds() {
  static const Dtds both = [] {
    const char* const flat = std::getenv("JIAOKAN_FLAT_DTD");
    const char* const official = std::getenv("JIAOKAN_OFFICIAL_DTD");
    Dtds out;
    if (flat != nullptr && *flat != 0 && official != nullptr && *official != 0) out = {JatsDtd::open(flat), JatsDtd::open(official)};
    return out;
  }();
  return both;
}

std::string verdict(const JatsDtd& dtd, const std::string& xml) {
  Diags diags;
  std::string out = dtd.validate(xml, "article.xml", diags) ? "valid\n" : "invalid\n";
  for (const Diag& diag : diags) out += std::to_string(diag.place.begin) + ": " + diag.detail + '\n';
  return out;
}

std::string written(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "", pugi::format_raw);
  return out.str();
}

std::vector<pugi::xml_node> elements(const pugi::xml_document& document) {
  std::vector<pugi::xml_node> out;
  struct Collect : pugi::xml_tree_walker {
    std::vector<pugi::xml_node>& to;
    explicit Collect(std::vector<pugi::xml_node>& list) : to(list) {}
    bool for_each(pugi::xml_node& node) override {
      if (node.type() == pugi::node_element) to.push_back(node);
      return true;
    }
  } collect(out);
  const_cast<pugi::xml_document&>(document).traverse(collect);
  return out;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string seed_edition() {
  const char* const source = std::getenv("JIAOKAN_SOURCE");
  Job job;
  job.until = Stage::jats;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(std::string(source != nullptr ? source : ".") + "/input/naf/2020-02/006")) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    WitnessFiles witness{file.filename().string(), {}};
    witness.sources.push_back({witness.name, bytes_of(file), "", ""});
    job.witnesses.push_back(std::move(witness));
  }
  Diags diags;
  return make_edition(std::move(job), {}, diags).jats;
}

TEST(JatsDtd, FlatAndOfficialJudgeDamagedEditionsAlike) {
  if (dtds().flat == nullptr || dtds().official == nullptr) GTEST_SKIP() << "the official DTD is not here";
  const std::string seed = seed_edition();
  ASSERT_GT(seed.size(), 50000u);
  std::mt19937 random(11);
  size_t invalid = 0;
  constexpr int kRounds = 300;
  for (int round = 0; round < kRounds; ++round) {
    pugi::xml_document document;
    ASSERT_TRUE(document.load_buffer(seed.data(), seed.size(), pugi::parse_full));
    const std::vector<pugi::xml_node> all = elements(document);
    const auto any = [&] { return all[1 + random() % (all.size() - 1)]; };
    pugi::xml_node node = any();
    switch (round % 6) {
      case 0: node.parent().remove_child(node); break;
      case 1: node.parent().insert_copy_after(node, node); break;
      case 2: node.set_name(any().name()); break;
      case 3: {
        pugi::xml_node other = any();
        other.append_copy(node);
        break;
      }
      case 4:
        if (node.first_attribute()) node.remove_attribute(node.first_attribute());
        break;
      default: node.append_attribute(round % 12 == 5 ? "rid" : "no-such-attribute").set_value("nowhere"); break;
    }
    const std::string xml = written(document);
    const std::string flat = verdict(*dtds().flat, xml);
    ASSERT_EQ(flat, verdict(*dtds().official, xml)) << "round " << round;
    invalid += flat.starts_with("invalid");
  }
  EXPECT_GT(invalid, static_cast<size_t>(kRounds / 3));
  EXPECT_LT(invalid, static_cast<size_t>(kRounds));
}

TEST(JatsDtd, FlatAndOfficialJudgeOtherPublishersAlike) {
  if (dtds().flat == nullptr || dtds().official == nullptr) GTEST_SKIP() << "the official DTD is not here";
  const char* const data = std::getenv("JIAOKAN_DATA");
  if (data == nullptr) GTEST_SKIP() << "JIAOKAN_DATA is not set";
  size_t files = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(std::string(data) + "/jats-dev")) {
    if (entry.path().extension() != ".xml") continue;
    const std::string xml = bytes_of(entry.path());
    EXPECT_EQ(verdict(*dtds().flat, xml), verdict(*dtds().official, xml)) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 5u);
}

}  // namespace
}  // namespace jiaokan
