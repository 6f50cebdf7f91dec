#include "batch.h"
#include "derive.h"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "diag_print.h"
#include "input.h"
#include "making.h"
#include "record.h"
#include "store.h"
#include "telling.h"
#include "tools.h"

namespace jiaokan {

namespace {

namespace fs = std::filesystem;

constexpr size_t kInHand = 16;   // articles in hand for each core: a slow one does not stop the others

// Editions below the output folder whose input is gone: reported, or removed when that is wished.
void look_for_gone(const std::string& out, const std::vector<ArticleInput>& articles, const BuildOptions& options, Diags& diags) {
  std::set<std::string> names;
  for (const ArticleInput& article : articles) names.insert(article.name);
  std::error_code error;
  std::vector<std::string> gone;
  const fs::path root(out.empty() ? "." : out);
  for (fs::recursive_directory_iterator it(root, error), end; !error && it != end; it.increment(error)) {
    if (!it->is_directory(error)) continue;
    const std::string name = it->path().lexically_relative(root).generic_string();
    if (names.count(name)) it.disable_recursion_pending();
    else if (fs::exists(it->path() / ".jiaokan", error) && holds_edition(it->path().string())) gone.push_back(name);
  }
  std::sort(gone.begin(), gone.end(), natural_less);
  for (const std::string& name : gone) {
    const std::string folder = below(out, name);
    if (!options.prune) {
      diags.push_back({Code::input_gone, {}, folder});
      continue;
    }
    unstore(folder + "/" + kMadeFolder, diags);
    unstore(folder, diags);
    // The issue and the journal too, when they are empty now.
    for (fs::path above = fs::path(name).parent_path(); !above.empty() && fs::remove(root / above, error) && !error;) above = above.parent_path();
    std::printf("%s: removed, its input is gone\n", clean_text(name).c_str());
  }
}

// Nobody waits a night for outputs that cannot be written.
void make_sure_of(const std::string& out) {
  std::error_code error;
  // The folder, or the one that it will be made in.
  fs::path at = out.empty() ? "." : out;
  while (!fs::exists(at, error) && at != ".") at = at.has_parent_path() ? at.parent_path() : ".";
  if (!fs::is_directory(at, error)) throw Failure(fmt::format("cannot write into {}: it is no folder", at.string()));
  if (access(at.c_str(), W_OK | X_OK) != 0) throw Failure(fmt::format("cannot write into the folder {}: {}", at.string(), std::strerror(errno)));
}

size_t cores_of(const BuildOptions& options) {
  return options.jobs > 0 ? static_cast<size_t>(options.jobs) : static_cast<size_t>(tbb::this_task_arena::max_concurrency());
}

// The articles whose turn it is to be made alone, by number.
std::map<size_t, Outcome> make_suspects(const std::vector<ArticleInput>& articles, const Making& making, Watchboard& board) {
  std::map<size_t, Outcome> out;
  for (size_t i = 0; i < articles.size(); ++i) {
    if (board.fate(i) != Fate::alone) continue;
    board.begin(i);
    out[i] = make_article(articles[i], making, Fate::open);
    board.end(i);
  }
  return out;
}

std::vector<Outcome> make_all(const std::vector<ArticleInput>& articles, const Making& making, Watchboard& board, size_t at_once) {
  std::map<size_t, Outcome> suspects = make_suspects(articles, making, board);
  Teller teller(articles.size(), isatty(STDERR_FILENO) == 1);
  std::vector<Outcome> outcomes;
  std::atomic<size_t> done = 0;
  size_t next = 0;
  using Ready = std::shared_ptr<Outcome>;
  // As many articles are in hand as there are places: memory does not grow with their number.
  tbb::parallel_pipeline(
      at_once,
      tbb::make_filter<void, size_t>(tbb::filter_mode::serial_in_order,
                                     [&](tbb::flow_control& flow) {
                                       if (next == articles.size()) flow.stop();
                                       return next++;
                                     }) &
          tbb::make_filter<size_t, Ready>(tbb::filter_mode::parallel,
                                          [&](size_t i) {
                                            if (const auto made = suspects.find(i); made != suspects.end()) return std::make_shared<Outcome>(std::move(made->second));
                                            board.begin(i);
                                            // A core that waits inside one article must not begin another within it.
                                            const Ready outcome = tbb::this_task_arena::isolate([&] { return std::make_shared<Outcome>(make_article(articles[i], making, board.fate(i))); });
                                            board.end(i);
                                            ++done;
                                            return outcome;
                                          }) &
          tbb::make_filter<Ready, void>(tbb::filter_mode::serial_in_order, [&](const Ready& outcome) {
            if (outcomes.size() >= board.told()) {
              teller.tell(*outcome);
              board.tell(outcomes.size() + 1);
            }
            teller.finished(done);
            // Ten thousand articles said much: their buffers go too, which an assignment would keep.
            std::string().swap(outcome->said);
            if (!making.options.timings) Timings().swap(outcome->cpu);
            outcomes.push_back(std::move(*outcome));
          }));
  return outcomes;
}

int make_run(const std::vector<ArticleInput>& all, const std::vector<ArticleInput>& articles, const BuildOptions& options, Diags diags, Watchboard& board, size_t at_once) {
  EngineRoom& room = EngineRoom::open(options.model_path);
  const Colours colours = isatty(STDERR_FILENO) ? Colours::on : Colours::off;
  const Making making{options, room, making_key({options.model_path, options_that_count(options)}), colours, articles.size() == 1};
  std::optional<tbb::global_control> cores;
  if (options.jobs > 0) cores.emplace(tbb::global_control::max_allowed_parallelism, static_cast<size_t>(options.jobs));
  std::vector<Outcome> outcomes = make_all(articles, making, board, at_once);

  for (Diag& diag : room.missing()) diags.push_back(std::move(diag));
  const bool good = std::all_of(outcomes.begin(), outcomes.end(), [](const Outcome& o) { return o.made && !o.errors; });
  const bool one = all.size() == 1;
  if (!one && options.shard.number == 1) look_for_gone(options.out, all, options, diags);
  rank(outcomes);
  if (!options.shard.whole()) write_shard(options.out, options.shard, outcomes);
  else if (!one) write_summary(options.out, outcomes, summary_key(), room.engines(), diags);
  std::fputs(print_diags(diags, {}, "", colours).c_str(), stderr);
  if (options.timings) {
    std::vector<Timings> timings;
    for (const Outcome& outcome : outcomes) timings.push_back(outcome.cpu);
    tell_timings(timings);
  }
  if (one && !outcomes.empty()) tell_end_of_one(below(options.out, articles.front().name), outcomes.front());
  else tell_end_of_many(options.out, outcomes, options.shard.whole() ? "summary.html" : "summary.html, when the shards are joined");
  return good ? 0 : 1;
}

}  // namespace

int build(const BuildOptions& options) {
  Diags diags;
  const std::vector<ArticleInput> all = find_articles(options.paths, options.limits, diags);
  std::vector<ArticleInput> part;
  if (!options.shard.whole())
    for (const ArticleInput& article : all)
      if (options.shard.holds(article.name)) part.push_back(article);
  const std::vector<ArticleInput>& articles = options.shard.whole() ? all : part;
  make_sure_of(options.out);
  const size_t at_once = articles.size() == 1 ? 1 : kInHand * cores_of(options);
  Watchboard board(articles.size(), at_once);
  return supervise(board, {options.limits.seconds, options.limits.memory_mb},
                   [&] { return make_run(all, articles, options, diags, board, at_once); }, remove_work_folders);
}

}  // namespace jiaokan
