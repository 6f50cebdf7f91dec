#include "reconcile/order.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "lang/script.h"
#include "reconcile/evidence_document.h"
#include "reconcile/page_places.h"
#include "reconcile/seams.h"

namespace jiaokan {

namespace {

constexpr uint32_t kTail = 8, kHead = 6;   // characters heard on both sides of a join
constexpr double kUndisputed = 1000;       // all witnesses go on so
constexpr double kOwn = 0.2;               // weight of one join against the mean of its witness
constexpr double kNearby = 0.5;            // weight of the mean of the joins around in that
constexpr size_t kAround = 6;              // joins before and after
constexpr double kMost = 8;                // that one join says of its witness
constexpr size_t kSilent = 3;              // as if so many joins more said nothing
constexpr double kSupport = 1;             // a witness more that goes on so
// Within a page:
constexpr double kMostOfPage = 3;          // that a join says by itself, for or against
constexpr double kGoesOnSo = 4, kLayerGoesOnSo = 6;   // a witness that goes on so, a text layer
constexpr double kPartedSo = 2.5;            // one whose columns a model of language has parted there
constexpr double kNobodySo = -8;           // no witness does
constexpr double kSure = 12;               // nats of a join that no witness has, before it is thought of
constexpr double kSurer = 8;               // than of all that a witness has at either end
constexpr double kLoose = -2;              // the score of going on from a run nowhere
constexpr double kLoss = 0.3;              // weight of what is lost elsewhere when a join is not taken
constexpr uint32_t kNear = 40;             // runs between
constexpr double kNobody = -4;             // the score of going on as no witness does

// From a run to the one a stream goes on with; no stream: it is heard so, though columns are woven in all of them.
struct Link {
  uint32_t from, to;
  double score = 0;
  std::vector<uint16_t> streams;
};

class Orderer {
 public:
  Orderer(Rows& rows, const std::vector<Stream>& streams, const LanguageModel* model) : rows_(rows), streams_(streams), model_(model), places_(page_places(rows, streams)) {}

  void run() {
    cut();
    if (begins_.size() < 2) return;
    find_stretches();
    find_links();
    score();
    take_best();
    write();
  }

 private:
  bool is_foot(uint32_t run) const { return !places_.foot.empty() && places_.foot[begins_[run]]; }

  bool on_one_page(uint32_t first, uint32_t last) const { return places_.page.empty() || places_.page[begins_[first]] == places_.page[begins_[last]]; }

  // What it says for a join of text that a stream goes on so. A zone that was put in order begins where the print before it ended.
  double goes_on(size_t s, uint32_t from, uint32_t to) const {
    if (streams_[s].is_parted_at(last_in(from, s))) return kPartedSo;
    return streams_[s].is_layer && !streams_[s].is_parted_at(first_in(to, s)) ? kLayerGoesOnSo : kGoesOnSo;
  }

  // The first key that a stream has of a run; kNone: it has nothing of it.
  uint32_t first_in(uint32_t run, size_t stream) const {
    for (uint32_t k = begins_[run]; k < end_of(run); ++k)
      if (rows_.row(k)[stream] != kNone) return rows_.row(k)[stream];
    return kNone;
  }

  uint32_t last_in(uint32_t run, size_t stream) const {
    for (uint32_t k = end_of(run); k-- > begins_[run];)
      if (rows_.row(k)[stream] != kNone) return rows_.row(k)[stream];
    return kNone;
  }

  // The runs of each stream in its own order: within a run its keys follow each other.
  void find_stretches() {
    stretches_of_.resize(rows_.width);
    for (uint32_t r = 0; r < begins_.size(); ++r)
      for (size_t s = 0; s < rows_.width; ++s)
        if (const uint32_t key = first_in(r, s); key != kNone) stretches_of_[s].push_back({key, r});
    for (std::vector<Stretch>& own : stretches_of_) std::sort(own.begin(), own.end(), [](const Stretch& x, const Stretch& y) { return x.key < y.key; });
  }

