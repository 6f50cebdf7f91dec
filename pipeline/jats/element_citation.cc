// A reference as an element-citation: its parts alone, normalised, without a sign between them.
#include <algorithm>

#include "jats/citation.h"
#include "lang/script.h"
#include "model/unicode.h"

namespace jiaokan {

namespace {

class ElementCitation {
 public:
  ElementCitation(Node citation, const Reference& reference) : citation_(citation), reference_(reference) {}

  void write() {
    for (const RefField field : {RefField::author, RefField::container_author, RefField::editor, RefField::translator}) write_names(field);
    for (const RefPart& part : reference_.parts) write_part(part);
    // A year that is printed as part of a date only.
    if (!has(RefField::year)) write_date_year();
  }

 private:
  bool has(RefField field) const {
    return std::any_of(reference_.parts.begin(), reference_.parts.end(), [&](const RefPart& p) { return p.field == field; });
  }

  // White space as a reader would set it: none between Han characters, one blank elsewhere.
  std::u32string text(Span span) const {
    std::u32string out;
    bool space = false;
    for (uint32_t i = span.begin; i < span.end; ++i) {
      const char32_t c = reference_.raw[i];
      if (is_space(c)) {
        space = !out.empty();
        continue;
      }
      if (space && !(is_cjk(out.back()) && is_cjk(c))) out.push_back(U' ');
      space = false;
      out.push_back(c);
    }
    return out;
  }
  std::u32string value(const RefPart& part) const {
    std::u32string out = part.value.empty() ? text(part.span) : from_utf8(part.value);
    for (char32_t& c : out)
      if (is_digit(c) && !is_ascii_digit(c)) c = c - U'０' + U'0';
    return out;
  }

  void put(const char* element, const std::u32string& words) {
    if (!words.empty()) add(citation_, element, words);
  }

  void write_names(RefField field) {
    Node group;
    bool et_al = false;
    RefField last = RefField::separator;
    for (const RefPart& part : reference_.parts) {
      if (person_group(part.field) != nullptr) last = part.field;
      et_al |= part.field == RefField::et_al && last == field;
      if (part.field != field) continue;
      if (!group) {
        group = add(citation_, "person-group");
        set(group, "person-group-type", person_group(field));
      }
      write_name(group, part);
    }
    if (group && et_al) add(group, "etal");
  }

  void write_name(Node group, const RefPart& part) {
    const std::u32string whole = text(part.span);
    if (part.corporate) {
      add(group, "collab", whole);
      return;
    }
    const bool split = !part.surname.empty() && !part.given.empty();
    const bool eastern = !whole.empty() && is_cjk(whole[0]) && (!split || part.surname.begin < part.given.begin);
    Node name = add(group, split ? "name" : "string-name");
    set(name, "name-style", eastern ? "eastern" : "western");
    if (!split) {
      add_text(name, whole);
      return;
    }
    add(name, "surname", text(part.surname));
    add(name, "given-names", text(part.given));
  }

  void write_part(const RefPart& part) {
    switch (part.field) {
      case RefField::title: put(citation_title(reference_), text(part.span)); return;
      case RefField::trans_title: put(citation_type(reference_.type).trans_title, text(part.span)); return;
      case RefField::pages: write_pages(value(part)); return;
      case RefField::year: write_year(value(part)); return;
      case RefField::accessed: {
        Node date = add(citation_, "date-in-citation", value(part));
        set(date, "content-type", "access-date");
        set_known(date, "iso-8601-date", part.value);
        return;
      }
      case RefField::url: {
        std::string address = to_utf8(value(part));
        if (address.find("://") == std::string::npos) address.insert(0, "http://");
        Node link = add(citation_, "ext-link", value(part));
        set(link, "ext-link-type", "uri");
        set(link, "xlink:href", address);
        std::string title = value_of(reference_, RefField::title);
        if (title.empty()) title = value_of(reference_, RefField::container);
        set_known(link, "xlink:title", title);
        return;
      }
      case RefField::doi: write_id(value(part), "doi", ""); return;
      case RefField::cstr: write_id(value(part), "custom", "cstr"); return;
      case RefField::number: write_number(value(part)); return;
      case RefField::genre:
      case RefField::scale: put("comment", value(part)); return;
      case RefField::label:
      case RefField::note: return;
      default:
        if (const char* const element = plain_element(part.field); element != nullptr) put(element, value(part));
    }
  }

  // A year, with the month and day of the date that goes with it.
  void write_year(const std::u32string& words) {
    std::u32string suffix;
    for (const RefPart& part : reference_.parts)
      if (part.field == RefField::year_suffix) suffix = text(part.span);
    Node year = add(citation_, "year", words + suffix);
    if (words.size() == 4 && std::all_of(words.begin(), words.end(), is_ascii_digit)) set(year, "iso-8601-date", words);
  }

  void write_date_year() {
    for (const RefPart& part : reference_.parts) {
      if (part.field != RefField::date) continue;
      const std::u32string date = value(part);
      const bool iso = date.size() >= 4 && date.find_first_not_of(U"0123456789-") == std::u32string::npos && (date.size() == 4 || date[4] == U'-');
      if (!iso) {
        put("string-date", date);
        return;
      }
      Node year = add(citation_, "year", date.substr(0, 4));
      set(year, "iso-8601-date", date);
      if (date.size() >= 7) add(citation_, "month", date.substr(5, 2));
      if (date.size() >= 10) add(citation_, "day", date.substr(8, 2));
      return;
    }
  }

  void write_pages(const std::u32string& pages) {
    const size_t dash = pages.find(U'-');
    const bool several = pages.find_first_of(U",+;") != std::u32string::npos || (dash != std::u32string::npos && pages.find(U'-', dash + 1) != std::u32string::npos);
    if (several || dash == 0) {
      put("page-range", pages);
      return;
    }
    put("fpage", pages.substr(0, dash));
    if (dash != std::u32string::npos) put("lpage", pages.substr(dash + 1));
  }

  void write_id(const std::u32string& words, const char* type, std::string_view custom) {
    Node id = add(citation_, "pub-id", words);
    set(id, "pub-id-type", type);
    set_known(id, "custom-type", custom);
  }

  void write_number(const std::u32string& words) {
    switch (reference_.type) {
      case RefType::patent: put("patent", words); break;
      case RefType::standard: write_id(words, "std-designation", ""); break;
      case RefType::archive: write_id(words, "archive", ""); break;
      case RefType::report: write_id(words, "custom", "report-number"); break;
      default: write_id(words, "other", "");
    }
  }

  Node citation_;
  const Reference& reference_;
};

}  // namespace

bool write_element_citation(Node parent, const Reference& reference, const std::string& article_lang) {
  Node citation = add(parent, "element-citation");
  set_citation_attributes(citation, reference, article_lang);
  ElementCitation(citation, reference).write();
  if (citation.first_child()) return true;
  parent.remove_child(citation);
  return false;
}

}  // namespace jiaokan
