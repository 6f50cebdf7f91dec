// Witness: one version of the article, as flat characters that know where they were read.
//
// Every byte of every source belongs to exactly one character here (character i covers the bytes
// [offset[i], offset[i+1]) of the concatenated sources), and every character has a role. No stage after `read`
// adds, removes or alters a character: cleaning changes roles, marks and blocks, and says so in `changes`.
// So the ledger of a source is a count of roles, and a place is always known.
// The *stream* of a witness is its characters with role text or space, in order: that is what is collated.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "model/diag.h"
#include "model/source.h"

namespace jiaokan {

inline constexpr uint32_t kNone = 0xFFFFFFFF;

enum class WitnessKind : uint8_t { unknown, text_layer, ocr, vision_model, keyed };
// Guesses each character by its shape; what kind is not known is taken for such.
inline bool reads_shapes(WitnessKind kind) { return kind == WitnessKind::ocr || kind == WitnessKind::unknown; }

enum class Role : uint8_t {
  text,        // content
  space,       // white space that is content: between Latin words; a line end that stands for a space too
  line_break,  // a line end, page feed or blank line that is only layout
  gap,         // white space that is only layout: indents, spaces between Han
  markup,      // syntax of the format: #, **, <td>, the ^ of ^[1], tags, a byte order mark
  hyphen,      // a hyphen set only because the line ended
  furniture,   // running heads, page numbers, marks of a scan
};
inline bool in_stream(Role role) { return role == Role::text || role == Role::space; }

// Half-open range of characters: of a Witness, or of a Text, as the owner says.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool empty() const { return begin == end; }
  uint32_t size() const { return end - begin; }
};

enum class BlockKind : uint8_t { paragraph, heading, list_item, quotation, table, figure, caption, formula, code, note, rule };

struct Block {
  Span span;
  BlockKind kind = BlockKind::paragraph;
  uint8_t level = 0;       // heading level as the format says it (#, ##, font size); 0 = not said
  float starts = 1;        // how sure it is that something new begins here: 1 indent or blank line in a format that
                           // means it, about 0.5 where a page ended, 0 certainly goes on from the block before
  bool page_break_before = false;  // this block begins where a page of this witness begins
  bool begins_by_editor = false;   // that something new begins here is an editor's decision
  bool kind_by_editor = false;     // and that it is a heading of its level, or none
};

// The last block that begins at the character or before it, of blocks in their order; kNone before the first.
inline size_t block_at(const std::vector<Block>& blocks, uint32_t at) {
  const auto behind = std::upper_bound(blocks.begin(), blocks.end(), at, [](uint32_t place, const Block& block) { return place < block.span.begin; });
  return behind == blocks.begin() ? kNone : static_cast<size_t>(behind - blocks.begin()) - 1;
}

enum class MarkKind : uint8_t { superscript, subscript, emphasis, strong, link, image, code, formula, callout, note_mark };

struct Mark {
  MarkKind kind;
  Span span;
  float certainty = 1;
  std::string value;  // link and image: the address; formula: the TeX; callout: empty (refs/ reads its text)
};

struct PageStart {
  uint32_t at = 0;       // the first character of the page
  std::string printed;   // the page's printed number when known ("72"), else empty
  float certainty = 1;
  float width = 0, height = 0;   // of the page, in the units of its boxes; 0: not said
  std::string picture{};   // the file of the page's picture, as the format names it; may be empty
};

struct Cell {
  Span span;
  uint16_t row = 0, column = 0, rowspan = 1, colspan = 1;
  bool header = false;
};
struct Table {
  Span span;  // the whole table; equals the span of its block
  std::vector<Cell> cells;
};

// What furniture and contents pages say about the article: evidence, kept with its place.
enum class FactKind : uint8_t { journal, journal_en, year, volume, issue, month, page, authors, title, column };
struct Fact {
  FactKind kind;
  std::string value;
  Span span;
};

struct Box {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

struct Change {
  Span span;
  const char* rule;  // name of the cleaning rule, a row of its table
};

struct Witness {
  std::string name;
  WitnessKind kind = WitnessKind::unknown;
  std::vector<Source> sources;
  std::vector<uint32_t> source_begin;   // first character of each source

  std::u32string chars;
  std::vector<uint32_t> offset;         // byte offset within its own source; same size as chars
  std::vector<Role> role;               // same size as chars
  std::vector<Box> box;                 // empty, or same size as chars
  std::vector<float> confidence;        // empty, or same size as chars; 0..1

  std::vector<uint32_t> lines;          // first character of every line
  std::vector<PageStart> pages;         // ascending
  std::vector<Block> blocks;            // ascending, disjoint; cover the whole stream
  std::vector<Mark> marks;              // ascending by begin; may nest
  std::vector<Table> tables;
  std::vector<Fact> facts;
  std::vector<Change> changes;
  std::vector<Span> parted;             // where its lines were woven out of two columns, and put in order by what the words say; ascending
};

std::string_view name_of(WitnessKind kind);   // "text layer"

// The bytes of a character range (that lies within one source).
Place place_of(const Witness& witness, Span span);

// The characters of the stream within a range, as text; a line end with role space is U+0020.
std::u32string stream_text(const Witness& witness, Span span);

}  // namespace jiaokan
