// The printed reference as a mixed-citation: every part tagged where it stands, and not a character more or less.
// Spec of the fields: GB/T 7714-2015, clause 8, as JATS names them.
#include <algorithm>

#include "jats/citation.h"

namespace jiaokan {

namespace {

// A place in the printed reference where something begins or ends.
struct Anchor {
  enum Kind : uint8_t { end, page, point, begin } kind;   // in this order at one place
  uint32_t at;
  std::string value;
};

bool is_word(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= U'０' && c <= U'９') ||
         (c >= U'Ａ' && c <= U'Ｚ') || (c >= U'ａ' && c <= U'ｚ');
}
bool is_number(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

class Citation {
 public:
  Citation(JatsWriter& writer, const ReferenceEntry& entry) : Citation(writer, entry.reference, entry.same) {
    for (const LocusSpan& locus : entry.loci) {
      const std::string id = std::to_string(locus.id);
      if (locus.span.empty()) {
        anchors_.push_back({Anchor::point, locus.span.begin, id});
      } else {
        anchors_.push_back({Anchor::begin, locus.span.begin, id});
        anchors_.push_back({Anchor::end, locus.span.end, id});
      }
    }
    for (const PageStart& page : entry.pages) anchors_.push_back({Anchor::page, page.at, page.printed});
    std::stable_sort(anchors_.begin(), anchors_.end(), [](const Anchor& a, const Anchor& b) {
      return a.at != b.at ? a.at < b.at : a.kind < b.kind;
    });
  }

  // In a note the text says where loci and pages lie.
  Citation(JatsWriter& writer, const NoteReference& cited, const Inlines& text) : Citation(writer, cited.reference, cited.same) {
    uint32_t at = 0;
    for (const Inline& item : text) {
      at += static_cast<uint32_t>(item.text.size());
      if (item.kind == InlineKind::page_start) anchors_.push_back({Anchor::page, at, item.value});
      if (item.kind == InlineKind::locus_begin) anchors_.push_back({Anchor::begin, at, item.value});
      if (item.kind == InlineKind::locus_end) anchors_.push_back({Anchor::end, at, item.value});
    }
  }

  void write(Node parent, const std::string& id) {
    citation_ = add(parent, "mixed-citation");
    set_id(writer_, citation_, id);
    set_citation_attributes(citation_, reference_, writer_.article.lang);
    if (!same_.id.empty()) set(citation_, "specific-use", "same-work:" + same_.id);
    const std::vector<RefPart>& parts = reference_.parts;
    for (size_t i = 0; i < parts.size();) {
      const size_t end = group_end(i);
      if (end > i) {
        write_group(i, end);
        i = end;
      } else {
        write_part(citation_, parts[i]);
        ++i;
      }
    }
    write_text(citation_, static_cast<uint32_t>(raw_.size()));
    while (next_ < anchors_.size()) write_anchor(citation_, anchors_[next_++]);
  }

 private:
  Citation(JatsWriter& writer, const Reference& reference, const SameWork& same)
      : writer_(writer), reference_(reference), same_(same), raw_(reference.raw), row_(citation_type(reference.type)) {}

  // One past the last part of the group of names that begins at part i: names of one kind, what stands between them,
  // and the 等 and 译 behind them. i when none begins here.
  size_t group_end(size_t i) const {
    const std::vector<RefPart>& parts = reference_.parts;
    size_t first = i;
    while (first < parts.size() && parts[first].field == RefField::nationality) ++first;
    if (first == parts.size() || person_group(parts[first].field) == nullptr) return i;
    const std::string_view kind = person_group(parts[first].field);
    size_t end = first + 1;
    for (size_t at = end; at < parts.size(); ++at) {
      const RefField field = parts[at].field;
      const char* const group = person_group(field);
      if ((group != nullptr && kind == group) || field == RefField::et_al || field == RefField::role) {
        end = at + 1;
      } else if (field != RefField::separator && field != RefField::nationality) {
        break;
      }
    }
    return end;
  }

  void write_group(size_t begin, size_t end) {
    Node group = add(citation_, "person-group");
    for (size_t i = begin; i < end; ++i) {
      const RefPart& part = reference_.parts[i];
      if (const char* const kind = person_group(part.field); kind != nullptr) {
        if (!group.attribute("person-group-type")) set(group, "person-group-type", kind);
        write_name(group, part);
      } else if (part.field == RefField::et_al) {
        write_text(add(group, "etal"), part.span.end);
      } else if (part.field == RefField::role) {
        write_text(add(group, "role"), part.span.end);
      } else {
        write_text(group, part.span.end);
      }
    }
  }

  void write_name(Node group, const RefPart& part) {
    if (part.corporate) {
      write_text(add(group, "collab"), part.span.end);
      return;
    }
    struct Piece {
      const char* element;
      Span span;
    };
    std::vector<Piece> pieces;
    if (!part.surname.empty()) pieces.push_back({"surname", part.surname});
    if (!part.given.empty()) pieces.push_back({"given-names", part.given});
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.span.begin < b.span.begin; });
    // Set solid and family first is how names in Han characters stand; `name` may hold no text between its parts.
    const bool solid = pieces.size() == 2 && part.surname.begin == part.span.begin && part.surname.end == part.given.begin &&
                       part.given.end == part.span.end;
    Node name = add(group, solid ? "name" : "string-name");
    const std::u32string_view text = raw_.substr(part.span.begin, part.span.size());
    const bool unsplit_han = pieces.empty() && std::all_of(text.begin(), text.end(), [](char32_t c) { return c > 0x2E7F; });
    set(name, "name-style", solid || unsplit_han ? "eastern" : "western");
    for (const Piece& piece : pieces) {
      write_text(name, piece.span.begin);
      write_text(add(name, piece.element), piece.span.end);
    }
    write_text(name, part.span.end);
  }

