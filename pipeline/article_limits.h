// article_limits: how large, deep, slow an article may be. The table is article_limits.inc; each row has its diagnostic.
#pragma once

#include <cstddef>
#include <string>

namespace jiaokan {

struct Limits {
#define JIAOKAN_LIMIT(name, value, code, what) size_t name = value;
#include "article_limits.inc"
#undef JIAOKAN_LIMIT
};

// "seconds=20" sets that limit. Throws Failure that names the limits when it is none of them.
void set_limit(const std::string& setting, Limits& limits);

// One line a limit, for help.
std::string limit_names();

}  // namespace jiaokan
