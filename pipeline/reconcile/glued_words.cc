#include "reconcile/glued_words.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "lang/en/parting.h"
#include "lang/en/word_hash.h"
#include "lang/en/words.h"
#include "lang/fold.h"
#include "lang/script.h"
#include "reconcile/loci.h"

namespace jiaokan {

namespace {

constexpr size_t kShortest = 5;          // letters of a run that is looked at
constexpr size_t kLossy = 3;             // so many that are parted for sure: the text has lost spaces
constexpr size_t kUsual = 3;             // a run that stands so often is a name: PageRank
constexpr char32_t kGap = U' ';          // what no word goes on over: white space, what the versions dispute, formulas

// The text as it stands, with its columns; its gaps have none.
struct Line {
  std::u32string text;
  std::vector<uint32_t> column;
};

// Characters of a witness in which nothing is prose.
std::vector<bool> not_prose(const Witness& witness) {
  std::vector<bool> out(witness.chars.size());
  const auto mask = [&](Span span) { std::fill(out.begin() + span.begin, out.begin() + std::min<size_t>(span.end, out.size()), true); };
  for (const Mark& mark : witness.marks)
    if (mark.kind == MarkKind::formula || mark.kind == MarkKind::code || mark.kind == MarkKind::link || mark.kind == MarkKind::image) mask(mark.span);
  for (const Block& block : witness.blocks)
    if (block.kind == BlockKind::formula || block.kind == BlockKind::code || block.kind == BlockKind::figure) mask(block.span);
  return out;
}

Line line_of(const Collation& c) {
  Line out;
  std::vector<std::vector<bool>> masked;
  for (const Witness& witness : c.witnesses) masked.push_back(not_prose(witness));
  LociAhead loci(c);
  uint16_t last_witness = 0;
  uint32_t last = kNone;   // the character before, of that witness
  const auto gap = [&] {
    if (!out.text.empty() && out.text.back() != kGap) out.text.push_back(kGap), out.column.push_back(kNone);
  };
  for (uint32_t k = 0; k < c.columns(); ++k) {
    const bool disputed = loci.have(k);
    for (uint16_t w = 0; w < c.witnesses.size(); ++w) {
      const uint32_t i = c.cell(k, w);
      if (i == kNone) continue;
      const Witness& witness = c.witnesses[w];
      const char32_t here = witness.chars[i];
      bool apart = disputed || masked[w][i] || is_space(here) || witness.role[i] == Role::space || last == kNone || last_witness != w || i < last;
      for (uint32_t between = last; !apart && between + 1 < i;) apart = is_space(witness.chars[++between]);
      if (apart) gap();
      if (!disputed && !masked[w][i] && !is_space(here)) out.text.push_back(here), out.column.push_back(k);
      last = i;
      last_witness = w;
      break;
    }
  }
  return out;
}

bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool is_capital(char32_t c) { return c >= U'A' && c <= U'Z'; }

struct Run {
  size_t begin = 0, end = 0;   // of the text
  Parting parting;
  bool word = false;           // one by itself, of more than a letter
};

// Letters that stand beside no figure and no sign of an address, and begin behind a stop only as a sentence does.
bool is_prose(const std::u32string& text, size_t begin, size_t end) {
  constexpr std::u32string_view kSigns = U"_@\\/.'’-#&=~";
  const char32_t before = begin > 0 ? text[begin - 1] : kGap, after = end < text.size() ? text[end] : kGap;
  if (is_digit(before) || is_digit(after) || (before < 0x250 && is_letter(before)) || (after < 0x250 && is_letter(after))) return false;   // é
  if (before == U'.') return is_capital(text[begin]) && begin + 1 < end && !is_capital(text[begin + 1]);
  return kSigns.find(before) == std::u32string_view::npos && std::u32string_view(U"_@\\/=~").find(after) == std::u32string_view::npos;
}

std::vector<Run> runs_of(const Line& line) {
  std::vector<Run> out;
  const std::u32string& text = line.text;
  for (size_t i = 0; i < text.size();) {
    if (!is_ascii_letter(text[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    bool small = false;
    while (end < text.size() && is_ascii_letter(text[end])) small |= !is_capital(text[end++]);
    Run run{i, end, {}, false};
    const std::u32string_view letters = std::u32string_view(text).substr(i, end - i);
    if (is_prose(text, i, end)) {
      run.word = letters.size() > 1 && en_is_word(letters);
      if (!run.word && small && letters.size() >= kShortest) run.parting = part_english(letters);
    }
    out.push_back(std::move(run));
    i = end;
  }
  return out;
}

// A clause, a name or a text of Han ends or goes on behind the letter.
bool is_closed(const std::u32string& text, size_t at) { return at < text.size() && text[at] != kGap && (is_han(text[at]) || std::u32string_view(U",.;:)]&?!'\"").find(fold(text[at])) != std::u32string_view::npos); }

bool is_common(const std::u32string& text, const Run& run) {
  constexpr int kCommon = 2;   // of the ranks of words.h
  const int rank = en_rank_of_hash(en_word_hash(text.data() + run.begin, text.data() + run.end));
  return run.word && rank <= kCommon && !is_capital(text[run.begin]);
}

// One mark and nothing else stands between two words: structure,the · stations.The. Behind a bracket what goes on is a common word: SEF)shown.
bool lost_behind_mark(const std::u32string& text, const Run& run, const Run& next) {
  if (run.end + 1 != next.begin) return false;
  const auto is_words = [](const Run& one) { return one.word || !one.parting.begins.empty(); };
  const char32_t mark = fold(text[run.end]);
  if (mark == U')') return is_common(text, next) && run.end - run.begin > 1;
  if (!is_words(run) || !is_words(next)) return false;
  if (mark == U'.' || mark == U'?' || mark == U'!') return is_capital(text[next.begin]) && !is_capital(text[run.end - 1]);
  return mark == U',' || mark == U';' || mark == U':';
}

}  // namespace

std::vector<Emendation> part_glued_words(const Collation& collation) {
  std::vector<Emendation> out;
  if (!en_words_are_here()) return out;
  const Line line = line_of(collation);
  std::vector<Run> runs = runs_of(line);
  const auto letters = [&](const Run& run) { return std::u32string_view(line.text).substr(run.begin, run.end - run.begin); };
  // What stands before a mark, where no such word can end, is a name wherever it stands.
  std::unordered_set<std::u32string_view> names;
  for (const Run& run : runs)
    if (run.parting.ends_open && !run.parting.begins.empty() && is_closed(line.text, run.end)) names.insert(letters(run));
  for (Run& run : runs)
    if (names.count(letters(run)) > 0) run.parting = {};
  const size_t sure = static_cast<size_t>(std::count_if(runs.begin(), runs.end(), [](const Run& run) { return run.parting.sure && !run.parting.begins.empty(); }));
  if (sure == 0) return out;
  const bool lossy = sure >= kLossy;
  std::unordered_map<std::u32string_view, size_t> times;
  for (const Run& run : runs)
    if (!run.parting.begins.empty() && !run.parting.sure) ++times[letters(run)];
  for (Run& run : runs)
    if (!run.parting.begins.empty() && !run.parting.sure && !(lossy && times[letters(run)] < kUsual)) run.parting.begins.clear();

  const auto put = [&](size_t at) { out.push_back({line.column[at], std::u32string{line.text[at], U' '}, 0.99, {}, "spacing: between English words that stand glued"}); };
  for (size_t r = 0; r < runs.size(); ++r) {
    for (const uint32_t begin : runs[r].parting.begins) put(runs[r].begin + begin - 1);
    if (lossy && r + 1 < runs.size() && lost_behind_mark(line.text, runs[r], runs[r + 1])) put(runs[r].end);
  }
  return out;
}

}  // namespace jiaokan