  // A run begins where a stream does not go on from its own character before, and where one went away behind it.
  void cut() {
    std::vector<bool> begins(rows_.size() + 1, false);
    if (rows_.size() == 0) return;
    begins[0] = true;
    for (size_t s = 0; s < rows_.width; ++s) {
      uint32_t last = kNone, last_column = kNone;   // the key before in column order
      for (uint32_t k = 0; k < rows_.size(); ++k) {
        const uint32_t j = rows_.row(k)[s];
        if (j == kNone) continue;
        if (last != kNone && j != last + 1) {
          begins[k] = true;
          begins[last_column + 1] = true;
        }
        last = j;
        last_column = k;
      }
    }
    for (uint32_t k = 1; k < places_.page.size(); ++k)
      if (places_.page[k] != places_.page[k - 1] || places_.foot[k] != places_.foot[k - 1]) begins[k] = true;
    const std::vector<bool> jumps = begins;
    for (size_t s = 0; s < rows_.width; ++s) cut_at_edges(s, jumps, begins);
    for (uint32_t k = 0; k < rows_.size(); ++k)
      if (begins[k]) begins_.push_back(k);
  }

  // What a stream has not, at either side of where another one jumps, may belong to this side or to that one.
  void cut_at_edges(size_t s, const std::vector<bool>& jumps, std::vector<bool>& begins) const {
    uint32_t last = kNone;   // column that the stream has
    bool jumped = false;
    for (uint32_t k = 0; k < rows_.size(); ++k) {
      jumped |= jumps[k];
      if (rows_.row(k)[s] == kNone) continue;
      if (jumped && last != kNone && last + 1 != k) begins[k] = begins[last + 1] = true;
      jumped = false;
      last = k;
    }
  }

  void find_links() {
    std::map<std::pair<uint32_t, uint32_t>, size_t> known;
    links_of_.resize(rows_.width);
    for (uint16_t s = 0; s < rows_.width; ++s) {
      uint32_t last[2] = {kNone, kNone};   // of the text, of the feet
      for (const Stretch& stretch : stretches_of_[s]) {
        const uint32_t here = stretch.run;
        uint32_t& before = last[is_foot(here)];
        if (before != kNone) {
          const auto [at, fresh] = known.emplace(std::pair(before, here), links_.size());
          links_of_[s].push_back(at->second);
          if (fresh) links_.push_back({before, here, 0, {}});
          links_[at->second].streams.push_back(s);
        }
        before = here;
      }
    }
  }

  uint32_t end_of(uint32_t run) const { return run + 1 < begins_.size() ? begins_[run + 1] : static_cast<uint32_t>(rows_.size()); }

  void score() {
    std::vector<uint32_t> out(begins_.size()), in(begins_.size());
    for (const Link& link : links_) ++out[link.from], ++in[link.to];
    std::vector<double> own(links_.size());
    std::vector<bool> disputed(links_.size());
    for (size_t l = 0; l < links_.size(); ++l) disputed[l] = out[links_[l].from] > 1 || in[links_[l].to] > 1 || !on_one_page(links_[l].from, links_[l].to);
    if (std::find(disputed.begin(), disputed.end(), true) != disputed.end()) hear_joins(disputed, own);
    disputed.resize(links_.size(), true);   // joins that no witness has
    for (size_t l = 0; l < links_.size(); ++l) {
      const double support = kSupport * static_cast<double>(std::max<size_t>(links_[l].streams.size(), 1) - 1);
      links_[l].score = disputed[l] ? kOwn * own[l] + support : kUndisputed;
    }
    // Each witness is believed as its disputed joins are, those around more; the best of those that join so counts.
    std::vector<double> believed(links_.size(), -1e9);
    const auto heard = [&](size_t l) { return std::min(own[l], kMost); };
    mean_.assign(rows_.width, -1e9);
    for (size_t s = 0; s < rows_.width; ++s) {
      std::vector<size_t> mine;
      double all = 0;
      for (const size_t l : links_of_[s])
        if (disputed[l]) mine.push_back(l), all += heard(l);
      if (!stretches_of_[s].empty())
        mean_[s] = all / static_cast<double>(mine.size() + kSilent) + streams_[s].trust_in_order;
      double around = 0;
      for (size_t i = 0, begin = 0, end = 0; i < mine.size(); ++i) {
        while (end < mine.size() && end <= i + kAround) around += heard(mine[end++]);
        while (begin + kAround < i) around -= heard(mine[begin++]);
        believed[mine[i]] = std::max(believed[mine[i]], kNearby * around / static_cast<double>(end - begin + kSilent) + (1 - kNearby) * mean_[s]);
      }
    }
    for (size_t l = 0; l < links_.size(); ++l)
      if (disputed[l] && !links_[l].streams.empty()) links_[l].score += believed[l];
  }

