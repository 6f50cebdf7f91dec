#include "read/read.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/script.h"
#include "read/encoding.h"
#include "read/formats.h"

namespace jiaokan {

namespace {

struct Format {
  std::string_view name;
  std::string_view endings;   // of the file's name, separated by spaces
  bool (*looks_like)(const Witness&, Span);
  void (*read)(Witness&, Span, Diags&);
  WitnessKind kind;           // what kind of version such a file holds; unknown: its habits tell
};

bool is_markdown(const Witness& witness, Span part) { return markdown_likeness(witness, part) >= 0.5; }
bool always(const Witness&, Span) { return true; }

// The first row that fits by ending and looks right, else the last that fits by ending, else the first that looks right. Most particular first.
constexpr Format kFormats[] = {
    {"PAGE", ".xml .page", is_page_xml, read_page_xml, WitnessKind::ocr},
    {"poppler", ".xml .pdf", is_poppler, read_poppler, WitnessKind::text_layer},
    {"hOCR", ".hocr .html .htm .xhtml .xml", is_hocr, read_hocr, WitnessKind::ocr},
    {"HTML", ".docx .htm .html .odt .rtf .xhtml", is_html, read_html, WitnessKind::keyed},
    {"TEI", ".tei .xml", is_tei, read_tei, WitnessKind::keyed},
    {"ALTO", ".alto .xml", is_alto, read_alto, WitnessKind::ocr},
    {"content list", ".json", is_content_list, read_content_list, WitnessKind::vision_model},
    {"markdown", ".md .markdown .mmd", is_markdown, read_markdown, WitnessKind::unknown},
    {"plain", ".txt .text", always, read_plain, WitnessKind::unknown},
};

bool ends_so(std::string_view name, std::string_view endings) {
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view ending = name.substr(dot);
  for (size_t at = endings.find(ending); at != std::string_view::npos; at = endings.find(ending, at + 1)) {
    const size_t after = at + ending.size();
    if (after == endings.size() || endings[after] == ' ') return true;
  }
  return false;
}

const Format& format_of(const Witness& witness, Span part, std::string_view name) {
  // A .txt may hold anything, so its content is asked first.
  const Format* by_name = nullptr;
  for (const Format& format : kFormats) {
    if (format.name == "plain" || !ends_so(name, format.endings)) continue;
    by_name = &format;
    if (format.looks_like(witness, part)) break;
  }
  if (by_name != nullptr) return *by_name;
  for (const Format& format : kFormats)
    if (format.looks_like(witness, part)) return format;
  return kFormats[std::size(kFormats) - 1];
}

// Line ends and the bare layout of a source: the same for every format.
void mark_lines(Witness& witness, Span part) {
  bool fresh = true;
  for (uint32_t i = part.begin; i < part.end; ++i) {
    if (fresh) witness.lines.push_back(i);
    fresh = false;
    const char32_t c = witness.chars[i];
    if (c == 0xFEFF) {
      witness.role[i] = Role::markup;
    } else if (c == U'\n' || c == U'\f' || c == U'\v' || c == 0x2028 || c == 0x2029 || c == 0x85) {
      witness.role[i] = Role::line_break;
      fresh = true;
    } else if (c == U'\r') {
      witness.role[i] = Role::line_break;
      fresh = i + 1 >= part.end || witness.chars[i + 1] != U'\n';
    } else if (is_space(c)) {
      witness.role[i] = Role::space;
    } else if (c < 0x20 || c == 0x7F) {
      witness.role[i] = Role::markup;
    }
  }
}

}  // namespace

Witness read(std::string name, std::vector<Source> sources, WitnessKind declared, Diags& diags) {
  Witness witness;
  WitnessKind said = WitnessKind::unknown;   // by the format
  witness.name = std::move(name);
  witness.sources = std::move(sources);
  for (const Source& source : witness.sources) {
    const uint32_t begin = static_cast<uint32_t>(witness.chars.size());
    witness.source_begin.push_back(begin);
    Decoded decoded = decode(source.bytes);
    if (decoded.binary) {
      decoded = {};
      if (!source.bytes.empty()) {
        decoded.chars.assign(1, U'\uFFFC');
        decoded.offset.assign(1, 0);
      }
    } else if (decoded.bad > 0) {
      diags.push_back({Code::bad_bytes, {source.name, decoded.first_bad, decoded.first_bad + 1},
                       fmt::format("{} of them, read as {}", decoded.bad, decoded.encoding)});
    }
    witness.chars += decoded.chars;
    witness.offset.insert(witness.offset.end(), decoded.offset.begin(), decoded.offset.end());
    witness.role.resize(witness.chars.size(), Role::text);
    const Span part{begin, static_cast<uint32_t>(witness.chars.size())};
    if (part.size() == 1 && witness.chars[begin] == U'\uFFFC' && source.bytes.size() != 3) {
      witness.role[begin] = Role::markup;   // stands for all the bytes of a file that is no text
      continue;
    }
    if (part.empty()) continue;
    mark_lines(witness, part);
    if (witness.sources.size() > 1) witness.pages.push_back({part.begin, "", 1});
    const Format& format = format_of(witness, part, source.name);
    format.read(witness, part, diags);
    if (said == WitnessKind::unknown) said = format.kind;
  }
  std::stable_sort(witness.pages.begin(), witness.pages.end(), [](const PageStart& a, const PageStart& b) { return a.at < b.at; });
  std::stable_sort(witness.marks.begin(), witness.marks.end(), [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
  // Where one source has boxes or confidences, the others have characters without.
  if (!witness.box.empty()) witness.box.resize(witness.chars.size());
  if (!witness.confidence.empty()) witness.confidence.resize(witness.chars.size(), 1);
  witness.kind = declared != WitnessKind::unknown ? declared : said != WitnessKind::unknown ? said : detect_kind(witness);
  return witness;
}

}  // namespace jiaokan
