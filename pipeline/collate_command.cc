#include "collate_command.h"

#include <unistd.h>

#include <cstdio>

#include "diag_print.h"
#include "engines.h"
#include "input.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "show.h"

namespace jiaokan {

namespace {

// A raised number that is a callout is written in brackets: in plain text nothing else tells it from the digits beside it.
std::string plain(const Text& text) {
  std::vector<bool> opens(text.chars.size() + 1, false), closes(text.chars.size() + 1, false);
  for (const Mark& mark : text.marks) {
    if (mark.kind != MarkKind::callout || mark.span.empty() || !is_ascii_digit(text.chars[mark.span.begin]) || !is_ascii_digit(text.chars[mark.span.end - 1])) continue;
    if (mark.span.begin > 0 && is_opening(text.chars[mark.span.begin - 1])) continue;
    opens[mark.span.begin] = closes[mark.span.end] = true;
  }
  std::string out;
  for (const Block& block : text.blocks) {
    for (uint32_t i = block.span.begin; i < block.span.end; ++i) {
      if (opens[i]) out += "[";
      append_utf8(out, text.chars[i]);
      if (closes[i + 1]) out += "]";
    }
    out += "\n";
  }
  return out;
}

}  // namespace

int run_collate(const CollateOptions& options) {
  const std::vector<ArticleInput> articles = find_articles(options.files);
  if (articles.size() > 1) throw Failure("collate takes the versions of one text; there are several in " + options.files.front());
  Diags diags;
  LoadedJob loaded = load_job(articles.front(), diags);
  loaded.job.settings.ask = options.ask;
  loaded.job.until = Stage::text;
  EngineRoom room(options.model_path);
  const Edition edition = make_edition(std::move(loaded.job), room.engines(), diags);
  std::fputs((options.text ? plain(edition.text) : show_decisions(edition.collation, edition.decisions)).c_str(), stdout);
  std::vector<const Source*> sources;
  for (const Witness& witness : edition.collation.witnesses)
    for (const Source& source : witness.sources) sources.push_back(&source);
  std::fputs(print_diags(diags, sources, articles.front().folder, isatty(STDERR_FILENO) ? Colours::on : Colours::off).c_str(), stderr);
  return 0;
}

}  // namespace jiaokan
