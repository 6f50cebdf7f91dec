// Walks an article in reading order (front, body, back, notes, references).
//
// for_each_inline(article, see) calls see(Inline&) for every inline, children after their parent; for_each_list(article, see) calls
// see(Inlines&) for every list of inlines before what is in it, and may change the list (both const where the article is);
// for_each_span(article, see) calls see(Span) for everything in it that is characters of Text: spans may be empty and may overlap.
// A new member of Article that holds text has its line here, or its characters count as left out.
#pragma once

#include "model/article.h"

namespace jiaokan {

template <typename SeeList, typename SeeInline, typename SeeSpan>
struct ArticleWalk {
  SeeList see_list;
  SeeInline see_inline;
  SeeSpan see;

  void inlines(auto& list) const {
    see_list(list);
    for (auto& item : list) {
      see_inline(item);
      inlines(item.children);
    }
  }
  void parts(auto& list) const {
    for (auto& part : list) {
      see(part.label_span);
      see(part.trans_label_span);
      inlines(part.content);
      for (auto& label : part.labels) inlines(label);
      parts(part.parts);
      inlines(part.caption);
      inlines(part.trans_caption);
      for (auto& cell : part.cells) inlines(cell.content);
      for (auto& note : part.table_notes) {
        see(note.label_span);
        inlines(note.content);
      }
    }
  }
  void sections(auto& list) const {
    for (auto& section : list) {
      see(section.label_span);
      inlines(section.title);
      parts(section.parts);
      sections(section.sections);
    }
  }
  void title(auto& item) const {
    inlines(item.title);
    inlines(item.subtitle);
  }
  void people(auto& list) const {
    for (auto& person : list) {
      for (auto& name : person.names) see(name.span);
      inlines(person.bio);
      inlines(person.trans_bio);
    }
  }
  void front(auto& front) const {
    title(front.title);
    for (auto& item : front.trans_titles) title(item);
    people(front.authors);
    people(front.editors);
    for (auto& item : front.affiliations) see(item.span);
    for (auto& item : front.trans_affiliations) see(item.span);
    for (auto& item : front.abstracts) parts(item.parts);
    for (auto& item : front.keywords)
      for (auto& word : item.words) see(word.span);
    for (auto& code : front.clc) see(code.span);
    for (auto& date : front.history) see(date.printed.span);
    for (const Field* field :
         {&front.doc_code, &front.article_number, &front.doi, &front.funding, &front.column, &front.journal,
          &front.journal_en, &front.journal_id, &front.issn, &front.cn, &front.publisher, &front.licence, &front.year,
          &front.volume, &front.issue, &front.month, &front.day, &front.fpage, &front.lpage, &front.page_count})
      see(field->span);
  }
  void article(auto& article) const {
    front(article.front);
    parts(article.lead);
    sections(article.sections);
    sections(article.back);
    for (auto& note : article.notes) {
      see(note.label_span);
      parts(note.parts);
    }
    for (auto& entry : article.references) {
      see(entry.span);
      see(entry.raw_span);
    }
  }
};

template <typename ArticleOrConst, typename See>
void for_each_list(ArticleOrConst& article, See see) {
  const auto no_inline = [](const Inline&) {};
  const auto no_span = [](Span) {};
  ArticleWalk<See, decltype(no_inline), decltype(no_span)>{see, no_inline, no_span}.article(article);
}

template <typename ArticleOrConst, typename See>
void for_each_inline(ArticleOrConst& article, See see) {
  const auto no_list = [](const Inlines&) {};
  const auto no_span = [](Span) {};
  ArticleWalk<decltype(no_list), See, decltype(no_span)>{no_list, see, no_span}.article(article);
}

// Of the lead, the sections and the back matter: see(std::vector<Part>&) for each list of parts, and may change it.
template <typename See>
void for_each_list_of_parts(Article& article, const See& see) {
  const auto walk = [&](const auto& self, std::vector<Section>& sections) -> void {
    for (Section& section : sections) {
      see(section.parts);
      self(self, section.sections);
    }
  };
  see(article.lead);
  walk(walk, article.sections);
  walk(walk, article.back);
}

template <typename See>
void for_each_span(const Article& article, See see) {
  const auto no_list = [](const Inlines&) {};
  const auto of_inline = [&](const Inline& item) {
    see(item.span);
    see(item.locator_span);
  };
  ArticleWalk<decltype(no_list), decltype(of_inline), See>{no_list, of_inline, see}.article(article);
}

}  // namespace jiaokan
