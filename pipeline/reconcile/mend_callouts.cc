#include "reconcile/mend_callouts.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "reconcile/evidence_callouts.h"
#include "reconcile/evidence_draft.h"

namespace jiaokan {

namespace {

constexpr size_t kLongest = 7;         // characters of what a callout was misread as
constexpr size_t kFewest = 4;          // numbers in the chain of first citations, and the share of the list that it has to hold
constexpr double kCovered = 0.4;       // to show that works are numbered as they are cited;
constexpr size_t kWhole = 3;           // less where so many of its callouts are whole
constexpr double kCoveredByWhole = 0.25;
constexpr double kProposed = 0.8;      // below it a callout is not worth a question; from it on it stands, for what the versions have is debris

// What is added to the log-odds. On the development articles, all pairs and triples: of 30 proposals 28 are right (0.9 and over: 25 of 26).
constexpr double kBase = -3.0, kBracket = 2.0, kDigits = 3.0, kDigitsAlone = 2.0, kConflict = -1.5, kPartOfDigits = 0.5, kNoPart = -1.0, kWanted = 2.5, kCounted = 0.5, kAtEnd = 1.0, kInWord = -1.0, kHan = -0.5;

bool is_bracket(char32_t c) { return std::u32string_view(U"[]{}［］【】〔〕「」|!").find(c) != std::u32string_view::npos; }

// What raised digits in small brackets are read as: digits, brackets, quotes and strokes, a few letters, a Han or two of few strokes.
bool is_debris(std::u32string_view text) {
  size_t letters = 0, han = 0;
  for (const char32_t c : text) {
    if (is_han(c)) ++han;
    else if (is_letter(c)) ++letters;
    else if (is_digit(c) || is_space(c) || is_bracket(c) || std::u32string_view(U"()（）\"'“”‘’`.,-~:;?*^<>=+°#&%，。、；：？").find(c) != std::u32string_view::npos) continue;
    else return false;
  }
  return han <= 1 && letters <= 3 && text.size() <= kLongest;
}

// "5-6", "7,9": the numbers as they are written, nothing else.
std::u32string digits_of(std::u32string_view text) {
  std::u32string out;
  for (const char32_t raw : text) {
    const char32_t c = fold(raw);
    if (is_ascii_digit(c) || c == U'-' || c == U',') out.push_back(c);
    else if (c == U'.' && !out.empty() && is_ascii_digit(out.back())) out.push_back(U',');
  }
  while (!out.empty() && !is_ascii_digit(out.back())) out.pop_back();
  while (!out.empty() && !is_ascii_digit(out.front())) out.erase(out.begin());
  return !out.empty() && out.front() == U'0' ? std::u32string() : out;
}

struct Digits {
  std::u32string text;
  bool in_brackets = false;   // of that very reading, half a pair at least
};

// A place and what the versions agree on right beside it, digits and brackets alone: ( [1 | : ) 2 ( 」 | ∅ ).
struct Broken {
  std::vector<size_t> loci;
  Span columns, span;           // of the collation; of the draft
  std::vector<Digits> digits;   // different ones, by version
  bool bracket = false, at_end = false, han = false;
};

struct Evidence {
  std::vector<Term> terms;
  double score() const {
    return std::accumulate(terms.begin(), terms.end(), 0.0, [](double sum, const Term& term) { return sum + term.score; });
  }
};

std::u32string decimal(uint32_t n) { return from_utf8(std::to_string(n)); }

std::vector<uint32_t> numbers_of(const std::u32string& inside) {
  const std::vector<Callout> found = callouts_in(U"[" + inside + U"]");
  return found.size() == 1 ? found[0].numbers : std::vector<uint32_t>();
}

class Mending {
 public:
  Mending(const Collation& collation, std::vector<Decision>& decisions, const Starts& starts, const Draft& draft)
      : collation_(collation), decisions_(decisions), starts_(starts), draft_(draft), entries_(numbered_list(draft)) {
    if (entries_.empty()) return;
    callouts_ = callouts_of(draft);
    std::erase_if(callouts_, [&](const Callout& c) { return in_list(c.begin) || c.numbers.empty() || c.numbers.front() == 0 || *std::max_element(c.numbers.begin(), c.numbers.end()) > entries_.size(); });
    for (const Callout& callout : callouts_) cited_.insert(callout.numbers.begin(), callout.numbers.end());
    find_broken();
    find_chain();
  }

