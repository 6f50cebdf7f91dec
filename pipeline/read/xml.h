// xml: characters → the elements and texts of an XML document, with their places.
//
// In: characters. Out: all nodes in the order of the document. No document type is read, no entity of a document's own expanded,
// nothing else is opened; a document that is broken gives what stands before the break.
// Never: recursion; more depth than kDeepestXml (what is deeper is passed over); characters that are not the source's.
// The XML library stays in xml.cc.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/diag.h"
#include "model/witness.h"
#include "read/layout.h"

namespace jiaokan {

inline constexpr size_t kDeepestXml = 128;

enum class XmlDialect : uint8_t { xml, html };   // html: <br> and its like need no end
inline constexpr std::string_view kEndlessElement = "x";   // what these are called then

struct XmlNode {
  std::string name;          // of an element, without its prefix; empty: a text
  Span span;                 // of a text: its characters, references as written; of an element: its first sign
  uint32_t parent = kNone;
  uint32_t end = 0;          // index of the first node that is not inside this one
  std::vector<std::pair<std::string, Span>> attributes;   // values as written
};

struct Xml {
  std::vector<XmlNode> nodes;
  uint32_t broken_at = kNone;
  bool too_deep = false;
};

// True for a text that begins with a tag and has one of `signs` in its first `within` characters.
bool is_xml_of(const Witness& witness, Span part, std::initializer_list<std::u32string_view> signs, size_t within = 4000);

Xml read_xml(const Witness& witness, Span part, XmlDialect dialect);

// The value of an attribute as UTF-8, references undone; empty when there is none.
std::string attribute(std::u32string_view text, const XmlNode& node, std::string_view name);
Span attribute_span(const XmlNode& node, std::string_view name);
// A number at the start of a text; `otherwise` when there is none.
float number_in(std::string_view text, float otherwise);

// What runs an XML format finds, as a plan: borders wait for the next text, references in texts become signs.
class XmlRuns {
 public:
  explicit XmlRuns(std::u32string_view text) : text_(text) {}
  // What comes next begins a line, block or page; the strongest of those said counts.
  void begin(Border border, BlockKind kind = BlockKind::paragraph, uint8_t level = 0);
  void begin_page(PageStart page);
  // Puts the text without the white space around it; `as`: furniture, box and confidence.
  void put(Span span, const Run& as);
  // A table as a block of its own: put_cell(c) puts the text of cell c; a cell without text is none.
  void put_table(const std::vector<Cell>& cells, const std::function<void(size_t)>& put_cell);
  // From the first character of that run to the last that was put; empty when none has come since.
  Span span_from(size_t first_run) const;
  Plan plan;

 private:
  std::u32string_view text_;
  Border pending_ = Border::page;
  bool page_said_ = false;
  BlockKind kind_ = BlockKind::paragraph;
  uint8_t level_ = 0;
  PageStart page_;
};

// Says what was wrong with the document (`nothing`: what to say when it holds no text), and lays out what was found.
void lay_out_xml(Witness& witness, Span part, const Xml& xml, const Plan& plan, std::string_view nothing, Diags& diags);

}  // namespace jiaokan
