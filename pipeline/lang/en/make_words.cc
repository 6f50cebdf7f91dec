// Writes the hashes of word lists, sorted, and how common each word is: make_words OUT.inc LIST.LEVEL… (one word a line; SCOWL's levels, 10 the
// commonest). Of a word in several lists the commonest level counts.
#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "lang/en/word_hash.h"

namespace {

// Bytes fit the source better than levels do.
int rank_of(int level) { return level <= 10 ? 1 : level <= 20 ? 2 : level <= 35 ? 3 : level <= 40 ? 4 : level <= 50 ? 5 : level <= 55 ? 6 : 7; }

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::map<uint32_t, int> ranks;   // by hash
  for (int i = 2; i < argc; ++i) {
    const std::string name = argv[i];
    const int rank = rank_of(std::atoi(name.substr(name.rfind('.') + 1).c_str()));
    std::ifstream in(name);
    for (std::string line; std::getline(in, line);) {
      if (!std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 128; })) continue;   // café
      const std::u32string word(line.begin(), line.end());
      const auto [place, fresh] = ranks.emplace(jiaokan::en_word_hash(word.data(), word.data() + word.size()), rank);
      if (!fresh) place->second = std::min(place->second, rank);
    }
  }
  if (ranks.empty()) ranks.emplace(0, 0);
  std::ofstream out(argv[1]);
  const auto write = [&](const char* type, const char* table, const auto& value_of) {
    out << "constexpr " << type << " " << table << "[] = {\n";
    size_t n = 0;
    for (const auto& row : ranks) out << value_of(row) << (++n % 12 == 0 ? ",\n" : ",");
    out << "};\n";
  };
  write("uint32_t", "kHashes", [](const auto& row) { return row.first; });
  write("uint8_t", "kRanks", [](const auto& row) { return row.second; });
  // Where the hashes with these top bits begin, so that a word is looked for among a few.
  out << "constexpr int kTopBits = " << jiaokan::kTopBitsOfHash << ";\nconstexpr uint32_t kBegins[] = {\n";
  auto row = ranks.begin();
  for (uint64_t top = 0, n = 0; top <= uint64_t{1} << jiaokan::kTopBitsOfHash; ++top) {
    while (row != ranks.end() && row->first >> (32 - jiaokan::kTopBitsOfHash) < top) ++row, ++n;
    out << n << (top % 12 == 11 ? ",\n" : ",");
  }
  out << "};\n";
  return out.good() ? 0 : 1;
}
