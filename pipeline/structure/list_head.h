// list_head: where the reference list of a draft begins.
//
// Out: the heading's block, the first block of the list and what of it is still heading ("参考文献：[1] 林晓…"). The last heading wins; without one,
// the last run of numbered blocks that are references. Never: says where the list ends (references.cc does).
#pragma once

#include <string>
#include <string_view>

#include "structure/draft.h"

namespace jiaokan {

struct ListHead {
  size_t heading = 0;      // d.blocks(): none stands alone
  size_t first = 0;        // d.blocks(): there is no list
  uint32_t skip = 0;       // characters of the first block that are its heading
  std::u32string title;    // the heading's letters; empty without one
};
ListHead find_list_head(const StructureDraft& d);

constexpr size_t kBetweenEntries = 8;   // blocks that a page's end may put between two entries
uint32_t entry_number(std::u32string_view text);      // of a block that looks like an entry: its bracketed number, 0: it is none
bool continues_another(std::u32string_view text);     // （上接第58页）
bool continues_elsewhere(std::u32string_view text);   // （下转第77页）
bool looks_labelled(std::u32string_view text);
bool has_type_mark(std::u32string_view text);

}  // namespace jiaokan
