#include "reconcile/decide.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "lang/fold.h"
#include "lang/script.h"

#include "reconcile/editor.h"
#include "reconcile/evidence.h"
#include "reconcile/evidence_callouts.h"
#include "reconcile/evidence_channel.h"
#include "reconcile/evidence_kinds.h"
#include "reconcile/evidence_references.h"
#include "reconcile/evidence_vision.h"
#include "reconcile/forms.h"
#include "reconcile/in_parts.h"
#include "reconcile/rulings.h"

namespace jiaokan {

namespace {

constexpr int kWarmSweeps = 2;        // in these nothing is quite sure, so that what is learned from it is not its own proof
constexpr double kHeat = 2;
constexpr double kKept = 0.5;   // that what has no code is what the print has: only the print knows
constexpr double kMostOfChannel = 8;   // nats, softly
constexpr size_t kMany = 16, kLong = 4000;   // places, columns that are worth more than one core
constexpr int kSweeps = 5;   // each hears its neighbours as the one before decided them, and knows better how the witnesses err

constexpr TermText kTerms[] = {
#define JIAOKAN_TERM(id, name, sentence) {name, sentence},
#include "reconcile/terms.inc"
#undef JIAOKAN_TERM
};

constexpr Values make_weights() {
  Values out{};
#define JIAOKAN_WEIGHT(id, weight) out.of[static_cast<size_t>(TermId::id)] = weight;
#include "reconcile/weights.inc"
#undef JIAOKAN_WEIGHT
  return out;
}
constexpr Values kWeights = make_weights();

// --- what is settled by evidence ---

// The reading that stands until evidence is heard: most witnesses, then the surest kind, then the longer one.
uint32_t first_guess(const Locus& locus, const std::vector<WitnessKind>& kinds) {
  const auto rank = [&](const Reading& reading) {
    double sum = static_cast<double>(reading.witnesses.size());
    for (const uint16_t w : reading.witnesses) sum += kinds[w] == WitnessKind::text_layer || kinds[w] == WitnessKind::keyed ? 0.5 : 0;
    return sum + (reading.text.empty() ? 0 : 0.1);
  };
  uint32_t best = 0;
  for (uint32_t r = 1; r < locus.readings.size(); ++r) {
    const double mine = rank(locus.readings[r]), his = rank(locus.readings[best]);
    if (mine > his || (mine == his && locus.readings[r].text > locus.readings[best].text)) best = r;
  }
  return best;
}

// What was heard at a locus; the words are heard again only if the surroundings have changed.
struct Hearing {
  struct Said {
    uint32_t reading, term;
    double value;
  };
  bool heard = false;
  uint64_t around = 0;        // hash of what stands on both sides
  std::vector<Said> words;    // terms of language, those that say something
  std::vector<Said> fixed;    // terms that no sweep changes
};

std::vector<Hearing::Said> said(const std::vector<Values>& values) {
  std::vector<Hearing::Said> out;
  size_t n = 0;
  for (const Values& row : values) n += static_cast<size_t>(std::count_if(std::begin(row.of), std::end(row.of), [](double v) { return v != 0; }));
  out.reserve(n);
  for (uint32_t r = 0; r < values.size(); ++r)
    for (uint32_t t = 0; t < kTermCount; ++t)
      if (values[r].of[t] != 0) out.push_back({r, t, values[r].of[t]});
  return out;
}

uint64_t hash_of(const Surroundings& around) {
  const auto part = [](const auto& text, uint64_t seed) { return XXH3_64bits_withSeed(text.data(), text.size() * sizeof(char32_t), seed); };
  return part(around.folded_right, part(around.folded_left, around.folded_left.size()));
}

Values weights_of(const Settings& settings, const Manner& manner) {
  Values out = kWeights;
  for (const std::map<std::string, double>* own : {&manner.weights, &settings.weights})
    for (size_t t = 0; t < kTermCount; ++t)
      if (const auto said = own->find(kTerms[t].name); said != own->end()) out.of[t] = said->second;
  return out;
}

std::vector<double> probabilities(const std::vector<Values>& values, const Values& weights, double heat) {
  std::vector<double> p(values.size());
  for (size_t r = 0; r < values.size(); ++r) {
    for (size_t t = 0; t < kTermCount; ++t) p[r] += weights.of[t] * values[r].of[t] / heat;
  }
  const double most = *std::max_element(p.begin(), p.end());
  double sum = 0;
  for (double& x : p) sum += x = std::exp(x - most);
  for (double& x : p) x /= sum;
  return p;
}

// Capitals and small letters of a text, in order.
std::u32string ascii_letters(const std::u32string& text) {
  std::u32string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char32_t c) { return c < 0x80 && is_latin_letter(c); });
  return out;
}

