// Author-year citations, matched with the list by first author and year (specification 19.4): the list's own names tell where the names of a
// citation begin. Where a scan has spoilt a letter or a year, the one work that it can mean, and a diagnostic.
#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "refs/citations.h"
#include "refs/refs.h"
#include "structure/draft.h"

namespace jiaokan {

namespace {

// A list and its callouts do not agree on accents, and scans lose them.
char32_t without_accent(char32_t c) {
  constexpr std::u32string_view kFrom = U"àáâãäåāăąçćčèéêëēęěėìíîïīñńňòóôõöøōőùúûüūůýÿšśşžźżłđğřť";
  constexpr std::u32string_view kTo = U"aaaaaaaaaccceeeeeeeeiiiiinnnoooooooouuuuuuyyssszzzldgrt";
  static_assert(kFrom.size() == kTo.size());
  const size_t at = c < 0xDF ? std::u32string_view::npos : kFrom.find(c);
  return at == std::u32string_view::npos ? c : kTo[at];
}

struct Work {
  std::vector<std::u32string> names;   // keys: a Han name whole, a western surname folded
  std::string year, suffix;
};

std::u32string key_of(std::u32string_view name) {
  // "HewitCD": initials that were drawn to a surname.
  size_t end = name.size();
  while (end > 0 && name[end - 1] >= U'A' && name[end - 1] <= U'Z') --end;
  if (end < 3 || name.size() - end > 3 || !(name[end - 1] >= U'a' && name[end - 1] <= U'z')) end = name.size();
  std::u32string out;
  for (const char32_t c : name.substr(0, end))
    if (is_letter(c)) out.push_back(without_accent(fold(c)));
  return out;
}

std::vector<Work> works(const StructureDraft& d) {
  std::vector<Work> out;
  for (const ReferenceEntry& entry : d.article.references) {
    Work work;
    const std::u32string_view raw = entry.reference.raw;
    for (const RefPart& part : entry.reference.parts) {
      if (part.field == RefField::author) work.names.push_back(key_of(called(entry.reference, part)));
      if (part.field == RefField::year_suffix && work.suffix.empty()) work.suffix = to_utf8(raw.substr(part.span.begin, part.span.size()));
    }
    work.year = value_of(entry.reference, RefField::year);
    if (work.year.empty()) work.year = value_of(entry.reference, RefField::date);
    work.year = work.year.substr(0, 4);
    out.push_back(std::move(work));
  }
  return out;
}

// One letter read otherwise, lost or put in.
bool nearly(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  return a.substr(a.size() == b.size() && i < a.size() ? i + 1 : i) == b.substr(std::min(i + 1, b.size()));
}

// The one work that a misread name or year can mean: the name is the same but for a letter, or the list's year was not read; and nothing
// that both say speaks against it.
std::vector<uint32_t> spoilt(std::u32string_view text, const AuthorYear& item, const std::vector<Work>& list) {
  constexpr size_t kLongEnough = 5;   // letters of a name that may have one wrong
  if (item.names.empty() || is_han(text[item.names.front().begin])) return {};
  const auto key = [&](Span s) { return key_of(text.substr(s.begin, s.size())); };
  const std::u32string first = key(item.names.front());
  const std::string year = to_utf8(folded(text.substr(item.year.begin, item.year.size())));
  const auto same = [&](const std::u32string& a, const std::u32string& b) { return a == b || (a.size() >= kLongEnough && nearly(a, b)); };
  std::vector<uint32_t> out;
  for (uint32_t w = 0; w < list.size(); ++w) {
    if (list[w].names.empty() || first.empty()) continue;
    const bool others = item.names.size() < 2 || (list[w].names.size() > 1 && same(list[w].names[1], key(item.names[1])));
    const bool misread = list[w].year == year && same(first, list[w].names.front()) && others;
    // Without its year a work is known by two names, or by the many that et al says.
    const bool undated = list[w].year.empty() && first == list[w].names.front() && others && (item.names.size() > 1 || (item.et_al && list[w].names.size() > 2));
    if (misread || undated) out.push_back(w);
  }
  return out.size() == 1 ? out : std::vector<uint32_t>{};
}

// The works that a citation can mean: first author and year, then the other authors and the suffix as far as they tell them apart.
std::vector<uint32_t> matches(std::u32string_view text, const AuthorYear& item, const std::vector<Work>& list) {
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

}  // namespace

void find_author_year_citations(StructureDraft& d) {
  const std::vector<Work> list = works(d);
  std::vector<Citation> found, lost;
  for (size_t b = 0; b < d.blocks(); ++b) {
    if (d.use[b] != Use::none) continue;
    const uint32_t base = d.span(b).begin;
    const std::u32string_view text = d.block(b);
    uint32_t behind = 0;
    for (AuthorYear& item : find_author_years(text)) {
      // Words before the name may look like one: the list's own keys tell where the names begin.
      std::vector<uint32_t> targets = matches(text, item, list);
      for (AuthorYear later = item; targets.empty() && later.names.size() > 1;) {
        later.names.erase(later.names.begin());
        targets = matches(text, later, list);
        if (!targets.empty()) item = later;
      }
      // 正如张明远（2019）: the list's own keys tell where the first name begins.
      if (targets.empty() && !item.names.empty() && is_han(text[item.names.front().begin]))
        for (AuthorYear later = item; targets.empty() && later.names.front().size() > 2;) {
          ++later.names.front().begin;
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
      if (citation.targets.empty()) {
        citation.targets = spoilt(text, item, list);
        if (!citation.targets.empty()) d.say(Code::callout_repaired, citation.span, to_utf8(d.view(citation.span)) + " as " + d.article.references[citation.targets.front()].id);
      }
      (citation.targets.empty() ? lost : found).push_back(std::move(citation));
    }
  }
  if (found.size() < kOwnForm) return;   // a bracketed year here and there is no way of citing
  d.citations.insert(d.citations.end(), found.begin(), found.end());
  d.citations.insert(d.citations.end(), lost.begin(), lost.end());
}

}  // namespace jiaokan
