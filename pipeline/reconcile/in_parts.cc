#include "reconcile/in_parts.h"

#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>
#include <tbb/task_arena.h>

namespace jiaokan {

void in_parts(size_t n, const std::function<void(size_t)>& work) {
  tbb::this_task_arena::isolate([&] { tbb::parallel_for(size_t{0}, n, work); });
}

void side_by_side(const std::function<void()>& one, const std::function<void()>& other) {
  tbb::this_task_arena::isolate([&] { tbb::parallel_invoke(one, other); });
}

}  // namespace jiaokan
