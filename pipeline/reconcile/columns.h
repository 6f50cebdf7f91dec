// columns: a collation in the making. Streams are what of the witnesses is laid side by side; rows are the columns.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "model/witness.h"
#include "reconcile/align.h"

namespace jiaokan {

// What of a witness is aligned: its stream without white space, folded. White space goes with the character behind it.
struct Stream {
  std::u32string keys;
  std::vector<uint32_t> at;          // character of the witness
  std::vector<uint32_t> spaces;      // characters that are white space of the stream
  uint64_t hash = 0;                 // of the stream as written
  double trust_in_order = 0;         // nats a join, for or against
  std::vector<Span> parted;          // keys whose order a model of language has made; ascending
  bool is_layer = false;             // a text layer: of exact lines, in an order of blocks
  std::vector<uint32_t> pages;       // keys that begin a page for sure, ascending
  std::vector<Span> feet;            // keys of what stands at the foot of a page: notes, dates, funds; the text goes on over it; ascending

  bool is_parted_at(uint32_t key) const { return is_in(parted, key); }
  bool is_at_foot(uint32_t key) const { return is_in(feet, key); }

  static bool is_in(const std::vector<Span>& zones, uint32_t key) {
    const auto behind = std::upper_bound(zones.begin(), zones.end(), key, [](uint32_t k, const Span& zone) { return k < zone.begin; });
    return behind != zones.begin() && key < (behind - 1)->end;
  }

  // The first key at a character of the witness or behind it.
  uint32_t key_at(uint32_t character) const { return static_cast<uint32_t>(std::lower_bound(at.begin(), at.end(), character) - at.begin()); }
};
Stream stream_of(const Witness& witness);

// One row a column, one cell a stream, which holds the number of a key of that stream.
struct Rows {
  size_t width = 0;
  std::vector<uint32_t> cells;
  size_t size() const { return width == 0 ? 0 : cells.size() / width; }
  const uint32_t* row(size_t i) const { return cells.data() + i * width; }
};

// The commonest key of each column, the earlier stream's in a tie.
std::u32string consensus(const Rows& rows, const std::vector<Stream>& streams);

// Puts stream s into the rows, as it is aligned with their consensus, `base`. What it alone has goes behind the column of the character before, a stop
// behind a bracket that closes there.
void merge(Rows& rows, const std::u32string& base, const Stream& stream, size_t s, const Alignment& alignment);

}  // namespace jiaokan
