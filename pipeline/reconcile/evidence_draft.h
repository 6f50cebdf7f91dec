// Draft: the text of the edition as it stands when one reading is taken at every locus.
//
// Characters know their locus; where paragraphs and lines begin is as the witnesses have it. It is a means of looking at
// what surrounds a locus, and is thrown away (settle.h makes the Text).
#pragma once

#include <string>
#include <vector>

#include "model/collation.h"

namespace jiaokan {

struct Draft {
  std::u32string chars;
  std::u32string folded;
  std::vector<uint32_t> locus;        // index of the locus a character belongs to, or kNone
  std::vector<Span> loci;             // the characters of each locus; an empty span where its reading is empty
  std::vector<bool> raised;           // the characters of raised callouts that have no brackets
  std::vector<uint32_t> paragraphs;   // where every witness that has the place begins a block; ascending
  std::vector<uint32_t> lines;        // where some witness begins a block or a line; ascending
};

// Where a witness begins blocks and lines, and what it has in raised callouts without brackets, one flag a character; and what a draft has
// in the columns outside all loci, whatever is chosen. Computed once.
struct Starts {
  std::vector<std::vector<bool>> block, line, raised;   // by witness
  struct Agreed {
    std::u32string chars;                               // by column; of columns in loci nothing is meant
    std::vector<uint32_t> paragraphs, lines, raised;    // columns of the draft's flags, ascending
  } agreed;
};
Starts starts_of(const Collation& collation);
// Sets the flag of the first character from there on that is in the stream.
void flag_first_of_stream(const Witness& witness, uint32_t from, std::vector<bool>& flags);

// True where a witness of the reading has all of it raised: 6 for [6].
bool is_raised(const Collation& collation, const Starts& starts, const Locus& locus, const Reading& reading);

// `chosen`: for each locus the index of the reading taken.
Draft draft_of(const Collation& collation, const Starts& starts, const std::vector<uint32_t>& chosen);

// The folded text that no witness disputes, U+0000 where something is left out; long passages of single
// witnesses are kept, since nothing contradicts them.
std::u32string undisputed_text(const Collation& collation, const std::vector<uint32_t>& chosen);

}  // namespace jiaokan
