// In-text citations of the whole text, before anything is built of it (specification 19): numeric callouts in the document's own form,
// marks that OCR has damaged where only one number can stand; author-year citations (author_years.cc) where the list is of that kind.
#include <algorithm>

#include "lang/fold.h"
#include "lang/labels.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "refs/refs.h"
#include "structure/damaged_numbers.h"
#include "structure/draft.h"

namespace jiaokan {

namespace {

constexpr float kReadWell = 0.8F;   // certainty of a callout whose signs are all its own

enum Bracket : uint8_t { square, tortoise, lenticular, kBrackets };
Bracket bracket_of(char32_t c) { return c == U'〔' ? tortoise : c == U'【' ? lenticular : square; }

class Citations {
 public:
  explicit Citations(StructureDraft& d) : d_(d) {}

  void run() {
    if (d_.article.references.empty()) return;
    for (const ReferenceEntry& entry : d_.article.references)
      if (entry.number > 0) known_.listed.insert(entry.number);
    if (!known_.listed.empty()) known_.last = *known_.listed.rbegin();
    if (known_.last > 0) numeric();
    if (resolved_ < kOwnForm) raised_numbers();
    if (resolved_ < kOwnForm) find_author_year_citations(d_);
    std::stable_sort(d_.citations.begin(), d_.citations.end(), [](const Citation& a, const Citation& b) { return a.span.begin < b.span.begin; });
  }

 private:
  uint32_t index_of(uint32_t number) const {
    const std::vector<ReferenceEntry>& all = d_.article.references;
    const auto found = std::find_if(all.begin(), all.end(), [&](const ReferenceEntry& r) { return r.number == number; });
    return found == all.end() ? kNone : static_cast<uint32_t>(found - all.begin());
  }

  bool is_raised(Span s) const {
    const auto first = std::lower_bound(d_.text.marks.begin(), d_.text.marks.end(), s.begin > 60 ? s.begin - 60 : 0, [](const Mark& m, uint32_t t) { return m.span.begin < t; });
    for (auto mark = first; mark != d_.text.marks.end() && mark->span.begin <= s.begin; ++mark)
      if (mark->kind == MarkKind::superscript && s.end <= mark->span.end) return true;
    return false;
  }

  // --- numbers in brackets ------------------------------------------------------------------------------------

  struct Candidate {
    Span span;
    std::vector<uint32_t> numbers;
    Span locator;
    Bracket bracket = square;
    bool whole = true;      // both brackets are there
    bool damaged = false;   // its signs were misread
    bool opened = false;    // its bracket opens, and none closes behind it
  };