// Readings that differ in nothing but width, case and spacing are one; the first of each stands for all. Which of them that is does not depend on
// the order given: where case differs that of a text layer, then most witnesses, then the wider form, then code order.
std::vector<uint32_t> forms_of(const Locus& locus, const std::vector<WitnessKind>& kinds) {
  std::vector<uint32_t> out(locus.readings.size());
  std::vector<std::u32string> keys;
  for (const Reading& reading : locus.readings) {
    keys.push_back(folded(reading.text));
    std::erase(keys.back(), U' ');
  }
  const auto is_of_layer = [&](const Reading& reading) {
    return std::any_of(reading.witnesses.begin(), reading.witnesses.end(), [&](uint16_t w) { return kinds[w] == WitnessKind::text_layer; });
  };
  const auto better = [&](uint32_t a, uint32_t b) {
    const Reading &x = locus.readings[a], &y = locus.readings[b];
    const bool mine = is_of_layer(x), his = is_of_layer(y);
    if (mine != his && ascii_letters(x.text) != ascii_letters(y.text)) return mine;
    if (x.witnesses.size() != y.witnesses.size()) return x.witnesses.size() > y.witnesses.size();
    return x.text.size() != y.text.size() ? x.text.size() < y.text.size() : x.text > y.text;
  };
  for (uint32_t r = 0; r < out.size(); ++r) {
    out[r] = r;
    for (uint32_t q = 0; q < out.size(); ++q)
      if (keys[q] == keys[r] && better(q, out[r])) out[r] = q;
  }
  return out;
}

// All that forms of one reading have goes to the one that stands for them, each counted by its share.
void join_forms(std::vector<double>& p, const std::vector<uint32_t>& form) {
  std::vector<double> out(p.size()), forms(p.size());
  for (size_t r = 0; r < p.size(); ++r) ++forms[form[r]];
  double sum = 0;
  for (size_t r = 0; r < p.size(); ++r) {
    out[form[r]] += p[r] / forms[form[r]];
    sum += p[r] / forms[form[r]];
  }
  for (size_t r = 0; r < p.size(); ++r) p[r] = out[r] / sum;
}

// The likelier one; in a tie no order decides.
uint32_t likeliest(const std::vector<double>& p, const Locus& locus) {
  uint32_t best = 0;
  for (uint32_t r = 1; r < p.size(); ++r)
    if (p[r] > p[best] + 1e-9 || (p[r] > p[best] - 1e-9 && locus.readings[r].text > locus.readings[best].text)) best = r;
  return best;
}

// What is likelier than not counts for more in what is learned: else what is doubtful everywhere hides who is the better witness.
std::vector<double> sharpened(std::vector<double> p) {
  double sum = 0;
  for (double& x : p) sum += x = x * x;
  for (double& x : p) x /= sum;
  return p;
}

