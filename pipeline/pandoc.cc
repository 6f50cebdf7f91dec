#include "pandoc.h"

#include <fmt/format.h>

#include <vector>

#include "model/unicode.h"

namespace jiaokan {

namespace {

constexpr int kCircled = 50;

// 1 … 50 as ① … ㊿; then from ① again.
std::string circled(int number) {
  const int n = (number - 1) % kCircled + 1;
  const char32_t c = n <= 20 ? U'①' + static_cast<char32_t>(n - 1) : n <= 35 ? U'㉑' + static_cast<char32_t>(n - 21) : U'㊱' + static_cast<char32_t>(n - 36);
  std::string out;
  append_utf8(out, c);
  return out;
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

struct List {
  bool numbered = false, notes = false;
  int next = 1;
};

}  // namespace

std::string with_labels(std::string_view html) {
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
    const size_t close = html.find('>', at);
    if (close == std::string_view::npos) return out + std::string(html.substr(at));
    const std::string_view tag = html.substr(at, close + 1 - at);
    at = close + 1;
    const auto is = [&](std::string_view name) { return tag.starts_with(name) && tag.size() > name.size() && (tag[name.size()] == '>' || tag[name.size()] == ' '); };
    if (is("<section") && tag.find("footnotes") != std::string_view::npos) in_notes = true;
    if (is("</section")) in_notes = false;
    if (is("<ol") || is("<ul")) {
      const int start = attribute(tag, "start=\"");
      lists.push_back({tag[1] == 'o', in_notes && lists.empty(), start > 0 ? start : 1});
    }
    if ((is("</ol") || is("</ul")) && !lists.empty()) lists.pop_back();
    if (is("<li") && !lists.empty()) {
      List& list = lists.back();
      if (list.notes) pending = circled(std::max(1, attribute(tag, "id=\"fn")));
      else if (list.numbered) pending = fmt::format("{}. ", list.next);
      else pending.clear();
      ++list.next;
    }
    if (is("</li")) pending.clear();
    // Whatever is no text (a formula is one) may stand before the label, an emphasis may not.
    if (!pending.empty() && !is("<li") && !is("<p") && !is("<ol") && !is("<ul") && !is("<div") && !is("<section") && tag[1] != '/') {
      out += pending;
      pending.clear();
    }
    out += tag;
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

}  // namespace jiaokan