  void numeric() {
    std::vector<Candidate> all;
    std::vector<size_t> read;   // blocks
    bool data = false;          // 支撑数据 are numbered by themselves
    for (size_t b = 0; b < d_.blocks(); ++b) {
      LabelMatch label;
      if (match_label(d_.block(b), label) && is_back_matter(label.kind) && (label.colon || label.content >= d_.block(b).size())) data = label.kind == LabelKind::data;
      else if (d_.text.blocks[b].kind == BlockKind::heading) data = false;
      if (d_.use[b] != Use::none || data) continue;
      read.push_back(b);
      const uint32_t base = d_.span(b).begin;
      const std::u32string_view text = d_.block(b);
      uint32_t behind = 0;
      for (CalloutForm& form : find_callouts(text)) {
        torn(text, behind, form.span.begin, base, all);
        behind = form.span.end;
        Candidate c;
        c.span = {base + form.span.begin, base + form.span.end};
        if (d_.calls_note(c.span.begin)) continue;   // the format says that it is the number of a note
        c.numbers = std::move(form.numbers);
        c.damaged = form.certainty < kReadWell;
        if (!form.locator.empty()) c.locator = {base + form.locator.begin, base + form.locator.end};
        c.bracket = bracket_of(d_.text.chars[c.span.begin]);
        all.push_back(std::move(c));
      }
      torn(text, behind, static_cast<uint32_t>(text.size()), base, all);
      bare(text, base, all);
    }
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.span.begin < b.span.begin; });
    // The document's own form: the bracket that most of those have which can be resolved.
    size_t count[kBrackets] = {};
    for (const Candidate& c : all) count[c.bracket] += c.whole && known_.lists(c.numbers);
    const Bracket own = static_cast<Bracket>(std::max_element(std::begin(count), std::end(count)) - std::begin(count));
    for (const Candidate& c : all)
      if (c.whole && !c.damaged && (c.bracket == own || is_raised(c.span)) && known_.lists(c.numbers)) known_.cited.insert(c.numbers.begin(), c.numbers.end());
    for (const Mending pass : {Mending::look, Mending::mend})
      for (const size_t b : read) mend_unread(d_.block(b), d_.span(b).begin, pass, all);
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.span.begin < b.span.begin; });
    uint32_t highest = 0;
    for (const Candidate& c : all)
      if (c.bracket == own || is_raised(c.span)) settle(c, highest);
    if (resolved_ < kOwnForm) return;
    for (const size_t b : read) unreadable(d_.block(b), d_.span(b).begin, all);
    if (resolved_ < kManyMarks) return;
    for (const size_t b : read)
      if (d_.text.blocks[b].kind == BlockKind::paragraph) lost_brackets(d_.block(b), d_.span(b).begin);
  }

  // "…多表现为轻度胃肠炎3；": a number that ends a phrase and counts nothing, where the article has many marks: it was raised, and lost both
  // brackets. What is counted up in the article (步骤5；步骤6，) is a name.
  static constexpr size_t kManyMarks = 10;
  void lost_brackets(std::u32string_view text, uint32_t base) {
    constexpr std::u32string_view kCounts = U"图表式第约共为是到至达于或和与及、成号章节例步中取即有近超过从加减乘由段组期型级类版卷附录在含每均各见前后上下年月日计值数等比高低了分大小如其且按用被将出满增降个产之式骤占×";
    std::vector<Citation> found;
    for (uint32_t i = 2; i + 1 < text.size(); ++i) {
      if (!is_digit(text[i]) || !is_han(text[i - 1]) || !is_han(text[i - 2]) || kCounts.find(text[i - 1]) != std::u32string_view::npos) continue;
      uint32_t stop = i, value = 0;
      while (stop < text.size() && is_digit(text[stop]) && stop < i + 3) value = value * 10 + (fold(text[stop++]) - U'0');
      const bool ends = stop < text.size() && std::u32string_view(U"。，；").find(text[stop]) != std::u32string_view::npos;
      const Span s{base + i, base + stop};
      if (!ends || index_of(value) == kNone || d_.calls_note(s.begin) || counted(text.substr(i - 2, 2), value)) continue;
      if (std::any_of(d_.citations.begin(), d_.citations.end(), [&](const Citation& c) { return c.span.begin < s.end && s.begin < c.span.end; })) continue;
      // It repeats what is cited elsewhere, or goes on from what has been cited before it.
      uint32_t before = 0;
      for (const Citation& c : d_.citations)
        if (c.span.begin < s.begin)
          for (const uint32_t t : c.targets) before = std::max(before, d_.article.references[t].number);
      if (value > before + 1) continue;
      found.push_back({s, {index_of(value)}, {}, true, false});
      d_.say(Code::callout_repaired, s, to_utf8(d_.view(s)) + " as " + shown({value}));
    }
    d_.citations.insert(d_.citations.end(), found.begin(), found.end());
  }

  // The two characters stand before another number too.
  bool counted(std::u32string_view word, uint32_t value) const {
    const std::u32string_view chars = d_.text.chars;
    for (size_t at = chars.find(word); at != std::u32string_view::npos; at = chars.find(word, at + 1)) {
      uint32_t other = 0;
      size_t k = at + word.size();
      for (; k < chars.size() && is_digit(chars[k]) && k < at + 5; ++k) other = other * 10 + (fold(chars[k]) - U'0');
      if (k > at + word.size() && other != value) return true;
    }
    return false;
  }

  // Right before t stands the name of the entry's first author, perhaps with 等: "王崇光等[8研究了".
  bool named_before(uint32_t t, uint32_t number) const {
    const uint32_t index = index_of(number);
    if (index == kNone) return false;
    std::u32string_view before = d_.view({t > 40 ? t - 40 : 0, t});
    for (const std::u32string_view word : {std::u32string_view(U" "), std::u32string_view(U"人"), std::u32string_view(U"等"), std::u32string_view(U"al."), std::u32string_view(U" "), std::u32string_view(U"et"), std::u32string_view(U" ")})
      if (before.ends_with(word)) before.remove_suffix(word.size());
    const Reference& reference = d_.article.references[index].reference;
    for (const RefPart& part : reference.parts) {
      if (part.field != RefField::author) continue;
      const std::u32string_view text = called(reference, part);
      return text.size() >= 2 && before.ends_with(text);
    }
    return false;
  }

  // A number behind its author's name that has lost both brackets: "唐沂等22研究者", "宁越敏22认为".
  void bare(std::u32string_view text, uint32_t base, std::vector<Candidate>& all) const {
    for (uint32_t i = 2; i < text.size(); ++i) {
      if (!is_digit(text[i]) || is_digit(text[i - 1]) || !(is_han(text[i - 1]) || is_latin_letter(text[i - 1]))) continue;
      uint32_t stop = i, value = 0;
      while (stop < text.size() && is_digit(text[stop]) && stop < i + 3) value = value * 10 + (fold(text[stop++]) - U'0');
      const bool alone = stop >= text.size() || is_han(text[stop]) || is_sentence_end(text[stop]) || text[stop] == U'，';
      if (alone && value >= 1 && value <= known_.last && named_before(base + i, value)) all.push_back({{base + i, base + stop}, {value}, {}, square, false, true, false});
    }
  }

  // Brackets that hold numbers and were not read as a citation: their spans.
  std::vector<Span> unread_brackets(std::u32string_view text, uint32_t base, const std::vector<Candidate>& all) const {
    std::vector<Span> out;
    for (uint32_t i = 1; i < text.size(); ++i) {
      if (fold(text[i]) != U'[' || !(is_han(text[i - 1]) || is_closing(text[i - 1]))) continue;
      uint32_t close = i + 1, digits = 0;
      while (close < text.size() && close - i < 16 && (is_digit(text[close]) || std::u32string_view(U"-–—~～,，、.； lI").find(text[close]) != std::u32string_view::npos)) digits += is_digit(text[close++]);
      if (close >= text.size() || fold(text[close]) != U']' || digits == 0) continue;
      const Span s{base + i, base + close + 1};
      const bool read = std::any_of(all.begin(), all.end(), [&](const Candidate& c) { return c.span.begin < s.end && s.begin < c.span.end; });
      if (!read) out.push_back(s);
    }
    return out;
  }

  // What can be no citation as it is read, and was not mended: "[16-2]" "[8-]".
  void unreadable(std::u32string_view text, uint32_t base, const std::vector<Candidate>& all) const {
    for (const Span s : unread_brackets(text, base, all)) {
      const std::u32string_view inside = d_.view({s.begin + 1, s.end - 1});
      const bool year = inside.size() == 4 && std::all_of(inside.begin(), inside.end(), is_digit), interval = inside.starts_with(U"0");
      if (!year && !interval) d_.say(Code::callout_unresolved, s, to_utf8(d_.view(s)));
    }
  }

  // "[16-2]", "[25,3-39]", "[3941]": a sign or a digit is lost. The first number of each is cited: the others do not reach over it.
  enum class Mending : uint8_t { look, mend };
  void mend_unread(std::u32string_view text, uint32_t base, Mending pass, std::vector<Candidate>& all) {
    for (const Span s : unread_brackets(text, base, all)) {
      uint32_t first = 0;
      for (uint32_t i = s.begin + 1; is_digit(d_.text.chars[i]) && first <= known_.last; ++i) first = first * 10 + (fold(d_.text.chars[i]) - U'0');
      if (pass == Mending::look && known_.listed.count(first) != 0) known_.cited.insert(first);
      if (pass == Mending::look) continue;
      std::vector<uint32_t> numbers = mended_numbers(d_.view({s.begin + 1, s.end - 1}), known_);
      if (!numbers.empty()) all.push_back({s, std::move(numbers), {}, square, false, true, true});
    }
  }

  void settle(const Candidate& c, uint32_t& highest) {
    std::vector<uint32_t> numbers = c.numbers;
    bool repaired = !c.whole || c.damaged;
    if (!known_.lists(numbers)) {
      numbers = lost_sign(c.numbers, highest, known_);
      if (!numbers.empty()) repaired = true;
      else if (c.whole) numbers = of_the_list(c);
    }
    // With one bracket it is a citation where it goes on from the row, names its author, or is the only one of its entry.
    const bool continues = std::all_of(numbers.begin(), numbers.end(), [&](uint32_t n) { return n == highest + 1 || known_.cited.count(n) == 0 || named_before(c.span.begin, n); });
    if (numbers.empty() || (!c.whole && !c.opened && !continues)) {
      // What has but one bracket and does not continue the row may be anything: it is text, and nobody is told.
      if (c.whole) d_.citations.push_back({c.span, {}, {}, true, false});
      return;
    }
    Citation out{c.span, {}, {}, true, false};
    for (const uint32_t number : numbers) {
      out.targets.push_back(index_of(number));
      highest = std::max(highest, number);
    }
    if (!c.locator.empty() && (c.locator.begin < c.span.end || is_raised(c.locator))) out.locator = c.locator.begin < c.span.end ? Span{} : c.locator;
    if (repaired) d_.say(Code::callout_repaired, c.span, to_utf8(d_.view(c.span)) + " as " + shown(numbers));
    ++resolved_;
    d_.citations.push_back(std::move(out));
  }

  // Those of several numbers that the list has, where it lost the others between its first and its last.
  std::vector<uint32_t> of_the_list(const Candidate& c) {
    std::vector<uint32_t> out;
    std::string lost;
    for (const uint32_t number : c.numbers) {
      if (number > known_.last) return {};
      if (index_of(number) != kNone) out.push_back(number);
      else lost += (lost.empty() ? "" : ", ") + std::to_string(number);
    }
    if (!out.empty()) d_.say(Code::callout_unresolved, c.span, to_utf8(d_.view(c.span)) + ": no reference " + lost);
    return out;
  }

  // [1,4-6]
  static std::string shown(const std::vector<uint32_t>& numbers) {
    std::string out = "[";
    for (size_t i = 0; i < numbers.size(); ++i) {
      size_t last = i;
      while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
      out += (i > 0 ? "," : "") + std::to_string(numbers[i]) + (last > i ? "-" + std::to_string(numbers[last]) : "");
      i = last;
    }
    return out + "]";
  }

  // A mark of which one bracket was lost: "[4。" "[10针对" "对此4]": a number between Han that has one bracket.
  static constexpr size_t kReach = 40;   // characters that a bracket may hold
  void torn(std::u32string_view text, uint32_t begin, uint32_t end, uint32_t base, std::vector<Candidate>& all) const {
    const auto word_side = [&](uint32_t i) { return i < text.size() && (is_han(text[i]) || (i + 1 < text.size() && is_han(text[i + 1]) && std::u32string_view(U",;(（").find(text[i]) != std::u32string_view::npos) || is_sentence_end(text[i]) || is_closing(text[i]) || std::u32string_view(U"，、；：").find(text[i]) != std::u32string_view::npos); };
    for (uint32_t i = begin; i < end; ++i) {
      if (!is_digit(text[i])) continue;
      uint32_t stop = i, value = 0;
      while (stop < end && is_digit(text[stop])) value = std::min<uint32_t>(value * 10 + (fold(text[stop++]) - U'0'), 100000);
      const bool opened = i > 0 && fold(text[i - 1]) == U'[';
      bool closed = stop < text.size() && fold(text[stop]) == U']';
      // "[31l。": the closing bracket was read as a letter.
      const bool letter = opened && !closed && stop + 1 < text.size() && std::u32string_view(U"lIJ|」").find(text[stop]) != std::u32string_view::npos && word_side(stop + 1);
      std::vector<uint32_t> numbers{value};
      uint32_t tail = letter ? stop + 1 : stop;
      // "[5-6基于", "[3,5，": as far as its numbers rise.
      for (uint32_t k = stop; opened && !closed && !letter && value <= known_.last && k + 1 < end && std::u32string_view(U"-–,").find(text[k]) != std::u32string_view::npos && is_digit(text[k + 1]);) {
        const bool range = text[k] != U',';
        uint32_t next = 0;
        for (++k; k < end && is_digit(text[k]) && next <= known_.last; ++k) next = next * 10 + (fold(text[k]) - U'0');
        if (next <= numbers.back() || next > known_.last || (range && next - numbers.back() >= kWidestMended) || (k < text.size() && fold(text[k]) == U']')) break;
        for (uint32_t n = range ? numbers.back() + 1 : next; n <= next; ++n) numbers.push_back(n);
        tail = k;
      }
      // "[2o研究", "[7Il。": the last digit was read as a letter.
      if (opened && !closed && !letter && value >= 1 && stop + 1 < text.size()) {
        const bool zero = (text[stop] == U'o' || text[stop] == U'O') && word_side(stop + 1);
        const bool one = stop + 2 < text.size() && std::u32string_view(U"lI|").find(text[stop]) != std::u32string_view::npos && std::u32string_view(U"lI|」").find(text[stop + 1]) != std::u32string_view::npos && word_side(stop + 2);
        if ((zero || one) && index_of(value * 10 + one) != kNone) {
          numbers = {value = value * 10 + one};
          tail = stop + 1 + one;
        }
      }
      // "[511，": it was read as a digit.
      const bool digit = opened && !closed && value > known_.last && value % 10 == 1 && value / 10 >= 1 && value / 10 <= known_.last;
      if (digit) numbers = {value / 10};
      const bool split = opened && !closed && !digit && value > known_.last && stop - i <= 4;   // [56。: 5-6
      if (opened != closed && value >= 1 && (value <= known_.last || digit || split) && stop - i <= 4) {
        const uint32_t from = opened ? i - 1 : i, to = closed ? stop + 1 : tail;
        const bool behind_word = from > 0 && (word_side(from - 1) || ((opened || d_.article.lang == "en") && is_latin_letter(text[from - 1])));
        // "[0.2]": the bracket that opens before holds something else.
        const size_t before = text.substr(0, from).find_last_of(U"[［]］");
        const bool inside = !opened && before != std::u32string_view::npos && fold(text[before]) == U'[' && from - before < kReach;
        const size_t behind = text.find_first_of(U"[［]］", to);
        const bool lone = opened && (behind == std::u32string_view::npos || behind > to + kReach || fold(text[behind]) == U'[');
        const bool apart = to >= text.size() || word_side(to) || (lone && is_latin_letter(text[to])) || (is_space(text[to]) && d_.article.lang == "en") || fold(text[to]) == U'[';
        if (behind_word && !inside && apart) all.push_back({{base + from, base + to}, std::move(numbers), {}, square, false, true, lone});
      }
      i = std::max(stop, tail);
    }
  }

  // --- raised numbers without brackets --------------------------------------------------------------------------

  // Raised digits are citations where they are many and lie in the list; else they are exponents.
  void raised_numbers() {
    std::vector<Citation> found;
    for (const Mark& mark : d_.text.marks) {
      if (mark.kind != MarkKind::superscript || mark.span.begin == 0) continue;
      const char32_t before = d_.text.chars[mark.span.begin - 1];
      if (!is_han(before) && !is_sentence_end(before) && !is_closing(before)) continue;
      const std::vector<CalloutForm> forms = find_callouts(U"[" + std::u32string(d_.view(mark.span)) + U"]");
      if (forms.size() != 1 || !known_.lists(forms[0].numbers)) continue;
      Citation citation{mark.span, {}, {}, true, false};
      for (const uint32_t number : forms[0].numbers) citation.targets.push_back(index_of(number));
      found.push_back(std::move(citation));
    }
    if (known_.last == 0 || found.size() < kOwnForm) return;
    resolved_ += found.size();
    d_.citations.insert(d_.citations.end(), found.begin(), found.end());
  }

  StructureDraft& d_;
  KnownNumbers known_;
  size_t resolved_ = 0;
};

}  // namespace

void find_citations(StructureDraft& d) { Citations(d).run(); }

}  // namespace jiaokan
