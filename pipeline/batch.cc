#include "batch.h"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>

#include "diag_print.h"
#include "engines.h"
#include "input.h"
#include "store.h"

namespace jiaokan {

namespace {

using Json = nlohmann::ordered_json;

// What is kept of an article when it is done.
struct Outcome {
  std::string name;
  bool made = false;
  size_t loci = 0, open = 0, errors = 0, warnings = 0, notes = 0, written = 0;
  std::string said;    // diagnostics, ready to print
  std::vector<std::pair<const char*, double>> cpu;
};

void count_severities(const Diags& diags, Outcome& outcome) {
  for (const Diag& diag : diags) {
    const Severity severity = describe(diag.code).severity;
    ++(severity == Severity::error ? outcome.errors : severity == Severity::warning ? outcome.warnings : outcome.notes);
  }
}

std::string below(const std::string& folder, const std::string& name) {
  if (name.empty()) return folder;
  return folder + (folder.empty() || folder.back() == '/' ? "" : "/") + name;
}

Outcome make_article(const ArticleInput& article, const BuildOptions& options, EngineRoom& room, Colours colours) {
  Outcome outcome;
  outcome.name = article.name.empty() ? (article.folder.empty() ? article.files.front() : article.folder) : article.name;
  Diags diags;
  LoadedJob loaded;
  Edition edition;
  try {
    loaded = load_job(article, below(options.out, article.name), diags);
    apply_options(options, loaded.job.settings);
    if (!loaded.job.witnesses.empty()) {
      edition = make_edition(std::move(loaded.job), room.engines(), diags);
      const Stored stored = store(below(options.out, article.name), outputs(edition), diags);
      outcome.written = stored.written;
      outcome.made = true;
    }
  } catch (const std::exception& exception) {
    diags.push_back({Code::article_failed, {}, exception.what()});
  }
  for (const Locus& locus : edition.collation.loci) outcome.loci += locus.id > 0;
  for (const Decision& decision : edition.decisions) outcome.open += decision.open;
  outcome.cpu = std::move(edition.cpu);
  count_severities(diags, outcome);

  const Source jats{"article.xml", std::move(edition.jats), "", ""};
  std::vector<const Source*> sources = {&jats};
  for (const Witness& witness : edition.collation.witnesses)
    for (const Source& source : witness.sources) sources.push_back(&source);
  for (const Source& source : loaded.settings_files) sources.push_back(&source);
  outcome.said = print_diags(diags, sources, article.folder, colours);
  return outcome;
}

std::string outcome_line(const Outcome& outcome) {
  if (!outcome.made) return fmt::format("{}: not made", outcome.name);
  std::string out = fmt::format("{}: {} place{} differ{}, {} open", outcome.name, outcome.loci, outcome.loci == 1 ? "" : "s", outcome.loci == 1 ? "s" : "", outcome.open);
  if (outcome.errors) out += fmt::format(", {} error{}", outcome.errors, outcome.errors == 1 ? "" : "s");
  if (outcome.warnings) out += fmt::format(", {} warning{}", outcome.warnings, outcome.warnings == 1 ? "" : "s");
  if (!outcome.written) out += ", nothing new";
  return out;
}

// Prints what is done in the articles' order; on a terminal one line shows how far the run is.
class Progress {
 public:
  Progress(size_t all, bool terminal) : all_(all), terminal_(terminal) {}

  void done(size_t index, Outcome outcome) {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++finished_;
    waiting_.emplace(index, std::move(outcome));
    for (auto next = waiting_.find(next_); next != waiting_.end(); next = waiting_.find(next_)) {
      say(next->second);
      next->second.said.clear();
      outcomes.push_back(std::move(next->second));
      waiting_.erase(next);
      ++next_;
    }
    if (terminal_ && all_ > 1 && finished_ < all_) {
      std::fprintf(stderr, "\r\x1b[K[%zu/%zu] %s", finished_, all_, outcomes.empty() ? "" : outcomes.back().name.c_str());
      std::fflush(stderr);
    }
  }

  std::vector<Outcome> outcomes;   // in the articles' order; without their texts

 private:
  void say(const Outcome& outcome) {
    if (terminal_ && all_ > 1) std::fputs("\r\x1b[K", stderr);
    std::fputs(outcome.said.c_str(), stderr);
    std::fflush(stderr);
    std::printf("%s\n", outcome_line(outcome).c_str());
    std::fflush(stdout);
  }

