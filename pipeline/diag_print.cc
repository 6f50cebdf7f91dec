#include "diag_print.h"

#include <algorithm>
#include <map>

#include "lang/script.h"
#include "model/unicode.h"
#include "read/encoding.h"

namespace jiaokan {

namespace {

constexpr const char* kBold = "\x1b[1m";          // begins every diagnostic
constexpr std::string_view kFolderComes = "@";    // after it, where the folder's name will stand

constexpr size_t kShown = 10;          // of one code; the rest is counted
constexpr size_t kWidth = 96;          // cells of a source line that are shown
constexpr size_t kMaxLine = 1 << 20;   // bytes of a line that are looked at

struct Words {
  const char* name;
  const char* colour;
};
constexpr Words kSeverities[] = {{"note", "\x1b[36m"}, {"warning", "\x1b[33m"}, {"error", "\x1b[31m"}};

size_t width_of(char32_t c) { return is_cjk(c) || (c >= 0x1F300 && c < 0x20000) || (c >= 0x20000 && c < 0x40000) ? 2 : 1; }

// What a document says must not steer the terminal: no control characters, no direction overrides.
char32_t printable(char32_t c) {
  if (c == '\t') return ' ';
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return control ? 0xFFFD : c;
}

struct Excerpt {
  std::string line, caret;
};

// The line of the place, cut to kWidth cells around it, and the caret under it.
Excerpt excerpt(std::string_view bytes, uint32_t begin, uint32_t end) {
  const size_t stop = bytes.find('\n', begin);
  size_t from = begin ? bytes.rfind('\n', begin - 1) : std::string_view::npos;
  from = from == std::string_view::npos || begin == 0 ? 0 : from + 1;
  size_t to = stop == std::string_view::npos ? bytes.size() : stop;
  // Only the neighbourhood of the place can be shown; a line may be as long as the file.
  while (from + kMaxLine < begin) from = begin - kMaxLine / 2;
  while (from < begin && (static_cast<unsigned char>(bytes[from]) & 0xC0) == 0x80) ++from;
  to = std::min(to, static_cast<size_t>(begin) + kMaxLine);
  if (to > from && bytes[to - 1] == '\r') --to;
  const size_t marked_end = std::min<size_t>(std::max<size_t>(end, begin), to);
  std::u32string before = from_utf8(bytes.substr(from, begin - from));
  std::u32string marked = from_utf8(bytes.substr(begin, marked_end - begin));
  std::u32string after = from_utf8(bytes.substr(marked_end, to - marked_end));
  while (!after.empty() && after.back() == '\r') after.pop_back();

  const size_t marked_cells = cells_of(marked);
  size_t room = kWidth > marked_cells ? kWidth - marked_cells : 0;
  size_t left = std::min(cells_of(before), std::max(room / 2, room - std::min(room, cells_of(after))));
  bool cut_left = false, cut_right = false;
  size_t cells = 0, first = before.size();
  while (first > 0 && cells + width_of(before[first - 1]) <= left) cells += width_of(before[--first]);
  cut_left = first > 0;
  before.erase(0, first);
  room = kWidth > cells ? kWidth - cells : 0;
  std::u32string tail = marked + after;
  size_t last = 0, tail_cells = 0;
  while (last < tail.size() && tail_cells + width_of(tail[last]) <= room) tail_cells += width_of(tail[last++]);
  cut_right = last < tail.size();
  tail.resize(last);

  std::u32string line = (cut_left ? U"…" : U"") + before + tail + (cut_right ? U"…" : U"");
  for (char32_t& c : line) c = printable(c);
  const size_t indent = cells_of(before) + (cut_left ? cells_of(U"…") : 0);
  const size_t marks = std::max<size_t>(1, std::min(marked_cells, tail_cells));
  return {to_utf8(line), std::string(indent, ' ') + "^" + std::string(marks - 1, '~')};
}

// From 1; the column in characters.
struct LineColumn {
  uint32_t line = 1, column = 1;
};

struct LineIndex {
  std::vector<uint32_t> starts;
  explicit LineIndex(std::string_view bytes) : starts{0} {
    for (size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1))
      starts.push_back(static_cast<uint32_t>(at + 1));
  }
  LineColumn at(std::string_view bytes, uint32_t byte) const {
    const auto after = std::upper_bound(starts.begin(), starts.end(), byte);
    const uint32_t start = *(after - 1);
    const size_t length = std::min<size_t>(byte, bytes.size()) - start;
    size_t column = 1;
    for (const char c : bytes.substr(start, length)) column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return {static_cast<uint32_t>(after - starts.begin()), static_cast<uint32_t>(column)};
  }
};

// A source as a terminal can show it: its bytes when they are UTF-8, else its characters in UTF-8, with the place of each.
class Readable {
 public:
  explicit Readable(std::string_view bytes) : bytes_(bytes) {
    Decoded decoded = is_plain_text(bytes) ? Decoded{{}, {}, "UTF-8"} : decode(bytes);
    if (decoded.encoding != "UTF-8") {
      for (const char32_t c : decoded.chars) {
        places_.push_back(static_cast<uint32_t>(text_.size()));
        append_utf8(text_, c);
      }
      offsets_ = std::move(decoded.offset);
    }
    lines_ = LineIndex(text());
  }
  std::string_view text() const { return offsets_.empty() ? bytes_ : std::string_view(text_); }
  uint32_t place_of(uint32_t byte) const {
    if (offsets_.empty()) return byte;
    const auto behind = std::upper_bound(offsets_.begin(), offsets_.end(), byte);
    return byte >= bytes_.size() ? static_cast<uint32_t>(text_.size()) : behind == offsets_.begin() ? 0 : places_[static_cast<size_t>(behind - offsets_.begin()) - 1];
  }
  LineColumn line_column(uint32_t byte) const { return lines_.at(text(), place_of(byte)); }

