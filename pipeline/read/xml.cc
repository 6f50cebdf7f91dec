#include "read/xml.h"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cstdlib>

#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

struct Entity {
  std::u32string_view name;
  char32_t c;
};
constexpr Entity kEntities[] = {
#define JIAOKAN_ENTITY(name, c) {name, c},
#include "read/entities.inc"
#undef JIAOKAN_ENTITY
};

constexpr std::string_view kEndless[] = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"};
constexpr uint32_t kLongestReference = 12;

// The part as UTF-8 with the way back: byte → character.
struct Bytes {
  std::string text;
  std::vector<uint32_t> starts;   // byte of each character
  uint32_t begin = 0;

  Bytes(const Witness& witness, Span part) : begin(part.begin) {
    text.reserve(part.size() * 2);
    for (uint32_t i = part.begin; i < part.end; ++i) {
      starts.push_back(static_cast<uint32_t>(text.size()));
      append_utf8(text, witness.chars[i] == 0 ? U' ' : witness.chars[i]);
    }
  }
  uint32_t at(size_t byte) const {
    return begin + static_cast<uint32_t>(std::lower_bound(starts.begin(), starts.end(), byte) - starts.begin());
  }
};

// Whether ` name="value" …/` can stay as it is.
bool are_attributes(std::string_view text) {
  const auto skip = [&](auto wanted) {
    size_t n = 0;
    while (n < text.size() && wanted(text[n])) ++n;
    text.remove_prefix(n);
    return n > 0;
  };
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  const auto is_name = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == ':' || c == '_'; };
  while (skip(is_blank) && skip(is_name)) {
    if (!text.starts_with("=\"")) return false;
    const size_t end = text.find('"', 2);
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + 1);
  }
  return text == "/";
}

// Tags that need no end become <x …/> of the same length. What is no XML in them goes, and all with it.
void end_endless_tags(std::string& text) {
  for (size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    size_t end = at + 1;
    while (end < text.size() && ((text[end] | 0x20) >= 'a' && (text[end] | 0x20) <= 'z')) ++end;
    std::string name = text.substr(at + 1, end - at - 1);
    for (char& c : name) c = static_cast<char>(c | 0x20);
    if (std::find(std::begin(kEndless), std::end(kEndless), name) == std::end(kEndless)) continue;
    const size_t close = text.find('>', end);
    if (close == std::string::npos) return;
    const size_t stays = are_attributes(std::string_view(text).substr(end, close - end)) ? end : close;
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at) + 1, text.begin() + static_cast<std::ptrdiff_t>(stays), ' ');
    text[at + 1] = kEndlessElement[0];
    text[close - 1] = '/';
  }
}

class Collector {
 public:
  Collector(const Bytes& bytes, const char* base, Xml& out) : bytes_(bytes), base_(base), out_(out) {}

  // Depth first, by the links between the nodes.
  void run(const pugi::xml_node& root) {
    pugi::xml_node node = root.first_child();
    std::vector<uint32_t> open;
    const auto close = [&] {
      out_.nodes[open.back()].end = static_cast<uint32_t>(out_.nodes.size());
      open.pop_back();
    };
    while (node) {
      const bool entered = add(node, open.empty() ? kNone : open.back());
      if (entered && node.first_child()) {
        if (open.size() < kDeepestXml) {
          open.push_back(static_cast<uint32_t>(out_.nodes.size()) - 1);
          node = node.first_child();
          continue;
        }
        out_.too_deep = true;
      }
      while (node && !node.next_sibling()) {
        node = node.parent();
        if (node == root) return close_all(open);
        close();
      }
      node = node.next_sibling();
    }
    close_all(open);
  }

 private:
  Span span(const char* text) const {
    const size_t from = static_cast<size_t>(text - base_);
    return {bytes_.at(from), bytes_.at(from + std::char_traits<char>::length(text))};
  }

  void close_all(std::vector<uint32_t>& open) {
    for (const uint32_t index : open) out_.nodes[index].end = static_cast<uint32_t>(out_.nodes.size());
    open.clear();
  }

  bool add(const pugi::xml_node& node, uint32_t parent) {
    XmlNode out;
    out.parent = parent;
    switch (node.type()) {
      case pugi::node_element: {
        const std::string_view name = node.name();
        if (name.empty()) return false;   // cut off inside its name
        const size_t colon = name.rfind(':');
        out.name = colon == std::string_view::npos ? name : name.substr(colon + 1);
        out.span = {span(node.name()).begin - 1, span(node.name()).begin};
        for (const pugi::xml_attribute& attribute : node.attributes())
          if (attribute.value()[0] != '\0') out.attributes.emplace_back(attribute.name(), span(attribute.value()));
        break;
      }
      case pugi::node_pcdata:
      case pugi::node_cdata:
        if (node.value()[0] == '\0') return false;
        out.span = span(node.value());
        break;
      default: return false;
    }
    out.end = static_cast<uint32_t>(out_.nodes.size()) + 1;
    out_.nodes.push_back(std::move(out));
    return true;
  }

  const Bytes& bytes_;
  const char* base_;
  Xml& out_;
};

