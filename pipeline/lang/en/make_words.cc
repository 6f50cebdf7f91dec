// Writes the hashes of word lists, sorted: make_words OUT.inc LIST… (one word a line; lists that are not there are passed over).
#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "lang/en/word_hash.h"

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::vector<uint32_t> hashes;
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i]);
    for (std::string line; std::getline(in, line);) {
      if (!std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 128; })) continue;   // café
      const std::u32string word(line.begin(), line.end());
      hashes.push_back(jiaokan::en_word_hash(word.data(), word.data() + word.size()));
    }
  }
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  if (hashes.empty()) hashes.push_back(0);
  std::ofstream out(argv[1]);
  size_t n = 0;
  for (const uint32_t hash : hashes) out << hash << (++n % 12 == 0 ? ",\n" : ",");
  return out.good() ? 0 : 1;
}