  void mend(double ask) {
    size_t numbers = 0, whole = 0;
    for (const Link& link : chain_) {
      numbers += link.numbers.size();
      whole += link.broken == kNone;
    }
    if (numbers < kFewest || static_cast<double>(numbers) < (whole >= kWhole ? kCoveredByWhole : kCovered) * static_cast<double>(entries_.size())) return;
    // From link to link: what stands between is counted off, or cites again what was cited before.
    uint32_t before = 0;
    size_t at = 0;
    for (size_t k = 0; k <= chain_.size(); ++k) {
      const bool last = k == chain_.size();
      const uint32_t upto = last ? static_cast<uint32_t>(draft_.chars.size()) : chain_[k].at;
      const uint32_t next = last ? static_cast<uint32_t>(entries_.size() + 1) : chain_[k].numbers.front();
      std::vector<size_t> between;
      for (; at < broken_.size() && broken_[at].span.begin < upto; ++at) between.push_back(at);
      count_off(between, before, next, ask);
      if (last) break;
      if (chain_[k].broken != kNone) {
        add(broken_[chain_[k].broken], chain_[k].inside.text, {{read(chain_[k].inside), {"number wanted", 1, kWanted}}}, ask);
        ++at;
      }
      before = chain_[k].numbers.back();
    }
  }

 private:
  bool in_list(uint32_t at) const { return at >= entries_.front().begin && at < entries_.back().end; }

  // Citations in the order of print, each of numbers above all before it.
  struct Link {
    uint32_t at = 0;
    std::vector<uint32_t> numbers;   // ascending
    uint32_t broken = kNone;         // index of what is to be mended; kNone: a whole callout
    Digits inside;
  };

  // The longest chain of first citations: whole callouts, and broken ones by the digits that a version has. A whole one is worth two.
  void find_chain() {
    std::vector<Link> all;
    const auto offer = [&](uint32_t at, std::vector<uint32_t> numbers, uint32_t broken, const Digits& inside) {
      std::sort(numbers.begin(), numbers.end());
      if (numbers.empty() || numbers.front() == 0 || numbers.back() > entries_.size()) return;
      if (broken != kNone && std::any_of(numbers.begin(), numbers.end(), [&](uint32_t n) { return cited_.contains(n); })) return;
      all.push_back({at, std::move(numbers), broken, inside});
    };
    for (const Callout& callout : callouts_) offer(callout.begin, callout.numbers, kNone, Digits());
    for (uint32_t k = 0; k < broken_.size(); ++k)
      for (const Digits& digits : broken_[k].digits) offer(broken_[k].span.begin, numbers_of(digits.text), k, digits);
    std::stable_sort(all.begin(), all.end(), [](const Link& a, const Link& b) { return a.at < b.at; });
    // By the largest number: the best chain that ends with it. Numbers are few, so this is near-linear.
    struct Best {
      double worth = 0;
      uint32_t link = kNone;
    };
    std::vector<Best> best(entries_.size() + 1);
    std::vector<uint32_t> from(all.size(), kNone);
    std::vector<double> worth(all.size());
    for (uint32_t i = 0; i < all.size(); ++i) {
      Best before;
      for (uint32_t n = 0; n < all[i].numbers.front(); ++n)
        if (best[n].worth > before.worth) before = best[n];
      if (before.link != kNone && all[before.link].at == all[i].at) continue;   // two guesses at one place
      const auto count = static_cast<double>(all[i].numbers.size());
      const double span = all[i].numbers.back() - all[i].numbers.front() + 1 > all[i].numbers.size() ? 0.5 : 0;   // 3,7: skips what may come between
      worth[i] = before.worth + count * (all[i].broken == kNone ? 2 : 1) - span;
      from[i] = before.link;
      Best& here = best[all[i].numbers.back()];
      if (worth[i] > here.worth) here = {worth[i], i};
    }
    Best end;
    for (const Best& one : best)
      if (one.worth > end.worth) end = one;
    for (uint32_t i = end.link; i != kNone; i = from[i]) chain_.push_back(all[i]);
    std::reverse(chain_.begin(), chain_.end());
  }