// The reference at `i` (an &), or a sign that is the character itself.
Sign reference_at(std::u32string_view text, uint32_t i, uint32_t end) {
  const Sign itself{{i, i + 1}, text[i]};
  uint32_t close = i + 1;
  while (close < end && close - i < kLongestReference && text[close] != U';') ++close;
  if (close >= end || text[close] != U';' || close == i + 1) return itself;
  const std::u32string_view name = text.substr(i + 1, close - i - 1);
  if (name[0] != U'#') {
    for (const Entity& entity : kEntities)
      if (entity.name == name) return {{i, close + 1}, entity.c};
    return itself;
  }
  const bool hex = name.size() > 1 && (name[1] | 0x20) == U'x';
  char32_t c = 0;
  for (const char32_t d : name.substr(hex ? 2 : 1)) {
    const char32_t low = d | 0x20;
    const uint32_t digit = is_ascii_digit(d) ? d - U'0' : hex && low >= U'a' && low <= U'f' ? low - U'a' + 10 : 99;
    if (digit == 99 || c > 0x10FFFF) return itself;
    c = c * (hex ? 16 : 10) + digit;
  }
  const bool bad = c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000);
  return {{i, close + 1}, bad ? U'\uFFFD' : c};
}

}  // namespace

Xml read_xml(const Witness& witness, Span part, XmlDialect dialect) {
  Xml out;
  Bytes bytes(witness, part);
  if (dialect == XmlDialect::html) end_endless_tags(bytes.text);
  // In place and as it is written: so values are pointers into our bytes. A document type is skipped.
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer_inplace(bytes.text.data(), bytes.text.size(), pugi::parse_cdata, pugi::encoding_utf8);
  if (!result) out.broken_at = std::min(bytes.at(static_cast<size_t>(std::max<std::ptrdiff_t>(result.offset, 0))), part.end - 1);
  Collector(bytes, bytes.text.data(), out).run(document);
  return out;
}

Span attribute_span(const XmlNode& node, std::string_view name) {
  for (const auto& [key, span] : node.attributes)
    if (key == name) return span;
  return {};
}

std::string attribute(std::u32string_view text, const XmlNode& node, std::string_view name) {
  const Span span = attribute_span(node, name);
  std::string out;
  for (uint32_t i = span.begin; i < span.end;) {
    const Sign sign = text[i] == U'&' ? reference_at(text, i, span.end) : Sign{{i, i + 1}, text[i]};
    append_utf8(out, sign.c);
    i = sign.written.end;
  }
  return out;
}

float number_in(std::string_view text, float otherwise) {
  const std::string digits(text.substr(0, 24));
  char* end = nullptr;
  const float value = std::strtof(digits.c_str(), &end);
  return end == digits.c_str() || !(value > -1e9F && value < 1e9F) ? otherwise : value;
}

void XmlRuns::begin(Border border, BlockKind kind, uint8_t level) {
  if (border >= Border::block && (pending_ < Border::block || kind != BlockKind::paragraph)) {
    kind_ = kind;
    level_ = level;
  }
  pending_ = std::max(pending_, border);
}

void XmlRuns::begin_page(PageStart page) {
  begin(Border::page);
  page_said_ = true;
  kind_ = BlockKind::paragraph;
  level_ = 0;
  page_ = std::move(page);
}

void XmlRuns::put(Span span, const Run& as) {
  const auto blank = [&](uint32_t i) { return is_space(text_[i]) || text_[i] == U'\n' || text_[i] == U'\r'; };
  const Span given = span;
  while (span.begin < span.end && blank(span.begin)) ++span.begin;
  while (span.end > span.begin && blank(span.end - 1)) --span.end;
  if (span.empty()) {
    if (!given.empty()) begin(Border::space);
    return;
  }
  if (span.begin > given.begin) begin(Border::space);
  Run run = as;
  run.span = span;
  run.before = pending_ == Border::page && !page_said_ ? Border::block : pending_;
  run.kind = kind_;
  run.level = level_;
  run.page = page_;
  plan.runs.push_back(std::move(run));
  for (uint32_t i = span.begin; i < span.end; ++i)
    if (text_[i] == U'&') {
      const Sign sign = reference_at(text_, i, span.end);
      if (sign.written.size() > 1) plan.signs.push_back(sign);
      i = sign.written.end - 1;
    }
  pending_ = span.end < given.end ? Border::space : Border::none;
  page_said_ = false;
  page_ = {};
}

Span XmlRuns::span_from(size_t first_run) const {
  return first_run < plan.runs.size() ? Span{plan.runs[first_run].span.begin, plan.runs.back().span.end} : Span{};
}

void XmlRuns::put_table(const std::vector<Cell>& cells, const std::function<void(size_t)>& put_cell) {
  begin(Border::block, BlockKind::table);
  const size_t first = plan.runs.size();
  Table out;
  for (size_t c = 0; c < cells.size(); ++c) {
    const size_t run = plan.runs.size();
    put_cell(c);
    if (plan.runs.size() == run) continue;
    out.cells.push_back(cells[c]);
    out.cells.back().span = span_from(run);
  }
  if (plan.runs.size() > first) {
    out.span = span_from(first);
    plan.tables.push_back(std::move(out));
  }
  begin(Border::block);
}

bool is_xml_of(const Witness& witness, Span part, std::initializer_list<std::u32string_view> signs, size_t within) {
  const std::u32string_view head = std::u32string_view(witness.chars).substr(part.begin, std::min<size_t>(part.size(), within));
  return head.find(U'<') < 8 && std::any_of(signs.begin(), signs.end(), [&](std::u32string_view sign) { return head.find(sign) != std::u32string_view::npos; });
}

void lay_out_xml(Witness& witness, Span part, const Xml& xml, const Plan& plan, std::string_view nothing, Diags& diags) {
  const auto say = [&](Code code, uint32_t at, std::string detail) { diags.push_back({code, place_of(witness, {at, at + 1}), std::move(detail)}); };
  if (xml.broken_at != kNone) say(Code::syntax_broken, xml.broken_at, "XML");
  if (xml.too_deep) say(Code::too_deep, part.begin, fmt::format("the limit is {} levels", kDeepestXml));
  if (plan.runs.empty()) say(Code::nothing_known, part.begin, std::string(nothing));
  lay_out(witness, part, plan);
}

}  // namespace jiaokan