  // The text, a mark behind each run.
  std::u32string apart() const {
    const std::u32string text = consensus(rows_, streams_);
    std::u32string out;
    out.reserve(text.size() + begins_.size());
    for (uint32_t r = 0; r < begins_.size(); ++r) {
      out.append(text, begins_[r], end_of(r) - begins_[r]);
      out.push_back(U'\0');
    }
    return out;
  }

  // What the text says itself; made when it is first asked.
  const DocumentModel& document() {
    if (!document_) document_.emplace(apart());
    return *document_;
  }

  void hear_joins(const std::vector<bool>& disputed, std::vector<double>& own) {
    const DocumentModel& document = this->document();
    for (size_t l = 0; l < links_.size(); ++l)
      if (disputed[l]) own[l] = join(links_[l], document);
    if (model_ != nullptr) hear_free_joins(disputed, document, own);
    if (places_.page.empty()) document_.reset();   // nobody asks it again
  }

  // Where columns are woven in every witness, none goes on as the text does: runs whose joins are all bad are tried with each other.
  void hear_free_joins(const std::vector<bool>& disputed, const DocumentModel& document, std::vector<double>& own) {
    std::vector<double> out(begins_.size(), -1e9), in(begins_.size(), -1e9);   // the best that a witness has; kUndisputed: nothing else is heard
    for (size_t l = 0; l < own.size(); ++l) {
      const double best = disputed[l] ? own[l] : kUndisputed;
      out[links_[l].from] = std::max(out[links_[l].from], best);
      in[links_[l].to] = std::max(in[links_[l].to], best);
    }
    const std::u32string& text = document.text();
    const uint32_t n = static_cast<uint32_t>(begins_.size());
    for (uint32_t from = 0; from < n; ++from) {
      if (out[from] >= kUndisputed || !is_han(text[end_of(from) + from - 1])) continue;
      for (uint32_t to = from - std::min(from, kNear); to < std::min(n, from + kNear); ++to) {
        if (to == from || in[to] >= kUndisputed || !is_han(text[begins_[to] + to])) continue;
        const Link link{from, to, 0, {}};
        const double value = join(link, document);
        if (value < std::max(kSure, std::max(out[from], in[to]) + kSurer)) continue;
        links_.push_back(link);
        own.push_back(value);
      }
    }
  }

  // How much more probable the words after the join are for those before it (nats).
  double join(const Link& link, const DocumentModel& document) const {
    const uint32_t end = end_of(link.from), begin = begins_[link.to];
    const uint32_t from = std::max(begins_[link.from], end - std::min(end, kTail)), to = std::min(end_of(link.to), begin + kHead);
    const std::u32string& apart = document.text();   // a mark stands behind each run
    const std::u32string tail = apart.substr(from + link.from, end - from), head = apart.substr(begin + link.to, to - begin), both = tail + head;
    const std::u32string_view first = std::u32string_view(both).substr(0, tail.size() + std::min<size_t>(head.size(), 3));
    double out = document.log_probability(first, tail.size()) - document.log_probability(std::u32string_view(head).substr(0, 3), 0);
    if (model_ != nullptr && !tail.empty() && !head.empty() && is_han(tail.back()) && is_han(head.front()))
      out += model_->log_probability(both) - model_->log_probability(tail) - model_->log_probability(head);
    return out;
  }

  size_t best_stream() const { return static_cast<size_t>(std::max_element(mean_.begin(), mean_.end()) - mean_.begin()); }

