// What kind of version this is, from its habits: whole paragraphs a line → a vision model; hard lines → OCR where signs
// betray characters that were guessed from a picture, else a text layer. File names say nothing.
#include "lang/script.h"
#include "read/formats.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

constexpr uint32_t kFewestHan = 200;      // fewer tell nothing
constexpr double kGuessed = 0.6;          // signs of guessing in a thousand Han characters: the least of 36 files of OCR had 0.7, the most of 12 text layers 0.5
constexpr double kFewestSigns = 1.5;
constexpr double kSlips = 4;             // in a thousand, of whatever sort: more than authors and typesetters have, who had 2 at most
constexpr uint32_t kWholeArticle = 1000;  // Han characters of a text that has headings, captions and page numbers, which layers part from the rest
constexpr uint32_t kFullLine = 10;        // Han characters of a line of text; columns are as narrow as 18
constexpr double kWholeParagraphs = 0.4;  // of their characters stand in lines that end a sentence: in hard lines 0.2 at the most, in paragraphs 0.6 and more
constexpr uint32_t kFarBracket = 30;

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

// --- signs of guessing, each looked for at one character ---

// （CK) : typeset text closes a bracket with its like.
bool brackets_of_two_widths(std::u32string_view text, size_t i) {
  constexpr std::u32string_view kHalf = U"()[]", kFull = U"（）［］";
  const size_t half = kHalf.find(text[i]), full = kFull.find(text[i]);
  const size_t which = half != std::u32string_view::npos ? half : full;
  if (which == std::u32string_view::npos || which % 2 == 0) return false;
  for (size_t k = i; k-- > 0 && i - k <= kFarBracket;) {
    if (text[k] == U'\n') return false;
    if (is_one_of(text[k], kHalf) || is_one_of(text[k], kFull)) return text[k] == (half != std::u32string_view::npos ? kFull : kHalf)[which - 1];
  }
  return false;
}

// 2018一2020, 一一以某地为例: the character for a dash. The numeral one is never doubled, nor stands between digits.
bool stroke_for_dash(std::u32string_view text, size_t i) {
  const auto is_sign = [](char32_t c) { return is_digit(c) || is_latin_letter(c); };
  if (text[i] != U'一' || i == 0 || i + 1 >= text.size()) return false;
  return text[i - 1] == U'一' || (is_sign(text[i - 1]) && is_sign(text[i + 1]));
}

// 前言: 说明; 等 — a half-width mark with its space between Han.
bool spaced_half_width_mark(std::u32string_view text, size_t i) {
  return i > 0 && i + 2 < text.size() && is_one_of(text[i], U":;,") && text[i + 1] == U' ' && is_han(text[i - 1]) && is_han(text[i + 2]);
}

// effect of soil,Journal: words of two sentences or lines run together.
bool words_run_together(std::u32string_view text, size_t i) {
  if (i == 0 || i + 2 >= text.size() || !is_one_of(text[i], U".,")) return false;
  const auto lower = [](char32_t c) { return c >= U'a' && c <= U'z'; };
  const auto upper = [](char32_t c) { return c >= U'A' && c <= U'Z'; };
  return lower(text[i - 1]) && upper(text[i + 1]) && lower(text[i + 2]);
}

// 经|济, 发©展, （}三: what becomes of a speck.
bool stray_symbol(std::u32string_view text, size_t i) {
  return i > 0 && i + 1 < text.size() && ((is_one_of(text[i], U"|_{}\\`^©®¢€¥¦¬") && (is_han(text[i - 1]) || is_han(text[i + 1]))) || (is_one_of(text[i], U"~<>§") && is_han(text[i - 1]) && is_han(text[i + 1])));
}

// "官助民办", 意义": a quote of typewriters beside Han.
bool straight_quote(std::u32string_view text, size_t i) {
  return i > 0 && i + 1 < text.size() && is_one_of(text[i], U"\"'") && (is_han(text[i - 1]) || is_han(text[i + 1]));
}

// What authors write themselves now and then (Allport,1937; (3）) says less.
constexpr struct {
  bool (*is_here)(std::u32string_view, size_t);
  double weight;
} kSignsOfGuessing[] = {
    {brackets_of_two_widths, 0.25}, {stroke_for_dash, 1}, {spaced_half_width_mark, 1}, {words_run_together, 0.25}, {stray_symbol, 1}, {straight_quote, 0.5},
};

// Pages, and no blank line anywhere: an engine that prints the lines it found, however well it reads. Text layers part blocks, and other engines paragraphs.
bool pages_without_blank_lines(std::u32string_view text) {
  return text.find(U'\f') + 1 < text.size() && text.find(U"\n\n") == std::u32string_view::npos && text.find(U"\n\r\n") == std::u32string_view::npos;
}

// What stands before the reference list: entries are written with half-width marks and spaces (张明, 陈静. 评价方法) by who types them, too.
std::u32string_view before_references(std::u32string_view text) {
  for (size_t end = text.size(); end > 0;) {
    const size_t newline = text.find_last_of(U"\n\f", end - 1);
    const size_t begin = newline == std::u32string_view::npos ? 0 : newline + 1;
    if (is_reference_heading(text.substr(begin, end - begin))) return text.substr(0, begin);
    end = newline == std::u32string_view::npos ? 0 : newline;
  }
  return text;
}

// The share of Han text, in its full lines, that stands in lines that end a sentence.
double in_whole_paragraphs(std::u32string_view text) {
  uint32_t full = 0, ended = 0;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    uint32_t han = 0;
    char32_t last = 0;
    for (; end < text.size() && text[end] != U'\n' && text[end] != U'\f' && text[end] != U'\r'; ++end) {
      han += is_han(text[end]);
      if (!is_space(text[end])) last = text[end];
    }
    if (han >= kFullLine) {
      full += han;
      ended += is_one_of(last, U"。．！？!?”") ? han : 0;
    }
    begin = end + 1;
  }
  return full == 0 ? 0 : static_cast<double>(ended) / full;
}

}  // namespace

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
  const std::u32string_view text = before_references(witness.chars);
  uint32_t han = 0;
  uint32_t slips = 0;
  double guessed = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    han += is_han(text[i]);
    for (const auto& sign : kSignsOfGuessing)
      if (sign.is_here(text, i)) ++slips, guessed += sign.weight;
  }
  if (han < kFewestHan) return WitnessKind::unknown;
  if (in_whole_paragraphs(text) >= kWholeParagraphs) return WitnessKind::vision_model;
  if (pages_without_blank_lines(text)) {
    if (han >= kWholeArticle) return WitnessKind::ocr;
    ++guessed;
  }
  const bool often = slips > 1 && slips * 1000.0 >= kSlips * han;
  return often || (guessed >= kFewestSigns && guessed * 1000.0 >= kGuessed * han) ? WitnessKind::ocr : WitnessKind::text_layer;
}

}  // namespace jiaokan
