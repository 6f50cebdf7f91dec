// The label and one mixed-citation whose text is the printed reference, every field tagged (gbt7714 map of fields to elements).
#include <algorithm>

#include "jats/writer.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

struct TypeRow {
  RefType type;
  const char* publication_type;
  const char* title_element;    // of the cited thing's own title
};
constexpr TypeRow kTypes[] = {
    {RefType::journal, "journal", "article-title"},   {RefType::newspaper, "newspaper", "article-title"}, {RefType::book, "book", "source"},
    {RefType::chapter, "book", "chapter-title"},      {RefType::proceedings, "confproc", "source"},       {RefType::conference_paper, "confproc", "article-title"},
    {RefType::thesis, "thesis", "source"},            {RefType::report, "report", "source"},              {RefType::standard, "standard", "source"},
    {RefType::patent, "patent", "article-title"},     {RefType::compilation, "book", "source"},           {RefType::webpage, "webpage", "article-title"},
    {RefType::dataset, "data", "data-title"},         {RefType::preprint, "preprint", "article-title"},   {RefType::map, "map", "source"},
    {RefType::archive, "archive", "source"},          {RefType::database, "database", "source"},          {RefType::software, "software", "source"},
    {RefType::law, "law", "source"},                  {RefType::other, "other", "source"},
};

const TypeRow& row_of(RefType type) {
  return *std::find_if(std::begin(kTypes), std::end(kTypes), [&](const TypeRow& row) { return row.type == type; });
}

// person-group-type of a name's field; null for what is no name.
const char* group_of(RefField field) {
  switch (field) {
    case RefField::author: return "author";
    case RefField::container_author:
    case RefField::editor: return "editor";
    case RefField::translator: return "translator";
    default: return nullptr;
  }
}

class Citation {
 public:
  Citation(JatsWriter& writer, const ReferenceEntry& entry) : writer_(writer), entry_(entry), reference_(entry.reference) {}

  void write(Node citation) {
    const std::vector<RefPart>& parts = reference_.parts;
    for (size_t p = 0; p < parts.size(); ++p) {
      const size_t end = names_end(p);
      if (end > p) {
        write_names(citation, p, end);
        p = end - 1;
      } else {
        write_part(citation, parts[p]);
      }
    }
    milestones(citation, static_cast<uint32_t>(reference_.raw.size()), /*last*/ kNone);
  }

 private:
  // Where the run of names of one role that begins at part p ends: their separators, nationality marks and role words lie inside.
  size_t names_end(size_t p) const {
    const std::vector<RefPart>& parts = reference_.parts;
    const char* group = nullptr;
    size_t end = p;
    for (size_t k = p; k < parts.size(); ++k) {
      const RefField field = parts[k].field;
      if (const char* const own = group_of(field); own != nullptr) {
        if (group != nullptr && std::string_view(group) != own) break;
        group = own;
        end = k + 1;
      } else if (field == RefField::et_al || field == RefField::role) {
        if (group == nullptr) break;
        end = k + 1;
      } else if (field == RefField::nationality) {
        continue;
      } else if (field == RefField::separator) {
        if (k == p) break;
        // A full stop ends the names; commas and white space part them.
        const std::u32string_view text = std::u32string_view(reference_.raw).substr(parts[k].span.begin, parts[k].span.size());
        if (text.find_first_of(U".．。/[:：") != std::u32string_view::npos) break;
      } else {
        break;
      }
    }
    return group == nullptr ? p : end;
  }

  void write_names(Node citation, size_t p, size_t end) {
    const std::vector<RefPart>& parts = reference_.parts;
    const char* group = "author";
    for (size_t k = p; k < end; ++k)
      if (const char* const own = group_of(parts[k].field); own != nullptr) group = own;
    Node node = add(citation, "person-group");
    set(node, "person-group-type", std::string_view(group));
    for (size_t k = p; k < end; ++k) {
      const RefPart& part = parts[k];
      if (group_of(part.field) != nullptr) write_name(node, part);
      else if (part.field == RefField::et_al) text(add(node, "etal"), part.span);
      else if (part.field == RefField::role) text(add(node, "role"), part.span);
      else text(node, part.span);
    }
  }