  // How urgent each join is: its score, and how much worse its two runs go on and are gone on to without it.
  std::vector<double> urgency() const {
    struct Two {
      double best = kLoose, second = kLoose;
      void see(double score) {
        if (score > best) std::swap(best, score);
        second = std::max(second, score);
      }
      double without(double score) const { return score >= best ? second : best; }
    };
    std::vector<Two> out(begins_.size()), in(begins_.size());
    for (const Link& link : links_) out[link.from].see(link.score), in[link.to].see(link.score);
    std::vector<double> urgent;
    for (const Link& link : links_) {
      const double lost = 2 * link.score - out[link.from].without(link.score) - in[link.to].without(link.score);
      urgent.push_back(link.score + kLoss * lost);
    }
    return urgent;
  }

  // The most urgent joins that make no ring: each run goes on with one, and is gone on to from one.
  void take_best() {
    const std::vector<double> urgent = urgency();
    std::vector<size_t> by_urgency(links_.size());
    std::iota(by_urgency.begin(), by_urgency.end(), size_t{0});
    std::stable_sort(by_urgency.begin(), by_urgency.end(), [&](size_t x, size_t y) { return urgent[x] > urgent[y]; });
    next_.assign(begins_.size(), kNone);
    previous_.assign(begins_.size(), kNone);
    std::vector<uint32_t> chain(begins_.size());
    std::iota(chain.begin(), chain.end(), 0U);
    // With what the best stream begins, the edition begins: a running head that repeats the title does not lead to it.
    const std::vector<Stretch>& best = stretches_of_[best_stream()];
    const uint32_t first = best.empty() ? kNone : best.front().run;
    const auto root = [&](uint32_t r) {
      while (chain[r] != r) r = chain[r] = chain[chain[r]];
      return r;
    };
    for (const size_t l : by_urgency) {
      const Link& link = links_[l];
      if (link.to == first || next_[link.from] != kNone || previous_[link.to] != kNone || root(link.from) == root(link.to)) continue;
      next_[link.from] = link.to;
      previous_[link.to] = link.from;
      chain[root(link.to)] = root(link.from);
    }
  }

  // The first character that a stream has of the chain that begins with a run; -1: it has nothing of it.
  double place_of(uint32_t run, size_t stream) const {
    for (uint32_t q = run; q != kNone; q = next_[q])
      if (const uint32_t key = first_in(q, stream); key != kNone) return key;
    return -1;
  }

  // A chain that the best stream has nothing of goes in behind the run that it follows in its own, which another one goes on from otherwise.
  void splice_loose(size_t best) {
    std::vector<size_t> into(begins_.size(), kNone);   // the best join to a run
    for (size_t l = 0; l < links_.size(); ++l)
      if (size_t& own = into[links_[l].to]; own == kNone || links_[l].score > links_[own].score) own = l;
    for (uint32_t r = 0; r < begins_.size(); ++r) {
      if (previous_[r] != kNone || into[r] == kNone || place_of(r, best) >= 0) continue;
      const uint32_t from = links_[into[r]].from;
      uint32_t end = r;
      bool ring = from == r;
      for (; next_[end] != kNone; end = next_[end]) ring |= next_[end] == from;
      if (ring) continue;
      next_[end] = next_[from];
      if (next_[from] != kNone) previous_[next_[from]] = end;
      next_[from] = r;
      previous_[r] = from;
    }
  }

  using Scores = std::map<std::pair<uint32_t, uint32_t>, double>;
  Scores scores() const {
    Scores out;
    for (const Link& link : links_) out.emplace(std::pair(link.from, link.to), link.score);
    return out;
  }
  static double value(const Scores& scores, uint32_t from, uint32_t to) {
    if (from == kNone || to == kNone) return 0;
    const auto found = scores.find({from, to});
    return found == scores.end() ? kNobody : found->second;
  }

  // The runs of a page as one stream has them.
  std::vector<uint32_t> as_in(size_t s, std::vector<uint32_t> runs) const {
    std::erase_if(runs, [&](uint32_t r) { return first_in(r, s) == kNone; });
    std::sort(runs.begin(), runs.end(), [&](uint32_t x, uint32_t y) { return first_in(x, s) < first_in(y, s); });
    return runs;
  }