  void write_part(Node parent, const RefPart& part) {
    if (const char* const element = plain_element(part.field); element != nullptr) {
      write_text(add(parent, element), part.span.end);
      return;
    }
    switch (part.field) {
      case RefField::title:
        write_text(add(parent, citation_title(reference_)), part.span.end);
        return;
      case RefField::trans_title:
        write_text(add(parent, row_.trans_title), part.span.end);
        return;
      case RefField::pages:
        write_pages(parent, part);
        return;
      case RefField::year: {
        Node year = add(parent, "year");
        set_known(year, "iso-8601-date", part.value);
        write_text(year, part.span.end);
        return;
      }
      case RefField::year_suffix: {
        // 2019a is one year to a reader: the letter goes into the element before it.
        Node last = parent.last_child();
        write_text(std::string_view(last.name()) == "year" ? last : parent, part.span.end);
        return;
      }
      case RefField::date:
        write_date(parent, part);
        return;
      case RefField::accessed: {
        Node date = add(parent, "date-in-citation");
        set(date, "content-type", "access-date");
        set_known(date, "iso-8601-date", part.value);
        write_text(date, part.span.end);
        return;
      }
      case RefField::url:
        write_link(parent, part);
        return;
      case RefField::doi:
        write_id(parent, part, "doi", "");
        return;
      case RefField::cstr:
        write_id(parent, part, "custom", "cstr");
        return;
      case RefField::number:
        write_number(parent, part);
        return;
      case RefField::et_al:
        write_text(add(parent, "etal"), part.span.end);
        return;
      case RefField::role:
        write_text(add(parent, "role"), part.span.end);
        return;
      case RefField::genre:
      case RefField::scale: {
        Node content = add(parent, "named-content");
        set(content, "content-type", part.field == RefField::genre ? "genre" : "scale");
        write_text(content, part.span.end);
        return;
      }
      case RefField::pointer:
        write_pointer(parent, part);
        return;
      default:
        write_text(parent, part.span.end);
    }
  }

