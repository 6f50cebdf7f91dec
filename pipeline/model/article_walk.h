// Walks an article in reading order (front, body, back, notes, references).
//
// for_each_inline(article, see) calls see(const Inline&) for every inline, children after their parent;
// for_each_span(article, see) calls see(Span) for everything in it that is characters of Text: spans may be empty and may overlap.
// A new member of Article that holds text has its line here, or its characters count as left out.
#pragma once

#include "model/article.h"

namespace jiaokan {

template <typename SeeInline, typename SeeSpan>
struct ArticleWalk {
  SeeInline see_inline;
  SeeSpan see;

  void inlines(const Inlines& list) const {
    for (const Inline& item : list) {
      see_inline(item);
      inlines(item.children);
    }
  }
  void parts(const std::vector<Part>& list) const {
    for (const Part& part : list) {
      see(part.label_span);
      see(part.trans_label_span);
      inlines(part.content);
      parts(part.parts);
      inlines(part.caption);
      inlines(part.trans_caption);
      for (const Part::Cell& cell : part.cells) inlines(cell.content);
      for (const Inlines& note : part.table_notes) inlines(note);
    }
  }
  void sections(const std::vector<Section>& list) const {
    for (const Section& section : list) {
      see(section.label_span);
      inlines(section.title);
      parts(section.parts);
      sections(section.sections);
    }
  }
  void title(const Title& item) const {
    inlines(item.title);
    inlines(item.subtitle);
  }
  void people(const std::vector<Contributor>& list) const {
    for (const Contributor& person : list) {
      for (const PersonName& name : person.names) see(name.span);
      inlines(person.bio);
    }
  }
  void front(const Front& front) const {
    title(front.title);
    for (const Title& item : front.trans_titles) title(item);
    people(front.authors);
    people(front.editors);
    for (const Affiliation& item : front.affiliations) see(item.span);
    for (const Affiliation& item : front.trans_affiliations) see(item.span);
    for (const Abstract& item : front.abstracts) parts(item.parts);
    for (const Keywords& item : front.keywords)
      for (const Field& word : item.words) see(word.span);
    for (const Field& code : front.clc) see(code.span);
    for (const HistoryDate& date : front.history) see(date.printed.span);
    for (const Field* field :
         {&front.doc_code, &front.article_number, &front.doi, &front.funding, &front.column, &front.journal,
          &front.journal_en, &front.journal_id, &front.issn, &front.cn, &front.publisher, &front.licence, &front.year,
          &front.volume, &front.issue, &front.month, &front.day, &front.fpage, &front.lpage, &front.page_count})
      see(field->span);
  }
  void article(const Article& article) const {
    front(article.front);
    parts(article.lead);
    sections(article.sections);
    sections(article.back);
    for (const Note& note : article.notes) {
      see(note.label_span);
      parts(note.parts);
    }
    for (const ReferenceEntry& entry : article.references) {
      see(entry.span);
      see(entry.raw_span);
    }
  }
};

template <typename See>
void for_each_inline(const Article& article, See see) {
  const auto none = [](Span) {};
  ArticleWalk<See, decltype(none)>{see, none}.article(article);
}

template <typename See>
void for_each_span(const Article& article, See see) {
  const auto of_inline = [&](const Inline& item) {
    see(item.span);
    see(item.locator_span);
  };
  ArticleWalk<decltype(of_inline), See>{of_inline, see}.article(article);
}

}  // namespace jiaokan