  // Whether a version has a whole callout in these columns, or a raised number in them or right beside them.
  bool has_whole(Span columns) const {
    const Span beside{columns.begin == 0 ? 0 : columns.begin - 1, std::min(columns.end + 1, collation_.columns())};
    for (size_t w = 0; w < collation_.witnesses.size(); ++w) {
      if (!callouts_in(folded(text_of(w, columns))).empty()) return true;
      for (uint32_t k = beside.begin; k < beside.end; ++k)
        if (const uint32_t i = collation_.cell(k, w); i != kNone && starts_.raised[w][i]) return true;
    }
    return false;
  }

  // Whether the locus may be part of a broken callout.
  bool is_open_to(size_t l) const {
    const Locus& locus = collation_.loci[l];
    const Decision& decision = decisions_[l];
    return locus.id != 0 && decision.by == DecidedBy::evidence && locus.cls != LocusClass::block && decision.lemma < locus.readings.size() &&
           std::all_of(locus.readings.begin(), locus.readings.end(), [](const Reading& r) { return is_debris(r.text); });
  }

  // The character of an agreed column where it is a digit or a bracket; 0 where it is not, or nothing is agreed.
  char32_t agreed_at(uint32_t column) const {
    const auto next = std::upper_bound(collation_.loci.begin(), collation_.loci.end(), column, [](uint32_t k, const Locus& l) { return k < l.begin; });
    if (column >= collation_.columns() || (next != collation_.loci.begin() && std::prev(next)->end > column && std::prev(next)->id != 0)) return 0;
    for (size_t w = 0; w < collation_.witnesses.size(); ++w) {
      const uint32_t i = collation_.cell(column, w);
      if (i == kNone) return 0;
      const char32_t c = fold(collation_.witnesses[w].chars[i]);
      if (w + 1 == collation_.witnesses.size()) return is_ascii_digit(c) || is_bracket(c) ? c : 0;
    }
    return 0;
  }

  // The locus with what belongs to it on both sides.
  Broken gathered(size_t l) const {
    Broken one;
    one.loci = {l};
    one.columns = {collation_.loci[l].begin, collation_.loci[l].end};
    one.span = draft_.loci[l];
    while (one.columns.begin > 0 && one.span.begin > 0 && agreed_at(one.columns.begin - 1) != 0) --one.columns.begin, --one.span.begin;
    for (;;) {
      const size_t next = one.loci.back() + 1;
      if (agreed_at(one.columns.end) != 0) {
        ++one.columns.end, ++one.span.end;
      } else if (next < collation_.loci.size() && collation_.loci[next].begin == one.columns.end && is_open_to(next)) {
        one.loci.push_back(next);
        one.columns.end = collation_.loci[next].end;
        one.span.end = std::max(one.span.end, draft_.loci[next].end);
      } else {
        return one;
      }
    }
  }

  std::u32string text_of(size_t w, Span columns) const {
    std::u32string out;
    for (uint32_t k = columns.begin; k < columns.end; ++k)
      if (const uint32_t i = collation_.cell(k, w); i != kNone) out.push_back(collation_.witnesses[w].chars[i]);
    return out;
  }

