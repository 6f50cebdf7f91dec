// bytes → read → clean → clean. The first byte chooses the file's name and whether it comes in two pages.
#include "clean/clean.h"
#include "laws.h"
#include "read/read.h"

using namespace jiaokan;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  constexpr const char* kNames[] = {"a.txt", "a.md", "a"};
  const std::string name = kNames[data[0] % 3];
  const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  std::vector<Source> sources;
  if (data[0] & 0x40) {
    sources.push_back({"1-" + name, bytes.substr(0, bytes.size() / 2), "", ""});
    sources.push_back({"2-" + name, bytes.substr(bytes.size() / 2), "", ""});
  } else {
    sources.push_back({name, bytes, "", ""});
  }
  Diags diags;
  Witness witness = read(name, std::move(sources), WitnessKind::unknown, diags);
  check_bytes(witness);
  check_bounds(witness, [](Role role) { return role == Role::text; });
  const std::u32string chars = witness.chars;
  const std::vector<uint32_t> offset = witness.offset;
  witness = clean(std::move(witness), diags);
  law(witness.chars == chars && witness.offset == offset, "cleaning alters no character");
  check_bytes(witness);
  check_bounds(witness, in_stream);
  const Witness again = clean(witness, diags);
  law(again.chars == chars && again.role == witness.role && again.blocks.size() == witness.blocks.size(), "cleaning twice is cleaning once");
  return 0;
}
