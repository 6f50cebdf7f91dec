// Formats with a syntax of their own (JSON, XML): bytes → read → clean. The first byte chooses the file's name.
#include "clean/clean.h"
#include "laws.h"
#include "read/read.h"

using namespace jiaokan;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  constexpr const char* kNames[] = {"a.json", "a.hocr", "a.alto", "a.page", "a.xml", "a.pdf", "a.docx", "a.tei"};
  const std::string name = kNames[(data[0] & 0x7F) % std::size(kNames)];
  const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  std::vector<Source> sources;
  sources.push_back({"1-" + name, bytes, "", ""});
  if (data[0] & 0x80) sources.push_back({"2-" + name, bytes, "", ""});
  Diags diags;
  Witness witness = read(name, std::move(sources), WitnessKind::unknown, diags);
  check_bytes(witness);
  check_bounds(witness, [](Role role) { return role == Role::text; });
  law(witness.box.empty() || witness.box.size() == witness.chars.size(), "every character has a box, or none");
  law(witness.confidence.empty() || witness.confidence.size() == witness.chars.size(), "every character has a confidence, or none");
  const std::u32string chars = witness.chars;
  witness = clean(std::move(witness), diags);
  law(witness.chars == chars, "cleaning alters no character");
  check_bounds(witness, in_stream);
  const Witness again = clean(witness, diags);
  law(again.role == witness.role && again.blocks.size() == witness.blocks.size(), "cleaning twice is cleaning once");
  return 0;
}