// How sure an engine is of its Han says little of its marks, and the other way round.
TermId reliability_at(const Locus& locus) {
  const size_t size = locus.readings[0].text.size();
  bool one_length = true, han = true, marks = true;
  for (const Reading& reading : locus.readings) {
    one_length = one_length && reading.text.size() == size;
    han = han && count_han(reading.text) == reading.text.size();
    marks = marks && count_letters(reading.text) == 0;
  }
  return marks ? TermId::reliability_marks : !han ? TermId::reliability : one_length ? TermId::reliability_han : TermId::reliability_more;
}

// Against the best, softly.
void bound(std::vector<Values>& values, TermId term) {
  double best = values[0][term];
  for (const Values& row : values) best = std::max(best, row[term]);
  for (Values& row : values) row[term] = -kMostOfChannel * (1 - std::exp((row[term] - best) / kMostOfChannel));
}

void add(std::vector<Values>& to, const std::vector<Hearing::Said>& more) {
  for (const Hearing::Said& one : more) to[one.reading].of[one.term] += one.value;
}

std::vector<Term> terms_of(const Values& values, const Values& weights, const std::vector<Values>& all) {
  std::vector<Term> out;
  for (size_t t = 0; t < kTermCount; ++t) {
    const bool speaks = std::any_of(all.begin(), all.end(), [t](const Values& row) { return row.of[t] != 0; });
    if (speaks) out.push_back({kTerms[t].name, values.of[t], weights.of[t] * values.of[t]});
  }
  return out;
}

}  // namespace

Manner manner_for_passages() {
  Manner out;
#define JIAOKAN_WEIGHT(id, weight) out.weights[kTerms[static_cast<size_t>(TermId::id)].name] = weight;
#include "reconcile/weights_passages.inc"
#undef JIAOKAN_WEIGHT
  out.most_of_language = 12;
  out.of = Manner::Of::passages;
  return out;
}

TermText describe(TermId term) { return kTerms[static_cast<size_t>(term)]; }

