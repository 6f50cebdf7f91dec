// In-text citations of the whole text, before anything is built of it (specification 19): numeric callouts in the document's own form,
// marks that OCR has damaged where only one number can stand, author-year citations where the list is of that kind.
#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "refs/citations.h"
#include "refs/refs.h"
#include "structure/draft.h"

namespace jiaokan {

namespace {

constexpr size_t kForm = 3;   // so many citations of a form make it the document's

enum Bracket : uint8_t { square, tortoise, lenticular, kBrackets };
Bracket bracket_of(char32_t c) { return c == U'〔' ? tortoise : c == U'【' ? lenticular : square; }

class Citations {
 public:
  explicit Citations(StructureDraft& d) : d_(d) {}

  void run() {
    if (d_.article.references.empty()) return;
    for (const ReferenceEntry& entry : d_.article.references) last_ = std::max(last_, entry.number);
    if (last_ > 0) numeric();
    if (resolved_ < kForm) raised_numbers();
    if (resolved_ < kForm) author_years();
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
  };

  void numeric() {
    std::vector<Candidate> all;
    for (size_t b = 0; b < d_.blocks(); ++b) {
      if (d_.use[b] != Use::none) continue;
      const uint32_t base = d_.span(b).begin;
      const std::u32string_view text = d_.block(b);
      uint32_t behind = 0;
      for (CalloutForm& form : find_callouts(text)) {
        torn(text, behind, form.span.begin, base, all);
        behind = form.span.end;
        Candidate c;
        c.span = {base + form.span.begin, base + form.span.end};
        if (calls_note(c.span)) continue;
        c.numbers = std::move(form.numbers);
        if (!form.locator.empty()) c.locator = {base + form.locator.begin, base + form.locator.end};
        c.bracket = bracket_of(d_.text.chars[c.span.begin]);
        all.push_back(std::move(c));
      }
      torn(text, behind, static_cast<uint32_t>(text.size()), base, all);
    }
    // The document's own form: the bracket that most of those have which can be resolved.
    size_t count[kBrackets] = {};
    for (const Candidate& c : all) count[c.bracket] += c.whole && in_list(c.numbers);
    const Bracket own = static_cast<Bracket>(std::max_element(std::begin(count), std::end(count)) - std::begin(count));
    uint32_t highest = 0;
    for (const Candidate& c : all)
      if (c.bracket == own || is_raised(c.span)) settle(c, highest);
  }

  // The format says that it is the number of a note.
  bool calls_note(Span s) const {
    const auto mark = std::lower_bound(d_.text.marks.begin(), d_.text.marks.end(), s.begin, [](const Mark& m, uint32_t t) { return m.span.begin < t; });
    for (auto m = mark; m != d_.text.marks.end() && m->span.begin == s.begin; ++m)
      if (m->kind == MarkKind::note_mark) return true;
    return false;
  }

  bool in_list(const std::vector<uint32_t>& numbers) const {
    return std::all_of(numbers.begin(), numbers.end(), [&](uint32_t n) { return index_of(n) != kNone; });
  }

  void settle(const Candidate& c, uint32_t& highest) {
    std::vector<uint32_t> numbers = c.numbers;
    bool repaired = !c.whole;
    if (!in_list(numbers)) {
      numbers = lost_hyphen(c.numbers, highest);
      if (!numbers.empty()) repaired = true;
      else if (c.whole) numbers = of_the_list(c);
    }
    const bool continues = numbers.size() == 1 && numbers[0] == highest + 1;
    if (numbers.empty() || (!c.whole && !continues)) {
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
      if (number > last_) return {};
      if (index_of(number) != kNone) out.push_back(number);
      else lost += (lost.empty() ? "" : ", ") + std::to_string(number);
    }
    if (!out.empty()) d_.say(Code::callout_unresolved, c.span, to_utf8(d_.view(c.span)) + ": no reference " + lost);
    return out;
  }

