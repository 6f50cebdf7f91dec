#include "refs/note_citations.h"

#include <algorithm>
#include <iterator>

#include "lang/script.h"
#include "refs/refs.h"

namespace jiaokan {

namespace {

bool among(char32_t c, std::u32string_view signs) { return signs.find(c) != std::u32string_view::npos; }

// Words that lead to a work. `within`: also in the middle of a clause, where a comma stands before them.
struct Lead {
  std::u32string_view words;
  bool within;
};
constexpr Lead kLeads[] = {{U"转引自", true}, {U"轉引自", true}, {U"请参见", true}, {U"详细参见", true}, {U"参见", true}, {U"參見", true}, {U"详见", true}, {U"詳見", true}, {U"另见", true}, {U"另見", true}, {U"又见", true}, {U"并见", true}, {U"亦见", true},
                           {U"参阅", true}, {U"參閱", true}, {U"参看", true}, {U"參看", true}, {U"可参", true}, {U"引自", true}, {U"见于", true}, {U"见", false}, {U"見", false}, {U"See also", true}, {U"see also", true}, {U"See, e.g.,", true}, {U"see, e.g.,", true},
                           {U"See", true}, {U"see", true}, {U"Cf.", true}, {U"cf.", true}, {U"Vgl.", true}, {U"vgl.", true}};
constexpr std::u32string_view kSecondHand[] = {U"转引自", U"轉引自"};
constexpr uint32_t kLongestBracket = 200;

const Lead* lead_at(std::u32string_view text, uint32_t i) {
  for (const Lead& lead : kLeads) {
    if (!text.substr(i).starts_with(lead.words)) continue;
    const uint32_t end = i + static_cast<uint32_t>(lead.words.size());
    if (lead.words[0] < 0x80 && end < text.size() && is_latin_letter(text[end])) continue;
    return &lead;
  }
  return nullptr;
}

uint32_t closing(std::u32string_view text, uint32_t open, uint32_t end) {
  constexpr std::u32string_view kOpen = U"（(《〈“「『[［〔", kClose = U"）)》〉”」』]］〕";
  const size_t kind = kOpen.find(text[open]);
  if (kind == std::u32string_view::npos) return kNone;
  uint32_t depth = 0;
  for (uint32_t i = open; i < end && i - open < kLongestBracket; ++i) {
    if (text[i] == kOpen[kind]) ++depth;
    if (text[i] == kClose[kind] && --depth == 0) return i;
  }
  return kNone;
}

bool is_hard(RefField field) {
  constexpr RefField kHard[] = {RefField::pages, RefField::year, RefField::date, RefField::volume, RefField::issue, RefField::number, RefField::url, RefField::doi, RefField::article_number};
  return std::find(std::begin(kHard), std::end(kHard), field) != std::end(kHard);
}

uint32_t letters_in(std::u32string_view text) { return static_cast<uint32_t>(std::count_if(text.begin(), text.end(), is_letter)); }

// Who publishes: its name says so, or the year stands right behind it.
bool is_house(const Reference& reference, size_t p) {
  constexpr std::u32string_view kEnds[] = {U"社", U"局", U"馆", U"館", U"店", U"院", U"学", U"學", U"会", U"會", U"部", U"堂", U"处", U"室", U"司", U"所", U"楼", U"斋", U"厂", U"网", U"Press", U"Verlag", U"Books", U"Publishers", U"Company", U"Ltd", U"Inc"};
  const RefPart& part = reference.parts[p];
  const std::u32string_view text = std::u32string_view(reference.raw).substr(part.span.begin, part.span.size());
  if (std::any_of(std::begin(kEnds), std::end(kEnds), [&](std::u32string_view word) { return text.ends_with(word); })) return true;
  for (size_t q = p + 1; q < reference.parts.size() && q < p + 3; ++q)
    if (reference.parts[q].field == RefField::year && reference.parts[q].span.begin <= part.span.end + 2) return true;
  return false;
}

struct Weighed {
  uint32_t said = 0, hard = 0, unread = 0, letters = 0;
  bool titled = false, published = true;
};

Weighed weigh(const Reference& reference) {
  Weighed out;
  uint64_t seen = 0;
  for (size_t p = 0; p < reference.parts.size(); ++p) {
    const RefPart& part = reference.parts[p];
    const uint32_t letters = letters_in(std::u32string_view(reference.raw).substr(part.span.begin, part.span.size()));
    out.letters += letters;
    if (part.field == RefField::leftover || part.field == RefField::note) out.unread += letters;
    if (part.field == RefField::title) out.titled = true;
    if (part.field == RefField::publisher && !is_house(reference, p)) out.published = false;
    if (part.field == RefField::separator || part.field == RefField::leftover || part.field == RefField::note || part.field == RefField::title || part.field == RefField::role || part.field == RefField::nationality || part.field == RefField::et_al) continue;
    const uint64_t bit = uint64_t{1} << static_cast<int>(part.field);
    if ((seen & bit) != 0) continue;
    seen |= bit;
    ++out.said;
    out.hard += is_hard(part.field);
  }
  return out;
}

bool is_citation(const Reference& reference, std::u32string_view text) {
  if (reference.pointing != Pointing::none) return true;
  const Weighed w = weigh(reference);
  if (!reference.mark.empty()) return w.titled && w.said >= 2;
  if (reference.type == RefType::law) return true;
  if (!w.titled || w.hard == 0 || !w.published || (w.unread > 12 && w.unread * 4 > w.letters)) return false;
  const bool quoted = text.find(U'《') != std::u32string_view::npos || text.find(U'〈') != std::u32string_view::npos;
  // A title and where in it: 《明史》卷77. Else who, or by whom published, too.
  if (quoted) return w.said >= 2 || (w.unread == 0 && text.size() < 40 && text[0] == U'《');
  return w.said >= 4 && w.unread * 5 <= w.letters;
}

class NoteReader {
 public:
  explicit NoteReader(std::u32string_view text) : text_(text) {}