  // 同上: a link to where the work is said in full. A citation holds no xref; named-content does.
  void write_pointer(Node parent, const RefPart& part) {
    Node words = add(parent, "named-content");
    set(words, "content-type", "same-work");
    if (!same_.id.empty()) {
      words = add(words, "xref");
      set(words, "ref-type", same_.in_note ? "fn" : "bibr");
      set(words, "rid", same_.shown_in);
    }
    write_text(words, part.span.end);
  }

  // "第31-32页": the numbers are the first and last page, the rest stands beside them; "1-5, 7" is a page-range.
  void write_pages(Node parent, const RefPart& part) {
    uint32_t first = part.span.begin;
    const uint32_t end = part.span.end;
    const auto number_begins = [&](uint32_t i) { return is_number(raw_[i]); };
    while (first < end && !number_begins(first)) ++first;
    uint32_t first_end = first;
    while (first_end < end && is_word(raw_[first_end])) ++first_end;
    uint32_t last = first_end;
    while (last < end && std::u32string_view(U"-–—―－~～至").find(raw_[last]) != std::u32string_view::npos) ++last;
    uint32_t last_end = last;
    while (last_end < end && is_word(raw_[last_end])) ++last_end;
    const bool range = last > first_end && last_end > last;
    const uint32_t read_to = range ? last_end : first_end;
    const bool more = std::any_of(raw_.begin() + read_to, raw_.begin() + end, is_word);
    if (more || first == end) {
      write_text(add(parent, "page-range"), end);
      return;
    }
    // A letter right before the number belongs to it: S12, A05; "p." and "第" do not.
    if (first > part.span.begin && is_word(raw_[first - 1]) && raw_[first - 1] != U'p' && raw_[first - 1] != U'P') --first;
    write_text(parent, first);
    write_text(add(parent, "fpage"), first_end);
    if (range) {
      write_text(parent, last);
      write_text(add(parent, "lpage"), last_end);
    }
    write_text(parent, end);
  }

  void write_date(Node parent, const RefPart& part) {
    std::vector<Span> runs;
    for (uint32_t i = part.span.begin; i < part.span.end;) {
      if (!is_number(raw_[i])) {
        ++i;
        continue;
      }
      const uint32_t begin = i;
      while (i < part.span.end && is_number(raw_[i])) ++i;
      runs.push_back({begin, i});
    }
    const bool with_year = !runs.empty() && runs[0].size() == 4;
    const size_t most = with_year ? 3 : 2;
    const bool short_rest = std::all_of(runs.begin() + (with_year ? 1 : 0), runs.end(), [](Span s) { return s.size() <= 2; });
    if (runs.empty() || runs.size() > most || !short_rest || (!with_year && runs.size() != 2)) {
      Node date = add(parent, "string-date");
      set_known(date, "iso-8601-date", part.value);
      write_text(date, part.span.end);
      return;
    }
    constexpr const char* kElements[] = {"year", "month", "day"};
    for (size_t i = 0; i < runs.size(); ++i) {
      write_text(parent, runs[i].begin);
      Node node = add(parent, kElements[i + (with_year ? 0 : 1)]);
      if (with_year && i == 0) set_known(node, "iso-8601-date", part.value);
      write_text(node, runs[i].end);
    }
    write_text(parent, part.span.end);
  }

  void write_link(Node parent, const RefPart& part) {
    std::string address = part.value.empty() ? xml_text(raw_.substr(part.span.begin, part.span.size())) : part.value;
    if (address.find("://") == std::string::npos) address.insert(0, "http://");
    Node link = add(parent, "ext-link");
    set(link, "ext-link-type", "uri");
    set(link, "xlink:href", address);
    // The text of the link is an address, which says nothing when read aloud: its title does.
    std::string title = value_of(reference_, RefField::title);
    if (title.empty()) title = value_of(reference_, RefField::container);
    set_known(link, "xlink:title", title);
    write_text(link, part.span.end);
  }

