#include "pandoc.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "model/unicode.h"
#include "render/zip.h"

namespace jiaokan {

namespace {

constexpr int kCircled = 50;

// What Word calls its forms of numbers that Pandoc has no name for, by how the names begin.
struct WordFormat {
  std::string_view begins;
  bool circled;
};
constexpr WordFormat kWordFormats[] = {{"chineseCounting", false},       {"decimalEnclosedCircle", true}, {"ideographEnclosedCircle", true},
                                       {"japaneseCounting", false}, {"taiwaneseCounting", false}};

struct Holder {
  std::string_view ending;
  std::string folder;   // that Pandoc's paths of pictures begin in
};
const Holder kHolders[] = {{".docx", "word/"}, {".odt", ""}};

const Holder* holder_of(std::string_view name) {
  const std::string small = small_ascii(name);
  for (const Holder& row : kHolders)
    if (small.ends_with(row.ending)) return &row;
  return nullptr;
}

// 1 … 50 as ① … ㊿; then from ① again.
std::string circled(int number) {
  const int n = (number - 1) % kCircled + 1;
  const char32_t c = n <= 20 ? U'①' + static_cast<char32_t>(n - 1) : n <= 35 ? U'㉑' + static_cast<char32_t>(n - 21) : U'㊱' + static_cast<char32_t>(n - 36);
  std::string out;
  append_utf8(out, c);
  return out;
}

// 1 … 99 as 一 … 九十九; what is more in digits.
std::string han(int number) {
  constexpr std::u32string_view kDigits = U"一二三四五六七八九";
  if (number < 1 || number > 99) return std::to_string(number);
  std::u32string out;
  if (number >= 20) out += kDigits[static_cast<size_t>(number / 10 - 1)];
  if (number >= 10) out += U'十';
  if (number % 10 > 0) out += kDigits[static_cast<size_t>(number % 10 - 1)];
  return to_utf8(out);
}

// Letters as spreadsheets count: z, aa.
std::string letters(int number) {
  std::string out;
  for (int n = number; n > 0; n = (n - 1) / 26) out.insert(out.begin(), static_cast<char>('a' + (n - 1) % 26));
  return out;
}

std::string roman(int number) {
  struct Sign {
    int value;
    const char* written;
  };
  constexpr Sign kSigns[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
  std::string out;
  for (const Sign& sign : kSigns)
    for (; number >= sign.value; number -= sign.value) out += sign.written;
  return out;
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

// The label of an item in a list of this type, as HTML names it.
std::string numbered(int number, char type) {
  constexpr int kMost = 4000;   // beyond it nobody writes them with letters
  if (number < 1 || number >= kMost) type = '1';
  switch (type) {
    case 'a': return letters(number);
    case 'A': return upper(letters(number));
    case 'i': return roman(number);
    case 'I': return upper(roman(number));
    default: return std::to_string(number);
  }
}

int number_in(std::string_view text, size_t at) {
  int out = 0;
  for (size_t i = at; i < text.size() && text[i] >= '0' && text[i] <= '9' && out < 100000; ++i) out = out * 10 + (text[i] - '0');
  return out;
}

// What stands behind `name="` in a tag; 0 when there is no such number.
int attribute(std::string_view tag, std::string_view name) {
  const size_t at = tag.find(name);
  return at == std::string_view::npos ? 0 : number_in(tag, at + name.size());
}

// What stands behind `name="`; empty when it is not there.
std::string_view text_of(std::string_view tag, std::string_view name) {
  const size_t at = tag.find(name);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = tag.substr(at + name.size());
  return rest.substr(0, rest.find('"'));
}

struct List {
  bool numbered = false, notes = false;
  int next = 1;
  char type = '1';
  std::optional<WordLabel> label;
};

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else if (c == '<') out += "&lt;";
    else out += c;
  }
  return out;
}

// Where the caption that begins at `at` ends, when it has the very words of the paragraph that stands before its table; else `at`.
size_t end_of_repetition(std::string_view html, size_t at) {
  constexpr std::string_view kTable = "<table>\n", kOpen = "<caption>", kClose = "</caption>", kBefore = "</p>\n", kParagraph = "<p>";
  if (!html.substr(at).starts_with(kOpen) || !html.substr(0, at).ends_with(kTable)) return at;
  const std::string_view before = html.substr(0, at - kTable.size());
  const size_t begin = before.rfind(kParagraph), end = html.find(kClose, at);
  if (!before.ends_with(kBefore) || begin == std::string_view::npos || end == std::string_view::npos) return at;
  const std::string_view paragraph = before.substr(begin + kParagraph.size(), before.size() - kBefore.size() - begin - kParagraph.size());
  return paragraph == html.substr(at + kOpen.size(), end - at - kOpen.size()) ? end + kClose.size() : at;
}

}  // namespace

WordLabels list_labels(std::string_view docx, size_t most) {
  constexpr size_t kDeepest = 9;   // in Word
  const std::string numbering = zip_entry(docx, "word/numbering.xml", most);
  WordLabels out;
  for (size_t at = numbering.find("<w:lvl "); at != std::string::npos;) {
    const size_t next = numbering.find("<w:lvl ", at + 1);
    const std::string_view level = std::string_view(numbering).substr(at, next == std::string::npos ? next : next - at);
    at = next;
    const size_t depth = static_cast<size_t>(attribute(level, "w:ilvl=\""));
    const std::string_view format = text_of(level, "<w:numFmt w:val=\""), text = text_of(level, "<w:lvlText w:val=\"");
    const WordFormat* const known = std::find_if(std::begin(kWordFormats), std::end(kWordFormats), [&](const WordFormat& row) { return format.starts_with(row.begins); });
    const std::string number = fmt::format("%{}", depth + 1);
    const size_t place = text.find(number);
    // 1.一 has the number of the level above in it.
    if (known == std::end(kWordFormats) || depth >= kDeepest || place == std::string_view::npos || std::count(text.begin(), text.end(), '%') != 1) continue;
    if (out.size() <= depth) out.resize(depth + 1);
    if (!out[depth]) out[depth] = WordLabel{known->circled, std::string(text.substr(0, place)), std::string(text.substr(place + number.size()))};
  }
  return out;
}

std::string with_labels(std::string_view html, std::string_view holder, const WordLabels& labels) {
  std::string out;
  std::vector<List> lists;
  bool in_notes = false;
  std::string pending;   // a label that waits for the text of its item
  for (size_t at = 0; at < html.size();) {
    if (html[at] != '<') {
      const size_t end = std::min(html.find('<', at), html.size());
      const std::string_view text = html.substr(at, end - at);
      if (!pending.empty() && text.find_first_not_of(" \n") != std::string_view::npos) {
        out += pending;
        pending.clear();
      }
      out += text;
      at = end;
      continue;
    }
    if (const size_t behind = end_of_repetition(html, at); behind > at) {
      at = behind;
      continue;
    }
    const size_t close = html.find('>', at);
    if (close == std::string_view::npos) return out + std::string(html.substr(at));
    const std::string_view tag = html.substr(at, close + 1 - at);
    at = close + 1;
    const auto is = [&](std::string_view name) { return tag.starts_with(name) && tag.size() > name.size() && (tag[name.size()] == '>' || tag[name.size()] == ' '); };
    if (is("<section") && tag.find("footnotes") != std::string_view::npos) in_notes = true;
    if (is("</section")) in_notes = false;
    if (is("<ol") || is("<ul")) {
      const int start = attribute(tag, "start=\"");
      const std::string_view type = text_of(tag, "type=\"");
      lists.push_back({tag[1] == 'o', in_notes && lists.empty(), start > 0 ? start : 1, type.empty() ? '1' : type[0], type.empty() && lists.size() < labels.size() ? labels[lists.size()] : std::nullopt});
    }
    if ((is("</ol") || is("</ul")) && !lists.empty()) lists.pop_back();
    if (is("<li") && !lists.empty()) {
      List& list = lists.back();
      if (list.notes) pending = circled(std::max(1, attribute(tag, "id=\"fn")));
      else if (list.numbered && list.label) pending = list.label->before + (list.label->circled ? circled(list.next) : han(list.next)) + list.label->behind;
      else if (list.numbered) pending = numbered(list.next, list.type) + ". ";
      else pending.clear();
      ++list.next;
    }
    if (is("</li")) pending.clear();
    // Whatever is no text (a formula is one) may stand before the label, an emphasis may not.
    if (!pending.empty() && !is("<li") && !is("<p") && !is("<ol") && !is("<ul") && !is("<div") && !is("<section") && tag[1] != '/') {
      out += pending;
      pending.clear();
    }
    constexpr std::string_view kAddress = "src=\"";
    const std::string_view picture = is("<img") ? text_of(tag, kAddress) : std::string_view();
    if (!holder.empty() && !picture.empty() && picture.find(':') == std::string_view::npos) {
      const size_t address = tag.find(kAddress) + kAddress.size();
      out += std::string(tag.substr(0, address)) + escaped(holder) + "/" + std::string(tag.substr(address));
    } else {
      out += tag;
    }
    if (is("<a") && tag.find("footnote-ref") != std::string_view::npos) {
      // <a …><sup>12</sup></a>
      constexpr std::string_view kOpen = "<sup>";
      const size_t number = at + kOpen.size();
      size_t end = number;
      while (end < html.size() && html[end] >= '0' && html[end] <= '9') ++end;
      if (html.substr(at).starts_with(kOpen) && end > number) {
        out += std::string(kOpen) + circled(std::max(1, number_in(html, number)));
        at = end;
      }
    }
  }
  return out;
}

std::string with_head_rows(std::string odt, size_t most) {
  constexpr std::string_view kText = "content.xml", kTags[] = {"<table:table-header-rows>", "</table:table-header-rows>"};
  std::vector<ZipEntry> entries = zip_entries(odt, most);
  bool changed = false;
  for (ZipEntry& entry : entries) {
    if (entry.name != kText) continue;
    for (const std::string_view tag : kTags)
      for (size_t at = entry.bytes.find(tag); at != std::string::npos; at = entry.bytes.find(tag, at)) {
        entry.bytes.erase(at, tag.size());
        changed = true;
      }
  }
  return changed ? zip_bytes(entries) : odt;
}

std::string without_title_block(std::string html) {
  constexpr std::string_view kBegin = "<header id=\"title-block-header\">", kEnd = "</header>\n";
  const size_t begin = html.find(kBegin), end = begin == std::string::npos ? begin : html.find(kEnd, begin);
  if (end != std::string::npos && html.find("<h1", end) != std::string::npos) html.erase(begin, end + kEnd.size() - begin);
  return html;
}

bool holds_pictures(std::string_view name) { return holder_of(name) != nullptr; }

std::string picture_in(std::string_view name, std::string_view bytes, const std::string& path, size_t most) {
  const Holder* const holder = holder_of(name);
  return holder == nullptr ? "" : zip_entry(bytes, holder->folder + path, most);
}

}  // namespace jiaokan
