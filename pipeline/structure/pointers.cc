// Entries that name another instead of saying it again, in notes and in the list: 同上 is the one before, 同③ the note of that number (on the
// same page where numbers restart), 瞿同祖前引书 the last of his, and "author, title, page" alone what was given in full before.
// Each gets the entry that says the work; the page it names is its own. What leads to none, or to more than one, is reported.
#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "refs/refs.h"
#include "structure/draft.h"

namespace jiaokan {

namespace {

std::u32string key_of(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (is_letter(c) || is_digit(c)) out.push_back(fold(c));
  return out;
}

// One entry on its way, of the list or of a note.
struct Work {
  const Reference* reference = nullptr;
  SameWork* same = nullptr;
  std::string id, shown_in;
  uint32_t note = kNone;      // kNone: of the list
  uint32_t number = 0;        // of the note, or of the entry
  uint32_t page = 0;
  Span span;
  std::u32string title;
  std::vector<std::u32string> names;   // a Han name whole, a western surname
};

class Pointers {
 public:
  explicit Pointers(StructureDraft& d) : d_(d) {}

  void run() {
    for (ReferenceEntry& entry : d_.article.references) add({&entry.reference, &entry.same, entry.id, entry.id, kNone, entry.number, 0, entry.span, {}, {}});
    in_list_ = works_.size();
    for (NoteReference& cited : d_.article.note_references) {
      const Note& note = d_.article.notes[cited.note];
      add({&cited.reference, &cited.same, cited.id, note.id, cited.note, number_of(note.label), d_.page_of(note.label_span.begin), cited.span, {}, {}});
    }
    for (size_t w = 0; w < works_.size(); ++w) resolve(w);
  }

 private:
  static uint32_t number_of(std::u32string_view label) {
    uint32_t out = 0;
    for (const char32_t c : label) {
      if (const int circled = circled_value(c); circled > 0) return static_cast<uint32_t>(circled);
      if (is_digit(c)) out = std::min<uint32_t>(out * 10 + (fold(c) - U'0'), 10000);
    }
    return out;
  }

  void add(Work work) {
    work.title = key_of(from_utf8(value_of(*work.reference, RefField::title)));
    for (const RefPart& part : work.reference->parts) {
      if (part.field != RefField::author && part.field != RefField::editor && part.field != RefField::container_author) continue;
      work.names.push_back(key_of(called(*work.reference, part)));
    }
    works_.push_back(std::move(work));
  }

  // The same work as far as the entry says which: its title where it has one, and its first name.
  static bool agrees(const Work& pointer, const Work& work) {
    if (!pointer.title.empty() && pointer.title != work.title) return false;
    return pointer.names.empty() || std::find(work.names.begin(), work.names.end(), pointer.names.front()) != work.names.end();
  }

  void resolve(size_t w) {
    const Work& here = works_[w];
    const Reference& reference = *here.reference;
    size_t target = kNowhere;
    bool unsure = false;
    switch (reference.pointing) {
      case Pointing::none:
        if (here.note != kNone) take(w, said_before(w));
        return;
      case Pointing::previous: target = before(w, unsure); break;
      case Pointing::numbered: target = numbered(w, unsure); break;
      case Pointing::named: target = last_of(w, w); break;
    }
    if (target == kNowhere) {
      d_.say(Code::pointer_unresolved, here.span, to_utf8(reference.raw));
      return;
    }
    take(w, target);
    if (unsure) d_.say(Code::pointer_unsure, here.span, to_utf8(reference.raw));
  }

  void take(size_t w, size_t target) {
    if (target == kNowhere) return;
    const Work& of = works_[target];
    *works_[w].same = of.same->id.empty() ? SameWork{of.id, of.shown_in, of.note != kNone} : *of.same;
  }

  // "Author: title, page" alone: an earlier note said the rest. And a work that several notes say in full.
  size_t said_before(size_t w) const {
    const Work& here = works_[w];
    if (here.title.empty() || here.names.empty()) return kNowhere;
    constexpr RefField kImprint[] = {RefField::publisher, RefField::container, RefField::year, RefField::date, RefField::volume, RefField::issue};
    const auto same_imprint = [&](const Reference& of) {
      return std::all_of(std::begin(kImprint), std::end(kImprint), [&](RefField field) {
        const std::string said = value_of(*here.reference, field);
        return said.empty() || key_of(from_utf8(said)) == key_of(from_utf8(value_of(of, field)));
      });
    };
    for (size_t k = w; k-- > 0;)
      if (works_[k].reference->pointing == Pointing::none && agrees(here, works_[k]) && same_imprint(*works_[k].reference)) return k;
    return kNowhere;
  }

  size_t last_of(size_t w, size_t end) const {
    for (size_t k = end; k-- > 0;)
      if (works_[k].reference->pointing == Pointing::none && agrees(works_[w], works_[k])) return k;
    return kNowhere;
  }

  // The entry before, in the note or in the last note that cites anything.
  size_t before(size_t w, bool& unsure) const {
    const Work& here = works_[w];
    if (w == 0 || (here.note != kNone && w == in_list_)) return kNowhere;
    size_t found = w - 1;
    if (here.note == kNone || works_[found].note == here.note) return found;
    size_t several = 0;
    for (size_t k = w; k-- > in_list_ && works_[k].note == works_[found].note;) {
      ++several;
      if (!agrees(here, works_[k])) continue;
      if (!(here.names.empty() && here.title.empty())) return k;
    }
    unsure = several > 1 || works_[found].note + 1 != here.note;
    return found;
  }

  size_t numbered(size_t w, bool& unsure) const {
    const Work& here = works_[w];
    const uint32_t number = here.reference->points_at;
    if (here.note == kNone) {
      for (size_t k = 0; k < w; ++k)
        if (works_[k].number == number) return k;
      return kNowhere;
    }
    // The note of that number: on this page, else the last before. Its work that agrees, else its last.
    size_t found = kNowhere, first = kNowhere, count = 0;
    for (size_t k = w; k-- > in_list_;) {
      if (works_[k].number != number || works_[k].note == here.note) continue;
      if (first == kNowhere) first = k;
      if (works_[k].note != works_[first].note) break;
      ++count;
      if (found == kNowhere && agrees(here, works_[k])) found = k;
    }
    if (found == kNowhere && first != kNowhere) {
      // A note that itself points: whose work it is says the entry it leads to.
      const Work& of = works_[first];
      const auto led = std::find_if(works_.begin(), works_.end(), [&](const Work& work) { return work.id == of.same->id; });
      unsure = led == works_.end() || !agrees(here, *led);
      return first;
    }
    unsure = found != kNowhere && count > 1 && here.names.empty() && here.title.empty();
    if (found == kNowhere)
      for (size_t k = 0; k < in_list_; ++k)
        if (works_[k].number == number) return k;
    return found;
  }

  static constexpr size_t kNowhere = static_cast<size_t>(-1);
  StructureDraft& d_;
  std::vector<Work> works_;   // the list, then the notes
  size_t in_list_ = 0;
};

}  // namespace

void resolve_pointers(StructureDraft& d) { Pointers(d).run(); }

}  // namespace jiaokan
