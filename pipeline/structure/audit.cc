// The citation audit: every reference cited, first citations ascending, no work listed twice, and no callout whose sentence speaks of
// another work than the one it leads to. What it finds goes to the diagnostics and, for the report and the review page, into Article::audit.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/article_walk.h"
#include "model/unicode.h"
#include "refs/refs.h"
#include "structure/draft.h"

namespace jiaokan {

namespace {

constexpr double kSpeaksOf = 4;      // weight of shared words with which a sentence speaks of another work
constexpr uint32_t kSentence = 160;  // characters before a callout that may speak of its work
constexpr size_t kLatinWord = 5;
constexpr size_t kCommon = 5;        // times in the article: what is said so often is its subject
constexpr uint32_t kNear = 400;      // characters within which the other work is cited itself
constexpr std::ptrdiff_t kFewestWords = 4;

// The words of a text that can tell works apart: pairs of Han, longer Latin words.
std::set<std::u32string> words_of(std::u32string_view text) {
  std::set<std::u32string> out;
  std::u32string latin;
  for (size_t i = 0; i <= text.size(); ++i) {
    const char32_t c = i < text.size() ? text[i] : U' ';
    if (is_latin_letter(c)) {
      latin.push_back(fold(c));
      continue;
    }
    if (latin.size() >= kLatinWord) out.insert(latin);
    latin.clear();
    if (i + 1 < text.size() && is_han(c) && is_han(text[i + 1])) out.insert({fold(c), fold(text[i + 1])});
  }
  return out;
}

class Audit {
 public:
  explicit Audit(StructureDraft& d) : d_(d), all_(d.article.references) {}

  void run() {
    order();
    twice();
    subjects();
  }

 private:
  void find(Code code, Span span, uint32_t target, std::string text) {
    d_.say(code, span, text);
    d_.article.audit.push_back({code, target, span, std::move(text)});
  }

  void order() {
    std::vector<bool> cited(all_.size(), false);
    uint32_t highest = 0;
    for_each_inline(d_.article, [&](const Inline& item) {
      if (item.kind != InlineKind::callout) return;
      for (const uint32_t target : item.targets) {
        if (!cited[target]) {
          if (target > highest && all_[target].number > 0) find(Code::citation_jump, item.span, target, fmt::format("{} before [{}] was cited", to_utf8(item.text), all_[highest].number));
          highest = std::max(highest, target + 1);
        }
        cited[target] = true;
      }
    });
    if (highest == 0) return;
    for (uint32_t r = 0; r < all_.size(); ++r)
      if (!cited[r]) find(Code::reference_uncited, all_[r].span, r, to_utf8(all_[r].label));
  }

  void twice() {
    std::map<std::string, uint32_t> seen;
    for (uint32_t r = 0; r < all_.size(); ++r) {
      std::u32string key;
      for (const RefField field : {RefField::author, RefField::title, RefField::container, RefField::year, RefField::volume, RefField::issue, RefField::pages}) {
        for (const char32_t c : from_utf8(value_of(all_[r].reference, field)))
          if (is_letter(c) || is_digit(c)) key.push_back(fold(c));
        key.push_back(U'\n');
      }
      if (value_of(all_[r].reference, RefField::title).empty()) continue;
      const auto [first, fresh] = seen.emplace(to_utf8(key), r);
      if (!fresh) find(Code::reference_twice, all_[r].span, r, fmt::format("{} and {}", to_utf8(all_[first->second].label), to_utf8(all_[r].label)));
    }
  }

