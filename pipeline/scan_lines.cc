#include "scan_lines.h"

#include <algorithm>

#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr float kAbove = 0.45F;      // heights of the line shown above and below it
constexpr float kBeside = 0.012F;    // of the page's width, on both sides
constexpr float kTallest = 0.2F;     // of the page: what is taller is cut
constexpr uint32_t kLongest = 400;   // characters of a word, or in the syntax between two
constexpr uint32_t kFarthest = 40000; // characters of a line with its syntax, on either side
constexpr float kGap = 0.12F;        // of a line's height: how wide nothing is drawn

bool is_box(const Box& box) { return box.x1 > box.x0 && box.y1 > box.y0; }
bool same(const Box& a, const Box& b) { return a.x0 == b.x0 && a.y0 == b.y0 && a.x1 == b.x1 && a.y1 == b.y1; }
void grow(Box& box, const Box& by) { box = is_box(box) ? Box{std::min(box.x0, by.x0), std::min(box.y0, by.y0), std::max(box.x1, by.x1), std::max(box.y1, by.y1)} : by; }

// A character's share of its word's box: wide signs take twice the room of others.
Box box_of(const Witness& w, uint32_t i) {
  uint32_t begin = i, end = i + 1;
  while (begin > 0 && i - begin < kLongest && same(w.box[begin - 1], w.box[i])) --begin;
  while (end < w.chars.size() && end - i < kLongest && same(w.box[end], w.box[i])) ++end;
  float before = 0, all = 0;
  for (uint32_t k = begin; k < end; ++k) {
    if (k == i) before = all;
    all += is_cjk(w.chars[k]) || w.chars[k] > 0xFF00 ? 2 : 1;
  }
  const float own = is_cjk(w.chars[i]) || w.chars[i] > 0xFF00 ? 2 : 1;
  Box out = w.box[i];
  const float width = out.x1 - out.x0;
  out.x1 = out.x0 + width * (before + own) / all;
  out.x0 += width * before / all;
  return out;
}

}  // namespace

bool scan_lines(const Witness& w, Span span, ScanLines& out) {
  if (w.box.empty()) return false;
  const uint32_t size = static_cast<uint32_t>(w.chars.size());
  const auto seen = [&](uint32_t i) { return in_stream(w.role[i]) && is_box(w.box[i]); };
  // Nothing stands at an empty place: it is shown at the end of what stands before it.
  uint32_t first = span.begin;
  while (first < span.end && !seen(first)) ++first;
  const bool nothing = first >= span.end;
  if (nothing) {
    first = std::min(span.begin, size);
    while (first > 0 && span.begin - first < kFarthest && !seen(first - 1)) --first;
    if (first == 0 || !seen(first - 1)) return false;
    --first;
  }
  const auto page = std::upper_bound(w.pages.begin(), w.pages.end(), first, [](uint32_t at, const PageStart& start) { return at < start.at; });
  if (page == w.pages.begin()) return false;
  // Page starts found later have no size: they lie within a page of the format.
  const auto of_format = [](const PageStart& start) { return start.width > 0 && start.height > 0; };
  const auto on_page = std::find_if(std::make_reverse_iterator(page), w.pages.rend(), of_format);
  if (on_page == w.pages.rend()) return false;
  const PageStart& on = *on_page;
  const auto next = std::find_if(page, w.pages.end(), of_format);
  const uint32_t page_end = next == w.pages.end() ? size : next->at;
  Box place = box_of(w, first);
  const Box line = w.box[first];
  if (nothing) {
    place.x0 = place.x1 - kGap * (place.y1 - place.y0);
    place.x1 += kGap * (place.y1 - place.y0);
  } else {
    for (uint32_t i = first; i < std::min(span.end, page_end) && i - first < kFarthest; ++i)
      if (seen(i)) grow(place, box_of(w, i));
  }
  // Everything near in the text that stands on the lines of the place.
  Box part = place;
  grow(part, line);
  const float top = part.y0, bottom = part.y1;
  const auto beside = [&](uint32_t i) { return seen(i) && std::min(w.box[i].y1, bottom) - std::max(w.box[i].y0, top) > 0.5F * (w.box[i].y1 - w.box[i].y0); };
  for (uint32_t i = first; i > on.at && first - i < kFarthest && (beside(i - 1) || !seen(i - 1)); --i)
    if (beside(i - 1)) grow(part, w.box[i - 1]);
  for (uint32_t i = first; i < page_end && i - first < kFarthest && (beside(i) || !seen(i)); ++i)
    if (beside(i)) grow(part, w.box[i]);
  const float margin = kAbove * std::min(line.y1 - line.y0, on.height * kTallest / 4);
  part = {std::max(part.x0 - kBeside * on.width, 0.0F), std::max(part.y0 - margin, 0.0F), std::min(part.x1 + kBeside * on.width, on.width), std::min(part.y1 + margin, on.height)};
  part.y1 = std::min(part.y1, part.y0 + kTallest * on.height);
  if (!is_box(part)) return false;
  const float width = part.x1 - part.x0, height = part.y1 - part.y0;
  const auto within = [](float value) { return std::clamp(value, 0.0F, 1.0F); };
  out.page = static_cast<size_t>(std::distance(on_page, w.pages.rend())) - 1;
  out.part = {part.x0 / on.width, part.y0 / on.height, part.x1 / on.width, part.y1 / on.height};
  out.place = {within((place.x0 - part.x0) / width), within((place.y0 - part.y0) / height), within((place.x1 - part.x0) / width), within((place.y1 - part.y0) / height)};
  return is_box(out.place);
}

}  // namespace jiaokan
