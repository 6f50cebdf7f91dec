// in_parts: work of many independent places, on all cores where there is much of it.
//
// What is done for one place may not touch what another writes, so the result is the same however it is shared out. Nothing else of the
// program is taken up while it waits: an article in hand is finished before the next.
#pragma once

#include <cstddef>
#include <functional>

namespace jiaokan {

// Calls work(0) … work(n - 1).
void in_parts(size_t n, const std::function<void(size_t)>& work);

// Both, one beside the other.
void side_by_side(const std::function<void()>& one, const std::function<void()>& other);

}  // namespace jiaokan
