#include "pipeline.h"

#include "pictures.h"

#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>
#include <tbb/task_arena.h>
#include <time.h>

#include <mutex>
#include <tuple>

#include "clean/clean.h"
#include "read/part_columns.h"
#include "read/read.h"
#include "refs/exports.h"
#include "reconcile/arrange.h"
#include "reconcile/alarms.h"
#include "reconcile/collate.h"
#include "reconcile/corrections.h"
#include "reconcile/decide.h"
#include "reconcile/mend_callouts.h"
#include "reconcile/mend_furniture.h"
#include "reconcile/mend_places.h"
#include "reconcile/settle.h"
#include "report.h"
#include "review.h"
#include "structure/structure.h"

namespace jiaokan {

namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Notes the CPU time of the stages: of those in a row by `done`, of work beside other work by `run`, each on the thread that does it.
class StageTimer {
 public:
  explicit StageTimer(Edition& edition) : edition_(edition), last_(cpu_seconds()) {
    // In the order of the road, whichever of those beside each other is done first.
    for (const char* const stage : {"read", "clean", "collate", "emend", "decide", "settle", "structure", "jats", "apparatus", "validate", "render", "review", "report"})
      edition_.cpu.emplace_back(stage, 0);
  }
  void done(const char* stage) {
    const double now = cpu_seconds();
    add(stage, now - last_);
    last_ = now;
  }
  template <typename Work>
  void run(const char* stage, const Work& work) {
    const double before = cpu_seconds();
    work();
    add(stage, cpu_seconds() - before);
  }
  void go_on() { last_ = cpu_seconds(); }   // what came since was timed elsewhere

 private:
  void add(const char* stage, double seconds) {
    const std::lock_guard<std::mutex> lock(adding_);
    for (auto& [name, sum] : edition_.cpu)
      if (std::string_view(name) == stage) sum += seconds;
  }

  Edition& edition_;
  double last_;
  std::mutex adding_;
};

// Side by side, and while one waits for the other nothing else is taken up: an article in hand is finished before the next.
template <typename... Works>
void beside(const Works&... works) {
  tbb::this_task_arena::isolate([&] { tbb::parallel_invoke(works...); });
}

WitnessKind declared_kind(const Settings& settings, const std::string& name) {
  const auto found = settings.witnesses.find(name);
  return found == settings.witnesses.end() ? WitnessKind::unknown : found->second.kind;
}

// One for the article, at the first of them.
void tell_missing(const Edition& edition, const std::vector<std::string>& missing, Diags& diags) {
  if (missing.empty()) return;
  Place place;
  const auto picture = std::find_if(edition.text.pictures.begin(), edition.text.pictures.end(), [&](const Picture& p) { return p.path == missing.front(); });
  if (picture != edition.text.pictures.end())
    for (uint32_t t = picture->at < edition.text.column.size() ? picture->at : 0; t < edition.text.column.size() && place.source.empty(); ++t)
      for (size_t w = 0; w < edition.collation.witnesses.size() && place.source.empty(); ++w)
        if (const uint32_t i = edition.collation.cell(edition.text.column[t], w); i != kNone) place = place_of(edition.collation.witnesses[w], {i, i + 1});
  diags.push_back({Code::picture_missing, place, missing.front() + (missing.size() > 1 ? " and " + std::to_string(missing.size() - 1) + " more" : "")});
}

// A question about a passage that the edition leaves out (another article's abstract) is nobody's: it is not asked.
void close_outside(Edition& edition) {
  for (LocusSpan& locus : edition.text.loci) {
    if (!locus.open) continue;
    for (const LeftOut& left : edition.article.left_out) {
      const bool inside = left.span.begin <= locus.span.begin && locus.span.end <= left.span.end && left.span.begin < left.span.end;
      if (!inside || std::string_view(left.reason) == "white space") continue;
      locus.open = false;
      edition.decisions[locus.locus].open = false;
      edition.decisions[locus.locus].reason = std::string("outside the edition: ") + left.reason;
    }
  }
}

struct Output {
  const char* name;
  const std::string& (*bytes)(const Edition&);
};
constexpr Output kOutputs[] = {
    {"article.xml", [](const Edition& e) -> const std::string& { return e.jats; }},
    {"apparatus.xml", [](const Edition& e) -> const std::string& { return e.apparatus; }},
    {"article.html", [](const Edition& e) -> const std::string& { return e.rendered.html; }},
    {"article.epub", [](const Edition& e) -> const std::string& { return e.rendered.epub; }},
    {"article.txt", [](const Edition& e) -> const std::string& { return e.rendered.text; }},
    {"article.md", [](const Edition& e) -> const std::string& { return e.rendered.markdown; }},
    {"review.html", [](const Edition& e) -> const std::string& { return e.review; }},
    {"references.json", [](const Edition& e) -> const std::string& { return e.references_json; }},
    {"references.bib", [](const Edition& e) -> const std::string& { return e.references_bib; }},
    {"references.ris", [](const Edition& e) -> const std::string& { return e.references_ris; }},
    {"report.json", [](const Edition& e) -> const std::string& { return e.report; }},
};

// The works of the list and of the notes, each once, for other programs: CSL-JSON, BibTeX, RIS. No works, no files.
void write_reference_files(Edition& edition) {
  std::vector<Reference> references;
  for (const ReferenceEntry& entry : edition.article.references)
    if (entry.reference.pointing == Pointing::none) references.push_back(entry.reference);
  for (const NoteReference& cited : edition.article.note_references)
    if (cited.reference.pointing == Pointing::none && cited.same.id.empty()) references.push_back(cited.reference);
  if (references.empty()) return;
  edition.references_json = to_csl(references);
  edition.references_bib = to_bibtex(references);
  edition.references_ris = to_ris(references);
}

}  // namespace

