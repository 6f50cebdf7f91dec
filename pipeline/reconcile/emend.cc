#include "reconcile/emend.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>
#include <vector>

#include "lang/fold.h"
#include "lang/script.h"
#include "lang/zh/characters.h"
#include "reconcile/glued_words.h"
#include "reconcile/loci.h"

namespace jiaokan {

namespace {

constexpr double kProposed = 0.85;         // below it, on real articles, a proposal is wrong about as often as right
constexpr double kMostOfDocument = 4;      // nats
constexpr double kSoft = 12;               // nats
constexpr size_t kClause = 9;              // Han characters on each side that the model hears
constexpr double kCommon = -5.2, kAnyWord = -7;   // nats a character: of the word that a character stands in, and that its like would
constexpr double kLeastGain = 3.5;           // nats that the clause must gain
constexpr uint32_t kSeldom = 2;            // times the document has a doubled character
constexpr std::u32string_view kNeverTwice = U"的了在是和与及或而为以于之其这从对将把被就又";
constexpr std::u32string_view kAlone = U"的了在是和与及或而也都不有为以于之其这那个一二三十";

// The text as it stands: of each column the character that comes first, with where it may be emended.
struct Standing {
  std::u32string text;
  std::vector<uint32_t> column;
  std::vector<bool> agreed;
};

Standing standing(const Collation& c) {
  Standing out;
  LociAhead loci(c);
  for (uint32_t k = 0; k < c.columns(); ++k) {
    const bool disputed = loci.have(k);
    for (size_t w = 0; w < c.witnesses.size(); ++w) {
      const uint32_t i = c.cell(k, w);
      if (i == kNone) continue;
      const char32_t here = fold(c.witnesses[w].chars[i]);
      if (c.witnesses[w].role[i] == Role::space || is_space(here)) break;
      out.text.push_back(here);
      out.column.push_back(k);
      out.agreed.push_back(!disputed);
      break;
    }
  }
  return out;
}

constexpr size_t kLongestWord = 4;

// What the model says of a word (nats), far below all where it knows none such. Articles share their words: each is asked for once, as
// long as no other takes its place.
double word_score(const LanguageModel& model, std::u32string_view word) {
  constexpr size_t kPlaces = 1 << 18;
  constexpr double kNoWord = -1e9;
  struct Place {
    uint64_t key = 0;
    double score = 0;
  };
  thread_local std::vector<Place> places(kPlaces);
  thread_local const LanguageModel* of = nullptr;
  if (of != &model) std::fill(places.begin(), places.end(), Place{}), of = &model;
  uint64_t key = 0;
  for (const char32_t c : word) {
    if (!is_han(c)) return kNoWord;
    key = key << 16 | (c & 0xFFFF);
  }
  const bool packed = word.size() <= kLongestWord && std::all_of(word.begin(), word.end(), [](char32_t c) { return c <= 0xFFFF; });
  Place& place = places[(key * 0x9E3779B97F4A7C15ULL) >> 46];
  if (packed && place.key == key) return place.score;
  const double score = model.knows(word) ? model.log_probability(word) : kNoWord;
  if (packed) place = {key, score};
  return score;
}

// True for a word of the model that is at least so common (nats a character): it knows many a slip as a rare word.
bool is_word(const LanguageModel& model, std::u32string_view text, size_t begin, size_t length, double least) {
  return begin + length <= text.size() && word_score(model, text.substr(begin, length)) >= least * static_cast<double>(length);
}

// True when such a word covers the character.
bool in_word(const LanguageModel& model, std::u32string_view text, size_t i, double least) {
  for (size_t length = 2; length <= kLongestWord; ++length)
    for (size_t back = 0; back < length && back <= i; ++back)
      if (is_word(model, text, i - back, length, least)) return true;
  return false;
}

class Weigher {
 public:
  Weigher(const Standing& standing, const LanguageModel& model, double least) : text_(standing.text), model_(model), least_(least) {
    for (const char32_t c : text_)
      if (is_han(c)) ++counts_[c];
    for (size_t i = 0; i + 1 < text_.size(); ++i) {
      if (is_han(text_[i + 1])) after_[text_[i]].push_back(text_[i + 1]);
      if (is_han(text_[i])) before_[text_[i + 1]].push_back(text_[i]);
      ++pairs_[pair_of(text_[i], text_[i + 1])];
    }
    for (auto* beside : {&after_, &before_})
      for (auto& [c, all] : *beside) {
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
      }
    doubtful_.resize(text_.size());
    for (size_t i = 0; i < text_.size(); ++i) doubtful_[i] = is_han(text_[i]) && kAlone.find(text_[i]) == std::u32string_view::npos && counts_[text_[i]] <= kOften;
  }