  void write_name(Node group, const RefPart& part) {
    if (part.corporate) {
      text(add(group, "collab"), part.span);
      return;
    }
    const bool split = !part.surname.empty() && !part.given.empty();
    const bool solid = split && part.surname.begin == part.span.begin && part.surname.end == part.given.begin && part.given.end == part.span.end;
    Node name = add(group, solid ? "name" : "string-name");
    const bool eastern = split && part.surname.begin < part.given.begin;
    set(name, "name-style", std::string_view(split && !eastern ? "western" : "eastern"));
    if (!split) {
      text(name, part.span);
      return;
    }
    const Span first = eastern ? part.surname : part.given, second = eastern ? part.given : part.surname;
    text(name, {part.span.begin, first.begin});
    text(add(name, eastern ? "surname" : "given-names"), first);
    text(name, {first.end, second.begin});
    text(add(name, eastern ? "given-names" : "surname"), second);
    text(name, {second.end, part.span.end});
  }

  void write_part(Node citation, const RefPart& part) {
    switch (part.field) {
      case RefField::title: text(add(citation, row_of(reference_.type).title_element), part.span); break;
      case RefField::part_title: text(add(citation, "part-title"), part.span); break;
      case RefField::container: text(add(citation, "source"), part.span); break;
      case RefField::event: text(add(citation, "conf-name"), part.span); break;
      case RefField::edition: text(add(citation, "edition"), part.span); break;
      case RefField::series: text(add(citation, "series"), part.span); break;
      case RefField::volume: text(add(citation, "volume"), part.span); break;
      case RefField::issue: text(add(citation, "issue"), part.span); break;
      case RefField::supplement: text(add(citation, "supplement"), part.span); break;
      case RefField::article_number: text(add(citation, "elocation-id"), part.span); break;
      case RefField::place: text(add(citation, "publisher-loc"), part.span); break;
      case RefField::publisher: text(add(citation, "publisher-name"), part.span); break;
      case RefField::version: text(add(citation, "version"), part.span); break;
      case RefField::note: text(add(citation, "comment"), part.span); break;
      case RefField::number: text(reference_.type == RefType::patent ? add(citation, "patent") : reference_.type == RefType::standard ? add(citation, "std") : citation, part.span); break;
      case RefField::year: write_year(citation, part); break;
      case RefField::date: write_date(citation, part); break;
      case RefField::accessed: {
        Node date = add(citation, "date-in-citation");
        set(date, "content-type", std::string_view("access-date"));
        set_known(date, "iso-8601-date", part.value);
        text(date, part.span);
        break;
      }
      case RefField::pages: write_pages(citation, part); break;
      case RefField::doi: {
        Node id = add(citation, "pub-id");
        set(id, "pub-id-type", std::string_view("doi"));
        text(id, part.span);
        break;
      }
      case RefField::url: {
        Node link = add(citation, "ext-link");
        set(link, "ext-link-type", std::string_view("uri"));
        set(link, "xlink:href", part.value.empty() ? to_utf8(raw(part.span)) : part.value);
        text(link, part.span);
        break;
      }
      default: text(citation, part.span); break;
    }
  }

  void write_year(Node citation, const RefPart& part) {
    Node year = add(citation, "year");
    set_known(year, "iso-8601-date", part.value);
    text(year, part.span);
  }