  // The identifier alone is in the pub-id; "https://doi.org/" before it is text.
  void write_id(Node parent, const RefPart& part, const char* type, std::string_view custom) {
    const std::u32string_view text = raw_.substr(part.span.begin, part.span.size());
    uint32_t begin = part.span.begin;
    if (const size_t at = text.find(U"10."); at != std::u32string_view::npos && custom.empty()) {
      begin += static_cast<uint32_t>(at);
    }
    write_text(parent, begin);
    Node id = add(parent, "pub-id");
    set(id, "pub-id-type", type);
    set_known(id, "custom-type", custom);
    write_text(id, part.span.end);
  }

  void write_number(Node parent, const RefPart& part) {
    switch (reference_.type) {
      case RefType::patent:
        write_text(add(parent, "patent"), part.span.end);
        break;
      case RefType::standard:
        write_id(parent, part, "std-designation", "");
        break;
      case RefType::archive:
        write_id(parent, part, "archive", "");
        break;
      case RefType::report:
        write_id(parent, part, "custom", "report-number");
        break;
      default:
        write_id(parent, part, "other", "");
    }
  }

  // Writes the reference from where it is up to `end` into `node`, with the loci and pages that begin or end on the way.
  void write_text(Node node, uint32_t end) {
    while (next_ < anchors_.size()) {
      const Anchor& anchor = anchors_[next_];
      const bool here = anchor.at < end || (anchor.at == end && anchor.kind == Anchor::end && done_ < end);
      if (!here) break;
      write_characters(node, anchor.at);
      write_anchor(node, anchor);
      ++next_;
    }
    write_characters(node, end);
  }

  void write_characters(Node node, uint32_t end) {
    end = std::min(end, static_cast<uint32_t>(raw_.size()));
    if (end <= done_) return;
    add_text(node, raw_.substr(done_, end - done_));
    done_ = end;
  }

  void write_anchor(Node node, const Anchor& anchor) {
    if (anchor.kind == Anchor::page) write_page_start(writer_, node, anchor.value, PageNumber::hidden);
    if (anchor.kind == Anchor::begin || anchor.kind == Anchor::point) write_locus_begin(writer_, node, anchor.value);
    if (anchor.kind == Anchor::end || anchor.kind == Anchor::point) write_locus_end(writer_, node, anchor.value);
  }

  JatsWriter& writer_;
  const Reference& reference_;
  const SameWork& same_;
  std::u32string_view raw_;
  const CitationType& row_;
  std::vector<Anchor> anchors_;
  size_t next_ = 0;      // of anchors_
  uint32_t done_ = 0;    // characters of raw_ that are written
  Node citation_;
};

}  // namespace

void write_note_reference(JatsWriter& writer, Node parent, const NoteReference& cited, const Inlines& text) { Citation(writer, cited, text).write(parent, cited.id); }

void write_reference(JatsWriter& writer, Node list, const ReferenceEntry& entry, size_t index) {
  Node ref = add(list, "ref");
  set_id(writer, ref, reference_id(writer.article, index));
  if (!entry.label.empty()) add(ref, "label", entry.label);
  const Reference& reference = entry.reference;
  // Loci and page starts are places in the printed text: where there are some, it stays beside its parts.
  const CitationForm asked = writer.article.citations;
  const bool printed = asked != CitationForm::element || !entry.loci.empty() || !entry.pages.empty();
  const bool translated = !reference.trans_raw.empty();   // one work, printed in two languages
  const bool alternatives = translated || (printed && asked != CitationForm::mixed);
  Node parent = alternatives ? add(ref, "citation-alternatives") : ref;
  if (printed) Citation(writer, entry).write(parent, {});
  if (asked != CitationForm::mixed && !write_element_citation(parent, reference, writer.article.lang) && !printed) Citation(writer, entry).write(parent, {});
  if (!translated) return;
  Node other = add(parent, "mixed-citation", reference.trans_raw);
  set(other, "publication-type", citation_type(reference.type).publication_type);
  set(other, "specific-use", "translation");
}

}  // namespace jiaokan