Edition make_edition(Job job, const Engines& engines, Diags& diags) {
  Edition edition;
  StageTimer timer(edition);

  // Bytes become characters with a role each; from here on no file is looked at again. Then lines, furniture and layout spaces are
  // known for what they are, and out of the stream.
  std::vector<Witness> witnesses(job.witnesses.size());
  std::vector<Diags> about(job.witnesses.size());
  const auto read_one = [&](size_t w) {
    WitnessFiles& files = job.witnesses[w];
    timer.run("read", [&] { witnesses[w] = read(files.name, std::move(files.sources), declared_kind(job.settings, files.name), about[w]); });
  };
  // A running head that one version has badly another may have well.
  std::vector<std::vector<std::u32string>> furniture(witnesses.size());
  const auto hear_furniture_of = [&](size_t w) { timer.run("clean", [&] { furniture[w] = mark_own_furniture(witnesses[w]); }); };
  const auto clean_one = [&](size_t w) {
    std::vector<std::u32string> others;
    for (size_t v = 0; v < furniture.size(); ++v)
      if (v != w) others.insert(others.end(), furniture[v].begin(), furniture[v].end());
    timer.run("clean", [&] { witnesses[w] = clean(std::move(witnesses[w]), about[w], others); });
  };
  tbb::this_task_arena::isolate([&] {
    tbb::parallel_for(size_t{0}, witnesses.size(), read_one);
    timer.run("read", [&] { part_columns(witnesses, engines.model, about); });
    if (job.until < Stage::clean) return;
    if (witnesses.size() > 1) tbb::parallel_for(size_t{0}, witnesses.size(), hear_furniture_of);
    tbb::parallel_for(size_t{0}, witnesses.size(), clean_one);
  });
  for (const Diags& own : about) diags.insert(diags.end(), own.begin(), own.end());
  timer.go_on();
  if (job.until <= Stage::clean) {
    edition.collation.witnesses = std::move(witnesses);
    return edition;
  }

  // From here on there are columns: every character of every witness stands in one, and what differs is a locus.
  edition.collation = collate(std::move(witnesses), diags, engines.model());
  timer.done("collate");
  if (job.until == Stage::collate) return edition;

  // Where no witness can be right, there is nobody but the language to say so. Of several witnesses one is nearly always right.
  const auto emend = job.settings.values.find("emend");
  const std::string when = emend == job.settings.values.end() ? "single" : emend->second.text;
  const bool by_language = when == "always" || (when == "single" && edition.collation.witnesses.size() == 1);
  const std::vector<Emendation> emendations = find_emendations(edition.collation, [&] { return engines.model(); }, by_language);
  // What has no code of its own is kept, and asked once.
  edition.unencoded = find_unencoded(edition.collation, diags);
  // What an editor wants otherwise than all of them.
  open_corrections(edition.collation, job.settings.decisions);
  timer.done("emend");

  // From here on every locus has its lemma, with the evidence for it.
  edition.decisions = decide(edition.collation, job.settings, engines.model(), diags, {}, emendations, edition.unencoded);
  mend_callouts(edition.collation, edition.decisions, job.settings.ask);
  mend_furniture(edition.collation, edition.decisions);
  mend_places(edition.collation, edition.decisions, job.settings.ask);
  find_alarms(edition.collation, edition.decisions, diags);
  timer.done("decide");
  if (job.until == Stage::decide) return edition;

  // From here on there is one text; the witnesses are reached through its columns only.
  edition.text = settle(edition.collation, edition.decisions, diags);
  arrange(edition.text, job.settings.decisions, diags);
  timer.done("settle");
  if (job.until == Stage::text) return edition;

  // From here on there is an article: front matter, sections, notes, references, citations that lead somewhere.
  edition.article = structure(edition.text, edition.collation, job.settings, diags);
  close_outside(edition);
  if (job.picture) tell_missing(edition, take_pictures(edition.article, job.picture, edition.pictures), diags);
  timer.done("structure");
  if (job.until == Stage::article) return edition;

  // JATS is the border: what follows reads this and the apparatus, and nothing of the stages before.
  edition.jats = write_jats(edition.article);
  timer.done("jats");
  if (job.until == Stage::jats) return edition;
  edition.apparatus = write_apparatus(edition.collation, edition.decisions, edition.text, edition.article);
  timer.done("apparatus");
  if (job.until == Stage::apparatus) return edition;

  // From the JATS alone: is it valid, and its pages; and for the editor, what to look at. What needs nothing of the other goes beside it.
  Diags about_validity, about_pages;
  const Renderer* renderer = nullptr;
  PreparedPages pages;
  beside(
      [&] {
        renderer = engines.renderer();
        if (renderer == nullptr) return;
        timer.run("render", [&] { pages = renderer->prepare({edition.jats, edition.apparatus, modified_date(edition.article), job.picture ? &edition.pictures : nullptr}, about_pages); });
      },
      [&] {
        const JatsDtd* const dtd = engines.dtd();
        edition.validated = dtd != nullptr;
        if (dtd == nullptr) return;
        timer.run("validate", [&] { edition.valid = dtd->validate(edition.jats, "article.xml", about_validity); });
      });
  if (renderer != nullptr) {
    Rendered& out = edition.rendered;
    beside([&] { timer.run("render", [&] { std::tie(out.html, out.epub) = renderer->html_and_epub(pages); }); },
           [&] { timer.run("render", [&] { out.text = renderer->text(pages), out.markdown = renderer->markdown(pages); }); },
           [&] { timer.run("review", [&] { edition.review = renderer->review(write_review(edition, job.settings, job.cuts)); }); });
  }
  diags.insert(diags.end(), about_validity.begin(), about_validity.end());
  diags.insert(diags.end(), about_pages.begin(), about_pages.end());
  timer.go_on();
  write_reference_files(edition);

  // The account of it all: every locus, every open question, the fate of every character.
  edition.report = write_report(edition, job.settings, engines, diags);
  timer.done("report");
  return edition;
}

std::vector<std::pair<const char*, const std::string*>> outputs(const Edition& edition) {
  std::vector<std::pair<const char*, const std::string*>> out;
  for (const Output& output : kOutputs)
    if (const std::string& bytes = output.bytes(edition); !bytes.empty()) out.emplace_back(output.name, &bytes);
  return out;
}

}  // namespace jiaokan
