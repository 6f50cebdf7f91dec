#include "clean/lines.h"

#include <algorithm>
#include <cmath>

#include "clean/placed_lines.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr float kLatinEm = 0.5F, kQuarterSpace = 0.25F, kSqueeze = 0.5F;

bool squeezable(char32_t c) { return c >= 0x2018 && (c < 0x4E00 || c > 0x9FFF) && std::u32string_view(U"，。；：、？！“”‘’（）《》〈〉「」『』【】［］〔〕．").find(c) != std::u32string_view::npos; }

void measure(const Witness& witness, Line& line) {
  uint32_t latin = 0, wide = 0;
  bool callout = false;
  for (uint32_t i = line.ink.begin; i < line.ink.end; ++i) {
    const char32_t c = witness.chars[i];
    if (witness.role[i] == Role::markup) continue;
    if (is_space(c)) {
      // A text layer writes the quarter em between Han and Latin as a space.
      const bool between = i > 0 && (is_cjk(witness.chars[i - 1]) || (i + 1 < line.ink.end && is_cjk(witness.chars[i + 1])));
      line.width += c == 0x3000 ? 1 : between ? kQuarterSpace : kLatinEm * 0.6F;
      continue;
    }
    // ［12］ is raised and small.
    if ((c == U'［' || c == U'[') && i + 1 < line.ink.end && is_digit(witness.chars[i + 1])) callout = true;
    const bool full = is_cjk(c) || c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'—' || c == U'…' || c == U'·' || circled_value(c) > 0;
    float em = full ? 1 : c == U'%' ? 0.83F : c >= U'A' && c <= U'Z' ? 0.66F : kLatinEm;
    if (callout) em *= 0.55F;
    if (!callout && squeezable(c)) line.squeeze += kSqueeze;
    line.width += em;
    if (c == U'］' || c == U']') callout = false;
    latin += is_latin_letter(c);
    wide += is_cjk(c);
  }
  line.latin = latin > 2 * wide && latin >= 4;
}

// The full width of a stretch of lines of one kind: the upper cluster of their widths; 0 where there are too few.
float measure_of(const std::vector<Line>& lines, size_t from, size_t to, bool latin) {
  std::vector<float> near;
  for (size_t k = from; k < to; ++k)
    if (lines[k].latin == latin && !lines[k].furniture && lines[k].width >= 12) near.push_back(lines[k].width - lines[k].squeeze * 0.35F);
  if (near.size() < 3) return 0;
  std::sort(near.begin(), near.end());
  const float high = near[near.size() * 4 / 5];
  // The median of the lines that come near the widest: one overlong line does not move it.
  std::vector<float> full;
  for (const float w : near)
    if (w > high - 2.5F && w < high + 3) full.push_back(w);
  return full[full.size() / 2];
}

// An abstract is set wider or narrower than the body: a line belongs to the stretch before it or behind it, whichever it fits.
void set_measures(std::vector<Line>& lines) {
  constexpr size_t kReach = 12;
  for (size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    const float before = measure_of(lines, i > kReach ? i - kReach : 0, i + 1, line.latin);
    const float after = measure_of(lines, i, std::min(lines.size(), i + kReach + 1), line.latin);
    const float both = measure_of(lines, i > kReach ? i - kReach : 0, std::min(lines.size(), i + kReach + 1), line.latin);
    line.measure = both;
    if (before == 0 || after == 0 || std::abs(before - after) < 2) continue;
    const float width = line.width - line.squeeze * 0.35F;
    const float off_before = std::abs(width - before), off_after = std::abs(width - after);
    if (std::min(off_before, off_after) < 2.6F) line.measure = off_before <= off_after ? before : after;
    else line.measure = before;   // a short line ends what stands before it
  }
}

// Tags of an XML format: no line of its text.
bool tags_alone(const Witness& witness, Span line) {
  if (witness.role[line.begin] == Role::line_break) return true;
  return witness.chars[line.begin] == U'<' && !witness.box.empty();
}

}  // namespace

