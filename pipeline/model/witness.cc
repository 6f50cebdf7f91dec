#include "model/witness.h"

#include <algorithm>

namespace jiaokan {

std::string_view name_of(WitnessKind kind) {
  switch (kind) {
    case WitnessKind::text_layer: return "text layer";
    case WitnessKind::ocr: return "OCR";
    case WitnessKind::vision_model: return "vision model";
    case WitnessKind::keyed: return "keyed";
    case WitnessKind::unknown: break;
  }
  return "unknown kind";
}

Place place_of(const Witness& witness, Span span) {
  const auto after = std::upper_bound(witness.source_begin.begin(), witness.source_begin.end(), span.begin);
  if (after == witness.source_begin.begin()) return {};
  const size_t index = static_cast<size_t>(after - witness.source_begin.begin()) - 1;
  const Source& source = witness.sources[index];
  const uint32_t source_end = after == witness.source_begin.end() ? static_cast<uint32_t>(witness.chars.size()) : *after;
  const auto byte_at = [&](uint32_t i) {
    return i >= source_end ? static_cast<uint32_t>(source.bytes.size()) : witness.offset[i];
  };
  return {source.name, byte_at(span.begin), byte_at(std::max(span.begin, span.end))};
}

std::u32string stream_text(const Witness& witness, Span span) {
  std::u32string out;
  for (uint32_t i = span.begin; i < span.end; ++i) {
    if (!in_stream(witness.role[i])) continue;
    out.push_back(witness.role[i] == Role::space ? U' ' : witness.chars[i]);
  }
  return out;
}

}  // namespace jiaokan