 private:
  std::string_view bytes_;
  std::string text_;
  std::vector<uint32_t> offsets_, places_;   // of each character: in the bytes, in the text
  LineIndex lines_{""};
};

}  // namespace

std::string clean_text(std::string_view text) {
  std::u32string chars = from_utf8(text);
  for (char32_t& c : chars) c = printable(c);
  return to_utf8(chars);
}

size_t cells_of(std::u32string_view text) {
  size_t cells = 0;
  for (const char32_t c : text) cells += width_of(c);
  return cells;
}

std::string print_diags(const Diags& diags, const std::vector<const Source*>& sources, const std::string& folder,
                        Colours colours) {
  const bool on = colours == Colours::on;
  const char* const bold = on ? kBold : "";
  const char* const faint = on ? "\x1b[2m" : "";
  const char* const reset = on ? "\x1b[0m" : "";
  std::map<std::string_view, Readable> readable;
  std::map<Code, size_t> seen;
  std::string out;
  for (const Diag& diag : diags) {
    if (++seen[diag.code] > kShown) continue;
    const DiagText text = describe(diag.code);
    const Words& words = kSeverities[static_cast<size_t>(text.severity)];
    const auto found = std::find_if(sources.begin(), sources.end(),
                                    [&](const Source* source) { return source->name == diag.place.source; });
    const Source* source = found == sources.end() || diag.place.source.empty() ? nullptr : *found;
    out += bold;
    if (!diag.place.source.empty()) out += clean_text(folder + diag.place.source);
    else out += folder.empty() ? "jiaokan" : clean_text(folder.substr(0, folder.size() - 1));
    // A place in what a tool made of a file is none in the file.
    if (source && !source->made_by.empty() && source->made_by.rfind("jiaokan", 0) != 0) out += " (" + clean_text(source->made_by.substr(0, source->made_by.find(';'))) + ")";
    const bool placed = source && !source->bytes.empty() && diag.place.begin <= source->bytes.size();
    const Readable* const shown_as = placed ? &readable.try_emplace(source->name, source->bytes).first->second : nullptr;
    if (placed) {
      const LineColumn place = shown_as->line_column(diag.place.begin);
      out += ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
    }
    out += std::string(": ") + reset + (on ? words.colour : "") + words.name + " " + std::string(text.code) + reset + ": ";
    out += text.wording;
    if (!diag.detail.empty()) out += ": " + clean_text(diag.detail);
    out += "\n";
    if (placed) {
      const Excerpt shown = excerpt(shown_as->text(), shown_as->place_of(diag.place.begin), shown_as->place_of(diag.place.end));
      if (!shown.line.empty())
        out += "    " + shown.line + "\n    " + (on ? words.colour : "") + shown.caret + reset + "\n";
    }
    if (!text.hint.empty() && seen[diag.code] == 1)
      out += std::string("    ") + faint + "hint: " + std::string(text.hint) + reset + "\n";
  }
  for (const auto& [code, count] : seen)
    if (count > kShown)
      out += (folder.empty() ? std::string() : bold + clean_text(folder.substr(0, folder.size() - 1)) + ": " + reset) +
             std::string(describe(code).code) + ": " + std::to_string(count - kShown) +
             " more of this kind (report.json counts them)\n";
  return out;
}

std::string diags_to_keep(const Diags& diags, const std::vector<const Source*>& sources, Folder folder) {
  return print_diags(diags, sources, folder == Folder::none ? "" : std::string(kFolderComes) + "/", Colours::on);
}

std::string print_kept(const std::string& kept, const std::string& folder, Colours colours) {
  const std::string named = clean_text(folder.substr(0, folder.empty() || folder.back() != '/' ? folder.size() : folder.size() - 1));
  const std::string mark = kBold + std::string(kFolderComes);
  std::string out;
  // A document's own escapes were never let in, so every one is ours.
  for (size_t at = 0; at < kept.size();) {
    if (kept[at] != kBold[0]) {
      const size_t next = std::min(kept.find(kBold[0], at), kept.size());
      out.append(kept, at, next - at);
      at = next;
      continue;
    }
    const size_t end = std::min(kept.find('m', at), kept.size() - 1) + 1;
    if (colours == Colours::on) out.append(kept, at, end - at);
    if (!folder.empty() && kept.compare(at, mark.size(), mark) == 0) {
      out += named;
      at += mark.size();
    } else {
      at = end;
    }
  }
  return out;
}

}  // namespace jiaokan
