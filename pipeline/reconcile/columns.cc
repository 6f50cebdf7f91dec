#include "reconcile/columns.h"

#include <xxhash.h>

#include <algorithm>
#include <memory>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"

namespace jiaokan {

namespace {

constexpr double kVisionOrder = 4;   // nats a join: a vision model reads columns as a reader does
constexpr double kPartedOrder = -2;   // an order that a model of language has made pleases it, right or wrong

// A stop that the stream alone has stands behind the bracket that closes there in the others: [12] and 12。 are a callout before the stop.
uint32_t behind_bracket(uint32_t row, char32_t key, const Rows& rows, size_t s, const std::u32string& base) {
  if (std::u32string_view(U".,;:").find(key) == std::u32string_view::npos) return row;
  while (row < base.size() && rows.row(row)[s] == kNone && (base[row] == U']' || base[row] == U')')) ++row;
  return row;
}

bool is_page_foot(const Witness& witness, const Block& block) {
  if (block.kind == BlockKind::note) return true;
  uint32_t begin = block.span.begin;
  while (begin < block.span.end && !in_stream(witness.role[begin])) ++begin;
  const std::u32string_view text = std::u32string_view(witness.chars).substr(begin, block.span.end - begin);
  if (circled_value(text.empty() ? U' ' : text[0]) > 0) return true;
  LabelMatch label;
  if (!match_label(text, label) || !label.colon) return false;
  return label.kind == LabelKind::received || label.kind == LabelKind::revised || label.kind == LabelKind::accepted || label.kind == LabelKind::funding || label.kind == LabelKind::author_note ||
         label.kind == LabelKind::correspondence || label.kind == LabelKind::author;
}

// From the first such block in the lower half of a page to its end, where they are most of that. Blocks and pages are walked along once.
void find_feet(const Witness& witness, Stream& out) {
  constexpr double kMost = 0.6;
  size_t b = 0;
  for (size_t p = 0; p <= out.pages.size(); ++p) {
    const Span page{p == 0 ? 0 : out.pages[p - 1], p < out.pages.size() ? out.pages[p] : static_cast<uint32_t>(out.keys.size())};
    uint32_t first = kNone, of_feet = 0;
    for (; b < witness.blocks.size(); ++b) {
      const Block& block = witness.blocks[b];
      const uint32_t begin = out.key_at(block.span.begin);
      if (begin >= page.end) break;
      if (begin < page.begin + page.size() / 2 || !is_page_foot(witness, block)) continue;
      if (first == kNone) first = begin;
      of_feet += std::min(out.key_at(block.span.end), page.end) - begin;
    }
    if (first != kNone && of_feet >= kMost * (page.end - first)) out.feet.push_back({first, page.end});
  }
}

}  // namespace

Stream stream_of(const Witness& witness) {
  Stream out;
  if (witness.kind == WitnessKind::vision_model) out.trust_in_order = kVisionOrder;
  if (!witness.parted.empty()) out.trust_in_order = kPartedOrder;
  out.is_layer = witness.kind == WitnessKind::text_layer;
  const uint32_t n = static_cast<uint32_t>(witness.chars.size());
  out.keys.reserve(n);
  out.at.reserve(n);
  // The hash is of the stream as it is written, a piece at a time.
  constexpr size_t kPiece = 4096;
  std::u32string written;
  written.reserve(kPiece);
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> hash(XXH3_createState(), XXH3_freeState);
  XXH3_64bits_reset(hash.get());
  for (uint32_t i = 0; i < n; ++i) {
    if (!in_stream(witness.role[i])) continue;
    const char32_t c = witness.role[i] == Role::space ? U' ' : witness.chars[i];
    written.push_back(c);
    if (written.size() == kPiece) {
      XXH3_64bits_update(hash.get(), written.data(), written.size() * sizeof(char32_t));
      written.clear();
    }
    if (is_space(c)) {
      out.spaces.push_back(i);
      continue;
    }
    out.keys.push_back(fold(c));
    out.at.push_back(i);
  }
  for (const PageStart& page : witness.pages)
    if (page.width > 0 || (page.at > 0 && witness.chars[page.at - 1] == U'\f')) out.pages.push_back(out.key_at(page.at));
  if (!out.pages.empty()) find_feet(witness, out);
  for (const Span zone : witness.parted) out.parted.push_back({out.key_at(zone.begin), out.key_at(zone.end)});
  XXH3_64bits_update(hash.get(), written.data(), written.size() * sizeof(char32_t));
  out.hash = XXH3_64bits_digest(hash.get());
  return out;
}

std::u32string consensus(const Rows& rows, const std::vector<Stream>& streams) {
  std::u32string out;
  out.reserve(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const uint32_t* const row = rows.row(i);
    char32_t best = 0;
    size_t most = 0;
    for (size_t s = 0; s < rows.width; ++s) {
      if (row[s] == kNone) continue;
      const char32_t key = streams[s].keys[row[s]];
      size_t votes = 0;
      for (size_t t = s; t < rows.width; ++t) votes += row[t] != kNone && streams[t].keys[row[t]] == key;
      if (votes > most) most = votes, best = key;
    }
    out.push_back(best);
  }
  return out;
}

void merge(Rows& rows, const std::u32string& base, const Stream& stream, size_t s, const Alignment& alignment) {
  std::vector<bool> is_moved(stream.keys.size(), false);
  for (const Span span : alignment.moved) std::fill(is_moved.begin() + span.begin, is_moved.begin() + span.end, true);
  std::vector<std::pair<uint32_t, uint32_t>> own;   // behind how many rows, key
  uint32_t last = 0, last_moved = 0;
  for (uint32_t j = 0; j < stream.keys.size(); ++j) {
    const uint32_t i = alignment.a_of_b[j];
    if (i == kNone) {
      own.emplace_back(is_moved[j] ? last_moved : last, j);
      continue;
    }
    rows.cells[i * rows.width + s] = j;
    last_moved = i + 1;
    if (!is_moved[j]) last = i + 1;
  }
  if (own.empty()) return;
  uint32_t before = 0, after = 0;   // rows: where the last stood, where it is put
  for (auto& [behind, j] : own) {
    if (is_moved[j]) continue;
    if (behind != before) after = before = behind;
    behind = after = behind_bracket(after, stream.keys[j], rows, s, base);
  }
  std::stable_sort(own.begin(), own.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  Rows out;
  out.width = rows.width;
  out.cells.reserve(rows.cells.size() + own.size() * rows.width);
  size_t done = 0;
  for (const auto& [behind, j] : own) {
    out.cells.insert(out.cells.end(), rows.cells.begin() + static_cast<long>(done * rows.width), rows.cells.begin() + static_cast<long>(behind * rows.width));
    done = behind;
    out.cells.insert(out.cells.end(), rows.width, kNone);
    out.cells[out.cells.size() - rows.width + s] = j;
  }
  out.cells.insert(out.cells.end(), rows.cells.begin() + static_cast<long>(done * rows.width), rows.cells.end());
  rows = std::move(out);
}

}  // namespace jiaokan
