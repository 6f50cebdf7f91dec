#include "telling.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "diag_print.h"

namespace jiaokan {

namespace {

constexpr size_t kListed = 10;                     // articles named at the end of a batch
constexpr long long kShownEvery = 100'000'000;     // nanoseconds between two lines of progress

struct OpenThis {
  const char* file;
  const char* what;
};
constexpr OpenThis kOpenThese[] = {{"article.html", "the page"},
                                   {"article.epub", "the e-book"},
                                   {"article.xml", "the JATS"},
                                   {"review.html", "the questions, to be settled"},
                                   {"report.json", "every difference, decision and character"}};

long long steady_ns() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<long long>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

std::string outcome_line(const Outcome& outcome) {
  if (!outcome.made) return fmt::format("{}: not made", clean_text(outcome.name));
  std::string out = fmt::format("{}: {} place{} differ{}, {} open", clean_text(outcome.name), outcome.loci, plural(outcome.loci), outcome.loci == 1 ? "s" : "", outcome.open);
  if (outcome.errors) out += fmt::format(", {} error{}", outcome.errors, plural(outcome.errors));
  if (outcome.warnings) out += fmt::format(", {} warning{}", outcome.warnings, plural(outcome.warnings));
  if (!outcome.written) out += ", nothing new";
  return out;
}

std::string duration(double seconds) {
  const long whole = static_cast<long>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole / 60 % 60);
}

}  // namespace

const char* plural(size_t n) { return n == 1 ? "" : "s"; }

Teller::Teller(size_t all, bool terminal) : all_(all), terminal_(terminal && all > 1), began_(steady_ns()) {}

void Teller::tell(const Outcome& outcome) {
  if (terminal_) std::fputs("\r\x1b[K", stderr);
  std::fputs(outcome.said.c_str(), stderr);
  std::fflush(stderr);
  std::printf("%s\n", outcome_line(outcome).c_str());
  std::fflush(stdout);
}

void Teller::finished(size_t articles) {
  const long long now = steady_ns();
  if (!terminal_ || articles == 0 || articles >= all_ || now - shown_ < kShownEvery) return;
  shown_ = now;
  constexpr size_t kBar = 24;
  const size_t full = articles * kBar / all_;
  std::string bar;
  for (size_t i = 0; i < kBar; ++i) bar += i < full ? "█" : "·";
  const double rate = static_cast<double>(articles) * 1e9 / static_cast<double>(std::max(1LL, now - began_));
  std::fprintf(stderr, "\r\x1b[K%s %zu/%zu, %.1f a second, %s left", bar.c_str(), articles, all_, rate, duration(static_cast<double>(all_ - articles) / rate).c_str());
  std::fflush(stderr);
}

std::string below(const std::string& folder, const std::string& name) {
  if (name.empty()) return folder;
  return folder + (folder.empty() || folder.back() == '/' ? "" : "/") + name;
}

void tell_end_of_one(const std::string& folder, const Outcome& outcome) {
  std::printf("\n%d of 1 article made, %zu open question%s.\n", outcome.made ? 1 : 0, outcome.open, plural(outcome.open));
  if (!outcome.made) return;
  std::printf("Open:\n");
  for (const OpenThis& row : kOpenThese) {
    const std::string path = below(folder, row.file);
    if (access(path.c_str(), R_OK) == 0) std::printf("  %-44s %s\n", clean_text(path).c_str(), row.what);
  }
}

void tell_end_of_many(const std::string& out, const std::vector<Outcome>& ranked, const std::string& list) {
  size_t made = 0, open = 0;
  for (const Outcome& outcome : ranked) {
    made += outcome.made;
    open += outcome.open;
  }
  std::printf("\n%zu of %zu article%s made, %zu open question%s.\n", made, ranked.size(), plural(ranked.size()), open, plural(open));
  if (ranked.empty()) return;
  std::printf("Look first at:\n");
  for (size_t i = 0; i < ranked.size() && i < kListed; ++i)
    std::printf("  %s\n", (ranked[i].made ? clean_text(below(below(out, ranked[i].name), "article.html")) : outcome_line(ranked[i])).c_str());
  std::printf("All of them, by what needs eyes: %s\n", below(out, list).c_str());
}

void tell_timings(const std::vector<Timings>& articles) {
  Timings sums;
  for (const Timings& own : articles)
    for (size_t i = 0; i < own.size(); ++i) {
      if (i == sums.size()) sums.emplace_back(own[i].first, 0);
      sums[i].second += own[i].second;
    }
  double all = 0;
  for (const auto& [stage, seconds] : sums) {
    std::fprintf(stderr, "%-10s %8.1f ms\n", stage, seconds * 1000);
    all += seconds;
  }
  std::fprintf(stderr, "%-10s %8.1f ms CPU in %zu article%s\n", "together", all * 1000, articles.size(), plural(articles.size()));
}

}  // namespace jiaokan
