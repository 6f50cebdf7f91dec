// The command line: a table of subcommands, and the one place besides batch where a Failure ends.
#include <malloc.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "batch.h"
#include "collate_command.h"
#include "diag_print.h"
#include "engines.h"
#include "compare_runs.h"
#include "evaluate.h"
#include "input.h"
#include "refs_command.h"
#include "report.h"
#include "show.h"
#include "split.h"
#include "summary.h"
#include "watch.h"

namespace jiaokan {
namespace {

struct Options {
  BuildOptions build;
  std::vector<std::string> limits;
  std::string shard;
  bool watch = false;
  SplitOptions split;
  std::string stage;               // show
  std::vector<std::string> files;  // check
  std::string locus, folder = "."; // explain
  CollateOptions collate;
  RefsOptions refs;
  EvaluateOptions evaluate;
  CompareOptions compare;
};

struct Window {
  const char* name;
  Stage until;
  std::string (*print)(const Edition&);
};
std::string witnesses_window(const Edition& edition) {
  std::string out;
  for (const Witness& witness : edition.collation.witnesses) out += show_witness(witness);
  return out;
}
constexpr Window kWindows[] = {
    {"read", Stage::read, witnesses_window},
    {"clean", Stage::clean, witnesses_window},
    {"collate", Stage::collate, [](const Edition& e) { return show_collation(e.collation); }},
    {"decide", Stage::decide, [](const Edition& e) { return show_decisions(e.collation, e.decisions); }},
    {"text", Stage::text, [](const Edition& e) { return show_text(e.text); }},
    {"article", Stage::article, [](const Edition& e) { return show_article(e.article); }},
    {"jats", Stage::jats, [](const Edition& e) { return e.jats; }},
    {"apparatus", Stage::apparatus, [](const Edition& e) { return e.apparatus; }},
    {"html", Stage::render, [](const Edition& e) { return e.rendered.html; }},
    {"txt", Stage::render, [](const Edition& e) { return e.rendered.text; }},
    {"md", Stage::render, [](const Edition& e) { return e.rendered.markdown; }},
    {"report", Stage::report, [](const Edition& e) { return e.report; }},
};

std::string window_names() {
  std::string out;
  for (const Window& window : kWindows) out += (out.empty() ? "" : ", ") + std::string(window.name);
  return out;
}

Colours colours() { return isatty(STDERR_FILENO) ? Colours::on : Colours::off; }

bool has_errors(const Diags& diags) {
  for (const Diag& diag : diags)
    if (describe(diag.code).severity == Severity::error) return true;
  return false;
}

int run_build(const Options& options) {
  BuildOptions chosen = options.build;
  for (const std::string& setting : options.limits) set_limit(setting, chosen.limits);
  if (!options.shard.empty()) chosen.shard = shard_from(options.shard);
  return options.watch ? watch(chosen) : build(chosen);
}

int run_join(const Options& options) { return join_shards(options.folder); }

int run_show(const Options& options) {
  const Window* window = nullptr;
  for (const Window& row : kWindows)
    if (row.name == options.stage) window = &row;
  if (!window) throw Failure("there is no stage \"" + options.stage + "\"; the stages are: " + window_names());
  Diags diags;
  const Limits limits;
  const std::vector<ArticleInput> articles = find_articles(options.build.paths, limits, diags);
  if (articles.size() > 1) throw Failure("show looks at one article; there are several in " + options.build.paths.front());

  LoadedJob loaded = load_job(articles.front(), "", limits, diags);
  apply_options(options.build, loaded.job.settings);
  EngineRoom& room = EngineRoom::open(options.build.model_path);
  Edition edition;
  if (!loaded.job.witnesses.empty()) {
    loaded.job.until = window->until;
    edition = make_edition(std::move(loaded.job), room.engines(), diags);
    std::fputs(window->print(edition).c_str(), stdout);
  }
  for (Diag& diag : room.missing()) diags.push_back(std::move(diag));
  const Source jats{"article.xml", edition.jats, "", ""};
  std::vector<const Source*> sources = {&jats};
  for (const Witness& witness : edition.collation.witnesses)
    for (const Source& source : witness.sources) sources.push_back(&source);
  for (const Source& source : loaded.settings_files) sources.push_back(&source);
  std::fputs(print_diags(diags, sources, articles.front().folder, colours()).c_str(), stderr);
  return has_errors(diags) ? 1 : 0;
}

int run_check(const Options& options) {
  EngineRoom& room = EngineRoom::open("");
  const JatsDtd* dtd = room.dtd();
  bool good = true;
  for (const std::string& path : options.files) {
    Diags diags;
    const Source source{path, read_file(path), "", ""};
    if (dtd) dtd->validate(source.bytes, path, diags);
    const bool bad = has_errors(diags);
    const size_t errors = diags.size();
    check_jats_rules(source.bytes, path, diags);
    const size_t remarks = diags.size() - errors;
    std::fputs(print_diags(diags, {&source}, "", colours()).c_str(), stderr);
    if (dtd) std::printf("%s: %s%s\n", path.c_str(), bad ? "not valid" : "valid", remarks == 0 ? "" : remarks == 1 ? ", 1 remark" : (", " + std::to_string(remarks) + " remarks").c_str());
    good = good && !bad;
  }
  std::fputs(print_diags(room.missing(), {}, "", colours()).c_str(), stderr);
  if (!dtd) throw Failure("nothing was checked");
  return good ? 0 : 1;
}

int run_refs(const Options& options) { return run_references(options.refs); }

int run_explain(const Options& options) {
  namespace fs = std::filesystem;
  std::string report = options.folder + "/report.json";
  if (!fs::exists(report)) {
    std::vector<std::string> found;
    if (fs::is_directory(options.folder))
      for (const fs::directory_entry& entry : fs::recursive_directory_iterator(options.folder))
        if (entry.path().filename() == "report.json") found.push_back(entry.path().string());
    if (found.empty()) throw Failure("there is no report.json in " + options.folder + "; build the article first");
    if (found.size() > 1) throw Failure("there are several articles in " + options.folder + "; name the folder of one");
    report = found.front();
  }
  const std::string text = explain(read_file(report), options.locus);
  if (text.empty()) throw Failure(report + " has no locus " + options.locus);
  std::fputs(text.c_str(), stdout);
  return 0;
}

void add_making_options(CLI::App& command, Options& options) {
  command.add_option("--lm", options.build.model_path, "The language model (else $JIAOKAN_LM, else the library's own)")
      ->type_name("FILE");
  command.add_option("--ask", options.build.ask, "Ask about decisions under this probability (0.9)")
      ->check(CLI::Range(0.0, 1.0))->type_name("P");
  command.add_option("--lang", options.build.lang, "Language of the article (zh)")->type_name("TAG");
}

void set_up_build(CLI::App& command, Options& options) {
  command.add_option("FILE", options.build.paths,
                     "The versions of one article; or the folder of an article; or a tree journal/issue/article")
      ->required()->type_name("");
  command.add_option("-o,--out", options.build.out, "The folder to write to")->required()->type_name("FOLDER");
  add_making_options(command, options);
  command.add_option("-j,--jobs", options.build.jobs, "Articles at a time (all cores)")
      ->check(CLI::Range(1, 4096))->type_name("N");
  command.add_option("--limit", options.limits, "Set a limit; may be given several times:\n" + limit_names())
      ->type_name("NAME=N")->allow_extra_args(false);
  command.add_option("--shard", options.shard, "Make part I of N of the articles; jiaokan join joins their summaries")->type_name("I/N");
  command.add_flag("--prune", options.build.prune, "Remove editions whose input is gone");
  command.add_flag("--watch", options.watch, "Stay, and make again what changes");
  command.add_flag("--timings", options.build.timings, "Print the CPU time of each stage on stderr");
}

void set_up_split(CLI::App& command, Options& options) {
  command.add_option("ISSUE", options.split.paths, "The versions of one issue: text or Markdown with form feeds between pages, a content list, or a folder of page files")
      ->required()->type_name("");
  command.add_option("-o,--out", options.split.out, "The issue's folder: input/<journal>/<issue>")->required()->type_name("FOLDER");
}

void set_up_join(CLI::App& command, Options& options) {
  command.add_option("FOLDER", options.folder, "The output folder that the shards wrote to, or were copied into")->required()->type_name("");
}

void set_up_show(CLI::App& command, Options& options) {
  command.add_option("STAGE", options.stage, window_names())->required()->type_name("");
  command.add_option("FILE", options.build.paths, "The versions of one article, or its folder")->required()->type_name("");
  add_making_options(command, options);
}

void set_up_check(CLI::App& command, Options& options) {
  command.add_option("FILE", options.files, "JATS files, anybody's")->required()->type_name("");
}

void set_up_explain(CLI::App& command, Options& options) {
  command.add_option("LOCUS", options.locus, "A locus as the page and report.json call it: v-7")->required()->type_name("");
  command.add_option("FOLDER", options.folder, "The article's output folder (the current one)")->type_name("");
}

void set_up_collate(CLI::App& command, Options& options) {
  command.add_option("FILE", options.collate.files, "The versions of one text, in any language")->type_name("");
  command.add_option("--tokens", options.collate.tokens, "Tokens as CollateX reads them; prints its table")->type_name("IN.json");
  command.add_option("--jsonl", options.collate.lines, "Many passages, {\"id\",\"witnesses\",\"engines\"} a line; prints {\"id\",\"text\",\"loci\"}")
      ->type_name("IN.jsonl");
  command.add_option("--as", options.collate.form, "What to print; notes is the text with its apparatus as Markdown")->check(CLI::IsMember(collate_forms()))->type_name("FORM");
  command.add_flag("--json", options.collate.json, "The same as --as json: a row a version, a column a place");
  command.add_flag("--text", options.collate.text, "The same as --as text: the reconciled text alone");
  command.add_option("--base", options.collate.base, "The version (A, B, …) whose readings stand wherever it has any")->type_name("LETTER");
  command.add_flag("--near", options.collate.near, "Tokens: set side by side what is alike, though not the same");
  command.add_flag("--whole", options.collate.whole, "Show agreed paragraphs too");
  command.add_flag("--undecided", options.collate.undecided, "Only find the places where they differ and what kind each is; for --as json, csv, html, graphml, dot, counts");
  command.add_flag("--timings", options.collate.timings, "Print the CPU time of each stage on stderr");
  command.add_option("--weights", options.collate.weights, "Weights of evidence from a file (bench/fit)")->type_name("FILE")->group("");
  command.add_option("--lm", options.collate.model_path, "The language model (else $JIAOKAN_LM, else the library's own)")->type_name("FILE");
  command.add_option("--ask", options.collate.ask, "Ask about decisions under this probability (0.9)")->check(CLI::Range(0.0, 1.0))->type_name("P");
}

void set_up_evaluate(CLI::App& command, Options& options) {
  command.add_option("TRUTH", options.evaluate.truth, "The text that is right")->required()->type_name("");
  command.add_option("FILE", options.evaluate.files, "The texts to measure")->required()->type_name("");
  command.add_flag("--fold", options.evaluate.fold, "Width, case, forms of quotes and dashes do not count");
}

void set_up_compare(CLI::App& command, Options& options) {
  command.add_option("BEFORE", options.compare.before, "The output folder of one run")->required()->type_name("");
  command.add_option("NOW", options.compare.now, "That of the other")->required()->type_name("");
  command.add_option("--shown", options.compare.shown, "Places shown of an article (20)")->type_name("N");
}

void set_up_refs(CLI::App& command, Options& options) {
  command.add_option("FILE", options.refs.files, "Reference lists, an entry a line or numbered; - is standard input")->type_name("");
  command.add_option("--to", options.refs.to, "What to print (table)")->check(CLI::IsMember(reference_forms()))->type_name("FORM");
  command.add_option("--jsonl", options.refs.jsonl, R"(Lines of {"id","string"}; prints lines of {"id","fields"})")->type_name("FILE");
  command.add_option("--intext", options.refs.intext, R"(Lines of {"id","html","text"}; prints lines of {"id","cites"})")->type_name("FILE");
}

struct Command {
  const char* name;
  const char* says;
  void (*set_up)(CLI::App&, Options&);
  int (*run)(const Options&);
};
constexpr Command kCommands[] = {
    {"build", "Make editions: JATS, HTML, EPUB, text, apparatus and report", set_up_build, run_build},
    {"join", "Join the summaries of shards that are all done", set_up_join, run_join},
    {"split", "Cut the OCR of a whole issue into the folders of its articles", set_up_split, [](const Options& o) { return split(o.split); }},
    {"show", "Print what a stage made of the files", set_up_show, run_show},
    {"check", "Check JATS files against the official DTD and JATS4R's rules", set_up_check, run_check},
    {"collate", "Lay versions of any text side by side", set_up_collate, [](const Options& o) { return run_collate(o.collate); }},
    {"compare", "Say what differs between two runs: places decided otherwise, asked anew, asked no more (exit status 1: there are some)", set_up_compare, [](const Options& o) { return run_compare(o.compare); }},
    {"evaluate", "Measure texts against a truth: character and word error rates", set_up_evaluate, [](const Options& o) { return run_evaluate(o.evaluate); }},
    {"explain", "Say why a place where the versions differ was decided as it was", set_up_explain, run_explain},
    {"refs", "Read references and in-text citations on their own", set_up_refs, run_refs},
};

constexpr const char* kDescription =
    "jiaokan 校勘: one clean edition of a journal article out of its OCR'd versions.\n\n"
    "  jiaokan build layer.txt ocr.md -o out     one article from its files\n"
    "  jiaokan build input -o output             everything in input/journal/issue/article\n"
    "  jiaokan explain v-7 out                   why locus 7 was decided as it was\n";
constexpr const char* kFooter = "\nExit status: 0 all good, 1 some article has errors, 2 could not run.";

}  // namespace

int run(int argc, char** argv) {
  Options options;
  CLI::App app{kDescription, "jiaokan"};
  app.set_version_flag("--version", std::string("jiaokan ") + JIAOKAN_VERSION);
  app.set_help_flag("-h,--help", "Print this help");
  app.footer(kFooter);
  app.require_subcommand(1);
  const Command* chosen = nullptr;
  for (const Command& command : kCommands) {
    CLI::App* sub = app.add_subcommand(command.name, command.says);
    command.set_up(*sub, options);
    sub->callback([&chosen, &command] { chosen = &command; });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    // A run works on many articles side by side; all else on one, whose versions hand on to one thread what they were read on others.
    if (chosen->run != run_build) mallopt(M_ARENA_MAX, 1);
    return chosen->run(options);
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "jiaokan: %s\n", exception.what());
    return 2;
  }
}

}  // namespace jiaokan

int main(int argc, char** argv) {
  // The forms of an article are a few megabytes each and short-lived: memory that one stage gave back is there for the next.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_TOP_PAD, 8 << 20);
  return jiaokan::run(argc, argv);
}
