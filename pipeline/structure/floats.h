// Tables and figures with their captions: which block is a caption, what it labels, which two are the two languages of one.
//
// In: the blocks of the draft that have no use yet. Out: parts. A caption stands where its table stands, or where it is printed; the other
// language of it joins it from wherever an engine has put it. Numbers are those printed: none is made up.
#pragma once

#include <vector>

#include "structure/draft.h"

namespace jiaokan {

// Pictures that stand side by side above their captions: as many captions as pictures have one each; one caption has all of them.
// A picture below the caption of a table that has no cells is the table's.
void gather_pictures(std::vector<Part>& parts);

class Floats {
 public:
  explicit Floats(StructureDraft& d);

  bool is_caption_block(size_t block) const;
  void put_caption(std::vector<Part>& parts, size_t block) const;
  void put_table(std::vector<Part>& parts, const Table& table) const;

 private:
  struct Caption {
    size_t block = 0;
    CaptionLabel label;        // spans in characters of the text
    std::vector<Span> below;   // of the text: lines on which it goes on
    size_t other = kNoCaption; // index of the same in the other language
    bool first = true;         // of the two, the one that says where both stand
  };
  static constexpr size_t kNoCaption = static_cast<size_t>(-1);

  void find();
  void take_lines_below(Caption& caption);
  void drop_sentences();
  void settle_numbers();
  void settle_latin_numbers();
  void pair();
  bool beside_table(size_t caption) const;
  bool stands_below_picture(size_t block) const;
  bool is_table(size_t block) const;
  size_t index_of(size_t block) const;
  void fill(Part& part, const Caption& caption) const;

  StructureDraft& d_;
  std::vector<Caption> captions_;   // ascending by block
};

}  // namespace jiaokan
