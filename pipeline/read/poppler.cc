// Poppler's XML of a PDF (pdftohtml -xml): pieces of lines with box, font size, bold and italic.
//
// Pieces stand in the file as the PDF drew them. They are put into reading order first (a derived source), then taken as lines: raised
// and lowered pieces are marked, lines set larger than the body are headings whose level is the rank of their size, and what stands
// in columns below a caption is a table.
#include <algorithm>
#include <cmath>
#include <map>

#include "lang/labels.h"
#include "lang/script.h"
#include "read/formats.h"
#include "read/radicals.h"
#include "read/reading_order.h"
#include "read/rearrange.h"
#include "read/xml.h"

namespace jiaokan {

namespace {

constexpr float kLarger = 1.09F;         // times the body: a heading
constexpr float kSmaller = 0.8F;         // times its line: raised or lowered
constexpr float kOneSize = 0.03F;        // sizes this near are one
constexpr uint32_t kLongestHeading = 80; // signs of a line
constexpr uint32_t kFewestHan = 3;       // that measure a line
constexpr uint32_t kMostRaised = 16;     // signs of a raised piece
constexpr float kGap = 1.6F;             // times the usual distance of lines: something new stands behind
constexpr float kSmallType = 0.95F;      // times the body
constexpr float kCell = 0.6F;            // sizes between two cells
constexpr float kWordGap = 0.15F;        // sizes between two words
constexpr size_t kFewestRows = 3;        // of a table
constexpr uint8_t kDeepestLevel = 6;

struct Piece {
  PrintedPiece print;
  uint32_t han = 0;             // of its signs
  Span written;                 // the element, its end tag too
  std::vector<uint32_t> texts;  // nodes
};

struct PrintedPage {
  uint32_t node = 0;
  std::vector<Piece> pieces;
  std::vector<PrintedLine> lines;
};

class Pdf {
 public:
  Pdf(std::u32string_view text, Span part, const Xml& xml) : text_(text), part_(part), xml_(xml) {
    for (uint32_t n = 0; n < xml_.nodes.size(); ++n) {
      const XmlNode& node = xml_.nodes[n];
      if (node.name == "page") {
        pages.emplace_back();
        pages.back().node = n;
      } else if (node.name == "fontspec") {
        sizes_[attribute(text_, node, "id")] = number(node, "size");
      } else if (node.name == "text" && !pages.empty() && node.parent == pages.back().node) {
        pages.back().pieces.push_back(piece(n));
      }
    }
  }

  std::vector<PrintedPage> pages;

 private:
  float number(const XmlNode& node, std::string_view name) const { return number_in(attribute(text_, node, name), 0); }

  Piece piece(uint32_t n) const {
    const XmlNode& node = xml_.nodes[n];
    Piece out;
    const float x = number(node, "left"), y = number(node, "top");
    out.print.box = {x, y, x + std::max(number(node, "width"), 0.0F), y + std::max(number(node, "height"), 1.0F)};
    const auto font = sizes_.find(attribute(text_, node, "font"));
    out.print.size = font == sizes_.end() || font->second < 1 ? out.print.box.y1 - out.print.box.y0 : font->second;
    for (uint32_t k = n + 1; k < node.end; ++k) {
      if (!xml_.nodes[k].name.empty()) continue;
      out.texts.push_back(k);
      for (uint32_t i = xml_.nodes[k].span.begin; i < xml_.nodes[k].span.end; ++i) {
        out.print.signs += !is_space(text_[i]) && text_[i] != U'\n';
        out.han += is_han(text_[i]);
      }
    }
    constexpr std::u32string_view kEnd = U"</text>";
    const uint32_t from = out.texts.empty() ? node.span.end : xml_.nodes[out.texts.back()].span.end;
    const size_t close = text_.find(kEnd, from);
    const uint32_t next = node.end < xml_.nodes.size() ? xml_.nodes[node.end].span.begin : part_.end;
    out.written = {node.span.begin, close == std::u32string_view::npos || close >= next ? next : static_cast<uint32_t>(close + kEnd.size())};
    return out;
  }