  // All the runs of a page, where the order of some is known: the others stand behind what their stream has before them.
  std::vector<uint32_t> with_the_rest(const std::vector<uint32_t>& known, std::vector<uint32_t> runs) const {
    constexpr double kRightBehind = 1e-5;
    std::map<uint32_t, double> place;
    for (size_t k = 0; k < known.size(); ++k) place[known[k]] = static_cast<double>(k);
    for (size_t s = 0; s < rows_.width; ++s) {
      double last = -1;
      for (const uint32_t r : as_in(s, runs)) last = place.emplace(r, last + kRightBehind).first->second;
    }
    std::stable_sort(runs.begin(), runs.end(), [&](uint32_t x, uint32_t y) { return place[x] < place[y]; });
    return runs;
  }

  // What one version alone has of a few characters tells nothing of the order: specks, a running head.
  bool tells(uint32_t run) const {
    constexpr uint32_t kFew = 18, kChance = 3;   // characters: such few meet anywhere
    if (end_of(run) - begins_[run] > kFew) return true;
    if (end_of(run) - begins_[run] <= kChance) return false;
    size_t have = 0;
    for (size_t s = 0; s < rows_.width; ++s) have += first_in(run, s) != kNone;
    return have > 1;
  }

  // Each page by itself: as one of the streams has it or as the joins made it one by one, whichever goes on better over the page's ends and feet.
  void take_pages(std::vector<uint32_t>& order, const DocumentModel& document) const {
    std::vector<std::map<uint32_t, uint32_t>> next(rows_.width);   // of each stream, of the runs that tell, feet left out
    for (size_t s = 0; s < rows_.width; ++s) {
      uint32_t before = kNone;
      for (const Stretch& stretch : stretches_of_[s]) {
        if (order.empty() || is_foot(stretch.run) != is_foot(order[0]) || !tells(stretch.run)) continue;
        if (before != kNone) next[s].emplace(before, stretch.run);
        before = stretch.run;
      }
    }
    std::map<std::pair<uint32_t, uint32_t>, double> known;
    const auto value = [&](uint32_t from, uint32_t to) {
      if (from == kNone || to == kNone) return 0.0;
      const auto [at, fresh] = known.emplace(std::pair(from, to), 0);
      if (fresh) {
        at->second = std::clamp(join({from, to, 0, {}}, document), -kMostOfPage, kMostOfPage);
        double support = 0;
        for (size_t s = 0; s < rows_.width; ++s)
          if (const auto found = next[s].find(from); found != next[s].end() && found->second == to) support += goes_on(s, from, to);
        at->second += support > 0 ? support : kNobodySo;
      }
      return at->second;
    };
    uint32_t before = kNone;   // the last run of the page before
    for (size_t b = 0, e = 0; b < order.size(); b = e) {
      while (e < order.size() && on_one_page(order[b], order[e])) ++e;
      const std::vector<uint32_t> runs(order.begin() + static_cast<long>(b), order.begin() + static_cast<long>(e));
      // With which of its runs the next page begins is not known yet: with one that a stream begins it with.
      std::vector<uint32_t> firsts;
      for (size_t s = 0; s < rows_.width; ++s) {
        uint32_t first = kNone;
        for (size_t k = e; k < order.size() && on_one_page(order[e], order[k]); ++k)
          if (tells(order[k]) && first_in(order[k], s) != kNone && (first == kNone || first_in(order[k], s) < first_in(first, s))) first = order[k];
        if (first != kNone) firsts.push_back(first);
      }
      const auto leaves = [&](uint32_t last) {
        double out = firsts.empty() ? 0 : -1e9;
        for (const uint32_t first : firsts) out = std::max(out, value(last, first));
        return out;
      };
      std::vector<std::pair<uint32_t, uint32_t>> joins;
      for (const auto& goes_on : next)
        for (const uint32_t r : runs)
          if (const auto found = goes_on.find(r); found != goes_on.end()) joins.push_back(*found);
      double best = -1e18;
      std::vector<uint32_t> taken;
      for (size_t s = 0; s <= rows_.width; ++s) {
        std::vector<uint32_t> page{before};
        for (const uint32_t r : s < rows_.width ? with_the_rest(as_in(s, runs), runs) : runs)
          if (tells(r)) page.push_back(r);
        page.push_back(kNone);
        if (page.size() > 3) mend_seams(page, joins, 1, [&](uint32_t from, uint32_t to) { return to == kNone ? leaves(from) : value(from, to); });
        double worth = page.size() > 2 ? leaves(page[page.size() - 2]) : 0;
        for (size_t i = 0; i + 2 < page.size(); ++i) worth += value(page[i], page[i + 1]);
        if (worth <= best) continue;
        best = worth;
        taken.assign(page.begin() + 1, page.end() - 1);
      }
      if (!taken.empty()) before = taken.back();
      const std::vector<uint32_t> page = with_the_rest(taken, runs);
      std::copy(page.begin(), page.end(), order.begin() + static_cast<long>(b));
    }
  }

