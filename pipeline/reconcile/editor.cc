#include "reconcile/editor.h"

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/anchors.h"
#include "reconcile/settle.h"

namespace jiaokan {

namespace {

// The text of one witness, or of the draft, in key form, with where each locus stands in it.
struct Track {
  std::u32string text;
  std::vector<Span> loci;
};

Track track_of_draft(const Draft& draft, size_t loci) {
  Track out;
  std::vector<uint32_t> place(draft.chars.size() + 1);
  for (size_t i = 0; i < draft.chars.size(); ++i) {
    place[i] = static_cast<uint32_t>(out.text.size());
    if (!is_space(draft.chars[i])) out.text.push_back(draft.folded[i]);
  }
  place[draft.chars.size()] = static_cast<uint32_t>(out.text.size());
  for (size_t l = 0; l < loci; ++l) out.loci.push_back({place[draft.loci[l].begin], place[draft.loci[l].end]});
  return out;
}

Track track_of_witness(const Collation& collation, size_t witness) {
  WitnessKey key = key_of_witness(collation, witness);
  Track out;
  for (const Locus& locus : collation.loci) out.loci.push_back(key.place(locus.begin, locus.end));
  out.text = std::move(key.text);
  return out;
}

// An editor's choice in key form.
struct Wanted {
  std::u32string before, after, lemma;
  std::vector<std::u32string> readings;   // sorted
};

Wanted wanted_of(const EditorDecision& choice) {
  Wanted out{folded_unspaced(choice.before), folded_unspaced(choice.after), folded_unspaced(choice.lemma), {}};
  for (const std::u32string& reading : choice.readings) out.readings.push_back(folded_unspaced(reading));
  std::sort(out.readings.begin(), out.readings.end());
  return out;
}

// The locus has all the readings of the choice; new witnesses may have brought more.
bool has_readings(const Locus& locus, const Wanted& wanted) {
  std::vector<std::u32string> here;
  for (const Reading& reading : locus.readings) here.push_back(folded_unspaced(reading.text));
  std::sort(here.begin(), here.end());
  return !wanted.readings.empty() && std::includes(here.begin(), here.end(), wanted.readings.begin(), wanted.readings.end());
}

// A choice about one version concerns only the places where that one has what the choice says.
bool is_of_witness(const Collation& collation, const Locus& locus, const EditorDecision& choice) {
  if (choice.scope != EditorDecision::Scope::witness) return true;
  return std::any_of(locus.readings.begin(), locus.readings.end(), [&](const Reading& reading) {
    return folded_unspaced(reading.text) == folded_unspaced(choice.reads) &&
           std::any_of(reading.witnesses.begin(), reading.witnesses.end(), [&](uint16_t w) { return collation.witnesses[w].name == choice.witness; });
  });
}

// For each locus the block of the reading text it stands in, as the review page counts them.
std::vector<size_t> blocks_of_loci(const Collation& collation, const std::vector<Decision>& decisions) {
  Diags said_later;   // when the text is settled for good
  const Text text = settle(collation, decisions, said_later);
  std::vector<size_t> out(collation.loci.size(), kNone);
  for (const LocusSpan& place : text.loci) out[place.locus] = block_at(text, place.span.begin);
  return out;
}

// The place of a choice among those with its readings.
Pick place_of(const EditorDecision& choice, const Wanted& wanted, const std::vector<size_t>& alike, const std::vector<Track>& tracks) {
  std::vector<Fit> fits;
  for (const size_t l : alike) {
    Fit best = Fit::none;
    for (const Track& track : tracks) best = std::max(best, fit_at(track.text, track.loci[l], wanted.before, wanted.after));
    fits.push_back(best);
  }
  Pick out = pick(fits, choice.nth);
  // A place that no longer differs but reads as the editor wished is fulfilled.
  if (out.said == Code::decision_lost && tracks[0].text.find(wanted.before + wanted.lemma + wanted.after) != std::u32string::npos) out.said.reset();
  return out;
}

void settle_by(const EditorDecision& choice, uint32_t index, const Wanted& wanted, const Locus& locus, Decision& decision) {
  decision.by = DecidedBy::editor;
  decision.editor = index;
  decision.open = false;
  decision.reason = choice.by.empty() ? "editor" : "editor: " + choice.by;
  if (!choice.note.empty()) decision.reason += ", " + choice.note;
  // The reading exactly as the editor wrote it, else the one that differs in width only, else the editor's own.
  uint32_t lemma = kNone;
  for (uint32_t r = 0; r < decision.choices.size(); ++r) {
    if (decision.choices[r].text == choice.lemma) {
      lemma = r;
      break;
    }
    if (lemma == kNone && r < locus.readings.size() && folded_unspaced(decision.choices[r].text) == wanted.lemma) lemma = r;
  }
  if (lemma == kNone) {
    lemma = static_cast<uint32_t>(decision.choices.size());
    decision.choices.push_back({choice.lemma, 0, {}});
  }
  decision.lemma = lemma;
  for (uint32_t r = 0; r < decision.choices.size(); ++r) decision.choices[r].probability = r == lemma ? 1 : 0;
}

}  // namespace

void apply_editor(const Collation& collation, const Draft& draft, const std::vector<EditorDecision>& choices,
                  std::vector<Decision>& decisions, Diags& diags) {
  if (std::none_of(choices.begin(), choices.end(), is_reading)) return;

  std::vector<Track> tracks{track_of_draft(draft, collation.loci.size())};
  for (size_t w = 0; w < collation.witnesses.size(); ++w) tracks.push_back(track_of_witness(collation, w));

  // The wider scope first, so that what is said of one place wins over it.
  std::vector<const EditorDecision*> order;
  for (const EditorDecision& choice : choices) {
    if (is_reading(choice)) order.push_back(&choice);
  }
  std::stable_sort(order.begin(), order.end(), [](const EditorDecision* a, const EditorDecision* b) { return a->scope > b->scope; });

  std::vector<size_t> blocks;   // of loci; made when a choice is about a paragraph
  for (const EditorDecision* choice : order) {
    const Wanted wanted = wanted_of(*choice);
    std::vector<size_t> alike;
    for (size_t l = 0; l < collation.loci.size(); ++l)
      if (has_readings(collation.loci[l], wanted) && is_of_witness(collation, collation.loci[l], *choice)) alike.push_back(l);
    const auto put = [&](size_t l) { settle_by(*choice, static_cast<uint32_t>(choice - choices.data()), wanted, collation.loci[l], decisions[l]); };
    if (choice->scope >= EditorDecision::Scope::witness) {
      for (const size_t l : alike) put(l);
      // That of a journal need not occur in every article.
      if (alike.empty() && choice->scope != EditorDecision::Scope::journal) diags.push_back(diag_of(Code::decision_lost, *choice));
      continue;
    }
    const Pick found = place_of(*choice, wanted, alike, tracks);
    if (found.said) diags.push_back(diag_of(*found.said, *choice));
    if (!found.index) continue;
    const size_t at = alike[*found.index];
    put(at);
    if (choice->scope != EditorDecision::Scope::paragraph) continue;
    if (blocks.empty()) blocks = blocks_of_loci(collation, decisions);
    for (const size_t l : alike)
      if (blocks[l] == blocks[at] && blocks[l] != kNone) put(l);
  }
}

}  // namespace jiaokan
