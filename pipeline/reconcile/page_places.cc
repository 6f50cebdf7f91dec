#include "reconcile/page_places.h"

#include <algorithm>
#include <numeric>

namespace jiaokan {

namespace {

size_t page_in(const Stream& stream, uint32_t key) {
  return static_cast<size_t>(std::upper_bound(stream.pages.begin(), stream.pages.end(), key) - stream.pages.begin());
}

// The pages of stream s as pages of stream `first`: where most of each is. Nothing where they are not the same pages.
std::vector<uint32_t> pages_as_in(const Rows& rows, const std::vector<Stream>& streams, size_t s, size_t first) {
  constexpr double kAgree = 0.9;   // of the columns that both have
  const size_t own = streams[s].pages.size() + 1, its = streams[first].pages.size() + 1;
  std::vector<uint32_t> shared(own * its, 0), out;
  for (size_t k = 0; k < rows.size(); ++k)
    if (const uint32_t* const row = rows.row(k); row[s] != kNone && row[first] != kNone) ++shared[page_in(streams[s], row[s]) * its + page_in(streams[first], row[first])];
  uint32_t same = 0;
  for (size_t p = 0; p < own; ++p) {
    const auto begin = shared.begin() + static_cast<long>(p * its), most = std::max_element(begin, begin + static_cast<long>(its));
    out.push_back(*most == 0 ? kNone : static_cast<uint32_t>(most - begin));
    same += *most;
  }
  const uint32_t all = std::accumulate(shared.begin(), shared.end(), 0U);
  if (same < kAgree * all || !std::is_sorted(out.begin(), out.end())) return {};
  return out;
}

}  // namespace

PagePlaces page_places(const Rows& rows, const std::vector<Stream>& streams) {
  const bool wanted = std::any_of(streams.begin(), streams.end(), [](const Stream& s) { return s.is_layer && s.trust_in_order < 0; });
  const bool vision = std::any_of(streams.begin(), streams.end(), [](const Stream& s) { return s.trust_in_order > 0; });
  const auto first = std::find_if(streams.begin(), streams.end(), [](const Stream& s) { return s.pages.size() > 1; });
  if (!wanted || vision || first == streams.end()) return {};
  std::vector<std::vector<uint32_t>> known(streams.size());
  for (size_t s = 0; s < streams.size(); ++s)
    if (streams[s].pages.size() > 1) known[s] = pages_as_in(rows, streams, s, static_cast<size_t>(first - streams.begin()));
  if (std::count_if(known.begin(), known.end(), [](const auto& pages) { return !pages.empty(); }) < 2) return {};
  PagePlaces out;
  out.page.assign(rows.size(), kNone);
  out.foot.assign(rows.size(), false);
  for (size_t k = 0; k < rows.size(); ++k) {
    for (size_t s = 0; s < streams.size(); ++s) {
      const uint32_t key = rows.row(k)[s];
      if (key == kNone) continue;
      if (out.page[k] == kNone && !known[s].empty()) out.page[k] = known[s][page_in(streams[s], key)];
      out.foot[k] = out.foot[k] || streams[s].is_at_foot(key);
    }
    if (k > 0 && out.page[k] == kNone) out.page[k] = out.page[k - 1];
  }
  return out;
}

}  // namespace jiaokan