  // What is on one page is together, its foot last.
  void order_pages(std::vector<uint32_t>& order) {
    const auto place = [&](uint32_t r) { return std::pair(places_.page[begins_[r]], is_foot(r)); };
    const auto sort = [&] { std::stable_sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) { return place(x) < place(y); }); };
    sort();
    const auto foot = std::stable_partition(order.begin(), order.end(), [&](uint32_t r) { return !is_foot(r); });
    std::vector<uint32_t> text(order.begin(), foot), feet(foot, order.end());
    take_pages(text, document());
    take_pages(feet, document());
    order = std::move(text);
    order.insert(order.end(), feet.begin(), feet.end());
    sort();
  }

  void order_pieces(std::vector<uint32_t>& order) const {
    const Scores score = scores();
    std::vector<std::pair<uint32_t, uint32_t>> joins;
    for (const Link& link : links_) joins.emplace_back(link.from, link.to);
    mend_seams(order, joins, 0, [&](uint32_t from, uint32_t to) { return value(score, from, to); });
  }

  // Chains follow each other as the best stream has them; what it has not stands behind what it followed.
  void write() {
    const size_t best = best_stream();
    splice_loose(best);
    struct Chain {
      double place = -1;
      std::vector<uint32_t> runs;
    };
    std::vector<Chain> chains;
    double last = -1;
    for (uint32_t r = 0; r < begins_.size(); ++r) {
      if (previous_[r] != kNone) continue;
      Chain chain;
      for (uint32_t q = r; q != kNone; q = next_[q]) chain.runs.push_back(q);
      chain.place = place_of(r, best);
      if (chain.place < 0) chain.place = last + 0.25;
      last = chain.place;
      chains.push_back(std::move(chain));
    }
    std::stable_sort(chains.begin(), chains.end(), [](const Chain& x, const Chain& y) { return x.place < y.place; });
    std::vector<uint32_t> order;
    for (const Chain& chain : chains) order.insert(order.end(), chain.runs.begin(), chain.runs.end());
    if (!places_.page.empty()) order_pages(order);
    // Where columns were put in order by us, single lines may have gone astray.
    else if (std::any_of(streams_.begin(), streams_.end(), [](const Stream& stream) { return stream.trust_in_order < 0; })) order_pieces(order);
    if (std::is_sorted(order.begin(), order.end())) return;   // as they stand
    std::vector<uint32_t> cells;
    cells.reserve(rows_.cells.size());
    for (const uint32_t r : order)
      cells.insert(cells.end(), rows_.cells.begin() + static_cast<long>(begins_[r] * rows_.width), rows_.cells.begin() + static_cast<long>(end_of(r) * rows_.width));
    rows_.cells = std::move(cells);
  }

  Rows& rows_;
  const std::vector<Stream>& streams_;
  const LanguageModel* model_;
  struct Stretch {
    uint32_t key, run;   // the first that the stream has in it
  };
  std::vector<std::vector<Stretch>> stretches_of_;   // of each stream, in its order
  PagePlaces places_;
  std::optional<DocumentModel> document_;
  std::vector<uint32_t> begins_;
  std::vector<Link> links_;
  std::vector<std::vector<size_t>> links_of_;      // of each stream, in its order
  std::vector<double> mean_;                       // of the joins of each stream
  std::vector<uint32_t> next_, previous_;
};

}  // namespace

void put_in_order(Rows& rows, const std::vector<Stream>& streams, const LanguageModel* model) { Orderer(rows, streams, model).run(); }

}  // namespace jiaokan