  std::vector<NoteCitation> read() {
    clauses(0, static_cast<uint32_t>(text_.size()));
    return std::move(out_);
  }

 private:
  // Clauses end at semicolons and full stops outside brackets.
  void clauses(uint32_t begin, uint32_t end) {
    uint32_t from = begin;
    for (uint32_t i = begin; i < end; ++i) {
      if (const uint32_t close = closing(text_, i, end); close != kNone) {
        i = close;
        continue;
      }
      const bool western = text_[i] == U';' && !parts_works(from, i, end);
      const bool sentence = text_[i] == U'.' && i + 2 < end && is_space(text_[i + 1]) && lead_at(text_, i + 2) != nullptr && text_[i + 2] < 0x80;
      if ((among(text_[i], U"。；！？;") && !western) || sentence) {
        clause(from, i);
        from = i + 1;
      }
    }
    clause(from, end);
  }

  // "Smith, J.; Jones, K. (2003)": a semicolon between names. Between works there are digits on both sides.
  bool parts_works(uint32_t from, uint32_t at, uint32_t end) const {
    const auto digit = [](char32_t c) { return is_digit(c); };
    if (std::any_of(text_.begin() + from, text_.begin() + at, is_han)) return true;
    return std::any_of(text_.begin() + from, text_.begin() + at, digit) && std::any_of(text_.begin() + at, text_.begin() + end, digit);
  }

  // Where a word leads to a work inside the clause, what stands before it is a clause of its own.
  void clause(uint32_t begin, uint32_t end) {
    uint32_t from = begin;
    for (uint32_t i = begin; i < end; ++i) {
      if (const uint32_t close = closing(text_, i, end); close != kNone) {
        i = close;
        continue;
      }
      if (i == begin || !among(text_[i - 1], U"，,：:。") ) continue;
      uint32_t word = i;
      while (word < end && is_space(text_[word])) ++word;
      const Lead* const lead = word < end ? lead_at(text_, word) : nullptr;
      const std::u32string_view before = text_.substr(from, i - from);
      if (lead == nullptr || !(lead->within || before.find(U'》') == std::u32string_view::npos)) continue;
      const bool second_hand = std::find(std::begin(kSecondHand), std::end(kSecondHand), lead->words) != std::end(kSecondHand);
      work(from, i - 1, second_hand ? Place::before_second_hand : Place::plain);
      from = word;
    }
    work(from, end, Place::plain);
  }

  enum class Place : uint8_t { plain, before_second_hand };

  void work(uint32_t begin, uint32_t end, Place place) {
    while (begin < end && (is_space(text_[begin]) || among(text_[begin], U"，,：:"))) ++begin;
    for (int leads = 0; leads < 3 && begin < end; ++leads) {
      const Lead* const lead = lead_at(text_, begin);
      if (lead == nullptr) break;
      begin += static_cast<uint32_t>(lead->words.size());
      while (begin < end && (is_space(text_[begin]) || among(text_[begin], U"：:，,"))) ++begin;
    }
    while (end > begin && (is_space(text_[end - 1]) || among(text_[end - 1], U"，,、"))) --end;
    if (end - begin < 2) return;
    if (put(begin, end, place)) return;
    // No citation as a whole: one may stand in its brackets.
    for (uint32_t i = begin; i < end; ++i) {
      if (text_[i] != U'（' && text_[i] != U'(') continue;
      const uint32_t close = closing(text_, i, end);
      if (close == kNone) continue;
      if (close - i > 8) clauses(i + 1, close);
      i = close;
    }
  }

  bool put(uint32_t begin, uint32_t end, Place place) {
    // A dot at the very end belongs to the sentence, not to the work.
    if (text_[end - 1] == U'.' && end - begin > 2) --end;
    std::u32string_view text = text_.substr(begin, end - begin);
    Reference reference = parse_reference(text);
    // Words of the note behind the last thing that the work says of itself.
    uint32_t last = 0, loose = 0;
    for (const RefPart& part : reference.parts) {
      const bool kept = part.field != RefField::separator && part.field != RefField::leftover && part.field != RefField::note;
      if (kept) last = part.span.end, loose = 0;
      else if (part.field != RefField::separator) loose += letters_in(text.substr(part.span.begin, part.span.size()));
    }
    constexpr uint32_t kWords = 5;
    if (loose >= kWords && last > 0) {
      uint32_t cut = last;
      while (cut < text.size() && among(text[cut], U"页頁版）)》")) ++cut;
      const Reference shorter = parse_reference(text.substr(0, cut));
      if (is_citation(shorter, text.substr(0, cut))) {
        end = begin + cut;
        text = text.substr(0, cut);
        reference = shorter;
      }
    }
    const Weighed w = weigh(reference);
    const bool second = place == Place::before_second_hand && w.titled && w.said >= 1 && w.unread == 0;
    if (!second && !is_citation(reference, text)) return false;
    out_.push_back({{begin, end}, std::move(reference)});
    return true;
  }

  std::u32string_view text_;
  std::vector<NoteCitation> out_;
};

}  // namespace

std::vector<NoteCitation> find_note_citations(std::u32string_view note) { return NoteReader(note).read(); }

}  // namespace jiaokan