  void find_broken() {
    const std::u32string_view text = draft_.folded;
    for (size_t l = 0; l < collation_.loci.size(); ++l) {
      if (!is_open_to(l)) continue;
      Broken one = gathered(l);
      l = one.loci.back();
      const Span span = one.span;
      if (in_list(span.begin) || span.begin == 0) continue;
      const bool part_of_whole = std::any_of(callouts_.begin(), callouts_.end(), [&](const Callout& c) { return c.begin < span.end + (span.empty() ? 1 : 0) && c.end > span.begin; });
      if (part_of_whole) continue;
      if (has_whole(one.columns)) continue;
      const char32_t left = text[span.begin - 1], right = span.end < text.size() ? text[span.end] : U'\n';
      // Beside digits and letters stands a number of the text, no callout.
      if (is_digit(left) || is_digit(right) || is_latin_letter(right) || right == U'%' || is_space(left)) continue;
      if (!is_han(left) && !is_closing(left) && left != U'"' && left != U'%' && !is_latin_letter(left)) continue;
      one.at_end = !is_letter(right);
      bool empty = false, all_han = true, only_marks = true;
      for (size_t w = 0; w < collation_.witnesses.size(); ++w) {
        const std::u32string own = text_of(w, one.columns), digits = digits_of(own);
        const bool bracket = std::any_of(own.begin(), own.end(), is_bracket);
        if (const auto same = std::find_if(one.digits.begin(), one.digits.end(), [&](const Digits& d) { return d.text == digits; }); same != one.digits.end()) same->in_brackets = same->in_brackets || bracket;
        else if (!digits.empty()) one.digits.push_back({digits, bracket});
        one.bracket = one.bracket || bracket;
        one.han = one.han || count_han(own) > 0;
        empty = empty || own.empty();
        all_han = all_han && !own.empty() && count_han(own) == own.size();
        only_marks = only_marks && count_letters(own) == 0;
      }
      if (only_marks && !one.bracket) continue;   // a stop or a quote
      if (all_han) continue;   // a word
      if (is_latin_letter(left) && one.digits.empty()) continue;   // an index, a mark of an author
      if (empty && one.digits.empty() && !one.bracket) continue;   // a speck that one version has
      broken_.push_back(std::move(one));
    }
  }

  // Broken callouts that stand behind the citation of `before` and before the first of `next`.
  void count_off(const std::vector<size_t>& between, uint32_t before, uint32_t next, double ask) {
    std::vector<uint32_t> wanted;
    for (uint32_t n = before + 1; n < next; ++n)
      if (!cited_.contains(n)) wanted.push_back(n);
    const auto unread = [&](bool without_digits) {
      std::vector<size_t> out;
      for (const size_t k : between)
        if (broken_[k].bracket && (!without_digits || broken_[k].digits.empty())) out.push_back(k);
      return out;
    };
    std::vector<size_t> counted = unread(true);
    if (counted.size() != wanted.size()) counted = unread(false);   // its digits may be misread too
    if (counted.size() != wanted.size()) counted.clear();
    for (const size_t k : between) {
      const Broken& one = broken_[k];
      std::u32string inside;
      Evidence best;
      const auto offer = [&](const std::u32string& numbers, Evidence evidence) {
        if (!inside.empty() && evidence.score() <= best.score()) return;
        inside = numbers;
        best = std::move(evidence);
      };
      for (const Digits& digits : one.digits) {
        const std::vector<uint32_t> numbers = numbers_of(digits.text);
        if (numbers.empty() || std::any_of(numbers.begin(), numbers.end(), [&](uint32_t n) { return n == 0 || n > entries_.size(); })) continue;
        // 7,9: one that is wanted beside one that was cited before.
        const bool fresh = std::any_of(numbers.begin(), numbers.end(), [&](uint32_t n) { return std::find(wanted.begin(), wanted.end(), n) != wanted.end(); });
        const bool fit = std::all_of(numbers.begin(), numbers.end(), [&](uint32_t n) { return n <= before || std::find(wanted.begin(), wanted.end(), n) != wanted.end(); });
        const double value = !fit ? -1 : fresh && counted.size() == wanted.size() ? 1 : 0;
        offer(digits.text, {{read(digits), {"number wanted", value, value * kWanted}}});
      }
      if (const auto place = std::find(counted.begin(), counted.end(), k); place != counted.end()) {
        const std::u32string number = decimal(wanted[static_cast<size_t>(place - counted.begin())]);
        const bool part = std::any_of(one.digits.begin(), one.digits.end(), [&](const Digits& d) { return d.text.find(number) != std::u32string::npos || number.find(d.text) != std::u32string::npos; });
        offer(number, {{{"number wanted", 1, kWanted}, {"counted off", 1, kCounted}, {"digits read", part ? 1.0 : 0.0, part ? kPartOfDigits : one.digits.empty() ? 0 : kNoPart}}});
      }
      if (!inside.empty()) add(one, inside, best, ask);
    }
  }

