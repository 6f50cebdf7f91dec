#include "article_limits.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "model/diag.h"

namespace jiaokan {

namespace {

struct LimitRow {
  std::string_view name;
  size_t Limits::*member;
  Code code;
  std::string_view what;
};
constexpr LimitRow kLimits[] = {
#define JIAOKAN_LIMIT(name, value, code, what) {#name, &Limits::name, Code::code, what},
#include "article_limits.inc"
#undef JIAOKAN_LIMIT
};

}  // namespace

void set_limit(const std::string& setting, Limits& limits) {
  const size_t sign = setting.find('=');
  for (const LimitRow& row : kLimits) {
    if (sign == std::string::npos || std::string_view(setting).substr(0, sign) != row.name) continue;
    size_t value = 0;
    const char* const end = setting.data() + setting.size();
    const auto [at, wrong] = std::from_chars(setting.data() + sign + 1, end, value);
    if (wrong != std::errc() || at != end || value == 0) throw Failure(fmt::format("--limit {}: {} is a number, at least 1", setting, row.name));
    limits.*row.member = value;
    return;
  }
  throw Failure(fmt::format("--limit {}: the limits are\n{}", setting, limit_names()));
}

std::string limit_names() {
  const Limits usual;
  std::string out;
  for (const LimitRow& row : kLimits) out += fmt::format("  {:<11} {:>5}  {} ({})\n", row.name, usual.*row.member, row.what, describe(row.code).code);
  return out;
}

}  // namespace jiaokan
