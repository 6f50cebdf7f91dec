#include "clean/clean.h"

#include <unordered_set>

#include "clean/furniture_shapes.h"
#include "clean/rules.h"

namespace jiaokan {

namespace {

struct Rule {
  const char* name;
  void (*apply)(Witness&, Lines&);
};

// Blocks hold no furniture: one that is nothing else is none.
void drop_empty_blocks(Witness& witness, Lines&) {
  std::erase_if(witness.blocks, [&](const Block& block) {
    for (uint32_t i = block.span.begin; i < block.span.end; ++i)
      if (in_stream(witness.role[i])) return false;
    return true;
  });
}

// White space that no block holds is layout.
void drop_loose_spaces(Witness& witness, Lines&) {
  uint32_t at = 0;
  const auto drop = [&](uint32_t end) {
    for (; at < end; ++at)
      if (witness.role[at] == Role::space) set_role(witness, {at, at + 1}, Role::gap, "spaces");
  };
  for (const Block& block : witness.blocks) {
    drop(block.span.begin);
    at = std::max(at, block.span.end);
  }
  drop(static_cast<uint32_t>(witness.role.size()));
}

// In the order they run: each may use what the ones before it found.
constexpr Rule kRules[] = {
    {"TeX labels", free_label_numbers},
    {"axes", mark_axes},
    {"furniture", mark_furniture},
    {"furniture of others", hear_furniture},
    {"line numbers", mark_line_numbers},
    {"stray headings", mark_stray_headings},
    {"blocks run together", part_blocks},
    {"empty blocks", drop_empty_blocks},
    {"pages", find_pages},
    {"notes at page feet", find_foot_notes},
    {"plain tables", find_plain_tables},
    {"lines to paragraphs", join_lines},
    {"list below a paragraph", part_reference_list},
    {"line-end hyphens", undo_hyphens},
    {"spaces", settle_spaces},
    {"lines of code", keep_lines_of_code},
    {"callouts", find_callouts_and_notes},
    {"blocks emptied", drop_empty_blocks},
    {"loose spaces", drop_loose_spaces},
};

// Furniture of an earlier cleaning is known by its role.
Lines measure_again(Witness& witness) {
  Lines lines = measure_lines(witness);
  for (Line& line : lines.lines)
    if (!line.ink.empty() && witness.role[line.ink.begin] == Role::furniture && witness.role[line.ink.end - 1] == Role::furniture) line.furniture = true;
  witness.facts.clear();
  return lines;
}

}  // namespace

void set_role(Witness& witness, Span span, Role role, const char* rule) {
  uint32_t begin = span.begin;
  bool changed = false;
  for (uint32_t i = span.begin; i < span.end; ++i) {
    if (witness.role[i] == role || witness.role[i] == Role::markup) continue;
    if (!changed) begin = i;
    changed = true;
    witness.role[i] = role;
  }
  if (changed) witness.changes.push_back({{begin, span.end}, rule});
}

std::vector<std::u32string> mark_own_furniture(Witness& witness) {
  constexpr size_t kMost = 200;   // of an article's versions; a text of thousands of pages has read each of its few heads in many ways
  Lines lines = measure_again(witness);
  for (const Rule& rule : kRules) {
    rule.apply(witness, lines);
    if (rule.apply == mark_furniture) break;
  }
  std::vector<std::u32string> out;
  std::unordered_set<std::u32string> known;
  for (const Line& line : lines.lines)
    if (line.furniture && out.size() < kMost && known.insert(shape(line.text)).second) out.emplace_back(line.text);
  return out;
}

Witness clean(Witness witness, Diags&, std::span<const std::u32string> furniture_of_others) {
  Lines lines = measure_again(witness);
  lines.heard = furniture_of_others;
  for (const Rule& rule : kRules) rule.apply(witness, lines);
  return witness;
}

}  // namespace jiaokan