  std::u32string_view text_;
  Span part_;
  const Xml& xml_;
  std::map<std::string, float> sizes_;
};

// The pieces of a page as its lines want them; those without signs last.
std::vector<uint32_t> order_of(const PrintedPage& page) {
  std::vector<uint32_t> out;
  for (const PrintedLine& line : page.lines) out.insert(out.end(), line.pieces.begin(), line.pieces.end());
  for (uint32_t p = 0; p < page.pieces.size(); ++p)
    if (page.pieces[p].print.signs == 0) out.push_back(p);
  return out;
}

struct Arranged {
  std::string bytes;   // empty: the document is so already
  std::string how;
};

// The document with the pieces of each page in reading order, and characters for the radicals that stand for them.
Arranged arranged(const Witness& witness, Span part, const std::vector<PrintedPage>& pages) {
  bool moved = false, renamed = false;
  std::string out;
  uint32_t at = part.begin;
  for (const PrintedPage& page : pages) {
    if (page.pieces.empty()) continue;
    const std::vector<uint32_t> order = order_of(page);
    moved |= !std::is_sorted(order.begin(), order.end());
    // What stands between the pieces (fonts, line ends) comes first.
    for (const Piece& piece : page.pieces) {
      out += bytes_of(witness, part, {at, piece.written.begin});
      at = piece.written.end;
    }
    for (const uint32_t p : order) {
      std::string bytes = bytes_of(witness, part, page.pieces[p].written);
      if (std::string characters = without_radicals(bytes); !characters.empty()) {
        bytes = std::move(characters);
        renamed = true;
      }
      out += bytes + "\n";
    }
  }
  if (!moved && !renamed) return {};
  return {out + bytes_of(witness, part, {at, part.end}), std::string(moved ? "lines in reading order" : "") + (moved && renamed ? "; " : "") + (renamed ? "characters for radicals" : "")};
}

// The order is that of the file now: line by line.
void number_anew(std::vector<PrintedPage>& pages, const std::vector<PrintedPage>& before) {
  for (size_t p = 0; p < pages.size() && p < before.size(); ++p) {
    if (pages[p].pieces.size() != before[p].pieces.size()) continue;   // a broken document may be read otherwise now
    uint32_t next = 0;
    pages[p].lines = before[p].lines;
    for (PrintedLine& line : pages[p].lines)
      for (uint32_t& piece : line.pieces) piece = next++;
  }
}

class Lines {
 public:
  Lines(std::u32string_view text, const Xml& xml, const std::vector<PrintedPage>& pages) : text_(text), xml_(xml), pages_(pages), runs_(text) {}

  Plan run() {
    measure();
    for (const PrintedPage& page : pages_) {
      const XmlNode& node = xml_.nodes[page.node];
      runs_.begin_page({0, attribute(text_, node, "label"), 1, number_in(attribute(text_, node, "width"), 0), number_in(attribute(text_, node, "height"), 0), ""});
      for (size_t l = 0; l < page.lines.size();) {
        const size_t rows = table_at(page, l);
        if (rows > 0) table(page, l, l + rows);
        else line(page, l);
        l += std::max<size_t>(rows, 1);
      }
    }
    return std::move(runs_.plan);
  }

 private:
  const Piece& piece(const PrintedPage& page, uint32_t p) const { return page.pieces[p]; }

  // Han and Latin that are set together have fonts of different sizes: a line is measured by its Han where it has some, and then only
  // against other Han.
  struct Size {
    float size = 0;
    bool han = false;
  };
  Size size_of(const PrintedPage& page, const PrintedLine& line) const {
    std::map<float, uint32_t> han, other;
    uint32_t signs = 0, all = 0;
    for (const uint32_t p : line.pieces) {
      const Piece& here = piece(page, p);
      (here.han > 0 ? han : other)[here.print.size] += here.han > 0 ? here.han : here.print.signs;
      signs += here.han;
      all += here.print.signs;
    }
    const bool by_han = signs >= kFewestHan || signs * 4 >= all;
    const std::map<float, uint32_t>& sizes = by_han ? han : other.empty() ? han : other;
    const auto most = std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return {most == sizes.end() ? 0 : most->first, by_han};
  }

  uint32_t signs_of(const PrintedPage& page, const PrintedLine& line) const {
    uint32_t out = 0;
    for (const uint32_t p : line.pieces) out += piece(page, p).print.signs;
    return out;
  }