  // 2018-07-25 · 2018年7月25日: year, month and day in their places.
  void write_date(Node citation, const RefPart& part) {
    constexpr const char* kElements[] = {"year", "month", "day"};
    uint32_t at = part.span.begin;
    for (size_t k = 0; k < 3 && at < part.span.end; ++k) {
      uint32_t begin = at;
      while (begin < part.span.end && !is_digit(reference_.raw[begin])) ++begin;
      uint32_t end = begin;
      while (end < part.span.end && is_digit(reference_.raw[end])) ++end;
      if (begin == end) break;
      text(citation, {at, begin});
      Node node = add(citation, kElements[k]);
      if (k == 0) set_known(node, "iso-8601-date", part.value);
      text(node, {begin, end});
      at = end;
    }
    text(citation, {at, part.span.end});
  }

  // 31-32 → first and last; several ranges → page-range.
  void write_pages(Node citation, const RefPart& part) {
    uint32_t first = part.span.begin;
    while (first < part.span.end && (is_digit(reference_.raw[first]) || is_latin_letter(reference_.raw[first]))) ++first;
    uint32_t last = first;
    while (last < part.span.end && !is_digit(reference_.raw[last]) && !is_latin_letter(reference_.raw[last])) ++last;
    uint32_t end = last;
    while (end < part.span.end && (is_digit(reference_.raw[end]) || is_latin_letter(reference_.raw[end]))) ++end;
    const bool one = first == part.span.end && first > part.span.begin;
    const std::u32string_view between = raw({first, last});
    const bool range = !one && end == part.span.end && last > first && first > part.span.begin && between.find_first_of(U",，、+;；") == std::u32string_view::npos;
    if (one) {
      text(add(citation, "fpage"), part.span);
    } else if (range) {
      text(add(citation, "fpage"), {part.span.begin, first});
      text(citation, {first, last});
      text(add(citation, "lpage"), {last, end});
    } else {
      text(add(citation, "page-range"), part.span);
    }
  }

  std::u32string_view raw(Span span) const { return std::u32string_view(reference_.raw).substr(span.begin, span.size()); }

  // Text of the reference, cut where loci and print pages begin and end.
  void text(Node node, Span span) {
    if (span.empty()) return;
    uint32_t at = span.begin;
    for (uint32_t i = span.begin; i < span.end; ++i) {
      if (!something_at(i)) continue;
      if (i > at) add_text(node, raw({at, i}));
      at = i;
      milestones(node, i, i);
    }
    add_text(node, raw({at, span.end}));
  }

  bool something_at(uint32_t i) const {
    return std::any_of(entry_.loci.begin(), entry_.loci.end(), [&](const LocusSpan& l) { return l.span.begin == i || l.span.end == i; });
  }

  void milestones(Node node, uint32_t i, uint32_t begins) {
    for (const LocusSpan& locus : entry_.loci)
      if (locus.span.end == i && !locus.span.empty()) write_locus_end(writer_, node, std::to_string(locus.id));
    if (begins == kNone) return;
    for (const LocusSpan& locus : entry_.loci) {
      if (locus.span.begin != i) continue;
      write_locus_begin(writer_, node, std::to_string(locus.id));
      if (locus.span.empty()) write_locus_end(writer_, node, std::to_string(locus.id));
    }
  }

  JatsWriter& writer_;
  const ReferenceEntry& entry_;
  const Reference& reference_;
};

}  // namespace

void write_reference(JatsWriter& writer, Node list, const ReferenceEntry& entry, size_t index) {
  Node ref = add(list, "ref");
  set_id(writer, ref, reference_id(writer.article, index));
  if (!entry.label.empty()) add(ref, "label", entry.label);
  Node citation = add(ref, "mixed-citation");
  set(citation, "publication-type", std::string_view(row_of(entry.reference.type).publication_type));
  if (entry.reference.carrier == "OL") set(citation, "publication-format", std::string_view("online"));
  if (!entry.reference.mark.empty())
    set(citation, "specific-use", "gbt-mark:" + entry.reference.mark + (entry.reference.carrier.empty() ? "" : "/" + entry.reference.carrier));
  if (!entry.reference.lang.empty() && entry.reference.lang != writer.article.lang) set(citation, "xml:lang", entry.reference.lang);
  Citation(writer, entry).write(citation);
}

}  // namespace jiaokan
