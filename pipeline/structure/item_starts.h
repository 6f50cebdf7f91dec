// Items of a list that an engine has run together in one paragraph: (1)…；(2)…, a)…。b)…, the numbered lines of an algorithm.
//
// In: a paragraph and the white space that stood before each of its characters in print. Out: where its second and further items begin; empty: it
// is no list. A paragraph that only counts its points (…有三：(1)…；(2)…) begins with none. Never decides what is shown as a list: gather.h does.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "structure/draft.h"

namespace jiaokan {

// How an item is numbered: (1), 1), a), 1:, 1., or 1 alone.
enum class ItemForm : uint8_t { none, paren, half_paren, letter, colon, dot, plain };
struct ItemNumber {
  ItemForm form = ItemForm::none;
  uint32_t number = 0;    // 1 of a)
  uint32_t content = 0;   // where the item's text begins
};
ItemNumber read_item_number(std::u32string_view text);

std::vector<uint32_t> item_starts(std::u32string_view text, const std::function<Gap(uint32_t)>& gap);

}  // namespace jiaokan