  void measure() {
    std::map<float, uint32_t> signs[2];
    for (const PrintedPage& page : pages_)
      for (const Piece& p : page.pieces) signs[p.han > 0][p.print.size] += p.print.signs;
    for (const bool han : {false, true}) {
      uint32_t most = 0;
      for (const auto& [size, count] : signs[han])
        if (count > most) {
          most = count;
          body_[han] = size;
        }
    }
    // Latin inside the body's lines may be set larger than where it stands alone (an abstract).
    std::map<float, uint32_t> beside;
    for (const PrintedPage& page : pages_)
      for (const PrintedLine& line : page.lines) {
        const Size size = size_of(page, line);
        if (!size.han || size.size != body_[true]) continue;
        for (const uint32_t p : line.pieces)
          if (piece(page, p).han == 0) beside[piece(page, p).print.size] += piece(page, p).print.signs;
      }
    const auto most_beside = std::max_element(beside.begin(), beside.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most_beside != beside.end()) body_[false] = std::max(body_[false], most_beside->first);
    for (const PrintedPage& page : pages_)
      for (const PrintedLine& line : page.lines)
        if (const Size size = size_of(page, line); larger(page, line, size)) levels_.push_back(size.size / body_[size.han]);
    std::sort(levels_.rbegin(), levels_.rend());
    levels_.erase(std::unique(levels_.begin(), levels_.end(), [](float a, float b) { return a - b <= kOneSize * a; }), levels_.end());
  }

  bool larger(const PrintedPage& page, const PrintedLine& line, Size size) const {
    return body_[size.han] > 0 && size.size > body_[size.han] * kLarger && signs_of(page, line) <= kLongestHeading;
  }

  uint8_t level_of(const PrintedPage& page, const PrintedLine& line) const {
    const Size size = size_of(page, line);
    if (!larger(page, line, size)) return 0;
    size_t rank = 0;
    while (rank + 1 < levels_.size() && size.size / body_[size.han] < levels_[rank] * (1 - kOneSize)) ++rank;
    return static_cast<uint8_t>(std::min<size_t>(rank + 1, kDeepestLevel));
  }

  // The usual distance of lines in the stretch of a line.
  static float leading(const PrintedPage& page, size_t l) {
    std::vector<float> steps;
    size_t first = l, end = l + 1;
    while (first > 0 && l - first < 12 && page.lines[first - 1].stretch == page.lines[l].stretch) --first;
    while (end < page.lines.size() && end - l < 12 && page.lines[end].stretch == page.lines[l].stretch) ++end;
    for (size_t k = first + 1; k < end; ++k) steps.push_back(page.lines[k].box.y1 - page.lines[k - 1].box.y1);
    if (steps.empty()) return 0;
    std::nth_element(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2), steps.end());
    return steps[steps.size() / 2];
  }

  void line(const PrintedPage& page, size_t l) {
    const PrintedLine& here = page.lines[l];
    const PrintedLine* before = l > 0 && page.lines[l - 1].stretch == here.stretch ? &page.lines[l - 1] : nullptr;
    const uint8_t level = level_of(page, here);
    const float step = before != nullptr ? here.box.y1 - before->box.y1 : 0;
    if (level > 0) {
      // A title of two lines is one; what has a number of its own is another.
      const bool goes_on = before != nullptr && level_ == level && step < 2 * size_of(page, here).size && match_heading_label(text_of(page, here)).scheme == Scheme::none;
      if (goes_on) runs_.begin(Border::line);
      else runs_.begin(Border::block, BlockKind::heading, level);
    } else if (level_ > 0 || (before != nullptr && step > kGap * leading(page, l))) {
      runs_.begin(Border::block);
    } else {
      runs_.begin(Border::line);
    }
    level_ = level;
    put(page, here, 0, here.pieces.size());
  }

  void put(const PrintedPage& page, const PrintedLine& line, size_t from, size_t to) {
    const float size = size_of(page, line).size;
    float middle = 0;
    uint32_t most = 0;
    for (const uint32_t p : line.pieces) {
      const PrintedPiece& print = piece(page, p).print;
      if (print.size < size * kSmaller || print.signs <= most) continue;
      most = print.signs;
      middle = (print.box.y0 + print.box.y1) / 2;
    }
    for (size_t k = from; k < to; ++k) {
      const Piece& here = piece(page, line.pieces[k]);
      if (k > from && here.print.box.x0 - piece(page, line.pieces[k - 1]).print.box.x1 > kWordGap * size) runs_.begin(Border::space);
      Run as;
      as.box = here.print.box;
      const bool small = most > 0 && here.print.size < size * kSmaller && here.print.signs <= kMostRaised;
      const float off = (here.print.box.y0 + here.print.box.y1) / 2 - middle;
      for (const uint32_t n : here.texts) {
        const size_t count = runs_.plan.runs.size();
        runs_.put(xml_.nodes[n].span, as);
        if (runs_.plan.runs.size() == count) continue;
        const Span span = runs_.plan.runs.back().span;
        const XmlNode& parent = xml_.nodes[xml_.nodes[n].parent];
        if (small && std::abs(off) > 0.05F * size) mark(off < 0 ? MarkKind::superscript : MarkKind::subscript, span, count);
        if (parent.name == "i") mark(MarkKind::emphasis, span, count);
      }
    }
  }