  std::mutex mutex_;
  std::map<size_t, Outcome> waiting_;
  size_t all_, finished_ = 0, next_ = 0;
  bool terminal_;
};

std::vector<const Outcome*> ranked(const std::vector<Outcome>& outcomes) {
  std::vector<const Outcome*> out;
  for (const Outcome& outcome : outcomes) out.push_back(&outcome);
  std::stable_sort(out.begin(), out.end(), [](const Outcome* a, const Outcome* b) {
    if (a->made != b->made) return !a->made;
    if (a->errors != b->errors) return a->errors > b->errors;
    if (a->open != b->open) return a->open > b->open;
    return a->warnings > b->warnings;
  });
  return out;
}

std::string summary_json(const std::vector<Outcome>& outcomes) {
  Json articles = Json::array();
  for (const Outcome* outcome : ranked(outcomes))
    articles.push_back({{"article", outcome->name},
                        {"made", outcome->made},
                        {"errors", outcome->errors},
                        {"open_questions", outcome->open},
                        {"warnings", outcome->warnings},
                        {"loci", outcome->loci}});
  return Json{{"format", "jiaokan summary 1"}, {"articles", std::move(articles)}}.dump(1, ' ', false,
                                                                                      Json::error_handler_t::replace) + "\n";
}

struct OpenThis {
  const char* file;
  const char* what;
};
constexpr OpenThis kOpenThese[] = {{"article.html", "the page"},
                                   {"article.epub", "the e-book"},
                                   {"article.xml", "the JATS"},
                                   {"review.html", "the questions, to be settled"},
                                   {"report.json", "every difference, decision and character"}};
constexpr size_t kListed = 10;   // articles named at the end of a batch

void print_end(const std::vector<ArticleInput>& articles, const std::vector<Outcome>& outcomes, const std::string& out) {
  size_t made = 0, open = 0;
  for (const Outcome& outcome : outcomes) {
    made += outcome.made;
    open += outcome.open;
  }
  std::printf("\n%zu of %zu article%s made, %zu open question%s.\n", made, articles.size(), articles.size() == 1 ? "" : "s",
              open, open == 1 ? "" : "s");
  if (articles.size() == 1) {
    if (!made) return;
    std::printf("Open:\n");
    for (const OpenThis& row : kOpenThese) {
      const std::string path = below(below(out, articles.front().name), row.file);
      if (access(path.c_str(), R_OK) == 0) std::printf("  %-44s %s\n", path.c_str(), row.what);
    }
    return;
  }
  std::printf("Look first at:\n");
  size_t listed = 0;
  for (const Outcome* outcome : ranked(outcomes)) {
    if (listed++ == kListed) break;
    std::printf("  %s\n", outcome->made ? below(below(out, outcome->name), "article.html").c_str()
                                        : outcome_line(*outcome).c_str());
  }
  std::printf("All of them, by what needs eyes: %s\n", below(out, "summary.json").c_str());
}

void print_timings(const std::vector<Outcome>& outcomes) {
  std::vector<std::pair<const char*, double>> sums;
  for (const Outcome& outcome : outcomes)
    for (size_t i = 0; i < outcome.cpu.size(); ++i) {
      if (i == sums.size()) sums.emplace_back(outcome.cpu[i].first, 0);
      sums[i].second += outcome.cpu[i].second;
    }
  double all = 0;
  for (const auto& [stage, seconds] : sums) {
    std::fprintf(stderr, "%-10s %8.1f ms\n", stage, seconds * 1000);
    all += seconds;
  }
  std::fprintf(stderr, "%-10s %8.1f ms CPU in %zu article%s\n", "together", all * 1000, outcomes.size(),
               outcomes.size() == 1 ? "" : "s");
}

}  // namespace

void apply_options(const BuildOptions& options, Settings& settings) {
  if (!options.lang.empty()) settings.values["lang"] = {options.lang, "--lang"};
  if (options.ask >= 0) settings.ask = options.ask;
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (!epoch || settings.values.count("updated")) return;
  char* end = nullptr;
  const long long seconds = std::strtoll(epoch, &end, 10);
  if (end == epoch || *end || seconds < 0) return;
  const time_t time = static_cast<time_t>(seconds);
  tm date{};
  gmtime_r(&time, &date);
  settings.values["updated"] = {fmt::format("{:04}-{:02}-{:02}", date.tm_year + 1900, date.tm_mon + 1, date.tm_mday),
                                "SOURCE_DATE_EPOCH"};
}

int build(const BuildOptions& options) {
  const std::vector<ArticleInput> articles = find_articles(options.paths);
  const Colours colours = isatty(STDERR_FILENO) ? Colours::on : Colours::off;
  EngineRoom& room = EngineRoom::open(options.model_path);
  Progress progress(articles.size(), isatty(STDERR_FILENO));

  std::optional<tbb::global_control> cores;
  if (options.jobs > 0)
    cores.emplace(tbb::global_control::max_allowed_parallelism, static_cast<size_t>(options.jobs));
  if (articles.size() == 1) {
    room.load_ahead();
    progress.done(0, make_article(articles.front(), options, room, colours));
  } else {
    tbb::parallel_for(
        tbb::blocked_range<size_t>(0, articles.size(), 1),
        [&](const tbb::blocked_range<size_t>& range) {
          for (size_t i = range.begin(); i < range.end(); ++i)
            progress.done(i, make_article(articles[i], options, room, colours));
        },
        tbb::simple_partitioner());
  }

  Diags diags = room.missing();
  const std::vector<Outcome>& outcomes = progress.outcomes;
  if (articles.size() > 1) {
    const std::string summary = summary_json(outcomes);
    store(options.out, {{"summary.json", &summary}}, diags);
  }
  std::fputs(print_diags(diags, {}, "", colours).c_str(), stderr);
  if (options.timings) print_timings(outcomes);
  print_end(articles, outcomes, options.out);
  const bool good = std::all_of(outcomes.begin(), outcomes.end(), [](const Outcome& o) { return o.made && !o.errors; });
  return good ? 0 : 1;
}

}  // namespace jiaokan
