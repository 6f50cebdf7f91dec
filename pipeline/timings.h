// The time an article took.
#pragma once

#include <utility>
#include <vector>

namespace jiaokan {

using Timings = std::vector<std::pair<const char*, double>>;   // CPU seconds a stage, in the order of the stages

}  // namespace jiaokan
