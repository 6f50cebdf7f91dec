// What kind of version this is, from its habits: Markdown and whole paragraphs → a vision model; hard lines of one measure that
// hold little damage → a text layer; hard lines with damage → OCR.
#include "lang/script.h"
#include "read/formats.h"

namespace jiaokan {

double markdown_likeness(const Witness& witness, Span part) {
  // Signs a line may carry; hard-wrapped text has none of them.
  uint32_t signs = 0, lines = 0, long_lines = 0, width = 0;
  const auto count_line = [&](uint32_t begin, uint32_t end) {
    if (end <= begin) return;
    ++lines;
    width = end - begin;
    long_lines += width > 120;
    const std::u32string_view line = std::u32string_view(witness.chars).substr(begin, end - begin);
    signs += line.starts_with(U"# ") || line.starts_with(U"## ") || line.starts_with(U"### ") || line.starts_with(U"- ") ||
             line.starts_with(U"![") || line.starts_with(U"<table") || line.starts_with(U"|") || line.starts_with(U"$$");
    for (size_t at = line.find(U'^'); at != std::u32string_view::npos; at = line.find(U'^', at + 1))
      signs += at + 1 < line.size() && (line[at + 1] == U'[' || line[at + 1] == U'{');
    signs += line.find(U"<sup>") != std::u32string_view::npos || line.find(U"**") != std::u32string_view::npos;
  };
  uint32_t begin = part.begin;
  for (uint32_t i = part.begin; i < part.end; ++i) {
    if (witness.role[i] != Role::line_break) continue;
    count_line(begin, i);
    begin = i + 1;
  }
  count_line(begin, part.end);
  if (lines == 0) return 0;
  // One clear sign in twenty lines, or whole paragraphs on a line for most of the text.
  const double by_signs = static_cast<double>(signs) * 20 / lines;
  const double by_length = static_cast<double>(long_lines) * 2 / lines;
  return std::min(1.0, std::max(by_signs * 0.5, signs > 0 ? by_length : by_length * 0.5));
}

WitnessKind detect_kind(const Witness& witness) {
  const Span all{0, static_cast<uint32_t>(witness.chars.size())};
  if (!witness.confidence.empty()) return WitnessKind::ocr;
  if (markdown_likeness(witness, all) >= 0.5) return WitnessKind::vision_model;
  // Damage an engine leaves: white space between single Han characters, stray symbols inside Han text.
  uint32_t han = 0, gaps = 0, strange = 0;
  for (uint32_t i = 1; i + 1 < all.end; ++i) {
    han += is_han(witness.chars[i]);
    gaps += witness.role[i] == Role::space && is_han(witness.chars[i - 1]) && is_han(witness.chars[i + 1]);
    const Script script = script_of(witness.chars[i]);
    const bool rare = script == Script::symbol || script == Script::other || (witness.chars[i] < 0x80 && script == Script::punctuation);
    strange += rare && is_han(witness.chars[i - 1]) && is_han(witness.chars[i + 1]);
  }
  if (han < 200) return WitnessKind::unknown;
  return (gaps + 2 * strange) * 50 > han ? WitnessKind::ocr : WitnessKind::text_layer;
}

}  // namespace jiaokan
