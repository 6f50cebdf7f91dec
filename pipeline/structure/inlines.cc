// Inlines of a range: text in house widths, cut where callouts, notes, emphasis, formulas, links, print pages and loci stand.
#include <algorithm>

#include <fmt/format.h>

#include <set>

#include "lang/script.h"
#include "model/unicode.h"
#include "structure/draft.h"
#include "structure/plain_tex.h"

namespace jiaokan {

namespace {

class Builder {
 public:
  Builder(StructureDraft& d, Span s) : d_(d), span_(s) {}

  Inlines run() {
    collect_citations();
    return range(span_, true);
  }

 private:
  // The citations of the range; what the list has not is reported and stays text.
  void collect_citations() {
    const auto first = std::lower_bound(d_.citations.begin(), d_.citations.end(), span_.begin, [](const Citation& c, uint32_t t) { return c.span.begin < t; });
    for (auto citation = first; citation != d_.citations.end() && citation->span.end <= span_.end; ++citation) {
      if (citation->targets.empty()) d_.say(Code::callout_unresolved, citation->span, to_utf8(d_.view(citation->span)));
      else citations_.push_back(*citation);
    }
  }

  void text_run(Inlines& out, uint32_t begin, uint32_t end) {
    if (begin >= end) return;
    Inline run;
    run.text = d_.styled.substr(begin, end - begin);
    run.span = {begin, end};
    out.push_back(std::move(run));
  }

  // Milestones whose place is exactly t: pages and loci.
  void milestones(Inlines& out, uint32_t t, bool closing) {
    // Loci are disjoint and ascend: those that begin or end at t stand together.
    const auto first = std::lower_bound(d_.text.loci.begin(), d_.text.loci.end(), t, [](const LocusSpan& l, uint32_t at) { return l.span.end < at; });
    for (auto locus = first; locus != d_.text.loci.end() && locus->span.begin <= t; ++locus) {
      if (!closing && locus->span.begin == t && begins_here(*locus)) {
        put_milestone(out, InlineKind::locus_begin, locus->id);
        if (locus->span.empty()) put_milestone(out, InlineKind::locus_end, locus->id);
      }
      if (closing && locus->span.end == t && !locus->span.empty()) put_milestone(out, InlineKind::locus_end, locus->id);
    }
  }

  // Once each: at the border of a run within a run both come by.
  void put_milestone(Inlines& out, InlineKind kind, uint32_t id) {
    if (placed_.insert({id, kind}).second) out.push_back(milestone(kind, id));
  }

  static Inline milestone(InlineKind kind, uint32_t id) {
    Inline out;
    out.kind = kind;
    out.value = std::to_string(id);
    return out;
  }

  // One that is a whole passage begins in one paragraph and ends in another. An empty one at a paragraph's end begins the next.
  bool begins_here(const LocusSpan& locus) const { return locus.span.begin < span_.end || (locus.span.empty() && span_.end == d_.text.chars.size()); }

  Inlines range(Span s, bool with_marks) {
    Inlines out;
    std::vector<uint32_t> cuts;   // places where something happens
    for (auto it = std::lower_bound(d_.text.loci.begin(), d_.text.loci.end(), s.begin, [](const LocusSpan& l, uint32_t t) { return l.span.end < t; }); it != d_.text.loci.end() && it->span.begin <= s.end; ++it) {
      cuts.push_back(it->span.begin);
      cuts.push_back(it->span.end);
    }
    for (const PageStart& page : d_.text.pages)
      if (page.at >= s.begin && page.at < s.end) cuts.push_back(page.at);
    std::sort(cuts.begin(), cuts.end());
    uint32_t at = s.begin, run = s.begin;
    size_t mark = first_mark(s);
    while (at <= s.end) {
      const bool cut = std::binary_search(cuts.begin(), cuts.end(), at);
      if (cut) {
        text_run(out, run, at);
        run = at;
        milestones(out, at, true);
        if (at < s.end) page(out, at);
        if (at < s.end || s.end == span_.end) milestones(out, at, false);
      }
      if (at == s.end) break;
      if (with_marks) {
        if (const uint32_t cited = note_reference_at(at); cited != kNone && d_.article.note_references[cited].span.end <= s.end) {
          text_run(out, run, at);
          put_citation(out, cited);
          at = run = d_.article.note_references[cited].span.end;
          continue;
        }
        const auto callout = std::lower_bound(citations_.begin(), citations_.end(), at, [](const Citation& c, uint32_t t) { return c.span.begin < t; });
        if (callout != citations_.end() && callout->span.begin == at && callout->span.end <= s.end) {
          text_run(out, run, at);
          put_callout(out, *callout, s);
          at = run = std::max(callout->span.end, callout->locator.end);
          continue;
        }
        while (mark < d_.text.marks.size() && d_.text.marks[mark].span.begin < at) ++mark;
        bool wrapped = false;
        for (size_t m = mark; m < d_.text.marks.size() && d_.text.marks[m].span.begin == at; ++m) {
          if (d_.text.marks[m].span.end > s.end || !put_mark(out, run, at, m)) continue;
          at = run = d_.text.marks[m].span.end;
          wrapped = true;
          break;
        }
        if (wrapped) continue;
      }
      ++at;
    }
    text_run(out, run, s.end);
    return out;
  }