  // A mark that goes on over several pieces of a line is one.
  void mark(MarkKind kind, Span span, size_t run) {
    std::vector<Mark>& marks = runs_.plan.marks;
    const std::vector<Run>& runs = runs_.plan.runs;
    if (run > 0 && runs[run].before <= Border::space)
      for (size_t m = marks.size(); m-- > 0 && marks.size() - m <= 2;)
        if (marks[m].kind == kind && marks[m].span.end == runs[run - 1].span.end) {
          marks[m].span.end = span.end;
          return;
        }
    marks.push_back({kind, span, 1, ""});
  }

  std::u32string text_of(const PrintedPage& page, const PrintedLine& line) const {
    std::u32string out;
    for (const uint32_t p : line.pieces)
      for (const uint32_t n : piece(page, p).texts) out += text_.substr(xml_.nodes[n].span.begin, xml_.nodes[n].span.size());
    return out;
  }

  // Where the cells of a line begin: its pieces that stand apart from the one before.
  std::vector<uint32_t> cells_of(const PrintedPage& page, const PrintedLine& line) const {
    std::vector<uint32_t> out = {0};
    for (uint32_t k = 1; k < line.pieces.size(); ++k) {
      const PrintedPiece &here = piece(page, line.pieces[k]).print, &last = piece(page, line.pieces[k - 1]).print;
      if (here.box.x0 - last.box.x1 > kCell * std::max(here.size, last.size)) out.push_back(k);
    }
    return out;
  }

  // How many lines a table below a caption has here; 0: none begins.
  size_t table_at(const PrintedPage& page, size_t l) const {
    const auto is_row = [&](size_t k) { return cells_of(page, page.lines[k]).size() >= 2 && !is_caption(text_of(page, page.lines[k])); };
    if (!is_row(l)) return 0;
    bool captioned = false;
    for (size_t k = l; k-- > 0 && l - k <= 2 && !captioned;) captioned = is_caption(text_of(page, page.lines[k]));
    if (!captioned) return 0;
    // Set smaller than the body, it ends where the body goes on; else at the second line that is no row.
    const auto small = [&](size_t k) {
      const Size size = size_of(page, page.lines[k]);
      return size.size < body_[size.han] * kSmallType;
    };
    size_t end = l, rows = 0;
    for (size_t k = l; k < page.lines.size() && page.lines[k].stretch == page.lines[l].stretch; ++k) {
      if (is_row(k)) {
        ++rows;
        end = k + 1;
      } else if (small(l) ? !small(k) : k - end >= 1) {
        break;
      }
    }
    return rows >= kFewestRows ? end - l : 0;
  }

  // The words of a piece that is one text; none where it is several.
  std::vector<Span> words_of(const Piece& piece) const {
    std::vector<Span> out;
    if (piece.texts.size() != 1) return out;
    const Span text = xml_.nodes[piece.texts.front()].span;
    for (uint32_t i = text.begin; i < text.end; ++i) {
      if (is_space(text_[i])) continue;
      if (out.empty() || out.back().end < i) out.push_back({i, i});
      out.back().end = i + 1;
    }
    return out;
  }