  static std::string shown(const std::vector<uint32_t>& numbers) {
    return numbers.size() == 1 ? "[" + std::to_string(numbers[0]) + "]" : "[" + std::to_string(numbers.front()) + "-" + std::to_string(numbers.back()) + "]";
  }

  // [46] where the list ends at 36 and the row has come to 3: [4-6]. Only a range that goes on from what is cited can stand there.
  std::vector<uint32_t> lost_hyphen(const std::vector<uint32_t>& numbers, uint32_t highest) const {
    if (numbers.size() != 1 || numbers[0] <= last_) return {};
    const std::string digits = std::to_string(numbers[0]);
    for (size_t cut = 1; cut < digits.size(); ++cut) {
      const uint32_t from = static_cast<uint32_t>(std::stoul(digits.substr(0, cut))), to = static_cast<uint32_t>(std::stoul(digits.substr(cut)));
      if (digits[cut] == '0' || from >= to || to > last_ || from > highest + 1 || to < highest || to - from > 12) continue;
      std::vector<uint32_t> out;
      for (uint32_t n = from; n <= to; ++n) out.push_back(n);
      return in_list(out) ? out : std::vector<uint32_t>{};
    }
    return {};
  }

  // A mark of which one bracket was lost: "[4。" "[10针对" "对此4]": a number between Han that has one bracket.
  void torn(std::u32string_view text, uint32_t begin, uint32_t end, uint32_t base, std::vector<Candidate>& all) const {
    const auto word_side = [&](uint32_t i) { return i < text.size() && (is_han(text[i]) || is_sentence_end(text[i]) || is_closing(text[i]) || std::u32string_view(U"，、；：").find(text[i]) != std::u32string_view::npos); };
    for (uint32_t i = begin; i < end; ++i) {
      if (!is_digit(text[i])) continue;
      uint32_t stop = i, value = 0;
      while (stop < end && is_digit(text[stop])) value = std::min<uint32_t>(value * 10 + (fold(text[stop++]) - U'0'), 100000);
      const bool opened = i > 0 && fold(text[i - 1]) == U'[', closed = stop < text.size() && fold(text[stop]) == U']';
      if (opened != closed && value >= 1 && value <= last_ && stop - i <= 3) {
        const uint32_t from = opened ? i - 1 : i, to = closed ? stop + 1 : stop;
        if (from > 0 && word_side(from - 1) && (to >= text.size() || word_side(to))) all.push_back({{base + from, base + to}, {value}, {}, square, false});
      }
      i = stop;
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
      if (forms.size() != 1 || !in_list(forms[0].numbers)) continue;
      Citation citation{mark.span, {}, {}, true, false};
      for (const uint32_t number : forms[0].numbers) citation.targets.push_back(index_of(number));
      found.push_back(std::move(citation));
    }
    if (last_ == 0 || found.size() < kForm) return;
    resolved_ += found.size();
    d_.citations.insert(d_.citations.end(), found.begin(), found.end());
  }

  // --- names and years ----------------------------------------------------------------------------------------

  struct Work {
    std::vector<std::u32string> names;   // keys: a Han name whole, a western surname folded
    std::string year, suffix;
  };

  static std::u32string key_of(std::u32string_view name) {
    std::u32string out;
    for (const char32_t c : name)
      if (is_letter(c)) out.push_back(fold(c));
    return out;
  }

  std::vector<Work> works() const {
    std::vector<Work> out;
    for (const ReferenceEntry& entry : d_.article.references) {
      Work work;
      const std::u32string_view raw = entry.reference.raw;
      for (const RefPart& part : entry.reference.parts) {
        if (part.field == RefField::author) {
          const bool han = is_han(raw[part.span.begin]);
          const Span key = han || part.surname.empty() ? part.span : part.surname;
          work.names.push_back(key_of(raw.substr(key.begin, key.size())));
        }
        if (part.field == RefField::year_suffix && work.suffix.empty()) work.suffix = to_utf8(raw.substr(part.span.begin, part.span.size()));
      }
      work.year = value_of(entry.reference, RefField::year);
      if (work.year.empty()) work.year = value_of(entry.reference, RefField::date);
      work.year = work.year.substr(0, 4);
      out.push_back(std::move(work));
    }
    return out;
  }