  uint32_t note_reference_at(uint32_t t) const {
    const std::vector<NoteReference>& all = d_.article.note_references;
    const auto found = std::lower_bound(all.begin(), all.end(), t, [](const NoteReference& r, uint32_t at) { return r.span.begin < at; });
    return found != all.end() && found->span.begin == t ? static_cast<uint32_t>(found - all.begin()) : kNone;
  }

  // A reference is read as a whole: what is marked inside it stands in its parts.
  void put_citation(Inlines& out, uint32_t index) {
    const Span s = d_.article.note_references[index].span;
    Inline item;
    item.kind = InlineKind::citation;
    item.span = s;
    item.targets.push_back(index);
    item.children = range(s, false);
    out.push_back(std::move(item));
  }

  size_t first_mark(Span s) const {
    return static_cast<size_t>(std::lower_bound(d_.text.marks.begin(), d_.text.marks.end(), s.begin, [](const Mark& m, uint32_t t) { return m.span.begin < t; }) - d_.text.marks.begin());
  }

  void page(Inlines& out, uint32_t t) {
    for (size_t p = 0; p < d_.text.pages.size(); ++p) {
      if (d_.text.pages[p].at != t || (paged_ != kNone && paged_ >= p)) continue;
      paged_ = static_cast<uint32_t>(p);
      Inline start;
      start.kind = InlineKind::page_start;
      start.value = p < d_.page_numbers.size() ? d_.page_numbers[p] : d_.text.pages[p].printed;
      out.push_back(std::move(start));
    }
  }

  void put_callout(Inlines& out, const Citation& callout, Span s) {
    // A locus inside a callout stands around it: the callout is one thing.
    std::vector<const LocusSpan*> inside;
    for (auto locus = std::lower_bound(d_.text.loci.begin(), d_.text.loci.end(), callout.span.begin, [](const LocusSpan& l, uint32_t at) { return l.span.begin <= at; });
         locus != d_.text.loci.end() && locus->span.end < callout.span.end; ++locus)
      if (locus->span.begin >= s.begin) inside.push_back(&*locus);
    for (const LocusSpan* locus : inside) out.push_back(milestone(InlineKind::locus_begin, locus->id));
    Inline item;
    item.kind = callout.to_note ? InlineKind::note_mark : InlineKind::callout;
    item.text = d_.styled.substr(callout.span.begin, callout.span.size());
    item.span = callout.span;
    item.targets = callout.targets;
    item.raised = callout.raised;   // numbers are, in nearly every journal; a text layer cannot say
    item.locator = d_.styled.substr(callout.locator.begin, callout.locator.size());
    item.locator_span = callout.locator;
    out.push_back(std::move(item));
    for (const LocusSpan* locus : inside) out.push_back(milestone(InlineKind::locus_end, locus->id));
  }