  static Term read(const Digits& digits) { return {"digits read", digits.in_brackets ? 1.0 : 0.5, digits.in_brackets ? kDigits : kDigitsAlone}; }

  // Raw brackets as the document's callouts have them.
  std::u32string dressed(const std::u32string& inside) const {
    size_t wide = 0;
    for (const Callout& callout : callouts_) wide += draft_.chars[callout.begin] == U'［';
    return wide * 2 > callouts_.size() ? U"［" + inside + U"］" : U"[" + inside + U"]";
  }

  // `own`: what speaks for the number; what speaks for a callout at this place is the same for every number.
  void add(const Broken& one, const std::u32string& inside, const Evidence& own, double ask) {
    std::vector<Term> terms = own.terms;
    const auto term = [&](bool holds, const char* name, double score) {
      if (holds) terms.push_back({name, 1, score});
    };
    term(one.bracket, "bracket read", kBracket);
    term(true, "surroundings", kBase + (one.at_end ? kAtEnd : kInWord) + (one.han ? kHan : 0));
    term(one.digits.size() > 1, "conflict", kConflict);
    const double p = 1 / (1 + std::exp(-Evidence{terms}.score()));
    if (p < kProposed) return;
    const std::vector<std::u32string> parts = shared_out(one, dressed(inside));
    if (parts.empty()) return;
    for (size_t i = 0; i < parts.size(); ++i) {
      Decision& decision = decisions_[one.loci[i]];
      for (Choice& choice : decision.choices) choice.probability *= 1 - p;
      const auto known = std::find_if(decision.choices.begin(), decision.choices.end(), [&](const Choice& choice) { return choice.text == parts[i]; });
      decision.lemma = static_cast<uint32_t>(known - decision.choices.begin());
      if (known == decision.choices.end()) decision.choices.push_back({parts[i], p, terms});
      else known->probability += p;
      decision.open = decision.choices[decision.lemma].probability < ask;
    }
  }

  // What each locus gets of the callout, with what the versions agree on between them; nothing where that does not come out.
  std::vector<std::u32string> shared_out(const Broken& one, const std::u32string& callout) const {
    std::vector<std::u32string> out;
    size_t at = 0;   // of the callout
    uint32_t column = one.columns.begin;
    const auto agreed = [&](uint32_t upto) {
      std::u32string text;
      for (; column < upto; ++column) text.push_back(agreed_at(column));
      return text;
    };
    const std::u32string plain = folded(callout);
    for (const size_t l : one.loci) {
      const std::u32string before = agreed(collation_.loci[l].begin);
      const size_t found = before.empty() ? at : plain.find(before, at);
      if (found == std::u32string::npos || (out.empty() && found != 0)) return {};
      if (!out.empty()) out.back() = callout.substr(at, found - at);
      at = found + before.size();
      out.emplace_back();
      column = collation_.loci[l].end;
    }
    const std::u32string behind = agreed(one.columns.end);
    if (plain.size() < at + behind.size() || plain.compare(plain.size() - behind.size(), behind.size(), behind) != 0) return {};
    out.back() = callout.substr(at, plain.size() - behind.size() - at);
    return out;
  }

  const Collation& collation_;
  std::vector<Decision>& decisions_;
  const Starts& starts_;
  const Draft& draft_;
  std::vector<Span> entries_;
  std::vector<Callout> callouts_;   // well-formed, outside the list
  std::set<uint32_t> cited_;        // by them
  std::vector<Link> chain_;
  std::vector<Broken> broken_;
};

}  // namespace

void mend_callouts(const Collation& collation, std::vector<Decision>& decisions, double ask) {
  if (collation.witnesses.size() < 2) return;   // nothing is disputed
  std::vector<uint32_t> chosen;
  for (size_t l = 0; l < decisions.size(); ++l) chosen.push_back(decisions[l].lemma < collation.loci[l].readings.size() ? decisions[l].lemma : 0);
  const Starts starts = starts_of(collation);
  const Draft draft = draft_of(collation, starts, chosen);
  Mending mending(collation, decisions, starts, draft);
  mending.mend(ask);
}

}  // namespace jiaokan