  // The best proposal for a place; probability 0 when there is none.
  Emendation at(size_t i) {
    Emendation best;
    const char32_t c = text_[i];
    if (i > 0 && text_[i - 1] == c) {
      if (kNeverTwice.find(c) != std::u32string_view::npos && count(text_[i - 1], text_[i]) <= kSeldom) weigh(i, {}, best);
      return best;
    }
    if (!doubtful_[i]) return best;
    // The Han that the document has beside one of the neighbours: without any such phrase nothing is likely enough.
    const auto beside = [&](const Neighbours& neighbours, char32_t neighbour) {
      const auto found = neighbours.find(neighbour);
      if (found == neighbours.end()) return;
      // Of one shape, but no forms of one character.
      for (const char32_t other : zh_alike(c, found->second))
        if (!zh_is_variant(c, other)) weigh(i, std::u32string(1, other), best);
    };
    if (i > 0) beside(after_, text_[i - 1]);
    if (i + 1 < text_.size()) beside(before_, text_[i + 1]);
    return best;
  }

 private:
  using Neighbours = std::unordered_map<char32_t, std::u32string>;
  static constexpr uint32_t kOften = 40;   // a character that the document has so often is no slip

  // Asked only where a proposal is good enough otherwise: the words of the model lie far apart in memory.
  bool in_common_word(size_t i) {
    if (asked_at_ != i) common_ = in_word(model_, text_, i, kCommon), asked_at_ = i;
    return common_;
  }

  bool makes_word(size_t i, char32_t instead) const {
    const size_t before = std::min(i, kLongestWord - 1);
    std::u32string changed = text_.substr(i - before, before + kLongestWord);
    changed[before] = instead;
    return in_word(model_, changed, before, kAnyWord);
  }

  // Of the clause around a place as it stands, asked for once.
  double now_at(size_t i, std::u32string_view clause) {
    if (heard_at_ != i) heard_ = model_.log_probability(clause), heard_at_ = i;
    return heard_;
  }

  static uint64_t pair_of(char32_t left, char32_t right) { return uint64_t{left} << 32 | right; }
  uint32_t count(char32_t left, char32_t right) const {
    const auto found = pairs_.find(pair_of(left, right));
    return found == pairs_.end() ? 0 : found->second;
  }

  void weigh(size_t i, std::u32string instead, Emendation& best) {
    const std::u32string_view text = text_;
    // What the document says elsewhere; the place itself is in its counts.
    const auto often = [&](char32_t left, char32_t right, uint32_t itself) {
      const uint32_t times = count(left, right);
      return std::log(times - std::min(times, itself) + 0.5);
    };
    double document = 0;
    if (!instead.empty()) {
      if (i > 0) document += often(text[i - 1], instead[0], 0) - often(text[i - 1], text[i], 1);
      if (i + 1 < text.size()) document += often(instead[0], text[i + 1], 0) - often(text[i], text[i + 1], 1);
    }
    document = std::min(document, kMostOfDocument);   // a phrase said often is no proof that another is never meant
    const double shape = instead.empty() ? 0 : zh_shape_similarity(text[i], instead[0]);
    const double doubled = instead.empty() ? 1 : 0;
    // What the language would have to say is asked first: the model is slow, and can say only so much.
    const double rest = kBase + kDocument * document + kShape * shape + kDoubled * doubled;
    if (1 / (1 + std::exp(-rest - kLanguage * kSoft)) < std::max(least_, best.probability)) return;
    // What a common word covers is no slip.
    if (!instead.empty() && (in_common_word(i) || !makes_word(i, instead[0]))) return;
    size_t begin = i, end = i + 1;
    while (begin > 0 && i - begin < kClause && is_han(text[begin - 1])) --begin;
    while (end < text.size() && end - i <= kClause && is_han(text[end])) ++end;
    const std::u32string now(text.substr(begin, end - begin));
    std::u32string then(text.substr(begin, i - begin));
    then += instead;
    then += text.substr(i + 1, end - i - 1);
    const double gain = model_.log_probability(then) - now_at(i, now);
    if (gain < kLeastGain) return;
    const double language = kSoft * (1 - std::exp(-gain / kSoft));
    const double score = rest + kLanguage * language;
    const double probability = 1 / (1 + std::exp(-score));
    if (probability <= best.probability) return;
    best.text = std::move(instead);
    best.probability = probability;
    best.terms = {{"language", language, kLanguage * language}, {"document", document, kDocument * document}, {"shape", shape, kShape * shape}, {"doubled", doubled, kDoubled * doubled}};
  }

