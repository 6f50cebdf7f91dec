#include "compare_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "diag_print.h"
#include "input.h"
#include "model/diag.h"
#include "model/unicode.h"
#include "telling.h"

namespace jiaokan {

namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

// A place of one run, as report.json has it.
struct Place {
  std::string id, before, after, lemma;
  bool open = false;
  size_t number = 0;   // in the order of the text
};
// By what makes two places the same: the words around and the readings; several in the order of the text.
using Places = std::map<std::string, std::vector<Place>>;

constexpr size_t kAround = 6;   // characters on each side: those further off may be settled otherwise themselves

std::string last_of(const std::string& text) {
  const std::u32string chars = from_utf8(text);
  return to_utf8(std::u32string_view(chars).substr(chars.size() - std::min(chars.size(), kAround)));
}
std::string first_of(const std::string& text) { return to_utf8(std::u32string_view(from_utf8(text)).substr(0, kAround)); }

Places places_of(const fs::path& report) {
  const Json read = Json::parse(read_file(report.string()), nullptr, false);
  if (!read.is_object() || !read.contains("loci")) throw Failure(report.string() + " is no report of jiaokan: make the edition again");
  Places out;
  size_t number = 0;
  for (const Json& locus : read["loci"]) {
    Place place{locus.value("id", ""), locus.value("before", ""), locus.value("after", ""), locus.value("lemma", ""), locus.value("open", false), number++};
    std::vector<std::string> readings;
    for (const Json& reading : locus["readings"]) readings.push_back(reading.value("text", ""));
    std::sort(readings.begin(), readings.end());
    std::string key = last_of(place.before) + '\n' + first_of(place.after);
    for (const std::string& reading : readings) key += '\n' + reading;
    out[key].push_back(std::move(place));
  }
  return out;
}

// Articles below a folder, by their path in it; "" for the folder itself.
std::map<std::string, fs::path> reports_below(const std::string& folder) {
  if (!fs::is_directory(folder)) throw Failure(folder + " is no folder: name the output folders of two runs");
  std::map<std::string, fs::path> out;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename() == "report.json") out[entry.path().parent_path().lexically_relative(folder).string()] = entry.path();
  if (out.empty()) throw Failure("there is no report.json in " + folder + " or below it");
  return out;
}

struct Difference {
  size_t otherwise = 0, opened = 0, closed = 0, gone = 0, fresh = 0;
  size_t all() const { return otherwise + opened + closed + gone + fresh; }
};

std::string words_of(const Difference& difference) {
  return fmt::format("{} decided otherwise (≠), {} newly asked (?), {} asked no more (!), {} places new (+), {} gone (-)", difference.otherwise, difference.opened, difference.closed, difference.fresh, difference.gone);
}

std::string shown(const std::string& reading) { return reading.empty() ? "∅" : clean_text(reading); }
using Lines = std::vector<std::pair<size_t, std::string>>;   // by number of their place
void add_line(Lines& lines, const char* sign, const Place& place, const std::string& what) {
  lines.emplace_back(place.number, fmt::format("  {} {:<6} …{}〔{}〕{}…\n", sign, place.id, clean_text(last_of(place.before)), what, clean_text(first_of(place.after))));
}

// Lines in the order of the text of now; what is gone last, in its own.
Difference differ(const Places& before, const Places& now, Lines& lines) {
  Difference out;
  static const std::vector<Place> none;
  const auto only = [&](const std::vector<Place>& places, size_t from, const char* sign, size_t& sum) {
    for (size_t n = from; n < places.size(); ++n, ++sum) add_line(lines, sign, places[n], shown(places[n].lemma));
  };
  for (const auto& [key, places] : now) {
    const auto found = before.find(key);
    const std::vector<Place>& earlier = found == before.end() ? none : found->second;
    const size_t both = std::min(places.size(), earlier.size());
    for (size_t n = 0; n < both; ++n) {
      const Place &old = earlier[n], &place = places[n];
      if (old.lemma != place.lemma) ++out.otherwise, add_line(lines, "≠", place, shown(old.lemma) + " → " + shown(place.lemma));
      if (!old.open && place.open) ++out.opened, add_line(lines, "?", place, shown(place.lemma));
      if (old.open && !place.open) ++out.closed, add_line(lines, "!", place, shown(place.lemma));
    }
    only(places, both, "+", out.fresh);
  }
  std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const std::ptrdiff_t of_now = static_cast<std::ptrdiff_t>(lines.size());
  for (const auto& [key, places] : before) {
    const auto found = now.find(key);
    only(places, found == now.end() ? 0 : std::min(places.size(), found->second.size()), "-", out.gone);
  }
  std::stable_sort(lines.begin() + of_now, lines.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return out;
}

}  // namespace

int run_compare(const CompareOptions& options) {
  const std::map<std::string, fs::path> before = reports_below(options.before), now = reports_below(options.now);
  size_t same = 0, changed = 0, only_before = 0, only_now = 0;
  Difference sums;
  for (const auto& [name, path] : before)
    if (!now.contains(name)) ++only_before, std::printf("%s: only in %s\n", clean_text(name).c_str(), clean_text(options.before).c_str());
  for (const auto& [name, path] : now) {
    const auto found = before.find(name);
    if (found == before.end()) {
      ++only_now;
      std::printf("%s: only in %s\n", clean_text(name).c_str(), clean_text(options.now).c_str());
      continue;
    }
    Lines lines;
    const Difference own = differ(places_of(found->second), places_of(path), lines);
    if (own.all() == 0) {
      ++same;
      continue;
    }
    ++changed;
    std::printf("%s: %s\n", name == "." ? "the article" : clean_text(name).c_str(), words_of(own).c_str());
    for (size_t n = 0; n < lines.size() && n < options.shown; ++n) std::fputs(lines[n].second.c_str(), stdout);
    if (lines.size() > options.shown) std::printf("  … %zu more (--shown N)\n", lines.size() - options.shown);
    sums.otherwise += own.otherwise, sums.opened += own.opened, sums.closed += own.closed, sums.fresh += own.fresh, sums.gone += own.gone;
  }
  const size_t all = same + changed + only_before + only_now;
  if (all == same) std::printf("no difference in %zu article%s\n", all, plural(all));
  else std::printf("%zu of %zu article%s differ%s: %s; %zu only before, %zu only now\n", all - same, all, plural(all), all - same == 1 ? "s" : "", words_of(sums).c_str(), only_before, only_now);
  return changed + only_before + only_now == 0 ? 0 : 1;
}

}  // namespace jiaokan