std::vector<Decision> decide(const Collation& collation, const Settings& settings, const LanguageModel* model, Diags& diags, const Manner& manner,
                             const std::vector<Emendation>& emendations, const std::vector<Unencoded>& unencoded) {
  const std::vector<Locus>& loci = collation.loci;
  const std::vector<WitnessKind> kinds = kinds_of(collation, settings);
  const Values weights = weights_of(settings, manner);
  std::vector<Decision> out(loci.size());
  std::vector<uint32_t> chosen(loci.size());
  std::vector<size_t> asked;   // loci that evidence decides

  const Spellings spellings(collation);
  for (size_t l = 0; l < loci.size(); ++l) {
    out[l].locus = static_cast<uint32_t>(l);
    for (const Reading& reading : loci[l].readings) out[l].choices.push_back({reading.text, 0, {}});
    if (loci[l].cls == LocusClass::emendation) {
      const auto own = std::lower_bound(emendations.begin(), emendations.end(), loci[l].begin, [](const Emendation& e, uint32_t column) { return e.column < column; });
      if (own == emendations.end() || own->column != loci[l].begin) continue;
      out[l].choices[0].probability = 1 - own->probability;
      out[l].choices.push_back({own->text, own->probability, own->terms});
      out[l].by = own->rule ? DecidedBy::rule : DecidedBy::evidence;
      if (own->rule) out[l].lemma = 1, out[l].reason = own->rule;
      out[l].open = !own->rule;
    } else if (loci[l].cls == LocusClass::unencoded) {
      const auto own = std::find_if(unencoded.begin(), unencoded.end(), [&](const Unencoded& one) { return one.text == loci[l].readings[0].text; });
      out[l].choices[0].probability = kKept;
      out[l].choices.push_back({own == unencoded.end() ? std::u32string() : own->instead, 1 - kKept, {}});
      if (own == unencoded.end() || own->instead.empty()) out[l].choices.pop_back();
      out[l].by = DecidedBy::rule;
      out[l].reason = "kept as the versions have it";
      out[l].open = own != unencoded.end() && own->first == loci[l].begin;
    } else if (loci[l].id == 0) {
      const Ruling ruling = rule_for(collation, loci[l], spellings);
      out[l].lemma = chosen[l] = ruling.reading;
      out[l].reason = ruling.reason;
      out[l].choices[ruling.reading].probability = 1;
    } else {
      chosen[l] = first_guess(loci[l], kinds);
      asked.push_back(l);
    }
  }
  const bool unasked = asked.empty() && manner.of == Manner::Of::article;   // nothing is to be weighed
  if (loci.empty() || (unasked && settings.decisions.empty())) return out;

  const Starts starts = starts_of(collation);
  if (unasked) {
    apply_editor(collation, draft_of(collation, starts, chosen), settings.decisions, out, diags);
    return out;
  }
  const std::vector<uint32_t> guessed = chosen;
  const bool many = asked.size() >= kMany;
  std::optional<DocumentModel> heard_document;
  std::optional<Channels> heard_channels;
  Draft draft;
  const auto hear_document = [&] { heard_document.emplace(undisputed_text(collation, guessed)); };
  const auto hear_channels = [&] {
    draft = draft_of(collation, starts, chosen);
    heard_channels.emplace(collation, kinds, manner.of == Manner::Of::article ? Channels::HanSorts::apart : Channels::HanSorts::one);
  };
  if (collation.columns() >= kLong) side_by_side(hear_document, hear_channels);
  else hear_document(), hear_channels();
  const DocumentModel& document = *heard_document;
  Channels& channels = *heard_channels;
  std::optional<KindsOfPlaces> kinds_of_places;
  if (manner.of == Manner::Of::passages) kinds_of_places.emplace(collation);
  std::vector<Hearing> hearings(loci.size());
  ReferenceEvidence references;
  const VisionSlips vision(collation, kinds, model, document);
  const std::vector<uint32_t> to_joins = columns_to_joins(collation);

  // What is said of the several forms of a passage that some lack, each term against the best of them.
  const auto tell_apart = [&](size_t l, std::vector<Values>& values) {
    Locus some = loci[l];
    std::erase_if(some.readings, [](const Reading& reading) { return reading.text.empty(); });
    if (some.readings.size() < 2) return;
    std::vector<Values> own(some.readings.size());
    const Surroundings around = surroundings_of(draft, l);
    measure_witnesses(some, collation, kinds, settings, to_joins[l], own);
    measure_language(some, around, model, document, manner.most_of_language, own);
    measure_slips(some, around, document, own);
    vision.measure(some, around, own);
    for (size_t t = 0; t < kTermCount; ++t) {
      double best = own[0].of[t];
      for (const Values& row : own) best = std::max(best, row.of[t]);
      for (size_t r = 0, s = 0; r < values.size(); ++r)
        if (!loci[l].readings[r].text.empty()) values[r].of[t] += own[s++].of[t] - best;
    }
  };
  // What is said at a place whatever the witnesses' habits are; nothing of it depends on another place.
  const auto hear = [&](size_t l) {
    const Locus& locus = loci[l];
    Hearing& hearing = hearings[l];
    const Surroundings around = surroundings_of(draft, l);
    const uint64_t hash = hash_of(around);
    if (hearing.heard && hearing.around == hash) return;
    hearing.around = hash;
    std::vector<Values> words(locus.readings.size());
    if (is_passage(locus)) {
      measure_passage(locus, document, guessed[l], words);
      tell_apart(l, words);
    } else {
      if (!hearing.heard) {
        measure_witnesses(locus, collation, kinds, settings, to_joins[l], words);
        vision.measure_around(l, words);
        hearing.fixed = said(words);
        words.assign(words.size(), {});
      }
      measure_language(locus, around, model, document, manner.most_of_language, words);
      measure_numbers(locus, around, words);
      measure_labels(locus, around, words);
      measure_slips(locus, around, document, words);
      vision.measure(locus, around, words);
      if (kinds_of_places) measure_in_passage(locus, around, document, words);
    }
    hearing.words = said(words);
    hearing.heard = true;
  };
  if (many) document.is_traditional();   // found out when it is first asked: not by two at once

  bool redrafted = true;
  for (int sweep = 0; sweep < kSweeps && !asked.empty(); ++sweep) {
    const CalloutEvidence callouts(collation, starts, draft, document);
    if (redrafted) references.find_entries(draft);
    redrafted = false;
    const double closed = share_closed(draft);
    if (many) in_parts(asked.size(), [&](size_t i) { hear(asked[i]); });
    std::vector<std::vector<double>> heard(loci.size());
    std::vector<uint32_t> next = chosen;
    for (const size_t l : asked) {
      const Locus& locus = loci[l];
      const bool passage = is_passage(locus);
      std::vector<Values> values(locus.readings.size());
      if (!many) hear(l);
      add(values, hearings[l].fixed);
      add(values, hearings[l].words);
      if (sweep + 1 == kSweeps) hearings[l] = {};   // what is decided takes its room
      if (!passage) {
        measure_marks(loci, draft, l, values);
        measure_paragraph(locus, draft, l, closed, values);
        callouts.measure(locus, l, values);
        references.measure(locus, l, values);
        const std::vector<Channels::Likelihood> channel = channels.likelihoods(l);
        const TermId reliable = reliability_at(locus);
        for (size_t r = 0; r < values.size(); ++r) {
          values[r][reliable] = channel[r].general;
          values[r][TermId::habits] = channel[r].habits;
          // What cannot stand there is no letter of an alphabet, however often an engine writes it.
          const bool stray = values[r][TermId::foreign] < 0 || values[r][TermId::script] < 0;
          values[r][TermId::alphabet] = stray ? 0 : channels.alphabet(l, r);
          values[r][TermId::steady] = channels.steady(l, r);
        }
        if (kinds_of_places) {
          const std::vector<double> logarithms = kinds_of_places->logarithms(l);
          const std::vector<double> shared = kinds_of_places->shared(l);
          for (size_t r = 0; r < values.size(); ++r) {
            if (!shared.empty()) values[r][TermId::shared] = shared[r];
            values[r][TermId::such_places] = logarithms[r];
          }
          bound(values, TermId::such_places);
        }
        bound(values, reliable);
        bound(values, TermId::habits);
      }
      std::vector<double> p = probabilities(values, weights, sweep < kWarmSweeps ? kHeat : 1);
      join_forms(p, forms_of(locus, kinds));
      next[l] = likeliest(p, locus);
      if (!passage) heard[l] = sweep < kWarmSweeps ? p : sharpened(p);
      if (sweep + 1 < kSweeps) continue;
      Decision& decision = out[l];
      decision.by = DecidedBy::evidence;
      decision.lemma = next[l];
      decision.open = p[next[l]] < settings.ask;
      for (size_t r = 0; r < p.size(); ++r) {
        decision.choices[r].probability = p[r];
        decision.choices[r].terms = terms_of(values[r], weights, values);
      }
    }
    channels.learn(heard);
    if (kinds_of_places) kinds_of_places->learn(heard);
    if (next != chosen) {
      chosen = std::move(next);
      draft = draft_of(collation, starts, chosen);
      redrafted = true;
    }
  }
  if (manner.of == Manner::Of::passages) {
    settle_forms(collation, model, chosen);
    for (size_t l = 0; l < loci.size(); ++l) {
      if (loci[l].id != 0 || out[l].lemma == chosen[l]) continue;
      out[l].choices[out[l].lemma].probability = 0;
      out[l].choices[chosen[l]].probability = 1;
      out[l].lemma = chosen[l];
      out[l].reason = "form: as it is written elsewhere in this text";
    }
    draft = draft_of(collation, starts, chosen);
  }
  apply_editor(collation, draft, settings.decisions, out, diags);
  return out;
}

}  // namespace jiaokan