  // By logistic regression on what bench/fit/emend.cc prints for the development articles read by real engines, one witness each. With each
  // article left out: 38 proposals at 0.5 and over, 28 of them right; 17 and 16 at 0.8; 12 at 0.9, all right. Doubled characters do not occur there, so their share
  // is a consideration.
  static constexpr double kBase = -7.77, kLanguage = 0.42, kDocument = 1.13, kShape = 4.39, kDoubled = 7;

  const std::u32string& text_;
  const LanguageModel& model_;
  std::unordered_map<char32_t, uint32_t> counts_;
  std::unordered_map<uint64_t, uint32_t> pairs_;   // how often two characters stand beside each other
  Neighbours after_, before_;   // what stands beside a character somewhere, ascending
  std::vector<bool> doubtful_;
  double least_;                 // less probable ones are nobody's
  size_t heard_at_ = static_cast<size_t>(-1), asked_at_ = static_cast<size_t>(-1);
  bool common_ = false;
  double heard_ = 0;
};

std::vector<Emendation> weigh_all(const Standing& text, const LanguageModel& model, double least) {
  Weigher weigher(text, model, least);
  std::vector<Emendation> out;
  for (size_t i = 0; i < text.text.size(); ++i) {
    if (!text.agreed[i] || !is_han(text.text[i])) continue;
    Emendation best = weigher.at(i);
    if (best.probability == 0) continue;
    best.column = text.column[i];
    out.push_back(std::move(best));
  }
  return out;
}

// Marks and signs that all versions have as the character of their shape, where no text has that: applied unasked.
class Signs {
 public:
  Signs(const Standing& standing, const std::function<const LanguageModel*()>& model) : s_(standing), text_(standing.text), model_(model) {}

  std::vector<Emendation> all() {
    for (size_t i = 1; i + 1 < text_.size(); ++i) {
      switch (text_[i]) {
        case U'一':
          if (is_sign(text_[i - 1]) && is_sign(text_[i + 1])) put(i, U"—", "a dash read as the numeral one");   // 2014一2020, V3一V4
          else if (is_long_dash(i)) put(i, U"—", kLongDash), put(i + 1, U"—", kLongDash);
          break;
        case U'丶':
          if (is_word_end(text_[i - 1]) && (is_han(text_[i + 1]) || is_opening(text_[i + 1]))) put(i, U"、", "a comma of lists read as a stroke");
          break;
        case U'土':
          if (is_digit(text_[i - 1]) && is_digit(text_[i + 1])) put(i, U"±", "plus or minus read as a character");
          break;
        case U'十':
          if (is_sign(text_[i - 1]) && is_sign(text_[i + 1])) put(i, U"＋", "plus read as the numeral ten");   // Mg十2H2O
          break;
        case U'°':
          if (text_[i + 1] == U'℃') put(i, U"", "a degree that stands twice");
          break;
        case U'%':
          if (is_digit(text_[i - 1]) && (text_[i + 1] == U'0' || text_[i + 1] == U'o') && (i + 2 == text_.size() || !(is_sign(text_[i + 2]) || text_[i + 2] == U'.')))
            put(i, U"‰", kPerMille), put(i + 1, U"", kPerMille);
          break;
        default: break;
      }
    }
    return std::move(out_);
  }

