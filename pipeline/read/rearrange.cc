#include "read/rearrange.h"

#include "read/encoding.h"

namespace jiaokan {

std::string bytes_of(const Witness& witness, Span part, Span span) {
  const std::string& bytes = witness.sources.back().bytes;
  const size_t from = span.begin < part.end ? witness.offset[span.begin] : bytes.size();
  const size_t to = span.end < part.end ? witness.offset[span.end] : bytes.size();
  return bytes.substr(from, to - from);
}

Span rearranged(Witness& witness, Span part, std::string bytes, std::string_view how) {
  Source& source = witness.sources.back();
  if (source.made_from.empty()) source.made_from = source.name;
  source.made_by += (source.made_by.empty() ? "jiaokan: " : "; ") + std::string(how);
  source.bytes = std::move(bytes);
  const Decoded decoded = decode(source.bytes);
  witness.chars.replace(part.begin, std::u32string::npos, decoded.chars);
  witness.offset.resize(part.begin);
  witness.offset.insert(witness.offset.end(), decoded.offset.begin(), decoded.offset.end());
  witness.role.assign(witness.role.begin(), witness.role.begin() + part.begin);
  witness.role.resize(witness.chars.size(), Role::text);
  return {part.begin, static_cast<uint32_t>(witness.chars.size())};
}

}  // namespace jiaokan
