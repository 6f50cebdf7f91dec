#include "structure/table_notes.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/script.h"
#include "model/unicode.h"
#include "structure/table_marks.h"

namespace jiaokan {

namespace {

constexpr std::u32string_view kMeanings[] = {U"表示", U"代表", U"为", U"指", U"与", U"同", U"和", U"是", U"在", U"说明", U"vs", U"compared", U"means", U"denotes", U"indicates", U":", U"：", U"=", U"＝"};
constexpr std::u32string_view kCompares[] = {U"与", U"较", U"比", U"同", U"vs", U"compared", U"than"};

bool among(char32_t c, std::u32string_view signs) { return signs.find(c) != std::u32string_view::npos; }

// Where a note says what marks mean: one note may explain several (***、**、*分别表示…).
struct Meaning {
  uint32_t begin = 0;        // of the note
  uint32_t mark_begin = 0, mark_end = 0;
  Marks marks;
};

class NoteReader {
 public:
  NoteReader(const MarkLine& line, const Marks& wanted) : line_(line), text_(line.text), wanted_(wanted) {}

  std::vector<Meaning> read(Marks& explained) {
    const std::vector<FoundMark> found = mark_shapes(line_);
    std::vector<Meaning> out;
    for (size_t f = 0; f < found.size(); ++f) {
      if (!may_stand(found[f])) continue;
      // Marks on end are explained together.
      size_t last = f;
      while (last + 1 < found.size() && joins(found[last], found[last + 1])) ++last;
      Meaning meaning{0, found[f].begin, found[last].end, {}};
      for (size_t k = f; k <= last; ++k)
        if (has_mark(wanted_, found[k].mark) && !has_mark(explained, found[k].mark)) meaning.marks.push_back(found[k].mark);
      const bool all = std::all_of(found.begin() + static_cast<std::ptrdiff_t>(f), found.begin() + static_cast<std::ptrdiff_t>(last) + 1, [&](const FoundMark& k) { return has_mark(wanted_, k.mark) || is_sign_mark(k); });
      if (!meaning.marks.empty() && all && means(found[last])) {
        meaning.begin = begin_of(meaning, out.empty() ? 0 : out.back().mark_end, out.empty());
        explained.insert(explained.end(), meaning.marks.begin(), meaning.marks.end());
        out.push_back(std::move(meaning));
      }
      f = last;
    }
    return out;
  }

 private:
  uint32_t size() const { return static_cast<uint32_t>(text_.size()); }
  char32_t at(uint32_t i) const { return i < size() ? text_[i] : 0; }
  uint32_t skip(uint32_t i) const {
    while (i < size() && is_space(text_[i])) ++i;
    return i;
  }

  bool may_stand(const FoundMark& found) const {
    if (!has_mark(wanted_, found.mark) && !is_sign_mark(found)) return false;
    if (found.begin == 0 || line_.at[found.begin].item != line_.at[found.begin - 1].item) return true;
    const char32_t before = text_[found.begin - 1];
    if (among(before, U"；;，,、。.:：(（“") || is_space(before)) return true;
    // "t检验*P<0.05"
    return is_sign_mark(found) && is_letter(before) && (among(at(skip(found.end)), U"Pp") || at(skip(found.end)) == kNoText);
  }

  bool joins(const FoundMark& a, const FoundMark& b) const {
    for (uint32_t i = a.end; i < b.begin; ++i)
      if (!is_space(text_[i]) && !among(text_[i], U"、，,和及与或/")) return false;
    return b.begin > a.end && is_letter_mark(a) == is_letter_mark(b) && is_sign_mark(a) == is_sign_mark(b);
  }

  // What follows says something of the mark.
  bool means(const FoundMark& found) const {
    const uint32_t i = skip(found.end);
    if (i >= size() || among(text_[i], U"，,。；;、)）")) return false;
    if (!is_letter_mark(found)) return true;
    if (text_[i] == kNoText) return true;
    const std::u32string_view rest = std::u32string_view(text_).substr(i);
    if (among(text_[i], U"Pp")) return among(at(skip(i + 1)), U"<＜≤=＝>＞≥〈《") || at(skip(i + 1)) == kNoText;
    return std::any_of(std::begin(kMeanings), std::end(kMeanings), [&](std::u32string_view word) { return rest.starts_with(word); });
  }

  // 注：
  uint32_t lead() const {
    uint32_t i = skip(0);
    const uint32_t limit = std::min(size(), i + 8);
    if (!opens_table_notes(text_)) return 0;
    while (i < limit && !among(text_[i], U"：:")) ++i;
    return i < limit ? i + 1 : 0;
  }