  void table(const PrintedPage& page, size_t from, size_t to) {
    // The columns: where the cells of the rows with most cells stand.
    std::vector<std::vector<uint32_t>> cells;
    size_t most = 0;
    for (size_t l = from; l < to; ++l) {
      cells.push_back(cells_of(page, page.lines[l]));
      most = std::max(most, cells.back().size());
    }
    std::vector<std::pair<float, float>> columns(most, {1e9F, -1e9F});
    const auto end_of = [&](size_t l, size_t c) { return c + 1 < cells[l - from].size() ? cells[l - from][c + 1] : page.lines[l].pieces.size(); };
    const auto edges = [&](size_t l, size_t c) {
      const PrintedLine& line = page.lines[l];
      return std::pair(piece(page, line.pieces[cells[l - from][c]]).print.box.x0, piece(page, line.pieces[end_of(l, c) - 1]).print.box.x1);
    };
    for (size_t l = from; l < to; ++l)
      for (size_t c = 0; c < most && cells[l - from].size() == most; ++c) {
        const auto [left, right] = edges(l, c);
        columns[c] = {std::min(columns[c].first, left), std::max(columns[c].second, right)};
      }
    Table out;
    runs_.begin(Border::block, BlockKind::table);
    const size_t first_run = runs_.plan.runs.size();
    for (size_t l = from; l < to; ++l) {
      const PrintedLine& line = page.lines[l];
      if (l > from) runs_.begin(Border::line);
      size_t next = 0;   // columns before are taken
      for (size_t c = 0; c < cells[l - from].size(); ++c) {
        if (c > 0) runs_.begin(Border::space);
        const auto [left, right] = edges(l, c);
        size_t column = std::min(next, most - 1);
        while (column + 1 < most && columns[column].second < left) ++column;
        size_t last = column;
        while (last + 1 < most && columns[last + 1].first < right && c + 1 + (most - 1 - last) > cells[l - from].size()) ++last;
        next = last + 1;
        const auto add = [&](size_t run, size_t at, size_t columns_spanned) {
          if (runs_.plan.runs.size() == run) return;
          out.cells.push_back({runs_.span_from(run), static_cast<uint16_t>(l - from), static_cast<uint16_t>(at), 1,
                               static_cast<uint16_t>(columns_spanned), l == from});
        };
        // Poppler writes cells that stand near as words of one piece.
        const std::vector<Span> words = cells[l - from][c] + 1 == end_of(l, c) ? words_of(piece(page, line.pieces[cells[l - from][c]])) : std::vector<Span>();
        if (last > column && words.size() == last - column + 1) {
          Run as;
          as.box = piece(page, line.pieces[cells[l - from][c]]).print.box;
          for (size_t w = 0; w < words.size(); ++w) {
            const size_t run = runs_.plan.runs.size();
            runs_.begin(w > 0 ? Border::space : Border::none);
            runs_.put(words[w], as);
            add(run, column + w, 1);
          }
        } else {
          const size_t run = runs_.plan.runs.size();
          put(page, line, cells[l - from][c], end_of(l, c));
          add(run, column, last - column + 1);
        }
      }
    }
    if (runs_.plan.runs.size() > first_run) {
      out.span = runs_.span_from(first_run);
      runs_.plan.tables.push_back(std::move(out));
    }
    runs_.begin(Border::block);
    level_ = 0;
  }

  std::u32string_view text_;
  const Xml& xml_;
  const std::vector<PrintedPage>& pages_;
  XmlRuns runs_;
  float body_[2] = {0, 0};      // the size of the body: Latin, Han
  std::vector<float> levels_;   // sizes of headings in those of the body, the largest first
  uint8_t level_ = 0;           // of the line before
};

}  // namespace

bool is_poppler(const Witness& witness, Span part) {
  return is_xml_of(witness, part, {U"<pdf2xml"});
}

void read_poppler(Witness& witness, Span part, Diags& diags) {
  Xml xml = read_xml(witness, part, XmlDialect::xml);
  std::vector<PrintedPage> pages = std::move(Pdf(witness.chars, part, xml).pages);
  for (PrintedPage& page : pages) {
    std::vector<PrintedPiece> prints;
    for (const Piece& piece : page.pieces) prints.push_back(piece.print);
    page.lines = reading_order(prints);
  }
  if (Arranged document = arranged(witness, part, pages); !document.bytes.empty()) {
    part = rearranged(witness, part, std::move(document.bytes), document.how);
    xml = read_xml(witness, part, XmlDialect::xml);
    std::vector<PrintedPage> again = std::move(Pdf(witness.chars, part, xml).pages);
    number_anew(again, pages);
    pages = std::move(again);
  }
  const Plan plan = Lines(witness.chars, xml, pages).run();
  lay_out_xml(witness, part, xml, plan, "no text in the PDF", diags);
}

}  // namespace jiaokan