  void author_years() {
    const std::vector<Work> list = works();
    std::vector<Citation> found, lost;
    for (size_t b = 0; b < d_.blocks(); ++b) {
      if (d_.use[b] != Use::none) continue;
      const uint32_t base = d_.span(b).begin;
      const std::u32string_view text = d_.block(b);
      uint32_t behind = 0;
      for (AuthorYear& item : find_author_years(text)) {
        // Words before the name may look like one: the list's own keys tell where the names begin.
        std::vector<uint32_t> targets = matches(text, item, list);
        for (AuthorYear later = item; targets.empty() && later.names.size() > 1;) {
          later.names.erase(later.names.begin());
          targets = matches(text, later, list);
          if (!targets.empty()) item = later;
        }
        Span span{item.names.empty() ? item.year.begin : std::min(item.names.front().begin, item.year.begin), std::max(item.year.end, item.suffix.end)};
        if (span.begin < behind) span.begin = item.year.begin;   // the second year of the same names
        if (span.begin < behind || span.begin >= span.end) continue;
        // 张三（2019）: the bracket that opens inside closes inside.
        uint32_t open = 0;
        for (uint32_t i = span.begin; i < span.end; ++i) open += fold(text[i]) == U'(' ? 1 : fold(text[i]) == U')' && open > 0 ? static_cast<uint32_t>(-1) : 0;
        if (open > 0 && span.end < text.size() && fold(text[span.end]) == U')') ++span.end;
        behind = span.end;
        Citation citation{{base + span.begin, base + span.end}, std::move(targets), {}, false, false};
        (citation.targets.empty() ? lost : found).push_back(std::move(citation));
      }
    }
    if (found.size() < kForm) return;   // a bracketed year here and there is no way of citing
    resolved_ += found.size();
    d_.citations.insert(d_.citations.end(), found.begin(), found.end());
    d_.citations.insert(d_.citations.end(), lost.begin(), lost.end());
  }

  // The works that a citation can mean: first author and year, then the other authors and the suffix as far as they tell them apart.
  static std::vector<uint32_t> matches(std::u32string_view text, const AuthorYear& item, const std::vector<Work>& list) {
    if (item.names.empty()) return {};
    const auto key = [&](Span s) { return key_of(text.substr(s.begin, s.size())); };
    const std::string year = to_utf8(folded(text.substr(item.year.begin, item.year.size())));
    const std::string suffix = to_utf8(text.substr(item.suffix.begin, item.suffix.size()));
    std::vector<uint32_t> out;
    for (uint32_t w = 0; w < list.size(); ++w)
      if (!list[w].names.empty() && list[w].names.front() == key(item.names.front()) && list[w].year == year) out.push_back(w);
    const auto narrow = [&](const auto& fits) {
      std::vector<uint32_t> kept;
      std::copy_if(out.begin(), out.end(), std::back_inserter(kept), fits);
      if (!kept.empty()) out = kept;
    };
    if (out.size() > 1 && item.names.size() > 1) narrow([&](uint32_t w) { return list[w].names.size() > 1 && list[w].names[1] == key(item.names[1]); });
    if (out.size() > 1 && item.names.size() == 1 && !item.et_al) narrow([&](uint32_t w) { return list[w].names.size() == 1; });
    if (out.size() > 1 && !suffix.empty()) narrow([&](uint32_t w) { return list[w].suffix == suffix; });
    return out;
  }

  StructureDraft& d_;
  uint32_t last_ = 0;        // the highest number of the list
  size_t resolved_ = 0;
};

}  // namespace

void find_citations(StructureDraft& d) { Citations(d).run(); }

}  // namespace jiaokan