  static bool compares(std::u32string_view text) {
    return std::any_of(std::begin(kCompares), std::end(kCompares), [&](std::u32string_view word) { return text.find(word) != std::u32string_view::npos; });
  }

  // The note begins with its mark; or with what it is compared with: 与对照组比较，*P<0.05
  uint32_t begin_of(const Meaning& meaning, uint32_t after, bool first) const {
    uint32_t region = first ? lead() : meaning.mark_begin;
    if (!first)
      for (uint32_t i = after; i < meaning.mark_begin; ++i)
        if (among(text_[i], U"，,、")) {
          region = i + 1;
          break;
        }
    for (uint32_t i = std::max(after, first ? region : after); i < meaning.mark_begin; ++i)
      if (among(text_[i], U"；;。")) region = i + 1;
    region = skip(region);
    if (region >= meaning.mark_begin) return meaning.mark_begin;
    const std::u32string_view before = std::u32string_view(text_).substr(region, meaning.mark_begin - region);
    uint32_t last = meaning.mark_begin;
    while (last > region && is_space(text_[last - 1])) --last;
    const bool parted = last > region && among(text_[last - 1], U"，,、。；;:：");
    return parted && !compares(before) ? meaning.mark_begin : region;
  }

  const MarkLine& line_;
  const std::u32string& text_;
  const Marks& wanted_;
};

// Where what begins with a character begins among the items: behind the item of the one before it, or within that. Items without characters (the
// milestones of loci and pages) belong to what follows them.
struct Cut {
  uint32_t item = 0, offset = 0;
};
Cut cut_at(const MarkLine& line, uint32_t i) {
  if (i == 0) return {};
  const MarkLine::At& before = line.at[i - 1];
  if (i < line.at.size() && line.at[i].item == before.item) return {before.item, before.whole ? 0 : line.at[i].offset};
  return {before.item + 1, 0};
}

// The items without characters before a character.
Inlines milestones_before(const Inlines& inlines, const MarkLine& line, uint32_t i) {
  Inlines out;
  for (uint32_t k = cut_at(line, i).item; k < line.at[i].item; ++k) out.push_back(inlines[k]);
  return out;
}

// The items between two characters of the line; a text that is cut keeps its place in Text.
Inlines slice(const Inlines& inlines, const MarkLine& line, uint32_t begin, uint32_t end) {
  const Cut cut = end < line.text.size() ? cut_at(line, end) : Cut{static_cast<uint32_t>(inlines.size()), 0};
  const std::pair<uint32_t, uint32_t> from{cut_at(line, begin).item, cut_at(line, begin).offset}, to{cut.item, cut.offset};
  Inlines out;
  for (uint32_t i = from.first; i < inlines.size() && i <= to.first; ++i) {
    const uint32_t first = i == from.first ? from.second : 0;
    const uint32_t last = i == to.first ? to.second : kNone;
    if (last == 0) break;
    Inline item = inlines[i];
    if (item.kind == InlineKind::text && (first > 0 || last != kNone)) {
      const uint32_t stop = std::min(last, static_cast<uint32_t>(item.text.size()));
      item.text = inlines[i].text.substr(first, stop - first);
      if (!item.span.empty()) item.span = {inlines[i].span.begin + first, inlines[i].span.begin + stop};
    }
    out.push_back(std::move(item));
  }
  return out;
}

// White space at the edges off.
void trim(Inlines& inlines) {
  while (!inlines.empty() && inlines.front().kind == InlineKind::text) {
    Inline& item = inlines.front();
    size_t n = 0;
    while (n < item.text.size() && is_space(item.text[n])) ++n;
    item.text.erase(0, n);
    if (!item.span.empty()) item.span.begin += static_cast<uint32_t>(n);
    if (!item.text.empty()) break;
    inlines.erase(inlines.begin());
  }
  while (!inlines.empty() && inlines.back().kind == InlineKind::text) {
    Inline& item = inlines.back();
    size_t n = item.text.size();
    while (n > 0 && is_space(item.text[n - 1])) --n;
    if (!item.span.empty()) item.span.end -= static_cast<uint32_t>(item.text.size() - n);
    item.text.resize(n);
    if (!item.text.empty()) break;
    inlines.pop_back();
  }
}

bool holds_text(const Inlines& inlines) {
  const MarkLine line = mark_line_of(inlines);
  return std::any_of(line.text.begin(), line.text.end(), [](char32_t c) { return !is_space(c); });
}

// A mark that stands at the head of its note, in text or raised by itself, is its label; elsewhere it stays where it is printed.
void take_label(TableNote& note, const Inlines& inlines, const MarkLine& line, const Meaning& meaning, uint32_t& begin) {
  if (meaning.begin != meaning.mark_begin) return;
  const MarkLine::At first = line.at[meaning.mark_begin], last = line.at[meaning.mark_end - 1];
  if (first.item != last.item) return;
  const Inline& item = inlines[first.item];
  const bool raised = item.kind == InlineKind::superscript && (meaning.mark_end >= line.at.size() || line.at[meaning.mark_end].item != first.item);
  if (item.kind != InlineKind::text && !raised) return;
  note.label = line.text.substr(meaning.mark_begin, meaning.mark_end - meaning.mark_begin);
  note.label_span = raised ? item.span : item.span.empty() ? Span{} : Span{item.span.begin + first.offset, item.span.begin + last.offset + 1};
  begin = meaning.mark_end;
}

void split_notes(Part& table, const Marks& wanted, std::vector<std::pair<std::u32string, std::string>>& ids) {
  Marks explained;
  uint32_t count = 0;
  std::vector<TableNote> out;
  for (TableNote& printed : table.table_notes) {
    const MarkLine line = mark_line_of(printed.content);
    const std::vector<Meaning> meanings = NoteReader(line, wanted).read(explained);
    if (meanings.empty()) {
      out.push_back(std::move(printed));
      continue;
    }
    const auto put = [&](TableNote note) {
      trim(note.content);
      if (!note.id.empty() || holds_text(note.content)) out.push_back(std::move(note));
    };
    const uint32_t size = static_cast<uint32_t>(line.text.size());
    if (meanings.front().begin > 0) {
      TableNote before;
      before.content = slice(printed.content, line, 0, meanings.front().begin);
      put(std::move(before));
    }
    for (size_t m = 0; m < meanings.size(); ++m) {
      const Meaning& meaning = meanings[m];
      uint32_t begin = meaning.begin, end = m + 1 < meanings.size() ? meanings[m + 1].begin : size;
      // Behind the last one a further sentence is none of its.
      if (m + 1 == meanings.size())
        for (uint32_t i = meaning.mark_end; i + 1 < size; ++i)
          if (line.text[i] == U'。') {
            end = i + 1;
            break;
          }
      TableNote note;
      note.id = fmt::format("{}-fn-{}", table.id, ++count);
      for (const std::u32string& mark : meaning.marks) {
        ids.emplace_back(mark, note.id);
        note.mark += (note.mark.empty() ? U"" : U" ") + mark;
      }
      take_label(note, printed.content, line, meaning, begin);
      note.content = slice(printed.content, line, begin, end);
      if (!note.label.empty()) {
        const Inlines before = milestones_before(printed.content, line, meaning.mark_begin);
        note.content.insert(note.content.begin(), before.begin(), before.end());
      }
      put(std::move(note));
      if (m + 1 == meanings.size() && end < size) {
        TableNote behind;
        behind.content = slice(printed.content, line, end, size);
        put(std::move(behind));
      }
    }
  }
  table.table_notes = std::move(out);
}

// The characters of Text behind a stretch of the line that stands in one item; of an item that is not cut into characters, all of it.
Span place_in(const Inline& item, const MarkLine& line, uint32_t begin, uint32_t end) {
  const Inline& text = item.children.size() == 1 ? item.children.front() : item;
  if (text.span.empty() || text.text.size() != text.span.size()) return item.span;
  return {text.span.begin + line.at[begin].offset, text.span.begin + line.at[end - 1].offset + 1};
}

void link_cell(Inlines& content, const std::vector<std::pair<std::u32string, std::string>>& ids) {
  const MarkLine line = mark_line_of(content);
  std::vector<FoundMark> found = marks_of_cell(line);
  const auto id_of = [&](const FoundMark& f) -> const std::string* {
    for (const auto& [mark, id] : ids)
      if (mark == f.mark) return &id;
    return nullptr;
  };
  // Letters on end are explained all or none: 7d is seven days where only d is explained.
  for (size_t f = 0; f < found.size();) {
    size_t last = f;
    while (last + 1 < found.size() && is_letter_mark(found[f]) && is_letter_mark(found[last + 1]) && found[last + 1].begin <= found[last].end + 1) ++last;
    const bool all = std::all_of(found.begin() + static_cast<std::ptrdiff_t>(f), found.begin() + static_cast<std::ptrdiff_t>(last) + 1, [&](const FoundMark& k) { return id_of(k) != nullptr; });
    if (all) {
      f = last + 1;
    } else {
      found.erase(found.begin() + static_cast<std::ptrdiff_t>(f), found.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    }
  }
  if (found.empty()) return;
  Inlines out;
  uint32_t at = 0;
  const auto add = [&](uint32_t end) {
    // What is left of something raised that a mark was taken from: the comma of a,b.
    if (at > 0 && at < end && line.at[at].whole && line.at[at].item == line.at[at - 1].item) {
      uint32_t stop = at;
      while (stop < end && line.at[stop].item == line.at[at].item) ++stop;
      Inline raised = content[line.at[at].item], text;
      text.text = line.text.substr(at, stop - at);
      text.span = place_in(raised, line, at, stop);
      raised.children = {std::move(text)};
      out.push_back(std::move(raised));
      at = stop;
    }
    if (at >= end) return;
    const Inlines pieces = slice(content, line, at, end);
    out.insert(out.end(), pieces.begin(), pieces.end());
  };
  for (const FoundMark& f : found) {
    add(f.begin);
    const Inlines milestones = milestones_before(content, line, f.begin);
    out.insert(out.end(), milestones.begin(), milestones.end());
    Inline mark;
    mark.kind = InlineKind::table_mark;
    mark.text = line.text.substr(f.begin, f.end - f.begin);
    mark.span = place_in(content[line.at[f.begin].item], line, f.begin, f.end);
    mark.value = *id_of(f);
    mark.raised = f.raised || is_letter_mark(f) || circled_value(f.mark[0]) > 0;
    out.push_back(std::move(mark));
    at = f.end;
  }
  add(static_cast<uint32_t>(line.text.size()));
  // What stands behind the last character (the end of a locus) is kept.
  for (size_t i = line.at.back().item + 1; i < content.size(); ++i)
    if (at >= line.text.size()) out.push_back(content[i]);
  content = std::move(out);
}

}  // namespace

namespace {

// It begins with the mark; or with what else the table needs (t检验 * P<0.05; A代表株高；*表示P<0.05), but no sentence and no bracket stands before a sign.
bool heads_notes(std::u32string_view text, const Meaning& first) {
  if (first.mark_begin == 0) return true;
  const std::u32string_view before = text.substr(0, first.mark_begin);
  return among(first.marks.front()[0], kMarkSigns) && before.find(U'。') == std::u32string_view::npos && std::count_if(before.begin(), before.end(), [](char32_t c) { return among(c, U"(（"); }) == std::count_if(before.begin(), before.end(), [](char32_t c) { return among(c, U")）"); });
}

}  // namespace

bool opens_table_notes(std::u32string_view text) {
  constexpr std::u32string_view kOpenings[] = {U"注", U"表注", U"附注", U"Note", U"Notes"};
  size_t i = 0;
  while (i < text.size() && (is_space(text[i]) || among(text[i], U"(（"))) ++i;
  for (const std::u32string_view word : kOpenings)
    if (text.substr(i).starts_with(word) && i + word.size() < text.size() && among(text[i + word.size()], U"：:")) return true;
  return false;
}

void gather_table_notes(std::vector<Part>& parts) {
  constexpr size_t kLongest = 400;
  for (size_t i = 0; i + 1 < parts.size(); ++i) {
    if (parts[i].kind != PartKind::table || parts[i].cells.empty()) continue;
    const Marks wanted = marks_of_table(parts[i]);
    while (!wanted.empty() && i + 1 < parts.size() && parts[i + 1].kind == PartKind::paragraph) {
      const MarkLine line = mark_line_of(parts[i + 1].content);
      Marks explained;
      const std::vector<Meaning> meanings = line.text.size() > kLongest ? std::vector<Meaning>{} : NoteReader(line, wanted).read(explained);
      if (meanings.empty() || !heads_notes(line.text, meanings.front())) break;
      parts[i].table_notes.push_back({});
      parts[i].table_notes.back().content = std::move(parts[i + 1].content);
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  }
}

void link_table_notes(Part& table) {
  if (table.table_notes.empty() || table.cells.empty()) return;
  const Marks wanted = marks_of_table(table);
  if (wanted.empty()) return;
  std::vector<std::pair<std::u32string, std::string>> ids;
  split_notes(table, wanted, ids);
  if (ids.empty()) return;
  for (Part::Cell& cell : table.cells) link_cell(cell.content, ids);
}

bool explained_below(const StructureDraft& d, size_t block, char32_t mark) {
  for (size_t b = block + 1; b < d.blocks(); ++b) {
    const std::u32string_view text = d.view(d.trimmed(d.span(b)));
    if (d.text.blocks[b].kind == BlockKind::table || text.empty() || !(opens_table_notes(text) || circled_value(text[0]) > 0)) return false;
    if (text.find(mark) != std::u32string_view::npos) return true;
  }
  return false;
}

}  // namespace jiaokan
