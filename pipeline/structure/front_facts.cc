// What the article number, the running heads and the settings say, put together and checked against each other.
//
// article.toml overrides the text; issue.toml and journal.toml complete it. Nothing is invented: what is unknown stays unknown and is said.
#include <fmt/format.h>

#include <algorithm>

#include "lang/fold.h"
#include "lang/script.h"
#include "model/unicode.h"
#include "refs/refs.h"
#include "structure/article_number.h"
#include "structure/draft.h"

namespace jiaokan {

namespace {

struct Row {
  const char* key;
  Field Front::* field;
};
constexpr Row kRows[] = {
    {"journal", &Front::journal},     {"journal_en", &Front::journal_en}, {"journal_id", &Front::journal_id}, {"issn", &Front::issn},   {"cn", &Front::cn},
    {"publisher", &Front::publisher}, {"licence", &Front::licence},       {"year", &Front::year},             {"volume", &Front::volume}, {"issue", &Front::issue},
    {"month", &Front::month},         {"day", &Front::day},               {"fpage", &Front::fpage},           {"lpage", &Front::lpage}, {"page_count", &Front::page_count},
    {"doi", &Front::doi},             {"column", &Front::column},         {"article_number", &Front::article_number}, {"funding", &Front::funding},
};

Origin origin_of(const std::string& file) { return file == "article.toml" ? Origin::article_toml : file == "issue.toml" ? Origin::issue_toml : Origin::journal_toml; }

class Facts {
 public:
  explicit Facts(StructureDraft& d) : d_(d), front_(d.article.front) {}

  void run() {
    from_settings(Origin::article_toml);
    from_article_number();
    from_furniture();
    from_settings(Origin::issue_toml);
    from_settings(Origin::journal_toml);
    check_doi();
    report_missing();
  }

 private:
  void from_settings(Origin origin) {
    for (const Row& row : kRows) {
      const auto value = d_.settings.values.find(row.key);
      if (value == d_.settings.values.end() || origin_of(value->second.origin) != origin) continue;
      Field& field = front_.*row.field;
      const std::u32string text = from_utf8(value->second.text);
      if (field.empty() || origin == Origin::article_toml) {
        field = {text, {}, origin, ""};
      } else if (folded(field.text) != folded(text) && row.field != &Front::issue && row.field != &Front::volume) {
        d_.say(Code::front_disagrees, {}, fmt::format("{}: {} in the text, {} in {}", row.key, to_utf8(field.text), value->second.text, value->second.origin));
      }
    }
    if (origin != Origin::article_toml) return;
    if (const auto title = d_.settings.values.find("title"); title != d_.settings.values.end() && title->second.origin == "article.toml") {
      Inline run;
      run.text = from_utf8(title->second.text);
      front_.title.title = {run};
      front_.title.lang = d_.article.lang;
    }
    if (const auto updated = d_.settings.values.find("updated"); updated != d_.settings.values.end()) d_.article.updated = updated->second.text;
  }

  void computed(Field& field, std::string value, const char* name) {
    if (value.empty()) return;
    const std::u32string text = from_utf8(value);
    if (field.empty()) field = {text, {}, Origin::computed, ""};
    else if (folded(field.text) != folded(text) && strip(field.text) != strip(text)) d_.say(Code::front_disagrees, {}, fmt::format("{}: {} against {} of the article number", name, to_utf8(field.text), value));
  }

  static std::u32string strip(const std::u32string& text) {
    const size_t first = text.find_first_not_of(U'0');
    return first == std::u32string::npos ? text : text.substr(first);
  }

  void from_article_number() {
    const ArticleNumber number = read_article_number(to_utf8(front_.article_number.text));
    if (number.issn.empty()) {
      if (!front_.article_number.empty()) d_.say(Code::article_number_shape, front_.article_number.span, to_utf8(front_.article_number.text));
      return;
    }
    if (!number.issn_valid) d_.say(Code::issn_check_digit, front_.article_number.span, number.issn);
    else computed(front_.issn, number.issn, "issn");
    computed(front_.year, std::to_string(number.year), "year");
    computed(front_.issue, std::to_string(number.issue), "issue");
    computed(front_.fpage, std::to_string(number.first_page), "first page");
    if (number.pages > 0) {
      computed(front_.lpage, std::to_string(number.first_page + number.pages - 1), "last page");
      computed(front_.page_count, std::to_string(number.pages), "page count");
    }
  }

  void from_furniture() {
    for (const Fact& fact : d_.text.facts) {
      Field* field = nullptr;
      switch (fact.kind) {
        case FactKind::journal: field = &front_.journal; break;
        case FactKind::year: field = &front_.year; break;
        case FactKind::issue: field = &front_.issue; break;
        case FactKind::volume: field = &front_.volume; break;
        default: break;
      }
      if (field == nullptr) continue;
      const std::u32string value = from_utf8(fact.value);
      if (field->empty()) *field = {value, {}, Origin::furniture, ""};
      else if (strip(folded(field->text)) != strip(folded(value))) d_.say(Code::front_disagrees, {}, fmt::format("a running head says {}, elsewhere {}", fact.value, to_utf8(field->text)));
    }
  }

  void check_doi() {
    if (front_.doi.empty()) return;
    std::u32string text;
    for (const char32_t c : front_.doi.text)
      if (!is_space(c)) text.push_back(c);
    front_.doi.text = text;
    if (!text.starts_with(U"10.") || text.find(U'/') == std::u32string::npos) d_.say(Code::doi_shape, front_.doi.span, to_utf8(text));
  }

  void report_missing() {
    const auto missing = [&](const char* what, bool is) {
      if (is) d_.say(Code::front_missing, {}, what);
    };
    missing("title", front_.title.title.empty());
    missing("authors", front_.authors.empty());
    missing("abstract", front_.abstracts.empty());
    missing("keywords", front_.keywords.empty());
    missing("journal", front_.journal.empty());
    missing("ISSN", front_.issn.empty());
    missing("year", front_.year.empty());
    missing("issue", front_.issue.empty());
    missing("pages", front_.fpage.empty());
    missing("references", d_.article.references.empty() && d_.article.note_references.empty());
  }

  StructureDraft& d_;
  Front& front_;
};

}  // namespace

void complete_front(StructureDraft& d) {
  Facts(d).run();
}

}  // namespace jiaokan
