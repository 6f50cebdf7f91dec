#include "making.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <optional>

#include "derive.h"
#include "hash.h"
#include "model/unicode.h"
#include "record.h"
#include "store.h"
#include "telling.h"

namespace jiaokan {

namespace {

struct FateCode {
  Fate fate;
  Code code;
  size_t Limits::*limit;
};
constexpr FateCode kFates[] = {{Fate::crashed, Code::article_crashed, nullptr},
                               {Fate::too_slow, Code::article_too_slow, &Limits::seconds},
                               {Fate::too_much_memory, Code::article_too_much_memory, &Limits::memory_mb}};

std::string failure_of(const Diags& diags) {
  for (const Diag& diag : diags)
    if (const DiagText text = describe(diag.code); text.severity == Severity::error)
      return std::string(text.code) + ": " + (diag.detail.empty() ? std::string(text.wording) : diag.detail);
  return "";
}

void fail(Outcome& outcome, const Diags& diags, const ArticleInput& article) {
  outcome.made = false;
  outcome.failure = failure_of(diags);
  count_diags(diags, outcome);
  outcome.said = diags_to_keep(diags, {}, article.folder.empty() ? Folder::none : Folder::named_later);
}

// Beside the edition, in a folder of their own; where that is the folder they were read from, they are there already.
size_t store_pictures(const ArticleInput& article, const std::string& folder, const Edition& edition, Diags& diags) {
  constexpr std::string_view kFolder = "images/";
  namespace fs = std::filesystem;
  const fs::path here = folder.empty() ? "." : folder;
  const std::string own = (here / "images").string();
  std::error_code error;
  for (const std::string& path : article.files)
    if (fs::equivalent(here, fs::is_directory(path) ? fs::path(path) : fs::absolute(path).parent_path(), error)) return 0;
  if (article.files.empty() && fs::equivalent(here, article.folder, error)) return 0;
  if (edition.pictures.empty()) return fs::exists(fs::path(own) / ".jiaokan", error) ? unstore(own, diags).removed : 0;
  std::vector<std::pair<const char*, const std::string*>> files;
  for (const auto& [address, bytes] : edition.pictures)
    if (address.starts_with(kFolder)) files.emplace_back(address.c_str() + kFolder.size(), &bytes);
  const Stored stored = store(own, files, Earlier::remove, diags);
  return stored.written + stored.removed;
}

void make(const ArticleInput& article, const Making& making, const std::string& folder, Outcome& outcome) {
  const Inputs inputs = look_at(article);
  const std::string tools = tools_print(inputs.files);
  const std::string key = tools.empty() ? making.key : hash_of(making.key + tools);
  if (std::optional<Outcome> before = unchanged(folder, key, inputs)) {
    before->name = outcome.name;
    outcome = std::move(*before);
    return;
  }
  if (making.alone) making.room.load_ahead();
  const RecordDraft draft(inputs);
  Diags diags;
  LoadedJob loaded;
  Edition edition;
  Stored stored;
  try {
    loaded = load_job(article, folder, making.options.limits, diags);
    apply_options(making.options, loaded.job.settings);
    if (!loaded.job.witnesses.empty()) {
      edition = make_edition(std::move(loaded.job), making.room.engines(), diags);
      stored = store(folder, outputs(edition), Earlier::remove, diags);
      outcome.written = stored.written + stored.removed + store_pictures(article, folder, edition, diags);
      outcome.made = true;
    }
  } catch (const std::exception& exception) {
    diags.push_back({Code::article_failed, {}, exception.what()});
  }
  for (const Locus& locus : edition.collation.loci) outcome.loci += locus.id > 0;
  for (const Decision& decision : edition.decisions) outcome.open += decision.open;
  for (const Inline& item : edition.article.front.title.title) outcome.title += to_utf8(item.text);
  outcome.cpu = std::move(edition.cpu);
  count_diags(diags, outcome);
  if (!outcome.made) outcome.failure = failure_of(diags);

  const Source jats{"article.xml", std::move(edition.jats), "", ""};
  std::vector<const Source*> sources = {&jats};
  for (const Witness& witness : edition.collation.witnesses)
    for (const Source& source : witness.sources) sources.push_back(&source);
  for (const Source& source : loaded.settings_files) sources.push_back(&source);
  outcome.said = diags_to_keep(diags, sources, article.folder.empty() ? Folder::none : Folder::named_later);
  if (outcome.made && stored.kept == 0) draft.keep(folder, key, outcome);
}

}  // namespace

Outcome make_article(const ArticleInput& article, const Making& making, Fate fate) {
  Outcome outcome;
  outcome.name = article.name.empty() ? (article.folder.empty() ? article.files.front() : article.folder) : article.name;
  const auto found = std::find_if(std::begin(kFates), std::end(kFates), [&](const FateCode& row) { return row.fate == fate; });
  if (found != std::end(kFates)) {
    fail(outcome, {{found->code, {}, found->limit ? fmt::format("the limit is {}", making.options.limits.*found->limit) : ""}}, article);
  } else {
    try {
      make(article, making, below(making.options.out, article.name), outcome);
    } catch (const std::exception& exception) {
      fail(outcome, {{Code::article_failed, {}, exception.what()}}, article);
    }
  }
  outcome.said = print_kept(outcome.said, article.folder, making.colours);
  return outcome;
}

// What the editions depend on and no file says.
std::vector<std::string> options_that_count(const BuildOptions& options) {
  const char* const epoch = std::getenv("SOURCE_DATE_EPOCH");
  return {options.lang, fmt::format("{}", options.ask), epoch ? epoch : ""};
}

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

}  // namespace jiaokan