  bool put_mark(Inlines& out, uint32_t run, uint32_t at, size_t index) {
    const Mark& mark = d_.text.marks[index];
    Inline item;
    item.span = mark.span;
    switch (mark.kind) {
      case MarkKind::emphasis: item.kind = InlineKind::emphasis; break;
      case MarkKind::strong: item.kind = InlineKind::strong; break;
      case MarkKind::superscript: item.kind = InlineKind::superscript; break;
      case MarkKind::subscript: item.kind = InlineKind::subscript; break;
      case MarkKind::link: item.kind = InlineKind::link; break;
      case MarkKind::image: item.kind = InlineKind::image; break;
      case MarkKind::code: item.kind = InlineKind::code; break;
      case MarkKind::formula: item.kind = InlineKind::formula; break;
      case MarkKind::note_mark:
        if (d_.note_of_mark.empty() || d_.note_of_mark[index] == kNone) return false;
        item.kind = InlineKind::note_mark;
        item.targets.push_back(d_.note_of_mark[index]);
        item.raised = true;
        break;
      default: return false;
    }
    // A raised callout is a callout, nothing else.
    if (item.kind == InlineKind::superscript && calls_note(mark.span)) return false;
    if (item.kind == InlineKind::superscript)
      for (const Citation& callout : citations_)
        if (callout.span.begin < mark.span.end && mark.span.begin < callout.span.end) return false;
    text_run(out, run, at);
    if (item.kind == InlineKind::formula && put_plain(out, mark)) return true;
    item.value = mark.value;
    item.text = d_.styled.substr(mark.span.begin, mark.span.size());
    const bool holds_text = item.kind == InlineKind::emphasis || item.kind == InlineKind::strong || item.kind == InlineKind::superscript || item.kind == InlineKind::subscript || item.kind == InlineKind::link;
    if (holds_text) {
      item.children = range_inside(mark.span, index);
      item.text.clear();
    }
    out.push_back(std::move(item));
    return true;
  }

  bool calls_note(Span s) const {
    for (size_t m = first_mark(s); m < d_.text.marks.size() && d_.text.marks[m].span.begin == s.begin; ++m)
      if (d_.text.marks[m].kind == MarkKind::note_mark && !d_.note_of_mark.empty() && d_.note_of_mark[m] != kNone) return true;
    return false;
  }

  // A number with its unit is no formula. Its characters are TeX's, so the text has none of them; where versions differ it stays as it is.
  bool put_plain(Inlines& out, const Mark& mark) {
    const std::vector<PlainPiece> pieces = plain_tex(from_utf8(mark.value));
    if (pieces.empty()) return false;
    const auto inside = [&](Span s) { return s.begin < mark.span.end && mark.span.begin < s.end; };
    if (std::any_of(d_.text.loci.begin(), d_.text.loci.end(), [&](const LocusSpan& locus) { return inside(locus.span); })) return false;
    if (std::any_of(citations_.begin(), citations_.end(), [&](const Citation& c) { return inside(c.span); })) return false;
    for (const PlainPiece& piece : pieces) {
      Inline item;
      item.text = piece.text;
      if (piece.level != PlainPiece::Level::line) {
        Inline script;
        script.kind = piece.level == PlainPiece::Level::raised ? InlineKind::superscript : InlineKind::subscript;
        script.children.push_back(std::move(item));
        out.push_back(std::move(script));
      } else {
        out.push_back(std::move(item));
      }
    }
    d_.leave(mark.span, "TeX of a plain number");
    return true;
  }

  // What stands inside a mark: without the mark itself.
  Inlines range_inside(Span s, size_t) {
    Inlines out;
    uint32_t run = s.begin;
    for (const Citation& callout : citations_)
      if (callout.span.begin >= run && callout.span.end <= s.end) {
        const Inlines before = range({run, callout.span.begin}, false);
        out.insert(out.end(), before.begin(), before.end());
        put_callout(out, callout, s);
        run = std::max(callout.span.end, callout.locator.end);
      }
    const Inlines rest = range({run, s.end}, false);
    out.insert(out.end(), rest.begin(), rest.end());
    return out;
  }

  StructureDraft& d_;
  Span span_;
  std::vector<Citation> citations_;
  uint32_t paged_ = kNone;   // the last page start that is written
  std::set<std::pair<uint32_t, InlineKind>> placed_;   // milestones of loci that are written
};

}  // namespace

Inlines inlines(StructureDraft& d, Span s) {
  s = d.trimmed(s);
  return s.empty() ? Inlines{} : Builder(d, s).run();
}

bool is_milestone(const Inline& item) { return item.kind == InlineKind::page_start || item.kind == InlineKind::locus_begin || item.kind == InlineKind::locus_end; }

Inlines title_inlines(StructureDraft& d, Span s) {
  const Inlines all = inlines(d, s);
  Inlines plain;
  for (const Inline& item : all) {
    const bool set = item.kind == InlineKind::strong;
    if (!set && !is_milestone(item)) return all;
    if (set) plain.insert(plain.end(), item.children.begin(), item.children.end());
    else plain.push_back(item);
  }
  return plain;
}

}  // namespace jiaokan