void set_text(const Witness& witness, Line& line, std::deque<std::u32string>& held) {
  line.text = std::u32string_view(witness.chars).substr(line.ink.begin, line.ink.size());
  const auto is_markup = [](Role role) { return role == Role::markup; };
  const auto from = witness.role.begin() + line.ink.begin, to = witness.role.begin() + line.ink.end;
  // A line that is markup alone (a picture) is shown as it is written.
  if (std::none_of(from, to, is_markup) || std::all_of(from, to, is_markup)) return;
  std::u32string& text = held.emplace_back();
  for (uint32_t i = line.ink.begin; i < line.ink.end; ++i)
    if (witness.role[i] != Role::markup) text.push_back(witness.chars[i]);
  line.text = text;
}

Lines measure_lines(const Witness& witness) {
  Lines out;
  uint32_t blanks = 0;
  bool form_feed = false;
  uint32_t gaps_with_blank = 0;
  const uint32_t size = static_cast<uint32_t>(witness.chars.size());
  for (size_t l = 0; l < witness.lines.size(); ++l) {
    Line line;
    line.span = {witness.lines[l], l + 1 < witness.lines.size() ? witness.lines[l + 1] : size};
    const bool feeds = line.span.end > line.span.begin && witness.chars[line.span.end - 1] == U'\f';
    while (line.span.end > line.span.begin && (witness.role[line.span.end - 1] == Role::line_break || witness.chars[line.span.end - 1] == U'\n' || witness.chars[line.span.end - 1] == U'\r')) --line.span.end;
    line.ink = line.span;
    const auto is_blank = [&](uint32_t i) { return witness.role[i] == Role::markup || witness.role[i] == Role::line_break || is_space(witness.chars[i]); };
    while (line.ink.begin < line.ink.end && is_blank(line.ink.begin)) {
      if (is_space(witness.chars[line.ink.begin])) line.indent += witness.chars[line.ink.begin] == 0x3000 ? 1 : kLatinEm;
      ++line.ink.begin;
    }
    while (line.ink.end > line.ink.begin && is_blank(line.ink.end - 1)) --line.ink.end;
    // A line that is markup alone is one all the same: a picture stands there, and parts what is above from what is below. Syntax that
    // lay_out has made a line of (the head of a file, tags between two blocks) is none.
    if (line.ink.empty() && !tags_alone(witness, line.span) && std::any_of(witness.chars.begin() + line.span.begin, witness.chars.begin() + line.span.end, [](char32_t c) { return !is_space(c); })) {
      line.ink = line.span;
      while (line.ink.begin < line.ink.end && is_space(witness.chars[line.ink.begin])) ++line.ink.begin;
      while (line.ink.end > line.ink.begin && is_space(witness.chars[line.ink.end - 1])) --line.ink.end;
    }
    if (!line.ink.empty()) {
      line.blanks_before = blanks;
      line.after_form_feed = form_feed;
      set_text(witness, line, out.held);
      measure(witness, line);
      line.signs = line.width;
      gaps_with_blank += blanks > 0 && !out.lines.empty();
      out.lines.push_back(line);
      blanks = 0;
      form_feed = false;
    } else {
      ++blanks;
    }
    form_feed |= feeds;
  }
  if (out.lines.empty()) return out;
  const bool printed = place_lines(witness, out.lines);
  out.blank_means_nothing = gaps_with_blank * 10 > out.lines.size() * 6;
  // Hard lines: the long lines of the prevailing script are nearly all of one width, and that is a width of print.
  std::vector<float> han, latin;
  for (const Line& line : out.lines)
    if (line.width >= 12) (line.latin ? latin : han).push_back(line.width);
  std::vector<float>& widths = han.size() >= latin.size() ? han : latin;
  if (widths.size() >= 6) {
    std::sort(widths.begin(), widths.end());
    const float middle = widths[widths.size() * 6 / 10];
    const auto near = std::count_if(widths.begin(), widths.end(), [&](float w) { return w > middle * 0.8F && w < middle * 1.2F; });
    out.hard_wrapped = middle < 75 && static_cast<size_t>(near) * 10 >= widths.size() * 6;
  }
  out.hard_wrapped |= printed;
  if (out.hard_wrapped && !printed) set_measures(out.lines);
  return out;
}

}  // namespace jiaokan
