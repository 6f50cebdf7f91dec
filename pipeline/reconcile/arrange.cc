#include "reconcile/arrange.h"

#include <algorithm>
#include <optional>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/anchors.h"

namespace jiaokan {

namespace {

// The text in key form, and where its characters stand.
struct Key {
  std::u32string text;
  std::vector<uint32_t> at;   // one a character of it, and the end
};

Key key_text(const Text& text) {
  Key out;
  for (uint32_t i = 0; i < text.chars.size(); ++i) {
    if (is_space(text.chars[i])) continue;
    out.text.push_back(fold(text.chars[i]));
    out.at.push_back(i);
  }
  out.at.push_back(static_cast<uint32_t>(text.chars.size()));
  return out;
}

// The character of the text at which what the choice means begins: its reading, or the seam between before and after.
std::optional<uint32_t> place_of(const Key& key, const EditorDecision& choice, Diags& diags) {
  const std::u32string before = folded_unspaced(choice.before), after = folded_unspaced(choice.after), reading = choice.readings.empty() ? U"" : folded_unspaced(choice.readings[0]);
  std::vector<Fit> fits;
  std::vector<uint32_t> places;
  // A seam may be anywhere; only those with something of the context beside them are of interest.
  for (size_t i = key.text.find(reading); i != std::u32string::npos && i < key.text.size(); i = key.text.find(reading, i + 1)) {
    const Fit fit = fit_at(key.text, {static_cast<uint32_t>(i), static_cast<uint32_t>(i + reading.size())}, before, after);
    if (fit == Fit::none) continue;
    fits.push_back(fit);
    places.push_back(key.at[i]);
  }
  const Pick found = pick(fits, choice.nth);
  if (found.said) diags.push_back(diag_of(*found.said, choice));
  return found.index ? std::optional(places[*found.index]) : std::nullopt;
}

// From here on a block begins at the character.
size_t part_at(Text& text, uint32_t at) {
  const size_t b = block_at(text, at);
  if (text.blocks[b].span.begin == at) return b;
  Block second = text.blocks[b];
  second.span.begin = at;
  second.page_break_before = false;
  text.blocks[b].span.end = at;
  text.blocks.insert(text.blocks.begin() + static_cast<std::ptrdiff_t>(b) + 1, second);
  return b + 1;
}

void set_break(Text& text, uint32_t at, bool begins) {
  // White space before the seam belongs to the block before it.
  if (begins) {
    Block& block = text.blocks[part_at(text, at)];
    block.starts = 1;
    block.begins_by_editor = true;
    return;
  }
  const size_t b = block_at(text, at);
  if (b == 0 || std::any_of(text.chars.begin() + text.blocks[b].span.begin, text.chars.begin() + at, [](char32_t c) { return !is_space(c); })) return;   // none begins here
  text.blocks[b - 1].span.end = text.blocks[b].span.end;
  text.blocks.erase(text.blocks.begin() + static_cast<std::ptrdiff_t>(b));
}

void set_level(Text& text, uint32_t at, uint8_t level) {
  Block& block = text.blocks[block_at(text, at)];
  block.kind = level > 0 ? BlockKind::heading : BlockKind::paragraph;
  block.level = level;
  block.kind_by_editor = true;
}

}  // namespace

void arrange(Text& text, const std::vector<EditorDecision>& choices, Diags& diags) {
  const auto is_of = [](EditorKind kind) { return [kind](const EditorDecision& choice) { return choice.kind == kind; }; };
  if (text.blocks.empty() || (std::none_of(choices.begin(), choices.end(), is_of(EditorKind::paragraph_break)) && std::none_of(choices.begin(), choices.end(), is_of(EditorKind::level)))) return;
  const Key key = key_text(text);
  // Blocks first: a heading may be one that a break makes.
  for (const EditorKind kind : {EditorKind::paragraph_break, EditorKind::level})
    for (const EditorDecision& choice : choices) {
      if (choice.kind != kind) continue;
      const std::optional<uint32_t> at = place_of(key, choice, diags);
      if (!at) continue;
      if (kind == EditorKind::paragraph_break) set_break(text, *at, choice.lemma == U"yes");
      else set_level(text, *at, static_cast<uint8_t>(choice.lemma[0] - U'0'));
    }
}

}  // namespace jiaokan