  // A clause that shares no word with the title it cites, and several with one that is cited nowhere near. Only where they can share words:
  // both Chinese, the callout a number; a citation that names its author says whose work it is.
  void subjects() {
    std::vector<std::set<std::u32string>> titles;
    std::map<std::u32string, size_t> spread;
    for (const ReferenceEntry& entry : all_) {
      titles.push_back(words_of(from_utf8(value_of(entry.reference, RefField::title))));
      for (const std::u32string& word : titles.back()) ++spread[word];
    }
    struct Call {
      Span span;
      std::vector<uint32_t> targets;
      std::u32string text;
    };
    std::vector<Call> calls;
    for_each_inline(d_.article, [&](const Inline& item) {
      if (item.kind == InlineKind::callout && !item.span.empty()) calls.push_back({item.span, item.targets, item.text});
    });
    std::stable_sort(calls.begin(), calls.end(), [](const Call& a, const Call& b) { return a.span.begin < b.span.begin; });
    for (size_t c = 0; c < calls.size(); ++c) {
      const Call& call = calls[c];
      if (call.targets.size() != 1 || std::any_of(call.text.begin(), call.text.end(), is_letter)) continue;
      const uint32_t target = call.targets[0];
      const std::u32string_view clause = clause_before(call.span.begin, c > 0 ? calls[c - 1].span.end : 0);
      const std::set<std::u32string> words = words_of(clause);
      if (!is_chinese(titles[target]) || !is_chinese(words) || names_author(clause, target)) continue;
      const auto weight_of = [&](const std::u32string& word) { return words.count(word) > 0 ? 1.0 / static_cast<double>(spread[word]) : 0; };
      const auto speaks = [&](uint32_t r) {
        double weight = 0;
        for (const std::u32string& word : titles[r]) weight += weight_of(word);
        return weight;
      };
      if (speaks(target) > 0) continue;
      uint32_t best = target;
      double most = 0;
      for (uint32_t r = 0; r < all_.size(); ++r)
        if (const double weight = speaks(r); weight > most) most = weight, best = r;
      if (most < kSpeaksOf) continue;
      // What the whole article is about tells no works apart.
      double rare = 0;
      for (const std::u32string& word : titles[best])
        if (const double weight = weight_of(word); weight > 0 && !is_common(word)) rare += weight;
      const bool near = std::any_of(calls.begin(), calls.end(), [&](const Call& other) {
        return other.span.begin + kNear > call.span.begin && other.span.begin < call.span.end + kNear && std::find(other.targets.begin(), other.targets.end(), best) != other.targets.end();
      });
      if (rare >= kSpeaksOf && !near) find(Code::citation_doubtful, call.span, target, fmt::format("{}; its words are those of {}", to_utf8(call.text), to_utf8(all_[best].label)));
    }
  }

  static bool is_chinese(const std::set<std::u32string>& words) {
    return std::count_if(words.begin(), words.end(), [](const std::u32string& word) { return is_han(word[0]); }) >= kFewestWords;
  }

  bool names_author(std::u32string_view clause, uint32_t r) const {
    const Reference& reference = all_[r].reference;
    for (const RefPart& part : reference.parts) {
      if (part.field == RefField::author && clause.find(called(reference, part)) != std::u32string_view::npos) return true;
    }
    return false;
  }

  // Said many times before the list.
  bool is_common(const std::u32string& word) const {
    const std::u32string_view text = std::u32string_view(d_.text.chars).substr(0, all_.front().span.begin);
    size_t times = 0;
    for (size_t at = text.find(word); at != std::u32string_view::npos && times < kCommon; at = text.find(word, at + 1)) ++times;
    return times >= kCommon;
  }

  // From the sentence's beginning, or the callout before.
  std::u32string_view clause_before(uint32_t t, uint32_t from) const {
    uint32_t begin = t;
    bool inside = false;   // marks right before the callout end the sentence it belongs to
    while (begin > from && t - begin < kSentence) {
      const bool end = is_sentence_end(d_.text.chars[begin - 1]);
      if (end && inside) break;
      inside |= is_letter(d_.text.chars[begin - 1]);
      --begin;
    }
    return d_.view({begin, t});
  }

  StructureDraft& d_;
  const std::vector<ReferenceEntry>& all_;
};

}  // namespace

void audit_citations(StructureDraft& d) { Audit(d).run(); }

}  // namespace jiaokan