 private:
  static constexpr const char* kLongDash = "a dash read as the numeral one, twice";
  static constexpr const char* kPerMille = "per mille read as per cent and a nought";
  // How much dearer (nats) 一一 may be inside a clause than no word at all: 一一对应 and its like cost 7.5 at the most in real articles, dashes 9.5 and more.
  static constexpr double kDearest = 8.5;
  // What is done one by one, and the model thinks too seldom said so.
  static constexpr std::u32string_view kOneByOne[] = {U"对应", U"對應", U"对齐", U"對齊", U"获取", U"獲取", U"列举", U"列舉", U"说明", U"說明", U"介绍", U"介紹", U"分析", U"列出", U"指出", U"辨别", U"核对", U"核對",
                                                       U"加以", U"进行", U"進行", U"比较", U"比較", U"验证", U"驗證", U"回答", U"作答", U"道来", U"道來", U"告知", U"登记", U"登記", U"记录", U"記錄", U"匹配", U"映射"};

  static bool is_sign(char32_t c) { return is_digit(c) || (c < 0x250 && is_latin_letter(c)); }
  static bool is_word_end(char32_t c) { return (is_han(c) && c != U'画' && c != U'畫') || is_closing(c); }   // 笔画丶

  bool is_long_dash(size_t i) const {
    if (i + 2 >= text_.size() || text_[i + 1] != U'一' || text_[i - 1] == U'一' || text_[i + 2] == U'一') return false;
    const std::u32string_view text = text_;
    const std::u32string_view next = text.substr(i + 2);
    if (std::any_of(std::begin(kOneByOne), std::end(kOneByOne), [&](std::u32string_view word) { return next.starts_with(word); })) return false;
    const std::u32string_view left = last_han(text.substr(0, i), kClause), right = first_han(next, kClause);
    const LanguageModel* const model = left.empty() && right.empty() ? nullptr : model_();   // loaded when it is first asked for
    if (model == nullptr) return false;
    const double within = model->log_probability(std::u32string(left) + U"一一" + std::u32string(right));
    return model->log_probability(left) + model->log_probability(right) - within > kDearest;
  }

  void put(size_t i, std::u32string instead, const char* rule) {
    constexpr double kSure = 0.999;
    if (s_.agreed[i]) out_.push_back({s_.column[i], std::move(instead), kSure, {}, rule});
  }

  const Standing& s_;
  const std::u32string& text_;
  const std::function<const LanguageModel*()>& model_;
  std::vector<Emendation> out_;
};

}  // namespace

std::vector<Emendation> weigh_emendations(const Collation& collation, const LanguageModel& model, double least) { return weigh_all(standing(collation), model, least); }

std::vector<Emendation> find_emendations(Collation& collation, const std::function<const LanguageModel*()>& model, bool by_language) {
  const Standing text = standing(collation);
  std::vector<Emendation> out = Signs(text, model).all();
  std::vector<Emendation> glued = part_glued_words(collation);
  out.insert(out.end(), std::make_move_iterator(glued.begin()), std::make_move_iterator(glued.end()));
  if (const LanguageModel* const heard = by_language ? model() : nullptr; heard != nullptr)
    for (Emendation& emendation : weigh_all(text, *heard, kProposed))
      if (emendation.probability >= kProposed) out.push_back(std::move(emendation));
  std::stable_sort(out.begin(), out.end(), [](const Emendation& a, const Emendation& b) { return a.column < b.column; });
  out.erase(std::unique(out.begin(), out.end(), [](const Emendation& a, const Emendation& b) { return a.column == b.column; }), out.end());
  std::vector<Locus> found;
  for (const Emendation& emendation : out) {
    Locus locus;
    locus.begin = emendation.column;
    locus.end = emendation.column + 1;
    locus.cls = LocusClass::emendation;
    locus.id = emendation.text.ends_with(U' ') ? 0 : 1;   // white space is nothing that a person wants to see
    for (uint16_t w = 0; w < collation.witnesses.size(); ++w) {
      const uint32_t i = collation.cell(emendation.column, w);
      if (i == kNone) continue;
      if (locus.readings.empty()) locus.readings.push_back({std::u32string(1, collation.witnesses[w].chars[i]), {}});
      locus.readings[0].witnesses.push_back(w);
    }
    found.push_back(std::move(locus));
  }
  add_loci(collation, std::move(found));
  return out;
}

}  // namespace jiaokan
